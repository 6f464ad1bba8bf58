"""Every address of the preparation, with rows of Huyện A and of one of its cells, tried by those who may not see them.

One table says whose row stands behind each address; a new address must be put into it. Whoever may not look finds
nothing (404), and whatever they send changes nothing: the audit log is as long as before.
"""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from daihoi.actions import briefings as meetings
from daihoi.actions import difficulties as troubles
from daihoi.actions import directives, lessons, reports, spending, tasks
from daihoi.actions import plan as plans
from daihoi.actions import supervision as visits
from daihoi.actions._files import Attached
from daihoi.core.organisations.kinds import Level
from daihoi.core.plan.reasons import Reason
from daihoi.core.spending import BudgetLine, Per
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Weight
from daihoi.data.models import BriefingPoint, Event, SpendingNorm, User, VisitFile, VisitFinding
from daihoi.queries.plan import NewWindow
from tests import lessons_made, papers
from tests.area import TERM, TODAY, Area, area
from tests.supervised import AT as AT_MOMENT
from tests.supervised import Supervised

__all__ = ["area"]  # a fixture

ClientFor = Callable[[User], Client]

SUBJECTS = (
    "directives",
    "bodies",
    "tasks",
    "supervision",
    "difficulties",
    "briefings",
    "lessons",
    "outreach",
    "spending",
    "reports",
)
# Whose row stands behind an address.
CELL = "a row of Chi bộ thôn 1"
DISTRICT = "a row of Huyện A that is its own business"
DOWN = "a row of Huyện A that comes down to everybody below it"
AT = "a page about ?at="
FREE = "a page that is about nothing but the person"
STRANGERS = ("other", "keeper", "stranger")
OUTSIDE = {
    CELL: (*STRANGERS, "neighbour"),
    DISTRICT: (*STRANGERS, "neighbour", "office"),
    DOWN: STRANGERS,
    AT: (*STRANGERS, "neighbour", "office"),
    FREE: (),
}
# Who may look at it and change nothing.
WRITES_NOT = {
    CELL: ("reader",),
    DISTRICT: ("reader",),
    DOWN: ("reader", "neighbour", "office"),
    AT: ("reader",),
    FREE: (),
}
# What those below answer for themselves.
FOR_THOSE_BELOW = {"directive_take", "directive_dissemination", "lesson_read", "training_attendance"}
# What is no entry of a device is not read any further, whoever sends it.
NOT_READ = {"visit_send": 400, "visit_send_file": 400}
# Something of what the forms ask for, so that they would be taken from somebody who may.
SENT = {
    "reason": "x", "note": "x", "text": "x", "title": "x", "name": "x", "answer": "x", "question": "x", "words": "x",
    "subject": "personnel", "kind": "group", "done_on": "2020-03-02", "held_on": "2020-03-02", "on_date": "2020-03-02",
    "issued_on": "2020-03-02", "ended_on": "2020-03-02", "planned_on": "2020-03-02", "document": "1-KH/HU",
    "weekday": "4", "hour": "15", "amount": "5", "planned": "5", "revision": "1", "version": "1", "seen": "1",
}  # fmt: skip

