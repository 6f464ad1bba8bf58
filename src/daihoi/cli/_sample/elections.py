"""Two elections of a sample commune's congress on 15/5/2020: its committee, elected, and its delegates, being counted.

All of it is generated, and every name bears the note "mẫu". Ballots are keyed through the gate by sample accounts, as
they would be in a hall.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.actions import elections as actions
from daihoi.actions import plan as plans
from daihoi.cli._sample.rows import Numbers
from daihoi.core.access import Actor, Role
from daihoi.core.elections import Body, Capacity, Exclusion, Origin, Post, Reason, Stock, in_order
from daihoi.core.elections.nominees import Nominee
from daihoi.core.messages import N_
from daihoi.core.plan import Form
from daihoi.queries.elections import scheme_offer

CODE = "DB.07.003"  # Đảng bộ xã Mẫu 3, under Mường Nhé
TODAY = date(2020, 5, 15)
SUMMONED, PRESENT = 60, 59
BY_HAND = "Biểu quyết giơ thẻ 59/59"
COMMITTEE = "Ban Chấp hành Đảng bộ xã Mẫu 3 khóa XXI, nhiệm kỳ 2020 – 2025"
DELEGATES = "Đoàn đại biểu dự Đại hội đại biểu Đảng bộ huyện Mường Nhé, nhiệm kỳ 2020 – 2025"
NOTE, SEED = "mẫu", 515

_FAMILY = ("Lò", "Quàng", "Cà", "Vàng", "Giàng", "Lường", "Tòng", "Nguyễn", "Trần", "Phạm", "Điêu", "Sùng")
_MIDDLE = ("Văn", "Thị", "A", "Thị", "Minh", "Thu")
_GIVEN = ("An", "Bình", "Chung", "Dương", "Đức", "Hà", "Hồng", "Inh", "Khoa", "Lan", "Mai", "Nam", "Oanh", "Phong",
          "Quý", "Sơn", "Tâm", "Ưng", "Vinh", "Xuân", "Ý")  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A sample account of the congress: who it is there."""

    username: str
    full_name: str
    role: Role
    password: str
    tour: str


SECRETARIAT = Seat(
    "mau-thu-ky",
    "Người dùng mẫu – Đoàn thư ký đại hội xã Mẫu 3",
    Role.CONGRESS_SECRETARIAT,
    "hoa-ban-no-07",
    N_("Secretariat of a congress: lists, steps and decisions of two elections."),
)
HEAD = Seat(
    "mau-truong-ban",
    "Người dùng mẫu – Trưởng ban kiểm phiếu",
    Role.COUNTING_HEAD,
    "hoa-ban-no-08",
    N_("Head of the counting committee: one election finished, in the other the second count still runs."),
)
FIRST = Seat(
    "mau-to-1",
    "Người dùng mẫu – Tổ kiểm phiếu 1",
    Role.COUNTER,
    "hoa-ban-no-09",
    N_("First counting team: its count is done."),
)
SECOND = Seat(
    "mau-to-2",
    "Người dùng mẫu – Tổ kiểm phiếu 2",
    Role.COUNTER,
    "hoa-ban-no-10",
    N_("Second counting team: key the ballots that are left, by keyboard alone."),
)
SEATS = (SECRETARIAT, HEAD, FIRST, SECOND)


def people() -> list[str]:
    """The names of those who stand for the committee, in the order of the list."""
    return _Hall(0, {}, {}, "", Numbers(SEED)).names(17)


