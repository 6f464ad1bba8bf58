"""The engine against a slow and obvious computation of the same figures from the rows themselves."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from daihoi.actions import organisations as tree_actions
from daihoi.actions import plan as plans
from daihoi.actions.organisations import Decision
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.indicators import CATALOGUE as EVERYTHING
from daihoi.core.indicators import OF_PERSONNEL, Aggregate, Indicator, Records
from daihoi.core.indicators.catalogue import CONGRESSES, DAYS, MEMBERS
from daihoi.core.indicators.columns import CONGRESS, KINDS, LEVELS, UNITS, day_number, unpack
from daihoi.core.indicators.records import DRAWN
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import PARENTS, Kind, Level, Unit
from daihoi.core.plan import KEYS
from daihoi.data.models import Congress, MemberCount, Organisation, Version
from daihoi.queries import indicators
from daihoi.queries.indicators import Place, Which
from tests import factories

pytestmark = pytest.mark.django_db
TERM, PACK = "2020-2025", "2020-2025/2019-05-30"
TODAY = date(2020, 5, 15)
IN_ORDER = (Which.COUNTED, Which.REST, Which.OUT_OF)
CATALOGUE = {  # those of personnel records: tests/queries/test_indicators_personnel.py
    name: one for name, one in EVERYTHING.items() if one.records is Records.ORGANISATIONS and name not in OF_PERSONNEL
}
SUMS = [name for name, one in CATALOGUE.items() if one.aggregate is Aggregate.SUM]
ActorWith = Callable[..., Actor]


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with override_settings(TODAY=TODAY):
        yield


@dataclass
class Grown:
    root: Organisation
    actor: Actor
    every: list[int]


@pytest.fixture
def grow(actor_with: ActorWith) -> Callable[[int], Grown]:
    """A random tree with counts, congresses, plans, marks and a pilot or two; everything on congresses by actions."""

    def make(seed: int) -> Grown:
        chance = random.Random(seed)
        root = factories.organisation("Tỉnh", Kind.PROVINCE)
        every, kinds = [root.pk], {root.pk: Kind.PROVINCE}
        for _ in range(25):
            parent = chance.choice(every)
            below = [kind for kind in Kind if kinds[parent] in PARENTS[kind]]
            if not below:
                continue
            kind = chance.choice(below)
            made = factories.organisation("", kind, under=parent, unit=chance.choice(list(Unit)))
            every.append(made.pk)
            kinds[made.pk] = kind
        for pk in every:
            for day in chance.sample(range(60), chance.randrange(3)):
                on = TODAY - timedelta(days=day - 5)
                MemberCount.objects.create(
                    organisation_id=pk, on_date=on, official=chance.randrange(30), probationary=chance.randrange(4)
                )
        actor = actor_with(Role.ORGANISATION_BOARD, root)
        open_for = [kind for kind in Kind if chance.random() < 0.85]
        plans.open_congresses(actor=actor, organisation=root.pk, term=TERM, pack_id=PACK, kinds=open_for)
        for pk in every:
            if kinds[pk] in open_for and chance.random() < 0.8:
                _live(chance, actor, pk)
        return Grown(root, actor, every)

    return make


def _live(chance: random.Random, actor: Actor, pk: int) -> None:
    """Some of a congress's life; what the rules forbid is left out, as it would be in an office."""
    if chance.random() < 0.3:
        with suppress(Refused):
            plans.choose_pilot(actor=actor, organisation=pk, term=TERM)
    planned = TODAY + timedelta(days=chance.randrange(-40, 45))
    plan = plans.Plan(
        planned_on=planned, planned_half_days=chance.randrange(1, 5), contents=chance.choice([None, 4, 3])
    )
    with suppress(Refused):
        plans.set_plan(actor=actor, organisation=pk, term=TERM, plan=plan)
    for key in KEYS:
        if chance.random() < 0.5:
            with suppress(Refused):
                plans.mark(
                    actor=actor, organisation=pk, term=TERM, milestone=key,
                    done_on=TODAY - timedelta(days=chance.randrange(40)), half_days=chance.choice([None, 3]),
                )  # fmt: skip


