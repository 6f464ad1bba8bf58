"""A line in time for each organisation directly below: its window, its planned day or the spread of planned days
below it, what is held and what is late; above them the organisation's own tasks as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.queries import indicators, organisations
from daihoi.queries import tasks as queries
from daihoi.queries.tasks import TaskView, schedule
from daihoi.queries.tasks.schedule import Spread
from daihoi.web.asked import asked
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import page_of
from daihoi.web.tasks.frame import address, frame, month_bounds, title_of
from daihoi.web.templatetags.show import day as shown_day
from daihoi.web.templatetags.words import TASK_LOOKS

WIDTH, FAR = 540, timedelta(days=730)  # of the drawing, in its units; how far from the day one wrong year may reach
TASKS_MOST = 40


@dataclass(frozen=True)
class Bar:
    """A bar of the drawing, in its units, with what it says when pointed at."""

    x: int
    width: int
    look: str
    tip: str


@dataclass(frozen=True)
class Line:
    """One row: bars from wide to narrow, single days as marks, and the same in words."""

    name: str
    href: str
    bars: tuple[Bar, ...]
    marks: tuple[Bar, ...]
    spread: Spread | None = None
    task: TaskView | None = None


@dataclass(frozen=True)
class Scale:
    """Days as places across the drawing."""

    first: date
    last: date

    def at(self, day: date) -> int:
        whole = max((self.last - self.first).days, 1)
        inside = min(max(day, self.first), self.last)
        return round((inside - self.first).days * WIDTH / whole)

    def bar(self, first: date, last: date, look: str, tip: str) -> Bar:
        x = self.at(first)
        return Bar(x, max(self.at(last + timedelta(days=1)) - x, 5), look, tip)

    @property
    def months(self) -> list[tuple[int, str]]:
        """Where months begin, with their names; not all of them where there are many."""
        found, day = [], self.first.replace(day=1)
        whole = (self.last - self.first).days
        step = next(step for step, most in ((1, 280), (2, 560), (3, 840), (6, 10**6)) if whole <= most)
        while day <= self.last:
            if day >= self.first and (day.month - 1) % step == 0:
                found.append((self.at(day), f"{day.month}/{day.year}"))
            day = (day + timedelta(days=32)).replace(day=1)
        return found


@require_safe
def gantt(request: HttpRequest) -> HttpResponse:
    at = looked_at(request)
    if at is None:
        return choose(request, title_of("gantt"))
    choice = asked(request, level=None)
    context = frame(request, at, choice, "gantt")
    where = {"actor": request.actor, "organisation": at.id, "term": choice.term, "as_of": choice.as_of}
    try:
        place = indicators.place(**where, today=request.today)
    except NotHere:  # not yet founded on that day, or ended before it
        return render(request, "tasks/gantt.html", context | {"not_there": True})
    own, below = schedule.spreads(place)
    plan = queries.own_tasks(**where)
    tasks = [task for task in plan if task.due_on][:TASKS_MOST]
    page = page_of(request, len(below))
    shown = below[page.start : page.stop]
    cards = organisations.cards(actor=request.actor, pks=[each.organisation for each in shown], as_of=choice.as_of)
    named = [(each, cards[each.organisation].name) for each in shown if each.organisation in cards]
    scale = _scale(choice.as_of, [own, *below], tasks)
    context |= {
        "own": _line(scale, own, at.name, choice.as_of),
        "lines": [_line(scale, each, name, choice.as_of) for each, name in named],
        "tasks": [_task(scale, each) for each in tasks],
        "left_out": len(plan) - len(tasks),
        "page": page,
        "months": scale.months,
        "now": scale.at(choice.as_of) if scale.first <= choice.as_of <= scale.last else None,
        "width": WIDTH,
        "any": own.opened or bool(tasks) or any(each.opened or each.below for each in below),
    }
    return render(request, "tasks/gantt.html", context)


def _scale(as_of: date, spreads: Iterable[Spread], tasks: Iterable[TaskView]) -> Scale:
    """From the first day of anything to the last, whole months."""
    days = [day for each in spreads for day in each.days]
    days += [day for task in tasks for day in (task.starts_on, task.due_on) if day]
    near = [day for day in days if abs(day - as_of) <= FAR] or [as_of]
    first, _ = month_bounds(min(near))
    _, last = month_bounds(max(near))
    return Scale(first, last)


def _line(scale: Scale, spread: Spread, name: str, as_of: date) -> Line:
    bars, marks = [], []
    first, last = spread.window
    if first or last:
        tip = gettext("May be held from {first} to {last}").format(first=_said(first), last=_said(last))
        bars.append(scale.bar(first or scale.first, last or scale.last, "window", tip))
    begin, end = spread.below_planned
    if begin and end:
        tip = gettext("Planned below: from {first} to {last}").format(first=_said(begin), last=_said(end))
        bars.append(scale.bar(begin, end, "below", tip))
    if spread.held_on:
        tip = gettext("Held on {day}").format(day=_said(spread.held_on))
        marks.append(scale.bar(spread.held_on, spread.held_on, "late" if spread.late else "held", tip))
    elif spread.planned_on:
        tip = gettext("Planned for {day}").format(day=_said(spread.planned_on))
        late = spread.late or spread.planned_on < as_of
        marks.append(scale.bar(spread.planned_on, spread.planned_on, "late" if late else "planned", tip))
    return Line(name, address("gantt", spread.organisation), tuple(bars), tuple(marks), spread)


def _task(scale: Scale, task: TaskView) -> Line:
    due = task.due_on or scale.last
    look = TASK_LOOKS[task.state]
    tip = f"{task.title}: {_said(task.starts_on) + ' – ' if task.starts_on else ''}{_said(due)}"
    bar = scale.bar(task.starts_on or due, due, f"task is-{look}", tip)
    return Line(task.title, "", (bar,), (), task=task)


def _said(day: date | None) -> str:
    return shown_day(day) if day else "…"
