"""From a table to people: where the list begins and ends, what each column holds, and what each row says."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.organisations.sheet.decode import decoder, encoding_of
from daihoi.core.organisations.sheet.footers import is_signature, is_total
from daihoi.core.personnel.kinds import Organ, Post, Sex, Standing
from daihoi.core.personnel.people import Listed, Person, minority
from daihoi.core.personnel.sheet import values
from daihoi.core.personnel.sheet.headings import match
from daihoi.core.personnel.sheet.model import FIELD_NAMES, Column, Field, Layout, ParsedPeople, PersonRow, Record
from daihoi.core.tables import Cell, Table, letter
from daihoi.core.text import fold, name_key

_HEAD = 40  # rows searched for headings
_WIDEST = 120  # columns; no list of people has more
_LONGEST_NAME = 120
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")
_NUMBER = re.compile(r"\(?(\d+|[IVXL]+|[A-Za-z])[.)/:]?")
_SECTION = re.compile(
    r"((nhung |cac )?(dong chi|nhan su|can bo|danh sach|nhom|dien|khoi)( .*)?|"
    r"tai cu|(tham gia )?lan dau|(tham gia )?moi|nguon|quy hoach|so du)\b"
)
_NUMBERED = re.compile(r"\s*(\d+|[IVXL]+|[A-Za-z])\s*[.)/:]\s*")
_ORGANS = {
    Field.COMMITTEE: Organ.COMMITTEE,
    Field.STANDING_COMMITTEE: Organ.STANDING,
    Field.INSPECTION: Organ.INSPECTION,
    Field.DELEGATION: Organ.DELEGATION,
    Field.ALTERNATES: Organ.ALTERNATES,
}
Read = Callable[[Cell], str]
T = TypeVar("T")


def guess_people_layout(table: Table) -> Layout:
    """A layout for the table, right for most lists and meant to be shown and corrected.

    Without a row of headings that names people it has no columns that hold anything.
    """
    encoding = encoding_of(table)
    read = decoder(table, encoding)
    head = [[read(cell) for cell in row[:_WIDEST]] for row in table.rows[:_HEAD]]
    start, height = _header(head)
    columns = _columns(head, start, height) if height else _columns(head, 0, 0)
    first = start + height
    while height and first < len(head) and _is_column_numbers(head[first]):
        first += 1
    header = tuple(range(start + 1, start + height + 1))
    name = next((one.index for one in columns if one.field is Field.NAME), None)
    last = _last_row(table, read, first, name)
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


def _header(head: list[list[str]]) -> tuple[int, int]:
    """The index of the first header row, and how many there are; (0, 0) where none names people."""
    best, place = 1.0, (0, 0)
    for start, row in enumerate(head):
        if len(set(filter(None, row))) < 2:
            continue
        for height in (1, 2, 3):
            if start + height > len(head):
                break
            fields = [one.field for one in _columns(head, start, height) if one.field is not None]
            score = len(fields) - 0.1 * height
            if Field.NAME in fields and score > best:
                best, place = score, (start, height)
    return place


def _columns(head: list[list[str]], start: int, height: int) -> tuple[Column, ...]:
    """What each column holds; a field that two columns name stands for the first, but for a name in two parts."""
    width = max((len(row) for row in head), default=0)
    found: list[Column] = []
    taken: set[Field] = set()
    for index in range(width):
        texts = [row[index] if index < len(row) else "" for row in head[start : start + height]]
        parts = tuple(dict.fromkeys(filter(None, texts)))
        field = match(parts)
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


def _last_row(table: Table, read: Read, first: int, name: int | None) -> int:
    """The last row before the foot of the document: place and date, signatures, without anybody's name before them."""
    last = first
    for index in range(first, len(table.rows)):
        cells = [read(cell) for cell in table.rows[index][:_WIDEST]]
        texts = set(cells) - {""}
        if not texts:
            continue
        named = cells[name] if name is not None and name < len(cells) else ""
        foot = len(texts) <= 3 and (not named or is_signature(named)) and any(map(is_signature, texts))
        if foot and not any(_SECTION.match(fold(text)) for text in texts):
            break
        last = index + 1
    return last


