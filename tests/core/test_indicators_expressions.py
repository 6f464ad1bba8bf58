"""Expressions mean the same for one record of plain integers and for NumPy's arrays of many."""

import random
from collections.abc import Mapping

import numpy as np
import pytest

from daihoi.core.indicators import CATALOGUE, Aggregate, Records
from daihoi.core.indicators.columns import (
    ASKED,
    CONGRESS,
    KINDS,
    LEVELS,
    ORGANISATION,
    UNITS,
    day_number,
    day_of,
    pack,
    unpack,
)
from daihoi.core.indicators.expressions import Column, columns_of
from daihoi.core.indicators.records import COLUMNS as OF_RECORDS
from daihoi.core.indicators.records import DERIVED, DRAWN, LISTS
from daihoi.core.plan import KEYS

COLUMNS = (*ASKED, *ORGANISATION, *CONGRESS, "covered", *DRAWN, *DERIVED)
AGED = {Records.MEMBERS: ("age",)}  # worked out beside the columns of the table


def random_record(chance: random.Random, kind: Records = Records.ORGANISATIONS) -> dict[str, int]:
    """A record as the engine makes them; days close together, so that equal days and neighbours are common."""
    record = _organisation(chance)
    for name in (*OF_RECORDS.get(kind, ()), *AGED.get(kind, ())):
        if name == "age":
            record[name] = chance.choice([0, 479, 480, 600])
        elif name in LISTS:
            record[name] = chance.randrange(len(LISTS[name]) + 1)
        elif name.endswith(("_on", "_by", "_date")) or name == "until":
            record[name] = chance.choice([0, 7441 + chance.randrange(-3, 34)])
        else:
            record[name] = chance.randrange(3)
    return record


def _organisation(chance: random.Random) -> dict[str, int]:
    record = dict.fromkeys(COLUMNS, 0)
    record |= {name: chance.choice([0, 7441 + chance.randrange(-3, 4)]) for name in DRAWN}
    record["covered"] = chance.randrange(2)
    record |= {name: chance.randrange(3) for name in DERIVED}
    record |= {
        name: chance.choice([0, 7441 + chance.randrange(-3, 4)]) for name in ("secretary.since", "secretary.head_on")
    }
    kind = chance.randrange(len(KINDS))
    record |= {"as_of": 7441, "kind": kind, "level": LEVELS.index(KINDS[kind].level)}
    record |= {
        "unit": chance.randrange(len(UNITS)),
        "official": chance.randrange(5),
        "probationary": chance.randrange(3),
    }
    if chance.random() < 0.2:
        return record
    record |= {"congress": 1, "form": chance.randrange(3), "contents": chance.choice([0, 2, 3, 4])}
    record |= {
        "pilot": chance.randrange(2),
        "held_half_days": chance.randrange(5),
        "most_half_days": chance.choice([0, 4]),
    }

    def day() -> int:
        return chance.choice([0, 7441 + chance.randrange(-3, 34)])

    record |= {"planned_on": day(), "opened_on": day(), "planned_half_days": chance.randrange(4)}
    for key in KEYS:
        record |= {f"{key}.first": day(), f"{key}.last": day(), f"{key}.done": chance.choice([-1, 0, day()])}
    return record


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_indicator_counts_the_same_one_by_one_and_all_at_once(name: str) -> None:
    chance = random.Random(name)
    one = CATALOGUE[name]
    records = [random_record(chance, one.records) for _ in range(400)]
    arrays: Mapping[str, np.ndarray] = {  # type: ignore[type-arg]
        column: np.array([record[column] for record in records], dtype=np.int64) for column in records[0]
    }
    for expression in filter(None, (one.counted, one.out_of, one.measure, one.whole)):
        together = np.asarray(expression(arrays)).tolist()
        assert together == [expression(record) for record in records]


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_indicator_reads_known_columns_only(name: str) -> None:
    one = CATALOGUE[name]
    known = {*COLUMNS, *OF_RECORDS.get(one.records, ()), *AGED.get(one.records, ())}
    for expression in filter(None, (one.counted, one.out_of, one.measure, one.whole)):
        assert columns_of(expression) <= known


@pytest.mark.parametrize("name", [name for name, one in CATALOGUE.items() if one.out_of and not one.measure])
def test_whoever_is_counted_is_among_those_it_is_counted_from(name: str) -> None:
    chance, one = random.Random(name), CATALOGUE[name]
    for _ in range(2000):
        record = random_record(chance, one.records)
        assert one.out_of is not None
        assert not one.counted(record) or one.out_of(record), record


def test_what_is_summed_in_a_share_is_summed_in_its_whole() -> None:
    without = [name for name, one in CATALOGUE.items() if one.out_of and bool(one.measure) != bool(one.whole)]
    assert without == []


def test_shares_are_of_sums() -> None:
    assert [name for name, one in CATALOGUE.items() if one.out_of and one.aggregate is not Aggregate.SUM] == []


def test_a_condition_negated_twice_is_itself() -> None:
    condition = (Column("a") > 1) & ~(Column("b") <= 2) | Column("a").equals(0)
    for a in range(4):
        for b in range(4):
            assert (~~condition)({"a": a, "b": b}) == condition({"a": a, "b": b}) == ((a > 1 and not b <= 2) or a == 0)


def test_figures_come_back_as_they_were_packed() -> None:
    values = {name: index - 1 for index, name in enumerate(CONGRESS)}
    assert unpack(pack(values)) == values
    with pytest.raises(ValueError, match="wrong columns"):
        pack({})


def test_days_are_counted_from_the_last_of_1999() -> None:
    assert [day_of(number) for number in (-1, 0)] == [None, None]
    assert [day_number(day_of(number)) for number in (0, 1, 7441)] == [0, 1, 7441]
    assert str(day_of(1)) == "2000-01-01"