# Owner → what the address is made of ("keyword=attribute of the world or text") → names of addresses.
TABLE: dict[str, dict[str, str]] = {
    CELL: {
        "pk=task": "task task_change task_done task_drop task_reopen",
        "organisation=cell": "plan_of plan_issue plan_versions task_new visit_new report_make report_schedule",
        "pk=visit": "visit visit_add_file visit_change visit_choose visit_conclude visit_drop visit_find visit_hold "
        "visit_send visit_send_file visit_sheet",
        "pk=visit number=finding": "visit_strike",
        "pk=visit number=picture": "visit_file",
        "pk=difficulty": "difficulty difficulty_answer difficulty_join difficulty_pass_up difficulty_publish "
        "difficulty_reopen difficulty_take_back",
        "pk=review": "review review_edit review_word",
        "pk=cell": "opinion_enter outreach_enter spending_paste",
        "pk=cell line=meals": "spending_line spending_drop",
        "pk=report": "report report_sign report_word report_xlsx",
        "pk=report section=difficulties": "report_words",
    },
    DISTRICT: {
        "at=district": "bodies_coverage_xlsx bodies_xlsx supervision_reminders_xlsx supervision_state_xlsx "
        "supervision_xlsx",
        "organisation=district": "body_new window_new checklist_new answer_new briefing_new",
        "organisation=district key=decoration": "checklist_take",
        "organisation=district subject=personnel": "difficulties_answerer",
        "pk=district": "lesson_kinds lesson_new lessons_summary training_new norm_new",
        "pk=district norm=norm": "norm_end",
        "pk=briefing": "briefing briefing_agenda briefing_change briefing_drop briefing_minutes",
        "pk=briefing point=point": "briefing_assign briefing_answer",
        "pk=briefing name=minutes": "briefing_paper",
    },
    DOWN: {
        "pk=directive": "directive directive_change directive_dissemination directive_fit directive_fit_xlsx "
        "directive_take directive_withdraw directive_xlsx",
        "pk=paper": "directive_file",
        "pk=body": "body body_change body_end body_given body_members",
        "pk=window": "window window_withdraw",
        "pk=checklist": "checklist checklist_change checklist_retire",
        "pk=answer": "answer answer_withdraw",
        "pk=lesson": "lesson lesson_change lesson_file lesson_read lesson_readers_xlsx lesson_withdraw",
        "pk=training": "training training_change training_drop training_file training_hold training_total "
        "training_xlsx",
        "pk=training organisation=cell": "training_attendance",
    },
    AT: {
        "": "directive_new directives directives_cascade directives_cascade_xlsx directives_disseminate "
        "directives_xlsx bodies bodies_coverage calendar gantt tasks tasks_ics tasks_xlsx windows checklists "
        "supervision supervision_reminders supervision_state answers difficulties "
        "difficulties_arrangement difficulties_xlsx briefings lessons lessons_comparison lessons_comparison_xlsx "
        "lessons_published lessons_xlsx trainings opinions outreach outreach_xlsx spending spending_norms "
        "spending_norms_xlsx spending_xlsx reports",
    },
    FREE: {
        "": "today visit_options visit_where visit_worker difficulties_alike difficulties_places difficulty_new "
        "briefing_places answers_xlsx",
    },
}
ROWS = [
    (name, owner, made_of) for owner, rows in TABLE.items() for made_of, names in rows.items() for name in names.split()
]
# Pages of other subjects that show rows of these.
ELSEWHERE = [
    ("organisation_preparation", CELL, "pk=cell"),
    ("organisation_preparation", DISTRICT, "pk=district"),
    ("records", DISTRICT, "pk=district name=tasks.late"),
    ("records_xlsx", DISTRICT, "pk=district name=tasks.late"),
]
# Words that stand in rows of Huyện A and its cells only; nobody beside may read them anywhere.
SECRETS = ("BÍ MẬT CỦA HUYỆN A", "BÍ MẬT CỦA CHI BỘ")


class World:
    """The rows of Huyện A and Chi bộ thôn 1, by what the addresses call them."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self.district, self.cell = area.id("Huyện A"), area.id("Chi bộ thôn 1")
        here = {"actor": area.actor("district"), "organisation": self.district}
        there = {"actor": area.actor("office"), "organisation": self.cell}
        supervised = Supervised(area)
        file = Attached("mat.pdf", b"%PDF-1.4 mat")
        self.directive = papers.enter(area, "Huyện A", "25-CT/HU", who="district", title=SECRETS[0])
        self.paper = directives.enter(**here, term=TERM, facts=papers.facts("26-CT/HU", title=SECRETS[0]), file=file)
        self.body = supervised.form(SECRETS[0], at="Huyện A", who="district", covered=("Xã Một",))
        self.task = tasks.set_task(
            **there, term=TERM, wanted=tasks.Wanted(SECRETS[1], Subject.DOCUMENTS, due_on=TODAY)
        ).id
        window = NewWindow(SECRETS[0], TODAY, Reason.OTHER, last=TODAY, levels=frozenset({Level.CELL}))
        self.window = plans.decide_window(**here, term=TERM, window=window).id
        self.checklist = visits.keep_checklist(
            **here, term=TERM, facts=visits.ChecklistFacts(SECRETS[0], Subject.ORGANISATION, [("Cờ?", None)], "")
        )
        self.visit = supervised.visit = supervised.plan("Chi bộ thôn 1", who="district", by="Huyện A")
        visits.find(
            actor=area.actor("district"),
            organisation=self.cell,
            visit=self.visit,
            finding=visits.FindingGiven(
                "6a9fb9ab-6e7b-4f43-a3c9-2f9f7c11d101",
                Weight.SHORTCOMING,
                Subject.ORGANISATION,
                SECRETS[1],
                AT_MOMENT,
                kind="decoration_wrong",
            ),
        )
        visits.add_file(
            actor=area.actor("district"),
            organisation=self.cell,
            visit=self.visit,
            key="6a9fb9ab-6e7b-4f43-a3c9-2f9f7c11d102",
            given=file,
        )
        self.finding, self.picture = VisitFinding.objects.get().pk, VisitFile.objects.get().pk
        self.difficulty = troubles.raise_difficulty(**there, term=TERM, subject="personnel", title=SECRETS[1])
        troubles.raise_difficulty(**here, term=TERM, subject="personnel", title=SECRETS[0])
        self.answer = troubles.publish(**here, term=TERM, subject="election", question=SECRETS[0], answer="Có.")
        meeting = meetings.Meeting(TODAY, SECRETS[0], "Bí thư", "Văn phòng")
        self.briefing = meetings.plan_briefing(
            **here, term=TERM, meeting=meeting, points=[meetings.Point(SECRETS[0]), meetings.Point("Con dấu")]
        )
        self.point = BriefingPoint.objects.filter(briefing=self.briefing).first().pk  # type: ignore[union-attr]
        lessons_made.held(area, "Chi bộ thôn 1")
        self.review = lessons_made.reviewed(area, "Chi bộ thôn 1", "surplus_low", text=SECRETS[1])
        self.lesson = lessons_made.lesson(area, "Huyện A", "district", title=SECRETS[0], file=file)
        self.training = lessons_made.session(area, "Huyện A", "district", title=SECRETS[0], file=file)
        lessons_made.came(area, self.training, ("Chi bộ thôn 1", 5, 4), at="Huyện A", who="district")
        lessons_made.counted(area, "Chi bộ thôn 1", TODAY, 2, note=SECRETS[1])
        lessons_made.said(area, "Chi bộ thôn 1", SECRETS[1])
        spending.set_norm(
            **here, term=TERM, norm=spending.NormText(BudgetLine.MEALS, 100_000, Per.PERSON_DAY, SECRETS[0], "")
        )
        self.norm = SpendingNorm.objects.get().pk
        lessons_made.spent(area, "Chi bộ thôn 1", 900_000, quantity=5)
        reports.set_schedule(**there, term=TERM, weekday=4, hour=15)
        self.report = reports.make_report(**there, term=TERM, week_to=TODAY)
        lessons.add_kind(**here, name=SECRETS[0], subject=Subject.ORGANISATION)

    def address(self, name: str, owner: str, made_of: str) -> str:
        """The address of that name with a row of Huyện A or Chi bộ thôn 1."""
        pairs = (part.split("=") for part in made_of.split())
        made = reverse(name, kwargs={keyword: getattr(self, what, what) for keyword, what in pairs})
        return made + (f"?at={self.district}" if owner == AT else "")


@pytest.fixture
def world(area: Area) -> World:
    return World(area)


def text_of(answer: HttpResponse) -> str:
    """What somebody can read of an answer; the texts of office files too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with ZipFile(BytesIO(body)) as file:
        return "".join(file.read(name).decode(errors="replace") for name in file.namelist())


