"""Rows of briefings: finding one, and what a person saw of it."""

from datetime import date

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.briefings import fingerprint
from daihoi.data.models import Briefing, BriefingPoint
from daihoi.queries.access import require
from daihoi.queries.difficulties._places import Placed, place_of


def found(actor: Actor, pk: int, today: date, permission: Permission = Permission.VIEW) -> tuple[Briefing, Placed]:
    """A briefing with the organisation that holds it; NotHere for an unknown one, and for whoever may not there."""
    row = Briefing.objects.filter(pk=pk).first()
    if row is None:
        raise NotHere
    place = place_of(row.organisation_id)
    require(actor, permission, place.path, today)
    return row, place


def points_of(row: Briefing) -> list[BriefingPoint]:
    """Its points in order, with what they rest on."""
    rows = BriefingPoint.objects.filter(briefing=row).order_by("position")
    return list(rows.select_related("difficulty", "late_task", "task").defer("difficulty__grams"))


def seen_of(row: Briefing, points: list[BriefingPoint]) -> str:
    """What a person saw who looked at it now: an action is given it, so that nothing is overwritten unseen."""
    own = (row.planned_on, row.place, row.chair, row.scribe, row.present, row.held_on, row.conclusion, row.dropped_on)
    return fingerprint((own, tuple((p.pk, p.position, p.title, p.detail, p.said, p.task_id) for p in points)))
