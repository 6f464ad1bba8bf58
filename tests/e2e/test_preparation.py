"""The preparation of congresses in one story, in browsers, each person at a screen of their own.

A guidance comes from the province; a commune disseminates it, gets a task in its plan and misses it; the member in
charge of the area visits it with a telephone in a village without a network; what is found becomes a difficulty that
goes up to the province; the answer comes down to all communes; a briefing makes a task of what is late; the weekly
report shows all of it, and nobody beside sees any of it.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from django.utils.translation import gettext as _

from daihoi.core.access import Role
from daihoi.core.indicators import CATALOGUE
from daihoi.data.models import (
    Briefing,
    Difficulty,
    PublishedAnswer,
    Task,
    Uptake,
    Visit,
    VisitAnswer,
    VisitFinding,
    WeeklyReport,
)
from daihoi.queries import indicators
from daihoi.web.templatetags.show import day
from tests import factories
from tests.area import Area
from tests.e2e.hands import fill, number_in, press, row_of, statuses

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
VISITOR = "Nguyễn Văn Mẫu"
SIGNER = "TRƯỞNG BAN TỔ CHỨC"
HEAD_OF_FIGURES = "Đến nay"  # of the second column, in the Word file
BRIEFED = "Nộp danh sách giới thiệu nhân sự còn thiếu"


@dataclass
class Story:
    """The area, everybody's screen, and the day that it is."""

    area: Area
    settings: object
    screens: dict[str, "Page"] = field(default_factory=dict)

    def comes(self, today: date) -> None:
        """Another day begins, for everybody."""
        self.settings.TODAY = today  # type: ignore[attr-defined]

    def id(self, name: str) -> int:
        return self.area.id(name)

    def __getitem__(self, who: str) -> "Page":
        return self.screens[who]


@pytest.fixture
def story(settings: object, another: "Callable[..., Page]") -> Story:
    indicators.forget()
    settings.TODAY = COMES  # type: ignore[attr-defined]
    area = Area().open()
    users = {who: factories.user_with(role, area.of[at]) for who, (role, at) in PEOPLE.items()}
    users |= {"province": area.users["board"], "district": area.users["district"]}
    sizes = {who: (390, 844) if who == "in charge" else OFFICE for who in users}
    return Story(area, settings, {who: another(user, size=sizes[who]) for who, user in users.items()})


@pytest.fixture
def shoot() -> "Callable[[Page, str], None]":
    """`shoot(page, name)`: the page does not scroll sideways; it is pictured where DAIHOI_SCREENSHOTS says."""
    folder = os.environ.get("DAIHOI_SCREENSHOTS")

    def take(page: "Page", name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"preparation-{name}.png", full_page=True)

    return take


# ---------- what people do on any page ----------


def waits(page: "Page", label: str, text: str) -> "Locator":
    """The line of Today, opened anew, under that label with that text."""
    page.goto("/tasks/today/")
    line = page.locator(".today-line", has=page.get_by_text(_(label), exact=True)).filter(has_text=text)
    assert line.count() == 1, page.inner_text("main")
    return line


def figures(row: "Locator") -> list[str]:
    """The figures of a row of a table: the first word of each cell."""
    return [(text.split() or [""])[0] for text in row.locator("td.num").all_inner_texts()]


# ---------- 1: a guidance comes down ----------


def enter_guidance(page: "Page") -> int:
    """The province: for the grass roots, to be disseminated by a day, with one task due on a day."""
    page.goto("/directives/")
    press(page, "Enter a paper")
    fill(page, number=NUMBER, issued_on=COMES, issuer="Ban Tổ chức Tỉnh ủy", title="Về công tác nhân sự")
    fill(page, summary="Giới thiệu nhân sự cấp ủy khóa mới.", disseminate_by=DISSEMINATE_BY)
    page.select_option("main [name=subject]", "personnel")
    page.check("main [name=levels][value=grassroots]")
    page.fill("#id_t0-title", TASK)
    page.fill("#id_t0-due_on", TASK_DUE.isoformat())
    press(page, "Enter", ".form-end")
    page.wait_for_url("**/directives/*/?at=*")
    return number_in(page)


def take_in(page: "Page") -> None:
    """A commune: it is new, with what it asks."""
    page.goto("/directives/")
    assert NUMBER in page.inner_text(".papers.is-fresh")
    waits(page, "New for you", NUMBER).get_by_role("link").click()
    assert TASK in page.inner_text("main") and day(DISSEMINATE_BY) in page.inner_text("main")
    press(page, "Take it in")
    page.wait_for_url("**/directives/?at=*")
    assert page.locator(".papers.is-fresh").count() == 0


