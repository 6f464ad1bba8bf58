"""From a table to people, by its layout: which rows hold people, which name a group, and what is passed over."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.organisations.sheet.footers import is_signature, is_total
from daihoi.core.personnel.alike import alike, known, pairs
from daihoi.core.personnel.kinds import Post
from daihoi.core.personnel.sheet import facts, posts, sections
from daihoi.core.personnel.sheet.cells import Cells
from daihoi.core.personnel.sheet.model import Field, Layout, ParsedPeople, PersonRow
from daihoi.core.personnel.sheet.sections import Group, Groups, Kind
from daihoi.core.tables import Table, letter
from daihoi.core.text import fold

_LONGEST_NAME = 120
_MOST_TOLD = 5  # rows that are named in one sentence
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_NUMBERED = re.compile(r"[^\W\d]+( [^\W\d]+)* \d{1,5}")
_BIRTHS = (Field.BORN, Field.BORN_MEN, Field.BORN_WOMEN, Field.BORN_YEAR)


def parse_people(table: Table, layout: Layout) -> ParsedPeople:
    """The people that the rows of a layout say, each with what is known; findings name row and column."""
    cells = Cells(table, layout)
    if not cells.has(Field.NAME):
        text = N_("No column with names was found. Name the headings, or choose the column of full names.")
        nobody = Finding(Severity.ERROR, "no_names", Message(text), Place(sheet=table.name))
        return ParsedPeople((), (nobody,))
    rows = _Reader(cells).people()
    rows = _own_posts(cells, rows)
    _tell_twice(cells, rows)
    return ParsedPeople(tuple(rows), tuple(cells.findings))


class _Reader:
    """Reads rows one after another; a row of its own ("II. Lần đầu") says how the people below it stand."""

    def __init__(self, cells: Cells) -> None:
        self.cells, self.groups = cells, Groups()
        self.minority_marks = facts.marks_minorities(cells)
        self.posts_behind = re.search(r"\bchuc (vu|danh)\b", fold(cells.headings[Field.NAME])) is not None
        self.headings = [set(cells.of(row)) - {""} for row in cells.layout.header_rows if row <= len(cells.table.rows)]
        self.numbered = self._numbered()

    def _numbered(self) -> bool:
        """Do most of those with a birth have a number?"""
        place = self.cells.places.get(Field.NUMBERING)
        return (
            place is not None
            and sum(place < len(row) and row[place].text.strip("().").isdigit() for row in self.cells.table.rows) > 1
        )

    def people(self) -> list[PersonRow]:
        cells, rows = self.cells, []
        last = min(cells.layout.last_row, len(cells.table.rows))
        for number in range(cells.layout.first_row, last + 1):
            cells.go(number)
            name = self.name()
            if not name and cells.unsaved(Field.NAME):
                cells.tell_unsaved()
                continue
            if not any(cells.texts) or self.holds_nobody(name):
                continue
            if len(name) > _LONGEST_NAME:
                text = N_("This is no name: it is longer than {most} letters.")
                cells.note(Severity.ERROR, "name_long", text, Field.NAME, most=_LONGEST_NAME)
            elif not name:
                self.without_name()
            elif not self.groups.out:
                cells.tell_unsaved()
                self.groups.person()
                name, post = self.cut(sections.person_of(name))
                self.strange(name)
                rows.append(facts.person_row(cells, self.groups, name, post, minority_marks=self.minority_marks))
        self.below(last)
        for number in sorted({row for row, _ in cells.table.unsaved if row > len(cells.table.rows)}):
            cells.row, cells.texts = number, []
            if cells.unsaved(Field.NAME):
                cells.tell_unsaved()
        return rows

    def name(self) -> str:
        name, given = self.cells.text(Field.NAME), self.cells.text(Field.GIVEN)
        return " ".join(filter(None, [name, given if given != name else ""]))

    def cut(self, name: str) -> tuple[str, str]:
        """The name, and the post that stands behind it where the heading says so."""
        before, _, after = name.partition(",") if self.posts_behind else (name, "", "")
        return before.strip(), after.strip()

    def strange(self, name: str) -> None:
        # Namesakes are told apart by a number.
        if any(map(str.isdigit, name)) and not _NUMBERED.fullmatch(name):
            text = N_("“{name}” holds more than a name, and is kept as it is. Put the rest into columns of its own.")
            self.cells.note(Severity.WARNING, "name_strange", text, Field.NAME, name=name)

    def without_name(self) -> None:
        cells = self.cells
        if set(cells.texts) - {"", cells.text(Field.NUMBERING)} and not cells.text_failed(Field.NAME):
            cells.note(Severity.ERROR, "name_missing", N_("The row has no name. Fill it in, or empty the row."))

    def below(self, last: int) -> None:
        """What stands in the column of names below the list is not read, and told."""
        place, passed = self.cells.places[Field.NAME], []
        for number in range(last + 1, len(self.cells.table.rows) + 1):
            row = self.cells.of(number)
            text = row[place] if place < len(row) else ""
            if text and not is_signature(text) and not is_total(text) and not sections.counts(text):
                passed.append(number)
        if passed:
            self.cells.row = passed[0]
            text = N_("The list was taken to end in row {last}; what stands in rows {rows} is not read.")
            self.cells.note(Severity.NOTE, "below_list", text, last=last, rows=", ".join(map(str, passed)))

    # Rows that hold nobody

    def holds_nobody(self, name: str) -> bool:
        """Headings that stand again, totals, and rows with nothing but a text that is no person's name."""
        cells = self.cells
        number = cells.text(Field.NUMBERING)
        number = number if sections.NUMBER.fullmatch(number) or not fold(number) else ""
        texts = set(cells.texts) - {""}
        if texts in self.headings or (_COLUMN_NUMBER.fullmatch(name) and all(map(_COLUMN_NUMBER.fullmatch, texts))):
            return True
        if is_total(name) or ((not name or sections.is_count(name)) and any(map(is_total, texts))):
            return True
        rest = texts - {number, name, cells.text(Field.NAME), cells.text(Field.GIVEN)}
        if not name:
            words = [text for text in rest if not sections.is_count(text)]
            if len(words) != 1:
                return False
            name = words[0]
        if any(not sections.is_count(text) for text in rest - {name}) or self.born(name):
            return False
        return self.alone(number, name)

    def born(self, name: str) -> bool:
        return any((text := self.cells.text(field)) and text != name and any(map(str.isdigit, text)) and
                   not re.search(r"[^\W\d]", text) for field in _BIRTHS)  # fmt: skip

    def alone(self, number: str, text: str) -> bool:
        """Is the text that stands alone in its row, with its number, none of a person?"""
        level = sections.level_of(number, text)
        group, arabic = sections.group_of(text), level == 2
        if sections.counts(text) and (group is None or _sums(text)):
            return True
        if group is not None:
            self.enter(replace(group, level=level))
            return True
        if sections.is_addressed(sections.without_number(text)):
            return False
        if self.merged(text) or (level is not None and not arabic):
            self.enter(Group(text, level=level))
            if sections.is_name(sections.without_number(text)):
                self.unclear(text)
            return True
        if is_signature(text) and not (arabic and sections.is_name(text)):
            self.tell(
                Severity.NOTE, "row_passed", N_("“{text}” is no person of the list, so the row is not read."), text
            )
            return True
        if text not in {self.cells.text(Field.NAME), self.name()}:
            place = self.cells.texts.index(text)
            if place > self.cells.places[Field.NAME]:
                return False
            self.unclear(text)
            return True
        return self.unnamed(text, arabic)

    def unnamed(self, text: str, arabic: bool) -> bool:
        if arabic and not sections.is_place(sections.without_number(text)):
            return False
        if not arabic and sections.is_name(text):
            if self.numbered:
                sentence = N_("“{text}” stands alone in its row and without a number; it is taken for a person.")
                self.tell(Severity.WARNING, "row_alone", sentence, text)
            return False
        self.unclear(text)
        return True

    def enter(self, group: Group) -> None:
        self.groups.enter(group)
        if group.out:
            sentence = N_("Those below “{text}” do not stand, so they are not read.")
            self.tell(Severity.WARNING, "group_out", sentence, group.text)
        elif group.kind is Kind.BODY and not group.organs:
            sentence = N_(
                "“{text}” is read as a heading: it gives those below no post. Posts have a column of their own."
            )
            self.tell(Severity.NOTE, "group_post", sentence, group.text)

    def merged(self, text: str) -> bool:
        """Does the text fill cells of several columns, as merged cells do?"""
        names = {self.cells.places.get(field) for field in (Field.NAME, Field.GIVEN)}
        places = {place for place, one in enumerate(self.cells.texts) if one == text}
        return len(places) > 1 and bool(places - names)

    def unclear(self, text: str) -> None:
        sentence = N_("“{text}” stands alone in its row and is not read as a person. Fill the row in if it is one.")
        heads = text.endswith(":") or text[0] in "-–+*•("  # above or among the counts below a list
        self.tell(Severity.NOTE if heads else Severity.WARNING, "row_unclear", sentence, text)

    def tell(self, severity: Severity, code: str, sentence: str, text: str) -> None:
        place = self.cells.texts.index(text) if text in self.cells.texts else self.cells.places[Field.NAME]
        self.cells.note_at(severity, code, sentence, letter(place), text=text)


