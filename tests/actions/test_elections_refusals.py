"""What the gate refuses of an election, and what it takes twice without harm; nothing is half-written."""

from collections.abc import Callable
from datetime import date

import pytest

from daihoi.actions import elections as actions
from daihoi.core.elections import Answer, Ask, Body, Capacity, Decider, Exclusion, Origin, Post, Purpose, Reason, Stock
from daihoi.core.messages import Refused
from daihoi.data.models import BallotRound, Draft, ReadBallot
from daihoi.queries import elections as queries
from tests import factories
from tests.hall import Hall

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]
T1 = {"term": "2020-2025", "pack": "2020-2025/2019-05-30"}


def code(call: Callable[[], object]) -> str:
    """The code of the refusal."""
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.findings[0].code


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall(summoned=10)


def listed(hall: Hall, **more: int) -> Hall:
    hall.listed(NAMES, seats=3, **more)
    return hall


# Before the vote


def test_a_body_elects_only_what_is_its_own(hall: Hall) -> None:
    def opened(post: Post, body: Body) -> str:
        at = {"actor": hall.actor("secretariat"), "organisation": hall.pk, "term": hall.term, "title": "X"}
        return code(lambda: actions.open_election(**at, post=post, body=body))  # type: ignore[arg-type]

    assert opened(Post.STANDING_COMMITTEE, Body.DELEGATE_CONGRESS) == "body_does_not_elect"
    assert opened(Post.COMMITTEE, Body.CONFERENCE) == "body_does_not_elect"


def test_a_congress_of_two_contents_elects_no_delegates(db: None) -> None:
    from daihoi.data.models import Congress  # noqa: PLC0415 app ready

    hall = Hall()
    Congress.objects.filter(organisation=hall.organisation).update(contents=2)
    at = {"actor": hall.actor("secretariat"), "organisation": hall.pk, "term": hall.term, "title": "Đoàn đại biểu"}

    refused = code(lambda: actions.open_election(**at, post=Post.DELEGATES, body=Body.DELEGATE_CONGRESS))  # type: ignore[arg-type]

    assert refused == "delegates_appointed"


def test_steps_come_in_their_order(hall: Hall) -> None:
    assert code(lambda: hall.step("withdrawals")) == "step_too_early"
    assert code(lambda: hall.step("list_adopted")) == "unknown_step"
    hall.step("requirements")
    assert code(lambda: hall.step("number")) == "seats_missing"
    hall.facts(3)
    hall.step("number")
    hall.step("number", note="ghi lại")
    assert [one.step.key for one in hall.view().steps if one.done_at] == ["requirements", "number"]


def test_a_name_stands_once_unless_a_note_tells_namesakes_apart(hall: Hall) -> None:
    hall.put(["Lê Văn An"])
    assert code(lambda: hall.put(["Lê  Văn   An"])) == "name_twice"
    assert code(lambda: hall.put(["Lê Văn Ba", "Lê Văn Ba"])) == "name_twice"
    hall.put(["Lê Văn An"], note="1971")
    assert len(hall.view().record.candidates) == 2


def test_a_nominee_from_the_floor_needs_the_straw_ballot_and_more_than_30_percent(hall: Hall) -> None:
    hall.facts(10)
    hall.put([*NAMES, *(f"Trần Văn {letter}" for letter in "GHKLMNP")])
    (floor,) = hall.put(["Lê Thị Mới"], Origin.NOMINATED, by=Capacity.OFFICIAL)
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key)

    def adopt() -> object:
        return actions.adopt_list(**hall.at("secretariat"), note="giơ tay")  # type: ignore[arg-type]

    assert code(adopt) == "straw_due"
    enter = {"attending": 10, "note": "BB số 1"}
    assert code(lambda: actions.enter_support(**hall.at("secretariat"), support={floor: 11}, **enter)) == (  # type: ignore[arg-type]
        "support_over_attending"
    )
    actions.enter_support(**hall.at("secretariat"), support={floor: 3}, **enter)  # type: ignore[arg-type]
    out = hall.view().proposed.proposal.left_out
    assert [(one.nominee.name, one.rule) for one in out] == [("Lê Thị Mới", "E-035")]  # exactly 30 % is not more
    actions.enter_support(**hall.at("secretariat"), support={floor: 4}, **enter)  # type: ignore[arg-type]
    adopt()
    assert len(hall.view().record.candidates) == 12


