"""What a device sends: each entry once, in order, acknowledged; nothing malformed is a fault of the server."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from daihoi.core.supervision import Reply
from daihoi.data.models import Event, User, VisitAnswer, VisitFile, VisitFinding
from tests.area import Area, area
from tests.supervised import Supervised

__all__ = ["area"]
AT = "2020-03-02T08:00:00.000Z"


@pytest.fixture
def made(area: Area) -> Supervised:
    return Supervised(area)


class Device:
    """Somebody's telephone."""

    def __init__(self, made: Supervised, client: Client, who: str) -> None:
        self.made, self.client, self.user = made, client, made.users[who]

    def send(self, *rows: object, user: object = None, body: bytes | None = None) -> tuple[int, dict[str, object]]:
        data = body if body is not None else json.dumps({"user": user or self.user.pk, "rows": list(rows)})
        address = f"/supervision/{self.made.visit}/sheet/send/"
        answer = self.client.post(address, data, content_type="application/json")
        return answer.status_code, json.loads(answer.content)

    def states(self, *rows: object) -> list[str]:
        status, content = self.send(*rows)
        assert (status, content["state"]) == (200, "ok")
        return [row["state"] for row in content["rows"]]  # type: ignore[attr-defined]

    def answer(self, reply: str = "yes", **more: object) -> dict[str, object]:
        row = {
            "key": str(uuid4()),
            "type": "answer",
            "point": self.made.points[0],
            "reply": reply,
            "note": "",
            "seen": "",
        }
        return row | {"at": AT} | more

    def finding(self, **more: object) -> dict[str, object]:
        row = {"key": str(uuid4()), "type": "finding", "weight": "shortcoming", "subject": "organisation"}
        return row | {"kind": "decoration_wrong", "text": "Ma két sai", "at": AT} | more


@pytest.fixture
def device(made: Supervised, client_for: Callable[[User], Client]) -> Callable[..., Device]:
    return lambda who="in_charge": Device(made, client_for(made.users[who]), who)


def test_answers_and_findings_come_in_under_the_name_of_who_wrote_them(device: Callable[..., Device]) -> None:
    phone = device()
    assert phone.states(phone.answer("no", note="Thiếu cờ"), phone.finding()) == ["sent", "sent"]

    row = VisitAnswer.objects.get()
    assert (row.reply, row.note, row.by_name, row.given_at) == (
        "no",
        "Thiếu cờ",
        phone.user.full_name,
        datetime(2020, 3, 2, 8, tzinfo=UTC),
    )
    assert VisitFinding.objects.get().kind == "decoration_wrong"


def test_what_is_sent_twice_stands_once_and_is_acknowledged_twice(device: Callable[..., Device]) -> None:
    phone = device()
    rows = [phone.answer(), phone.finding()]

    assert phone.states(*rows) == ["sent", "sent"]
    assert (VisitAnswer.objects.count(), VisitFinding.objects.count()) == (1, 1)
    assert Event.objects.filter(event="supervision.answered").count() == 1


def test_two_devices_in_conflict_are_both_kept_and_told(device: Callable[..., Device]) -> None:
    first, second = device(), device("second")
    row = second.answer("yes")
    assert first.states(first.answer("no")) == ["sent"]
    assert second.states(row) == ["offered"]
    assert second.states(row) == ["offered"]  # the first acknowledgement was lost
    assert second.states(second.answer("partly", seen=row["key"])) == ["offered"]

    assert sorted(VisitAnswer.objects.values_list("reply", "standing")) == [
        ("no", "current"),
        ("partly", "offered"),
        ("yes", "replaced"),
    ]


def test_a_refused_entry_holds_up_no_other(made: Supervised, device: Callable[..., Device]) -> None:
    phone = device()
    wrong = [
        phone.answer(point=999_999),
        phone.answer(point="1"),
        phone.answer(reply="maybe"),
        phone.answer(note="x" * 501),
        phone.answer(note="\0"),
        phone.answer(note="\ud800"),
        phone.answer(seen="nothing"),
        phone.answer(type="song"),
        phone.finding(kind="nothing"),
        phone.finding(text=" "),
        phone.finding(text=7),
        phone.finding(weight=None),
    ]
    assert phone.states(*wrong, phone.answer()) == ["refused"] * len(wrong) + ["sent"]

    _, content = phone.send(wrong[3])
    assert [(row["code"], bool(row["says"])) for row in content["rows"]] == [("note_long", True)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"user": "1", "rows": []}',
        b'{"user": true, "rows": []}',
        b'{"rows": []}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_what_no_page_sends_is_refused_with_a_sentence(device: Callable[..., Device], body: bytes) -> None:
    status, content = device().send(body=body)

    assert (status, content["state"]) == (400, "refused") and content["says"]


