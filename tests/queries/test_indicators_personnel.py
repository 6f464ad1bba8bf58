"""Figures of personnel records: each against a plain count over the rows, for those with the right alone."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.test import override_settings

from daihoi.actions import plan as plans
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.indicators import CATALOGUE, OF_PERSONNEL, Aggregate, Records
from daihoi.core.indicators.records import PERSONNEL
from daihoi.core.organisations.kinds import PARENTS, Kind, Level, Unit
from daihoi.core.personnel import Degree, Organ, Post, Sex, Standing, Theory, minority
from daihoi.core.personnel.facts import one_spelling
from daihoi.core.personnel.kinds import Arrangement, Departure, Entry, Exit, MergedOffices
from daihoi.data import models as rows
from daihoi.queries import indicators
from daihoi.queries.indicators import Place, Which
from tests import factories

pytestmark = pytest.mark.django_db
TERM, PACK = "2020-2025", "2020-2025/2019-05-30"
TODAY = date(2020, 7, 15)
NOW = datetime(2020, 7, 15, 8, tzinfo=UTC)
NAMES = sorted(OF_PERSONNEL)
AREAS = {Unit.PROVINCE, Unit.DISTRICT, Unit.COMMUNE, Unit.WARD, Unit.SPECIAL_ZONE}
# Months from which the pack counts ages (P-040), by level.
MONTHS = {Level.GRASSROOTS: (2020, 4), Level.UPPER: (2020, 6), Level.PROVINCE: (2020, 9)}
SETTLED = {Arrangement.DECIDED, Arrangement.SETTLED}


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with override_settings(TODAY=TODAY):
        yield


class Grown:
    """A random tree with congresses under Quảng Ninh's rules, some held, and random personnel records."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = factories.organisation("Tỉnh", Kind.PROVINCE, unit=Unit.PROVINCE)
        self.every, self.kind, self.unit = [self.root.pk], {self.root.pk: Kind.PROVINCE}, {self.root.pk: Unit.PROVINCE}
        for _ in range(22):
            parent = self.chance.choice(self.every)
            below = [kind for kind in Kind if self.kind[parent] in PARENTS[kind]]
            if not below:
                continue
            kind = self.chance.choice(below)
            unit = self.chance.choice([Unit.DISTRICT, Unit.COMMUNE, Unit.VILLAGE, Unit.OTHER])
            made = factories.organisation("", kind, under=parent, unit=unit)
            self.every.append(made.pk)
            self.kind[made.pk], self.unit[made.pk] = kind, unit
        self.path = {pk: factories.path_of(pk) for pk in self.every}
        board = factories.user_with(Role.ORGANISATION_BOARD, self.root)
        self.board = _actor(board)
        self.rules = factories_overlay()
        plans.open_congresses(
            actor=self.board, organisation=self.root.pk, term=TERM, pack_id=PACK, overlay_text=self.rules,
            kinds=[kind for kind in Kind if self.chance.random() < 0.85],
        )  # fmt: skip
        for pk in self.every:
            if self.chance.random() < 0.85:
                self._live(pk)

    def day(self) -> date:
        return TODAY + timedelta(days=self.chance.randrange(-60, 8))

    def _live(self, pk: int) -> None:
        chance = self.chance
        if rows.Congress.objects.filter(organisation=pk, term=TERM).exists() and chance.random() < 0.5:
            on = TODAY - timedelta(days=chance.randrange(1, 30))
            plans.mark(actor=self.board, organisation=pk, term=TERM, milestone="held", done_on=on, half_days=1)
        people = [self._person(pk) for _ in range(chance.randrange(2, 7))]
        self._members(pk, people)
        self._scheme(pk, people)
        for one in chance.sample(people, 2):
            rows.NotStanding.objects.create(
                person=one, term=TERM, why=chance.choice(list(Departure)).value,
                arrangement=chance.choice(list(Arrangement)).value, policy=chance.choice(list(Arrangement)).value,
            )  # fmt: skip
        for one in MergedOffices:
            if chance.random() < 0.5:
                begun = self.day()
                ended = chance.choice([None, begun + timedelta(days=chance.randrange(1, 20))])
                rows.MergedOffice.objects.create(organisation_id=pk, offices=one.value, from_on=begun, to_on=ended)

    def _person(self, pk: int) -> rows.Person:
        chance = self.chance
        month = chance.choice([None, *range(1, 13)])
        return rows.Person.objects.create(
            organisation_id=pk, name="Nguyễn Văn Mẫu", folded="", kept_at=NOW, kept_by_name="A",
            sex=chance.choice(["", *Sex]), born_year=chance.choice([1962, 1979, 1980, 1981]), born_month=month,
            ethnicity=one_spelling(chance.choice(["", "KINH", "Dân tộc Kinh", "Việt", "kinh.", "Tày", "Mông, Hoa"])),
            degree=chance.choice(["", *Degree]), theory=chance.choice(["", *Theory]),
            local=chance.choice([None, True, False]),
        )  # fmt: skip

    def _members(self, pk: int, people: list[rows.Person]) -> None:
        chance = self.chance
        for number, one in enumerate(people):
            for organ in (Organ.COMMITTEE, *chance.choice([(), (Organ.STANDING,), (Organ.INSPECTION,)])):
                on = self.day()
                left = self.day() if chance.random() < 0.3 else None
                gone = left if left and left >= on else None
                leads = organ is Organ.COMMITTEE and (number == 0 or (number == 1 and gone is not None))
                beside = chance.choice(["", Post.PEOPLE_CHAIR, Post.VILLAGE_HEAD, "front_chair village_head"])
                rows.Membership.objects.create(
                    person=one, organisation_id=pk, term=TERM, organ=organ.value,
                    post=Post.SECRETARY.value if leads else "", beside=beside if leads else "",
                    post_on=on + timedelta(days=5) if leads and chance.random() < 0.3 else None,
                    standing=chance.choice(["", *Standing]), entry=chance.choice(list(Entry)).value, from_on=on,
                    village_elected_on=chance.choice([None, date(2020, 1, 5), self.day()]), to_on=gone,
                    exit=Exit.MOVED.value if gone else "",
                    **chance.choice([{}, {"votes": 95, "base": 100}, {"votes": 96, "base": 101}, {"votes": 20},
                                     {"votes": 0, "base": 9}, {"base": 9}]),
                )  # fmt: skip

        if people and chance.random() < 0.6:
            rows.Membership.objects.create(
                person=chance.choice(people), organisation_id=pk, term="2015-2020", organ=Organ.COMMITTEE.value,
                post=Post.SECRETARY.value, entry=Entry.ELECTED.value, from_on=date(2015, 6, 1),
                to_on=date(2020, 1, 2), exit=Exit.MOVED.value,
            )  # fmt: skip

    def _scheme(self, pk: int, people: list[rows.Person]) -> None:
        chance = self.chance
        if chance.random() < 0.2:
            return
        scheme = rows.Scheme.objects.create(
            organisation_id=pk, term=TERM, begun_at=datetime(2020, 7, chance.randrange(1, 20), 3, tzinfo=UTC),
            begun_by_name="A", reference_on=chance.choice([None, date(2020, 2, 1)]),
        )  # fmt: skip
        for organ in (Organ.COMMITTEE, Organ.STANDING):
            if chance.random() < 0.8:
                rows.SchemeSeats.objects.create(scheme=scheme, organ=organ.value, seats=chance.randrange(1, 9))
        for name in ("Một", "Hai"):
            variant = rows.Variant.objects.create(
                scheme=scheme, name=name, chosen=name == "Hai", kept_at=NOW, kept_by_name="A"
            )
            for one in people:
                rows.VariantPerson.objects.create(
                    variant=variant, person=one, standing=chance.choice(["", *Standing]),
                    organs=chance.choice(["committee", "committee standing", "standing"]),
                    surplus=chance.choice(["", "", "", "committee", "standing", "committee standing"]),
                )  # fmt: skip
        on = date(2020, 7, 1)
        for number in range(1, chance.randrange(1, 4)):
            on += timedelta(days=chance.randrange(0, 6))
            version = rows.SchemeVersion.objects.create(
                scheme=scheme, number=number, state="returned", content="{}", sha256="", above=self.root,
                submitted_at=NOW, submitted_on=on, due_on=chance.choice([None, on + timedelta(days=3)]),
            )  # fmt: skip
            for state in chance.choice([(), ("forwarded",), ("returned",), ("forwarded", "approved")]):
                rows.VersionDecision.objects.create(
                    version=version, state=state, number="1", on_date=on + timedelta(days=2), note="…", made_at=NOW,
                )  # fmt: skip


