"""The sample province Quảng Ninh on 11/6/2020, the day of the article on its five breakthroughs.

Published: see `tree` and `personnel`. Each breakthrough is a target of the overlay and is measured from records.
"""

from datetime import date

from daihoi.actions import plan as plans
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.founding import Account, Made, Sample, enter, officers
from daihoi.cli._sample.quang_ninh import personnel
from daihoi.cli._sample.quang_ninh.tree import DAY, PROVINCE, planned, rows
from daihoi.core.access import Role
from daihoi.core.messages import N_
from daihoi.core.plan import Form


def _fill(made: Made) -> None:
    enter(made, planned(list(made.rows)))
    own = Planned(date(2020, 9, 24), 6, Form.DELEGATE, {"plan_issued": date(2019, 8, 20)})
    plans.enter_list(**made.of_term(PROVINCE), lines=[own.line(made.ids[PROVINCE])], evidence="Số liệu mẫu")
    personnel.fill(made)


QUANG_NINH = Sample(
    day=DAY,
    since=date(2019, 8, 1),
    root_code=PROVINCE,
    root_name="Đảng bộ tỉnh Quảng Ninh",
    overlay="quang-ninh-2020",
    decision="Kế hoạch mẫu của Tỉnh ủy",
    file="to-chuc-dang-quang-ninh-mau.csv",
    keeper=Account(
        "mau-quan-tri",
        "Người dùng mẫu – Quản trị hệ thống",
        Role.SYSTEM_KEEPER,
        PROVINCE,
        "hoa-mai-no-05",
        N_("System keeper: makes accounts and gives them roles, and sees no party data."),
    ),
    accounts=(
        Account(
            "mau-ban-to-chuc",
            "Người dùng mẫu – Ban Tổ chức Tỉnh ủy",
            Role.ORGANISATION_BOARD,
            PROVINCE,
            "hoa-mai-no-01",
            N_("Organisation board of the province: targets of which those of personnel are not shown to it."),
        ),
        *officers(PROVINCE, "hoa-mai", "Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ),
    place="Quảng Ninh",
    rows=rows,
    fill=_fill,
)