@pytest.mark.parametrize("rows", [{}, "x", [1], [{"key": "1"}], [{}], [{"key": None}], [{"key": str(uuid4())}] * 51])
def test_rows_that_are_none_are_refused_as_a_whole(device: Callable[..., Device], rows: object) -> None:
    phone = device()
    body = json.dumps({"user": phone.user.pk, "rows": rows}).encode()

    assert phone.send(body=body)[0] == 400
    assert VisitAnswer.objects.count() == 0


def test_somebody_elses_entries_are_not_sent_under_another_name(device: Callable[..., Device]) -> None:
    phone = device()
    status, content = phone.send(phone.answer(), user=device("second").user.pk)

    assert (status, content["state"], VisitAnswer.objects.count()) == (409, "other", 0)


@pytest.mark.parametrize("who", ["commune", "station", "office", "other", "reader", "stranger", "keeper"])
def test_those_visited_and_those_beside_send_nothing(device: Callable[..., Device], who: str) -> None:
    phone = device(who)
    status, content = phone.send(phone.answer())

    assert (status, content["state"], VisitAnswer.objects.count()) == (404, "gone", 0)


def test_after_the_conclusion_new_entries_are_refused_and_old_ones_acknowledged(
    made: Supervised, device: Callable[..., Device]
) -> None:
    phone = device()
    old, new = phone.answer(), phone.answer("no", point=made.points[1])
    phone.states(old)
    made.concluded()

    assert phone.states(old, new) == ["sent", "refused"]


def test_a_picture_comes_in_once(made: Supervised, device: Callable[..., Device]) -> None:
    phone, key = device(), str(uuid4())

    def send(**more: object) -> tuple[int, dict[str, object]]:
        file = SimpleUploadedFile("anh.png", b"png")
        answer = phone.client.post(
            f"/supervision/{made.visit}/sheet/send/file/", {"user": phone.user.pk, "key": key, "file": file} | more
        )
        return answer.status_code, json.loads(answer.content)

    assert send() == send() == (200, {"state": "ok", "rows": [{"key": key, "state": "sent"}]})
    assert VisitFile.objects.get().name == "anh.png"
    assert send(key="x")[0] == send(user="x")[0] == 400
    assert send(user=1_000_000)[0] == 409
    other = str(uuid4())
    assert send(key=other, file=SimpleUploadedFile("a.exe", b"x"))[1]["rows"][0]["code"] == "file_kind"  # type: ignore[index]
    assert send(key=other, file="")[1]["rows"][0]["code"] == "file_missing"  # type: ignore[index]


def test_a_clock_that_is_far_off_is_not_believed(device: Callable[..., Device]) -> None:
    phone = device()
    for number, at in enumerate(["1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "x", "2020-13-01", 5]):
        phone.states(phone.answer(point=phone.made.points[number % 3], at=at, note=str(number)))

    assert {row.given_at.year for row in VisitAnswer.objects.all()} == {2020}


def test_sending_needs_the_token_of_the_page(made: Supervised) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.users["in_charge"], backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("send/", "send/file/", "choose/", "find/", "file/", ""):
        assert client.post(f"/supervision/{made.visit}/sheet/{address}", {}).status_code == 403


def test_the_worker_is_a_script_for_what_lies_under_supervision(
    made: Supervised, client_for: Callable[[User], Client]
) -> None:
    answer = client_for(made.users["in_charge"]).get("/supervision/worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "respondWith" in answer.content.decode()
    assert Client().get("/supervision/worker.js").status_code == 302


def test_a_page_without_script_takes_in_only_what_was_changed(
    made: Supervised, client_for: Callable[[User], Client]
) -> None:
    first = made.answer(Reply.NO)
    client, names = client_for(made.users["in_charge"]), [str(point) for point in made.points]
    form = {f"key_{name}": str(uuid4()) for name in names} | {f"seen_{names[0]}": first, f"reply_{names[0]}": "no"}
    made.answer(Reply.YES, who="second", seen=first)  # meanwhile; the form does not know it and does not fight it
    form |= {f"reply_{names[1]}": "yes", f"note_{names[1]}": " Tốt\r\nlắm "}

    address = f"/supervision/{made.visit}/sheet/"
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302  # a second click

    rows = VisitAnswer.objects.order_by("pk").values_list("reply", "note", "standing")
    assert list(rows) == [("no", "", "replaced"), ("yes", "", "current"), ("yes", "Tốt\nlắm", "current")]
    refused = client.post(address, form | {f"key_{names[2]}": str(uuid4()), f"note_{names[2]}": "chỉ ghi chú"})
    assert refused.status_code == 400 and "chỉ ghi chú" in refused.content.decode()
