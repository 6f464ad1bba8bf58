"""A ballot round in the hall: two teams at their keyboards, a page loaded anew, a cut connection, the result."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from daihoi.actions import elections as actions
from daihoi.core.elections import Answer, Ask, Body, Decider, Post
from daihoi.data.models import Draft, ReadBallot, User
from daihoi.queries import indicators
from tests.hall import Hall

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
# In ballot order An, Bình, Cường, Dung for three seats; slip 2 is read otherwise by the second team.
FIRST = ["1110", "1101", "1100", "1001", "1110 writing", "0000", "1110", "1110"]
SECOND = ["1110", "1011", *FIRST[2:]]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def another(browser: "Browser", live_server: object) -> "Iterator[Callable[[User], Page]]":
    """`another(user)`: a browser of its own for one person more; scripts that raise fail the test."""
    from django.conf import settings  # noqa: PLC0415 app ready
    from django.test import Client  # noqa: PLC0415 app ready

    contexts, faults = [], []

    def make(user: User) -> "Page":
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=str(live_server), locale="vi-VN")
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": str(live_server)}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def hall() -> Hall:
    indicators.forget()
    made = Hall(summoned=10)
    made.listed(NAMES, seats=3)
    made.collected(8)
    return made


def press(page: "Page", *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: "Page") -> None:
    page.wait_for_selector("#k-state.is-saved[data-unsent='0']")


def slip(page: "Page") -> str:
    return page.locator("#k-slip").inner_text()


def readings(team: int) -> list[str]:
    rows = ReadBallot.objects.filter(count__number=team).order_by("slip").values_list("marks", "flags")
    return [f"{marks} {flags}".strip() for marks, flags in rows]


def key_all(page: "Page", ballots: list[str]) -> None:
    """Every ballot name by name: a key a name, Enter, and where it is invalid Enter once more."""
    if page.locator("#k-mode").input_value() != "name":
        press(page, "m")
    for reading in ballots:
        marks, *flags = reading.split()
        press(page, *marks, *("a" for _ in flags), "Enter")
        if marks == "0000":
            press(page, "Enter")


def test_a_round_is_keyed_by_two_teams_settled_released_and_shown(
    hall: Hall, signed_in: "Callable[[User], Page]", another: "Callable[[User], Page]"
) -> None:
    key = f"/elections/{hall.election}/rounds/1/key/"
    page = signed_in(hall.users["first"])
    page.on("dialog", lambda dialog: dialog.accept())  # that something is unsent, when it is loaded anew
    page.goto(key)

    press(page, "4", "Enter", "Enter")  # everybody is kept at first: strike number 4
    press(page, "3", "Enter", "Enter")
    press(page, "*", "1", "Enter")  # all struck but the first, and the second not yet
    page.reload()
    assert slip(page) == "3"
    assert page.locator("#k-names .is-for").count() == 1  # nothing is lost
    press(page, "2", "Enter", "Enter", "2", "-", "3", "Enter", "Enter", "a", "4", "Enter", "Enter")
    press(page, "*", "Enter")
    assert slip(page) == "6"  # nobody is voted for: it asks once
    press(page, "Enter")
    assert slip(page) == "7"
    saved(page)
    assert readings(1) == FIRST[:6]

    page.context.set_offline(True)
    press(page, "4", "Enter", "Enter", "4", "Enter", "Enter")
    page.wait_for_selector("#k-state.is-off")
    assert "2" in page.locator("#k-state").inner_text() and len(readings(1)) == 6
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.includes(':key:') && !key.includes('habits'))")
    assert len(kept) == 1
    page.context.set_offline(False)
    saved(page)
    assert readings(1) == FIRST
    page.locator("#k-finish").focus()
    press(page, "Enter", "Enter")  # in the page's own dialog, on its first button
    page.wait_for_selector(".k-closed")
    page.wait_for_load_state()
    assert page.evaluate(f"localStorage.getItem('{kept[0]}')") is None
    assert not Draft.objects.filter(count__number=1).exists()

    second = another(hall.users["second"])
    second.goto(key)
    key_all(second, SECOND)
    saved(second)
    assert readings(2) == SECOND
    second.click("#k-finish")
    second.click("#k-dialog [name=finish]")
    second.wait_for_selector(".k-closed")

    _settled_and_released(hall, another)


def _settled_and_released(hall: Hall, another: "Callable[[User], Page]") -> None:
    screen = another(hall.users["auditor"])
    screen.goto(f"/elections/{hall.election}/hall/")
    assert "Nguyễn Văn An" not in screen.content()
    head = another(hall.users["head"])
    head.goto(f"/elections/{hall.election}/rounds/1/compare/")
    head.click("a.btn-main")
    head.wait_for_selector(".hall-radios input:focus")
    press(head, "1", "0", "Enter")  # on the two names that differ, then the form is sent
    head.wait_for_url("**/compare/")
    assert head.locator(".pill.is-late").count() == 0
    actions.decide(
        **hall.at("head"),  # type: ignore[arg-type]
        ask=Ask.BALLOTS,
        answer=Answer.INVALID,
        by=Decider.COUNTING_COMMITTEE,
        note="Ban kiểm phiếu kết luận 5/5",
        round=1,
        about=("seen_on_paper",),
    )
    head.goto(f"/elections/{hall.election}/rounds/1/")
    head.click(".hall-sure summary")
    head.click(".hall-sure button")
    head.wait_for_url("**/result/")

    # An 6, Bình 5: more than half of ten is six.
    screen.wait_for_selector(".screen-list li")
    assert screen.locator(".screen-name").all_inner_texts() == ["Nguyễn Văn An"]
    assert screen.locator(".screen-votes").all_inner_texts() == ["6"]


def test_two_people_of_a_team_decide_on_the_page_which_reading_stands(
    hall: Hall, signed_in: "Callable[[User], Page]"
) -> None:
    page = signed_in(hall.users["first"])
    page.goto(f"/elections/{hall.election}/rounds/1/key/")
    saved(page)
    hall.key("first", 1, 1, "1011")  # a colleague at another machine

    press(page, "4", "Enter", "Enter")

    page.wait_for_selector(".k-conflict")
    assert page.locator(".k-conflict tbody tr").count() == 2 and slip(page) == "2"
    page.click("[data-do=mine]")
    saved(page)
    assert readings(1) == ["1110"] and ReadBallot.objects.get().version == 2
    assert page.locator(".k-conflict").count() == 0


def test_who_is_signed_out_loses_nothing_and_goes_on_after_signing_in(
    hall: Hall, signed_in: "Callable[[User], Page]"
) -> None:
    page = signed_in(hall.users["first"])
    page.goto(f"/elections/{hall.election}/rounds/1/key/")
    saved(page)
    page.context.clear_cookies()

    press(page, "4", "Enter", "Enter", "3", "Enter", "Enter")

    page.wait_for_selector("#k-sign-in:visible")
    assert readings(1) == []
    signed_in(hall.users["first"])
    page.context.new_page().goto("/elections/")  # the page after signing in, in another tab, has a new token
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    assert readings(1) == ["1110", "1101"]


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_the_page_fits_and_columns_are_keyed_with_digits(signed_in: "Callable[[User], Page]", width: int) -> None:
    indicators.forget()
    hall = Hall(post=Post.DELEGATES, body=Body.DELEGATE_CONGRESS, summoned=10)
    hall.listed(NAMES[:3], seats=3)
    hall.collected(2)
    page = signed_in(hall.users["first"])
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"/elections/{hall.election}/rounds/1/key/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    press(page, "1", "Enter")
    assert slip(page) == "1"  # two names have no mark yet
    press(page, "2", "3", "Enter", "+", "Enter")
    saved(page)

    assert readings(1) == ["12-", "111"]


def test_a_page_that_is_open_twice_stands_back(hall: Hall, signed_in: "Callable[[User], Page]") -> None:
    page = signed_in(hall.users["first"])
    page.goto(f"/elections/{hall.election}/rounds/1/key/")
    saved(page)
    later = page.context.new_page()
    later.goto(f"/elections/{hall.election}/rounds/1/key/")
    press(later, "4", "Enter", "Enter")
    saved(later)

    page.wait_for_selector("#main.is-yielded")
    press(page, "3", "Enter", "Enter")

    assert readings(1) == ["1110"]


def test_the_newer_of_two_machines_goes_on(
    hall: Hall, signed_in: "Callable[[User], Page]", another: "Callable[[User], Page]"
) -> None:
    address = f"/elections/{hall.election}/rounds/1/key/"
    page = signed_in(hall.users["first"])
    page.goto(address)
    press(page, "3", "Enter", "4", "Enter")
    saved(page)

    later = another(hall.users["first"])
    later.goto(address)
    assert later.locator("#k-names .is-against").count() == 2  # what the first machine had sent
    press(later, "2", "Enter")
    saved(later)
    page.reload()

    assert page.locator("#k-names .is-against").count() == 3


def test_a_ballot_left_for_another_slip_comes_back_with_it(hall: Hall, signed_in: "Callable[[User], Page]") -> None:
    page = signed_in(hall.users["first"])
    page.goto(f"/elections/{hall.election}/rounds/1/key/")

    press(page, "4", "Enter", "PageDown")
    assert (slip(page), page.locator("#k-names .is-against").count()) == ("2", 0)
    press(page, "g", "1", "Enter")
    assert (slip(page), page.locator("#k-names .is-against").count()) == ("1", 1)
    press(page, "l")
    page.click("#k-cells [data-slip='5']")
    assert slip(page) == "5"
    page.click("#k-names button >> nth=0")
    press(page, "Enter", "g", "1", "Enter", "Enter")
    saved(page)

    assert readings(1) == ["1110", "0111"]
