"""Filling an empty installation with the sample province, through the gate, by sample accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import get_hasher
from django.db import transaction

from daihoi.actions import access, organisations
from daihoi.actions import plan as plans
from daihoi.actions.organisations import Decision
from daihoi.cli._sample import elections, tree
from daihoi.cli._sample.plans import Planned, province
from daihoi.cli._sample.plans import plans as plans_of
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import guess_layout, parse
from daihoi.office.tables import Column, Sheet, read_tables, write_csv
from daihoi.queries import access as people
from daihoi.queries import indicators, rules
from daihoi.queries import organisations as reading

TERM, PACK, OVERLAY = "2020-2025", "2020-2025/2019-05-30", "dien-bien-2020"
SINCE = date(2019, 8, 14)  # Kế hoạch 79-KH/TU
PLAN_79 = "Kế hoạch số 79-KH/TU"
FILE = "to-chuc-dang-dien-bien-mau.csv"
SYSTEM = Actor(None, "daihoi demo")


@dataclass(frozen=True)
class Account:
    """A sample account: whose role it shows, where, and what to look at first."""

    username: str
    full_name: str
    role: Role
    code: str
    password: str
    tour: str


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


def built() -> bool:
    """Does the database hold the sample province already? NotHere, or another root, means that it does not."""
    try:
        board = people.actor_named(username=BOARD.username)
        root = reading.coded(actor=board, code=tree.ROOT_CODE, as_of=SINCE)
    except NotHere:
        return False
    return root.name == tree.ROOT_NAME and board.name == BOARD.full_name


def build() -> None:
    """Fill an empty database, all of it or nothing. Raises Refused where it holds organisations already."""
    try:
        with transaction.atomic():
            _build()
    except BaseException:
        indicators.forget()  # what was read inside was taken back
        raise


def _build() -> None:
    root = access.set_up(
        actor=SYSTEM,
        name=tree.ROOT_NAME,
        code=tree.ROOT_CODE,
        kind=Kind.PROVINCE.value,
        unit=Unit.PROVINCE.value,
        valid_from=date(2015, 1, 1),
    )
    _make_keeper()
    keeper = people.actor_named(username=KEEPER.username)
    _make_account(keeper, BOARD, root)
    board = people.actor_named(username=BOARD.username)
    listed = tree.rows()
    _import(board, root, listed)
    ids = {known.code: known.id for known in reading.known_below(actor=board, organisation=root, as_of=SINCE)}
    for account in ACCOUNTS[1:]:
        _make_account(keeper, account, ids[account.code])
    _open(board, root)
    _choose_pilots(board, root, listed, ids)
    _enter(board, root, plans_of(listed, rules.holidays()), ids)
    actors = {seat.username: people.actor_named(username=seat.username) for seat in elections.SEATS}
    users = {name: actor.user_id for name, actor in actors.items() if actor.user_id is not None}
    elections.fill(board, ids[elections.CODE], actors, users, TERM)


def _make_keeper() -> None:
    with _short_hashing():
        access.make_first_keeper(
            actor=SYSTEM,
            username=KEEPER.username,
            full_name=KEEPER.full_name,
            password=KEEPER.password,
            valid_from=SINCE,
        )


def _make_account(keeper: Actor, account: Account, organisation: int) -> None:
    """An account as the keeper makes it, and its owner's first visit: an own password instead of the first one."""
    with _short_hashing():
        made = access.make_account(
            actor=keeper,
            organisation=organisation,
            username=account.username,
            full_name=account.full_name,
            role=account.role.value,
            valid_from=SINCE,
        )
        user = ModelBackend().get_user(made.user_id)
        assert user is not None
        user.set_password(account.password)
        user.save(update_fields=["password"])
        access.own_password_changed(actor=Actor(made.user_id, account.full_name), username=account.username)


class _short_hashing:  # noqa: N801 - used as `with _short_hashing():`
    """Sample passwords are printed on the screen: a second of hashing for each would protect nothing. The first
    sign-in hashes the password anew, as long as any."""

    def __enter__(self) -> None:
        self._hasher = get_hasher()
        self._usual = getattr(self._hasher, "iterations", None)
        if self._usual is not None:
            self._hasher.iterations = 1000

    def __exit__(self, *_: object) -> None:
        if self._usual is not None:
            self._hasher.iterations = self._usual


def _import(board: Actor, root: int, listed: list[tree.Row]) -> None:
    """The list as a file, read and imported as an office's own would be."""
    headings, lines = tree.sheet(listed)
    columns = [Column(title, kind="int" if title.startswith("Đảng viên") else "text") for title in headings]
    (table,) = read_tables(write_csv(Sheet("Mẫu", columns, lines)), FILE)
    organisations.import_list(
        actor=board,
        organisation=root,
        parsed=parse(table, guess_layout(table)),
        as_of=SINCE,
        decision=Decision(PLAN_79, SINCE, "Danh sách mẫu"),
        file_name=FILE,
    )


def _open(board: Actor, root: int) -> None:
    text = next(file.text for file in rules.sample_overlay_files() if f'id = "{OVERLAY}"' in file.text)
    plans.load_overlay(actor=board, organisation=root, text=text, file_name=f"{OVERLAY}.toml")
    plans.open_congresses(actor=board, organisation=root, term=TERM, pack_id=PACK, overlay_text=text)


def _choose_pilots(board: Actor, root: int, listed: list[tree.Row], ids: Mapping[str, int]) -> None:
    numbers = {(ids[f"{tree.ROOT_CODE}.{i:02d}"], ""): one.pilots for i, one in enumerate(tree.COMMITTEES, 1)}
    plans.allocate_pilots(actor=board, organisation=root, term=TERM, numbers=numbers, decision=PLAN_79)
    for row in listed:
        if row.pilot:
            plans.choose_pilot(actor=board, organisation=ids[row.code], term=TERM)


def _enter(board: Actor, root: int, planned: Mapping[str, Planned], ids: Mapping[str, int]) -> None:
    """The lists of the committees below, one list each, and the province's own plan."""
    below: dict[str, list[plans.Line]] = {}
    for code, one in planned.items():
        below.setdefault(code[: len(tree.ROOT_CODE) + 3], []).append(_line(ids[code], one))
    for code, lines in below.items():
        plans.enter_list(
            actor=board, organisation=ids[code], term=TERM, lines=lines, evidence="Danh sách mẫu của cấp dưới"
        )
    own = [_line(root, province())]
    plans.enter_list(actor=board, organisation=root, term=TERM, lines=own, evidence=PLAN_79)


def _line(organisation: int, one: Planned) -> plans.Line:
    plan = plans.Plan(form=one.form, contents=4, planned_on=one.planned_on, planned_half_days=one.half_days)
    return plans.Line(organisation, plan, one.done, one.held_half_days)
