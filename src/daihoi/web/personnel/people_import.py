"""Reading in a list of people: the file, its columns, what it would do, and then all of it or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Refused
from daihoi.core.organisations.sheet import filled_columns
from daihoi.core.organisations.sheet.decode import decoder
from daihoi.core.personnel.sheet import FORM, Layout, guess_people_layout
from daihoi.core.tables import Table, letter
from daihoi.office.tables import Column, Sheet, UnreadableFile, write_xlsx
from daihoi.queries.personnel import PersonnelPlace
from daihoi.web.asked import whole_number
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel import people_uploads as uploads
from daihoi.web.personnel.frame import opened, place_of
from daihoi.web.personnel.people_import_forms import PeopleFileForm, PeopleMapForm
from daihoi.web.personnel.people_uploads import PeopleUpload

IMPORT = N_("Read in a list of people")
_SHOWN = 12  # rows of the file
_LONGEST = 120  # characters of a cell that are shown


def in_work(request: HttpRequest, pk: int, token: str) -> tuple[PersonnelPlace, PeopleUpload]:
    """The person's own list in work; NotHere when the right to read it in has ended."""
    place = place_of(request, pk)
    if not place.may_edit:
        raise NotHere
    return place, uploads.load(token, request.actor.user_id, pk)


@get_or_post
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a list, and the lists that are in work."""
    place, context = opened(request, pk, "personnel_import", last=gettext(IMPORT), edit=True)
    form = PeopleFileForm(*((request.POST, request.FILES) if request.method == "POST" else (None,)))
    if request.method == "POST" and form.is_valid():
        made = _read(request, place, form)
        if made is not None:
            return redirect("personnel_import_columns", pk, made.token)
    context |= {"form": form, "in_work": uploads.in_work(request.actor.user_id, pk)}
    return render(request, "personnel/import.html", context, status=400 if form.errors else 200)


@require_safe
def empty_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty form, and how it is filled in; nobody is in it."""
    if not place_of(request, pk).may_edit:
        raise NotHere
    columns = [Column(gettext(heading), width) for heading, _, width in FORM.values()]
    told = [(gettext(heading), gettext(how)) for heading, how, _ in FORM.values()]
    sheets = [
        Sheet(gettext("List of people"), columns, []),
        Sheet(
            gettext("How to fill in"),
            [Column(gettext("Heading of the column"), 34), Column(gettext("What to write below it"), 70)],
            told,
        ),
    ]
    return download(write_xlsx(sheets), XLSX, gettext("Empty form"), "xlsx")


def _read(request: HttpRequest, place: PersonnelPlace, form: PeopleFileForm) -> PeopleUpload | None:
    file, owner = form.cleaned_data["file"], request.actor.user_id
    try:
        return uploads.create(
            file.read(),
            file.name,
            owner=owner,
            organisation=place.organisation,
            term=place.term,
            into_pool=form.cleaned_data["into_pool"],
        )
    except UnreadableFile as error:
        form.add_error("file", error.message.render(gettext))
    except Refused as refused:
        for finding in refused.findings:
            form.add_error("file", finding.message.render(gettext))
    return None


@get_or_post
def columns(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The first rows of the sheet under what each column was taken for."""
    _, upload = in_work(request, pk, token)
    again = redirect("personnel_import_columns", pk, token)
    if "sheet" in request.POST:
        asked = whole_number(request.POST["sheet"])
        if asked is not None and asked < len(upload.sheets):
            uploads.choose_sheet(upload, asked)
            uploads.save(upload)
        return again
    table, action = uploads.table_of(upload), request.POST.get("action", "")
    if action == "guess":
        upload.layout = guess_people_layout(table, upload.term)
        uploads.save(upload)
        return again
    layout = upload.layout
    shown = tuple(i for i in filled_columns(table) if i < len(layout.columns))
    form = PeopleMapForm(
        request.POST if request.method == "POST" else None, layout=layout, shown=shown, height=len(table.rows)
    )
    if form.is_bound and form.is_valid():
        chosen = form.chosen()
        if action == "preview":
            form.check(chosen)
        if form.is_valid():
            upload.layout = chosen
            uploads.save(upload)
            return redirect("personnel_import_preview", pk, token) if action == "preview" else again
    _, context = opened(request, pk, "personnel_import_columns", last=gettext(IMPORT), edit=True)
    context |= _sheet(form, layout, table, shown) | {"upload": upload, "step": 2}
    return render(request, "personnel/import_columns.html", context, status=400 if form.errors else 200)


def _sheet(form: PeopleMapForm, layout: Layout, table: Table, shown: tuple[int, ...]) -> dict[str, object]:
    """The first rows as the page shows them."""
    read = decoder(table, layout.encoding)
    rows = []
    for number in range(1, min(len(table.rows), max(_SHOWN, layout.first_row + 5)) + 1):
        cells = table.rows[number - 1]
        where = "head" if number in layout.header_rows else "data" if number >= layout.first_row else "before"
        texts = [read(cells[i])[:_LONGEST] if i < len(cells) and cells[i].text else "" for i in shown]
        rows.append((number, where, texts))
    return {
        "form": form,
        "heads": [(letter(index), form[f"column-{index}"]) for index in shown],
        "rows": rows,
        "total": len(table.rows),
        "first_row": layout.first_row,
        "last_row": min(layout.last_row, len(table.rows)),
    }


@require_POST
def discard(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Give a list up that is in work."""
    _, upload = in_work(request, pk, token)
    uploads.discard(upload)
    messages.info(request, gettext("The uploaded list was removed; nothing was read in."))
    return redirect(reverse("personnel_import", args=[pk]))
