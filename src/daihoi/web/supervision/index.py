"""The visits of a subtree, how it is visited by organisation and body, and the tasks that visits left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission
from daihoi.core.organisations.kinds import Level
from daihoi.core.supervision import VISIT_NAMES, VISIT_STATES, VisitKind, VisitState
from daihoi.core.tasks import TASK_STATES
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import bodies, organisations
from daihoi.queries import supervision as queries
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.queries.supervision import VisitLine, VisitsAsked
from daihoi.web import words
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.bodies.frame import may, tabs
from daihoi.web.bodies.pages import place_of
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.templatetags.show import day

MOST_ROWS = 20_000


def _asked_of(request: HttpRequest) -> VisitsAsked:
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return VisitsAsked(
        state=state if state in set(VisitState) else "",
        kind=kind if kind in set(VisitKind) else "",
        body=whole_number(request.GET.get("body", "")),
        text=request.GET.get("q", "").strip()[:100],
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The visits of a subtree: those that wait for somebody first."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Supervision"))
    choice, wanted = asked(request), _asked_of(request)
    shared = {"actor": request.actor, "organisation": at.id, "term": choice.term, "today": request.today}
    counts = queries.counts(**shared)
    start = (page_number(request) - 1) * SIZE
    total, lines = queries.visits(**shared, asked=wanted, start=start, stop=start + SIZE)
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "tabs": tabs(at, "supervision"),
        "counts": [(key, gettext(word), counts[key]) for key, word in VISIT_STATES.items()],
        "any": any(counts.values()),
        "asked": wanted,
        "narrowed": wanted != VisitsAsked(),
        "states": words.choices(VISIT_STATES),
        "kinds": words.choices(VISIT_NAMES),
        "body_lines": bodies.bodies(**shared),
        "lines": lines,
        "page": page_of(request, total),
        "may": may(request, Permission.SUPERVISE, at.path),
    }
    return render(request, "supervision/index.html", context)


@require_safe
def sheet(request: HttpRequest, at: int) -> HttpResponse:
    """The visits that the page is narrowed to, as a sheet."""
    card = organisations.organisation(actor=request.actor, pk=at, as_of=request.today)
    choice = asked(request)
    _, lines = queries.visits(
        actor=request.actor,
        organisation=at,
        term=choice.term,
        today=request.today,
        asked=_asked_of(request),
        stop=MOST_ROWS,
    )
    columns = (
        Column(gettext("Organisation"), 40),
        Column(gettext("Kind of visit"), 20),
        Column(gettext("State"), 18),
        Column(gettext("Planned day"), 13, "date"),
        Column(gettext("Held on"), 13, "date"),
        Column(gettext("Concluded on"), 13, "date"),
        Column(gettext("Visit of"), 30),
        Column(gettext("Body"), 30),
        Column(gettext("Who comes"), 36),
        Column(gettext("Points"), 9, "int"),
        Column(gettext("Answered"), 10, "int"),
        Column(gettext("Tasks"), 9, "int"),
        Column(gettext("Tasks not done"), 10, "int"),
    )
    return _file(card, choice, gettext("Visits"), columns, [_row(line) for line in lines])


def _row(line: VisitLine) -> tuple[Any, ...]:
    return (
        line.place,
        words.say(VISIT_NAMES, line.kind),
        words.say(VISIT_STATES, line.state),
        line.planned_on,
        line.held_on,
        line.concluded_on,
        line.by_name,
        line.body_name,
        line.visitors,
        line.points,
        line.answered,
        line.tasks,
        line.tasks_open,
    )


def _file(
    card: OrganisationCard, choice: Asked, title: str, columns: tuple[Column, ...], rows: list[tuple[Any, ...]]
) -> HttpResponse:
    said = gettext("Term {term}, as of {day}").format(term=choice.term, day=day(choice.as_of))
    data = write_xlsx([Sheet(title, columns, rows, (card.name, title, said))])
    return download(data, XLSX, f"{title} {card.name}", "xlsx")


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """By organisation and by body: what is planned, held, overdue, and to whom nobody has come yet."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("State of supervision"))
    choice = asked(request)
    base = {"at": at, "choice": choice, "terms": terms(), "tabs": tabs(at, "supervision_state")}
    place = place_of(request, at, choice.term)
    if place is None:
        return render(request, "supervision/state.html", base | {"not_there": True})
    level = choice.level or Level.GRASSROOTS
    view = queries.state(place, level)
    page = page_of(request, len(view.never))
    never = view.never[page.start : page.stop]
    wanted = [*never, *(line.id for line in view.lines)]
    cards = organisations.cards(actor=request.actor, pks=wanted, as_of=request.today)
    named = bodies.named(actor=request.actor, pks=[pk for pk in view.by_body if pk], today=request.today)
    by_body = [
        (named.get(pk) if pk else None, _counted(counts))
        for pk, counts in sorted(view.by_body.items(), key=lambda pair: -sum(pair[1].values()))
        if pk is None or pk in named
    ]
    context = base | {
        "level": level,
        "levels": words.choices(words.LEVELS),
        "states": words.choices(VISIT_STATES),
        "total": view.total,
        "total_counts": _counted(view.total.counts),
        "lines": [(cards[line.id], line, _counted(line.counts)) for line in view.lines if line.id in cards],
        "by_body": by_body[:100],
        "never": [cards[pk] for pk in never if pk in cards],
        "page": page,
        "may": may(request, Permission.SUPERVISE, at.path),
    }
    return render(request, "supervision/state.html", context)


