"""People on a chosen list and a process for tests: Huyện A of the small area, term 2020–2025.

The officer of the province may do everything there and below; the officer of Huyện B is the neighbour.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from daihoi.actions import personnel as actions
from daihoi.core.access import Role
from daihoi.core.personnel.kinds import Group, Organ, Post, Secrecy, Standing
from daihoi.core.personnel.places import ListPlace
from daihoi.core.personnel.process import Base
from daihoi.core.text import fold
from daihoi.data.models import Person, Scheme, SchemeVersion, StepVote, Variant
from daihoi.queries.personnel import ProcessView, personnel_place, process
from tests import factories
from tests.area import TERM, TODAY, Area

AT = "Huyện A"
SECRET_NAMES = ("Lò Văn Ấu", "Quàng Thị Đào", "Vàng A Dế", "Giàng Thị Ánh", "Nguyễn Văn Ổn")
NAMES = {  # not in alphabetical order
    Standing.RESTANDING: SECRET_NAMES[:3],
    Standing.FIRST_TIME: SECRET_NAMES[3:],
}
WHEN = datetime(2020, 3, 1, 8, tzinfo=UTC)
DAY = date(2020, 2, 10)


def staffed(area: Area) -> Area:
    """The small area with people who have the right of personnel work."""
    for who, role, at in (
        ("officer", Role.PERSONNEL_OFFICER, "Tỉnh"),
        ("approver", Role.PERSONNEL_APPROVER, "Tỉnh"),
        ("beside", Role.PERSONNEL_OFFICER, "Huyện B"),
    ):
        area.users[who] = factories.user_with(role, area.of[at])
    return area


def person(area: Area, name: str, at: str = AT, **facts: object) -> Person:
    given: dict[str, object] = {
        "folded": fold(name),
        "sex": "woman" if " Thị " in name else "man",
        "born_year": 1972,
        "born_month": 9,
        "ethnicity": "Thái",
        "home": "Mường Mẫu",
        "probationary_on": date(1998, 5, 19),
        "official_on": date(1999, 5, 19),
        "schooling": "12/12",
        "degree": "bachelor",
        "specialism": "Luật",
        "theory": "advanced",
        "local": True,
        "post": "Chuyên viên mẫu",
        **facts,
    }
    return Person.objects.create(organisation=area.of[at], name=name, kept_at=WHEN, kept_by_name="mẫu", **given)


def listed(area: Area, at: str = AT, names: Mapping[Standing, Iterable[str]] | None = None) -> Scheme:
    """A scheme with a chosen list: everybody for the committee, the first of those who stand again also for the
    standing committee and as secretary."""
    here = {"actor": area.actor("officer"), "organisation": area.id(at), "term": TERM}
    numbers = {Organ.COMMITTEE: actions.Numbers(4, before=5), Organ.STANDING: actions.Numbers(1)}
    facts = actions.SchemeFacts(Secrecy.SECRET, None, numbers)
    pk = actions.begin_scheme(**here, facts=facts, variant="Phương án 1")
    places = []
    for standing, of in (NAMES if names is None else names).items():
        for number, name in enumerate(of):
            leads = standing is Standing.RESTANDING and number == 0
            organs = frozenset({Organ.COMMITTEE, Organ.STANDING} if leads else {Organ.COMMITTEE})
            posts = frozenset({Post.SECRETARY, Post.PEOPLE_CHAIR} if leads else ())
            places.append(ListPlace(person(area, name, at).pk, organs, standing, posts))
    variant = Variant.objects.get(scheme=pk)
    actions.change_list(**here, variant=variant.pk, version=1, into=places)
    return Scheme.objects.get(pk=pk)


class Run:
    """A process being gone through by the officer."""

    def __init__(self, area: Area, at: str = AT) -> None:
        self.area, self.at = area, at

    @property
    def here(self) -> dict[str, object]:
        return {"actor": self.area.actor("officer"), "organisation": self.area.id(self.at)}

    @property
    def view(self) -> ProcessView:
        place = personnel_place(**self.here, term=TERM, today=TODAY)  # type: ignore[arg-type]
        found = process(place)
        assert found is not None
        return found

    def open(self, **facts: object) -> int:
        """Open the step that is due."""
        due = self.view.due
        assert due is not None
        return actions.open_step(
            **self.here,
            term=TERM,
            group=due.group,
            key=due.key,
            facts=actions.StepFacts(held_on=DAY, **facts),  # type: ignore[arg-type]
        )

    def keep(self, step: int, votes: int | Mapping[str, int] = 9, base: Base | None = None, **facts: object) -> None:
        """Enter a meeting of ten, all there; `votes`: of everybody, or by name (the others 9)."""
        line = self.view.line(step)
        figures: dict[str, object] = {"held_on": DAY, "place": "Hội trường mẫu"}
        if line.step.takes_votes:
            figures |= {"summoned": 10, "came": 10}
        if line.step.secret:
            figures |= {"issued": 10, "collected": 10, "valid": 10}
        given = {} if isinstance(votes, int) else votes
        every = votes if isinstance(votes, int) else 9
        rows = StepVote.objects.filter(step=step).select_related("person") if line.step.takes_votes else ()
        numbers = {(row.person_id, row.office): given.get(row.person.name, every) for row in rows}
        actions.keep_step(
            **self.here,
            step=step,
            seen=self.seen(step),
            facts=actions.StepFacts(**figures | facts),
            votes=numbers,  # type: ignore[arg-type]
        )
        if base is not None:
            actions.decide_base(**self.here, step=step, seen=self.seen(step), base=base, by="Ban Thường vụ, KL 01")  # type: ignore[arg-type]

    def seen(self, step: int) -> int:
        entered = self.view.line(step).entered
        assert entered is not None
        return entered.seen

    def close(self, step: int) -> None:
        actions.close_step(**self.here, step=step, seen=self.seen(step))  # type: ignore[arg-type]

    def go(self, votes: int | Mapping[str, int] = 9) -> int:
        """One step from opening to closing; its id."""
        step = self.open()
        key = self.view.line(step).step.key
        self.keep(step, votes, base=Base.PRESENT if key == "key_cadres" else None)
        self.close(step)
        return step

    def group(self, group: Group) -> None:
        """Every step of a group, with nine of ten votes for everybody."""
        while (due := self.view.due) is not None and due.group is group:
            self.go()


def submitted(area: Area, scheme: Scheme, state: str = "submitted") -> SchemeVersion:
    """A version of a scheme that went up."""
    return SchemeVersion.objects.create(
        scheme=scheme, number=1, state=state, content="{}", sha256="0" * 64, above=area.of["Tỉnh"],
        submitted_at=WHEN, submitted_on=TODAY, submitted_by=area.users["officer"], submitted_by_name="mẫu",
    )  # fmt: skip
