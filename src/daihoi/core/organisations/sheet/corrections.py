"""Corrections of single rows that people make beside their file, put into the table before it is parsed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.sheet.decode import decoder
from daihoi.core.organisations.sheet.model import Column, Field, Hierarchy, Layout
from daihoi.core.organisations.sheet.numbers import split_number
from daihoi.core.tables import Cell, Table

WIDEST = 200  # columns with anything in them; no list of organisations has more
_ALWAYS = (Field.CODE, Field.NAME, Field.KIND)
_COUNTS = (Field.OFFICIAL, Field.PROBATIONARY, Field.TOTAL)
_BY_TEXT = (Hierarchy.PARENT_CODE, Hierarchy.PARENT_NAME)
_UPPER = (Field.PARENT_CODE, Field.PARENT_NAME)


@dataclass(frozen=True)
class Overrides:
    """`texts`: what cells say instead, by row (from 1) and field; `left_out`: rows that are passed over.

    An upper organisation is given under Field.PARENT_NAME, by its code or its name.
    """

    texts: Mapping[int, Mapping[Field, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


def editable(layout: Layout) -> tuple[Field, ...]:
    """The fields of a row that an override may give under this layout, in the order in which they are shown.

    The upper organisation is among them where the list names it, or names none; not where its place says it.
    """
    counts = tuple(one for one in _COUNTS if layout.column(one) is not None)
    fields = [*_ALWAYS]
    if layout.hierarchy in _BY_TEXT or (
        layout.hierarchy is Hierarchy.NONE and all(layout.column(one) is None for one in _UPPER)
    ):
        fields.append(Field.PARENT_NAME)
    fields += counts or (Field.OFFICIAL, Field.PROBATIONARY)
    if layout.column(Field.PREDECESSORS) is not None:
        fields.append(Field.PREDECESSORS)
    return tuple(fields)


def row_texts(table: Table, layout: Layout, rows: Sequence[int]) -> dict[int, dict[Field, str]]:
    """What the cells of some rows say, by editable field; "" where there is no such cell."""
    read = decoder(table, layout.encoding)
    found: dict[int, dict[Field, str]] = {}
    for row in rows:
        cells = table.rows[row - 1] if 0 < row <= len(table.rows) else ()
        texts = {one: _text(cells, _place(cells, layout, one), read) for one in editable(layout)}
        if Field.PARENT_NAME in texts and layout.hierarchy is Hierarchy.PARENT_CODE:
            texts[Field.PARENT_NAME] = _text(cells, layout.column(Field.PARENT_CODE), read) or texts[Field.PARENT_NAME]
        if _numbers_in_names(layout):
            texts[Field.NAME] = split_number(texts[Field.NAME])[1]
        found[row] = texts
    return found


def apply_overrides(table: Table, layout: Layout, overrides: Overrides) -> tuple[Table, Layout]:
    """The table and layout with the corrections in their cells; rows and columns of the file keep their places.

    A field that no column of the file holds gets one after the last. Corrections are Unicode, so a table in an old
    encoding comes back converted.
    """
    texts = {row: given for row, given in overrides.texts.items() if 0 < row <= len(table.rows)}
    if not texts and not overrides.left_out:
        return table, layout
    table, layout = _in_unicode(table, layout)
    layout = _with_columns(table, layout, {one for given in texts.values() for one in given})
    rows = list(table.rows)
    for row, given in texts.items():
        cells = list(rows[row - 1])
        for one, text in given.items():
            _put(cells, layout, one, text)
        rows[row - 1] = tuple(cells)
    for row in overrides.left_out:
        if 0 < row <= len(rows):
            rows[row - 1] = ()
    return Table(table.name, tuple(rows)), layout


def filled_columns(table: Table) -> tuple[int, ...]:
    """The indexes of the columns in which any row has text; Refused beyond `WIDEST` of them."""
    found: set[int] = set()
    for row in table.rows:
        found.update(i for i, cell in enumerate(row) if cell.text)
        if len(found) > WIDEST:
            text = N_("The sheet “{sheet}” has more than {most} columns. Delete those that the list does not need.")
            raise refuse("too_wide", text, sheet=table.name, most=WIDEST)
    return tuple(sorted(found))


def _text(cells: Sequence[Cell], place: int | None, read: object) -> str:
    return read(cells[place]) if place is not None and place < len(cells) else ""  # type: ignore[operator]


def _place(cells: Sequence[Cell], layout: Layout, one: Field) -> int | None:
    """The index of the cell that holds the field in this row: for names in level columns, the deepest filled one."""
    if one is Field.NAME and layout.hierarchy is Hierarchy.LEVELS:
        levels = [column for column in layout.columns if column.field is Field.LEVEL]
        places = [column.index for column in sorted(levels, key=lambda column: column.level)]
        filled = [place for place in places if place < len(cells) and cells[place].text]
        if places:
            return filled[-1] if filled else places[0]
    return layout.column(one)


def _numbers_in_names(layout: Layout) -> bool:
    return layout.column(Field.NUMBERING) is None


def _in_unicode(table: Table, layout: Layout) -> tuple[Table, Layout]:
    if layout.encoding == "unicode":
        return table, layout
    read = decoder(table, layout.encoding)

    def converted(cell: Cell) -> Cell:
        if not cell.text:
            return cell
        lines = [read(Cell(line, font=cell.font)) for line in cell.text.split("\n")]  # lines part predecessors
        return Cell("\n".join(lines), cell.indent)

    rows = tuple(tuple(map(converted, row)) for row in table.rows)
    return Table(table.name, rows), replace(layout, encoding="unicode")


def _with_columns(table: Table, layout: Layout, wanted: set[Field]) -> Layout:
    """The layout with a column for each wanted field."""
    width = max(map(len, table.rows), default=0)
    columns = list(layout.columns)
    for one in Field:
        has_levels = one is Field.NAME and layout.hierarchy is Hierarchy.LEVELS
        if one in wanted and layout.column(one) is None and not has_levels:
            columns.append(Column(width, one))
            width += 1
    hierarchy = layout.hierarchy
    if Field.PARENT_NAME in wanted and hierarchy is Hierarchy.NONE:
        hierarchy = Hierarchy.PARENT_NAME
    return replace(layout, columns=tuple(columns), hierarchy=hierarchy)


def _put(cells: list[Cell], layout: Layout, one: Field, text: str) -> None:
    """Write a text into the cell of a field; indent and font stay, and so does a number before a name."""
    place = _place(cells, layout, one)
    if place is None:
        return
    cells.extend([Cell()] * (place + 1 - len(cells)))
    if one is Field.NAME and _numbers_in_names(layout):
        number, name = split_number(cells[place].text)
        if number and not split_number(text)[0]:
            text = cells[place].text.removesuffix(name) + text
    cells[place] = replace(cells[place], text=text.strip())
    code = layout.column(Field.PARENT_CODE)
    if one is Field.PARENT_NAME and code is not None and code < len(cells):
        cells[code] = Cell()  # the text given counts, whether code or name
