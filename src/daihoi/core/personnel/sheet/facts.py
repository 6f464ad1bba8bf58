"""What the cells of one row say of a person."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from daihoi.core.messages import N_, Severity
from daihoi.core.personnel.kinds import Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.personnel.people import Listed, Person, minority
from daihoi.core.personnel.sheet import posts, values
from daihoi.core.personnel.sheet.cells import Cells
from daihoi.core.personnel.sheet.model import Field, PersonRow, Record
from daihoi.core.personnel.sheet.sections import Groups
from daihoi.core.text import fold

T = TypeVar("T")
ORGANS = {
    Field.COMMITTEE: Organ.COMMITTEE,
    Field.STANDING_COMMITTEE: Organ.STANDING,
    Field.INSPECTION: Organ.INSPECTION,
    Field.DELEGATION: Organ.DELEGATION,
    Field.ALTERNATES: Organ.ALTERNATES,
}
# Highest first.
_THEORIES = {
    Field.THEORY_ADVANCED: Theory.ADVANCED,
    Field.THEORY_INTERMEDIATE: Theory.INTERMEDIATE,
    Field.THEORY_ELEMENTARY: Theory.ELEMENTARY,
}
_DEGREES = {
    Field.DEGREE_DOCTOR: Degree.DOCTOR,
    Field.DEGREE_MASTER: Degree.MASTER,
    Field.DEGREE_BACHELOR: Degree.BACHELOR,
    Field.DEGREE_COLLEGE: Degree.COLLEGE,
    Field.DEGREE_VOCATIONAL: Degree.VOCATIONAL,
}
_STATE_POSTS = frozenset({Post.COUNCIL_CHAIR, Post.COUNCIL_DEPUTY, Post.PEOPLE_CHAIR, Post.PEOPLE_DEPUTY})
_MARKS = frozenset({"x", "co", "khong", "0", "1", "v"})  # where a list only marks who is of a minority


def person_row(cells: Cells, groups: Groups, name: str, post: str, *, minority_marks: bool) -> PersonRow:
    """The person of the row that is read. `post`: what stood behind the name; `minority_marks`: the column of
    ethnicities holds marks alone."""
    birth = _birth(cells)
    organs, held = _meant(cells, groups)
    ethnicity = cells.text(Field.ETHNICITY)
    local, not_local = cells.mark(Field.LOCAL), cells.mark(Field.NOT_LOCAL)
    person = Person(
        key=str(cells.row),
        name=name,
        sex=_sex(cells),
        born=birth.month if birth else None,
        minority=_minority(ethnicity, minority_marks),
        degree=_level(cells, Field.DEGREE, values.degree, values.degree_unfinished)
        or _marked_level(cells, _DEGREES, Degree.NONE),
        theory=_level(cells, Field.THEORY, values.theory, values.theory_unfinished)
        or _marked_level(cells, _THEORIES, Theory.NONE),
        science=cells.mark(Field.SCIENCE),
        local=local if not_local is None else not not_local,
        born_year=birth.year if birth else None,
    )
    listed = Listed(
        person,
        organs,
        _standing(cells, groups),
        held,
        surplus=_surplus(cells, groups, organs),
        special=_special(cells),
        councils=_councils(cells),
    )
    return PersonRow(cells.row, listed, _record(cells, ethnicity, post), groups.pool or _in_pool(cells))


def _record(cells: Cells, ethnicity: str, post: str) -> Record:
    joined, official = cells.value(Field.PROBATIONARY, values.days, Severity.WARNING) or (None, None)
    record = Record(
        ethnicity=ethnicity,
        home=cells.text(Field.HOME),
        probationary_on=joined,
        official_on=cells.value(Field.OFFICIAL, values.day, Severity.WARNING) or official,
        schooling=cells.text(Field.SCHOOLING),
        specialism=values.specialism(cells.text(Field.DEGREE)) or _subject(cells),
        post=cells.text(Field.POST) or post,
        meant_for=cells.text(Field.MEANT_FOR),
        note=cells.text(Field.NOTE),
    )
    if record.probationary_on and record.official_on and record.official_on < record.probationary_on:
        text = N_("Official before joining. Correct the days.")
        cells.note(Severity.WARNING, "joined_in_order", text, Field.OFFICIAL)
    return record


def _subject(cells: Cells) -> str:
    """What is written under a level instead of a mark."""
    texts = (cells.text(field) for field in _DEGREES)
    return next((text for text in texts if len(fold(text)) > 2 and fold(text) not in {"khong", "co"}), "")


def _level(
    cells: Cells, field: Field, understand: Callable[[str], T | None], unfinished: Callable[[str], bool]
) -> T | None:
    """A qualification; what is not reached yet does not count, and says so."""
    found = cells.value(field, understand, Severity.WARNING)
    try:
        told = unfinished(cells.text(field))
    except values.NotUnderstoodError:
        return None
    if told:
        text = N_("“{text}” tells of a level that is not reached yet: it does not count.")
        cells.note(Severity.NOTE, f"{field}_unfinished", text, field, text=cells.text(field))
    return found


def _marked_level(cells: Cells, levels: Mapping[Field, T], none: T) -> T | None:
    """The highest level that is marked, or has its subject written under it; with no mark under any down to the
    lowest, none."""
    for field, level in levels.items():
        text = cells.text(field)
        if not values.blank(text) and fold(text) not in {"0", "khong", "k"}:
            return level
    return none if cells.has(list(levels)[-1]) else None


def _sex(cells: Cells) -> Sex | None:
    said = cells.value(Field.SEX, values.sex)
    if said is None:
        said = _marked_sex(cells)
    men, women = cells.text(Field.BORN_MEN), cells.text(Field.BORN_WOMEN)
    if men and women and men != women:
        text = N_("A birth stands in the column of men and in that of women. Empty one of them.")
        cells.note(Severity.ERROR, "sex_twice", text, Field.BORN_WOMEN)
        return said
    by_column = Sex.MAN if men and not women else Sex.WOMAN if women and not men else None
    if said is not None and by_column is not None and said is not by_column:
        text = N_("The birth stands in the column of the other sex. Correct one of them.")
        cells.note(Severity.ERROR, "sex_contradicts", text, Field.BORN_MEN if men else Field.BORN_WOMEN)
    return said or by_column


def _marked_sex(cells: Cells) -> Sex | None:
    """By marks under Nam, under Nữ, or under both. A column that stands alone says all of everybody."""
    man, woman = cells.mark(Field.MAN), cells.mark(Field.WOMAN)
    if man is None or woman is None:
        return Sex.WOMAN if woman or man is False else Sex.MAN if man or woman is False else None
    if man and woman:
        text = N_("Marked as a man and as a woman. Keep one mark.")
        cells.note(Severity.ERROR, "sex_twice", text, Field.WOMAN)
        return None
    if not man and not woman:
        text = N_("Marked neither as a man nor as a woman: the sex is not known. Mark one.")
        cells.note(Severity.WARNING, "sex_unmarked", text, Field.WOMAN)
        return None
    return Sex.MAN if man else Sex.WOMAN


def _birth(cells: Cells) -> values.Born | None:
    for field in (Field.BORN, Field.BORN_MEN, Field.BORN_WOMEN):
        if cells.text(field) and (found := cells.value(field, values.born)) is not None:
            return _with_month(cells, found)
    found = cells.value(Field.BORN_YEAR, values.born)
    return _with_month(cells, found) if found is not None else None


def _with_month(cells: Cells, found: values.Born) -> values.Born:
    """A year whose month stands in a column of its own."""
    month = cells.text(Field.BORN_MONTH)
    if found.month is not None or not month:
        return found
    return cells.value(Field.BORN_MONTH, lambda text: values.born(f"{text}/{found.year}")) or found


def marks_minorities(cells: Cells) -> bool:
    """Does the column of ethnicities hold marks alone, so that a blank cell says no?"""
    place = cells.places.get(Field.ETHNICITY)
    if place is None:
        return False
    if re.search(r"\b(thieu so|dtts)\b", fold(cells.headings[Field.ETHNICITY])):
        return True
    last = min(cells.layout.last_row, len(cells.table.rows))
    rows = (cells.of(number) for number in range(cells.layout.first_row, last + 1))
    told = {fold(row[place]) for row in rows if place < len(row)} - {""}
    return bool(told & {"x", "v", "co", "1"}) and told <= _MARKS


def _minority(ethnicity: str, marks: bool) -> bool | None:
    if values.blank(ethnicity):
        return False if marks else None
    return values.mark(ethnicity) if fold(ethnicity) in _MARKS else minority(ethnicity)


def _standing(cells: Cells, groups: Groups) -> Standing | None:
    said = cells.value(Field.STANDING, values.standing)
    again = _marked_standing(cells, Field.RESTANDING, Standing.RESTANDING)
    first = _marked_standing(cells, Field.FIRST_TIME, Standing.FIRST_TIME)
    if again and first and again is not first:
        text = N_("Marked as re-standing and as first time. Keep one mark.")
        cells.note(Severity.ERROR, "standing_twice", text, Field.FIRST_TIME)
        return None
    marked = said or again or first or values.standing_or_none(cells.text(Field.COMMITTEE))
    if marked and groups.standing and marked is not groups.standing:
        text = N_(
            "The cell says otherwise than the group that the row stands in. The cell counts; correct one of them."
        )
        cells.note(Severity.WARNING, "standing_contradicts", text, Field.STANDING)
    return marked or groups.standing or _blank_says(cells)


def _marked_standing(cells: Cells, field: Field, standing: Standing) -> Standing | None:
    """A mark, or words as under "Tái cử": "lần đầu"."""
    worded = values.standing_or_none(cells.text(field))
    return worded or (standing if cells.mark(field) else None)


def _blank_says(cells: Cells) -> Standing | None:
    """A column of marks that stands alone says no to those without one."""
    if cells.has(Field.STANDING) or cells.has(Field.RESTANDING) is cells.has(Field.FIRST_TIME):
        return None
    return Standing.FIRST_TIME if cells.has(Field.RESTANDING) else Standing.RESTANDING


def _meant(cells: Cells, groups: Groups) -> tuple[frozenset[Organ], frozenset[Post]]:
    """Bodies by their marks, by what people are meant for, and by the group; without any, the committee."""
    organs: set[Organ] = set()
    held: set[Post] = set()
    for field, organ in ORGANS.items():
        named = _body(cells, field)
        if named is not None:
            organs |= {organ, *named.organs}
            held |= named.posts
    text = cells.text(Field.MEANT_FOR)
    said = posts.meant_for("" if fold(text) in {"khong", "0"} else text)
    bare = fold(text) in {"uv", "uy vien"}  # of the body that the group names
    by_post = {Organ.INSPECTION} - posts.bodies(text)  # who leads the inspection is of it, and of the rest as all are
    organs |= groups.organs if bare and groups.organs else said.organs - by_post
    held |= _held(said)
    _tell_unknown(cells, said)
    marked = any(map(cells.has, ORGANS))
    if Organ.STANDING in organs and not cells.has(Field.COMMITTEE):
        organs.add(Organ.COMMITTEE)
    pool = groups.pool or _in_pool(cells)
    if not organs and not marked:
        organs |= groups.organs or {Organ.COMMITTEE}
    organs |= said.organs if not bare else set()
    if not organs and not pool:  # of the pool people may be named for any
        note = N_("No body is marked for this person. Mark one, or take the row out.")
        cells.note(Severity.WARNING, "no_body", note)
    if {Organ.DELEGATION, Organ.ALTERNATES} <= organs:
        note = N_("Named as a delegate and as an alternate. Keep one of them.")
        cells.note(Severity.WARNING, "delegate_twice", note, Field.ALTERNATES)
    return frozenset(organs), frozenset(held)


def _held(said: posts.Meant) -> frozenset[Post]:
    """Posts; the secretary of a cell is one of an organisation below, until the list shows that it is the cell's."""
    return said.posts | ({Post.AREA_SECRETARY} if Post.SECRETARY in said.of_cell else frozenset())


