"""What the memory of difficulties and published answers reads: a few hand-written SELECTs, whole columns at a time.

Hand-written because it is the hot path, as in `data.columns`, whose way of joining a column into one text is used.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from daihoi.data.bulk import day_sql, fetch
from daihoi.data.columns import joined, mapped, numbers

Ints = npt.NDArray[np.int64]
Number = Callable[[str], int]
Read = tuple[dict[str, Ints], list[bytes]]


def difficulties(term: Number, subject: Number, state: Number, ids: Sequence[int] | None = None) -> Read:
    """(columns, packed numbers) of difficulties by id; days as numbers, 0 for none."""
    source = "data_difficulty" + _only(ids)
    ids_of = ("id", "organisation_id", "at_id", "COALESCE(joined_to_id, 0)")
    days = [f"COALESCE({day_sql(name)}, 0)" for name in ("due_on", "lies_since", "raised_on", "answered_on")]
    texts = joined((*ids_of, *days, "term", "subject", "state"), source)
    names = ("id", "organisation", "at", "joined_to", "due", "since", "raised", "answered")
    found = {name: numbers(text) for name, text in zip(names, texts, strict=False)}
    for name, text, number in zip(("term", "subject", "state"), texts[-3:], (term, subject, state), strict=True):
        found[name] = mapped(text, number)
    return _by_id(found), _grams(source)


def answers(term: Number, subject: Number, scope: Number, ids: Sequence[int] | None = None) -> Read:
    """(columns, packed numbers) of published answers by id. `scope`: levels and units as "a+b;c+d"; state 1: gone."""
    source = "data_publishedanswer" + _only(ids)
    scopes = "REPLACE(levels, ',', '+') || ';' || REPLACE(units, ',', '+')"
    withdrawn = "CASE WHEN withdrawn_on IS NULL THEN 0 ELSE 1 END"
    names = ("id", "organisation_id", f"COALESCE({day_sql('published_on')}, 0)", withdrawn, "term", "subject", scopes)
    texts = joined(names, source)
    found = {name: numbers(text) for name, text in zip(("id", "organisation", "since", "state"), texts, strict=False)}
    for name, text, number in zip(("term", "subject", "scope"), texts[-3:], (term, subject, scope), strict=True):
        found[name] = mapped(text, number)
    return _by_id(found), _grams(source)


def _by_id(found: dict[str, Ints]) -> dict[str, Ints]:
    order = np.argsort(found["id"], kind="stable")
    return {name: values[order] for name, values in found.items()}


def _grams(source: str) -> list[bytes]:
    return [row[0] for row in fetch(f"SELECT grams FROM {source} ORDER BY id")]


def _only(ids: Sequence[int] | None) -> str:
    return "" if ids is None else f" WHERE id IN ({', '.join(str(int(pk)) for pk in ids) or 'NULL'})"
