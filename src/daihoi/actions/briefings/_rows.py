"""What the actions on briefings share."""

from datetime import date, timedelta

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.data.models import Briefing, BriefingPoint
from daihoi.queries import clock
from daihoi.queries.briefings._rows import points_of, seen_of

_FAR = timedelta(days=800)


def briefing_of(organisation: int, briefing: int, seen: str | None) -> tuple[Briefing, list[BriefingPoint]]:
    """A briefing of the organisation with its points; NotHere where there is none. Refused where it was changed after
    the person looked (`seen`; None: not asked), and where it was dropped."""
    row = Briefing.objects.filter(pk=briefing, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    points = points_of(row)
    if seen is not None and seen != seen_of(row, points):
        text = N_("Somebody else changed this briefing meanwhile. Look at it again, then save.")
        raise refuse("changed_meanwhile", text)
    if row.dropped_on is not None:
        raise refuse("briefing_dropped", N_("This briefing was dropped."))
    return row, points


def point_of(points: list[BriefingPoint], point: int) -> BriefingPoint:
    """One of its points; NotHere for another."""
    found = next((each for each in points if each.pk == point), None)
    if found is None:
        raise NotHere
    return found


def refuse_unlikely(day: date) -> None:
    """A briefing is neither planned for, nor held on, a day years away: such a year is mistyped."""
    if abs(day - clock.today()) > _FAR:
        raise refuse("day_unlikely", N_("The day {day} cannot be right; check the year."), day=day)
