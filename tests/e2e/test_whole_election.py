"""A whole election in browsers, each person at a screen of their own: 60 names, 40 ballots, two teams by keyboard,
a difference settled, a tie decided, a second ballot, and minutes that are read back out of Word.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from django.conf import settings as django_settings
from django.test import Client

from daihoi.core.elections import Status
from daihoi.data.models import Election, ReadBallot
from tests.hall import Hall

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hạnh", "Khánh", "Linh", "Mạnh", "Nghĩa")
NAMES = [f"{family} Văn {given}" for given in GIVEN for family in FAMILY]  # 60, told apart by family
SEATS, VOTERS = 50, 40
Open = Callable[[str], "Page"]


@pytest.fixture
def screens(browser: "Browser", live_server: object) -> "Iterator[Callable[[Hall], Open]]":
    """`screens(hall)(who)`: a page of that person's own, in a browser context of its own."""
    contexts = []
    faults: list[str] = []

    def of(hall: Hall) -> Open:
        def make(who: str) -> "Page":
            context = browser.new_context(base_url=str(live_server), locale="vi-VN", accept_downloads=True)
            context.set_default_timeout(15_000)
            contexts.append(context)
            client = Client()
            client.force_login(hall.users[who], backend="allauth.account.auth_backends.AuthenticationBackend")
            value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
            cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": value, "url": str(live_server)}
            context.add_cookies([cookie, {"name": "django_language", "value": "en", "url": str(live_server)}])
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(f"{who}: {error}"))
            return page

        return make

    yield of
    for context in contexts:
        context.close()
    assert faults == []


def strikes(slip: int) -> list[int]:
    """The ten numbers struck on a ballot: 49 people pass, and two tie for the last seat."""
    last = 49 if slip <= 10 else 50 if slip <= 25 else 51
    return [last, *range(52, 61)]


def save(page: "Page") -> None:
    page.click("form .form-end button.btn-main")
    page.wait_for_load_state()
    assert page.locator(".finding.is-error").count() == 0, page.locator(".finding").all_inner_texts()


def prepare(page: "Page", hall: Hall) -> int:
    """The secretariat: the election, its list, the steps, the list adopted, the counting committee."""
    Election.objects.all().delete()  # the one that Hall opened: here it is opened by hand
    page.goto(f"/elections/new/{hall.pk}/?post=committee&term={hall.term}")
    page.check("input[name=body][value=delegate_congress]")
    page.fill("[name=title]", "Ban Chấp hành Đảng bộ xã Mẫu khóa I")
    save(page)
    pk = Election.objects.get().pk
    page.goto(f"/elections/{pk}/facts/")
    for name, value in (("seats", SEATS), ("summoned", VOTERS), ("attending", VOTERS)):
        page.fill(f"[name={name}]", str(value))
    save(page)
    page.goto(f"/elections/{pk}/list/add/")
    page.evaluate("document.querySelectorAll('details.pre-way').forEach(each => { each.open = true; })")
    page.fill("[name=text]", "\n".join(f"{number}. {name}" for number, name in enumerate(NAMES, 1)))
    page.locator("form", has=page.locator("[name=text]")).locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    page.locator("form", has=page.locator("[name=confirmed]")).locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    for step in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        page.goto(f"/elections/{pk}/steps/{step}/")
        page.fill("[name=note]", "Biểu quyết 40/40")
        save(page)
    page.goto(f"/elections/{pk}/list/")
    page.fill("[name=votes_for]", str(VOTERS))
    page.locator("form", has=page.locator("[name=votes_for]")).locator("button.btn-main").click()
    page.wait_for_load_state()
    page.goto(f"/elections/{pk}/committee/")
    for row, (who, place) in enumerate((("head", "head"), ("first", "1"), ("second", "2"))):
        page.select_option(f"[name=m-{row}-place]", place)
        page.select_option(f"[name=m-{row}-account]", str(hall.users[who].pk))
        page.fill(f"[name=m-{row}-name]", f"Ủy viên {place}")
    save(page)
    return pk


def downloaded(page: "Page", act: Callable[[], object]) -> bytes:
    with page.expect_download() as waiting:
        act()
    found: Download = waiting.value
    return Path(found.path()).read_bytes()


def open_box(page: "Page", pk: int, number: int) -> None:
    """The head: opens the round, lays the ballot out, prints, seals, issues, collects."""
    page.goto(f"/elections/{pk}/rounds/")
    page.click("form[action$='/rounds/open/'] button")
    page.wait_for_url(f"**/rounds/{number}/")
    page.click("form:has(input[value=sheet]) button")
    page.wait_for_selector("#copies")
    page.fill("#copies", str(VOTERS + 2))
    pdf = pypdfium2.PdfDocument(downloaded(page, lambda: page.click("form[action$='ballots.pdf'] button")))
    names = len(NAMES) if number == 1 else 2
    text = pdf[0].get_textpage().get_text_range()
    assert text.count(" Văn ") == names and len(pdf) % (VOTERS + 2) == 0
    page.click("form:has(input[value=seal]) button")
    page.wait_for_load_state()
    page.fill("[name=present]", str(VOTERS))
    page.click("form:has(input[value=present]) button")
    page.wait_for_load_state()
    sheets = (("printed", VOTERS + 2), ("issued", VOTERS), ("unissued", 2), ("collected", VOTERS))
    for kind, count in sheets:
        page.select_option("[name=kind]", kind)
        page.fill("[name=number]", str(count))
        page.click("form:has(input[value=stock]) button[type=submit]")
        page.wait_for_load_state()


