"""The sample district Tây Hồ (Hà Nội) on 20/2/2020, the day on which the city's delegation number 12 came.

Published: 26 grass-roots organisations (17 committees, 9 cells) and 222 cells under them; 20 guidance documents; 8
working groups led by members of the standing committee; the pilots, done in March, the rest from April to June, the
district in August; what the delegation asked for. Generated and marked: every other name, number and day.
"""

from datetime import date

from daihoi.actions import plan as plans
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.founding import Account, Made, Sample, enter, officers
from daihoi.cli._sample.tay_ho import personnel, preparation
from daihoi.cli._sample.tay_ho.tree import (
    CITY,
    DAY,
    DISTRICT,
    GROUP_HEAD,
    OFFICE,
    WARD,
    XUAN_LA,
    planned,
    rows,
)
from daihoi.core.access import Role
from daihoi.core.messages import N_
from daihoi.core.plan import Form


def _fill(made: Made) -> None:
    enter(made, planned(list(made.rows)))
    city = Planned(date(2020, 10, 12), 6, Form.DELEGATE, {"plan_issued": date(2019, 8, 20)})
    plans.enter_list(**made.of_term(CITY), lines=[city.line(made.ids[CITY])], evidence="Số liệu mẫu")
    preparation.fill(made)
    personnel.fill(made)


TAY_HO = Sample(
    day=DAY,
    since=date(2019, 8, 1),
    root_code=CITY,
    root_name="Đảng bộ thành phố Hà Nội",
    overlay="tay-ho-2020",
    decision="Kế hoạch mẫu của Quận ủy",
    file="to-chuc-dang-tay-ho-mau.csv",
    keeper=Account(
        "mau-quan-tri",
        "Người dùng mẫu – Quản trị hệ thống",
        Role.SYSTEM_KEEPER,
        CITY,
        "hoa-sen-no-05",
        N_("System keeper: makes accounts and gives them roles, and sees no party data."),
    ),
    accounts=(
        Account(
            "mau-ban-to-chuc",
            "Người dùng mẫu – Ban Tổ chức Thành ủy",
            Role.ORGANISATION_BOARD,
            CITY,
            "hoa-sen-no-01",
            N_("Organisation board of the city: delegation number 12 and what it asked of the district."),
        ),
        Account(
            OFFICE,
            "Người dùng mẫu – Văn phòng Quận ủy Tây Hồ",
            Role.COMMITTEE_OFFICE,
            DISTRICT,
            "hoa-sen-no-02",
            N_("Office of the district: 20 documents, 8 working groups, the tasks of today."),
        ),
        Account(
            GROUP_HEAD,
            "Người dùng mẫu – Tổ trưởng tổ công tác số 1",
            Role.MEMBER_IN_CHARGE,
            DISTRICT,
            "hoa-sen-no-03",
            N_("Head of a working group: its visits, on a phone as well."),
        ),
        Account(
            WARD,
            "Người dùng mẫu – Văn phòng Đảng ủy phường Xuân La",
            Role.COMMITTEE_OFFICE,
            XUAN_LA,
            "hoa-sen-no-04",
            N_("Office of a ward that holds a pilot congress: what is new, and what is still to be done."),
        ),
        *officers(CITY, "hoa-sen", "Ban Tổ chức Thành ủy", "Ban Thường vụ Thành ủy"),
    ),
    place="Tây Hồ",
    rows=rows,
    fill=_fill,
)
