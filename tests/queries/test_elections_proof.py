"""A reading changed behind the software's back is found, although the log never told what it said."""

import json

import pytest

from daihoi.actions import elections as actions
from daihoi.actions.plan import Plan, repin_congresses, set_plan
from daihoi.core.plan import Form
from daihoi.data.models import Election, Event, ReadBallot, SettledBallot
from daihoi.queries import elections as queries
from daihoi.queries import verify
from tests.hall import Hall

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]


@pytest.fixture
def hall(db: None) -> Hall:
    hall = Hall(summoned=6)
    hall.listed(NAMES, seats=3)
    hall.counted(["1110"] * 6, ["1110"] * 5 + ["1101"])
    actions.settle(**hall.at("head"), round=1, found=actions.Found(6, "1101"))  # type: ignore[arg-type]
    return hall


def test_what_was_keyed_and_settled_verifies(hall: Hall) -> None:
    assert verify.reading_faults() == []


def test_a_reading_changed_in_the_database_is_found(hall: Hall) -> None:
    ReadBallot.objects.filter(slip=2, count__number=1).update(marks="0111")

    assert [(fault.params["slip"], "not the one" in fault.text) for fault in verify.reading_faults()] == [(2, True)]


def test_a_settlement_changed_in_the_database_is_found(hall: Hall) -> None:
    SettledBallot.objects.update(marks="1110")

    assert [fault.params["slip"] for fault in verify.reading_faults()] == [6]


def test_a_reading_that_is_gone_and_one_that_was_slipped_in_are_found(hall: Hall) -> None:
    gone = ReadBallot.objects.get(slip=3, count__number=2)
    count, gone_at = gone.count, gone.read_at
    gone.delete()
    ReadBallot.objects.create(count=count, slip=7, marks="1110", read_at=gone_at, read_by_name="X")

    assert [(fault.params["slip"], "is gone" in fault.text) for fault in verify.reading_faults()] == [
        (7, False),
        (3, True),
    ]


def test_the_log_tells_no_marks(hall: Hall) -> None:
    details = [
        json.loads(text)
        for text in Event.objects.filter(event="elections.ballot_keyed").values_list("detail", flat=True)
    ]

    assert {tuple(sorted(detail)) for detail in details} == {
        ("count", "digest", "election", "round", "slip", "version")
    }
    # Equal ballots have digests that differ: nobody counts them in the log of a running count.
    assert len({detail["digest"] for detail in details}) == 12


def test_a_released_result_that_anything_was_changed_under_is_found(hall: Hall) -> None:
    hall.release(1)
    assert verify.result_faults() == []
    Election.objects.update(summoned=12)
    assert [(fault.params["election"], fault.params["round"]) for fault in verify.result_faults()] == [
        (hall.election, 1)
    ]
    Election.objects.update(summoned=6)
    assert verify.result_faults() == []
    SettledBallot.objects.update(conclusion=False)
    assert len(verify.result_faults()) == 1


def test_new_guidance_and_a_changed_plan_change_no_released_result(hall: Hall) -> None:
    hall.release(1)
    before = queries.result_text(actor=hall.actor("auditor"), pk=hall.election)

    repin_congresses(actor=hall.actor("board"), organisation=hall.pk, term=hall.term, pack_id="2025-2030/2024-06-14")
    plan = Plan(form=Form.DELEGATE, contents=4, ordinal=7)
    set_plan(actor=hall.actor("board"), organisation=hall.pk, term=hall.term, plan=plan)

    assert queries.result_text(actor=hall.actor("auditor"), pk=hall.election) == before
    assert verify.result_faults() == []
