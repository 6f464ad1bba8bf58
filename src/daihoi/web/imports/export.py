"""The tree as a list that reads back to the same tree, and an empty form to fill."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from daihoi.core.organisations.sheet import HEADINGS, sheet_of
from daihoi.core.text import fold
from daihoi.office.tables import Column, Sheet, write_csv, write_xlsx
from daihoi.queries import organisations as queries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (14, 44, 34, 14, 44, 30, 14, 14)
_SAMPLE: tuple[tuple[str | int | None, ...], ...] = (
    ("X01", "Đảng bộ xã Bình Minh", "Đảng bộ cơ sở", "", "", "Xã, thị trấn", None, None),
    ("X01-01", "Chi bộ thôn Đoài", "Chi bộ trực thuộc", "X01", "", "Thôn, bản, tổ dân phố", 24, 2),
    ("X01-02", "Chi bộ Trường Tiểu học Bình Minh", "Chi bộ trực thuộc", "X01", "", "Trường học", 17, 0),
)


@require_safe
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """An organisation and all below it as of a day, as .xlsx or .csv."""
    as_of = _day(request)
    card = queries.organisation(actor=request.actor, pk=pk, as_of=as_of)
    known = queries.known_below(actor=request.actor, organisation=pk, as_of=as_of)
    sheet = list_of(card.name, as_of, sheet_of(known))
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
    data = write_xlsx([Sheet("Danh sách", _columns(), _SAMPLE)])
    return download(data, XLSX, "danh-sach-to-chuc-dang.xlsx")


def list_of(name: str, as_of: date, rows: object) -> Sheet:
    """The canonical list under its heading, Vietnamese as all documents are."""
    heading = ("DANH SÁCH TỔ CHỨC ĐẢNG", name, f"Tính đến ngày {as_of.day}/{as_of.month}/{as_of.year}")
    return Sheet("Danh sách", _columns(), rows, heading)


def download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _columns() -> list[Column]:
    numbers = HEADINGS[-2:]
    return [
        Column(title, width, "int" if title in numbers else "text")
        for title, width in zip(HEADINGS, _WIDTHS, strict=True)
    ]


def _day(request: HttpRequest) -> date:
    text = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(text) if text else request.today
    except ValueError as error:
        raise Http404 from error
