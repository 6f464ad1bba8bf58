"""From a table and its layout to checked rows."""

import re
from collections import defaultdict

from daihoi.core.collector import collector_paused
from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.organisations.sheet.decode import decoder
from daihoi.core.organisations.sheet.drafts import Draft, Finder, rows_named
from daihoi.core.organisations.sheet.footers import is_total
from daihoi.core.organisations.sheet.guess import FACTS, section_test
from daihoi.core.organisations.sheet.hierarchy import place_drafts
from daihoi.core.organisations.sheet.model import Field, Hierarchy, Layout, Parsed, SheetRow
from daihoi.core.organisations.sheet.naming import kind_of_text, says_organisation, unit_of_text
from daihoi.core.organisations.sheet.numbers import NotACountError, count, split_number
from daihoi.core.tables import Cell, Table, letter

LONGEST_NAME, LONGEST_CODE = 200, 60  # letters
_COUNTS = (Field.OFFICIAL, Field.PROBATIONARY, Field.TOTAL)
_NOT_A_COUNT = {
    "negative": N_("“{text}” is below zero. Write the number of members as a whole number from 0 up."),
    "fraction": N_("“{text}” is not a whole number. Members are counted in whole numbers: correct it."),
    "text": N_("“{text}” is not a number. Write the number of members in digits, or leave it blank."),
}


@collector_paused()
def parse(table: Table, layout: Layout) -> Parsed:
    """The organisations of the table, with findings placed by row and column.

    A row with an error keeps what could be read; its wrong value is None. Nothing is compared with the known tree
    here: see `compare`.
    """
    return _Parser(table, layout).run()


