"""A generated tree of party organisations, as one csv of the kind that an office would import."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import HEADINGS
from daihoi.core.organisations.sheet.naming import KIND_LABELS, UNIT_LABELS

ROOT_CODE = "VN"


@dataclass(frozen=True)
class Size:
    """How many organisations of each level; members in all."""

    provinces: int
    uppers: int
    grassroots: int
    cells: int
    members: int

    @property
    def organisations(self) -> int:
        return 1 + self.provinces + self.uppers + self.grassroots + self.cells


SIZES = {
    "small": Size(3, 60, 700, 3_200, 70_000),
    "national": Size(34, 3_321, 52_000, 240_000, 5_400_000),
}


def sheet(size: Size) -> bytes:
    """The list as csv, each organisation followed by those below it, as lists are kept and as ours are written."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    writer.writerows(_rows(size))
    return stream.getvalue().encode()


def _rows(size: Size) -> Iterator[tuple[str | int, ...]]:
    """Each level is dealt out evenly over the one above; one grass-roots organisation in four is a cell itself, and
    the cells stand under the others."""
    grassroots_cells = size.grassroots // 4
    committees = size.grassroots - grassroots_cells
    share, rest = divmod(size.members, size.cells + grassroots_cells)
    counted = 0

    def row(code: str, name: str, kind: Kind, above: str, unit: Unit, members: bool = False) -> tuple[str | int, ...]:
        nonlocal counted
        counts: tuple[str | int, str | int] = ("", "")
        if members:
            total = share + (counted < rest)
            counted += 1
            counts = (total - total // 25, total // 25)
        return (code, name, KIND_LABELS[kind], above, "", UNIT_LABELS[unit], *counts)

    for p in range(size.provinces):
        yield row(f"P{p}", f"Đảng bộ tỉnh {p}", Kind.PROVINCE, ROOT_CODE, Unit.PROVINCE)
        for x in range(p, size.uppers, size.provinces):
            yield row(f"X{x}", f"Đảng bộ xã {x}", Kind.UPPER, f"P{p}", Unit.COMMUNE)
            for g in range(x, size.grassroots, size.uppers):
                if g >= committees:
                    yield row(f"G{g}", f"Chi bộ cơ sở {g}", Kind.GRASSROOTS_CELL, f"X{x}", Unit.SCHOOL, True)
                    continue
                yield row(f"G{g}", f"Đảng bộ cơ sở {g}", Kind.GRASSROOTS_COMMITTEE, f"X{x}", Unit.AGENCY)
                for c in range(g, size.cells, committees):
                    yield row(f"C{c}", f"Chi bộ thôn {c}", Kind.CELL, f"G{g}", Unit.VILLAGE, True)
