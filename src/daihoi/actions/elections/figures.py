"""The figures of an election and the exclusions from its base."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Q

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import (
    election_of,
    named,
    refuse_adopted,
    refuse_changed,
    refuse_errors,
    refuse_released,
)
from daihoi.core.access import Actor, Permission
from daihoi.core.elections import SINGLE_POSTS, Post, Stock, base_in
from daihoi.core.elections import base as bases
from daihoi.core.elections.tokens import exclusion_digest, exclusions_token, facts_token
from daihoi.core.messages import N_, Finding, refuse
from daihoi.core.text import one_line
from daihoi.data.models import Election, Exclusion
from daihoi.queries.elections._rows import exclusions_of, record_of, setting_of

PREPARE = Permission.ELECTIONS_PREPARE


@dataclass(frozen=True)
class Facts:
    """Figures of an election, in persons. `attending`: at the congress now, for the support of floor nominees.

    `school`: tones of names in the order that schools teach instead of the dictionary's; `truncate`: percentages are
    shown cut after two decimals instead of rounded half up. Neither decides anything.
    """

    seats: int | None = None
    alternates: int = 0
    summoned: int | None = None
    attending: int | None = None
    opens_on: date | None = None
    title: str = ""
    school: bool = False
    truncate: bool = False

    @property
    def told(self) -> dict[str, object]:
        return {**asdict(self), "seats": self.seats or None, "summoned": self.summoned or None}


@action("elections.facts_set", PREPARE)
def set_facts(
    *, actor: Actor, organisation: int, election: int, facts: Facts, reason: str = "", known: str | None = None
) -> Done[None]:
    """Set the number to elect, those summoned, those attending, the opening day, the title.

    `known`: `facts_token` of what stood there; None asks nothing. `reason`: why those summoned change while a round is
    counted.
    """
    row = election_of(organisation, election)
    before = _facts_in(row)
    refuse_changed(known, facts_token(before))
    given = {**facts.told, "title": one_line(facts.title)[:200] or row.title}
    if any(before[name] != given[name] for name in _OF_RESULT):
        refuse_released(row)  # how percentages are shown may change at any time; what the result rests on may not
    _check_facts(row, facts)
    if given["title"] != row.title and _printed(row):
        raise refuse("title_printed", N_("The title stands on ballots already; it stays as it was printed."))
    detail = {"election": election, **asdict(facts), "title": given["title"]}
    other = given["summoned"] != row.summoned
    why, base = (_reason(row, reason), _base(row)) if other else ("", None)
    for name in _OF_RESULT:
        setattr(row, name, given[name])
    row.tones = "school" if facts.school else "dictionary"
    row.rounding = "truncate" if facts.truncate else "half_up"
    row.save()
    if other:
        detail |= {"base_before": base, "base": _base(row), "reason": why}
    return Done(None, row.title, detail)


_OF_RESULT = ("seats", "alternates", "summoned", "attending", "opens_on", "title")


def _facts_in(row: Election) -> dict[str, object]:
    """The figures as they stand."""
    given = {name: getattr(row, name) for name in _OF_RESULT}
    return {**given, "school": row.tones == "school", "truncate": row.rounding == "truncate"}


def _check_facts(row: Election, facts: Facts) -> None:
    """Refuse figures that cannot be, or that an adopted list or an open round does not allow any more."""
    post = Post(row.post)
    if row.adopted_at and (facts.seats, facts.alternates) != (row.seats, row.alternates):
        refuse_adopted(row)
    if post in SINGLE_POSTS and facts.seats != 1:
        raise refuse("one_seat", N_("This post is held by one person."))
    if facts.alternates and (post is not Post.DELEGATES or setting_of(row).word("election.delegates_list") != "common"):
        text = N_("Alternates are elected on a list of their own here; open an election of alternates.")
        raise refuse("alternates_apart", text, rule="E-101")
    for number in (facts.seats, facts.alternates, facts.summoned, facts.attending):
        if number is not None and not 0 <= number < 10_000:
            raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=number)
    if facts.summoned is not None and facts.attending is not None and facts.attending > facts.summoned:
        raise refuse("attending_over_summoned", N_("More attend than were summoned."))
    if not facts.summoned and (row.adopted_at or row.rounds.exists()):
        raise refuse("summoned_missing", N_("Enter how many were summoned."))


def _printed(row: Election) -> bool:
    """Has a ballot with the title been laid out or handed over, in a round that stands?"""
    on_paper = ~Q(layout_sha256="") | Q(stock__isnull=False)
    return row.rounds.filter(on_paper, annulled="").exists()


@action("elections.exclusions_set", PREPARE)
def set_exclusions(
    *,
    actor: Actor,
    organisation: int,
    election: int,
    exclusions: Sequence[bases.Exclusion],
    reason: str = "",
    known: str | None = None,
) -> Done[tuple[Finding, ...]]:
    """Set the whole list of exclusions from the base, each a named person (E-081–E-083); returns what warns or asks.

    `known`: `exclusions_token` of the list that stood there; None asks nothing. `reason`: needed while a round is
    counted. The log keeps no name, but of each exclusion a digest that proves it.
    """
    row = election_of(organisation, election)
    refuse_released(row)
    refuse_changed(known, exclusions_token(exclusions_of(row)))
    why, before = _reason(row, reason), _base(row)
    kept = [bases.Exclusion(named(one.person), one.reason, one.attended) for one in exclusions]
    row.exclusions.all().delete()
    Exclusion.objects.bulk_create(
        Exclusion(election=row, person=one.person, reason=one.reason.value, attended=one.attended) for one in kept
    )
    found: tuple[Finding, ...] = ()
    if row.summoned:
        found = base_in(setting_of(row), record_of(row, unreleased=True)).findings
        refuse_errors(found)
    reasons: dict[str, int] = {}
    for one in kept:
        reasons[one.reason] = reasons.get(one.reason, 0) + 1
    detail = {
        "election": election,
        "reasons": reasons,
        "digests": sorted(exclusion_digest(election, one) for one in kept),
        "base_before": before,
        "base": _base(row),
        "reason": why,
    }
    return Done(found, row.title, detail)


def _reason(row: Election, reason: str) -> str:
    """Why the base changes; asked for once the box was opened, when a vote more or less may decide."""
    opened = row.rounds.filter(annulled="", released_at=None, stock__kind=Stock.COLLECTED.value)
    why = one_line(reason)[:300]
    if not why and opened.exists():
        raise refuse("no_reason", N_("Ballots are collected already. Say why the base changes now."))
    return why


def _base(row: Election) -> int | None:
    return base_in(setting_of(row), record_of(row, unreleased=False)).number if row.summoned else None
