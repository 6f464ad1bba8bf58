"""A variant as a workbook: its list and its lines, with the mark of secrecy and who took it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.personnel.kinds import DEGREE_NAMES, SEX_NAMES, THEORY_NAMES
from daihoi.core.personnel.structure import Check
from daihoi.office.tables import Column, Sheet
from daihoi.queries.personnel import Candidate, SchemeView
from daihoi.web.downloads import XLSX
from daihoi.web.personnel.frame import handed, marked, place_of, taken
from daihoi.web.personnel.scheme import begun
from daihoi.web.personnel.scheme_lines import GROUPS, shown
from daihoi.web.personnel.scheme_people import born, row_of
from daihoi.web.words import say


@require_safe
def sheet(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """The list and the lines of one variant."""
    place = place_of(request, pk)
    view = begun(place, only=variant)
    found = view.variant(variant)
    mark = taken(request, place, "personnel_scheme_xlsx", "xlsx", ids={"variant": variant})
    title = gettext("Personnel scheme")
    heading = (mark.line, place.name, gettext("{title}, term {term}: {variant}").format(
        title=title, term=place.term, variant=found.name
    ))  # fmt: skip
    sheets = [
        Sheet(
            gettext("People on the list"),
            _list_columns(),
            [_person(view, number, one) for number, one in enumerate(found.people, 1)],
            heading,
        ),
        structure_sheet(found.check, view.answers, heading),
    ]
    return handed(marked(mark, sheets), XLSX, f"{title} {place.name}", "xlsx")


def _list_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Sex"), 8),
        Column(gettext("Born"), 10),
        Column(gettext("Ethnicity"), 12),
        Column(gettext("Home place"), 26),
        Column(gettext("Qualification"), 18),
        Column(gettext("Political theory"), 18),
        Column(gettext("Present post"), 36),
        Column(gettext("Stands"), 14),
        Column(gettext("For"), 30),
        Column(gettext("Meant for the posts"), 36),
        Column(gettext("Surplus"), 30),
        Column(gettext("Months left"), 12, "int"),
        Column(gettext("Special decision"), 24),
    )


def _person(view: SchemeView, number: int, one: Candidate) -> tuple[Any, ...]:
    row = row_of(view, one)
    person = one.listed.person
    return (
        number,
        row.name,
        say(SEX_NAMES, person.sex) if person.sex else "",
        born(person.born, person.born_year),
        one.ethnicity,
        one.home,
        say(DEGREE_NAMES, person.degree) if person.degree else "",
        say(THEORY_NAMES, person.theory) if person.theory else "",
        row.post,
        row.standing_name,
        row.organ_names,
        row.post_names,
        row.surplus_names,
        row.months,
        row.special,
    )


def structure_sheet(check: Check | None, answers: Mapping[str, str], heading: tuple[str, ...]) -> Sheet:
    """Every line of a check, with what people decided on it."""
    columns = (
        Column(gettext("Body"), 24),
        Column(gettext("What is counted"), 40),
        Column(gettext("Figure"), 12),
        Column(gettext("Asked for"), 16),
        Column(gettext("State"), 20),
        Column(gettext("What comes out"), 50),
        Column(gettext("Rule"), 60),
        Column(gettext("Decided"), 40),
    )
    rows = [
        (line.body, line.name, line.figure, line.need, say(GROUPS, line.group), line.says, line.source, line.answer)
        for line in (shown(check, answers=answers) if check else ())
    ]
    return Sheet(gettext("Structure"), columns, rows, heading)
