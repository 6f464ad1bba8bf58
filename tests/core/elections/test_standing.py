"""Where an election stands, round after round."""

from dataclasses import replace

import pytest

from daihoi.core.elections import NextRound, Purpose, Record, Standing, Threshold, Totals, standing
from daihoi.core.rules import Certainty, RulePack
from tests.core.elections.elections_made import (
    asked,
    ballot,
    ballots,
    codes,
    decided,
    election,
    excluded,
    held,
    of,
    setting,
    stock,
    stood,
    summed,
)
from tests.core.packs import T1, T2B, packs

TIE = {"purpose": Purpose.TIE, "threshold": Threshold.MOST}


def tied(**more: object) -> Record:
    """A has 10 of 10; B and C have 6 each, for one seat."""
    return election(summed(3, 2, [8, 6, 6], 10), summoned=10, **more)


def with_rule(pack: RulePack, key: str, **changes: object) -> RulePack:
    """The pack with one rule changed, or without it where nothing is given."""
    kept = [rule for rule in pack.rules if rule.key != key]
    changed = [
        replace(rule, grounds=replace(rule.grounds, **changes)) for rule in pack.rules if rule.key == key and changes
    ]
    return replace(pack, rules=(*kept, *changed))


# Boundaries of a first ballot


def test_one_voter_alone_elects() -> None:
    found = of(election(held(2, 1, ballots("10"))))

    assert (found.elected, found.vacant, found.over, found.next) == (("A",), 0, True, None)


def test_nobody_is_elected_with_no_vote_at_all() -> None:
    found = of(election(held(2, 1, ballots("00*3"))))

    assert (stood(found), asked(found)) == ({"A": "short", "B": "short"}, ["shortage"])


def test_when_all_are_absent_the_quorum_is_asked_and_then_nobody_is_elected() -> None:
    one = election(held(2, 1, []), summoned=10)
    go_on = replace(one, decisions=(decided("quorum", "go_on"),))
    stop = replace(one, decisions=(decided("quorum", "stop"),))

    assert (asked(of(one)), stood(of(one))) == (["quorum"], None)
    assert (asked(of(go_on)), stood(of(go_on))) == (["shortage"], {"A": "short", "B": "short"})
    assert (stood(of(stop)), of(stop).over, of(stop).next) == (None, True, None)


def test_nobody_is_elected_from_a_base_of_zero() -> None:
    one = replace(held(1, 1), present=None, totals=Totals(1, 0, (1,)))
    found = of(election(one, summoned=1, exclusions=excluded("An: exempted")))

    assert (stood(found), codes(found)) == (None, ["nobody_left", "ballots_over_base"])


def test_exactly_half_with_the_exclusions_of_the_article() -> None:
    """12 summoned, 2 out: 6 of 10 is more than half, 5 is not."""
    one = election(summed(2, 2, [6, 5], 10), summoned=12, exclusions=excluded("An: exempted", "Bình: suspended"))

    assert stood(of(one)) == {"A": "elected", "B": "short"}


@pytest.mark.parametrize(
    ("present", "issued", "valid", "code"),
    [
        (None, 11, 10, "ballots_over_base"),
        (9, 10, 10, "issued_over_present"),
        (11, 10, 10, "present_over_summoned"),
        (10, 9, 10, "collected_over_issued"),
    ],
)
def test_numbers_that_do_not_agree_give_no_result(present: int | None, issued: int, valid: int, code: str) -> None:
    one = summed(1, 1, [valid], valid, present=present, stock=stock(issued=issued, collected=valid))
    found = of(election(one, summoned=10))

    assert (stood(found), code in codes(found)) == (None, True)


def test_sums_without_a_ledger_cannot_tell_of_more_ballots_than_voters() -> None:
    found = of(election(summed(1, 1, [11], 11, stock=(), present=None), summoned=10))

    assert (stood(found), codes(found)) == (None, ["ballots_over_base"])


def test_votes_that_no_ballots_can_give_are_no_result() -> None:
    assert codes(of(election(summed(3, 2, [9, 9, 3], 10)))) == ["votes_over_allowed"]
    assert codes(of(election(summed(3, 2, [11, 0, 0], 10)))) == ["votes_over_valid"]


