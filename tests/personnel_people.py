"""People of Huyện A for tests of personnel work, and those who may and may not see them."""

from datetime import date

from daihoi.actions import personnel as actions
from daihoi.actions._files import Attached
from daihoi.core.access import Role
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import DossierState, Review
from tests import factories
from tests.area import TERM, Area

# Who asks → what they find: "officer" works at Huyện A, "above" at the province, "beside" at Huyện B.
OFFICERS = {
    "officer": (Role.PERSONNEL_OFFICER, "Huyện A"),
    "above": (Role.PERSONNEL_OFFICER, "Tỉnh"),
    "beside": (Role.PERSONNEL_OFFICER, "Huyện B"),
    "below": (Role.PERSONNEL_OFFICER, "Xã Một"),
    "approver": (Role.PERSONNEL_APPROVER, "Tỉnh"),
    "auditor": (Role.AUDITOR, "Tỉnh"),
    "charge": (Role.MEMBER_IN_CHARGE, "Tỉnh"),
}
# Everybody who finds nothing at Huyện A.
OUTSIDERS = (
    "board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger", "beside", "below", "auditor",
    "charge",
)  # fmt: skip


def staffed(area: Area) -> Area:
    """The area with personnel officers."""
    for who, (role, at) in OFFICERS.items():
        area.users[who] = factories.user_with(role, area.of[at])
    return area


def facts(name: str = "Nguyễn Văn Mẫu", **more: object) -> actions.PersonFacts:
    given: dict[str, object] = {"sex": Sex.MAN, "born_year": 1970, "born_month": 5, "ethnicity": "Kinh", **more}
    return actions.PersonFacts(name, **given)  # type: ignore[arg-type]


def kept(area: Area, name: str = "Nguyễn Văn Mẫu", at: str = "Huyện A", **more: object) -> int:
    """A person, entered by the officer of the province; the id."""
    return actions.keep_person(actor=area.actor("above"), organisation=area.id(at), facts=facts(name, **more))


def pooled(
    area: Area,
    person: int,
    at: str = "Huyện A",
    *,
    standing: Standing | None = Standing.RESTANDING,
    organs: frozenset[Organ] = frozenset({Organ.COMMITTEE}),
    posts: frozenset[Post] = frozenset(),
) -> int:
    actions.set_pool_place(
        actor=area.actor("above"),
        organisation=area.id(at),
        term=TERM,
        person=person,
        meant=actions.MeantFor(standing, organs, posts, "12-QĐ/HU"),
    )
    return person


DAY = date(2020, 2, 20)


def lived(area: Area) -> int:
    """Huyện A with a few people: some in the pool, one with a dossier, a conclusion and a file, two alike."""
    staffed(area)
    here = {"actor": area.actor("above"), "organisation": area.id("Huyện A"), "term": TERM}
    posts = (actions.HeldPost("Bí thư Đảng ủy", "xã Một", date(2015, 6, 1)),)
    person = pooled(area, kept(area, post="Bí thư xã Một", posts=posts), posts=frozenset({Post.DEPUTY}))
    twin = kept(area)
    kept(area, at="Xã Một")
    decided = kept(area, "Lò Thị Mẫu", sex=Sex.WOMAN)
    actions.decide_duplicate(
        actor=here["actor"],  # type: ignore[arg-type]
        organisation=area.id("Huyện A"),
        person=kept(area, "Lò Thị Mẫu", sex=Sex.WOMAN),
        other=decided,
        same=True,
    )
    pooled(area, decided, standing=None)
    for item, state in (("cv", DossierState.RECEIVED), ("health", DossierState.RETURNED)):
        file = Attached("ly-lich.pdf", b"%PDF") if item == "cv" else None
        actions.keep_item(**here, person=person, item=item, state=state, on_date=DAY, file=file)  # type: ignore[arg-type]
    actions.note_review(
        **here,
        person=person,
        review=Review.POLITICAL_HISTORY,
        done_on=DAY,
        done_by="Ban Tổ chức",  # type: ignore[arg-type]
    )
    return twin
