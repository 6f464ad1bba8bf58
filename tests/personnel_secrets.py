"""Personnel records of two districts beside each other, with a word in everything typed that stands nowhere else.

Everything known of the people of Huyện A bears the word of Huyện A (names, posts, homes, notes, names of files and
variants, remarks), and so for Huyện B; but for one name and birth month that both have, as namesakes do. The officer of
the province works in both.
"""

from datetime import date, timedelta
from pathlib import PurePosixPath

from django.test import Client
from django.urls import reverse

from daihoi.actions import personnel as actions
from daihoi.actions._files import Attached
from daihoi.core.access import Role
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import Departure, DossierState, Entry, Exit, Leaving, MergedOffices, Review
from daihoi.core.personnel.members import DepartureFacts, MemberFacts
from daihoi.core.personnel.places import ListPlace
from daihoi.data.models import Scheme
from tests import factories, schemes
from tests.area import TERM, TODAY, Area
from tests.process_made import Run
from tests.web.personnel.flow import begin, book

WORDS = {"Huyện A": "Kwangaa", "Huyện B": "Kwangbb"}
BORN = 1961  # the year of birth of everybody
NAMESAKE = "Nguyễn Văn Mẫu"
STAFF = {
    "officer": (Role.PERSONNEL_OFFICER, "Tỉnh"),
    "appraiser": (Role.PERSONNEL_OFFICER, "Tỉnh"),
    "approver": (Role.PERSONNEL_APPROVER, "Tỉnh"),
    "own": (Role.PERSONNEL_OFFICER, "Huyện A"),
    "own_b": (Role.PERSONNEL_OFFICER, "Huyện B"),
    "below": (Role.PERSONNEL_OFFICER, "Xã Một"),
}
# Everybody who finds nothing at Huyện A. Rights add up, so one account with every other role there and above it stands
# for each of them alone; `beside` sees everything and has the right in the other district; `ended` had it until today
# and has it again from tomorrow; the stranger has nothing.
OUTSIDERS = ("every_other", "beside", "below", "ended", "stranger")
OTHER_ROLES = tuple(role for role in Role if role not in {Role.PERSONNEL_OFFICER, Role.PERSONNEL_APPROVER})


def staffed(area: Area) -> Area:
    """The area with those who may, and with everybody of OUTSIDERS."""
    for who, (role, at) in STAFF.items():
        area.users[who] = factories.user_with(role, area.of[at])
    everything, beside, ended = (factories.user() for _ in range(3))
    for at in ("Tỉnh", "Huyện A"):
        for role in OTHER_ROLES:
            factories.grant(everything, role, area.of[at])
    factories.grant(beside, Role.READER, area.of["Tỉnh"])
    for role in (Role.PERSONNEL_OFFICER, Role.PERSONNEL_APPROVER):
        factories.grant(beside, role, area.of["Huyện B"])
        factories.grant(area.users["below"], role, area.of["Trạm"])
        factories.grant(ended, role, area.of["Huyện A"], until=TODAY)
        factories.grant(ended, role, area.of["Huyện A"], since=TODAY + timedelta(days=1))
    factories.grant(ended, Role.READER, area.of["Huyện A"])
    area.users |= {"every_other": everything, "beside": beside, "ended": ended}
    return area


