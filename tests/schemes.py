"""Schemes for tests: people, a list and its submission, at an organisation of the area."""

import json
from datetime import UTC, date, datetime

from django.db import transaction

from daihoi.actions import personnel as actions
from daihoi.actions._gate import lock_chain, present_path, write_event
from daihoi.core.access import Actor, Role
from daihoi.core.personnel.content import sha256_of
from daihoi.core.personnel.kinds import Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.personnel.places import ListPlace
from daihoi.core.text import fold
from daihoi.data.models import Person, Scheme, SchemeVersion
from daihoi.queries import clock
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel.versions import draft
from tests import factories
from tests.area import TERM, Area

__all__ = ["Organ", "Scheme", "Standing", "sha256_of"]
FAMILIES = ("Nguyễn", "Trần", "Lò", "Quàng", "Cà", "Vì")
GIVEN = ("An", "Bình", "Chung", "Dung", "Én", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga", "Oanh", "Phú", "Quế")
WHO = {
    "officer": (Role.PERSONNEL_OFFICER, "Xã Một"),  # submits
    "appraiser": (Role.PERSONNEL_OFFICER, "Huyện A"),
    "approver": (Role.PERSONNEL_APPROVER, "Huyện A"),
    "province": (Role.PERSONNEL_OFFICER, "Tỉnh"),
    "beside": (Role.PERSONNEL_OFFICER, "Huyện B"),
    "same_level": (Role.PERSONNEL_OFFICER, "Xã Hai"),
}


def people_of_personnel(area: Area) -> None:
    """Accounts with the personnel right, beside those of the area."""
    for who, (role, at) in WHO.items():
        area.users[who] = factories.user_with(role, area.of[at])


def person(at: int, number: int, **more: object) -> Person:
    """Somebody of whom everything is known; every third a woman."""
    given = {
        "name": f"{FAMILIES[number % len(FAMILIES)]} Văn {GIVEN[number % len(GIVEN)]} {number}",
        "sex": (Sex.WOMAN if number % 3 == 0 else Sex.MAN).value,
        "born_year": 1974 + number % 16,
        "born_month": 1 + number % 12,
        "ethnicity": "Thái" if number % 4 == 0 else "Kinh",
        "degree": Degree.BACHELOR.value,
        "theory": Theory.INTERMEDIATE.value,
        "local": True,
        "science": False,
        "probationary_on": date(2001, 3, 1),
        "official_on": date(2002, 3, 1),
        "post": f"Cán bộ {number}",
    } | more
    return Person.objects.create(
        organisation_id=at,
        **given,
        folded=fold(str(given["name"])),
        kept_at=datetime(2020, 2, 1, tzinfo=UTC),
        kept_by_name="mẫu",
    )


def scheme(
    area: Area, at: str = "Xã Một", *, seats: int = 13, people: int = 15, who: str = "officer", standing: bool = True
) -> Scheme:
    """A scheme of the committee with a chosen list: so many people for so many seats, the last ones surplus.

    `standing`: with a standing committee, for which a name is lacking, so that a hard rule blocks it.
    """
    there = area.id(at)
    numbers = {Organ.COMMITTEE: actions.Numbers(seats, before=seats)}
    if standing:
        numbers[Organ.STANDING] = actions.Numbers(3, before=3)
    facts = actions.SchemeFacts(numbers=numbers)
    pk = actions.begin_scheme(actor=area.actor(who), organisation=there, term=TERM, facts=facts, variant="Phương án 1")
    row = Scheme.objects.get(pk=pk)
    places = [
        _place(person(there, number), number, surplus=number >= seats, standing=standing) for number in range(people)
    ]
    variant = row.variants.get()
    actions.change_list(
        actor=area.actor(who), organisation=there, term=TERM, variant=variant.pk, version=variant.version, into=places
    )
    return row


def _place(row: Person, number: int, *, surplus: bool, standing: bool) -> ListPlace:
    organs = {Organ.COMMITTEE, *([Organ.STANDING] if number < 3 and standing else [])}
    posts = {0: {Post.SECRETARY}, 1: {Post.DEPUTY}}.get(number, set())
    way = Standing.FIRST_TIME if number % 2 else Standing.RESTANDING
    return ListPlace(row.pk, frozenset(organs), way, frozenset(posts), frozenset(organs if surplus else ()))


def submitted(area: Area, at: str = "Xã Một", who: str = "officer", why: str = "Theo yêu cầu") -> SchemeVersion:
    """The chosen list submitted, with a reason since no step was held; its row."""
    there, today = area.id(at), clock.today()
    found = draft(personnel_place(actor=area.actor(who), organisation=there, term=TERM, today=today), today)
    assert found is not None
    number = actions.submit(
        actor=area.actor(who), organisation=there, term=TERM, sha256=found.sha256, paper="12-TTr/ĐU", why=why
    )
    return SchemeVersion.objects.get(scheme__organisation=there, scheme__term=TERM, number=number)


def locked_again(row: SchemeVersion, text: str, at: int | None = None) -> SchemeVersion:
    """Another text as the first version of a scheme, logged as if it had been submitted so; the row is not saved yet.
    `at`: the organisation that the text names, of the row's own scheme unless told."""
    plain = json.loads(text) | {"organisation": at or row.scheme.organisation_id, "number": row.number}
    row.content = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row.sha256 = sha256_of(row.content)
    return row


def log_as_submitted(row: SchemeVersion) -> SchemeVersion:
    """Write the event that a version made by hand would have."""
    at = row.scheme.organisation_id
    system, detail = Actor(None, "mẫu"), {"version": row.pk, "sha256": row.sha256}
    with transaction.atomic():
        write_event(lock_chain("main"), "personnel.submitted", system, at, present_path(at), "", detail)
    return row


def seen(row: SchemeVersion) -> str:
    row.refresh_from_db()
    return f"{row.state}-{row.remarks.count()}-{row.remarks.filter(struck=True).count()}"
