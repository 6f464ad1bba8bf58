"""Taking over personnel work as it stood elsewhere: people, lists, steps, versions and bodies of many organisations.

An act of the installation itself, for the command line: what it writes was decided before, so no right is asked of a
person. One event for all of it, which names the organisations; every fact is checked as a form's would be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from daihoi.actions._gate import Done, system_action
from daihoi.actions.personnel.people import MeantFor
from daihoi.actions.personnel.schemes import Numbers
from daihoi.core.access import Actor
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Organ, Setting, setting
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.approval import above_of
from daihoi.core.personnel.content import Shown, Whose, canonical, content_of, sha256_of
from daihoi.core.personnel.facts import PersonFacts, stored, stored_posts
from daihoi.core.personnel.kinds import DossierState, Group, Secrecy, VersionState
from daihoi.core.personnel.members import DepartureFacts, MemberFacts, stored_departure
from daihoi.core.personnel.members import stored as stored_member
from daihoi.core.personnel.places import in_words
from daihoi.core.personnel.process import Base, steps
from daihoi.data.models import (
    DossierItem,
    Membership,
    NotStanding,
    Person,
    PersonPost,
    PoolPlace,
    ProcessStep,
    Scheme,
    SchemeSeats,
    SchemeVersion,
    StepVote,
    Variant,
    VariantPerson,
    Version,
    VersionDecision,
)
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.personnel._below import rules_of_congresses
from daihoi.queries.personnel.rows import PERSON, PLACE, listed_of, person_of, seats_of
from daihoi.queries.rules import pack_in_force, retirement


@dataclass(frozen=True)
class TakenPerson:
    """Somebody with all that is known. `meant`: in the pool for what; `listed`: is that their place on the chosen list
    as well; `surplus`: of which bodies. `dossier`: item → (state, day). `members`: bodies that the person is in."""

    facts: PersonFacts
    meant: MeantFor | None = None
    listed: bool = False
    surplus: frozenset[Organ] = frozenset()
    dossier: Mapping[str, tuple[DossierState, date | None]] = field(default_factory=dict)
    leaves: DepartureFacts | None = None
    members: Sequence[MemberFacts] = ()


@dataclass(frozen=True)
class TakenStep:
    """A meeting of the process. `votes`: by place of the person among the organisation's people, and office; `passed`:
    those of them who came through. `closed_on` None: it is open."""

    group: Group
    key: str
    held_on: date
    summoned: int
    came: int
    votes: Mapping[tuple[int, str], int]
    passed: frozenset[tuple[int, str]] = frozenset()
    closed_on: date | None = None
    base_by: str = ""


@dataclass(frozen=True)
class TakenDecision:
    state: VersionState
    on_date: date
    number: str = ""
    note: str = ""


@dataclass(frozen=True)
class TakenVersion:
    """The list and the numbers as they were submitted, and what was decided on them, in order."""

    submitted_on: date
    paper: str = ""
    due_on: date | None = None
    decisions: Sequence[TakenDecision] = ()


@dataclass(frozen=True)
class TakenScheme:
    begun_on: date
    variant: str
    numbers: Mapping[Organ, Numbers]
    steps: Sequence[TakenStep] = ()
    version: TakenVersion | None = None
    secrecy: Secrecy = Secrecy.SECRET


@dataclass(frozen=True)
class Taken:
    """The personnel work of one organisation. `by`: who kept it there."""

    organisation: int
    people: Sequence[TakenPerson]
    scheme: TakenScheme | None = None
    by: str = ""


@system_action("personnel.taken_over")
def take_over(*, actor: Actor, organisation: int, term: str, work: Sequence[Taken]) -> tuple[int, Done[int]]:
    """Take over the personnel work of organisations that have none yet in the term; how many people that were.

    `organisation`: where the event is written. Raises Refused where one of them has people or a scheme already.
    """
    ids = [one.organisation for one in work]
    if (
        Person.objects.filter(organisation__in=ids).exists()
        or Scheme.objects.filter(organisation__in=ids, term=term).exists()
    ):
        raise refuse("work_there", N_("One of the organisations has people or a scheme already. Take that out first."))
    made = _people(work, term)
    _beside_people(made, term)
    schemes = [(one, one.scheme, rows) for one, rows in made if one.scheme is not None]
    of = _schemes(schemes, term)
    _steps(of)
    locked = _versions(of, term)
    detail = {"term": term, "people": sum(len(rows) for _, rows in made), "schemes": len(schemes), "for": ids}
    detail["versions"] = locked
    return organisation, Done(sum(len(rows) for _, rows in made), "", detail)


Made = list[tuple[Taken, list[Person]]]


def _people(work: Sequence[Taken], term: str) -> Made:
    today, now = clock.today(), clock.now()
    rows = [
        Person(organisation_id=one.organisation, kept_at=now, kept_by_name=one.by, **stored(person.facts, today))
        for one in work
        for person in one.people
    ]
    rest = iter(Person.objects.bulk_create(rows, batch_size=1000))
    made = [(one, [next(rest) for _ in one.people]) for one in work]
    PoolPlace.objects.bulk_create(
        (
            PoolPlace(person=row, term=term, **person.meant.row())
            for one, rows in made
            for person, row in zip(one.people, rows, strict=True)
            if person.meant is not None
        ),
        batch_size=1000,
    )
    return made


def _place(meant: MeantFor) -> dict[str, object]:
    """What somebody is meant for as the row of a list keeps it: as in the pool, without the decision on that."""
    return {name: value for name, value in meant.row().items() if name != "decision"}


def _beside_people(made: Made, term: str) -> None:
    """Posts, dossiers, bodies, and those who do not stand again."""
    today = clock.today()
    every = [(one, person, row) for one, rows in made for person, row in zip(one.people, rows, strict=True)]
    PersonPost.objects.bulk_create(
        PersonPost(person=row, **vars(post))
        for _, person, row in every
        for post in stored_posts(person.facts.posts or ())
    )
    DossierItem.objects.bulk_create(
        (
            DossierItem(person=row, term=term, item=item, state=state.value, on_date=day)
            for _, person, row in every
            for item, (state, day) in person.dossier.items()
        ),
        batch_size=1000,
    )
    Membership.objects.bulk_create(
        Membership(person=row, organisation_id=one.organisation, term=term, **stored_member(facts, today))
        for one, person, row in every
        for facts in person.members
    )
    NotStanding.objects.bulk_create(
        NotStanding(person=row, term=term, **stored_departure(person.leaves))
        for _, person, row in every
        if person.leaves is not None
    )


@dataclass(frozen=True)
class _Scheme:
    taken: Taken
    scheme: TakenScheme
    people: list[Person]
    row: Scheme


def _schemes(schemes: Sequence[tuple[Taken, TakenScheme, list[Person]]], term: str) -> list[_Scheme]:
    """Schemes with their numbers and one chosen list each."""
    rows = Scheme.objects.bulk_create(
        Scheme(
            organisation_id=one.organisation,
            term=term,
            secrecy=scheme.secrecy.value,
            begun_at=_moment(scheme.begun_on),
            begun_by_name=one.by,
        )
        for one, scheme, _ in schemes
    )
    made = [_Scheme(*each, row) for each, row in zip(schemes, rows, strict=True)]
    SchemeSeats.objects.bulk_create(
        SchemeSeats(scheme=of.row, organ=organ.value, **vars(numbers))
        for of in made
        for organ, numbers in of.scheme.numbers.items()
    )
    variants = Variant.objects.bulk_create(
        Variant(
            scheme=of.row,
            name=of.scheme.variant,
            chosen=True,
            kept_at=_moment(of.scheme.begun_on),
            kept_by_name=of.taken.by,
        )
        for of in made
    )
    VariantPerson.objects.bulk_create(
        (
            VariantPerson(variant=variant, person=row, surplus=in_words(person.surplus), **_place(person.meant))
            for of, variant in zip(made, variants, strict=True)
            for person, row in zip(of.taken.people, of.people, strict=True)
            if person.listed and person.meant is not None
        ),
        batch_size=1000,
    )
    return made


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)))


def _steps(made: Sequence[_Scheme]) -> None:
    every = [(of, number, step) for of in made for number, step in enumerate(of.scheme.steps, 1)]
    rows = ProcessStep.objects.bulk_create(
        ProcessStep(
            scheme=of.row,
            group=step.group.value,
            key=step.key,
            position=number,
            held_on=step.held_on,
            summoned=step.summoned,
            came=step.came,
            issued=step.came,
            collected=step.came,
            valid=step.came,
            base=Base.SUMMONED.value if step.base_by else "",
            base_by=step.base_by,
            opened_at=_moment(step.held_on),
            closed_at=_moment(step.closed_on) if step.closed_on else None,
            closed_by_name=of.taken.by if step.closed_on else "",
        )
        for of, number, step in every
    )
    StepVote.objects.bulk_create(
        (
            StepVote(
                step=row,
                person=of.people[at],
                office=office,
                votes=votes,
                passed=(at, office) in step.passed if step.closed_on else None,
            )
            for (of, _, step), row in zip(every, rows, strict=True)
            for (at, office), votes in step.votes.items()
        ),
        batch_size=1000,
    )


def _versions(made: Sequence[_Scheme], term: str) -> Mapping[int, tuple[str, str]]:
    """Versions with the content that they locked, and what was decided on them; hash and state by id, for the log."""
    submitted = [(of, of.scheme.version) for of in made if of.scheme.version is not None]
    if not submitted:
        return {}
    under, places = _settings([of.taken.organisation for of, _ in submitted], term)
    rows = []
    for of, version in submitted:
        path, code = places[of.taken.organisation]
        text = _content(of, under[of.taken.organisation], Whose(of.taken.organisation, term, 1), code)
        state = version.decisions[-1].state if version.decisions else VersionState.SUBMITTED
        rows.append(
            SchemeVersion(
                scheme=of.row,
                number=1,
                state=state.value,
                content=text,
                sha256=sha256_of(text),
                above_id=above_of(path),
                paper=version.paper,
                submitted_at=_moment(version.submitted_on),
                submitted_on=version.submitted_on,
                submitted_by_name=of.taken.by,
                due_on=version.due_on,
            )
        )
    kept = SchemeVersion.objects.bulk_create(rows, batch_size=100)
    VersionDecision.objects.bulk_create(
        VersionDecision(
            version=row,
            state=one.state.value,
            number=one.number,
            on_date=one.on_date,
            note=one.note,
            made_at=_moment(one.on_date),
            made_by_name="",
        )
        for (_, version), row in zip(submitted, kept, strict=True)
        for one in version.decisions
    )
    return {row.pk: (row.sha256, row.state) for row in kept}


def _settings(ids: Sequence[int], term: str) -> tuple[Mapping[int, Setting], Mapping[int, tuple[str, str]]]:
    """The rules that each organisation's congress is pinned to, else those in force; its path and code."""
    pinned = rules_of_congresses(ids, term)
    found, standing = {}, {}
    places = Version.objects.filter(organisation__in=ids, valid_to=FAR)
    for pk, path, code, kind, unit in places.values_list("organisation", "path", "organisation__code", "kind", "unit"):
        pack, kind, unit, case = pinned.get(pk) or (pack_in_force(term, clock.today()), kind, unit, "")
        found[pk] = setting(pack, retirement(), Kind(kind), Unit(unit), case or None)
        standing[pk] = path, code
    return found, standing


