"""Every page that can be reached, as every role and in both languages: nothing from outside, nothing inline, one
heading, labelled fields, no dead link, and no more queries than were counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from time import time
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal import auth as recovery_codes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from daihoi.actions import briefings as meetings
from daihoi.actions import difficulties as troubles
from daihoi.actions import directives, reports, tasks
from daihoi.actions import organisations as changes
from daihoi.actions import plan as plans
from daihoi.actions import supervision as actions
from daihoi.actions._files import Attached
from daihoi.core.access import Role
from daihoi.core.briefings import Source
from daihoi.core.directives import Conference, Dissemination, PaperTask
from daihoi.core.elections import Capacity, Origin, Post
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan.reasons import Reason
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply
from daihoi.data.models import User, VisitPoint
from daihoi.queries import indicators
from daihoi.queries.plan import NewWindow
from daihoi.queries.rules import sample_overlay_files
from daihoi.web import middleware
from tests import factories, lessons_made, members_made, papers, personnel_people, schemes_made
from tests.area import PACK, TERM, TODAY, Area
from tests.hall import Hall
from tests.office.messy import workbook
from tests.supervised import Supervised
from tests.web.crawl import STARTS, Read, faults, walk
from tests.web.imports.flow import begun
from tests.web.personnel.flow import people_begun

MOST = 15
LOGGED = 6  # what one entry in the log of reading takes
# The most queries that a page of this name takes; numbers may only go down.
QUERIES = {
    "account_change_password": 4,
    "allauth.mfa.recovery_codes.views.GenerateRecoveryCodesView": 8,
    "allauth.mfa.totp.views.ActivateTOTPView": 12,
    "allauth.mfa.totp.views.DeactivateTOTPView": 9,
    "allauth.mfa.webauthn.views.AddWebAuthnView": 12,
    "answer": 9,
    "answer_new": 5,
    "answer_withdraw": 9,
    "answers": 10,
    "answers_xlsx": 8,
    "audit": 7,
    "board": 4,
    "board_at": 13,
    "board_xlsx": 6,
    "bodies": 11,
    "bodies_coverage": 15,
    "bodies_coverage_xlsx": 12,
    "bodies_xlsx": 7,
    "body": 8,
    "body_change": 11,
    "body_end": 8,
    "body_given": 14,
    "body_members": 8,
    "body_new": 8,
    "briefing": 7,
    "briefing_agenda": 15,
    "briefing_answer": 7,
    "briefing_assign": 7,
    "briefing_change": 7,
    "briefing_drop": 7,
    "briefing_minutes": 7,
    "briefing_new": 5,
    "briefing_paper": 6,
    "briefing_places": 4,
    "briefings": 8,
    "calendar": 9,
    "checklist": 8,
    "checklist_change": 7,
    "checklist_new": 8,
    "checklists": 7,
    "congress_plan": 10,
    "congress_report": 12,
    "congresses_open": 8,
    "congresses_repin": 7,
    "difficulties": 15,
    "difficulties_answerer": 7,
    "difficulties_arrangement": 7,
    "difficulties_places": 4,
    "difficulties_xlsx": 10,
    "difficulty": 15,
    "difficulty_answer": 15,
    "difficulty_new": 13,
    "difficulty_pass_up": 10,
    "difficulty_publish": 11,
    "difficulty_reopen": 10,
    "difficulty_take_back": 10,
    "directive": 14,
    "directive_change": 15,
    "directive_dissemination": 10,
    "directive_file": 6,
    "directive_fit": 14,
    "directive_fit_xlsx": 13,
    "directive_new": 8,
    "directive_take": 15,
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
    "gantt": 10,
    "import_done": 6,
    "import_form": 2,
    "import_map": 5,
    "import_preview": 8,
    "import_problems": 7,
    "import_undo": 6,
    "imports": 7,
    "lesson": 15,
    "lesson_change": 10,
    "lesson_file": 9,
    "lesson_kinds": 7,
    "lesson_new": 13,
    "lesson_readers_xlsx": 11,
    "lesson_withdraw": 8,
    "lessons": 10,
    "lessons_comparison": 10,
    "lessons_comparison_xlsx": 9,
    "lessons_published": 12,
    "lessons_summary": 13,
    "lessons_xlsx": 9,
    "me": 7,
    "mfa_download_recovery_codes": 6,
    "mfa_index": 6,
    "mfa_view_recovery_codes": 9,
    "norm_new": 5,
    "opinion_enter": 8,
    "opinions": 9,
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
    "outreach": 10,
    "outreach_enter": 7,
    "outreach_xlsx": 7,
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
    "personnel": 15,
    "personnel_afterwards": 15,
    "personnel_alike": 15,
    "personnel_compare": 14,
    "personnel_departure": 15,
    "personnel_departure_new": 15,
    "personnel_departures": 15,
    "personnel_departures_xlsx": 15,
    "personnel_dossier": 13,
    "personnel_dossier_file": 12,
    "personnel_dossier_item": 13,
    "personnel_dossiers": 13,
    "personnel_dossiers_xlsx": 13,
    "personnel_feasible": 14,
    "personnel_figures": 15,
    "personnel_figures_xlsx": 15,
    "personnel_import": 10,
    "personnel_import_columns": 11,
    "personnel_import_form": 6,
    "personnel_import_preview": 14,
    "personnel_import_problems": 14,
    "personnel_member_back": 15,
    "personnel_member_edit": 15,
    "personnel_member_leave": 15,
    "personnel_member_new": 15,
    "personnel_member_remove": 15,
    "personnel_members": 15,
    "personnel_members_enter": 15,
    "personnel_members_xlsx": 15,
    "personnel_offices": 15,
    "personnel_offices_end": 15,
    "personnel_offices_new": 15,
    "personnel_offices_remove": 15,
    "personnel_papers": 15,
    "personnel_people": 13,
    "personnel_process": 15,
    "personnel_people_xlsx": 13,
    "personnel_person": 15,
    "personnel_person_edit": 13,
    "personnel_person_new": 10,
    "personnel_person_remove": 13,
    "personnel_place": 15,
    "personnel_pool": 13,
    "personnel_review": 13,
    "personnel_scheme": 14,
    "personnel_scheme_numbers": 13,
    "personnel_scheme_xlsx": 14,
    "personnel_queue_xlsx": 15,
    "personnel_variant": 14,
    "personnel_version": 14,
    "personnel_versions": 13,
    "personnel_variant_change": 14,
    "personnel_variant_drop": 13,
    "personnel_variant_new": 13,
    "personnel_variant_rename": 13,
    "pilots": 12,
    "pilots_allocate": 11,
    "pilots_choose": 8,
    "plan_issue": 14,
    "plan_of": 14,
    "plan_versions": 10,
    "records": 8,
    "records_xlsx": 6,
    "report": 9,
    "report_make": 9,
    "report_schedule": 9,
    "report_sign": 9,
    "report_word": 9,
    "report_words": 9,
    "report_xlsx": 9,
    "reports": 9,
    "review": 11,
    "review_edit": 12,
    "review_word": 11,
    "rules": 6,
    "rules_compare": 4,
    "rules_holidays": 4,
    "rules_overlay": 6,
    "rules_pack": 4,
    "rules_sample": 4,
    "rules_targets": 7,
    "spending": 10,
    "spending_line": 9,
    "spending_norms": 8,
    "spending_norms_xlsx": 7,
    "spending_paste": 5,
    "spending_xlsx": 9,
    "supervision": 13,
    "supervision_reminders": 8,
    "supervision_reminders_xlsx": 7,
    "supervision_state": 12,
    "supervision_state_xlsx": 7,
    "supervision_xlsx": 7,
    "task": 11,
    "task_change": 14,
    "task_done": 10,
    "task_drop": 10,
    "task_new": 10,
    "task_reopen": 10,
    "tasks": 11,
    "tasks_ics": 15,
    "tasks_xlsx": 13,
    "training": 13,
    "training_attendance": 12,
    "training_change": 8,
    "training_drop": 8,
    "training_file": 8,
    "training_hold": 8,
    "training_new": 5,
    "training_total": 10,
    "training_xlsx": 10,
    "trainings": 12,
    "visit": 14,
    "visit_change": 14,
    "visit_conclude": 11,
    "visit_drop": 9,
    "visit_file": 5,
    "visit_hold": 9,
    "visit_new": 9,
    "visit_options": 4,
    "visit_sheet": 11,
    "visit_strike": 9,
    "visit_where": 4,
    "window": 14,
    "window_new": 6,
    "window_withdraw": 11,
    "windows": 14,
}
# Pages that ask every subject of the preparation: a few queries each.
EVERY_SUBJECT = {
    "organisation_preparation": 38,
    "today": 30,
}
# Files and printed papers of an election are made of everything that was recorded of it.
FILES = {
    "personnel_paper": 22,
    "personnel_paper_xlsx": 22,
    "personnel_version_paper": 22,
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
    Role.PERSONNEL_OFFICER: "Huyện A",
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
    taught(area)
    asked_and_answered(area)
    supervised_in(area)
    planned_in(area)
    directed(area)
    personnel_people.lived(area)
    schemes_made.lived(area)
    members_made.lived(area)
    client = client_for(area.users["board"])
    good = begun(client, workbook(LIST[:2]), area.of["Xã Hai"], day="2020-02-01")
    client.get(good + "preview/")
    client.post(good + "apply/")
    return begun(client, workbook(LIST), area.of["Xã Hai"], day="2020-02-15")


def reported_in(area: Area) -> None:
    """A weekly report of a district and of a cell, each at its hour."""
    for who, at in (("board", "Huyện A"), ("office", "Chi bộ thôn 1"), ("board", "Tỉnh")):
        here = {"actor": area.actor(who), "organisation": area.id(at), "term": TERM}
        reports.set_schedule(**here, weekday=4, hour=15)
        reports.make_report(**here, week_to=date(2020, 3, 2))


def taught(area: Area) -> None:
    """A pilot reviewed, lessons and training from above, counts, a summary of opinion, norms and spending."""
    lived = lessons_made.lived(area)
    assert lived.lesson and lived.training


def asked_and_answered(area: Area) -> None:
    """Difficulties in each state, a published answer, who answers, and a briefing that was held."""
    board, province = area.actor("board"), area.id("Tỉnh")
    troubles.set_answerer(actor=board, organisation=province, subject="", name="Ban Tổ chức", working_days=2)
    where = {"actor": board, "organisation": province}
    titles = {"Huyện A": "Ai được miễn dự đại hội", "Huyện B": "Ai được miễn dự", "Xã Một": "Con dấu"}
    titles |= {"Chi bộ thôn 1": "Số dư là bao nhiêu"}
    pks = {
        name: troubles.raise_difficulty(
            actor=board, organisation=area.id(name), term=TERM, subject="personnel", title=title
        )
        for name, title in titles.items()
    }
    seal = troubles.raise_difficulty(
        actor=board, organisation=area.id("Huyện A"), term=TERM, subject="archives", title="Khắc con dấu ở đâu"
    )
    troubles.join(**where, difficulty=pks["Huyện B"], to=pks["Huyện A"])
    troubles.answer(
        actor=board, organisation=area.id("Xã Một"), difficulty=pks["Chi bộ thôn 1"], text="Theo Quy chế bầu cử."
    )
    troubles.publish(
        **where,
        term=TERM,
        subject="election",
        question="Số dư?",
        answer="Theo quy chế.",
        difficulty=pks["Chi bộ thôn 1"],
    )
    meeting = meetings.Meeting(date(2020, 3, 2), "Hội trường", "Bí thư", "Văn phòng")
    points = [meetings.Point("Con dấu", source=Source.DIFFICULTY, difficulty=seal), meetings.Point("Nội dung khác")]
    held = meetings.plan_briefing(**where, term=TERM, meeting=meeting, points=points)
    meetings.enter_minutes(**where, briefing=held, minutes=meetings.Minutes(date(2020, 3, 2), conclusion="Đồng ý."))
    meetings.plan_briefing(**where, term=TERM, meeting=meeting)


def supervised_in(area: Area) -> None:
    """Bodies, and visits of each state: one with answers that contradict each other, one concluded with a task."""
    made = Supervised(area)
    made.plan("Chi bộ thôn 1", who="district", by="Huyện A", on=date(2020, 2, 20), checklists=[made.checklist])
    made.answer()
    made.find()
    actions.add_file(**made.at(), key=str(uuid4()), given=Attached("anh.png", b"x"))  # type: ignore[arg-type]
    made.concluded()
    made.visit = made.plan("Xã Một", checklists=[made.checklist], on=date(2020, 3, 9))
    made.points = list(VisitPoint.objects.filter(visit=made.visit).values_list("pk", flat=True))
    made.answer()
    made.answer(Reply.NO, who="second")
    made.find()


def planned_in(area: Area) -> None:
    """Tasks of a cell and of the province, a plan in two versions, and days set for those below."""
    board, office, cell = area.actor("board"), area.actor("office"), area.id("Chi bộ thôn 1")
    at = {"actor": office, "organisation": cell, "term": TERM}
    made = [
        tasks.set_task(**at, wanted=tasks.Wanted(title, Subject.DOCUMENTS, due_on=date(2020, 3, day)))
        for title, day in (("Dự thảo báo cáo chính trị", 1), ("Lấy ý kiến đảng viên", 5), ("Trang trí", 9))
    ]
    tasks.issue_plan(**at, document="1-KH/CB", issued_on=date(2020, 2, 20))
    tasks.set_task(**at, wanted=tasks.Wanted("Báo cáo", Subject.REPORTING, due_on=date(2020, 9, 1)), reason="bổ sung")
    tasks.issue_plan(**at, document="2-KH/CB", issued_on=date(2020, 2, 21), reason="bổ sung")
    tasks.finish_task(actor=office, organisation=cell, task=made[1].id, done_on=date(2020, 3, 2), note="biên bản")
    tasks.drop_task(actor=office, organisation=cell, task=made[2].id, reason="gộp với xã")
    tasks.set_task(
        actor=board,
        organisation=area.id("Tỉnh"),
        term=TERM,
        wanted=tasks.Wanted("Hướng dẫn công tác nhân sự", Subject.PERSONNEL, due_on=date(2020, 3, 20)),
    )
    for number, last, level in (("12-KH/TU", 31, Level.CELL), ("13-KH/TU", 30, Level.GRASSROOTS)):
        window = NewWindow(number, date(2020, 3, 1), Reason.OTHER, last=date(2020, 3, last), levels=frozenset({level}))
        made_one = plans.decide_window(actor=board, organisation=area.id("Tỉnh"), term=TERM, window=window)
    plans.withdraw_window(actor=board, organisation=area.id("Tỉnh"), window=made_one.id, note="thay bằng kế hoạch mới")


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


@dataclass(frozen=True)
class World:
    """The area with some of everything in it, its hall, and the address of a list in work."""

    area: Area
    hall: Hall
    in_work: str


@pytest.fixture(scope="module")
def lived(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Built once for all walks, each of which takes back what it adds."""
    home = tmp_path_factory.mktemp("home")  # lists in work are files
    indicators.forget()
    with django_db_blocker.unblock(), override_settings(TODAY=TODAY, HOME=home), transaction.atomic():
        area = Area().open()
        in_work = lived_in(area, factories.client)
        reported_in(area)
        yield World(area, voted_in(area), in_work)
        transaction.set_rollback(True)


