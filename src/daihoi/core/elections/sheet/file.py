"""The layout as a file: what was printed, kept for whoever reads the sheets. One text for one layout.

JSON in UTF-8: keys sorted, lengths and sizes with three decimals, whole numbers without. The keys are the fields of
`SheetLayout` and of what it holds, and "format". docs/ballots.md has the schema.
"""

import json
import typing
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any, NoReturn

from daihoi.core.elections.sheet.codes import code_text
from daihoi.core.elections.sheet.page import SheetLayout
from daihoi.core.messages import N_, refuse

FORMAT = "daihoi-ballot-layout/1"
STYLE_ID = 12  # hexadecimal digits


def layout_json(layout: SheetLayout) -> str:
    """The layout as canonical text, ended by a line end; the same layout gives the same bytes."""
    return _write({"format": FORMAT, **_plain(layout)}) + "\n"


def layout_sha256(layout: SheetLayout) -> str:
    """64 hexadecimal digits of the layout file."""
    return sha256(layout_json(layout).encode()).hexdigest()


def settled(layout: SheetLayout) -> SheetLayout:
    """The layout with its numbers as the file has them, its style id, and that id in its codes."""
    rounded = _layout({key: value for key, value in json.loads(layout_json(layout)).items() if key != "format"})
    return _with_id(rounded, _style_id(rounded))


def parse_layout(text: str) -> SheetLayout:
    """The layout of a file. Refuses any text that `layout_json` would not write, and says what is wrong."""
    try:
        data = json.loads(text, parse_constant=_wrong)
    except (ValueError, RecursionError):
        _wrong("JSON")
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        _wrong("format")
    layout = _layout(data)
    for number, page in enumerate(layout.pages, 1):
        parts = [box.page for box in page.boxes] + [area.page for area in page.name_areas]
        if {page.number, *parts} != {number}:
            _wrong(f"pages[{number - 1}]")
    if layout != _with_id(layout, _style_id(layout)):
        _wrong("style_id")
    if layout_json(layout) != text:
        _wrong("spelling")
    return layout


def _with_id(layout: SheetLayout, style_id: str) -> SheetLayout:
    """The layout under that id; without one its codes are empty."""
    count = len(layout.pages)
    contents = [code_text(style_id, page.number, count) if style_id else "" for page in layout.pages]
    pages = [
        replace(page, code=replace(page.code, content=content))
        for page, content in zip(layout.pages, contents, strict=True)
    ]
    return replace(layout, style_id=style_id, pages=tuple(pages))


def _style_id(layout: SheetLayout) -> str:
    return layout_sha256(_with_id(layout, ""))[:STYLE_ID].upper()


def _wrong(place: str) -> NoReturn:
    raise refuse(
        "layout_unreadable",
        N_(
            "This is no ballot layout of the format {format}, or it was changed ({place}). Use the file as it was made."
        ),
        format=FORMAT,
        place=place,
    )


@lru_cache
def _fields(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass and their types."""
    return typing.get_type_hints(kind)


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        owner: Any = type(value)
        parts = ((key, kind, getattr(value, key)) for key, kind in _fields(owner).items())
        return {key: float(part) if kind is float else _plain(part) for key, kind, part in parts}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _write(value: Any) -> str:
    """JSON; an object or list that holds others has a line for each part, so that people can compare two files."""
    if isinstance(value, float):
        return f"{round(value, 3) + 0.0:.3f}"  # + 0.0: no "-0.000"
    if isinstance(value, dict):
        parts = [f"{_write(key)}: {_write(value[key])}" for key in sorted(value)]
        nested = any(isinstance(part, (dict, list)) for part in value.values())
        return _enclosed("{", parts, "}", nested)
    if isinstance(value, list):
        return _enclosed("[", [_write(part) for part in value], "]", bool(value))
    return json.dumps(value, ensure_ascii=False)


def _enclosed(first: str, parts: list[str], last: str, nested: bool) -> str:
    inside = "\n" + ",\n".join(parts) + "\n" if nested else ", ".join(parts)
    return f"{first}{inside}{last}"


def _layout(data: Any) -> SheetLayout:
    read: SheetLayout = _read(SheetLayout, data, "")
    return read


def _read(kind: Any, value: Any, place: str) -> Any:
    """The value as that type, nothing converted but the shapes that JSON does not have."""
    if hasattr(kind, "__dataclass_fields__"):
        hints = _fields(kind)
        if not isinstance(value, dict) or value.keys() != hints.keys():
            _wrong(place or "keys")
        return kind(**{key: _read(hints[key], part, f"{place}.{key}".strip(".")) for key, part in value.items()})
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            _wrong(place)
        part_kind = typing.get_args(kind)[0]
        return tuple(_read(part_kind, part, f"{place}[{number}]") for number, part in enumerate(value))
    if typing.get_origin(kind) is typing.Literal:
        good = type(value) is str and value in typing.get_args(kind)
    elif issubclass(kind, StrEnum):
        good = type(value) is str and value in list(kind)
        value = kind(value) if good else value
    else:
        good = type(value) is kind
    if not good:
        _wrong(place)
    return value
