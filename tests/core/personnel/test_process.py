"""The steps of the process: order, thresholds and their base, figures that cannot be, who goes on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel.kinds import Group
from daihoi.core.personnel.process import (
    STEP_NAMES,
    VOTERS_NAMES,
    Base,
    Decided,
    Meeting,
    Outcome,
    Step,
    Votes,
    differences,
    going_on,
    next_step,
    outcome,
    steps,
    why_not,
)
from daihoi.core.personnel.setting import Setting
from tests.core.packs import T1, T2A, T2B, packs
from tests.core.personnel.people import under

FIVE = ("standing_1", "key_cadres", "committee_1", "standing_2", "committee_2")
PROVINCE = under(T1, Kind.PROVINCE)


def step(key: str, rules: Setting = PROVINCE, which: Group = Group.RESTANDING) -> Step:
    return next(one for one in steps(rules) if (one.group, one.key) == (which, key))


def votes(*numbers: int | None) -> tuple[Votes, ...]:
    return tuple(Votes(str(n), f"Mẫu {n}", "committee", number) for n, number in enumerate(numbers, 1))


def meeting(summoned: int, *numbers: int | None, came: int | None = None, decided: Decided | None = None) -> Meeting:
    came = summoned if came is None else came
    return Meeting(summoned, came, came, came, came, 0, votes(*numbers), decided)


def codes(found: Outcome) -> dict[str, Severity]:
    return {one.code: one.severity for one in found.findings}


def test_a_province_goes_five_steps_for_those_who_stand_again_and_then_for_the_new():
    found = steps(PROVINCE)

    assert [(one.group, one.key) for one in found] == [
        *((Group.RESTANDING, key) for key in FIVE),
        *((Group.NEW, key) for key in FIVE),
    ]
    assert [one.position for one in found] == list(range(1, 11))
    assert [one.voters for one in found[:5]] == ["standing", "key_cadres", "committee", "standing", "committee"]
    assert [one.key for one in found[:5] if one.secret] == ["key_cadres", "committee_1", "committee_2"]
    assert {(one.grounds.id, one.grounds.severity) for one in found} == {("P-060", Severity.ERROR)}


def test_where_nobody_stands_again_there_are_the_steps_of_the_new_alone():
    assert [one.position for one in steps(PROVINCE, {Group.NEW})] == [1, 2, 3, 4, 5]


def test_a_new_commune_goes_three_steps_and_the_grass_roots_two():
    commune = steps(under(T2B, Kind.UPPER, Unit.COMMUNE, "new"))
    cell = steps(under(T1, Kind.CELL))

    assert [(one.group, one.key, one.takes_votes) for one in commune] == [
        (Group.TOGETHER, key, False) for key in ("plan", "appraisal", "appointment")
    ]
    assert {one.grounds.id for one in commune} == {"P-063"}
    assert [(one.key, one.voters, one.secret) for one in cell] == [
        ("proposal", "committee", False),
        ("introduction", "members", True),
    ]
    assert {(one.grounds.id, one.grounds.severity) for one in cell} == {("P-065", Severity.QUESTION)}


@pytest.mark.parametrize("pack", [T2A, T2B])
def test_the_steps_of_2025_were_not_found(pack: str):
    found = steps(under(pack, Kind.PROVINCE))
    assert [one.key for one in found[:5]] == list(FIVE)
    assert {(one.grounds.id, one.grounds.severity) for one in found} == {("P-062", Severity.QUESTION)}


def test_every_step_and_every_voter_of_the_packs_has_a_name():
    keys, voters = set(), set()
    for pack in packs().values():
        for rule in pack.all("personnel.steps"):
            keys |= set(str(rule.value).split())
        for rule in pack.all("personnel.voters"):
            pairs = dict(word.split(":") for word in str(rule.value).split())
            voters |= set(pairs.values())
            assert set(pairs) <= set(STEP_NAMES)
    assert (keys, voters) == (set(STEP_NAMES), set(VOTERS_NAMES))


def test_a_step_is_entered_when_the_one_before_it_is_closed():
    process = steps(PROVINCE)
    closed = [(Group.RESTANDING, key) for key in FIVE]
    first = next_step(process, closed[:2])
    over = next_step(process, [(one.group, one.key) for one in process])

    assert first is not None
    assert (first.key, over) == ("committee_1", None)
    assert why_not(process, closed[:2], Group.RESTANDING, "committee_1") is None
    assert why_not(process, closed, Group.NEW, "standing_1") is None
    said = {
        "early": why_not(process, closed[:2], Group.NEW, "standing_1"),
        "closed": why_not(process, closed[:2], Group.RESTANDING, "key_cadres"),
        "unknown": why_not(process, closed[:2], Group.TOGETHER, "plan"),
    }
    assert {name: message and message.render() for name, message in said.items()} == {
        "early": "“First meeting of the standing committee” cannot be entered before “First meeting of the committee” "
        "is closed.",
        "closed": "“Conference of key cadres” is closed already.",
        "unknown": "The rules of this organisation know no such step.",
    }


# Threshold: more than half of those summoned.


@pytest.mark.parametrize(
    ("summoned", "number", "passed"),
    [(55, 27, False), (55, 28, True), (55, 29, True), (56, 28, False), (56, 29, True), (1, 0, False), (1, 1, True)],
)
def test_more_than_half_of_those_summoned_passes_whoever_came(summoned: int, number: int, passed: bool):
    came = max(number, summoned - 5, 1)
    found = outcome(step("committee_1"), meeting(summoned, number, came=came), PROVINCE)

    assert (found.base, found.base_number) == (Base.SUMMONED, summoned)
    assert [one.passed for one in found.results] == [passed]
    assert found.needed == summoned // 2 + 1
    assert found.can_close


@settings(deadline=None)
@given(st.integers(1, 2000), st.integers(0, 2000))
def test_the_least_number_that_passes_is_just_more_than_half(summoned: int, number: int):
    number = min(number, summoned)
    (one,) = outcome(step("committee_2"), meeting(summoned, number), PROVINCE).results
    assert one.passed is (2 * number > summoned)


@pytest.mark.parametrize(("came", "valid"), [(59, False), (60, True), (61, True)])
def test_the_conference_of_key_cadres_counts_with_two_thirds_of_90(came: int, valid: bool):
    rules = Decided(Base.PRESENT, "Ban Thường vụ (mẫu)")
    found = outcome(step("key_cadres"), meeting(90, came, came=came, decided=rules), PROVINCE)

    assert found.valid is valid
    assert [one.passed for one in found.results] == [True if valid else None]
    assert found.can_close is valid
    assert codes(found).get("no_quorum") == (None if valid else Severity.ERROR)


def test_the_base_of_the_key_cadres_is_asked_and_the_decision_is_named():
    asked = outcome(step("key_cadres"), meeting(90, 40, came=70), PROVINCE)
    by_present, by_summoned = (
        outcome(step("key_cadres"), meeting(90, 40, came=70, decided=Decided(base, "Ban Thường vụ")), PROVINCE)
        for base in (Base.PRESENT, Base.SUMMONED)
    )

    assert (asked.base, asked.needed, codes(asked)) == (None, None, {"base_open": Severity.QUESTION})
    assert [one.passed for one in asked.results] == [None]
    assert not asked.can_close
    assert (by_present.needed, by_present.results[0].passed) == (36, True)
    assert (by_summoned.needed, by_summoned.results[0].passed) == (46, False)
    assert codes(by_present) == {"base_decided": Severity.NOTE}
    assert "Ban Thường vụ" in by_present.findings[0].message.render()


def test_a_decision_without_a_name_is_none():
    with pytest.raises(ValueError, match="names who"):
        Decided(Base.PRESENT, " ")


def test_in_2025_no_step_decides_before_people_have_said_from_whom_is_counted():
    rules = under(T2B, Kind.PROVINCE)
    asked = outcome(step("committee_1", rules), meeting(60, 31), rules)
    decided = outcome(step("key_cadres", rules), meeting(90, 29, came=50, decided=Decided(Base.PRESENT, "BTV")), rules)

    assert codes(asked) == {"base_open": Severity.QUESTION}
    assert codes(decided) == {"no_quorum": Severity.NOTE, "base_decided": Severity.NOTE}
    assert [one.passed for one in decided.results] == [True]


def test_the_key_cadres_of_a_quoted_rule_decide_themselves():
    """Where the base is not left open, a decision changes nothing."""
    found = outcome(step("committee_1"), meeting(60, 31, decided=Decided(Base.PRESENT, "BTV")), PROVINCE)
    assert (found.base, codes(found)) == (Base.SUMMONED, {})


# Figures


WRONG = [
    (Meeting(50, 51, 51, 51, 51, 0), {"figures_rise"}),
    (Meeting(50, 45, 46, 45, 45, 0), {"figures_rise"}),
    (Meeting(50, 45, 45, 46, 45, 1), {"figures_rise"}),
    (Meeting(50, 45, 45, 44, 45, 0), {"figures_rise", "ballots_do_not_add_up"}),
    (Meeting(50, 45, 45, 45, 44, 0), {"ballots_do_not_add_up"}),
    (Meeting(50, 45, 45, 45, 44, 2), {"ballots_do_not_add_up"}),
    (Meeting(50, 45, 45, 45, 45, -1), {"figure_negative", "ballots_do_not_add_up"}),
    (Meeting(50, 45, 45, 45, 40, 5, votes(41)), {"votes_over"}),
    (Meeting(50, 45, 45, 45, 40, 5, votes(40, -1)), {"votes_negative"}),
    (Meeting(50, 45, 45, 45, 40, 5, votes(40)), set()),
    (Meeting(50, 50, 50, 50, 50, 0, votes(50)), set()),
]


@pytest.mark.parametrize(("figures", "wrong"), WRONG)
def test_figures_that_cannot_be_are_found_and_nothing_passes(figures: Meeting, wrong: set[str]):
    found = outcome(step("committee_1"), figures, PROVINCE)

    assert {one.code for one in found.findings if one.severity is Severity.ERROR} == wrong
    assert found.can_close is (not wrong)
    assert {one.passed for one in found.results} <= ({None} if wrong else {True})


def test_votes_that_cannot_be_name_the_row_and_the_person():
    found = outcome(step("committee_1"), Meeting(50, 45, 45, 45, 40, 5, votes(20, 41, None)), PROVINCE)
    rows = {one.code: (one.place.row, one.message.render()) for one in found.findings}

    assert rows["votes_over"] == (2, "Mẫu 2 has 41 votes, more than: valid ballots (40).")
    assert rows["votes_missing"] == (3, "Enter the votes for Mẫu 3.")


def test_what_is_missing_is_asked_for_and_keeps_the_step_open():
    found = outcome(step("committee_1"), Meeting(votes=votes(3)), PROVINCE)
    shown = outcome(step("standing_1"), Meeting(11, 11, votes=votes(6)), PROVINCE)

    assert set(codes(found)) == {f"{name}_missing" for name in ("summoned", "came", "issued", "collected", "valid")}
    assert not found.can_close
    assert shown.can_close  # no ballots where the vote is not secret


def test_a_step_without_votes_asks_for_none():
    rules = under(T2B, Kind.UPPER, Unit.COMMUNE, "new")
    found = outcome(step("plan", rules, Group.TOGETHER), Meeting(), rules)
    assert (found.findings, found.results, found.can_close) == ((), (), True)


# From step to step


def run(rules: Setting, *tables: dict[str, bool]) -> dict[int, Outcome]:
    """Outcomes of the first steps for those who stand again: person → passed."""
    done = {}
    for one, table in zip(steps(rules), tables, strict=False):
        named = tuple(Votes(key, f"Mẫu {key}", "committee", 40 if passed else 10) for key, passed in table.items())
        figures = Meeting(50, 50, 50, 50, 50, 0, named, Decided(Base.SUMMONED, "BTV"))
        done[one.position] = outcome(one, figures, rules)
    return done


def people(*keys: str) -> frozenset[tuple[str, str]]:
    return frozenset((key, "committee") for key in keys)


def test_nobody_drops_out_but_by_votes_withdrawal_or_decision():
    process = steps(PROVINCE, {Group.RESTANDING})
    done = run(PROVINCE, {"a": True, "b": True, "c": True}, {"a": True, "b": False, "c": True})

    assert going_on(people("a", "b", "c"), process, done) == {
        1: people("a", "b", "c"),
        2: people("a", "b", "c"),
        3: people("a", "c"),
    }
    assert going_on(people("a", "b", "c"), process, done, left={"c"})[3] == people("a")
    assert going_on(people("a", "b", "c"), process, done, left={"c"})[2] == people("a", "b", "c")


def test_after_the_last_step_stands_who_came_through():
    process = steps(PROVINCE, {Group.RESTANDING})
    done = run(PROVINCE, *[{"a": True, "b": True}] * 4, {"a": True, "b": False})
    assert going_on(people("a", "b"), process, done)[6] == people("a")


def test_steps_without_votes_let_everybody_go_on():
    rules = under(T2B, Kind.UPPER, Unit.COMMUNE, "new")
    process = steps(rules)
    done = {one.position: outcome(one, Meeting(), rules) for one in process}
    assert going_on(people("a", "b"), process, done)[4] == people("a", "b")


def test_where_the_two_bodies_differ_the_level_above_is_told():
    done = run(
        PROVINCE, {"a": True, "b": True}, {"a": True, "b": True}, {"a": True, "b": True}, {"a": True, "b": False},
        {"a": False},
    )  # fmt: skip
    found = differences(PROVINCE, [done[position] for position in sorted(done)])

    assert [(one.severity, one.rule) for one in found] == [(Severity.WARNING, "P-061")] * 2
    assert {one.message.render().partition(":")[0] for one in found} == {"Mẫu a", "Mẫu b"}
    assert differences(PROVINCE, list(run(PROVINCE, *[{"a": True}] * 5).values())) == ()


def test_the_conference_of_key_cadres_is_neither_of_the_bodies():
    done = run(PROVINCE, {"a": True}, {"a": False}, {"a": True})
    assert differences(PROVINCE, list(done.values())) == ()


def test_in_2025_a_difference_is_a_question_and_cells_have_none():
    rules = under(T2B, Kind.PROVINCE)
    done = run(rules, {"a": True}, {"a": True}, {"a": False})
    found = differences(rules, list(done.values()))

    assert [(one.severity, one.rule) for one in found] == [(Severity.QUESTION, "P-062")]
    assert differences(under(T1, Kind.CELL), list(done.values())) == ()
