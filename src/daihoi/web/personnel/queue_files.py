"""The queue as a workbook; it names no person, and bears the mark of secrecy all the same."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Severity
from daihoi.core.personnel.kinds import VERSION_STATE_NAMES
from daihoi.office.tables import Column, Sheet
from daihoi.queries.personnel.queue import QueueLine, queue
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.downloads import XLSX
from daihoi.web.one_form import looked_at
from daihoi.web.personnel.frame import handed, marked, taken_at
from daihoi.web.personnel.index import asked_for
from daihoi.web.words import pack_text, say


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Every line that the filter keeps."""
    at = looked_at(request, Permission.PERSONNEL_VIEW)
    if at is None:
        raise NotHere
    term = asked(request).term
    whole = queue(actor=request.actor, organisation=at.id, term=term, today=request.today)
    mark = taken_at(request, at.id, term, "personnel_queue_xlsx", "xlsx", whole.secrecy)
    title = gettext("Personnel schemes")
    heading = (mark.line, at.name, f"{title}, {term}")
    rows = [_row(line) for line in asked_for(request).lines(whole)]
    return handed(marked(mark, [Sheet(title, _columns(), rows, heading)]), XLSX, f"{title} {at.name}", "xlsx")


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Code"), 14),
        Column(gettext("Organisation"), 40),
        Column(gettext("Kind"), 24),
        Column(gettext("Congress planned"), 13, "date"),
        Column(gettext("Version"), 8, "int"),
        Column(gettext("State"), 28),
        Column(gettext("Submitted"), 13, "date"),
        Column(gettext("Answer due by"), 13, "date"),
        Column(gettext("People"), 8, "int"),
        Column(gettext("Blocks"), 8, "int"),
        Column(gettext("Warnings"), 8, "int"),
        Column(gettext("Questions"), 8, "int"),
        Column(gettext("Remarks to be put right"), 10, "int"),
        Column(gettext("What was found"), 90),
    )


def _row(line: QueueLine) -> tuple[object, ...]:
    told = [
        f"{one.said.render(pack_text)} [{one.rule}]" if one.rule else one.said.render(pack_text)
        for one in line.brief.told
        if one.severity is not Severity.NOTE
    ]
    return (
        line.code,
        line.name,
        say(words.KINDS, line.kind),
        line.planned_on,
        line.number or None,
        say(VERSION_STATE_NAMES, line.state) if line.state else gettext("Not submitted yet"),
        line.submitted_on,
        line.due_on,
        line.brief.people or None,
        line.errors,
        line.warnings,
        line.questions + line.common,
        line.musts,
        "; ".join(told),
    )
