"""Which rows and columns of a table hold the list: its headings, where it begins, and where it ends."""

import re
from collections.abc import Callable
from dataclasses import replace

from daihoi.core.organisations.sheet.decode import decoder, encoding_of
from daihoi.core.organisations.sheet.footers import is_signature
from daihoi.core.personnel.sheet import values
from daihoi.core.personnel.sheet.headings import level_below, match, terms_in
from daihoi.core.personnel.sheet.model import Column, Field, Layout
from daihoi.core.personnel.sheet.sections import group_of, is_name
from daihoi.core.tables import Cell, Table
from daihoi.core.text import fold

_HEAD = 40  # rows searched for headings
WIDEST = 120  # columns; no list of people has more
_PARTS_OF_BIRTH = frozenset({Field.BORN_MONTH, Field.BORN_YEAR})
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")
Read = Callable[[Cell], str]


def guess_people_layout(table: Table, term: str = "") -> Layout:
    """A layout for the table, right for most lists and meant to be shown and corrected.

    `term`: that of the list, such as 2025-2030; "": the latest that the head of the table names. Without a row of
    headings that names people it has no columns that hold anything.
    """
    encoding = encoding_of(table)
    read = decoder(table, encoding)
    head = [[read(cell) for cell in row[:WIDEST]] for row in table.rows[:_HEAD]]
    asked = max(terms_in(term), default=None)
    start, height = _header(head, asked)
    columns = _columns(head, start, height, asked or _term_of(head[:start], head[start : start + height]))
    first = start + height
    while height and first < len(head) and _is_column_numbers(head[first]):
        first += 1
    header = tuple(range(start + 1, start + height + 1))
    last = _last_row([[read(cell) for cell in row[:WIDEST]] for row in table.rows], first, columns)
    return Layout(first + 1, last, _births(table, read, columns, first, last), header, encoding)


_BIRTHS = {Field.MAN: Field.BORN_MEN, Field.WOMAN: Field.BORN_WOMEN}


def _births(table: Table, read: Read, columns: tuple[Column, ...], first: int, last: int) -> tuple[Column, ...]:
    """Columns headed "Nam" and "Nữ" that hold days are births, whatever stood above them: a text file keeps the
    heading over both in the first alone."""

    def holds_days(index: int) -> bool:
        return any(
            char.isdigit()
            for row in table.rows[first:last]
            if index < len(row)
            for char in read(row[index]).strip()[1:]
        )

    taken = {one.field for one in columns}
    return tuple(
        replace(one, field=born)
        if one.field is not None and (born := _BIRTHS.get(one.field)) and born not in taken and holds_days(one.index)
        else one
        for one in columns
    )


def _term_of(titles: list[list[str]], headings: list[list[str]]) -> int | None:
    """The first year of the latest term that the head of the table names. Where "BCH khóa 2020-2025" is all that is
    told, it tells the new term from that one."""
    above = [year for row in titles for text in row for year in terms_in(text)]
    within = [year for row in headings for text in row for year in terms_in(text)]
    if not above and len(set(within)) == 1 and any(_OF_OLD.search(fold(text)) for row in headings for text in row):
        return within[0] + 1
    return max(above + within, default=None)


_OF_OLD = re.compile(r"\bkhoa (19|20)\d\d\b")


def _header(head: list[list[str]], term: int | None) -> tuple[int, int]:
    """The index of the first header row, and how many there are; (0, 0) where none names people."""
    best, place = 1.0, (0, 0)
    for start, row in enumerate(head):
        if len(set(filter(None, row))) < 2:
            continue
        places: dict[Field, int] = {}
        for height in (1, 2, 3):
            if start + height > len(head):
                break
            columns = _columns(head, start, height, term)
            if height > 1 and _holds_person(head[start + height - 1], places):
                break
            if height == 1:
                places = {one.field: one.index for one in columns if one.field is not None}
            fields = [one.field for one in columns if one.field is not None]
            score = len(fields) - 0.1 * height
            if Field.NAME in fields and score > best:
                best, place = score, (start, height)
    return place


def _columns(head: list[list[str]], start: int, height: int, term: int | None = None) -> tuple[Column, ...]:
    """What each column holds; a field that two columns name stands for the first, but for a name in two parts."""
    width = max((len(row) for row in head), default=0)
    found: list[Column] = []
    taken: set[Field] = set()
    above: tuple[str, ...] = ()
    for index in range(width):
        texts = [row[index] if index < len(row) else "" for row in head[start : start + height]]
        parts = tuple(dict.fromkeys(filter(None, texts)))
        field = match(parts, term)
        if len(parts) > 1:
            above = parts[:-1]
        elif field is None and parts and height > 1 and not texts[0]:
            # A text file keeps the heading over all of them in the first alone.
            field = level_below(above, parts[0])
            if field is None and above and match((*above, parts[0])) in _PARTS_OF_BIRTH:
                field = match((*above, parts[0]))
        elif parts:
            above = ()
        if field is Field.NAME and Field.NAME in taken and found and found[-1].field is Field.NAME:
            field = Field.GIVEN
        if field is Field.GIVEN and not taken & {Field.NAME}:
            field = Field.NAME
        if field in taken:
            field = None
        if field is not None:
            taken.add(field)
        found.append(Column(index, field, " / ".join(parts)))
    return tuple(found)


def _is_column_numbers(row: list[str]) -> bool:
    cells = [text for text in row if text]
    return len(cells) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in cells)


def _last_row(rows: list[list[str]], first: int, columns: tuple[Column, ...]) -> int:
    """The last row before the foot of the document: place and date, signatures, notes, without anybody below."""
    places = {one.field: one.index for one in columns if one.field is not None}
    name = places.get(Field.NAME)
    people = [index for index in range(first, len(rows)) if _holds_person(rows[index], places)]
    last = max(people, default=first - 1) + 1
    for index in range(max(last, first), len(rows)):
        cells = rows[index]
        texts = set(cells) - {""}
        if not texts:
            continue
        named = cells[name] if name is not None and name < len(cells) else ""
        foot = len(texts) <= 3 and (not named or is_signature(named)) and any(map(is_signature, texts))
        if foot and not any(map(_names_group, texts)):
            break
        last = index + 1
    return last


def _names_group(text: str) -> bool:
    group = group_of(text)
    return group is not None and (group.standing is not None or group.pool or group.surplus)


def _holds_person(cells: list[str], places: dict[Field, int]) -> bool:
    """A name together with a birth or a mark, or with a number; below a foot notes are numbered too, so that a number
    goes with what looks like a name alone."""

    def text(field: Field) -> str:
        place = places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""

    name = text(Field.NAME)
    if not name:
        return False
    if any(any(map(str.isdigit, text(field))) and text(field) != name for field in _BORN):
        return True
    if any(text(field) != name and _is_mark(text(field)) for field in places if field not in _NO_MARKS):
        return True
    return text(Field.NUMBERING).strip("().").isdigit() and is_name(name)


_BORN = (Field.BORN, Field.BORN_MEN, Field.BORN_WOMEN, Field.BORN_YEAR)
_NO_MARKS = frozenset({Field.NUMBERING, Field.NAME, Field.GIVEN, Field.NOTE})


def _is_mark(text: str) -> bool:
    try:
        return values.mark(text) is True and not text.isdigit()
    except values.NotUnderstoodError:
        return False
