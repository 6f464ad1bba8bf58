"""The approved scheme of an organisation beside the released results of its congress."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from daihoi.core.access import Actor, Permission
from daihoi.core.elections import Body, Post, standing
from daihoi.core.elections.afterwards import Afterwards, Columns, Result, Stood, columns, compare
from daihoi.core.elections.nominees import Origin
from daihoi.core.elections.scheme import HELD, ORGANS
from daihoi.core.messages import Finding, Refused
from daihoi.core.personnel.content import Content
from daihoi.core.personnel.kinds import Entry, Organ, VersionState
from daihoi.core.personnel.kinds import Post as Held
from daihoi.core.personnel.members import MemberFacts
from daihoi.core.text import fold
from daihoi.data.models import BallotRound, Election, Membership, Organisation, Person, SchemeVersion
from daihoi.queries.access import require
from daihoi.queries.elections._rows import ballots_of, is_counted, record_of, rounds_of, setting_of
from daihoi.queries.elections._states import state_of
from daihoi.queries.personnel import PersonnelPlace
from daihoi.queries.personnel._appraised import locked
from daihoi.queries.personnel._people import core_person, own_people
from daihoi.queries.personnel._people import setting_of as rules_of_people

_WHOLE = ("nominees", "exclusions", "decisions", "rounds__counts", "rounds__stock")


@dataclass(frozen=True)
class Entering:
    """Somebody elected who may be entered in a body. `person` None: nobody whom the organisation keeps is linked to
    the name; `alike`: ids of those of that name. `there`: in the body already."""

    nominee: int
    name: str
    person: int | None
    alike: tuple[int, ...]
    facts: MemberFacts
    there: bool

    @property
    def key(self) -> str:
        """What names the line in a form: the body and the nominee."""
        return f"{self.facts.organ.value}_{self.nominee}"


@dataclass(frozen=True)
class AfterwardsView:
    """`version`: number of the approved version, None: none is approved. `content_fault`: why its content cannot be
    read. `columns`: of elected bodies. `entering`: what the released results give, body by body."""

    version: int | None
    content_fault: tuple[Finding, ...]
    found: Afterwards
    columns: Mapping[Post, Columns]
    entering: tuple[Entering, ...]
    waiting: int  # elections whose result is not released yet, or leaves something open
    released_on: date | None


@dataclass(frozen=True)
class Outcome:
    """How far the results are: elections of the congress, those of which the last round is released, and who is in a
    body of the organisation now."""

    elections: int
    released: int
    members: int


def outcome(*, actor: Actor, place: PersonnelPlace, today: date) -> Outcome:
    """In figures alone; for whoever may see personnel records. One query."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    last = BallotRound.objects.filter(election=OuterRef("pk")).order_by("-number")
    held = Election.objects.filter(congress__organisation=OuterRef("pk"), congress__term=place.term, withdrawn="")
    told = held.annotate(told=Subquery(last.values("released_at")[:1])).filter(told__isnull=False)
    inside = Membership.objects.filter(organisation=OuterRef("pk"), term=place.term, to_on=None)
    row = Organisation.objects.values_list(_many(held), _many(told), _many(inside, "person")).get(pk=place.organisation)
    return Outcome(*row)


def _many(rows: QuerySet[Any], what: str = "pk") -> Coalesce:
    """How many rows of a subquery there are."""
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(many=Count(what, distinct=True))
    return Coalesce(Subquery(counted.values("many")), 0)


def afterwards(*, actor: Actor, place: PersonnelPlace, today: date) -> AfterwardsView:
    """What the congress made of the approved scheme; for whoever may see personnel records. Ten queries.

    What is not released is not in it, whoever asks.
    """
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    version = (
        SchemeVersion.objects.filter(scheme=place.scheme, state=VersionState.APPROVED.value)
        .select_related("scheme")
        .order_by("-number")
        .first()
        if place.scheme
        else None
    )
    content, fault = _content(version)
    results, moments, waiting = _released(place.organisation, place.term)
    found = compare(content.listed if content else (), results)
    kept = {str(row.pk): row for row in own_people(place.organisation, place.term)}
    people = {key: core_person(row) for key, row in kept.items()}
    if content:  # as they were when the list was approved
        people |= {one.person.key: one.person for one in content.listed}
    under = rules_of_people(place)
    of_bodies = {
        office.result.post: columns(office, people, under) for office in found.offices if office.result.post in ORGANS
    }
    on = timezone.localdate(max(moments)) if moments else None
    entering = _entering(place, found, kept.values(), content, on or today) if results else ()
    return AfterwardsView(version.number if version else None, fault, found, of_bodies, entering, waiting, on)


