"""The comparison of shortcomings against a slow count, with exact shares."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.lessons import SHORTCOMINGS, Part, Reviewed, compare, line_of
from daihoi.core.subjects import Subject

KINDS = [kind.key for kind in SHORTCOMINGS[:5]]
DAYS = st.integers(0, 20).map(lambda number: date(2020, 2, 1) + timedelta(days=number))
REVIEWS = st.lists(
    st.builds(Reviewed, st.integers(1, 10**6), st.booleans(), DAYS, st.frozensets(st.sampled_from(KINDS))), max_size=30
)
LESSONS = st.dictionaries(st.sampled_from(KINDS), DAYS)


@given(REVIEWS, LESSONS)
def test_a_comparison_is_what_a_slow_count_gives(reviews: list[Reviewed], lessons: dict[str, date]) -> None:
    found = compare(reviews, lessons)

    assert {line.kind for line in found.lines} == {kind for one in reviews for kind in one.kinds} | set(lessons)
    for line in found.lines:
        for part, pilot in ((line.pilots, True), (line.wide, False)):
            of = [one for one in reviews if one.pilot is pilot]
            assert part == Part(len([one for one in of if line.kind in one.kinds]), len(of))
        if line.kind in lessons:
            after = [one for one in reviews if one.held_on > lessons[line.kind]]
            assert line.after == Part(len([one for one in after if line.kind in one.kinds]), len(after))
            assert line.before.of + line.after.of == len(reviews)
            assert line.before.number + line.after.number == line.pilots.number + line.wide.number
        else:
            assert (line.lesson_on, line.before, line.after) == (None, Part(), Part())
    assert found.any_kind.pilots.of + found.any_kind.wide.of == len(reviews)


@given(REVIEWS)
def test_the_most_frequent_kind_comes_first(reviews: list[Reviewed]) -> None:
    numbers = [line.pilots.number + line.wide.number for line in compare(reviews, {}).lines]

    assert numbers == sorted(numbers, reverse=True)


def test_shares_and_their_change_are_exact() -> None:
    day = date(2020, 3, 1)
    reviews = [
        Reviewed(1, True, day, frozenset({"surplus_low"})),
        Reviewed(2, True, day),
        Reviewed(3, True, day),
        Reviewed(4, False, day + timedelta(days=1), frozenset({"surplus_low"})),
        *(Reviewed(pk, False, day + timedelta(days=1)) for pk in range(5, 11)),
    ]

    line = compare(reviews, {"surplus_low": day}).lines[0]

    assert (line.pilots.share, line.wide.share) == (Fraction(1, 3), Fraction(1, 7))
    assert line.change == Fraction(1, 7) - Fraction(1, 3)
    assert line.since_lesson == line.change  # the lesson came on the day of the pilots
    assert line.still_occurs


def test_nothing_reviewed_gives_no_share() -> None:
    line = line_of("surplus_low", [])

    assert (line.pilots.share, line.change, line.since_lesson, line.still_occurs) == (None, None, None, False)


def test_the_list_holds_what_the_articles_name() -> None:
    by_article = [kind.cite for kind in SHORTCOMINGS]
    assert (by_article.count("dien-bien-2020"), by_article.count("dak-nong-2024")) == (10, 5)
    assert len({kind.key for kind in SHORTCOMINGS}) == len(SHORTCOMINGS)
    assert all(kind.subject in Subject for kind in SHORTCOMINGS)
