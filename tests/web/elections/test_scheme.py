"""The approved personnel scheme on the pages of an election: who is offered it, who takes it, who finds nothing."""

import pytest
from django.test import Client

from daihoi.core.access import Role
from daihoi.data.models import Event, Nominee
from tests import factories, schemes
from tests.actions.test_personnel_versions import approved, election, open_scheme
from tests.area import Area, area

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area) -> Area:
    schemes.people_of_personnel(area)
    area.users["secretariat"] = factories.user_with(Role.CONGRESS_SECRETARIAT, area.of["Xã Một"])
    area.users["auditor"] = factories.user_with(Role.AUDITOR, area.of["Tỉnh"])
    return area


def client_of(staff: Area, who: str) -> Client:
    client = Client()
    client.force_login(staff.users[who])
    client.get("/board/")
    return client


def test_the_secretariat_takes_the_approved_list_and_both_pages_say_so(staff: Area) -> None:
    row = approved(staff, open_scheme(staff))
    pk = election(staff)
    client = client_of(staff, "secretariat")
    assert f"/elections/{pk}/list/scheme/" in client.get(f"/elections/{pk}/list/").content.decode()

    page = client.get(f"/elections/{pk}/list/scheme/").content.decode()
    assert "Lò Văn Chung 2" in page
    # Of the scheme they see who stands, with birth, post and day of joining, and nothing else (ADR 18).
    assert not any(word in page for word in ("Thái", "Kinh", "Đại học", "Trung cấp", "Phương án", "Theo yêu cầu"))
    assert Event.objects.order_by("-seq")[0].event == "personnel.opened"
    sent = {"version": row.pk, "sha256": row.sha256, "capacity": "official"}
    assert client.post(f"/elections/{pk}/list/scheme/", sent).status_code == 302
    assert Nominee.objects.count() == 15
    for path in (f"/elections/{pk}/", f"/elections/{pk}/list/"):
        page = client.get(path).content.decode()
        assert "bản số 1" in page.lower() or "version 1" in page.lower()
        assert f"/elections/{pk}/list/scheme/" not in page


@pytest.mark.parametrize(
    "who", ["officer", "appraiser", "auditor", "reader", "keeper", "neighbour", "other", "stranger", "beside"]
)
def test_nobody_else_finds_the_approved_list(staff: Area, who: str) -> None:
    row = approved(staff, open_scheme(staff))
    pk = election(staff)
    client, before = client_of(staff, who), Event.objects.count()

    for answer in (
        client.get(f"/elections/{pk}/list/scheme/"),
        client.post(f"/elections/{pk}/list/scheme/", {"version": row.pk, "sha256": row.sha256, "capacity": "official"}),
    ):
        assert answer.status_code == 404
        assert "Chung" not in answer.content.decode()
    shown = client.get(f"/elections/{pk}/list/")
    assert "Chung" not in shown.content.decode()
    assert (Nominee.objects.count(), Event.objects.count()) == (0, before)


def test_where_nothing_is_approved_there_is_no_page(staff: Area) -> None:
    open_scheme(staff)
    pk = election(staff)

    client = client_of(staff, "secretariat")
    assert client.get(f"/elections/{pk}/list/scheme/").status_code == 404
    assert "list/scheme" not in client.get(f"/elections/{pk}/list/").content.decode()
