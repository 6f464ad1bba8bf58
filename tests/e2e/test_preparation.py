"""The preparation of congresses in one story, in browsers, each person at a screen of their own.

A guidance comes from the province; a commune disseminates it, gets a task in its plan and misses it; the member in
charge of the area visits it with a telephone in a village without a network; what is found becomes a difficulty that
goes up to the province; the answer comes down to all communes; a briefing makes a task of what is late; the weekly
report shows all of it, and nobody beside sees any of it.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from daihoi.core.access import Role
from daihoi.data.models import (
    Briefing,
    Difficulty,
    Directive,
    PublishedAnswer,
    Task,
    Uptake,
    Visit,
    VisitAnswer,
    VisitFinding,
    WeeklyReport,
)
from daihoi.queries import difficulties, indicators
from tests import factories
from tests.area import Area

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Who is at which screen, beside the boards of the province and of Huyện A that every area has.
PEOPLE = {
    "commune": (Role.COMMITTEE_OFFICE, "Xã Một"),
    "in charge": (Role.MEMBER_IN_CHARGE, "Huyện A"),
    "other commune": (Role.COMMITTEE_OFFICE, "Xã Hai"),
    "other cell": (Role.COMMITTEE_OFFICE, "Chi bộ thôn 3"),
}
OFFICE = (1366, 768)

COMES = date(2020, 3, 2)  # a Monday
READ = date(2020, 3, 3)
DISSEMINATE_BY = date(2020, 3, 9)
TASK_DUE = date(2020, 3, 10)
VISITED = date(2020, 3, 12)
ANSWERED = date(2020, 3, 13)
PUT_RIGHT_BY = date(2020, 3, 20)

NUMBER = "26-HD/TU"
TASK = "Báo cáo danh sách giới thiệu nhân sự"
FOUND = "Chưa thống nhất cách ghi tiêu đề khi xã sắp sáp nhập"
ANSWER = "Ghi tên tổ chức đảng đang có đến ngày khai mạc."
ARTICLE = "Hướng dẫn 26-HD/TU, mục 3"
CONCLUDED = "Sửa ma két theo hướng dẫn"
BRIEFED = "Nộp danh sách giới thiệu nhân sự còn thiếu"


@dataclass
class Story:
    """The area, everybody's screen, and the day that it is."""

    area: Area
    settings: object
    screens: dict[str, "Page"] = field(default_factory=dict)

    def day(self, day: date) -> None:
        self.settings.TODAY = day  # type: ignore[attr-defined]

    def id(self, name: str) -> int:
        return self.area.id(name)

    def __getitem__(self, who: str) -> "Page":
        return self.screens[who]


@pytest.fixture
def story(settings: object, another: "Callable[..., Page]") -> Story:
    indicators.forget()
    difficulties.forget()
    settings.TODAY = COMES  # type: ignore[attr-defined]
    area = Area().open()
    users = {who: factories.user_with(role, area.of[at]) for who, (role, at) in PEOPLE.items()}
    users |= {"province": area.users["board"], "district": area.users["district"]}
    sizes = {who: (390, 844) if who == "in charge" else OFFICE for who in users}
    return Story(area, settings, {who: another(user, size=sizes[who]) for who, user in users.items()})


@pytest.fixture
def shoot() -> "Callable[[Page, str], None]":
    """`shoot(page, name)`: the whole page, kept where DAIHOI_SCREENSHOTS says; nothing where it says nothing."""
    folder = os.environ.get("DAIHOI_SCREENSHOTS")

    def take(page: "Page", name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"preparation-{name}.png", full_page=True)

    return take


# ---------- what people do on any page ----------


def press(page: "Page", text: str) -> None:
    """Press the button, or follow the link, that is called so, and wait for the page that comes."""
    control = page.get_by_role("button", name=_(text)).or_(page.get_by_role("link", name=_(text)))
    control.first.click()
    page.wait_for_load_state()
    assert page.locator(".finding.is-error, .field-error").all_inner_texts() == []


def fill(page: "Page", **values: object) -> None:
    """Fill fields by their names; days as the browser takes them."""
    for name, value in values.items():
        page.fill(f"main [name={name}]", value.isoformat() if isinstance(value, date) else str(value))


def shown(day: date) -> str:
    return date_format(day, "d/m/Y")


def waits(page: "Page", label: str, text: str) -> "Locator":
    """The line of Today that says so; the page is opened anew."""
    page.goto("/tasks/today/")
    line = page.locator(".today-line", has=page.locator(".pill", has_text=_(label))).filter(has_text=text)
    assert line.count() == 1, page.inner_text("main")
    return line


def cells(row: "Locator") -> list[str]:
    """The cells of a row of figures, each as its first word."""
    return [(text.split() or [""])[0] for text in row.locator("td").all_inner_texts()]


def row_of(page: "Page", text: str) -> "Locator":
    return page.locator("tbody tr", has=page.locator("th", has_text=text))


def test_it(story, shoot) -> None:
    pass