def _content(of: _Scheme, under: Setting, whose: Whose, code: str) -> str:
    """The chosen list as `queries.personnel.versions.draft` would lock it."""
    listed, shown = [], {}
    for person, row in zip(of.taken.people, of.people, strict=True):
        if not person.listed or person.meant is None:
            continue
        place = _place(person.meant)
        known = person_of([getattr(row, name) for name in PERSON])
        listed.append(listed_of(known, [place[name] for name in PLACE], in_words(person.surplus)))
        joined = row.probationary_on or row.official_on
        shown[known.key] = Shown(row.post, row.home, row.ethnicity, row.specialism, joined)
    numbers = of.scheme.numbers
    seats = {organ: seats_of(one.seats, one.vacant, one.before) for organ, one in numbers.items()}
    extra = {"variant": of.scheme.variant}
    extra |= {f"vacant_{organ.value}": one.vacant_why for organ, one in numbers.items() if one.vacant_why}
    order = steps(under, {step.group for step in of.scheme.steps} or None)
    if order:
        closed = sum(step.closed_on is not None for step in of.scheme.steps)
        extra["process"] = f"{closed}/{len(order)}"
        if closed < len(order):
            extra["unfinished"] = "Theo yêu cầu tiến độ"
    return canonical(content_of(CoreScheme(under, seats, tuple(listed)), whose, code, extra, shown))
