"""The board and the records behind its figures: who may look, what it shows, what it costs."""

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from daihoi.actions.plan import mark, open_congresses
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

TERM = "2020-2025"
ASKED = f"?term={TERM}&as_of=2020-05-15&level=grassroots"


@pytest.fixture
def province(actor_with) -> dict[str, Organisation]:  # type: ignore[no-untyped-def]
    """Two districts: A with two committees and a grass-roots cell, B with one committee; congresses opened."""
    made = factories.organisations(
        {
            ("Tỉnh", Kind.PROVINCE): {
                ("Huyện A", Kind.UPPER): {
                    ("Xã 1", Kind.GRASSROOTS_COMMITTEE): {("Chi bộ 1", Kind.CELL): {}},
                    ("Xã 2", Kind.GRASSROOTS_COMMITTEE): {},
                    ("Chi bộ cơ sở 3", Kind.GRASSROOTS_CELL): {},
                },
                ("Huyện B", Kind.UPPER): {("Xã 4", Kind.GRASSROOTS_COMMITTEE): {}},
            }
        }
    )
    board = actor_with(Role.ORGANISATION_BOARD, made["Tỉnh"])
    open_congresses(actor=board, organisation=made["Tỉnh"].pk, term=TERM, pack_id="2020-2025/2019-05-30")
    mark(
        actor=board,
        organisation=made["Xã 1"].pk,
        term=TERM,
        milestone="held",
        done_on=date(2020, 5, 10),
        half_days=2,
    )
    return made


@pytest.fixture
def board(province, client_for) -> Client:  # type: ignore[no-untyped-def]
    return client_for(factories.user_with(Role.ORGANISATION_BOARD, province["Tỉnh"]))


def test_the_board_opens_at_the_topmost_organisation(board: Client, province: dict[str, Organisation]) -> None:
    response = board.get(f"/board/{ASKED}")
    assert response.status_code == 302
    assert response.url == f"/board/{province['Tỉnh'].pk}/{ASKED}"


def test_the_board_counts_what_is_held(board: Client, province: dict[str, Organisation]) -> None:
    context = board.get(f"/board/{province['Tỉnh'].pk}/{ASKED}").context
    held = context["tiles"][0]
    assert (held.value, held.of, held.delta) == ("1", 4, "▲ 1 so với tuần trước")
    rows = {
        row.name: dict(zip([heading for _, heading in context["columns"]], row.cells, strict=True))
        for row in context["rows"]
    }
    assert {name: cells["Đã tổ chức"].number for name, cells in rows.items()} == {"Huyện A": 1, "Huyện B": 0}


def test_a_figure_leads_to_exactly_its_records(board: Client, province: dict[str, Organisation]) -> None:
    response = board.get(f"/board/{province['Tỉnh'].pk}/figures/congresses.held/{ASKED}")
    assert [own.name for _, own, _ in response.context["lines"]] == ["Xã 1"]
    rest = board.get(f"/board/{province['Tỉnh'].pk}/figures/congresses.held/{ASKED}&which=rest")
    assert [own.name for _, own, _ in rest.context["lines"]] == ["Xã 2", "Chi bộ cơ sở 3", "Xã 4"]


def test_a_figure_that_is_not_in_the_catalogue_is_not_there(board: Client, province: dict[str, Organisation]) -> None:
    assert board.get(f"/board/{province['Tỉnh'].pk}/figures/congresses.made_up/{ASKED}").status_code == 404


PAGES = (
    "/board/{pk}/",
    "/board/{pk}/board.xlsx",
    "/board/{pk}/figures/congresses.held/",
    "/board/{pk}/figures/congresses.held.xlsx",
)


@pytest.mark.parametrize("address", PAGES)
def test_neighbours_keepers_and_strangers_find_nothing(address: str, province, client_for) -> None:  # type: ignore[no-untyped-def]
    here = address.format(pk=province["Huyện A"].pk) + ASKED
    allowed = {
        "province": client_for(factories.user_with(Role.READER, province["Tỉnh"])),
        "own": client_for(factories.user_with(Role.COMMITTEE_OFFICE, province["Huyện A"])),
        "below": client_for(factories.user_with(Role.ORGANISATION_BOARD, province["Xã 1"])),
        "neighbour": client_for(factories.user_with(Role.ORGANISATION_BOARD, province["Huyện B"])),
        "keeper": client_for(factories.user_with(Role.SYSTEM_KEEPER, province["Tỉnh"])),
        "stranger": client_for(factories.user()),
    }
    assert {who: client.get(here).status_code for who, client in allowed.items()} == {
        "province": 200,
        "own": 200,
        "below": 404,
        "neighbour": 404,
        "keeper": 404,
        "stranger": 404,
    }
    assert Client().get(here).status_code == 302


