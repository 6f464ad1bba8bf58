"""Shortcomings by kind: the pilots against the wide round, and what still occurs after a lesson on it.

A congress counts once for a kind, however often its review names it; what it is counted from are reviewed congresses,
never all congresses: where nothing was reviewed, nothing is known. Shares are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Reviewed:
    """A congress that was reviewed: whose, whether a pilot, the day on which it closed, kinds of shortcomings."""

    organisation: int
    pilot: bool
    held_on: date
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """`number` of `of` reviewed congresses."""

    number: int = 0
    of: int = 0

    @property
    def share(self) -> Fraction | None:
        """Exact; None where nothing was reviewed."""
        return Fraction(self.number, self.of) if self.of else None


@dataclass(frozen=True)
class KindLine:
    """One kind: among pilots and in the wide round; before and after the day of the first lesson on it.

    `lesson_on` None: there is no lesson on this kind, and `before` and `after` are empty.
    """

    kind: str
    pilots: Part
    wide: Part
    lesson_on: date | None = None
    before: Part = field(default_factory=Part)
    after: Part = field(default_factory=Part)

    @property
    def change(self) -> Fraction | None:
        """Share of the wide round less that of the pilots; None while one of the two was not reviewed."""
        return _less(self.wide, self.pilots)

    @property
    def since_lesson(self) -> Fraction | None:
        """Share of congresses held after the lesson less that of those held by its day."""
        return _less(self.after, self.before)

    @property
    def still_occurs(self) -> bool:
        """Was the kind found in a congress held after the lesson on it?"""
        return self.after.number > 0


@dataclass(frozen=True)
class Comparison:
    """The kinds that occur, or on which there is a lesson; the most frequent first. `any_kind`: one or more of them."""

    lines: tuple[KindLine, ...]
    any_kind: KindLine


def compare(reviews: Iterable[Reviewed], lessons: Mapping[str, date], order: Sequence[str] = ()) -> Comparison:
    """Count reviews by kind. `lessons`: kind → day of the first lesson on it. `order` settles equal frequencies.

    A congress held on the very day of the lesson counts as before it: nobody could have changed it yet.
    """
    found = list(reviews)
    kinds = {kind for one in found for kind in one.kinds} | set(lessons)
    place = {kind: number for number, kind in enumerate(order)}
    lines = [line_of(kind, found, lessons.get(kind)) for kind in kinds]
    lines.sort(key=lambda line: (-line.pilots.number - line.wide.number, place.get(line.kind, len(place)), line.kind))
    return Comparison(tuple(lines), line_of("", found))


def line_of(kind: str, reviews: Iterable[Reviewed], lesson_on: date | None = None) -> KindLine:
    """One kind among reviewed congresses; "": any kind at all."""
    pairs = [(one, kind in one.kinds if kind else bool(one.kinds)) for one in reviews]
    pilots = _part(with_it for one, with_it in pairs if one.pilot)
    wide = _part(with_it for one, with_it in pairs if not one.pilot)
    if lesson_on is None:
        return KindLine(kind, pilots, wide)
    return KindLine(
        kind,
        pilots,
        wide,
        lesson_on,
        before=_part(with_it for one, with_it in pairs if one.held_on <= lesson_on),
        after=_part(with_it for one, with_it in pairs if one.held_on > lesson_on),
    )


def _part(flags: Iterable[bool]) -> Part:
    listed = list(flags)
    return Part(sum(listed), len(listed))


def _less(one: Part, other: Part) -> Fraction | None:
    if one.share is None or other.share is None:
        return None
    return one.share - other.share
