"""Pages of bodies and supervision: what they do, and that nothing is seen or done sideways."""

from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from daihoi.actions import bodies as actions_of_bodies
from daihoi.actions import supervision as actions
from daihoi.actions._files import Attached
from daihoi.core.supervision import Reply
from daihoi.data.models import (
    Body,
    Checklist,
    Coverage,
    Task,
    User,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitFinding,
)
from daihoi.queries import bodies, supervision
from tests.area import TERM, TODAY, Area, area
from tests.supervised import Supervised

__all__ = ["area"]
In = Callable[[User], Client]


@pytest.fixture
def made(area: Area) -> Supervised:
    found = Supervised(area)
    found.answer(Reply.NO, "Thiếu cờ Đảng")
    found.find("Ma két sai tiêu đề")
    actions.add_file(**found.at(), key=str(uuid4()), given=Attached("anh.png", b"x"))  # type: ignore[arg-type]
    return found


def addresses(made: Supervised) -> list[str]:
    """Every page and file that is about the visit to Xã Một, the body that looks after it, or Huyện A."""
    visit, body, district = f"/supervision/{made.visit}/", f"/bodies/{made.delegation}/", made.id("Huyện A")
    finding, file = VisitFinding.objects.get().pk, VisitFile.objects.get().pk
    return [
        visit,
        *(f"{visit}{rest}/" for rest in ("change", "drop", "held", "conclude", "sheet")),
        f"{visit}findings/{finding}/strike/",
        f"{visit}files/{file}/",
        body,
        *(f"{body}{rest}/" for rest in ("change", "members", "organisations", "end")),
        *(f"/supervision/{rest}?at={district}" for rest in ("", "state/", "tasks/", "checklists/")),
        *(f"/supervision/{rest}/{district}/list.xlsx" for rest in ("of", "state", "tasks")),
        *(f"/bodies/{rest}?at={district}" for rest in ("", "coverage/")),
        *(f"/bodies/{rest}/{district}/list.xlsx" for rest in ("of", "coverage")),
        f"/supervision/new/{made.id('Xã Một')}/",
        f"/supervision/checklists/new/{district}/",
        f"/bodies/new/{district}/",
    ]


@pytest.mark.parametrize("who", ["other", "stranger", "keeper"])
def test_a_neighbour_and_a_stranger_find_nothing(made: Supervised, client_for: In, who: str) -> None:
    client = client_for(made.users[who])

    assert {client.get(address).status_code for address in addresses(made)} == {404}


@pytest.mark.parametrize("who", ["station", "office"])
def test_organisations_beside_the_one_visited_find_nothing_of_the_visit(
    made: Supervised, client_for: In, who: str
) -> None:
    client = client_for(made.users[who])
    visit = [address for address in addresses(made) if address.startswith(f"/supervision/{made.visit}/")]

    assert {client.get(address).status_code for address in visit} == {404}
    for address in ("/supervision/", "/supervision/state/", "/supervision/tasks/", "/bodies/", "/bodies/coverage/"):
        page = client.get(address, follow=True).content.decode()
        assert "Xã Một" not in page and "Ma két" not in page


def test_those_who_may_reach_every_page(made: Supervised, client_for: In) -> None:
    client = client_for(made.users["board"])

    assert {client.get(address).status_code for address in addresses(made)} <= {200, 302}


def test_those_visited_read_nothing_of_it_before_the_conclusion(made: Supervised, client_for: In) -> None:
    client, address = client_for(made.users["commune"]), f"/supervision/{made.visit}/"
    before = client.get(address).content.decode()
    pages = [client.get(f"/supervision/{rest}").content.decode() for rest in ("", "state/", "tasks/")]

    assert "Cờ Đảng, cờ Tổ quốc?" in before and "Nghe báo cáo" in before
    for text in ("Thiếu cờ Đảng", "Ma két sai tiêu đề", "anh.png"):
        assert not any(text in page for page in (before, *pages))
    assert client.get(f"{address}sheet/").status_code == 404
    made.concluded()
    after = client.get(address).content.decode()
    assert all(text in after for text in ("Thiếu cờ Đảng", "Ma két sai tiêu đề", "anh.png", "Cơ bản bảo đảm"))


def test_a_difficulty_is_raised_from_a_finding_by_those_who_may(made: Supervised, client_for: In) -> None:
    finding = VisitFinding.objects.get(visit=made.visit)
    link, address = f"/difficulties/new/?finding={finding.pk}", f"/supervision/{made.visit}/"

    def offered(who: str) -> bool:
        return link in client_for(made.users[who]).get(address).content.decode()

    assert [who for who in ("in_charge", "board", "commune", "reader") if offered(who)] == ["in_charge", "board"]
    assert client_for(made.users["in_charge"]).get(link).status_code == 200
    made.concluded()
    assert offered("commune") and not offered("reader")
    VisitFinding.objects.filter(pk=finding.pk).update(struck_reason="Nhầm")
    assert not offered("board")