def test_who_prepared_the_list_may_not_stand_beside_it(hall: Hall) -> None:
    hall.facts(10)
    hall.put([*NAMES, *(f"Trần Văn {letter}" for letter in "GHKLMNP")])
    (floor,) = hall.put(["Lê Thị Ủy Viên"], Origin.NOMINATED, by=Capacity.OFFICIAL, capacity=Capacity.PREPARER)
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key)
    actions.enter_support(**hall.at("secretariat"), attending=10, support={floor: 9}, note="BB 1")  # type: ignore[arg-type]

    def adopt() -> object:
        return actions.adopt_list(**hall.at("secretariat"), note="giơ tay")  # type: ignore[arg-type]

    assert code(adopt) == "preparer_off_list"
    actions.decide_withdrawal(**hall.at("secretariat"), nominee=floor, allowed=True, note="ĐCT đề nghị")  # type: ignore[arg-type]
    adopt()
    assert "Lê Thị Ủy Viên" not in [hall.view().record.names[key] for key in _on_list(hall)]


def _on_list(hall: Hall) -> list[str]:
    hall.committee()
    hall.opened()
    return list(hall.view().record.rounds[0].keys)


def test_nobody_on_the_list_counts(hall: Hall) -> None:
    listed(hall)
    members = [actions.Member("Phạm Thị  Dung", head=True, user_id=hall.users["head"].pk)]

    assert code(lambda: actions.set_counting_committee(**hall.at("secretariat"), members=members)) == (  # type: ignore[arg-type]
        "counter_on_list"
    )


def test_an_account_without_the_role_is_no_counter(hall: Hall) -> None:
    head = actions.Member("A", head=True, user_id=hall.users["head"].pk)
    for members in (
        [head, actions.Member("B", user_id=hall.users["reader"].pk, team=1)],
        [actions.Member("A", head=True, user_id=hall.users["first"].pk)],
    ):
        assert code(
            lambda these=members: actions.set_counting_committee(**hall.at("secretariat"), members=these)  # type: ignore[arg-type]
        ) == ("account_without_role")


def test_a_list_opens_again_only_before_a_round(hall: Hall) -> None:
    listed(hall)
    assert code(lambda: hall.put(["Lê Thị Mới"])) == "list_adopted"
    assert code(lambda: hall.facts(2)) == "list_adopted"
    actions.reopen_list(**hall.at("secretariat"), reason="Sai số lượng")  # type: ignore[arg-type]
    hall.facts(3)
    actions.adopt_list(**hall.at("secretariat"), note="giơ tay")  # type: ignore[arg-type]
    hall.opened()
    assert code(lambda: actions.reopen_list(**hall.at("secretariat"), reason="Muộn")) == "round_begun"  # type: ignore[arg-type]


def test_an_exclusion_that_cannot_be_writes_nothing(hall: Hall) -> None:
    listed(hall)
    good = [Exclusion("Vắng Một", Reason.UNREPLACED)]
    actions.set_exclusions(**hall.at("secretariat"), exclusions=good)  # type: ignore[arg-type]
    bad = [Exclusion(f"Vắng {n}", Reason.UNREPLACED) for n in range(11)]

    assert code(lambda: actions.set_exclusions(**hall.at("secretariat"), exclusions=bad)) == "excluded_over_summoned"  # type: ignore[arg-type]
    assert hall.view().exclusions == tuple(good)


# The round


def test_the_box_is_sealed_and_those_present_are_counted_before_ballots_are_issued(hall: Hall) -> None:
    listed(hall)
    number = actions.open_round(**hall.at("head"))  # type: ignore[arg-type]
    assert code(lambda: hall.stock(number, Stock.ISSUED, 1)) == "box_not_sealed"
    actions.seal_box(**hall.at("head"), round=number)  # type: ignore[arg-type]
    assert code(lambda: hall.stock(number, Stock.ISSUED, 1)) == "present_missing"
    assert code(lambda: actions.set_present(**hall.at("head"), round=number, present=11)) == "present_over_summoned"  # type: ignore[arg-type]
    actions.set_present(**hall.at("head"), round=number, present=10)  # type: ignore[arg-type]
    assert code(lambda: hall.stock(number, Stock.ISSUED, 1)) == "stock_not_printed"
    hall.stock(number, Stock.PRINTED, 12)
    assert code(lambda: hall.stock(number, Stock.ISSUED, 11)) == "issued_over_present"
    assert code(lambda: hall.stock(number, Stock.COLLECTED, 1)) == "stock_not_issued"
    hall.stock(number, Stock.ISSUED, 10)
    assert code(lambda: actions.set_present(**hall.at("head"), round=number, present=9)) == "issued_over_present"  # type: ignore[arg-type]
    assert code(lambda: hall.stock(number, Stock.ISSUED, -1)) == "stock_no_reason"
    hall.stock(number, Stock.ISSUED, -1, "Đếm nhầm")
    hall.stock(number, Stock.COLLECTED, 9)
    assert code(lambda: hall.stock(number, Stock.ISSUED, 1)) == "stock_box_open"