def slow_records(root: str, day: date) -> list[dict[str, int]]:
    """The records of a subtree, one by one out of the rows, in path order."""
    alive = sorted(
        (version for version in Version.objects.all() if version.valid_from <= day < version.valid_to),
        key=lambda version: version.path,
    )
    congresses = {row.organisation_id: row for row in Congress.objects.filter(term=TERM)}
    last: dict[int, MemberCount] = {}
    for count in MemberCount.objects.order_by("on_date"):
        if count.on_date <= day:
            last[count.organisation_id] = count
    found = []
    for version in alive:
        if not version.path.startswith(root):
            continue
        row = congresses.get(version.organisation_id)
        record = unpack(bytes(row.figures)) if row else dict.fromkeys(CONGRESS, 0)
        count = last.get(version.organisation_id)
        below = [other for other in alive if other.path != version.path and other.path.startswith(version.path)]
        if count is None or any(other.organisation_id in last for other in below):
            members = (0, 0)
        else:
            members = (count.official, count.probationary)
        kind = KINDS.index(Kind(version.kind))
        record |= {
            "organisation": version.organisation_id,
            "as_of": day_number(day),
            "congress": int(row is not None),
            "kind": kind,
            "level": LEVELS.index(KINDS[kind].level),
            "unit": UNITS.index(Unit(version.unit)),
            "official": members[0],
            "probationary": members[1],
            "covered": 0,  # what is drawn from other records: tests/queries/test_indicators_tables.py
            **dict.fromkeys(DRAWN, 0),
        }
        found.append(record)
    return found


def slow_figure(
    one: Indicator, records: list[dict[str, int]], level: Level | None
) -> tuple[object, int | None, list[int]]:
    """(value, out of, ids of the counted), record by record."""
    if one.level is None and one.unit in {CONGRESSES, DAYS} and level is not None:
        records = [record for record in records if record["level"] == LEVELS.index(level)]
    counted = [record for record in records if one.counted(record)]
    values = [one.measure(record) if one.measure else 1 for record in counted]
    pks = [record["organisation"] for record in counted]
    if one.aggregate is Aggregate.LARGEST:
        return max(values, default=0), None, pks
    if one.aggregate is Aggregate.MEAN:
        return (Fraction(sum(values), len(values)) if values else None), None, pks
    whole = None
    if one.out_of is not None:
        of = [record for record in records if one.out_of(record)]
        whole = sum(r["official"] + r["probationary"] for r in of) if one.unit == MEMBERS else len(of)
    return sum(values), whole, pks


def at(grown: Grown, pk: int, day: date = TODAY, level: Level | None = None) -> Place:
    return indicators.place(actor=grown.actor, organisation=pk, term=TERM, as_of=day, today=TODAY, level=level)


@pytest.mark.parametrize("seed", range(4))
def test_every_indicator_is_what_a_slow_count_gives(grow: Callable[[int], Grown], seed: int) -> None:
    grown = grow(seed)
    for day in (TODAY, TODAY - timedelta(days=20), TODAY + timedelta(days=3)):
        for pk in [*random.Random(seed).sample(grown.every, 3), grown.root.pk]:
            for level in (None, Level.GRASSROOTS, Level.CELL):
                place = at(grown, pk, day, level)
                records = slow_records(place.path, day)
                found = indicators.figures(place, CATALOGUE)
                for name, one in CATALOGUE.items():
                    value, whole, pks = slow_figure(one, records, level)
                    assert (found[name].value, found[name].out_of) == (value, whole), (name, pk, day, level)
                    assert indicators.records(place, name).tolist() == pks, (name, pk, day, level)


@pytest.mark.parametrize("seed", range(4))
def test_the_roll_up_of_everything_agrees_with_each_figure(grow: Callable[[int], Grown], seed: int) -> None:
    grown = grow(seed)
    pks, totals = indicators.roll_up(indicators.facts_of(TERM), TODAY, SUMS)
    assert sorted(pks.tolist()) == sorted(grown.every)
    for pk, row in zip(pks.tolist(), totals.tolist(), strict=True):
        found = indicators.figures(at(grown, pk), SUMS)
        assert row == [found[name].value for name in SUMS], pk


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_directly_below_and_the_organisation_itself_make_the_whole(
    grow: Callable[[int], Grown], seed: int
) -> None:
    grown = grow(seed)
    for pk in grown.every:
        place = at(grown, pk)
        whole, below = indicators.figures(place, SUMS), indicators.by_subordinate(place, SUMS)
        own = slow_records(place.path, TODAY)[:1]
        for name in SUMS:
            value, out_of, _ = slow_figure(CATALOGUE[name], own, None)
            assert value + sum(each[name].value for each in below.values()) == whole[name].value, (pk, name)
            if out_of is not None:
                assert out_of + sum(each[name].out_of for each in below.values()) == whole[name].out_of, (pk, name)


