"""Bodies of Huyện A for tests of pages: a secretary, somebody who left, a departure, merged offices."""

from datetime import date

from daihoi.actions import personnel as actions
from daihoi.core.personnel import Organ, Post
from daihoi.core.personnel.kinds import Departure, Entry, Exit, MergedOffices
from daihoi.core.personnel.members import DepartureFacts, MemberFacts
from daihoi.data.models import Membership
from tests.area import TERM, TODAY, Area
from tests.personnel_people import kept

SECRET = "Nguyễn Thị Kín"
SINCE = date(2020, 2, 14)


def sat(area: Area, name: str = SECRET, **more: object) -> int:
    """A member of the committee of Huyện A; the id of the membership."""
    facts = MemberFacts(**{"organ": Organ.COMMITTEE, "entry": Entry.ELECTED, "from_on": SINCE, **more})  # type: ignore[arg-type]
    made = {"actor": area.actor("officer"), "organisation": area.id("Huyện A"), "term": TERM}
    return actions.keep_member(**made, person=kept(area, name), facts=facts)  # type: ignore[arg-type]


def lived(area: Area) -> dict[str, int]:
    """One of everything at Huyện A; their ids."""
    of = {"actor": area.actor("officer"), "organisation": area.id("Huyện A")}
    member = sat(area, post=Post.SECRETARY, beside=frozenset({Post.PEOPLE_CHAIR}))
    gone = sat(area, "Trần Văn Cũ")
    actions.leave_body(**of, term=TERM, member=gone, to_on=TODAY, exit=Exit.RETIRED)  # type: ignore[arg-type]
    person = Membership.objects.get(pk=member).person_id
    actions.keep_departure(**of, term=TERM, person=person, facts=DepartureFacts(Departure.AGE))  # type: ignore[arg-type]
    merged = actions.merge_offices(**of, offices=MergedOffices.MASS, from_on=SINCE)  # type: ignore[arg-type]
    return {"member": member, "gone": gone, "person": person, "merged": merged}
