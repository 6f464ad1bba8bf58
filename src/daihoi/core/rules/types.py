"""What a rule pack holds: rules with their article, source and certainty, as frozen values.

Source: rulebook 0 (labels), 3, 7, 9. Values are whole numbers, exact fractions, days or words, never floats.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Protocol, TypeVar

from daihoi.core.messages import N_, Message, Severity, Translate
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.sources import Certainty, Source

Value = int | Fraction | date | str


class PackError(ValueError):
    """A rule pack cannot be read or used; `message` names the file, the key and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.render())


class Compare(StrEnum):
    """How a figure stands to the rule's value; "at least half" and "more than half" are different laws."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUAL = "equal"

    def holds(self, figure: int | Fraction | date, value: int | Fraction | date) -> bool:
        """Does `figure` keep the rule `value`? Both of one kind: numbers, or days. Exact, no rounding."""
        a, b = (x.toordinal() if isinstance(x, date) else x for x in (figure, value))
        return {
            "at_most": a <= b,
            "at_least": a >= b,
            "more_than": a > b,
            "less_than": a < b,
            "equal": a == b,
        }[self.value]


class Force(StrEnum):
    """What breaking the rule does: a hard rule blocks, a target ("phấn đấu") warns."""

    HARD = "hard"
    TARGET = "target"


class MarkedBy(StrEnum):
    """Who says that a milestone is reached: the organisation itself, or the level above it."""

    OWN = "own"
    ABOVE = "above"


class Anchor(StrEnum):
    """The day from which a milestone's due day is counted."""

    OPENING = "opening"
    CLOSING = "closing"
    RESULTS_REPORTED = "results_reported"


ALL_KINDS = frozenset(Kind)


def kinds_of(level: Level) -> frozenset[Kind]:
    return frozenset(kind for kind in Kind if kind.level is level)


@dataclass(frozen=True)
class Query:
    """The organisation that a rule is sought for; None means: not known."""

    kinds: frozenset[Kind] | None = None
    unit: Unit | None = None
    contents: int | None = None
    case: str | None = None

    @classmethod
    def of(
        cls,
        level: Level | None = None,
        kind: Kind | None = None,
        unit: Unit | None = None,
        contents: int | None = None,
        case: str | None = None,
    ) -> "Query":
        """Raises ValueError when the kind does not stand at the level."""
        if kind is not None and level is not None and kind.level is not level:
            raise ValueError(f"kind {kind} stands at level {kind.level}, not {level}")
        kinds = frozenset({kind}) if kind is not None else kinds_of(level) if level is not None else None
        return cls(kinds, unit, contents, case)


@dataclass(frozen=True)
class When:
    """For whom an entry holds. None means: for all. `kinds` also carries levels, as the kinds at them."""

    kinds: frozenset[Kind] | None = None
    units: frozenset[Unit] | None = None
    contents: frozenset[int] | None = None
    cases: frozenset[str] | None = None

    def _sides(self) -> tuple[frozenset[object] | None, ...]:
        sides = (self.kinds, self.units, self.contents, self.cases)
        return tuple(None if side is None else frozenset(side) for side in sides)

    def matches(self, query: Query) -> bool:
        """A condition that the query does not answer is not met."""
        if self.kinds is not None and not (query.kinds is not None and query.kinds <= self.kinds):
            return False
        return (
            (self.units is None or query.unit in self.units)
            and (self.contents is None or query.contents in self.contents)
            and (self.cases is None or query.case in self.cases)
        )

    def within(self, other: "When") -> bool:
        """Is every organisation meant here also meant by `other`?"""
        return all(b is None or (a is not None and a <= b) for a, b in zip(self._sides(), other._sides(), strict=True))

    def meets(self, other: "When") -> bool:
        """Can one organisation be meant by both?"""
        return all(a is None or b is None or a & b for a, b in zip(self._sides(), other._sides(), strict=True))

    def text(self) -> str:
        """One line in English for tables: "grassroots_committee; ward, commune; case merged_2"; "all"."""
        parts = []
        for label, side in (("", self.kinds), ("", self.units), ("contents ", self.contents)):
            if side is not None:
                parts.append(label + ", ".join(sorted(str(item) for item in side)))
        if self.cases is not None:
            parts.append("case " + ", ".join(sorted(self.cases)))
        return "; ".join(parts) or "all"


@dataclass(frozen=True)
class Grounds:
    """Why an entry may be believed: rulebook id, source ids, article in words, certainty, force, note."""

    id: str
    cite: tuple[str, ...]
    article: str
    certainty: Certainty
    force: Force
    note: str = ""

    @property
    def severity(self) -> Severity:
        """What a breach is: the unverified only asks, targets and the inferred warn, the rest stops."""
        if self.certainty is Certainty.UNVERIFIED:
            return Severity.QUESTION
        if self.force is Force.TARGET or self.certainty is Certainty.INFERRED:
            return Severity.WARNING
        return Severity.ERROR

    def render(self, translate: Translate = N_) -> str:
        """ "Chỉ thị 45-CT/TW [S54] (C-012)": what a finding quotes."""
        sources = f" [{', '.join(self.cite)}]" if self.cite else ""
        return f"{translate(self.article)}{sources} ({self.id})"


