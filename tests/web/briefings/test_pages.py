"""Briefings as pages: from the plan over the agenda and the minutes to the papers."""

import io
from collections.abc import Callable

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.data.models import Briefing, BriefingPoint, Task, User
from tests.area import TODAY, Area, area
from tests.difficulties import answered, found, raised

__all__ = ["area"]
ClientFor = Callable[[User], Client]
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def planned(area: Area, client: Client) -> int:
    url = reverse("briefing_new", args=[area.id("Huyện A")])
    answer = client.post(url, {"planned_on": TODAY.isoformat(), "place": "Hội trường", "chair": "Bí thư"})
    pk = Briefing.objects.latest("pk").pk
    assert answer.headers["Location"] == reverse("briefing_agenda", args=[pk])
    return pk


def points(pk: int) -> list[str]:
    return list(BriefingPoint.objects.filter(briefing=pk).order_by("position").values_list("title", flat=True))


def test_from_the_plan_to_the_papers(area: Area, client_for: ClientFor) -> None:
    difficulty, other = raised(area, "Xã Một", "Con dấu"), raised(area, "Trạm", "Kinh phí")
    client = client_for(area.users["district"])
    pk = planned(area, client)
    agenda = reverse("briefing_agenda", args=[pk])

    page = text(client, agenda)
    assert f'value="difficulty-{difficulty}"' in page and f'value="difficulty-{other}"' in page
    client.post(
        agenda,
        {
            "take": [f"difficulty-{difficulty}"],
            f"order_difficulty-{difficulty}": "2",
            "title_new1": "Tiến độ chung",
            "order_new1": "1",
        },
    )
    assert points(pk) == ["Tiến độ chung", "Con dấu"]
    first, second = BriefingPoint.objects.filter(briefing=pk).order_by("position")
    minutes = {
        "held_on": TODAY.isoformat(),
        "chair": "Bí thư",
        "present": "Ban Tổ chức",
        "conclusion": "Khẩn trương.",
        f"said_{first.pk}": "Đúng tiến độ.",
        f"said_{second.pk}": "Khắc tại Công an tỉnh.",
    }
    client.post(reverse("briefing_minutes", args=[pk]), minutes)
    assert 'value="Đúng tiến độ."' in text(client, reverse("briefing_assign", args=[pk, first.pk]))
    task = {"title": "Gửi báo cáo", "organisation": "Xã Một", "subject": "reporting", "due_on": "2020-03-10"}
    client.post(reverse("briefing_assign", args=[pk, first.pk]), task)
    client.post(reverse("briefing_answer", args=[pk, second.pk]), {"text": "Khắc tại Công an tỉnh."})

    assert Task.objects.get().organisation_id == area.id("Xã Một")
    assert found(difficulty).answer == "Khắc tại Công an tỉnh."
    page = text(client, reverse("briefing", args=[pk]))
    assert "Đúng tiến độ." in page and "Gửi báo cáo" in page
    for name, words in (("minutes", "Đúng tiến độ"), ("notice", "Khắc tại Công an tỉnh")):
        answer = client.get(reverse("briefing_paper", args=[pk, name]))
        paper = docx.Document(io.BytesIO(answer.content))
        whole = "\n".join(each.text for each in paper.paragraphs)
        assert words in whole and "attachment" in answer.headers["Content-Disposition"]