def test_ballots_on_which_the_counts_differ_leave_no_result() -> None:
    papers = [*ballots("10*3"), ballot("10", "01")]
    found = of(election(held(2, 1, papers)))
    settled = of(election(held(2, 1, [*papers[:3], ballot("10", "01", settled="01")])))

    assert (stood(found), codes(found)) == (None, [])
    assert stood(settled) == {"A": "elected", "B": "short"}


def test_a_kind_of_ballot_that_no_text_decides_is_asked_once_and_shown_as_decided() -> None:
    one = election(held(2, 2, ballots("11*3", "00*2")))
    valid = replace(one, decisions=(decided("ballots", "valid", 1, ["all_against"]),))

    assert (asked(of(one)), stood(of(one))) == (["ballots"], None)
    assert of(one).next is None
    assert (of(valid).open, of(valid).rounds[0].valid) == ((), 5)
    assert [(one.ask.value, one.about) for one in of(valid).questions] == [("ballots", ("all_against",))]


def test_an_answer_that_the_question_does_not_have_answers_nothing() -> None:
    one = election(held(2, 2, ballots("11*3", "00*2")), decisions=(decided("ballots", "leave", 1, ["all_against"]),))
    conference = election(
        summed(1, 1, [8], 15), exclusions=excluded("An: suspended"), decisions=(decided("suspended", "valid", 0),)
    )

    assert (asked(of(one)), stood(of(one))) == (["ballots"], None)
    assert asked(of(conference, post="secretary", body="conference")) == ["suspended"]


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    first, second = (decided("suspended", answer, 0) for answer in ("in", "out"))
    one = election(summed(1, 1, [8], 14), summoned=15, exclusions=excluded("An: suspended"), decisions=(first, second))

    assert of(one, post="secretary", body="conference").base.number == 14


def test_a_suspended_member_of_a_conference_decides_an_election_only_when_people_have_decided() -> None:
    """7 of 14 is not more than half, and neither is it of 15; 8 of 15 is, and 8 of 14."""
    one = election(summed(2, 2, [8, 7], 13), summoned=15, exclusions=excluded("An: suspended"))
    told = [
        stood(of(replace(one, decisions=decisions), post="deputy_secretaries", body="conference"))
        for decisions in ((), (decided("suspended", "in", 0),), (decided("suspended", "out", 0),))
    ]

    assert told == [None, {"A": "elected", "B": "short"}, {"A": "elected", "B": "short"}]


# Rules


@pytest.mark.parametrize(
    ("key", "code"), [("election.majority", "majority_unknown"), ("election.base_members", "base_unknown")]
)
@pytest.mark.parametrize("changes", [{}, {"certainty": Certainty.UNVERIFIED}])
def test_without_a_confirmed_rule_on_majority_and_base_there_is_no_result(
    key: str, code: str, changes: dict[str, object]
) -> None:
    under = replace(setting(), pack=with_rule(packs()[T2B], key, **changes))
    found = standing(under, election(held(1, 1, ballots("1*3"))))

    assert (stood(found), codes(found)) == (None, [code])


def test_alternates_stand_only_on_a_list_of_delegates() -> None:
    one = election(summed(3, 1, [8, 7, 0], 10, alternates=1, allowed=2))

    assert "alternates_elsewhere" in codes(of(one))
    assert stood(of(one)) is None


def test_a_common_list_under_rules_with_separate_lists_is_warned_of() -> None:
    one = election(
        summed(3, 1, [9, 8, 0], 10, alternates=1, allowed=2),
        decisions=(decided("votes_allowed", "seats_and_alternates", 0),),
    )
    found = of(one, post="delegates", pack=T1)

    assert [(each.code, each.severity.value) for each in found.findings] == [("lists_are_separate", "warning")]


# Ties


def test_a_tie_asks_and_nothing_comes_next_before_it_is_decided() -> None:
    found = of(tied())

    assert (asked(found), found.elected, found.next, found.over) == (["tie"], ("A",), None, False)
    assert found.open[0].grounds.id == "E-091"


@pytest.mark.parametrize(("answer", "threshold"), [("vote_again_most", "most"), ("vote_again_half", "half")])
def test_what_was_decided_on_a_tie_is_the_next_round(answer: str, threshold: str) -> None:
    found = of(tied(decisions=(decided("tie", answer, 1, "CB"),)))

    assert found.next == NextRound(2, ("B", "C"), 1, 0, Purpose.TIE, Threshold(threshold))


