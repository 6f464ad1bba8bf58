"""Forming bodies, members, organisations looked after: who may, what is refused, and nothing saved over unseen."""

from datetime import date

import pytest

from daihoi.actions import bodies as actions
from daihoi.actions.bodies import BodyFacts
from daihoi.core.access import NotHere
from daihoi.core.bodies import BodyKind, MemberLine, Seat
from daihoi.core.messages import Refused
from daihoi.data.models import Body, BodyMember, Coverage, Event
from tests.area import TERM, Area, area
from tests.supervised import Supervised

__all__ = ["area"]


@pytest.fixture
def made(area: Area) -> Supervised:
    return Supervised(area)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def facts(name: str = "Tiểu ban Nhân sự", kind: BodyKind = BodyKind.SUBCOMMITTEE, **more: object) -> BodyFacts:
    return BodyFacts(kind, name, date(2020, 1, 10), **more)  # type: ignore[arg-type]


def at(made: Supervised, who: str = "board") -> dict[str, object]:
    return {"actor": made.actor(who), "organisation": made.id("Tỉnh")}


def test_a_body_is_formed_with_members_and_organisations(made: Supervised) -> None:
    row = Body.objects.get(pk=made.group)

    assert (row.kind, row.name, row.decision) == ("group", "Tổ công tác số 1", "12-QĐ/TU")
    assert list(row.members.values_list("name", "seat")) == [("Nguyễn Văn Mẫu", "head")]
    assert list(row.covered.values_list("organisation_id", flat=True)) == [made.id("Huyện A")]
    event = Event.objects.filter(event="bodies.formed").order_by("seq")[0]
    assert f'"for":[{made.id("Huyện A")}]' in event.detail


@pytest.mark.parametrize("who", ["district", "reader", "stranger", "in_charge", "other"])
def test_only_those_of_the_organisation_form_its_bodies(made: Supervised, who: str) -> None:
    with pytest.raises(NotHere):
        actions.form_body(**at(made, who), term=TERM, facts=facts())  # type: ignore[arg-type]
    with pytest.raises(NotHere):
        actions.cover(**at(made, who), body=made.group, add=[made.id("Huyện B")])  # type: ignore[arg-type]


