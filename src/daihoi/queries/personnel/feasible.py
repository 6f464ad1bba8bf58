"""Can a list be made of the people at hand that keeps all hard rules, and how near does it come to the goals?"""

from dataclasses import dataclass

from daihoi.core.personnel import Check
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.places import ListPlace
from daihoi.queries.personnel.schemes import SchemeView, VariantRow
from daihoi.solver import Answer, Sought, seek

WITHIN = 1.0  # of the solver's units of work: a committee of 75 out of 200 takes a fifth of it


@dataclass(frozen=True)
class Feasible:
    """What was sought. `places`: the list found, empty where there is none."""

    sought: Sought
    places: tuple[ListPlace, ...] = ()

    @property
    def answer(self) -> Answer:
        return self.sought.answer

    @property
    def check(self) -> Check | None:
        return self.sought.check


def feasible(view: SchemeView, variant: VariantRow) -> Feasible | None:
    """The answer for a variant as the draft; None where the scheme has no numbers, or its rules cannot be asked."""
    if variant.check is None or not view.seats:
        return None
    scheme = CoreScheme(view.setting, view.seats, variant.check.scheme.listed, tuple(one.listed for one in view.pool))
    found = seek(scheme, limit=WITHIN)
    places = tuple(
        ListPlace(int(one.person.key), one.organs, one.standing, one.posts, one.surplus, one.special, one.councils)
        for one in found.listed
    )
    return Feasible(found, places)