def test_a_tie_that_is_left_leaves_the_seat_vacant() -> None:
    found = of(tied(decisions=(decided("tie", "leave", 1, "BC"),)))

    assert (found.elected, found.vacant, found.over, asked(found)) == (("A",), 1, True, [])


def test_of_those_tied_the_most_votes_win_without_half_where_that_was_decided() -> None:
    one = tied(decisions=(decided("tie", "vote_again_most", 1, "BC"),))
    second = summed(1, 1, [4, 3], 7, invalid=3, keys=("B", "C"), number=2, **TIE)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (codes(found), found.elected, found.vacant, found.over) == ([], ("A", "B"), 0, True)


def test_where_half_is_needed_again_a_tie_may_end_in_an_open_seat() -> None:
    one = tied(decisions=(decided("tie", "vote_again_half", 1, "BC"),))
    second = summed(1, 1, [5, 4], 9, invalid=1, keys=("B", "C"), number=2, purpose=Purpose.TIE)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (codes(found), found.elected, asked(found)) == ([], ("A",), ["shortage"])


def test_a_tie_again_in_the_vote_among_the_tied_is_asked_again() -> None:
    one = tied(decisions=(decided("tie", "vote_again_most", 1, "BC"),))
    second = summed(1, 1, [5, 5], 10, keys=("B", "C"), number=2, **TIE)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (found.elected, [(each.ask.value, each.round) for each in found.open]) == (("A",), [("tie", 2)])


def test_a_tie_for_all_seats_is_voted_on_for_all_of_them() -> None:
    one = election(summed(3, 2, [6, 6, 6], 10), decisions=(decided("tie", "vote_again_most", 1, "ABC"),))

    assert of(one).next == NextRound(2, ("A", "B", "C"), 2, 0, Purpose.TIE, Threshold.MOST)


# Alternates on the common list (T2)


def common(votes: list[int], seats: int, alternates: int, *answers: object, **more: object) -> Record:
    first = summed(len(votes), seats, votes, 10, alternates=alternates, allowed=seats + alternates)
    decisions = (decided("votes_allowed", "seats_and_alternates", 0), *answers)
    return election(first, decisions=decisions, **more)


def delegates(record: Record) -> Standing:
    return of(record, post="delegates", body="delegate_congress")


def test_how_many_names_a_common_ballot_may_vote_for_must_be_decided() -> None:
    undecided = replace(common([9, 8, 7], 1, 1), decisions=())
    seats_only = replace(undecided, decisions=(decided("votes_allowed", "seats", 0),))

    assert asked(delegates(undecided)) == ["votes_allowed"]
    assert stood(delegates(undecided)) is None
    assert codes(delegates(seats_only)) == ["allowed_not_as_decided", *["votes_over_allowed"]]
    assert codes(delegates(common([8, 6, 6], 1, 1))) == []


def test_nothing_is_held_again_while_a_question_on_the_whole_election_is_open() -> None:
    one = common([6, 6, 6], 1, 1)
    annulled = replace(one, rounds=(replace(one.rounds[0], annulled="Lộ phiếu"),))

    assert delegates(annulled).next == NextRound(2, ("A", "B", "C"), 1, 1, again=True)
    assert (asked(delegates(replace(annulled, decisions=()))), delegates(replace(annulled, decisions=())).next) == (
        ["votes_allowed"],
        None,
    )


def test_alternates_are_the_next_above_half() -> None:
    found = delegates(common([6, 9, 7, 3, 8], 2, 2))

    assert (found.elected, found.alternates, found.over) == (("B", "E"), ("C", "A"), True)


def test_who_loses_the_seat_among_the_tied_is_an_alternate_before_those_with_fewer_votes() -> None:
    one = common([8, 8, 7, 2], 1, 2, decided("tie", "vote_again_most", 1, "AB"))
    second = summed(1, 1, [3, 6], 9, invalid=1, keys=("A", "B"), number=2, **TIE)
    found = delegates(replace(one, rounds=(*one.rounds, second)))

    assert (codes(found), found.elected, found.alternates, found.over) == ([], ("B",), ("A", "C"), True)


