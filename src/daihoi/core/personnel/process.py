"""The steps of a personnel process: their order, what a meeting's figures give, and who goes on.

Source: rulebook 2.4, P-060–P-065. A step is entered when the one before it is closed, and nobody drops out but by
votes, withdrawal or decision. Where no text was found that gives a base or a share, people decide and are named.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.personnel.kinds import STEP_NAMES, Group
from daihoi.core.personnel.offices import lost_with
from daihoi.core.personnel.setting import Setting
from daihoi.core.rules import Certainty, Grounds, Rule

VOTERS_NAMES: dict[str, str] = {
    "standing": N_("Members of the standing committee"),
    "key_cadres": N_("Key cadres"),
    "committee": N_("Members of the committee"),
    "members": N_("Members of the cell"),
    "standing_below": N_("Standing committees of the district and the commune, with the province's organisation board"),
    "commissions": N_("Organisation board, inspection committee and internal affairs of the province"),
    "standing_above": N_("Standing committee of the province"),
}
WITHOUT_BALLOT = frozenset({"plan", "appraisal", "appointment"})


class Base(StrEnum):
    """From whom more than half is counted."""

    SUMMONED = "summoned"
    PRESENT = "present"


BASE_NAMES: dict[Base, str] = {Base.SUMMONED: N_("those summoned"), Base.PRESENT: N_("those present")}


@dataclass(frozen=True)
class Decided:
    """What people decided where the rule leaves the base open: which, by whom, and why or on what paper."""

    base: Base
    by: str
    note: str = ""

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a decision names who decided")


@dataclass(frozen=True)
class Step:
    """One step for one group; `position` from 1 through the whole process. `voters`: a key of VOTERS_NAMES.
    `run`: 1, or a later one, for those who came on the list after the one before it."""

    group: Group
    key: str
    position: int
    voters: str
    secret: bool
    grounds: Grounds
    run: int = 1

    @property
    def name(self) -> str:
        """Unknown keys, of an overlay, are shown as they are."""
        return STEP_NAMES.get(self.key, self.key)

    @property
    def takes_votes(self) -> bool:
        return self.key not in WITHOUT_BALLOT


@dataclass(frozen=True)
class Votes:
    """The votes for a person, for one body or post. None: not entered yet."""

    person: str
    name: str
    office: str
    votes: int | None


@dataclass(frozen=True)
class Meeting:
    """The figures of a meeting as its minutes have them; None: not entered yet. Ballots: where the vote is secret."""

    summoned: int | None = None
    came: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    votes: tuple[Votes, ...] = ()
    decided: Decided | None = None


@dataclass(frozen=True)
class Result:
    """How a person fared in a step; `passed` is None as long as figures or a decision are missing."""

    person: str
    name: str
    office: str
    votes: int | None
    passed: bool | None


@dataclass(frozen=True)
class Outcome:
    """What a meeting's figures give. `valid`: was it a meeting that counts (quorum)? None: not known, or no rule.

    `base`, `base_number`: from whom, and from how many. `needed`: the least number of votes that passes.
    `findings`: what does not fit, what is asked, what is missing.
    """

    step: Step
    valid: bool | None
    base: Base | None
    base_number: int | None
    needed: int | None
    results: tuple[Result, ...]
    findings: tuple[Finding, ...]

    @property
    def can_close(self) -> bool:
        """Everything is entered and fits, nothing is left to decide, and the meeting counts."""
        stops = {Severity.ERROR, Severity.QUESTION}
        return not any(one.severity in stops for one in self.findings) and all(
            one.passed is not None for one in self.results
        )


# The order


def steps(setting: Setting, groups: Collection[Group] | None = None) -> tuple[Step, ...]:
    """The steps of an organisation's process in order: all of those who stand again before those of the new.

    `groups`: only these, where nobody stands in another. Empty where the rules know no process.
    """
    rule = setting.rule("personnel.steps")
    if rule is None:
        return ()
    voters = dict(word.partition(":")[::2] for word in setting.words("personnel.voters"))
    secret = set(setting.words("personnel.secret_steps"))
    order = [Group(word) for word in setting.words("personnel.groups") if word in set(Group)] or [Group.TOGETHER]
    keys = str(rule.value).split()
    found = [(group, key) for group in order if groups is None or group in groups for key in keys]
    return tuple(
        Step(group, key, position, voters.get(key, ""), key in secret, rule.grounds)
        for position, (group, key) in enumerate(found, 1)
    )


def with_runs(process: Sequence[Step], runs: Mapping[Group, int]) -> tuple[Step, ...]:
    """The steps with every run of a group before the next group, numbered anew. `runs`: how many, 1 where not said."""
    found = [
        replace(step, run=run)
        for group in dict.fromkeys(step.group for step in process)
        for run in range(1, runs.get(group, 1) + 1)
        for step in (one for one in process if one.group is group)
    ]
    return tuple(replace(step, position=position) for position, step in enumerate(found, 1))


def next_step(process: Sequence[Step], closed: Collection[tuple[Group, str]]) -> Step | None:
    """The step that may be entered: the first that is not closed. None: all are closed, or there are none."""
    return next((step for step in process if (step.group, step.key) not in closed), None)


def why_not(process: Sequence[Step], closed: Collection[tuple[Group, str]], group: Group, key: str) -> Message | None:
    """Why a step cannot be entered now; None: it can."""
    asked = next((step for step in process if (step.group, step.key) == (group, key)), None)
    if asked is None:
        return Message(N_("The rules of this organisation know no such step."))
    if (group, key) in closed:
        return Message(N_("“{step}” is closed already."), {"step": Message(asked.name)})
    due = next_step(process, closed)
    if due is not None and due != asked:
        text = N_("“{step}” cannot be entered before “{before}” is closed.")
        return Message(text, {"step": Message(asked.name), "before": Message(due.name)})
    return None


# One meeting


def outcome(step: Step, meeting: Meeting, setting: Setting) -> Outcome:
    """What the figures of a step's meeting give."""
    findings = list(_fit(step, meeting))
    if not step.takes_votes:
        return Outcome(step, None, None, None, None, (), tuple(findings))
    valid, quorum = _quorum(step, meeting, setting)
    base, share, asked = _base(step, meeting, setting)
    findings += quorum + asked
    number = {Base.SUMMONED: meeting.summoned, Base.PRESENT: meeting.came}[base] if base is not None else None
    missing = _missing(step, meeting, base)
    findings += missing
    needed = _least(share, number)
    sure = needed is not None and valid is not False and not any(one.severity is Severity.ERROR for one in findings)
    results = tuple(
        Result(
            one.person,
            one.name,
            one.office,
            one.votes,
            one.votes >= needed if sure and needed is not None and one.votes is not None else None,
        )
        for one in meeting.votes
    )
    return Outcome(step, valid, base, number, needed, results, tuple(findings))


