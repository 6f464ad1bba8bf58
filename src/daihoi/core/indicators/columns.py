"""The columns that indicators read: one record an organisation alive on a day, joined with its congress of a term.

Days are whole numbers counted from 31/12/1999 (day 1 = 1/1/2000; 0 = none), so that a congress's figures fit in
two bytes each. A milestone that the pack does not ask of a congress has `done` = -1.
"""

import struct
from collections.abc import Mapping
from datetime import date, timedelta

from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan import KEYS

KINDS = tuple(Kind)
LEVELS = tuple(Level)
UNITS = tuple(Unit)

ORGANISATION = ("kind", "level", "unit", "official", "probationary")
CONGRESS = (
    "form",  # 0 not decided, 1 members, 2 delegates
    "contents",  # 4, 3, 2; 0 not decided
    "pilot",
    "planned_on",
    "planned_half_days",
    "opened_on",  # the first day of a congress held; "held.done" is its closing day
    "held_half_days",
    "most_half_days",  # the longest that the pack allows; 0 where it says nothing
    "age_month",  # from which ages are counted, in months from the year 0 (core.personnel.retirement.month_number)
    "village_heads_on",  # the day on which the rules have heads of villages elected
    *(f"{milestone}.{part}" for milestone in KEYS for part in ("first", "last", "done")),
)
# Known only when asked: the day that the reader looks at, and whether a congress was opened at all.
ASKED = ("as_of", "congress")

EPOCH = date(1999, 12, 31)
NOT_ASKED = -1
_FORMAT = struct.Struct(f"<{len(CONGRESS)}h")


def day_number(day: date | None) -> int:
    """Days since 31/12/1999; 0 for none."""
    return (day - EPOCH).days if day else 0


def day_of(number: int) -> date | None:
    return EPOCH + timedelta(days=number) if number > 0 else None


def pack(values: Mapping[str, int]) -> bytes:
    """A congress's figures as bytes, in the order of CONGRESS; refuses a missing or unknown column."""
    if set(values) != set(CONGRESS):
        raise ValueError(f"wrong columns: {sorted(set(values) ^ set(CONGRESS))}")
    return _FORMAT.pack(*(values[name] for name in CONGRESS))


def unpack(data: bytes) -> dict[str, int]:
    return dict(zip(CONGRESS, _FORMAT.unpack(data), strict=True))


AS_OF = Column("as_of")


def kind_is(*kinds: Kind) -> Condition:
    """One of these kinds; each kind is its place in KINDS."""
    first, *rest = (Column("kind").equals(KINDS.index(kind)) for kind in kinds)
    for condition in rest:
        first = first | condition
    return first


def unit_is(*units: Unit) -> Condition:
    """One of these kinds of unit; each is its place in UNITS."""
    first, *rest = (Column("unit").equals(UNITS.index(unit)) for unit in units)
    for condition in rest:
        first = first | condition
    return first


def level_is(level: Level) -> Condition:
    return Column("level").equals(LEVELS.index(level))


def done(milestone: str) -> Condition:
    """Done on or before the day asked for."""
    column = Column(f"{milestone}.done")
    return (column > 0) & (column <= AS_OF)


def asked(milestone: str) -> Condition:
    """The pack asks this milestone of the congress."""
    return (Column("congress") > 0) & (Column(f"{milestone}.done") >= 0)


def done_late(milestone: str) -> Condition:
    """Done, but after its last day."""
    return (
        done(milestone)
        & (Column(f"{milestone}.last") > 0)
        & (Column(f"{milestone}.done") > Column(f"{milestone}.last"))
    )


def overdue(milestone: str) -> Condition:
    """Not done on the day asked for, and its last day is over."""
    last = Column(f"{milestone}.last")
    return asked(milestone) & ~done(milestone) & (last > 0) & (last < AS_OF)
