"""Sentences for people."""

from datetime import date

from daihoi.core.messages import Message


def test_a_day_is_said_as_it_is_written_in_viet_nam() -> None:
    day = date(2020, 5, 1)
    assert Message("On {day}, {day:%d/%m}, {at}.", {"day": day, "at": "x"}).render() == "On 1/5/2020, 01/05, x."
