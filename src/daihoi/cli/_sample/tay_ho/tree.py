"""The organisations of the sample Tây Hồ, and the congress of each."""

from collections.abc import Iterator
from datetime import date, timedelta

from daihoi.cli._sample.congresses import OF_CELLS, PREPARED, Planned, announced, prepared, report, workday
from daihoi.cli._sample.rows import Numbers, Row, totals
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import Form
from daihoi.queries import rules

DAY = date(2020, 2, 20)
CITY, DISTRICT = "HN", "HN.TH"
XUAN_LA, TREASURY = "HN.TH.001", "HN.TH.018"
OFFICE, GROUP_HEAD, WARD = "mau-van-phong", "mau-to-truong", "mau-phuong"
COMMITTEES, WARDS, CELLS, SINGLE = 17, 8, 222, 9
ISSUER = "Ban Thường vụ Quận ủy Tây Hồ"
DIRECTIVE, OWN_PLAN = "35-CT/TW", "M01-KH/QU (mẫu)"
PILOT_DAYS = {TREASURY: date(2020, 3, 10), XUAN_LA: date(2020, 3, 19)}
MERGED = ("HN.TH.002.03", "HN.TH.004.02", "HN.TH.006.05")


def rows() -> list[Row]:
    """Tây Hồ and all below it, parents first."""
    found = [Row(DISTRICT, CITY, "Đảng bộ quận Tây Hồ", Kind.UPPER, Unit.DISTRICT)]
    found += _committees()
    for number in range(1, SINGLE + 1):
        code = f"{DISTRICT}.{COMMITTEES + number:03d}"
        name = "Chi bộ Kho bạc Nhà nước quận" if code == TREASURY else f"Chi bộ cơ quan mẫu {number}"
        official = 9 + number % 7
        found.append(
            Row(code, DISTRICT, name, Kind.GRASSROOTS_CELL, Unit.AGENCY, official, number % 2, pilot=code == TREASURY)
        )
    return found


def _committees() -> Iterator[Row]:
    numbers = Numbers(12)
    share, rest = divmod(CELLS, COMMITTEES)
    for number in range(1, COMMITTEES + 1):
        code, ward = f"{DISTRICT}.{number:03d}", number <= WARDS
        name = f"Đảng bộ phường Mẫu {number}" if ward else f"Đảng bộ đơn vị mẫu {number}"
        unit = Unit.WARD if ward else Unit.AGENCY
        name = "Đảng bộ phường Xuân La" if code == XUAN_LA else name
        yield Row(code, DISTRICT, name, Kind.GRASSROOTS_COMMITTEE, unit, pilot=code == XUAN_LA)
        for cell in range(1, share + (number <= rest) + 1):
            below = f"Chi bộ tổ dân phố mẫu {cell}" if ward else f"Chi bộ mẫu {cell}"
            yield Row(
                f"{code}.{cell:02d}",
                code,
                below,
                Kind.CELL,
                Unit.VILLAGE if ward else Unit.OTHER,
                numbers.between(14, 60) if ward else numbers.between(6, 14),
                numbers.below(3),
            )


def planned(listed: list[Row]) -> dict[str, Planned]:
    """The congress of each, as far as it had come."""
    numbers, holidays, members = Numbers(222), rules.holidays(), totals(listed)
    found: dict[str, Planned] = {}
    for row in listed:
        if row.kind is Kind.UPPER:
            found[row.code] = Planned(
                date(2020, 8, 12), 5, Form.DELEGATE, prepared(date(2020, 2, 15), PREPARED[:2], DAY)
            )
        elif row.kind is Kind.CELL:
            found[row.code] = _of_cell(row, found[row.parent].planned_on, numbers)
        else:
            opening = PILOT_DAYS.get(row.code) or workday(date(2020, 4, 6) + timedelta(days=numbers.below(80)))
            halves = 2 if row.kind is Kind.GRASSROOTS_CELL else 3
            form = Form.DELEGATE if members[row.code] >= 200 else Form.MEMBER
            # The two pilots were ready.
            done = dict.fromkeys(PREPARED, date(2020, 2, 12)) if row.pilot else prepared(opening, PREPARED, DAY)
            if row.pilot:
                done |= {key: date(2019, 12, 2) + timedelta(days=9 * at) for at, key in enumerate(PREPARED)}
            found[row.code] = Planned(opening, halves, form, done | announced(opening, holidays, DAY))
    return found


def _of_cell(row: Row, above: date, numbers: Numbers) -> Planned:
    """Cells of the pilots first; a few others had held theirs, the rest follow until their committee's congress."""
    early = row.code.startswith(XUAN_LA)
    opening = (
        date(2020, 2, 3) + timedelta(days=numbers.below(16))
        if early
        else above - timedelta(days=14 + numbers.below(20))
    )
    opening = workday(opening)
    found = Planned(opening, 1, Form.MEMBER, prepared(opening, OF_CELLS, DAY))
    holidays = rules.holidays()
    found.done |= announced(opening, holidays, DAY)
    if opening <= DAY:
        found.done["held"], found.held_half_days = opening, 1
        report(found, holidays, DAY, after=3, ratified_after=6)
    return found