def _sums(text: str) -> bool:
    return re.match(r"[-–+*•]?\s*(tổng|cộng|trong đó|ấn định)\b", text.lower()) is not None


def _own_posts(cells: Cells, rows: Sequence[PersonRow]) -> list[PersonRow]:
    """ "Bí thư Đảng ủy xã Mẫu" is the secretary of an organisation below, unless the list has no other secretary; so
    is "Bí thư Chi bộ thôn 1", unless it is the list of that cell, as a bare "chi bộ" or its deputy shows."""
    listed = [one for one in rows if not one.pool]
    named = [one for one in listed if Post.AREA_SECRETARY in one.listed.posts]
    of_cell = {one.row: posts.meant_for(one.record.meant_for).of_cell for one in rows}
    is_cell = any(Post.DEPUTY in of_cell[one.row] for one in listed) or any(
        re.search(r"\b(chi bo|chi uy)$", fold(one.record.meant_for)) for one in named
    )
    found: dict[int, frozenset[Post]] = {}
    if len(named) <= 1 and not any(Post.SECRETARY in one.listed.posts for one in listed):
        found = {one.row: frozenset({Post.SECRETARY}) for one in named if is_cell or not of_cell[one.row]}
        if is_cell:
            found |= {row: held for row, held in of_cell.items() if held}
    for one in rows:
        if Post.DEPUTY in of_cell[one.row] and one.row not in found:
            cells.row = one.row
            facts.tell_unknown_post(cells, one.record.meant_for)
    return [_with_posts(one, found[one.row]) if one.row in found else one for one in rows]


