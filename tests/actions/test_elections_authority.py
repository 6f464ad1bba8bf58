"""Who runs a count, who settles and decides, when, and what the log tells of it before the release."""

import json
from collections.abc import Callable

import pytest

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere, Role
from daihoi.core.elections import Answer, Ask, Capacity, Decider, Origin, Post, Reading, Status
from daihoi.core.elections.decisions import DECIDERS
from daihoi.core.elections.proof import note_digest, settled_digest
from daihoi.core.messages import Refused
from daihoi.data.models import BallotRound, CountingMember, Draft, Event, SettledBallot
from daihoi.queries.access import actor_of
from tests import factories
from tests.hall import Hall

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]
HEAD, FIRST, SECOND = "Đỗ Thị Trưởng", "Hà Văn Nhất", "Lò Thị Nhì"


def code(call: Callable[[], object]) -> str:
    """The code of the refusal; "" where nobody is there."""
    try:
        call()
    except NotHere:
        return ""
    except Refused as refused:
        return refused.findings[0].code
    return "done"


@pytest.fixture
def hall(db: None) -> Hall:
    """A list of four for three seats, adopted; ten voters."""
    hall = Hall(summoned=10)
    hall.listed(NAMES, seats=3)
    return hall


def enter(hall: Hall, *members: actions.Member) -> str:
    return code(lambda: actions.set_counting_committee(**hall.at("secretariat"), members=members))  # type: ignore[arg-type]


def member(hall: Hall, name: str, who: str = "", team: int = 0, *, head: bool = False) -> actions.Member:
    return actions.Member(name, head=head, user_id=hall.users[who].pk if who else None, team=team)


def usual(hall: Hall) -> list[actions.Member]:
    return [member(hall, HEAD, "head", head=True), member(hall, FIRST, "first", 1), member(hall, SECOND, "second", 2)]


def opened(hall: Hall) -> str:
    return code(lambda: actions.open_round(**hall.at("head")))  # type: ignore[arg-type]


def decided(hall: Hall, who: str, ask: Ask, answer: Answer, by: Decider = Decider.CONGRESS, **more: object) -> str:
    more = {"round": 1, "note": "BB 10/10"} | more
    return code(lambda: actions.decide(**hall.at(who), ask=ask, answer=answer, by=by, **more))  # type: ignore[arg-type]


def settled(hall: Hall, number: int, slip: int, marks: str, who: str = "head", **more: object) -> str:
    found = actions.Found(slip, marks, **more)  # type: ignore[arg-type]
    return code(lambda: actions.settle(**hall.at(who), round=number, found=found))  # type: ignore[arg-type]


# The counting committee


def test_another_head_of_the_place_runs_no_count_of_this_election(hall: Hall) -> None:
    number = hall.counted(["1110"] * 10, ["1110"] * 9 + ["0111"])
    hall.users["other"] = factories.user_with(Role.COUNTING_HEAD, hall.province)
    at = hall.at("other")

    assert settled(hall, number, 10, "1110", "other") == ""
    assert code(lambda: actions.release(**at, round=number)) == ""  # type: ignore[arg-type]
    assert code(lambda: actions.annul_round(**at, round=number, reason="Thừa")) == ""  # type: ignore[arg-type]


def test_a_member_in_neither_team_runs_the_count_beside_the_head(hall: Hall) -> None:
    hall.users["deputy"] = factories.user_with(Role.COUNTING_HEAD, hall.organisation)
    assert enter(hall, *usual(hall), member(hall, "Vi Văn Phó", "deputy")) == "done"
    number = hall.counted(["1110"] * 10, ["1110"] * 9 + ["0111"])

    assert settled(hall, number, 10, "1110", "deputy") == "done"
    assert code(lambda: actions.release(**hall.at("deputy"), round=number)) == "done"  # type: ignore[arg-type]


def test_the_head_has_an_account(hall: Hall) -> None:
    assert enter(hall, member(hall, HEAD, head=True)) == "head_without_account"


@pytest.mark.parametrize("role", [Role.COUNTING_HEAD, Role.CONGRESS_SECRETARIAT, Role.COMMITTEE_OFFICE])
def test_whoever_keys_has_no_account_that_settles_or_decides(hall: Hall, role: Role) -> None:
    factories.grant(hall.users["first"], role, hall.organisation)

    assert enter(hall, *usual(hall)) == "account_with_more"
    assert opened(hall) == "account_with_more"  # the role came after the committee


def test_whoever_keys_decides_nothing_whatever_role_comes_later(hall: Hall) -> None:
    hall.voted(["1100"] * 10)
    factories.grant(hall.users["first"], Role.CONGRESS_SECRETARIAT, hall.organisation)

    about = {"about": ["seats"]}
    assert decided(hall, "first", Ask.SHORTAGE, Answer.LEAVE, **about) == ""
    assert decided(hall, "secretariat", Ask.SHORTAGE, Answer.LEAVE, **about) == "done"


