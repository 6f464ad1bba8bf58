"""Which rows follow from what people may do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.core.access import Actor, NotHere, Permission, Role, allows
from daihoi.core.access import Grant as CoreGrant
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Version
from daihoi.queries.access import PeopleAsked, actor_of, below, people, person, place_choices, place_named, with_roles
from tests import factories as make

TODAY = date(2025, 6, 1)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parents=st.lists(st.integers(0, 30), min_size=2, max_size=12),
    at=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(list(Role)), st.booleans()), max_size=4),
    permission=st.sampled_from(list(Permission)),
)
def test_may_i_and_which_rows_agree_on_any_tree(parents, at, permission) -> None:
    Version.objects.all().delete()
    made = [make.organisation()]
    for parent in parents:
        made.append(make.organisation(under=made[parent % len(made)]))
    grants = tuple(
        CoreGrant(role, (make.path_of(made[n % len(made)]),), date(2025, 1, 1), date(2025, 2, 1) if ended else None)
        for n, role, ended in at
    )
    actor = Actor(1, "A", grants)
    rows = set(
        Version.objects.filter(below("path", actor, permission, TODAY)).values_list("organisation_id", flat=True)
    )
    assert rows == {one.pk for one in made if allows(actor, permission, make.path_of(one), TODAY)}


@pytest.fixture
def province(db):
    root = make.organisation("Đảng bộ tỉnh", Kind.PROVINCE, code="T")
    east = make.organisation("Đảng bộ Đông", Kind.UPPER, under=root, code="T-1")
    west = make.organisation("Đảng bộ Tây", Kind.UPPER, under=root, code="T-2")
    return {"root": root, "east": east, "west": west}


def keeper(at) -> Actor:
    user = make.user_with(Role.SYSTEM_KEEPER, at)
    return actor_of(user_id=user.pk, name=user.full_name)


def test_a_keeper_sees_the_people_of_their_own_place_only(province) -> None:
    ours, theirs = make.user_with(Role.READER, province["east"]), make.user_with(Role.READER, province["west"])
    actor = keeper(province["east"])
    seen = {row.id for row in people(actor=actor, today=TODAY, asked=PeopleAsked())}
    assert seen == {ours.pk, actor.user_id}
    with pytest.raises(NotHere):
        person(actor=actor, user_id=theirs.pk, today=TODAY)


def test_someone_who_also_works_elsewhere_is_seen_but_not_managed(province) -> None:
    both = make.user_with(Role.READER, province["east"])
    make.grant(both, Role.READER, province["west"])
    account, elsewhere, managed = person(actor=keeper(province["east"]), user_id=both.pk, today=TODAY)
    assert ([row.code for row in account.grants], elsewhere, managed) == (["T-1"], True, False)
    assert person(actor=keeper(province["root"]), user_id=both.pk, today=TODAY)[1:] == (False, True)


def test_people_are_found_without_diacritics_and_sorted_by_given_name(province) -> None:
    for name in ("Nguyễn Thị Ửng", "Đỗ Văn An", "Lê Đức Ánh"):
        make.grant(make.user(full_name=name), Role.READER, province["east"])
    found = people(actor=keeper(province["east"]), today=TODAY, asked=PeopleAsked(role="reader"))
    assert [row.full_name for row in found] == ["Đỗ Văn An", "Lê Đức Ánh", "Nguyễn Thị Ửng"]
    asked = PeopleAsked(text="ung")
    named = [row.full_name for row in people(actor=keeper(province["east"]), today=TODAY, asked=asked)]
    assert named == ["Nguyễn Thị Ửng"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_people_costs_two_queries(province, count) -> None:
    for _ in range(count):
        make.user_with(Role.READER, province["east"])
    actor = keeper(province["east"])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = people(actor=actor, today=TODAY, asked=PeopleAsked(role="reader"))
        rows = with_roles(actor=actor, today=TODAY, rows=rows)
    assert (len(rows), [len(row.grants) for row in rows], len(queries)) == (count, [1] * count, 2)


def test_an_organisation_is_named_by_code_or_name_within_reach(province) -> None:
    def named(at, text):
        return place_named(actor=keeper(province[at]), permission=Permission.ACCESS_MANAGE, today=TODAY, text=text)

    assert named("root", "t-1").name == "Đảng bộ Đông"
    assert named("root", "dang bo tay").code == "T-2"
    assert named("root", "T-2 – Đảng bộ Tây").code == "T-2"
    assert named("root", "T").code == "T"
    assert [row.code for row in named("root", "dang bo")] == ["T", "T-1", "T-2"]
    assert named("east", "T-2") == []
    choices = place_choices(actor=keeper(province["east"]), permission=Permission.ACCESS_MANAGE, today=TODAY)
    assert [str(choice) for choice in choices] == ["T-1 – Đảng bộ Đông"]