@pytest.mark.parametrize("threshold", list(Threshold))
def test_who_is_alternate_after_a_lost_tie_is_told_so(threshold: Threshold) -> None:
    answer = {Threshold.MOST: "vote_again_most", Threshold.HALF: "vote_again_half"}[threshold]
    one = common([6, 6, 6, 2], 1, 1, decided("tie", answer, 1, "ABC"))
    second = summed(1, 1, [3, 6, 1], 10, keys=("A", "B", "C"), number=2, purpose=Purpose.TIE, threshold=threshold)
    found = delegates(replace(one, rounds=(*one.rounds, second)))

    assert [person.status.value for person in found.people(found.rounds[1])] == ["alternate", "elected", "short"]
    assert [person.status.value for person in found.people(found.rounds[0])] == ["tied", "tied", "tied", "short"]
    told = found.person("A")
    assert (told.status.value, told.rule, told.votes, told.sentence.params["votes"]) == ("alternate", "E-101", 3, 3)
    assert told.sentence.text.startswith("Alternate: ")
    assert found.rounds[1].outcome.people[0].status.value == "short"  # the round by itself elected one


def test_who_loses_in_two_votes_among_the_tied_is_an_alternate_in_that_order() -> None:
    one = common([7, 7, 7, 6], 1, 3, decided("tie", "vote_again_most", 1, "ABC"))
    second = summed(1, 1, [4, 4, 2], 10, keys=("A", "B", "C"), number=2, **TIE)
    third = summed(1, 1, [4, 6], 10, keys=("A", "B"), number=3, **TIE)
    answers = (*one.decisions, decided("tie", "vote_again_most", 2, "AB"))
    found = delegates(replace(one, rounds=(*one.rounds, second, third), decisions=answers))

    assert (codes(found), found.elected, found.alternates) == ([], ("B",), ("A", "C", "D"))
    assert (found.over, found.vacant_alternates) == (True, 0)


def test_after_a_tie_for_the_seat_the_tie_for_alternates_is_asked() -> None:
    one = common([8, 8, 7, 7], 1, 2, decided("tie", "vote_again_most", 1, "AB"))
    second = summed(1, 1, [3, 7], 10, keys=("A", "B"), number=2, **TIE)
    whole = replace(one, rounds=(*one.rounds, second))
    found = delegates(whole)
    answered = replace(whole, decisions=(*whole.decisions, decided("tie", "vote_again_most", 2, "CD")))
    third = summed(1, 0, [6, 4], 10, keys=("C", "D"), number=3, alternates=1, allowed=1, **TIE)
    ended = delegates(replace(answered, rounds=(*answered.rounds, third)))

    assert (found.elected, found.alternates) == (("B",), ("A",))
    assert [(each.ask.value, each.about) for each in found.open] == [("tie", ("C", "D"))]
    assert delegates(answered).next == NextRound(3, ("C", "D"), 0, 1, Purpose.TIE, Threshold.MOST)
    assert (codes(ended), ended.alternates, ended.over) == ([], ("A", "C"), True)


def test_a_tie_for_the_seat_that_is_left_still_asks_about_the_tie_for_alternates() -> None:
    found = delegates(common([8, 8, 7, 7], 1, 2, decided("tie", "leave", 1, "AB")))

    assert [(each.ask.value, each.about) for each in found.open] == [("tie", ("C", "D"))]


def test_a_tie_across_the_seat_and_the_alternates_makes_a_place_for_each() -> None:
    one = common([6, 6, 6], 1, 1, decided("tie", "vote_again_most", 1, "ABC"))
    second = summed(1, 1, [5, 3, 2], 10, keys=("A", "B", "C"), number=2, **TIE)
    found = delegates(replace(one, rounds=(*one.rounds, second)))

    assert (found.elected, found.alternates, found.over) == (("A",), ("B",), True)


def test_those_who_lose_alike_are_tied_for_the_alternate() -> None:
    one = common([6, 6, 6], 1, 1, decided("tie", "vote_again_most", 1, "ABC"))
    second = summed(1, 1, [4, 3, 3], 10, keys=("A", "B", "C"), number=2, **TIE)
    found = delegates(replace(one, rounds=(*one.rounds, second)))

    assert (found.elected, found.alternates) == (("A",), ())
    assert [(each.ask.value, each.about) for each in found.open] == [("tie", ("B", "C"))]


