"""Where an election stands: round after round, who is elected, what must be decided, what comes next.

This is the one computation of results; pages, minutes, the hall, the result file and the commands all ask it.
Source: rulebook E-080–E-101.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from daihoi.core.elections.base import BASE_RULES, Base, base_of, check_present
from daihoi.core.elections.decisions import ANSWERS, Answer, Ask, Decisions, Question
from daihoi.core.elections.kinds import Post
from daihoi.core.elections.ledger import check_ledger, check_votes, ledger_of
from daihoi.core.elections.marks import CAUSE_NAMES, CAUSE_RULES, NEVER_VALID, Cause, strict_causes
from daihoi.core.elections.outcome import Person, RoundOutcome, Threshold, as_alternate, outcome
from daihoi.core.elections.record import NextRound, Purpose, Record, Round
from daihoi.core.elections.results import RoundStanding, Standing
from daihoi.core.elections.setting import Setting, majority_rule
from daihoi.core.elections.tally import Tally, tally
from daihoi.core.messages import N_, Finding, Message, Severity


def base_in(setting: Setting, record: Record, decisions: Decisions | None = None) -> Base:
    """The base of an election, with what was decided on suspended members of a conference."""
    decided = (decisions or Decisions(record.decisions)).on(Ask.SUSPENDED, 0)
    out = {Answer.OUT: True, Answer.IN: False}.get(decided.answer) if decided else None
    return base_of(setting, record.summoned, record.exclusions, suspended_out=out)


def allowed_in(due: NextRound, decisions: Decisions) -> int:
    """How many names a ballot of that round may vote for: the seats; on a common list as was decided."""
    if not due.alternates or not due.seats:
        return due.seats or due.alternates
    decided = decisions.on(Ask.VOTES_ALLOWED, 0)
    both = decided is not None and decided.answer is Answer.SEATS_AND_ALTERNATES
    return due.seats + due.alternates if both else due.seats


def standing(setting: Setting, record: Record) -> Standing:
    """Compute where the election stands."""
    decisions = Decisions(record.decisions)
    base = base_in(setting, record, decisions)
    walk = _Walk(setting, record, decisions, base)
    walk.before()
    for one in record.rounds:
        walk.take(one)
    return walk.end()


@dataclass
class _Walk:
    """The rounds taken one after another; what they leave to fill and to ask."""

    setting: Setting
    record: Record
    decisions: Decisions
    base: Base
    rounds: list[RoundStanding] = field(default_factory=list)
    elected: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    # Those who lost a vote among the tied, in groups of equal votes, best first, and where among the alternates they
    # come in: before whoever had fewer votes. `later`: a tie for alternates that waits until the seats are decided.
    lost: list[tuple[Person, ...]] = field(default_factory=list)
    became: list[Person] = field(default_factory=list)  # of the lost: alternates
    later: tuple[tuple[str, ...], int] = ((), 0)
    lost_come_at: int = 0
    running: bool = False  # the last round that stands is still being held
    stopped: bool = False
    left: set[str] = field(default_factory=set)  # "seats", "alternates": decided to stay vacant
    next: NextRound | None = None

    @property
    def seats_left(self) -> int:
        return self.record.seats - len(self.elected)

    @property
    def alternates_left(self) -> int:
        return self.record.alternates - len(self.alternates)

    def before(self) -> None:
        """Questions and findings about the whole election."""
        if majority_rule(self.setting) is None:
            text = N_("The rules of this congress do not say that more than half is needed; no result is computed.")
            self.findings.append(Finding(Severity.ERROR, "majority_unknown", Message(text), rule="E-081"))
        if self.setting.asks(*BASE_RULES[self.setting.body]):
            text = N_("The rules of this congress do not say from whom half is counted; no result is computed.")
            id = BASE_RULES[self.setting.body][1]
            self.findings.append(Finding(Severity.ERROR, "base_unknown", Message(text), rule=id))
        for finding in self.base.findings:
            if finding.code == "suspended_in_conference":
                self.ask(Ask.SUSPENDED, 0, (), finding.message, "election.base_conference_suspended", "E-083")
            else:
                self.findings.append(finding)
        if self.record.alternates and self.setting.post is not Post.DELEGATES:
            text = N_("Only a list of delegates can have places for alternates.")
            self.findings.append(Finding(Severity.ERROR, "alternates_elsewhere", Message(text), rule="E-101"))
        elif self.record.alternates and self.setting.word("election.delegates_list") != "common":
            text = N_("Delegates and alternates stand on lists of their own under these rules: {source}.")
            key = "election.delegates_list"
            self.findings.append(self.setting.finding(key, "E-101", "lists_are_separate", text))
        if self.record.alternates and self.setting.asks("election.votes_allowed_common", "E-101"):
            text = N_(
                "No text found says how many names a ballot of the common list of delegates and alternates may vote "
                "for. Decide it before ballots are printed: {source}."
            )
            key = "election.votes_allowed_common"
            message = Message(text, {"source": self.setting.grounds(key, "E-101")})
            self.ask(Ask.VOTES_ALLOWED, 0, (), message, key, "E-101")

    def ask(
        self,
        ask: Ask,
        number: int,
        about: Sequence[str],
        message: Message,
        key: str,
        id: str,
        options: tuple[Answer, ...] | None = None,
    ) -> Question:
        question = Question(ask, number, tuple(about), message, self.setting.grounds(key, id), options or ANSWERS[ask])
        self.questions.append(question)
        return question

    def take(self, one: Round) -> None:
        """One round, in order."""
        number = len(self.rounds) + 1
        due = self.next if self.rounds else NextRound(1, one.keys, self.record.seats, self.record.alternates)
        self.findings += self._not_due(one, number, due)
        found = _round(self, one)
        self.rounds.append(found)
        if one.annulled:  # what was due is due again, however this round was held
            self.next = replace(due, number=number + 1, again=True) if due is not None else None
            return
        self.next = None
        self.running = found.outcome is None
        if found.outcome is not None:
            self._fill(one, found.outcome)

    def _not_due(self, one: Round, number: int, due: NextRound | None) -> Iterable[Finding]:
        """A round that is not the one that what went before decides. An annulled one only takes its number."""
        params: dict[str, object] = {"number": one.number}
        if one.number != number:
            text = N_("Round {number} should have the number {due}: rounds are numbered one after another.")
            yield Finding(Severity.ERROR, "round_number", Message(text, {**params, "due": number}))
        if one.annulled:
            return
        if due is None:
            text = N_("Round {number} is not due: nothing that was decided leads to it.")
            yield Finding(Severity.ERROR, "round_not_due", Message(text, params))
            return
        # A first ballot that is held again has the list that was adopted for it, which may be another one.
        keys = one.keys if due.purpose is Purpose.FIRST else due.keys
        asked = (due.seats, due.alternates, due.purpose, due.threshold, sorted(keys))
        if asked != (one.seats, one.alternates, one.purpose, one.threshold, sorted(one.keys)):
            text = N_("Round {number} is not held as decided: its seats, names or threshold differ.")
            yield Finding(Severity.ERROR, "round_not_as_decided", Message(text, params))
        if one.allowed != allowed_in(due, self.decisions):
            text = N_("A ballot of round {number} may vote for {allowed} names, which is not what was decided.")
            yield Finding(Severity.ERROR, "allowed_not_as_decided", Message(text, {**params, "allowed": one.allowed}))
        strange = [key for key in one.keys if key not in self.record.names or key in (*self.elected, *self.alternates)]
        if strange or len(set(one.keys)) != len(one.keys):
            text = N_("The list of round {number} names somebody twice, somebody unknown or somebody already elected.")
            yield Finding(Severity.ERROR, "list_of_round", Message(text, params))

    def _fill(self, one: Round, result: RoundOutcome) -> None:
        self.elected += result.elected
        if one.purpose is Purpose.TIE and one.seats:
            lost = [person for person in result.ranked if person.key not in (*result.elected, *result.tied)]
            groups = groupby(lost, key=lambda person: person.votes)
            self.lost = [tuple(group) for _, group in groups] + self.lost
        else:
            self.lost, self.lost_come_at = [], len(self.alternates)
            self.alternates += result.alternates
            self.later = (result.tied_alternates, result.tied_alternate_seats)
        if result.tied:
            self._after_tie(one, result.tied, result.tied_seats, 0)
        elif self.seats_left <= 0:
            self._losers(one)
        seats_decided = self.seats_left <= 0 or "seats" in self.left
        if self.later[0] and seats_decided and not self._open_here(one.number):
            (keys, places), self.later = self.later, ((), 0)
            self._after_tie(one, keys, 0, places)
        if not self._open_here(one.number):
            self._after_shortage(one)

    def _losers(self, one: Round) -> None:
        """Those who lost a vote among the tied had more than half before: on a common list they are the next after
        those elected, so alternates as far as places go (E-101), once no seat is open any more."""
        places = self.alternates_left
        for people in self.lost:
            group = tuple(person.key for person in people)
            if 0 < places < len(group):
                self._after_tie(one, group, 0, places)
            if places < len(group):
                break
            self.alternates[self.lost_come_at : self.lost_come_at] = group
            self.became += [as_alternate(self.setting, person) for person in people]
            self.lost_come_at += len(group)
            places -= len(group)
        self.lost = []

    def _after_tie(self, one: Round, keys: tuple[str, ...], seats: int, alternates: int) -> None:
        names = self.record.names
        text = N_(
            "{names} have equal votes, and there are {seats} places for {count} of them. No text found says how that "
            "is decided: {source}."
        )
        params = {
            "names": ", ".join(names.get(key, key) for key in keys),
            "seats": seats or alternates,
            "count": len(keys),
            "source": self.setting.grounds("election.tie", "E-091"),
        }
        options = ANSWERS[Ask.TIE]
        if seats and self._must_go_on(one):
            options = tuple(answer for answer in options if answer is not Answer.LEAVE)
        question = self.ask(Ask.TIE, one.number, keys, Message(text, params), "election.tie", "E-091", options)
        decided = self.decisions.answers(question)
        if decided is None:
            return
        if decided.answer is Answer.LEAVE:
            self.left.add("seats" if seats else "alternates")
            return
        threshold = Threshold.MOST if decided.answer is Answer.VOTE_AGAIN_MOST else Threshold.HALF
        # Places for alternates are filled by a round of their own kind: those tied stand for them alone.
        self.next = NextRound(one.number + 1, keys, seats, alternates, Purpose.TIE, threshold)

    def not_answered(self, number: int) -> bool:
        """Is something open, or answered with a stop, without which no result may be told?"""
        first = [one for one in self.questions if one.round in {0, number} and one.ask not in {Ask.TIE, Ask.SHORTAGE}]
        answers = [self.decisions.answers(one) for one in first]
        return any(one is None or one.answer is Answer.STOP for one in answers)

    def _open_here(self, number: int) -> bool:
        """Is a question of this round unanswered, or does it lead to a further round already?"""
        if self.next is not None:
            return True
        return any(one.round == number and self.decisions.answers(one) is None for one in self.questions)

    def _after_shortage(self, one: Round) -> None:
        for about, missing in (("seats", self.seats_left), ("alternates", self.alternates_left)):
            if missing <= 0 or about in self.left or self.next is not None:
                continue
            decided = self.decisions.answers(self._shortage(one, about, missing))
            if decided is None:
                continue
            if decided.answer is Answer.LEAVE:
                self.left.add(about)
            elif decided.names:
                seats = self.seats_left if about == "seats" else 0
                alternates = self.alternates_left if "alternates" not in self.left else 0
                self.next = NextRound(one.number + 1, decided.names, seats, alternates, Purpose.FURTHER)

    def _rule_on_delegates(self) -> bool:
        """Do the rules say what follows where delegates are short (E-093)?"""
        return self.setting.post is Post.DELEGATES and not self.setting.asks("election.delegates_short", "E-093")

    def _must_go_on(self, one: Round) -> bool:
        """After the first ballot for delegates their seats are not left vacant (E-093)."""
        first = sum(1 for other in self.record.standing_rounds if other.number <= one.number) == 1
        return first and self._rule_on_delegates()

    def _shortage(self, one: Round, about: str, missing: int) -> Question:
        key, id, options = "election.shortage", "E-092", ANSWERS[Ask.SHORTAGE]
        if about == "seats" and self._rule_on_delegates():
            key, id = "election.delegates_short", "E-093"
            options = (Answer.VOTE_AGAIN,) if self._must_go_on(one) else options
        if options == (Answer.VOTE_AGAIN,):
            text = N_("{missing} seats are not filled. After the first ballot the election must go on: {source}.")
        elif about == "alternates":
            text = N_("{missing} places for alternates are not filled. Is there a further ballot? {source}.")
        else:
            text = N_("{missing} seats are not filled. Is there a further ballot, and among whom? {source}.")
        message = Message(text, {"missing": missing, "source": self.setting.grounds(key, id)})
        return self.ask(Ask.SHORTAGE, one.number, (about,), message, key, id, options)

    def end(self) -> Standing:
        waiting = tuple(one for one in self.questions if self.decisions.answers(one) is None)
        quorum = [one for one in self.questions if one.ask is Ask.QUORUM]
        self.stopped = any(
            decided is not None and decided.answer is Answer.STOP
            for decided in (self.decisions.answers(one) for one in quorum)
        )
        next_round = None if waiting or self.stopped else self.next
        begun = bool(self.rounds)
        return Standing(
            base=self.base,
            rounds=tuple(self.rounds),
            elected=tuple(self.elected),
            alternates=tuple(self.alternates),
            vacant=self.seats_left,
            vacant_alternates=self.alternates_left,
            questions=tuple(self.questions),
            open=waiting,
            next=next_round,
            over=self.stopped or (begun and not self.running and not waiting and self.next is None),
            findings=tuple(self.findings),
            became=tuple(self.became),
        )


def _round(walk: _Walk, one: Round) -> RoundStanding:
    """Ledger, figures and result of one round, and what it asks."""
    setting, base = walk.setting, walk.base
    ledger = ledger_of(one.stock)
    before = len(walk.questions)
    found: list[Finding] = []
    if one.present is not None and not one.annulled:
        for finding in check_present(setting, base, one.present):
            if finding.code == "quorum":
                walk.ask(Ask.QUORUM, one.number, (), finding.message, "congress.quorum", "C-041")
            else:
                found.append(finding)
    sums = _tally(walk, one)
    counted, valid, invalid = _figures(one, sums)
    if one.stock or sums is not None:
        found += check_ledger(ledger, present=one.present, counted=counted, valid=valid, invalid=invalid)
    votes = sums.votes if sums is not None else one.totals.votes if one.totals is not None else ()
    found += _over_base(one, base, max(ledger.issued or 0, ledger.collected or 0, counted or 0))
    if valid is not None:
        found += check_votes(votes, valid, one.allowed)
    if sums is not None and not one.annulled:
        _ask_about_ballots(walk, one, sums)
    errors = any(finding.severity is Severity.ERROR for finding in (*found, *walk.findings))
    errors = errors or walk.not_answered(one.number)
    ready = one.counted and not errors and not one.annulled and (sums is None or sums.complete)
    result = None
    if ready:
        names = walk.record.names
        result = outcome(
            setting,
            keys=one.keys,
            names=[names.get(key, key) for key in one.keys],
            votes=votes,
            base=base,
            seats=one.seats,
            alternates=one.alternates,
            threshold=one.threshold,
        )
    return RoundStanding(one, ledger, sums, result, tuple(found), tuple(walk.questions[before:]))


def _over_base(one: Round, base: Base, cast: int) -> Iterable[Finding]:
    """More ballots than people who can have cast one, where the number present or issued is not told."""
    most = base.number if one.present is None else min(one.present, base.number)
    if cast > most:
        text = N_("There are {cast} ballots, but only {most} people can have cast one. Correct one of the numbers.")
        yield Finding(Severity.ERROR, "ballots_over_base", Message(text, {"cast": cast, "most": most}))


def _tally(walk: _Walk, one: Round) -> Tally | None:
    if one.ballots is None:
        return None
    decided = {
        cause: decision.answer is Answer.VALID
        for cause in Cause
        if (decision := walk.decisions.on(Ask.BALLOTS, one.number, (cause.value,))) is not None
    }
    return tally(
        one.ballots,
        style=one.style,
        names=len(one.keys),
        allowed=one.allowed,
        conclusions=decided,
        strict=strict_causes(walk.setting),
    )


def _figures(one: Round, sums: Tally | None) -> tuple[int | None, int | None, int | None]:
    """Counted, valid and invalid ballots; None where they are not known yet."""
    if sums is not None:
        return sums.counted, *((sums.valid, sums.invalid_total) if sums.complete else (None, None))
    if one.totals is not None:
        return one.totals.valid + one.totals.invalid, one.totals.valid, one.totals.invalid
    return None, None, None


def _ask_about_ballots(walk: _Walk, one: Round, sums: Tally) -> None:
    """Ballots of a kind that no text decides, once both counts agree on them; also those already concluded on."""
    text = N_("{count} ballots: {cause}. The counting committee concludes whether they are valid: {source}.")
    decided = {
        cause: sums.invalid.get(cause, 0)
        for cause in Cause
        if cause not in NEVER_VALID and walk.decisions.on(Ask.BALLOTS, one.number, (cause.value,)) is not None
    }
    for cause in Cause:
        if cause not in sums.open and cause not in decided:
            continue
        key, id = CAUSE_RULES[cause]
        count = sums.open.get(cause, decided.get(cause, 0))
        params = {"count": count, "cause": Message(CAUSE_NAMES[cause]), "source": walk.setting.grounds(key, id)}
        walk.ask(Ask.BALLOTS, one.number, (cause.value,), Message(text, params), key, id)