def _with_posts(one: PersonRow, held: frozenset[Post]) -> PersonRow:
    return replace(one, listed=replace(one.listed, posts=one.listed.posts - {Post.AREA_SECRETARY} | held))


def _tell_twice(cells: Cells, rows: Sequence[PersonRow]) -> None:
    """Two rows that may be one person, both on the list or both in the pool: told, never joined."""
    people = {one.row: one for one in rows}
    by_row: defaultdict[int, list[int]] = defaultdict(list)
    for pool in (False, True):
        for one, other in pairs(known(each.row, each.listed.person) for each in rows if each.pool is pool):
            wanted = len(by_row[one.id]) < _MOST_TOLD or not by_row[other.id]
            if wanted and _alike(people[one.id], people[other.id]):
                by_row[one.id].append(other.id)
                by_row[other.id].append(one.id)
    for row, others in sorted(by_row.items()):
        if others:
            person, cells.row = people[row].listed.person, row
            text = N_("{name} stands in the list more than once, or two people share name and birth month.")
            if any(people[other].listed.person.born != person.born for other in others):
                text = N_("{name}: row {rows} may be the same person. Write the birth months, or take a row out.")
            cells.note(Severity.WARNING, "twice", text, name=person.name, rows=", ".join(map(str, others[:_MOST_TOLD])))


def _alike(one: PersonRow, other: PersonRow) -> bool:
    return alike(one.listed.person, other.listed.person)
