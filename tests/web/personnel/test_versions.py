"""Pages of appraisal: the way of a version on pages, the queue, deciding together; who finds nothing."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import personnel as actions
from daihoi.core.personnel.kinds import Secrecy, VersionState
from daihoi.data.models import Event, Scheme, SchemeVersion
from tests import schemes
from tests.area import Area, area

__all__ = ["area"]  # a fixture
OUTSIDERS = (
    "board",
    "district",
    "office",
    "neighbour",
    "other",
    "reader",
    "keeper",
    "stranger",
    "beside",
    "same_level",
)
SECRET = "Lò Văn Chung 2"


@pytest.fixture
def staff(area: Area) -> Area:
    schemes.people_of_personnel(area)
    return area


def client_of(staff: Area, who: str) -> Client:
    client = Client()
    client.force_login(staff.users[who])
    client.get("/board/")
    return client


def address(staff: Area, name: str, *more: object) -> str:
    return reverse(f"personnel_{name}", args=[staff.id("Xã Một"), *more])


def pages(staff: Area) -> list[str]:
    of_version = ("version", "remark", "forward", "return", "approve", "version_xlsx")
    return [
        address(staff, "versions"),
        address(staff, "submit"),
        *(address(staff, name, 1) for name in of_version),
        *(address(staff, "version_paper", 1, name) for name in ("approval_draft", "return_letter")),
        f"/personnel/?at={staff.id('Xã Một')}",
        f"/personnel/queue.xlsx?at={staff.id('Xã Một')}",
        f"/personnel/together/?at={staff.id('Xã Một')}",
    ]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_without_the_right_finds_a_page_or_leaves_a_trace(staff: Area, who: str) -> None:
    schemes.scheme(staff)
    row = schemes.submitted(staff)
    client, before = client_of(staff, who), Event.objects.count()

    for one in pages(staff):
        for answer in (client.get(one), client.post(one, {"seen": schemes.seen(row), "note": "x", "number": "1"})):
            assert answer.status_code in {404, 405}, one
            assert "Chung" not in answer.content.decode()
    assert Event.objects.count() == before
    row.refresh_from_db()
    assert row.state == VersionState.SUBMITTED


def test_every_reading_leaves_a_trace_without_a_name(staff: Area) -> None:
    schemes.scheme(staff)
    schemes.submitted(staff)
    readers = {address(staff, "submit"): "officer", address(staff, "approve", 1): ""}

    for one in pages(staff):
        who = readers.get(one, "appraiser")
        if not who:
            continue
        client, before = client_of(staff, who), Event.objects.count()
        answer = client.get(one)
        assert answer.status_code == 200, one
        events = list(Event.objects.order_by("-seq")[: Event.objects.count() - before])
        assert [event.event for event in events] in (["personnel.opened"], ["personnel.taken"]), one
        assert "Chung" not in "".join(event.detail + event.subject for event in events)
        if "html" in answer["Content-Type"]:
            page = answer.content.decode()
            assert "Chung" not in page.partition("<title>")[2].partition("</title>")[0]
            assert page.count("<h1") == 1


def test_a_version_is_submitted_returned_submitted_again_put_forward_and_approved_on_pages(staff: Area) -> None:
    schemes.scheme(staff, seats=13, people=15, standing=False)
    officer, appraiser, approver = (client_of(staff, who) for who in ("officer", "appraiser", "approver"))
    page = officer.get(address(staff, "submit")).content.decode()
    sha256 = page.partition('name="sha256" value="')[2].partition('"')[0]

    without = officer.post(address(staff, "submit"), {"sha256": sha256})
    assert without.status_code == 400  # the process is not closed: a reason is asked for
    sent = officer.post(address(staff, "submit"), {"sha256": sha256, "why": "Theo yêu cầu", "paper": "7-TTr/ĐU"})
    assert (sent.status_code, sent["Location"]) == (302, address(staff, "versions"))

    row = SchemeVersion.objects.get()
    remark = {"seen": schemes.seen(row), "text": "Thiếu hồ sơ", "must": "on"}
    assert appraiser.post(address(staff, "remark", 1), remark).status_code == 302
    late = appraiser.post(address(staff, "remark", 1), remark)
    assert late.status_code == 400  # what was seen is not what stands there now
    page = appraiser.get(address(staff, "version", 1)).content.decode()
    assert page.index("P-0") < page.index("Thiếu hồ sơ") < page.index(SECRET)
    returned = appraiser.post(address(staff, "return", 1), {"seen": schemes.seen(row), "note": "Bổ sung hồ sơ"})
    assert returned.status_code == 302

    row = schemes.submitted(staff)
    assert (row.number, row.state) == (2, VersionState.SUBMITTED)
    page = appraiser.get(address(staff, "versions")).content.decode()
    assert "Bổ sung hồ sơ" in page
    form = appraiser.get(address(staff, "forward", 2)).content.decode()
    names = [f"answer_{place}" for place in range(20) if f'name="answer_{place}"' in form]
    answers = dict.fromkeys(names, "Ban Thường vụ thống nhất")
    sent = {"seen": schemes.seen(row), "number": "3-BC/BTC"} | answers
    assert appraiser.post(address(staff, "forward", 2), sent).status_code == 302
    assert approver.get(address(staff, "forward", 2)).status_code == 404
    paper = {"seen": schemes.seen(row), "number": "9-QĐ/HU", "on_date": "2020-03-02"}
    assert approver.post(address(staff, "approve", 2), paper).status_code == 302
    row.refresh_from_db()
    assert row.state == VersionState.APPROVED
    assert set(json.loads(row.decisions.get(state="forwarded").answers).values()) == {"Ban Thường vụ thống nhất"}


def test_the_workbook_bears_who_took_it_and_the_whole_hash(staff: Area) -> None:
    schemes.scheme(staff)
    row = schemes.submitted(staff)

    answer = client_of(staff, "appraiser").get(address(staff, "version_xlsx", 1))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    said = [str(cell) for cells in book.worksheets[0].iter_rows(values_only=True) for cell in cells if cell]

    assert any(staff.users["appraiser"].full_name in one for one in said)
    assert any(row.sha256 in one for one in said)
    assert SECRET in said
    assert "Chung" not in answer["Content-Disposition"]


def test_the_queue_shows_what_is_blocked_first_and_filters(staff: Area) -> None:
    for at, who, seats in (("Xã Một", "officer", 13), ("Trạm", "appraiser", 5)):
        schemes.scheme(staff, at, seats=seats, people=seats + 2, who=who, standing=at == "Xã Một")
        schemes.submitted(staff, at, who)
    client, at = client_of(staff, "province"), staff.id("Tỉnh")

    page = client.get(f"/personnel/?at={at}").content.decode()
    assert page.index("Xã Một") < page.index("Trạm")  # blocked: too few names for the standing committee
    only = client.get(f"/personnel/?at={at}&state=blocked").content.decode()
    assert ("Xã Một" in only, 'versions/1/">Trạm' in only) == (True, False)
    assert client.get(f"/personnel/?at={at}&state=approved").status_code == 200
    assert client.get(f"/personnel/?at={at}&state=xyz&at_level=abc&finding=none&page=99").status_code == 200


def test_pages_and_sheet_of_the_queue_bear_the_strictest_mark_and_who_has_them_since_when(staff: Area) -> None:
    for at, who in (("Xã Một", "officer"), ("Trạm", "appraiser")):
        schemes.scheme(staff, at, seats=5, people=7, who=who, standing=False)
        schemes.submitted(staff, at, who)
    Scheme.objects.filter(organisation=staff.id("Trạm")).update(secrecy=Secrecy.TOP_SECRET.value)
    client, user = client_of(staff, "province"), staff.users["province"].full_name

    found = {}
    for name, at in (("personnel", "Tỉnh"), ("personnel_groups", "Tỉnh"), ("personnel", "Xã Một")):
        page = client.get(reverse(name), {"at": staff.id(at)}).content.decode()
        head = page.partition('<div class="secrecy-head">')[2].partition("</div>")[0]
        assert user in head and "02/03/2020" in head
        found[name, at] = head.partition("<strong>")[2].partition("</strong>")[0]
    assert found == {
        ("personnel", "Tỉnh"): "TỐI MẬT",
        ("personnel_groups", "Tỉnh"): "TỐI MẬT",
        ("personnel", "Xã Một"): "MẬT",
    }
    answer = client.get(reverse("personnel_queue_xlsx"), {"at": staff.id("Tỉnh")})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert (sheet.oddHeader.center.text, user in str(sheet["A1"].value)) == ("TỐI MẬT", True)


def reads(queries: CaptureQueriesContext) -> int:
    """What a page asks beside its entry in the log, which takes the same few statements on every page."""
    of_log = ("SAVEPOINT", "RELEASE", "INSERT", "UPDATE", "BEGIN")
    said = [one["sql"] for one in queries.captured_queries]
    return sum(not one.startswith(of_log) and "data_chainhead" not in one for one in said)


@pytest.mark.parametrize(
    "name", ["personnel_versions", "personnel_submit", "personnel_version", "personnel_forward", "personnel"]
)
def test_a_page_asks_as_often_for_one_row_as_for_many(staff: Area, name: str) -> None:
    who = "officer" if name == "personnel_submit" else "appraiser"
    client = client_of(staff, who)
    more = [1] if name in {"personnel_version", "personnel_forward"} else []
    path = (
        f"/personnel/?at={staff.id('Huyện A')}"
        if name == "personnel"
        else reverse(name, args=[staff.id("Xã Một"), *more])
    )
    schemes.scheme(staff, people=3, seats=3, standing=False)
    if name != "personnel_submit":
        schemes.submitted(staff)
    client.get(path)

    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(path).status_code == 200
    schemes.scheme(staff, "Trạm", who="appraiser", people=9, standing=False)
    schemes.submitted(staff, "Trạm", "appraiser")
    for number in range(20, 26):
        schemes.person(staff.id("Xã Một"), number)
    client.get(path)
    with CaptureQueriesContext(connection) as many:
        client.get(path)

    assert reads(many) == reads(few) <= 15


def words(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_papers_on_a_version_are_made_of_what_was_locked_and_each_is_logged(staff: Area) -> None:
    scheme = schemes.scheme(staff)
    schemes.submitted(staff)
    scheme.variants.get().people.all().delete()
    client = client_of(staff, "appraiser")
    page = client.get(address(staff, "version", 1)).content.decode()
    for name in ("approval_draft", "return_letter"):
        assert address(staff, "version_paper", 1, name) in page

    draft = words(client.get(address(staff, "version_paper", 1, "approval_draft")).content)
    assert "BAN THƯỜNG VỤ HUYỆN A QUYẾT ĐỊNH:" in draft
    assert "Điều 2. Danh sách nhân sự được duyệt gồm 15 đồng chí" in draft
    assert SECRET in draft
    assert "Tờ trình số 12-TTr/ĐU, ngày 2/3/2020 của" in draft
    event = Event.objects.filter(event="personnel.taken").latest("pk")
    assert "personnel_version_paper:approval_draft" in event.subject
    assert SECRET not in event.detail + event.subject


def test_the_letter_that_returns_a_version_says_what_has_to_be_put_right(staff: Area) -> None:
    schemes.scheme(staff)
    row = schemes.submitted(staff)
    given = {"actor": staff.actor("appraiser"), "organisation": staff.id("Huyện A"), "version": row.pk}
    actions.remark(**given, seen=schemes.seen(row), text="Thiếu phiếu tín nhiệm của chi bộ")
    actions.send_back(**given, seen=schemes.seen(row), note="Bổ sung số dư Ban thường vụ")
    client = client_of(staff, "officer")
    letter = words(client.get(address(staff, "version_paper", 1, "return_letter")).content)

    for said in ("về việc hoàn chỉnh đề án nhân sự Xã Một", "Bổ sung số dư Ban thường vụ", "Thiếu phiếu tín nhiệm"):
        assert said in letter
    assert "Các vướng mắc so với quy định" in letter
    for name in ("approval_draft", "scheme", "zzz"):
        assert client.get(address(staff, "version_paper", 1, name)).status_code == 404


def test_the_day_for_an_answer_is_asked_for_and_shown_with_who_set_it(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    client = client_of(staff, "officer")
    page = client.get(address(staff, "submit"))
    given = {"sha256": page.context["found"].sha256, "why": "Theo yêu cầu", "due_on": "2020-03-20"}
    assert client.post(address(staff, "submit"), given).status_code == 302
    said = client.get(address(staff, "version", 1)).content.decode()
    assert "20/03/2020" in said or "20/3/2020" in said
    assert client.get(address(staff, "version", 1)).context["row"].due_by == staff.users["officer"].full_name


def test_an_appraisal_on_paper_is_entered_with_its_day(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    row = schemes.submitted(staff)
    client = client_of(staff, "appraiser")
    form = client.get(address(staff, "forward", 1)).context["form"]
    words = {name: "Thống nhất" for name in form.fields if name.startswith("answer_")}
    late = client.post(address(staff, "forward", 1), words | {"seen": schemes.seen(row), "on_date": "2020-03-03"})
    assert [one.code for one in late.context["findings"]] == ["day_outside"]
    done = client.post(address(staff, "forward", 1), words | {"seen": schemes.seen(row), "on_date": "2020-03-02"})
    assert done.status_code == 302


def test_words_that_are_too_long_are_refused_at_their_field(staff: Area) -> None:
    schemes.scheme(staff, standing=False)
    row = schemes.submitted(staff)
    client = client_of(staff, "appraiser")
    for name, field in (("return", "note"), ("remark", "text")):
        answer = client.post(address(staff, name, 1), {field: "y" * 1001, "seen": schemes.seen(row)})
        assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
