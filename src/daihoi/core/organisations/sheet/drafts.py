"""One row on its way to a `SheetRow`, and how findings name rows to people."""

from collections.abc import Iterable
from dataclasses import dataclass

from daihoi.core.messages import Finding, Message, Place, Severity


@dataclass(slots=True)
class Draft:
    """A row as read; the steps fill `parent` or `parent_text` in. Same meanings as in `SheetRow`."""

    row: int
    name: str
    code: str = ""
    kind_text: str = ""
    unit_text: str = ""
    parent_code: str = ""
    parent_name: str = ""
    official: int | None = None
    probationary: int | None = None
    predecessors: tuple[str, ...] = ()
    decision: str = ""
    note: str = ""
    indent: int = 0
    number: str = ""
    levels: tuple[str, ...] = ()
    opens_group: bool = False
    implied: bool = False  # named only as the upper level of another row
    parent: int | None = None
    parent_text: str = ""


@dataclass(frozen=True)
class Finder:
    """Makes findings that name the sheet."""

    sheet: str

    def __call__(
        self, severity: Severity, code: str, text: str, row: int | None, column: str = "", /, **params: object
    ) -> Finding:
        return Finding(severity, code, Message(text, params), Place(self.sheet, row, column))


def rows_named(rows: Iterable[tuple[int, str]]) -> str:
    """Rows for a sentence: "5, 9 (A01)"; at most six, then "…"."""
    shown = [f"{row} ({code})" if code else str(row) for row, code in rows]
    return ", ".join(shown[:6]) + (", …" if len(shown) > 6 else "")
