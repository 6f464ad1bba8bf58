"""Norms for those below, and an organisation's own lines: planned and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, Finding, Message, refuse
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import parted
from daihoi.core.spending import BUDGET_LINES, MOST, BudgetLine, Per, over_finding
from daihoi.core.stamp import refuse_changed, stamp
from daihoi.core.text import nfc, one_line
from daihoi.data.models import SpendingLine, SpendingNorm
from daihoi.queries import clock, organisations
from daihoi.queries.spending import NO_LINE, own_lines

_MOST_QUANTITY = 10_000_000


@dataclass(frozen=True)
class NormText:
    """A norm as it is entered. `levels`: as core.scope.joined writes them; "" for every level below."""

    line: BudgetLine
    amount: int
    per: Per
    document: str
    levels: str = ""


@action("spending.norm_set", Permission.SPENDING_EDIT)
def set_norm(*, actor: Actor, organisation: int, term: str, norm: NormText) -> Done[int]:
    """Enter a norm for the organisations below, with the document in which it stands; returns its id. The one that it
    takes the place of is ended."""
    document = one_line(nfc(norm.document))[:200]
    if not document:
        raise refuse("norm_without_document", N_("Say in which document the norm stands: its number and day."))
    if not 0 <= norm.amount <= MOST:
        raise refuse("amount_unlikely", N_("“{text}” is too large to be right."), text=norm.amount)
    parted(norm.levels, Level)  # what is no level is a fault of the caller
    key = {"organisation_id": organisation, "term": term, "line": norm.line.value, "per": norm.per.value}
    ended = SpendingNorm.objects.filter(**key, levels=norm.levels, ended_on=None).update(ended_on=clock.today())
    row = SpendingNorm.objects.create(
        **key,
        levels=norm.levels,
        amount=norm.amount,
        document=document,
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    detail = {**vars(norm), "document": document, "norm": row.pk, "term": term, "replaced": ended}
    return Done(row.pk, document, detail)


@action("spending.norm_set", Permission.SPENDING_EDIT)
def end_norm(*, actor: Actor, organisation: int, pk: int) -> Done[None]:
    """End a norm: it holds until yesterday, and stays in the list of those that were."""
    row = SpendingNorm.objects.filter(pk=pk, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.ended_on is not None:
        raise refuse("norm_ended", N_("This norm is ended already."))
    row.ended_on = clock.today()
    row.save(update_fields=["ended_on"])
    return Done(None, row.document, {"norm": row.pk, "ended_on": row.ended_on})


@dataclass(frozen=True)
class LineText:
    """A line as it is entered; amounts in whole đồng. `settled` None: not settled yet."""

    line: BudgetLine
    planned: int
    quantity: int | None = None
    settled: int | None = None
    settled_on: date | None = None
    document: str = ""
    note: str = ""


@action("spending.line_set", Permission.SPENDING_EDIT)
def set_line(
    *, actor: Actor, organisation: int, term: str, line: LineText, seen: str | None = None
) -> Done[tuple[Finding, ...]]:
    """Plan or settle a line; returns what of it is over a norm or over the plan, as warnings.

    `seen`: the stamp of what was shown; refused where somebody changed it since.
    """
    card = organisations.last_card(actor=actor, pk=organisation)
    before = _known(organisation, term, line.line)
    refuse_changed(seen, _stamp(before))
    _write(actor, organisation, term, line, before)
    detail = {"term": term, "before": _told(before), **_given(line)}
    return Done(_warnings(actor, card, term, {line.line}), card.name, detail)


@action("spending.line_set", Permission.SPENDING_EDIT)
def set_lines(*, actor: Actor, organisation: int, term: str, lines: Sequence[LineText]) -> Done[tuple[Finding, ...]]:
    """Enter several lines from one table, all or nothing; those not in it stay. Returns warnings as `set_line`."""
    card = organisations.last_card(actor=actor, pk=organisation)
    if len({line.line for line in lines}) < len(lines):
        raise refuse("line_twice", N_("A line stands in the table twice."))
    told = []
    for line in lines:
        before = _known(organisation, term, line.line)
        told.append({"before": _told(before), **_given(line)})
        _write(actor, organisation, term, line, before)
    found = _warnings(actor, card, term, {line.line for line in lines})
    return Done(found, card.name, {"term": term, "lines": told})


@action("spending.line_set", Permission.SPENDING_EDIT)
def drop_line(*, actor: Actor, organisation: int, term: str, line: BudgetLine, seen: str | None = None) -> Done[None]:
    """Take out a line entered by mistake; what it said stays in the log."""
    card = organisations.last_card(actor=actor, pk=organisation)
    row = _known(organisation, term, line)
    if row is None:
        raise refuse("no_line", N_("This line is not entered."))
    refuse_changed(seen, _stamp(row))
    detail = {"term": term, "line": line.value, "before": _told(row), "dropped": True}
    row.delete()
    return Done(None, card.name, detail)


def _known(organisation: int, term: str, line: BudgetLine) -> SpendingLine | None:
    return SpendingLine.objects.filter(organisation_id=organisation, term=term, line=line.value).first()


def _values(row: SpendingLine | None) -> tuple[object, ...] | None:
    """What the stamp of a line is made of, as queries.spending makes it."""
    if row is None:
        return None
    return (
        BudgetLine(row.line), row.quantity, row.planned, row.settled, row.settled_on, row.document, row.note
    )  # fmt: skip


def _stamp(row: SpendingLine | None) -> str:
    values = _values(row)
    return stamp(*values) if values is not None else NO_LINE


def _told(row: SpendingLine | None) -> list[object] | None:
    values = _values(row)
    return list(values[1:]) if values is not None else None


def _given(line: LineText) -> dict[str, object]:
    return dict(vars(line))


def _write(actor: Actor, organisation: int, term: str, line: LineText, row: SpendingLine | None) -> None:
    what = Message(BUDGET_LINES[line.line])
    for amount in (line.planned, line.settled or 0):
        if not 0 <= amount <= MOST:
            raise refuse("amount_unlikely", N_("“{text}” is too large to be right."), text=amount)
    if line.quantity is not None and not 0 < line.quantity <= _MOST_QUANTITY:
        raise refuse("quantity_unlikely", N_("{line}: the quantity cannot be right."), line=what)
    if line.settled is not None and line.settled_on is None:
        raise refuse("settled_without_day", N_("{line}: say on which day it was settled."), line=what)
    if line.settled_on is not None and line.settled is None:
        raise refuse("day_without_settled", N_("{line}: say the amount that was settled on this day."), line=what)
    if line.settled_on is not None and line.settled_on > clock.today():
        raise refuse("day_in_future", N_("This day is still to come."))
    values = {
        "quantity": line.quantity,
        "planned": line.planned,
        "settled": line.settled,
        "settled_on": line.settled_on,
        "document": one_line(nfc(line.document))[:200],
        "note": one_line(nfc(line.note))[:300],
        "made_by_name": actor.name,
    }
    if row is not None:
        SpendingLine.objects.filter(pk=row.pk).update(**values)
        return
    SpendingLine.objects.create(
        organisation_id=organisation, term=term, line=line.line.value, entered_on=clock.today(), **values
    )


def _warnings(
    actor: Actor, card: organisations.OrganisationCard, term: str, lines: set[BudgetLine]
) -> tuple[Finding, ...]:
    views = own_lines(actor=actor, card=card, term=term)
    return tuple(over_finding(over) for view in views if view.line in lines for over in view.overs)
