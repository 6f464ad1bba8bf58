"""From figures to what the board shows: tiles, exceptions first, rows, and the drawing of the weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from daihoi.core.indicators import CATALOGUE
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level
from daihoi.core.plan import MILESTONES
from daihoi.queries.indicators import Figure, Week
from daihoi.web.templatetags.show import num, one_decimal, pct

LEVELS: tuple[tuple[Level | None, str], ...] = (
    (Level.GRASSROOTS, N_("Grass roots")),
    (Level.CELL, N_("Cells")),
    (Level.SECTION, N_("Sections")),
    (Level.UPPER, N_("Above the grass roots")),
    (Level.PROVINCE, N_("Province level")),
    (None, N_("All levels")),
)

# The few figures that matter, and how a change of each is read.
TILES = ("congresses.held", "congresses.overdue", "congresses.behind_plan", "congresses.next_30_days", "pilots.held")
STATE_OF_TILE = {"congresses.overdue": "late", "congresses.behind_plan": "due", "congresses.held": "done"}

# Exceptions, the most serious first.
EXCEPTIONS = (
    "congresses.overdue",
    "congresses.behind_plan",
    "milestones.ratified.late",
    "milestones.results_reported.late",
    "milestones.opening_announced.late",
    *(
        f"milestones.{key}.late"
        for key in (
            "congress_approved",
            "scheme_approved",
            "scheme_appraised",
            "scheme_submitted",
            "comments_gathered",
            "documents_drafted",
            "direction_formed",
            "plan_issued",
            "archived",
        )
    ),
    "congresses.over_limit",
    "congresses.held_late",
    "congresses.unplanned",
)

# What the tree holds, under the heading.
MAKE_UP = (
    "organisations.upper",
    "organisations.grassroots_committees",
    "organisations.grassroots_cells",
    "organisations.sections",
    "organisations.cells",
    "members",
)

# Columns of the table by subordinate: (indicator, heading, show as share of its whole).
COLUMNS: tuple[tuple[str, str, bool], ...] = (
    ("organisations.grassroots", N_("Grass-roots organisations"), False),
    ("members", N_("Members"), False),
    ("congresses", N_("Congresses"), False),
    ("congresses.planned", N_("Planned"), False),
    ("congresses.held", N_("Held"), True),
    ("congresses.held_on_time", N_("On time"), False),
    ("congresses.overdue", N_("Overdue"), False),
    ("congresses.behind_plan", N_("Behind plan"), False),
    ("milestones.results_reported", N_("Reported"), False),
    ("milestones.ratified", N_("Ratified"), False),
    ("pilots.held", N_("Pilots held"), False),
)

SHAPE = (
    "congresses.held_on_time",
    "congresses.held_ahead",
    "congresses.held_late",
    "congresses.announced_in_time",
    "congresses.over_limit",
    "congresses.of_members",
    "congresses.of_delegates",
    "congresses.contents_4",
    "congresses.contents_3",
    "congresses.contents_2",
    "congresses.days_late_most",
    "congresses.days_late_mean",
    "congresses.days_early_mean",
    "pilots",
    "wide.held",
)

# How the preparation stands, whatever the level.
PREPARATION = (
    "papers.disseminated",
    "papers.own_documents",
    "tasks.done",
    "tasks.late",
    "bodies.covered",
    "visits.held",
    "visits.overdue",
    "difficulties.open",
    "difficulties.late",
    "difficulties.days_to_answer",
    "lessons.read",
    "trainings.attended",
)

NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *PREPARATION,
            *TILES,
            *EXCEPTIONS,
            *MAKE_UP,
            *SHAPE,
            *(name for name, _, _ in COLUMNS),
            *(f"milestones.{m.key}" for m in MILESTONES),
        )
    )
)


def value(figure: Figure) -> str:
    """A figure's number as text: whole, or a mean with one decimal."""
    if isinstance(figure.value, Fraction):
        return one_decimal(figure.value)
    return num(figure.value)


def title(name: str) -> str:
    """An indicator's title; for lateness with a word that says so."""
    text = gettext(CATALOGUE[name].title)
    if name.startswith("milestones.") and name.endswith(".late"):
        return gettext("Late: {milestone}").format(milestone=text)
    return text


def link(organisation: int, name: str, query: str, which: str = "") -> str:
    address = reverse("records", args=[organisation, name])
    return f"{address}?{query}" + (f"&which={quote(which)}" if which else "")


@dataclass(frozen=True)
class Tile:
    """One of the few figures that matter."""

    label: str
    value: str
    share: str
    sentence: str
    delta: str
    href: str
    state: str
    part: int | None
    of: int | None


def tiles(organisation: int, now: Mapping[str, Figure], before: Mapping[str, Figure], query: str) -> list[Tile]:
    return [_tile(organisation, name, now[name], before.get(name), query) for name in TILES]


