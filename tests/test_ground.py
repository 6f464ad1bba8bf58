"""The ground that other tests stand on holds: the tree of factories, grants, and a browser that sees the same rows."""

import os
from collections.abc import Callable

import pytest
from django.db import connection

from daihoi.core.access import Actor, Permission, Role, allows
from daihoi.core.organisations.kinds import Kind
from daihoi.data import tree
from daihoi.data.models import User
from tests import factories
from tests.conftest import touches_the_database

pytestmark = pytest.mark.django_db


def test_a_tree_of_the_factories_has_right_paths() -> None:
    made = factories.organisations(
        {("Tỉnh", Kind.PROVINCE): {("Phường", Kind.UPPER): {("Chi bộ", Kind.GRASSROOTS_CELL): {}}}}
    )

    assert list(tree.path_faults()) == []
    assert factories.path_of(made["Chi bộ"]).startswith(factories.path_of(made["Phường"]))


def test_an_actor_holds_the_role_there_and_below(actor_with: Callable[..., Actor]) -> None:
    province = factories.organisation()
    below = factories.organisation(kind=Kind.UPPER, under=province)
    stranger = factories.organisation()

    actor = actor_with(Role.READER, province)

    places = [province, below, stranger]
    may = [allows(actor, Permission.VIEW, factories.path_of(at), factories.LONG_AGO) for at in places]
    assert may == [True, True, False]


def test_the_database_is_the_one_asked_for() -> None:
    assert connection.vendor == (os.environ.get("DAIHOI_TEST_DATABASE") or "sqlite")


def test_marked_tests_run_on_each_database(request: pytest.FixtureRequest) -> None:
    assert touches_the_database(request.node)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_meets_the_sign_in_page_in_vietnamese(page: object) -> None:
    page.goto("/")  # type: ignore[attr-defined]

    assert page.locator("html").get_attribute("lang") == "vi"  # type: ignore[attr-defined]


def test_client_for_is_signed_in(client_for: Callable[[User], object]) -> None:
    client = client_for(factories.user())

    assert "_auth_user_id" in client.session  # type: ignore[attr-defined]
