"""The five breakthroughs of Quảng Ninh, and the targets of other localities, measured from personnel records.

Source: quang-ninh-2020, thang-binh-2020, rulebook P-034, P-037, E-114.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.actions import personnel as actions
from daihoi.actions import plan as plans
from daihoi.core.personnel import Organ, Post, Standing
from daihoi.core.personnel.kinds import Entry, MergedOffices
from daihoi.core.personnel.members import MemberFacts
from daihoi.data.models import Event, User
from daihoi.queries.rules import sample_overlay_files, sample_overlays
from tests.area import PACK, TERM, Area, area
from tests.personnel_people import kept, staffed

ClientFor = Callable[[User], Client]
__all__ = ["area"]  # the fixture
TEXTS = {one.where: one.text for one in sample_overlay_files()}
ON = date(2020, 1, 18)
LEADS = MemberFacts(Organ.COMMITTEE, Entry.ELECTED_DIRECTLY, ON, Standing.FIRST_TIME, post=Post.SECRETARY)


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def seat(staff: Area, at: str, facts: MemberFacts = LEADS, *, local: bool | None = None) -> None:
    person = kept(staff, at=at, local=local)
    made = {"actor": staff.actor("above"), "organisation": staff.id(at), "term": TERM}
    actions.keep_member(**made, person=person, facts=facts)  # type: ignore[arg-type]


def shown(staff: Area, client: Client) -> dict[str, tuple[object, object, object]]:
    """By target: value, out of, kept."""
    page = client.get(reverse("rules_targets"), {"term": TERM, "at": staff.id("Tỉnh")})
    rows = [row for _, rows in page.context["found"] for row in rows]
    return {row.target.id: (row.figure.value, row.figure.out_of, row.kept) for row in rows if row.figure}


@pytest.mark.parametrize("where", TEXTS)
def test_every_shipped_overlay_loads_and_shows_where_its_targets_stand(
    staff: Area, client_for: ClientFor, where: str
) -> None:
    overlay = plans.load_overlay(
        actor=staff.actor("board"), organisation=staff.id("Tỉnh"), text=TEXTS[where], file_name=where
    )
    term = overlay.over.partition("/")[0]
    page = client_for(staff.users["above"]).get(reverse("rules_targets"), {"term": term, "at": staff.id("Tỉnh")})
    rows = [row for _, rows in page.context["found"] for row in rows]
    assert [row.target.id for row in rows] == [target.id for target in overlay.targets]
    assert all(row.figure is not None and not row.hidden for row in rows)
    assert {each.over for each in sample_overlays()} >= {overlay.over}


def test_the_five_breakthroughs_of_quang_ninh_are_measured(staff: Area, client_for: ClientFor) -> None:
    made = {"actor": staff.actor("board"), "organisation": staff.id("Tỉnh"), "term": TERM}
    text = next(text for where, text in TEXTS.items() if "quang-ninh" in where)
    plans.repin_congresses(**made, pack_id=PACK, overlay_text=text)  # type: ignore[arg-type]
    chair = replace(LEADS, beside=frozenset({Post.PEOPLE_CHAIR}))
    head = replace(LEADS, beside=frozenset({Post.VILLAGE_HEAD}), village_on=date(2020, 1, 5))
    seat(staff, "Huyện A", chair, local=False)
    seat(staff, "Huyện B", replace(LEADS, entry=Entry.ELECTED), local=True)
    seat(staff, "Xã Một", chair, local=False)
    seat(staff, "Chi bộ thôn 1", head)
    seat(staff, "Chi bộ thôn 2", replace(head, village_on=date(2020, 1, 6)))
    seat(staff, "Chi bộ thôn 3")
    for district in ("Huyện A", "Huyện B"):
        for offices in (MergedOffices.INSPECTION, MergedOffices.ORGANISATION):
            if district == "Huyện A" or offices is MergedOffices.INSPECTION:
                of = {"actor": staff.actor("above"), "organisation": staff.id(district)}
                actions.merge_offices(**of, offices=offices, from_on=date(2019, 5, 1))  # type: ignore[arg-type]

    found = shown(staff, client_for(staff.users["above"]))
    assert {name: found[name] for name in found if not name.endswith("_done")} == {
        "district_chairs": (1, 2, False),
        "commune_chairs": (1, 1, True),
        "district_not_local": (1, 2, False),
        "commune_not_local": (1, 1, True),
        "direct_election": (2, 3, False),
        "village_heads": (2, 3, False),
        "village_heads_first": (1, 2, False),
        "merged_inspection": (2, 2, True),
        "merged_organisation": (1, 2, False),
        "merged_mass": (0, 2, False),
    }


def test_whoever_has_not_the_right_is_told_so_and_nothing_else(staff: Area, client_for: ClientFor) -> None:
    made = {"actor": staff.actor("board"), "organisation": staff.id("Tỉnh"), "term": TERM}
    text = next(text for where, text in TEXTS.items() if "quang-ninh" in where)
    plans.repin_congresses(**made, pack_id=PACK, overlay_text=text)  # type: ignore[arg-type]
    seat(staff, "Huyện A")
    before = Event.objects.count()
    page = client_for(staff.users["board"]).get(reverse("rules_targets"), {"term": TERM})
    rows = {row.target.id: row for _, rows in page.context["found"] for row in rows}
    hidden = {name for name, row in rows.items() if row.hidden}
    assert hidden == {name for name in rows if not name.endswith("_done")}
    assert all(rows[name].figure is None and rows[name].kept is None for name in hidden)
    assert Event.objects.count() == before
    assert "secrecy-head" not in page.content.decode()
    told = client_for(staff.users["above"]).get(reverse("rules_targets"), {"term": TERM}).content.decode()
    head = told.partition('<div class="secrecy-head">')[2].partition("</div>")[0]
    assert "<strong>MẬT</strong>" in head and staff.users["above"].full_name in head
    read = Event.objects.order_by("-seq")[0]
    assert (read.event, read.subject, read.organisation) == ("personnel.opened", "rules_targets", staff.id("Tỉnh"))


@pytest.mark.parametrize(
    "name", ["committee", "committee.women", "secretary_is_chair", "schemes.begun", "not_standing"]
)
def test_records_behind_a_figure_are_for_those_with_the_right_and_logged(
    staff: Area, client_for: ClientFor, name: str
) -> None:
    seat(staff, "Huyện A", replace(LEADS, beside=frozenset({Post.PEOPLE_CHAIR})))
    pk = staff.id("Tỉnh")
    for address in ("records", "records_xlsx"):
        url = reverse(address, args=[pk, name])
        for who in ("board", "office", "reader", "keeper", "stranger", "officer"):
            assert client_for(staff.users[who]).get(url).status_code == 404, who
        before = Event.objects.count()
        client = client_for(staff.users["above"])
        answer = client.get(url, {"level": "all", "term": TERM})
        assert answer.status_code == 200
        events = [one.event for one in Event.objects.order_by("seq")[before:]]
        assert events == ["personnel.opened" if address == "records" else "personnel.taken"]
    if name == "committee":
        page = client_for(staff.users["above"]).get(reverse("records", args=[pk, name]), {"level": "all", "term": TERM})
        text = page.content.decode()
        assert "Nguyễn Văn Mẫu" in text and 'class="secrecy"' in text
        assert staff.users["above"].full_name in text.partition('class="secrecy-line"')[2].partition("<")[0]
        assert reverse("personnel_members", args=[staff.id("Huyện A")]) in text
