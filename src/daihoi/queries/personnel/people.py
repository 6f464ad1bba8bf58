"""The people of an organisation: the list with its filters, and one person with everything kept of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import Finding
from daihoi.core.personnel import Age, AgeState, Organ, Post, Sex, Standing, age_finding, age_in_months
from daihoi.core.personnel.dossiers import DossierRules, handed_in
from daihoi.core.personnel.kinds import DossierState, Review
from daihoi.core.rules import Rule
from daihoi.core.text import fold, name_key
from daihoi.data.models import DossierItem, Person, PersonReview
from daihoi.queries.access import require
from daihoi.queries.personnel._alike import Elsewhere, apart, named_like, undecided
from daihoi.queries.personnel._dossiers import item_stamp, review_stamp, rules_of_place
from daihoi.queries.personnel._people import (
    age_under,
    has_table,
    listed,
    own_people,
    parted,
    setting_of,
    with_places,
    with_states,
)
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.rows import born_of


class Band(StrEnum):
    """The three bands of age, at the reference month of the level (P-032)."""

    UNDER_40 = "under_40"
    FROM_40_TO_50 = "from_40_to_50"
    OVER_50 = "over_50"


@dataclass(frozen=True)
class Wanted:
    """Which people of the list: None and "" ask nothing.

    `office`: an Organ or a Post that they are meant for, or "none": in the pool for nothing; `lacking`: an item of the
    dossier, or "any"; `alike`: those that may be somebody else as well; `age`: a state of the age rules.
    """

    text: str = ""
    standing: Standing | None = None
    sex: Sex | None = None
    band: Band | None = None
    office: str = ""
    lacking: str = ""
    alike: bool = False
    age: AgeState | None = None

    @property
    def narrows(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class PersonRow:
    """A person of the list. `pooled`: has a place in the pool of the term; `band` None: birth month not known;
    `handed`, `lacking`: items of the dossier; `alike`: on how many records nobody has decided yet."""

    id: int
    name: str
    sex: Sex | None
    born_year: int | None
    born_month: int | None
    ethnicity: str
    post: str
    degree: str
    theory: str
    probationary_on: date | None
    official_on: date | None
    home: str
    pooled: bool
    standing: Standing | None
    organs: tuple[Organ, ...]
    posts: tuple[Post, ...]
    special: str
    age: Age
    band: Band | None
    handed: int
    lacking: tuple[str, ...]
    alike: int = 0


@dataclass(frozen=True)
class PeopleView:
    """Everybody who was asked for, by name; `total`: of how many. `reference`: the month from which ages are counted,
    `by`: the rule that says so; `counts`: of everybody, by what has to be looked at."""

    rows: tuple[PersonRow, ...]
    total: int
    dossier: DossierRules
    reference: date | None
    by: Rule | None
    counts: Mapping[str, int]


def people(*, actor: Actor, place: PersonnelPlace, today: date, wanted: Wanted | None = None) -> PeopleView:
    """The people of an organisation, as many queries for two as for two hundred: three."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    asked = wanted or Wanted()
    under, rules = setting_of(place), rules_of_place(place)
    found, states = with_states(own_people(place.organisation, place.term), place.term)
    twins = _alike(actor, today, found)
    rows = [_row(one, place, states.get(one.pk, {}), rules, twins.get(one.pk, 0)) for one in found]
    keep = _keeps(asked)
    rows.sort(key=lambda row: (name_key(row.name), row.born_year or 0, row.id))
    counts = {
        "lacking": sum(bool(row.lacking) and row.pooled for row in rows),
        "alike": sum(bool(row.alike) for row in rows),
        "too_old": sum(row.age.state is AgeState.TOO_OLD for row in rows),
        "pooled": sum(row.pooled for row in rows),
    }
    shown = tuple(row for row in rows if keep(row))
    return PeopleView(shown, len(rows), rules, under.reference, under.reference_rule, counts)