def test_counted_and_rest_make_all_that_it_is_counted_from(grow: Callable[[int], Grown]) -> None:
    grown = grow(11)
    place = at(grown, grown.root.pk)
    for name, one in CATALOGUE.items():
        if one.out_of is not None:
            some, rest, both = (set(indicators.records(place, name, which).tolist()) for which in IN_ORDER)
            assert (some & rest, some | rest) == (set(), both), name


def test_members_are_counted_once_at_the_lowest_place(actor_with: ActorWith) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE, members=(900, 9))
    upper = factories.organisation("Huyện", Kind.UPPER, under=root, members=(500, 5))
    commune = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, under=upper)
    factories.organisation("Chi bộ 1", Kind.CELL, under=commune, members=(20, 2))
    factories.organisation("Chi bộ 2", Kind.CELL, under=commune, members=(30, 3))
    other = factories.organisation("Huyện kia", Kind.UPPER, under=root, members=(70, 7))
    grown = Grown(root, actor_with(Role.READER, root), [])
    names = ["members.official", "members.probationary"]
    for pk, expected in ((root.pk, (120, 12)), (upper.pk, (50, 5)), (commune.pk, (50, 5)), (other.pk, (70, 7))):
        found = indicators.figures(at(grown, pk), names)
        assert tuple(found[name].value for name in names) == expected


def test_what_was_done_later_does_not_count_on_an_earlier_day(actor_with: ActorWith) -> None:
    root = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE)
    actor = actor_with(Role.ORGANISATION_BOARD, root)
    plans.open_congresses(actor=actor, organisation=root.pk, term=TERM, pack_id=PACK)
    day = date(2020, 5, 4)
    plans.mark(actor=actor, organisation=root.pk, term=TERM, milestone="held", done_on=day, half_days=3)
    grown = Grown(root, actor, [])
    closed = day + timedelta(days=1)
    held = [indicators.figures(at(grown, root.pk, on), ["congresses.held"]) for on in (day, closed, TODAY)]
    assert [found["congresses.held"].value for found in held] == [0, 1, 1]


def test_a_moved_organisation_counts_where_it_stood_on_the_day(actor_with: ActorWith) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE)
    one = factories.organisation("Huyện 1", Kind.UPPER, under=root)
    two = factories.organisation("Huyện 2", Kind.UPPER, under=root)
    commune = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, under=one)
    factories.organisation("Chi bộ", Kind.CELL, under=commune, members=(20, 2))
    actor = actor_with(Role.ORGANISATION_BOARD, root)
    grown = Grown(root, actor, [])
    moved = date(2020, 5, 1)
    tree_actions.move(actor=actor, organisation=commune.pk, parent=two.pk, on=moved, decision=Decision("1-QĐ/TU"))

    def members(pk: int, day: date) -> object:
        return indicators.figures(at(grown, pk, day), ["members"])["members"].value

    before = moved - timedelta(days=1)
    assert [members(pk, day) for day in (before, moved) for pk in (one.pk, two.pk, root.pk)] == [22, 0, 22, 0, 22, 22]


def same_arrays(kept: indicators.Facts, fresh: indicators.Facts) -> None:
    names = (
        "path",
        "organisation",
        "kind",
        "unit",
        "start",
        "end",
        "congress_organisation",
        "figures",
        "congress",
        "counts",
    )
    for name in names:
        assert np.array_equal(getattr(kept, name), getattr(fresh, name)), name


