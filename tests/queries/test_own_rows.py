"""Totals over the tree are the plain sums of own rows, each once, whatever moves, merges or ends on the way."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daihoi.actions import organisations as changes
from daihoi.core.access import Actor
from daihoi.core.lessons import Part
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level
from daihoi.core.outreach import Channel
from daihoi.core.spending import BudgetLine
from daihoi.data.models import OutreachCount, SpendingLine, Version
from daihoi.queries import indicators
from daihoi.queries.indicators import Place, standing
from daihoi.queries.outreach import outreach
from daihoi.queries.spending import Sum, spending
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]

FIRST = date(2020, 2, 1)
NAMES = ["Tỉnh", "Huyện A", "Huyện B", "Xã Một", "Trạm", "Xã Hai", "Chi bộ thôn 1", "Chi bộ thôn 2", "Chi bộ thôn 3"]
CHANNELS = [Channel.ARTICLES, Channel.WORKS]
COUNTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(CHANNELS),
        st.integers(0, 27),
        st.integers(0, 50),
        st.none() | st.integers(0, 50),
    ),
    max_size=25,
    unique_by=lambda row: row[:3],
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from([BudgetLine.MEALS, BudgetLine.HALL]),
        st.integers(0, 10**13),
        st.none() | st.tuples(st.integers(0, 10**13), st.integers(0, 27)),
    ),
    max_size=15,
    unique_by=lambda row: row[:2],
)
DAYS = st.integers(0, 30).map(lambda number: FIRST + timedelta(days=number))


def place(actor: Actor, pk: int, as_of: date, level: Level | None = None) -> Place:
    return indicators.place(actor=actor, organisation=pk, term=TERM, as_of=as_of, today=TODAY, level=level)


MERGED = date(2020, 2, 5)


def change_the_tree(area: Area) -> None:
    """Cell 1 is merged into cell 2, which moves to the other district's commune; then its old commune moves."""
    if Version.objects.filter(organisation=area.id("Chi bộ thôn 1"), valid_to=MERGED).exists():
        return
    given = {"actor": area.actor("board"), "decision": changes.Decision("1-QĐ/TU")}
    one, two = area.id("Chi bộ thôn 1"), area.id("Chi bộ thôn 2")
    changes.merge(**given, organisation=area.id("Xã Một"), predecessors=[one, two], into=two, on=MERGED)
    changes.move(**given, organisation=two, parent=area.id("Xã Hai"), on=date(2020, 2, 10))
    changes.move(**given, organisation=area.id("Xã Một"), parent=area.id("Huyện B"), on=date(2020, 2, 20))


def slow_path(pk: int, as_of: date) -> str | None:
    """Where an organisation stands on a day, or stood last."""
    rows = Version.objects.filter(organisation_id=pk, valid_from__lte=as_of).order_by("valid_from")
    found = list(rows.values_list("path", flat=True))
    return found[-1] if found else None


def inside(top: str, pk: int, as_of: date) -> bool:
    path = slow_path(pk, as_of)
    return path is not None and paths.covers(top, path)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COUNTS, DAYS, st.sampled_from(["Tỉnh", "Huyện A", "Huyện B", "Xã Một", "Xã Hai"]))
