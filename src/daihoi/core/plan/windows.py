"""Which days hold for a congress where organisations above have decided on them: a frame, or a window moved.

The nearest decision wins over a farther one, and at one organisation the later over the earlier. A side that it leaves
open comes from the next one that names it, as long as the window does not end before it begins; else from the rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan.reasons import Reason
from daihoi.core.scope import Scope


@dataclass(frozen=True)
class Subject:
    """The congress that is asked about, by its organisation: where it stands, what it is, whether it is a pilot."""

    path: str
    kind: Kind | str
    unit: Unit | str
    pilot: bool


@dataclass(frozen=True)
class Decided:
    """A decision of the organisation at `path` on the days of congresses below it. Days None: that side stays open.

    `pilots`: pilots alone (True), the others alone (False), or both (None). `places`: paths within which it holds;
    none: everywhere below.
    """

    id: int
    path: str
    number: str
    decided_on: date
    reason: Reason
    first: date | None
    last: date | None
    scope: Scope = field(default_factory=Scope)
    pilots: bool | None = None
    places: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The decision as people cite it: "12-KH/TU, 1/3/2020"."""
        day = self.decided_on
        return f"{self.number}, {day.day}/{day.month}/{day.year}"

    def holds(self, subject: Subject) -> bool:
        """Does it hold for this congress? Only for those below the organisation that decided, never for its own."""
        return (
            paths.covers(self.path, subject.path)
            and self.path != subject.path
            and self.pilots in {None, subject.pilot}
            and (not self.places or any(paths.covers(place, subject.path) for place in self.places))
            and self.scope.holds(subject.kind, subject.unit)
        )


@dataclass(frozen=True)
class Chosen:
    """The window that holds for a congress: its days (None: as the rules say), the decisions as they are cited, and
    the nearest of them."""

    first: date | None
    last: date | None
    told: str
    by: int
    first_told: str = ""
    last_told: str = ""


def choose(decisions: Iterable[Decided], subject: Subject) -> Chosen | None:
    """The window that the decisions give a congress; None where none of them holds for it."""
    holding = sorted(
        (each for each in decisions if each.holds(subject)),
        key=lambda each: (len(each.path), each.decided_on, each.id),
        reverse=True,
    )
    if not holding:
        return None
    first, last = holding[0], holding[0]
    for each in holding[1:]:
        if first.first is None and each.first and not (last.last and each.first > last.last):
            first = each
        if last.last is None and each.last and not (first.first and each.last < first.first):
            last = each
    used = [each for each in holding if each is holding[0] or each is first or each is last]
    return Chosen(
        first.first,
        last.last,
        "; ".join(dict.fromkeys(each.told for each in used)),
        holding[0].id,
        first.told if first.first else "",
        last.told if last.last else "",
    )
