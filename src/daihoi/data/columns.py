"""What the indicators' engine reads, as plain tuples in path order: five hand-written SELECTs.

Hand-written because they are the hot path: 295,000 organisations are read in half a second, and the ORM would take
many times that for making objects and dates.
"""

from collections.abc import Sequence
from typing import Any

from daihoi.data.bulk import day_sql, fetch


def head() -> int:
    """The number of the last event in the log. Every write passes the gate, so while it stands nothing changed."""
    rows = fetch("SELECT seq FROM data_chainhead WHERE chain = 'main'")
    return int(rows[0][0]) if rows else 0


def versions() -> list[tuple[Any, ...]]:
    """(path, organisation, kind, unit, first day, day after the last) in path order, then by day."""
    return fetch(
        f"SELECT path, organisation_id, kind, unit, {day_sql('valid_from')}, {day_sql('valid_to')} "
        "FROM data_version ORDER BY path, valid_from"
    )


def congresses(term: str, organisations: Sequence[int] | None = None) -> list[tuple[Any, ...]]:
    """(organisation, packed figures) of one term, in order of organisation."""
    only = _only("organisation_id", organisations)
    return fetch(
        f"SELECT organisation_id, figures FROM data_congress WHERE term = %s{only} ORDER BY organisation_id",
        [term],
    )


def member_counts(organisations: Sequence[int] | None = None) -> list[tuple[Any, ...]]:
    """(organisation, day, official, probationary) in order of organisation and day."""
    only = _only("organisation_id", organisations).replace(" AND", " WHERE")
    return fetch(
        f"SELECT organisation_id, {day_sql('on_date')}, official, probationary "
        f"FROM data_membercount{only} ORDER BY organisation_id, on_date"
    )


def events_since(seq: int) -> list[tuple[Any, ...]]:
    """(event, organisation) of everything logged after an event."""
    return fetch("SELECT event, organisation FROM data_event WHERE chain = 'main' AND seq > %s ORDER BY seq", [seq])


def _only(column: str, organisations: Sequence[int] | None) -> str:
    if organisations is None:
        return ""
    return f" AND {column} IN ({', '.join(str(int(pk)) for pk in organisations)})"
