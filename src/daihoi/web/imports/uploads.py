"""Uploaded lists on their way into the tree: each in a folder of its own that only its owner's pages open.

A folder holds the sheets as plain cells and the state of the work. It goes when the list was imported or given up,
or after a day.
"""

import json
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from daihoi.core.access import NotHere
from daihoi.core.organisations.sheet import Field, Layout, Overrides, filled_columns, guess_layout
from daihoi.core.tables import Cell, Table
from daihoi.office.tables import read_tables

LARGEST = 40_000_000  # bytes of a file
LONGEST = 24 * 3600  # seconds that a folder stays without work
MOST = 5  # lists that one person may have in work


@dataclass
class Upload:
    """The state of one uploaded list; `layouts` by sheet index, `texts` by row and field as in `Overrides`."""

    token: str
    owner: int
    file_name: str
    sha256: str
    organisation: int
    as_of: date
    decision: str
    sheets: list[str]
    sheet: int = 0
    layouts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        return Layout.from_dict(self.layouts[str(self.sheet)])

    @layout.setter
    def layout(self, layout: Layout) -> None:
        self.layouts[str(self.sheet)] = layout.to_dict()

    @property
    def overrides(self) -> Overrides:
        texts = {int(row): {Field(one): text for one, text in given.items()} for row, given in self.texts.items()}
        return Overrides(texts, frozenset(self.left_out))

    def forget_corrections(self) -> None:
        self.texts, self.left_out = {}, []


def create(data: bytes, file_name: str, *, owner: int, organisation: int, as_of: date, decision: str) -> Upload:
    """Read a file and keep its sheets; raises UnreadableFile, and Refused for one that is too wide."""
    tables = read_tables(data, file_name)
    for table in tables:
        filled_columns(table)
    sweep(owner)
    upload = Upload(
        token=secrets.token_urlsafe(24),
        owner=owner,
        file_name=file_name,
        sha256=sha256(data).hexdigest(),
        organisation=organisation,
        as_of=as_of,
        decision=decision,
        sheets=[table.name for table in tables],
        sheet=max(range(len(tables)), key=lambda i: len(tables[i].rows)) if len(tables) > 1 else 0,
    )
    place = _place(upload.token)
    place.mkdir(parents=True, mode=0o700)
    for index, table in enumerate(tables):
        _write(place / f"sheet-{index}.json", packed(table))
    upload.layout = guess_layout(tables[upload.sheet])
    save(upload)
    return upload


def load(token: str, owner: int | None) -> Upload:
    """The list under this token; NotHere for an unknown one and for another person's."""
    try:
        values = json.loads((_place(token) / "state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NotHere from None
    if owner is None or values["owner"] != owner:
        raise NotHere
    return Upload(**(values | {"as_of": date.fromisoformat(values["as_of"])}))


def save(upload: Upload) -> None:
    values = asdict(upload) | {"as_of": upload.as_of.isoformat()}
    _write(_place(upload.token) / "state.json", values)


def table_of(upload: Upload) -> Table:
    """The chosen sheet as it stands in the file."""
    try:
        text = (_place(upload.token) / f"sheet-{upload.sheet}.json").read_text(encoding="utf-8")
    except OSError:
        raise NotHere from None
    return unpacked(json.loads(text))


def choose_sheet(upload: Upload, index: int) -> None:
    """Turn to another sheet of the file; corrections were made to the one before, and go."""
    upload.sheet = index
    upload.forget_corrections()
    if str(index) not in upload.layouts:
        upload.layout = guess_layout(table_of(upload))


def discard(upload: Upload) -> None:
    shutil.rmtree(_place(upload.token), ignore_errors=True)


def in_work(owner: int | None) -> list[Upload]:
    """The lists that a person has in work, the newest first."""
    found = []
    for place in sorted(_folders(), key=_age):
        try:
            found.append(load(place.name, owner))
        except (NotHere, KeyError, TypeError):
            continue
    return found


def sweep(owner: int) -> None:
    """Remove what was left alone for a day, and the oldest of a person who has too much in work."""
    for place in list(_folders()):
        if _age(place) > LONGEST:
            shutil.rmtree(place, ignore_errors=True)
    for upload in in_work(owner)[MOST - 1 :]:
        discard(upload)


def packed(table: Table) -> dict[str, object]:
    """A table as plain values: a cell in the commonest font and without indent is its text alone."""
    counts = Counter(cell.font for cell in chain.from_iterable(table.rows) if cell.text)
    fonts = [font for font, _ in counts.most_common()] or [""]
    number = {font: i for i, font in enumerate(fonts)}

    def cells(row: Sequence[Cell]) -> Iterator[object]:
        for cell in row:
            plain = not cell.text or (not cell.indent and cell.font == fonts[0])
            yield cell.text if plain else [cell.text, cell.indent, number[cell.font]]

    return {"name": table.name, "fonts": fonts, "rows": [list(cells(row)) for row in table.rows]}


def unpacked(values: dict[str, Any]) -> Table:
    """The table that `packed` gave."""
    fonts, empty = values["fonts"], Cell()

    def cell(value: Any) -> Cell:
        if isinstance(value, str):
            return Cell(value, 0, fonts[0]) if value else empty
        text, indent, font = value
        return Cell(text, indent, fonts[font])

    return Table(values["name"], tuple(tuple(map(cell, row)) for row in values["rows"]))


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"


def _folders() -> Iterator[Path]:
    return (place for place in _folder().glob("*") if place.is_dir())


def _place(token: str) -> Path:
    return _folder() / token


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
