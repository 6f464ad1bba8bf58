"""A hall for tests of elections: the congress of a commune with its secretariat, head and two counters.

hall = Hall()                     # a commune of Tỉnh with a delegate congress of the term 2025–2030
hall.listed(["Nguyễn Văn An", …], seats=3)
hall.voted(["1101", …])           # ballots issued, collected and keyed alike by both teams
"""

from collections.abc import Sequence
from datetime import date

from daihoi.actions import elections as actions
from daihoi.actions.plan import Plan, open_congresses, set_plan
from daihoi.core.access import Actor, Role
from daihoi.core.elections import Body, Capacity, Origin, Post, Stock
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import Form
from daihoi.data.models import Organisation
from daihoi.queries import elections as queries
from daihoi.queries.access import actor_of
from tests import factories

TERM = "2025-2030"
PACK = "2025-2030/2025-04-14"
OPENS = date(2025, 8, 5)
ROLES = {
    "secretariat": Role.CONGRESS_SECRETARIAT,
    "head": Role.COUNTING_HEAD,
    "first": Role.COUNTER,
    "second": Role.COUNTER,
    "reader": Role.READER,
    "auditor": Role.AUDITOR,
    "office": Role.COMMITTEE_OFFICE,
}


class Hall:
    """One election of one congress, and people by what they are."""

    def __init__(
        self,
        post: Post = Post.COMMITTEE,
        body: Body = Body.DELEGATE_CONGRESS,
        *,
        term: str = TERM,
        pack: str = PACK,
        kind: Kind = Kind.UPPER,
        unit: Unit = Unit.COMMUNE,
        summoned: int = 40,
        title: str = "Ban Chấp hành Đảng bộ xã Mẫu khóa I",
        province: Organisation | None = None,
        names: tuple[str, str] = ("Đảng bộ xã Mẫu", "Đảng bộ xã Bên"),
    ) -> None:
        self.province = province or factories.organisation("Tỉnh", Kind.PROVINCE, unit=Unit.PROVINCE)
        self.organisation = factories.organisation(names[0], kind, under=self.province, unit=unit)
        self.neighbour = factories.organisation(names[1], kind, under=self.province, unit=unit)
        self.users = {who: factories.user_with(role, self.organisation) for who, role in ROLES.items()}
        self.users["board"] = factories.user_with(Role.ORGANISATION_BOARD, self.province)
        self.users["beside"] = factories.user_with(Role.CONGRESS_SECRETARIAT, self.neighbour)
        self.users["head_beside"] = factories.user_with(Role.COUNTING_HEAD, self.neighbour)
        self.users["stranger"] = factories.user()
        open_congresses(actor=self.actor("board"), organisation=self.province.pk, term=term, pack_id=pack)
        form = Form.MEMBER if body is Body.MEMBER_CONGRESS else Form.DELEGATE
        plan = Plan(form=form, contents=4, ordinal=1)
        set_plan(actor=self.actor("board"), organisation=self.pk, term=term, plan=plan)
        self.summoned, self.term, self.body = summoned, term, body
        self.again(post, title)

    def again(self, post: Post, title: str) -> None:
        """Open an election; what follows is about it."""
        self.election = actions.open_election(
            actor=self.actor("secretariat"),
            organisation=self.pk,
            term=self.term,
            post=post,
            body=self.body,
            title=title,
            opens_on=OPENS,
        )

    @property
    def pk(self) -> int:
        return self.organisation.pk

    def actor(self, who: str) -> Actor:
        return actor_of(user_id=self.users[who].pk, name=self.users[who].full_name)

    def at(self, who: str) -> dict[str, object]:
        """What each action on the election takes."""
        return {"actor": self.actor(who), "organisation": self.pk, "election": self.election}

    def view(self, who: str = "head") -> queries.ElectionView:
        return queries.election(actor=self.actor(who), pk=self.election)

    def step(self, key: str, **more: object) -> None:
        actions.record_step(**self.at("secretariat"), step=key, **more)  # type: ignore[arg-type]

    def facts(self, seats: int, alternates: int = 0, *, truncate: bool = False) -> None:
        facts = actions.Facts(
            seats=seats,
            alternates=alternates,
            summoned=self.summoned,
            attending=self.summoned,
            opens_on=OPENS,
            truncate=truncate,
        )
        actions.set_facts(**self.at("secretariat"), facts=facts)  # type: ignore[arg-type]

    def put(self, names: Sequence[str], origin: Origin = Origin.PREPARED, **more: object) -> list[int]:
        capacity = more.pop("capacity", Capacity.OFFICIAL)
        people = [actions.Put(name, origin, capacity, **more) for name in names]  # type: ignore[arg-type]
        return actions.nominate(**self.at("secretariat"), people=people)  # type: ignore[arg-type]

    def committee(self) -> None:
        members = [
            actions.Member("Đỗ Thị Trưởng", head=True, user_id=self.users["head"].pk),
            actions.Member("Hà Văn Nhất", user_id=self.users["first"].pk, team=1),
            actions.Member("Lò Thị Nhì", user_id=self.users["second"].pk, team=2),
        ]
        actions.set_counting_committee(**self.at("secretariat"), members=members, note="40/40 giơ tay")  # type: ignore[arg-type]

    def listed(self, names: Sequence[str], seats: int, alternates: int = 0) -> None:
        """Everything before the vote: the list adopted, the counting committee elected."""
        self.facts(seats, alternates)
        self.put(names)
        for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
            self.step(key, note="40/40 giơ tay")
        actions.adopt_list(**self.at("secretariat"), note="40/40 giơ tay")  # type: ignore[arg-type]
        self.committee()

    def opened(self, *, present: int | None = None, printed: int = 0) -> int:
        """A round opened, its box sealed, its ballots handed over; its number."""
        number = actions.open_round(**self.at("head"))  # type: ignore[arg-type]
        actions.seal_box(**self.at("head"), round=number)  # type: ignore[arg-type]
        actions.set_present(**self.at("head"), round=number, present=present or self.summoned)  # type: ignore[arg-type]
        self.stock(number, Stock.PRINTED, printed or self.summoned + 5)
        return number

    def stock(self, number: int, kind: Stock, sheets: int, reason: str = "") -> bool:
        return actions.enter_stock(**self.at("head"), round=number, kind=kind, number=sheets, reason=reason)  # type: ignore[arg-type]

    def collected(self, ballots: int, *, present: int | None = None) -> int:
        """A round up to the open box: so many issued and collected."""
        number = self.opened(present=present)
        self.stock(number, Stock.ISSUED, ballots)
        self.stock(number, Stock.UNISSUED, self.summoned + 5 - ballots)
        self.stock(number, Stock.COLLECTED, ballots)
        return number

    def key(self, who: str, number: int, slip: int, marks: str, *flags: str, version: int = 0) -> int:
        keyed = actions.Keyed(slip, marks, flags, version)
        return actions.key_ballot(**self.at(who), round=number, keyed=keyed)  # type: ignore[arg-type]

    def done(self, who: str, number: int) -> bool:
        return actions.finish_count(**self.at(who), round=number)  # type: ignore[arg-type]

    def counted(self, first: Sequence[str], second: Sequence[str] | None = None) -> int:
        """A round keyed by both teams; its number."""
        number = self.collected(len(first))
        for who, ballots in (("first", first), ("second", second or first)):
            for slip, text in enumerate(ballots, 1):
                marks, *flags = text.split()
                self.key(who, number, slip, marks, *flags)
            self.done(who, number)
        return number

    def release(self, number: int) -> None:
        actions.release(**self.at("head"), round=number)  # type: ignore[arg-type]

    def voted(self, ballots: Sequence[str]) -> int:
        """A round counted alike by both teams, and released."""
        number = self.counted(ballots)
        self.release(number)
        return number
