"""Plans, opening a term, overlays, pilots and rules, as pages."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Congress, OverlayFile, PilotQuota, User
from daihoi.queries.rules import packs, sample_overlay_files, sample_overlays
from tests import factories
from tests.area import PACK, TERM, Area, area
from tests.core.packs import overlay_of

__all__ = ["area"]
ClientFor = Callable[[User], Client]
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")
OVERLAY = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("who", WHO)
def test_who_plans_opens_and_loads(area: Area, client_for: ClientFor, who: str) -> None:
    client = client_for(area.users[who])

    for name in ("congress_plan", "congresses_open", "overlay_load"):
        answer = client.get(reverse(name, args=[area.id("Chi bộ thôn 1")]))
        assert answer.status_code == (200 if who in {"board", "district", "office"} else 404)
    assert client.get(reverse("rules")).status_code == (404 if who in {"keeper", "stranger"} else 200)


def test_a_plan_is_saved_and_a_hard_rule_is_quoted_beside_it(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Trạm")
    url = reverse("congress_plan", args=[pk])
    data = {"form": "member", "contents": "4", "ordinal": "9", "planned_on": "2020-05-05", "planned_half_days": "2"}

    refused = client.post(url, {**data, "planned_on": "2020-09-01"}).content.decode()
    assert "C-01" in refused and 'value="2020-09-01"' in refused
    assert client.post(url, data).status_code == 302
    found = Congress.objects.get(organisation=pk, term=TERM)
    assert (found.form, found.contents, found.ordinal, found.planned_half_days) == ("member", 4, 9, 2)


def test_a_question_of_the_rules_is_listed_with_the_field_for_its_decision(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("congress_plan", args=[area.id("Xã Một")])
    client.post(url, {"form": "delegate", "contents": "4", "decision": "Đồng ý, 12-CV/HU"})

    page = client.get(url).content.decode()

    assert "is-question" in page and "12-CV/HU" in page


def test_a_term_is_opened_for_the_kinds_chosen_under_a_sample(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Tỉnh")
    url = reverse("congresses_open", args=[pk]) + "?term=2025-2030"
    packs_of = [pack.id for pack in packs() if pack.term == "2025-2030"]
    data = {"pack": packs_of[-1], "overlay": "", "kinds": ["grassroots_cell", "cell"], "with_below": "on"}

    assert client.get(url).status_code == 200
    assert client.post(url, {**data, "pack": "x"}).status_code == 200
    assert client.post(url, data).status_code == 302
    assert Congress.objects.filter(term="2025-2030").count() == 4


def test_an_overlay_is_read_shown_with_what_it_replaces_and_then_kept(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("overlay_load", args=[area.id("Tỉnh")])

    def send(text: str | bytes) -> str:
        raw = text.encode() if isinstance(text, str) else text
        return client.post(url, {"file": SimpleUploadedFile("own.toml", raw)}).content.decode()

    assert "own.toml" in send("[overlay]\nid = 3") and not OverlayFile.objects.exists()
    assert "is-error" in send(b"\xff\xfe\x00")
    assert "is-error" in send(OVERLAY.replace(PACK, "2020-2025/2019-05-31"))
    unknown = overlay_of("age.retirement_table", "nowhere")
    assert "nowhere" in send(unknown)
    page = client.post(url, {"text": unknown, "file_name": "own.toml"}).content.decode()
    assert "own.toml" in page and "age.retirement_table" in page and not OverlayFile.objects.exists()
    preview = send(OVERLAY)
    assert "5/2020" in preview and not OverlayFile.objects.exists()
    assert client.post(url, {"text": OVERLAY, "file_name": "own.toml"}).status_code == 302
    assert client.get(reverse("rules_overlay", args=[OverlayFile.objects.get().pk])).status_code == 200
    other = client_for(area.users["keeper"]).get(reverse("rules_overlay", args=[OverlayFile.objects.get().pk]))
    assert other.status_code == 404


def test_pilots_are_allocated_chosen_and_counted_by_indicators(area: Area, client_for: ClientFor) -> None:
    client, top = client_for(area.users["board"]), area.id("Tỉnh")
    field = f"n_{area.id('Huyện A')}_grassroots_cell"

    assert client.post(reverse("pilots_allocate", args=[top]), {field: "1", "decision": "KH 79"}).status_code == 302
    assert PilotQuota.objects.get().number == 1
    choose = reverse("pilots_choose", args=[top])
    assert client.get(choose).status_code == 200 and client.get(choose + "?q=tram").status_code == 200
    chosen = reverse("pilot_chosen", args=[area.id("Trạm")])
    assert client.post(chosen, {"at": top}).status_code == 302
    board = client.get(reverse("pilots")).context
    assert board["figures"]["pilots"].value == 1 and board["figures"]["pilots"].out_of == 3
    assert board["figures"]["pilots_cells"].value == 1 and board["asked_in_all"] == 1
    assert client.post(chosen, {"drop": "1"}).status_code == 302
    assert not Congress.objects.filter(pilot=True).exists()


@pytest.mark.parametrize("who", WHO)
def test_who_sees_and_who_chooses_pilots(area: Area, client_for: ClientFor, who: str) -> None:
    client, pk = client_for(area.users[who]), area.id("Huyện A")

    sees = client.get(f"{reverse('pilots')}?at={pk}").status_code
    assert sees == (200 if who in {"board", "district", "reader"} else 404)
    for name in ("pilots_allocate", "pilots_choose"):
        assert client.get(reverse(name, args=[pk])).status_code == (200 if who in {"board", "district"} else 404)
    answer = client.post(reverse("pilot_chosen", args=[area.id("Trạm")])).status_code
    assert answer == (302 if who in {"board", "district"} else 404)


def test_every_pack_overlay_and_table_of_rules_can_be_read(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["reader"])
    urls = [reverse("rules_pack", args=[pack.id]) for pack in packs()]
    urls += [reverse("rules_sample", args=[overlay.id]) for overlay in sample_overlays()]
    urls += [reverse(name) for name in ("rules", "rules_compare", "rules_holidays", "rules_targets")]

    for url in [*urls, reverse("rules_compare") + f"?a={PACK}&all=1"]:
        page = client.get(url)
        assert page.status_code == 200, url
        assert "<script>" not in page.content.decode() and " style=" not in page.content.decode()
    assert client.get(reverse("rules_pack", args=["no/such"])).status_code == 404
    assert client.get(reverse("rules_sample", args=["no-such"])).status_code == 404


def test_targets_show_where_the_organisation_stands(area: Area, client_for: ClientFor) -> None:
    from daihoi.actions.plan import open_congresses  # noqa: PLC0415 app ready

    text = next(file.text for file in sample_overlay_files() if "quang-ninh" in file.where)
    pk = factories.organisation("Huyện C", Kind.UPPER, under=area.of["Tỉnh"]).pk
    open_congresses(actor=area.actor("board"), organisation=pk, term=TERM, pack_id=PACK, overlay_text=text)

    found = client_for(area.users["board"]).get(reverse("rules_targets")).context["found"]

    rows = {row.target.id: row for _, rows in found for row in rows}
    assert (rows["districts_done"].figure.value, rows["districts_done"].figure.out_of) == (0, 3)
    assert rows["districts_done"].kept is False and rows["district_chairs"].kept is None


@pytest.mark.parametrize(
    ("name", "args"),
    [("pilots", False), ("pilots_choose", True), ("pilots_allocate", True), ("rules", False), ("rules_targets", False)],
)
def test_pages_take_as_many_queries_for_three_more_organisations(
    area: Area, client_for: ClientFor, name: str, args: bool
) -> None:
    client, url = client_for(area.users["board"]), reverse(name, args=[area.id("Tỉnh")] if args else [])
    before = queries(client, url)

    for number in range(3):
        factories.organisation(f"Huyện thêm {number}", Kind.UPPER, under=area.of["Tỉnh"])

    assert queries(client, url) == before <= 12
