"""Which organisations bodies look after: giving them to a body, and those that nobody looks after."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from daihoi.actions import bodies as actions
from daihoi.core.access import NotHere
from daihoi.core.bodies import COVERING
from daihoi.core.messages import N_, Finding, Message, Refused, Severity
from daihoi.core.messages import Place as Where
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import bodies as queries
from daihoi.queries import organisations
from daihoi.queries.bodies import BodyLine, BodyView, CoverageView
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.bodies.forms import PasteForm
from daihoi.web.bodies.frame import may, tabs
from daihoi.web.bodies.pages import EDIT, editable, place_of, way
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import act_or_say, choose, get_or_post, looked_at
from daihoi.web.paging import page_number, page_of
from daihoi.web.templatetags.show import day, kind_name

SIZE = 100
WHICH: dict[str, str] = {
    "none": N_("Nobody looks after them"),
    "several": N_("Several bodies look after them"),
    "all": N_("All"),
}
MOST_BODIES = 60


@get_or_post
def given(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick the organisations that a body looks after, search for them, or paste a list."""
    view = editable(request, pk)
    if view.line.kind not in COVERING:
        raise NotHere
    paste = PasteForm()
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and "lines" in request.POST:
        paste = PasteForm(request.POST)
        if paste.is_valid():
            findings = act_or_say(request, lambda: _give_listed(request, view, paste.cleaned_data["lines"]))
            if not findings:
                return redirect(request.get_full_path())
    elif request.method == "POST":
        findings = act_or_say(request, lambda: _give_ticked(request, view))
        if not findings:
            return redirect(request.get_full_path())
    context = _choices(request, view) | {"view": view, "line": view.line, "paste": paste, "findings": findings}
    title = gettext("Organisations looked after")
    context |= {"title": title, "crumbs": [*way(view), (title, "")]}
    return render(request, "bodies/given.html", context, status=400 if findings or paste.errors else 200)


def _numbers(values: Sequence[str]) -> set[int]:
    return {number for value in values if (number := whole_number(value)) is not None}


def _give_ticked(request: HttpRequest, view: BodyView) -> None:
    """Only what was shown with a box can be taken away by leaving it empty."""
    shown, ticked = _numbers(request.POST.getlist("shown")), _numbers(request.POST.getlist("given"))
    now = {each.id for each in view.organisations}
    actions.cover(
        actor=request.actor,
        organisation=view.line.organisation,
        body=view.line.id,
        add=ticked - now,
        remove=(shown - ticked) & now,
    )


def _give_listed(request: HttpRequest, view: BodyView, text: str) -> None:
    shared = {"actor": request.actor, "organisation": view.line.organisation}
    lines = queries.listed(**shared, lines=text.splitlines(), today=request.today)
    none = N_("“{text}”: there is no such organisation below. Write its code.")
    several = N_("“{text}”: several organisations below are called so. Write the code.")
    wrong = [
        Finding(
            Severity.ERROR,
            "line_unknown" if not line.found else "line_several",
            Message(none if not line.found else several, {"text": line.text[:80]}),
            Where(row=line.row),
        )
        for line in lines
        if len(line.found) != 1
    ]
    if wrong:
        raise Refused(*wrong[:50])
    actions.cover(**shared, body=view.line.id, add={line.found[0] for line in lines})


def _choices(request: HttpRequest, view: BodyView) -> dict[str, object]:
    text = request.GET.get("q", "").strip()[:100]
    inside = whole_number(request.GET.get("in", ""))
    start = (page_number(request) - 1) * SIZE
    total, found = queries.choices_below(
        actor=request.actor,
        organisation=view.line.organisation,
        at=inside,
        text=text,
        today=request.today,
        start=start,
        stop=start + SIZE,
    )
    own = {each.id for each in view.organisations}
    given = {each.path: each.name for each in view.organisations}
    rows = [(one, one.id in own, _within(one.path, given)) for one in found]
    trail: list[OrganisationCard] = []
    if inside is not None and not text:
        card = organisations.organisation(actor=request.actor, pk=inside, as_of=request.today)
        steps = organisations.trail(actor=request.actor, path=card.path, as_of=request.today)
        trail = [each for each in steps if len(each.path) > len(view.path)]
    return {"rows": rows, "page": page_of(request, total, SIZE), "text": text, "inside": inside, "trail": trail}


def _within(path: str, given: dict[str, str]) -> str:
    """The name of the organisation above that the body has already; "" for none."""
    return next((name for above, name in given.items() if above != path and paths.covers(above, path)), "")


