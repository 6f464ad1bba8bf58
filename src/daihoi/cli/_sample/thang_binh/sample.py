"""The sample district Thăng Bình (Quảng Nam) on 5/5/2020.

Published: the cascade 35-CT/TW → 45-CT/TU → 25-CT/HU with its days, 07-HD/UBKTTW of 12/12/2019, the subjects on which
the district gave guidance, the pilot Bình Nam and the online conference on its lessons, members in charge of areas and
of communes, regular briefings, grass roots done in June, the district's congress XXI at the end of July. The rest,
with how many organisations there are, is generated and marked.
"""

from datetime import date

from daihoi.actions import plan as plans
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.founding import Account, Made, Sample, enter, officers
from daihoi.cli._sample.thang_binh import personnel, preparation
from daihoi.cli._sample.thang_binh.tree import (
    BINH_NAM,
    COMMUNE,
    DAY,
    DISTRICT,
    IN_CHARGE,
    OFFICE,
    PROVINCE,
    planned,
    rows,
)
from daihoi.core.access import Role
from daihoi.core.messages import N_
from daihoi.core.plan import Form


def _fill(made: Made) -> None:
    enter(made, planned(list(made.rows)))
    own = Planned(date(2020, 10, 12), 6, Form.DELEGATE, {"plan_issued": date(2019, 7, 31)})
    plans.enter_list(**made.of_term(PROVINCE), lines=[own.line(made.ids[PROVINCE])], evidence="Số liệu mẫu")
    ordinal = plans.Plan(Form.DELEGATE, 4, 21, planned_on=date(2020, 7, 28), planned_half_days=5)
    plans.set_plan(**made.of_term(DISTRICT, OFFICE), plan=ordinal)
    preparation.fill(made)
    personnel.fill(made)


THANG_BINH = Sample(
    day=DAY,
    since=date(2019, 6, 15),
    root_code=PROVINCE,
    root_name="Đảng bộ tỉnh Quảng Nam",
    overlay="thang-binh-2020",
    decision="Danh sách mẫu",
    file="to-chuc-dang-thang-binh-mau.csv",
    keeper=Account(
        "mau-quan-tri",
        "Người dùng mẫu – Quản trị hệ thống",
        Role.SYSTEM_KEEPER,
        PROVINCE,
        "hoa-sua-no-05",
        N_("System keeper: makes accounts and gives them roles, and sees no party data."),
    ),
    accounts=(
        Account(
            "mau-ban-to-chuc",
            "Người dùng mẫu – Ban Tổ chức Tỉnh ủy",
            Role.ORGANISATION_BOARD,
            PROVINCE,
            "hoa-sua-no-01",
            N_("Organisation board of the province: the cascade of directives, and what the district passed up."),
        ),
        Account(
            OFFICE,
            "Người dùng mẫu – Văn phòng Huyện ủy Thăng Bình",
            Role.COMMITTEE_OFFICE,
            DISTRICT,
            "hoa-sua-no-02",
            N_("Office of the district: its guidance, the briefing of today, difficulties of the communes."),
        ),
        Account(
            IN_CHARGE,
            "Người dùng mẫu – Ủy viên phụ trách địa bàn",
            Role.MEMBER_IN_CHARGE,
            DISTRICT,
            "hoa-sua-no-03",
            N_("Member in charge of an area: visits with checklists, on a phone as well."),
        ),
        Account(
            COMMUNE,
            "Người dùng mẫu – Văn phòng Đảng ủy xã Bình Nam",
            Role.COMMITTEE_OFFICE,
            BINH_NAM,
            "hoa-sua-no-04",
            N_("Office of the commune that held the pilot: its review, and what is new."),
        ),
        *officers(PROVINCE, "hoa-sua", "Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ),
    place="Thăng Bình",
    rows=rows,
    fill=_fill,
)
