"""The organisations of a sample as rows of the very list that an office would import."""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import HEADINGS
from daihoi.core.organisations.sheet.naming import KIND_LABELS, UNIT_LABELS


class Numbers:
    """Numbers that look random and are the same on every machine and version of Python."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, bound: int) -> int:
        self._state = (self._state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return (self._state >> 33) % bound

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)


@dataclass(frozen=True)
class Row:
    """One organisation of the list; `pilot`: chosen for a pilot congress."""

    code: str
    parent: str
    name: str
    kind: Kind
    unit: Unit
    official: int | None = None
    probationary: int | None = None
    pilot: bool = False


def totals(listed: Sequence[Row]) -> dict[str, int]:
    """Members of each organisation and all below it, by code."""
    found: dict[str, int] = {}
    for row in listed:
        at, number = row.code, (row.official or 0) + (row.probationary or 0)
        while at and number:
            found[at] = found.get(at, 0) + number
            at = at.rpartition(".")[0]
    return found


def sheet(
    listed: Sequence[Row], root_code: str, root_name: str
) -> tuple[tuple[str, ...], list[tuple[str | int | None, ...]]]:
    """Headings and rows of the list as an office keeps it."""
    names = {row.code: row.name for row in listed} | {root_code: root_name}
    lines = [
        (
            row.code,
            row.name,
            KIND_LABELS[row.kind],
            row.parent,
            names[row.parent],
            UNIT_LABELS[row.unit],
            row.official,
            row.probationary,
        )
        for row in listed
    ]
    return HEADINGS, lines