def disseminate(page: "Page", *, attended: int, expected: int) -> None:
    waits(page, "To be disseminated", NUMBER).get_by_role("link").click()
    press(page, "Enter a dissemination")
    assert page.locator("[name=papers]").is_checked()
    page.select_option("[name=form]", "conference")
    fill(page, expected=expected, attended=attended)
    press(page, "Save")
    page.wait_for_url("**/directives/?at=*")


def plan_shows(page: "Page", organisation: int, task: str, state: str) -> None:
    page.goto(f"/tasks/{organisation}/")
    assert _(state) in row_of(page, task).locator(".pill").inner_text()


def cascade(page: "Page") -> list[str]:
    """The province's line of the guidance: applies to, taken in, disseminated, attended of expected, own documents,
    missing, overdue."""
    page.goto("/directives/cascade/")
    return figures(row_of(page, NUMBER))


def lacking(page: "Page", guidance: int, names: list[str], *, within: int) -> None:
    """Those directly below an organisation at which something is missing, on the page of the paper."""
    page.goto(f"/directives/{guidance}/?at={within}&show=lacking")
    assert page.locator(".cascade-table tbody th a").all_inner_texts() == names


# ---------- 2 and 3: a task is missed, and somebody comes ----------


def plan_visit(page: "Page", place: str, on: date) -> int:
    """The board of the district: a ready checklist is taken over, then where somebody goes, when, and with what."""
    page.goto("/supervision/checklists/")
    press(page, "Take over", "article:has(form[action$='/decoration/'])")
    page.goto("/supervision/")
    press(page, "Plan a visit")
    fill(page, place=place)
    press(page, "Go on")
    page.wait_for_url("**/supervision/new/*/")
    fill(page, planned_on=on, visitors=VISITOR, agenda="Nghe báo cáo, xem hội trường")
    page.check("main [name=add]")
    press(page, "Plan it")
    page.wait_for_url(re.compile(r"/supervision/[0-9]+/$"))
    return number_in(page)


def late(page: "Page", task: str, days: int) -> None:
    """Today says that the task is late, and by how much."""
    line = waits(page, "Task", task)
    assert page.locator(".today-group.is-late", has=line).count() == 1
    assert f"{days} ngày" in line.inner_text()


def late_in_list(page: "Page", task: str, place: str, days: int) -> None:
    page.goto("/tasks/?state=late")
    row = row_of(page, task)
    assert page.locator(".task-table tbody tr").count() == 1
    assert place in row.inner_text() and _("Late") in row.inner_text() and f"{days} ngày" in row.inner_text()


def answer_in_the_village(page: "Page", place: str) -> None:
    """The member in charge: the visit is taken along; without a network points are answered and something is found."""
    waits(page, "Visit", place).get_by_role("link").click()
    press(page, "Points and findings")
    page.wait_for_selector("html[data-visit-ready]")
    page.click("#v-take")
    page.wait_for_selector("#v-device[data-taken='1']")
    page.context.set_offline(True)
    page.reload()  # the telephone was put away in between
    page.wait_for_selector("html[data-visit-ready]")
    points = page.locator(".v-point")
    points.nth(0).locator("input[value=yes]").check()
    points.nth(2).locator("input[value=no]").check()
    points.nth(2).locator("textarea").fill("Tiêu đề ghi theo tên xã cũ")
    points.nth(2).locator("textarea").blur()
    page.check("#v-find input[value=shortcoming]")
    page.fill("#v-find textarea", FOUND)
    page.select_option("#v-find [name=kind]", "decoration_wrong")
    page.select_option("#v-find [name=subject]", "organisation")
    page.click("#v-find button[type=submit]")
    page.wait_for_selector("#v-state.is-off[data-unsent='3']")
    assert VisitAnswer.objects.count() == VisitFinding.objects.count() == 0


def come_online(page: "Page") -> None:
    page.context.set_offline(False)
    page.wait_for_selector("#v-state.is-saved[data-unsent='0']")


def conclude(page: "Page", task: str, due: date) -> None:
    """The visit was held; what is to be put right goes into the plan of the commune."""
    press(page, "To the visit")
    press(page, "It was held")
    press(page, "Save")
    press(page, "Conclude")
    assert FOUND in page.inner_text("main")
    fill(page, conclusion="Cơ bản bảo đảm", title_0=task, due_0=due, who_0="Văn phòng Đảng ủy")
    press(page, "Conclude the visit", ".form-end")
    assert task in page.inner_text("main")


