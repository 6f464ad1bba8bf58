"""Tasks of a subtree: the list with its filters and counts, by organisation below, and what waits for a person."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from daihoi.core.access import Actor, Permission, allows, reach
from daihoi.core.organisations import paths
from daihoi.core.tasks import TaskState
from daihoi.core.text import fold
from daihoi.core.waiting import Waiting
from daihoi.data.models import Body, BodyMember, Task, Version
from daihoi.queries import clock
from daihoi.queries.access import path_of
from daihoi.queries.plan._windows import last_paths
from daihoi.queries.tasks._rows import ORDER, TaskView, in_state, named, ordered, view_of, within


@dataclass(frozen=True)
class TasksAsked:
    """What a list of tasks is narrowed to; "" and None: not at all. `text`: in the title or who is responsible."""

    state: TaskState | None = None
    subject: str = ""
    origin: str = ""
    body: int | None = None
    text: str = ""


@dataclass(frozen=True)
class TaskList:
    """Tasks `start` to before `stop` of a filtered list. `counts`: of every state, whatever state is asked for."""

    total: int
    counts: dict[TaskState, int]
    rows: tuple[TaskView, ...]


def tasks(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    as_of: date,
    asked: TasksAsked,
    start: int = 0,
    stop: int | None = None,
) -> TaskList:
    """The tasks of an organisation and all below it, late first; three queries."""
    path = path_of(actor=actor, organisation=organisation, today=clock.today())
    rows = _narrowed(within(path, term, as_of), asked)
    counts = _counts(rows, as_of)
    total = counts[asked.state] if asked.state else sum(counts.values())
    if asked.state:
        rows = rows.filter(in_state(asked.state, as_of))
    shown = ordered(named(rows), as_of)[start:stop]
    return TaskList(total, counts, tuple(view_of(row, as_of) for row in shown))


def by_subordinate(
    *, actor: Actor, organisation: int, term: str, as_of: date, asked: TasksAsked
) -> list[tuple[int, str, dict[TaskState, int]]]:
    """(id, name, tasks by state) of each organisation directly below that has tasks, itself and all below it counted,
    those with the most late ones first."""
    path = path_of(actor=actor, organisation=organisation, today=clock.today())
    rows = _narrowed(within(path, term, as_of), asked).filter(organisation__versions__path__gt=path)
    branch = Substr("organisation__versions__path", 1, len(path) + paths.WIDTH)
    found = (
        rows.annotate(branch=branch)
        .order_by()
        .values("branch")
        .annotate(**_each_state(as_of))
        .values_list("branch", *ORDER)
    )
    counts = {paths.ids(each)[-1]: dict(zip(ORDER, numbers, strict=True)) for each, *numbers in found}
    named_ones = Version.objects.filter(organisation_id__in=counts, path__in=[path + f"{pk:06d}" for pk in counts])
    names = dict(named_ones.order_by("valid_from").values_list("organisation_id", "name"))
    lines = [(pk, names.get(pk, ""), numbers) for pk, numbers in counts.items()]
    return sorted(lines, key=lambda line: (-line[2][TaskState.LATE], -line[2][TaskState.DUE_SOON], line[0]))


def bodies_of(*, actor: Actor, organisation: int, term: str) -> list[tuple[int, str]]:
    """The bodies of an organisation, by which its list of tasks is narrowed."""
    path_of(actor=actor, organisation=organisation, today=clock.today())
    return list(Body.objects.filter(organisation_id=organisation, term=term).order_by("pk").values_list("pk", "name"))


@dataclass(frozen=True)
class OwnTasks:
    """What the organisation's own page tells of its tasks: how many in each state, and the first undone ones."""

    organisation: int
    counts: dict[TaskState, int]
    first: tuple[TaskView, ...]

    @property
    def undone(self) -> int:
        return sum(self.counts[each] for each in (TaskState.LATE, TaskState.DUE_SOON, TaskState.OPEN))


def tasks_of(*, actor: Actor, organisation: int, term: str, as_of: date, most: int = 5) -> OwnTasks:
    """The tasks of one organisation alone, for a section of its page; three queries."""
    path_of(actor=actor, organisation=organisation, today=clock.today())
    rows = Task.objects.filter(organisation_id=organisation, term=term, entered_on__lte=as_of)
    counts = _counts(rows, as_of)
    undone = rows.exclude(done_on__lte=as_of).exclude(dropped_on__lte=as_of)
    first = ordered(named(undone), as_of)[:most] if sum(counts.values()) else []
    return OwnTasks(organisation, counts, tuple(view_of(row, as_of) for row in first))


def waiting(*, actor: Actor, term: str, today: date, most: int = 100) -> list[Waiting]:
    """Late tasks and those due soon that wait for the actor: of the topmost organisations whose tasks they keep, and of
    bodies in which they sit. Late first, at most `most`."""
    homes = [paths.ids(path)[-1] for path in reach(actor, Permission.TASKS_EDIT, today)]
    found = _undone(Q(organisation_id__in=homes), term, today, most) if homes else {}
    seats: set[int] = set()
    if actor.user_id is not None:
        seats = set(BodyMember.objects.filter(user_id=actor.user_id).values_list("body_id", flat=True))
    if seats:
        of_bodies = _undone(Q(body_id__in=seats), term, today, most)
        stand = last_paths({each.organisation for each in of_bodies.values()})
        found |= {
            pk: each
            for pk, each in of_bodies.items()
            if allows(actor, Permission.VIEW, stand[each.organisation], today)
        }
    return sorted(found.values(), key=lambda each: (each.due_on or date.max, each.id))[:most]


def _undone(where: Q, term: str, today: date, most: int) -> dict[int, Waiting]:
    """The first tasks that are late or due soon, by id."""
    late, soon = in_state(TaskState.LATE, today), in_state(TaskState.DUE_SOON, today)
    rows = Task.objects.filter(where, late | soon, term=term).order_by("due_on", "pk")
    columns = ("pk", "organisation_id", "title", "entered_on", "due_on")
    return {
        pk: Waiting(
            what="tasks.late" if due_on and due_on < today else "tasks.due_soon",
            id=pk,
            organisation=organisation,
            title=title,
            since=entered_on,
            due_on=due_on,
        )
        for pk, organisation, title, entered_on, due_on in rows.values_list(*columns)[:most]
    }


def _narrowed(rows: QuerySet[Task], asked: TasksAsked) -> QuerySet[Task]:
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if asked.origin:
        rows = rows.filter(origin=asked.origin)
    if asked.body is not None:
        rows = rows.filter(body_id=asked.body)
    if wanted := fold(asked.text):
        rows = rows.filter(
            Q(title__in=_alike(rows, "title", wanted))
            | Q(responsible__in=_alike(rows, "responsible", wanted))
            | Q(body__name__in=_alike(rows, "body__name", wanted))
        )
    return rows


def _alike(rows: QuerySet[Task], column: str, wanted: str) -> list[str]:
    """The different texts of a column that contain the words, diacritics or not: few, since one paper sets the same
    task for many."""
    texts = rows.order_by().values_list(column, flat=True).distinct()
    return [text for text in texts if text and wanted in fold(text)][:10_000]


def _each_state(as_of: date) -> dict[str, Count]:
    return {each.value: Count("pk", filter=in_state(each, as_of)) for each in ORDER}


def _counts(rows: QuerySet[Task], as_of: date) -> dict[TaskState, int]:
    found = rows.order_by().aggregate(**_each_state(as_of))
    return {each: found[each.value] for each in ORDER}