def factories_overlay() -> str:
    from daihoi.queries.rules import sample_overlay_files  # noqa: PLC0415 app ready

    return next(file.text for file in sample_overlay_files() if "quang-ninh" in file.where)


def _actor(user: rows.User) -> Actor:
    from daihoi.queries.access import actor_of  # noqa: PLC0415 app ready

    return actor_of(user_id=user.pk, name=user.full_name)


def at(actor: Actor, pk: int) -> Place:
    return indicators.place(actor=actor, organisation=pk, term=TERM, as_of=TODAY, today=TODAY)


class Plain:
    """The same figures counted row by row, in words of their own."""

    def __init__(self, grown: Grown, looked_at: int) -> None:
        path = grown.path[looked_at]
        self.grown = grown
        self.here = [pk for pk in grown.every if grown.path[pk].startswith(path)]
        self.ever = [
            one
            for one in rows.Membership.objects.filter(organisation__in=self.here, term=TERM).select_related("person")
            if one.from_on <= TODAY
        ]
        self.now = [one for one in self.ever if one.to_on is None or one.to_on > TODAY]
        self.congress = {one.organisation_id: one for one in rows.Congress.objects.all()}
        self.held = {one.congress.organisation_id: one.done_on for one in rows.Mark.objects.filter(milestone="held")}
        self.schemes = {one.organisation_id: one for one in rows.Scheme.objects.filter(organisation__in=self.here)}

    def secretary(self, pk: int, *, elected: bool = False) -> rows.Membership | None:
        found = [
            one
            for one in (self.ever if elected else self.now)
            if one.organisation_id == pk and one.organ == "committee" and one.post == "secretary"
            if (one.post_on or one.from_on) <= TODAY
            if not elected or one.entry in {"elected", "elected_directly"}
        ]
        return max(found, key=lambda one: (one.post_on or one.from_on, one.pk), default=None)

    def age(self, one: rows.Membership) -> int | None:
        """In months; None: not known."""
        if one.person.born_month is None:
            return None
        pk, level = one.organisation_id, self.grown.kind[one.organisation_id].level
        scheme = self.schemes.get(pk)
        if pk in self.congress and level in MONTHS:
            year, month = MONTHS[level]
        else:
            chosen = (scheme.reference_on if scheme else None) or TODAY
            year, month = chosen.year, chosen.month
        return (year - one.person.born_year) * 12 + month - one.person.born_month

    def secretaries(self) -> dict[str, tuple[set[int], set[int]]]:
        """(counted, out of) as ids of organisations."""
        leader = {pk: self.secretary(pk) for pk in self.here}
        led = {pk for pk, one in leader.items() if one}
        due = led | {pk for pk in self.here if pk in self.held}
        area = {pk for pk in due if self.grown.unit[pk] in AREAS}
        village = {pk for pk in due if self.grown.kind[pk] is Kind.CELL and self.grown.unit[pk] is Unit.VILLAGE}
        elected = {pk: one for pk in self.here if (one := self.secretary(pk, elected=True))}
        voted = {pk for pk, one in elected.items() if one.votes is not None and one.base}
        head = {pk for pk in village if leader[pk] and "village_head" in leader[pk].beside.split()}  # type: ignore[union-attr]
        first, common = set(), set()
        for pk in head:
            one = leader[pk]
            assert one is not None
            opened = self.held.get(pk) or one.post_on or one.from_on  # a congress of half a day opens when it closes
            if one.village_elected_on and one.village_elected_on < opened:
                first.add(pk)
            if pk in self.congress and one.village_elected_on == date(2020, 1, 5):
                common.add(pk)
        before = {
            one.organisation_id: one.person_id
            for one in rows.Membership.objects.filter(organisation__in=led, term="2015-2020")
        }
        return {
            "secretaries": (led, due),
            "secretaries.reelected": ({pk for pk in before if leader[pk].person_id == before[pk]}, set(before)),  # type: ignore[union-attr]
            "secretaries.new": ({pk for pk in before if leader[pk].person_id != before[pk]}, set(before)),  # type: ignore[union-attr]
            "secretary_is_chair": (
                {pk for pk in area & led if "people_chair" in leader[pk].beside.split()}, area  # type: ignore[union-attr]
            ),
            "secretary_not_local": ({pk for pk in area & led if leader[pk].person.local is False}, area),  # type: ignore[union-attr]
            "secretary_elected_directly": (
                {pk for pk, one in elected.items() if one.entry == "elected_directly"},
                set(elected) | {pk for pk in self.held if pk in self.here and pk not in led},
            ),
            "secretary_votes_high": (
                {pk for pk in voted if Fraction(elected[pk].votes, elected[pk].base) > Fraction(95, 100)}, voted  # type: ignore[arg-type]
            ),
            "cell_secretary_is_village_head": (head, village),
            "village_heads.first": (first, head),
            "village_heads.on_day": (common, {pk for pk in head if pk in self.congress}),
        }  # fmt: skip

    def committees(self) -> dict[str, tuple[set[int], set[int] | None]]:
        """(counted, out of) as ids of memberships."""

        def ids(found: list[rows.Membership]) -> set[int]:
            return {one.pk for one in found}

        ever = [one for one in self.ever if one.organ == "committee"]
        now = [one for one in self.now if one.organ == "committee"]
        came = [one for one in ever if one.entry != "added"]
        top = [one for one in self.now if one.organ == "standing"]
        of: dict[str, Callable[[rows.Membership], object]] = {
            "women": lambda one: one.person.sex == "woman",
            "under_40": lambda one: (age := self.age(one)) is not None and age < 480,
            "minority": lambda one: minority(one.person.ethnicity),
            "degree": lambda one: one.person.degree in {"bachelor", "master", "doctor"},
            "master": lambda one: one.person.degree in {"master", "doctor"},
            "doctor": lambda one: one.person.degree == "doctor",
            "theory": lambda one: one.person.theory == "advanced",
            "unknown": lambda one: (
                not one.person.sex or one.person.born_month is None or not one.person.ethnicity or not one.standing
            ),
        }
        return {
            "committee": (ids(now), None),
            "committee_first_time": (ids([one for one in came if one.standing == "first_time"]), ids(came)),
            "committee.reelected": (ids([one for one in came if one.standing == "restanding"]), ids(came)),
            **{f"committee.{name}": (ids([one for one in now if test(one)]), ids(now)) for name, test in of.items()},
            "committee.added": (ids([one for one in ever if one.entry == "added"]), ids(ever)),
            "committee.left": (ids([one for one in ever if one.to_on and one.to_on <= TODAY]), ids(ever)),
            "standing_committee": (ids(top), None),
            "standing_committee.women": (ids([one for one in top if one.person.sex == "woman"]), ids(top)),
        }

    def numbers(self) -> dict[str, tuple[int, int]]:
        """(places short, or people beyond them; places decided)."""
        found = {}
        for name, organ, there in (
            ("committee.short", "committee", [one for one in self.ever if one.entry != "added"]),
            ("standing_committee.short", "standing", [one for one in self.ever if one.entry != "added"]),
            ("committee.vacant", "committee", self.now),
        ):
            short = whole = 0
            for pk, scheme in self.schemes.items():
                seats = scheme.seats.filter(organ=organ).first()
                count = sum(one.organisation_id == pk and one.organ == organ for one in there)
                if seats and count:
                    short, whole = short + max(seats.seats - count, 0), whole + seats.seats
            found[name] = (short, whole)
        for name, organ in (("committee.surplus", "committee"), ("standing_committee.surplus", "standing")):
            beyond = whole = 0
            for scheme in self.schemes.values():
                seats = scheme.seats.filter(organ=organ).first()
                listed = rows.VariantPerson.objects.filter(variant__scheme=scheme, variant__chosen=True)
                mine = [one for one in listed if organ in one.organs.split()]
                if seats and mine:
                    whole += seats.seats
                    beyond += sum(organ in one.surplus.split() for one in mine)
            found[name] = (beyond, whole)
        return found

    def lists(self) -> dict[str, tuple[set[int], set[int]]]:
        mine = [
            one
            for one in rows.VariantPerson.objects.filter(
                variant__chosen=True, variant__scheme__in=self.schemes.values()
            ).select_related("variant__scheme")
            if "committee" in one.organs.split()
        ]
        came = {
            (one.person_id, one.organisation_id)
            for one in rows.Membership.objects.filter(organ="committee", term=TERM).exclude(entry="added")
        }
        entered = {one.organisation_id for one in self.ever if one.organ == "committee" and one.entry != "added"}
        planned = [one for one in mine if "committee" not in one.surplus]
        over = [one for one in mine if one.variant.scheme.organisation_id in entered]

        def out(one: rows.VariantPerson) -> bool:
            return (one.person_id, one.variant.scheme.organisation_id) not in came

        again = [one for one in over if one.standing == "restanding"]
        return {
            name: ({one.pk for one in counted}, {one.pk for one in of})
            for name, counted, of in (
                ("schemes.first_time", [one for one in planned if one.standing == "first_time"], planned),
                ("schemes.restanding", [one for one in planned if one.standing == "restanding"], planned),
                ("committee.not_reelected", [one for one in again if out(one)], again),
                (
                    "committee.not_elected",
                    [one for one in over if "committee" not in one.surplus and out(one)],
                    [one for one in over if "committee" not in one.surplus],
                ),
            )
        }

    def ways(self) -> dict[str, tuple[list[int], list[int]]]:
        """(counted, out of) as ids of schemes."""
        begun = [one for one in self.schemes.values() if one.begun_at.date() <= TODAY]
        latest, found = {}, []
        for one in self.schemes.values():
            versions = [each for each in one.versions.order_by("number") if each.submitted_on <= TODAY]
            if versions:
                latest[one.pk] = versions[-1]
                found.append(one.pk)

        def decided(version: rows.SchemeVersion, *states: str) -> bool:
            return version.decisions.filter(state__in=states, on_date__lte=TODAY).exists()

        return {
            "schemes.submitted": ([one.pk for one in begun if one.pk in latest], [one.pk for one in begun]),
            "schemes.appraised": ([pk for pk in found if decided(latest[pk], "forwarded")], found),
            "schemes.approved": (
                [
                    pk
                    for pk in found
                    if rows.VersionDecision.objects.filter(
                        version__scheme=pk, state="approved", on_date__lte=TODAY
                    ).exists()
                ],
                found,
            ),
            "schemes.returned": ([pk for pk in found if decided(latest[pk], "returned")], found),
            "schemes.overdue": (
                [
                    pk
                    for pk in found
                    if latest[pk].due_on and latest[pk].due_on < TODAY
                    if not decided(latest[pk], "returned", "approved")
                ],
                found,
            ),
        }

    def others(self) -> dict[str, tuple[set[int], set[int] | None]]:
        gone = list(rows.NotStanding.objects.filter(person__organisation__in=self.here))
        opened = {pk for pk in self.here if pk in self.congress}
        begun = {pk for pk, one in self.schemes.items() if one.begun_at.date() <= TODAY}
        able = {
            pk
            for pk in self.here
            if self.grown.kind[pk] in {Kind.PROVINCE, Kind.UPPER}
            and self.grown.unit[pk] in {Unit.PROVINCE, Unit.DISTRICT}
        }
        merged = {
            f"merged_offices.{kind.value}": (
                {
                    one.organisation_id
                    for one in rows.MergedOffice.objects.filter(offices=kind.value, organisation__in=able)
                    if one.from_on <= TODAY and (one.to_on is None or one.to_on > TODAY)
                },
                able,
            )
            for kind in MergedOffices
        }
        every = {one.pk for one in gone}
        return {
            "not_standing": (every, None),
            "not_standing.arranged": ({one.pk for one in gone if one.arrangement in SETTLED}, every),
            "not_standing.policy": ({one.pk for one in gone if one.policy in SETTLED}, every),
            "schemes.begun": (opened & begun, opened),
            **merged,
        }


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_personnel_is_what_a_plain_count_gives(seed: int, actor_with: Callable[..., Actor]) -> None:
    grown = Grown(seed)
    officer = actor_with(Role.PERSONNEL_OFFICER, grown.root)
    seen: set[str] = set()
    for pk in [grown.root.pk, *grown.chance.sample(grown.every, 3)]:
        place, plain = at(officer, pk), Plain(grown, pk)
        found = indicators.figures(place, NAMES)
        listed = plain.secretaries() | plain.committees() | plain.lists() | plain.ways() | plain.others()
        for name, (counted, out_of) in listed.items():
            figure = found[name]
            assert (figure.value, figure.out_of) == (len(counted), None if out_of is None else len(out_of)), (name, pk)
            assert sorted(indicators.records(place, name).tolist()) == sorted(counted), (name, pk)
        for name, (short, whole) in plain.numbers().items():
            assert (found[name].value, found[name].out_of) == (short, whole), (name, pk)
        ages = [age for one in plain.now if one.organ == "committee" and (age := plain.age(one)) is not None]
        mean = Fraction(sum(ages), len(ages) * 12) if ages else None
        assert found["committee.mean_age"].value == mean
        seen |= {*listed, *plain.numbers(), "committee.mean_age"}
    assert seen == set(NAMES)