def visit_read(page: "Page", visit: int) -> str:
    page.goto(f"/supervision/{visit}/")
    return page.inner_text("main")


# ---------- 4: a difficulty goes up, its answer comes down ----------


def raise_from_finding(page: "Page") -> int:
    """From the finding on the visit's page: the form knows the organisation, the subject and the words."""
    press(page, "Raise a difficulty", ".v-finding")
    assert page.input_value("main [name=title]") == FOUND
    assert "Xã Một" in page.input_value("main [name=organisation]")
    press(page, "Raise it")
    page.wait_for_url(re.compile(r"/difficulties/[0-9]+/$"))
    return number_in(page)


def pass_up(page: "Page") -> None:
    waits(page, "Difficulty to be answered", FOUND).get_by_role("link").click()
    press(page, "Pass it up")
    fill(page, reason="Thuộc thẩm quyền hướng dẫn của tỉnh")
    press(page, "Pass it up", ".form-end")


def answer_and_publish(page: "Page") -> None:
    """The province: with the article, published to the grass roots below."""
    waits(page, "Difficulty to be answered", FOUND).get_by_role("link").click()
    press(page, "Answer")
    fill(page, text=ANSWER, article=ARTICLE)
    press(page, "Send the answer")
    press(page, "Publish the answer")
    page.check("main [name=levels][value=grassroots]")
    press(page, "Publish", ".form-end")
    assert _("Published to all below") in page.inner_text("main")


def answers_known(page: "Page") -> str:
    """The published answers that the person can read."""
    page.goto("/difficulties/answers/")
    return page.inner_text("#answers")


# ---------- 5: a briefing ----------


def brief(page: "Page", task: str, place: str, due: date) -> int:
    """The district: what is open comes onto the agenda; what is said of the late task becomes a task."""
    page.goto("/difficulties/")
    page.get_by_role("link", name=_("Briefings")).click()
    press(page, "Plan a briefing")
    fill(page, chair="Phó Bí thư Thường trực", place="Hội trường Huyện ủy")
    press(page, "On to the agenda")
    page.wait_for_url("**/briefings/*/agenda/")
    point = page.locator("tbody tr", has_text=f"Chậm nhất: {TASK}")
    assert point.locator("[name=take]").is_checked()
    about = point.locator("label").inner_text()
    assert place in about
    press(page, "Save the agenda")
    press(page, "Enter the minutes")
    page.get_by_label(about).fill(task)
    fill(page, present="Văn phòng Huyện ủy", conclusion="Các xã hoàn thành trước ngày 20/3")
    press(page, "Save the minutes")
    press(page, "Give a task", f".bri-points > li:has-text('{about}')")
    assert page.input_value("main [name=title]") == task
    fill(page, organisation=place, due_on=due)
    press(page, "Give the task")
    assert task in page.inner_text(".bri-task")
    return number_in(page)


# ---------- 6: the weekly report ----------


def make_report(page: "Page") -> int:
    page.goto("/reports/")
    press(page, "Make a report now")
    press(page, "Make the report")
    page.wait_for_url(re.compile(r"/reports/[0-9]+/$"))
    return number_in(page)


def reported(page: "Page") -> dict[str, list[str]]:
    """The report's figures by their titles: now, out of, share, and how much it changed in the week."""
    rows = page.locator("table.weekly tbody tr").all()
    return {words(row.locator("th").inner_text()): [*map(words, row.locator("td").all_inner_texts())] for row in rows}


def reported_in_word(page: "Page", pk: int) -> dict[str, list[str]]:
    """The same out of the Word file."""
    with page.expect_download() as waiting:
        page.click(f"a[href$='/reports/{pk}/word/']")
    paper = docx.Document(BytesIO(Path(waiting.value.path()).read_bytes()))
    lines = [[words(cell.text) for cell in row.cells] for table in paper.tables for row in table.rows]
    return {line[0]: line[1:] for line in lines if len(line) == 5 and line[1:2] != [HEAD_OF_FIGURES]}


def records_behind(page: "Page", figure: str) -> list[str]:
    """The records behind a figure of the report, each as its row reads; then back to the report."""
    page.locator("table.weekly tbody tr", has=page.get_by_text(title_of(figure), exact=True)).get_by_role(
        "link"
    ).click()
    page.wait_for_url(f"**/figures/{figure}/**")
    found = [words(text) for text in page.locator("main tbody tr").all_inner_texts()]
    page.go_back()
    return found


