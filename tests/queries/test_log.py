"""Following the audit log: new events are read once, whoever follows them; another log is noticed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions import organisations as actions
from daihoi.data.models import ChainHead, Event, MemberCount
from daihoi.queries import _log, indicators
from daihoi.queries.difficulties import _memory
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    _log.forget()
    yield
    _log.forget()


def report(area: Area, official: int = 9, days: int = 0) -> None:
    actions.report_members(
        actor=area.actor("board"),
        organisation=area.id("Trạm"),
        on=TODAY - timedelta(days=days),
        official=official,
        probationary=1,
    )


def reading_log(captured: CaptureQueriesContext) -> int:
    return sum("data_event" in query["sql"] for query in captured.captured_queries)


def official(area: Area) -> int | None:
    at = indicators.place(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY)
    value = indicators.figures(at, ["members.official"])["members.official"].value
    return None if value is None else int(value)


def test_new_events_are_read_once_however_many_follow_them(area: Area) -> None:
    def all_of_it() -> int:
        with CaptureQueriesContext(connection) as captured:
            at = indicators.place(
                actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY
            )
            indicators.figures(at, ["members", "tasks", "papers.taken_in", "bodies.covered"])
            _memory.kept()
        return reading_log(captured)

    assert all_of_it() == 0
    report(area)
    report(area, 10, days=1)
    assert (all_of_it(), all_of_it()) == (1, 0)


def test_events_are_those_after_the_number_whether_they_are_kept_or_not(area: Area) -> None:
    for number in range(3):
        report(area, number + 1, days=number)
        _log.head()
    seq = _log.head()
    kept = {since: [event.seq for event in _log.events_since(since)] for since in range(seq + 1)}
    _log.forget()
    assert kept == {since: [event.seq for event in _log.events_since(since)] for since in range(seq + 1)}
    assert kept[seq] == [] and kept[seq - 2] == [seq - 1, seq]


def test_only_the_last_events_are_kept_and_older_ones_are_read(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_log, "_MOST", 2)
    begun = _log.head()
    for number in range(4):
        report(area, number + 1, days=number)
    end = _log.head()
    assert [event.seq for event in _log._tail] == [end - 1, end]
    with CaptureQueriesContext(connection) as captured:
        assert [event.seq for event in _log.events_since(begun)] == list(range(begun + 1, end + 1))
        assert [event.seq for event in _log.events_since(end - 2)] == [end - 1, end]
    assert reading_log(captured) == 1


def test_a_database_put_back_to_an_earlier_day_is_noticed(area: Area) -> None:
    report(area, 5, days=1)
    before = official(area)
    earlier = ChainHead.objects.get(chain="main")
    seq, digest = earlier.seq, earlier.hash
    report(area, 7)
    assert official(area) == (before or 0) + 2
    Event.objects.filter(seq__gt=seq).delete()
    ChainHead.objects.filter(chain="main").update(seq=seq, hash=digest)
    MemberCount.objects.filter(organisation=area.of["Trạm"], on_date=TODAY).delete()
    assert official(area) == before


def test_what_is_read_in_a_write_is_kept_by_nobody(area: Area) -> None:
    report(area, 5, days=1)
    with indicators.not_kept():
        _memory.kept()
        assert official(area) is not None
    assert (_memory._memory._kept, _log._tail, _log._head) == ({}, [], (0, ""))
