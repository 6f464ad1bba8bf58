"""A sheet of an office file as plain cells: what `office` reads and `core` understands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)  # there are millions of them
class Cell:
    """One cell: its text as shown, how far it is indented (cell style or leading blanks), and its font."""

    text: str = ""
    indent: int = 0
    font: str = ""


@dataclass(frozen=True)
class Table:
    """One sheet. `rows[i][j]` is the cell in row i + 1, column letter(j); rows may be of different lengths. `unsaved`:
    (row from 1, column from 0) of cells that are blank because their formula has no stored value."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    unsaved: frozenset[tuple[int, int]] = frozenset()


def letter(column: int) -> str:
    """The letters of a column as office programs show them: 0 → "A", 27 → "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
