"""The canonical list of organisations as a sheet, Vietnamese as all documents are."""

from collections.abc import Iterable, Sequence
from datetime import date

from daihoi.core.organisations.sheet import HEADINGS
from daihoi.office.tables.writing import Column, Sheet, Value

_WIDTHS = (14, 44, 34, 14, 44, 30, 14, 14)
_SAMPLE: tuple[Sequence[Value], ...] = (
    ("X01", "Đảng bộ xã Bình Minh", "Đảng bộ cơ sở", "", "", "Xã, thị trấn", None, None),
    ("X01-01", "Chi bộ thôn Đoài", "Chi bộ trực thuộc", "X01", "", "Thôn, bản, tổ dân phố", 24, 2),
    ("X01-02", "Chi bộ Trường Tiểu học Bình Minh", "Chi bộ trực thuộc", "X01", "", "Trường học", 17, 0),
)


def canonical_sheet(name: str, as_of: date, rows: Iterable[Sequence[Value]]) -> Sheet:
    """The rows of `sheet_of` under their headings, with the organisation and the day above."""
    heading = ("DANH SÁCH TỔ CHỨC ĐẢNG", name, f"Tính đến ngày {as_of.day}/{as_of.month}/{as_of.year}")
    return Sheet("Danh sách", _columns(), rows, heading)


def empty_sheet() -> Sheet:
    """The headings that are read without asking, with three rows to overwrite."""
    return Sheet("Danh sách", _columns(), _SAMPLE)


def _columns() -> list[Column]:
    numbers = HEADINGS[-2:]
    return [
        Column(title, width, "int" if title in numbers else "text")
        for title, width in zip(HEADINGS, _WIDTHS, strict=True)
    ]
