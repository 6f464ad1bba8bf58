"""To which organisations below something applies: levels, and kinds of unit where not all of a level are meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from daihoi.core.organisations.kinds import Kind, Level, Unit

E = TypeVar("E", bound=StrEnum)
_LEAVES = frozenset({Kind.CELL, Kind.GRASSROOTS_CELL})


@dataclass(frozen=True)
class Scope:
    """Organisations of these levels (none named: every level) and of these kinds of unit (none named: every one)."""

    levels: frozenset[Level] = frozenset()
    units: frozenset[Unit] = frozenset()

    def holds(self, kind: Kind | str, unit: Unit | str) -> bool:
        """Does it apply to an organisation of this kind and unit?"""
        level = Kind(kind).level
        return (not self.levels or level in self.levels) and (not self.units or Unit(unit) in self.units)

    def may_hold_below(self, kind: Kind | str, unit: Unit | str) -> bool:
        """May it apply to an organisation of this kind and unit, or to one that can stand below it?"""
        order = list(Level)
        level = Kind(kind).level
        if any(order.index(each) > order.index(level) for each in self.levels or Level) and Kind(kind) not in _LEAVES:
            return True
        return self.holds(kind, unit)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of organisation that its levels hold, as rows name them."""
        return tuple(kind.value for kind in Kind if not self.levels or kind.level in self.levels)


@dataclass(frozen=True)
class Aim:
    """To whom something applies: the organisations of a scope below the one that gave it out (`issuer`), within some
    of them (`within`; none named: all below), and to the issuer itself where that is said. Organisations by their ids.
    """

    issuer: int
    scope: Scope = Scope()
    within: tuple[int, ...] = ()
    also_issuer: bool = False


def joined(values: Iterable[StrEnum]) -> str:
    """Values of a closed list as one column of a row keeps them: sorted, with commas; "" for none."""
    return ",".join(sorted(value.value for value in values))


def parted(text: str, of: type[E]) -> frozenset[E]:
    """The values that `joined` wrote; raises ValueError for one that the list does not have."""
    return frozenset(of(part) for part in text.split(",") if part)


def scope_of(levels: str, units: str) -> Scope:
    """A scope from its two columns."""
    return Scope(parted(levels, Level), parted(units, Unit))
