"""The sample province Điện Biên on 15/5/2020."""

from datetime import date

from daihoi.actions import plan as plans
from daihoi.cli._sample import elections, preparation, tree
from daihoi.cli._sample.founding import TERM, Account, Made, Sample, enter
from daihoi.cli._sample.personnel import dien_bien as personnel
from daihoi.cli._sample.plans import TODAY, province
from daihoi.cli._sample.plans import plans as plans_of
from daihoi.core.access import Role
from daihoi.core.messages import N_
from daihoi.queries import rules

PLAN_79 = "Kế hoạch số 79-KH/TU"

KEEPER = Account(
    "mau-quan-tri",
    "Người dùng mẫu – Quản trị hệ thống",
    Role.SYSTEM_KEEPER,
    tree.ROOT_CODE,
    "hoa-ban-no-06",
    N_("System keeper: makes accounts and gives them roles, and sees no party data."),
)
BOARD = Account(
    "mau-ban-to-chuc",
    "Người dùng mẫu – Ban Tổ chức",
    Role.ORGANISATION_BOARD,
    tree.ROOT_CODE,
    "hoa-ban-no-01",
    N_("Organisation board of the province: the board, the 25 pilots, and what is late; mark one as approved."),
)
ACCOUNTS = (
    BOARD,
    Account(
        "mau-van-phong",
        "Người dùng mẫu – Văn phòng Huyện ủy Mường Nhé",
        Role.COMMITTEE_OFFICE,
        "DB.07",
        "hoa-ban-no-02",
        N_("Committee office of a district: its own area only; plan a congress, report members."),
    ),
    Account(
        "mau-phu-trach",
        "Người dùng mẫu – Cấp ủy viên phụ trách Mường Nhé",
        Role.MEMBER_IN_CHARGE,
        "DB.07",
        "hoa-ban-no-03",
        N_("Member in charge of an area: reads it on the way there, changes nothing."),
    ),
    Account(
        "mau-bi-thu",
        "Người dùng mẫu – Bí thư chi bộ",
        Role.COMMITTEE_OFFICE,
        "DB.07.002.01",
        "hoa-ban-no-04",
        N_("Secretary of a cell: six questions in one visit."),
    ),
    Account(
        "mau-kiem-tra",
        "Người dùng mẫu – Kiểm tra, giám sát",
        Role.AUDITOR,
        tree.ROOT_CODE,
        "hoa-ban-no-05",
        N_("Auditor: sees everything and the audit log, changes nothing."),
    ),
)
ACCOUNTS += tuple(
    Account(seat.username, seat.full_name, seat.role, elections.CODE, seat.password, seat.tour)
    for seat in elections.SEATS
)
ACCOUNTS += (
    Account(
        personnel.OFFICER,
        "Người dùng mẫu – Cán bộ nhân sự Ban Tổ chức Tỉnh ủy",
        Role.PERSONNEL_OFFICER,
        tree.ROOT_CODE,
        "hoa-ban-no-11",
        N_("Personnel officer of the province: the queue of schemes, exceptions first; appraises."),
    ),
    Account(
        "mau-duyet",
        "Người dùng mẫu – Ban Thường vụ Tỉnh ủy, nhân sự",
        Role.PERSONNEL_APPROVER,
        tree.ROOT_CODE,
        "hoa-ban-no-12",
        N_("Standing committee of the province: approves the schemes that were put forward."),
    ),
    Account(
        personnel.DISTRICT_OFFICER,
        "Người dùng mẫu – Cán bộ nhân sự Ban Tổ chức Huyện ủy Mường Nhé",
        Role.PERSONNEL_OFFICER,
        personnel.HOME,
        "hoa-ban-no-13",
        N_("Personnel officer of a district: its own scheme in the process, and those of 43 organisations below."),
    ),
    Account(
        "mau-duyet-huyen",
        "Người dùng mẫu – Ban Thường vụ Huyện ủy Mường Nhé, nhân sự",
        Role.PERSONNEL_APPROVER,
        personnel.HOME,
        "hoa-ban-no-14",
        N_("Standing committee of a district: approves the schemes of its communes and agencies."),
    ),
)


def _fill(made: Made) -> None:
    _allocate_pilots(made)
    enter(made, plans_of(made.rows, rules.holidays()))
    own = province().line(made.ids[tree.ROOT_CODE])
    plans.enter_list(**made.of_term(tree.ROOT_CODE), lines=[own], evidence=PLAN_79)
    preparation.fill(made)
    personnel.fill(made)
    actors = {seat.username: made.actors[seat.username] for seat in elections.SEATS}
    users = {name: actor.user_id for name, actor in actors.items() if actor.user_id is not None}
    elections.fill(made.board, made.ids[elections.CODE], actors, users, TERM)
    personnel.enter_results(made)
    personnel.appraise_some(made)


def _allocate_pilots(made: Made) -> None:
    numbers = {(made.ids[f"{tree.ROOT_CODE}.{i:02d}"], ""): one.pilots for i, one in enumerate(tree.COMMITTEES, 1)}
    plans.allocate_pilots(**made.of_term(tree.ROOT_CODE), numbers=numbers, decision=PLAN_79)


DIEN_BIEN = Sample(
    day=TODAY,
    since=date(2019, 8, 14),  # Kế hoạch 79-KH/TU
    root_code=tree.ROOT_CODE,
    root_name=tree.ROOT_NAME,
    overlay="dien-bien-2020",
    decision=PLAN_79,
    file="to-chuc-dang-dien-bien-mau.csv",
    keeper=KEEPER,
    accounts=ACCOUNTS,
    place="Điện Biên",
    rows=tree.rows,
    fill=_fill,
)