def _alike(actor: Actor, today: date, own: Sequence[Person]) -> dict[int, int]:
    """Person → how many records may be the same person. Two queries."""
    pairs = pairs_among(actor, today, {one.pk for one in own}, {one.folded for one in own})
    counted: dict[int, int] = {}
    for pair in pairs:
        for one in pair:
            counted[one.known.id] = counted.get(one.known.id, 0) + 1
    return counted


def pairs_among(actor: Actor, today: date, pks: set[int], names: set[str]) -> list[tuple[Elsewhere, Elsewhere]]:
    """Pairs of records, of which the first is one of `pks`, on which nobody has decided."""
    everybody = named_like(actor, today, names)
    own = [one for one in everybody if one.known.id in pks]
    return undecided(own, everybody, apart(pks))


def _row(
    one: Person, place: PersonnelPlace, states: Mapping[str, DossierState], rules: DossierRules, alike: int
) -> PersonRow:
    value, core, under = vars(one), listed(one), setting_of(place)
    lacking = rules.lacking(states) if value["place_key"] is not None else ()
    return PersonRow(
        one.pk,
        one.name,
        core.person.sex,
        one.born_year,
        one.born_month,
        one.ethnicity,
        one.post,
        one.degree,
        one.theory,
        one.probationary_on,
        one.official_on,
        one.home,
        value["place_key"] is not None,
        core.standing,
        parted(value["place_organs"], Organ),
        parted(value["place_posts"], Post),
        core.special,
        age_under(core, under),
        _band_of(born_of(one.born_year, one.born_month), under.reference),
        handed_in(states.get(item, DossierState.MISSING) for item in rules.items),
        lacking,
        alike,
    )


def _band_of(born: date | None, reference: date | None) -> Band | None:
    """The band in full months at the reference month: 40 to 50 is 480 to 600 months, both included."""
    if born is None or reference is None:
        return None
    months = age_in_months(born, reference)
    return Band.UNDER_40 if months < 480 else Band.FROM_40_TO_50 if months <= 600 else Band.OVER_50


def _keeps(asked: Wanted) -> Callable[[PersonRow], bool]:
    words = fold(asked.text)
    tests: list[Callable[[PersonRow], bool]] = []
    if words:
        tests.append(lambda row: words in fold(row.name) or words in fold(row.post))
    if asked.standing is not None:
        tests.append(lambda row: row.standing is asked.standing)
    if asked.sex is not None:
        tests.append(lambda row: row.sex is asked.sex)
    if asked.band is not None:
        tests.append(lambda row: row.band is asked.band)
    if asked.office == "none":
        tests.append(lambda row: not row.organs and not row.posts)
    elif asked.office:
        tests.append(lambda row: asked.office in row.organs or asked.office in row.posts)
    if asked.lacking:
        tests.append(lambda row: bool(row.lacking) if asked.lacking == "any" else asked.lacking in row.lacking)
    if asked.alike:
        tests.append(lambda row: row.alike > 0)
    if asked.age is not None:
        tests.append(lambda row: row.age.state is asked.age)
    return lambda row: all(test(row) for test in tests)


@dataclass(frozen=True)
class ItemView:
    """One item of a dossier; `stamp`: of what is shown. `file`: is one kept, under `file_name`."""

    item: str
    state: DossierState
    on_date: date | None
    note: str
    file: bool
    file_name: str
    stamp: str


@dataclass(frozen=True)
class ReviewView:
    """A conclusion: done when `done_on` is there."""

    review: Review
    done_on: date | None
    done_by: str
    stamp: str


@dataclass(frozen=True)
class PersonView:
    """One person with everything kept of them. `row`: as the list shows it; `fell_away`: for a record of the same
    organisation; `posts`: (title, unit, from, to), the present ones first."""

    row: PersonRow
    schooling: str
    specialism: str
    science: bool | None
    local: bool | None
    note: str
    decision: str
    councils: bool
    version: int
    kept_at: datetime
    kept_by: str
    posts: tuple[tuple[str, str, date | None, date | None], ...]
    dossier: DossierRules
    reference: date | None
    by: Rule | None
    fell_away: bool
    findings: tuple[Finding, ...]  # of the age rules