def title_of(figure: str) -> str:
    return _(CATALOGUE[figure].title)


def words(text: str) -> str:
    return " ".join(text.split())


def sign(page: "Page") -> None:
    press(page, "Sign off")
    fill(page, signer=SIGNER)
    press(page, "Sign off", ".form-end")
    page.reload()
    assert SIGNER in page.inner_text(".notice.is-success")
    assert page.locator("a[href$='/sign/']").count() == 0


# ---------- 7: nobody beside ----------


def addresses(story: Story, *, guidance: int, visit: int, difficulty: int, briefing: int, report: int) -> list[str]:
    """Every page and file that tells of the commune, its district and the province, by its address."""
    one, district = story.id("Xã Một"), story.id("Huyện A")
    finding = VisitFinding.objects.get().pk
    subtree = [
        f"{start}?at={one}"
        for start in (
            *("/directives/", "/directives/papers.xlsx", "/directives/cascade/", "/directives/cascade.xlsx"),
            *(f"/directives/{guidance}/", f"/directives/{guidance}/cascade.xlsx"),
            *("/tasks/", "/tasks/tasks.xlsx", "/tasks/plan.ics", "/tasks/calendar/", "/tasks/gantt/"),
            *("/supervision/", "/supervision/state/", "/supervision/tasks/", "/supervision/checklists/"),
            *("/difficulties/", "/difficulties/xlsx/", "/difficulties/answers/", "/briefings/", "/reports/"),
        )
    ]
    return [
        *subtree,
        *(f"/tasks/task/{pk}/" for pk in Task.objects.values_list("pk", flat=True)),
        *(f"/tasks/{one}/", f"/tasks/{one}/versions/"),
        *(f"/supervision/{visit}/", f"/supervision/{visit}/sheet/", f"/difficulties/new/?finding={finding}"),
        *(f"/supervision/{name}/{one}/list.xlsx" for name in ("of", "state", "tasks")),
        f"/difficulties/{difficulty}/",
        *(f"/briefings/{briefing}/{rest}" for rest in ("", "papers/minutes/", "papers/notice/")),
        *(f"/reports/{report}/{rest}" for rest in ("", "word/", "xlsx/")),
        *(f"/organisations/{pk}/{rest}" for pk in (one, district) for rest in ("", "preparation/")),
        *(f"/board/{pk}/figures/{name}" for pk in (one, district) for name in ("tasks.late/", "tasks.late.xlsx")),
    ]


# ---------- the story ----------


def test_from_the_guidance_to_the_weekly_report(story: Story, shoot: "Callable[[Page, str], None]") -> None:
    one = story.id("Xã Một")
    province, district, commune, member = (story[who] for who in ("province", "district", "commune", "in charge"))

    guidance = enter_guidance(province)
    shoot(province, "1-guidance")
    story.comes(READ)
    take_in(commune)
    plan_shows(commune, one, TASK, "Due soon")
    disseminate(commune, attended=23, expected=25)
    assert cascade(province) == ["3", "1", "1", "23/25", "–", "2", "0"]
    lacking(province, guidance, ["Xã Hai"], within=story.id("Huyện B"))
    shoot(province, "1-lacking")
    visit = plan_visit(district, "Xã Một", VISITED)

    story.comes(VISITED)
    late(commune, TASK, 2)
    shoot(commune, "2-today")
    late_in_list(district, TASK, "Xã Một", 2)
    assert cascade(province)[-2:] == ["2", "2"]

    answer_in_the_village(member, "Xã Một")
    shoot(member, "3-offline")
    come_online(member)
    assert FOUND not in visit_read(commune, visit)
    conclude(member, CONCLUDED, PUT_RIGHT_BY)
    assert FOUND in visit_read(commune, visit)
    shoot(member, "3-concluded")

    difficulty = raise_from_finding(member)
    story.comes(ANSWERED)
    pass_up(district)
    answer_and_publish(province)
    shoot(province, "4-answered")
    for who in ("commune", "other commune"):
        known = answers_known(story[who])
        assert ANSWER in known and ARTICLE in known and "Xã Một" not in known
    assert ANSWER not in answers_known(story["other cell"])
    waits(commune, "Answer to our difficulty", FOUND).get_by_role("link").click()
    assert ARTICLE in commune.inner_text(".dif-answer")

    briefing = brief(district, BRIEFED, "Xã Một", PUT_RIGHT_BY)
    shoot(district, "5-briefing")
    plan_shows(commune, one, BRIEFED, "Due soon")

    report = make_report(province)
    figures_of_the_week(province)
    sign(province)
    shoot(province, "6-report")
    assert reported_in_word(province, report) == reported(province)

    told = {"guidance": guidance, "visit": visit, "difficulty": difficulty, "briefing": briefing, "report": report}
    asked = addresses(story, **told)
    assert statuses(province, asked) == dict.fromkeys(asked, 200)
    for who in ("other commune", "other cell"):
        assert statuses(story[who], asked) == dict.fromkeys(asked, 404), who
    answer = f"/difficulties/answers/{PublishedAnswer.objects.get().pk}/"
    assert [statuses(story[who], [answer])[answer] for who in ("other commune", "other cell")] == [200, 404]
    story["other commune"].goto(answer)
    assert f"/difficulties/{difficulty}/" not in story["other commune"].content()
    rows_at_the_end(story)