# What a page says in the second language does not rest on the database.
@pytest.mark.parametrize("lang", ["vi"] if connection.vendor == "postgresql" else ["vi", "en"])
@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.django_db
def test_every_page_that_a_role_can_reach_is_clean(
    lived: World, monkeypatch: pytest.MonkeyPatch, role: Role, lang: str
) -> None:
    began = time()
    monkeypatch.setattr(middleware, "time", lambda: began)  # a session is kept once a minute: three queries more
    user = person(lived.area, role, lived.hall)
    if role is Role.READER:  # with second steps on, their pages are others
        second_steps(user)
    client = factories.client(user)
    client.defaults["HTTP_HOST"] = "localhost"  # where keys work
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})

    starts = [*STARTS, f"{lived.in_work}preview/"]
    if role is Role.PERSONNEL_OFFICER:
        starts.append(people_begun(client, lived.area.id("Huyện A")))
    # The second language differs in its sentences alone: one page of a name shows them as well as three.
    found = walk(client, lang, starts=tuple(starts), of_a_kind={"vi": 3, "en": 1}[lang])

    assert found.faults == []
    pinned = QUERIES | FILES | EVERY_SUBJECT
    # Between pages of personnel, whose reading is logged, each other page has to look at what was logged; those that
    # show figures of personnel beside their own write into the log as well.
    more = 1 if role is Role.PERSONNEL_OFFICER else 0
    most = {kind: pinned.get(kind, 0) + (0 if kind.startswith("personnel") else more) for kind in found.queries}
    most |= {kind: most[kind] + LOGGED * more for kind in ("directive_fit", "directive_fit_xlsx") if kind in most}
    assert {kind: count for kind, count in found.queries.items() if count > most[kind]} == {}
    assert found.pages < 600  # nothing was left out


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
