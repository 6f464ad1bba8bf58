"""An election in a file: TOML or JSON as people write it, and the canonical JSON of a result file.

Both have one schema, described in docs/file-formats.md. What is read is checked strictly; a refusal names the file,
the place and what to do. A reading stands as one text: its marks, then the flags ("1101 writing").
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from daihoi.core.elections.base import Exclusion, Reason
from daihoi.core.elections.compare import Ballot, Settled
from daihoi.core.elections.decisions import ANSWERS, Answer, Ask, Decider, Decision, Decisions
from daihoi.core.elections.kinds import BODIES, SINGLE_POSTS, Body, Post
from daihoi.core.elections.ledger import Stock, StockEvent
from daihoi.core.elections.loading import load
from daihoi.core.elections.marks import Flag, Reading
from daihoi.core.elections.outcome import Threshold
from daihoi.core.elections.proof import reading_text
from daihoi.core.elections.record import Candidate, NextRound, Purpose, Record, Round, Totals
from daihoi.core.elections.setting import Setting
from daihoi.core.elections.standing import allowed_in, standing
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.rules import PackError, RulePack
from daihoi.core.rules.reader import Reader, refuse
from daihoi.core.text import one_line

FORMAT = "daihoi-election/1"
MOST_ROUNDS = 50
MOST_BALLOTS = 100_000  # of one round; the largest hall has fewer than two thousand voters


@dataclass(frozen=True)
class Header:
    """What a file says beside the election: the pack, and the words that stand on its ballots. `title`: what is
    elected, as "Ban Chấp hành Đảng bộ xã A"; `term`: as "Nhiệm kỳ 2025 – 2030"."""

    pack: str
    overlay_text: str
    organisation: str
    congress: str
    title: str = ""
    term: str = ""


def open_file(text: str, where: str) -> Reader:
    """The file's tables. Raises PackError where it is neither TOML nor JSON."""
    return Reader(load(text, where), where, "")


def header(file: Reader) -> Header:
    form = file.text("format", FORMAT)
    if form != FORMAT:
        raise file.bad("format", N_("the text {form}"), form=f'"{FORMAT}"')
    return Header(
        pack=file.text("pack"),
        overlay_text=file.text("overlay", ""),
        organisation=file.text("organisation", ""),
        congress=file.text("congress", ""),
        title=file.text("title", ""),
        term=file.text("term", ""),
    )


def setting_of(file: Reader, pack: RulePack) -> Setting:
    """Post, body and kind of organisation. Raises PackError for a post that this body does not elect."""
    post, body = file.choice("post", Post), file.choice("body", Body)
    if body not in BODIES[post]:
        raise file.bad("body", N_("one of {names}"), names=", ".join(sorted(BODIES[post])))
    contents = file.take("contents", None)
    return Setting(
        pack=pack,
        post=post,
        body=body,
        kind=file.choice("kind", Kind),
        unit=file.choice("unit", Unit, Unit.OTHER.value),
        contents=file.whole("contents") if contents is not None else None,
        case=file.text("case", "") or None,
    )


def record_of(file: Reader, setting: Setting) -> Record:
    """The election of a file that `header` and `setting_of` have read; refuses what they did not ask for."""
    candidates = tuple(_candidates(file))
    record = Record(
        seats=_at_least(file, "seats", 1),
        alternates=_at_least(file, "alternates", 0, 0),
        summoned=_at_least(file, "summoned", 1),
        candidates=candidates,
        exclusions=tuple(_exclusion(entry) for entry in file.tables("exclusions")),
        decisions=tuple(_decision(entry) for entry in file.tables("decisions")),
    )
    if setting.post in SINGLE_POSTS and record.seats != 1:
        raise file.bad("seats", N_("1: this post is held by one person"))
    if len(record.names) != len(candidates):
        raise refuse(N_('{where}: two candidates have the same key. Give each a "key" of its own.'), where=file.where)
    entries = list(file.tables("rounds"))
    if len(entries) > MOST_ROUNDS:
        raise file.bad("rounds", N_("at most {most} rounds"), most=MOST_ROUNDS)
    if not entries and any(file.has(key) for key in ("votes", "ballots", "present", "stock")):
        return replace(record, rounds=(_round(file, setting, record),))
    for entry in entries:
        record = replace(record, rounds=(*record.rounds, _round(entry, setting, record)))
        entry.done()
    return record


def _at_least(entry: Reader, key: str, least: int, *default: int) -> int:
    number = entry.whole(key, *default)
    if number < least:
        raise entry.bad(key, N_("a whole number of at least {least}"), least=least)
    return number


def _name(entry: Reader, key: str, text: str) -> str:
    name = one_line(text)
    if not name:
        raise entry.bad(key, N_("text"))
    return name