def _least(rule: Rule | None, base: int | None) -> int | None:
    """The least whole number of votes that keeps the share of the base."""
    if rule is None or not base:
        return None
    votes = int(Fraction(rule.number) * base)
    while not rule.compare.holds(Fraction(votes, base), rule.number):
        votes += 1
    return votes


def _quorum(step: Step, meeting: Meeting, setting: Setting) -> tuple[bool | None, list[Finding]]:
    """The conference of key cadres counts with two thirds of those summoned (P-060)."""
    rule = setting.rule("personnel.key_cadres_valid") if step.key == "key_cadres" else None
    if rule is None or not meeting.summoned or meeting.came is None:
        return None, []
    if rule.compare.holds(Fraction(meeting.came, meeting.summoned), rule.number):
        return True, []
    text = N_("{came} of {summoned} summoned came; the conference counts with at least {share} of them: {source}.")
    params = {
        "came": meeting.came,
        "summoned": meeting.summoned,
        "share": str(rule.number),
        "source": rule.grounds,
    }
    severity = rule.grounds.severity
    if severity is Severity.QUESTION and meeting.decided is not None:
        severity = Severity.NOTE  # no text gives the share; those who decided on the base let the meeting count
    found = Finding(severity, "no_quorum", Message(text, params), rule=rule.id)
    return (False if rule.grounds.severity is Severity.ERROR else None), [found]


