"""Which day it is. The one place that asks, so that a demo or a training can be set to a day of its own."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in Viet Nam, or the day that DAIHOI_TODAY sets; every page then says so."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()


def is_fixed() -> bool:
    return settings.TODAY is not None
