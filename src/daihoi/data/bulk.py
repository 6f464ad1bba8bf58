"""Many rows at once, in and out, as plain values: what the ORM does one object at a time.

Days go in and out as numbers (core.indicators.columns.day_number) or ISO text, never as date objects: for 295,000
organisations the making of dates costs more than the reading.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from daihoi.core.indicators.columns import EPOCH


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows by the fastest road of the database: COPY on PostgreSQL, executemany on SQLite.

    `columns` are database columns. Constraints are checked by the database as always.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(columns))
            # The driver's own cursor: Django would rewrite the placeholders of every row.
            cursor.cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def update(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update rows by id: each row is the values of `columns` (database columns), then the id. Days as ISO text."""
    name = connection.ops.quote_name
    mark = "%s" if connection.vendor == "postgresql" else "?"
    pairs = ", ".join(f"{name(column)} = {mark}" for column in columns)
    sql = f"UPDATE {name(model._meta.db_table)} SET {pairs} WHERE id = {mark}"
    with connection.cursor() as cursor:
        raw = cursor.cursor if connection.vendor == "postgresql" else cursor.cursor.connection
        raw.executemany(sql, list(rows))


def next_id(model: type[Model]) -> int:
    """The first free id. Safe only while the gate's lock keeps other writers out."""
    return (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def ids_used(model: type[Model]) -> None:
    """Tell the database that ids were given by hand, so that its own counter goes on after them."""
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT COALESCE(MAX(id), 1) FROM \"{table}\"))",
                [table],
            )


def day_sql(column: str) -> str:
    """SQL for a day as its number since 31/12/1999."""
    if connection.vendor == "postgresql":
        return f"({column} - DATE '{EPOCH.isoformat()}')"
    return f"CAST(julianday({column}) - julianday('{EPOCH.isoformat()}') AS INTEGER)"


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Rows of a hand-written SELECT as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
