"""All schemes of a subtree checked at once: the same as each on its own, few queries, nothing sideways."""

from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.core.access import NotHere
from daihoi.core.personnel import check
from daihoi.data.models import PoolPlace, Scheme
from daihoi.queries import personnel as queries
from tests import schemes_made as made
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]


@pytest.fixture
def ready(area: Area) -> Area:
    return made.staffed(area)


def below(ready: Area, who: str = "officer", at: str = "Tỉnh") -> list[queries.SchemeCheck]:
    return queries.checks_below(actor=ready.actor(who), organisation=ready.id(at), term=TERM, today=TODAY)


def test_each_scheme_is_checked_as_on_its_own_page(ready: Area) -> None:
    for number, at in enumerate(("Huyện A", "Huyện B", "Xã Một", "Tỉnh")):
        made.scheme(ready, 9, made.pool(ready, 7 + number, at, start=30 * number), at)
    PoolPlace.objects.all().delete()  # the pool is asked on the page alone
    found = below(ready)
    assert [one.name for one in found] == ["Tỉnh", "Huyện A", "Xã Một", "Huyện B"]
    for one in found:
        place = queries.personnel_place(
            actor=ready.actor("officer"), organisation=one.organisation, term=TERM, today=TODAY
        )
        view = queries.scheme(place)
        assert view is not None
        assert view.chosen is not None
        assert view.chosen.check is not None
        assert one.check is not None
        assert one.check.lines == view.chosen.check.lines
        assert (one.variant, one.people) == (view.chosen.id, len(view.chosen.people))


def test_nothing_is_seen_sideways_or_upwards(ready: Area) -> None:
    for at in ("Huyện A", "Huyện B"):
        made.scheme(ready, 9, made.pool(ready, 3, at, start=1 if at == "Huyện A" else 50), at)
    assert [one.name for one in below(ready, "beside", "Huyện B")] == ["Huyện B"]
    assert [one.name for one in below(ready, "approver")] == ["Huyện A", "Huyện B"]
    for who, at in (
        ("beside", "Tỉnh"),
        ("beside", "Huyện A"),
        ("board", "Tỉnh"),
        ("keeper", "Tỉnh"),
        ("stranger", "Huyện A"),
    ):
        with pytest.raises(NotHere):
            below(ready, who, at)


def test_a_scheme_without_a_chosen_list_is_told(ready: Area) -> None:
    made.scheme(ready)
    Scheme.objects.get().variants.update(chosen=False)
    assert [(one.variant, one.people, one.check) for one in below(ready)] == [(None, 0, None)]


def test_more_schemes_ask_no_more(ready: Area) -> None:
    made.scheme(ready, 9, made.pool(ready, 3))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            below(ready)
        return len(captured)

    one = asked()
    for number, at in enumerate(("Huyện B", "Xã Một"), 2):
        made.scheme(ready, 9, made.pool(ready, 3, at, start=30 * number), at)
    assert (one, asked()) == (4, 4)


def test_nine_thousand_people_are_checked_in_a_second(ready: Area) -> None:
    """632 schemes as copies of one, since what takes time is reading and checking, not the tree."""
    people = made.pool(ready, 15)
    scheme = made.scheme(ready, 15, people)
    view = below(ready)[0]
    assert view.check is not None
    start = process_time()
    for _ in range(632):
        check(view.check.scheme)
    took = process_time() - start
    assert scheme.pk == view.scheme
    assert took < 1.5
