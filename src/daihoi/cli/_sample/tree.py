"""The organisations of the sample province, as rows of the very list that an office would import.

Published: the committees directly under the province, and the totals 235 + 382 = 617, 2,500 and 40,809. How they
are spread over the committees, and every name with "mẫu" in it, is generated.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from daihoi.cli._sample.rows import Numbers, Row
from daihoi.core.organisations.kinds import Kind, Unit

ROOT_CODE, ROOT_NAME = "DB", "Đảng bộ tỉnh Điện Biên"
MEMBERS, PROBATIONARY = 40_809, 1_632  # the second is generated
DISTRICT = Unit.DISTRICT


@dataclass(frozen=True)
class Committee:
    """A committee directly under the province: its grass-roots committees and cells, the cells under the former."""

    name: str
    unit: Unit
    committees: int
    grassroots_cells: int
    cells: int
    pilots: int


COMMITTEES = (
    Committee("Đảng bộ thành phố Điện Biên Phủ", DISTRICT, 22, 40, 250, 2),
    Committee("Đảng bộ thị xã Mường Lay", DISTRICT, 7, 22, 60, 2),
    Committee("Đảng bộ huyện Điện Biên", DISTRICT, 33, 38, 420, 2),
    Committee("Đảng bộ huyện Điện Biên Đông", DISTRICT, 20, 40, 260, 2),
    Committee("Đảng bộ huyện Mường Ảng", DISTRICT, 17, 32, 190, 2),
    Committee("Đảng bộ huyện Mường Chà", DISTRICT, 18, 33, 200, 2),
    Committee("Đảng bộ huyện Mường Nhé", DISTRICT, 16, 27, 190, 2),
    Committee("Đảng bộ huyện Nậm Pồ", DISTRICT, 20, 28, 190, 2),
    Committee("Đảng bộ huyện Tủa Chùa", DISTRICT, 18, 36, 210, 2),
    Committee("Đảng bộ huyện Tuần Giáo", DISTRICT, 27, 42, 320, 2),
    Committee("Đảng bộ Bộ đội Biên phòng tỉnh", Unit.BORDER_GUARD, 18, 9, 70, 2),
    Committee("Đảng bộ Công an tỉnh", Unit.POLICE, 6, 12, 40, 1),
    Committee("Đảng bộ Quân sự tỉnh", Unit.MILITARY, 5, 8, 30, 1),
    Committee("Đảng bộ Dân chính đảng tỉnh", Unit.BLOC, 8, 15, 70, 1),
)
MUONG_NHE = "Đảng bộ huyện Mường Nhé"
PUBLISHED_PILOT = "Đảng bộ xã Mường Toong"


def rows() -> list[Row]:
    """Every organisation below the province, parents first."""
    found = [row for number, one in enumerate(COMMITTEES, 1) for row in _committee(f"{ROOT_CODE}.{number:02d}", one)]
    counts = iter(_members(sum(row.kind in (Kind.CELL, Kind.GRASSROOTS_CELL) for row in found)))
    counted = []
    for row in found:
        if row.kind in (Kind.CELL, Kind.GRASSROOTS_CELL):
            official, probationary = next(counts)
            row = Row(**(vars(row) | {"official": official, "probationary": probationary}))
        counted.append(row)
    return counted


def _committee(code: str, one: Committee) -> Iterator[Row]:
    yield Row(code, ROOT_CODE, one.name, Kind.UPPER, one.unit)
    communes = one.committees * 2 // 3 if one.unit is DISTRICT else 0
    share, rest = divmod(one.cells, one.committees)
    for number in range(1, one.committees + 1):
        own = f"{code}.{number:03d}"
        in_commune = number <= communes
        name = f"Đảng bộ xã Mẫu {number}" if in_commune else f"Đảng bộ đơn vị mẫu {number}"
        if one.name == MUONG_NHE and number == 1:
            name = PUBLISHED_PILOT
        unit = Unit.COMMUNE if in_commune else _unit_below(one.unit)
        yield Row(own, code, name, Kind.GRASSROOTS_COMMITTEE, unit, pilot=number == 1)
        for cell in range(1, share + (number <= rest) + 1):
            below = Unit.VILLAGE if in_commune else Unit.OTHER
            label = f"Chi bộ bản mẫu {cell}" if in_commune else f"Chi bộ mẫu {cell}"
            yield Row(f"{own}.{cell:02d}", own, label, Kind.CELL, below)
    for number in range(1, one.grassroots_cells + 1):
        own = f"{code}.{one.committees + number:03d}"
        pilot = number == 1 and one.pilots == 2
        yield Row(own, code, f"Chi bộ cơ quan mẫu {number}", Kind.GRASSROOTS_CELL, _unit_below(one.unit), pilot=pilot)


def _unit_below(unit: Unit) -> Unit:
    return Unit.AGENCY if unit in (DISTRICT, Unit.BLOC) else unit


def _members(cells: int) -> list[tuple[int, int]]:
    """(official, probationary) of each cell: between 4 and 28 members, exactly MEMBERS together."""
    numbers = Numbers(2020)
    totals = [numbers.between(6, 22) for _ in range(cells)]
    spot, missing = 0, MEMBERS - sum(totals)
    while missing:
        step = 1 if missing > 0 else -1
        if 4 <= totals[spot] + step <= 28:
            totals[spot] += step
            missing -= step
        spot = (spot + 7) % cells
    # Every so-many-th member in the order of the list is probationary.
    found, passed = [], 0
    for total in totals:
        before, passed = passed * PROBATIONARY // MEMBERS, passed + total
        probationary = passed * PROBATIONARY // MEMBERS - before
        found.append((total - probationary, probationary))
    return found
