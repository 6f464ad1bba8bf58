"""Figures of personnel records of an organisation and all below it: the columns of the reports after congresses."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.indicators import CATALOGUE
from daihoi.core.messages import N_
from daihoi.office.tables import Column, Sheet
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators import Figure, Place
from daihoi.queries.personnel import PersonnelPlace
from daihoi.web.asked import Asked, asked
from daihoi.web.board import present
from daihoi.web.downloads import XLSX
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.people_frame import first_rows
from daihoi.web.templatetags.show import day, pct

TITLE = N_("Figures")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Secretaries"),
        (
            "secretaries",
            "secretaries.reelected",
            "secretaries.new",
            "secretary_is_chair",
            "secretary_not_local",
            "secretary_elected_directly",
            "secretary_votes_high",
            "cell_secretary_is_village_head",
            "village_heads.first",
            "village_heads.on_day",
        ),
    ),
    (
        N_("Committees"),
        (
            "committee",
            "committee_first_time",
            "committee.reelected",
            "committee.not_reelected",
            "committee.not_elected",
            "committee.short",
            "committee.women",
            "committee.under_40",
            "committee.minority",
            "committee.mean_age",
            "committee.degree",
            "committee.master",
            "committee.doctor",
            "committee.theory",
            "committee.unknown",
            "standing_committee",
            "standing_committee.women",
            "standing_committee.short",
        ),
    ),
    (N_("During the term"), ("committee.vacant", "committee.added", "committee.left")),
    (
        N_("Personnel schemes"),
        (
            "schemes.begun",
            "schemes.submitted",
            "schemes.appraised",
            "schemes.approved",
            "schemes.returned",
            "schemes.overdue",
            "schemes.first_time",
            "schemes.restanding",
            "committee.surplus",
            "standing_committee.surplus",
        ),
    ),
    (N_("Not standing again"), ("not_standing", "not_standing.arranged", "not_standing.policy")),
    (
        N_("Offices that work as one"),
        ("merged_offices.inspection", "merged_offices.organisation", "merged_offices.mass"),
    ),
)
NAMES = tuple(name for _, names in GROUPS for name in names)
# Of each organisation directly below.
COLUMNS = (
    "schemes.approved",
    "committee",
    "committee_first_time",
    "committee.women",
    "committee.under_40",
    "committee.short",
    "secretary_is_chair",
    "secretary_not_local",
    "secretary_elected_directly",
)


@dataclass(frozen=True)
class Line:
    """A figure as it is shown, with the address of its records."""

    title: str
    sentence: str
    value: str
    figure: Figure
    href: str
    warn: bool


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure of personnel records here, and the main ones of each organisation directly below."""
    place, context = opened(request, pk, "personnel_figures", last=gettext(TITLE))
    choice = asked(request)
    at = _at(request, place, choice)
    found = indicators.figures(at, NAMES)
    rows = indicators.by_subordinate(at, COLUMNS)
    names = organisations.cards(actor=request.actor, pks=list(rows), as_of=choice.as_of)
    query = f"{choice.day}&level=all"
    context |= {
        "choice": choice,
        "groups": [(gettext(title), [_line(pk, found[name], query) for name in group]) for title, group in GROUPS],
        "headings": [gettext(CATALOGUE[name].title) for name in COLUMNS],
        "rows": [
            (names[below].name if below in names else "?", below, [_line(below, one[name], query) for name in COLUMNS])
            for below, one in rows.items()
        ],
    }
    return render(request, "personnel/figures.html", context)


@require_safe
def page_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as two sheets."""
    place, choice = place_of(request, pk), asked(request)
    at = _at(request, place, choice)
    found, rows = indicators.figures(at, NAMES), indicators.by_subordinate(at, COLUMNS)
    cards = organisations.cards(actor=request.actor, pks=list(rows), as_of=choice.as_of)
    mark = taken(request, place, "personnel_figures_xlsx", "xlsx")
    title = gettext(TITLE)
    heading = (*first_rows(mark, place, title), gettext("as of {day}").format(day=day(choice.as_of)))
    sheets = [
        Sheet(title, _columns(), [_values(title, name, found[name]) for title, group in GROUPS for name in group],
              heading),
        Sheet(
            gettext("Directly below"),
            [Column(gettext("Organisation"), 40), *(Column(gettext(CATALOGUE[name].title), 16) for name in COLUMNS)],
            [(cards[below].name if below in cards else "?", *_shares(one)) for below, one in rows.items()],
            heading,
        ),
    ]  # fmt: skip
    return handed(marked(mark, sheets), XLSX, f"{title} - {place.name}", "xlsx")


def _at(request: HttpRequest, place: PersonnelPlace, choice: Asked) -> Place:
    return indicators.place(
        actor=request.actor,
        organisation=place.organisation,
        term=place.term,
        as_of=choice.as_of,
        today=request.today,
    )


def _line(pk: int, figure: Figure, query: str) -> Line:
    one = CATALOGUE[figure.name]
    return Line(
        gettext(one.title),
        gettext(one.sentence),
        present.value(figure),
        figure,
        present.link(pk, figure.name, query),
        one.better < 0 and bool(figure.value),
    )


def _columns() -> list[Column]:
    return [
        Column(gettext("Group"), 24),
        Column(gettext("Figure"), 40),
        Column(gettext("Value"), 12),
        Column(gettext("Out of"), 12, "int"),
        Column(gettext("Share"), 12),
        Column(gettext("What is counted"), 60),
    ]


def _values(group: str, name: str, figure: Figure) -> tuple[str | int | None, ...]:
    one = CATALOGUE[name]
    share = pct(figure.share) if figure.share is not None else ""
    return (gettext(group), gettext(one.title), present.value(figure), figure.out_of, share, gettext(one.sentence))


def _shares(figures: Mapping[str, Figure]) -> list[str]:
    shown = []
    for name in COLUMNS:
        figure = figures[name]
        shown.append(present.value(figure) if figure.out_of is None else f"{present.value(figure)} / {figure.out_of}")
    return shown