def _base(step: Step, meeting: Meeting, setting: Setting) -> tuple[Base | None, Rule | None, list[Finding]]:
    """From whom the share is counted, and the share; a question where nobody has decided what no text gives."""
    share = setting.rule("personnel.step_majority")
    own = setting.rule("personnel.key_cadres_base") if step.key == "key_cadres" else None
    if share is None:
        return None, None, []
    deciding = own.grounds if own is not None else share.grounds
    proposed = Base(str(own.value)) if own is not None and str(own.value) in set(Base) else Base.SUMMONED
    if deciding.certainty is not Certainty.UNVERIFIED:
        return proposed, share, []
    if meeting.decided is not None:
        text = N_("Counted from {base}, as {by} decided; no text was found that gives the base.")
        params = {"base": Message(BASE_NAMES[meeting.decided.base]), "by": meeting.decided.by}
        note = Finding(Severity.NOTE, "base_decided", Message(text, params), rule=deciding.id)
        return meeting.decided.base, share, [note]
    text = N_("From whom is more than half counted, those summoned or those present? No text was found: {source}.")
    asked = Finding(Severity.QUESTION, "base_open", Message(text, {"source": deciding}), rule=deciding.id)
    return None, share, [asked]


def _missing(step: Step, meeting: Meeting, base: Base | None) -> list[Finding]:
    """What must still be entered before the step can be closed."""
    wanted = ["summoned", "came"]
    if step.secret:
        wanted += ["issued", "collected", "valid"]
    lacks = [name for name in wanted if getattr(meeting, name) is None]
    found = [
        Finding(Severity.QUESTION, f"{name}_missing", Message(N_("Enter: {what}."), {"what": Message(_FIGURES[name])}))
        for name in lacks
    ]
    for row, one in enumerate(meeting.votes, 1):
        if one.votes is None:
            message = Message(N_("Enter the votes for {name}."), {"name": one.name})
            found.append(Finding(Severity.QUESTION, "votes_missing", message, Place(row=row)))
    return found


_FIGURES = {
    "summoned": N_("how many were summoned"),
    "came": N_("how many came"),
    "issued": N_("ballots issued"),
    "collected": N_("ballots collected"),
    "valid": N_("valid ballots"),
    "invalid": N_("invalid ballots"),
}
_CHAIN = (("summoned", "came"), ("came", "issued"), ("issued", "collected"), ("collected", "valid"))


def _fit(step: Step, meeting: Meeting) -> Iterable[Finding]:
    """Figures that cannot be (rulebook 5): each no larger than the one it comes from, votes no more than ballots."""
    for name in _FIGURES:
        figure = getattr(meeting, name)
        if figure is not None and figure < 0:
            yield _wrong("figure_negative", N_("{what}: a number cannot be below 0."), name)
    for larger, smaller in _CHAIN:
        most, figure = getattr(meeting, larger), getattr(meeting, smaller)
        if most is not None and figure is not None and figure > most:
            text = N_("{what} ({figure}) cannot be more than: {most_what} ({most}).")
            yield _wrong("figures_rise", text, smaller, figure=figure, most=most, most_what=Message(_FIGURES[larger]))
    valid, invalid, collected = meeting.valid, meeting.invalid, meeting.collected
    if valid is not None and invalid is not None and collected is not None and valid + invalid != collected:
        text = N_("Valid ({valid}) and invalid ballots ({invalid}) must make those collected ({collected}).")
        params = {"valid": valid, "invalid": invalid, "collected": collected}
        yield Finding(Severity.ERROR, "ballots_do_not_add_up", Message(text, params))
    limits = [(meeting.valid, "valid"), (meeting.collected, "collected"), (meeting.came, "came")]
    limit, of = next(((n, name) for n, name in limits if n is not None), (None, ""))
    for row, one in enumerate(meeting.votes, 1):
        if one.votes is not None and one.votes < 0:
            message = Message(N_("{name}: votes cannot be below 0."), {"name": one.name})
            yield Finding(Severity.ERROR, "votes_negative", message, Place(row=row))
        elif one.votes is not None and limit is not None and one.votes > limit:
            text = N_("{name} has {votes} votes, more than: {what} ({limit}).")
            said = {"name": one.name, "votes": one.votes, "what": Message(_FIGURES[of]), "limit": limit}
            yield Finding(Severity.ERROR, "votes_over", Message(text, said), Place(row=row))


