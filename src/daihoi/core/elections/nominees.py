"""Who may stand and who may put forward whom, nominee by nominee. Source: rulebook E-010–E-020.

Each check answers from the pinned rules: what a quoted rule forbids is an error with its article, what was inferred
warns, what was not found asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.calendar import Holidays, YearNotCoveredError, add_working_days
from daihoi.core.elections.kinds import Body, Post
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.organisations.kinds import Level


class Origin(StrEnum):
    """How a name came forward."""

    PREPARED = "prepared"  # on the list of the convening committee, or of the standing committee in a conference
    NOMINATED = "nominated"
    SELF = "self"


class Capacity(StrEnum):
    """What a person is in the congress or conference."""

    OFFICIAL = "official"  # full delegate; full member at a member congress; member of the body that meets
    PREPARER = "preparer"  # as above, and a member of the committee whose list is put forward (E-017)
    OUTSIDE = "outside"  # full party member of the organisation who is not a delegate
    PROBATIONARY = "probationary"
    ATTACHED = "attached"  # temporarily attached from another organisation
    ALTERNATE = "alternate"  # alternate delegate without a seat
    PRESIDIUM = "presidium"  # the presidium, for the prepared list


CAPACITY_NAMES: dict[Capacity, str] = {
    Capacity.OFFICIAL: N_("Delegate or member with a vote"),
    Capacity.PREPARER: N_("Member of the committee that prepared the list"),
    Capacity.OUTSIDE: N_("Party member who is not a delegate"),
    Capacity.PROBATIONARY: N_("Probationary member"),
    Capacity.ATTACHED: N_("Member attached from another organisation"),
    Capacity.ALTERNATE: N_("Alternate delegate without a seat"),
    Capacity.PRESIDIUM: N_("The presidium"),
}
ORIGIN_NAMES: dict[Origin, str] = {
    Origin.PREPARED: N_("Prepared list"),
    Origin.NOMINATED: N_("Nominated"),
    Origin.SELF: N_("Self-nominated"),
}
# The items of a dossier (E-012a, E-012b), by the words of the packs.
DOSSIER_NAMES: dict[str, str] = {
    "application": N_("Application"),
    "cv": N_("Curriculum vitae, confirmed"),
    "assets": N_("Declaration of assets and income"),
    "health": N_("Health certificate"),
    "assessment": N_("Assessments of workplace and residence"),
    "political_conclusion": N_("Conclusion on the political standard"),
    "degrees": N_("Certified copies of degrees and certificates"),
}


@dataclass(frozen=True)
class Nominee:
    """Somebody put forward. `capacity`: what they are; `by`: who put them forward, None for a self-nomination.

    `consent`: agreed to stand, None: not known. `dossier_on`: the day on which the dossier or application was handed
    in; `dossier`: its items by the words of the pack. `asks_to_withdraw`; `withdrawn`: what the congress decided on
    it, None: not yet. `support`: votes in the straw ballot, None: none held. `party_since`: day of joining.
    """

    key: str
    name: str
    origin: Origin
    capacity: Capacity
    by: Capacity | None = None
    consent: bool | None = None
    dossier_on: date | None = None
    dossier: frozenset[str] = frozenset()
    asks_to_withdraw: bool = False
    withdrawn: bool | None = None
    support: int | None = None
    party_since: date | None = None

    @property
    def from_floor(self) -> bool:
        return self.origin is not Origin.PREPARED


def check_nominee(
    setting: Setting, nominee: Nominee, *, opens_on: date | None, holidays: Holidays
) -> tuple[Finding, ...]:
    """What stands against a nominee. `opens_on`: opening day of the congress, for the dossier's deadline."""
    checks = (_may_stand, _may_nominate, _off_list, _consent, _withdrawal)
    found = [finding for check in checks for finding in check(setting, nominee)]
    return (*found, *_dossier(setting, nominee, opens_on, holidays))


def _may_stand(setting: Setting, one: Nominee) -> Iterable[Finding]:
    params = {"name": one.name}
    if one.capacity is Capacity.PROBATIONARY:
        text = N_("{name} is a probationary member, who may neither stand nor vote: {source}.")
        yield setting.finding("election.probationary_may_nominate", "E-016", "probationary_stands", text, **params)
    elif one.capacity is Capacity.ATTACHED:
        text = N_("{name} is a member of another organisation and cannot be elected here: {source}.")
        yield setting.finding("election.self_nomination", "E-010", "attached_stands", text, **params)
    elif one.capacity in {Capacity.OUTSIDE, Capacity.ALTERNATE} and one.origin is Origin.SELF:
        if setting.body is Body.CONFERENCE:
            text = N_("{name} is not a member of the body that meets; only its members stand here: {source}.")
            yield setting.finding("election.conference_nomination", "E-020", "outside_stands", text, **params)
        elif setting.post in {Post.DELEGATES, Post.ALTERNATES, Post.SECRETARY, Post.DEPUTY_SECRETARIES}:
            text = N_("{name} is not a delegate. May such a member stand here? Record who decided: {source}.")
            finding = setting.finding("election.self_nomination", "E-010", "outside_stands", text, **params)
            yield Finding(Severity.QUESTION, finding.code, finding.message, rule=finding.rule)


