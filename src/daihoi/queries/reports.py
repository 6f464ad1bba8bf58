"""Weekly reports: composing one from indicators, reading those that were made, and the paper for signature."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.utils import timezone, translation

from daihoi.core import reports as core
from daihoi.core.access import Actor, Grant, NotHere, Permission, Role, allows, reach
from daihoi.core.indicators import CATALOGUE, Records
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.core.reports import SECTIONS, Content, Entry, Listed, Section, Value
from daihoi.core.waiting import Waiting
from daihoi.data.models import ReportSchedule, Version, WeeklyReport
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock, indicators, organisations
from daihoi.queries.access import below, require
from daihoi.queries.indicators import Figure, Place, Which
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.sharing import at_or_below

_CHANGE = timedelta(days=7)


def reader_of(path: str) -> Actor:
    """The installation itself as a reader of one organisation, for reports that make themselves."""
    return Actor(None, "daihoi", (Grant(Role.READER, (path,), date.min),))


def compose(*, actor: Actor, organisation: int, term: str, week_to: date) -> Content:
    """The figures and lists of an organisation's report on the week that ends on a day."""
    version = last_version(organisation)
    level = core.level_of(Kind(version.kind))

    def place(day: date) -> Place:
        return indicators.place(
            actor=actor, organisation=organisation, term=term, as_of=day, today=clock.today(), level=level
        )

    at = place(week_to)
    now = indicators.figures(at, core.FIGURES)
    try:
        before = indicators.figures(place(week_to - _CHANGE), core.FIGURES)
    except NotHere:  # founded in the week
        before = {}
    figures = {name: _value(now[name], before.get(name)) for name in core.FIGURES}
    lists = {
        core.list_key(name, of_week): _listed(actor, at, name, of_week)
        for section in SECTIONS
        for name, of_week in section.lists
    }
    return Content(level, figures, lists)


def _value(now: Figure, before: Figure | None) -> Value:
    return Value(now.value, now.out_of, before.value if before else None)


def _listed(actor: Actor, at: Place, name: str, of_week: bool) -> Listed:
    """The first records of a list with words in Vietnamese: the report is a paper."""
    with translation.override("vi"):
        if CATALOGUE[name].records is Records.ORGANISATIONS:
            count, found = indicators.record_list(
                at, name, Which.COUNTED, order=indicators.Order.LATE, stop=core.MOST_LINES
            )
            lines = [(each.organisation, "", each.last_day) for each in found]
        else:
            since = core.first_day(at.as_of) if of_week else None
            count, items = indicators.item_list(at, name, Which.COUNTED, stop=core.MOST_LINES, since=since)
            lines = [
                (each.organisation, each.what.render(translation.gettext), each.done_on or each.due_on)
                for each in items
            ]
    cards = organisations.cards(actor=actor, pks=sorted({pk for pk, _, _ in lines}), as_of=at.as_of)
    names = _named(actor, at, cards)
    return Listed(count, tuple(Entry(names.get(pk, "?"), what, day) for pk, what, day in lines))


def _named(actor: Actor, at: Place, cards: Mapping[int, OrganisationCard]) -> dict[int, str]:
    """Names by id; with the organisation above where that is another than the report's own: cells of one name are
    many in a province."""
    near = (at.organisation, None)
    deep = sorted({up for pk, card in cards.items() if pk not in near and (up := card.parent_id) not in near and up})
    above = organisations.cards(actor=actor, pks=deep, as_of=at.as_of)
    named = {}
    for pk, card in cards.items():
        over = above.get(card.parent_id or 0)
        named[pk] = f"{card.name} ({over.name})" if over else card.name
    return named


@dataclass(frozen=True)
class ReportLine:
    """A report in a list."""

    id: int
    organisation: int
    name: str
    week_to: date
    made_at: datetime
    made_by: str
    signed_on: date | None
    signer: str

    @property
    def first(self) -> date:
        return core.first_day(self.week_to)


@dataclass(frozen=True)
class Schedule:
    """When an organisation's report is made."""

    weekday: int
    hour: int
    active: bool


@dataclass(frozen=True)
class ReportsView:
    """The reports of an organisation, the latest first, and of those directly below for one week."""

    organisation: int
    name: str
    path: str
    schedule: Schedule | None
    lines: tuple[ReportLine, ...]
    may_edit: bool


def reports(*, actor: Actor, organisation: int, term: str, start: int, stop: int) -> tuple[int, ReportsView]:
    """(how many, the reports of an organisation from `start` to before `stop`, the latest first)."""
    version = last_version(organisation)
    today = clock.today()
    require(actor, Permission.VIEW, version.path, today)
    rows = WeeklyReport.objects.filter(organisation_id=organisation, term=term).order_by("-week_to")
    schedule = ReportSchedule.objects.filter(organisation_id=organisation).first()
    view = ReportsView(
        organisation,
        version.name,
        version.path,
        Schedule(schedule.weekday, schedule.hour, schedule.active) if schedule else None,
        tuple(_line(row, version.name) for row in rows.defer("content", "words")[start:stop]),
        allows(actor, Permission.REPORTS_EDIT, version.path, today),
    )
    return rows.count(), view


def _line(row: WeeklyReport, name: str) -> ReportLine:
    return ReportLine(
        row.pk, row.organisation_id, name, row.week_to, row.made_at, row.made_by_name, row.signed_on, row.signer
    )


