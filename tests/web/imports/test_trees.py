"""What imports do to the tree over time: twice is once, undoing is exact, and the reform of 2025 as one list."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from daihoi.core.organisations.kinds import Kind
from daihoi.data import tree
from daihoi.data.models import Change, Succession, User, Version
from daihoi.queries import organisations as queries
from daihoi.queries.access import actor_of
from daihoi.queries.indicators import figures, place
from tests import factories
from tests.office.messy import workbook
from tests.web.imports import flow

pytestmark = pytest.mark.django_db
For = Callable[[User], Client]
HEAD = ["Mã", "Tên tổ chức đảng", "Loại hình tổ chức", "Mã cấp trên", "Đảng viên chính thức", "Đảng viên dự bị"]
BASE, GRASS, CELL = "Đảng bộ cơ sở", "Chi bộ cơ sở", "Chi bộ trực thuộc"


def test_undoing_restores_names_codes_and_counts_of_the_same_day(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    first = [HEAD, ["X1", "Chi bộ Một", GRASS, "", 10, 1], ["X2", "Chi bộ Hai", GRASS, "", 20, 2]]
    client.post(f"{flow.begun(client, workbook(first), ground.upper)}apply/")
    before = flow.everything()

    # The same day once more: another name, another count, another code (told by its name).
    again = [HEAD, ["X1", "Chi bộ Một mới", GRASS, "", 11, 0], ["X9", "Chi bộ Hai", GRASS, "", 21, 2]]
    done = client.post(f"{flow.begun(client, workbook(again), ground.upper)}apply/")
    after = flow.tree_below(ground.upper)
    client.post(f"{done.url}undo/")

    assert after == [
        ("Chi bộ Một mới", "grassroots_cell", "Đảng bộ huyện Thử", (11, 0)),
        ("Chi bộ Hai", "grassroots_cell", "Đảng bộ huyện Thử", (21, 2)),
    ]
    assert flow.everything() == before


def test_what_the_list_leaves_out_ends_only_when_asked(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    two = [HEAD, ["X1", "Chi bộ Một", GRASS, "", 10, 1], ["X2", "Chi bộ Hai", GRASS, "", 20, 2]]
    client.post(f"{flow.begun(client, workbook(two), ground.upper)}apply/")
    one = workbook(two[:2])

    kept = client.post(f"{flow.begun(client, one, ground.upper, day='2025-03-01')}apply/", follow=True)
    work = flow.begun(client, one, ground.upper, day="2025-03-01")
    page = flow.previewed(client, work)
    ended = client.post(f"{work}apply/", {"end_missing": "on"})

    assert kept.redirect_chain[-1][0] == "/imports/"
    assert (page.context["counts"]["missing"], 'name="end_missing"' in page.content.decode()) == (1, True)
    assert client.get(ended.url).context["summary"] == {"new": 0, "changed": 0, "unchanged": 1, "ended": 1}
    assert [line[0] for line in flow.tree_below(ground.upper, date(2025, 2, 28))] == ["Chi bộ Một", "Chi bộ Hai"]
    assert [line[0] for line in flow.tree_below(ground.upper, date(2025, 3, 1))] == ["Chi bộ Một"]


def test_what_began_on_the_very_day_cannot_end_before_it(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    two = [HEAD, ["X1", "Chi bộ Một", GRASS, "", 10, 1], ["X2", "Chi bộ Hai", GRASS, "", 20, 2]]
    client.post(f"{flow.begun(client, workbook(two), ground.upper)}apply/")
    before = flow.everything()

    work = flow.begun(client, workbook(two[:2]), ground.upper)
    answer = client.post(f"{work}apply/", {"end_missing": "on"})

    assert flow.problems(answer) == [("ends_before_it_began", None, "")]
    assert flow.everything() == before


def test_a_code_of_another_province_is_said_at_its_row_and_put_right_there(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    factories.organisation("Chi bộ bên kia", Kind.GRASSROOTS_CELL, under=ground.neighbour, code="X1")
    work = flow.begun(client, workbook([HEAD, ["X1", "Chi bộ Một", GRASS, "", 10, 1]]), ground.upper)

    refused = client.post(f"{work}apply/")
    shown = "bên kia" in refused.content.decode()
    page = flow.correct(client, work, {2: {"code": "X01"}})
    client.post(f"{work}apply/")

    assert flow.problems(refused) == [("code_taken", 2, "")]
    assert (shown, flow.problems(page)) == (False, [])
    assert flow.tree_below(ground.upper) == [("Chi bộ Một", "grassroots_cell", "Đảng bộ huyện Thử", (10, 1))]


def test_corrections_are_shown_beside_the_file_and_can_be_taken_back(client_for: For) -> None:
    ground = flow.ground()
    client = client_for(ground.owner)
    work = flow.begun(client, workbook([HEAD, ["X1", "Chi bộ Một", GRASS, "", 10, 1]]), ground.upper)

    flow.correct(client, work, {2: {"name": "Chi bộ Số Một", "kind": "", "official": "12"}})
    page = client.get(f"{work}preview/?show=corrected")
    entry = client.get(f"{work}preview/?show=new").context["entries"][0]["entry"]
    client.post(f"{work}preview/", {"action": "forget"})
    back = client.get(f"{work}preview/?show=new").context["entries"][0]["entry"]

    assert "Chi bộ Một" in page.content.decode()
    assert (entry.name, entry.kind, entry.official) == ("Chi bộ Số Một", Kind.GRASSROOTS_CELL, 12)
    assert (back.name, back.official) == ("Chi bộ Một", 10)


def province_of_2020() -> list[list[object]]:
    """Two districts with two communes each, a cell or two in every commune."""
    rows: list[list[object]] = [HEAD]
    number = 0
    for district in "AB":
        rows.append([f"H{district}", f"Đảng bộ huyện {district}", "Đảng bộ cấp trên trực tiếp cơ sở", "", None, None])
        for commune in (1, 2):
            code = f"X{district}{commune}"
            rows.append([code, f"Đảng bộ xã {district}{commune}", BASE, f"H{district}", None, None])
            for cell in (1, 2):
                number += 1
                rows.append(
                    [f"{code}-{cell}", f"Chi bộ thôn {district}{commune}-{cell}", CELL, code, 10 * number, cell]
                )
    return rows


def province_of_2025() -> list[list[object]]:
    """Communes stand directly under the province, two of them new out of three; cells keep their codes."""
    upper = "Đảng bộ cấp trên trực tiếp cơ sở"
    rows: list[list[object]] = [[*HEAD, "Sáp nhập từ"]]
    rows.append(["N1", "Đảng bộ xã Mới Một", upper, "", None, None, "XA1; XA2"])
    rows.append(["N2", "Đảng bộ xã Mới Hai", upper, "", None, None, "XB1"])
    rows.append(["XB2", "Đảng bộ xã B2", upper, "", None, None, None])
    number = 0
    for code, under in (("XA1", "N1"), ("XA2", "N1"), ("XB1", "N2"), ("XB2", "XB2")):
        for cell in (1, 2):
            number += 1
            rows.append([f"{code}-{cell}", f"Chi bộ thôn {code[1:]}-{cell}", GRASS, under, 10 * number + 1, cell, None])
    return rows


def test_the_reform_of_2025_is_one_list(client_for: For) -> None:
    ground = flow.ground()
    ground_upper = ground.upper
    Version.objects.filter(organisation=ground_upper).update(valid_to="2019-01-01")
    client = client_for(ground.owner)
    client.post(f"{flow.begun(client, workbook(province_of_2020()), ground.province, day='2020-01-01')}apply/")
    before = flow.everything()

    work = flow.begun(client, workbook(province_of_2025()), ground.province, day="2025-07-01")
    page = flow.previewed(client, work)
    assert flow.problems(page) == [("kind-impossible", 4, "C")]  # a blank does not move what is known
    counts = flow.correct(client, work, {4: {"parent_name": "T1"}}).context["counts"]
    done = client.post(f"{work}apply/", {"end_missing": "on"})

    assert {name: counts[name] for name in ("errors", "new", "changed", "missing")} == {
        "errors": 0, "new": 2, "changed": 9, "missing": 5,
    }  # fmt: skip
    assert client.get(done.url).context["summary"] == {"new": 2, "changed": 9, "unchanged": 0, "ended": 5}
    p = "Đảng bộ tỉnh Sông Trong"
    assert sorted(line[:3] for line in flow.tree_below(ground.province, date(2025, 7, 1))) == sorted(
        [
            ("Đảng bộ xã Mới Một", "upper", p),
            ("Đảng bộ xã Mới Hai", "upper", p),
            ("Đảng bộ xã B2", "upper", p),
            *((f"Chi bộ thôn {c}-{i}", "grassroots_cell", "Đảng bộ xã Mới Một") for c in ("A1", "A2") for i in (1, 2)),
            *((f"Chi bộ thôn B1-{i}", "grassroots_cell", "Đảng bộ xã Mới Hai") for i in (1, 2)),
            *((f"Chi bộ thôn B2-{i}", "grassroots_cell", "Đảng bộ xã B2") for i in (1, 2)),
        ]
    )
    assert [line[0] for line in flow.tree_below(ground.province, date(2025, 6, 30))].count("Đảng bộ huyện A") == 1
    assert list(tree.path_faults()) == []
    assert Succession.objects.count() == 3

    actor = actor_of(user_id=ground.owner.pk, name="x")
    today = date(2025, 8, 1)
    names = ["members", "organisations"]
    seen = {}
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        at = place(actor=actor, organisation=ground.province.pk, term="2020-2025", as_of=day, today=today)
        seen[day.isoformat()] = {name: one.value for name, one in figures(at, names).items()}
    assert seen == {
        "2025-06-30": {"members": 360 + 12, "organisations": 15},
        "2025-07-01": {"members": 368 + 12, "organisations": 12},
    }
    card = queries.organisation(actor=actor, pk=Version.objects.get(name="Đảng bộ xã A1").organisation_id, as_of=today)
    assert card.valid_to == date(2025, 7, 1)

    client.post(f"{done.url}undo/")
    assert flow.everything() == before
    assert Change.objects.filter(undone_at=None).count() == 1