def test_what_was_pasted_with_a_nul_is_kept_without_it(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    pk = planned(area, client)

    sent = {"title_new1": "Con\0 dấu", "detail_new1": "Khắc\0 ở đâu\nBao giờ", "order_new1": "1"}
    assert client.post(reverse("briefing_agenda", args=[pk]), sent).status_code == 302
    part = client.post(reverse("difficulties_alike"), {"title": "Con dấu\0", "text": "", "organisation": "Xã\0 Một"})

    assert part.status_code == 200
    point = BriefingPoint.objects.get(briefing=pk)
    assert (point.title, point.detail) == ("Con dấu", "Khắc ở đâu\nBao giờ")


@pytest.mark.parametrize("who", WHO)
def test_who_opens_what(area: Area, client_for: ClientFor, who: str) -> None:
    pk = planned(area, client_for(area.users["district"]))
    client_for(area.users["district"]).post(
        reverse("briefing_agenda", args=[pk]), {"title_new1": "Một", "order_new1": "1"}
    )
    point = BriefingPoint.objects.get().pk
    client = client_for(area.users[who])
    sees, edits = who in {"board", "district", "reader"}, who in {"board", "district"}

    assert client.get(reverse("briefing", args=[pk])).status_code == (200 if sees else 404)
    assert client.get(f"{reverse('briefings')}?at={area.id('Huyện A')}").status_code == (200 if sees else 404)
    assert client.get(reverse("briefing_paper", args=[pk, "minutes"])).status_code == (302 if sees else 404)
    assert client.get(reverse("briefing_new", args=[area.id("Huyện A")])).status_code == (200 if edits else 404)
    for name in ("briefing_change", "briefing_drop", "briefing_agenda", "briefing_minutes"):
        assert client.get(reverse(name, args=[pk])).status_code == (200 if edits else 404), name
    assert client.get(reverse("briefing_assign", args=[pk, point])).status_code == (200 if edits else 404)
    assert client.get(reverse("briefing_answer", args=[pk, point])).status_code == 404  # no difficulty


def test_those_below_get_the_task_and_see_nothing_of_the_minutes(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    pk = planned(area, client)
    client.post(reverse("briefing_agenda", args=[pk]), {"title_new1": "Bí mật", "order_new1": "1"})
    point = BriefingPoint.objects.get().pk
    client.post(
        reverse("briefing_assign", args=[pk, point]),
        {"title": "Việc", "organisation": "Chi bộ thôn 1", "subject": "general"},
    )

    assert Task.objects.get().organisation_id == area.id("Chi bộ thôn 1")
    page = text(client_for(area.users["office"]), reverse("briefings"))
    assert "Bí mật" not in page and "Hội trường" not in page


def test_refreshing_lets_points_say_what_is_so_now(area: Area, client_for: ClientFor, settings: object) -> None:
    stays, goes = raised(area, "Xã Một", "Con dấu"), raised(area, "Trạm", "Kinh phí")
    client = client_for(area.users["district"])
    pk = planned(area, client)
    agenda = reverse("briefing_agenda", args=[pk])
    client.post(agenda, {"take": [f"difficulty-{stays}", f"difficulty-{goes}"]})
    BriefingPoint.objects.filter(difficulty=stays).update(detail="như cũ")
    answered(area, goes)

    assert "is-warning" in text(client, agenda)
    kept = [f"point-{each}" for each in BriefingPoint.objects.values_list("pk", flat=True)]
    client.post(agenda, {"take": kept, "refresh": "1"})

    rows = {each.difficulty_id: (each.source, each.detail) for each in BriefingPoint.objects.all()}
    assert rows[stays] == ("difficulty", "Xã Một phản ánh ngày 2/3/2020")
    assert rows[goes] == ("difficulty", "Trạm; trả lời ngày 2/3/2020")
    assert "is-warning" not in text(client, agenda)


def test_wrong_input_is_said_and_stays(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    pk = planned(area, client)
    client.post(reverse("briefing_agenda", args=[pk]), {"title_new1": "Một", "order_new1": "abc"})
    point = BriefingPoint.objects.get().pk
    assign = reverse("briefing_assign", args=[pk, point])

    for url, data in (
        (reverse("briefing_new", args=[area.id("Huyện A")]), {"planned_on": "x"}),
        (reverse("briefing_new", args=[area.id("Huyện A")]), {"planned_on": "2099-01-01"}),
        (reverse("briefing_change", args=[pk]), {"planned_on": TODAY.isoformat(), "seen": "stale"}),
        (reverse("briefing_minutes", args=[pk]), {"held_on": "2020-03-03", f"said_{point}": "Dở dang"}),
        (reverse("briefing_agenda", args=[pk]), {"take": [f"point-{point}"], "title_new1": "Hai", "seen": "stale"}),
        (reverse("briefing_agenda", args=[pk]), {"take": [f"point-{point}"], f"title_point-{point}": " "}),
        (assign, {"title": "x", "organisation": "Xã Hai", "subject": "general"}),
        (assign, {"title": "x", "organisation": "Tỉnh", "subject": "general"}),
        (assign, {"title": "", "organisation": "Xã Một", "subject": "general"}),
        (assign, {"title": "x", "organisation": "Xã Một", "subject": "general", "due_on": "2020-01-01"}),
    ):
        answer = client.post(url, data)
        assert answer.status_code == 400, (url, data)
        for word in ("Dở dang", "Hai"):
            if word in data.values():
                assert word in answer.content.decode()
    assert points(pk) == ["Một"] and Task.objects.count() == 0


def test_a_dropped_briefing_is_only_read(area: Area, client_for: ClientFor) -> None:
    client = client_for(area.users["district"])
    pk = planned(area, client)
    client.post(reverse("briefing_drop", args=[pk]))

    assert text(client, reverse("briefing", args=[pk]))
    for name in ("briefing_change", "briefing_drop", "briefing_agenda", "briefing_minutes"):
        assert client.get(reverse(name, args=[pk])).status_code == 404


@pytest.mark.parametrize("name", ["briefing", "briefing_agenda", "briefing_minutes", "briefings"])
def test_pages_take_no_more_queries_for_three_points_than_for_one(area: Area, client_for: ClientFor, name: str) -> None:
    client = client_for(area.users["board"])
    pk = planned(area, client)
    url = reverse(name, args=[pk]) if name != "briefings" else f"{reverse(name)}?at={area.id('Huyện A')}"

    def counted() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    def with_points(number: int) -> int:
        pks = [raised(area, "Xã Một", f"Việc {number} {each}") for each in range(number)]
        client.post(reverse("briefing_agenda", args=[pk]), {"take": [f"difficulty-{each}" for each in pks]})
        raised(area, "Trạm", f"Chờ {number}")
        return counted()

    assert with_points(1) == with_points(3) <= 15
