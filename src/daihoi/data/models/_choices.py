"""Closed lists of core as database choices."""

from collections.abc import Iterable
from enum import StrEnum


def choices(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]