def test_more_collected_than_issued_can_only_be_annulled(hall: Hall) -> None:
    listed(hall)
    number = hall.opened()
    hall.stock(number, Stock.ISSUED, 9)
    assert hall.stock(number, Stock.COLLECTED, 10) is True

    assert code(lambda: hall.key("first", number, 1, "1110")) == "collected_over_issued"
    assert code(lambda: hall.done("first", number)) == "collected_over_issued"
    assert code(lambda: hall.release(number)) == "collected_over_issued"
    assert code(lambda: actions.open_round(**hall.at("head"))) == "round_running"  # type: ignore[arg-type]
    assert code(lambda: actions.annul_round(**hall.at("head"), round=number, reason=" ")) == "no_reason"  # type: ignore[arg-type]
    actions.annul_round(**hall.at("head"), round=number, reason="Thu về nhiều hơn phát ra 01 phiếu")  # type: ignore[arg-type]
    second = hall.voted(["1110"] * 10)

    view = hall.view()
    assert (second, len(view.standing.elected), view.state) == (2, 3, "over")
    assert view.record.rounds[1].purpose is Purpose.FIRST


def test_no_ballot_is_printed_otherwise_once_some_were_handed_over(hall: Hall) -> None:
    listed(hall)
    number = actions.open_round(**hall.at("head"))  # type: ignore[arg-type]
    digest = actions.make_sheet(**hall.at("head"), round=number, paper="A5", columns=0)  # type: ignore[arg-type]
    assert actions.make_sheet(**hall.at("head"), round=number, paper="A4", columns=0) != digest  # type: ignore[arg-type]
    hall.stock(number, Stock.PRINTED, 12)
    make = {"round": number, "paper": "A4", "columns": 0}
    assert code(lambda: actions.make_sheet(**hall.at("head"), **make)) == "ballots_there"  # type: ignore[arg-type]


# Keying


def test_a_ballot_sent_twice_stands_once(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)

    assert [hall.key("first", number, 1, "1110") for _ in range(3)] == [1, 1, 1]
    assert ReadBallot.objects.count() == 1


def test_two_people_of_one_team_do_not_overwrite_each_other(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)
    hall.key("first", number, 4, "1110")

    assert code(lambda: hall.key("first", number, 4, "1101")) == "slip_changed"
    assert hall.key("first", number, 4, "1101", version=1) == 2
    assert code(lambda: hall.key("first", number, 4, "0111", version=1)) == "slip_changed"
    assert ReadBallot.objects.get(slip=4).marks == "1101"


def test_both_teams_key_the_same_slip_without_knowing_of_each_other(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)
    hall.key("first", number, 4, "1110")
    hall.key("second", number, 4, "0111")

    own = [
        queries.keying(actor=hall.actor(who), pk=hall.election, round=number).keyed[4][0] for who in ("first", "second")
    ]
    assert own == ["1110", "0111"]


@pytest.mark.parametrize(
    ("slip", "marks", "flags", "expected"),
    [
        (0, "1110", (), "no_such_slip"),
        (11, "1110", (), "no_such_slip"),
        (1, "111", (), "marks_unlikely"),
        (1, "11100", (), "marks_unlikely"),
        (1, "1112", (), "marks_unlikely"),
        (1, "111x", (), "marks_unlikely"),
        (1, "1110", ("thing",), "marks_unlikely"),
    ],
)
def test_what_no_ballot_can_say_is_not_keyed(
    hall: Hall, slip: int, marks: str, flags: tuple[str, ...], expected: str
) -> None:
    listed(hall)
    number = hall.collected(10)

    assert code(lambda: hall.key("first", number, slip, marks, *flags)) == expected
    assert not ReadBallot.objects.exists()


def test_a_count_is_finished_when_every_collected_ballot_is_keyed(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)
    for slip in range(1, 10):
        hall.key("first", number, slip, "1110")
    assert code(lambda: hall.done("first", number)) == "slips_missing"
    hall.stock(number, Stock.COLLECTED, -1, "Đếm lại: 09 phiếu")
    assert hall.done("first", number) is False
    assert code(lambda: hall.key("first", number, 1, "1101", version=1)) == "count_done"
    assert code(lambda: hall.stock(number, Stock.COLLECTED, 1, "Đếm lại")) == "count_done"