# Fewer than seats


def test_a_shortage_is_asked_and_may_be_left() -> None:
    one = election(summed(3, 2, [9, 5, 4], 10))
    left = of(replace(one, decisions=(decided("shortage", "leave", 1, ["seats"]),)))

    assert (asked(of(one)), of(one).next, of(one).over) == (["shortage"], None, False)
    assert (left.elected, left.vacant, left.over, asked(left)) == (("A",), 1, True, [])


def test_a_second_ballot_needs_the_names_decided_for_it() -> None:
    one = election(summed(3, 2, [9, 5, 4], 10))
    without = of(replace(one, decisions=(decided("shortage", "vote_again", 1, ["seats"]),)))
    named = of(replace(one, decisions=(decided("shortage", "vote_again", 1, ["seats"], "BC"),)))

    assert (asked(without), without.next) == (["shortage"], None)
    assert named.next == NextRound(2, ("B", "C"), 1, 0, Purpose.FURTHER)


def test_a_second_ballot_that_still_falls_short_is_asked_about_again() -> None:
    one = election(summed(3, 2, [9, 5, 4], 10), decisions=(decided("shortage", "vote_again", 1, ["seats"], "BC"),))
    second = summed(1, 1, [5, 4], 9, invalid=1, keys=("B", "C"), number=2, purpose=Purpose.FURTHER)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (codes(found), found.elected, found.vacant) == ([], ("A",), 1)
    assert [(each.ask.value, each.round, each.grounds.id) for each in found.open] == [("shortage", 2, "E-092")]
    assert [option.value for option in found.open[0].options] == ["vote_again", "leave"]


def test_the_first_ballot_for_delegates_must_be_followed_by_another_under_the_rules_of_2020() -> None:
    one = election(summed(3, 2, [9, 5, 4], 10))
    left = replace(one, decisions=(decided("shortage", "leave", 1, ["seats"]),))
    again = replace(one, decisions=(decided("shortage", "vote_again", 1, ["seats"], "BC"),))
    second = summed(1, 1, [5, 4], 9, invalid=1, keys=("B", "C"), number=2, purpose=Purpose.FURTHER)
    twice = replace(again, rounds=(*again.rounds, second))
    told = [of(record, post="delegates", pack=T1).open for record in (one, left, again, twice)]

    assert [
        [(each.grounds.id, [option.value for option in each.options]) for each in each_one] for each_one in told
    ] == [
        [("E-093", ["vote_again"])],
        [("E-093", ["vote_again"])],  # it cannot be left
        [],
        [("E-093", ["vote_again", "leave"])],
    ]


def test_a_tie_of_delegates_is_left_only_after_a_further_ballot() -> None:
    first = of(election(summed(3, 2, [8, 6, 6], 10)), post="delegates", pack=T1)
    assert [answer.value for answer in first.open[0].options] == ["vote_again_most", "vote_again_half"]
    left = decided("tie", "leave", 1, "BC")
    assert asked(of(election(summed(3, 2, [8, 6, 6], 10), decisions=(left,)), post="delegates", pack=T1)) == ["tie"]
    again = decided("tie", "vote_again_most", 1, "BC")
    second = summed(1, 1, [4, 4], 10, keys=("B", "C"), number=2, **TIE)
    both = of(election(summed(3, 2, [8, 6, 6], 10), second, decisions=(again,)), post="delegates", pack=T1)

    assert [answer.value for answer in both.open[0].options] == ["vote_again_most", "vote_again_half", "leave"]


def test_the_rule_on_delegates_says_nothing_of_alternates() -> None:
    found = of(election(summed(3, 2, [9, 5, 4], 10)), post="alternates", pack=T1)

    assert [(each.grounds.id, len(each.options)) for each in found.open] == [("E-092", 2)]


def test_the_delegates_of_2025_may_be_left_short() -> None:
    found = of(election(summed(3, 2, [9, 5, 4], 10)), post="delegates", pack=T2B)

    assert [(each.grounds.id, len(each.options)) for each in found.open] == [("E-092", 2)]


# Rounds that were annulled, and rounds that nothing leads to


