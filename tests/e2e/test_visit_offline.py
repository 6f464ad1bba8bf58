"""A visit in a village without a network: taken along, answered offline, sent later; two people; nothing lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from daihoi.core.supervision import Reply
from daihoi.data.models import User, VisitAnswer, VisitFile, VisitFinding
from daihoi.queries import indicators
from tests.area import TODAY, Area
from tests.supervised import Supervised

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """() => new Promise(resolve => {
  const asked = indexedDB.open('daihoi-visits', 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction('rows').objectStore('rows').getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result.map(row => row.type + ' ' + row.state)); };
  };
})"""


@pytest.fixture
def made(settings: object) -> Supervised:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    indicators.forget()
    return Supervised(Area().open())


def opened(page: "Page", made: Supervised) -> "Page":
    page.goto(f"/supervision/{made.visit}/sheet/")
    page.wait_for_selector("html[data-visit-ready]")
    return page


def taken_along(page: "Page", made: Supervised) -> "Page":
    opened(page, made).click("#v-take")
    page.wait_for_selector("#v-device[data-taken='1']")
    return page


def say(page: "Page", made: Supervised, point: int, reply: str, note: str = "") -> None:
    box = f"#point-{made.points[point]}"
    page.check(f"{box} input[value={reply}]")
    if note:
        page.fill(f"{box} textarea", note)
        page.locator(f"{box} textarea").blur()


def find(page: "Page", text: str) -> None:
    page.check("#v-find input[value=shortcoming]")
    page.fill("#v-find textarea", text)
    page.select_option("#v-find [name=kind]", "decoration_wrong")
    page.select_option("#v-find [name=subject]", "organisation")
    page.click("#v-find button[type=submit]")
    page.wait_for_selector("#v-find-mark.is-sent")


def sent(page: "Page") -> None:
    page.wait_for_selector("#v-state.is-saved[data-unsent='0']")


def answers() -> list[tuple[int, str, str, str]]:
    rows = VisitAnswer.objects.order_by("point__position", "pk")
    return list(rows.values_list("point__position", "reply", "note", "standing"))


def test_a_visit_is_answered_in_a_village_without_a_network(
    made: Supervised, another: "Callable[[User], Page]"
) -> None:
    page = taken_along(another(made.users["in_charge"]), made)
    page.context.set_offline(True)

    page.reload()  # the telephone was put away in between
    page.wait_for_selector("html[data-visit-ready]")
    say(page, made, 0, "yes")
    say(page, made, 1, "no", "Tiêu đề thiếu nhiệm kỳ")
    find(page, "Ma két không đúng hướng dẫn")
    page.wait_for_selector("#v-state.is-off[data-unsent='3']")
    page.reload()
    page.wait_for_selector("html[data-visit-ready]")
    assert page.locator("#v-list li").count() == 3
    assert page.input_value(f"#point-{made.points[1]} textarea") == "Tiêu đề thiếu nhiệm kỳ"
    assert page.is_checked(f"#point-{made.points[0]} input[value=yes]")
    say(page, made, 0, "partly")  # changed before anything was sent: one entry
    assert answers() == [] and page.evaluate(KEPT).count("answer here") == 2

    page.context.set_offline(False)
    sent(page)
    assert answers() == [(1, "partly", "", "current"), (2, "no", "Tiêu đề thiếu nhiệm kỳ", "current")]
    assert list(VisitFinding.objects.values_list("text", "kind", "by_name")) == [
        ("Ma két không đúng hướng dẫn", "decoration_wrong", made.users["in_charge"].full_name)
    ]
    page.reload()  # the server's page knows them all: they leave the device
    page.wait_for_selector("html[data-visit-ready]")
    assert page.evaluate(KEPT) == []
    assert "Ma két không đúng hướng dẫn" in page.locator("#v-findings").inner_text()

    page.click("#v-back")
    page.wait_for_selector("#v-device[data-taken='0']")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_two_people_answer_the_same_point_and_one_of_them_chooses(
    made: Supervised, another: "Callable[[User], Page]"
) -> None:
    first, second = (taken_along(another(made.users[who]), made) for who in ("in_charge", "second"))
    for page in (first, second):
        page.context.set_offline(True)
    say(first, made, 0, "no", "Thiếu cờ")
    say(second, made, 0, "yes")
    say(second, made, 2, "yes")
    first.context.set_offline(False)
    sent(first)
    second.context.set_offline(False)
    sent(second)

    assert answers() == [(1, "no", "Thiếu cờ", "current"), (1, "yes", "", "offered"), (3, "yes", "", "current")]
    second.wait_for_selector(f"#point-{made.points[0]} .v-mark.is-offered")
    second.click("#v-again")
    second.wait_for_selector("html[data-visit-ready]")
    shown = second.locator(f"#point-{made.points[0]} .v-choice").inner_text()
    assert all(made.users[who].full_name in shown for who in ("in_charge", "second")) and "Thiếu cờ" in shown
    second.locator(f"#point-{made.points[0]} .v-other button").nth(1).click()
    second.wait_for_url("**/sheet/#point-*")
    assert answers()[:2] == [(1, "no", "Thiếu cờ", "set_aside"), (1, "yes", "", "current")]


def test_what_was_sent_and_never_acknowledged_stands_once(made: Supervised, another: "Callable[[User], Page]") -> None:
    page = taken_along(another(made.users["in_charge"]), made)
    lost: list[str] = []

    def lose(route: object) -> None:
        """The server takes it in, and the answer gets lost on the way back."""
        route.fetch()  # type: ignore[attr-defined]
        lost.append("once")
        route.abort()  # type: ignore[attr-defined]

    page.route("**/sheet/send/", lose, times=1)
    with page.expect_event("requestfailed"):
        say(page, made, 0, "no", "Thiếu cờ")
    say(page, made, 0, "yes")  # changed after it may have arrived: an entry of its own, on the sight of the first
    sent(page)

    assert lost == ["once"]
    assert answers() == [(1, "no", "Thiếu cờ", "replaced"), (1, "yes", "Thiếu cờ", "current")]


def test_who_is_signed_out_loses_nothing_and_nobody_sends_it_under_another_name(
    made: Supervised, another: "Callable[[User], Page]"
) -> None:
    page = taken_along(another(made.users["in_charge"]), made)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    say(page, made, 0, "no")
    page.wait_for_selector("#v-sign-in:visible")

    guest = another(made.users["second"])
    page.context.add_cookies(guest.context.cookies())
    opened(page, made)
    assert made.users["in_charge"].full_name in page.locator("#v-others").inner_text()
    say(page, made, 1, "yes")
    sent(page)
    assert answers() == [(2, "yes", "", "current")]

    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    opened(page, made)
    sent(page)
    assert list(VisitAnswer.objects.filter(reply="no").values_list("by_name", flat=True)) == [
        made.users["in_charge"].full_name
    ]


def test_what_is_refused_stays_on_the_device_with_the_reason_and_can_be_copied(
    made: Supervised, another: "Callable[[User], Page]"
) -> None:
    page = taken_along(another(made.users["in_charge"]), made)
    page.context.set_offline(True)
    say(page, made, 0, "no", "Thiếu cờ Đảng")
    made.answer(Reply.YES, who="board", point=1)
    made.concluded()
    page.context.set_offline(False)

    page.wait_for_selector(f"#point-{made.points[0]} .v-mark.is-refused")
    page.reload()  # the visit is over: its page holds what is left on the device, and no forms
    page.wait_for_selector("html[data-visit-ready]")
    assert page.locator("#v-form").count() == 0 and page.locator("#v-list .is-refused").count() == 1
    if not page.is_visible("#v-copy"):
        page.click("#v-list-box summary")
    page.click("#v-copy")
    assert "Thiếu cờ Đảng" in page.input_value("#v-copied")
    page.click("#v-back")
    page.wait_for_selector("#v-sure:visible")
    page.click("#v-sure-no")
    assert page.evaluate(KEPT) == ["answer refused"] and page.evaluate("caches.keys()") != []
    page.click("#v-list .btn")
    page.click("#v-list .btn")  # surely
    page.wait_for_selector("#v-list-box", state="hidden")
    page.reload()  # now nothing waits, and what is over leaves the device by itself
    page.wait_for_selector("#v-device[data-taken='0']")
    assert page.evaluate("caches.keys()") == []
    assert [reply for _, reply, *_ in answers()] == ["yes"]


def test_a_picture_is_kept_with_the_rest_and_sent_after_it(made: Supervised, another: "Callable[[User], Page]") -> None:
    page = taken_along(another(made.users["in_charge"]), made)
    page.context.set_offline(True)
    page.set_input_files("#v-file [name=file]", {"name": "hoi-truong.png", "mimeType": "image/png", "buffer": b"png"})
    page.click("#v-file button[type=submit]")
    page.wait_for_selector("#v-file-mark.is-here")
    page.reload()
    page.wait_for_selector("html[data-visit-ready]")
    page.context.set_offline(False)
    sent(page)

    row = VisitFile.objects.select_related("file").get()
    assert (row.name, bytes(row.file.content)) == ("hoi-truong.png", b"png")


def test_without_a_script_the_forms_do_the_same(made: Supervised, browser: "Browser", live_server: object) -> None:
    from django.conf import settings  # noqa: PLC0415 app ready
    from django.test import Client  # noqa: PLC0415 app ready

    client = Client()
    client.force_login(made.users["in_charge"], backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": str(live_server)}])
    page = context.new_page()
    page.goto(f"/supervision/{made.visit}/sheet/")
    page.check(f"#point-{made.points[0]} input[value=no]")
    page.fill(f"#point-{made.points[0]} textarea", "Thiếu cờ")
    page.click("#v-save button")
    page.wait_for_load_state()
    assert answers() == [(1, "no", "Thiếu cờ", "current")]
    page.check("#v-find input[value=good]")
    page.fill("#v-find textarea", "Chuẩn bị chu đáo")
    page.click("#v-find button[type=submit]")
    page.wait_for_load_state()
    assert list(VisitFinding.objects.values_list("weight", "text")) == [("good", "Chuẩn bị chu đáo")]
    context.close()


@pytest.mark.parametrize("width", [390, 1366])
def test_the_page_fits_a_thumb(made: Supervised, another: "Callable[[User], Page]", width: int) -> None:
    made.answer()
    made.answer(Reply.NO, who="second")
    made.find()
    page = another(made.users["in_charge"])
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, made)

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    heights = page.locator(".v-reply span").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert min(heights) >= 44


def test_a_page_that_cannot_be_taken_along_says_so_and_still_keeps(
    made: Supervised, another: "Callable[[User], Page]"
) -> None:
    page = another(made.users["in_charge"])
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    opened(page, made)
    assert page.locator("#v-take").is_hidden()

    page.context.set_offline(True)
    say(page, made, 0, "yes")
    page.wait_for_selector("#v-state.is-off[data-unsent='1']")
    page.context.set_offline(False)
    sent(page)

    assert answers() == [(1, "yes", "", "current")]
