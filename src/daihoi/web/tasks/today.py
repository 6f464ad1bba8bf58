"""Today: everything that waits for the person who is signed in, from every subject; late first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import Permission
from daihoi.core.messages import N_
from daihoi.core.waiting import Waiting
from daihoi.queries import (
    bodies,
    briefings,
    difficulties,
    directives,
    lessons,
    organisations,
    personnel,
    reports,
    spending,
    supervision,
    tasks,
)
from daihoi.queries.access import require_anywhere
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import Asked, asked
from daihoi.web.paging import page_of

# Every subject in which something can wait for a person: modules of queries with a function `waiting`.
SUBJECTS = (directives, tasks, supervision, bodies, difficulties, briefings, lessons, spending, personnel, reports)


@dataclass(frozen=True)
class Kind:
    """A kind of waiting thing, and the page on which it is done. `by`: what that page takes in its address ("id",
    "organisation", "": nothing); `with_place`: in its query it takes the organisation."""

    label: str
    url: str
    by: str = "id"
    with_place: bool = False


WHAT: dict[str, Kind] = {
    "directives.new": Kind(N_("New for you"), "directive_take", with_place=True),
    "directives.disseminate": Kind(N_("To be disseminated"), "directive", with_place=True),
    "directives.own_paper": Kind(N_("Own document to be issued"), "directive", with_place=True),
    "supervision.due": Kind(N_("Visit"), "visit"),
    "supervision.overdue": Kind(N_("Visit"), "visit"),
    "supervision.expected": Kind(N_("Visit to us"), "visit"),
    "supervision.conclude": Kind(N_("Visit to be concluded"), "visit"),
    "supervision.choose": Kind(N_("Answers to choose from"), "visit"),
    "bodies.uncovered": Kind(N_("Looked after by nobody"), "bodies_coverage", by="", with_place=True),
    "difficulties.to_answer": Kind(N_("Difficulty to be answered"), "difficulty"),
    "difficulties.overdue": Kind(N_("Difficulty to be answered"), "difficulty"),
    "difficulties.answered": Kind(N_("Answer to our difficulty"), "difficulty"),
    "briefings.today": Kind(N_("Briefing"), "briefing"),
    "briefings.unminuted": Kind(N_("Minutes of a briefing"), "briefing"),
    "lessons.review": Kind(N_("Pilot to be reviewed"), "review", by="organisation"),
    "lessons.unread": Kind(N_("Lesson to be read"), "lesson"),
    "lessons.training": Kind(N_("Training session"), "training"),
    "lessons.attendance": Kind(N_("Who came to a training session"), "training"),
    "spending.unsettled": Kind(N_("Spending to be settled"), "spending", by="", with_place=True),
    "personnel.dossiers": Kind(N_("Dossiers incomplete"), "personnel_dossiers", by="organisation"),
    "personnel.alike": Kind(N_("Possible duplicates"), "personnel_alike", by="organisation"),
    "personnel.step_open": Kind(N_("Step of the personnel process"), "personnel_process", by="organisation"),
    "personnel.submitted": Kind(N_("Personnel scheme to be appraised"), "personnel_versions", by="organisation"),
    "personnel.forwarded": Kind(N_("Personnel scheme to be approved"), "personnel_versions", by="organisation"),
    "personnel.returned": Kind(N_("Personnel scheme returned to us"), "personnel_versions", by="organisation"),
    "reports.unsigned": Kind(N_("Weekly report to be signed"), "report"),
    "tasks.late": Kind(N_("Task"), "task"),
    "tasks.due_soon": Kind(N_("Task"), "task"),
}
GROUPS = (
    ("late", N_("Late")),
    ("due", N_("Due")),
    ("new", N_("New")),
)
MOST = 1000  # that are asked of a subject; beyond it the page says "and more"
SHOWN = 12  # lines of a group before the way to the rest


@dataclass(frozen=True)
class Line:
    """One waiting thing as the page shows it."""

    label: str
    title: str
    href: str
    card: OrganisationCard | None
    since: date | None
    due_on: date | None
    days: int  # late, or still to go


@dataclass(frozen=True)
class Group:
    """Things of one urgency; `rest`: how many more there are, at `href`."""

    key: str
    label: str
    total: int
    lines: tuple[Line, ...]
    rest: int
    href: str


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    require_anywhere(request.actor, Permission.VIEW, request.today)
    choice = asked(request)
    found = waiting(request, choice)
    groups = {key: [each for each in found if group_of(each, request.today) == key] for key, _ in GROUPS}
    only = request.GET.get("group", "")
    context: dict[str, object] = {"choice": choice, "total": len(found), "day": request.today, "only": ""}
    if only in groups:
        page = page_of(request, len(groups[only]))
        shown = {only: groups[only][page.start : page.stop]}
        context |= {"page": page, "only": only}
    else:
        shown = {key: rows[:SHOWN] for key, rows in groups.items() if rows}
    cards = _cards(request, [each for rows in shown.values() for each in rows])
    context["groups"] = [
        Group(
            key,
            gettext(label),
            len(groups[key]),
            tuple(_line(each, cards, request.today) for each in shown[key]),
            len(groups[key]) - len(shown[key]) if not context["only"] else 0,
            f"{reverse('today')}?group={key}",
        )
        for key, label in GROUPS
        if key in shown
    ]
    return render(request, "tasks/today.html", context)


def waiting(request: HttpRequest, choice: Asked) -> list[Waiting]:
    """What waits, of all subjects: what is due first, then what has waited longest."""
    found = [
        each
        for subject in SUBJECTS
        for each in subject.waiting(actor=request.actor, term=choice.term, today=request.today, most=MOST)
        if each.what in WHAT
    ]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.since or date.max, each.what, each.id))


def group_of(each: Waiting, on: date) -> str:
    if each.due_on is None:
        return "new"
    return "late" if each.due_on < on else "due"


def _line(each: Waiting, cards: dict[int, OrganisationCard], on: date) -> Line:
    kind = WHAT[each.what]
    return Line(
        label=gettext(kind.label),
        title=each.title,
        href=_href(kind, each),
        card=cards.get(each.organisation),
        since=each.since,
        due_on=each.due_on,
        days=abs((each.due_on - on).days) if each.due_on else 0,
    )


def _href(kind: Kind, each: Waiting) -> str:
    address = reverse(kind.url, args=[getattr(each, kind.by)] if kind.by else [])
    return f"{address}?at={each.organisation}" if kind.with_place else address


def _cards(request: HttpRequest, rows: Sequence[Waiting]) -> dict[int, OrganisationCard]:
    wanted = sorted({each.organisation for each in rows})
    return organisations.cards(actor=request.actor, pks=wanted, as_of=request.today)
