"""Small elections for the tests, from texts: a reading is its marks, then flags; a ballot one text or two counts."""

from collections.abc import Iterable
from typing import Any

from daihoi.core.elections import (
    Answer,
    Ask,
    Ballot,
    Body,
    Candidate,
    Decision,
    Exclusion,
    Flag,
    Post,
    Reading,
    Reason,
    Record,
    Round,
    Setting,
    Settled,
    Standing,
    Stock,
    StockEvent,
    Totals,
    standing,
)
from daihoi.core.organisations.kinds import Kind
from tests.core.packs import T2B, packs


def setting(
    post: str = "committee", body: str = "member_congress", pack: str = T2B, kind: Kind = Kind.GRASSROOTS_COMMITTEE
) -> Setting:
    return Setting(packs()[pack], Post(post), Body(body), kind)


def reading(text: str) -> Reading:
    marks, *flags = text.split()
    return Reading(marks, tuple(sorted(Flag(flag) for flag in flags)))


def ballot(first: str | None, second: str | None = "", settled: str = "", valid: bool | None = None) -> Ballot:
    """`second` left out: both counts say the same. `settled`: what a third person found."""
    one = reading(first) if first is not None else None
    other = one if second == "" else reading(second) if second is not None else None
    if not settled and valid is not None:
        settled = first or ""
    return Ballot(one, other, Settled(reading(settled), valid) if settled else None)


def ballots(*texts: str) -> tuple[Ballot, ...]:
    """`ballots("110", "101*3")`: as many of a kind as its star says."""
    found: list[Ballot] = []
    for text in texts:
        marks, _, times = text.partition("*")
        found += [ballot(marks)] * int(times or 1)
    return tuple(found)


def stock(**numbers: int) -> tuple[StockEvent, ...]:
    return tuple(StockEvent(Stock(kind), number) for kind, number in numbers.items())


def held(names: int | str, seats: int, papers: Iterable[Ballot] | None = None, **more: Any) -> Round:
    """A round with as many ballots issued and collected as there are papers, by people who are all present."""
    keys = tuple(names) if isinstance(names, str) else tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:names])
    papers = tuple(papers) if papers is not None else None
    cast = len(papers or ())
    values: dict[str, Any] = {
        "number": 1,
        "keys": keys,
        "seats": seats,
        "allowed": seats or more.get("alternates", 0),
        "present": cast if papers is not None else None,
        "stock": stock(printed=cast, issued=cast, collected=cast) if papers is not None else (),
        "ballots": papers,
    }
    return Round(**{**values, **more})


def summed(names: int, seats: int, votes: Iterable[int], valid: int, invalid: int = 0, **more: Any) -> Round:
    """A round that somebody else counted."""
    cast = valid + invalid
    values = {"present": cast, "stock": stock(issued=cast, collected=cast), **more}
    return held(names, seats, **values, totals=Totals(valid, invalid, tuple(votes)))


def excluded(*named: str) -> tuple[Exclusion, ...]:
    """`excluded("An: exempted", "Bình: exempted, attended")`."""
    found = []
    for text in named:
        person, _, rest = text.partition(":")
        reason, _, attended = rest.partition(",")
        found.append(Exclusion(person, Reason(reason.strip()), bool(attended)))
    return tuple(found)


def decided(ask: str, answer: str, round: int = 1, about: Iterable[str] = (), names: Iterable[str] = ()) -> Decision:
    return Decision(Ask(ask), Answer(answer), round, tuple(about), tuple(names))


def election(*rounds: Round, seats: int | None = None, summoned: int | None = None, **more: Any) -> Record:
    keys = sorted({key for one in rounds for key in one.keys}) or ["A"]
    first = rounds[0] if rounds else None
    values: dict[str, Any] = {
        "seats": seats if seats is not None else first.seats if first else 1,
        "alternates": first.alternates if first else 0,
        "summoned": summoned if summoned is not None else (first.present if first and first.present else 1),
        "candidates": tuple(Candidate(key, f"Nguyễn Văn {key}") for key in keys),
        "rounds": rounds,
    }
    return Record(**{**values, **more})


def stood(found: Standing, round: int = 1) -> dict[str, str] | None:
    """Key → status in a round; None where it has no result."""
    outcome = found.rounds[round - 1].outcome
    return None if outcome is None else {person.key: person.status.value for person in outcome.people}


def codes(found: Standing) -> list[str]:
    """The codes of everything that stops, first of the election, then of its rounds that stand."""
    rounds = [finding for one in found.rounds if not one.round.annulled for finding in one.findings]
    return [finding.code for finding in (*found.findings, *rounds) if finding.severity.value == "error"]


def asked(found: Standing) -> list[str]:
    return [one.ask.value for one in found.open]


def of(record: Record, **which: Any) -> Standing:
    return standing(setting(**which), record)