def key(page: "Page", pk: int, number: int, ballots: list[list[int]]) -> None:
    """A team: every ballot by keyboard alone, then the count is finished."""
    page.goto(f"/elections/{pk}/rounds/{number}/key/")
    page.wait_for_selector("#k-slip")
    page.keyboard.press("g")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    for slip, struck in enumerate(ballots, 1):
        assert page.inner_text("#k-slip") == str(slip)
        for typed in runs(struck):
            page.keyboard.type(typed)
            page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        if len(struck) == page.locator("#k-names li").count():  # nobody left: the page asks once whether that is so
            page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('k-state').classList.contains('is-saved')")
    page.click("#k-finish")
    page.click("#k-dialog button[name=finish]")
    page.wait_for_selector(".k-closed")


def runs(struck: list[int]) -> list[str]:
    """Numbers as people type them: 52-60 at once."""
    found: list[list[int]] = []
    for number in sorted(struck):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found]


def release(page: "Page", pk: int, number: int) -> None:
    page.goto(f"/elections/{pk}/rounds/{number}/")
    page.click(".hall-release summary")
    page.click(".hall-release button[type=submit]")
    page.wait_for_load_state()


def minutes(page: "Page", pk: int, number: int) -> tuple[str, list[list[list[str]]]]:
    """The minutes as Word has them: text, and the cells of its tables."""
    page.goto(f"/elections/{pk}/papers/")
    link = f"a[href*='count_minutes.docx'][href*='round={number}']"
    paper = docx.Document(BytesIO(downloaded(page, lambda: page.click(link))))
    text = "\n".join(one.text for one in paper.paragraphs).replace("\u00a0", " ")
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
    return text, tables


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_whole_election_from_the_list_to_the_minutes(screens: "Callable[[Hall], Open]") -> None:
    hall = Hall(summoned=VOTERS)
    screen = screens(hall)
    secretariat, head, first, second = (screen(who) for who in ("secretariat", "head", "first", "second"))
    pk = hall.election = prepare(secretariat, hall)
    open_box(head, pk, 1)
    ballots = [strikes(slip) for slip in range(1, VOTERS + 1)]
    key(first, pk, 1, ballots)
    misread = [*ballots[:6], [50, *range(52, 61)], *ballots[7:]]  # slip 7: 50 read as struck instead of 49
    key(second, pk, 1, misread)
    assert ReadBallot.objects.count() == 2 * VOTERS

    head.goto(f"/elections/{pk}/rounds/1/compare/")
    head.click("a[href$='/compare/7/']")
    head.wait_for_selector("[data-settle]")
    for at, mark in ((48, "0"), (49, "1")):
        head.check(f"input[name=m{at}][value='{mark}']")
    head.click("[data-settle] button[type=submit]")
    head.wait_for_load_state()
    release(head, pk, 1)

    secretariat.goto(f"/elections/{pk}/")
    secretariat.click("a[href*='/decide/']")
    secretariat.check("input[name=answer][value=vote_again_most]")
    secretariat.fill("[name=note]", "Biểu quyết 40/40")
    save(secretariat)

    open_box(head, pk, 2)
    again = [[2]] * 23 + [[1]] * 15 + [[1, 2]] * 2  # two ballots strike both: invalid
    key(first, pk, 2, again)
    key(second, pk, 2, again)
    release(head, pk, 2)

    standing = hall.view("auditor").standing
    assert (len(standing.elected), standing.vacant, standing.over) == (SEATS, 0, True)
    last = standing.rounds[1].outcome.people
    assert [(one.votes, one.status) for one in last] == [(23, Status.ELECTED), (15, Status.SHORT)]
    told, tables = minutes(head, pk, 1)
    result = next(table for table in tables if len(table) == len(NAMES) + 1 and "40/40" in str(table))
    votes = {row[1]: row[2] for row in result[1:]}
    assert (votes[NAMES[0]], votes[last[0].name], votes[last[1].name]) == ("40/40", "25/40", "25/40")
    assert "Số phiếu có kết quả khác nhau giữa hai lần kiểm: 01 phiếu" in told
    assert f"{last[0].name}, {last[1].name} có số phiếu bằng nhau (25 phiếu)" in told
    told, tables = minutes(head, pk, 2)
    assert "Sau lần bầu thứ 1" in told and "không cần quá một nửa" in told
    assert any(last[0].name in row and "23/40" in str(row) for table in tables for row in table)
    hall_screen = screen("auditor")
    hall_screen.goto(f"/elections/{pk}/hall/")
    assert last[0].name in hall_screen.content() and last[1].name not in hall_screen.inner_text("body")