def _candidates(file: Reader) -> Iterable[Candidate]:
    raw = file.take("candidates")
    if not isinstance(raw, list) or not raw:
        raise file.bad("candidates", N_("a list of names, or written as [[{name}]]"), name="candidates")
    if all(isinstance(one, str) for one in raw):
        for number, name in enumerate(file.texts("candidates"), 1):
            yield Candidate(str(number), _name(file, "candidates", name))
        return
    for number, entry in enumerate(file.tables("candidates"), 1):
        name, key = _name(entry, "name", entry.text("name")), entry.text("key", str(number))
        if not key.strip():
            raise entry.bad("key", N_("text"))
        yield Candidate(key, name, entry.text("note", ""))
        entry.done()


def _exclusion(entry: Reader) -> Exclusion:
    person = _name(entry, "person", entry.text("person"))
    found = Exclusion(person, entry.choice("reason", Reason), entry.truth("attended", False))
    entry.done()
    return found


def _decision(entry: Reader) -> Decision:
    found = Decision(
        ask=entry.choice("ask", Ask),
        answer=entry.choice("answer", Answer),
        round=_at_least(entry, "round", 0, 0),
        about=entry.maybe_texts("about") or (),
        names=entry.maybe_texts("names") or (),
        by=entry.choice("by", Decider, Decider.CONGRESS.value),
        note=entry.text("note", ""),
    )
    if found.answer not in ANSWERS[found.ask]:
        raise entry.bad("answer", N_("one of {names}"), names=", ".join(ANSWERS[found.ask]))
    entry.done()
    return found


def _round(entry: Reader, setting: Setting, record: Record) -> Round:
    """A round; what it does not say itself follows from the rounds before it."""
    due = _due(setting, record)
    keys = entry.maybe_texts("names") if entry.has("names") else None
    number = _at_least(entry, "number", 1, due.number)
    seats, alternates = due.seats, due.alternates
    if record.rounds or entry.has("number"):  # in a file of one round these stand for the whole election
        seats = _at_least(entry, "seats", 0, seats)
        alternates = _at_least(entry, "alternates", 0, alternates)
    due = replace(due, number=number, keys=keys or due.keys, seats=seats, alternates=alternates)
    one = Round(
        number=number,
        keys=due.keys,
        seats=seats,
        alternates=alternates,
        allowed=_at_least(entry, "allowed", 1, allowed_in(due, Decisions(record.decisions))),
        purpose=entry.choice("purpose", Purpose, due.purpose.value),
        threshold=entry.choice("threshold", Threshold, due.threshold.value),
        present=_at_least(entry, "present", 0) if entry.has("present") else None,
        stock=tuple(_stock(entry)),
        annulled=entry.text("annulled", ""),
        layout_sha256=entry.text("layout_sha256", ""),
    )
    unknown = [key for key in one.keys if key not in record.names]
    if unknown:
        text = N_('{where}: round {number} names the candidate "{key}", whom the list does not have.')
        raise refuse(text, where=entry.where, number=number, key=unknown[0])
    return replace(one, ballots=_ballots(entry, one), totals=_totals(entry, one))


def _due(setting: Setting, record: Record) -> NextRound:
    found = standing(setting, record).next if record.rounds else None
    number = len(record.rounds) + 1
    keys = tuple(record.names)
    return found or NextRound(number, keys, record.seats, record.alternates)


def _stock(entry: Reader) -> Iterable[StockEvent]:
    raw = entry.take("stock", {})
    if isinstance(raw, Mapping):
        table = entry.table("stock", {})
        for kind in Stock:
            if table.has(kind):
                yield StockEvent(kind, table.whole(kind))
        table.done()
        return
    for event in entry.tables("stock"):
        yield StockEvent(event.choice("kind", Stock), event.whole("number"), event.text("reason", ""))
        event.done()


def _totals(entry: Reader, one: Round) -> Totals | None:
    if not any(entry.has(key) for key in ("votes", "valid", "invalid")):
        return None
    raw = entry.take("votes")
    if isinstance(raw, Mapping):
        table = entry.table("votes")
        votes = tuple(table.whole(key) for key in one.keys)
        table.done()
    elif isinstance(raw, list) and all(type(number) is int for number in raw) and len(raw) == len(one.keys):
        votes = tuple(raw)
    else:
        raise entry.bad("votes", N_("a list of {count} whole numbers, one a candidate"), count=len(one.keys))
    return Totals(_at_least(entry, "valid", 0), _at_least(entry, "invalid", 0, 0), votes)


def _ballots(entry: Reader, one: Round) -> tuple[Ballot, ...] | None:
    if not entry.has("ballots"):
        return None
    raw = entry.take("ballots")
    if not isinstance(raw, list) or any(entry.has(key) for key in ("votes", "valid", "invalid")):
        raise entry.bad("ballots", N_("a list of ballots, without sums beside it"))
    found: list[Ballot] = []
    for number, ballot in enumerate(raw, 1):
        if isinstance(ballot, str):
            reading = _reading(entry, one, ballot, number)
            found.append(Ballot(reading, reading))
        else:
            found += _both(Reader(ballot, entry.where, f"ballot {number}"), one, number)
        if len(found) > MOST_BALLOTS:
            raise entry.bad("ballots", N_("at most {most} ballots"), most=MOST_BALLOTS)
    return tuple(found)


