"""New guidance on a page: what is not yet held goes under other rules."""

from datetime import date

import pytest

from daihoi.actions.plan import mark, open_congresses
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Congress
from tests import factories

pytestmark = pytest.mark.django_db
T2A, T2B = "2025-2030/2024-06-14", "2025-2030/2025-04-14"


@pytest.fixture
def tree(actor_with):
    made = factories.organisations(
        {("Tỉnh", Kind.PROVINCE): {("Xã 1", Kind.GRASSROOTS_COMMITTEE): {}, ("Xã 2", Kind.GRASSROOTS_COMMITTEE): {}}}
    )
    board = actor_with(Role.ORGANISATION_BOARD, made["Tỉnh"])
    open_congresses(actor=board, organisation=made["Tỉnh"].pk, term="2025-2030", pack_id=T2A)
    day = date(2025, 3, 20)
    mark(actor=board, organisation=made["Xã 2"].pk, term="2025-2030", milestone="held", done_on=day)
    return made


def test_the_board_puts_what_is_not_held_under_new_rules(tree, client_for) -> None:
    client = client_for(factories.user_with(Role.ORGANISATION_BOARD, tree["Tỉnh"]))
    address = f"/organisations/{tree['Tỉnh'].pk}/rules/?term=2025-2030"
    assert client.get(address).status_code == 200
    response = client.post(address, {"pack": T2B, "overlay": ""}, follow=True)
    assert "2 đại hội nay theo bộ quy định này." in response.content.decode()
    pinned = Congress.objects.values_list("organisation__versions__name", "ruleset__pack_id").order_by("pk")
    assert list(pinned) == [("Tỉnh", T2B), ("Xã 1", T2B), ("Xã 2", T2A)]


def test_a_pack_of_another_term_is_refused_where_it_is_chosen(tree, client_for) -> None:
    client = client_for(factories.user_with(Role.ORGANISATION_BOARD, tree["Tỉnh"]))
    address = f"/organisations/{tree['Tỉnh'].pk}/rules/?term=2025-2030"
    response = client.post(address, {"pack": "2020-2025/2019-05-30", "overlay": ""})
    assert list(response.context["form"].errors) == ["pack"]


@pytest.mark.parametrize("role", [Role.READER, Role.MEMBER_IN_CHARGE, Role.AUDITOR, Role.SYSTEM_KEEPER])
def test_others_find_nothing(tree, client_for, role) -> None:
    client = client_for(factories.user_with(role, tree["Tỉnh"]))
    assert client.post(f"/organisations/{tree['Tỉnh'].pk}/rules/", {"pack": T2B}).status_code == 404
