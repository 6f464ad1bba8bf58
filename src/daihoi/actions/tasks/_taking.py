"""Taking a paper in puts its tasks into the plan of the organisation, once each."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from daihoi.actions._gate import follow
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.scope import parted
from daihoi.core.tasks import Origin
from daihoi.data.models import DirectiveTask, Task, Uptake, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock


@follow("directives.taken_in")
def take_tasks(organisation: int, detail: Mapping[str, object]) -> None:
    """Copy the tasks of the papers that apply to the level of each organisation that took them in.

    Which papers and organisations: `directives` and `for` of the event's details. A task that is there already, done,
    dropped or changed, stays as it is, also when the paper is taken in anew.
    """
    directives, places = detail["directives"], detail["for"]
    assert isinstance(directives, list) and isinstance(places, list)
    tasks = list(
        DirectiveTask.objects.filter(directive__in=directives, withdrawn=False)
        .select_related("directive")
        .order_by("directive_id", "position")
    )
    versions = Version.objects.filter(organisation__in=places, valid_to=FAR)
    levels = {pk: Kind(kind).level for pk, kind in versions.values_list("organisation_id", "kind")}
    there = set(
        Task.objects.filter(organisation__in=places, directive_task__in=tasks).values_list(
            "organisation_id", "directive_task_id"
        )
    )
    takers = dict(
        Uptake.objects.filter(directive__in=directives, organisation__in=places, taken_in_on__isnull=False)
        .order_by("taken_in_on")
        .values_list("organisation_id", "taken_in_by_name")
    )
    today, now = clock.today(), timezone.now()
    Task.objects.bulk_create(
        [
            _taken(task, place, today, takers.get(place, ""), now)
            for place in places
            for task in tasks
            if (place, task.pk) not in there and _meant(task, levels.get(place))
        ],
        batch_size=500,
    )


def _meant(task: DirectiveTask, level: Level | None) -> bool:
    levels = parted(task.levels, Level)
    return level is not None and (not levels or level in levels)


def _taken(task: DirectiveTask, place: int, today: date, by: str, now: datetime) -> Task:
    return Task(
        organisation_id=place,
        term=task.directive.term,
        title=task.title,
        subject=task.subject,
        origin=Origin.DIRECTIVE.value,
        directive_task=task,
        due_on=task.due_on,
        evidence=task.evidence,
        entered_on=today,
        made_at=now,
        made_by_name=by,
    )
