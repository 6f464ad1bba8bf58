"""How long a list may and must be: seats and surplus, by the election rules of the same pack (E-030–E-034, E-042)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from daihoi.core.messages import N_, Message
from daihoi.core.personnel.demands import whole_between
from daihoi.core.personnel.kinds import Organ
from daihoi.core.personnel.setting import Setting
from daihoi.core.rules import Compare, Rule

WITH_SURPLUS = frozenset({Organ.COMMITTEE, Organ.STANDING})  # E-030
_SMALL = range(3, 6)  # E-033
_ALL_CONTENTS = 4  # C-001; with fewer the congress elects no committee (C-002, C-003)


@dataclass(frozen=True)
class Bound:
    """A limit to the number of names on a list, the rule that sets it, and what is to be said of it besides."""

    key: str
    compare: Compare
    names: int
    rule: Rule
    note: Message | None = None


def has_surplus(setting: Setting, organ: Organ) -> bool:
    """Is the body elected from more names than places? An appointed committee is not, and the standing committee of
    one is appointed with it (C-002, C-003, P-063, P-064)."""
    contents = setting.rule("congress.contents")
    appointed = contents is not None and contents.number < _ALL_CONTENTS
    return organ in WITH_SURPLUS and not appointed and setting.rule("election.surplus_min") is not None


def prepared_surplus(low: int | Fraction, high: int | Fraction, to_elect: int, least: int = 1) -> tuple[int, int]:
    """How many names beyond the places a prepared list has by shares such as 10 to 15 %: from and to (E-032).

    Where no whole number lies between, as for 11 places, the nearest below and above are both right; but never fewer
    than the `least` that any list must have, so that one name more is right for one or six places.
    """
    few, many = whole_between(low * to_elect, high * to_elect)
    return max(few, least), max(many, least)


def surplus_bounds(setting: Setting, organ: Organ, to_elect: int) -> Iterable[Bound]:
    """The limits for a list from which so many are elected; nothing for bodies without surplus.

    Shares are rounded to whole names inside the limit, but one name more than seats is always possible where one is
    required.
    """
    if not has_surplus(setting, organ):
        return
    least, most = setting.rule("election.surplus_min"), setting.rule("election.surplus_max")
    small = setting.rule("election.surplus_small_body") if to_elect in _SMALL else None
    one = int(least.number) if least is not None else 0
    if least is not None:
        yield Bound("surplus_min", Compare.AT_LEAST, to_elect + one, least)
    if most is not None:
        by = small or most
        share = int(by.number) if small is not None else floor(most.number * to_elect)
        yield Bound("surplus_max", Compare.AT_MOST, to_elect + max(share, one), by)
    if small is None:
        yield from _prepared(setting, to_elect, one)


def _prepared(setting: Setting, to_elect: int, one: int) -> Iterable[Bound]:
    low, high = setting.rule("election.surplus_prepared_min"), setting.rule("election.surplus_prepared_max")
    if low is None or high is None:
        return
    few, many = prepared_surplus(low.number, high.number, to_elect, one)
    note = None
    if few < many and low.number * to_elect > few:
        text = N_(
            "No whole number lies between these shares of {places} places, so {few} or {many} names more are right"
        )
        note = Message(text, {"places": to_elect, "few": few, "many": many})
    yield Bound("surplus_prepared_min", Compare.AT_LEAST, to_elect + few, low, note)
    yield Bound("surplus_prepared_max", Compare.AT_MOST, to_elect + many, high, note)
