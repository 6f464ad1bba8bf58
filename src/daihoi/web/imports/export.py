"""The tree as a list that reads back to the same tree, and an empty form to fill."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from daihoi.core.organisations.sheet import sheet_of
from daihoi.core.text import fold
from daihoi.office.tables import canonical_sheet, empty_sheet, write_csv, write_xlsx
from daihoi.queries import organisations as queries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """An organisation and all below it as of a day, as .xlsx or .csv."""
    as_of = _day(request)
    card = queries.organisation(actor=request.actor, pk=pk, as_of=as_of)
    known = queries.known_below(actor=request.actor, organisation=pk, as_of=as_of)
    sheet = canonical_sheet(card.name, as_of, sheet_of(known))
    if form == "xlsx":
        data, kind = write_xlsx([sheet]), XLSX
    elif form == "csv":
        data, kind = write_csv(sheet), "text/csv; charset=utf-8"
    else:
        raise Http404
    return download(data, kind, f"{slugify(fold(card.name))[:60] or 'organisations'}-{as_of.isoformat()}.{form}")


@require_safe
def empty_form(request: HttpRequest) -> HttpResponse:
    """The headings that are read without asking, with three rows to overwrite."""
    data = write_xlsx([empty_sheet()])
    return download(data, XLSX, "danh-sach-to-chuc-dang.xlsx")


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day(request: HttpRequest) -> date:
    text = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(text) if text else request.today
    except ValueError as error:
        raise Http404 from error
