"""A locked version as a workbook (the list, the lines, the findings, the decisions), and the papers on it in Word; with
the mark of secrecy."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.personnel.kinds import VERSION_STATE_NAMES
from daihoi.office.tables import Column, Sheet
from daihoi.queries.personnel.version_papers import version_paper
from daihoi.queries.personnel.versions import VersionView, version
from daihoi.web.directives.words import SEVERITIES
from daihoi.web.downloads import WORD, XLSX
from daihoi.web.personnel.frame import handed, marked, place_of, taken
from daihoi.web.personnel.process_papers import guarded
from daihoi.web.personnel.scheme_files import structure_sheet
from daihoi.web.personnel.versions import list_rows
from daihoi.web.words import pack_text, say


@require_safe
def sheet(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    place = place_of(request, pk)
    view = version(place, number, actor=request.actor, today=request.today)
    if view.appraisal is None:
        raise NotHere
    mark = taken(request, place, "personnel_version_xlsx", "xlsx", ids={"number": number})
    title = gettext("Personnel scheme, version {number}").format(number=number)
    heading = (
        mark.line,
        place.name,
        f"{title}, {place.term}: {say(VERSION_STATE_NAMES, view.row.state)}",
        f"SHA-256 {view.row.sha256}",
    )
    sheets = [
        Sheet(gettext("List"), _list_columns(), _list(view), heading),
        structure_sheet(view.appraisal.check, view.answers, heading),
        Sheet(gettext("Findings"), _found_columns(), _found(view), heading),
        Sheet(gettext("Decisions"), _decided_columns(), _decided(view), heading),
    ]
    return handed(marked(mark, sheets), XLSX, f"{title} {place.name}", "xlsx")


_FILES = {"approval_draft": "Dự thảo quyết định", "return_letter": "Thông báo hoàn chỉnh đề án"}


@require_safe
def word(request: HttpRequest, pk: int, number: int, name: str) -> HttpResponse:
    """A paper on a version as a Word file."""
    from daihoi.office.papers.personnel import VERSION_PAPERS  # noqa: PLC0415 slow import

    place = place_of(request, pk)
    view = version(place, number, actor=request.actor, today=request.today)
    found = version_paper(place, view, name)
    guard = guarded(request, place, f"personnel_version_paper:{name}", "docx", number=number)
    return handed(VERSION_PAPERS[name](found, guard), WORD, f"{_FILES[name]} - {place.name}", "docx")


def _list_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Sex"), 8),
        Column(gettext("Born"), 10),
        Column(gettext("Ethnicity"), 12),
        Column(gettext("Home place"), 26),
        Column(gettext("Qualification"), 24),
        Column(gettext("Political theory"), 18),
        Column(gettext("Joined the Party"), 13, "date"),
        Column(gettext("Present post"), 36),
        Column(gettext("Stands"), 14),
        Column(gettext("For"), 30),
        Column(gettext("Meant for the posts"), 36),
        Column(gettext("Surplus"), 30),
        Column(gettext("Special decision"), 24),
    )


def _list(view: VersionView) -> list[tuple[object, ...]]:
    assert view.appraisal is not None
    return [
        (
            number, row.name, row.sex, row.born, row.ethnicity, row.home, row.qualification, row.theory, row.joined,
            row.post, row.standing, row.organs, row.posts, row.surplus, row.special,
        )
        for number, row in enumerate(list_rows(view.appraisal.content), 1)
    ]  # fmt: skip


def _found_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("State"), 16),
        Column(gettext("What was found"), 90),
        Column(gettext("Rule"), 14),
        Column(gettext("Found by"), 26),
    )


def _found(view: VersionView) -> list[tuple[object, ...]]:
    assert view.appraisal is not None
    machine = [
        (say(SEVERITIES, one.severity), one.message.render(pack_text), one.rule, gettext("Check of the rules"))
        for one in view.appraisal.found
    ]
    people = [
        (
            gettext("Struck") if one.struck else gettext("To be put right") if one.must else gettext("Note"),
            one.text,
            "",
            one.made_by,
        )
        for one in view.remarks
    ]
    return [*machine, *people]


def _decided_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("State"), 30),
        Column(gettext("Day"), 13, "date"),
        Column(gettext("Number"), 20),
        Column(gettext("By"), 26),
        Column(gettext("Note"), 60),
    )


def _decided(view: VersionView) -> list[tuple[object, ...]]:
    row = view.row
    first = (gettext("Submitted"), row.submitted_on, row.paper, row.submitted_by, "")
    return [
        first,
        *(
            (say(VERSION_STATE_NAMES, one.state), one.on_date, one.number, one.made_by, one.note)
            for one in row.decisions
        ),
    ]
