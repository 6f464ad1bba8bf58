"""Norms and spending: an organisation's own lines with what is too much, and sums over a subtree. Whole đồng."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor, Permission, allows, reach
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.scope import parted, scope_of
from daihoi.core.spending import BudgetLine, Norm, Over, Per, Spent, overs
from daihoi.core.stamp import stamp
from daihoi.core.waiting import Waiting
from daihoi.data.models import Mark, SpendingLine, SpendingNorm, Version
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place, ever_within, standing
from daihoi.queries.organisations import OrganisationCard

NO_LINE = stamp()  # the stamp of a line that is not entered


@dataclass(frozen=True)
class NormRow:
    """A norm as a list shows it. `levels` (): every level below. `own`: the organisation looked at entered it."""

    id: int
    organisation: int
    place: str
    norm: Norm
    levels: tuple[Level, ...]
    ended_on: date | None
    by: str
    own: bool = False


@dataclass(frozen=True)
class LineView:
    """A line of an organisation's own spending with what is too much. `norms`: those that it is compared with."""

    line: BudgetLine
    quantity: int | None
    planned: int
    settled: int | None
    settled_on: date | None
    document: str
    note: str
    by: str
    overs: tuple[Over, ...]
    norms: tuple[Norm, ...]
    stamp: str


@dataclass(frozen=True)
class Sum:
    """Sums of a line, or of all lines. `missing`: lines not settled; `entered`: organisations that have any."""

    planned: int = 0
    settled: int = 0
    missing: int = 0
    entered: int = 0

    @property
    def left(self) -> int:
        return self.planned - self.settled


@dataclass(frozen=True)
class SpendingBranch:
    """The sums under one organisation directly below, or of the place's own. `over`: lines with something too much;
    `due`: organisations whose congress was held and that have lines not settled."""

    organisation: int
    sum: Sum
    over: int
    due: int
    itself: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Unsettled:
    """An organisation whose congress was held and that has lines not settled."""

    organisation: int
    held_on: date
    lines: int
    planned: int


@dataclass(frozen=True)
class SpendingView:
    """The spending of a subtree by a day. `too_much`: (organisation, over) of lines with something too much."""

    lines: tuple[tuple[BudgetLine, Sum], ...]
    whole: Sum
    branches: tuple[SpendingBranch, ...]
    unsettled: tuple[Unsettled, ...]
    too_much: tuple[tuple[int, Over], ...]
    own: tuple[LineView, ...]


def norms_of(*, actor: Actor, card: OrganisationCard, term: str, as_of: date) -> list[NormRow]:
    """The norms that hold for an organisation, from those above it, and those that it entered for those below; for
    whoever may look at it. Two queries."""
    above = paths.ids(card.path)
    rows = SpendingNorm.objects.filter(organisation_id__in=above, term=term).order_by("line", "pk")
    names = _names(above)
    found = []
    for row in rows:
        own = row.organisation_id == card.id
        if not own and not (scope_of(row.levels, "").holds(card.kind, card.unit) and _in_force(row, as_of)):
            continue
        levels = tuple(sorted(parted(row.levels, Level), key=list(Level).index))
        place = names.get(row.organisation_id, "")
        found.append(
            NormRow(row.pk, row.organisation_id, place, _norm(row), levels, row.ended_on, row.made_by_name, own)
        )
    assert allows(actor, Permission.VIEW, card.path, clock.today())  # whoever has the card may look at it
    return found


def _names(pks: Sequence[int]) -> dict[int, str]:
    rows = Version.objects.filter(organisation_id__in=list(pks)).order_by("valid_from")
    return dict(rows.values_list("organisation_id", "name"))


def _norm(row: SpendingNorm) -> Norm:
    return Norm(BudgetLine(row.line), row.amount, Per(row.per), row.document)


def _in_force(row: SpendingNorm, as_of: date) -> bool:
    return row.ended_on is None or row.ended_on > as_of


class _Norms:
    """The norms of a term by the organisation that entered them, asked for many organisations."""

    def __init__(self, term: str, as_of: date) -> None:
        self._of: dict[int, list[SpendingNorm]] = defaultdict(list)
        for row in SpendingNorm.objects.filter(term=term).filter(Q(ended_on=None) | Q(ended_on__gt=as_of)):
            self._of[row.organisation_id].append(row)
        self._known: dict[tuple[str, str], tuple[Norm, ...]] = {}

    def of(self, path: str, kind: Kind) -> tuple[Norm, ...]:
        """Those of every organisation above the path that are for its level."""
        key = (paths.above(path), kind.value)
        if key not in self._known:
            self._known[key] = tuple(
                _norm(row)
                for pk in paths.ids(key[0])
                for row in self._of.get(pk, ())
                if not row.levels or kind.level in parted(row.levels, Level)
            )
        return self._known[key]


_Row = tuple[int, BudgetLine, int | None, int, int | None, date | None, str, str, str]


def spending(*, actor: Actor, at: Place) -> SpendingView:
    """Planned and settled by the day, over the place's own rows and all below it. Two queries."""
    assert allows(actor, Permission.VIEW, at.path, clock.today())  # whoever has the place may look at it
    rows = _rows(at)
    stand = standing(at, {row[0] for row in rows})
    index, norms, facts = stand.index, _Norms(at.term, at.as_of), at.snapshot.facts
    rows = [row for row in rows if row[0] in index]
    by_line: dict[BudgetLine, list[_Row]] = defaultdict(list)
    by_branch: dict[int, list[_Row]] = defaultdict(list)
    too_much: dict[int, list[Over]] = defaultdict(list)
    own = []
    for row in rows:
        place = index[row[0]]
        by_line[row[1]].append(row)
        by_branch[int(stand.branch[place])].append(row)
        held_to = norms.of(facts.path[stand.row[place]].decode(), stand.kind(place))
        found = overs(Spent(row[1], row[2], row[3], row[4]), held_to)
        too_much[row[0]] += found
        if row[0] == at.organisation:
            own.append(_view(row, found, held_to))
    held = {pk: day for pk, place in index.items() if (day := stand.held_on(place)) is not None}
    return SpendingView(
        lines=tuple((line, _sum(by_line[line])) for line in BudgetLine if by_line[line]),
        whole=_sum(rows),
        branches=_branches(at, by_branch, too_much, held),
        unsettled=_unsettled(rows, held),
        too_much=tuple((pk, over) for pk in sorted(too_much, key=lambda one: index[one]) for over in too_much[pk]),
        own=tuple(sorted(own, key=lambda one: list(BudgetLine).index(one.line))),
    )


