"""Personnel of a district's congress in one story, in browsers, each person at a screen of their own.

The short list of the pool is read in as offices keep it; a list is drafted until its lines are kept, goes through the
five steps, up to the province, comes back, goes up again and is approved; the secretariat takes it into the election;
and what the congress made of it stands beside it. Nobody beside finds any of it.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils.html import escape
from django.utils.translation import gettext as _
from openpyxl import Workbook

from daihoi.actions import elections as election_actions
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Unit
from daihoi.data.models import Event, Membership, Nominee, Person, PoolPlace, ProcessStep, SchemeVersion, Variant
from daihoi.queries import indicators
from tests import factories
from tests.e2e.hands import fill, press, row_of, statuses
from tests.hall import Hall

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TERM, PACK = "2020-2025", "2020-2025/2019-05-30"
OFFICE = (1366, 768)
SIZES = (OFFICE, (390, 844), (1920, 1080))
DRAFTED, MET, SUBMITTED, AGAIN, APPROVED = (
    date(2020, 5, 4), date(2020, 5, 12), date(2020, 5, 25), date(2020, 6, 1), date(2020, 6, 8),
)  # fmt: skip
ELECTED = date(2020, 7, 20)
VOTERS = 12

# Name, men's birth, women's birth, people, home, joined, became official, qualification, political theory, present
# post, meant for, local, standing committee.
AGAIN_STAND = [
    ("Lò Văn Ấu", "3/1972", "", "Thái", "12/5/1998", "12/5/1999", "Đại học Luật", "Cao cấp",
     "Bí thư Huyện ủy", "Bí thư", "", "x"),
    ("Quàng Văn Đức", "15/9/1974", "", "Thái", "3/2/2000", "3/2/2001", "Thạc sĩ Kinh tế", "Cao cấp",
     "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện", "Phó Bí thư", "x", "x"),
    ("Vàng Thị Hà", "", "2/1977", "Mông", "19/5/2002", "19/5/2003", "Đại học Sư phạm", "Cao cấp",
     "Trưởng Ban Tuyên giáo Huyện ủy", "", "x", "x"),
    ("Giàng A Dế", "1/1976", "", "Mông", "1/7/2001", "1/7/2002", "Đại học Nông lâm", "Cao cấp",
     "Trưởng Ban Tổ chức Huyện ủy", "", "x", "x"),
    ("Nguyễn Văn Én", "6/1978", "", "Kinh", "2/9/2003", "2/9/2004", "Đại học An ninh", "Trung cấp",
     "Trưởng Công an huyện", "", "x", ""),
    ("Trần Văn Giang", "11/1979", "", "Kinh", "7/5/2004", "7/5/2005", "Đại học Quân sự", "Cao cấp",
     "Chỉ huy trưởng Ban CHQS huyện", "", "", ""),
]  # fmt: skip
FIRST_TIME = [
    ("Lường Văn Ích", "7/1981", "", "Thái", "3/2/2006", "3/2/2007", "Đại học Tài chính", "Trung cấp",
     "Trưởng phòng Tài chính - Kế hoạch", "", "x", ""),
    ("Cà Văn Khoa", "4/1983", "", "Thái", "19/5/2008", "19/5/2009", "Thạc sĩ Lâm nghiệp", "Trung cấp",
     "Bí thư Đảng ủy xã", "", "x", ""),
    ("Tòng Văn Lực", "12/1975", "", "Thái", "2/9/2001", "2/9/2002", "Đại học Luật", "Trung cấp",
     "Chánh Thanh tra huyện", "", "x", ""),
    ("Phạm Văn Mạnh", "5/1982", "", "Kinh", "1/7/2007", "1/7/2008", "Đại học Xây dựng", "Trung cấp",
     "Trưởng phòng Kinh tế và Hạ tầng", "", "x", ""),
    ("Đinh Văn Quý", "8/1973", "", "Mường", "3/2/1999", "3/2/2000", "Đại học Y", "Cao cấp",
     "Giám đốc Trung tâm Y tế huyện", "", "x", ""),
    ("Hoàng Thị Ngân", "", "20/8/1984", "Tày", "7/5/2010", "7/5/2011", "Thạc sĩ Luật", "Trung cấp",
     "Bí thư Huyện đoàn", "", "x", ""),
    ("Bùi Thị Phương", "", "10/1986", "Mường", "2/9/2011", "2/9/2012", "Đại học Kế toán", "Trung cấp",
     "Phó Chủ tịch Hội LHPN huyện", "", "x", ""),
]  # fmt: skip
NAMES = [row[0] for row in (*AGAIN_STAND, *FIRST_TIME)]
DRAFT = NAMES[:11]  # one woman of eleven
WOMAN, OTHER_WOMAN, GIVES_WAY = "Hoàng Thị Ngân", "Bùi Thị Phương", "Đinh Văn Quý"
DROPS_OUT, OUTVOTED, CORRECTED = "Tòng Văn Lực", "Phạm Văn Mạnh", "Cà Văn Khoa"
FINAL = [*(one for one in DRAFT if one not in {GIVES_WAY, DROPS_OUT}), WOMAN]

WOMEN = '#sc-lines [data-key="committee.women_min"]'
RETURNED = "Trích ngang của đồng chí Bí thư Đảng ủy xã chưa ghi đúng trình độ lý luận chính trị"


def short_list() -> bytes:
    """The short list of the pool as offices keep it: titles, two rows of headings, sections, a total, a signature."""
    book = Workbook()
    sheet = book.active
    rows: list[list[object]] = [
        ["TỈNH ỦY MẪU", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["HUYỆN ỦY MẪU", None, None, None, "Mẫu, ngày 27 tháng 4 năm 2020"],
        ["DANH SÁCH TRÍCH NGANG"],
        ["Nhân sự quy hoạch Ban Chấp hành Đảng bộ huyện khóa mới, nhiệm kỳ 2020-2025"],
        [],
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Dân tộc", "Quê quán", "Ngày vào Đảng", None,
         "Trình độ", None, "Chức vụ, đơn vị công tác", "Dự kiến", "Người địa phương", "BCH", "BTV"],
        [None, None, "Nam", "Nữ", None, None, "Dự bị", "Chính thức", "Chuyên môn", "LLCT"],
    ]  # fmt: skip
    for title, people in (("I. TÁI CỬ", AGAIN_STAND), ("II. THAM GIA LẦN ĐẦU", FIRST_TIME)):
        rows.append([title])
        for number, (name, man, woman, ethnicity, joined, official, degree, theory, *rest) in enumerate(people, 1):
            post, meant, local, standing = rest
            facts = [number, name, man, woman, ethnicity, "huyện Mẫu" if local else "huyện Bên", joined, official]
            rows.append([*facts, degree, theory, post, meant, local or "không", "x", standing])
    rows += [[None, f"Tổng cộng: {len(NAMES)} đồng chí"], [], [*[None] * 10, "T/M BAN THƯỜNG VỤ"]]
    for row in rows:
        sheet.append(row)
    for merged in ("A3:O3", "A4:O4", "C6:D6", "G6:H6", "I6:J6"):
        sheet.merge_cells(merged)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@dataclass
class Story:
    """The hall of the district's congress, everybody's screen, and the day that it is."""

    hall: Hall
    settings: object
    screens: dict[str, "Page"] = field(default_factory=dict)

    def comes(self, today: date) -> None:
        """Another day begins, for everybody."""
        self.settings.TODAY = today  # type: ignore[attr-defined]

    def at(self, rest: str = "") -> str:
        return f"/personnel/{self.hall.pk}/{rest}"

    def __getitem__(self, who: str) -> "Page":
        return self.screens[who]


@pytest.fixture
def story(settings: object, another: "Callable[..., Page]") -> Story:
    indicators.forget()
    settings.TODAY = DRAFTED  # type: ignore[attr-defined]
    names = ("Đảng bộ huyện Mẫu", "Đảng bộ huyện Bên")
    title = "Ban Chấp hành Đảng bộ huyện Mẫu"
    hall = Hall(term=TERM, pack=PACK, unit=Unit.DISTRICT, summoned=VOTERS, names=names, title=title)
    for who, role, at in (
        ("officer", Role.PERSONNEL_OFFICER, hall.organisation),
        ("appraiser", Role.PERSONNEL_OFFICER, hall.province),
        ("approver", Role.PERSONNEL_APPROVER, hall.province),
        ("neighbour", Role.PERSONNEL_OFFICER, hall.neighbour),
        ("keeper", Role.SYSTEM_KEEPER, hall.province),
    ):
        hall.users[who] = factories.user_with(role, at)
    who = ("officer", "appraiser", "approver", "secretariat", "neighbour", "keeper", "reader")
    return Story(hall, settings, {each: another(hall.users[each], size=OFFICE) for each in who})


@pytest.fixture
def shoot() -> "Callable[[Page, str], None]":
    """`shoot(page, name)`: on a telephone the page does not scroll sideways; it is pictured in three sizes where
    DAIHOI_SCREENSHOTS says."""
    folder = os.environ.get("DAIHOI_SCREENSHOTS")

    def take(page: "Page", name: str) -> None:
        for width, height in SIZES if folder else SIZES[1:2]:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
            if folder:
                Path(folder).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=Path(folder) / f"personnel-{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})

    return take


# ---------- 1: the pool ----------


def import_pool(page: "Page", story: Story, file: Path, shoot: "Callable[[Page, str], None]") -> None:
    page.goto(story.at("people/"))
    shoot(page, "1-people-empty")
    page.goto(story.at("people/import/"))
    shoot(page, "1-import")
    page.set_input_files("[name=file]", file)
    press(page, "Read the list")
    shoot(page, "1-columns")
    press(page, "Preview")
    counts = [text.split()[0] for text in page.locator(".tiles .tile-value").all_inner_texts()]
    assert counts == ["0", "0", str(len(NAMES)), "0", "0"]  # to put right, to decide, new, changed, unchanged
    shoot(page, "1-preview")
    press(page, "Read the list in")
    assert set(Person.objects.values_list("name", flat=True)) == set(NAMES)
    assert PoolPlace.objects.filter(standing="restanding").count() == len(AGAIN_STAND)
    assert PoolPlace.objects.get(person__name=NAMES[0]).posts == "secretary"
    page.goto(story.at("people/"))
    shoot(page, "1-people")


# ---------- 2: the draft ----------


def begin_scheme(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    page.goto(story.at("scheme/"))
    shoot(page, "2-scheme-empty")
    press(page, "Begin the scheme")
    fill(page, committee_seats=9, committee_before=10, standing_seats=3, standing_before=4)
    shoot(page, "2-numbers")
    press(page, "Begin the scheme", ".form-end")
    shoot(page, "2-scheme")


def draft(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """Eleven names come from the pool; one woman is lacking; a swap gives her, and the line is kept before it is
    saved."""
    variant = Variant.objects.get()
    page.goto(story.at(f"scheme/variants/{variant.pk}/change/"))
    shoot(page, "2-list-empty")
    for name in DRAFT:
        page.locator(".sc-from", has_text=name).locator("[name=on]").click()
    page.wait_for_selector("#sc-count:text-is('11')")
    page.wait_for_selector(f"{WOMEN}.is-warning")
    assert "thiếu 1" in page.inner_text(f"{WOMEN} .sc-says")
    shoot(page, "2-list-warned")

    page.locator("#sc-rows .sc-row", has_text=GIVES_WAY).locator("[name=on]").click()
    page.click(f"{WOMEN} .sc-who summary")
    page.locator(f"{WOMEN} .sc-who li", has_text=WOMAN).get_by_role("button").click()
    page.wait_for_selector(f"{WOMEN}.is-question")  # it hangs on who is meant for the nine places
    for name in (CORRECTED, DROPS_OUT):
        page.locator("#sc-rows .sc-row", has_text=name).locator("[name$='-surplus'][value=committee]").check()
    page.wait_for_selector(f"{WOMEN}.is-note")
    assert page.inner_text("#sc-count") == "11"
    assert variant.people.count() == 0  # nothing is kept yet
    shoot(page, "2-list-swapped")
    press(page, "Save the list")
    page.wait_for_url(f"**/variants/{variant.pk}/")
    shoot(page, "2-variant")


def try_other(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """The other woman is tried instead, and kept beside as a variant of its own."""
    chosen = Variant.objects.get()
    page.goto(story.at(f"scheme/variants/{chosen.pk}/change/"))
    page.locator("#sc-rows .sc-row", has_text=WOMAN).locator("[name=on]").click()
    page.locator(".sc-from", has_text=OTHER_WOMAN).locator("[name=on]").click()
    page.click(".sc-keep summary")
    page.fill("#sc-name", "Phương án 2")
    press(page, "Keep as another variant", ".sc-as")
    page.goto(story.at("scheme/compare/"))
    shoot(page, "2-compare")
    assert {one.people.count() for one in Variant.objects.all()} == {11}
    assert Variant.objects.get(name="Phương án 2").people.filter(person__name=OTHER_WOMAN).exists()


def names_of(variant: Variant) -> set[str]:
    return set(variant.people.values_list("person__name", flat=True))


# ---------- 3: the five steps ----------


def go_through(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """Those who stand again go through all five steps, then the new ones; one of them does not pass the second."""
    page.goto(story.at("process/"))
    shoot(page, "3-process-empty")
    for number in range(1, 11):
        press(page, "Open the next step")
        if number == 1:
            shoot(page, "3-open")
        fill(page, held_on=MET, place="Hội trường Huyện ủy", summoned=10)
        press(page, "Open the step", ".form-end")
        step = ProcessStep.objects.latest("pk")
        press(page, "Enter figures and votes")
        vote(page, {DROPS_OUT: 4} if step.key == "key_cadres" else {})
        if number in {1, 7}:
            shoot(page, f"3-votes-{number}")
        press(page, "Save", ".form-end")
        if step.key == "key_cadres":
            decide_base(page)
        if number in {1, 2, 7}:
            shoot(page, f"3-step-{number}")
        press(page, "Close the step")
        if number in {1, 7}:
            shoot(page, f"3-close-{number}")
        press(page, "Close the step", ".form-end")
    shoot(page, "3-process")
    page.goto(story.at("process/papers/"))
    shoot(page, "3-papers")
    groups = ["restanding"] * 5 + ["new"] * 5
    closed = ProcessStep.objects.exclude(closed_at=None).order_by("pk")
    assert list(closed.values_list("group", flat=True)) == groups
    assert {step.votes.filter(person__name=DROPS_OUT).exists() for step in closed[7:]} == {False}


def vote(page: "Page", other: dict[str, int]) -> None:
    """Ten come; ballots where the vote is secret; nine votes for everybody but `other`."""
    for name in ("came", "issued", "collected", "valid"):
        if page.locator(f"main [name={name}]").count():
            page.fill(f"main [name={name}]", "10")
    for row in page.locator(".process-votes tbody tr").all():
        name = row.locator("th").inner_text().partition(". ")[2]
        for box in row.locator("input").all():
            box.fill(str(other.get(name, 9)))


def decide_base(page: "Page") -> None:
    """No text gives from whom the share is counted: people decide, and are named."""
    press(page, "Decide from whom the share is counted")
    page.check("main [name=base][value=summoned]")
    fill(page, by="Ban Thường vụ Huyện ủy, Kết luận 12-KL/HU ngày 11/5/2020")
    press(page, "Save the decision")


# ---------- 4: up, back, up again ----------


def submit(page: "Page", story: Story, paper: str) -> None:
    page.goto(story.at("versions/submit/"))
    fill(page, paper=paper)
    press(page, "Submit and lock")


def queue(page: "Page", story: Story, shoot: "Callable[[Page, str], None]", name: str) -> None:
    page.goto("/personnel/")
    assert row_of(page, "Đảng bộ huyện Mẫu").count() == 1
    shoot(page, name)


def send_back(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """The province's board sees what the rules find, remarks on it and returns it."""
    queue(page, story, shoot, "4-queue")
    row_of(page, "Đảng bộ huyện Mẫu").get_by_role("link").first.click()
    page.wait_for_url(f"**{story.at('versions/1/')}")
    found = page.locator(".findings .finding").all_inner_texts()
    assert any("P-031" in one for one in found) and any("P-003" in one for one in found)
    shoot(page, "4-version")
    press(page, "Enter a remark")
    fill(page, text=RETURNED)
    shoot(page, "4-remark")
    press(page, "Enter the remark")
    press(page, "Return")
    fill(page, note=RETURNED, number="58-CV/BTCTU")
    shoot(page, "4-return")
    press(page, "Return the scheme")
    shoot(page, "4-returned")


