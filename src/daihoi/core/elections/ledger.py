"""The stock of ballots of one round: every number follows from events, and what does not add up stops the count.

printed = issued + replaced + unissued; issued ≤ present; collected ≤ issued; valid + invalid = collected; counted =
collected; votes for one ≤ valid; all votes ≤ names allowed × valid. Source: rulebook 5, E-076.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse


class Stock(StrEnum):
    """What happened to ballots."""

    PRINTED = "printed"  # stamped and handed over to the counting committee
    ISSUED = "issued"  # handed to a voter, one each
    REPLACED = "replaced"  # spoiled by the voter, given back and replaced by another sheet
    UNISSUED = "unissued"  # left over when the issue ended
    COLLECTED = "collected"  # taken out of the box and counted, before anybody reads them


@dataclass(frozen=True)
class StockEvent:
    """`number` sheets, negative where an earlier event is put right; then `reason` says why."""

    kind: Stock
    number: int
    reason: str = ""


@dataclass(frozen=True)
class Ledger:
    """The sums of the events, in sheets; None where nothing of the kind happened yet."""

    printed: int | None
    issued: int | None
    replaced: int | None
    unissued: int | None
    collected: int | None

    @property
    def over(self) -> bool:
        """More collected than issued: the election of this round can only be annulled and held again."""
        return self.collected is not None and self.collected > (self.issued or 0)


def ledger_of(events: Iterable[StockEvent]) -> Ledger:
    sums: dict[Stock, int] = {}
    for event in events:
        sums[event.kind] = sums.get(event.kind, 0) + event.number
    return Ledger(**{kind.value: sums.get(kind) for kind in Stock})


def check_ledger(
    ledger: Ledger,
    *,
    present: int | None,
    counted: int | None = None,
    valid: int | None = None,
    invalid: int | None = None,
) -> tuple[Finding, ...]:
    """What does not reconcile; every finding is an error. None: not known yet, so not asked."""
    found: list[Finding] = []

    def fault(code: str, text: str, **params: object) -> None:
        found.append(Finding(Severity.ERROR, code, Message(text, params)))

    for name, number in vars(ledger).items():
        if number is not None and number < 0:
            fault("stock_negative", N_("The number of ballots {name} is below zero."), name=Message(STOCK_NAMES[name]))
    issued, collected = ledger.issued or 0, ledger.collected
    if present is not None and issued > present:
        text = N_("{issued} ballots were issued, but only {present} voters are present.")
        fault("issued_over_present", text, issued=issued, present=present)
    if ledger.printed is not None and issued + (ledger.replaced or 0) > ledger.printed:
        text = N_("{used} ballots were issued or replaced, but only {printed} were handed over.")
        used = issued + (ledger.replaced or 0)
        fault("issued_over_printed", text, used=used, printed=ledger.printed)
    elif ledger.unissued is not None and ledger.printed != issued + (ledger.replaced or 0) + ledger.unissued:
        text = N_(
            "The sheets do not add up: {printed} were handed over, but {issued} issued, {replaced} replaced and "
            "{unissued} left make {together}."
        )
        together = issued + (ledger.replaced or 0) + ledger.unissued
        sums = {name: number or 0 for name, number in vars(ledger).items() if name != "collected"}
        fault("sheets_do_not_add_up", text, **sums, together=together)
    if ledger.over:
        text = N_(
            "{collected} ballots were collected, but only {issued} were issued. This ballot cannot stand: annul it and "
            "vote again."
        )
        fault("collected_over_issued", text, collected=collected, issued=issued)
    if counted is not None and counted != (collected or 0):
        text = N_("{counted} ballots were counted, but {collected} were collected.")
        fault("counted_not_collected", text, counted=counted, collected=collected or 0)
    if valid is not None and invalid is not None and valid + invalid != (collected or 0):
        text = N_("{valid} valid and {invalid} invalid ballots do not make the {collected} collected.")
        fault("valid_and_invalid", text, valid=valid, invalid=invalid, collected=collected or 0)
    return tuple(found)


STOCK_NAMES: dict[str, str] = {
    "printed": N_("handed over"),
    "issued": N_("issued"),
    "replaced": N_("spoiled and replaced"),
    "unissued": N_("left over"),
    "collected": N_("collected"),
}


def check_votes(votes: Sequence[int], valid: int, allowed: int) -> tuple[Finding, ...]:
    """Votes that no set of valid ballots can give: for one more than valid ballots, or more together than allowed."""
    found = []
    if any(not 0 <= number <= valid for number in votes):
        text = N_("Somebody has {votes} votes, but there are {valid} valid ballots.")
        worst = max(votes, key=lambda number: number if number >= 0 else valid - number)
        found.append(Finding(Severity.ERROR, "votes_over_valid", Message(text, {"votes": worst, "valid": valid})))
    elif sum(votes) > allowed * valid:
        text = N_("{votes} votes together are more than {valid} valid ballots for {allowed} names each can give.")
        params = {"votes": sum(votes), "valid": valid, "allowed": allowed}
        found.append(Finding(Severity.ERROR, "votes_over_allowed", Message(text, params)))
    return tuple(found)


def add_event(events: Sequence[StockEvent], new: StockEvent, *, present: int | None) -> Ledger:
    """The ledger after one more event. Raises `Refused` for one that cannot be; nothing but a correction with its
    reason may lower a number, and only more collected than issued is written although it is wrong: it happened."""
    if new.number == 0:
        raise refuse("stock_nothing", N_("Give a number of ballots that is not zero."))
    if new.number < 0 and not new.reason.strip():
        raise refuse("stock_no_reason", N_("Say why the number is put right."))
    before = ledger_of(events)
    if new.kind in {Stock.ISSUED, Stock.REPLACED} and before.collected is not None and new.number > 0:
        raise refuse("stock_box_open", N_("The box has been opened; no ballot can be issued any more."))
    if new.kind is Stock.ISSUED and before.printed is None:
        raise refuse("stock_not_printed", N_("Enter first how many ballots were handed over."))
    if new.kind is Stock.COLLECTED and before.issued is None:
        raise refuse("stock_not_issued", N_("Enter first how many ballots were issued."))
    after = ledger_of([*events, new])
    grave = [one for one in check_ledger(after, present=present) if one.code != "collected_over_issued"]
    if new.kind in {Stock.COLLECTED, Stock.PRINTED} or new.reason.strip():
        # To move a sheet from one number to another takes two corrections; between them the sums do not agree.
        grave = [one for one in grave if one.code != "sheets_do_not_add_up"]
    if grave:
        raise Refused(*grave)
    return after
