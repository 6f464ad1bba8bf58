"""Every page that can be reached, as every role and in both languages: nothing from outside, nothing inline, one
heading, labelled fields, no dead link, and no more queries than were counted."""

import re
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal import auth as recovery_codes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from daihoi.actions import directives
from daihoi.actions import organisations as changes
from daihoi.actions import plan as plans
from daihoi.actions._files import Attached
from daihoi.core.access import Role
from daihoi.core.directives import Conference, Dissemination, PaperTask
from daihoi.core.elections import Capacity, Origin, Post
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.data.models import User
from daihoi.queries.rules import sample_overlay_files
from tests import factories, papers
from tests.area import PACK, TERM, Area, area
from tests.hall import Hall
from tests.office.messy import workbook
from tests.web.crawl import STARTS, Read, faults, walk
from tests.web.imports.flow import begun

__all__ = ["area"]  # a fixture

MOST = 15
# The most queries that a page of this name takes; numbers may only go down.
QUERIES = {
    "account_change_password": 4,
    "allauth.mfa.recovery_codes.views.GenerateRecoveryCodesView": 8,
    "allauth.mfa.totp.views.ActivateTOTPView": 12,
    "allauth.mfa.totp.views.DeactivateTOTPView": 9,
    "allauth.mfa.webauthn.views.AddWebAuthnView": 12,
    "audit": 7,
    "board": 4,
    "board_at": 9,
    "board_xlsx": 6,
    "congress_plan": 10,
    "congress_report": 12,
    "congresses_open": 8,
    "congresses_repin": 7,
    "directive": 12,
    "directive_change": 15,
    "directive_dissemination": 10,
    "directive_file": 6,
    "directive_fit": 12,
    "directive_fit_xlsx": 11,
    "directive_new": 8,
    "directive_take": 13,
    "directive_withdraw": 8,
    "directive_xlsx": 11,
    "directives": 9,
    "directives_cascade": 11,
    "directives_cascade_xlsx": 7,
    "directives_disseminate": 8,
    "directives_xlsx": 7,
    "election": 14,
    "election_base": 14,
    "election_committee": 15,
    "election_compare": 11,
    "election_decide": 14,
    "election_facts": 14,
    "election_hall": 12,
    "election_key": 11,
    "election_list": 14,
    "election_new": 7,
    "election_nominate": 14,
    "election_papers": 14,
    "election_result": 13,
    "election_result_file": 12,
    "election_round": 13,
    "election_rounds": 13,
    "election_step": 14,
    "elections": 13,
    "export": 7,
    "import_done": 6,
    "import_form": 2,
    "import_map": 5,
    "import_preview": 8,
    "import_problems": 7,
    "import_undo": 6,
    "imports": 7,
    "me": 7,
    "mfa_download_recovery_codes": 6,
    "mfa_index": 6,
    "mfa_view_recovery_codes": 9,
    "organisation": 14,
    "organisation_change": 7,
    "organisation_correct": 7,
    "organisation_end": 7,
    "organisation_found": 6,
    "organisation_history": 11,
    "organisation_members": 7,
    "organisation_merge": 8,
    "organisation_move": 7,
    "organisation_options": 4,
    "organisation_split": 8,
    "organisations": 14,
    "overlay_load": 7,
    "people": 6,
    "people_close": 9,
    "people_end": 9,
    "people_grant": 10,
    "people_new": 5,
    "people_places": 4,
    "people_rename": 9,
    "people_reset": 9,
    "person": 9,
    "pilots": 12,
    "pilots_allocate": 11,
    "pilots_choose": 8,
    "records": 8,
    "records_xlsx": 6,
    "rules": 6,
    "rules_compare": 4,
    "rules_holidays": 4,
    "rules_overlay": 6,
    "rules_pack": 4,
    "rules_sample": 4,
    "rules_targets": 7,
}
# Files and printed papers of an election are made of everything that was recorded of it.
FILES = {
    "election_log": 22,
    "election_paper": 21,
    "election_round_file": 16,
}
ROLES = {
    Role.ORGANISATION_BOARD: "Tỉnh",
    Role.COMMITTEE_OFFICE: "Chi bộ thôn 1",
    Role.MEMBER_IN_CHARGE: "Huyện A",
    Role.READER: "Tỉnh",
    Role.AUDITOR: "Tỉnh",
    Role.SYSTEM_KEEPER: "Tỉnh",
    Role.CONGRESS_SECRETARIAT: "",
    Role.COUNTING_HEAD: "",
    Role.COUNTER: "",
}
OF_HALL = {
    Role.CONGRESS_SECRETARIAT: "secretariat",
    Role.COUNTING_HEAD: "head",
    Role.COUNTER: "first",
}
LIST = [
    ["Mã", "Tên tổ chức", "Đảng viên chính thức", "Đảng viên dự bị"],
    ["X9", "Chi bộ thôn 9", "12", "1"],
    ["X8", "Chi bộ thôn 8", "mười", "0"],
]