@pytest.mark.parametrize("seed", range(2))
def test_what_stands_below_and_the_organisation_itself_make_the_whole(
    seed: int, actor_with: Callable[..., Actor]
) -> None:
    grown = Grown(seed)
    place = at(actor_with(Role.PERSONNEL_OFFICER, grown.root), grown.root.pk)
    names = [name for name in NAMES if CATALOGUE[name].aggregate is Aggregate.SUM]
    whole, below = indicators.figures(place, names), indicators.by_subordinate(place, names)
    for name in names:
        own = place.evaluated(name).figure(slice(0, 1))
        assert own.value + sum(each[name].value for each in below.values()) == whole[name].value, name  # type: ignore[operator, misc]
        if whole[name].out_of is not None:
            some, rest, both = (len(indicators.records(place, name, which)) for which in Which)
            assert some + both == rest, name


def test_without_the_personnel_right_no_figure_or_record_of_it_is_here(actor_with: Callable[..., Actor]) -> None:
    grown = Grown(5)
    for role in Role:
        if role in {Role.PERSONNEL_OFFICER, Role.PERSONNEL_APPROVER, Role.SYSTEM_KEEPER}:
            continue
        place = at(actor_with(role, grown.root), grown.root.pk)
        for name in NAMES:
            assert not place.shows(name)
            for read in (
                lambda place=place, name=name: indicators.figures(place, [name]),
                lambda place=place, name=name: indicators.by_subordinate(place, [name]),
                lambda place=place, name=name: indicators.records(place, name),
                lambda place=place, name=name: indicators.exceptions(place, [name], most=3),
            ):
                with pytest.raises(NotHere):
                    read()
        for kind in PERSONNEL:
            with pytest.raises(NotHere):
                place.rows(kind)
        with pytest.raises(NotHere):
            place.columns["secretary"]
    for name in NAMES:
        with pytest.raises(ValueError, match="no sum"):
            indicators.roll_up(indicators.facts_of(TERM), TODAY, [name])