@pytest.mark.parametrize("missing", [1, 2])
def test_no_round_is_opened_before_both_teams_can_key(hall: Hall, missing: int) -> None:
    members = usual(hall)
    members[missing] = actions.Member(members[missing].name, team=missing)
    assert enter(hall, *members) == "done"

    assert opened(hall) == "teams_missing"
    assert not BallotRound.objects.exists()
    assert enter(hall, *usual(hall)) == "done"
    assert opened(hall) == "done"


def test_during_a_count_an_account_is_added_to_a_team_and_nobody_is_moved(hall: Hall) -> None:
    hall.users["third"] = factories.user_with(Role.COUNTER, hall.organisation)
    hall.users["deputy"] = factories.user_with(Role.COUNTING_HEAD, hall.organisation)
    head, first, second = usual(hall)
    without = member(hall, "Cà Thị Tư", team=2)
    assert enter(hall, head, first, second, without) == "done"
    number = hall.collected(10)
    hall.key("first", number, 1, "1110")
    moved = member(hall, FIRST, "first", 2)

    for members in (
        (head, moved, second, without),
        (head, first, without),
        (head, member(hall, FIRST, "third", 1), second, without),
        (head, member(hall, FIRST, team=1), second, without),
        (member(hall, HEAD, "deputy", head=True), first, second, without),
        (member(hall, "Vi Văn Phó", "deputy", head=True), member(hall, HEAD, "head"), first, second, without),
        (*usual(hall), without, member(hall, "Vi Văn Phó", "deputy")),
    ):
        assert enter(hall, *members) == "count_begun"
    added = member(hall, "Cà Thị Tư", "third", 2)
    assert enter(hall, head, first, second, added, member(hall, "Mùa A Năm", team=1)) == "done"

    assert hall.key("third", number, 1, "1110") == 1
    assert CountingMember.objects.count() == 5
    assert ["Cà Thị Tư", False, 2] in json.loads(BallotRound.objects.get().committee)


def test_nobody_in_the_counting_committee_stands_in_a_later_round(hall: Hall) -> None:
    hall.voted(["1100"] * 10)
    (new,) = hall.put([FIRST], Origin.NOMINATED, by=Capacity.OFFICIAL)
    more = {"about": ["seats"], "names": [str(new)]}
    assert decided(hall, "secretariat", Ask.SHORTAGE, Answer.VOTE_AGAIN, **more) == "done"

    assert opened(hall) == "counter_on_list"
    head, _, second = usual(hall)
    assert enter(hall, head, member(hall, "Người Khác", "first", 1), second) == "done"
    assert opened(hall) == "done"
    assert enter(hall, *usual(hall)) == "counter_on_list"  # the round names who is not on the adopted list


def test_a_list_with_somebody_of_the_committee_is_not_adopted(db: None) -> None:
    hall = Hall(summoned=10)
    hall.facts(3)
    hall.put([*NAMES[:3], FIRST])
    assert enter(hall, *usual(hall)) == "done"
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key)

    assert code(lambda: actions.adopt_list(**hall.at("secretariat"), note="giơ tay")) == "counter_on_list"  # type: ignore[arg-type]


# Settling


def test_what_both_counts_read_alike_stays_and_is_only_concluded_on(hall: Hall) -> None:
    number = hall.counted(["1110"] * 9 + ["1110 writing"])

    assert settled(hall, number, 1, "1101", note="xem lại") == "counts_agree"
    assert settled(hall, number, 1, "1101", note="xem lại", conclusion=True) == "counts_agree"
    assert settled(hall, number, 10, "1110", note="xem lại", conclusion=True) == "counts_agree"
    assert not SettledBallot.objects.exists()
    assert settled(hall, number, 10, "1110", flags=("writing",), note="Chữ của đoàn thư ký", conclusion=True) == "done"


def test_the_log_tells_nothing_of_a_settled_ballot_but_its_slip(hall: Hall) -> None:
    number = hall.counted(["1110"] * 10, ["1110"] * 9 + ["0111"])
    assert settled(hall, number, 10, "0111", note="Tên thứ nhất  bị gạch", conclusion=False) == "done"

    detail = json.loads(Event.objects.get(event="elections.ballot_settled").detail)
    digest = settled_digest(BallotRound.objects.get().salt, 10, Reading("0111"), False, "Tên thứ nhất bị gạch")
    assert detail == {"election": hall.election, "round": 1, "slip": 10, "digest": digest}
    salt, reading = "s", Reading("01")
    told = {settled_digest(salt, 1, reading, said, note) for said in (None, True, False) for note in ("", "x")}
    assert len(told) == 6


# Deciding


def test_the_counting_committee_decides_on_ballots_and_the_log_keeps_its_note_to_itself(hall: Hall) -> None:
    hall.counted(["1110"] * 8 + ["1110 writing"] * 2)
    more = {"about": ["seen_on_paper"], "note": "2 phiếu, ông An đạt 10"}

    for by in set(Decider) - {Decider.COUNTING_COMMITTEE}:
        assert decided(hall, "head", Ask.BALLOTS, Answer.VALID, by, **more) == "decider_not_allowed"
    assert decided(hall, "head", Ask.BALLOTS, Answer.VALID, Decider.COUNTING_COMMITTEE, **more) == "done"
    detail = json.loads(Event.objects.get(event="elections.decided").detail)
    assert "note" not in detail
    assert detail["note_sha256"] == note_digest(BallotRound.objects.get().salt, "2 phiếu, ông An đạt 10")


