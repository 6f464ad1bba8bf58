"""The retirement tables: the road map month by month, and files that are refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.personnel import Sex, parse_retirement
from daihoi.core.rules import Certainty, PackError
from tests.core.packs import T1, T2A, T2B, packs, retirement
from tests.core.personnel.people import months

ROAD = retirement()["road-map"]
BIRTHS = months(date(1940, 1, 1), date(2000, 12, 1))


def month(text: str) -> date:
    number, year = text.split("/")
    return date(int(year), int(number), 1)


# Sex, born, retires: the edges of each year of the road map.
EDGES = """
man 12/1960 12/2020 | man 1/1961 4/2021 | man 9/1961 12/2021 | man 10/1961 4/2022 | man 6/1962 12/2022
man 7/1962 4/2023 | man 3/1963 12/2023 | man 4/1963 4/2024 | man 12/1963 12/2024 | man 1/1964 4/2025
man 9/1964 12/2025 | man 10/1964 4/2026 | man 6/1965 12/2026 | man 7/1965 4/2027 | man 3/1966 12/2027
man 4/1966 4/2028 | man 1/1990 1/2052
woman 12/1965 12/2020 | woman 1/1966 5/2021 | woman 8/1966 12/2021 | woman 9/1966 5/2022 | woman 4/1967 12/2022
woman 5/1967 5/2023 | woman 12/1967 12/2023 | woman 1/1968 5/2024 | woman 12/1974 8/2034 | woman 4/1975 12/2034
woman 5/1975 5/2035 | woman 1/1990 1/2050
"""


@pytest.mark.parametrize("edge", EDGES.replace("\n", " | ").strip(" |").split(" | "))
def test_the_road_map_gives_the_month_in_which_the_age_of_its_year_is_reached(edge: str):
    sex, born, retires = edge.split()
    assert ROAD.retires(Sex(sex), month(born)) == month(retires)


def test_in_2020_men_retired_at_sixty_and_women_at_fifty_five():
    table = retirement()["60-55"]
    assert table.retires(Sex.MAN, date(1963, 3, 31)) == date(2023, 3, 1)
    assert table.retires(Sex.WOMAN, date(1968, 3, 1)) == date(2023, 3, 1)


@settings(deadline=None)
@given(st.sampled_from(Sex), BIRTHS)
def test_whoever_is_born_later_never_retires_earlier(sex: Sex, born: date):
    after = date(born.year + born.month // 12, born.month % 12 + 1, 1)
    assert ROAD.retires(sex, born) <= ROAD.retires(sex, after)


@settings(deadline=None)
@given(st.sampled_from(Sex), BIRTHS)
def test_the_age_is_that_of_the_first_calendar_year_in_which_it_is_reached(sex: Sex, born: date):
    """An independent reading: year by year from birth, the age of that year out of the two sentences of the law."""

    def age(year: int) -> int:
        step = max(0, year - 2020)
        if sex is Sex.MAN:
            return min(720 + 3 * step, 744)
        return min(660 + 4 * step, 720)

    found = next(
        year * 12 + number
        for year in range(born.year, 2100)
        for number in range(12)
        if year * 12 + number - (born.year * 12 + born.month - 1) >= age(year)
    )
    assert ROAD.retires(sex, born) == date(found // 12, found % 12 + 1, 1)


@settings(deadline=None)
@given(st.sampled_from(Sex), st.dates(date(1950, 1, 1), date(1999, 12, 31)), st.dates(date(2015, 1, 1)))
def test_days_of_the_month_do_not_count(sex: Sex, born: date, reference: date):
    reference = reference.replace(year=min(reference.year, 2090), day=1)
    whole = ROAD.months_left(sex, born.replace(day=1), reference)
    assert ROAD.months_left(sex, born, reference.replace(day=28)) == whole


def test_the_months_go_down_to_nought_and_below():
    left = [ROAD.months_left(Sex.MAN, date(1964, 1, 1), day) for day in (date(2025, 3, 1), date(2025, 4, 30))]
    assert [*left, ROAD.months_left(Sex.MAN, date(1964, 1, 1), date(2025, 5, 1))] == [1, 0, -1]


def test_each_pack_names_a_table_that_is_there_and_inferred():
    names = {id: packs()[id].find("age.retirement_table") for id in (T1, T2A, T2B)}
    assert {id: rule and rule.value for id, rule in names.items()} == {T1: "60-55", T2A: "road-map", T2B: "road-map"}
    grounds = [table.grounds for table in retirement().tables.values()]
    assert {(one.id, one.certainty, bool(one.note)) for one in grounds} == {("P-057", Certainty.INFERRED, True)}


def test_every_source_of_the_file_is_cited():
    cited = {id for table in retirement().tables.values() for id in table.grounds.cite}
    assert {source.id for source in retirement().sources} == cited


TABLE = """
[[table]]
key = "t"
id = "P-057"
title = "t"
kind = "hard"
certainty = "inferred"
cite = ["s"]
article = "a"

[[table.age]]
sex = "man"
from = 2013
years = 60
months = 0

[[table.age]]
sex = "woman"
from = 2013
years = 55
months = 0

[[source]]
id = "s"
title = "s"
url = ""
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sex = "woman"', 'sex = "man"', "later than in the entry before it"),
        ("years = 55", "years = 5", "an age from 40 to 80"),
        ("months = 0", "months = 12", "an age from 40 to 80"),
        ("months = 0", "months = 0.5", "decimal number"),
        ("from = 2013", "from = 13", "a calendar year"),
        ('cite = ["s"]', "cite = []", "cites nothing"),
        ('cite = ["s"]', 'cite = ["x"]', "no [[source]] declares"),
        ('title = "t"', 'titel = "t"', 'lacks "title"'),
        ('article = "a"', 'article = "a"\nage_of_all = 3', 'unknown key "age_of_all"'),
        ("[[table]]", "[[table]", "not readable as TOML"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_place(old: str, new: str, said: str):
    assert parse_retirement(TABLE, "here").tables.keys() == {"t"}
    with pytest.raises(PackError) as caught:
        parse_retirement(TABLE.replace(old, new), "here.toml")
    assert said in caught.value.message.render()
    assert "here.toml" in caught.value.message.render()


def test_a_table_given_twice_or_for_one_sex_alone_is_refused():
    table, _, source = TABLE.partition("[[source]]")
    men_only = table.partition('[[table.age]]\nsex = "woman"')[0]
    for tables_of_the_file, said in ((table + table, "given twice"), (men_only, "for men and for women")):
        with pytest.raises(PackError) as caught:
            parse_retirement(f"{tables_of_the_file}[[source]]{source}", "here")
        assert said in caught.value.message.render()
