"""Which day it is. The one place that asks, so that a demo or a training can be set to a day of its own."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in Viet Nam, or the day that DAIHOI_TODAY sets; every page then says so."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()


def now() -> datetime:
    """The moment, on the day that `today` says: what papers of a demo are dated by. The audit log has the true time."""
    moment = timezone.now()
    fixed: date | None = settings.TODAY
    if fixed is None:
        return moment
    local = timezone.localtime(moment)
    return local.replace(year=fixed.year, month=fixed.month, day=fixed.day)


def is_fixed() -> bool:
    return settings.TODAY is not None
