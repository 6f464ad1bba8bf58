"""The organisations of the sample Quảng Ninh, and the congress of each.

Published: 13 districts; pilots Đầm Hà, Móng Cái and Than Quảng Ninh; cells of villages all on 18/1/2020; every
grass-roots congress held by 31/5/2020; the other districts planned for July. Samples: how many communes and villages
there are here, every other name, and every other day.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from daihoi.cli._sample.congresses import OF_CELLS, PREPARED, Planned, announced, prepared, report, workday
from daihoi.cli._sample.rows import Numbers, Row, totals
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import Form
from daihoi.queries import rules

DAY = date(2020, 6, 11)
PROVINCE = "QNI"
DISTRICTS = (
    "thành phố Hạ Long", "thành phố Móng Cái", "thành phố Cẩm Phả", "thành phố Uông Bí", "thị xã Quảng Yên",
    "thị xã Đông Triều", "huyện Vân Đồn", "huyện Cô Tô", "huyện Tiên Yên", "huyện Bình Liêu", "huyện Ba Chẽ",
    "huyện Đầm Hà", "huyện Hải Hà",
)  # fmt: skip
OTHERS = (("Đảng bộ Than Quảng Ninh", Unit.ENTERPRISE), ("Đảng bộ Công an tỉnh", Unit.POLICE),
          ("Đảng bộ Bộ đội Biên phòng tỉnh", Unit.BORDER_GUARD))  # fmt: skip
PILOTS = {"QNI.02": date(2020, 6, 4), "QNI.12": date(2020, 6, 2), "QNI.14": date(2020, 6, 8)}  # the days are samples
COMMUNES, VILLAGES, UNITS = 4, 2, 2  # in each district, commune, and organisation that is no district
VILLAGE_CELLS = date(2020, 1, 18)


def rows() -> list[Row]:
    """Every organisation below the province, parents first."""
    numbers, found = Numbers(5118), []
    for number, name in enumerate(DISTRICTS, 1):
        code = f"{PROVINCE}.{number:02d}"
        found.append(Row(code, PROVINCE, f"Đảng bộ {name}", Kind.UPPER, Unit.DISTRICT, pilot=code in PILOTS))
        for commune in range(1, COMMUNES + 1):
            found += _committee(f"{code}.{commune:03d}", code, f"Đảng bộ xã Mẫu {commune}", Unit.COMMUNE, numbers)
    for number, (name, unit) in enumerate(OTHERS, len(DISTRICTS) + 1):
        code = f"{PROVINCE}.{number:02d}"
        found.append(Row(code, PROVINCE, name, Kind.UPPER, unit, pilot=code in PILOTS))
        for each in range(1, UNITS + 1):
            found += _committee(f"{code}.{each:03d}", code, f"Đảng bộ đơn vị mẫu {each}", unit, numbers)
    return found


def _committee(code: str, parent: str, name: str, unit: Unit, numbers: Numbers) -> Iterator[Row]:
    yield Row(code, parent, name, Kind.GRASSROOTS_COMMITTEE, unit)
    village = unit is Unit.COMMUNE
    for cell in range(1, VILLAGES + 1):
        label = f"Chi bộ thôn mẫu {cell}" if village else f"Chi bộ mẫu {cell}"
        below = Unit.VILLAGE if village else Unit.OTHER
        yield Row(f"{code}.{cell:02d}", code, label, Kind.CELL, below, numbers.between(12, 40), numbers.below(3))


def planned(listed: list[Row]) -> dict[str, Planned]:
    """The congress of each, as far as it had come."""
    numbers, holidays, members = Numbers(3105), rules.holidays(), totals(listed)
    found: dict[str, Planned] = {}
    for row in listed:
        if row.kind is Kind.UPPER:
            opening = PILOTS.get(row.code) or workday(date(2020, 7, 6) + timedelta(days=numbers.below(20)))
            one = Planned(opening, 4, Form.DELEGATE, prepared(opening, PREPARED, DAY))
        elif row.kind is Kind.CELL:
            village = row.unit is Unit.VILLAGE
            opening = VILLAGE_CELLS if village else workday(date(2020, 2, 10) + timedelta(days=numbers.below(20)))
            one = Planned(opening, 1, Form.MEMBER, prepared(opening, OF_CELLS, DAY))
        else:
            opening = workday(date(2020, 4, 20) + timedelta(days=numbers.below(35)))
            form = Form.DELEGATE if members[row.code] >= 200 else Form.MEMBER
            one = Planned(opening, 3, form, prepared(opening, PREPARED, DAY))
        one.done |= announced(opening, holidays, DAY)
        if opening <= DAY:
            one.done["held"], one.held_half_days = opening, one.half_days
            report(one, holidays, DAY, after=3, ratified_after=6)
        found[row.code] = one
    return found
