"""One weekly report: its figures with their records, its lists, people's words, signing, and its files."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import reports as actions
from daihoi.core.access import NotHere
from daihoi.core.indicators import CATALOGUE
from daihoi.core.reports import BY_KEY, SECTIONS, Listed, Section, Value, list_key
from daihoi.core.stamp import stamp
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import reports as queries
from daihoi.queries.reports import ReportView
from daihoi.web.downloads import WORD, XLSX, download
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.reports.forms import SignForm, WordsForm
from daihoi.web.templatetags.show import day, num, pct


@dataclass(frozen=True)
class Line:
    """A figure as the page shows it."""

    title: str
    sentence: str
    now: str
    whole: str
    share: str
    change: str
    look: str  # "good", "bad" or "": how the change is read
    href: str


@dataclass(frozen=True)
class Part:
    """A section as the page shows it."""

    key: str
    title: str
    lines: tuple[Line, ...]
    lists: tuple[tuple[str, Listed, int, str], ...]  # title, entries, how many more, address of all
    words: str


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report with everything."""
    view = queries.report(actor=request.actor, pk=pk)
    context = {
        "view": view,
        "title": _title(view),
        "parts": [_part(section, view) for section in SECTIONS],
        "crumbs": [*_crumbs(view)[:-1], (_title(view), "")],
    }
    return render(request, "reports/report.html", context)


def _title(view: ReportView) -> str:
    text = gettext("Week from {first} to {last}")
    return text.format(first=day(view.line.first), last=day(view.line.week_to))


def _crumbs(view: ReportView) -> list[tuple[str, str]]:
    reports = f"{reverse('reports')}?at={view.line.organisation}"
    return [
        (gettext("Weekly reports"), reports),
        (view.line.name, reverse("organisation", args=[view.line.organisation])),
        (_title(view), reverse("report", args=[view.line.id])),
    ]


def _part(section: Section, view: ReportView) -> Part:
    query = f"term={view.term}&as_of={view.line.week_to.isoformat()}&level={view.content.level.value}"
    lists = []
    for name, of_week in section.lists:
        found = view.content.lists.get(list_key(name, of_week))
        if found is not None and found.count:
            title = gettext(CATALOGUE[name].title)
            if of_week:
                title = gettext("{what} in this week").format(what=title)
            href = f"{reverse('records', args=[view.line.organisation, name])}?{query}"
            lists.append((title, found, found.count - len(found.entries), href))
    return Part(
        section.key,
        gettext(section.title),
        tuple(
            _line(name, view.content.figures[name], view.line.organisation, query)
            for name in section.figures
            if name in view.content.figures
        ),
        tuple(lists),
        view.words.get(section.key, ""),
    )


def _line(name: str, value: Value, organisation: int, query: str) -> Line:
    indicator, change = CATALOGUE[name], value.change
    share = Fraction(value.now, value.out_of) if isinstance(value.now, int) and value.out_of else None
    look = ""
    if change and indicator.better:
        look = "good" if change * indicator.better > 0 else "bad"
    return Line(
        gettext(indicator.title),
        gettext(indicator.sentence),
        _number(value.now),
        num(value.out_of) if value.out_of is not None else "",
        pct(share, 1) if share is not None else "",
        "" if change is None else f"{'+' if change > 0 else '−' if change < 0 else ''}{num(abs(change))}",
        look,
        f"{reverse('records', args=[organisation, name])}?{query}",
    )


def _number(value: int | Fraction | None) -> str:
    if isinstance(value, Fraction):
        return pct(value / 100, 1).removesuffix("\u202f%")
    return num(value)


def _unsigned(request: HttpRequest, pk: int) -> ReportView:
    view = queries.report(actor=request.actor, pk=pk)
    if not view.may_edit:
        raise NotHere
    return view


@get_or_post
def words(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """People's own words in one section."""
    view = _unsigned(request, pk)
    if section not in BY_KEY:
        raise NotHere

    def act(data: dict[str, Any]) -> None:
        actions.word_report(
            actor=request.actor,
            organisation=view.line.organisation,
            report=pk,
            section=section,
            text=data["text"],
            seen=data["seen"] or None,
        )

    goal = f"{reverse('report', args=[pk])}#{section}"
    known = view.words.get(section, "")
    return one_form(
        request,
        WordsForm(request.POST or None, initial={"text": known, "seen": stamp(known)}),
        act,
        title=gettext(BY_KEY[section].title),
        submit=gettext("Save"),
        goal=goal,
        cancel=goal,
        crumbs=_crumbs(view),
        lead=gettext("Words of your own, below the figures of this section."),
    )


@get_or_post
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the report off; then it stays as it is."""
    view = _unsigned(request, pk)

    def act(data: dict[str, Any]) -> None:
        actions.sign_report(actor=request.actor, organisation=view.line.organisation, report=pk, signer=data["signer"])

    goal = reverse("report", args=[pk])
    return one_form(
        request,
        SignForm(request.POST or None),
        act,
        title=gettext("Sign the report off"),
        submit=gettext("Sign off"),
        goal=goal,
        cancel=goal,
        crumbs=_crumbs(view),
        lead=gettext("From then on its figures and words stay as they are."),
        done=gettext("The report is signed off."),
    )


@require_safe
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a Word file in the party layout."""
    from daihoi.office.papers.weekly import weekly_report  # noqa: PLC0415 slow import

    paper = queries.paper(actor=request.actor, pk=pk)
    name = f"Báo cáo tuần đến {paper.last:%d-%m-%Y} - {paper.organisation}"
    return download(weekly_report(paper), WORD, name, "docx")


@require_safe
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's figures and lists as sheets."""
    view = queries.report(actor=request.actor, pk=pk)
    heading = (view.line.name, _title(view))
    columns = (
        Column(gettext("Part of the report"), 26, "text"),
        Column(gettext("Figure"), 44, "text"),
        Column(gettext("Value"), 14, "int"),
        Column(gettext("Out of"), 14, "int"),
        Column(gettext("A week before"), 14, "int"),
        Column(gettext("Name of the figure"), 30, "text"),
    )
    figures = [
        (
            gettext(section.title),
            gettext(CATALOGUE[name].title),
            _plain(value.now),
            value.out_of,
            _plain(value.before),
            name,
        )
        for section in SECTIONS
        for name in section.figures
        if (value := view.content.figures.get(name)) is not None
    ]
    lists = [
        (title, entry.organisation, entry.what, entry.day)
        for section in SECTIONS
        for title, listed, _, _ in _part(section, view).lists
        for entry in listed.entries
    ]
    named = (
        Column(gettext("What is listed"), 36, "text"),
        Column(gettext("Organisation"), 40, "text"),
        Column(gettext("What"), 60, "text"),
        Column(gettext("Day"), 13, "date"),
    )
    data = write_xlsx(
        [
            Sheet(title=gettext("Figures"), heading=heading, columns=columns, rows=figures),
            Sheet(title=gettext("Lists"), heading=heading, columns=named, rows=lists),
        ]
    )
    return download(data, XLSX, f"Báo cáo tuần đến {view.line.week_to:%d-%m-%Y} - {view.line.name}", "xlsx")


def _values(value: Value) -> tuple[int | float | None, int | None, int | float | None]:
    return _plain(value.now), value.out_of, _plain(value.before)


def _plain(value: int | Fraction | None) -> int | float | None:
    return round(float(value), 2) if isinstance(value, Fraction) else value
