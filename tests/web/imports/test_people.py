"""Who may import: the owner of a place; never those beside, readers, keepers, or people who are not signed in."""

import io
from collections.abc import Callable

import pytest
from django.test import Client

from daihoi.core.access import Role
from daihoi.data.models import Change, User, Version
from daihoi.office.tables import read_tables
from tests import factories
from tests.office import messy
from tests.web.imports import flow

pytestmark = pytest.mark.django_db
For = Callable[[User], Client]
GOOD = [["Mã", "Tên tổ chức đảng", "Loại hình"], ["X1", "Chi bộ Một", "Chi bộ cơ sở"]]


def test_who_sees_the_page_of_imports(client_for: For) -> None:
    ground = flow.ground()

    seen = [client_for(one).get("/imports/").status_code for one in (ground.owner, ground.beside)]
    hidden = [client_for(one).get("/imports/").status_code for one in (ground.reader, ground.keeper, factories.user())]

    assert (seen, hidden) == ([200, 200], [404, 404, 404])
    assert Client().get("/imports/").url.startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["beside", "reader", "keeper"])
def test_nobody_else_reads_a_list_into_a_place(client_for: For, who: str) -> None:
    ground = flow.ground()
    before = flow.everything()

    answer = flow.upload(client_for(getattr(ground, who)), messy.workbook(GOOD), ground.upper)

    assert answer.status_code == 404
    assert flow.everything() == before


def test_an_upload_opens_for_its_owner_only(client_for: For) -> None:
    ground = flow.ground()
    work = flow.begun(client_for(ground.owner), messy.workbook(GOOD), ground.upper)
    colleague = factories.user()
    factories.grant(colleague, Role.ORGANISATION_BOARD, ground.province)

    for one in (colleague, ground.beside, ground.reader):
        client = client_for(one)
        pages = [client.get(f"{work}{page}").status_code for page in ("columns/", "preview/", "problems.xlsx")]
        posts = [client.post(f"{work}{page}").status_code for page in ("columns/", "preview/", "apply/", "discard/")]
        assert (pages, posts) == ([404] * 3, [404] * 4)
    assert Client().post(f"{work}apply/").url.startswith("/accounts/login/")
    assert client_for(ground.owner).get(f"{work}preview/").status_code == 200
    assert not Change.objects.exists()


def test_an_upload_closes_when_the_role_ends(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    work = flow.begun(client, messy.workbook(GOOD), ground.upper)

    ground.owner.grants.update(valid_to="2020-01-01")

    assert [client.get(f"{work}columns/").status_code, client.post(f"{work}apply/").status_code] == [404, 404]


def test_who_may_take_a_list_back(client_for: For) -> None:
    ground = flow.ground()
    owner = client_for(ground.owner)
    done = owner.post(f"{flow.begun(owner, messy.workbook(GOOD), ground.upper)}apply/").url

    for one in (ground.beside, ground.reader, ground.keeper, factories.user()):
        client = client_for(one)
        answers = [client.get(done), client.get(f"{done}undo/"), client.post(f"{done}undo/")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Client().post(f"{done}undo/").url.startswith("/accounts/login/")
    assert [owner.get(done).status_code, owner.get(f"{done}undo/").status_code] == [200, 200]
    assert Version.objects.filter(name="Chi bộ Một").exists()


def test_undoing_is_refused_with_its_reason(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    done = client.post(f"{flow.begun(client, messy.workbook(GOOD), ground.upper)}apply/").url
    founded = Version.objects.get(name="Chi bộ Một").organisation_id
    factories.grant(factories.user(), Role.READER, founded)

    answer = client.post(f"{done}undo/")

    assert answer.status_code == 200
    assert [finding.code for finding in answer.context["findings"]] == ["hangs_on_it"]
    assert "Chi bộ Một" in answer.content.decode()


def test_an_export_is_for_those_who_see_the_place(client_for: For) -> None:
    ground = flow.ground()
    url = f"/organisations/{ground.upper.pk}/export.xlsx"

    answers = {
        who: client_for(getattr(ground, who)).get(url).status_code for who in ("owner", "reader", "beside", "keeper")
    }

    assert answers == {"owner": 200, "reader": 200, "beside": 404, "keeper": 404}
    assert Client().get(url).url.startswith("/accounts/login/")


def test_the_list_of_imports_takes_as_many_queries_for_three_as_for_one(
    client_for: For,
) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    client.get("/imports/")
    counts = []
    for number in (1, 2, 3):
        rows = [GOOD[0], [f"X{number}", f"Chi bộ {number}", "Chi bộ cơ sở"]]
        client.post(f"{flow.begun(client, messy.workbook(rows), ground.upper)}apply/")
        if number != 2:
            with flow.counted() as queries:
                page = client.get("/imports/")
            counts.append(len(queries))
            assert len(page.context["rows"]) == number

    assert counts == [7, 7]


def test_the_empty_form_reads_without_asking(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    data = client.get("/imports/form.xlsx").content

    client.post(f"{flow.begun(client, data, ground.upper)}apply/")

    assert [cell.text for cell in read_tables(data, "a.xlsx")[0].rows[0]][:2] == ["Mã", "Tên tổ chức đảng"]
    assert [line[0] for line in flow.tree_below(ground.upper)] == [
        "Đảng bộ xã Bình Minh",
        "Chi bộ thôn Đoài",
        "Chi bộ Trường Tiểu học Bình Minh",
    ]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_reads_back_to_the_same_tree(client_for: For, form: str) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    client.post(f"{flow.begun(client, messy.levelled(), ground.upper)}apply/")
    before = flow.everything()

    data = client.get(f"/organisations/{ground.province.pk}/export.{form}?as_of={flow.DAY}").content
    page = flow.previewed(client, flow.begun(client, data, ground.province, name=f"a.{form}"))

    assert {name: page.context["counts"][name] for name in ("errors", "new", "changed", "missing")} == {
        "errors": 0, "new": 0, "changed": 0, "missing": 0,
    }  # fmt: skip
    assert page.context["counts"]["unchanged"] == 9
    assert flow.everything() == before


def test_what_is_no_export(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    base = f"/organisations/{ground.upper.pk}/export"

    asked = [
        f"{base}.pdf",
        f"{base}.xlsx?as_of=gestern",
        f"{base}.xlsx?as_of=1999-01-01",
        "/organisations/999/export.csv",
    ]

    assert [client.get(url).status_code for url in asked] == [404] * 4


def test_a_workbook_of_problems_lists_row_column_and_what_to_do(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    work = flow.begun(client, messy.odd_order_with_bad_numbers(), ground.upper)

    table = read_tables(io.BytesIO(client.get(f"{work}problems.xlsx").content).getvalue(), "a.xlsx")[0]

    rows = [[cell.text for cell in row][:3] for row in table.rows[3:]]
    assert rows == [
        ["3", "A", "Lỗi"], ["4", "C", "Lỗi"], ["5", "A", "Lỗi"], ["6", "C", "Lỗi"], ["7", "D", "Lỗi"],
    ]  # fmt: skip
