"""Reads TOML tables strictly: each key asked for by type, every key that nobody asked for refused.

Every refusal is a `PackError` naming the file, the place in it and what to do.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from daihoi.core.messages import N_, Message
from daihoi.core.rules.types import PackError

_FRACTION = re.compile(r"\d+/[1-9]\d*")
_MISSING = object()
C = TypeVar("C", bound=StrEnum)


def refuse(text: str, **params: object) -> PackError:
    """A `PackError` from a sentence with named places."""
    return PackError(Message(text, params))


def fraction(text: str) -> Fraction | None:
    """The exact fraction written as "1/3", or None for any other text."""
    return Fraction(text) if _FRACTION.fullmatch(text) else None


class Reader:
    """One TOML table under the name `at` ("[pack]", "[[rule]] 4"). Call `done()` at the end."""

    def __init__(self, raw: object, where: str, at: str) -> None:
        if not isinstance(raw, dict):
            raise refuse(N_("{where}: {at} must be a table."), where=where, at=at)
        self.where, self._inside = where, at
        self.at: str | Message = at or Message(N_("the file"))
        self._raw: dict[str, object] = raw
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self._raw

    def bad(self, key: str, wanted: str, **params: object) -> PackError:
        """The refusal of a value of the wrong kind; `wanted` is marked with N_ where it is written."""
        if isinstance(self._raw.get(key), float):
            text = N_('{where}: {at}, "{key}" is a decimal number. Write it as an exact fraction such as "1/3".')
            return refuse(text, where=self.where, at=self.at, key=key)
        text = N_('{where}: {at}, "{key}" must be {wanted}.')
        return refuse(text, where=self.where, at=self.at, key=key, wanted=Message(wanted, params))

    def take(self, key: str, default: object = _MISSING) -> object:
        """The raw value. Raises `PackError` when it is missing and there is no default."""
        self._asked.add(key)
        if key in self._raw:
            return self._raw[key]
        if default is _MISSING:
            text = N_('{where}: {at} lacks "{key}". Add it.')
            raise refuse(text, where=self.where, at=self.at, key=key)
        return default

    def text(self, key: str, default: object = _MISSING) -> str:
        value = self.take(key, default)
        if not isinstance(value, str) or (default is _MISSING and not value.strip()):
            raise self.bad(key, N_("text"))
        return value

    def plain(self, key: str, default: object = _MISSING) -> str:
        """Text that may be empty, but must be there."""
        value = self.take(key, default)
        if not isinstance(value, str):
            raise self.bad(key, N_("text"))
        return value

    def whole(self, key: str, default: object = _MISSING) -> int:
        value = self.take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.bad(key, N_("a whole number"))
        return value

    def truth(self, key: str, default: object = _MISSING) -> bool:
        value = self.take(key, default)
        if not isinstance(value, bool):
            raise self.bad(key, N_("true or false"))
        return value

    def day(self, key: str) -> date:
        value = self.take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.bad(key, N_("a day such as 2020-06-30"))
        return value

    def maybe_day(self, key: str) -> date | None:
        self._asked.add(key)
        return self.day(key) if self.has(key) else None

    def choice(self, key: str, choices: type[C], default: object = _MISSING) -> C:
        value = self.text(key, default)
        try:
            return choices(value)
        except ValueError:
            raise self.bad(key, N_("one of {names}"), names=", ".join(choices)) from None

    def maybe_choices(self, key: str, choices: type[C]) -> frozenset[C] | None:
        """A list of names out of an enum, or None when the key is absent."""
        names = self.maybe_texts(key)
        if names is None:
            return None
        try:
            return frozenset(choices(name) for name in names)
        except ValueError:
            raise self.bad(key, N_("a list out of {names}"), names=", ".join(choices)) from None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.bad(key, N_("a list of texts"))
        return tuple(value)

    def maybe_texts(self, key: str) -> tuple[str, ...] | None:
        self._asked.add(key)
        if not self.has(key):
            return None
        names = self.texts(key)
        if not names:
            raise self.bad(key, N_("a list with at least one entry"))
        return names

    def maybe_wholes(self, key: str) -> frozenset[int] | None:
        value = self.take(key, None)
        if value is None:
            return None
        if not (isinstance(value, list) and value and all(type(item) is int for item in value)):
            raise self.bad(key, N_("a list of whole numbers"))
        return frozenset(value)

    def tables(self, key: str) -> Iterable["Reader"]:
        """The tables of a `[[key]]` array, numbered from 1; none when the key is absent."""
        value = self.take(key, [])
        if not isinstance(value, list):
            raise self.bad(key, N_("written as [[{name}]]"), name=key)
        return tuple(Reader(raw, self.where, f"{self._inside} [[{key}]] {n}".strip()) for n, raw in enumerate(value, 1))

    def table(self, key: str, default: object = _MISSING) -> "Reader":
        return Reader(self.take(key, default), self.where, f"{self._inside} [{key}]".strip())

    def done(self) -> None:
        """Raises `PackError` when the table has a key that was not asked for."""
        unknown = sorted(set(self._raw) - self._asked)
        if unknown:
            text = N_('{where}: {at} has the unknown key "{key}". Correct its name, or take it out.')
            raise refuse(text, where=self.where, at=self.at, key=unknown[0])


def read(text: str, where: str) -> Reader:
    """The whole file. Raises `PackError` when it is not TOML."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(N_("{where}: not readable as TOML: {error}."), where=where, error=str(error)) from error
    return Reader(raw, where, "")