def test_what_is_kept_follows_every_kind_of_action(actor_with: ActorWith) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE)
    upper = factories.organisation("Huyện", Kind.UPPER, under=root)
    other = factories.organisation("Huyện kia", Kind.UPPER, under=root)
    commune = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, under=upper)
    cell = factories.organisation("Chi bộ", Kind.CELL, under=commune, members=(20, 2))
    actor = actor_with(Role.ORGANISATION_BOARD, root)
    of = {"actor": actor, "organisation": commune.pk, "term": TERM}
    steps: list[Callable[[], object]] = [
        lambda: plans.open_congresses(actor=actor, organisation=root.pk, term=TERM, pack_id=PACK),
        lambda: plans.choose_pilot(**of),
        lambda: plans.drop_pilot(**of),
        lambda: plans.set_plan(**of, plan=plans.Plan(planned_on=date(2020, 5, 11), planned_half_days=2)),
        lambda: plans.mark(**of, milestone="plan_issued", done_on=date(2020, 2, 3)),
        lambda: plans.unmark(**of, milestone="plan_issued", reason="nhầm"),
        lambda: plans.enter_list(
            actor=actor, organisation=root.pk, term=TERM,
            lines=[plans.Line(cell.pk, plans.Plan(planned_on=date(2020, 3, 2)), {"held": date(2020, 3, 2)}, 1)],
        ),
        lambda: plans.report(
            actor=actor, organisation=cell.pk, term=TERM, answers=plans.Answers(official=21, probationary=1)
        ),
        lambda: tree_actions.report_members(
            actor=actor, organisation=cell.pk, on=TODAY, official=22, probationary=0
        ),
        lambda: tree_actions.move(
            actor=actor, organisation=commune.pk, parent=other.pk, on=date(2020, 5, 10), decision=Decision("2-QĐ/TU")
        ),
    ]  # fmt: skip
    kept = indicators.facts_of(TERM)
    for number, step in enumerate(steps):
        step()
        following = indicators.facts_of(TERM)
        assert following is not kept, number
        indicators.forget()
        same_arrays(following, indicators.facts_of(TERM))
        kept = indicators.facts_of(TERM)


def test_what_a_refused_write_had_read_is_not_kept(actor_with: ActorWith) -> None:
    root = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, members=(50, 0))
    actor = actor_with(Role.ORGANISATION_BOARD, root)
    plans.open_congresses(actor=actor, organisation=root.pk, term=TERM, pack_id=PACK)
    indicators.forget()
    answers = plans.Answers(official=999, probationary=0, planned_on=date(2020, 12, 1))
    with pytest.raises(Refused):
        plans.report(actor=actor, organisation=root.pk, term=TERM, answers=answers)
    found = indicators.figures(at(Grown(root, actor, []), root.pk), ["members"])
    assert found["members"].value == 50


def test_the_first_board_takes_few_queries_and_a_warm_one_takes_one(grow: Callable[[int], Grown]) -> None:
    grown = grow(3)
    indicators.forget()
    for expected in (5, 1):
        with CaptureQueriesContext(connection) as queries:
            place = at(grown, grown.root.pk)
            indicators.figures(place, CATALOGUE)
            indicators.by_subordinate(place, list(CATALOGUE))
        assert len(queries) == expected


def test_a_mark_is_followed_by_reading_one_congress_anew(grow: Callable[[int], Grown]) -> None:
    grown = grow(3)
    pk = Congress.objects.filter(term=TERM).values_list("organisation_id", flat=True)[0]
    indicators.facts_of(TERM)
    plans.mark(actor=grown.actor, organisation=pk, term=TERM, milestone="plan_issued", done_on=TODAY)
    with CaptureQueriesContext(connection) as queries:
        indicators.facts_of(TERM)
    assert len(queries) == 3  # the head, the events since, the congress


def test_a_leaf_has_nobody_below(actor_with: ActorWith) -> None:
    cell = factories.organisation("Chi bộ", Kind.CELL)
    place = at(Grown(cell, actor_with(Role.READER, cell), []), cell.pk)
    assert indicators.by_subordinate(place, SUMS) == {}


def test_a_stranger_and_an_unknown_place_are_told_alike(actor_with: ActorWith) -> None:
    one, other = factories.organisation(), factories.organisation()
    grown = Grown(one, actor_with(Role.READER, one), [])
    for pk in (other.pk, 987_654):
        with pytest.raises(NotHere):
            at(grown, pk)
    with pytest.raises(NotHere):
        at(grown, one.pk, date(1999, 1, 1))


def test_an_empty_database_has_no_figures() -> None:
    pks, totals = indicators.roll_up(indicators.facts_of(TERM), TODAY, SUMS)
    assert (pks.tolist(), totals.shape) == ([], (0, len(SUMS)))
