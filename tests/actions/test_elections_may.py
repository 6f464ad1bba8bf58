"""Who may do what with an election: each action by everybody, at its own organisation and beside it."""

from collections.abc import Callable

import pytest

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere, Role
from daihoi.core.elections import Answer, Ask, Body, Capacity, Decider, Origin, Post, Stock
from daihoi.core.messages import Refused
from daihoi.data.models import Event
from tests import factories
from tests.hall import TERM, Hall

PUT = actions.Put("Lê Thị Mới", Origin.NOMINATED, Capacity.OFFICIAL, Capacity.OFFICIAL)
Call = Callable[[Hall, str], object]

# By permission: name of the action → a call of it. What it answers to those who may is another matter.
PREPARE: dict[str, Call] = {
    "open_election": lambda hall, who: actions.open_election(
        actor=hall.actor(who),
        organisation=hall.pk,
        term=TERM,
        post=Post.DELEGATES,
        body=Body.DELEGATE_CONGRESS,
        title="Đoàn đại biểu",
    ),
    "set_facts": lambda hall, who: actions.set_facts(**hall.at(who), facts=actions.Facts(seats=3, summoned=40)),
    "set_exclusions": lambda hall, who: actions.set_exclusions(**hall.at(who), exclusions=[]),
    "nominate": lambda hall, who: actions.nominate(**hall.at(who), people=[PUT]),
    "change_nominee": lambda hall, who: actions.change_nominee(**hall.at(who), nominee=hall.first, put=PUT),
    "drop_nominee": lambda hall, who: actions.drop_nominee(**hall.at(who), nominee=hall.first, reason="Nhầm"),
    "decide_withdrawal": lambda hall, who: actions.decide_withdrawal(
        **hall.at(who), nominee=hall.first, allowed=True, note="Giơ tay"
    ),
    "enter_support": lambda hall, who: actions.enter_support(**hall.at(who), attending=40, support={}, note="BB 1"),
    "record_step": lambda hall, who: actions.record_step(**hall.at(who), step="requirements"),
    "adopt_list": lambda hall, who: actions.adopt_list(**hall.at(who), note="Giơ tay"),
    "reopen_list": lambda hall, who: actions.reopen_list(**hall.at(who), reason="Sai tên"),
    "set_counting_committee": lambda hall, who: actions.set_counting_committee(
        **hall.at(who), members=[actions.Member("A", head=True)]
    ),
}
RUN: dict[str, Call] = {
    "open_round": lambda hall, who: actions.open_round(**hall.at(who)),
    "make_sheet": lambda hall, who: actions.make_sheet(**hall.at(who), round=1, paper="A4", columns=0),
    "seal_box": lambda hall, who: actions.seal_box(**hall.at(who), round=1),
    "set_present": lambda hall, who: actions.set_present(**hall.at(who), round=1, present=40),
    "enter_stock": lambda hall, who: actions.enter_stock(**hall.at(who), round=1, kind=Stock.PRINTED, number=1),
    "annul_round": lambda hall, who: actions.annul_round(**hall.at(who), round=1, reason="Thừa phiếu"),
    "settle": lambda hall, who: actions.settle(**hall.at(who), round=1, found=actions.Found(1, "1110")),
    "release": lambda hall, who: actions.release(**hall.at(who), round=1),
    "decide on ballots": lambda hall, who: actions.decide(
        **hall.at(who),
        ask=Ask.BALLOTS,
        answer=Answer.VALID,
        by=Decider.COUNTING_COMMITTEE,
        note="BKP",
        round=1,
        about=("all_against",),
    ),
}
COUNT: dict[str, Call] = {
    "keep_draft": lambda hall, who: actions.keep_draft(**hall.at(who), round=1, slip=1, marks="1", flags="", serial=1),
    "key_ballot": lambda hall, who: actions.key_ballot(**hall.at(who), round=1, keyed=actions.Keyed(1, "1110")),
    "remove_ballot": lambda hall, who: actions.remove_ballot(**hall.at(who), round=1, slip=1),
    "finish_count": lambda hall, who: actions.finish_count(**hall.at(who), round=1),
}
EVERYBODY = (
    *("secretariat", "head", "first", "second", "reader", "auditor", "office", "board"),
    *("beside", "head_beside", "stranger"),
)
MAY = {
    "prepare": (PREPARE, {"secretariat", "office", "board"}),
    "run": (RUN, {"head"}),
    "count": (COUNT, {"first", "second"}),
}
CASES = [(kind, name) for kind, (calls, _) in MAY.items() for name in calls]


@pytest.fixture
def hall(db: None) -> Hall:
    """An election whose first round is open at its box."""
    hall = Hall()
    hall.listed(["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"], seats=3)
    hall.first = int(hall.view().record.candidates[0].key)  # type: ignore[attr-defined]
    hall.collected(40)
    return hall


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[name for _, name in CASES])
def test_each_action_is_for_whom_it_is_and_tells_others_nothing(hall: Hall, kind: str, name: str) -> None:
    calls, may = MAY[kind]
    refused = set()
    for who in EVERYBODY:
        if who in may:
            continue
        events = Event.objects.count()
        try:
            calls[name](hall, who)
        except NotHere:
            refused.add(who)
        assert Event.objects.count() == events, who

    assert refused == set(EVERYBODY) - may


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[name for _, name in CASES])
def test_who_may_is_not_told_that_nothing_is_there(hall: Hall, kind: str, name: str) -> None:
    calls, may = MAY[kind]
    for who in sorted(may):
        try:
            calls[name](hall, who)
        except Refused as refused:
            assert refused.findings, who


def test_a_counter_who_is_in_no_team_keys_nothing(hall: Hall) -> None:
    hall.users["third"] = factories.user_with(Role.COUNTER, hall.organisation)

    with pytest.raises(NotHere):
        hall.key("third", 1, 1, "1110")


def test_an_election_is_not_reached_through_another_organisation(hall: Hall) -> None:
    at = hall.at("board") | {"organisation": hall.neighbour.pk}

    with pytest.raises(NotHere):
        actions.set_facts(**at, facts=actions.Facts(seats=3))  # type: ignore[arg-type]


def test_whoever_keyed_settles_nothing_even_with_the_right_to_run_the_count(hall: Hall) -> None:
    factories.grant(hall.users["first"], Role.COUNTING_HEAD, hall.organisation)
    for who, marks in (("first", "1110"), ("second", "1101")):
        for slip in range(1, 41):
            hall.key(who, 1, slip, marks)
        hall.done(who, 1)

    for call in RUN.values():
        with pytest.raises(NotHere):
            call(hall, "first")
