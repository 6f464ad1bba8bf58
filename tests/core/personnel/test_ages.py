"""Ages to stand: case 31 as a table, the boundaries of every figure, and what is not known."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import (
    Age,
    AgeState,
    Listed,
    Organ,
    Person,
    Post,
    Setting,
    Sex,
    Standing,
    age_finding,
    age_of,
    setting,
)
from daihoi.core.personnel.retirement import month_number, month_of
from tests.core.packs import T1, T2A, T2B, packs, retirement
from tests.core.personnel.people import COMMITTEE, SETTINGS, anybody, listed, months, somebody, under

PROVINCE, DISTRICT = Kind.PROVINCE, Kind.UPPER
FIRST, AGAIN = Standing.FIRST_TIME, Standing.RESTANDING

# Level, standing, sex, born, accepted (case 31; P-041–P-045 with the month before and after).
CASE_31 = """
province first man 31/8/1965 no      | province first man 1/9/1965 yes     | province first man 1/10/1965 yes
province first woman 31/8/1970 no    | province first woman 1/9/1970 yes   | province first woman 1/10/1970 yes
province again man 28/2/1963 no      | province again man 1/3/1963 yes     | province again man 1/4/1963 yes
province again woman 29/2/1968 no    | province again woman 1/3/1968 yes   | province again woman 1/4/1968 yes
upper first man 31/5/1965 no         | upper first man 1/6/1965 yes        | upper first man 1/7/1965 yes
upper first woman 31/5/1970 no       | upper first woman 1/6/1970 yes      | upper first woman 1/7/1970 yes
upper again man 30/11/1962 no        | upper again man 1/12/1962 yes       | upper again man 1/1/1963 yes
upper again woman 30/11/1967 no      | upper again woman 1/12/1967 yes     | upper again woman 1/1/1968 yes
province councils man 31/8/1963 no   | province councils man 1/9/1963 yes  | province councils man 1/10/1963 yes
province councils woman 31/8/1968 no | province councils woman 1/9/1968 yes | upper councils man 31/8/1963 no
upper councils man 1/9/1963 yes      | upper councils woman 31/8/1968 no   | upper councils woman 1/9/1968 yes
"""
IDS = {"province first": "P-041", "upper first": "P-042", "province again": "P-043", "upper again": "P-044"}


@pytest.mark.parametrize("row", CASE_31.strip().replace("\n", "|").split("|"))
def test_case_31(row: str):
    level, how, sex, born, accepted = row.split()
    day, month, year = map(int, born.split("/"))
    one = listed(
        1, sex=Sex(sex), born=date(year, month, day), standing=FIRST if how == "first" else AGAIN,
        councils=how == "councils",
    )  # fmt: skip
    found = age_of(one, under(T1, Kind(level)))

    assert found.state is (AgeState.FIT if accepted == "yes" else AgeState.TOO_OLD)
    assert found.rule is not None and found.rule.id == IDS.get(f"{level} {how}", "P-045")
    errors = [(one.severity, one.rule) for one in age_finding(one, under(T1, Kind(level)))]
    assert errors == ([] if accepted == "yes" else [(Severity.ERROR, found.rule.id)])


@pytest.mark.parametrize("kind", [PROVINCE, DISTRICT])
@pytest.mark.parametrize("standing", Standing)
@settings(deadline=None)
@given(born=months(date(1960, 1, 1), date(1975, 12, 1)), sex=st.sampled_from(Sex))
def test_the_months_derived_for_2020_agree_with_the_birth_months_that_are_quoted(
    kind: Kind, standing: Standing, born: date, sex: Sex
):
    rules = under(T1, kind)
    assert rules.reference is not None
    left = retirement()["60-55"].months_left(sex, born, rules.reference)
    by_months = rules.months[standing].compare.holds(left, rules.months[standing].number)
    assert (age_of(listed(1, sex=sex, born=born, standing=standing), rules).state is AgeState.FIT) is by_months


def born_with(months_left: int, rules: Setting, sex: Sex) -> date:
    """The birth month with so many months left; of several the first."""
    assert rules.reference is not None
    for number in range(month_number(date(1950, 1, 1)), month_number(date(2000, 1, 1))):
        if rules.table.months_left(sex, month_of(number), rules.reference) == months_left:
            return month_of(number)
    raise AssertionError(months_left)


# Pack, kind, unit, standing, reference month, months needed.
NEEDED = [
    (T2A, Kind.GRASSROOTS_COMMITTEE, Unit.OTHER, FIRST, (2025, 4), 60, "P-052"),
    (T2A, DISTRICT, Unit.DISTRICT, FIRST, (2025, 6), 60, "P-052"),
    (T2A, PROVINCE, Unit.PROVINCE, FIRST, (2025, 9), 60, "P-052"),
    (T2A, Kind.GRASSROOTS_CELL, Unit.OTHER, AGAIN, (2025, 4), 30, "P-053"),
    (T2A, DISTRICT, Unit.DISTRICT, AGAIN, (2025, 6), 30, "P-053"),
    (T2A, PROVINCE, Unit.PROVINCE, AGAIN, (2025, 9), 30, "P-053"),
    (T2B, Kind.GRASSROOTS_COMMITTEE, Unit.OTHER, FIRST, (2025, 4), 60, "P-052"),
    (T2B, DISTRICT, Unit.POLICE, FIRST, (2025, 6), 60, "P-052"),
    (T2B, DISTRICT, Unit.WARD, FIRST, (2025, 7), 60, "P-052"),
    (T2B, DISTRICT, Unit.SPECIAL_ZONE, AGAIN, (2025, 7), 48, "P-054"),
    (T2B, DISTRICT, Unit.POLICE, AGAIN, (2025, 6), 48, "P-054"),
    (T2B, PROVINCE, Unit.PROVINCE, AGAIN, (2025, 9), 48, "P-054"),
]


@pytest.mark.parametrize(("pack", "kind", "unit", "standing", "at", "need", "id"), NEEDED)
@pytest.mark.parametrize("sex", Sex)
def test_in_2025_the_months_left_decide_to_the_month(
    pack: str, kind: Kind, unit: Unit, standing: Standing, at: tuple[int, int], need: int, id: str, sex: Sex
):
    rules = under(pack, kind, unit)
    assert rules.reference == date(*at, 1)
    # The road map leaps where the age of a year rises: the boundary is the first birth month with enough left.
    limit = next(
        month_of(number)
        for number in range(month_number(date(1955, 1, 1)), month_number(date(1990, 1, 1)))
        if rules.table.months_left(sex, month_of(number), rules.reference) >= need
    )
    before = month_of(month_number(limit) - 1)
    after = month_of(month_number(limit) + 1)
    found = {born: age_of(listed(1, sex=sex, born=born, standing=standing), rules) for born in (before, limit, after)}

    assert [one.state for one in found.values()] == [AgeState.TOO_OLD, AgeState.FIT, AgeState.FIT]
    assert {(one.need, one.rule and one.rule.id) for one in found.values()} == {(need, id)}
    assert all(one.months is not None and (one.months >= need) is (born != before) for born, one in found.items())


@pytest.mark.parametrize(
    ("left", "posts", "state", "need"),
    [
        (41, (Post.DEPUTY,), AgeState.TOO_OLD, 42),
        (42, (Post.DEPUTY,), AgeState.SPECIAL, 42),
        (43, (Post.STANDING_DEPUTY,), AgeState.SPECIAL, 42),
        (47, (Post.STANDING_DEPUTY,), AgeState.SPECIAL, 42),
        (48, (Post.DEPUTY,), AgeState.FIT, 48),
        (47, (), AgeState.TOO_OLD, 48),
        (47, (Post.SECRETARY,), AgeState.TOO_OLD, 48),
        (49, (), AgeState.FIT, 48),
    ],
)
def test_a_deputy_secretary_of_a_province_needs_42_months_in_the_special_case(
    left: int, posts: tuple[Post, ...], state: AgeState, need: int
):
    rules = under(T2B, PROVINCE, Unit.PROVINCE)
    one = listed(1, *posts, born=born_with(left, rules, Sex.MAN))
    found = age_of(one, rules)

    assert (found.state, found.months, found.need) == (state, left, need)


def test_the_special_case_of_deputies_is_not_one_of_districts_or_of_first_terms():
    district = under(T2B, DISTRICT, Unit.POLICE)
    one = listed(1, Post.DEPUTY, born=born_with(44, district, Sex.MAN))
    province = under(T2B, PROVINCE, Unit.PROVINCE)
    first = listed(1, Post.DEPUTY, born=born_with(59, province, Sex.MAN), standing=FIRST)

    assert [age_of(one, district).state, age_of(first, province).state] == [AgeState.TOO_OLD, AgeState.TOO_OLD]


def test_a_special_decision_warns_and_is_shown():
    one = listed(1, born=date(1960, 1, 1), special="Kết luận 01-KL/TU (mẫu)")
    (found,) = age_finding(one, under(T2B, PROVINCE))

    assert (found.severity, found.code, found.rule) == (Severity.WARNING, "age_special", "P-054")
    assert "Kết luận 01-KL/TU (mẫu)" in found.message.render()


def test_somebody_young_enough_needs_no_decision():
    assert age_finding(listed(1, special="Kết luận mẫu"), under(T2B, PROVINCE)) == ()


@pytest.mark.parametrize(
    ("facts", "state", "code"),
    [
        ({"born": None}, AgeState.UNKNOWN, "age_unknown"),
        ({"sex": None}, AgeState.UNKNOWN, "age_unknown"),
        ({"born": None, "born_year": 1964}, AgeState.TOO_OLD, "age_too_old"),
        ({"born": None, "born_year": 1970}, AgeState.FIT, None),
        ({"born": None, "born_year": 1967}, AgeState.UNKNOWN, "age_unknown"),
        ({"standing": None, "born": date(1960, 1, 1)}, AgeState.TOO_OLD, "age_too_old"),
        ({"standing": None, "born": date(1990, 1, 1)}, AgeState.FIT, None),
        ({"standing": None, "born": date(1968, 1, 1)}, AgeState.UNKNOWN, "standing_unknown"),
    ],
)
def test_what_is_not_known_is_asked_unless_it_does_not_matter(
    facts: dict[str, object], state: AgeState, code: str | None
):
    one = listed(1, **facts)  # type: ignore[arg-type]
    rules = under(T2B, PROVINCE)
    found = age_finding(one, rules)

    assert age_of(one, rules).state is state
    assert [finding.code for finding in found] == ([code] if code else [])
    if state is AgeState.UNKNOWN:
        assert [finding.severity for finding in found] == [Severity.QUESTION]


def test_where_no_rule_gives_the_month_people_choose_it():
    cell = under(T2B, Kind.CELL)
    chosen = under(T2B, Kind.CELL, chosen=date(2025, 2, 1))
    one = listed(1, born=date(1980, 1, 1))

    assert [finding.code for finding in age_finding(one, cell)] == ["age_reference_unknown"]
    assert (age_of(one, chosen).state, age_of(one, chosen).reference) == (AgeState.FIT, date(2025, 2, 1))


def test_the_communes_of_2020_have_no_figure():
    commune = under(T1, Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE)

    assert age_of(listed(1, born=date(1950, 1, 1)), commune).state is AgeState.NO_RULE
    rule = commune.rule("age.commune")
    assert rule is not None and (rule.id, rule.value) == ("P-046", "64-KL/TW")


def test_councils_of_2026_are_counted_from_march_and_only_warn():
    rules = under(T2B, PROVINCE, Unit.PROVINCE)
    assert rules.councils_reference == date(2026, 3, 1)
    first = listed(1, born=born_with(62, rules, Sex.MAN), standing=FIRST, councils=True)
    again = listed(2, born=born_with(48, rules, Sex.MAN), councils=True)

    assert [(one.severity, one.code, one.rule) for one in age_finding(first, rules)] == [
        (Severity.WARNING, "age_councils", "P-051")
    ]
    assert [(one.severity, one.rule) for one in age_finding(again, rules)] == [(Severity.NOTE, "P-055")]
    assert under(T2A, PROVINCE).councils_reference == date(2026, 5, 1)


@pytest.mark.parametrize(("left", "asked"), [(35, True), (36, True), (95, True), (96, False)])
def test_months_for_the_front_are_asked_at_its_own_congress(left: int, asked: bool):
    """P-056, P-051. In September 2025 nothing is known of a congress later in the term, unless 36 months are left even
    five years on."""
    rules = under(T2B, PROVINCE, Unit.PROVINCE)
    one = listed(1, Post.FRONT_CHAIR, born=born_with(left, rules, Sex.MAN))
    told = [found for found in age_finding(one, rules) if found.rule == "P-056"]

    assert [(found.severity, found.code) for found in told] == (
        [(Severity.QUESTION, "age_front_month_unknown")] if asked else []
    )
    assert all("in which month is the congress of the Front?" in found.message.render() for found in told)


@pytest.mark.parametrize(("left", "warned"), [(38, True), (39, False)])
def test_where_the_month_of_the_front_is_known_it_decides(left: int, warned: bool):
    pack = packs()[T2B]
    month = next(rule for rule in pack.rules if rule.key == "age.reference_month" and rule.day == date(2025, 9, 1))
    own = replace(month, key="age.reference_month_front", value=date(2025, 12, 1))
    rules = setting(replace(pack, rules=(*pack.rules, own), sha256="mẫu"), retirement(), PROVINCE, Unit.PROVINCE)
    one = listed(1, Post.FRONT_CHAIR, born=born_with(left, rules, Sex.MAN))

    told = [(found.severity, found.code) for found in age_finding(one, rules) if found.rule == "P-056"]
    assert told == ([(Severity.WARNING, "age_front")] if warned else [])


@pytest.mark.parametrize(
    ("organ", "state"),
    [
        (Organ.COMMITTEE, AgeState.TOO_OLD),
        (Organ.STANDING, AgeState.TOO_OLD),
        (Organ.INSPECTION, AgeState.NO_RULE),
        (Organ.DELEGATION, AgeState.NO_RULE),
        (Organ.ALTERNATES, AgeState.NO_RULE),
    ],
)
def test_ages_are_asked_of_committees_alone(organ: Organ, state: AgeState):
    """Case 22 counts three delegates over 70."""
    rules = under(T2B, PROVINCE, Unit.PROVINCE)
    old = listed(1, Post.FRONT_CHAIR, organs=frozenset({organ}), born=date(1950, 1, 1))

    assert age_of(old, rules).state is state
    assert ({found.code for found in age_finding(old, rules)} == set()) is (state is AgeState.NO_RULE)
    assert age_of(replace(old, organs=frozenset({organ, Organ.COMMITTEE})), rules).state is AgeState.TOO_OLD


@pytest.mark.parametrize(
    ("year", "councils", "state"),
    [
        (1962, False, AgeState.UNKNOWN),  # December 1962 is young enough, January is not (P-044)
        (1962, True, AgeState.TOO_OLD),  # no month of 1962 reaches September 1963 (P-045)
        (1963, True, AgeState.UNKNOWN),
        (1964, True, AgeState.FIT),
        (1961, False, AgeState.TOO_OLD),
    ],
)
def test_a_year_of_birth_is_enough_where_every_month_of_it_says_the_same(year: int, councils: bool, state: AgeState):
    found = age_of(listed(1, born=None, born_year=year, councils=councils), under(T1, Kind.UPPER))
    assert found.state is state
    if councils and state is AgeState.TOO_OLD:
        assert found.rule is not None and found.rule.id == "P-045"


@settings(deadline=None)
@given(SETTINGS, st.integers(1958, 1980), st.integers(0, 2**32))
def test_a_year_says_what_all_its_months_say(rules: Setting, year: int, seed: int):
    one = somebody("1", Random(seed))
    one = replace(one, special="")
    ways = [replace(one, person=replace(one.person, born=date(year, month, 1))) for month in range(1, 13)]
    states = {age_of(way, rules).state for way in ways}

    whole = replace(one, person=replace(one.person, born=None, born_year=year))
    assert age_of(whole, rules).state is (states.pop() if len(states) == 1 else AgeState.UNKNOWN)


@settings(deadline=None)
@given(SETTINGS, anybody("1"))
def test_no_fact_makes_the_age_rules_fail_and_every_verdict_has_its_finding(rules: Setting, one: Listed):
    found = age_of(one, rules)
    told = {finding.code for finding in age_finding(one, rules)}

    assert isinstance(found, Age)
    assert ("age_too_old" in told) is (found.state is AgeState.TOO_OLD)
    assert bool(told & {"age_unknown", "standing_unknown", "age_reference_unknown"}) is (
        found.state is AgeState.UNKNOWN
    )


@settings(deadline=None)
@given(months(date(1955, 1, 1), date(1995, 12, 1)), st.sampled_from(Sex), st.sampled_from(Standing), SETTINGS)
def test_whoever_is_younger_is_never_refused_before_the_older(born: date, sex: Sex, how: Standing, rules: Setting):
    order = [AgeState.TOO_OLD, AgeState.UNKNOWN, AgeState.NO_RULE, AgeState.FIT]
    states = [
        age_of(Listed(Person("1", "Mẫu", sex, month_of(month_number(born) + more)), COMMITTEE, how), rules).state
        for more in (0, 1)
    ]
    assert order.index(states[0]) <= order.index(states[1])
