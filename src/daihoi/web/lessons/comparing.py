"""The comparison of shortcomings: pilots and the wide round, before and after lessons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.lessons import KindLine, Part
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import lessons as queries
from daihoi.queries.lessons import ComparisonView
from daihoi.web import words
from daihoi.web.downloads import XLSX, download
from daihoi.web.lessons.frame import base, heading, here
from daihoi.web.lessons.reviews import TABS
from daihoi.web.templatetags.lesson_words import kind_said


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Shortcomings by kind, and by organisation below for one kind or any (`?kind=`)."""
    title = gettext("Comparison")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.comparison(actor=request.actor, at=found.at, kind=request.GET.get("kind", "")[:40])
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "lines": [(view.names[line.kind], line) for line in view.whole.lines],
        "still": [(view.names[line.kind], line) for line in view.whole.lines if line.still_occurs],
        "kinds": sorted(((key, kind_said(name)) for key, name in view.names.items()), key=lambda pair: pair[1]),
        "chosen": kind_said(view.names[view.kind]) if view.kind else "",
    }
    return render(request, "lessons/comparison.html", context)


@require_safe
def comparison_xlsx(request: HttpRequest) -> HttpResponse:
    """The comparison as two sheets: by kind, and by organisation below."""
    found = here(request, "")
    if isinstance(found, HttpResponse):
        raise NotHere
    view = queries.comparison(actor=request.actor, at=found.at, kind=request.GET.get("kind", "")[:40])
    title = gettext("Shortcomings: pilots and the wide round")
    sheets = [Sheet(gettext("By kind"), _kind_columns(), _kind_rows(view), heading(found, title))]
    if view.branches:
        what = kind_said(view.names[view.kind]) if view.kind else gettext("Any shortcoming")
        rows = [(branch.name, *_parts(branch.line)) for branch in view.branches]
        columns = (Column(gettext("Organisation"), 44), *_part_columns())
        sheets.append(Sheet(gettext("By organisation"), columns, rows, heading(found, f"{title}: {what}")))
    return download(write_xlsx(sheets), XLSX, f"{title} - {found.card.name}", "xlsx")


def _part_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Pilots with it"), 12, "int"),
        Column(gettext("Pilots reviewed"), 12, "int"),
        Column(gettext("Share"), 10, "percent"),
        Column(gettext("Wide round with it"), 12, "int"),
        Column(gettext("Wide round reviewed"), 12, "int"),
        Column(gettext("Share"), 10, "percent"),
        Column(gettext("Change"), 10, "percent"),
    )


def _kind_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Shortcoming"), 48),
        Column(gettext("Subject"), 24),
        *_part_columns(),
        Column(gettext("First lesson"), 13, "date"),
        Column(gettext("Before: with it"), 12, "int"),
        Column(gettext("Before: reviewed"), 12, "int"),
        Column(gettext("After: with it"), 12, "int"),
        Column(gettext("After: reviewed"), 12, "int"),
    )


def _kind_rows(view: ComparisonView) -> list[tuple[str | int | float | None, ...]]:
    rows = []
    for line in view.whole.lines:
        name = view.names[line.kind]
        told = line.lesson_on is not None
        numbers = (line.before.number, line.before.of, line.after.number, line.after.of)
        after = numbers if told else (None, None, None, None)
        rows.append((kind_said(name), words.say(SUBJECT_NAMES, name.subject), *_parts(line), line.lesson_on, *after))
    rows.append((gettext("Any shortcoming"), "", *_parts(view.whole.any_kind), None, None, None, None, None))
    return rows


def _parts(line: KindLine) -> tuple[int | float | None, ...]:
    change = float(line.change) if line.change is not None else None
    return (*_numbers(line.pilots), *_numbers(line.wide), change)


def _numbers(part: Part) -> tuple[int | float | None, ...]:
    return (part.number, part.of, float(part.share) if part.share is not None else None)
