"""The cascade: the tree of papers, and how far each has come below an organisation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Q

from daihoi.core.access import Actor, Permission
from daihoi.core.directives import Branch, Lack, Link, family, lacks, late
from daihoi.core.indicators.columns import KINDS, day_of
from daihoi.core.indicators.records import LISTS
from daihoi.core.organisations import paths
from daihoi.data.models import Directive, DirectiveLink, Version
from daihoi.queries.access import require
from daihoi.queries.directives._coverage import Coverage, Covered, coverage
from daihoi.queries.directives._rows import PaperRow, read
from daihoi.queries.directives._states import OwnPaper, State
from daihoi.queries.directives.papers import PaperView
from daihoi.queries.indicators import Place, subordinates
from daihoi.queries.organisations import OrganisationCard, children
from daihoi.queries.sharing import sharing

TREE_MOST = 200


@dataclass(frozen=True)
class TreeLine:
    """A paper in the drawn tree; `also`: what it rests on beside the one above it."""

    branch: Branch
    row: PaperRow
    also: tuple[PaperRow, ...]


@dataclass(frozen=True)
class Tree:
    """The tree of a paper, and how it stands to others beside it; `left_out`: how many lines are not drawn."""

    lines: tuple[TreeLine, ...]
    left_out: int = 0
    rests_on: tuple[tuple[Link, PaperRow], ...] = ()  # papers that it replaces or amends
    followed: tuple[tuple[Link, PaperRow], ...] = ()  # papers that replace or amend it


def tree(*, actor: Actor, view: PaperView, at: OrganisationCard, today: date) -> Tree:
    """What a paper rests on and what rests on it: papers of the organisation looked at, of those above it and of
    those directly below, so far as the actor may see them. Two queries."""
    require(actor, Permission.VIEW, at.path, today)
    row = view.row
    links = _links(row, at, today)
    rests_on: dict[int, list[int]] = defaultdict(list)
    for link, low, high in links:
        if link == Link.BASED_ON:
            rests_on[low].append(high)
    drawn = {one.id for one in family(rests_on, row.id, lambda pk: (pk,))}
    beside = {pk for link, low, high in links if link != Link.BASED_ON for pk in (low, high)}
    others = sorted((drawn | beside) - {row.id})
    known = {one.id: one for one in read(Directive.objects.filter(pk__in=others[:900])) if one.seen(view.sharing)}
    known[row.id] = row
    seen = {low: [high for high in highs if high in known] for low, highs in rests_on.items() if low in known}
    found = family(seen, row.id, lambda pk: (known[pk].issued_on, len(known[pk].at_path), pk))
    lines = [TreeLine(one, known[one.id], tuple(known[pk] for pk in one.also)) for one in found]
    earlier = [(link, known[high]) for link, low, high in links if low == row.id and high in known]
    later = [(link, known[low]) for link, low, high in links if high == row.id and low in known]
    return Tree(
        lines=tuple(lines[:TREE_MOST]),
        left_out=max(len(lines) - TREE_MOST, 0) + max(len(others) - 900, 0),
        rests_on=tuple(pair for pair in earlier if pair[0] != Link.BASED_ON),
        followed=tuple(pair for pair in later if pair[0] != Link.BASED_ON),
    )


def _links(row: PaperRow, at: OrganisationCard, today: date) -> list[tuple[Link, int, int]]:
    """(how, later paper, earlier paper) of everything near a paper."""
    below = Version.objects.filter(parent=at.id, valid_from__lte=today, valid_to__gt=today).values("organisation")
    near = Directive.objects.filter(
        Q(term=row.term, withdrawn_on=None) | Q(pk=row.id),
        Q(organisation__in=[*paths.ids(at.path), *paths.ids(row.at_path)]) | Q(organisation__in=below),
    )
    own = Q(directive=row.id) | Q(other=row.id)
    links = DirectiveLink.objects.filter(
        Q(link=Link.BASED_ON.value, directive__in=near, other__in=near) | (own & ~Q(link=Link.BASED_ON.value))
    )
    return [(Link(link), low, high) for link, low, high in links.values_list("link", "directive_id", "other_id")]


@dataclass(frozen=True)
class Line:
    """An organisation directly below: what it did itself (None: the paper does not apply to it), and all below it
    together, itself not counted."""

    card: OrganisationCard
    below: Covered
    state: State | None = None

    @property
    def lacking(self) -> bool:
        return bool(self.below.lacking) or bool(self.state and self.state.lacks)

    @property
    def overdue(self) -> bool:
        return bool(self.below.overdue) or bool(self.state and self.state.overdue)


@dataclass(frozen=True)
class Drill:
    """A paper at one organisation and below it: the whole, what it did itself, and a line for each directly below."""

    whole: Covered
    own: State | None
    lines: tuple[Line, ...]


def drill(at: Place, *, actor: Actor, row: PaperRow, numbers: Mapping[int, str] | None = None) -> Drill:
    """How far a paper has come at each organisation directly below a place, and below it. `numbers`: of papers that are
    known already, by id. Two queries at most."""
    (found,) = coverage(at, [row.asking])
    parts = subordinates(at)
    below = found.within([slice(part.start + 1, part.stop) for _, part in parts])
    done = {pk: (_state(at, found, part.start), under) for (pk, part), under in zip(parts, below, strict=True)}
    own = _state(at, found, 0)  # the first row of a place is its own
    every = [state for state, _ in done.values() if state] + ([own] if own else [])
    known = _numbers(every, numbers or {})
    cards = children(actor=actor, pk=at.organisation, as_of=at.as_of) if parts else []
    lines = [Line(card, done[card.id][1], _numbered(done[card.id][0], known)) for card in cards if card.id in done]
    return Drill(
        whole=found.total(),
        own=_numbered(own, known),
        lines=tuple(line for line in lines if line.state or line.below.applies),
    )


def _state(at: Place, found: Coverage, row: int) -> State | None:
    """What became of the paper at the organisation of a row; the own paper still without its number."""
    spot = found.at(row)
    if spot is None:
        return None
    asked = found.paper.asked_of(KINDS[int(at.columns["kind"][row])].level, at.as_of)
    reached, expected = found.reached(spot), int(found.expected[spot]) or None
    own = OwnPaper(int(found.own_paper[spot]), "", reached.own_paper_on) if reached.own_paper_on else None
    return State(
        asked=asked,
        reached=reached,
        form=LISTS["dissemination"][int(found.form[spot])],
        attended=int(found.attended[spot]) if expected else None,
        expected=expected,
        own_paper=own,
        lacks=lacks(asked, reached, at.as_of),
        late=late(asked, reached, at.as_of),
    )


def _numbers(every: Iterable[State], known: Mapping[int, str]) -> Mapping[int, str]:
    """The numbers of own papers; those that are not known are read."""
    wanted = {state.own_paper.id for state in every if state.own_paper} - known.keys()
    if not wanted:
        return known
    return {**known, **dict(Directive.objects.filter(pk__in=wanted).values_list("pk", "number"))}


def _numbered(state: State | None, numbers: Mapping[int, str]) -> State | None:
    if state is None or state.own_paper is None:
        return state
    return replace(state, own_paper=replace(state.own_paper, number=numbers.get(state.own_paper.id, "")))


@dataclass(frozen=True)
class Overview:
    """A paper in force with how far it has come at and below an organisation."""

    row: PaperRow
    covered: Covered

    @property
    def taken_in(self) -> Fraction:
        return Fraction(self.covered.taken_in, self.covered.applies)

    @property
    def disseminated(self) -> Fraction | None:
        asked = self.covered.to_disseminate
        return Fraction(self.covered.disseminated, asked) if asked else None


def overview(at: Place, *, actor: Actor, today: date) -> list[Overview]:
    """The papers in force at a place that apply to it or below it, what is most overdue first. The place says that the
    actor may look there; what comes down to it is theirs to see."""
    rows = read(Directive.objects.filter(term=at.term, organisation__in=paths.ids(at.path), issued_on__lte=at.as_of))
    who = sharing(actor=actor, today=today)
    rows = [row for row in rows if row.in_force(at.as_of) and row.seen(who)]
    covered = [one.total() for one in coverage(at, [row.asking for row in rows])]
    found = [Overview(row, counts) for row, counts in zip(rows, covered, strict=True) if counts.applies]
    return sorted(
        found,
        key=lambda one: (-one.covered.overdue, -one.covered.lacking, -one.row.issued_on.toordinal(), one.row.id),
    )


@dataclass(frozen=True)
class Every:
    """An organisation to whom a paper applies, for the sheet of all of them; days None: not yet."""

    code: str
    name: str
    taken_in_on: date | None
    disseminated_on: date | None
    attended: int
    expected: int
    own_paper_on: date | None
    lacks: tuple[Lack, ...]
    overdue: bool


def every(at: Place, *, actor: Actor, row: PaperRow, most: int) -> tuple[int, list[Every]]:
    """(how many, the first `most`) of all organisations at and below a place to whom a paper applies: those that lack
    something first, otherwise as the tree stands. One query."""
    (found,) = coverage(at, [row.asking])
    organisations = at.snapshot.organisations(at.span)[found.rows]
    order = (~found.overdue).astype("int8") * 2 + (~found.lacking).astype("int8")
    low, high = paths.span(at.path)
    alive = Version.objects.filter(path__gte=low, path__lt=high, valid_from__lte=at.as_of, valid_to__gt=at.as_of)
    names = {pk: words for pk, *words in alive.values_list("organisation_id", "organisation__code", "name").iterator()}
    shown = []
    for spot in order.argsort(kind="stable")[:most].tolist():
        missing = {
            Lack.NOT_TAKEN_IN: not found.taken_in[spot],
            Lack.NOT_DISSEMINATED: row.disseminate and not found.disseminated[spot],
            Lack.NO_OWN_PAPER: found.asks_own[spot] and not found.answered[spot],
        }
        code, name = names.get(int(organisations[spot]), ("", ""))
        shown.append(
            Every(
                code,
                name,
                day_of(int(found.taken_in_on[spot])) if found.taken_in[spot] else None,
                day_of(int(found.disseminated_on[spot])),
                int(found.attended[spot]),
                int(found.expected[spot]),
                day_of(int(found.own_paper_on[spot])),
                tuple(lack for lack, true in missing.items() if true),
                bool(found.overdue[spot]),
            )
        )
    return len(found.rows), shown