class _Entry(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def when(self) -> When: ...


E = TypeVar("E", bound=_Entry)


@dataclass(frozen=True)
class Rule:
    """One value. `of` says what it is counted from. `replaced`: the pack's rule that an overlay put aside."""

    key: str
    value: Value
    unit: str
    compare: Compare
    of: str
    when: When
    grounds: Grounds
    replaced: "Rule | None" = None

    @property
    def id(self) -> str:
        return self.grounds.id

    @property
    def day(self) -> date:
        """The value as a day. Raises TypeError for a rule of another kind."""
        if not isinstance(self.value, date):
            raise TypeError(f"rule {self.key} holds no day")
        return self.value

    @property
    def number(self) -> int | Fraction:
        """The value as an exact number. Raises TypeError for a rule of another kind."""
        if isinstance(self.value, int | Fraction):
            return self.value
        raise TypeError(f"rule {self.key} holds no number")


@dataclass(frozen=True)
class MilestoneRule:
    """When a milestone is due and who marks it. Neither anchor nor `last`: no figure was found."""

    key: str
    marked_by: MarkedBy | None
    applies: bool
    anchor: Anchor | None
    offset: int
    unit: str  # "days" or "working_days"
    first: date | None
    last: date | None
    when: When
    grounds: Grounds
    replaced: "MilestoneRule | None" = None

    @property
    def id(self) -> str:
        return self.grounds.id


Dated = TypeVar("Dated", Rule, MilestoneRule)


@dataclass(frozen=True)
class Target:
    """A locality's own goal for an indicator of the catalogue; `value` is a share or a number, exact."""

    id: str
    indicator: str
    when: When
    value: Fraction
    unit: str
    compare: Compare
    by: date | None
    sentence: str
    grounds: Grounds


def matching(entries: Iterable[E], key: str, query: Query) -> E | None:
    """The most specific entry under `key` that holds for the query, or None."""
    found: E | None = None
    for entry in entries:
        if entry.key == key and entry.when.matches(query) and (found is None or entry.when.within(found.when)):
            found = entry
    return found


@dataclass(frozen=True)
class RulePack:
    """The rules of a term from `effective_from` to `effective_to` (both counted; None: still in force)."""

    id: str
    term: str
    title: str
    version: date
    effective_from: date
    effective_to: date | None
    rules: tuple[Rule, ...]
    milestones: tuple[MilestoneRule, ...]
    sources: tuple[Source, ...]
    sha256: str
    targets: tuple[Target, ...] = ()
    overlay_id: str = ""

    def find(
        self,
        key: str,
        *,
        level: Level | None = None,
        kind: Kind | None = None,
        unit: Unit | None = None,
        contents: int | None = None,
        case: str | None = None,
    ) -> Rule | None:
        """The most specific rule for the organisation, or None where the texts give no figure."""
        return matching(self._by_key.get(key, ()), key, Query.of(level, kind, unit, contents, case))

    @cached_property
    def _by_key(self) -> dict[str, list[Rule]]:
        """The rules by key: a province asks for a rule of each of its 3,000 congresses several times."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.key, []).append(rule)
        return found

    @cached_property
    def cases(self) -> tuple[str, ...]:
        """Every case that a rule names, sorted."""
        return tuple(sorted({case for rule in self.rules for case in rule.when.cases or ()}))

    def all(self, key: str) -> tuple[Rule, ...]:
        """Every rule under the key, for whomever it holds, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.key == key)

    def milestone(
        self, key: str, *, level: Level | None = None, kind: Kind | None = None, unit: Unit | None = None
    ) -> MilestoneRule | None:
        """The most specific milestone entry for the organisation, or None."""
        return matching(self.milestones, key, Query.of(level, kind, unit))

    def source(self, id: str) -> Source:
        """Raises KeyError for an id that the pack does not declare."""
        return {source.id: source for source in self.sources}[id]


@dataclass(frozen=True)
class Overlay:
    """A province's or district's own rules, dates and targets over the pack `over`."""

    id: str
    over: str
    locality: str
    title: str
    rules: tuple[Rule, ...]
    milestones: tuple[MilestoneRule, ...]
    targets: tuple[Target, ...]
    sources: tuple[Source, ...]
    sha256: str = field(default="")


def instead(new: Dated, old: Dated) -> Dated:
    """`new`, remembering that it stands in place of `old`."""
    return replace(new, replaced=old)
