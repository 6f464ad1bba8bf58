"""The forms that change the tree: previewed, confirmed, refused beside what was typed."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.data.models import Change, MemberCount, User, Version
from daihoi.data.models.organisations import FAR
from tests.area import Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]
ON = {"on": "2020-02-01", "number": "12-QĐ/TU"}
ABOVE = ("change", "correct", "move", "split", "end")


def confirmed(client: Client, url: str, data: dict[str, object]) -> object:
    """Send, look at the preview, send again with what it asks for."""
    page = client.post(url, data)
    assert page.status_code == 200, page
    token = re.search(r'name="confirmed" value="([0-9a-f]{32})"', page.content.decode())
    assert token, "no preview was shown"
    return client.post(url, {**data, "confirmed": token[1]})


@pytest.mark.parametrize("who", ["board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger"])
@pytest.mark.parametrize("page", [*ABOVE, "found", "merge"])
def test_the_forms_are_there_for_those_above_and_for_nobody_else(
    area: Area, client_for: ClientFor, who: str, page: str
) -> None:
    answer = client_for(area.users[who]).get(reverse(f"organisation_{page}", args=[area.id("Xã Một")]))

    assert answer.status_code == (200 if who in {"board", "district"} else 404)


@pytest.mark.parametrize("page", ABOVE)
def test_a_district_does_not_change_itself(area: Area, client_for: ClientFor, page: str) -> None:
    url = reverse(f"organisation_{page}", args=[area.id("Huyện A")])

    assert client_for(area.users["district"]).get(url).status_code == 404
    assert client_for(area.users["board"]).get(url).status_code == 200


def test_a_new_organisation_is_founded_and_undone(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Huyện A")
    data = {"name": "Trạm hai", "kind": "grassroots_cell", "unit": "health", **ON}

    assert client.post(reverse("organisation_found", args=[pk]), {**data, "kind": "cell"}).status_code == 200
    assert client.post(reverse("organisation_found", args=[pk]), data).status_code == 302
    made = Change.objects.get()
    assert "Trạm hai" in client.get(f"{reverse('organisations')}?at={pk}").content.decode()

    undo = reverse("organisation_undo", args=[pk, made.pk])
    assert client.get(undo).status_code == 200
    assert client.post(undo).status_code == 302
    assert not Version.objects.filter(name="Trạm hai").exists()
    assert client_for(area.users["other"]).get(undo).status_code == 404


def test_a_move_says_what_goes_along_before_it_is_done(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Xã Một")
    url = reverse("organisation_move", args=[pk])
    data = {"parent": area.of["Huyện B"].code, **ON}

    assert "aria-invalid" in client.post(url, {**data, "parent": "không có"}).content.decode()
    preview = client.post(url, data).content.decode()
    assert "Huyện B" in preview and "33" in preview  # 30 official and 3 probationary go along
    assert confirmed(client, url, data).status_code == 302
    assert Version.objects.get(organisation=pk, valid_to=FAR).parent_id == area.id("Huyện B")


def test_a_preview_holds_only_for_what_it_was_made_from(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Xã Một")
    url = reverse("organisation_move", args=[pk])
    page = client.post(url, {"parent": area.of["Huyện B"].code, **ON}).content.decode()
    token = re.search(r'name="confirmed" value="([0-9a-f]{32})"', page)[1]

    again = client.post(url, {"parent": area.of["Huyện B"].code, "on": "2020-02-15", "confirmed": token})

    assert again.status_code == 200 and 'class="preview"' in again.content.decode()


def test_a_merger_adds_up_and_a_split_asks_where_each_goes(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Xã Một")
    cells = [area.id("Chi bộ thôn 1"), area.id("Chi bộ thôn 2")]
    data = {"predecessors": cells, "into": "new", "new_name": "Chi bộ chung", "new_kind": "cell", **ON}

    assert confirmed(client, reverse("organisation_merge", args=[pk]), data).status_code == 302
    made = Version.objects.get(name="Chi bộ chung").organisation_id
    assert MemberCount.objects.get(organisation=made, on_date=date(2020, 2, 1)).official == 30

    split = {
        "name_1": "Xã Một A",
        "kind_1": "grassroots_committee",
        "unit_1": "commune",
        "name_2": "Xã Một B",
        "kind_2": "grassroots_committee",
        "unit_2": "commune",
        "on": "2020-03-01",
    }
    url = reverse("organisation_split", args=[pk])
    refused = confirmed(client, url, split)
    assert refused.status_code == 200 and "Chi bộ chung" in refused.content.decode()
    assert confirmed(client, url, {**split, f"child_{made}": "2"}).status_code == 302
    assert Version.objects.filter(name__startswith="Xã Một ", valid_to=FAR).count() == 2


def test_changing_correcting_and_ending(area: Area, client_for: ClientFor) -> None:
    client, pk = client_for(area.users["board"]), area.id("Trạm")
    facts = {"name": "Trạm Y tế", "kind": "grassroots_cell", "unit": "health"}

    assert client.post(reverse("organisation_change", args=[pk]), {**facts, **ON}).status_code == 302
    assert client.post(reverse("organisation_correct", args=[pk]), {**facts, "code": "TYT"}).status_code == 302
    end = {"on": "2020-03-01", "successors": area.of["Xã Một"].code}
    assert client.post(reverse("organisation_end", args=[pk]), {**end, "successors": "???"}).status_code == 200
    assert client.post(reverse("organisation_end", args=[pk]), end).status_code == 302
    page = client.get(reverse("organisation_history", args=[pk])).content.decode()
    assert "Trạm Y tế" in page and "Xã Một" in page
    assert client.get(reverse("organisation_change", args=[pk])).status_code in {200, 404}


def test_members_are_reported_where_nobody_below_counts(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["board"])
    data = {"on": "2020-03-01", "official": "14", "probationary": "0"}

    assert client.post(reverse("organisation_members", args=[area.id("Trạm")]), data).status_code == 302
    refused = client.post(reverse("organisation_members", args=[area.id("Xã Một")]), data)
    assert refused.status_code == 200 and "is-error" in refused.content.decode()
