"""The cells of the row that is being read, by what their columns hold; what is not understood becomes a finding."""

from collections.abc import Callable
from typing import TypeVar

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.organisations.sheet.decode import decoder
from daihoi.core.personnel.sheet import values
from daihoi.core.personnel.sheet.layout import WIDEST
from daihoi.core.personnel.sheet.model import FIELD_NAMES, Field, Layout
from daihoi.core.tables import Table, letter

T = TypeVar("T")
# No rule asks for these: what a formula failed to give is told, and the person read without it.
_BESIDE = frozenset({Field.NUMBERING, Field.HOME, Field.SCHOOLING, Field.POST, Field.NOTE})


class Cells:
    """A table with its layout, and the row in it that is read now (`row`, from 1)."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self.table, self.layout = table, layout
        self.read = decoder(table, layout.encoding)
        self.places = {one.field: one.index for one in layout.columns if one.field is not None}
        self.headings = {one.field: one.heading for one in layout.columns if one.field is not None}
        self.findings: list[Finding] = []
        self.row = 0
        self.texts: list[str] = []
        self._told: set[tuple[int, Field]] = set()

    def go(self, row: int) -> None:
        self.row, self.texts = row, self.of(row)

    def of(self, row: int) -> list[str]:
        """The texts of any row."""
        return [self.read(cell) for cell in self.table.rows[row - 1][:WIDEST]]

    def has(self, field: Field) -> bool:
        return field in self.places

    def text(self, field: Field) -> str:
        """The text of a cell; "" and a finding where a formula failed."""
        place = self.places.get(field)
        text = self.texts[place] if place is not None and place < len(self.texts) else ""
        if text.startswith("#") and text.upper() in values.ERRORS:
            if (self.row, field) not in self._told:
                self._told.add((self.row, field))
                sentence = N_("The formula in this cell failed: {text}. Correct it, or write the value.")
                severity = Severity.WARNING if field in _BESIDE else Severity.ERROR
                self.note(severity, "cell_failed", sentence, field, text=text)
            return ""
        return text

    def text_failed(self, field: Field) -> bool:
        """Was this cell told to hold a formula that failed?"""
        return (self.row, field) in self._told

    def unsaved(self, field: Field) -> bool:
        """Is this cell blank because its formula has no stored value?"""
        return field in self.places and (self.row, self.places[field]) in self.table.unsaved

    def tell_unsaved(self) -> None:
        """Every cell of the row that is read and whose formula has no stored value."""
        for field in self.places:
            if self.unsaved(field):
                text = N_("The formula in this cell has no value yet. Open the file, save it, and choose it anew.")
                severity = Severity.WARNING if field in _BESIDE else Severity.ERROR
                self.note(severity, "formula_unsaved", text, field)

    def value(
        self, field: Field, understand: Callable[[str], T | None], severity: Severity = Severity.ERROR
    ) -> T | None:
        """What a cell says; a finding and None where it cannot be understood. Where `severity` is not an error, the
        person is read without it."""
        text = self.text(field)
        try:
            return understand(text) if text else None
        except values.NotUnderstoodError:
            sentence = N_("“{text}” is not understood as: {what}. Correct it, or empty the cell.")
            if severity is not Severity.ERROR:
                sentence = N_("“{text}” is not understood as: {what}. It counts as not known.")
            self.note(severity, f"{field}_unreadable", sentence, field, text=text, what=_Named(field))
            return None

    def mark(self, field: Field) -> bool | None:
        """A mark; where the column is there, a blank cell says no."""
        if field not in self.places:
            return None
        return bool(self.value(field, values.mark)) if self.text(field) else False

    def note(self, severity: Severity, code: str, text: str, field: Field = Field.NAME, /, **params: object) -> None:
        place = self.places.get(field)
        self.note_at(severity, code, text, letter(place) if place is not None else "", **params)

    def note_at(self, severity: Severity, code: str, text: str, column: str, /, **params: object) -> None:
        where = Place(self.table.name, self.row, column)
        self.findings.append(Finding(severity, code, Message(text, params), where))


class _Named:
    """The name of a field, said in the reader's language."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def render(self, translate: Callable[[str], str] = N_) -> str:
        return translate(FIELD_NAMES[self.field])
