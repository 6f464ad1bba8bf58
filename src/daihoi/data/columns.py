"""What the indicators' engine reads, column by column as arrays: a few hand-written SELECTs.

Hand-written because they are the hot path. The database joins each column into one text, which NumPy takes apart:
making 295,000 rows into Python objects would cost several times the reading. All columns of one SELECT are joined in
one pass and so have their values in the same order; none may be NULL, and none of the texts holds a comma.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from daihoi.core.directives import Dissemination
from daihoi.core.indicators.columns import EPOCH
from daihoi.data.bulk import fetch

Ints = npt.NDArray[np.int64]
FORMS = ("", *(form.value for form in Dissemination))
_EPOCH = np.datetime64(EPOCH, "D")
_ISO = np.dtype({"names": ["day"], "formats": ["S10"], "itemsize": 11})  # a day and the comma after it


def head() -> int:
    """The number of the last event in the log. Every write passes the gate, so while it stands nothing changed."""
    rows = fetch("SELECT seq FROM data_chainhead WHERE chain = 'main'")
    return int(rows[0][0]) if rows else 0


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


def lesson_reads(lessons: Sequence[int], until: date) -> tuple[Ints, Ints]:
    """(lesson, organisation) of everybody who had read one of these lessons by a day."""
    where = f"lesson_id IN ({listed(lessons)}) AND read_on <= %s"
    lesson, organisation = joined(("lesson_id", "organisation_id"), f"data_lessonread WHERE {where}", [until])
    return numbers(lesson), numbers(organisation)


def events_since(seq: int) -> list[tuple[Any, ...]]:
    """(event, organisation, detail) of everything logged after an event."""
    sql = "SELECT event, organisation, detail FROM data_event WHERE chain = 'main' AND seq > %s ORDER BY seq"
    return fetch(sql, [seq])


def details_since(seq: int, beginning: str) -> list[tuple[Any, ...]]:
    """(organisation, detail as JSON) of the events with this beginning that were logged after an event."""
    return fetch(
        "SELECT organisation, detail FROM data_event WHERE chain = 'main' AND seq > %s AND event LIKE %s ORDER BY seq",
        [seq, f"{beginning}%"],
    )


def uptakes(directives: Sequence[int], organisations: Sequence[int] | None = None) -> dict[str, Ints]:
    """What organisations did with directives, a row each: directive, organisation, revision, taken_in_on,
    disseminated_on (day numbers, 0: not yet), attended, expected (0: not given), form (its place in FORMS; 0: none)."""
    only = "" if organisations is None else f" AND organisation_id IN ({listed(organisations)})"
    directive, organisation, revision, taken, disseminated, attended, expected, form = joined(
        (
            "directive_id",
            "organisation_id",
            "revision",
            f"COALESCE(taken_in_on, '{EPOCH.isoformat()}')",
            f"COALESCE(disseminated_on, '{EPOCH.isoformat()}')",
            "COALESCE(attended, 0)",
            "COALESCE(expected, 0)",
            "'=' || form",  # so that a row without one is not an empty text
        ),
        f"data_uptake WHERE directive_id IN ({listed(directives)}){only}",
    )
    return {
        "directive": numbers(directive),
        "organisation": numbers(organisation),
        "revision": numbers(revision),
        "taken_in_on": days(taken),
        "disseminated_on": days(disseminated),
        "attended": numbers(attended),
        "expected": numbers(expected),
        "form": mapped(form, lambda text: FORMS.index(text[1:])),
    }


def own_papers(directives: Sequence[int], organisations: Sequence[int] | None = None) -> dict[str, Ints]:
    """Papers that organisations issued on the ground of directives: directive, organisation, issued_on and
    withdrawn_on (day numbers, 0: still in force), and the own paper's id."""
    only = "" if organisations is None else f" AND own.organisation_id IN ({listed(organisations)})"
    directive, organisation, issued, withdrawn, pk = joined(
        (
            "link.other_id",
            "own.organisation_id",
            "own.issued_on",
            f"COALESCE(own.withdrawn_on, '{EPOCH.isoformat()}')",
            "own.id",
        ),
        "data_directivelink AS link JOIN data_directive AS own ON own.id = link.directive_id "
        f"WHERE link.link = 'based_on' AND NOT own.from_above AND link.other_id IN ({listed(directives)}){only}",
    )
    return {
        "directive": numbers(directive),
        "organisation": numbers(organisation),
        "issued_on": days(issued),
        "withdrawn_on": days(withdrawn),
        "id": numbers(pk),
    }


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
