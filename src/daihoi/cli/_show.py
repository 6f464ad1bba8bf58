"""What commands print: sentences, findings, and rows as a table or as JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TextIO

from daihoi.core.messages import Finding, Message


def translate(text: str) -> str:
    """The sentence in the chosen language; in English as long as Django is not set up."""
    from django.apps import apps  # noqa: PLC0415 slow import

    if not apps.ready:
        return text
    from django.utils.translation import gettext  # noqa: PLC0415 app ready

    return gettext(text)


def say(message: Message) -> None:
    print(message.render(translate))


def complain(message: Message) -> None:
    print(message.render(translate), file=sys.stderr)


def plain(value: object) -> object:
    """A value as JSON can hold it: dataclasses by field, days in ISO form, exact fractions as "a/b"."""
    match value:
        case Message():
            return value.render(translate)
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Fraction():
            return str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)


def as_json(value: object) -> None:
    print(json.dumps(plain(value), ensure_ascii=False, indent=2))


def rows(options: Namespace, items: Iterable[object], headings: Mapping[str, str]) -> None:
    """Print dataclasses: all fields as JSON with --json, else the fields of `headings` as a table.

    `headings`: field → English heading, marked with N_.
    """
    items = list(items)
    if options.json:
        as_json(items)
        return
    table = [[translate(heading) for heading in headings.values()]]
    table += [[_cell(getattr(item, name)) for name in headings] for item in items]
    print_table(table)


def _cell(value: object) -> str:
    shown = plain(value)
    return "–" if shown in (None, "") else ", ".join(map(str, shown)) if isinstance(shown, list) else str(shown)


def print_table(table: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; columns of whole numbers stand to the right."""
    columns = list(zip(*table, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [len(column) > 1 and all(cell.isdigit() for cell in column[1:]) for column in columns]
    for row in table:
        cells = zip(row, widths, right, strict=True)
        print("  ".join(cell.rjust(width) if left else cell.ljust(width) for cell, width, left in cells).rstrip())


def findings(options: Namespace, found: Sequence[Finding], file: TextIO | None = None) -> None:
    """Print findings: what, where in the person's file, and by which rule. JSON always goes to standard output."""
    if options.json:
        as_json({"findings": found})
        return
    for finding in found:
        place = " ".join(
            part
            for part in (
                finding.place.sheet,
                f"{finding.place.column}{finding.place.row or ''}",
                f"[{finding.rule}]" if finding.rule else "",
            )
            if part
        )
        print(f"{finding.message.render(translate)}{f'  ({place})' if place else ''}", file=file or sys.stdout)