def _rows(at: Place) -> list[_Row]:
    """The lines of everybody who ever stood in the place, as they stood on its day; one query."""
    found: list[_Row] = []
    for pk, line, quantity, planned, settled, settled_on, *told in SpendingLine.objects.filter(
        term=at.term, entered_on__lte=at.as_of, organisation_id__in=ever_within(at)
    ).values_list(
        "organisation_id", "line", "quantity", "planned", "settled", "settled_on", "document", "note", "made_by_name"
    ):
        done = settled is not None and settled_on is not None and settled_on <= at.as_of
        document, note, by = told
        found.append(
            (
                pk,
                BudgetLine(line),
                quantity,
                planned,
                settled if done else None,
                settled_on if done else None,
                document,
                note,
                by,
            )
        )
    return found


def _view(row: _Row, found: tuple[Over, ...], norms: Sequence[Norm]) -> LineView:
    compared = tuple(norm for norm in norms if norm.line is row[1])
    return LineView(*row[1:], overs=found, norms=compared, stamp=stamp(*row[1:8]))


def _sum(rows: Iterable[_Row]) -> Sum:
    listed = list(rows)
    return Sum(
        sum(row[3] for row in listed),
        sum(row[4] or 0 for row in listed),
        sum(row[4] is None for row in listed),
        len({row[0] for row in listed}),
    )


def _branches(
    at: Place,
    by_branch: Mapping[int, Sequence[_Row]],
    too_much: Mapping[int, Sequence[Over]],
    held: Mapping[int, date],
) -> tuple[SpendingBranch, ...]:
    if set(by_branch) <= {at.organisation}:
        return ()
    alive = {int(pk) for pk in at.snapshot.organisations(at.span)}
    found = []
    for pk, rows in by_branch.items():
        within = {row[0] for row in rows}
        over = {(one, each.line) for one in within for each in too_much.get(one, ())}
        due = {row[0] for row in rows if row[4] is None and row[0] in held}
        found.append(
            SpendingBranch(
                pk,
                _sum(rows),
                len(over),
                len(due),
                itself=pk == at.organisation,
                ended=pk not in alive,
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.itself, one.ended, one.organisation)))


def _unsettled(rows: Iterable[_Row], held: Mapping[int, date]) -> tuple[Unsettled, ...]:
    missing: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if row[4] is None and row[0] in held:
            missing[row[0]].append(row)
    found = [Unsettled(pk, held[pk], len(listed), sum(row[3] for row in listed)) for pk, listed in missing.items()]
    return tuple(sorted(found, key=lambda one: (one.held_on, one.organisation)))


def spending_of(*, actor: Actor, organisation: int, term: str) -> tuple[tuple[LineView, ...], Sum, bool]:
    """For the organisation's own page: its lines, their sum, and whether the actor may enter them. Three queries."""
    card = organisations.last_card(actor=actor, pk=organisation)
    lines = own_lines(actor=actor, card=card, term=term)
    whole = Sum(
        sum(line.planned for line in lines),
        sum(line.settled or 0 for line in lines),
        sum(line.settled is None for line in lines),
        1 if lines else 0,
    )
    return lines, whole, allows(actor, Permission.SPENDING_EDIT, card.path, clock.today())


def own_lines(*, actor: Actor, card: OrganisationCard, term: str) -> tuple[LineView, ...]:
    """An organisation's own lines as they stand now, with what is too much; for whoever may look at it."""
    assert allows(actor, Permission.VIEW, card.path, clock.today())  # whoever has the card may look at it
    rows = SpendingLine.objects.filter(organisation_id=card.id, term=term)
    norms = _Norms(term, clock.today()).of(card.path, card.kind)
    found = []
    for row in rows:
        line = BudgetLine(row.line)
        values: _Row = (
            card.id,
            line,
            row.quantity,
            row.planned,
            row.settled,
            row.settled_on,
            row.document,
            row.note,
            row.made_by_name,
        )
        found.append(_view(values, overs(Spent(line, row.quantity, row.planned, row.settled), norms), norms))
    return tuple(sorted(found, key=lambda one: list(BudgetLine).index(one.line)))


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """The actor's own topmost organisations whose congress was held and that have lines not settled. Three queries."""
    if not reach(actor, Permission.SPENDING_EDIT, today):
        return []
    homes = organisations.homes(actor=actor, permission=Permission.SPENDING_EDIT, today=today)
    open_lines = SpendingLine.objects.filter(term=term, settled=None, organisation_id__in=[card.id for card in homes])
    pks = set(open_lines.values_list("organisation_id", flat=True))
    held = Mark.objects.filter(
        congress__term=term, congress__organisation_id__in=pks, milestone="held", done_on__lte=today
    ).order_by("done_on")
    names = {card.id: card.name for card in homes}
    return [
        Waiting("spending.unsettled", pk, pk, names[pk], since=on)
        for pk, on in held.values_list("congress__organisation_id", "done_on")[:most]
    ]
