"""The weekly report: which figures and lists it is made of, which week it tells of, and how it is kept.

Every figure is an indicator as it stood at the end of the week, beside what it was a week before; every list is of the
records of an indicator. Nothing is typed but the words that people add.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Level

MOST_LINES = 15  # of each list; the page leads to all of them
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Section:
    """A part of the report. `lists`: (indicator, whether only what was done in the week)."""

    key: str
    title: str
    figures: tuple[str, ...]
    lists: tuple[tuple[str, bool], ...] = ()


SECTIONS: tuple[Section, ...] = (
    Section(
        "congresses",
        N_("Congresses"),
        (
            "congresses",
            "congresses.planned",
            "congresses.held",
            "congresses.overdue",
            "congresses.behind_plan",
            "congresses.next_30_days",
            "pilots.held",
            "reviews.pilots",
        ),
        (("congresses.overdue", False),),
    ),
    Section(
        "guidance",
        N_("Guidance and plans"),
        (
            "papers.issued",
            "papers.taken_in",
            "papers.disseminated",
            "papers.dissemination_late",
            "papers.own_documents",
            "plans.issued",
        ),
        (("papers.issued", True),),
    ),
    Section(
        "tasks",
        N_("Tasks"),
        ("tasks", "tasks.due", "tasks.done", "tasks.late", "tasks.due_soon"),
        (("tasks.done", True), ("tasks.late", False)),
    ),
    Section(
        "supervision",
        N_("Supervision"),
        (
            "bodies.covered",
            "visits.held",
            "visits.overdue",
            "visits.organisations",
            "findings.good",
            "findings.shortcomings",
        ),
        (("visits.held", True), ("findings.shortcomings", True)),
    ),
    Section(
        "difficulties",
        N_("Difficulties and answers"),
        (
            "difficulties",
            "difficulties.open",
            "difficulties.answered",
            "difficulties.late",
            "difficulties.days_to_answer",
            "answers.published",
            "briefings.held",
        ),
        (("difficulties.open", False), ("difficulties.answered", True)),
    ),
    Section(
        "lessons",
        N_("Lessons and training"),
        ("lessons.published", "lessons.read", "trainings.held", "trainings.attended"),
        (("lessons.published", True), ("trainings.held", True)),
    ),
    Section(
        "outreach",
        N_("Communication and spending"),
        (
            "outreach.articles",
            "outreach.broadcasts",
            "outreach.works",
            "outreach.emulation",
            "opinions",
            "spending.planned",
            "spending.settled",
        ),
    ),
)
FIGURES: tuple[str, ...] = tuple(name for section in SECTIONS for name in section.figures)
BY_KEY: dict[str, Section] = {section.key: section for section in SECTIONS}

# Which congresses the report of an organisation tells of: those of the level just below, as its board does.
LEVELS: dict[Kind, Level] = {
    Kind.GRASSROOTS_COMMITTEE: Level.CELL,
    Kind.SECTION: Level.CELL,
    Kind.CELL: Level.CELL,
}


def level_of(kind: Kind) -> Level:
    """The level whose congresses the report counts."""
    return LEVELS.get(kind, Level.GRASSROOTS)


@dataclass(frozen=True)
class Value:
    """A figure as it stood: now, out of, and a week before; a mean is an exact fraction."""

    now: int | Fraction | None
    out_of: int | None = None
    before: int | Fraction | None = None

    @property
    def change(self) -> int | None:
        """By how much a whole figure changed in the week; None for means."""
        if isinstance(self.now, int) and isinstance(self.before, int):
            return self.now - self.before
        return None


@dataclass(frozen=True)
class Entry:
    """A line of a list: organisation, what, and its day."""

    organisation: str
    what: str
    day: date | None = None


@dataclass(frozen=True)
class Listed:
    """The first records of a list, and how many there are in all."""

    count: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Content:
    """What a report was made of: figures by indicator, lists by indicator (with "@week" for those of the week)."""

    level: Level
    figures: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, Listed] = field(default_factory=dict)


def list_key(indicator: str, of_week: bool) -> str:
    return f"{indicator}@week" if of_week else indicator


def first_day(week_to: date) -> date:
    """The first of the seven days that a report tells of."""
    return week_to - _WEEK + timedelta(days=1)


def last_due(weekday: int, hour: int, now: datetime) -> date:
    """The last day on which a report set for that weekday (0: Monday) and hour has come due, seen from a local time."""
    back = (now.weekday() - weekday) % 7
    day = now.date() - timedelta(days=back)
    return day - _WEEK if back == 0 and now.hour < hour else day


def content_text(content: Content) -> str:
    """The one way in which a report's content is kept."""
    figures = {name: [_number(each.now), each.out_of, _number(each.before)] for name, each in content.figures.items()}
    lists = {
        key: [
            each.count,
            [[one.organisation, one.what, one.day.isoformat() if one.day else ""] for one in each.entries],
        ]
        for key, each in content.lists.items()
    }
    kept = {"level": content.level.value, "figures": figures, "lists": lists}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_of(text: str) -> Content:
    """The content that `content_text` wrote."""
    kept = json.loads(text)
    return Content(
        Level(kept["level"]),
        {name: Value(_value(now), whole, _value(before)) for name, (now, whole, before) in kept["figures"].items()},
        {
            key: Listed(
                count,
                tuple(Entry(where, what, date.fromisoformat(day) if day else None) for where, what, day in entries),
            )
            for key, (count, entries) in kept["lists"].items()
        },
    )


def _number(value: int | Fraction | None) -> int | str | None:
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


def _value(kept: int | str | None) -> int | Fraction | None:
    return Fraction(kept) if isinstance(kept, str) else kept


# The report as a paper for signature. Texts are Vietnamese.


@dataclass(frozen=True)
class Line:
    """A figure in the paper: its title, now, the whole and share as text, the change in the week as text."""

    title: str
    now: str
    whole: str = ""
    share: str = ""
    change: str = ""


@dataclass(frozen=True)
class Part:
    """A section in the paper: figures, lists with their titles and how many more there are, and people's words."""

    title: str
    lines: tuple[Line, ...]
    lists: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Paper:
    """The weekly report in the party layout."""

    upper: str
    organisation: str
    day: date
    first: date
    last: date
    term: str
    parts: tuple[Part, ...]
    signer: str = ""
    recipients: tuple[str, ...] = ()
