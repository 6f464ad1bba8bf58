"""Filling an empty installation with a sample, through the gate, by sample accounts.

What differs from sample to sample is its `Sample`; what was founded is handed on as `Made` to whatever fills it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import get_hasher
from django.db import transaction

from daihoi.actions import access, organisations
from daihoi.actions import plan as plans
from daihoi.actions.organisations import Decision
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.rows import Row, sheet
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import guess_layout, parse
from daihoi.office.tables import Column, Sheet, read_tables, write_csv
from daihoi.queries import access as people
from daihoi.queries import indicators, rules
from daihoi.queries import organisations as reading

TERM, PACK = "2020-2025", "2020-2025/2019-05-30"
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


def officers(code: str, flower: str, board: str, committee: str) -> tuple[Account, Account]:
    """The two of the root who see personnel work. `flower`: the beginning of the sample's passwords."""
    return (
        Account(
            "mau-nhan-su",
            f"Người dùng mẫu – Cán bộ nhân sự {board}",
            Role.PERSONNEL_OFFICER,
            code,
            f"{flower}-no-11",
            N_("Personnel officer: schemes, what breaks a rule in them, and the figures of personnel."),
        ),
        Account(
            "mau-duyet",
            f"Người dùng mẫu – {committee}, nhân sự",
            Role.PERSONNEL_APPROVER,
            code,
            f"{flower}-no-12",
            N_("Standing committee, for personnel: approves what was put forward."),
        ),
    )


@dataclass(frozen=True)
class Sample:
    """A sample: its day, its root, its overlay, its organisations and accounts, and what fills it with life.

    The first of `accounts` is the organisation board at the root, who founds the rest. `decision`: by which paper the
    organisations of `rows` are entered and the pilots chosen, valid from `since`; before that day nobody may do
    anything. `place`: as people call it.
    """

    day: date
    since: date
    root_code: str
    root_name: str
    overlay: str
    decision: str
    file: str
    keeper: Account
    accounts: tuple[Account, ...]
    place: str
    rows: Callable[[], list[Row]]
    fill: Callable[["Made"], None]

    @property
    def board(self) -> Account:
        return self.accounts[0]


@dataclass(frozen=True)
class Made:
    """A sample whose organisations and accounts are there: ids by code, actors by user name."""

    sample: Sample
    rows: Sequence[Row]
    ids: Mapping[str, int]
    actors: Mapping[str, Actor]

    @property
    def board(self) -> Actor:
        return self.actors[self.sample.board.username]

    def at(self, code: str, who: str = "") -> dict[str, Any]:
        """Actor and organisation of a call of the gate; `who`: a user name, "": the board."""
        return {"actor": self.actors[who] if who else self.board, "organisation": self.ids[code]}

    def of_term(self, code: str, who: str = "") -> dict[str, Any]:
        return self.at(code, who) | {"term": TERM}


@contextmanager
def on(day: date) -> Iterator[None]:
    """What is done inside is done on that day: the clock is set as DAIHOI_TODAY sets it."""
    before = settings.TODAY
    settings.TODAY = day
    try:
        yield
    finally:
        settings.TODAY = before


def built(sample: Sample) -> bool:
    """Does the database hold the sample already? NotHere, or another root, means that it does not."""
    try:
        board = people.actor_named(username=sample.board.username)
        root = reading.coded(actor=board, code=sample.root_code, as_of=sample.day)
    except NotHere:
        return False
    return root.name == sample.root_name and board.name == sample.board.full_name


def build(sample: Sample) -> None:
    """Fill an empty database, all of it or nothing. Raises Refused where it holds organisations already."""
    try:
        with transaction.atomic(), on(sample.day):
            sample.fill(_found(sample))
    except BaseException:
        indicators.forget()  # what was read inside was taken back
        raise


def _found(sample: Sample) -> Made:
    root = access.set_up(
        actor=SYSTEM,
        name=sample.root_name,
        code=sample.root_code,
        kind=Kind.PROVINCE.value,
        unit=Unit.PROVINCE.value,
        valid_from=date(2015, 1, 1),
    )
    _make_keeper(sample)
    keeper = people.actor_named(username=sample.keeper.username)
    _make_account(keeper, sample, sample.board, root)
    board = people.actor_named(username=sample.board.username)
    listed = sample.rows()
    _import(board, root, sample, listed)
    found = reading.known_below(actor=board, organisation=root, as_of=sample.since)
    ids = {known.code: known.id for known in found} | {sample.root_code: root}
    for account in sample.accounts[1:]:
        _make_account(keeper, sample, account, ids[account.code])
    actors = {one.username: people.actor_named(username=one.username) for one in sample.accounts}
    made = Made(sample, listed, ids, actors)
    _open(made)
    return made


def _make_keeper(sample: Sample) -> None:
    with _short_hashing():
        access.make_first_keeper(
            actor=SYSTEM,
            username=sample.keeper.username,
            full_name=sample.keeper.full_name,
            password=sample.keeper.password,
            valid_from=sample.since,
        )


def _make_account(keeper: Actor, sample: Sample, account: Account, organisation: int) -> None:
    """An account as the keeper makes it, and its owner's first visit: an own password instead of the first one."""
    with _short_hashing():
        made = access.make_account(
            actor=keeper,
            organisation=organisation,
            username=account.username,
            full_name=account.full_name,
            role=account.role.value,
            valid_from=sample.since,
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


def _import(board: Actor, root: int, sample: Sample, listed: list[Row]) -> None:
    """The list as a file, read and imported as an office's own would be."""
    headings, lines = sheet(listed, sample.root_code, sample.root_name)
    columns = [Column(title, kind="int" if title.startswith("Đảng viên") else "text") for title in headings]
    (table,) = read_tables(write_csv(Sheet("Mẫu", columns, lines)), sample.file)
    organisations.import_list(
        actor=board,
        organisation=root,
        parsed=parse(table, guess_layout(table)),
        as_of=sample.since,
        decision=Decision(sample.decision, sample.since, "Danh sách mẫu"),
        file_name=sample.file,
    )


def _open(made: Made) -> None:
    overlay = made.sample.overlay
    text = next(file.text for file in rules.sample_overlay_files() if f'id = "{overlay}"' in file.text)
    root = made.at(made.sample.root_code)
    plans.load_overlay(**root, text=text, file_name=f"{overlay}.toml")
    plans.open_congresses(**root, term=TERM, pack_id=PACK, overlay_text=text)
    for row in made.rows:
        if row.pilot:
            plans.choose_pilot(**made.of_term(row.code))


def enter(made: Made, planned: Mapping[str, Planned], evidence: str = "Danh sách mẫu của cấp dưới") -> None:
    """The congresses of the organisations below the root, one list for each committee directly below it."""
    below: dict[str, list[plans.Line]] = {}
    for code, one in planned.items():
        top = ".".join(code.split(".")[:2])
        below.setdefault(top, []).append(one.line(made.ids[code]))
    for code, lines in below.items():
        plans.enter_list(**made.of_term(code), lines=lines, evidence=evidence)