def _both(entry: Reader, one: Round, number: int) -> list[Ballot]:
    """A ballot as both counts have it, `times` over."""

    def get(key: str) -> Reading | None:
        return _reading(entry, one, entry.text(key), number) if entry.has(key) else None

    both = get("both")
    first, second = (both, both) if both else (get("first"), get("second"))
    settled = get("settled")
    if first is None and second is None:
        raise entry.bad("both", N_("what the ballot says, in both counts; or give first, second"))
    conclusion = entry.truth("valid") if entry.has("valid") else None
    if settled is None and conclusion is not None:
        if first is None or first != second:
            raise entry.bad("settled", N_("what the ballot says, since its two counts differ"))
        settled = first
    times = _at_least(entry, "times", 1, 1)
    if times > MOST_BALLOTS:
        raise entry.bad("times", N_("at most {most}"), most=MOST_BALLOTS)
    entry.done()
    ballot = Ballot(first, second, Settled(settled, conclusion) if settled is not None else None)
    return [ballot] * times


def _reading(entry: Reader, one: Round, text: str, number: int) -> Reading:
    try:
        marks, *flags = text.split()
        found = Reading(marks, tuple(sorted(Flag(flag) for flag in flags)))
    except ValueError:  # nothing there, or a flag that is none
        found = Reading("", ())
    if not found.fits(one.style, len(one.keys)):
        said = N_(
            '{where}: ballot {number} of round {round}, "{shown}", is not one mark a name ({names} names, style '
            "{style}), with known flags behind it."
        )
        raise refuse(
            said,
            where=entry.where,
            number=number,
            round=one.number,
            shown=text[:40],
            names=len(one.keys),
            style=one.style.value,
        )
    return found


def as_dict(setting: Setting, record: Record, head: Header) -> dict[str, Any]:
    """The election as a result file has it: ballots in no order but that of their content, persons of exclusions
    numbered and not named, no time."""
    return {
        "format": FORMAT,
        "pack": head.pack,
        "overlay": head.overlay_text,
        "organisation": head.organisation,
        "congress": head.congress,
        "title": head.title,
        "term": head.term,
        "post": setting.post.value,
        "body": setting.body.value,
        "kind": setting.kind.value,
        "unit": setting.unit.value,
        "contents": setting.contents,
        "case": setting.case or "",
        "seats": record.seats,
        "alternates": record.alternates,
        "summoned": record.summoned,
        "candidates": [{"key": one.key, "name": one.name, "note": one.note} for one in record.candidates],
        "exclusions": _exclusions(record.exclusions),
        "decisions": [_decision_dict(one) for one in record.decisions],
        "rounds": [_round_dict(one) for one in record.rounds],
    }


def _exclusions(found: Iterable[Exclusion]) -> list[dict[str, object]]:
    numbers: dict[str, int] = {}
    return [
        {
            "person": str(numbers.setdefault(one.who, len(numbers) + 1)) if one.who else "?",
            "reason": one.reason.value,
            "attended": one.attended,
        }
        for one in found
    ]


def _decision_dict(one: Decision) -> dict[str, object]:
    lists = {name: list(value) for name, value in (("about", one.about), ("names", one.names)) if value}
    plain = {"ask": one.ask.value, "answer": one.answer.value, "round": one.round, "by": one.by.value}
    return {**plain, **lists, "note": one.note}


def _round_dict(one: Round) -> dict[str, object]:
    found: dict[str, object] = {
        "number": one.number,
        "names": list(one.keys),
        "seats": one.seats,
        "alternates": one.alternates,
        "allowed": one.allowed,
        "purpose": one.purpose.value,
        "threshold": one.threshold.value,
        "stock": [{"kind": event.kind.value, "number": event.number, "reason": event.reason} for event in one.stock],
        "annulled": one.annulled,
        "layout_sha256": one.layout_sha256,
    }
    if one.present is not None:
        found["present"] = one.present
    if one.ballots is not None:
        found["ballots"] = _ballot_dicts(one.ballots)
    if one.totals is not None:
        found |= {"valid": one.totals.valid, "invalid": one.totals.invalid, "votes": list(one.totals.votes)}
    return found


def _ballot_dicts(ballots: Iterable[Ballot]) -> list[dict[str, object]]:
    counts: dict[tuple[tuple[str, object], ...], int] = {}
    for ballot in ballots:
        parts: list[tuple[str, object]] = []
        for name, reading in (("first", ballot.first), ("second", ballot.second)):
            if reading is not None:
                parts.append((name, reading_text(reading)))
        if ballot.settled is not None:
            parts.append(("settled", reading_text(ballot.settled.reading)))
            if ballot.settled.conclusion is not None:
                parts.append(("valid", ballot.settled.conclusion))
        counts[tuple(parts)] = counts.get(tuple(parts), 0) + 1
    found = [{**dict(parts), "times": times} for parts, times in counts.items()]
    return sorted(found, key=lambda one: json.dumps(one, sort_keys=True))


__all__ = ["FORMAT", "Header", "PackError", "as_dict", "header", "open_file", "reading_text", "record_of", "setting_of"]
