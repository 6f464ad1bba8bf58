"""What the columns of a list hold: guessed, shown over the list itself, and put right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from daihoi.core.organisations.sheet import (
    Layout,
    filled_columns,
    guess_below,
    guess_hierarchy,
    guess_layout,
)
from daihoi.core.organisations.sheet.decode import decoder
from daihoi.core.tables import Table, letter
from daihoi.web.asked import whole_number
from daihoi.web.imports import uploads
from daihoi.web.imports.forms import MapForm
from daihoi.web.imports.views import opened

_SHOWN = 15  # rows of the file
_UNSURE = 0.75  # below this confidence a guess is pointed out
_LONGEST = 160  # characters of a cell that are shown


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, token: str) -> HttpResponse:
    """The first rows of the sheet under what each column was taken for."""
    upload, place = opened(request, token)
    if "sheet" in request.POST:
        return _choose_sheet(request, upload)
    table = uploads.table_of(upload)
    shown = filled_columns(table)
    layout = upload.layout
    post = request.POST if request.method == "POST" else None
    action = request.POST.get("action", "")
    if action == "guess":
        upload.layout = guess_layout(table)
        uploads.save(upload)
        messages.info(request, gettext("The columns were guessed anew."))
        return redirect("import_map", token)
    form = MapForm(post, layout=layout, shown=shown, height=len(table.rows))
    if post is not None and form.is_valid():
        chosen = _chosen(form, layout, table)
        if action != "preview":
            upload.layout = chosen
            uploads.save(upload)
            return redirect("import_map", token)
        form.check(chosen)
        if form.is_valid():
            upload.layout = chosen
            uploads.save(upload)
            return redirect("import_preview", token)
    context = _context(form, layout, table, shown)
    crumbs = [(gettext("Import"), reverse("imports")), (upload.file_name, "")]
    context |= {"upload": upload, "into": place, "crumbs": crumbs, "step": 2}
    return render(request, "imports/columns.html", context)


def _choose_sheet(request: HttpRequest, upload: uploads.Upload) -> HttpResponse:
    asked = whole_number(request.POST["sheet"])
    if asked is not None and asked < len(upload.sheets):
        uploads.choose_sheet(upload, asked)
        uploads.save(upload)
    return redirect("import_map", upload.token)


def _chosen(form: MapForm, before: Layout, table: Table) -> Layout:
    """The layout that the form says. What hangs on a changed part is guessed anew: columns on the rows of headings
    and the letters, the hierarchy on the columns."""
    given = form.chosen_layout()
    if given.header_rows and (given.header_rows, given.encoding) != (before.header_rows, before.encoding):
        return guess_below(table, given.header_rows, given.encoding)
    if given.hierarchy is before.hierarchy and _fields(given) != _fields(before):
        return Layout(
            given.first_row,
            given.last_row,
            given.columns,
            guess_hierarchy(table, given),
            given.header_rows,
            given.encoding,
        )
    return given


def _fields(layout: Layout) -> set[tuple[int, str, int]]:
    return {(column.index, column.field.value, column.level) for column in layout.columns if column.field}


def _context(form: MapForm, layout: Layout, table: Table, shown: tuple[int, ...]) -> dict[str, object]:
    read = decoder(table, layout.encoding)
    known = {column.index: column for column in layout.columns}
    heads = []
    for index in shown:
        column = known.get(index)
        state = "" if column is None or column.field is None else "sure" if column.confidence >= _UNSURE else "unsure"
        heads.append((letter(index), form[f"column-{index}"], state))
    rows = []
    for number in range(1, min(len(table.rows), max(_SHOWN, layout.first_row + 5)) + 1):
        cells = table.rows[number - 1]
        where = "head" if number in layout.header_rows else "data" if number >= layout.first_row else "before"
        texts = [
            (read(cells[i])[:_LONGEST], min(cells[i].indent // 2, 4)) if i < len(cells) and cells[i].text else ("", 0)
            for i in shown
        ]
        rows.append((number, where, _spans(texts, merged=where != "data")))
    return {
        "form": form,
        "heads": heads,
        "rows": rows,
        "unsure": [where for where, _, state in heads if state == "unsure"],
        "total": len(table.rows),
        "first": layout.first_row,
        "last": min(layout.last_row, len(table.rows)),
    }


def _spans(texts: list[tuple[str, int]], *, merged: bool) -> list[tuple[str, int, int]]:
    """(text, indent, columns): titles and headings that merged cells repeat are shown once over their columns."""
    found: list[tuple[str, int, int]] = []
    for text, indent in texts:
        if merged and found and text and found[-1][0] == text:
            found[-1] = (text, indent, found[-1][2] + 1)
        else:
            found.append((text, indent, 1))
    return found