def test_a_slip_beyond_those_collected_is_taken_out(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)
    for slip in range(1, 11):
        hall.key("first", number, slip, "1110")
    hall.stock(number, Stock.COLLECTED, -1, "Đếm lại: 09 phiếu")
    assert code(lambda: hall.done("first", number)) == "slips_beyond"
    assert code(lambda: actions.remove_ballot(**hall.at("first"), round=number, slip=9)) == "slip_collected"  # type: ignore[arg-type]
    actions.remove_ballot(**hall.at("first"), round=number, slip=10)  # type: ignore[arg-type]
    assert hall.done("first", number) is False


def test_a_key_that_arrives_late_changes_no_draft(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)

    def keep(marks: str, serial: int) -> None:
        actions.keep_draft(**hall.at("first"), round=number, slip=3, marks=marks, flags="", serial=serial)  # type: ignore[arg-type]

    keep("1", 1)
    keep("111", 3)
    keep("11", 2)
    assert list(Draft.objects.values_list("slip", "marks", "serial")) == [(3, "111", 3)]
    hall.key("first", number, 3, "1110")
    keep("111", 3)
    assert Draft.objects.get().marks == ""


def test_no_total_is_seen_while_a_count_runs(hall: Hall) -> None:
    listed(hall)
    number = hall.collected(10)
    for slip in range(1, 11):
        hall.key("first", number, slip, "1110")
    hall.done("first", number)
    for slip in range(1, 10):
        hall.key("second", number, slip, "1110")

    for who in ("head", "auditor", "secretariat", "board"):
        assert hall.view(who).standing.rounds[0].tally is None
    assert code(lambda: hall.release(number)) == "not_counted"


# Deciding and releasing


def test_ballots_that_no_text_decides_wait_for_the_counting_committee(hall: Hall) -> None:
    listed(hall)
    number = hall.counted(["1110"] * 9 + ["1110 writing"])
    assert code(lambda: hall.release(number)) == "question_open"
    decide = {"ask": Ask.BALLOTS, "round": number, "about": ("seen_on_paper",), "by": Decider.COUNTING_COMMITTEE}
    assert code(
        lambda: actions.decide(**hall.at("head"), **decide, answer=Answer.LEAVE, note="x")  # type: ignore[arg-type]
    ) == ("answer_not_allowed")
    assert code(lambda: actions.decide(**hall.at("head"), **decide, answer=Answer.VALID, note=" ")) == "no_note"  # type: ignore[arg-type]
    actions.decide(**hall.at("head"), **decide, answer=Answer.INVALID, note="BKP kết luận")  # type: ignore[arg-type]
    hall.release(number)
    tally = hall.view("auditor").standing.rounds[0].tally
    assert (tally.valid, dict(tally.invalid)) == (9, {"seen_on_paper": 1})
    assert code(lambda: actions.decide(**hall.at("head"), **decide, answer=Answer.VALID, note="đổi")) == "rested_on"  # type: ignore[arg-type]


def test_the_committee_concludes_on_one_ballot_with_its_reason(hall: Hall) -> None:
    listed(hall)
    number = hall.counted(["1110"] * 10)

    def settle(**more: object) -> object:
        return actions.settle(**hall.at("head"), round=number, found=actions.Found(2, "1110", **more))  # type: ignore[arg-type]

    assert code(settle) == "nothing_to_settle"
    assert code(lambda: settle(conclusion=False)) == "no_note"
    settle(conclusion=False, note="Có dấu hiệu đánh dấu phiếu")
    assert hall.view().standing.rounds[0].tally.valid == 9


def test_a_shortage_leads_to_a_further_ballot_among_those_decided(hall: Hall) -> None:
    listed(hall)
    hall.voted(["1100"] * 6 + ["1010"] * 2 + ["1001"] * 2)  # An 10, Bình 6, Cường 2, Dung 2
    view = hall.view()
    assert [one.ask for one in view.standing.open] == [Ask.SHORTAGE]
    left = [key for key, name in view.record.names.items() if name.endswith(("Cường", "Dung"))]
    decide = {
        **hall.at("secretariat"), "ask": Ask.SHORTAGE, "round": 1, "about": ("seats",), "by": Decider.CONGRESS,
        "note": "BB"
    }  # fmt: skip
    assert code(lambda: actions.decide(**decide, answer=Answer.VOTE_AGAIN)) == "names_missing"  # type: ignore[arg-type]
    elected = list(view.standing.elected)
    assert code(lambda: actions.decide(**decide, answer=Answer.VOTE_AGAIN, names=elected)) == "names_elected"  # type: ignore[arg-type]
    actions.decide(**decide, answer=Answer.VOTE_AGAIN, names=left)  # type: ignore[arg-type]
    hall.voted(["10"] * 6 + ["01"] * 4)

    result = hall.view().standing
    assert [result.person(key).name for key in result.elected] == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]
    assert code(lambda: actions.decide(**decide, answer=Answer.LEAVE)) in {"rested_on", "not_asked"}  # type: ignore[arg-type]


