"""Marks of what a page showed."""

from datetime import date

import pytest

from daihoi.core.messages import Refused
from daihoi.core.stamp import refuse_changed, stamp

DAY = date(2020, 3, 2)


def test_a_stamp_changes_with_any_value_and_only_then() -> None:
    assert stamp("a", None, DAY) == stamp("a", None, DAY)
    assert stamp("a", "b") != stamp("ab", "") != stamp("", "ab")


def test_only_what_was_shown_and_is_no_longer_so_is_refused() -> None:
    refuse_changed(None, stamp("a"))
    refuse_changed(stamp("a"), stamp("a"))
    with pytest.raises(Refused):
        refuse_changed(stamp("a"), stamp("b"))
