"""The plan of a subtree as files: a workbook with its tasks and congresses, and a calendar for other programs."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.plan import closing_day, is_done
from daihoi.core.rules.types import Grounds
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.core.tasks import ORIGIN_NAMES, TASK_STATES
from daihoi.office.calendar import Entry, write_ics
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import indicators, organisations
from daihoi.queries import tasks as queries
from daihoi.queries.audit import Mark, mark_of_data
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.plan import StepView, congress
from daihoi.queries.tasks import TasksAsked, TaskView, schedule
from daihoi.queries.tasks.schedule import CongressRow
from daihoi.web import words
from daihoi.web.asked import Asked, asked
from daihoi.web.downloads import ICS, XLSX, download
from daihoi.web.one_form import looked_at
from daihoi.web.tasks.frame import address, steps_of
from daihoi.web.tasks.index import asked_of
from daihoi.web.templatetags.show import day, kind_name

ICS_MOST = 20_000  # entries that a calendar program takes without trouble


def _at(request: HttpRequest) -> OrganisationCard:
    at = looked_at(request)
    if at is None:  # several places, none chosen
        raise NotHere
    return at


def _congresses(request: HttpRequest, at: OrganisationCard, choice: Asked) -> list[CongressRow]:
    try:
        place = indicators.place(
            actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of, today=request.today
        )
    except NotHere:  # not yet founded on that day, or ended before it
        return []
    return schedule.congress_rows(place)


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """Three sheets: the tasks that the list shows, with their states; every congress with its days; and the steps of
    the organisation's own congress."""
    at, choice = _at(request), asked(request)
    found = queries.tasks(
        actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of, asked=asked_of(request)
    )
    rows = _congresses(request, at, choice)
    names = _names(request, rows, choice)
    told = gettext("Term {term}, as of {day}").format(term=choice.term, day=day(choice.as_of))
    data = write_xlsx(
        [
            Sheet(
                title=gettext("Tasks"),
                columns=_task_columns(),
                rows=map(_task_row, found.rows),
                heading=(at.name, gettext("Plan and tasks"), told),
            ),
            Sheet(
                title=gettext("Congresses"),
                columns=_congress_columns(),
                rows=(_congress_row(row, names) for row in rows),
                heading=(at.name, gettext("Congresses and their days"), told),
            ),
            Sheet(
                title=gettext("Steps"),
                columns=_step_columns(),
                rows=[_step_row(*each, choice) for each in _steps(request, at, choice)],
                heading=(at.name, gettext("Steps of the congress"), told),
            ),
        ]
    )
    return download(data, XLSX, f"{gettext('Plan')} {at.name} {choice.as_of.isoformat()}", "xlsx")


def _names(request: HttpRequest, rows: list[CongressRow], choice: Asked) -> dict[int, OrganisationCard]:
    wanted = sorted({pk for row in rows for pk in (row.organisation, row.parent) if pk})
    return organisations.cards(actor=request.actor, pks=wanted, as_of=choice.as_of)


def _task_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Organisation"), 36),
        Column(gettext("Task"), 48),
        Column(gettext("State"), 14),
        Column(gettext("Due on"), 13, "date"),
        Column(gettext("Days late"), 10, "int"),
        Column(gettext("Responsible"), 32),
        Column(gettext("Subject"), 24),
        Column(gettext("Comes from"), 24),
        Column(gettext("Begins on"), 13, "date"),
        Column(gettext("Shown by"), 32),
        Column(gettext("Done on"), 13, "date"),
        Column(gettext("Note"), 32),
    )


def _task_row(task: TaskView) -> tuple[object, ...]:
    origin = words.say(ORIGIN_NAMES, task.origin)
    return (
        task.organisation_name,
        task.title,
        words.say(TASK_STATES, task.state),
        task.due_on,
        task.days_late or None,
        ", ".join(filter(None, (task.body_name, task.responsible))),
        words.say(SUBJECT_NAMES, task.subject),
        f"{origin}: {task.paper}" if task.paper else origin,
        task.starts_on,
        task.evidence,
        task.done_on,
        task.done_note or task.drop_reason,
    )


def _congress_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Code"), 12),
        Column(gettext("Organisation"), 44),
        Column(gettext("Under"), 36),
        Column(gettext("Kind"), 24),
        Column(gettext("Pilot"), 8),
        Column(gettext("First day"), 13, "date"),
        Column(gettext("Last day"), 13, "date"),
        Column(gettext("Planned day"), 13, "date"),
        Column(gettext("Length"), 12),
        Column(gettext("Opened on"), 13, "date"),
        Column(gettext("Late"), 8),
    )


def _congress_row(row: CongressRow, names: dict[int, OrganisationCard]) -> tuple[object, ...]:
    own, above = names.get(row.organisation), names.get(row.parent or 0)
    return (
        own.code if own else "",
        own.name if own else "",
        above.name if above else "",
        kind_name(row.kind),
        "x" if row.pilot else "",
        row.first_day,
        row.last_day,
        row.planned_on,
        words.half_days(row.half_days) if row.half_days else "",
        row.held_on,
        "x" if row.late else "",
    )


