"""The page of the audit log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions._gate import note
from daihoi.core.access import Actor, Role
from daihoi.core.organisations.kinds import Kind
from tests import factories as make


@pytest.fixture
def root(db):
    return make.organisation(kind=Kind.PROVINCE, code="T")


def test_an_auditor_reads_it_others_find_nothing(client, client_for, root) -> None:
    answers = {role: client_for(make.user_with(role, root)).get("/audit/").status_code for role in Role}
    assert answers == {role: 200 if role is Role.AUDITOR else 404 for role in Role}
    assert client_for(make.user()).get("/audit/").status_code == 404
    assert client.get("/audit/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_many(client_for, root, count) -> None:
    for _ in range(count):
        note("access.signed_in", Actor(7, "Lê Văn Bảy"), subject="bay")
    client = client_for(make.user_with(Role.AUDITOR, root))
    client.get("/audit/")
    with CaptureQueriesContext(connection) as queries:
        text = client.get("/audit/").content.decode()
    assert (text.count("Lê Văn Bảy"), len(queries)) == (count, 6)


def test_filters_narrow_it_and_bad_ones_are_told(client_for, root) -> None:
    note("access.signed_in", Actor(7, "Lê Văn Bảy"), subject="bay")
    note("access.signed_out", Actor(8, "Lê Văn Tám"), subject="tam")
    client = client_for(make.user_with(Role.AUDITOR, root))

    def seen(query: str) -> list[int]:
        return [row.seq for row, _ in client.get("/audit/?" + query).context["rows"]]

    assert (seen(""), seen("person=tam"), seen("event=access.signed_in")) == ([2, 1], [2], [1])
    assert (seen("first_day=2000-01-01"), seen("last_day=2000-01-01"), seen("before=2")) == ([2, 1], [], [1])
    assert (seen("organisation=T"), seen("organisation=nowhere"), seen("before=x")) == ([], [], [2, 1])
    assert seen("first_day=tomorrow") == [2, 1]