def _body(cells: Cells, field: Field) -> posts.Meant | None:
    """Is the person marked for this body, and with what words? None: not."""
    text = cells.text(field)
    if not text:
        return None
    if values.standing_or_none(text) is not None:
        return posts.meant_for("")
    named = posts.meant_for(text)
    if named.organs or named.posts:
        return named
    return posts.meant_for("") if cells.mark(field) else None


def _tell_unknown(cells: Cells, said: posts.Meant) -> None:
    """Posts that no rule asks for are kept as they are written; told where the cell says nothing else, or where a
    secretary might be missed."""
    nothing = not (said.organs or said.posts or said.of_cell)
    for part in said.unknown:
        if nothing or posts.names_secretary(part):
            tell_unknown_post(cells, part)


def tell_unknown_post(cells: Cells, text: str) -> None:
    sentence = N_("“{text}” is no post that the rules know: it is kept as it is written, and counts for none.")
    cells.note(Severity.NOTE, "post_unknown", sentence, Field.MEANT_FOR, text=text)


def _surplus(cells: Cells, groups: Groups, organs: frozenset[Organ]) -> frozenset[Organ]:
    """Of the bodies that the cell names; of all the person's where it, or the group, is a mark."""
    named = posts.bodies(cells.text(Field.SURPLUS)) & organs
    return named or (organs if groups.surplus or cells.mark(Field.SURPLUS) else frozenset())


def _special(cells: Cells) -> str:
    """The decision by which an age rule does not hold; a mark names none, so the rule holds."""
    text = cells.text(Field.SPECIAL)
    try:
        return values.decision(text)
    except values.NotUnderstoodError:
        note = N_("“{text}” names no decision, so the age rule holds. Write which decision it is, or empty the cell.")
        cells.note(Severity.WARNING, "special_unnamed", note, Field.SPECIAL, text=text)
        return ""


def _councils(cells: Cells) -> bool:
    """Marked, or with a post of the People's Council or Committee."""
    if posts.meant_for(cells.text(Field.COUNCILS)).posts & _STATE_POSTS:
        return True
    return bool(cells.value(Field.COUNCILS, values.mark, Severity.WARNING))


def _in_pool(cells: Cells) -> bool:
    """Marked, or with any words in the column of the pool."""
    text = cells.text(Field.POOL)
    return not values.blank(text) and fold(text) not in {"khong", "khong co", "0", "k", "no", "chua"}
