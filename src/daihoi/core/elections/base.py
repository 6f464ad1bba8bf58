"""From whom the threshold is counted: those summoned, less the exclusions of the article, each a named person.

Source: rulebook E-080–E-086. An absence that is not on the article's list subtracts nobody: who left before the
ballot, or stayed away without an accepted reason, stays in. Nobody is subtracted twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.elections.kinds import Body
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.text import sort_key


class Reason(StrEnum):
    """Why somebody summoned is on the list of exclusions, or is noted as staying in."""

    COMMITTEE_ABSENT = "committee_absent"  # E-081a: member of the convening committee absent throughout
    UNREPLACED = "unreplaced"  # E-081b: official delegate absent throughout, with no alternate in their place
    ELSEWHERE = "elsewhere"  # E-082a: temporarily attached to another organisation
    EXEMPTED = "exempted"  # E-082b: exempted from work and activities, and absent
    SUSPENDED = "suspended"  # E-082c
    INDICTED = "indicted"  # E-082d: indicted, prosecuted or detained
    ABSENT_ACCEPTED = "absent_accepted"  # E-082e: absent throughout with a reason that the committee accepts
    # Noted so that nobody asks again; none of them subtracts.
    LEFT_EARLY = "left_early"  # E-085: absent for a part of the time, or from the ballot only
    ABSENT_NO_REASON = "absent_no_reason"  # absent throughout without an accepted reason
    REPLACED = "replaced"  # an alternate sits in the delegate's place


REASON_NAMES: dict[Reason, str] = {
    Reason.COMMITTEE_ABSENT: N_("Member of the convening committee, absent throughout"),
    Reason.UNREPLACED: N_("Delegate absent throughout, no alternate in their place"),
    Reason.ELSEWHERE: N_("Attached to another organisation for a time"),
    Reason.EXEMPTED: N_("Exempted from work and activities, absent"),
    Reason.SUSPENDED: N_("Suspended from party activities"),
    Reason.INDICTED: N_("Indicted, prosecuted or detained"),
    Reason.ABSENT_ACCEPTED: N_("Absent throughout, reason accepted by the committee"),
    Reason.LEFT_EARLY: N_("Absent for a part of the time, or from the ballot only"),
    Reason.ABSENT_NO_REASON: N_("Absent throughout without an accepted reason"),
    Reason.REPLACED: N_("An alternate sits in their place"),
}

# The rule on the base of each body: key of the pack and rulebook id.
BASE_RULES: dict[Body, tuple[str, str]] = {
    Body.DELEGATE_CONGRESS: ("election.base_delegates", "E-081"),
    Body.MEMBER_CONGRESS: ("election.base_members", "E-082"),
    Body.CONFERENCE: ("election.base_conference", "E-083"),
}


# Whoever is out for these cannot vote, so does not come back into the base by coming (E-082c, E-082d).
_WHETHER_OR_NOT_THEY_COME = frozenset({Reason.SUSPENDED, Reason.INDICTED})
_NOBODY = sort_key("")


@dataclass(frozen=True)
class Exclusion:
    """One named person and why. `attended`: came and votes after all (E-082b, E-107), so stays in."""

    person: str
    reason: Reason
    attended: bool = False

    @property
    def who(self) -> str:
        """Equal for one person however their name is typed (blanks, case, where a tone stands), "" for no name.
        Letters and tones tell people apart: Hùng and Hưng are two."""
        key = sort_key(self.person)
        return "" if key == _NOBODY else key


@dataclass(frozen=True)
class Base:
    """The figure from which more than half is counted. `number` = summoned − subtracted, in persons.

    `subtracted`: one entry a person. `kept`: those named who stay in, with the sentence why. Findings that are
    errors mean that no result may be computed from it.
    """

    summoned: int
    number: int
    subtracted: tuple[Exclusion, ...]
    kept: tuple[tuple[Exclusion, Message], ...]
    findings: tuple[Finding, ...]

    @property
    def needed(self) -> int:
        """The fewest votes that are strictly more than half."""
        return self.number // 2 + 1


def allowed_reasons(setting: Setting) -> tuple[Reason, ...]:
    """The reasons that subtract for this body, in the order of the article."""
    words = setting.words(BASE_RULES[setting.body][0])
    return tuple(reason for reason in Reason if reason.value in words)


def base_of(
    setting: Setting, summoned: int, exclusions: Iterable[Exclusion], *, suspended_out: bool | None = None
) -> Base:
    """The base of an election (E-081, E-082, E-083). `suspended_out`: what people decided for a conference, where no
    text says whether suspended members count; None: not yet decided."""
    allowed = set(allowed_reasons(setting))
    if setting.body is Body.CONFERENCE and suspended_out:
        allowed.add(Reason.SUSPENDED)
    subtracted: dict[str, Exclusion] = {}
    kept: list[tuple[Exclusion, Message]] = []
    findings: list[Finding] = []
    for one in exclusions:
        who = one.who
        if not who:
            findings.append(_fault("exclusion_without_name", N_("An exclusion names nobody. Write the person's name.")))
        elif (why := _stays(setting, one, allowed)) is not None:
            kept.append((one, why))
        elif who in subtracted:
            findings.append(_twice(one, subtracted[who]))
        else:
            subtracted[who] = one
    findings += (_contradicts(one) for one, _ in kept if one.who in subtracted)
    findings += _whole(setting, summoned, len(subtracted), kept, suspended_out)
    number = max(summoned - len(subtracted), 0)
    return Base(summoned, number, tuple(subtracted.values()), tuple(kept), tuple(findings))


def _fault(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.ERROR, code, Message(text, params))


def _twice(one: Exclusion, first: Exclusion) -> Finding:
    text = N_(
        "{person} is named twice and is subtracted once. If they are two people, tell them apart in the name, for "
        "instance by their cell."
    )
    code = "exclusion_twice" if one.reason is not first.reason else "exclusion_repeated"
    return Finding(Severity.WARNING, code, Message(text, {"person": one.person}))


def _contradicts(one: Exclusion) -> Finding:
    text = N_(
        "{person} is named both as staying in the base and as left out of it. Keep the one that is true; if they are "
        "two people, tell them apart in the name, for instance by their cell."
    )
    return _fault("exclusion_contradicts", text, person=one.person)


def _stays(setting: Setting, one: Exclusion, allowed: set[Reason]) -> Message | None:
    """Why a person who is named stays in the base; None where the article takes them out."""
    if one.attended and one.reason not in _WHETHER_OR_NOT_THEY_COME:
        return Message(
            N_("{person} attends and votes, so counts: {source}."),
            {"person": one.person, "source": setting.grounds(*BASE_RULES[setting.body])},
        )
    if one.reason in allowed:
        return None
    if one.reason is Reason.LEFT_EARLY:
        grounds = setting.grounds("election.absent_from_ballot_stays", "E-085")
        text = N_("{person} was absent for a part of the time only, so stays in the base: {source}.")
        return Message(text, {"person": one.person, "source": grounds})
    if one.reason is Reason.REPLACED:
        text = N_("An alternate sits in the place of {person}, so the place stays in the base: {source}.")
    else:
        text = N_("The article does not take {person} out for this reason, so they stay in the base: {source}.")
    return Message(text, {"person": one.person, "source": setting.grounds(*BASE_RULES[setting.body])})


def _whole(
    setting: Setting,
    summoned: int,
    out: int,
    kept: Iterable[tuple[Exclusion, Message]],
    suspended_out: bool | None,
) -> Iterable[Finding]:
    """Findings on the base as a whole."""
    if summoned < 1:
        yield _fault("nobody_summoned", N_("Give the number of those summoned; it is at least one."))
    elif out > summoned:
        text = N_("{out} people are excluded, but only {summoned} were summoned. Correct the list or the number.")
        yield _fault("excluded_over_summoned", text, out=out, summoned=summoned)
    elif out == summoned:
        text = N_("All {summoned} summoned are excluded, so nobody is left who could vote. Correct the list.")
        yield _fault("nobody_left", text, summoned=summoned)
    suspended = any(one.reason is Reason.SUSPENDED for one, _ in kept)
    if setting.body is Body.CONFERENCE and suspended and suspended_out is None:
        text = N_(
            "No text found says whether a suspended member counts in the base of a conference. Record what was "
            "decided: {source}."
        )
        key, id = "election.base_conference_suspended", "E-083"
        yield setting.finding(key, id, "suspended_in_conference", text)


def check_present(setting: Setting, base: Base, present: int) -> tuple[Finding, ...]:
    """What does not fit between those present when voting and the base; the quorum asks (C-041, unverified)."""
    found: list[Finding] = []
    if not 0 <= present <= base.summoned:
        text = N_("{present} are present, but {summoned} were summoned. Correct one of them.")
        found.append(_fault("present_over_summoned", text, present=present, summoned=base.summoned))
    elif present > base.number:
        text = N_(
            "{present} are present, but only {base} of those summoned are left after the exclusions: somebody who is "
            "present stands on the list of exclusions."
        )
        found.append(_fault("present_over_base", text, present=present, base=base.number))
    elif not setting.share_kept("congress.quorum", present, base.summoned):
        text = N_(
            "{present} of {summoned} summoned are present, fewer than two thirds. May the election go on? Record who "
            "decided: {source}."
        )
        found.append(
            setting.finding("congress.quorum", "C-041", "quorum", text, present=present, summoned=base.summoned)
        )
    return tuple(found)