def parse_people(table: Table, layout: Layout) -> ParsedPeople:
    """The people that the rows of a layout say, each with what is known; findings name row and column."""
    return _Reader(table, layout).people()


class _Reader:
    """Reads rows one after another; a row of its own ("II. Lần đầu") says how the people below it stand."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self.table, self.layout = table, layout
        self.read = decoder(table, layout.encoding)
        self.places = {one.field: one.index for one in layout.columns if one.field is not None}
        self.findings: list[Finding] = []
        self.standing: Standing | None = None  # by the section
        self.pool = self.surplus = False
        self.row = 0
        self.cells: Sequence[Cell] = ()

    def people(self) -> ParsedPeople:
        rows: list[PersonRow] = []
        if Field.NAME not in self.places:
            text = N_("No column with names was found. Name the headings, or choose the column of full names.")
            self.findings.append(Finding(Severity.ERROR, "no_names", Message(text), Place(sheet=self.table.name)))
            return ParsedPeople((), tuple(self.findings))
        for number in range(self.layout.first_row, min(self.layout.last_row, len(self.table.rows)) + 1):
            self.row, self.cells = number, self.table.rows[number - 1]
            found = self.person()
            if found is not None:
                rows.append(found)
        rows = _one_secretary(rows)
        self.twice(rows)
        return ParsedPeople(tuple(rows), tuple(self.findings))

    # One row

    def person(self) -> PersonRow | None:
        name = self.name()
        texts = {self.read(cell) for cell in self.cells[:_WIDEST]} - {""}
        if not texts or is_total(name) or any(is_total(text) for text in texts if not name):
            return None
        if self.is_section(name, texts):
            return None
        if not name:
            if len(texts - {self.text(Field.NUMBERING)}) > 0:
                self.note(Severity.ERROR, "name_missing", N_("The row has no name. Fill it in, or empty the row."))
            return None
        if len(name) > _LONGEST_NAME:
            text = N_("This is no name: it is longer than {most} letters.")
            self.note(Severity.ERROR, "name_long", text, Field.NAME, most=_LONGEST_NAME)
            return None
        sex, birth = self.sex(), self.birth()
        organs, posts = self.meant()
        ethnicity = self.text(Field.ETHNICITY)
        local, not_local = self.mark(Field.LOCAL), self.mark(Field.NOT_LOCAL)
        person = Person(
            key=str(self.row),
            name=name,
            sex=sex,
            born=birth.month if birth else None,
            minority=self.minority(ethnicity),
            degree=self.value(Field.DEGREE, values.degree),
            theory=self.value(Field.THEORY, values.theory),
            science=self.mark(Field.SCIENCE),
            local=local if not_local is None else not not_local,
            born_year=birth.year if birth else None,
        )
        special = self.text(Field.SPECIAL)
        listed = Listed(
            person,
            organs,
            self.how(),
            posts,
            surplus=self.beyond(organs),
            special="" if values.blank(special) else special,
            councils=bool(self.mark(Field.COUNCILS)),
        )
        record = Record(
            ethnicity=ethnicity,
            home=self.text(Field.HOME),
            probationary_on=self.value(Field.PROBATIONARY, values.day),
            official_on=self.value(Field.OFFICIAL, values.day),
            schooling=self.text(Field.SCHOOLING),
            specialism=values.specialism(self.text(Field.DEGREE)),
            post=self.text(Field.POST),
            meant_for=self.text(Field.MEANT_FOR),
            note=self.text(Field.NOTE),
        )
        if record.probationary_on and record.official_on and record.official_on < record.probationary_on:
            text = N_("Official before joining. Correct the days.")
            self.note(Severity.ERROR, "joined_in_order", text, Field.OFFICIAL)
        return PersonRow(self.row, listed, record, self.pool or self.in_pool())

    def name(self) -> str:
        parts = [self.text(Field.NAME)]
        given = self.text(Field.GIVEN)
        if given and given != parts[0]:
            parts.append(given)
        return " ".join(filter(None, parts))

    def is_section(self, name: str, texts: set[str]) -> bool:
        """A row with one text beside its number that names a group: those below it stand so."""
        number = self.text(Field.NUMBERING)
        rest = texts - {number} if _NUMBER.fullmatch(number) else texts
        if len(rest) != 1:
            return False
        (text,) = rest
        folded = fold(_NUMBERED.sub("", text, count=1))
        if _SECTION.match(folded) is None:
            return bool(_NUMBERED.match(text)) and text.isupper()
        self.pool = re.search(r"\b(quy hoach|nguon)\b", folded) is not None
        self.surplus = re.search(r"\bso du\b", folded) is not None
        if "tai cu" in folded:
            self.standing = Standing.RESTANDING
        elif re.search(r"\b(lan dau|moi)\b", folded):
            self.standing = Standing.FIRST_TIME
        return True

    # One cell

    def text(self, field: Field) -> str:
        place = self.places.get(field)
        return self.read(self.cells[place]) if place is not None and place < len(self.cells) else ""

    def value(self, field: Field, understand: Callable[[str], T | None]) -> T | None:
        """What a cell says; a finding and None where it cannot be understood."""
        text = self.text(field)
        try:
            return understand(text) if text else None
        except values.NotUnderstoodError:
            sentence = N_("“{text}” is not understood as: {what}. Correct it, or empty the cell.")
            self.note(Severity.ERROR, f"{field}_unreadable", sentence, field, text=text, what=_Named(field))
            return None

    def mark(self, field: Field) -> bool | None:
        """A mark; where the column is there, a blank cell says no."""
        if field not in self.places:
            return None
        return bool(self.value(field, values.mark)) if self.text(field) else False

    def in_pool(self) -> bool:
        """Marked, or with any words in the column of the pool."""
        text = self.text(Field.POOL)
        return not values.blank(text) and fold(text) not in {"khong", "0"}

    def sex(self) -> Sex | None:
        said = self.value(Field.SEX, values.sex)
        if said is None and Field.WOMAN in self.places:
            said = Sex.WOMAN if self.mark(Field.WOMAN) else Sex.MAN
        elif said is None and self.mark(Field.MAN):
            said = Sex.MAN
        men, women = self.text(Field.BORN_MEN), self.text(Field.BORN_WOMEN)
        if men and women and men != women:
            text = N_("A birth stands in the column of men and in that of women. Empty one of them.")
            self.note(Severity.ERROR, "sex_twice", text, Field.BORN_WOMEN)
            return said
        by_column = Sex.MAN if men and not women else Sex.WOMAN if women and not men else None
        if said is not None and by_column is not None and said is not by_column:
            text = N_("The birth stands in the column of the other sex. Correct one of them.")
            self.note(Severity.ERROR, "sex_contradicts", text, Field.BORN_MEN if men else Field.BORN_WOMEN)
        return said or by_column

    def birth(self) -> values.Born | None:
        for field in (Field.BORN, Field.BORN_MEN, Field.BORN_WOMEN):
            if self.text(field) and (found := self.value(field, values.born)) is not None:
                return self.with_month(found)
        year, month = self.text(Field.BORN_YEAR), self.text(Field.BORN_MONTH)
        joined = f"{month}/{year}" if month and year else year
        if not joined:
            return None
        return self.value(Field.BORN_YEAR, lambda _: values.born(joined))

    def with_month(self, found: values.Born) -> values.Born:
        """A year whose month stands in a column of its own."""
        month = self.text(Field.BORN_MONTH)
        if found.month is not None or not month:
            return found
        return self.value(Field.BORN_MONTH, lambda text: values.born(f"{text}/{found.year}")) or found

    def minority(self, ethnicity: str) -> bool | None:
        if Field.ETHNICITY not in self.places or values.blank(ethnicity):
            return None
        return values.mark(ethnicity) if fold(ethnicity) in {"x", "co", "khong"} else minority(ethnicity)

    def how(self) -> Standing | None:
        said = self.value(Field.STANDING, values.standing)
        again, first = self.mark(Field.RESTANDING), self.mark(Field.FIRST_TIME)
        if again and first:
            text = N_("Marked as re-standing and as first time. Keep one mark.")
            self.note(Severity.ERROR, "standing_twice", text, Field.FIRST_TIME)
            return None
        marked = Standing.RESTANDING if again else Standing.FIRST_TIME if first else None
        in_committee = self.text(Field.COMMITTEE)
        if in_committee and marked is None and said is None:
            marked = values.standing_or_none(in_committee)
        return said or marked or self.standing

    def meant(self) -> tuple[frozenset[Organ], frozenset[Post]]:
        """Bodies by their marks and by what people are meant for; without any, the committee."""
        organs: set[Organ] = set()
        for field, organ in _ORGANS.items():
            text = self.text(field)
            if text and (values.standing_or_none(text) is not None or self.mark(field)):
                organs.add(organ)
        said, posts = self.value(Field.MEANT_FOR, values.meant_for) or (frozenset(), frozenset())
        organs |= said
        marked = any(field in self.places for field in _ORGANS)
        if not organs and not marked:
            organs.add(Organ.COMMITTEE)
        elif not organs and not (self.pool or self.in_pool()):  # of the pool people may be named for any
            text = N_("No body is marked for this person. Mark one, or take the row out.")
            self.note(Severity.WARNING, "no_body", text, Field.NAME)
        return frozenset(organs), posts

    def beyond(self, organs: frozenset[Organ]) -> frozenset[Organ]:
        """The surplus: of the bodies that the cell names; of all the person's where it, or the section, is a mark."""
        named = values.bodies(self.text(Field.SURPLUS)) & organs
        return named or (organs if self.surplus or self.mark(Field.SURPLUS) else frozenset())

    def note(self, severity: Severity, code: str, text: str, field: Field = Field.NAME, /, **params: object) -> None:
        place = self.places.get(field)
        column = letter(place) if place is not None else ""
        where = Place(self.table.name, self.row, column)
        self.findings.append(Finding(severity, code, Message(text, params), where))

    def twice(self, rows: Iterable[PersonRow]) -> None:
        """The same name with the same birth in two rows: told, never joined."""
        keys = [(name_key(one.listed.person.name), one.listed.person.born) for one in rows]
        seen = Counter(keys)
        for one, key in zip(rows, keys, strict=True):
            if seen[key] > 1:
                self.row = one.row
                text = N_("{name} stands in the list more than once, or two people share name and birth month.")
                self.note(Severity.WARNING, "twice", text, Field.NAME, name=one.listed.person.name)


class _Named:
    """The name of a field, said in the reader's language."""

    def __init__(self, field: Field) -> None:
        self.field = field

    def render(self, translate: Callable[[str], str] = N_) -> str:
        return translate(FIELD_NAMES[self.field])


def _one_secretary(rows: list[PersonRow]) -> list[PersonRow]:
    """ "Bí thư Đảng ủy xã Mẫu" is the secretary of an organisation below, unless the list has no other secretary."""
    named = [one for one in rows if Post.AREA_SECRETARY in one.listed.posts and not one.pool]
    if len(named) != 1 or any(Post.SECRETARY in one.listed.posts for one in rows if not one.pool):
        return rows
    (own,) = named
    posts = own.listed.posts - {Post.AREA_SECRETARY} | {Post.SECRETARY}
    changed = replace(own, listed=replace(own.listed, posts=posts))
    return [changed if one is own else one for one in rows]