def _content(version: SchemeVersion | None) -> tuple[Content | None, tuple[Finding, ...]]:
    if version is None:
        return None, ()
    try:
        return locked(version), ()
    except Refused as refused:
        return None, refused.findings


def _released(organisation: int, term: str) -> tuple[list[Result], list[datetime], int]:
    """(results of the congress that are released and leave nothing open, when, how many elections are not there yet).

    Of several elections to one post the last counts, and an earlier one that it took the place of waits for nothing.
    """
    rows = Election.objects.filter(congress__organisation=organisation, congress__term=term, withdrawn="")
    rows = rows.select_related("congress", "congress__ruleset", "ruleset").prefetch_related(*_WHOLE).order_by("pk")
    every = list(rows)
    held = {row.pk: rounds_of(row) for row in every}
    ballots = ballots_of([one for rounds in held.values() for one in rounds if one.released_at and is_counted(one)])
    found: dict[str, Result] = {}
    moments = []
    waiting = Counter[str]()
    for row in every:
        rounds = held[row.pk]
        record = record_of(row, unreleased=False, rounds=rounds, ballots=ballots)
        result = standing(setting_of(row), record)
        if not rounds or state_of(row, rounds, result) != "over":
            waiting[row.post] += 1
            continue
        found[row.post] = _result(row, result)
        waiting[row.post] = 0
        moments += [one.released_at for one in rounds if one.released_at is not None]
    return list(found.values()), moments, waiting.total()


def _result(row: Election, result: Any) -> Result:
    people = []
    for nominee in sorted(row.nominees.all(), key=lambda one: (one.position or 1_000, one.pk)):
        if nominee.position is None:
            continue
        key = str(nominee.pk)
        outcome = result.person(key)
        people.append(
            Stood(
                nominee.pk,
                nominee.name,
                str(nominee.person_id or ""),
                outcome.votes if outcome else None,
                key in result.elected,
                key in result.alternates,
                nominee.origin == Origin.PREPARED.value,
            )
        )
    return Result(row.pk, Post(row.post), row.seats or 1, result.base.number, Body(row.body).is_congress, tuple(people))


def _entering(
    place: PersonnelPlace, found: Afterwards, kept: Iterable[Person], content: Content | None, on: date
) -> tuple[Entering, ...]:
    listed = {one.person.key: one for one in content.listed} if content else {}
    mine = {str(row.pk) for row in kept}
    named: dict[str, list[int]] = {}
    for row in kept:
        named.setdefault(row.folded or fold(row.name), []).append(row.pk)
    there = set(
        Membership.objects.filter(organisation_id=place.organisation, term=place.term, to_on=None)
        .values_list("person", "organ")
    )  # fmt: skip
    posts = _posts(found)
    lines = []
    for office in found.offices:
        if office.result.post not in ORGANS:
            continue
        for stood in office.result.people:
            if not (stood.elected or stood.alternate):
                continue
            organ = Organ.ALTERNATES if stood.alternate else ORGANS[office.result.post]
            person = int(stood.person) if stood.person in mine else None
            planned = listed.get(stood.person)
            post, direct = _held(posts, stood, organ, planned.posts if planned else frozenset())
            facts = MemberFacts(
                organ=organ,
                entry=Entry.ELECTED_DIRECTLY if direct and post is Held.SECRETARY else Entry.ELECTED,
                from_on=on,
                standing=planned.standing if planned else None,
                post=post,
                votes=stood.votes,
                base=office.result.base or None,
            )
            alike = tuple(named.get(fold(stood.name), ())) if person is None else ()
            already = person is not None and (person, organ.value) in there
            lines.append(Entering(stood.nominee, stood.name, person, alike, facts, already))
    return tuple(lines)


_Posts = dict[tuple[str, Organ], tuple[Post, bool]]


def _posts(found: Afterwards) -> _Posts:
    """Who was elected to a post, by the record or else the name that the ballots have, and in which body it is held."""
    posts: _Posts = {}
    for office in found.offices:
        if office.result.post in HELD:
            organ = Organ.INSPECTION if office.result.post is Post.INSPECTION_CHAIR else Organ.COMMITTEE
            for stood in office.result.people:
                if stood.elected:
                    posts[stood.person or fold(stood.name), organ] = (office.result.post, office.result.direct)
    return posts


def _held(posts: _Posts, stood: Stood, organ: Organ, planned: frozenset[Held]) -> tuple[Held | None, bool]:
    """The post in a body that somebody was elected to: of two kinds of deputies the one that was planned."""
    won = posts.get((stood.person or fold(stood.name), organ))
    if won is None:
        return None, False
    post, direct = won
    return next((held for held in HELD[post] if held in planned), HELD[post][-1]), direct