def test_the_right_below_gives_no_figure_above_or_beside(actor_with: Callable[..., Actor]) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE)
    one, two = (factories.organisation(name, Kind.UPPER, under=root) for name in ("Huyện A", "Huyện B"))
    officer = actor_with(Role.PERSONNEL_OFFICER, one)
    assert at(officer, one.pk).shows("committee")
    reader = factories.user()
    factories.grant(reader, Role.READER, root)
    factories.grant(reader, Role.PERSONNEL_OFFICER, one)
    for place, shown in ((root, False), (one, True), (two, False)):
        assert at(_actor(reader), place.pk).shows("committee") is shown


def test_tay_hos_lists_are_a_quarter_new_and_less_than_a_third(actor_with: Callable[..., Actor]) -> None:
    """tay-ho-2020: 228 members of grass-roots committees, 170 of them again; 39 of the district committee, 33 again."""
    district = factories.organisation("Quận", Kind.UPPER, unit=Unit.DISTRICT)
    ward = factories.organisation("Phường", Kind.GRASSROOTS_COMMITTEE, under=district, unit=Unit.WARD)
    for organisation, seats, again in ((district, 39, 33), (ward, 228, 170)):
        scheme = rows.Scheme.objects.create(organisation=organisation, term=TERM, begun_at=NOW, begun_by_name="A")
        variant = rows.Variant.objects.create(scheme=scheme, name="Một", chosen=True, kept_at=NOW, kept_by_name="A")
        for number in range(seats):
            person = rows.Person.objects.create(
                organisation=organisation, name=f"Mẫu {number}", folded="", kept_at=NOW, kept_by_name="A"
            )
            rows.VariantPerson.objects.create(
                variant=variant, person=person, organs="committee",
                standing="restanding" if number < again else "first_time",
            )  # fmt: skip
    officer = actor_with(Role.PERSONNEL_OFFICER, district)
    own = indicators.figures(at(officer, ward.pk), ["schemes.first_time", "schemes.restanding"])
    assert own["schemes.first_time"].share == Fraction(58, 228)
    assert own["schemes.restanding"].share == Fraction(170, 228)
    place = at(officer, district.pk)
    assert place.evaluated("schemes.first_time").figure(slice(0, 1)).share == Fraction(6, 39)
    assert round(Fraction(58, 228) * 1000) == 254 and round(Fraction(6, 39) * 1000) == 154


def test_the_kinds_of_personnel_records_are_those_of_their_figures() -> None:
    assert {CATALOGUE[name].records for name in NAMES} - {Records.ORGANISATIONS} <= PERSONNEL
    assert all(name in OF_PERSONNEL for name, one in CATALOGUE.items() if one.records in PERSONNEL)
