"""Tables pasted as text out of an office program: lines of cells with tabs (or semicolons) between them."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.text import one_line


@dataclass(frozen=True)
class PastedLine:
    """A line that holds anything: its number as the text shows it, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of a cell; "" beyond the last."""
        return self.cells[index] if index < len(self.cells) else ""


def lines(text: str) -> list[PastedLine]:
    """The lines that are not empty. A line without a tab is parted at its semicolons."""
    found = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        parts = raw.split("\t") if "\t" in raw else raw.split(";")
        cells = tuple(one_line(part) for part in parts)
        if any(cells):
            found.append(PastedLine(number, cells))
    return found


def whole(text: str) -> int | None:
    """A number of people or things: digits, with or without marks of thousands ("1.234"); None for anything else."""
    plain = one_line(text)
    head, *groups = plain.replace(",", ".").replace(" ", ".").split(".")
    if not groups:
        return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else None
    digits = "".join((head, *groups))
    grouped = 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups) and not head.startswith("0")
    return int(digits) if grouped and digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def day(text: str) -> date | None:
    """A day as it is written in Viet Nam (15/5/2020, 15-05-2020) or in ISO form; None for what is no day."""
    plain = one_line(text).replace("-", "/").replace(".", "/")
    parts = plain.split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, month, last = parts
    year, of_month = (first, last) if len(first) == 4 else (last, first)
    try:
        return date(int(year), int(month), int(of_month)) if len(year) == 4 else None
    except ValueError:
        return None