def figures_of_the_week(page: "Page") -> None:
    """What the report of the province shows, and what stands behind four of its figures."""
    wanted = {
        "papers.issued": ["1", "", "", "0"],
        "papers.taken_in": ["1", "3", "33,3 %", "0"],
        "papers.disseminated": ["1", "3", "33,3 %", "0"],
        "papers.dissemination_late": ["2", "3", "66,7 %", "+2"],
        "tasks": ["3", "", "", "+2"],
        "tasks.due": ["1", "3", "33,3 %", "+1"],
        "tasks.late": ["1", "3", "33,3 %", "+1"],
        "visits.held": ["1", "1", "100,0 %", "+1"],
        "findings.shortcomings": ["1", "1", "100,0 %", "+1"],
        "difficulties": ["1", "", "", "+1"],
        "difficulties.open": ["0", "1", "0,0 %", "0"],
        "difficulties.answered": ["1", "1", "100,0 %", "+1"],
        "difficulties.days_to_answer": ["1,0", "", "", ""],
        "answers.published": ["1", "", "", "+1"],
        "briefings.held": ["1", "", "", "+1"],
    }
    found = reported(page)
    assert {name: found[title_of(name)] for name in wanted} == wanted
    paper = f"Xã Một {NUMBER} – Về công tác nhân sự"
    assert records_behind(page, "papers.disseminated") == [f"{paper} {day(DISSEMINATE_BY)} {day(READ)} 23 25"]
    assert records_behind(page, "tasks.late") == [f"Xã Một {TASK} {day(TASK_DUE)} –"]
    assert records_behind(page, "visits.held") == [
        f"Xã Một {_('Working visit')}: {VISITOR} {day(VISITED)} {day(VISITED)}"
    ]
    assert records_behind(page, "findings.shortcomings") == [f"Xã Một {FOUND} {day(VISITED)}"]
    assert records_behind(page, "difficulties.answered") == [f"Xã Một {FOUND} – {day(ANSWERED)}"]
    assert records_behind(page, "answers.published") == [f"Tỉnh {FOUND} {day(ANSWERED)}"]


def rows_at_the_end(story: Story) -> None:
    """The same as rows."""
    one = story.id("Xã Một")
    assert list(Uptake.objects.values_list("organisation", "disseminated_on", "attended", "expected")) == [
        (one, READ, 23, 25)
    ]
    assert list(Task.objects.order_by("pk").values_list("organisation", "title", "origin", "due_on")) == [
        (one, TASK, "directive", TASK_DUE),
        (one, CONCLUDED, "visit", PUT_RIGHT_BY),
        (one, BRIEFED, "briefing", PUT_RIGHT_BY),
    ]
    visit = Visit.objects.get()
    assert (visit.held_on, visit.concluded_on) == (VISITED, VISITED)
    assert list(VisitAnswer.objects.order_by("point__position").values_list("reply", "standing")) == [
        ("yes", "current"),
        ("no", "current"),
    ]
    raised = Difficulty.objects.get()
    assert (raised.organisation_id, raised.finding.visit, raised.answer) == (one, visit, ANSWER)
    assert [raised.raised_on, raised.answered_on, raised.answered_at_id] == [VISITED, ANSWERED, story.id("Tỉnh")]
    assert PublishedAnswer.objects.get().difficulty == raised
    assert Briefing.objects.get().held_on == ANSWERED
    assert WeeklyReport.objects.get().signed_on == ANSWERED