def lived_in(area: Area, client_for: object) -> str:
    """Some of everything: marks, plans, pilots, own rules, changes, a list read in, and one in work: its address."""
    board, province = area.actor("board"), area.id("Tỉnh")
    office = {"actor": board, "organisation": area.id("Chi bộ thôn 1"), "term": TERM}
    plans.set_plan(**office, plan=plans.Plan(planned_on=date(2020, 3, 10), planned_half_days=2))
    plans.mark(**office, milestone="opening_announced", done_on=date(2020, 2, 20))
    plans.allocate_pilots(
        actor=board,
        organisation=province,
        term=TERM,
        numbers={(area.id("Huyện A"), ""): 1, (area.id("Huyện B"), ""): 1},
    )
    plans.choose_pilot(actor=board, organisation=area.id("Trạm"), term=TERM)
    text = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)
    plans.load_overlay(actor=board, organisation=province, text=text, file_name="dien-bien.toml")
    changes.change(
        actor=board,
        organisation=area.id("Chi bộ thôn 3"),
        on=date(2020, 1, 1),
        decision=changes.Decision("12-QĐ/HU"),
        name="Chi bộ thôn Ba",
        kind=Kind.CELL,
        unit=Unit.VILLAGE,
    )
    directed(area)
    client = client_for(area.users["board"])
    good = begun(client, workbook(LIST[:2]), area.of["Xã Hai"], day="2020-02-01")
    client.get(good + "preview/")
    client.post(good + "apply/")
    return begun(client, workbook(LIST), area.of["Xã Hai"], day="2020-02-15")


def directed(area: Area) -> None:
    """Papers from above, own ones and others: taken in or not, disseminated, answered, replaced, with rules."""
    top = papers.enter(area, number="35-CT/TW", from_above=True)
    old = papers.enter(area, number="44-CT/TU")
    paper = papers.enter(
        area,
        number="45-CT/TU",
        based_on=(top,),
        replaces=(old,),
        pack_id=PACK,
        summary="Nội dung chính",
        disseminate_by=date(2020, 2, 15),
        own_paper_levels=frozenset({Level.UPPER}),
        tasks=(PaperTask("Lập kế hoạch", due_on=date(2020, 3, 10)),),
    )
    for name in ("Huyện A", "Chi bộ thôn 1"):
        papers.take_in(area, name, top)
        directives.disseminate(
            actor=area.actor("board"),
            organisation=area.id(name),
            directives=[top],
            conference=Conference(date(2020, 2, 10), Dissemination.MEETING, 9, 10),
        )
    papers.take_in(area, "Huyện A", paper)
    papers.enter(area, "Huyện A", "25-CT/HU", based_on=(top, paper))
    papers.enter(area, "Chi bộ thôn 1", "01-NQ/CB")
    directives.enter(
        actor=area.actor("board"),
        organisation=area.id("Tỉnh"),
        term=TERM,
        facts=papers.facts("46-HD/TU", places=(area.id("Huyện A"),)),
        file=Attached("46-HD-TU.pdf", b"%PDF"),
    )


