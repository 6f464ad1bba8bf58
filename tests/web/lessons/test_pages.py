"""Pages, files and sheets of lessons, outreach and spending: who finds what, and what forms do."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from daihoi.actions._files import Attached
from daihoi.core.access import NotHere, Role
from daihoi.core.outreach import Channel, Theme
from daihoi.core.spending import BudgetLine
from daihoi.data.models import Lesson, LessonRead, Opinion, OutreachCount, Review, SpendingLine, SpendingNorm, Training
from daihoi.data.models import TrainingAttendance as Came
from daihoi.queries import lessons, outreach, spending
from tests import factories
from tests.area import TERM, Area, area
from tests.lessons_made import HELD, came, counted, held, lesson, norm, reviewed, said, session, spent

__all__ = ["area"]

SECRET = "Chi bộ thôn 1"


@pytest.fixture
def lived(area: Area) -> Area:
    """The cell 1 has a review, counts, a summary and spending; the district a lesson and a session."""
    held(area, SECRET, pilot=False)
    reviewed(area, SECRET, "surplus_low", text="Lời trong bản rút kinh nghiệm")
    file = Attached("bai-hoc.pdf", b"%PDF bai hoc")
    lesson(area, at="Huyện A", who="district", title="Bài học của A", kind="surplus_low", file=file)
    came(area, session(area, at="Huyện A", who="district", file=file), (SECRET, 5, 4), at="Huyện A", who="district")
    counted(area, SECRET, HELD, 3, planned=4)
    said(area, SECRET, "Dư luận ở thôn 1")
    norm(area, 1_000, at="Huyện A")
    spent(area, SECRET, 5_000, quantity=2)
    return area


@pytest.fixture
def clients(lived: Area, client_for: Callable[..., Client]) -> dict[str, Client]:
    people = {who: client_for(user) for who, user in lived.users.items()}
    people["anonymous"] = Client()
    return people


def answers(clients: dict[str, Client], address: str) -> dict[str, int]:
    return {who: client.get(address).status_code for who, client in clients.items()}


ABOVE = {"board": 200, "reader": 200, "district": 200}
NOBODY = {"other": 404, "keeper": 404, "stranger": 404, "anonymous": 302}
OWN = ABOVE | NOBODY | {"office": 200, "neighbour": 404}
OF_DISTRICT = ABOVE | NOBODY | {"office": 404, "neighbour": 404}
DOWNWARDS = ABOVE | NOBODY | {"office": 200, "neighbour": 200}
EDITORS = {**OWN, "reader": 404}
EDITORS_OF_DISTRICT = {**OF_DISTRICT, "reader": 404}


PAGES = [
    ("/lessons/?at={cell}", OWN),
    ("/lessons/?at={district}", OF_DISTRICT),
    ("/lessons/reviews.xlsx?at={cell}", OWN),
    ("/lessons/{cell}/summary.docx", OWN),
    ("/lessons/{district}/summary.docx", OF_DISTRICT),
    ("/lessons/reviews/{cell}/", OWN),
    ("/lessons/reviews/{cell}/review.docx", OWN),
    ("/lessons/reviews/{cell}/edit/", EDITORS),
    ("/lessons/{cell}/kinds/", EDITORS),
    ("/lessons/published/?at={cell}", OWN),
    ("/lessons/published/{lesson}/", DOWNWARDS),
    ("/lessons/published/{lesson}/file/", DOWNWARDS),
    ("/lessons/published/{lesson}/?within={cell}", OWN),
    ("/lessons/published/{lesson}/?within={district}", OF_DISTRICT),
    ("/lessons/published/{lesson}/readers.xlsx?within={district}", OF_DISTRICT),
    ("/lessons/published/{lesson}/readers.xlsx?within={cell}", OWN),
    ("/lessons/published/{lesson}/change/", EDITORS_OF_DISTRICT),
    ("/lessons/published/{lesson}/withdraw/", EDITORS_OF_DISTRICT),
    ("/lessons/published/new/{district}/", EDITORS_OF_DISTRICT),
    ("/lessons/published/new/{cell}/?review={cell}", EDITORS),
    ("/lessons/training/?at={cell}", OWN),
    ("/lessons/training/{training}/", DOWNWARDS),
    ("/lessons/training/{training}/material/", DOWNWARDS),
    ("/lessons/training/{training}/?within={cell}", OWN),
    ("/lessons/training/{training}/attendance.xlsx?within={cell}", OWN),
    ("/lessons/training/{training}/attendance.xlsx?within={district}", OF_DISTRICT),
    ("/lessons/training/{training}/attendance/{cell}/", EDITORS),
    ("/lessons/training/{training}/attendance/{district}/", EDITORS_OF_DISTRICT),
    ("/lessons/training/{training}/change/", EDITORS_OF_DISTRICT),
    ("/lessons/training/{training}/held/", EDITORS_OF_DISTRICT),
    ("/lessons/training/{training}/drop/", EDITORS_OF_DISTRICT),
    ("/lessons/training/{training}/total/", EDITORS_OF_DISTRICT),
    ("/lessons/comparison/?at={cell}", OWN),
    ("/lessons/comparison.xlsx?at={district}", OF_DISTRICT),
    ("/outreach/?at={cell}", OWN),
    ("/outreach/outreach.xlsx?at={cell}", OWN),
    ("/outreach/enter/{cell}/", EDITORS),
    ("/outreach/opinion/?at={cell}", OWN),
    ("/outreach/opinion/?at={district}", OF_DISTRICT),
    ("/outreach/opinion/enter/{cell}/", EDITORS),
    ("/spending/?at={cell}", OWN),
    ("/spending/spending.xlsx?at={cell}", OWN),
    ("/spending/{cell}/lines/meals/", EDITORS),
    ("/spending/{cell}/paste/", EDITORS),
    ("/spending/norms/?at={cell}", OWN),
    ("/spending/norms.xlsx?at={cell}", OWN),
    ("/spending/norms/{district}/new/", EDITORS_OF_DISTRICT),
]


def test_each_page_and_file_is_found_by_those_it_is_for_alone(lived: Area, clients: dict[str, Client]) -> None:
    ids = {
        "cell": lived.id(SECRET),
        "district": lived.id("Huyện A"),
        "lesson": Lesson.objects.get().pk,
        "training": Training.objects.get().pk,
    }

    found = {address: answers(clients, address.format(**ids)) for address, _ in PAGES}

    assert {address: found[address] for address, expected in PAGES if found[address] != expected} == {}


def test_no_list_of_a_neighbour_tells_what_stands_beside(lived: Area, clients: dict[str, Client]) -> None:
    pages = (
        "/lessons/",
        "/lessons/published/",
        "/lessons/training/",
        "/lessons/comparison/",
        "/outreach/",
        "/outreach/opinion/",
        "/spending/",
        f"/lessons/training/{Training.objects.get().pk}/",
        f"/lessons/published/{Lesson.objects.get().pk}/",
    )
    words = ("thôn 1", "Lời trong bản", "Dư luận ở", "4/5", "5.000")
    for address in pages:
        told = clients["neighbour"].get(address).content.decode()
        assert [word for word in words if word in told] == [], address
    for address in (
        "/lessons/reviews.xlsx",
        "/lessons/comparison.xlsx",
        "/outreach/outreach.xlsx",
        "/spending/spending.xlsx",
    ):
        book = load_workbook(io.BytesIO(clients["neighbour"].get(address).content))
        told = " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        assert [word for word in ("thôn 1", "5000") if word in told] == [], address


STARTS = (
    "/lessons/",
    "/lessons/published/",
    "/lessons/training/",
    "/lessons/comparison/",
    "/outreach/",
    "/outreach/opinion/",
    "/spending/",
    "/spending/norms/",
)


def test_wrong_addresses_are_answered(clients: dict[str, Client]) -> None:
    asked = ("?at=x", "?at=999999999", "?at=-1", "?as_of=hôm+qua", "?level=moon&page=x", "?as_of=2010-01-01")
    found = {f"{start}{query}": clients["board"].get(start + query).status_code for start in STARTS for query in asked}

    assert {address for address, status in found.items() if status == 404} == {f"{start}{asked[1]}" for start in STARTS}
    assert set(found.values()) == {200, 404}
    assert clients["board"].get("/outreach/opinion/?theme=moon&since=x").status_code == 200
    assert clients["board"].get("/lessons/comparison/?kind=moon").status_code == 200


def test_a_review_is_written_on_one_page_and_taken_as_a_paper(lived: Area, clients: dict[str, Client]) -> None:
    pk = lived.id("Trạm")
    held(lived, "Trạm", pilot=True)
    client = clients["district"]
    page = client.get(f"/lessons/reviews/{pk}/edit/")
    form = {
        "reviewed_on": "2020-02-21",
        "went_well": "Nghiêm túc",
        "to_change": "",
        "seen": page.context["form"]["seen"].value(),
        "s-TOTAL_FORMS": "3",
        "s-INITIAL_FORMS": "0",
        "s-0-kind": "surplus_low",
        "s-0-text": "Dư một người",
        "s-1-kind": "",
        "s-1-text": "Không chọn loại",
    }
    refused = client.post(f"/lessons/reviews/{pk}/edit/", form)
    assert (refused.status_code, Review.objects.filter(organisation=pk).count()) == (400, 0)
    more = client.post(f"/lessons/reviews/{pk}/edit/", form | {"do": "more"})
    assert len(more.context["rows"].forms) == 6 and b"D\xc6\xb0 m\xe1\xbb\x99t" in more.content
    assert client.post(f"/lessons/reviews/{pk}/edit/", form | {"s-1-kind": "other"}).status_code == 302
    assert client.post(f"/lessons/reviews/{pk}/edit/", form | {"s-1-kind": "other"}).status_code == 400  # stale
    view = lessons.review(actor=lived.actor("board"), organisation=pk, term=TERM)
    assert [(line.kind.key, line.text) for line in view.shortcomings] == [
        ("surplus_low", "Dư một người"),
        ("other", "Không chọn loại"),
    ]
    paper = docx.Document(io.BytesIO(client.get(f"/lessons/reviews/{pk}/review.docx").content))
    assert any("Nghiêm túc" in paragraph.text for paragraph in paper.paragraphs)


def test_a_lesson_goes_out_from_a_review_and_is_read_below(lived: Area, clients: dict[str, Client]) -> None:
    district, cell = lived.id("Huyện A"), lived.id(SECRET)
    page = clients["district"].get(f"/lessons/published/new/{district}/?review={cell}")
    assert page.context["form"]["kind"].value() == "surplus_low"
    form = {
        "title": "Bài học mới",
        "subject": "election",
        "kind": "surplus_low",
        "text": "Đủ số dư",
        "levels": ["cell"],
    }
    made = clients["district"].post(f"/lessons/published/new/{district}/?review={cell}", form)
    pk = Lesson.objects.latest("pk").pk
    assert (made.status_code, made.url) == (302, f"/lessons/published/{pk}/")
    told = clients["neighbour"].get(f"/lessons/published/{pk}/")
    assert told.context["view"].review is None  # the review of the cell beside is not told
    read = f"/lessons/published/{pk}/read/"
    assert clients["neighbour"].post(read, {"organisation": cell}).status_code == 404
    assert clients["neighbour"].post(read, {"organisation": "x"}).status_code == 404
    assert clients["neighbour"].get(read).status_code == 405
    assert clients["neighbour"].post(read, {"organisation": lived.id("Chi bộ thôn 2")}).status_code == 302
    assert list(LessonRead.objects.values_list("organisation", flat=True)) == [lived.id("Chi bộ thôn 2")]
    assert clients["district"].post(f"/lessons/published/{pk}/withdraw/", {"reason": "Sai"}).status_code == 302
    assert clients["district"].get(f"/lessons/published/{pk}/").context["view"].withdrawn_note == "Sai"


def test_attendance_is_typed_or_pasted_and_a_stale_row_is_refused(lived: Area, clients: dict[str, Client]) -> None:
    pk, district = Training.objects.get().pk, lived.id("Huyện A")
    one, two = lived.id(SECRET), lived.id("Chi bộ thôn 2")
    address = f"/lessons/training/{pk}/attendance/{district}/"
    form = {f"e_{one}": "5", f"a_{one}": "5", f"w_{one}": "5,4", f"e_{two}": "6", f"a_{two}": "", f"w_{two}": ","}
    assert clients["district"].post(address, form).status_code == 302
    assert dict(Came.objects.values_list("organisation", "attended")) == {one: 5, two: None}
    assert clients["district"].post(address, form | {f"a_{one}": "3"}).status_code == 400  # it was 5 meanwhile
    assert clients["district"].post(address, form | {f"e_{one}": ""}).status_code == 400
    assert clients["district"].post(address, form | {f"e_{one}": "nhiều"}).status_code == 400
    assert clients["district"].post(address, {"do": "paste", "pasted": "1\n2\n3"}).status_code == 400
    assert clients["district"].post(address, {"do": "paste", "pasted": "5\t2\n6\t6"}).status_code == 302
    assert dict(Came.objects.values_list("organisation", "attended")) == {one: 2, two: 6}
    assert (
        clients["office"].post(f"/lessons/training/{pk}/attendance/{one}/", {"do": "paste", "pasted": "4"}).status_code
        == 302
    )
    assert dict(Came.objects.values_list("organisation", "attended")) == {one: 4, two: 6}


def test_counts_and_summaries_are_entered_for_a_day(lived: Area, clients: dict[str, Client]) -> None:
    pk = lived.id(SECRET)
    client, address = clients["office"], f"/outreach/enter/{pk}/?on=2020-03-01"
    page = client.get(address)
    assert page.context["form"]["done_articles"].value() == 3  # what stood before
    form = {"seen": page.context["form"]["seen"].value(), "done_articles": "2", "planned_articles": "4"}
    refused = client.post(address, form)
    assert (refused.status_code, refused.context["findings"][0].code) == (400, "count_lower")
    assert client.post(address, form | {"note_articles": "Tính trùng"}).status_code == 302
    assert client.post(address, form | {"note_articles": "Khác"}).status_code == 400  # stale
    assert list(
        OutreachCount.objects.filter(on_date=date(2020, 3, 1)).values_list("channel", "planned", "done", "note")
    ) == [(Channel.ARTICLES, 4, 2, "Tính trùng")]

    address = f"/outreach/opinion/enter/{pk}/?on=2020-03-01"
    seen = client.get(address).context["form"]["seen"].value()
    refused = client.post(address, {"seen": seen, "text_life": "Gọi 0912345678"})
    assert (refused.status_code, refused.context["findings"][0].code) == (400, "leads_to_a_person")
    assert client.post(address, {"seen": seen, "text_life": "Phấn khởi"}).status_code == 302
    assert Opinion.objects.get(on_date=date(2020, 3, 1)).theme == Theme.LIFE
    later = client.get(f"/outreach/opinion/enter/{pk}/?on=2030-01-01")
    assert later.context["on"] == date(2020, 3, 2)  # never a day to come


def test_amounts_are_typed_as_people_write_them(lived: Area, clients: dict[str, Client]) -> None:
    pk = lived.id(SECRET)
    client, address = clients["office"], f"/spending/{pk}/lines/hall/"
    form = {"planned": "12,5 triệu", "seen": client.get(address).context["form"]["seen"].value()}
    assert (client.post(address, form).status_code, SpendingLine.objects.filter(line="hall").exists()) == (400, False)
    assert client.post(address, form | {"planned": "12.500.000"}).status_code == 302
    assert SpendingLine.objects.get(line="hall").planned == 12_500_000
    assert client.get(address).context["form"]["planned"].value() == "12.500.000"
    assert client.post(f"/spending/{pk}/lines/moon/", form).status_code == 404
    refused = client.post(f"/spending/{pk}/paste/", {"pasted": "Tiền ăn\t2\tnhiều"})
    (finding,) = refused.context["findings"]
    assert (refused.status_code, finding.place.row, finding.place.column) == (400, 1, "C")
    done = client.post(f"/spending/{pk}/paste/", {"pasted": "Tiền ăn\t2\t9.000\nOther spending\t\t1"}, follow=True)
    assert [str(message) for message in done.context["messages"]] == [
        "Tiền ăn: dự toán vượt định mức 7.000\u202fđ (Hướng dẫn số 05-HD/VPTU).",
        "Đã lưu.",
    ]
    assert client.post(f"/spending/{pk}/lines/other/drop/").status_code == 302
    assert not SpendingLine.objects.filter(line=BudgetLine.OTHER).exists()
    assert clients["neighbour"].post(f"/spending/{pk}/lines/hall/drop/").status_code == 404
    found = SpendingNorm.objects.get()
    assert clients["office"].post(f"/spending/norms/{lived.id('Huyện A')}/{found.pk}/end/").status_code == 404
    assert clients["district"].post(f"/spending/norms/{lived.id('Huyện A')}/{found.pk}/end/").status_code == 302


def test_an_xlsx_holds_what_the_page_shows(lived: Area, clients: dict[str, Client]) -> None:
    book = load_workbook(io.BytesIO(clients["board"].get(f"/spending/spending.xlsx?at={lived.id('Huyện A')}").content))
    rows = [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert ["Tiền ăn", 5_000, 0, 5_000, 1] in rows
    assert any(row[0] == SECRET and row[1] == "Xã Một" and row[3] == 3_000 for row in rows if len(row) > 3)
    book = load_workbook(io.BytesIO(clients["board"].get("/lessons/comparison.xlsx?level=cell").content))
    rows = [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any(row[0] == "Số dư bầu ban chấp hành còn thấp" and row[2:8] == [0, 0, None, 1, 1, 1] for row in rows)


def test_the_section_of_an_organisation_asks_as_its_page_does(lived: Area) -> None:
    cell, office, beside = lived.id(SECRET), lived.actor("office"), lived.actor("neighbour")

    assert lessons.review_of(actor=office, organisation=cell, term=TERM).reviewed_on == HELD
    own = outreach.outreach_of(actor=office, organisation=cell, term=TERM)
    assert ([(row.channel, row.done) for row in own.counts], own.opinions) == ([(Channel.ARTICLES, 3)], 1)
    lines, whole, may = spending.spending_of(actor=office, organisation=cell, term=TERM)
    assert (len(lines), whole.planned, whole.missing, may) == (1, 5_000, 1, True)
    for ask in (lessons.review_of, outreach.outreach_of, spending.spending_of):
        with pytest.raises(NotHere):
            ask(actor=beside, organisation=cell, term=TERM)
    waiting = spending.waiting(actor=office, term=TERM, today=date(2020, 3, 2))
    assert [(one.what, one.organisation) for one in waiting] == [("spending.unsettled", cell)]
    assert spending.waiting(actor=beside, term=TERM, today=date(2020, 3, 2)) == []


def test_a_person_with_two_places_chooses_one(lived: Area, client_for: Callable[..., Client]) -> None:
    user = factories.user_with(Role.READER, lived.of["Huyện A"])
    factories.grant(user, Role.READER, lived.of["Xã Hai"])
    client = client_for(user)

    assert {client.get(start).templates[0].name for start in STARTS} == {"choose_place.html"}


def test_works_that_notes_name_are_listed_for_those_above(lived: Area, clients: dict[str, Client]) -> None:
    counted(lived, "Xã Một", HELD, 1, Channel.WORKS, note="Đường liên thôn chào mừng đại hội")

    assert "Đường liên thôn" in clients["district"].get("/outreach/").content.decode()
    assert "Đường liên thôn" not in clients["office"].get("/outreach/").content.decode()


def test_a_lesson_from_a_review_is_published_by_the_level_above(lived: Area, clients: dict[str, Client]) -> None:
    address = f"/lessons/reviews/{lived.id(SECRET)}/"

    assert clients["board"].get(address).context["publisher"] == lived.id("Tỉnh")
    assert clients["district"].get(address).context["publisher"] == lived.id("Huyện A")
    assert clients["office"].get(address).context["publisher"] is None  # nothing stands below a cell
    assert clients["reader"].get(address).context["publisher"] is None