class _Parser:
    """One pass over one table."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self.table = table
        self.layout = layout
        self.read = decoder(table, layout.encoding)
        self.find = Finder(table.name)
        self.findings: list[Finding] = []
        self.place = {column.field: column.index for column in layout.columns if column.field}
        self.letters = {field: letter(index) for field, index in self.place.items()}
        told_apart = (Field.NAME, Field.LEVEL, Field.NUMBERING)
        self.facts = [(field, index) for field, index in self.place.items() if field not in told_apart]
        levels = [column for column in layout.columns if column.field is Field.LEVEL]
        self.levels = [column.index for column in sorted(levels, key=lambda column: column.level)]
        if layout.hierarchy is not Hierarchy.LEVELS and Field.NAME in self.place:
            self.levels = []
        self.name_letter = letter(self.levels[0]) if self.levels else self.letters.get(Field.NAME, "")

    def run(self) -> Parsed:
        if Field.NAME not in self.place and not self.levels:
            text = N_("No column was found with the names of organisations. Choose the column that holds them.")
            self.note(Severity.ERROR, "no-name-column", text, None)
            return Parsed((), tuple(self.findings), self.table.name, self.letters)
        drafts = self.drafts()
        column = self.letters.get(Field(self.layout.hierarchy.value), "") if self._by_text() else ""
        drafts, findings = place_drafts(drafts, self.layout.hierarchy, self.find, column, self.name_letter)
        self.findings += findings
        self.duplicate_codes(drafts)
        if Field.TOTAL in self.place and Field.OFFICIAL not in self.place and Field.PROBATIONARY not in self.place:
            text = N_(
                "The list gives only the total of members; all of them are counted as official. Add a column of "
                "probationary members to tell them apart."
            )
            last = max(self.layout.header_rows, default=None)
            self.note(Severity.WARNING, "total-only", text, last, self.letters[Field.TOTAL])
        rows = tuple(self.checked(draft) for draft in drafts)
        findings = sorted(self.findings, key=lambda finding: finding.place.row or 0)
        return Parsed(rows, tuple(findings), self.table.name, self.letters)

    def note(
        self, severity: Severity, code: str, text: str, row: int | None, column: str = "", /, **params: object
    ) -> None:
        self.findings.append(self.find(severity, code, text, row, column, **params))

    def _by_text(self) -> bool:
        return self.layout.hierarchy in (Hierarchy.PARENT_CODE, Hierarchy.PARENT_NAME)

    def drafts(self) -> list[Draft]:
        """The rows with a name that are no totals, blank lines or repeated headings."""
        headings = self.heading_texts()
        is_section = section_test(self.layout)
        facts = [self.place[field] for field in FACTS if field in self.place]
        kept: list[Draft] = []
        for number in range(self.layout.first_row, min(self.layout.last_row, len(self.table.rows)) + 1):
            cells = self.table.rows[number - 1]
            draft = self.named(number, cells)
            if draft is None or draft.name in headings:
                continue
            if self.layout.hierarchy is Hierarchy.SECTIONS:
                texts = [self.text(cells, index) for index in facts]
                draft.opens_group = is_section(draft.name, [text for text in texts if text != draft.name])
            self.fill(draft, cells)
            kept.append(draft)
        return kept

    def heading_texts(self) -> set[str]:
        places = self.levels or [self.place[Field.NAME]]
        rows = [self.table.rows[number - 1] for number in self.layout.header_rows if number <= len(self.table.rows)]
        return {self.text(row, place) for row in rows for place in places} - {""}

    def text(self, cells: tuple[Cell, ...], index: int | None) -> str:
        return self.read(cells[index]) if index is not None and index < len(cells) and cells[index].text else ""

    def named(self, number: int, cells: tuple[Cell, ...]) -> Draft | None:
        """The draft with its name, number and indent; None for rows that are no organisation."""
        levels = self.level_texts(cells)
        own = self.place.get(Field.NAME)
        name = next((text for text in reversed(levels) if text), "") if levels else self.text(cells, own)
        if name and is_total(name):
            return None
        if not name:
            self.nameless(number, cells)
            return None
        draft = Draft(number, name, levels=levels, number=self.text(cells, self.place.get(Field.NUMBERING)))
        if draft.number == name:  # one merged cell
            draft.number = ""
        if not levels and own is not None:
            draft.indent = cells[own].indent
        if not draft.number and Field.NUMBERING not in self.place:
            draft.number, draft.name = split_number(name)
        return draft

    def level_texts(self, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        """The texts of the level columns; a name repeated beside itself is one merged cell, and counts once."""
        texts = [self.text(cells, index) for index in self.levels]
        return tuple(text if not i or text != texts[i - 1] else "" for i, text in enumerate(texts))

    def nameless(self, number: int, cells: tuple[Cell, ...]) -> None:
        if any(is_total(self.read(cell)) for cell in cells if cell.text):
            return
        for field in FACTS:
            if text := self.text(cells, self.place.get(field)):
                sentence = N_("The row has “{text}” but no name. Write the organisation's name, or clear the row.")
                self.note(Severity.ERROR, "name-missing", sentence, number, self.name_letter, text=text)
                return

    def fill(self, draft: Draft, cells: tuple[Cell, ...]) -> None:
        """The other facts of the row; wrong ones become findings."""
        texts: dict[Field, str] = {}
        for field, place in self.facts:
            if place < len(cells) and (cell := cells[place]).text:
                text = self.read(cell)
                if text != draft.name:  # else one merged cell over the whole row
                    texts[field] = text
        get = texts.get
        draft.code = get(Field.CODE, "")
        draft.kind_text = get(Field.KIND, "")
        draft.unit_text = get(Field.UNIT, "")
        draft.parent_code = get(Field.PARENT_CODE, "")
        draft.parent_name = get(Field.PARENT_NAME, "")
        draft.decision = get(Field.DECISION, "")
        draft.note = get(Field.NOTE, "")
        if Field.PREDECESSORS in texts:
            cell = cells[self.place[Field.PREDECESSORS]]
            draft.predecessors = _listed(self.read(Cell(cell.text.replace("\n", ";"), font=cell.font)))
        before = len(self.findings)
        numbers = {field: self.count_in(draft.row, field, texts[field]) for field in _COUNTS if field in texts}
        if len(self.findings) == before:  # with one number wrong, the others do not say what is meant
            draft.official, draft.probationary = self.members(draft, numbers)

    def count_in(self, row: int, field: Field, text: str) -> int | None:
        try:
            return count(text)
        except NotACountError as error:
            sentence = _NOT_A_COUNT[error.reason]
            self.note(Severity.ERROR, f"count-{error.reason}", sentence, row, self.letters[field], text=text)
            return None

    def members(self, draft: Draft, numbers: dict[Field, int | None]) -> tuple[int | None, int | None]:
        """Official and probationary members out of the two or three numbers that lists give."""
        official, probationary = numbers.get(Field.OFFICIAL), numbers.get(Field.PROBATIONARY)
        total = numbers.get(Field.TOTAL)
        row = draft.row
        if total is None:
            if official is not None and probationary is not None and probationary > official:
                text = N_("More probationary members ({probationary}) than official ones ({official}).")
                self.note(
                    Severity.WARNING, "probationary-more", text, row, self.letters[Field.PROBATIONARY],
                    probationary=probationary, official=official,
                )  # fmt: skip
            return official, probationary
        for field, part in ((Field.OFFICIAL, official), (Field.PROBATIONARY, probationary)):
            if part is not None and part > total:
                text = N_("{part} members are more than the total of {total}. Correct one of the two.")
                self.note(Severity.ERROR, "more-than-total", text, row, self.letters[field], part=part, total=total)
                return None, None
        if official is not None and probationary is not None and official + probationary != total:
            text = N_("{official} official and {probationary} probationary members do not make {total}.")
            self.note(
                Severity.ERROR, "total-differs", text, row, self.letters[Field.TOTAL],
                official=official, probationary=probationary, total=total,
            )  # fmt: skip
            return None, None
        if official is None:
            return total - (probationary or 0), probationary
        return official, total - official

    def duplicate_codes(self, drafts: list[Draft]) -> None:
        by_code: defaultdict[str, list[int]] = defaultdict(list)
        for draft in drafts:
            if draft.code:
                by_code[draft.code].append(draft.row)
        for code, rows in by_code.items():
            for row in rows if len(rows) > 1 else ():
                others = rows_named((other, "") for other in rows if other != row)
                text = N_("The code {code} stands in row {rows} too. Give each organisation its own code.")
                self.note(Severity.ERROR, "duplicate-code", text, row, self.letters[Field.CODE], code=code, rows=others)

    def too_long(self, draft: Draft) -> None:
        """Names and codes that the tree could not hold."""
        for field, text, most in ((Field.NAME, draft.name, LONGEST_NAME), (Field.CODE, draft.code, LONGEST_CODE)):
            if len(text) > most:
                sentence = N_("“{text}…” is longer than {most} letters. Shorten it.")
                column = self.name_letter if field is Field.NAME else self.letters[field]
                self.note(Severity.ERROR, "too-long", sentence, draft.row, column, text=text[:30], most=most)

    def checked(self, draft: Draft) -> SheetRow:
        self.too_long(draft)
        kind, unit = kind_of_text(draft.kind_text), unit_of_text(draft.unit_text)
        if draft.kind_text and kind is None and not says_organisation(draft.kind_text):
            text = N_("“{text}” is no kind of organisation that is known; the kind is told by the name.")
            self.note(
                Severity.WARNING, "kind-unreadable", text, draft.row, self.letters[Field.KIND],
                text=draft.kind_text,
            )  # fmt: skip
        if draft.unit_text and unit is None:
            text = N_("“{text}” is no kind of unit that is known; the kind is told by the name.")
            self.note(
                Severity.WARNING, "unit-unreadable", text, draft.row, self.letters[Field.UNIT],
                text=draft.unit_text,
            )  # fmt: skip
        return SheetRow(
            row=draft.row, name=draft.name, code=draft.code, kind=kind, kind_text=draft.kind_text, unit=unit,
            parent=draft.parent, parent_text=draft.parent_text, official=draft.official,
            probationary=draft.probationary, predecessors=draft.predecessors, decision=draft.decision, note=draft.note,
        )  # fmt: skip


def _listed(text: str) -> tuple[str, ...]:
    """The names or codes in one cell: separated by ";" where there is one (names may hold commas), else by ","."""
    parts = text.split(";") if ";" in text else re.split(r",", text)
    return tuple(part.strip() for part in parts if part.strip())
