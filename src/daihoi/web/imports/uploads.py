"""Uploaded lists on their way into the tree (see data.uploaded): what people set and corrected on the way."""

import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from daihoi.core.access import NotHere
from daihoi.core.organisations.sheet import Field, Layout, Overrides, filled_columns, guess_layout
from daihoi.core.tables import Table
from daihoi.data.uploaded import LONGEST, Store
from daihoi.office.tables import read_tables

_STORE = Store("uploads")
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
    _STORE.begin(upload.token, tables)
    upload.layout = guess_layout(tables[upload.sheet])
    save(upload)
    return upload


def load(token: str, owner: int | None) -> Upload:
    """The list under this token; NotHere for an unknown one and for another person's."""
    values = _STORE.state(token, owner)
    return Upload(**(values | {"as_of": date.fromisoformat(values["as_of"])}))


def save(upload: Upload) -> None:
    _STORE.save(upload.token, asdict(upload) | {"as_of": upload.as_of.isoformat()})


def table_of(upload: Upload) -> Table:
    """The chosen sheet as it stands in the file."""
    return _STORE.table(upload.token, upload.sheet)


def choose_sheet(upload: Upload, index: int) -> None:
    """Turn to another sheet of the file; corrections were made to the one before, and go."""
    upload.sheet = index
    upload.forget_corrections()
    if str(index) not in upload.layouts:
        upload.layout = guess_layout(table_of(upload))


def discard(upload: Upload) -> None:
    _STORE.discard(upload.token)


def in_work(owner: int | None) -> list[Upload]:
    """The lists that a person has in work, the newest first."""
    found = []
    for token in _STORE.tokens():
        with suppress(NotHere, KeyError, TypeError):
            found.append(load(token, owner))
    return found


def sweep(owner: int) -> None:
    """Remove what was left alone for a day, and the oldest of a person who has too much in work."""
    _STORE.sweep(LONGEST)
    for upload in in_work(owner)[MOST - 1 :]:
        discard(upload)
