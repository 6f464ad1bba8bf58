"""A month of a subtree by days: how many congresses are planned and held, windows end, tasks are due; and the lists
behind a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.messages import N_
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators import Place
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.tasks import schedule
from daihoi.queries.tasks.schedule import DayCounts, Entry
from daihoi.web import words
from daihoi.web.asked import Asked, asked
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import page_of
from daihoi.web.tasks.frame import address, frame, month_bounds, title_of
from daihoi.web.templatetags.show import num

ENTRIES: dict[Entry, str] = {
    Entry.PLANNED: N_("Planned congresses"),
    Entry.HELD: N_("Congresses held"),
    Entry.WINDOW: N_("Last day for the congress"),
    Entry.TASK: N_("Tasks due"),
}


@dataclass(frozen=True)
class Cell:
    """A day of the month; `lines`: what stands on it (what, in words, address of its list)."""

    day: date
    inside: bool
    today: bool
    chosen: bool
    lines: tuple[tuple[str, str, str], ...]


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    at = looked_at(request)
    if at is None:
        return choose(request, title_of("calendar"))
    choice = asked(request, level=None)
    first, last = month_bounds(_month(request, choice.as_of))
    context = frame(request, at, choice, "calendar") | {
        "month": first,
        "previous": _link(at, choice, first - timedelta(days=1)) if first.year >= 2000 else "",
        "next": _link(at, choice, last + timedelta(days=1)) if last.year <= 2080 else "",
        "levels": words.choices(words.LEVELS),
        "weekdays": [gettext(name) for name in _WEEKDAYS],
    }
    try:
        place = indicators.place(
            actor=request.actor,
            organisation=at.id,
            term=choice.term,
            as_of=choice.as_of,
            today=request.today,
            level=choice.level,
        )
    except NotHere:  # not yet founded on that day, or ended before it
        return render(request, "tasks/calendar.html", context | {"not_there": True})
    found = schedule.month(place, first, last)
    day = _day(request.GET.get("day", ""))
    context |= {"weeks": _weeks(at, choice, first, last, found, request.today, day), "any": bool(found)}
    if day and first <= day <= last:
        context |= _behind(request, at, choice, place, day, found.get(day, DayCounts()))
    return render(request, "tasks/calendar.html", context)


_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def _weeks(
    at: OrganisationCard,
    choice: Asked,
    first: date,
    last: date,
    found: dict[date, DayCounts],
    today: date,
    chosen: date | None,
) -> list[list[Cell]]:
    """The weeks of a month, from Monday; days of the months beside it are there and empty."""
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=index) for index in range(7)]
        weeks.append(
            [
                Cell(
                    day,
                    first <= day <= last,
                    day == today,
                    day == chosen,
                    _lines(at, choice, day, found[day]) if day in found else (),
                )
                for day in days
            ]
        )
        monday += timedelta(days=7)
    return weeks


def _lines(at: OrganisationCard, choice: Asked, day: date, counts: DayCounts) -> tuple[tuple[str, str, str], ...]:
    lines = []
    for entry in Entry:
        number = counts.counts.get(entry, 0)
        if number:
            lines.append((entry.value, _told(entry, number, counts.undone), _list(at, choice, day, entry)))
    return tuple(lines)


def _told(entry: Entry, number: int, undone: int) -> str:
    match entry:
        case Entry.PLANNED:
            return ngettext("%(n)s congress planned", "%(n)s congresses planned", number) % {"n": num(number)}
        case Entry.HELD:
            return ngettext("%(n)s congress held", "%(n)s congresses held", number) % {"n": num(number)}
        case Entry.WINDOW:
            return ngettext("last day for %(n)s congress", "last day for %(n)s congresses", number) % {"n": num(number)}
    if not undone:
        return ngettext("%(n)s task, done", "%(n)s tasks, all done", number) % {"n": num(number)}
    if undone == number:
        return ngettext("%(n)s task due", "%(n)s tasks due", number) % {"n": num(number)}
    text = ngettext("%(n)s task due, undone", "%(n)s tasks due, %(undone)s undone", number)
    return text % {"n": num(number), "undone": num(undone)}


def _behind(
    request: HttpRequest, at: OrganisationCard, choice: Asked, place: Place, day: date, counts: DayCounts
) -> dict[str, object]:
    """The list behind a day: of what is asked for, or of the first that stands on it."""
    there = [entry for entry in Entry if counts.counts.get(entry)]
    what = next((entry for entry in there if entry.value == request.GET.get("what")), there[0] if there else None)
    tabs = [
        {
            "label": gettext(ENTRIES[entry]),
            "href": _list(at, choice, day, entry),
            "current": entry is what,
            "count": counts.counts[entry],
        }
        for entry in there
    ]
    shown: dict[str, object] = {"day": day, "kinds": tabs, "what": what}
    if what is None:
        return shown
    page = page_of(request, counts.counts[what])
    if what is Entry.TASK:
        tasks = schedule.tasks_on(actor=request.actor, at=place, day=day, start=page.start, stop=page.stop)
        return shown | {"page": page, "tasks": tasks}
    found = schedule.congresses_on(place, what, day, start=page.start, stop=page.stop)
    cards = organisations.cards(actor=request.actor, pks=[row.organisation for row in found], as_of=choice.as_of)
    parents = sorted({card.parent_id for card in cards.values() if card.parent_id})
    above = organisations.cards(actor=request.actor, pks=parents, as_of=choice.as_of)
    rows = [
        (row, cards[row.organisation], above.get(cards[row.organisation].parent_id or 0))
        for row in found
        if row.organisation in cards
    ]
    return shown | {"page": page, "congresses": rows}


def _link(at: OrganisationCard, choice: Asked, day: date) -> str:
    level = choice.level.value if choice.level else ""
    return address("calendar", at.id, month=f"{day:%Y-%m}", level=level)


def _list(at: OrganisationCard, choice: Asked, day: date, entry: Entry) -> str:
    return f"{_link(at, choice, day)}&day={day.isoformat()}&what={entry.value}#day"


def _month(request: HttpRequest, as_of: date) -> date:
    """The first day of the month that is asked for; the day's own month where none is."""
    found = _day(f"{request.GET.get('month', '')}-01")
    return found or as_of


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2080 else None