@pytest.mark.parametrize("who", ["commune", "other", "stranger", "reader"])
def test_posts_of_those_who_may_not_change_nothing(made: Supervised, client_for: In, who: str) -> None:
    client, visit = client_for(made.users[who]), f"/supervision/{made.visit}/"
    posts = [f"{visit}{rest}/" for rest in ("change", "drop", "held", "conclude", "sheet")]
    posts += [f"{visit}sheet/{rest}/" for rest in ("choose", "find", "file", "send", "send/file")]
    posts += [f"/bodies/{made.delegation}/{rest}/" for rest in ("change", "members", "organisations", "end")]
    posts += [f"/supervision/checklists/{made.checklist}/{rest}/" for rest in ("change", "retire")]
    posts += [f"/supervision/checklists/take/{made.id('Tỉnh')}/thrift/", f"/bodies/new/{made.id('Tỉnh')}/"]
    data = {"reason": "x", "held_on": "2020-03-01", "given": "1", "user": client.session["_auth_user_id"], "key": "x"}
    answers = {address: client.post(address, data).status_code for address in posts}

    assert {code for address, code in answers.items() if "send" not in address} == {404}
    assert Visit.objects.get(pk=made.visit).version == 1
    assert (Body.objects.count(), Checklist.objects.count()) == (2, 1)


def test_wrong_numbers_and_words_in_addresses_are_no_fault(made: Supervised, client_for: In) -> None:
    client = client_for(made.users["board"])
    lists = ["?state=x&kind=y&body=z&q=%C4%91&page=0", "?body=999999999999", "?page=99999", "?at=99999999"]
    found = [client.get(f"/supervision/{rest}").status_code for rest in lists]
    found += [client.get(f"/bodies/coverage/?level={x}&which=zz&page=-1").status_code for x in ("x", "all", "cell")]
    found += [client.get(f"/bodies/{made.group}/organisations/?in=x&page=9&q=%25").status_code]
    assert found == [200, 200, 200, 404, 200, 200, 200, 200]
    assert client.get(f"/bodies/{made.group}/organisations/?in={made.id('Tỉnh')}").status_code == 200
    assert client.post(f"/supervision/{made.visit}/sheet/choose/", {"chosen": "x:y"}).status_code == 404
    assert client.post(f"/supervision/{made.visit}/sheet/choose/", {"chosen": "1:y:z"}).status_code == 302
    assert client.get(f"/supervision/checklists/new/{made.id('Tỉnh')}/?copy=9999").status_code == 404


# ---------- Bodies ----------
def test_a_body_is_formed_with_a_pasted_list_of_members(made: Supervised, client_for: In) -> None:
    client = client_for(made.users["board"])
    form = {
        "kind": "group",
        "name": "Tổ công tác số 8",
        "formed_on": "2020-02-01",
        "members": "1. Lê Văn Mẫu; Bí thư; Tổ trưởng\n;",
    }
    refused = client.post(f"/bodies/new/{made.id('Tỉnh')}/", form | {"members": "; không tên"})
    assert refused.status_code == 400 and "Tổ công tác số 8" in refused.content.decode()

    answer = client.post(f"/bodies/new/{made.id('Tỉnh')}/", form)

    row = Body.objects.get(name="Tổ công tác số 8")
    assert answer.headers["Location"] == f"/bodies/{row.pk}/"
    assert list(row.members.values_list("name", "seat")) == [("Lê Văn Mẫu", "head")]


def test_members_are_changed_in_rows_and_pasted_and_not_over_somebody_elses(made: Supervised, client_for: In) -> None:
    client, address = client_for(made.users["board"]), f"/bodies/{made.group}/members/"
    rows = {"name_0": "Trần Thị Mẫu", "seat_0": "deputy", "name_1": "", "seat_1": "member", "version": "1"}
    rows |= {f"seat_{number}": "member" for number in range(2, 5)} | {"paste": "Lê Văn Mẫu\tBí thư\tTổ trưởng"}

    assert client.post(address, rows).status_code == 302
    assert client.post(address, rows).status_code == 400

    found = Body.objects.get(pk=made.group).members.order_by("position").values_list("name", "seat")
    assert list(found) == [("Trần Thị Mẫu", "deputy"), ("Lê Văn Mẫu", "head")]


