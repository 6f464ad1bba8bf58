"""What the indicators' engine reads, column by column as arrays: a few hand-written SELECTs.

Hand-written because they are the hot path. The database joins each column into one text, which NumPy takes apart:
making 295,000 rows into Python objects would cost several times the reading. All columns of one SELECT are joined in
one pass and so have their values in the same order; none may be NULL, and none of the texts holds a comma.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from daihoi.core.indicators.columns import EPOCH
from daihoi.data.bulk import fetch

Ints = npt.NDArray[np.int64]
_EPOCH = np.datetime64(EPOCH, "D")
_ISO = np.dtype({"names": ["day"], "formats": ["S10"], "itemsize": 11})  # a day and the comma after it


def head() -> tuple[int, str]:
    """Number and hash of the last event in the log. Every write passes the gate, so while it stands nothing changed."""
    rows = fetch("SELECT seq, hash FROM data_chainhead WHERE chain = 'main'")
    return (int(rows[0][0]), str(rows[0][1])) if rows else (0, "")


def versions(kinds: Callable[[str], int], units: Callable[[str], int]) -> dict[str, npt.NDArray[Any]]:
    """Every version: path (bytes), organisation, kind, unit, start and end (day numbers), by path and first day."""
    path, organisation, kind, unit, start, end = joined(
        ("path", "organisation_id", "kind", "unit", "valid_from", "valid_to"), "data_version"
    )
    found: dict[str, npt.NDArray[Any]] = {
        "path": np.array(path.split(","), dtype=np.bytes_) if path else np.empty(0, dtype="S1"),
        "organisation": numbers(organisation),
        "kind": mapped(kind, kinds),
        "unit": mapped(unit, units),
        "start": days(start),
        "end": days(end),
    }
    order = np.lexsort((found["start"], found["path"]))
    return {name: values[order] for name, values in found.items()}


def congresses(term: str, organisations: Sequence[int] | None = None) -> tuple[Ints, bytes]:
    """(organisations, their packed figures one after another) of one term, in order of organisation."""
    only = "" if organisations is None else f" AND organisation_id IN ({listed(organisations)})"
    found = fetch(
        f"SELECT organisation_id, figures FROM data_congress WHERE term = %s{only} ORDER BY organisation_id", [term]
    )
    return np.array([row[0] for row in found], dtype=np.int64), b"".join([row[1] for row in found])


def member_counts(organisations: Sequence[int] | None = None) -> Ints:
    """m x 4: organisation, day, official, probationary; by organisation and day."""
    only = "" if organisations is None else f" WHERE organisation_id IN ({listed(organisations)})"
    organisation, day, official, probationary = joined(
        ("organisation_id", "on_date", "official", "probationary"), f"data_membercount{only}"
    )
    found = np.stack([numbers(organisation), days(day), numbers(official), numbers(probationary)], axis=1)
    ordered: Ints = found[np.lexsort((found[:, 1], found[:, 0]))]
    return ordered


def events_from(seq: int) -> list[tuple[Any, ...]]:
    """(seq, hash, event, organisation, detail) of an event and everything logged after it."""
    sql = (
        "SELECT seq, hash, event, organisation, detail FROM data_event WHERE chain = 'main' AND seq >= %s ORDER BY seq"
    )
    return fetch(sql, [seq])


def joined(names: Sequence[str], source: str, parameters: Sequence[Any] = ()) -> tuple[str, ...]:
    """The values of each column (or SQL expression) joined by commas; "" where there are no rows."""
    return joined_each([(names, source)], parameters)[0]


def joined_each(selects: Sequence[tuple[Sequence[str], str]], parameters: Sequence[Any] = ()) -> list[tuple[str, ...]]:
    """The same for several SELECTs of one width, in one query; their answers in the order asked."""
    aggregate = "string_agg(CAST({} AS text), ',')" if connection.vendor == "postgresql" else "group_concat({}, ',')"
    sql = " UNION ALL ".join(
        f"SELECT {place} AS place, {', '.join(map(aggregate.format, names))} FROM {source}"
        for place, (names, source) in enumerate(selects)
    )
    found = {row[0]: tuple(text or "" for text in row[1:]) for row in fetch(sql, parameters)}
    return [found[place] for place in range(len(selects))]


def numbers(text: str) -> Ints:
    """Whole numbers that `joined` gave."""
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)


def mapped(text: str, number: Callable[[str], int]) -> Ints:
    """Texts of few different values as numbers."""
    values = text.split(",") if text else []
    known = {value: number(value) for value in set(values)}
    return np.fromiter(map(known.__getitem__, values), dtype=np.int64, count=len(values))


def days(text: str) -> Ints:
    """Days in ISO form as numbers of core.indicators.columns.day_number."""
    if not text:
        return np.empty(0, dtype=np.int64)
    found: Ints = (np.frombuffer(f"{text},".encode(), dtype=_ISO)["day"].astype("datetime64[D]") - _EPOCH).astype(
        np.int64
    )
    return found


def listed(organisations: Sequence[int]) -> str:
    """Ids as they stand in an SQL list; nothing is found by an empty one."""
    return ", ".join(str(int(pk)) for pk in organisations) or "NULL"
