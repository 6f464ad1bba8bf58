"""Whether an election may be held at all; see core.elections.opening."""

from dataclasses import replace

import pytest

from daihoi.core.elections import Body, Post, Setting
from daihoi.core.elections.opening import check_opening
from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind
from tests.core import packs

T1, T2B = packs.packs()[packs.T1], packs.packs()[packs.T2B]
COMMITTEE = Setting(T2B, Post.COMMITTEE, Body.DELEGATE_CONGRESS, Kind.UPPER, contents=4)


def found(setting: Setting, *, members: int | None = None, released: tuple[Post, ...] = ()) -> list[tuple[str, str]]:
    return [(one.code, one.rule) for one in check_opening(setting, members=members, released=released)]


def test_a_congress_of_four_contents_elects_its_committee_and_its_delegates() -> None:
    assert found(COMMITTEE) == []
    assert found(replace(COMMITTEE, post=Post.DELEGATES)) == []


@pytest.mark.parametrize(("contents", "rule"), [(2, "C-003"), (3, "C-002")])
def test_a_congress_of_fewer_contents_elects_no_committee(contents: int, rule: str) -> None:
    assert found(replace(COMMITTEE, contents=contents)) == [("committee_not_elected", rule)]


def test_a_congress_of_two_contents_has_its_delegates_appointed() -> None:
    assert found(replace(COMMITTEE, post=Post.DELEGATES, contents=2)) == [("delegates_appointed", "E-108")]


@pytest.mark.parametrize(("members", "expected"), [(8, [("cell_too_small", "E-116")]), (9, []), (None, [])])
def test_a_cell_of_eight_elects_no_committee_and_one_of_nine_does(
    members: int | None, expected: list[tuple[str, str]]
) -> None:
    cell = Setting(T2B, Post.COMMITTEE, Body.MEMBER_CONGRESS, Kind.CELL)

    assert found(cell, members=members) == expected


def test_cells_have_no_inspection_committee_and_merged_ones_have_theirs_appointed() -> None:
    inspection = Setting(T2B, Post.INSPECTION_COMMITTEE, Body.CONFERENCE, Kind.CELL)
    before = (Post.STANDING_COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARIES)

    assert found(inspection, released=before) == [("no_inspection_here", "E-113")]
    merged = replace(inspection, kind=Kind.UPPER, case="merged_2")
    assert found(merged, released=before) == [("inspection_appointed", "E-113")]
    assert found(replace(inspection, kind=Kind.UPPER), released=before) == []


def test_the_first_meeting_elects_in_its_order_and_only_warns() -> None:
    secretary = Setting(T2B, Post.SECRETARY, Body.CONFERENCE, Kind.UPPER)

    (finding,) = check_opening(secretary, members=None, released=())
    assert (finding.code, finding.rule, finding.severity) == ("order_of_elections", "E-112", Severity.WARNING)
    assert found(secretary, released=(Post.STANDING_COMMITTEE,)) == []


@pytest.mark.parametrize("pack", [T1, T2B], ids=["T1", "T2b"])
def test_a_direct_election_of_the_secretary_is_noted_and_a_cell_s_is_none(pack: object) -> None:
    direct = Setting(pack, Post.SECRETARY, Body.DELEGATE_CONGRESS, Kind.UPPER)  # type: ignore[arg-type]

    (finding,) = check_opening(direct, members=None, released=())
    assert (finding.code, finding.severity) == ("direct_secretary", Severity.NOTE)
    assert found(replace(direct, body=Body.MEMBER_CONGRESS, kind=Kind.CELL)) == []
