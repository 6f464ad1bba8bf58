"""From the approved scheme over a released election to the comparison and the memberships, through the pages."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.core.access import Role
from daihoi.core.elections import Body, Origin, Post
from daihoi.core.elections.afterwards import Fate
from daihoi.core.personnel import Listed, Organ, Sex, Standing
from daihoi.core.personnel import Person as CorePerson
from daihoi.core.personnel import Post as Held
from daihoi.core.personnel.content import Content, Whose, canonical, sha256_of
from daihoi.core.personnel.structure import Seats
from daihoi.core.text import fold
from daihoi.data.models import BallotRound, Election, Event, Membership, Nominee, Person, Scheme, SchemeVersion, User
from tests import factories
from tests.figures_follow import figures_followed
from tests.hall import TERM, Hall

__all__ = ["figures_followed"]  # a fixture
pytestmark = pytest.mark.django_db
NOW = datetime(2025, 7, 1, 8, tzinfo=UTC)
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]  # as the ballot has them
BALLOTS = ["1110"] * 30 + ["1101"] * 10


class Elected:
    """A commune whose congress elected three of four; the scheme of the other one beside, and its officers."""

    def __init__(self) -> None:
        self.hall = Hall()
        self.pk = self.hall.pk
        self.officer = factories.user_with(Role.PERSONNEL_OFFICER, self.hall.organisation)
        self.beside = factories.user_with(Role.PERSONNEL_OFFICER, self.hall.neighbour)
        self.people = {name: self._person(name) for name in NAMES}
        posts = frozenset({Held.SECRETARY})
        again = {"Nguyễn Văn An", "Phạm Thị Dung"}
        self._approve(
            [
                Listed(
                    CorePerson(str(self.people[name].pk), name, Sex.MAN, date(1980, 1, 1), False),
                    frozenset({Organ.COMMITTEE}),
                    Standing.RESTANDING if name in again else Standing.FIRST_TIME,
                    posts if name == "Phạm Thị Dung" else frozenset(),
                )
                for name in NAMES
                if name != "Lê Văn Cường"
            ]
        )
        self.hall.listed(NAMES, seats=3)
        for nominee in Nominee.objects.all():
            if nominee.name == "Lê Văn Cường":  # from the floor, linked to nobody
                nominee.origin = Origin.NOMINATED.value
            else:
                nominee.person = self.people[nominee.name]
            nominee.save()

    def _person(self, name: str) -> Person:
        return Person.objects.create(
            organisation_id=self.pk, name=name, folded=fold(name), kept_at=NOW, kept_by_name="A"
        )

    def _approve(self, listed: list[Listed]) -> None:
        scheme = Scheme.objects.create(organisation_id=self.pk, term=TERM, begun_at=NOW, begun_by_name="A")
        whose = Whose(self.pk, TERM, 2)
        content = Content(
            whose, "X", "", "", "upper", "commune", "", None, {Organ.COMMITTEE: Seats(3)}, tuple(listed), {}
        )
        text = canonical(content)
        SchemeVersion.objects.create(
            scheme=scheme, number=2, state="approved", content=text, sha256=sha256_of(text),
            above=self.hall.province, submitted_at=NOW, submitted_on=NOW.date(), submitted_by_name="A",
        )  # fmt: skip

    def release(self) -> None:
        self.hall.voted(BALLOTS)

    def secretary(self) -> None:
        """The congress elects An directly."""
        self.hall.again(Post.SECRETARY, "Bí thư Đảng ủy")
        self.hall.listed(["Nguyễn Văn An"], seats=1)
        Nominee.objects.filter(election=self.hall.election).update(person=self.people["Nguyễn Văn An"])
        self.hall.voted(["1"] * 40)


@pytest.fixture
def elected() -> Elected:
    return Elected()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/board/", {"term": TERM})
    return client


def address(elected: Elected, name: str) -> str:
    return reverse(name, args=[elected.pk]) + f"?term={TERM}"


def test_nothing_is_told_before_the_result_is_released(elected: Elected) -> None:
    elected.hall.counted(BALLOTS)
    view = client_of(elected.officer).get(address(elected, "personnel_afterwards")).context["view"]
    assert (view.found.offices, view.entering, view.waiting, view.version) == ((), (), 1, 2)


def test_the_list_stands_beside_the_result_and_the_designate_who_failed_is_named(elected: Elected) -> None:
    elected.release()
    page = client_of(elected.officer).get(address(elected, "personnel_afterwards"))
    (office,) = page.context["view"].found.offices
    assert {line.name: (line.fate, line.votes) for line in office.lines} == {
        "Nguyễn Văn An": (Fate.AS_PLANNED, 40),
        "Trần Thị Bình": (Fate.AS_PLANNED, 40),
        "Lê Văn Cường": (Fate.FROM_FLOOR, 30),
        "Phạm Thị Dung": (Fate.NOT_ELECTED, 10),
    }
    assert [line.name for line in office.not_reelected] == ["Phạm Thị Dung"]
    assert [(one.name, one.missed) for one in page.context["view"].found.designates] == [
        ("Phạm Thị Dung", (Post.COMMITTEE,))
    ]
    found = page.context["view"].columns[Post.COMMITTEE]
    assert (found.elected, found.reelected, found.first_time, found.unknown) == (3, 1, 1, 1)


def test_the_day_of_the_results_is_the_day_by_the_clock_of_the_hall(elected: Elected) -> None:
    elected.release()
    BallotRound.objects.update(released_at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC))
    page = client_of(elected.officer).get(address(elected, "personnel_afterwards"))
    assert page.context["view"].released_on == date(2025, 7, 1)


def test_an_election_that_a_later_one_to_the_same_post_took_the_place_of_waits_for_nothing(elected: Elected) -> None:
    elected.release()
    Election.objects.update(body=Body.MEMBER_CONGRESS.value)
    client = client_of(elected.officer)
    for voted, waiting in ((False, 1), (True, 0)):
        if not voted:
            elected.hall.again(Post.COMMITTEE, "Ban Chấp hành, bầu lại")
            elected.hall.listed(["Lê Văn Cường", "Lò Văn Én"], seats=1)
        else:
            elected.hall.voted(["10"] * 40)
        view = client.get(address(elected, "personnel_afterwards")).context["view"]
        assert (view.waiting, len(view.found.offices)) == (waiting, 1)


@pytest.mark.usefixtures("figures_followed")
def test_those_elected_are_entered_once_people_confirm_them(elected: Elected) -> None:
    elected.release()
    elected.secretary()
    client, enter = client_of(elected.officer), address(elected, "personnel_afterwards_enter")
    form = client.get(enter).context["form"]
    assert Membership.objects.count() == 0  # nothing by itself
    lines = {line.name: line for line in form.lines}
    floor = lines["Lê Văn Cường"]
    assert (floor.person, floor.alike) == (None, (elected.people["Lê Văn Cường"].pk,))
    sent = {f"in_{line.key}": "on" for line in lines.values()} | {"from_on": "2025-06-06"}

    assert client.post(enter, sent).status_code == 400 and Membership.objects.count() == 0  # whose record?
    sent[f"person_{floor.key}"] = str(floor.alike[0])
    assert client.post(enter, sent).status_code == 302
    rows = Membership.objects.order_by("-votes", "person__name").values_list(
        "person__name", "post", "entry", "standing", "votes", "base", "from_on"
    )
    on = date(2025, 6, 6)
    assert list(rows) == [
        ("Nguyễn Văn An", "secretary", "elected_directly", "restanding", 40, 40, on),
        ("Trần Thị Bình", "", "elected", "first_time", 40, 40, on),
        ("Lê Văn Cường", "", "elected", "", 30, 40, on),
    ]
    event = Event.objects.filter(event="personnel.member_kept").get()
    assert "Văn" not in event.detail + event.subject
    assert client.get(enter).context["form"].lines in ([], [floor])


def test_who_has_not_the_right_finds_nothing_and_cannot_enter(elected: Elected) -> None:
    elected.release()
    others = [elected.beside, *(elected.hall.users[who] for who in ("office", "secretariat", "auditor", "board"))]
    for user in others:
        client = client_of(user)
        for name in ("personnel_afterwards", "personnel_afterwards_xlsx", "personnel_afterwards_enter"):
            for answer in (client.get(address(elected, name)), client.post(address(elected, name), {})):
                assert answer.status_code in {404, 405}
                assert "Dung" not in answer.content.decode()
    assert Membership.objects.count() == 0


def test_pages_are_logged_bear_the_mark_and_ask_little(elected: Elected) -> None:
    elected.release()
    client = client_of(elected.officer)
    for name in ("personnel_afterwards", "personnel_afterwards_xlsx", "personnel_afterwards_enter"):
        before = Event.objects.count()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(elected, name))
        assert answer.status_code == 200 and len(queries) <= 24, (name, len(queries))
        (event,) = Event.objects.order_by("seq")[before:]
        assert event.event == ("personnel.taken" if "xlsx" in name else "personnel.opened")
    first = len(queries)
    elected.secretary()
    client.get(address(elected, name))
    with CaptureQueriesContext(connection) as more:
        client.get(address(elected, name))
    assert len(more) == first
    book = openpyxl.load_workbook(BytesIO(client.get(address(elected, "personnel_afterwards_xlsx")).content))
    assert all(elected.officer.full_name in sheet["A1"].value for sheet in book)


def test_content_that_is_not_what_was_locked_is_said_and_not_believed(elected: Elected) -> None:
    elected.release()
    SchemeVersion.objects.update(content="{}")
    page = client_of(elected.officer).get(address(elected, "personnel_afterwards"))
    assert page.status_code == 200
    assert page.context["view"].content_fault[0].code == "content_changed"


def test_a_member_congress_elects_without_a_scheme(elected: Elected) -> None:
    hall = Hall(body=Body.MEMBER_CONGRESS, province=elected.hall.province)
    hall.listed(NAMES, seats=3)
    hall.voted(BALLOTS)
    officer = factories.user_with(Role.PERSONNEL_OFFICER, hall.organisation)
    view = client_of(officer).get(reverse("personnel_afterwards", args=[hall.pk]), {"term": TERM}).context["view"]
    assert view.version is None
    # The convening committee's own list stands for it.
    assert {line.fate for line in view.found.offices[0].lines} == {Fate.AS_PLANNED, Fate.NOT_ELECTED}