def _tile(organisation: int, name: str, now: Figure, before: Figure | None, query: str) -> Tile:
    indicator = CATALOGUE[name]
    whole = now.out_of if indicator.better > 0 or name.startswith("pilots") else None
    state = STATE_OF_TILE.get(name, "")
    if state in {"late", "due"} and not now.value:
        state = "done"
    share = ""
    if whole:
        share = gettext("{share} of {whole}").format(share=pct(now.share), whole=num(whole))
    return Tile(
        label=title(name),
        value=value(now),
        share=share,
        sentence=gettext(indicator.sentence),
        delta=delta(now, before),
        href=link(organisation, name, query),
        state=state,
        part=int(now.value or 0) if whole else None,
        of=whole,
    )


def delta(now: Figure, before: Figure | None) -> str:
    """The change since a week before, in words; nothing where there is none to tell."""
    if before is None or not isinstance(now.value, int) or not isinstance(before.value, int):
        return ""
    change = now.value - before.value
    if not change:
        return gettext("as a week before")
    sign = "▲" if change > 0 else "▼"
    return gettext("{sign} {change} in a week").format(sign=sign, change=num(abs(change)))


@dataclass(frozen=True)
class Exceptional:
    """A kind of exception with how many there are, and the first of them by name."""

    label: str
    sentence: str
    count: int
    href: str
    state: str
    first: tuple[tuple[str, str], ...]  # name, address
    more: str


def exceptional(
    organisation: int, found: Sequence[tuple[str, int, list[int]]], names: Mapping[int, str], query: str
) -> list[Exceptional]:
    shown = []
    for name, count, first in found:
        rest = count - len(first)
        shown.append(
            Exceptional(
                label=title(name),
                sentence=gettext(CATALOGUE[name].sentence),
                count=count,
                href=link(organisation, name, query),
                state="late" if name == "congresses.overdue" or name.endswith(".late") else "due",
                first=tuple((names.get(pk, "?"), f"{reverse('organisation', args=[pk])}?{query}") for pk in first),
                more=ngettext("and {count} more", "and {count} more", rest).format(count=num(rest)) if rest else "",
            )
        )
    return shown


@dataclass(frozen=True)
class Bar:
    """A milestone: how many have reached it of those of which it is asked, and how many are late."""

    label: str
    done: int
    of: int
    share: str
    href: str
    late: int
    late_href: str


def bars(organisation: int, now: Mapping[str, Figure], query: str) -> list[Bar]:
    found = []
    for milestone in MILESTONES:
        name = f"milestones.{milestone.key}"
        reached, late = now[name], now.get(f"{name}.late")
        found.append(
            Bar(
                gettext(milestone.label),
                int(reached.value or 0),
                reached.out_of or 0,
                pct(reached.share, 1),
                link(organisation, name, query),
                int(late.value or 0) if late else 0,
                link(organisation, f"{name}.late", query),
            )
        )
    return found


@dataclass(frozen=True)
class Row:
    """A subordinate unit's line: its name and one cell a column."""

    id: int
    name: str
    href: str
    cells: tuple["Cell", ...]


@dataclass(frozen=True)
class Cell:
    """A number of the table, with its share where the column shows one, linked to its records."""

    number: int
    text: str
    share: str
    href: str
    warn: bool
    heading: str


def cells(organisation: int, figures: Mapping[str, Figure], query: str) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            number=int(figures[name].value or 0),
            text=value(figures[name]),
            share=pct(figures[name].share, 1) if with_share and figures[name].out_of else "",
            href=link(organisation, name, query),
            warn=CATALOGUE[name].better < 0 and bool(figures[name].value),
            heading=gettext(heading),
        )
        for name, heading, with_share in COLUMNS
    )


@dataclass(frozen=True)
class Drawn:
    """One week of the drawing, in its units: two bars side by side, heights from the ground up."""

    x: int
    planned: int
    held: int
    planned_top: int
    held_top: int
    label: str
    tip: str


@dataclass(frozen=True)
class Drawing:
    """The weeks as bars on a field of `width` by 120; `now` is where the day asked for stands."""

    width: int
    weeks: tuple[Drawn, ...]
    most: int
    now: int | None


HEIGHT, STEP = 120, 16


def drawing(weeks: Sequence[Week], as_of: date) -> Drawing | None:
    """Bars of planned and held week by week; None without any. At most the last two years are drawn."""
    weeks = list(weeks)[-104:]
    if not weeks:
        return None
    most = max(max(week.planned, week.held) for week in weeks) or 1
    drawn, month, now = [], None, None
    for index, week in enumerate(weeks):
        x = index * STEP
        if week.monday <= as_of:
            now = x + STEP if (as_of - week.monday).days > 6 else x + STEP // 2
        begins = (week.monday.year, week.monday.month)
        label = f"{week.monday.month}/{week.monday.year}" if begins != month else ""
        month = begins
        planned, held = (round(count * (HEIGHT - 12) / most) for count in (week.planned, week.held))
        tip = gettext("Week of {day}: {planned} planned, {held} held").format(
            day=f"{week.monday.day}/{week.monday.month}/{week.monday.year}", planned=week.planned, held=week.held
        )
        drawn.append(Drawn(x, planned, held, HEIGHT - planned, HEIGHT - held, label, tip))
    return Drawing(len(drawn) * STEP, tuple(drawn), most, now)
