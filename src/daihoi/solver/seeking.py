"""What may be said of a list that was sought: pages and commands alike say it by the check of that list alone."""

from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.messages import Severity
from daihoi.core.personnel import Check, Line, Listed, unknown_people
from daihoi.core.personnel import State as LineState
from daihoi.solver.answer import Answer


class Verdict(StrEnum):
    """What the check says of the list that was found."""

    KEPT = "kept"  # every hard rule
    OPEN = "open"  # none is broken, but of some it cannot be told whether they are kept
    BROKEN = "broken"  # a hard rule is broken that the search does not ask
    NONE = "none"  # no list was found


@dataclass(frozen=True)
class Sought:
    """`listed`: the list found, empty where there is none; `check`: what its lines say."""

    answer: Answer
    listed: tuple[Listed, ...] = ()
    check: Check | None = None

    @property
    def broken(self) -> tuple[Line, ...]:
        return tuple(line for line in self._lines if line.blocks)

    @property
    def open(self) -> tuple[Line, ...]:
        """Hard rules of which it cannot be told whether the list keeps them; those without any figure are not asked."""
        return tuple(
            line
            for line in self._lines
            if line.state is LineState.OPEN and line.grounds.severity is Severity.ERROR and line.asks
        )

    @property
    def unknown(self) -> int:
        """Of how many people on the list a fact is not known that those rules ask for."""
        return 0 if self.check is None else len(unknown_people(self.check, self.open))

    @property
    def verdict(self) -> Verdict:
        if self.check is None:
            return Verdict.NONE
        return Verdict.BROKEN if self.broken else Verdict.OPEN if self.open else Verdict.KEPT

    @property
    def _lines(self) -> tuple[Line, ...]:
        return () if self.check is None else self.check.lines
