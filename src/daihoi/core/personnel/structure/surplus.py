"""How long a list may and must be: seats and surplus, by the election rules of the same pack (E-030–E-034, E-042)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from daihoi.core.personnel.kinds import Organ
from daihoi.core.personnel.setting import Setting
from daihoi.core.rules import Compare, Rule

WITH_SURPLUS = frozenset({Organ.COMMITTEE, Organ.STANDING})  # E-030
_SMALL = range(3, 6)  # E-033


@dataclass(frozen=True)
class Bound:
    """A limit to the number of names on a list, and the rule that sets it."""

    key: str
    compare: Compare
    names: int
    rule: Rule


def surplus_bounds(setting: Setting, organ: Organ, to_elect: int) -> Iterable[Bound]:
    """The limits for a list from which so many are elected; nothing for bodies without surplus.

    Shares are rounded to whole names inside the limit, but one name more than seats is always possible where one is
    required.
    """
    if organ not in WITH_SURPLUS:
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
    if small is not None:
        return
    low, high = setting.rule("election.surplus_prepared_min"), setting.rule("election.surplus_prepared_max")
    if low is not None:
        yield Bound("surplus_prepared_min", Compare.AT_LEAST, to_elect + ceil(low.number * to_elect), low)
    if high is not None:
        names = to_elect + max(floor(high.number * to_elect), one)
        yield Bound("surplus_prepared_max", Compare.AT_MOST, names, high)