def person(*, actor: Actor, place: PersonnelPlace, pk: int, today: date) -> PersonView:
    """A person whom the organisation keeps; NotHere for every other. Three queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    one = _one(place, pk)
    items = _items(one, place.term)
    under, value = setting_of(place), vars(one)
    posts = [(row.title, row.unit, row.from_on, row.to_on) for row in one.posts.all()]
    posts.sort(key=lambda post: (post[3] or date.max, post[2] or date.min), reverse=True)
    return PersonView(
        row=_row(one, place, _states(items), rules_of_place(place), 0),
        schooling=one.schooling,
        specialism=one.specialism,
        science=one.science,
        local=one.local,
        note=one.note,
        decision=value["place_decision"] or "",
        councils=bool(value["place_councils"]),
        version=one.version,
        kept_at=one.kept_at,
        kept_by=one.kept_by_name,
        posts=tuple(posts),
        dossier=rules_of_place(place),
        reference=under.reference,
        by=under.reference_rule,
        fell_away=one.same_as is not None and one.same_as.organisation_id == place.organisation,
        findings=age_finding(listed(one), under) if has_table(under) and value["place_key"] is not None else (),
    )


@dataclass(frozen=True)
class PersonDossier:
    """The dossier of one person, by the items of the pack, and the conclusions made."""

    row: PersonRow
    items: tuple[ItemView, ...]
    reviews: tuple[ReviewView, ...]
    rules: DossierRules


def dossier(*, actor: Actor, place: PersonnelPlace, pk: int, today: date) -> PersonDossier:
    """The dossier of a person whom the organisation keeps; NotHere for every other. Three queries."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    one, rules = _one(place, pk), rules_of_place(place)
    items = _items(one, place.term)
    reviews = {row.review: row for row in one.reviews.filter(term=place.term)}
    return PersonDossier(
        _row(one, place, _states(items), rules, 0),
        tuple(_item(item, items.get(item)) for item in rules.items),
        tuple(_review(review, reviews.get(review.value)) for review in Review),
        rules,
    )


def _one(place: PersonnelPlace, pk: int) -> Person:
    rows = Person.objects.filter(pk=pk, organisation_id=place.organisation).select_related("same_as")
    one = with_places(rows, place.term).first()
    if one is None:
        raise NotHere
    return one


def _items(one: Person, term: str) -> dict[str, DossierItem]:
    return {row.item: row for row in one.dossier.filter(term=term)}


def _states(items: Mapping[str, DossierItem]) -> dict[str, DossierState]:
    return {item: DossierState(row.state) for item, row in items.items()}


def _item(item: str, row: DossierItem | None) -> ItemView:
    if row is None:
        return ItemView(item, DossierState.MISSING, None, "", False, "", item_stamp(None))
    state = DossierState(row.state)
    return ItemView(item, state, row.on_date, row.note, row.file_id is not None, row.file_name, item_stamp(row))


def _review(review: Review, row: PersonReview | None) -> ReviewView:
    if row is None:
        return ReviewView(review, None, "", review_stamp(None))
    return ReviewView(review, row.done_on, row.done_by, review_stamp(row))


def item_file(*, actor: Actor, place: PersonnelPlace, pk: int, item: str, today: date) -> tuple[bytes, str]:
    """(content, file name as it was given) of an item of a dossier; NotHere where there is none."""
    require(actor, Permission.PERSONNEL_VIEW, place.path, today)
    row: Any = (
        DossierItem.objects.filter(
            person_id=pk, person__organisation_id=place.organisation, term=place.term, item=item, file__isnull=False
        )
        .select_related("file")
        .first()
    )
    if row is None:
        raise NotHere
    return bytes(row.file.content), row.file_name
