"""People, a pool and a scheme for tests of personnel schemes: district Huyện A of the small area, term 2020–2025.

The officer of the province may do everything there and below; the officer of Huyện B is the neighbour.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from daihoi.actions import personnel as actions
from daihoi.core.access import Role
from daihoi.core.personnel.kinds import Organ, Secrecy
from daihoi.core.personnel.places import ListPlace
from daihoi.core.text import fold
from daihoi.data.models import Person, PoolPlace, Scheme, SchemeVersion, Variant
from tests import factories
from tests.area import TERM, TODAY, Area

AT = "Huyện A"
WHO = ("officer", "approver", "beside", "board", "district", "office", "reader", "keeper", "stranger")
SEE = {"officer", "approver"}
WHEN = datetime(2020, 3, 1, 8, tzinfo=UTC)
FAMILY = ("Lò", "Quàng", "Vàng", "Giàng", "Nguyễn", "Trần")
GIVEN = ("An", "Bình", "Cường", "Dung", "Én", "Giang", "Hà", "Khoa", "Lan", "Minh")


def staffed(area: Area) -> Area:
    """The small area with people who have the right of personnel work."""
    for who, role, at in (
        ("officer", Role.PERSONNEL_OFFICER, "Tỉnh"),
        ("approver", Role.PERSONNEL_APPROVER, "Tỉnh"),
        ("beside", Role.PERSONNEL_OFFICER, "Huyện B"),
    ):
        area.users[who] = factories.user_with(role, area.of[at])
    return area


def person(area: Area, number: int, at: str = AT, **facts: object) -> Person:
    """Number 1, 2, 3 …: every third a woman, every fourth young, names in turn."""
    name = f"{FAMILY[number % 6]} Văn {GIVEN[number % 10]} {number}"
    given: dict[str, object] = {
        "name": name,
        "folded": fold(name),
        "sex": "woman" if number % 3 == 0 else "man",
        "born_year": 1985 if number % 4 == 0 else 1972,
        "born_month": number % 12 + 1,
        "ethnicity": "Thái" if number % 2 else "Kinh",
        "degree": "bachelor",
        "theory": "advanced",
        "science": False,
        "local": True,
        "post": "Chuyên viên mẫu",
        **facts,
    }
    return Person.objects.create(organisation=area.of[at], kept_at=WHEN, kept_by_name="mẫu", **given)


def pool(area: Area, number: int, at: str = AT, *, start: int = 1, **facts: object) -> list[Person]:
    """So many people, each in the pool for the committee; the first half stands again."""
    made = [person(area, start + index, at, **facts) for index in range(number)]
    PoolPlace.objects.bulk_create(
        PoolPlace(
            person=one,
            term=TERM,
            standing="restanding" if index < number // 2 else "first_time",
            organs="committee",
        )
        for index, one in enumerate(made)
    )
    return made


def on_list(people: Iterable[Person], *organs: Organ, **more: object) -> list[ListPlace]:
    """Places of people for bodies, the committee's unless told otherwise."""
    return [ListPlace(one.pk, frozenset(organs or {Organ.COMMITTEE}), **more) for one in people]  # type: ignore[arg-type]


def scheme(area: Area, seats: int = 5, listed: Iterable[Person] = (), at: str = AT) -> Scheme:
    """A scheme with numbers for the committee, and a first variant with a list."""
    here = {"actor": area.actor("officer"), "organisation": area.id(at), "term": TERM}
    facts = actions.SchemeFacts(Secrecy.SECRET, None, {Organ.COMMITTEE: actions.Numbers(seats)})
    pk = actions.begin_scheme(**here, facts=facts, variant="Phương án 1")
    places = on_list(listed)
    if places:
        variant = Variant.objects.get(scheme=pk)
        actions.change_list(**here, variant=variant.pk, version=1, into=places)
    return Scheme.objects.get(pk=pk)


def on_its_way(area: Area, made: Scheme, state: str = "submitted", number: int = 1) -> SchemeVersion:
    """A version of a scheme that was submitted."""
    return SchemeVersion.objects.create(
        scheme=made, number=number, state=state, content="{}", sha256="0" * 64, above=area.of["Tỉnh"],
        submitted_at=WHEN, submitted_on=TODAY, submitted_by=area.users["officer"], submitted_by_name="mẫu",
    )  # fmt: skip


def lived(area: Area) -> None:
    """Huyện A with a scheme in two variants, of which the chosen one is on its way; the area is staffed already."""
    area.users["officer"] = area.users["above"]
    people = pool(area, 6, start=70)
    made = scheme(area, 5, people[:5])
    chosen = made.variants.get()
    actions.make_variant(
        actor=area.actor("officer"),
        organisation=area.id(AT),
        term=TERM,
        name="Phương án 2",
        copy_of=chosen.pk,
        out=[people[0].pk],
        into=on_list(people[5:]),
    )
    on_its_way(area, made)