def test_a_body_of_another_organisation_is_not_here(made: Supervised) -> None:
    with pytest.raises(NotHere):
        actions.end_body(
            actor=made.actor("district"), organisation=made.id("Huyện A"), body=made.group, ended_on=date(2020, 3, 1)
        )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (facts(" "), "body_without_name"),
        (facts("Tổ công tác số 1"), "body_name_taken"),
        (facts(under=999_999), "body_under_itself"),
    ],
)
def test_a_body_that_cannot_be_is_refused(made: Supervised, given: BodyFacts, code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.form_body(**at(made), term=TERM, facts=given)  # type: ignore[arg-type]

    assert (code_of(refused), Body.objects.count()) == (code, 2)


def test_no_body_works_under_itself(made: Supervised) -> None:
    first = actions.form_body(**at(made), term=TERM, facts=facts("Ban chỉ đạo", BodyKind.DIRECTION))  # type: ignore[arg-type]
    second = actions.form_body(**at(made), term=TERM, facts=facts(under=first))  # type: ignore[arg-type]

    with pytest.raises(Refused) as refused:
        actions.change_body(**at(made), body=first, version=1, facts=facts("Ban chỉ đạo", under=second))  # type: ignore[arg-type]
    assert code_of(refused) == "body_under_itself"
    with pytest.raises(Refused) as refused:
        actions.end_body(**at(made), body=first, ended_on=date(2020, 3, 1))  # type: ignore[arg-type]
    assert code_of(refused) == "body_has_parts"


def test_a_form_that_is_older_than_the_body_is_refused(made: Supervised) -> None:
    named = facts("Tổ công tác số 2", BodyKind.GROUP)
    actions.change_body(**at(made), body=made.group, version=1, facts=named)  # type: ignore[arg-type]

    for stale in (
        lambda: actions.change_body(**at(made), body=made.group, version=1, facts=facts()),  # type: ignore[arg-type]
        lambda: actions.set_members(**at(made), body=made.group, version=1, members=[]),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refused:
            stale()
        assert code_of(refused) == "changed_meanwhile"
    assert Body.objects.get(pk=made.group).name == "Tổ công tác số 2" and BodyMember.objects.count() == 2


def test_members_keep_their_order_and_may_have_an_account_that_works_here(made: Supervised) -> None:
    username = made.users["in_charge"].username
    people = [
        MemberLine("Lê Văn Mẫu", "", Seat.MEMBER, username),
        MemberLine("Trần Thị Mẫu", "Chánh Văn phòng", Seat.HEAD),
    ]

    actions.set_members(**at(made), body=made.group, version=1, members=people)  # type: ignore[arg-type]

    rows = BodyMember.objects.filter(body=made.group).values_list("name", "user__username", "position")
    assert list(rows.order_by("position")) == [("Lê Văn Mẫu", username, 0), ("Trần Thị Mẫu", None, 1)]


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_accounts_that_do_not_work_here_are_told_of_alike(made: Supervised, who: str) -> None:
    username = made.users[who].username if who in made.users else "khong.co"

    with pytest.raises(Refused) as refused:
        actions.set_members(**at(made), body=made.group, version=1, members=[MemberLine("A", account=username)])  # type: ignore[arg-type]

    assert code_of(refused) == "account_unknown"
    assert BodyMember.objects.filter(body=made.group).count() == 1


def test_organisations_are_given_and_taken_one_by_one(made: Supervised) -> None:
    a, b, trạm = made.id("Huyện A"), made.id("Huyện B"), made.id("Trạm")

    assert actions.cover(**at(made), body=made.group, add=[b, trạm, a]) == 3  # type: ignore[arg-type]
    assert actions.cover(**at(made), body=made.group, remove=[trạm]) == 2  # type: ignore[arg-type]

    rows = Coverage.objects.filter(body=made.group).order_by("organisation_id")
    assert list(rows.values_list("organisation_id", flat=True)) == [a, b]


@pytest.mark.parametrize(("name", "code"), [("Tỉnh", "covered_not_below"), ("Huyện B", "covered_not_below")])
def test_only_what_stands_below_is_looked_after(made: Supervised, name: str, code: str) -> None:
    group = made.form("Tổ của huyện", at="Huyện A", who="district")

    with pytest.raises(Refused) as refused:
        actions.cover(actor=made.actor("district"), organisation=made.id("Huyện A"), body=group, add=[made.id(name)])

    assert code_of(refused) == code


def test_a_sub_committee_looks_after_no_organisation(made: Supervised) -> None:
    pk = actions.form_body(**at(made), term=TERM, facts=facts())  # type: ignore[arg-type]

    with pytest.raises(Refused) as refused:
        actions.cover(**at(made), body=pk, add=[made.id("Huyện A")])  # type: ignore[arg-type]
    assert code_of(refused) == "body_covers_none"
    with pytest.raises(Refused) as refused:
        actions.change_body(**at(made), body=made.group, version=1, facts=facts("Khác"))  # type: ignore[arg-type]
    assert code_of(refused) == "body_covers_none"


def test_what_ended_is_not_changed_any_more(made: Supervised) -> None:
    with pytest.raises(Refused) as refused:
        actions.end_body(**at(made), body=made.group, ended_on=date(2020, 1, 9))  # type: ignore[arg-type]
    assert code_of(refused) == "body_days"
    actions.end_body(**at(made), body=made.group, ended_on=date(2020, 3, 1), reason="Giải thể")  # type: ignore[arg-type]

    for act in (
        lambda: actions.end_body(**at(made), body=made.group, ended_on=date(2020, 3, 2)),  # type: ignore[arg-type]
        lambda: actions.cover(**at(made), body=made.group, add=[made.id("Huyện B")]),  # type: ignore[arg-type]
        lambda: actions.set_members(**at(made), body=made.group, version=2, members=[]),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "body_ended"
