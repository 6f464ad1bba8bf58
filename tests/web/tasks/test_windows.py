"""Days for those below as pages: a preview before anything is done, refusals with their article, nothing sideways."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.actions import plan as plans
from daihoi.core.organisations.kinds import Level
from daihoi.core.plan.reasons import Reason
from daihoi.data.models import Congress, User, WindowDecision
from daihoi.queries.plan import NewWindow
from tests.area import TERM, Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]
DATA = {
    "number": "12-KH/TU",
    "decided_on": "2020-03-01",
    "reason": "plan",
    "first": "2020-04-01",
    "last": "2020-05-31",
    "levels": ["grassroots"],
    "pilots": "",
    "others": "",
    "note": "",
}


def decided(area: Area, places: tuple[str, ...] = (), at: str = "Tỉnh") -> int:
    window = NewWindow(
        "9-QĐ/TU",
        date(2020, 3, 1),
        Reason.EPIDEMIC,
        last=date(2020, 7, 31),
        levels=frozenset({Level.GRASSROOTS}),
        places=tuple(area.id(name) for name in places),
    )
    return plans.decide_window(actor=area.actor("board"), organisation=area.id(at), term=TERM, window=window).id


def test_a_decision_is_previewed_and_then_done(area: Area, client_for: ClientFor) -> None:
    plans.set_plan(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        term=TERM,
        plan=plans.Plan(planned_on=date(2020, 6, 9)),
    )
    client, url = client_for(area.users["board"]), reverse("window_new", args=[area.id("Tỉnh")])

    page = client.post(url, DATA)
    assert (page.status_code, WindowDecision.objects.count()) == (200, 0)
    assert (page.context["preview"].changed, page.context["preview"].outside) == (3, 1)
    assert "9/6/2020" in page.content.decode()
    changed = client.post(url, {**DATA, "last": "2020-05-30", "confirmed": page.context["confirmed"]})
    assert (changed.status_code, WindowDecision.objects.count()) == (200, 0)  # another one is previewed anew
    done = client.post(url, {**DATA, "confirmed": page.context["confirmed"]})
    decision = WindowDecision.objects.get()
    assert done.headers["Location"] == reverse("window", args=[decision.pk])
    assert Congress.objects.filter(window_by=decision).count() == 3
    page = client.get(reverse("window", args=[decision.pk]))
    assert page.context["rows"][0].name == "Trạm"  # planned outside: first


def test_what_is_refused_says_the_article_and_keeps_what_was_typed(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("window_new", args=[area.id("Tỉnh")])

    page = client.post(url, {**DATA, "last": "2020-07-31"})
    text = page.content.decode()
    assert (page.status_code, "35-CT/TW" in text, 'value="2020-07-31"' in text) == (400, True, True)
    page = client.post(url, {**DATA, "others": "không có mã này"})
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["others"])
    page = client.post(url, {**DATA, "first": "", "last": ""})
    assert page.context["findings"][0].code == "window_without_day"
    assert client.post(url, {"reason": "x"}).status_code == 400
    assert not WindowDecision.objects.exists()


def test_places_are_ticked_or_named_by_their_codes(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("window_new", args=[area.id("Tỉnh")])
    code = area.of["Xã Hai"].code
    data = {**DATA, "places": [str(area.id("Huyện A"))], "others": code}

    page = client.post(url, data)
    client.post(url, {**data, "confirmed": page.context["confirmed"]})

    assert set(WindowDecision.objects.get().places.values_list("organisation_id", flat=True)) == {
        area.id("Huyện A"),
        area.id("Xã Hai"),
    }


@pytest.mark.parametrize(
    ("who", "sees", "decides"),
    [
        ("board", True, True),
        ("district", True, False),
        ("office", False, False),
        ("other", False, False),
        ("reader", True, False),
        ("keeper", False, False),
        ("stranger", False, False),
    ],
)
def test_who_sees_and_who_withdraws(area: Area, client_for: ClientFor, who: str, sees: bool, decides: bool) -> None:
    pk = decided(area, ("Huyện A",))
    client = client_for(area.users[who])

    assert client.get(reverse("window", args=[pk])).status_code == (200 if sees else 404)
    assert client.get(reverse("window_withdraw", args=[pk])).status_code == (200 if decides else 404)
    assert client.get(reverse("window_new", args=[area.id("Tỉnh")])).status_code == (200 if decides else 404)
    answer = client.post(reverse("window_withdraw", args=[pk]), {"reason": "thay"})
    assert answer.status_code == (302 if decides else 404)
    assert (WindowDecision.objects.get().withdrawn_on is not None) == decides


def test_a_page_names_no_neighbour(area: Area, client_for: ClientFor) -> None:
    pk = decided(area, ("Xã Một", "Xã Hai"))
    client = client_for(area.users["district"])

    for address in (reverse("window", args=[pk]), f"/tasks/windows/?at={area.id('Huyện A')}"):
        text = client.get(address).content.decode()
        assert "Xã Một" in text and "Xã Hai" not in text


def test_the_plan_of_a_congress_shows_its_window_and_saving_it_keeps_it(area: Area, client_for: ClientFor) -> None:
    pk = decided(area)
    client, url = client_for(area.users["district"]), reverse("congress_plan", args=[area.id("Trạm")])

    text = client.get(url).content.decode()
    assert "9-QĐ/TU, 1/3/2020" in text and 'value="9-QĐ/TU' not in text
    empty = {"form": "", "contents": "", "window_from": "", "window_to": "", "window_decision": "", "decision": ""}
    assert client.post(url, {**empty, "planned_on": "2020-07-20"}).status_code == 302
    assert client.get(reverse("window", args=[pk]) + "?page=99").context["rows"]
    row = Congress.objects.get(organisation=area.id("Trạm"), term=TERM)
    assert (row.planned_on, row.window_by_id) == (date(2020, 7, 20), pk)
    refused = client.post(url, {**empty, "planned_on": "2020-08-20"}).content.decode()
    assert "9-QĐ/TU, 1/3/2020" in refused
