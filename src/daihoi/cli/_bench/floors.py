"""The floor under each measure: what one SQL statement, or one NumPy pass, takes for the same answer.

The SQL reads a plain table of twelve whole numbers an organisation, made for it: the least that a database could be
asked. The NumPy pass has its arrays in memory, sorted level by level.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from django.db import connection

from daihoi.core.organisations import paths

Ints = npt.NDArray[np.int64]
WIDTH = paths.WIDTH


def make_table(rows: list[tuple[object, ...]], count: int) -> None:
    """A temporary table bench_plain(path, c0 … ) with an index on the path."""
    columns = ", ".join(f"c{index} INTEGER NOT NULL" for index in range(count))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_plain")
        cursor.execute(f"CREATE TEMPORARY TABLE bench_plain (path VARCHAR(60) NOT NULL, {columns})")
        put("bench_plain", ("path", *(f"c{index}" for index in range(count))), rows)
        cursor.execute("CREATE INDEX bench_plain_path ON bench_plain (path)")
        cursor.execute("ANALYZE bench_plain" if connection.vendor == "postgresql" else "ANALYZE")


def put(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows into a table by the database's fastest road."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def put_uptakes(in_scope: str) -> None:
    """What organisations `v` in scope did with every paper: four in five took it in, four in five of these made it
    known."""
    names = "directive_id, organisation_id, revision, taken_in_on, taken_in_by_name, disseminated_on, form, attended"
    day = "DATE " if connection.vendor == "postgresql" else ""
    chance = "(v.organisation_id * 31 + d.id * 17) % 25"
    told = f"CASE WHEN {chance} < 16 THEN"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO data_uptake ({names}, expected, note) SELECT d.id, v.organisation_id, 1, {day}'2025-06-20', "
            f"'mẫu', {told} {day}'2025-07-10' END, {told} 'conference' ELSE '' END, {told} 20 END, {told} 25 END, '' "
            f"FROM data_directive d CROSS JOIN data_version v WHERE {in_scope} AND {chance} < 20"
        )
        cursor.execute("ANALYZE")


def roll_up_sql(count: int, depth: int) -> list[tuple[object, ...]]:
    """(path, sums …) of every organisation and all below it: one statement, a GROUP BY for each depth."""
    sums = ", ".join(f"SUM(c{index})" for index in range(count))
    parts = (
        f"SELECT substr(path, 1, {WIDTH * level}), {sums} FROM bench_plain "
        f"WHERE length(path) >= {WIDTH * level} GROUP BY 1"
        for level in range(1, depth + 1)
    )
    return _all(" UNION ALL ".join(parts))


def below_sql(path: str, count: int) -> list[tuple[object, ...]]:
    """(path, sums …) of an organisation and of each one directly below it."""
    low, high = paths.span(path)
    sums = ", ".join(f"SUM(c{index})" for index in range(count))
    where = "FROM bench_plain WHERE path >= %s AND path < %s"
    longer = f"length(path) >= {len(path) + WIDTH}"
    return _all(
        f"SELECT %s, {sums} {where} UNION ALL "
        f"SELECT substr(path, 1, {len(path) + WIDTH}), {sums} {where} AND {longer} GROUP BY 1",
        [path, low, high, low, high],
    )


def coverage_sql(path: str, in_scope: str) -> list[tuple[object, ...]]:
    """(paper, applies, taken in, disseminated, attended) of every paper within a subtree: one GROUP BY."""
    low, high = paths.span(path)
    return _all(
        "SELECT d.id, COUNT(*), COUNT(u.taken_in_on), COUNT(u.disseminated_on), COALESCE(SUM(u.attended), 0) "
        "FROM data_directive d JOIN data_version v ON v.path >= %s AND v.path < %s "
        "LEFT JOIN data_uptake u ON u.directive_id = d.id AND u.organisation_id = v.organisation_id "
        f"WHERE {in_scope} GROUP BY d.id",
        [low, high],
    )


def row_sql(organisation: int) -> list[tuple[object, ...]]:
    """An organisation with its congress: the least that a page about it has to read."""
    return _all(
        "SELECT v.name, v.kind, v.path, c.planned_on, c.figures FROM data_version v "
        "LEFT JOIN data_congress c ON c.organisation_id = v.organisation_id WHERE v.organisation_id = %s",
        [organisation],
    )


def _all(sql: str, parameters: list[object] | None = None) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or [])
        return list(cursor.fetchall())


@dataclass(frozen=True)
class Levels:
    """The tree level by level, deepest last: own values (n x 12), and where each parent's children begin."""

    own: list[Ints]
    starts: list[Ints]
    parents: list[Ints]
    place: list[Ints]  # spot of each row in path order


def levels(path: npt.NDArray[np.bytes_], own: Ints) -> Levels:
    """Prepare for `roll_up_numpy`; `path` sorted."""
    depth = np.strings.str_len(path) // WIDTH
    rows = [np.flatnonzero(depth == level) for level in range(1, int(depth.max()) + 1)]
    starts, parents = [], []
    for upper, lower in pairwise(rows):
        of = np.searchsorted(upper, lower) - 1
        first = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
        starts.append(first)
        parents.append(of[first])
    return Levels([np.ascontiguousarray(own[chosen]) for chosen in rows], starts, parents, rows)


def roll_up_numpy(prepared: Levels) -> list[Ints]:
    """Sums of each organisation and all below it, level by level from the bottom: add.reduceat."""
    totals = [own.copy() for own in prepared.own]
    for level in range(len(totals) - 1, 0, -1):
        sums = np.add.reduceat(totals[level], prepared.starts[level - 1], axis=0)
        totals[level - 1][prepared.parents[level - 1]] += sums
    return totals
