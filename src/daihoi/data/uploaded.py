"""Uploaded files on their way in: each in a folder of its own that only its owner's pages open.

A folder holds the sheets as plain cells and the state of the work. It goes when the work is done or given up, or after
a day: the worker looks (`sweep_all`), and what is older is not opened any more. Each kind of work has a place of its
own, so that no page of one lists what lies in another.
"""

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from daihoi.core.access import NotHere
from daihoi.core.tables import Cell, Table

LONGEST = 24 * 3600  # seconds that a folder stays without work
STORES = ("uploads", "uploads-personnel")


def sweep_all() -> None:
    """Remove whatever was left alone too long, of every kind of work."""
    for name in STORES:
        Store(name).sweep(LONGEST)


@dataclass(frozen=True)
class Store:
    """The uploads of one kind of work, under the folder `name` of the installation."""

    name: str

    def begin(self, token: str, tables: Sequence[Table]) -> None:
        """A folder with the sheets of a file; the state is to be saved next."""
        place = self._place(token)
        place.mkdir(parents=True, mode=0o700)
        for index, table in enumerate(tables):
            _write(place / f"sheet-{index}.json", packed(table))

    def state(self, token: str, owner: int | None) -> dict[str, Any]:
        """What was saved under a token; NotHere for an unknown one, another person's, and one left alone too long."""
        try:
            values: dict[str, Any] = json.loads((self._place(token) / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise NotHere from None
        if owner is None or values["owner"] != owner:
            raise NotHere
        if _age(self._place(token)) > LONGEST:
            self.discard(token)
            raise NotHere
        return values

    def save(self, token: str, values: dict[str, Any]) -> None:
        _write(self._place(token) / "state.json", values)

    def table(self, token: str, sheet: int) -> Table:
        """One sheet as it stands in the file."""
        try:
            text = (self._place(token) / f"sheet-{sheet}.json").read_text(encoding="utf-8")
        except OSError:
            raise NotHere from None
        return unpacked(json.loads(text))

    def discard(self, token: str) -> None:
        shutil.rmtree(self._place(token), ignore_errors=True)

    def tokens(self) -> list[str]:
        """All that is in work, the newest first."""
        return [place.name for place in sorted(self._folders(), key=_age)]

    def sweep(self, longest: float) -> None:
        """Remove what was left alone for so many seconds."""
        for place in list(self._folders()):
            if _age(place) > longest:
                shutil.rmtree(place, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        return (place for place in (Path(settings.HOME) / self.name).glob("*") if place.is_dir())

    def _place(self, token: str) -> Path:
        return Path(settings.HOME) / self.name / token


def packed(table: Table) -> dict[str, object]:
    """A table as plain values: a cell in the commonest font and without indent is its text alone."""
    counts = Counter(cell.font for cell in chain.from_iterable(table.rows) if cell.text)
    fonts = [font for font, _ in counts.most_common()] or [""]
    number = {font: i for i, font in enumerate(fonts)}

    def cells(row: Sequence[Cell]) -> Iterator[object]:
        for cell in row:
            plain = not cell.text or (not cell.indent and cell.font == fonts[0])
            yield cell.text if plain else [cell.text, cell.indent, number[cell.font]]

    rows = [list(cells(row)) for row in table.rows]
    return {"name": table.name, "fonts": fonts, "rows": rows, "unsaved": sorted(table.unsaved)}


def unpacked(values: dict[str, Any]) -> Table:
    """The table that `packed` gave."""
    fonts, empty = values["fonts"], Cell()

    def cell(value: Any) -> Cell:
        if isinstance(value, str):
            return Cell(value, 0, fonts[0]) if value else empty
        text, indent, font = value
        return Cell(text, indent, fonts[font])

    unsaved = frozenset((row, column) for row, column in values.get("unsaved", ()))
    return Table(values["name"], tuple(tuple(map(cell, row)) for row in values["rows"]), unsaved)


def _age(place: Path) -> float:
    """Seconds since the last work on a list."""
    state = place / "state.json"
    try:
        return time.time() - (state if state.exists() else place).stat().st_mtime
    except OSError:
        return 0.0


def _write(path: Path, values: object) -> None:
    """Whole or not at all: a page that reads meanwhile sees the old state."""
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    part.replace(path)
