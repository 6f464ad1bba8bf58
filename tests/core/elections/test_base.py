"""From whom half is counted: the exclusions of the article, each person once, and nobody else."""

import pytest

from daihoi.core.elections import Body, Exclusion, Reason
from daihoi.core.elections.base import allowed_reasons, base_of, check_present
from tests.core.elections.elections_made import excluded, setting
from tests.core.packs import T1, T2A, T2B

MEMBERS = "member_congress"
DELEGATES = "delegate_congress"


def base(body: str, summoned: int, *named: str, **more: object) -> object:
    return base_of(setting("deputy_secretaries", body), summoned, excluded(*named), **more)


def found(body: str, summoned: int, *named: str, **more: object) -> tuple[int, list[str]]:
    one = base(body, summoned, *named, **more)
    return one.number, [finding.code for finding in one.findings]


@pytest.mark.parametrize("pack", [T1, T2A, T2B])
def test_each_body_has_the_reasons_of_its_article(pack: str) -> None:
    reasons = {body: [one.value for one in allowed_reasons(setting(
        "deputy_secretaries", body.value, pack))] for body in Body}  # fmt: skip

    assert reasons == {
        Body.DELEGATE_CONGRESS: ["committee_absent", "unreplaced"],
        Body.MEMBER_CONGRESS: ["elsewhere", "exempted", "suspended", "indicted", "absent_accepted"],
        Body.CONFERENCE: [],
    }


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("body", [MEMBERS, DELEGATES])
def test_only_a_reason_of_the_article_takes_somebody_out(body: str, reason: Reason) -> None:
    listed = reason in allowed_reasons(setting("committee", body))
    one = base_of(setting("committee", body), 10, [Exclusion("Nguyễn Văn An", reason)])

    assert (one.number, len(one.subtracted), len(one.kept)) == ((9, 1, 0) if listed else (10, 0, 1))


def test_more_than_half_of_an_even_and_of_an_odd_base() -> None:
    assert [base(MEMBERS, number).needed for number in (1, 2, 3, 100, 101, 486)] == [1, 2, 2, 51, 51, 244]


def test_two_exclusions_of_one_person_subtract_once_and_are_told() -> None:
    assert found(MEMBERS, 10, "Nguyễn Văn An: exempted", "Nguyễn Văn An: absent_accepted") == (9, ["exclusion_twice"])
    assert found(MEMBERS, 10, "Nguyễn Văn An: exempted", "Nguyễn Văn An: exempted") == (9, ["exclusion_repeated"])


@pytest.mark.parametrize(
    "again", ["nguyễn văn an", " Nguyễn  Văn\u00a0An ", "NGUYỄN VĂN AN", "Nguye\u0302\u0303n Va\u0306n An"]
)
def test_one_person_typed_in_two_ways_is_one_person(again: str) -> None:
    assert found(DELEGATES, 10, "Nguyễn Văn An: unreplaced", f"{again}: committee_absent") == (9, ["exclusion_twice"])


def test_where_the_tone_stands_does_not_make_two_people() -> None:
    assert found(MEMBERS, 10, "Trần Thị Hoà: exempted", "Trần Thị Hòa: exempted") == (9, ["exclusion_repeated"])


@pytest.mark.parametrize(
    ("one", "other"), [("Lê Văn Hùng", "Lê Văn Hưng"), ("Trần Thị Dung", "Trần Thị Dũng"), ("Đỗ A", "Do A")]
)
def test_names_that_differ_in_a_letter_or_a_tone_are_two_people(one: str, other: str) -> None:
    assert found(MEMBERS, 10, f"{one}: exempted", f"{other}: exempted") == (8, [])


def test_somebody_who_left_before_the_ballot_stays_in() -> None:
    one = base(DELEGATES, 100, "Lê Thị Bình: left_early")

    assert (one.number, one.kept[0][1].params["source"].id) == (100, "E-085")


def test_an_exempted_member_counts_who_comes_and_not_who_does_not() -> None:
    assert found(MEMBERS, 20, "Lê Thị Bình: exempted, attended", "Vũ An: exempted") == (19, [])


def test_a_delegate_replaced_by_an_alternate_leaves_a_place_in_the_base_and_one_not_replaced_does_not() -> None:
    assert found(DELEGATES, 100, "Lê Thị Bình: replaced", "Vũ An: unreplaced") == (99, [])


def test_whoever_is_suspended_or_prosecuted_does_not_come_back_by_coming() -> None:
    assert found(MEMBERS, 10, "Vũ An: suspended, attended", "Lê Ba: indicted, attended") == (8, [])


@pytest.mark.parametrize("stays", ["left_early", "replaced", "exempted, attended", "absent_no_reason"])
def test_a_person_both_in_and_out_must_be_put_right_before_there_is_a_result(stays: str) -> None:
    assert found(MEMBERS, 10, "Vũ An: absent_accepted", f"vũ an: {stays}") == (9, ["exclusion_contradicts"])


def test_a_suspended_member_of_a_conference_is_asked_about_until_it_is_decided() -> None:
    assert found("conference", 15, "Vũ An: suspended") == (15, ["suspended_in_conference"])
    assert found("conference", 15, "Vũ An: suspended", suspended_out=True) == (14, [])
    assert found("conference", 15, "Vũ An: suspended", suspended_out=False) == (15, [])


def test_no_other_absence_lowers_the_base_of_a_conference() -> None:
    assert found("conference", 15, "A: absent_accepted", "B: exempted", "C: committee_absent") == (15, [])


@pytest.mark.parametrize(
    ("summoned", "named", "expected"),
    [
        (0, [], (0, ["nobody_summoned"])),
        (-3, [], (0, ["nobody_summoned"])),
        (1, ["A: exempted"], (0, ["nobody_left"])),
        (1, ["A: exempted", "B: suspended"], (0, ["excluded_over_summoned"])),
        (5, ["  : exempted"], (5, ["exclusion_without_name"])),
        (5, ["!?: exempted"], (5, ["exclusion_without_name"])),
    ],
)
def test_a_base_that_cannot_be_is_an_error(summoned: int, named: list[str], expected: tuple[int, list[str]]) -> None:
    one = base(MEMBERS, summoned, *named)

    assert (one.number, [finding.code for finding in one.findings]) == expected
    assert {finding.severity.value for finding in one.findings} <= {"error"}


@pytest.mark.parametrize(
    ("present", "expected"),
    [(20, []), (19, ["quorum"]), (0, ["quorum"]), (28, []), (29, ["present_over_base"]), (30, ["present_over_base"]),
     (31, ["present_over_summoned"]), (-1, ["present_over_summoned"])],
)  # fmt: skip
def test_two_thirds_of_those_summoned_are_enough_and_one_fewer_asks(present: int, expected: list[str]) -> None:
    one = base(MEMBERS, 30, "A: exempted", "B: suspended")
    codes = [finding.code for finding in check_present(setting("committee", MEMBERS), one, present)]

    assert codes == expected


def test_the_quorum_asks_and_never_stops_by_itself() -> None:
    one = base(MEMBERS, 30)

    assert [finding.severity.value for finding in check_present(setting(), one, 19)] == ["question"]
