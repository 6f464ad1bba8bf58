"""What a person's dossier has to hold, by when, and what of it is lacking.

Source: rulebook E-011, E-012a, E-012b. The items are words of the pack; where no rule of the level asks for any, those
of the level above are offered and nothing is lacking.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from daihoi.core.calendar import Holidays, YearNotCoveredError, add_working_days
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import DossierState
from daihoi.core.rules import Rule, RulePack

# Items that are conclusions on a person: that they are there and since when is kept, never what they say.
CONCLUSIONS = frozenset({"political_conclusion"})
_LACKING = frozenset({DossierState.MISSING, DossierState.RETURNED})


@dataclass(frozen=True)
class DossierRules:
    """`items`: by the words of the pack. `asks`: the rule that asks for them, None: none of this level does.
    `before`: the rule that says how many working days before the opening they are due."""

    items: tuple[str, ...]
    asks: Rule | None = None
    before: Rule | None = None

    def due(self, opening: date | None, holidays: Holidays) -> date | None:
        """The last day on which a dossier is in time; None where no rule, no opening or no calendar says it."""
        if opening is None or self.before is None or self.asks is None:
            return None
        try:
            return add_working_days(opening, -int(self.before.number), holidays)
        except YearNotCoveredError:
            return None

    def lacking(self, states: Mapping[str, DossierState]) -> tuple[str, ...]:
        """The items asked for that are missing, or were returned to be put right, in the order of the pack."""
        if self.asks is None:
            return ()
        return tuple(item for item in self.items if states.get(item, DossierState.MISSING) in _LACKING)


def dossier_rules(pack: RulePack, kind: Kind, unit: Unit, case: str) -> DossierRules:
    """What the pack says of dossiers at an organisation."""
    asks = pack.find("election.dossier_items", kind=kind, unit=unit, case=case or None)
    offered = asks or pack.find("election.dossier_items", kind=Kind.UPPER, unit=Unit.OTHER)
    before = pack.find("election.dossier_before", kind=kind, unit=unit, case=case or None)
    return DossierRules(tuple(str(offered.value).split()) if offered else (), asks, before)


def handed_in(states: Iterable[DossierState]) -> int:
    """How many items are there."""
    return sum(state not in _LACKING for state in states)
