"""Lists of people in work: the sheets of a file, how they are read, and what was decided about its rows."""

import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from daihoi.core.access import NotHere
from daihoi.core.personnel.sheet import Layout, ParsedPeople, guess_people_layout, parse_people
from daihoi.core.tables import Table
from daihoi.data.uploaded import LONGEST, Store
from daihoi.office.tables import read_tables

MOST = 5  # lists that one person may have in work
_STORE = Store("uploads-personnel")


@dataclass
class PeopleUpload:
    """The state of one list; `layouts` by sheet index, `decisions` by row as core.personnel.importing takes them."""

    token: str
    owner: int
    organisation: int
    term: str
    file_name: str
    sha256: str
    sheets: list[str]
    sheet: int = 0
    into_pool: bool = True
    layouts: dict[str, Any] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        return Layout.from_dict(self.layouts[str(self.sheet)])

    @layout.setter
    def layout(self, layout: Layout) -> None:
        """Rows may now be read otherwise, so what was decided about them goes."""
        if self.layouts.get(str(self.sheet)) != layout.to_dict():
            self.layouts[str(self.sheet)] = layout.to_dict()
            self.decisions, self.left_out = {}, []

    @property
    def by_row(self) -> dict[int, str]:
        return {int(row): decision for row, decision in self.decisions.items()}


def create(data: bytes, file_name: str, *, owner: int, organisation: int, term: str, into_pool: bool) -> PeopleUpload:
    """Read a file and keep its sheets; raises UnreadableFile."""
    tables = read_tables(data, file_name)
    _STORE.sweep(LONGEST)
    for old in _of(owner)[MOST - 1 :]:
        discard(old)
    layouts = [guess_people_layout(table, term) for table in tables]
    fields = [sum(column.field is not None for column in layout.columns) for layout in layouts]
    upload = PeopleUpload(
        token=secrets.token_urlsafe(24),
        owner=owner,
        organisation=organisation,
        term=term,
        file_name=file_name[-200:],
        sha256=sha256(data).hexdigest(),
        sheets=[table.name for table in tables],
        sheet=fields.index(max(fields)) if fields else 0,
        into_pool=into_pool,
    )
    _STORE.begin(upload.token, tables)
    upload.layout = layouts[upload.sheet]
    save(upload)
    return upload


def load(token: str, owner: int | None, organisation: int) -> PeopleUpload:
    """The list under this token; NotHere for an unknown one, another person's, and one for another organisation."""
    upload = PeopleUpload(**_STORE.state(token, owner))
    if upload.organisation != organisation:
        raise NotHere
    return upload


def save(upload: PeopleUpload) -> None:
    _STORE.save(upload.token, asdict(upload))


def table_of(upload: PeopleUpload) -> Table:
    return _STORE.table(upload.token, upload.sheet)


def parsed_of(upload: PeopleUpload) -> ParsedPeople:
    """The chosen sheet as it is read now."""
    return parse_people(table_of(upload), upload.layout)


def choose_sheet(upload: PeopleUpload, index: int) -> None:
    upload.sheet = index
    upload.decisions, upload.left_out = {}, []
    if str(index) not in upload.layouts:
        upload.layout = guess_people_layout(table_of(upload), upload.term)


def discard(upload: PeopleUpload) -> None:
    _STORE.discard(upload.token)


def in_work(owner: int | None, organisation: int) -> list[PeopleUpload]:
    """The lists that a person has in work for an organisation, the newest first."""
    return [upload for upload in _of(owner) if upload.organisation == organisation]


def _of(owner: int | None) -> list[PeopleUpload]:
    found = []
    for token in _STORE.tokens():
        with suppress(NotHere, KeyError, TypeError):
            found.append(PeopleUpload(**_STORE.state(token, owner)))
    return found