def voted_in(area: Area) -> Hall:
    """Two elections of a commune: one that ended in a tie, and one that is being counted."""
    hall = Hall(summoned=6, term=TERM, pack=PACK, kind=Kind.GRASSROOTS_COMMITTEE, province=area.of["Huyện A"])
    hall.listed(["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"], seats=2)
    hall.voted(["110"] * 3 + ["101"] * 3)
    hall.again(Post.DELEGATES, "Đoàn đại biểu dự Đại hội cấp trên")
    hall.put(["Lê Thị Mới"], Origin.NOMINATED, by=Capacity.OFFICIAL)
    hall.listed(["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"], seats=2)
    hall.collected(6)
    hall.key("first", 1, 1, "1100")
    return hall


def person(area: Area, role: Role, hall: Hall) -> User:
    """Who holds the role in the area: the one who did what was done there, or somebody new."""
    if role in OF_HALL:
        return hall.users[OF_HALL[role]]
    known = {Role.ORGANISATION_BOARD: "board", Role.COMMITTEE_OFFICE: "office", Role.SYSTEM_KEEPER: "keeper"}
    if role in known:
        return area.users[known[role]]
    return factories.user_with(role, area.of[ROLES[role]])


def second_steps(user: User) -> None:
    recovery_codes.RecoveryCodes.activate(user)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("role", list(ROLES))
def test_every_page_that_a_role_can_reach_is_clean(
    area: Area, client_for: object, settings: object, tmp_path: Path, role: Role, lang: str
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]  # lists in work are files
    in_work = lived_in(area, client_for)
    hall = voted_in(area)
    user = person(area, role, hall)
    if role is Role.READER:  # with second steps on, their pages are others
        second_steps(user)
    client = client_for(user)
    client.defaults["HTTP_HOST"] = "localhost"  # where keys work
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})

    found = walk(client, lang, starts=(*STARTS, f"{in_work}preview/"))

    assert found.faults == []
    pinned = QUERIES | FILES
    assert {kind: count for kind, count in found.queries.items() if count > pinned.get(kind, 0)} == {}
    assert found.pages < 250  # nothing was left out


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/2fa/authenticate/"])
@pytest.mark.django_db
def test_pages_of_sign_in_are_clean(path: str, lang: str) -> None:
    client = Client()
    client.cookies["django_language"] = lang
    user = factories.user("an")
    second_steps(user)
    client.post("/accounts/login/", {"login": "an", "password": factories.PASSWORD})

    answer = (client if "2fa" in path else Client(headers={"cookie": f"django_language={lang}"})).get(path)

    assert answer.status_code == 200
    assert faults(Read(answer.content.decode()), lang) == []


def test_no_page_may_take_more_queries_than_the_promise() -> None:
    assert {kind: count for kind, count in QUERIES.items() if count > MOST} == {}


def test_styles_and_scripts_of_the_product_load_nothing_from_outside() -> None:
    folder = Path(str(find_spec("daihoi.web").submodule_search_locations[0])) / "static"
    files = [path for path in folder.rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    assert len(files) > 4
    for path in files:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert re.findall(r"@import|(?:https?:)?//[\w.-]+\.\w\w", text) == [], path.name


# What must be found: a reader that sees nothing wrong would be of no use.
BAD = """<!doctype html><html><head><title> · daihoi</title><link rel=stylesheet href="//cdn.example/a.css">
<style>a{}</style><script>1</script><script type="application/json">{}</script></head><body onload="x()">
<h1>a</h1><h1>b</h1><p id="a"></p><p id="a" style="color:red"></p><a href="https://example.org/">source</a>
<img src="https://example.org/a.png" alt=""><input name="bare"><input type="hidden" name="b"><label>
<input name="in"></label>
<label for="f">f</label><select id="f"></select><textarea aria-label="t"></textarea></body></html>"""


def test_the_reader_of_pages_sees_what_is_wrong() -> None:
    assert sorted(faults(Read(BAD), "vi")) == [
        "<input name=bare> has no label",
        "asks outside for //cdn.example/a.css",
        "asks outside for https://example.org/a.png",
        "has 2 h1",
        "has <body onload> inline",
        "has <p style> inline",
        "has <script> inline",
        "has <style> inline",
        "has no title",
        "has the id a 2 times",
        "says that it is in ''",
    ]
