"""What a list would change, before it does: problems first, put right on the spot, then applied as a whole."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daihoi.actions import organisations as actions
from daihoi.core.messages import N_, Finding, Refused, Severity
from daihoi.core.organisations.sheet import (
    Action,
    Entry,
    Field,
    ImportPlan,
    Layout,
    Parsed,
    apply_overrides,
    compare,
    parse,
    row_texts,
)
from daihoi.core.organisations.sheet.naming import UNIT_LABELS
from daihoi.core.tables import Table
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import organisations as queries
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import whole_number
from daihoi.web.imports import uploads
from daihoi.web.imports.export import XLSX, download
from daihoi.web.imports.forms import RowForm, rows_put_right
from daihoi.web.imports.views import opened
from daihoi.web.paging import Page, page_of
from daihoi.web.templatetags.show import kind_name, num

SHOWS = {
    "errors": N_("To put right"),
    "warnings": N_("To look at"),
    "changed": N_("Changed"),
    "new": N_("New"),
    "missing": N_("Not in the list"),
    "unchanged": N_("Unchanged"),
    "corrected": N_("Put right here"),
}
SEVERITIES = {
    Severity.ERROR: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.QUESTION: N_("To decide"),
    Severity.NOTE: N_("Note"),
}
CHANGES = {
    "code": N_("Code"),
    "name": N_("Name"),
    "kind": N_("Kind of organisation"),
    "unit": N_("Kind of unit"),
    "parent": N_("Upper organisation"),
    "members": N_("Members"),
}
_ROWS = 20  # rows with fields on one page


@dataclass(frozen=True)
class Planned:
    """A list as read with its corrections, against the tree as it stands; `table` and `layout` are the file's own."""

    table: Table
    layout: Layout
    parsed: Parsed
    plan: ImportPlan
    findings: tuple[Finding, ...]
    names: dict[int, str]  # of known organisations

    def rows_with(self, *severities: Severity) -> dict[int | None, list[Finding]]:
        """Findings by row, in the order of the file; None for those about the whole list."""
        found: defaultdict[int | None, list[Finding]] = defaultdict(list)
        for finding in sorted(self.findings, key=lambda one: one.place.row or 0):
            if finding.severity in severities:
                found[finding.place.row].append(finding)
        return dict(found)

    @property
    def errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def ending(self) -> list[int]:
        """What ends in any case: predecessors that the list leaves out."""
        named = {pk for entry in self.plan.entries for pk in entry.predecessors}
        return [known.id for known in self.plan.missing if known.id in named]