def test_an_organisation_is_not_there_before_it_was_founded(board: Client, province: dict[str, Organisation]) -> None:
    response = board.get(f"/board/{province['Tỉnh'].pk}/?as_of=2010-01-01")
    assert response.templates[0].name == "board/not_there.html"


@pytest.mark.parametrize(
    "query", ["?as_of=hôm+qua", "?as_of=1492-01-01", "?term=1900-1905", "?level=moon", "?sort=99&page=x"]
)
def test_what_cannot_be_asked_is_answered_with_the_default(query: str, board: Client, province) -> None:  # type: ignore[no-untyped-def]
    assert board.get(f"/board/{province['Tỉnh'].pk}/{query}").status_code == 200
    assert board.get(f"/board/{province['Tỉnh'].pk}/figures/members/{query}").status_code == 200


def test_the_sheet_holds_the_table_and_its_total(board: Client, province: dict[str, Organisation]) -> None:
    response = board.get(f"/board/{province['Tỉnh'].pk}/board.xlsx{ASKED}")
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = [row[0] for row in rows]
    assert names[-3:] == ["Huyện A", "Huyện B", "Tổng cộng"]
    held = rows[names.index("Huyện A") - 1].index("Đã tổ chức")
    assert [row[held] for row in rows[-3:]] == [1, 0, 1]


def test_an_empty_installation_says_what_to_do(client_for) -> None:  # type: ignore[no-untyped-def]
    root = factories.organisation("Đảng bộ tỉnh trống")
    client = client_for(factories.user_with(Role.ORGANISATION_BOARD, root))
    response = client.get(f"/board/{root.pk}/")
    assert response.status_code == 200
    assert "Lập hồ sơ đại hội" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_one_and_for_three_subordinates(
    count: int,
    client_for,  # type: ignore[no-untyped-def]
    actor_with,  # type: ignore[no-untyped-def]
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    root = factories.organisation("Tỉnh")
    for number in range(count):
        factories.organisation(f"Huyện {number}", Kind.UPPER, under=root)
    board = actor_with(Role.ORGANISATION_BOARD, root)
    open_congresses(actor=board, organisation=root.pk, term=TERM, pack_id="2020-2025/2019-05-30")
    client = client_for(factories.user_with(Role.ORGANISATION_BOARD, root))
    address = f"/board/{root.pk}/?term={TERM}&as_of=2020-05-15&level=upper"
    client.get(address)
    with django_assert_num_queries(11):
        assert client.get(address).status_code == 200
    with django_assert_num_queries(8):
        assert client.get(f"/board/{root.pk}/figures/congresses/{address[address.index('?') :]}").status_code == 200


def test_units_are_filtered_by_name_without_diacritics_and_by_exception(client_for, actor_with) -> None:  # type: ignore[no-untyped-def]
    root = factories.organisation("Tỉnh")
    units = [factories.organisation(f"Huyện {name}", Kind.UPPER, under=root) for name in "ABCDEFGH"]
    client = client_for(factories.user_with(Role.READER, root))
    address = f"/board/{root.pk}/{ASKED.replace('grassroots', 'upper')}"
    assert len(client.get(address).context["rows"]) == 8
    assert [row.name for row in client.get(address + "&q=huyen+c").context["rows"]] == ["Huyện C"]
    board = actor_with(Role.ORGANISATION_BOARD, root)
    open_congresses(actor=board, organisation=units[1].pk, term=TERM, pack_id="2020-2025/2019-05-30")
    late = address.replace("2020-05-15", "2020-09-15")
    assert [row.name for row in client.get(late + "&only=1").context["rows"]] == ["Huyện B"]


def test_the_secretary_of_a_cell_begins_on_the_cell_s_own_page(province, client_for) -> None:  # type: ignore[no-untyped-def]
    client = client_for(factories.user_with(Role.COMMITTEE_OFFICE, province["Chi bộ 1"]))
    assert client.get("/board/").url == f"/organisations/{province['Chi bộ 1'].pk}/"


def test_the_board_of_a_committee_looks_at_its_cells_first(board: Client, province: dict[str, Organisation]) -> None:
    assert board.get(f"/board/{province['Xã 1'].pk}/").context["choice"].level == "cell"
    assert board.get(f"/board/{province['Huyện A'].pk}/").context["choice"].level == "grassroots"


def test_a_nul_in_the_address_is_a_bad_request(board: Client, province: dict[str, Organisation]) -> None:
    for address in (f"/board/{province['Tỉnh'].pk}/?q=%00", "/organisations/?q=a%00b", "/people/?q=%00"):
        assert board.get(address).status_code == 400