def _wrong(code: str, text: str, name: str, **params: object) -> Finding:
    return Finding(Severity.ERROR, code, Message(text, {"what": Message(_FIGURES[name]), **params}))


# From step to step

Candidacy = tuple[str, str]  # a person's key and the office (a body or a post) that they are meant for


def going_on(
    entered: Collection[Candidacy], process: Sequence[Step], outcomes: Mapping[int, Outcome], left: Collection[str] = ()
) -> dict[int, frozenset[Candidacy]]:
    """Who is voted on in each step of one group, by position; under the last position and one: who came through.

    `outcomes`: of closed steps, by position. `left`: keys of people who withdrew, or dropped out by decision; they
    are in no step that is not closed yet. A step without votes lets everybody go on.
    """
    found: dict[int, frozenset[Candidacy]] = {}
    going = frozenset(entered)
    for step in process:
        done = outcomes.get(step.position)
        if done is None:
            going = frozenset(one for one in going if one[0] not in left)
        found[step.position] = going
        if done is None:
            return found
        if step.takes_votes:
            passed = {(one.person, one.office) for one in done.results if one.passed}
            lost: dict[str, set[str]] = {}
            for person, office in going - passed:
                lost.setdefault(person, set()).add(office)
            off = {person: lost_with(offices) for person, offices in lost.items()}
            going = frozenset(one for one in going if one[1] not in off.get(one[0], ()))
    if process:
        found[process[-1].position + 1] = frozenset(one for one in going if one[0] not in left)
    return found


def apart(outcomes: Iterable[Outcome]) -> Mapping[Candidacy, tuple[Outcome, Outcome]]:
    """Whom standing committee and committee saw differently, with the two meetings, the earlier first.

    `outcomes`: of one group, in order; each meeting of the one body is held against the next of the other.
    """
    found: dict[Candidacy, tuple[Outcome, Outcome]] = {}
    bodies = [one for one in outcomes if one.step.voters in {"standing", "committee"}]
    for index, one in enumerate(bodies):
        other = next((later for later in bodies[index + 1 :] if later.step.voters != one.step.voters), None)
        theirs = {(who.person, who.office): who.passed for who in other.results} if other is not None else {}
        for who in one.results:
            passed = theirs.get((who.person, who.office))
            if other is not None and None not in {passed, who.passed} and passed != who.passed:
                found.setdefault((who.person, who.office), (one, other))
    return found


def differences(setting: Setting, outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
    """Where the bodies are `apart`: to be reported to the level above (P-061)."""
    rule = setting.rule("personnel.difference_reported")
    if rule is None:
        return ()
    text = N_(
        "{name}: standing committee and committee do not agree; the standing committee reports to the competent level "
        "above: {source}."
    )
    severity = Severity.QUESTION if rule.grounds.severity is Severity.QUESTION else Severity.WARNING
    found = []
    for key, (one, _) in apart(outcomes).items():
        name = next(who.name for who in one.results if (who.person, who.office) == key)
        message = Message(text, {"name": name, "person": key[0], "source": rule.grounds})
        found.append(Finding(severity, "bodies_differ", message, rule=rule.id))
    return tuple(found)
