"""A generated tree of party organisations, as one csv of the kind that an office would import."""

import csv
import io
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
    """The list as csv, parents before children. Each level is dealt out evenly over the one above; one grass-roots
    organisation in four is a cell itself, and the cells stand under the others."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    label, unit = KIND_LABELS, UNIT_LABELS
    grassroots_cells = size.grassroots // 4
    committees = size.grassroots - grassroots_cells
    share, rest = divmod(size.members, size.cells + grassroots_cells)
    counted = 0

    def members() -> tuple[int, int]:
        nonlocal counted
        total = share + (counted < rest)
        counted += 1
        return total - total // 25, total // 25

    for number in range(size.provinces):
        writer.writerow(
            (f"P{number}", f"Đảng bộ tỉnh {number}", label[Kind.PROVINCE], ROOT_CODE, "", unit[Unit.PROVINCE], "", "")
        )
    for number in range(size.uppers):
        above = f"P{number % size.provinces}"
        writer.writerow(
            (f"X{number}", f"Đảng bộ xã {number}", label[Kind.UPPER], above, "", unit[Unit.COMMUNE], "", "")
        )
    for number in range(size.grassroots):
        above = f"X{number % size.uppers}"
        if number < committees:
            writer.writerow(
                (f"G{number}", f"Đảng bộ cơ sở {number}", label[Kind.GRASSROOTS_COMMITTEE], above, "",
                 unit[Unit.AGENCY], "", "")
            )  # fmt: skip
        else:
            writer.writerow(
                (f"G{number}", f"Chi bộ cơ sở {number}", label[Kind.GRASSROOTS_CELL], above, "", unit[Unit.SCHOOL],
                 *members())
            )  # fmt: skip
    for number in range(size.cells):
        above = f"G{number % committees}"
        writer.writerow(
            (f"C{number}", f"Chi bộ thôn {number}", label[Kind.CELL], above, "", unit[Unit.VILLAGE], *members())
        )
    return stream.getvalue().encode()
