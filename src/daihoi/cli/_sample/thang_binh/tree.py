"""The organisations of the sample Thăng Bình, and the congress of each."""

from datetime import date, timedelta

from daihoi.cli._sample.congresses import OF_CELLS, PREPARED, Planned, announced, prepared, report, workday
from daihoi.cli._sample.rows import Numbers, Row, totals
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import Form
from daihoi.queries import rules

DAY = date(2020, 5, 5)
PROVINCE, DISTRICT, BINH_NAM = "QN", "QN.TB", "QN.TB.001"
OFFICE, IN_CHARGE, COMMUNE = "mau-van-phong", "mau-phu-trach", "mau-xa"
PILOT_DAY = date(2020, 4, 23)  # a sample: the article gives none
COMMUNES, UNITS, SINGLE = 12, 3, 5
ISSUER = "Ban Thường vụ Huyện ủy Thăng Bình"
CENTRE, OF_PROVINCE, OF_DISTRICT, INSPECTING = "35-CT/TW", "45-CT/TU", "25-CT/HU", "07-HD/UBKTTW"


def rows() -> list[Row]:
    """Thăng Bình and all below it, parents first."""
    numbers = Numbers(45)
    found = [Row(DISTRICT, PROVINCE, "Đảng bộ huyện Thăng Bình", Kind.UPPER, Unit.DISTRICT)]
    for number in range(1, COMMUNES + UNITS + 1):
        code, commune = f"{DISTRICT}.{number:03d}", number <= COMMUNES
        name = f"Đảng bộ xã Mẫu {number}" if commune else f"Đảng bộ đơn vị mẫu {number}"
        name = "Đảng bộ xã Bình Nam" if code == BINH_NAM else name
        unit = Unit.COMMUNE if commune else Unit.AGENCY
        found.append(Row(code, DISTRICT, name, Kind.GRASSROOTS_COMMITTEE, unit, pilot=code == BINH_NAM))
        for cell in range(1, (8 if commune else 4) + number % 3):
            below = f"Chi bộ thôn mẫu {cell}" if commune else f"Chi bộ mẫu {cell}"
            members = numbers.between(14, 34) if commune else numbers.between(6, 18)
            unit = Unit.VILLAGE if commune else Unit.OTHER
            found.append(Row(f"{code}.{cell:02d}", code, below, Kind.CELL, unit, members, numbers.below(3)))
    for number in range(1, SINGLE + 1):
        code = f"{DISTRICT}.{COMMUNES + UNITS + number:03d}"
        found.append(
            Row(code, DISTRICT, f"Chi bộ cơ quan mẫu {number}", Kind.GRASSROOTS_CELL, Unit.AGENCY, 8 + number, 1)
        )
    return found


def planned(listed: list[Row]) -> dict[str, Planned]:
    """The congress of each, as far as it had come: cells held theirs, grass roots prepare for May and June."""
    numbers, holidays, members = Numbers(57), rules.holidays(), totals(listed)
    found: dict[str, Planned] = {}
    for row in listed:
        if row.kind is Kind.UPPER:
            found[row.code] = Planned(
                date(2020, 7, 28), 5, Form.DELEGATE, prepared(date(2020, 4, 30), PREPARED[:3], DAY)
            )
            continue
        if row.kind is Kind.CELL:
            above = found[row.parent].planned_on
            opening = workday(min(above - timedelta(days=16), date(2020, 5, 20)) - timedelta(days=numbers.below(70)))
            one = Planned(opening, 1, Form.MEMBER, prepared(opening, OF_CELLS, DAY))
        else:
            pilot = row.code == BINH_NAM
            opening = PILOT_DAY if pilot else workday(date(2020, 5, 18) + timedelta(days=numbers.below(39)))
            form = Form.DELEGATE if members[row.code] >= 200 else Form.MEMBER
            behind = numbers.below(7) == 0 and not pilot
            keys = PREPARED[: 3 if behind else 8]
            one = Planned(opening, 2 if row.kind is Kind.GRASSROOTS_CELL else 3, form, prepared(opening, keys, DAY))
        one.done |= announced(opening, holidays, DAY)
        if opening <= DAY and numbers.below(40):
            one.done["held"], one.held_half_days = opening, one.half_days
            report(one, holidays, DAY, after=3, ratified_after=6)
        found[row.code] = one
    return found
