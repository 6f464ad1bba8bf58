"""The surplus of a list: seats, prepared names, names from the floor, and how many names are allowed at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from daihoi.core.elections import WITH_SURPLUS, most_names
from daihoi.core.messages import N_, Finding, Message
from daihoi.queries.elections import ElectionView

WIDTH = 1000


@dataclass(frozen=True)
class Bar:
    """A piece of the drawing, in units of its 1000 wide ground."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Meter:
    """`extra` and `share`: what the prepared list has beyond the seats; `foreseen`: shares for it, as rules write them;
    `most` None: no limit. `happens`: what follows for the names from the floor, `rule` its id."""

    seats: int | None
    prepared: int
    extra: int
    share: Fraction | None
    foreseen: tuple[Fraction, Fraction] | None
    floor: int
    total: int
    most: int | None
    happens: Message
    rule: str
    straw: bool
    bars: tuple[Bar, ...]
    marks: tuple[Bar, ...]


def meter(view: ElectionView) -> Meter:
    """What the list of an election comes to now; who was allowed to withdraw is not counted."""
    running = [one for one in view.nominees if not one.nominee.withdrawn]
    floor = sum(one.nominee.from_floor for one in running)
    prepared = len(running) - floor
    seats = view.seats
    most = most_names(view.setting, seats) if seats else None
    extra = prepared - (seats or 0)
    happens, rule = _happens(view, floor, len(running), most)
    units = max(len(running), most or 0, seats or 0, 1)
    return Meter(
        seats=seats,
        prepared=prepared,
        extra=extra,
        share=Fraction(extra, seats) if seats and extra >= 0 else None,
        foreseen=_foreseen(view, seats),
        floor=floor,
        total=len(running),
        most=most,
        happens=happens,
        rule=rule,
        straw=view.proposed.proposal.straw is not None,
        bars=_bars(prepared, floor, seats, units),
        marks=_marks({"seats": seats, "most": most}, units),
    )


def list_findings(view: ElectionView) -> list[Finding]:
    """What stands against the list as a whole; its length only once a straw ballot that is due, and the
    congress on those tied in it, have decided it."""
    if view.adopted_at or not view.nominees:
        return []
    proposal = view.proposed.proposal
    early = {"surplus_over", "no_surplus"} if proposal.tied else {"surplus_over"} if proposal.straw else set()
    return [one for one in proposal.findings if one.code not in early]


def _foreseen(view: ElectionView, seats: int | None) -> tuple[Fraction, Fraction] | None:
    """The shares foreseen for a prepared list (E-032); not for a small body, which has one name more (E-033)."""
    least = view.setting.rule("election.surplus_prepared_min")
    largest = view.setting.rule("election.surplus_prepared_max")
    small = view.setting.rule("election.surplus_small_body") is not None and 3 <= (seats or 0) <= 5
    if view.post not in WITH_SURPLUS or least is None or largest is None or small:
        return None
    return Fraction(least.number), Fraction(largest.number)


def _happens(view: ElectionView, floor: int, total: int, most: int | None) -> tuple[Message, str]:
    proposal = view.proposed.proposal
    if not view.seats:
        return Message(N_("Enter the number to elect first; the surplus is counted from it.")), ""
    if proposal.straw:
        grounds = proposal.straw
        text = N_("A straw ballot is due on {count} names from the floor before the list can be adopted: {source}.")
        return Message(text, {"count": len(proposal.asked), "source": grounds}), grounds.id
    if most is None:
        return Message(N_("No rule asks for more names than seats here, and none limits them.")), ""
    if total > most:
        grounds = view.setting.grounds("election.list_over_cap", "E-037")
        text = N_(
            "Together there are {over} names too many: those from the floor with the least support come off: {source}."
        )
        return Message(text, {"over": total - most, "source": grounds}), grounds.id
    grounds = view.setting.grounds("election.surplus_max", "E-031")
    text = (
        N_("All names together keep within the surplus allowed; the congress decides the list: {source}.")
        if floor
        else N_("The list keeps within the surplus allowed: {source}.")
    )
    return Message(text, {"source": grounds}), grounds.id


def _bars(prepared: int, floor: int, seats: int | None, units: int) -> tuple[Bar, ...]:
    within = min(prepared, seats or prepared)
    pieces = (("seat", within), ("extra", prepared - within), ("floor", floor))
    found, at = [], 0
    for kind, count in pieces:
        if count:
            found.append(Bar(kind, _at(at, units), _at(count, units)))
        at += count
    return tuple(found)


def _marks(at: Mapping[str, int | None], units: int) -> tuple[Bar, ...]:
    return tuple(Bar(kind, _at(number, units), "0") for kind, number in at.items() if number)


def _at(number: int, units: int) -> str:
    """A place on the drawing; a text, so that no language writes it with its own decimal mark."""
    return f"{number * WIDTH / units:.2f}"
