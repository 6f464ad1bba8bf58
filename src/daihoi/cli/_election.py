"""What the commands of elections say: base, rounds, questions, as sentences and as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from daihoi.cli import _show
from daihoi.core.elections import Decisions, Question, Record, RoundStanding, Setting, Standing, Status
from daihoi.core.elections.base import REASON_NAMES
from daihoi.core.elections.decisions import ANSWER_NAMES
from daihoi.core.elections.ledger import STOCK_NAMES
from daihoi.core.elections.marks import CAUSE_NAMES
from daihoi.core.elections.resultfile import result_of
from daihoi.core.messages import N_, Finding, Message, Severity

STATUS_NAMES: dict[Status, str] = {
    Status.ELECTED: N_("elected"),
    Status.ALTERNATE: N_("alternate"),
    Status.TIED: N_("tied"),
    Status.BEYOND: N_("seats full"),
    Status.SHORT: N_("not elected"),
}


@dataclass(frozen=True)
class Line:
    """A candidate in a round; `share` = votes ÷ summoned, in per cent with two decimals, rounded half up."""

    number: int
    key: str
    name: str
    votes: int
    share: str
    status: Status
    sentence: Message
    rule: str


def _share(share: Fraction) -> str:
    hundredths = int(share * 10_000 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _lines(found: Standing, one: RoundStanding) -> list[Line]:
    people = found.people(one)
    return [
        Line(
            number, person.key, person.name, person.votes, _share(person.share), person.status, person.sentence,
            person.rule,
        )
        for number, person in enumerate(people, 1)
    ]  # fmt: skip


def errors(found: Standing) -> list[Finding]:
    """Everything that stops, of the election and of its rounds that stand."""
    every = (*found.findings, *(each for one in found.rounds if not one.round.annulled for each in one.findings))
    return [finding for finding in every if finding.severity is Severity.ERROR]


def plain(setting: Setting, record: Record, found: Standing) -> dict[str, object]:
    """Keys are documented in docs/file-formats.md."""
    return {
        "pack": setting.pack.id,
        "rules_sha256": setting.pack.sha256,
        "result": result_of(found),
        "base": {
            "summoned": found.base.summoned,
            "number": found.base.number,
            "needed": found.base.needed,
            "subtracted": [{"person": one.person, "reason": one.reason} for one in found.base.subtracted],
            "kept": [{"person": one.person, "reason": one.reason, "why": why} for one, why in found.base.kept],
        },
        "rounds": [
            {
                "number": one.round.number,
                "style": one.round.style,
                "annulled": one.round.annulled,
                "people": _lines(found, one),
                "findings": one.findings,
            }
            for one in found.rounds
        ],
        "questions": [_question(record, found, one) for one in found.questions],
        "findings": found.findings,
        "next": found.next,
        "elected": [record.names.get(key, key) for key in found.elected],
        "alternates": [record.names.get(key, key) for key in found.alternates],
    }


def _question(record: Record, found: Standing, one: Question) -> dict[str, object]:
    decided = Decisions(record.decisions).answers(one)
    return {
        "ask": one.ask,
        "round": one.round,
        "about": one.about,
        "sentence": one.message,
        "rule": one.grounds.id,
        "options": one.options,
        "answer": decided.answer if decided else None,
        "open": one in found.open,
    }


def say_base(found: Standing) -> None:
    base = found.base
    text = N_(
        "{summoned} summoned, {out} left out: more than half is counted from {number}; {needed} votes are needed."
    )
    out = len(base.subtracted)
    _show.say(Message(text, {"summoned": base.summoned, "out": out, "number": base.number, "needed": base.needed}))
    for one in base.subtracted:
        _show.say(
            Message("  − {person} ({reason})", {"person": one.person, "reason": Message(REASON_NAMES[one.reason])})
        )
    for _, why in base.kept:
        _show.say(Message("  = {why}", {"why": why}))


def say_round(found: Standing, one: RoundStanding) -> None:
    print()
    text = N_("Round {number}: {names} names, {seats} seats, {allowed} names to vote for at most")
    number, seats, allowed = one.round.number, one.round.seats or one.round.alternates, one.round.allowed
    _show.say(Message(text, {"number": number, "names": len(one.round.keys), "seats": seats, "allowed": allowed}))
    if one.round.annulled:
        _show.say(Message(N_("Annulled: {why}"), {"why": one.round.annulled}))
        return
    _say_figures(one)
    headings = {
        "number": N_("No."),
        "name": N_("Name"),
        "votes": N_("Votes"),
        "share": N_("% of summoned"),
        "outcome": N_("Outcome"),
        "rule": N_("Rule"),
    }
    lines = _lines(found, one)
    if not lines:
        _show.say(Message(N_("No result.")))
        return
    cells = [
        [
            str(line.number),
            line.name,
            str(line.votes),
            line.share,
            _show.translate(STATUS_NAMES[line.status]),
            line.rule,
        ]
        for line in lines
    ]
    _show.print_table([[_show.translate(heading) for heading in headings.values()], *cells])
    for line in lines:
        _show.say(Message("{number}. {name}: {sentence}", {**vars(line)}))


def _say_figures(one: RoundStanding) -> None:
    told = {name: number for name, number in vars(one.ledger).items() if number is not None}
    figures = [f"{_show.translate(STOCK_NAMES[name])} {number}" for name, number in told.items()]
    if one.round.present is not None:
        word = N_("present")
        figures.insert(0, f"{_show.translate(word)} {one.round.present}")
    valid = invalid = None
    if one.tally is not None:
        valid, invalid = one.tally.valid, one.tally.invalid_total
    elif one.round.totals is not None:
        valid, invalid = one.round.totals.valid, one.round.totals.invalid
    if valid is not None:
        figures += [f"{_show.translate(N_('valid'))} {valid}", f"{_show.translate(N_('invalid'))} {invalid}"]
    _show.say(Message(N_("Ballots: {figures}"), {"figures": ", ".join(figures) or "–"}))
    for cause, number in (one.tally.invalid if one.tally else {}).items():
        _show.say(Message("  {count} × {cause}", {"count": number, "cause": Message(CAUSE_NAMES[cause])}))
    if one.tally is not None and one.tally.unsettled:
        text = N_("On {count} ballots the two counts differ, and nobody settled it.")
        _show.say(Message(text, {"count": one.tally.unsettled}))
    _say_findings(one.findings)


def _say_findings(found: Iterable[Finding]) -> None:
    marks = {Severity.ERROR: "!", Severity.WARNING: "?", Severity.QUESTION: "?", Severity.NOTE: "·"}
    for finding in found:
        rule = f" [{finding.rule}]" if finding.rule else ""
        _show.say(
            Message("{mark} {text}{rule}", {"mark": marks[finding.severity], "text": finding.message, "rule": rule})
        )


def say_end(record: Record, found: Standing) -> None:
    print()
    _say_findings(found.findings)
    for one in found.questions:
        decided = Decisions(record.decisions).answers(one)
        if decided is not None:
            answer = Message(ANSWER_NAMES[decided.answer])
            _show.say(Message(N_("Decided: {answer} ({question})"), {"answer": answer, "question": one.message}))
    for one in found.open:
        options = "; ".join(_show.translate(ANSWER_NAMES[option]) for option in one.options)
        _show.say(
            Message(N_("To decide: {question} Possible: {options}."), {"question": one.message, "options": options})
        )
    for text, keys in ((N_("Elected ({count}): {names}"), found.elected),
                       (N_("Alternates ({count}): {names}"), found.alternates)):  # fmt: skip
        if keys:
            names = ", ".join(record.names.get(key, key) for key in keys)
            _show.say(Message(text, {"count": len(keys), "names": names}))
    if found.vacant or found.vacant_alternates:
        text = N_("Not filled: {seats} seats, {alternates} places for alternates.")
        _show.say(Message(text, {"seats": found.vacant, "alternates": found.vacant_alternates}))
    if found.next is not None:
        names = ", ".join(record.names.get(key, key) for key in found.next.keys)
        text = N_("Next: round {number}, for {seats} places, among {names}.")
        seats = found.next.seats + found.next.alternates
        _show.say(Message(text, {"number": found.next.number, "seats": seats, "names": names}))