class Records:
    """One of everything at a district, by what the addresses call it."""

    def __init__(self, area: Area, at: str, *, versions: int = 1) -> None:
        self.area, self.at, self.word = area, at, WORDS[at]
        self.organisation = area.id(at)
        self.here = {"actor": area.actor("officer"), "organisation": self.organisation}
        self.there = {**self.here, "term": TERM}
        self._people()
        self._scheme()
        self._process()
        self._versions(versions)
        self._bodies()
        client = factories.client(area.users["officer"])
        rows = [
            (number, name, f"7/{BORN}", "Nam", "Kinh", f"Quê {self.word}", f"Chức {self.word}", "x")
            # somebody new, somebody who may be one of those kept, and the namesake
            for number, name in enumerate((f"Lò Văn {self.word} Nhập", f"Lò Văn {self.word} Hai", NAMESAKE), 1)
        ]
        address = begin(client, self.organisation, book(*rows), name=f"2C {self.word}.xlsx")
        self.token = PurePosixPath(address).name

    def _keep(self, name: str, **more: object) -> int:
        facts = {
            "sex": Sex.MAN, "born_year": BORN, "born_month": 7, "ethnicity": f"Dân {self.word}", "local": True,
            "home": f"Quê {self.word}", "specialism": f"Ngành {self.word}", "schooling": "12/12",
            "post": f"Chức {self.word}", "note": f"Ghi {self.word}",
            "posts": (actions.HeldPost(f"Việc {self.word}", f"Nơi {self.word}", date(2010, 1, 1)),),
        }  # fmt: skip
        return actions.keep_person(**self.here, facts=actions.PersonFacts(name, **facts | more))  # type: ignore[arg-type]

    def _people(self) -> None:
        self.people = [self._keep(f"Lò Văn {self.word} {number}") for number in ("Một", "Hai", "Ba", "Bốn", "Năm")]
        self.person, self.left = self.people[0], self.people[3]
        self.other, self.namesake = self._keep(f"Lò Văn {self.word} Một"), self._keep(NAMESAKE)
        meant = actions.MeantFor(
            Standing.RESTANDING, frozenset({Organ.COMMITTEE}), frozenset(), f"12 {self.word}", f"13 {self.word}"
        )
        for person in self.people:
            actions.set_pool_place(**self.there, person=person, meant=meant)
        file = Attached(f"ly-lich-{self.word}.pdf", b"%PDF-1.4 mat " + self.word.encode())
        received = {"state": DossierState.RECEIVED, "on_date": date(2020, 2, 20), "note": f"Thiếu {self.word}"}
        actions.keep_item(**self.there, person=self.person, item="cv", file=file, **received)
        review = {"done_on": date(2020, 2, 20), "done_by": f"Ban {self.word}"}
        actions.note_review(**self.there, person=self.person, review=Review.POLITICAL_HISTORY, **review)

    def _scheme(self) -> None:
        numbers = {Organ.COMMITTEE: actions.Numbers(7, 2, f"Vì {self.word}", 8), Organ.STANDING: actions.Numbers(2)}
        facts = actions.SchemeFacts(numbers=numbers)
        self.scheme = Scheme.objects.get(
            pk=actions.begin_scheme(**self.there, facts=facts, variant=f"Phương án {self.word}")
        )
        places = [
            ListPlace(
                person,
                frozenset({Organ.COMMITTEE, *([Organ.STANDING] if number == 0 else [])}),
                Standing.RESTANDING,
                frozenset({Post.SECRETARY} if number == 0 else ()),
                special=f"Nghị quyết {self.word}",
            )
            for number, person in enumerate(self.people)
        ]
        self.variant = self.scheme.variants.get().pk
        actions.change_list(**self.there, variant=self.variant, version=1, into=places)
        self.second = actions.make_variant(**self.there, name=f"Bản hai {self.word}", copy_of=self.variant)

    def _process(self) -> None:
        run = Run(self.area, self.at)
        self.closed = run.go()
        self.step = run.open(chair=f"Chủ {self.word}", clerk=f"Thư ký {self.word}", note=f"Biên bản {self.word}")
        left = {"how": Leaving.DECISION, "on_date": date(2020, 2, 20)}
        actions.leave(**self.there, person=self.left, number=f"14 {self.word}", note=f"Lý do {self.word}", **left)

    def _versions(self, number: int) -> None:
        self.number = number
        for count in range(number):
            row = schemes.submitted(self.area, self.at, why=f"Theo {self.word} {count}")
            decided = {"actor": self.area.actor("appraiser"), "organisation": self.area.id("Tỉnh"), "version": row.pk}
            self.remark = actions.remark(**decided, seen=schemes.seen(row), text=f"Nhận xét {self.word}")
            if count < number - 1:
                actions.send_back(**decided, seen=schemes.seen(row), note=f"Trả {self.word}", number=f"15 {self.word}")
        self.version = row.pk

    def _bodies(self) -> None:
        since = {"organ": Organ.COMMITTEE, "entry": Entry.APPOINTED, "from_on": date(2020, 2, 14)}
        facts = MemberFacts(**since, decision=f"16 {self.word}")  # type: ignore[arg-type]
        self.member = actions.keep_member(**self.there, person=self.person, facts=facts)
        self.gone = actions.keep_member(**self.there, person=self.people[1], facts=facts)
        actions.leave_body(
            **self.there, member=self.gone, to_on=date(2020, 2, 25), exit=Exit.RETIRED, note=f"Nghỉ {self.word}"
        )
        why = DepartureFacts(Departure.AGE, arranged=f"Về {self.word}", decision=f"17 {self.word}")
        self.departing = self.people[4]
        actions.keep_departure(**self.there, person=self.departing, facts=why)
        begun = {"offices": MergedOffices.MASS, "from_on": date(2020, 2, 14)}
        self.merged = actions.merge_offices(**self.here, **begun, decision=f"18 {self.word}")

    def address(self, name: str, made_of: str, at: "Records | None" = None) -> str:
        """The address of that name with these records, under the organisation of others where they are given."""
        under = at or self
        if made_of.startswith("?at"):
            rest = made_of.removeprefix("?at").split()
            return reverse(name, kwargs=dict(one.split("=") for one in rest)) + f"?at={under.organisation}"
        pairs = (part.split("=") for part in made_of.split())
        return reverse(
            name,
            kwargs={"pk": under.organisation}
            | {key: getattr(self, what, what) if key != "name" else what for key, what in pairs},
        )


def client_of(area: Area, who: str) -> Client:
    return factories.client(area.users[who])
