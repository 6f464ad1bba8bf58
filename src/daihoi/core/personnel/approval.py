"""The way of a submitted version: appraised, then approved, or returned; and what a machine finds in it.

A version is submitted by the organisation, put forward by whoever appraises it at the organisation above, and approved
there by somebody else again. Nothing is approved that was not appraised, and nothing changes after approval but by a
new version that goes the same way. Source: the articles thang-binh-2020 and dien-bien-2020, rulebook P-061, P-066.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.messages import GRAVITY, N_, Finding, Message, Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.content import Content
from daihoi.core.personnel.kinds import ORGAN_NAMES, VersionState
from daihoi.core.personnel.retirement import RetirementTables
from daihoi.core.personnel.setting import Setting, setting
from daihoi.core.personnel.structure import Check, Line, Scheme, check, findings
from daihoi.core.personnel.structure.making import WITHOUT_FIGURE
from daihoi.core.rules import Certainty, PackError, RulePack


class Act(StrEnum):
    """What is decided on a version at the organisation above."""

    FORWARD = "forward"  # appraised: put forward to the standing committee
    RETURN = "return"
    APPROVE = "approve"


NEXT: Mapping[tuple[VersionState, Act], VersionState] = {
    (VersionState.SUBMITTED, Act.FORWARD): VersionState.FORWARDED,
    (VersionState.SUBMITTED, Act.RETURN): VersionState.RETURNED,
    (VersionState.FORWARDED, Act.APPROVE): VersionState.APPROVED,
    (VersionState.FORWARDED, Act.RETURN): VersionState.RETURNED,
}
ON_ITS_WAY = frozenset({VersionState.SUBMITTED, VersionState.FORWARDED})


@dataclass(frozen=True)
class Stand:
    """Where a version stands, and by the id of whose account it came there. None: by the installation itself."""

    state: VersionState
    submitted_by: int | None
    appraised_by: int | None = None


def why_not(stand: Stand, act: Act, who: int | None) -> Message | None:
    """Why somebody may not decide so now; None: they may, as far as the way goes. Rights are asked elsewhere."""
    if (stand.state, act) not in NEXT:
        return Message(_NOT_NOW[stand.state])
    if who is not None and who == stand.submitted_by:
        return Message(N_("Whoever submitted a version decides nothing on it. Somebody else has to."))
    if who is not None and stand.state is VersionState.FORWARDED and who == stand.appraised_by:
        return Message(N_("Whoever appraised a version does not decide on it as well. Somebody else has to."))
    return None


_NOT_NOW: Mapping[VersionState, str] = {
    VersionState.SUBMITTED: N_("This version has to be appraised first."),
    VersionState.FORWARDED: N_("This version is appraised already and waits for approval."),
    VersionState.RETURNED: N_("This version was returned; the organisation submits a new one."),
    VersionState.APPROVED: N_("This version is approved. A change is a new version that goes the same way."),
}


def above_of(path: str) -> int:
    """Who appraises: the organisation directly above; a root's own, where a decision from outside is entered."""
    found = paths.ids(path)
    return found[-2] if len(found) > 1 else found[-1]


def seen_of(state: str, remarks: int, struck: int) -> str:
    """What somebody saw of a version, for decisions that come late: how many remarks, how many of them struck."""
    return f"{state}-{remarks}-{struck}"


def may_submit(states: Iterable[VersionState]) -> bool:
    """May a new version be submitted, after versions in these states? Not while one is on its way."""
    return not ON_ITS_WAY.intersection(states)


# What a machine finds in a locked content


@dataclass(frozen=True)
class Appraisal:
    """A locked version held against the rules that it names. `found`: machine findings, the gravest first.

    `check`: its structure, None where the rules are not to be had, which is itself a finding.
    """

    content: Content
    check: Check | None
    found: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.found)

    @property
    def questions(self) -> tuple[tuple[str, Finding], ...]:
        """What people have to answer in words, by the key under which the answer is kept: the code of the finding,
        with a number where several people share it."""
        times: Counter[str] = Counter()
        asked = []
        for one in self.found:
            if one.severity is Severity.QUESTION:
                times[one.code] += 1
                number = times[one.code]
                asked.append((one.code if number == 1 else f"{one.code}.{number}", one))
        return tuple(asked)

    @property
    def exceptional(self) -> bool:
        """Must people look at this one by itself? Blocked, with a question of its own, or outside the usual way."""
        return self.unusual or any(one.severity is Severity.QUESTION and not one.common for one in self.told)

    @property
    def unusual(self) -> bool:
        """Blocked or outside the usual way, so that answers to questions do not make it usual."""
        return any(one.severity is Severity.ERROR or one.code in _UNUSUAL for one in self.found)

    @property
    def told(self) -> tuple["Told", ...]:
        """What is found, each kind once, the gravest first."""
        return kinds_told(self.found, self.check)

    @property
    def sameness(self) -> str:
        """The same text for versions under the same rules of which the same is found."""
        told = sorted((one.severity.value, one.code, one.rule) for one in self.told)
        text = repr((self.content.ruleset, self.content.tables, told))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Told:
    """A kind of finding, without any name of a person. `name`: what every scheme has in common; `said`: with the
    margin of this one. `times`: people or lines of which it is told. `common`: a question of the rules alone.
    """

    severity: Severity
    code: str
    rule: str
    name: Message
    times: int
    common: bool = False
    margin: Message | None = None

    @property
    def said(self) -> Message:
        return self.margin or self.name