def test_totals_of_communication_are_the_plain_sums(area: Area, counts: list, as_of: date, at: str) -> None:  # type: ignore[type-arg]
    change_the_tree(area)
    OutreachCount.objects.all().delete()
    for name, channel, day, done, planned in counts:
        OutreachCount.objects.create(
            organisation=area.of[name],
            term=TERM,
            channel=channel.value,
            on_date=FIRST + timedelta(days=day),
            done=done,
            planned=planned,
            made_by_name="x",
        )
    here = place(area.actor("board"), area.id(at), as_of)

    view = outreach(actor=area.actor("board"), at=here)

    last = {}
    for name, channel, day, done, planned in sorted(counts, key=lambda row: row[2]):
        if FIRST + timedelta(days=day) <= as_of and inside(here.path, area.id(name), as_of):
            last[name, channel] = (done, planned)
    for total in view.channels:
        of = [numbers for (_, channel), numbers in last.items() if channel is total.channel]
        planned_ = [planned for _, planned in of if planned is not None]
        assert (total.done, total.planned, total.reported) == (
            sum(done for done, _ in of),
            sum(planned_) if planned_ else None,
            len(of),
        )
        if view.branches:
            assert sum(branch.done[total.channel] for branch in view.branches) == total.done
    alive = [int(pk) for pk in here.snapshot.organisations(here.span)]
    told = {area.id(name) for name, _ in last}
    assert view.cover.whole == Part(len(told & set(alive)), len(alive))
    assert {int(pk) for pk in view.cover.missing} == set(alive) - told
    assert (
        sum((branch.reported.number for branch in view.branches), int(here.organisation in told))
        == len(told & set(alive))
        or not view.branches
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, DAYS, st.sampled_from(["Tỉnh", "Huyện A", "Huyện B", "Xã Một", "Xã Hai"]))
def test_sums_of_spending_are_the_plain_sums(area: Area, lines: list, as_of: date, at: str) -> None:  # type: ignore[type-arg]
    change_the_tree(area)
    SpendingLine.objects.all().delete()
    for name, line, planned, settled in lines:
        SpendingLine.objects.create(
            organisation=area.of[name],
            term=TERM,
            line=line.value,
            planned=planned,
            settled=settled[0] if settled else None,
            settled_on=FIRST + timedelta(days=settled[1]) if settled else None,
            entered_on=FIRST,
            made_by_name="x",
        )
    here = place(area.actor("board"), area.id(at), as_of)

    view = spending(actor=area.actor("board"), at=here)

    rows = [
        (name, line, planned, settled[0] if settled and FIRST + timedelta(days=settled[1]) <= as_of else None)
        for name, line, planned, settled in lines
        if inside(here.path, area.id(name), as_of)
    ]

    def slow(chosen: list) -> Sum:  # type: ignore[type-arg]
        return Sum(
            sum(row[2] for row in chosen),
            sum(row[3] or 0 for row in chosen),
            sum(row[3] is None for row in chosen),
            len({row[0] for row in chosen}),
        )

    assert view.whole == slow(rows)
    assert dict(view.lines) == {
        line: slow([row for row in rows if row[1] is line]) for line in {row[1] for row in rows}
    }
    by_branch = defaultdict(list)
    for row in rows:
        ids = paths.ids(slow_path(area.id(row[0]), as_of) or "")
        depth = paths.depth(here.path)
        by_branch[ids[depth] if len(ids) > depth else here.organisation].append(row)
    if view.branches:
        assert {one.organisation: one.sum for one in view.branches} == {pk: slow(of) for pk, of in by_branch.items()}
    else:
        assert set(by_branch) <= {here.organisation}


def test_an_organisation_that_ended_stays_where_it_stood_last(area: Area) -> None:
    change_the_tree(area)
    ended = [area.id("Chi bộ thôn 1")]

    def seen(at: str, as_of: date) -> tuple[list[int], list[bool]]:
        found = standing(place(area.actor("board"), area.id(at), as_of), ended)
        return found.branch.tolist(), found.ended.tolist()

    assert seen("Huyện A", date(2020, 2, 4)) == ([area.id("Xã Một")], [False])
    assert seen("Huyện A", date(2020, 2, 25)) == ([area.id("Xã Một")], [True])  # its commune has moved since
    assert seen("Huyện B", date(2020, 2, 25)) == ([], [])
    assert seen("Tỉnh", date(2020, 2, 25)) == ([area.id("Huyện A")], [True])
    assert seen("Tỉnh", date(2010, 1, 1) + timedelta(days=3650)) == ([area.id("Huyện A")], [False])


@pytest.mark.parametrize("at", NAMES)
def test_everybody_of_a_place_stands_under_one_branch(area: Area, at: str) -> None:
    here = place(area.actor("board"), area.id(at), TODAY)
    every = indicators.everybody(here)

    assert every.organisation.tolist() == here.snapshot.organisations(here.span).tolist()
    again = standing(here, every.organisation.tolist())
    assert (again.organisation.tolist(), again.branch.tolist()) == (every.organisation.tolist(), every.branch.tolist())
    assert set(every.branch.tolist()) == {area.id(at)} | {pk for pk, _ in indicators.subordinates(here)}
