"""What the list pages of lessons, outreach and spending share: the organisation looked at, its place, tabs, sheets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators import Place
from daihoi.queries.lessons import Coverage
from daihoi.queries.organisations import OrganisationCard, Placed
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.one_form import choose, looked_at
from daihoi.web.organisations.frame import may
from daihoi.web.paging import page_of
from daihoi.web.templatetags.show import day

T = TypeVar("T")

# Which level the pages of an organisation look at first; the grass roots where nothing is said here.
LOOKS_AT = {Kind.GRASSROOTS_COMMITTEE: Level.CELL, Kind.SECTION: Level.CELL, Kind.CELL: Level.CELL}


@dataclass(frozen=True)
class Here:
    """The organisation that a list page is about, with its place on the day and level asked for."""

    card: OrganisationCard
    choice: Asked
    at: Place

    @property
    def query(self) -> str:
        """What keeps the next page at the same place, term and day."""
        return urlencode({"at": self.card.id, "term": self.choice.term, "as_of": self.choice.as_of.isoformat()})

    def now(self, request: HttpRequest) -> bool:
        """Is it the day of today, on which things are entered, and is the organisation there?"""
        return self.choice.as_of == request.today and self.card.valid_to > request.today  # type: ignore[attr-defined]

    def may(self, request: HttpRequest, permission: Permission) -> bool:
        return self.now(request) and may(request, permission, self.card.path)


def here(request: HttpRequest, title: str) -> Here | HttpResponse:
    """The organisation of a list page, or the page that asks for it, or that says that it was not there."""
    card = looked_at(request)
    if card is None:
        return choose(request, title)
    choice = asked(request, level=LOOKS_AT.get(card.kind, Level.GRASSROOTS))
    try:
        at = place_of(request, card.id, choice)
    except NotHere:
        context = {"card": card, "choice": choice, "terms": terms(), "title": title}
        return render(request, "lessons/not_there.html", context)
    return Here(card, choice, at)


def place_of(request: HttpRequest, pk: int, choice: Asked) -> Place:
    """The place of an organisation on the day asked for; NotHere where it was not there, or may not be seen."""
    return indicators.place(
        actor=request.actor,  # type: ignore[attr-defined]
        organisation=pk,
        term=choice.term,
        as_of=choice.as_of,
        today=request.today,  # type: ignore[attr-defined]
        level=choice.level,
    )


def within(request: HttpRequest, organisation: int, path: str, choice: Asked) -> Place | None:
    """Where it is counted who of those below has done something: `?within=`, else the whole below the organisation that
    asks it (at `path`), else the person's own place below that; None where that was not there on the day."""
    actor, today = request.actor, request.today  # type: ignore[attr-defined]
    given = whole_number(request.GET.get("within", ""))
    wanted = given
    if wanted is None and allows(actor, Permission.VIEW, path, today):
        wanted = organisation
    if wanted is None:
        homes = organisations.homes(actor=actor, permission=Permission.VIEW, today=today)
        inside = [card.id for card in homes if paths.covers(path, card.path)]
        wanted = inside[0] if len(inside) == 1 else None
    if wanted is None:
        return None
    try:
        return place_of(request, wanted, choice)
    except NotHere:
        if given is not None:
            raise
        return None


def placed(request: HttpRequest, pks: Iterable[int]) -> list[tuple[int, Placed]]:
    """Organisations of a list with their names and those above them, in the order given."""
    listed = list(pks)
    places = organisations.last_places(actor=request.actor, pks=listed)  # type: ignore[attr-defined]
    return [(pk, places.get(pk, Placed())) for pk in listed]


def with_places(request: HttpRequest, rows: Sequence[T], pk: Callable[[T], int]) -> list[tuple[T, Placed]]:
    """Rows about organisations with the names of these."""
    places = dict(placed(request, {pk(row) for row in rows}))
    return [(row, places[pk(row)]) for row in rows]


def level_choices() -> list[tuple[str, str]]:
    return [*words.choices(words.LEVELS), ("all", gettext("All levels"))]


def tabs(request: HttpRequest, query: str, named: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """Tabs of pages about one organisation: (URL name, label) each; the present one by its address."""
    return [
        {
            "label": gettext(label),
            "href": f"{reverse(name)}?{query}",
            "current": request.path == reverse(name),
            "count": None,
        }
        for name, label in named
    ]


def base(request: HttpRequest, found: Here, named: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What the frame of each list page shows."""
    return {
        "card": found.card,
        "choice": found.choice,
        "terms": terms(),
        "levels": level_choices(),
        "level": found.choice.level.value if found.choice.level else "all",
        "query": found.query,
        "tabs": tabs(request, found.query, named),
        "now": found.now(request),
    }


def heading(found: Here, title: str) -> tuple[str, ...]:
    """The lines above a sheet."""
    told = gettext("Term {term}, as of {day}").format(term=found.choice.term, day=day(found.choice.as_of))
    return (found.card.name, title, told)


class SeenForm(forms.Form):
    """A form that knows what stood there when it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


def seen_of(data: dict[str, object]) -> str | None:
    return str(data["seen"]) if data.get("seen") else None


def way(listed: tuple[str, str], own: tuple[str, str], last: str = "") -> list[tuple[str, str]]:
    """The way down over a list to one of its things, each (name, address), and on to what is done with it."""
    return [listed, own, (last, "")] if last else [listed, (own[0], "")]


def covering(request: HttpRequest, at: Place, top: str, cover: Coverage, missing: Iterable[int]) -> dict[str, object]:
    """What a page shows of how far something has come in a place: the whole, the least covered branches first, and who
    is missing, page by page. `top`: the path at which it was given out."""
    pks = [int(pk) for pk in missing]
    page = page_of(request, len(pks))
    branches = cover.by_subordinate()
    names = organisations.last_names(actor=request.actor, pks=[at.organisation, *(pk for pk, _ in branches)])
    return {
        "at": at,
        "name": names.get(at.organisation, ""),
        "whole": cover.whole,
        "branches": [(pk, names.get(pk, ""), part) for pk, part in sorted(branches, key=lambda one: one[1].share or 0)],
        "missing": placed(request, pks[page.start : page.stop]),
        "page": page,
        "up": at.path != top,
    }