def test_a_round_with_more_collected_than_issued_is_annulled_and_held_again() -> None:
    over = summed(2, 1, [6, 5], 11, present=11, stock=stock(issued=10, collected=11))
    annulled = replace(over, annulled="Thu về nhiều hơn phát ra")
    again = summed(2, 1, [7, 4], 11, number=2)

    assert (stood(of(election(over))), codes(of(election(over)))) == (None, ["collected_over_issued"])
    assert of(election(annulled)).next == NextRound(2, ("A", "B"), 1, again=True)
    assert of(election(annulled, again)).elected == ("A",)
    assert stood(of(election(annulled, again))) is None


def test_a_round_held_wrongly_does_not_block_once_it_is_annulled() -> None:
    wrong = replace(summed(2, 1, [7, 4], 11), allowed=2, annulled="In sai phiếu")
    again = summed(2, 1, [7, 4], 11, number=2)
    found = of(election(wrong, again, seats=1))

    assert (codes(found), found.elected) == ([], ("A",))


def test_a_first_ballot_held_again_may_have_another_list() -> None:
    wrong = replace(summed(2, 1, [7, 4], 11), annulled="Thiếu một người trong danh sách")
    again = summed(3, 1, [7, 2, 2], 11, number=2)

    assert of(election(wrong, again)).elected == ("A",)


def test_an_annulled_vote_among_the_tied_is_due_again() -> None:
    one = tied(decisions=(decided("tie", "vote_again_most", 1, "BC"),))
    second = replace(summed(1, 1, [4, 3], 7, keys=("B", "C"), number=2, **TIE), annulled="Lộ phiếu")
    third = summed(1, 1, [4, 3], 7, invalid=3, keys=("B", "C"), number=3, **TIE)
    annulled = replace(one, rounds=(*one.rounds, second))

    assert of(annulled).next == NextRound(3, ("B", "C"), 1, 0, Purpose.TIE, Threshold.MOST, again=True)
    assert of(replace(annulled, rounds=(*annulled.rounds, third))).elected == ("A", "B")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"keys": ("A", "B")}, "round_not_as_decided"),
        ({"seats": 2, "allowed": 2}, "round_not_as_decided"),
        ({"threshold": Threshold.HALF}, "round_not_as_decided"),
        ({"purpose": Purpose.FURTHER}, "round_not_as_decided"),
        ({"number": 3}, "round_number"),
    ],
)
def test_a_round_that_is_not_the_one_decided_has_no_result(changes: dict[str, object], code: str) -> None:
    one = tied(decisions=(decided("tie", "vote_again_most", 1, "BC"),))
    second = replace(summed(1, 1, [4, 3], 7, invalid=3, keys=("B", "C"), number=2, **TIE), **changes)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (code in codes(found), stood(found, 2)) == (True, None)


def test_a_round_after_the_last_seat_was_filled_is_not_due() -> None:
    found = of(election(summed(2, 1, [7, 4], 11), summed(1, 1, [9], 9, keys=("B",), number=2)))

    assert (codes(found), found.elected) == (["round_not_due"], ("A",))


def test_nobody_who_is_elected_stands_again() -> None:
    one = election(summed(3, 2, [9, 5, 4], 10), decisions=(decided("shortage", "vote_again", 1, ["seats"], "AB"),))
    second = summed(1, 1, [9, 1], 10, keys=("A", "B"), number=2, purpose=Purpose.FURTHER)
    found = of(replace(one, rounds=(*one.rounds, second)))

    assert (codes(found), stood(found, 2)) == (["list_of_round"], None)


def test_a_round_that_is_being_held_is_followed_by_nothing() -> None:
    found = of(election(held(2, 1), summoned=10))

    assert (found.elected, found.next, found.over, found.vacant) == ((), None, False, 1)


def test_the_last_result_of_a_person_is_told() -> None:
    one = tied(decisions=(decided("tie", "vote_again_most", 1, "BC"),))
    second = summed(1, 1, [4, 3], 7, invalid=3, keys=("B", "C"), number=2, **TIE)
    found = of(replace(one, rounds=(*one.rounds, second)))
    told = [found.person(key) for key in "ABX"]

    assert [(each.votes, each.status.value) if each else None for each in told] == [
        (8, "elected"),
        (4, "elected"),
        None,
    ]