def test_organisations_are_ticked_and_pasted(made: Supervised, client_for: In) -> None:
    client, address = client_for(made.users["board"]), f"/bodies/{made.group}/organisations/"
    a, b = made.id("Huyện A"), made.id("Huyện B")
    client.post(address, {"shown": [a, b], "given": [b]})
    assert list(Coverage.objects.filter(body=made.group).values_list("organisation_id", flat=True)) == [b]

    refused = client.post(address, {"lines": "Trạm\nXã Mười"})
    assert refused.status_code == 400 and "Xã Mười" in refused.content.decode()
    assert client.post(address, {"lines": f"Trạm\n{made.area.of['Xã Một'].code}"}).status_code == 302

    found = Coverage.objects.filter(body=made.group).values_list("organisation_id", flat=True)
    assert sorted(found) == sorted([b, made.id("Trạm"), made.id("Xã Một")])


def test_those_whom_nobody_looks_after_are_listed_and_given_from_the_list(made: Supervised, client_for: In) -> None:
    client = client_for(made.users["board"])
    page = client.get("/bodies/coverage/?level=upper")
    assert [own.name for own, _, _ in page.context["rows"]] == ["Huyện B"]
    sheet = load_workbook(BytesIO(client.get(f"/bodies/coverage/{made.id('Tỉnh')}/list.xlsx?level=upper").content))
    assert [row[1] for row in sheet.active.iter_rows(min_row=5, values_only=True)] == ["Huyện B"]

    assert client.post("/bodies/coverage/?level=upper", {"given": made.id("Huyện B")}).status_code == 400
    client.post("/bodies/coverage/?level=upper", {"given": made.id("Huyện B"), "body": made.group})

    assert client.get("/bodies/coverage/?level=upper").context["rows"] == []


# ---------- Visits ----------
def test_a_visit_is_planned_held_and_concluded_with_tasks(made: Supervised, client_for: In) -> None:
    client, place = client_for(made.users["in_charge"]), made.id("Trạm")
    answer = client.post("/supervision/new/", {"place": "Trạm"})
    assert answer.headers["Location"] == f"/supervision/new/{place}/"
    form = {"kind": "visit", "planned_on": "2020-03-01", "by": made.id("Tỉnh"), "add": [made.checklist], "body": ""}
    address = client.post(f"/supervision/new/{place}/", form).headers["Location"]

    assert client.get(f"{address}conclude/").headers["Location"] == f"{address}held/"
    client.post(f"{address}held/", {"held_on": "2020-03-02"})
    rows = {f"{name}_{n}": "" for n in range(5) for name in ("title", "subject", "due", "who")}
    refused = client.post(f"{address}conclude/", rows | {"conclusion": "Tốt", "title_0": "Làm lại"})
    assert refused.status_code == 400 and Task.objects.count() == 0
    client.post(f"{address}conclude/", rows | {"conclusion": "Tốt", "title_0": "Làm lại", "due_0": "2020-03-09"})

    assert Task.objects.get().organisation_id == place
    assert "Làm lại" in client_for(made.users["station"]).get("/supervision/tasks/").content.decode()


def test_changing_a_visit_leaves_what_it_has_though_it_is_no_longer_offered(made: Supervised, client_for: In) -> None:
    board = {"actor": made.actor("board"), "organisation": made.id("Tỉnh")}
    actions_of_bodies.end_body(**board, body=made.delegation, ended_on=TODAY)  # type: ignore[arg-type]
    client, address = client_for(made.users["board"]), f"/supervision/{made.visit}/change/"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in ("kind", "by", "body", "visitors", "agenda")}

    answer = client.post(address, sent | {"planned_on": "2020-03-09", "version": "1"})

    row = Visit.objects.get(pk=made.visit)
    assert (answer.status_code, row.body_id, row.by_id) == (302, made.delegation, made.id("Tỉnh"))
    assert client.post(address, sent | {"planned_on": "2020-03-10", "version": "1"}).status_code == 400


def test_between_two_answers_a_person_chooses_on_the_page(made: Supervised, client_for: In) -> None:
    made.answer(Reply.YES, who="second")
    client = client_for(made.users["board"])
    page = client.get(f"/supervision/{made.visit}/sheet/")
    ((_, rows),) = page.context["groups"]
    answer, value = rows[0]["choices"][1]
    assert (answer.reply, "Thiếu cờ Đảng" in page.content.decode()) == ("yes", True)

    client.post(f"/supervision/{made.visit}/sheet/choose/", {"chosen": value})
    client.post(f"/supervision/{made.visit}/sheet/choose/", {"chosen": value})  # says that it was chosen already

    assert sorted(VisitAnswer.objects.values_list("reply", "standing")) == [("no", "set_aside"), ("yes", "current")]


