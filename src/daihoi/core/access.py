"""Who may do what, where: permissions, roles and grants, and the one policy that answers both questions.

A grant gives a person a role at an organisation, from a day to a day; it holds there and everywhere below.
`allows` answers "may this actor do P here?"; `reach` gives the paths under which the answer is yes, and data
queries filter by it. A test over random trees holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_
from daihoi.core.organisations import paths


class NotHere(Exception):
    """There is nothing here for this actor: unknown and forbidden are told alike."""


class Permission(StrEnum):
    """What can be allowed. Stored nowhere: roles are code."""

    VIEW = "view"  # organisations, congresses, boards, figures
    ORGANISATIONS_EDIT = "organisations.edit"  # found, rename, move, merge, split, end, import
    MEMBERS_REPORT = "members.report"  # member figures of an organisation
    PLAN_EDIT = "plan.edit"  # open congresses, planned days, form, contents
    PLAN_MARK = "plan.mark"  # milestones that the organisation itself reaches
    PLAN_DECIDE = "plan.decide"  # milestones that the level above marks; asked at the organisation above
    PILOTS = "pilots"  # allocate and choose pilots
    DIRECTIVES_EDIT = "directives.edit"  # enter, change and withdraw papers; set and move windows below
    DIRECTIVES_ANSWER = "directives.answer"  # take papers in, say when they were disseminated
    BODIES_EDIT = "bodies.edit"  # form bodies, name members, give them organisations
    TASKS_EDIT = "tasks.edit"  # an organisation's own tasks, and versions of its plan
    SUPERVISE = "supervise"  # plan and hold visits, answer checklists, conclude
    VISIT = "visit"  # be a visitor at the organisation itself: its own people are not, those above it are anyway
    DIFFICULTIES_RAISE = "difficulties.raise"  # raise difficulties of an organisation, take them back
    DIFFICULTIES_ANSWER = "difficulties.answer"  # answer, pass up, join, publish what lies at an organisation
    BRIEFINGS_EDIT = "briefings.edit"
    LESSONS_EDIT = "lessons.edit"  # reviews, lessons, training; say that a lesson was read
    OUTREACH_EDIT = "outreach.edit"  # communication counts and summaries of opinion
    SPENDING_EDIT = "spending.edit"  # norms for those below, own lines
    REPORTS_EDIT = "reports.edit"  # weekly reports: when they are made, their words, signing
    PERSONNEL_VIEW = "personnel.view"  # people, dossiers, schemes, votes of the process; each reading is logged
    PERSONNEL_EDIT = "personnel.edit"  # people, lists, steps of an organisation itself; submitting its scheme
    PERSONNEL_APPRAISE = "personnel.appraise"  # appraise what organisations below submit; asked at the one above
    PERSONNEL_APPROVE = "personnel.approve"  # approve what was put forward; asked at the organisation above
    ACCESS_MANAGE = "access.manage"  # accounts and grants
    AUDIT_VIEW = "audit.view"  # the audit log
    ELECTIONS_VIEW = "elections.view"  # lists of candidates, and results once they are released
    ELECTIONS_PREPARE = "elections.prepare"  # everything before the vote, decisions of the congress, papers
    ELECTIONS_RUN = "elections.run"  # ballots, counts, settling, releasing: the head of the counting committee
    ELECTIONS_COUNT = "elections.count"  # key ballots, in the team that the head put one in


class Role(StrEnum):
    """What a person is at an organisation. The value is stored; the meaning is here."""

    ORGANISATION_BOARD = "organisation_board"
    COMMITTEE_OFFICE = "committee_office"
    MEMBER_IN_CHARGE = "member_in_charge"
    READER = "reader"
    AUDITOR = "auditor"
    SYSTEM_KEEPER = "system_keeper"
    CONGRESS_SECRETARIAT = "congress_secretariat"
    COUNTING_HEAD = "counting_head"
    COUNTER = "counter"
    PERSONNEL_OFFICER = "personnel_officer"
    PERSONNEL_APPROVER = "personnel_approver"


P = Permission
# The daily work of a preparation, which an organisation board and a committee office do alike.
_PREPARATION = frozenset(
    {
        P.DIRECTIVES_EDIT,
        P.DIRECTIVES_ANSWER,
        P.BODIES_EDIT,
        P.TASKS_EDIT,
        P.SUPERVISE,
        P.DIFFICULTIES_RAISE,
        P.DIFFICULTIES_ANSWER,
        P.BRIEFINGS_EDIT,
        P.LESSONS_EDIT,
        P.OUTREACH_EDIT,
        P.SPENDING_EDIT,
        P.REPORTS_EDIT,
    }
)
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ORGANISATION_BOARD: frozenset(
        {
            P.VIEW,
            P.ORGANISATIONS_EDIT,
            P.MEMBERS_REPORT,
            P.PLAN_EDIT,
            P.PLAN_MARK,
            P.PLAN_DECIDE,
            P.PILOTS,
            P.ELECTIONS_VIEW,
            P.ELECTIONS_PREPARE,
        }
    )
    | _PREPARATION,
    Role.COMMITTEE_OFFICE: frozenset(
        {P.VIEW, P.MEMBERS_REPORT, P.PLAN_EDIT, P.PLAN_MARK, P.ELECTIONS_VIEW, P.ELECTIONS_PREPARE}
    )
    | _PREPARATION,
    # Visits, notes what they find and passes difficulties on; changes no plan.
    Role.MEMBER_IN_CHARGE: frozenset({P.VIEW, P.SUPERVISE, P.VISIT, P.DIFFICULTIES_RAISE}),
    Role.READER: frozenset({P.VIEW}),
    Role.AUDITOR: frozenset({P.VIEW, P.AUDIT_VIEW, P.ELECTIONS_VIEW}),
    # Manages accounts and sees no party data.
    Role.SYSTEM_KEEPER: frozenset({P.ACCESS_MANAGE}),
    Role.CONGRESS_SECRETARIAT: frozenset({P.VIEW, P.ELECTIONS_VIEW, P.ELECTIONS_PREPARE}),
    Role.COUNTING_HEAD: frozenset({P.VIEW, P.ELECTIONS_VIEW, P.ELECTIONS_RUN}),
    # Keys ballots and sees nothing else of an election: no list of dossiers, no totals.
    Role.COUNTER: frozenset({P.VIEW, P.ELECTIONS_COUNT}),
    # Personnel is a right of its own, which no other role brings along (ADR 16).
    Role.PERSONNEL_OFFICER: frozenset({P.VIEW, P.PERSONNEL_VIEW, P.PERSONNEL_EDIT, P.PERSONNEL_APPRAISE}),
    Role.PERSONNEL_APPROVER: frozenset({P.VIEW, P.PERSONNEL_VIEW, P.PERSONNEL_APPROVE}),
}

ROLE_NAMES: dict[Role, str] = {
    Role.ORGANISATION_BOARD: N_("Organisation board"),
    Role.COMMITTEE_OFFICE: N_("Committee office"),
    Role.MEMBER_IN_CHARGE: N_("Member in charge of an area"),
    Role.READER: N_("Reader"),
    Role.AUDITOR: N_("Auditor"),
    Role.SYSTEM_KEEPER: N_("System keeper"),
    Role.CONGRESS_SECRETARIAT: N_("Secretariat of the congress"),
    Role.COUNTING_HEAD: N_("Head of the counting committee"),
    Role.COUNTER: N_("Member of the counting committee"),
    Role.PERSONNEL_OFFICER: N_("Personnel officer"),
    Role.PERSONNEL_APPROVER: N_("Standing committee, for personnel"),
}


@dataclass(frozen=True)
class Grant:
    """A role at an organisation. `paths`: every path that the organisation has had, the present one last.

    Days: from `valid_from`, until the day before `valid_to` (None: open).
    """

    role: Role
    paths: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Actor:
    """Who asks: a signed-in person with their grants, or the system itself (no id, no grants)."""

    user_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()


def reach(actor: Actor, permission: Permission, on: date) -> tuple[str, ...]:
    """The topmost paths at and below which the actor has the permission on that day; () means nowhere."""
    return paths.topmost(_granted(actor, permission, on))


def allows(actor: Actor, permission: Permission, path: str, on: date) -> bool:
    """May the actor do this at the organisation with this path on that day?"""
    return bool(path) and any(paths.covers(granted, path) for granted in _granted(actor, permission, on))


def _granted(actor: Actor, permission: Permission, on: date) -> Iterable[str]:
    for grant in actor.grants:
        if permission in PERMISSIONS[grant.role] and grant.holds(on):
            yield from grant.paths