def test_delegates_of_the_first_term_must_go_on_after_the_first_ballot(db: None) -> None:
    hall = Hall(Post.DELEGATES, summoned=10, title="Đoàn đại biểu", kind=_upper(), **T1)
    hall.listed(NAMES, seats=3)
    hall.voted(["1100"] * 6 + ["1010"] * 4)
    (question,) = hall.view().standing.open

    assert (question.ask, question.grounds.id, question.options) == (Ask.SHORTAGE, "E-093", (Answer.VOTE_AGAIN,))


def _upper() -> object:
    from daihoi.core.organisations.kinds import Kind  # noqa: PLC0415 app ready

    return Kind.UPPER


def test_a_common_list_is_voted_once_it_is_decided_how_many_names_a_ballot_keeps(db: None) -> None:
    hall = Hall(Post.DELEGATES, summoned=10, title="Đoàn đại biểu")
    hall.listed(NAMES, seats=2, alternates=1)
    assert code(lambda: actions.open_round(**hall.at("head"))) == "question_open"  # type: ignore[arg-type]
    actions.decide(
        **hall.at("secretariat"),  # type: ignore[arg-type]
        ask=Ask.VOTES_ALLOWED,
        answer=Answer.SEATS_AND_ALTERNATES,
        by=Decider.CONGRESS,
        note="Đại hội thống nhất",
    )
    hall.voted(["1110"] * 7 + ["1101"] * 3)

    result = hall.view().standing
    names = hall.view().record.names
    assert [names[key] for key in (*result.elected, *result.alternates)] == [
        "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"
    ]  # fmt: skip


def test_what_a_released_result_rests_on_stays(hall: Hall) -> None:
    listed(hall)
    number = hall.voted(["1110"] * 10)

    assert code(lambda: hall.facts(4)) == "election_released"
    hall.facts(3, truncate=True)  # only how it is shown
    exclusions = [Exclusion("Vắng Một", Reason.UNREPLACED)]
    assert code(lambda: actions.set_exclusions(**hall.at("secretariat"), exclusions=exclusions)) == "election_released"  # type: ignore[arg-type]
    for call in (
        lambda: hall.stock(number, Stock.ISSUED, 1),
        lambda: hall.release(number),
        lambda: actions.annul_round(**hall.at("head"), round=number, reason="Muộn"),  # type: ignore[arg-type]
        lambda: hall.key("first", number, 1, "1101", version=1),
    ):
        assert code(call) == "round_released"
    assert BallotRound.objects.get().annulled == ""


def test_an_election_of_a_secretary_has_one_seat_and_one_name_may_be_enough(db: None) -> None:
    hall = Hall(Post.SECRETARY, Body.DELEGATE_CONGRESS, summoned=10, title="Bí thư Đảng ủy xã Mẫu")
    assert code(lambda: hall.facts(2)) == "one_seat"
    hall.listed(["Nguyễn Văn An"], seats=1)
    hall.voted(["1"] * 8 + ["0", "2"])

    standing = hall.view().standing
    assert [standing.person(key).votes for key in standing.elected] == [8]
    assert dict(standing.rounds[0].tally.invalid) == {"one_name_unclear": 1}


def test_dates_and_names_that_no_person_has_are_refused(hall: Hall) -> None:
    put = {"origin": Origin.PREPARED, "capacity": Capacity.OFFICIAL}

    def nominate(**more: object) -> str:
        people = [actions.Put(**(put | {"name": "A"} | more))]  # type: ignore[arg-type]
        return code(lambda: actions.nominate(**hall.at("secretariat"), people=people))  # type: ignore[arg-type]

    assert nominate(name="  ") == "name_missing"
    assert nominate(name="A" * 121) == "name_too_long"
    assert nominate(born_year=1800) == "born_unlikely"
    assert nominate(born_year=1970, born_month=13) == "born_unlikely"
    assert nominate(origin=Origin.SELF, by=Capacity.OFFICIAL) == "self_by_other"
    assert date(2025, 8, 5) == hall.view().opens_on
    assert hall.view().opens_on > factories.LONG_AGO