def _may_nominate(setting: Setting, one: Nominee) -> Iterable[Finding]:
    params = {"name": one.name}
    if one.origin is Origin.PREPARED:
        if one.by not in {None, Capacity.PRESIDIUM}:
            text = N_("{name} stands on the prepared list, which the presidium puts forward: {source}.")
            yield setting.finding("election.presidium_nominates", "E-015", "prepared_by_other", text, **params)
        return
    if one.origin is Origin.SELF:
        return
    if one.by is None:
        text = N_("{name} was nominated, but it is not said by whom. Enter who nominated.")
        yield Finding(Severity.ERROR, "nominator_missing", Message(text, params))
    elif one.by in {Capacity.PROBATIONARY, Capacity.ATTACHED} and (
        setting.body is not Body.MEMBER_CONGRESS or not setting.rule("election.probationary_may_nominate")
    ):
        text = N_(
            "{name} was nominated by a member without a vote, who may nominate at a member congress only: {source}."
        )
        yield setting.finding("election.probationary_may_nominate", "E-016", "may_not_nominate", text, **params)
    elif one.by in {Capacity.OUTSIDE, Capacity.ALTERNATE}:
        text = N_("{name} was nominated by somebody without a vote here: {source}.")
        yield setting.finding("election.self_nomination", "E-010", "may_not_nominate", text, **params)


def _off_list(setting: Setting, one: Nominee) -> Iterable[Finding]:
    """E-017: who prepared the list may neither nominate beside it, nor stand or accept if not on it."""
    key, id = "election.committee_member_off_list", "E-017"
    params = {"name": one.name}
    if not one.from_floor:
        return
    if one.capacity is Capacity.PREPARER:
        text = N_(
            "{name} is a member of the committee that prepared the list and is not on it, so may neither stand nor "
            "accept; the presidium proposes to take the name off: {source}."
        )
        yield setting.finding(key, id, "preparer_off_list", text, **params)
    if one.by is Capacity.PREPARER:
        text = N_("{name} was nominated by a member of the committee that prepared the list, who may not: {source}.")
        yield setting.finding(key, id, "preparer_nominates", text, **params)


def _consent(setting: Setting, one: Nominee) -> Iterable[Finding]:
    """E-013, E-014: who is not a delegate agrees in writing."""
    if one.origin is not Origin.NOMINATED or one.capacity not in {Capacity.OUTSIDE, Capacity.ALTERNATE}:
        return
    if one.consent is not True:
        grassroots = setting.level in {Level.GRASSROOTS, Level.SECTION, Level.CELL}
        key, id = ("election.grassroots_nomination", "E-013") if grassroots else ("election.upper_nomination", "E-014")
        text = N_("{name} is not a delegate; the nomination bears no consent of theirs: {source}.")
        yield setting.finding(key, id, "no_consent", text, name=one.name)


def _withdrawal(setting: Setting, one: Nominee) -> Iterable[Finding]:
    if one.asks_to_withdraw and one.withdrawn is None:
        text = N_("{name} asks to withdraw; the congress has not decided on it: {source}.")
        found = setting.finding("election.withdrawal", "E-019", "withdrawal_open", text, name=one.name)
        yield Finding(Severity.QUESTION, found.code, found.message, rule=found.rule)


def _dossier(setting: Setting, one: Nominee, opens_on: date | None, holidays: Holidays) -> Iterable[Finding]:
    """E-011, E-012: from the district level up who is not a delegate hands in a whole dossier in time."""
    rule = setting.rule("election.dossier_before")
    outside = one.capacity in {Capacity.OUTSIDE, Capacity.ALTERNATE} and one.from_floor
    if rule is None or not outside or setting.post is not Post.COMMITTEE:
        return
    params: dict[str, object] = {"name": one.name}
    if one.dossier_on is None:
        text = N_("{name} is not a delegate and has handed in no dossier: {source}.")
        yield setting.finding("election.dossier_before", "E-011", "no_dossier", text, **params)
        return
    if opens_on is not None:
        try:
            last = add_working_days(opens_on, -int(rule.number), holidays)
        except YearNotCoveredError as error:
            yield Finding(Severity.QUESTION, "calendar_gap", error.message, rule=rule.id)
        else:
            if one.dossier_on > last:
                text = N_("The dossier of {name} came on {day:%d/%m/%Y}; the last day was {last:%d/%m/%Y}: {source}.")
                params |= {"day": one.dossier_on, "last": last}
                yield setting.finding("election.dossier_before", "E-011", "dossier_late", text, **params)
    missing = [item for item in setting.words("election.dossier_items") if item not in one.dossier]
    if missing:
        text = N_("The dossier of {name} lacks {count} items: {source}.")
        params |= {"count": len(missing)}
        yield setting.finding("election.dossier_items", "E-012", "dossier_incomplete", text, **params)
