"""Paths: what they are made of, what is above, and that a span holds what is covered and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.organisations import paths

LAST = 10**paths.WIDTH - 2  # the highest id
chains = st.lists(st.integers(1, LAST), min_size=1, max_size=6)


def path_of(ids: list[int]) -> str:
    path = ""
    for pk in ids:
        path = paths.child(path, pk)
    return path


@given(chains)
def test_a_path_gives_back_its_ids_and_each_way_down_to_it(ids: list[int]) -> None:
    path = path_of(ids)
    assert paths.ids(path) == tuple(ids)
    assert paths.depth(path) == len(ids)
    assert paths.prefixes(path) == tuple(path_of(ids[:number]) for number in range(1, len(ids) + 1))
    assert paths.above(path) == path_of(ids[:-1])


def test_a_root_has_nothing_above_and_is_decided_on_at_itself() -> None:
    root = paths.child("", 7)
    assert (paths.above(root), paths.decided_at(root)) == ("", root)
    assert paths.decided_at(paths.child(root, 8)) == root
    assert paths.prefixes("") == ()


@pytest.mark.parametrize("pk", [0, -1, LAST + 1])
def test_an_id_that_does_not_fit_is_refused(pk: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        paths.child("", pk)


@given(chains, chains)
def test_a_span_holds_what_is_covered_and_nothing_else(one: list[int], other: list[int]) -> None:
    upper, lower = path_of(one), path_of(other)
    low, high = paths.span(upper)
    assert (low <= lower < high) == paths.covers(upper, lower)
    below = path_of([*one, *other])
    assert low <= below < high


@given(st.lists(chains, max_size=8))
def test_the_topmost_cover_all_and_not_each_other(many: list[list[int]]) -> None:
    every = [path_of(ids) for ids in many]
    top = paths.topmost(every)
    assert all(any(paths.covers(upper, path) for upper in top) for path in every)
    assert not any(paths.covers(a, b) for a in top for b in top if a != b)
