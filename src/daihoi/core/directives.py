"""Directives and what follows from them: kinds, links, forms of dissemination, and what an organisation still lacks.

Source: the cascade told by the articles: a directive of the Centre becomes each level's own directive, plan and
guidance; each is disseminated (quán triệt) and made concrete by the organisations below.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from daihoi.core.messages import N_
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.scope import Aim, Scope
from daihoi.core.subjects import Subject


class Paper(StrEnum):
    """What kind of paper it is."""

    DIRECTIVE = "directive"  # chỉ thị
    GUIDANCE = "guidance"  # hướng dẫn
    PLAN = "plan"  # kế hoạch
    DECISION = "decision"  # quyết định
    REGULATION = "regulation"  # quy định, quy chế
    CONCLUSION = "conclusion"  # kết luận
    NOTICE = "notice"  # thông báo, thông tri
    LETTER = "letter"  # công văn


PAPER_NAMES: dict[Paper, str] = {
    Paper.DIRECTIVE: N_("Directive"),
    Paper.GUIDANCE: N_("Guidance"),
    Paper.PLAN: N_("Plan"),
    Paper.DECISION: N_("Decision"),
    Paper.REGULATION: N_("Regulation"),
    Paper.CONCLUSION: N_("Conclusion"),
    Paper.NOTICE: N_("Notice"),
    Paper.LETTER: N_("Letter"),
}


class Link(StrEnum):
    """How one paper stands to another."""

    BASED_ON = "based_on"  # căn cứ, cụ thể hóa
    REPLACES = "replaces"
    AMENDS = "amends"


class Dissemination(StrEnum):
    """In what form a paper was made known (quán triệt)."""

    CONFERENCE = "conference"  # hội nghị
    ONLINE = "online"  # hội nghị trực tuyến
    MEETING = "meeting"  # sinh hoạt chi bộ
    COPIES = "copies"  # sao gửi văn bản
    OTHER = "other"


DISSEMINATION_NAMES: dict[Dissemination, str] = {
    Dissemination.CONFERENCE: N_("Conference"),
    Dissemination.ONLINE: N_("Online conference"),
    Dissemination.MEETING: N_("Meeting of the cell or committee"),
    Dissemination.COPIES: N_("Copies sent out"),
    Dissemination.OTHER: N_("Another form"),
}


@dataclass(frozen=True)
class Conference:
    """When and how papers were made known. `expected`, `attended`: persons, None where nobody counted them."""

    on: date
    form: Dissemination
    attended: int | None = None
    expected: int | None = None
    note: str = ""


class Lack(StrEnum):
    """What an organisation still lacks of a paper that applies to it."""

    NOT_TAKEN_IN = "not_taken_in"
    NOT_DISSEMINATED = "not_disseminated"
    NO_OWN_PAPER = "no_own_paper"


LACK_NAMES: dict[Lack, str] = {
    Lack.NOT_TAKEN_IN: N_("not taken in"),
    Lack.NOT_DISSEMINATED: N_("not disseminated"),
    Lack.NO_OWN_PAPER: N_("no document of its own"),
}


@dataclass(frozen=True)
class Asked:
    """What a paper asks of an organisation: to be disseminated, and a document of its own; by which days."""

    disseminate: bool = True
    disseminate_by: date | None = None
    own_paper: bool = False
    own_paper_by: date | None = None
    revision: int = 1  # a changed paper must be taken in anew


@dataclass(frozen=True)
class Reached:
    """What an organisation has done with a paper; days, None: not yet."""

    revision: int = 0  # the revision that was taken in; 0: none
    taken_in_on: date | None = None
    disseminated_on: date | None = None
    own_paper_on: date | None = None


@dataclass(frozen=True)
class Asking:
    """What of a paper decides to whom it applies and what it asks there. A change that must be taken in anew counts
    from `revised_on`."""

    id: int
    term: str
    aim: Aim
    issued_on: date
    disseminate: bool = True
    disseminate_by: date | None = None
    own_paper_levels: frozenset[Level] = frozenset()
    own_paper_by: date | None = None
    revision: int = 1
    revised_on: date | None = None
    withdrawn_on: date | None = None

    def stands(self, day: date) -> bool:
        """Issued, and not withdrawn: before and after, it applies to nobody."""
        return self.issued_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)

    def revision_on(self, day: date) -> int:
        """The revision that was to be taken in on a day."""
        return self.revision - 1 if self.revised_on is not None and self.revised_on > day else self.revision

    def asked_of(self, level: Level, day: date) -> Asked:
        """What it asks of one organisation."""
        own = level in self.own_paper_levels
        return Asked(
            disseminate=self.disseminate,
            disseminate_by=self.disseminate_by,
            own_paper=own,
            own_paper_by=self.own_paper_by if own else None,
            revision=self.revision_on(day),
        )


def lacks(asked: Asked, reached: Reached, as_of: date) -> tuple[Lack, ...]:
    """What is missing on a day, in the order in which it is done."""

    def missing(day: date | None) -> bool:
        return day is None or day > as_of

    found = []
    if missing(reached.taken_in_on) or reached.revision < asked.revision:
        found.append(Lack.NOT_TAKEN_IN)
    if asked.disseminate and missing(reached.disseminated_on):
        found.append(Lack.NOT_DISSEMINATED)
    if asked.own_paper and missing(reached.own_paper_on):
        found.append(Lack.NO_OWN_PAPER)
    return tuple(found)


def late(asked: Asked, reached: Reached, as_of: date) -> tuple[Lack, ...]:
    """Which of what is missing, or was done, is after its day."""

    def over(by: date | None, day: date | None) -> bool:
        return by is not None and (day if day is not None and day <= as_of else as_of) > by

    found = []
    if asked.disseminate and over(asked.disseminate_by, reached.disseminated_on):
        found.append(Lack.NOT_DISSEMINATED)
    if asked.own_paper and over(asked.own_paper_by, reached.own_paper_on):
        found.append(Lack.NO_OWN_PAPER)
    return tuple(found)


@dataclass(frozen=True)
class PaperTask:
    """A task that a paper sets for those to whom it applies. `id`: its row; None: not yet kept."""

    title: str
    subject: Subject = Subject.GENERAL
    levels: frozenset[Level] = frozenset()  # none: all to whom the paper applies
    due_on: date | None = None
    evidence: str = ""
    id: int | None = None


@dataclass(frozen=True)
class PaperFacts:
    """What is entered of a paper, beside its file. `places`, `based_on`, `replaces`, `amends`: ids."""

    paper: Paper
    number: str
    issued_on: date
    issuer: str
    title: str
    subject: Subject = Subject.GENERAL
    summary: str = ""
    scope: Scope = field(default_factory=Scope)
    places: tuple[int, ...] = ()
    from_above: bool = False
    disseminate: bool = True
    disseminate_by: date | None = None
    own_paper_levels: frozenset[Level] = frozenset()
    own_paper_by: date | None = None
    pack_id: str = ""
    overlay_text: str = ""
    based_on: tuple[int, ...] = ()
    replaces: tuple[int, ...] = ()
    amends: tuple[int, ...] = ()
    tasks: tuple[PaperTask, ...] = ()

    @property
    def links(self) -> dict[Link, tuple[int, ...]]:
        return {Link.BASED_ON: self.based_on, Link.REPLACES: self.replaces, Link.AMENDS: self.amends}


def fingerprint(facts: PaperFacts | Conference, *more: object) -> str:
    """A short text that is another one as soon as anything of the facts is: whoever changes them says what they saw."""

    def plain(value: object) -> object:
        if isinstance(value, (PaperFacts, PaperTask, Scope, Conference)):
            return {name: plain(part) for name, part in vars(value).items()}
        if isinstance(value, frozenset):
            return sorted(str(one) for one in value)
        return [plain(one) for one in value] if isinstance(value, tuple) else str(value)

    return hashlib.sha256(json.dumps([plain(facts), *map(plain, more)], sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Standing:
    """Where a paper stands and to whom it applies: paths of the organisation that it was entered at, and of those
    within which it applies (none: all below)."""

    path: str
    scope: Scope
    places: tuple[str, ...] = ()
    from_above: bool = False  # then it applies to that organisation as well


def applies(paper: Standing, path: str, kind: Kind | str, unit: Unit | str) -> bool:
    """Does the paper apply to the organisation at `path`, of this kind and unit?"""
    below = paths.covers(paper.path, path) and (path != paper.path or paper.from_above)
    inside = not paper.places or any(paths.covers(place, path) for place in paper.places)
    return below and inside and paper.scope.holds(kind, unit)


@dataclass(frozen=True)
class Branch:
    """A paper in the drawn tree: how deep it stands, and what else it rests on beside the one drawn above it."""

    id: int
    depth: int  # 0: rests on nothing that is drawn
    also: tuple[int, ...] = ()


Rank = Callable[[int], tuple[Any, ...]]  # in which order papers stand; comparable with each other


def family(rests_on: Mapping[int, Collection[int]], paper: int, rank: Rank) -> list[Branch]:
    """The tree of a paper from top to bottom: all that it rests on, itself, and all that rests on it.

    `rests_on`: each paper → those that it is based on. A paper with several is drawn under the deepest of them, the
    last by `rank` among equals; brothers stand in the order of `rank`. What rests on itself in a circle is cut.
    """
    under: dict[int, set[int]] = {}
    for low, highs in rests_on.items():
        for high in highs:
            under.setdefault(high, set()).add(low)
    kept = _reached(rests_on, paper) | _reached(under, paper)
    depths: dict[int, int] = {}

    def depth(one: int, path: frozenset[int]) -> int:
        if one not in depths:
            highs = [high for high in rests_on.get(one, ()) if high in kept and high not in path]
            depths[one] = 1 + max((depth(high, path | {high}) for high in highs), default=-1)
        return depths[one]

    for one in sorted(kept, key=rank):
        depth(one, frozenset({one}))
    drawn: dict[int | None, list[int]] = {}
    also: dict[int, tuple[int, ...]] = {}
    for one in sorted(kept, key=rank):
        highs = [high for high in rests_on.get(one, ()) if high in kept and depths[high] < depths[one]]
        highs.sort(key=lambda high: (depths[high], rank(high)))
        drawn.setdefault(highs[-1] if highs else None, []).append(one)
        also[one] = tuple(highs[:-1])

    def walk(top: int | None, level: int) -> Iterator[Branch]:
        for one in drawn.get(top, ()):
            yield Branch(one, level, also[one])
            yield from walk(one, level + 1)

    return list(walk(None, 0))


def _reached(edges: Mapping[int, Collection[int]], start: int) -> set[int]:
    """The start and everything that can be reached from it."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = set(edges.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def in_circle(rests_on: Mapping[int, Collection[int]], paper: int, fresh: Collection[int]) -> bool:
    """Would the paper rest on itself, were it based on these?"""
    return any(paper in _reached(rests_on, one) for one in fresh)
