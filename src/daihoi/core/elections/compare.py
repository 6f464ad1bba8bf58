"""Two independent counts of the same ballots, laid side by side; what differs is settled with the paper in hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from daihoi.core.elections.marks import Reading

BUNDLE = 50  # ballots are numbered with slips and handled in bundles of this many


@dataclass(frozen=True)
class Settled:
    """What a third person found with the paper in hand. `conclusion`: valid or not, as the committee concluded on
    this very ballot (E-060); None: its marks say it."""

    reading: Reading
    conclusion: bool | None = None


@dataclass(frozen=True)
class Ballot:
    """One ballot as it went through both counts. `second` None: only one count has it."""

    first: Reading | None
    second: Reading | None
    settled: Settled | None = None

    @property
    def agreed(self) -> Reading | None:
        """The reading that counts: the settled one, else the one that both counts have."""
        if self.settled is not None:
            return self.settled.reading
        return self.first if self.first == self.second else None

    @property
    def conclusion(self) -> bool | None:
        return self.settled.conclusion if self.settled is not None else None


def side_by_side(
    first: Mapping[int, Reading], second: Mapping[int, Reading], settled: Mapping[int, Settled]
) -> dict[int, Ballot]:
    """The ballots by slip number, in order."""
    slips = sorted(first.keys() | second.keys())
    return {slip: Ballot(first.get(slip), second.get(slip), settled.get(slip)) for slip in slips}


def differences(ballots: Mapping[int, Ballot]) -> list[int]:
    """Slips on which the counts do not say the same, settled or not."""
    return [slip for slip, ballot in ballots.items() if ballot.first != ballot.second]


def unsettled(ballots: Mapping[int, Ballot]) -> list[int]:
    """Slips for which no reading counts yet."""
    return [slip for slip, ballot in ballots.items() if ballot.agreed is None]


def bundle_of(slip: int) -> int:
    """The bundle in which a slip lies; both count from 1."""
    return (slip - 1) // BUNDLE + 1


def slips_of(bundle: int, collected: int) -> range:
    """The slips of a bundle, where so many ballots were collected."""
    return range((bundle - 1) * BUNDLE + 1, min(bundle * BUNDLE, collected) + 1)
