"""An area that is looked after and visited, for tests of bodies and supervision: see tests.area.

A working group and a delegation of the province look after Huyện A; Huyện B nobody. Somebody is in charge of the area
Huyện A. A visit of the province to Xã Một is planned with a checklist of three points.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import uuid4

from daihoi.actions import bodies
from daihoi.actions import supervision as actions
from daihoi.actions.bodies import BodyFacts
from daihoi.actions.supervision import ChecklistFacts, FindingGiven, Given, VisitFacts
from daihoi.core.access import Actor, Role
from daihoi.core.bodies import BodyKind, MemberLine, Seat
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, VisitKind, Weight
from daihoi.data.models import User, VisitPoint
from daihoi.queries.access import actor_of
from tests import factories
from tests.area import TERM, TODAY, Area

AT = datetime(2020, 3, 2, 3, tzinfo=UTC)
PEOPLE = {
    "in_charge": (Role.MEMBER_IN_CHARGE, "Huyện A"),
    "second": (Role.MEMBER_IN_CHARGE, "Huyện A"),
    "commune": (Role.COMMITTEE_OFFICE, "Xã Một"),
    "station": (Role.COMMITTEE_OFFICE, "Trạm"),
}


@dataclass
class Supervised:
    """The area with its rows, and the people who come and are visited."""

    area: Area
    users: dict[str, User] = field(default_factory=dict)
    group: int = 0
    delegation: int = 0
    checklist: int = 0
    visit: int = 0
    points: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.users = self.area.users | {
            who: factories.user_with(role, self.area.of[at]) for who, (role, at) in PEOPLE.items()
        }
        self.group = self.form("Tổ công tác số 1", BodyKind.GROUP, covered=("Huyện A",))
        self.delegation = self.form("Đoàn công tác số 12", BodyKind.DELEGATION, covered=("Xã Một",))
        self.checklist = actions.keep_checklist(
            actor=self.actor("board"),
            organisation=self.id("Tỉnh"),
            term=TERM,
            facts=ChecklistFacts(
                "Khánh tiết",
                Subject.ORGANISATION,
                [("Cờ Đảng, cờ Tổ quốc?", None), ("Tiêu đề ba dòng?", None), ("Loa, điện dự phòng?", Subject.SECURITY)],
                "HD 01/2021",
            ),
        )
        self.visit = self.plan("Xã Một", checklists=[self.checklist], body=self.delegation)
        self.points = list(
            VisitPoint.objects.filter(visit=self.visit).order_by("position").values_list("pk", flat=True)
        )

    def id(self, name: str) -> int:
        return self.area.id(name)

    def actor(self, who: str) -> Actor:
        return actor_of(user_id=self.users[who].pk, name=self.users[who].full_name)

    def form(
        self,
        name: str,
        kind: BodyKind = BodyKind.GROUP,
        *,
        at: str = "Tỉnh",
        who: str = "board",
        covered: tuple[str, ...] = (),
        members: tuple[MemberLine, ...] = (MemberLine("Nguyễn Văn Mẫu", "Trưởng Ban Tổ chức", Seat.HEAD),),
        formed_on: date = date(2020, 1, 10),
    ) -> int:
        return bodies.form_body(
            actor=self.actor(who),
            organisation=self.id(at),
            term=TERM,
            facts=BodyFacts(kind, name, formed_on, task="Hướng dẫn, kiểm tra", decision="12-QĐ/TU"),
            members=members,
            covered=[self.id(each) for each in covered],
        )

    def plan(
        self,
        at: str,
        *,
        who: str = "board",
        by: str = "Tỉnh",
        on: date = TODAY,
        checklists: list[int] | None = None,
        body: int | None = None,
        kind: VisitKind = VisitKind.INSPECTION,
    ) -> int:
        return actions.plan_visit(
            actor=self.actor(who),
            organisation=self.id(at),
            term=TERM,
            facts=VisitFacts(kind, self.id(by), on, body=body, visitors="Trần Thị Mẫu", agenda="Nghe báo cáo"),
            checklists=checklists or [],
        )

    def at(self, who: str = "in_charge") -> dict[str, object]:
        return {"actor": self.actor(who), "organisation": self.id("Xã Một"), "visit": self.visit}

    def answer(
        self,
        reply: Reply = Reply.YES,
        note: str = "",
        *,
        who: str = "in_charge",
        seen: str = "",
        point: int = 0,
        key: str = "",
    ) -> str:
        own = key or str(uuid4())
        given = Given(own, self.points[point], reply, AT, note, seen)
        actions.answer(**self.at(who), answers=[given])  # type: ignore[arg-type]
        return own

    def find(self, text: str = "Ma két sai tiêu đề", *, who: str = "in_charge", key: str = "") -> int:
        given = FindingGiven(
            key or str(uuid4()), Weight.SHORTCOMING, Subject.ORGANISATION, text, AT, kind="decoration_wrong"
        )
        return actions.find(**self.at(who), finding=given)  # type: ignore[arg-type]

    def concluded(self) -> "Supervised":
        actions.hold_visit(**self.at(), held_on=TODAY)  # type: ignore[arg-type]
        new = actions.NewTask("Sửa ma két", Subject.ORGANISATION, date(2020, 3, 10), "Văn phòng")
        actions.conclude_visit(**self.at(), conclusion="Cơ bản bảo đảm", tasks=[new])  # type: ignore[arg-type]
        return self
