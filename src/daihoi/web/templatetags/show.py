"""How figures, days and findings are shown."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext

from daihoi.core.messages import N_, Message
from daihoi.core.organisations.kinds import Kind

register = template.Library()


def _marks() -> tuple[str, str]:
    """Thousands and decimal marks of the language: 40.809 and 4,05 in Vietnamese."""
    return (".", ",") if (get_language() or "vi").startswith("vi") else (",", ".")


@register.filter
def num(value: int | None) -> str:
    """A whole number with thousands marks; a dash for none."""
    if value is None:
        return "–"
    return f"{value:,}".replace(",", _marks()[0])


@register.filter
def pct(value: Fraction | None, digits: int = 2) -> str:
    """An exact share as a percentage, rounded half up for the eye only; a dash for none."""
    if value is None:
        return "–"
    exact = Decimal(value.numerator * 100) / Decimal(value.denominator)
    shown = exact.quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)
    text = f"{shown:f}".replace(".", _marks()[1])
    return f"{text}\u202f%"


@register.filter
def one_decimal(value: Fraction | None) -> str:
    """An exact number with one decimal, rounded half up for the eye only; a dash for none."""
    return "–" if value is None else pct(value / 100, 1).removesuffix("\u202f%")


@register.filter
def day(value: date | None) -> str:
    """A day as it is written in Viet Nam: 15/5/2020; a dash for none."""
    return f"{value.day}/{value.month}/{value.year}" if value else "–"


@register.filter
def sentence(value: Message) -> str:
    """A core message in the reader's language."""
    return value.render(gettext)


@register.filter
def moment(value: datetime | None) -> str:
    """A time of day on a day, in local time: 15:04, 3/4/2025; a dash for none."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{local:%H:%M}, {day(local.date())}"


KIND_NAMES: dict[str, str] = {
    Kind.NATIONAL: N_("National organisation"),
    Kind.PROVINCE: N_("Province-level committee"),
    Kind.UPPER: N_("Committee above the grass roots"),
    Kind.GRASSROOTS_COMMITTEE: N_("Grass-roots committee"),
    Kind.GRASSROOTS_CELL: N_("Grass-roots cell"),
    Kind.SECTION: N_("Section committee"),
    Kind.CELL: N_("Cell"),
}


@register.filter
def kind_name(value: str) -> str:
    """What a kind of organisation is called."""
    return gettext(KIND_NAMES.get(value, str(value)))
