"""The one policy of access, against a table that people can read."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from daihoi.core.access import PERMISSIONS, Actor, Grant, Permission, Role, allows, reach

TABLE = tomllib.loads(Path(__file__).with_name("access.toml").read_text(encoding="utf-8"))
DAY = date(2025, 5, 1)


def test_the_table_names_every_role() -> None:
    assert set(TABLE["roles"]) == {role.value for role in Role}
    assert all(set(TABLE["roles"][role.value]) <= {p.value for p in Permission} for role in PERMISSIONS)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", list(TABLE["places"]))
def test_a_role_allows_what_the_table_says(role: Role, place: str) -> None:
    actor = Actor(1, "A", (Grant(role, ("000001000002",), date(2025, 1, 1)),))
    where = TABLE["places"][place]
    allowed = {p.value for p in Permission if allows(actor, p, where["path"], DAY)}
    assert allowed == (set(TABLE["roles"][role.value]) if where["reached"] else set())


def test_a_grant_holds_from_its_first_day_until_the_day_before_its_end() -> None:
    actor = Actor(1, "A", (Grant(Role.READER, ("000001",), date(2025, 1, 2), date(2025, 1, 4)),))
    days = [date(2025, 1, day) for day in range(1, 6)]
    assert [allows(actor, Permission.VIEW, "000001", day) for day in days] == [False, True, True, False, False]
    assert [reach(actor, Permission.VIEW, day) != () for day in days] == [False, True, True, False, False]


def test_nobody_without_grants_reaches_anything() -> None:
    assert [reach(Actor(1, "A"), p, DAY) for p in Permission] == [()] * len(Permission)