def put_right(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """The officer reads why, corrects the record, and sees it as the difference of the new version."""
    page.goto(story.at())
    shoot(page, "4-place-returned")
    page.goto(story.at("versions/"))
    assert RETURNED in page.inner_text("main")
    page.goto(story.at(f"people/{Person.objects.get(name=CORRECTED).pk}/"))
    shoot(page, "4-person")
    page.goto(story.at(f"people/{Person.objects.get(name=CORRECTED).pk}/edit/"))
    shoot(page, "4-person-edit")
    page.select_option("main [name=theory]", "advanced")
    press(page, "Save", ".form-end")
    submit(page, story, "15-TTr/HU")
    changes = page.locator(".change").all_inner_texts()
    assert len(changes) == 1 and CORRECTED in changes[0]
    shoot(page, "4-versions")


def put_forward(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    page.goto(story.at("versions/2/"))
    assert CORRECTED in page.inner_text(".change")
    shoot(page, "4-version-2")
    press(page, "Put forward for approval")
    for box in page.locator("main [name^=answer_]").all():
        box.fill("Theo kết luận của Ban Thường vụ Tỉnh ủy, số lượng như đề án")
    shoot(page, "4-forward")
    fill(page, number="12-BC/BTCTU")
    press(page, "Put forward to the standing committee")


def approve(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    queue(page, story, shoot, "4-queue-approver")
    page.goto(story.at("versions/2/"))
    press(page, "Approve")
    fill(page, number="77-QĐ/TU")
    shoot(page, "4-approve")
    press(page, "Enter the approval")
    shoot(page, "4-approved")


# ---------- 5: the election ----------


def take_list(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    """The secretariat, who sees nothing else of personnel, takes the approved list."""
    hall = story.hall
    hall.facts(9)
    page.goto(f"/elections/{hall.election}/list/")
    shoot(page, "5-list-empty")
    page.goto(f"/elections/{hall.election}/list/scheme/")
    shoot(page, "5-take")
    press(page, "Take the approved list")
    shoot(page, "5-list")
    assert set(Nominee.objects.values_list("name", flat=True)) == set(FINAL)
    assert Nominee.objects.filter(person=None).count() == 0
    assert page.context.request.get(story.at()).status == 404


def elect(story: Story) -> None:
    """Three of twelve leave the name of one who is not elected; the other nine strike it."""
    hall = story.hall
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key, note="12/12 giơ tay")
    election_actions.adopt_list(**hall.at("secretariat"), note="12/12 giơ tay")  # type: ignore[arg-type]
    hall.committee()
    names = list(Nominee.objects.order_by("position").values_list("name", flat=True))
    struck = [OUTVOTED] * 9 + [CORRECTED] * 3
    hall.voted(["".join("0" if name == one else "1" for name in names) for one in struck])


# ---------- 6: what became of it ----------


def compare(page: "Page", story: Story, shoot: "Callable[[Page, str], None]") -> None:
    page.goto(story.at("members/afterwards/"))
    shoot(page, "6-afterwards")
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in page.locator("main tbody tr").all()
    }
    assert rows.keys() == set(FINAL)
    assert rows[OUTVOTED] == [_("Planned, not elected"), _("First time"), "3/12"]
    assert rows[CORRECTED] == [f"{_('Elected as planned')} {_('surplus')}", _("First time"), "9/12"]
    planned = [row for row in rows.values() if row[0].startswith(_("Elected as planned"))]
    assert len(planned) == 9
    press(page, "Enter those elected")
    shoot(page, "6-enter")
    press(page, "Enter", ".form-end")
    shoot(page, "6-members")
    entered = Membership.objects.filter(organ="committee", from_on=ELECTED)
    assert set(entered.values_list("person__name", flat=True)) == {*FINAL} - {OUTVOTED}
    assert entered.get(person__name=CORRECTED).votes == 9
    page.goto(story.at())
    shoot(page, "6-place")
    page.goto(story.at("members/figures/"))
    shoot(page, "6-figures")


# ---------- 7: nobody beside ----------


def addresses(story: Story) -> list[str]:
    """A page and a file of each part."""
    person, step = Person.objects.get(name=WOMAN).pk, ProcessStep.objects.earliest("pk").pk
    variant = Variant.objects.get(chosen=True).pk
    rest = (
        "", "people/", "people/list.xlsx", f"people/{person}/", f"people/{person}/dossier/", "scheme/",
        f"scheme/variants/{variant}/", f"scheme/variants/{variant}/xlsx/", "scheme/compare/", "process/",
        f"process/{step}/", f"process/{step}/result.xlsx", "process/papers/", "versions/", "versions/1/", "versions/2/",
        "versions/2/version.xlsx", "members/", "members/afterwards/", "members/afterwards/xlsx/", "members/figures/",
    )  # fmt: skip
    return [story.at(one) for one in rest]


def told_of(page: "Page", story: Story) -> list[str]:
    """Names of the story that pages show which somebody without the right may open."""
    at = story.hall.pk
    pages = [f"/organisations/{at}/", f"/organisations/{at}/preparation/", "/board/", "/tasks/today/", "/personnel/",
             story.at("people/"), story.at("versions/1/")]  # fmt: skip
    shown = "".join(page.context.request.get(address).text() for address in pages)
    return [name for name in NAMES if name in shown or escape(name) in shown]


def test_from_the_pool_to_what_the_congress_made_of_it(
    story: Story, shoot: "Callable[[Page, str], None]", tmp_path: Path
) -> None:
    officer, appraiser, approver, secretariat = (
        story[who] for who in ("officer", "appraiser", "approver", "secretariat")
    )
    file = tmp_path / "Trich ngang quy hoach BCH (sua lan 2).xlsx"
    file.write_bytes(short_list())
    import_pool(officer, story, file, shoot)
    begin_scheme(officer, story, shoot)
    draft(officer, story, shoot)
    try_other(officer, story, shoot)

    story.comes(MET)
    go_through(officer, story, shoot)
    story.comes(SUBMITTED)
    officer.goto(story.at("versions/submit/"))
    shoot(officer, "4-submit")
    submit(officer, story, "14-TTr/HU")
    send_back(appraiser, story, shoot)
    story.comes(AGAIN)
    put_right(officer, story, shoot)
    put_forward(appraiser, story, shoot)
    story.comes(APPROVED)
    approve(approver, story, shoot)
    story.comes(ELECTED)
    take_list(secretariat, story, shoot)
    elect(story)
    compare(officer, story, shoot)

    asked = addresses(story)
    assert statuses(officer, asked) == dict.fromkeys(asked, 200)
    for who in ("neighbour", "keeper", "reader"):
        assert statuses(story[who], asked) == dict.fromkeys(asked, 404), who
        assert told_of(story[who], story) == [], who
    rows_at_the_end()


def rows_at_the_end() -> None:
    """The same as rows; events of reading and deciding name nobody."""
    assert list(SchemeVersion.objects.order_by("number").values_list("state", flat=True)) == ["returned", "approved"]
    assert names_of(Variant.objects.get(chosen=True)) == set(FINAL)
    events = Event.objects.filter(event__startswith="personnel.")
    assert events.filter(event="personnel.opened").count() > 50
    logged = "".join(f"{subject}{detail}" for subject, detail in events.values_list("subject", "detail"))
    assert [name for name in NAMES if name in logged or json.dumps(name)[1:-1] in logged] == []