def test_lists_can_be_taken_as_sheets(made: Supervised, client_for: In) -> None:
    made.concluded()
    client, top = client_for(made.users["board"]), made.id("Tỉnh")

    def first_rows(address: str) -> list[list[object]]:
        book = load_workbook(BytesIO(client.get(address).content))
        return [list(next(sheet.iter_rows(min_row=5, max_row=5, values_only=True)))[:2] for sheet in book]

    assert first_rows(f"/supervision/of/{top}/list.xlsx")[0][0] == "Xã Một"
    assert first_rows(f"/supervision/tasks/{top}/list.xlsx") == [["Xã Một", "Sửa ma két"]]
    assert first_rows(f"/supervision/state/{top}/list.xlsx")[0][0] == "Huyện A"
    assert first_rows(f"/bodies/of/{top}/list.xlsx")[0][0] == "Tổ công tác số 1"


def test_a_ready_checklist_is_taken_over_in_one_click_and_is_vietnamese(made: Supervised, client_for: In) -> None:
    client, top = client_for(made.users["board"]), made.id("Tỉnh")
    client.cookies["django_language"] = "en"
    answer = client.post(f"/supervision/checklists/take/{top}/decoration/")
    row = Checklist.objects.get(pk=int(answer.headers["Location"].rstrip("/").rpartition("/")[2]))

    assert row.points.count() == 7 and "C-045" in row.points.get(position=1).text
    assert client.post(f"/supervision/checklists/take/{top}/decoration/").status_code == 302  # there already: says so
    assert client.post(f"/supervision/checklists/take/{top}/nothing/").status_code == 404
    assert Checklist.objects.count() == 2


def test_a_checklist_is_changed_copied_and_retired(made: Supervised, client_for: In) -> None:
    client, address = client_for(made.users["board"]), f"/supervision/checklists/{made.checklist}/"
    rows = {f"text_{n}": "" for n in range(8)} | {"text_0": "Một?", "of_0": "health", "paste": "Hai?\nBa?"}
    form = {"name": "Khánh tiết", "subject": "organisation", "version": "1"} | rows
    assert client.post(f"{address}change/", form).status_code == 302
    assert client.post(f"{address}change/", form).status_code == 400

    points = Checklist.objects.get(pk=made.checklist).points.order_by("position").values_list("text", "subject")
    assert list(points) == [("Một?", "health"), ("Hai?", "organisation"), ("Ba?", "organisation")]
    copy = client.get(f"/supervision/checklists/new/{made.id('Tỉnh')}/?copy={made.checklist}").context["form"]
    assert copy["text_0"].value() == "Một?" and copy["name"].value() == "Khánh tiết"
    client.post(f"{address}retire/")
    assert client.get("/supervision/checklists/").context["own"] == []


@pytest.mark.parametrize(
    "address",
    ["/supervision/", "/supervision/state/", "/supervision/checklists/", "/bodies/", "/bodies/coverage/?which=all"],
)
def test_three_rows_take_as_many_queries_as_one(made: Supervised, client_for: In, address: str) -> None:
    client = client_for(made.users["board"])

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    one = count()
    for number, name in enumerate(("Trạm", "Xã Hai"), 2):
        made.plan(name, body=made.group)
        made.form(f"Tổ công tác số {number}", covered=(name, "Huyện B"))
    assert count() == one


def test_the_page_of_an_organisation_can_show_who_looks_after_it_and_its_visits(made: Supervised) -> None:
    shared = {"actor": made.actor("commune"), "organisation": made.id("Xã Một"), "term": TERM, "today": TODAY}
    looking = render_to_string("bodies/of_organisation.html", {"lines": bodies.bodies_of(**shared)})
    visits = render_to_string("supervision/of_organisation.html", {"lines": supervision.visits_of(**shared)})

    assert f"/bodies/{made.group}/" in looking and "Nguyễn Văn Mẫu" in looking
    assert f"/supervision/{made.visit}/" in visits and "Ma két" not in visits
    for template in ("bodies/of_organisation.html", "supervision/of_organisation.html"):
        assert "muted" in render_to_string(template, {"lines": []})


def test_bodies_stand_under_supervision_in_the_navigation(made: Supervised, client_for: In) -> None:
    client = client_for(made.users["board"])
    current = [
        [entry.href for entry in client.get(address).context["nav"] if entry.current]
        for address in ("/bodies/", f"/bodies/{made.group}/", "/supervision/state/")
    ]

    assert current == [["/supervision/"]] * 3