def fill(board: Actor, organisation: int, actors: dict[str, Actor], users: dict[str, int], term: str) -> None:
    """Both elections. `actors` and `users`: by user name of SEATS."""
    plan = plans.Plan(
        form=Form.DELEGATE, contents=4, ordinal=21, delegates=SUMMONED, planned_on=TODAY, planned_half_days=3
    )
    plans.set_plan(actor=board, organisation=organisation, term=term, plan=plan)
    hall = _Hall(organisation, actors, users, term, Numbers(SEED))
    finished = hall.election(Post.COMMITTEE, COMMITTEE, seats=15, names=17)
    hall.exclude(finished)
    number = hall.collected(finished, PRESENT)
    ballots = hall.ballots(17, strike=lambda at: 2 + at % 2, most=15)
    hall.key(FIRST, finished, number, ballots)
    # One slip of the tongue: the second team read slip 23 otherwise; the head settled it with the paper in hand.
    hall.key(SECOND, finished, number, [*ballots[:22], _swapped(ballots[22]), *ballots[23:]])
    hall.done(FIRST, finished, number)
    hall.done(SECOND, finished, number)
    hall.settle(finished, number, 23, ballots[22])
    actions.release(**hall.at(HEAD, finished), round=number)  # type: ignore[arg-type]
    running = hall.election(Post.DELEGATES, DELEGATES, seats=7, names=9)
    hall.exclude(running)
    number = hall.collected(running, PRESENT)
    ballots = hall.ballots(9, strike=lambda at: 2 + at % 3 // 2, most=7)
    hall.key(FIRST, running, number, ballots)
    hall.done(FIRST, running, number)
    hall.key(SECOND, running, number, ballots[:41])


def _swapped(marks: str) -> str:
    """The same ballot with one name read otherwise."""
    at = marks.index("0")
    return f"{marks[:at]}1{marks[at + 1 :]}" if marks.count("1") < 15 else marks.replace("1", "0", 1)


class _Hall:
    """The sample congress: who acts, and numbers that are the same everywhere."""

    def __init__(
        self, organisation: int, actors: dict[str, Actor], users: dict[str, int], term: str, numbers: Numbers
    ) -> None:
        self.organisation, self.actors, self.users, self.term, self.numbers = organisation, actors, users, term, numbers
        self.people: list[str] = []

    def at(self, seat: Seat, election: int) -> dict[str, object]:
        return {"actor": self.actors[seat.username], "organisation": self.organisation, "election": election}

    def election(self, post: Post, title: str, *, seats: int, names: int) -> int:
        """An election up to its adopted list and its counting committee."""
        made = actions.open_election(
            actor=self.actors[SECRETARIAT.username],
            organisation=self.organisation,
            term=self.term,
            post=post,
            body=Body.DELEGATE_CONGRESS,
            title=title,
            opens_on=TODAY,
        )
        secretariat = self.at(SECRETARIAT, made)
        facts = actions.Facts(seats=seats, summoned=SUMMONED, attending=PRESENT, opens_on=TODAY)
        actions.set_facts(**secretariat, facts=facts)  # type: ignore[arg-type]
        self._put_forward(made, post, self.names(names))
        for step in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
            actions.record_step(**secretariat, step=step, votes_for=PRESENT, votes_against=0, note=BY_HAND)  # type: ignore[arg-type]
        actions.adopt_list(**secretariat, votes_for=PRESENT, votes_against=0, note=BY_HAND)  # type: ignore[arg-type]
        actions.set_counting_committee(**secretariat, members=self._committee(), note=BY_HAND)  # type: ignore[arg-type]
        return made

    def _put_forward(self, election: int, post: Post, names: list[str]) -> None:
        """The list: for the committee that of the approved personnel scheme, which holds these names."""
        secretariat = self.at(SECRETARIAT, election)
        if post is Post.COMMITTEE:
            offer = scheme_offer(actor=self.actors[SECRETARIAT.username], election=election)
            assert sorted(one.name for one in offer.people) == sorted(names)
            actions.take_scheme(**secretariat, version=offer.version, sha256=offer.sha256)  # type: ignore[arg-type]
            return
        put = [
            actions.Put(name, Origin.PREPARED, Capacity.OFFICIAL, by=Capacity.PRESIDIUM, note=NOTE) for name in names
        ]
        actions.nominate(**secretariat, people=put)  # type: ignore[arg-type]

    def names(self, count: int) -> list[str]:
        """Names that nobody has yet, in the order of the list."""
        found: list[str] = []
        while len(found) < count:
            name = " ".join(part[self.numbers.below(len(part))] for part in (_FAMILY, _MIDDLE, _GIVEN))
            if name not in self.people:
                self.people.append(name)
                found.append(name)
        people = [Nominee(name, name, Origin.PREPARED, Capacity.OFFICIAL) for name in found]
        return [one.name for one in in_order(people)]

    def _committee(self) -> list[actions.Member]:
        members = [actions.Member(HEAD.full_name, head=True, user_id=self.users[HEAD.username])]
        for team, seat in enumerate((FIRST, SECOND), 1):
            members.append(actions.Member(seat.full_name, user_id=self.users[seat.username], team=team))
        return members

    def exclude(self, election: int) -> None:
        """One delegate was absent throughout, with no alternate in the place."""
        absent = Exclusion("Đại biểu mẫu vắng mặt", Reason.UNREPLACED)
        actions.set_exclusions(**self.at(SECRETARIAT, election), exclusions=[absent])  # type: ignore[arg-type]

    def collected(self, election: int, present: int) -> int:
        """A round whose box is open: one ballot was spoiled and replaced."""
        head = self.at(HEAD, election)
        number = actions.open_round(**head)  # type: ignore[arg-type]
        actions.make_sheet(**head, round=number, paper="A5", columns=0)  # type: ignore[arg-type]
        actions.seal_box(**head, round=number)  # type: ignore[arg-type]
        actions.set_present(**head, round=number, present=present)  # type: ignore[arg-type]
        events = (
            (Stock.PRINTED, SUMMONED + 5),
            (Stock.ISSUED, present),
            (Stock.REPLACED, 1),
            (Stock.UNISSUED, SUMMONED + 4 - present),
            (Stock.COLLECTED, present),
        )
        for kind, sheets in events:
            actions.enter_stock(**head, round=number, kind=kind, number=sheets)  # type: ignore[arg-type]
        return number

    def ballots(self, names: int, *, strike: Callable[[int], int], most: int) -> list[str]:
        """What stands on each paper: the names at the end of the list are struck more often; one ballot keeps all."""
        found = []
        for at in range(PRESENT):
            marks = ["1"] * names
            while marks.count("0") < max(strike(at), names - most):
                marks[max(self.numbers.below(names), self.numbers.below(names))] = "0"
            found.append("".join(marks))
        found[17] = "1" * names  # more votes than seats: invalid
        return found

    def key(self, seat: Seat, election: int, number: int, ballots: Sequence[str]) -> None:
        for slip, marks in enumerate(ballots, 1):
            took = self.numbers.between(4_000, 11_000)
            keyed = actions.Keyed(slip, marks, milliseconds=took)
            actions.key_ballot(**self.at(seat, election), round=number, keyed=keyed)  # type: ignore[arg-type]

    def done(self, seat: Seat, election: int, number: int) -> None:
        actions.finish_count(**self.at(seat, election), round=number)  # type: ignore[arg-type]

    def settle(self, election: int, number: int, slip: int, marks: str) -> None:
        found = actions.Found(slip, marks, note="Đối chiếu phiếu")
        actions.settle(**self.at(HEAD, election), round=number, found=found)  # type: ignore[arg-type]