def test_every_address_of_the_preparation_is_in_the_table() -> None:
    patterns = (import_module(f"daihoi.web.{subject}.urls").urlpatterns for subject in SUBJECTS)
    assert sorted(name for name, _, _ in ROWS) == sorted(one.name for each in patterns for one in each)


def test_whoever_may_not_look_finds_nothing(world: World, client_for: ClientFor) -> None:
    found: dict[str, object] = {}
    for who in ("neighbour", "office", "other", "keeper", "stranger"):
        client = client_for(world.area.users[who])
        for name, owner, made_of in ROWS + ELSEWHERE:
            if who in OUTSIDE[owner]:
                answer = client.get(world.address(name, owner, made_of))
                found[f"{who}: {name}"] = answer.status_code
                told = text_of(answer)
                found |= {f"{who}: {name} tells": secret for secret in SECRETS if secret in told}

    # 405: an address that only takes what is sent says so before it looks at anything.
    assert {name: code for name, code in found.items() if code not in {404, 405}} == {}


def test_whatever_they_send_changes_nothing(world: World, client_for: ClientFor) -> None:
    found: dict[str, int] = {}
    before = Event.objects.count()
    for who in ("reader", "neighbour", "office", "other", "keeper", "stranger"):
        client = client_for(world.area.users[who])
        for name, owner, made_of in ROWS:
            theirs = who in WRITES_NOT[owner] and who != "reader" and name in FOR_THOSE_BELOW
            if (who in OUTSIDE[owner] or who in WRITES_NOT[owner]) and not theirs:
                address = world.address(name, owner, made_of)
                code = client.post(address, SENT).status_code
                if code not in {404, 405, NOT_READ.get(name)}:
                    found[f"{who}: {name}"] = code

    assert found == {}
    assert Event.objects.count() == before


def test_their_own_pages_and_files_tell_nothing_of_it(world: World, client_for: ClientFor) -> None:
    telling = []
    for who in ("neighbour", "other", "keeper", "stranger"):
        client, secrets = client_for(world.area.users[who]), SECRETS[1:] if who == "neighbour" else SECRETS
        own = [(name, text_of(client.get(reverse(name)))) for name, owner, _ in ROWS if owner in {AT, FREE}]
        # What is alike is looked for without its marks.
        typed = {"title": "bi mat cua chi bo", "text": "bi mat cua huyen a"}
        own.append(("difficulties_alike", text_of(client.post(reverse("difficulties_alike"), typed))))
        telling += [f"{who}: {name}" for name, text in own if any(secret in text for secret in secrets)]

    assert telling == []


def test_the_audit_log_holds_no_words_of_opinion(world: World, client_for: ClientFor) -> None:
    lessons_made.said(world.area, "Chi bộ thôn 2", "Nhân dân phấn khởi")

    assert not Event.objects.filter(detail__contains="phấn khởi").exists()
    assert client_for(world.area.users["neighbour"]).get(reverse("audit")).status_code == 404