CODE_NAMES: dict[str, str] = {
    "age_too_old": N_("Too few months left"),
    "age_special": N_("By special decision on age"),
    "age_unknown": N_("Sex or birth month not known"),
    "age_reference_unknown": N_("Month of reference not chosen"),
    "standing_unknown": N_("Re-standing or first time not said"),
    "age_councils": N_("Months left for councils"),
    "age_councils_again": N_("May be named again for councils"),
    "age_front": N_("Months left for the Front"),
    "rules_not_here": N_("Rules not to be had"),
    "process_unfinished": N_("Process not closed"),
    "bodies_differ": N_("Bodies do not agree"),
    "unvoted": N_("On the list without the votes of the process"),
    "off_list": N_("Off the list without votes, withdrawal or decision"),
}


UNREAD = Told(Severity.ERROR, "rules_not_here", "", Message(CODE_NAMES["rules_not_here"]), 1)


def kinds_told(found: Iterable[Finding], checked: Check | None) -> tuple[Told, ...]:
    """Each kind of the findings of a check once, in their order."""
    lines = {line.key: line for line in checked.lines} if checked else {}
    times = Counter((one.severity, one.code, one.rule) for one in found)
    return tuple(_told(severity, code, rule, n, lines.get(code)) for (severity, code, rule), n in times.items())


def _told(severity: Severity, code: str, rule: str, times: int, line: Line | None) -> Told:
    common = severity is Severity.QUESTION and _common(line)
    if line is None:
        return Told(severity, code, rule, Message(CODE_NAMES.get(code, code)), times, common)
    body = Message(ORGAN_NAMES[line.organ])
    name = Message(N_("{body}: {name}"), {"body": body, "name": line.name})
    verdict = line.sentence
    while isinstance(inner := verdict.params.get("said"), Message):  # without what is said besides
        verdict = inner
    # A sentence on what is lacking or too many says itself what is counted.
    text = N_("{body}: {said}") if "name" in verdict.params else N_("{body}, {name}: {said}")
    margin = Message(text, {"body": body, "name": line.name, "said": verdict})
    return Told(severity, code, rule, name, times, common, margin)


def _common(line: Line | None) -> bool:
    """Is it a question of the rules alone, which any scheme of its kind asks in the same words? No text gives the
    figure, or the figure that was not found in a text is kept. What is not known of this scheme is none."""
    if line is None:
        return False
    unverified = line.grounds.certainty is Certainty.UNVERIFIED and (line.needed is None or line.met is True)
    return unverified or line.key in WITHOUT_FIGURE


_UNUSUAL = frozenset({"process_unfinished", "bodies_differ", "unvoted", "off_list", "age_special"})


def appraise(content: Content, rules: RulePack | None, tables: RetirementTables) -> Appraisal:
    """What the rules that a content was locked under find in it. `rules`: the pack with its hash, None: not there."""
    under = setting_of(content, rules, tables)
    if under is None:
        text = N_("The rules under which this version was made are not here any more. Return it to be submitted anew.")
        return Appraisal(
            content, None, (Finding(Severity.ERROR, "rules_not_here", Message(text)), *_way(content, None))
        )
    try:
        found = check(Scheme(under, content.seats, content.listed))
    except PackError as error:
        unread = Finding(
            Severity.ERROR, "rules_not_here", Message(N_("The rules cannot be asked: {why}"), {"why": str(error)})
        )
        return Appraisal(content, None, (unread, *_way(content, under)))
    told = [*findings(found), *_way(content, under)]
    return Appraisal(content, found, tuple(sorted(told, key=lambda one: GRAVITY[one.severity])))


def setting_of(content: Content, rules: RulePack | None, tables: RetirementTables) -> Setting | None:
    """The setting under which a content was locked; None where its rules or tables are others by now."""
    if rules is None or (rules.sha256, tables.sha256) != (content.ruleset, content.tables):
        return None
    return setting(rules, tables, Kind(content.kind), Unit(content.unit), content.case or None, content.reference)


def _way(content: Content, under: Setting | None) -> Iterable[Finding]:
    """What the content says of the process that it came from."""
    if why := content.extra.get("unfinished"):
        text = N_("Submitted before the process was closed ({steps} steps): {why}")
        params = {"steps": content.extra.get("process", "–"), "why": why}
        yield Finding(Severity.WARNING, "process_unfinished", Message(text, params))
    for code, text in (
        ("unvoted", N_("The process has not voted on: {names}.")),
        ("off_list", N_("In the process, but off the list without votes, withdrawal or decision: {names}.")),
    ):
        if names := content.extra.get(code):
            yield Finding(Severity.WARNING, code, Message(text, {"names": names}))
    if names := content.extra.get("differ"):
        rule = under.rule("personnel.difference_reported") if under is not None else None
        text = N_("Standing committee and committee do not agree on: {names}.")
        yield Finding(
            Severity.WARNING, "bodies_differ", Message(text, {"names": names}), rule=rule.id if rule is not None else ""
        )