def _counted(counts: dict[VisitState, int]) -> list[tuple[str, int]]:
    return [(str(state), counts[state]) for state in VisitState]


@require_safe
def state_sheet(request: HttpRequest, at: int) -> HttpResponse:
    """The table by organisation as a sheet, and the organisations to which nobody has come."""
    card = organisations.organisation(actor=request.actor, pk=at, as_of=request.today)
    choice = asked(request)
    place = place_of(request, card, choice.term)
    if place is None:
        raise NotHere
    level = choice.level or Level.GRASSROOTS
    view = queries.state(place, level)
    wanted = [*view.never, *(line.id for line in view.lines)]
    cards = organisations.cards(actor=request.actor, pks=wanted, as_of=request.today)
    level_name = words.say(words.LEVELS, level)
    columns = (
        Column(gettext("Organisation"), 44),
        *(Column(gettext(word), 14, "int") for word in VISIT_STATES.values()),
        Column(f"{gettext('Organisations')}: {level_name}", 14, "int"),
        Column(gettext("Nobody has come yet"), 14, "int"),
    )
    rows = [
        (cards[line.id].name, *(line.counts[state] for state in VisitState), line.organisations, line.never)
        for line in view.lines
        if line.id in cards
    ]
    total = view.total
    rows.append((gettext("In all"), *(total.counts[state] for state in VisitState), total.organisations, total.never))
    said = gettext("Term {term}, as of {day}").format(term=choice.term, day=day(request.today))
    title = gettext("State of supervision")
    never = f"{gettext('Nobody has come yet')}: {level_name}"
    sheets = [
        Sheet(title, columns, rows, (card.name, title, said)),
        Sheet(
            gettext("Nobody has come yet"),
            (Column(gettext("Code"), 12), Column(gettext("Organisation"), 60)),
            [(cards[pk].code, cards[pk].name) for pk in view.never if pk in cards],
            (card.name, never, said),
        ),
    ]
    return download(write_xlsx(sheets), XLSX, f"{title} {card.name}", "xlsx")


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """The tasks from visits that are not done yet, those due first at the top."""
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Tasks from visits"))
    choice = asked(request)
    start = (page_number(request) - 1) * SIZE
    total, late, lines = queries.reminders(
        actor=request.actor,
        organisation=at.id,
        term=choice.term,
        today=request.today,
        start=start,
        stop=start + SIZE,
    )
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "tabs": tabs(at, "supervision_reminders"),
        "total": total,
        "late": late,
        "lines": lines,
        "page": page_of(request, total),
    }
    return render(request, "supervision/reminders.html", context)


@require_safe
def reminders_sheet(request: HttpRequest, at: int) -> HttpResponse:
    """The same as a sheet."""
    card = organisations.organisation(actor=request.actor, pk=at, as_of=request.today)
    choice = asked(request)
    _, _, lines = queries.reminders(
        actor=request.actor, organisation=at, term=choice.term, today=request.today, stop=MOST_ROWS
    )
    columns = (
        Column(gettext("Organisation"), 40),
        Column(gettext("Task"), 60),
        Column(gettext("Responsible"), 30),
        Column(gettext("Due on"), 13, "date"),
        Column(gettext("State"), 16),
    )
    rows = [
        (line.place, line.title, line.responsible, line.due_on, words.say(TASK_STATES, line.state)) for line in lines
    ]
    return _file(card, choice, gettext("Tasks from visits"), columns, rows)