def planned(request: HttpRequest, upload: uploads.Upload, more: tuple[Finding, ...] = ()) -> Planned:
    table, layout = uploads.table_of(upload), upload.layout
    parsed = parse(*apply_overrides(table, layout, upload.overrides))
    known = queries.known_below(actor=request.actor, organisation=upload.organisation, as_of=upload.as_of)
    plan = compare(parsed, known, upload.organisation, as_of=upload.as_of)
    findings = (*parsed.findings, *plan.findings)
    findings = (*findings, *(one for one in more if one not in findings))
    return Planned(table, layout, parsed, plan, findings, {one.id: one.name for one in known})


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Counts, problems by row, and what each row would do; rows are put right here."""
    upload, place = opened(request, token)
    forms: list[RowForm] = []
    if request.method == "POST":
        forms = _correct(request, upload)
        if all(form.is_valid() for form in forms):
            uploads.save(upload)
            messages.success(request, rows_put_right(len(upload.texts) + len(upload.left_out)))
            return redirect("import_preview", token)
    return _page(request, upload, place, planned(request, upload), forms)


@require_safe
def problems(request: HttpRequest, token: str) -> HttpResponse:
    """The findings as a sheet, to be worked off in the office program."""
    upload, _ = opened(request, token)
    found = planned(request, upload)
    order = list(SEVERITIES)
    columns = [
        Column(gettext("Row"), 8, "int"),
        Column(gettext("Column"), 8),
        Column(gettext("Weight"), 14),
        Column(gettext("What to do"), 100),
    ]
    rows = [
        (one.place.row, one.place.column, gettext(SEVERITIES[one.severity]), one.message.render(gettext))
        for one in sorted(found.findings, key=lambda one: (order.index(one.severity), one.place.row or 0))
    ]
    heading = (gettext("Problems of the list {file}").format(file=upload.file_name), found.table.name)
    return download(write_xlsx([Sheet(gettext("Problems"), columns, rows, heading)]), XLSX, "problems.xlsx")


@require_POST
def apply(request: HttpRequest, token: str) -> HttpResponse:
    """Import the list as a whole, or say why not."""
    upload, place = opened(request, token)
    parsed = parse(*apply_overrides(uploads.table_of(upload), upload.layout, upload.overrides))
    try:
        imported = actions.import_list(
            actor=request.actor,
            organisation=upload.organisation,
            parsed=parsed,
            as_of=upload.as_of,
            decision=actions.Decision(number=upload.decision),
            file_name=upload.file_name,
            file_sha256=upload.sha256,
            end_missing=request.POST.get("end_missing") == "on",
        )
    except Refused as refused:
        messages.error(request, gettext("Nothing was imported: first put right what is shown below."))
        return _page(request, upload, place, planned(request, upload, refused.findings), [])
    uploads.discard(upload)
    if imported.change is None:
        text = gettext("Nothing changes: all {count} organisations are already as the list says.")
        messages.info(request, text.format(count=num(imported.unchanged)))
        return redirect("imports")
    return redirect("import_done", imported.change)


def _correct(request: HttpRequest, upload: uploads.Upload) -> list[RowForm]:
    """Put the rows of the form into the upload; the forms come back, for those that cannot be read."""
    table, layout = uploads.table_of(upload), upload.layout
    if request.POST.get("action") == "forget":
        upload.forget_corrections()
        return []
    asked = dict.fromkeys(_numbers(request.POST.getlist("row")))
    rows = [row for row in asked if 0 < row <= len(table.rows)][: 10 * _ROWS]
    original = row_texts(table, layout, rows)
    forms = [RowForm(request.POST, row=row, texts=original[row], left_out=False) for row in rows]
    left_out = set(upload.left_out)
    for form in forms:
        if not form.is_valid():
            continue
        upload.texts.pop(str(form.row), None)
        left_out.discard(form.row)
        if form.cleaned_data["out"]:
            left_out.add(form.row)
        if texts := form.corrections(original[form.row]):
            upload.texts[str(form.row)] = texts
    upload.left_out = sorted(left_out)
    return forms


def _page(
    request: HttpRequest, upload: uploads.Upload, place: OrganisationCard, found: Planned, forms: list[RowForm]
) -> HttpResponse:
    more = {row for row in _numbers(request.GET.getlist("row")) if 0 < row <= len(found.table.rows)}
    groups = _groups(upload, found, more)
    asked = request.GET.get("show", "")
    show = asked if asked in groups else next((name for name, rows in groups.items() if rows), "unchanged")
    rows = groups[show]
    page = page_of(request, len(rows), _ROWS) if show in _BY_ROW else page_of(request, len(rows))
    if more and show == "corrected":  # the row that was asked for, alone
        rows, page = sorted(more), Page(1, len(more), _ROWS)
    part = list(rows)[page.start : page.stop]
    address = reverse("import_preview", args=[upload.token])
    counts = {name: len(group) for name, group in groups.items()}
    context = {
        "upload": upload,
        "into": place,
        "found": found,
        "counts": counts,
        "show": show,
        "page": page,
        "tabs": [
            {"label": gettext(SHOWS[name]), "href": f"{address}?show={name}", "current": name == show, "count": count}
            for name, count in counts.items()
            if count or name == show
        ],
        "whole": found.rows_with(*Severity).get(None, []),
        "ending": len(found.ending()),
        "step": 3,
        "crumbs": [(gettext("Import"), reverse("imports")), (upload.file_name, "")],
        **_shown(upload, found, show, part, forms),
        "nothing": not found.errors and not counts["new"] and not counts["changed"] and not counts["missing"],
    }
    return render(request, "imports/preview.html", context)


_BY_ROW = ("errors", "warnings", "corrected")


def _numbers(texts: Iterable[str]) -> list[int]:
    return [number for text in texts if (number := whole_number(text, digits=7)) is not None]


def _groups(upload: uploads.Upload, found: Planned, more: set[int]) -> dict[str, list[object]]:
    """What each tab lists: rows of the file, entries, or known organisations; `more`: rows to put right."""
    by_action: defaultdict[Action, list[object]] = defaultdict(list)
    for entry in found.plan.entries:
        by_action[entry.action].append(entry)
    corrected = {int(row) for row in upload.texts} | set(upload.left_out) | more
    errors = set(found.rows_with(Severity.ERROR)) - {None}
    others = set(found.rows_with(Severity.WARNING, Severity.QUESTION, Severity.NOTE)) - {None}
    return {
        "errors": sorted(errors),
        "warnings": sorted(others - errors),
        "changed": by_action[Action.CHANGED],
        "new": by_action[Action.NEW],
        "missing": list(found.plan.missing),
        "unchanged": by_action[Action.UNCHANGED],
        "corrected": sorted(corrected),
    }


def _shown(
    upload: uploads.Upload, found: Planned, show: str, part: list[object], forms: list[RowForm]
) -> dict[str, object]:
    """The rows of one page of one tab."""
    if show in _BY_ROW:
        return {"blocks": _blocks(upload, found, part, forms)}
    if show == "missing":
        ending = set(found.ending())
        return {"missing": [(known, known.id in ending) for known in part]}
    return {"entries": [_line(found, entry) for entry in part]}


def _blocks(upload: uploads.Upload, found: Planned, rows: list[int], forms: list[RowForm]) -> list[dict[str, object]]:
    """Rows with their findings and fields, as they stand now."""
    by_row = found.rows_with(*Severity)
    original = row_texts(found.table, found.layout, rows)
    bound = {form.row: form for form in forms}
    blocks = []
    for row in rows:
        own = {Field(one): text for one, text in upload.texts.get(str(row), {}).items()}
        texts = original[row] | {one: text for one, text in own.items() if one in original[row]}
        left_out = row in upload.left_out
        wrong = {one.place.column for one in by_row.get(row, []) if one.severity is Severity.ERROR}
        fields = {one for one, where in found.parsed.columns.items() if where in wrong}
        form = bound.get(row) or RowForm(None, row=row, texts=texts, left_out=left_out, wrong=fields)
        before = [(form[one.value].label, text) for one, text in original[row].items() if one in own]
        name = texts.get(Field.NAME) or gettext("(without a name)")
        blocks.append(
            {"row": row, "name": name, "findings": by_row.get(row, []), "form": form, "before": before, "out": left_out}
        )
    return blocks


def _line(found: Planned, entry: Entry) -> dict[str, object]:
    """One entry as its row of the table shows it."""
    if entry.parent_index is not None:
        parent = found.plan.entries[entry.parent_index].name
    else:
        parent = found.names.get(entry.parent_id or 0, "")
    changes = [
        (gettext(CHANGES[one.field]), _said(one.field, one.before), _said(one.field, one.after))
        for one in entry.changes
    ]
    return {"entry": entry, "parent": parent, "changes": changes}


def _said(field: str, value: object) -> str:
    """A fact of a change as people read it."""
    if field == "kind":
        return kind_name(value)
    if field == "unit":
        return UNIT_LABELS.get(value, str(value))
    if field == "members":
        official, probationary = value
        return "–" if official is None else f"{num(official)} + {num(probationary or 0)}"
    return str(value) or "–"