@dataclass(frozen=True)
class ReportView:
    """A report with everything that its page shows. `words`: what people added, by section."""

    line: ReportLine
    code: str
    path: str
    parent: str
    term: str
    content: Content
    words: dict[str, str]
    may_edit: bool


def report(*, actor: Actor, pk: int) -> ReportView:
    """One report; two queries."""
    row = WeeklyReport.objects.select_related("organisation").filter(pk=pk).first()
    if row is None:
        raise NotHere
    # As the organisation and the one above were called at the end of the week.
    versions = Version.objects.filter(organisation_id=row.organisation_id).order_by("valid_from")
    found = list(versions.values_list("valid_from", "name", "path", "parent_id"))
    then = [one for one in found if one[0] <= row.week_to] or found[:1]
    if not then:
        raise NotHere
    _, name, path, parent = then[-1]
    today = clock.today()
    require(actor, Permission.VIEW, found[-1][2], today)
    above = (
        Version.objects.filter(organisation_id=parent, valid_from__lte=row.week_to)
        .order_by("-valid_from")
        .values_list("name", flat=True)
        .first()
        if parent is not None
        else ""
    )
    return ReportView(
        _line(row, name),
        row.organisation.code,
        path,
        above or "",
        row.term,
        core.content_of(row.content),
        json.loads(row.words),
        allows(actor, Permission.REPORTS_EDIT, found[-1][2], today) and row.signed_on is None,
    )


def paper(*, actor: Actor, pk: int) -> core.Paper:
    """A report as the paper for signature, in Vietnamese whatever the reader's language."""
    view = report(actor=actor, pk=pk)
    with translation.override("vi"):
        parts = tuple(_part(section, view) for section in SECTIONS)
    return core.Paper(
        upper=view.parent,
        organisation=view.line.name,
        day=view.line.signed_on or view.line.week_to,
        first=view.line.first,
        last=view.line.week_to,
        term=view.term.replace("-", " - "),
        parts=parts,
        signer=view.line.signer,
    )


def _part(section: Section, view: ReportView) -> core.Part:
    figures = view.content.figures
    lines = tuple(_paper_line(name, figures[name]) for name in section.figures if name in figures)
    lists = []
    for name, of_week in section.lists:
        found = view.content.lists.get(core.list_key(name, of_week))
        if found and found.count:
            title = translation.gettext(CATALOGUE[name].title)
            entries = tuple(
                " – ".join(filter(None, (one.organisation, one.what, _day(one.day)))) for one in found.entries
            )
            lists.append((f"{title} trong tuần" if of_week else title, entries, found.count - len(entries)))
    return core.Part(translation.gettext(section.title), lines, tuple(lists), view.words.get(section.key, ""))


def _entry(one: Entry) -> str:
    return " – ".join(filter(None, (one.organisation, one.what, _day(one.day))))


def _paper_line(name: str, value: Value) -> core.Line:
    share = ""
    if isinstance(value.now, int) and value.out_of:
        share = f"{_decimal(Fraction(value.now * 100, value.out_of), 1)}\N{NO-BREAK SPACE}%"
    change = value.change
    return core.Line(
        translation.gettext(CATALOGUE[name].title),
        _text(value.now),
        _text(value.out_of) if value.out_of is not None else "",
        share,
        "" if change is None else f"{'+' if change > 0 else ''}{_text(change)}",
    )


def _text(value: int | Fraction | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, Fraction):
        return _decimal(value, 1)
    return f"{value:,}".replace(",", ".")


def _decimal(value: Fraction, digits: int) -> str:
    """Rounded half up for the eye, with the Vietnamese comma."""
    scaled = int(value * 10**digits + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**digits)
    return f"{whole},{rest:0{digits}d}"


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def due_schedules(*, actor: Actor, now: datetime) -> list[tuple[int, str, date]]:
    """(organisation, term, last day of the week) of every report that has come due and is not made; for the worker.

    Only within the actor's reach, or everything for the installation itself.
    """
    rows = ReportSchedule.objects.filter(active=True)
    if actor.user_id is not None:
        rows = rows.filter(at_or_below(actor, Permission.REPORTS_EDIT, clock.today()))
    local = timezone.localtime(now)
    due = [
        (row.organisation_id, row.term, core.last_due(row.weekday, row.hour, local))
        for row in rows.order_by("organisation_id")
        if timezone.localtime(row.set_at).date() <= core.last_due(row.weekday, row.hour, local)
    ]
    made = set(
        WeeklyReport.objects.filter(organisation_id__in=[pk for pk, _, _ in due]).values_list(
            "organisation_id", "term", "week_to"
        )
    )
    alive = set(
        Version.objects.filter(organisation_id__in=[pk for pk, _, _ in due], valid_to=FAR).values_list(
            "organisation_id", flat=True
        )
    )
    return [each for each in due if each not in made and each[0] in alive]


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """Reports of the actor's own organisations that wait to be signed."""
    own = [paths.ids(path)[-1] for path in reach(actor, Permission.REPORTS_EDIT, today)]
    rows = WeeklyReport.objects.filter(organisation_id__in=own, term=term, signed_on=None).order_by("-week_to")
    names = dict(
        Version.objects.filter(below("path", actor, Permission.VIEW, today), organisation_id__in=own, valid_to=FAR)
        .values_list("organisation_id", "name")
    )  # fmt: skip
    return [
        Waiting("reports.unsigned", pk, organisation, names.get(organisation, ""), since=week_to)
        for pk, organisation, week_to in rows.values_list("pk", "organisation_id", "week_to")[:most]
    ]