Steps = list[tuple[str, StepView, Grounds | None]]


def _steps(request: HttpRequest, at: OrganisationCard, choice: Asked) -> Steps:
    return steps_of(congress(actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of))


def _step_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Step"), 36),
        Column(gettext("State"), 14),
        Column(gettext("First day"), 13, "date"),
        Column(gettext("Due on"), 13, "date"),
        Column(gettext("Days late"), 10, "int"),
        Column(gettext("Done on"), 13, "date"),
        Column(gettext("Shown by"), 32),
        Column(gettext("By which rule"), 60),
    )


def _step_row(name: str, each: StepView, grounds: Grounds | None, choice: Asked) -> tuple[object, ...]:
    return (
        name,
        words.say(words.STEP_STATES, each.state),
        each.step.first,
        each.step.last,
        each.days_late or None,
        each.step.done_on if is_done(each.step, choice.as_of) else None,
        each.evidence,
        grounds.render(gettext) if grounds else "",
    )


@require_safe
def ics(request: HttpRequest) -> HttpResponse:
    """Tasks by the day on which they are due, congresses by their planned days or those on which they were held, and
    of the organisation's own congress the last day and the days on which its steps are due."""
    at, choice = _at(request), asked(request)
    found = queries.tasks(
        actor=request.actor,
        organisation=at.id,
        term=choice.term,
        as_of=choice.as_of,
        asked=TasksAsked(),
        stop=ICS_MOST + 1,
    )
    rows = _congresses(request, at, choice)
    dated = [row for row in rows if row.planned_on or row.held_on]
    if len(found.rows) + len(dated) > ICS_MOST:
        text = gettext("That is more than a calendar program takes. Choose an organisation below.")
        messages.error(request, text)
        return redirect(address("calendar", at.id))
    mark = mark_of_data(actor=request.actor)
    names = _names(request, [row for row in dated if row.organisation != at.id] or dated, choice) | {at.id: at}
    entries = [*_task_entries(found.rows, mark), *_congress_entries(dated, names, mark, choice)]
    own = next((row for row in rows if row.organisation == at.id), None)
    if own and own.last_day and not own.held_on:
        title = gettext("Last day for the congress: {name}").format(name=at.name)
        uid = _uid("window", choice.term, at.id, mark)
        entries.append(Entry(uid, title, own.last_day, mark.at, category=gettext("Last day for the congress")))
    entries += _step_entries(_steps(request, at, choice), at, mark, choice)
    name = gettext("Plan: {name}").format(name=at.name)
    return download(write_ics(name, entries), ICS, f"{gettext('Plan')} {at.name}", "ics")


def _task_entries(tasks: tuple[TaskView, ...], mark: Mark) -> Iterator[Entry]:
    for task in tasks:
        if task.due_on is None or task.dropped_on is not None:
            continue
        state = words.say(TASK_STATES, task.state)
        who = ", ".join(filter(None, (task.body_name, task.responsible)))
        lines = [f"{gettext('State')}: {state}", f"{gettext('Responsible')}: {who}" if who else "", task.evidence]
        yield Entry(
            uid=_uid("task", "", task.id, mark),
            title=task.title if task.undone else f"{state}: {task.title}",
            first=task.due_on,
            stamp=mark.at,
            note="\n".join(filter(None, lines)),
            place=task.organisation_name,
            category=gettext("Task"),
        )


def _step_entries(steps: Steps, at: OrganisationCard, mark: Mark, choice: Asked) -> Iterator[Entry]:
    """Each step on its last day; holding the congress has entries of its own."""
    for name, each, grounds in steps:
        if each.step.last is None or each.step.key == "held":
            continue
        state = words.say(words.STEP_STATES, each.state)
        lines = [f"{gettext('State')}: {state}", grounds.render(gettext) if grounds else ""]
        yield Entry(
            uid=_uid(f"step-{each.step.key}", choice.term, at.id, mark),
            title=f"{state}: {name}" if is_done(each.step, choice.as_of) else name,
            first=each.step.last,
            stamp=mark.at,
            note="\n".join(filter(None, lines)),
            place=at.name,
            category=gettext("Step"),
        )


def _congress_entries(
    rows: list[CongressRow], names: dict[int, OrganisationCard], mark: Mark, choice: Asked
) -> Iterator[Entry]:
    for row in rows:
        first = row.held_on or row.planned_on
        if first is None or row.organisation not in names:
            continue
        name = names[row.organisation].name
        state = gettext("Held") if row.held_on else gettext("Planned")
        last = row.closed_on or closing_day(first, row.half_days / 2 if row.half_days else None)
        yield Entry(
            uid=_uid("congress", choice.term, row.organisation, mark),
            title=gettext("Congress: {name}").format(name=name),
            first=first,
            last=last,
            stamp=mark.at,
            note=f"{state}. {gettext('Pilot congress')}" if row.pilot else state,
            place=name,
            category=gettext("Congress"),
        )


def _uid(what: str, term: str, pk: int, mark: Mark) -> str:
    """The same for the same thing in the same installation, and of no other one."""
    return f"{what}-{f'{term}-' if term else ''}{pk}@{mark.installation}.daihoi"
