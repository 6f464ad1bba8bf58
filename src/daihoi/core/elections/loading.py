"""The text of an election's file as plain values: TOML or JSON, and nothing in it that could mean two things.

Whatever a file holds, it ends as values of which the reader asks one by one, or as a `PackError` with a sentence.
"""

import json
import tomllib
from typing import NoReturn

from daihoi.core.messages import N_
from daihoi.core.rules.reader import refuse

LARGEST = 1_000_000_000  # no number of an election comes near
DEEPEST = 20


def load(text: str, where: str) -> dict[str, object]:
    """The file's top table. JSON where it begins with a brace, else TOML. Raises PackError."""
    text = text.removeprefix("\ufeff")  # as some editors begin a file
    as_json = text.lstrip()[:1] == "{"
    try:
        raw = _json(text) if as_json else tomllib.loads(text)
    except RecursionError as error:
        raise refuse(N_("{where}: tables stand too deep in one another."), where=where) from error
    except ValueError as error:
        kind = "JSON" if as_json else "TOML"
        said = str(error) or N_("a value that cannot be")
        raise refuse(N_("{where}: not readable as {kind}: {error}."), where=where, kind=kind, error=said) from error
    _plain(raw, where)
    return raw


def _json(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        text, parse_float=_no_float, parse_constant=_no_constant, object_pairs_hook=_once
    )
    return found


def _no_float(text: str) -> object:
    return {"decimal": text}  # no number of an election is one; the reader refuses a table where it wants a number


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different: of two with one name, readers would take either."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'the key "{twice}" stands twice in one object')
    return found


def _plain(raw: dict[str, object], where: str) -> None:
    """Refuses depths, numbers and texts with which later steps could not work."""
    waiting: list[tuple[object, int]] = [(raw, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise refuse(N_("{where}: tables stand too deep in one another."), where=where)
        if isinstance(value, dict):
            waiting += ((key, depth) for key in value)
            waiting += ((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            waiting += ((item, depth + 1) for item in value)
        elif isinstance(value, int) and abs(value) > LARGEST:
            raise refuse(N_("{where}: a number is larger than {largest}."), where=where, largest=LARGEST)
        elif isinstance(value, str) and not _is_text(value):
            raise refuse(N_("{where}: a text has half of a character. Write it anew."), where=where)


def _is_text(value: str) -> bool:
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)