def test_each_question_has_its_deciders() -> None:
    assert set(DECIDERS) == set(Ask)
    assert not any(Decider.CONVENING_COMMITTEE in allowed for allowed in DECIDERS.values())


@pytest.mark.parametrize("by", [Decider.COUNTING_COMMITTEE, Decider.CONVENING_COMMITTEE])
def test_only_congress_and_presidium_decide_on_a_shortage(hall: Hall, by: Decider) -> None:
    hall.voted(["1100"] * 10)
    more = {"about": ["seats"]}

    assert decided(hall, "secretariat", Ask.SHORTAGE, Answer.LEAVE, by, **more) == "decider_not_allowed"
    assert decided(hall, "secretariat", Ask.SHORTAGE, Answer.LEAVE, Decider.PRESIDIUM, **more) == "done"


@pytest.mark.parametrize("ballots", [["1100"] * 10, ["1110"] * 10, ["1010"] * 5 + ["1001"] * 5])
def test_before_the_release_nobody_learns_from_a_refusal_what_the_result_is(hall: Hall, ballots: list[str]) -> None:
    number = hall.counted(ballots)
    people = [one.key for one in hall.view().record.candidates]

    for ask, answer, about in (
        (Ask.SHORTAGE, Answer.LEAVE, ["seats"]),
        (Ask.SHORTAGE, Answer.GO_ON, ["seats"]),
        (Ask.SHORTAGE, Answer.VOTE_AGAIN, ["alternates"]),
        (Ask.TIE, Answer.VOTE_AGAIN_MOST, people[2:]),
        (Ask.TIE, Answer.LEAVE, people[:2]),
    ):
        for round in (number, number + 1):
            more = {"about": about, "names": people[:1], "round": round}
            assert decided(hall, "secretariat", ask, answer, **more) == "not_released"


def test_a_tie_of_delegates_after_the_first_ballot_is_not_left(db: None) -> None:
    hall = Hall(Post.DELEGATES, summoned=10, title="Đoàn", term="2020-2025", pack="2020-2025/2019-05-30")
    hall.listed(NAMES, seats=3)
    hall.voted(["1010"] * 2 + ["1110"] * 2 + ["1101"] * 2 + ["1011"] * 2 + ["0111"] * 2)
    (question,) = hall.view().standing.open

    assert (question.ask, question.options) == (Ask.TIE, (Answer.VOTE_AGAIN_MOST, Answer.VOTE_AGAIN_HALF))
    more = {"about": question.about}
    assert decided(hall, "secretariat", Ask.TIE, Answer.LEAVE, **more) == "answer_not_allowed"
    assert decided(hall, "secretariat", Ask.TIE, Answer.VOTE_AGAIN_MOST, **more) == "done"


# What becomes of people


def test_who_loses_the_tie_and_is_alternate_does_not_read_not_elected(db: None) -> None:
    hall = Hall(Post.DELEGATES, summoned=10, title="Đoàn đại biểu")
    hall.listed(["Anh A", "Bích B", "Chi C"], seats=1, alternates=1)
    votes = {"round": 0}
    assert decided(hall, "secretariat", Ask.VOTES_ALLOWED, Answer.SEATS_AND_ALTERNATES, **votes) == "done"
    hall.voted(["110"] * 10)
    about = {"about": hall.view().standing.open[0].about}
    assert decided(hall, "secretariat", Ask.TIE, Answer.VOTE_AGAIN_MOST, **about) == "done"
    hall.voted(["10"] * 6 + ["01"] * 4)

    found = hall.view("auditor").standing
    (alternate,) = found.alternates
    told = found.person(alternate)
    assert (told.name, told.votes, told.status, told.rule) == ("Bích B", 4, Status.ALTERNATE, "E-101")
    assert [one.status for one in found.people(found.rounds[1])] == [Status.ELECTED, Status.ALTERNATE]
    assert [one.status for one in found.people(found.rounds[0])] == [Status.TIED, Status.TIED, Status.SHORT]


# Keying


def test_no_draft_outlives_a_finished_count(hall: Hall) -> None:
    number = hall.collected(10)
    for slip in range(1, 11):
        hall.key("first", number, slip, "1110")
    hall.done("first", number)
    keep = {"round": number, "slip": 5, "marks": "1", "flags": "", "serial": 9}

    assert code(lambda: actions.keep_draft(**hall.at("first"), **keep)) == "count_done"  # type: ignore[arg-type]
    assert not Draft.objects.exists()


def test_the_actor_of_a_closed_account_runs_nothing(hall: Hall) -> None:
    head = hall.users["head"]
    head.is_active = False
    head.save()
    at = hall.at("head") | {"actor": actor_of(user_id=head.pk, name=head.full_name)}

    assert code(lambda: actions.open_round(**at)) == ""  # type: ignore[arg-type]