@get_or_post
def coverage(request: HttpRequest) -> HttpResponse:
    """The organisations of a level below, that no body looks after, or several; and what each body looks after."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Who is looked after"))
    choice = asked(request)
    place = place_of(request, at, choice.term)
    base = {"at": at, "choice": choice, "terms": terms(), "tabs": tabs(at, "bodies_coverage")}
    if place is None:
        return render(request, "bodies/coverage.html", base | {"not_there": True})
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        if not may(request, EDIT, at.path):
            raise NotHere
        findings = _give_here(request, at)
        if not findings:
            return redirect(request.get_full_path())
    level = choice.level or Level.GRASSROOTS
    found = queries.coverage(place, level)
    if "level" not in request.GET and not found.all and found.levels:
        level = found.levels[0].level
        found = queries.coverage(place, level)
    context = base | _list(request, found) | _ours(request, at, choice)
    context |= {"levels": found.levels, "level": level, "findings": findings}
    return render(request, "bodies/coverage.html", context, status=400 if findings else 200)


def _which(request: HttpRequest) -> str:
    which = request.GET.get("which", "")
    return which if which in WHICH else "none"


def _listed(found: CoverageView, which: str) -> tuple[int, ...]:
    return {"none": found.uncovered, "several": found.several, "all": found.all}[which]


def _list(request: HttpRequest, found: CoverageView) -> dict[str, object]:
    """The organisations of the page, and the bodies that reach most of the level, at most so many."""
    which = _which(request)
    ids = _listed(found, which)
    page = page_of(request, len(ids))
    shown = ids[page.start : page.stop]
    of_each = queries.bodies_of_each(found, shown) if which != "none" else {}
    most = sorted(found.by_body.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_BODIES]
    wanted = {pk for pk, _ in most} | {pk for bodies in of_each.values() for pk in bodies}
    lines = queries.named(actor=request.actor, pks=wanted, today=request.today) if wanted else {}
    rows = _rows(request, shown, of_each, lines)
    by_body = [(lines[pk], count) for pk, count in most if pk in lines]
    counts = {"none": len(found.uncovered), "several": len(found.several), "all": len(found.all)}
    views = [(key, gettext(label), counts[key]) for key, label in WHICH.items()]
    return {"rows": rows, "page": page, "which": which, "views": views, "by_body": by_body}


def _rows(
    request: HttpRequest, shown: Sequence[int], of_each: dict[int, tuple[int, ...]], lines: dict[int, BodyLine]
) -> list[tuple[OrganisationCard, OrganisationCard | None, list[BodyLine]]]:
    cards = organisations.cards(actor=request.actor, pks=shown, as_of=request.today)
    above = {card.parent_id for card in cards.values() if card.parent_id}
    parents = organisations.cards(actor=request.actor, pks=sorted(above), as_of=request.today)
    return [
        (cards[pk], parents.get(cards[pk].parent_id or 0), [lines[one] for one in of_each.get(pk, ()) if one in lines])
        for pk in shown
        if pk in cards
    ]


def _ours(request: HttpRequest, at: OrganisationCard, choice: Asked) -> dict[str, object]:
    """The bodies to which organisations can be given here."""
    if not may(request, EDIT, at.path):
        return {"ours": []}
    lines = queries.bodies(actor=request.actor, organisation=at.id, term=choice.term, today=request.today)
    return {"ours": [line for line in lines if line.kind in COVERING and line.ended_on is None], "may": True}


def _give_here(request: HttpRequest, at: OrganisationCard) -> tuple[Finding, ...]:
    body, ticked = whole_number(request.POST.get("body", "")), _numbers(request.POST.getlist("given"))
    if body is None or not ticked:
        text = N_("Tick organisations, and choose the body that looks after them.")
        return (Finding(Severity.ERROR, "nothing_ticked", Message(text)),)
    said = ngettext("%(count)s organisation given.", "%(count)s organisations given.", len(ticked))

    def act() -> None:
        actions.cover(actor=request.actor, organisation=at.id, body=body, add=ticked)

    return act_or_say(request, act, done=said % {"count": len(ticked)})


@require_safe
def sheet(request: HttpRequest, at: int) -> HttpResponse:
    """The list of the page as a sheet."""
    card = organisations.organisation(actor=request.actor, pk=at, as_of=request.today)
    choice = asked(request)
    place = place_of(request, card, choice.term)
    if place is None:
        raise NotHere
    level, which = choice.level or Level.GRASSROOTS, _which(request)
    view = queries.coverage(place, level)
    ids = _listed(view, which)
    of_each = queries.bodies_of_each(view, ids) if which != "none" else {}
    wanted = {pk for bodies in of_each.values() for pk in bodies}
    lines = queries.named(actor=request.actor, pks=wanted, today=request.today) if wanted else {}
    columns = (
        Column(gettext("Code"), 12),
        Column(gettext("Organisation"), 44),
        Column(gettext("Under"), 36),
        Column(gettext("Kind"), 24),
        Column(gettext("Bodies"), 50),
    )
    found: list[tuple[Any, ...]] = [
        (own.code, own.name, above.name if above else "", kind_name(own.kind), "; ".join(each.name for each in bodies))
        for own, above, bodies in _rows(request, ids, of_each, lines)
    ]
    title = gettext(WHICH[which])
    heading = (card.name, f"{title}: {words.say(words.LEVELS, level)}")
    heading += (gettext("Term {term}, as of {day}").format(term=choice.term, day=day(request.today)),)
    return download(
        write_xlsx([Sheet(gettext("Organisations"), columns, found, heading)]), XLSX, f"{title} {card.name}", "xlsx"
    )
