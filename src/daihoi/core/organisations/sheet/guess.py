"""Where the list begins and ends, what each column holds, and how the list tells what stands under what."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from daihoi.core.legacy import Encoding
from daihoi.core.organisations.sheet.decode import decoder, encoding_of
from daihoi.core.organisations.sheet.footers import is_signature
from daihoi.core.organisations.sheet.headings import match
from daihoi.core.organisations.sheet.model import Column, Field, Hierarchy, Layout
from daihoi.core.organisations.sheet.naming import says_organisation
from daihoi.core.organisations.sheet.numbers import is_number, split_number, ways
from daihoi.core.tables import Cell, Table

_HEAD = 60  # rows searched for headings
_FOOT = 60  # rows searched for the foot of the document
_SAMPLE = 5000  # rows that decide how the list tells its hierarchy
_COLUMN_NUMBER = re.compile(r"\(?([A-Za-z]|\d{1,2}|\d{1,2}\s*=[\s\d+\-()]+)\)?")
_ONCE_ONLY = frozenset(Field) - {Field.LEVEL}

Read = Callable[[Cell], str]


def guess_layout(table: Table) -> Layout:
    """A layout for the table, right for most lists and meant to be shown and corrected.

    Without headings that it knows, the layout has no header rows and only the column of names, if it finds one.
    """
    encoding = encoding_of(table)
    read = decoder(table, encoding)
    head = [[read(cell) for cell in row] for row in table.rows[:_HEAD]]
    start, height = _header(head)
    columns = _columns(head, start, height) if height else _without_header(head)
    first = _first_row(head, start + height)
    last = _last_row(table, read, first, columns)
    columns = _parent_by_code(table, read, columns, first, last)
    header_rows = tuple(range(start + 1, start + height + 1))
    layout = Layout(first + 1, last, columns, Hierarchy.NONE, header_rows, encoding)
    return Layout(first + 1, last, columns, guess_hierarchy(table, layout), header_rows, encoding)


def guess_below(table: Table, header_rows: tuple[int, ...], encoding: Encoding) -> Layout:
    """A layout guessed from headings that stand in the rows that a person says (consecutive, from 1)."""
    read = decoder(table, encoding)
    head = [[read(cell) for cell in row] for row in table.rows[: max(header_rows) + _HEAD]]
    start, height = min(header_rows) - 1, len(header_rows)
    columns = _columns(head, start, height)
    first = _first_row(head, start + height)
    last = _last_row(table, read, first, columns)
    columns = _parent_by_code(table, read, columns, first, last)
    layout = Layout(first + 1, last, columns, Hierarchy.NONE, header_rows, encoding)
    return replace(layout, hierarchy=guess_hierarchy(table, layout))


def guess_hierarchy(table: Table, layout: Layout) -> Hierarchy:
    """How the rows of this layout tell what stands under what; to be asked again after columns were changed."""
    read = decoder(table, layout.encoding)
    if sum(column.field is Field.LEVEL for column in layout.columns) > 1:
        return Hierarchy.LEVELS
    rows = table.rows[layout.first_row - 1 : layout.last_row][:_SAMPLE]
    for field, found in (
        (Field.PARENT_CODE, Hierarchy.PARENT_CODE),
        (Field.PARENT_NAME, Hierarchy.PARENT_NAME),
    ):
        if any(_texts(rows, read, layout.column(field))):
            return found
    place = layout.column(Field.NAME)
    names = [row[place] for row in rows if place is not None and place < len(row) and row[place].text.strip()]
    numbers = [text for text in _texts(rows, read, layout.column(Field.NUMBERING)) if text]
    if not numbers and names:
        inside = [split_number(read(cell))[0] for cell in names]
        numbers = inside if all(inside) else []
    if len(ways(numbers)) > 1:
        return Hierarchy.NUMBERING
    if len({cell.indent for cell in names}) > 1:
        return Hierarchy.INDENT
    return Hierarchy.SECTIONS if _has_sections(rows, read, layout) else Hierarchy.NONE


def section_test(layout: Layout) -> Callable[[str, list[str]], bool]:
    """A function (name, texts of the row's facts) → does this row only open the group below it?

    It does when the list has facts about organisations (code, kind, counts) and the row has none, or else when
    its name is all capitals.
    """
    has_facts = any(layout.column(field) is not None for field in FACTS)

    def is_section(name: str, facts: list[str]) -> bool:
        return bool(name) and (name.isupper() or (has_facts and not any(facts)))

    return is_section


FACTS = (Field.CODE, Field.KIND, Field.OFFICIAL, Field.PROBATIONARY, Field.TOTAL)


def _has_sections(rows: tuple[tuple[Cell, ...], ...], read: Read, layout: Layout) -> bool:
    is_section = section_test(layout)
    facts = [list(_texts(rows, read, layout.column(field))) for field in FACTS]
    found = [
        is_section(name, [texts[i] for texts in facts if texts[i] != name])
        for i, name in enumerate(_texts(rows, read, layout.column(Field.NAME)))
        if name
    ]
    # A list that opens with a group, and whose groups hold something.
    return len(found) > 1 and found[0] and not all(found)


def _texts(rows: tuple[tuple[Cell, ...], ...], read: Read, place: int | None) -> Iterator[str]:
    for row in rows:
        yield read(row[place]) if place is not None and place < len(row) else ""


def _header(head: list[list[str]]) -> tuple[int, int]:
    """The index of the first header row and their number; (0, 0) where no row reads like headings."""
    best, place = 1.2, (0, 0)  # less than two headings is no header
    for start, row in enumerate(head):
        if len(set(filter(None, row))) < 2:
            continue
        for height in (1, 2, 3):
            rows = head[start : start + height]
            if len(rows) < height or (height > 1 and not _may_be_heading(rows[-1], rows[-2])):
                break
            columns = [column for column in _columns(head, start, height) if column.field]
            names = [column for column in columns if column.field in (Field.NAME, Field.LEVEL)]
            score = sum(column.confidence for column in columns) - 0.01 * height
            if names and len(columns) > 1 and score > best:
                best, place = score, (start, height)
    start, height = place
    while height and start and _continues(head[start - 1], head[start]):
        start, height = start - 1, height + 1
    return start, height


def _continues(above: list[str], row: list[str]) -> bool:
    """Do cells merged downwards, not across, tie the row above to this one?"""
    shared = {text for text, lower in zip(above, row, strict=False) if text and text == lower}
    return len(shared) > 0 and len(set(filter(None, above))) > 1


def _may_be_heading(row: list[str], above: list[str]) -> bool:
    """Can this row go on a header? It has no numbers and some heading of its own."""
    own = [text for i, text in enumerate(row) if text and (i >= len(above) or text != above[i])]
    return not any(is_number(text) for text in own) and any(match((text,))[1] >= 0.7 for text in own)


def _columns(head: list[list[str]], start: int, height: int) -> tuple[Column, ...]:
    rows = head[start : start + height]
    found: list[Column] = []
    for index in range(max(map(len, rows), default=0)):
        parts: list[str] = []
        for row in rows:
            text = row[index] if index < len(row) else ""
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        field, confidence, level = match(tuple(parts))
        found.append(Column(index, field, " / ".join(parts), round(confidence, 2), level))
    for field in _ONCE_ONLY:
        same = [column for column in found if column.field is field]
        keep = max(same, key=lambda column: (column.confidence, -column.index), default=None)
        for column in same:
            if column is not keep:
                found[column.index] = Column(column.index, None, column.heading, 0.0)
    return tuple(column for column in found if column.heading)


def _without_header(head: list[list[str]]) -> tuple[Column, ...]:
    """The column with most names of party organisations, else with most text, taken for the names."""
    width = max(map(len, head), default=0)
    columns = [[row[i] for row in head if i < len(row)] for i in range(width)]
    named = [sum(map(says_organisation, texts)) for texts in columns]
    if not any(named):
        return ()
    index = named.index(max(named))
    return (Column(index, Field.NAME, "", 0.3),)


def _first_row(head: list[list[str]], after: int) -> int:
    """The index of the first row with data: blank rows and the "1 2 3 4" row under the headings are passed."""
    for i in range(after, len(head)):
        texts = [text for text in head[i] if text]
        if texts and not (after and _is_column_numbers(texts)):
            return i
    return len(head) if len(head) < _HEAD else after


def _is_column_numbers(texts: list[str]) -> bool:
    """Is this the row under the headings that numbers the columns: 1 2 3, (1) (2), A B 1 2 3=1+2?"""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(texts) < 2 or not all(found):
        return False
    marks = [one[1].split("=")[0].strip() for one in found if one]
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _last_row(table: Table, read: Read, first: int, columns: tuple[Column, ...]) -> int:
    """The number of the last row to read: before signatures, and before blank rows at the end."""
    places = [column.index for column in columns if column.field in (Field.NAME, Field.LEVEL)]
    last = len(table.rows)
    for i in range(max(first, len(table.rows) - _FOOT), len(table.rows)):
        row = table.rows[i]
        texts = [read(cell) for cell in row if cell.text]
        named = any(place < len(row) and says_organisation(read(row[place])) for place in places)
        if not named and any(map(is_signature, texts)):
            last = i
            break
    while last > first and not any(cell.text.strip() for cell in table.rows[last - 1]):
        last -= 1
    return last


def _parent_by_code(table: Table, read: Read, columns: tuple[Column, ...], first: int, last: int) -> tuple[Column, ...]:
    """The columns, with "Trực thuộc" taken for codes where most of its values are codes of the list."""
    place = {column.field: column for column in columns}
    parent, code = place.get(Field.PARENT_NAME), place.get(Field.CODE)
    if not parent or not code or Field.PARENT_CODE in place:
        return columns
    rows = table.rows[first:last]
    codes = set(filter(None, _texts(rows, read, code.index)))
    values = [text for text in _texts(rows, read, parent.index) if text]
    if not values or sum(text in codes for text in values) * 2 <= len(values):
        return columns
    by_code = Column(parent.index, Field.PARENT_CODE, parent.heading, parent.confidence)
    return tuple(by_code if column is parent else column for column in columns)
