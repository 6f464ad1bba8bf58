"""What passes between the steps of reading a list of people: columns, layout, rows with what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from daihoi.core.legacy import Encoding
from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.personnel.people import Listed


class Field(StrEnum):
    """What a column holds."""

    NUMBERING = "numbering"  # STT
    NAME = "name"
    GIVEN = "given"  # the given name, where it stands in a column of its own after the others
    SEX = "sex"
    WOMAN = "woman"  # a mark
    MAN = "man"  # a mark
    BORN = "born"
    BORN_MEN = "born_men"  # the birth of men, and below that of women, in columns of their own
    BORN_WOMEN = "born_women"
    BORN_MONTH = "born_month"
    BORN_YEAR = "born_year"
    ETHNICITY = "ethnicity"
    HOME = "home"
    PROBATIONARY = "probationary"
    OFFICIAL = "official"
    SCHOOLING = "schooling"
    DEGREE = "degree"
    THEORY = "theory"
    DEGREE_DOCTOR = "degree_doctor"  # marks from here on, a column for each level
    DEGREE_MASTER = "degree_master"
    DEGREE_BACHELOR = "degree_bachelor"
    DEGREE_COLLEGE = "degree_college"
    DEGREE_VOCATIONAL = "degree_vocational"
    THEORY_ADVANCED = "theory_advanced"
    THEORY_INTERMEDIATE = "theory_intermediate"
    THEORY_ELEMENTARY = "theory_elementary"
    POST = "post"  # at present
    MEANT_FOR = "meant_for"  # post or body
    STANDING = "standing"
    RESTANDING = "restanding"  # marks from here on
    FIRST_TIME = "first_time"
    COMMITTEE = "committee"
    STANDING_COMMITTEE = "standing_committee"
    INSPECTION = "inspection"
    DELEGATION = "delegation"
    ALTERNATES = "alternates"
    SURPLUS = "surplus"
    LOCAL = "local"
    NOT_LOCAL = "not_local"
    SCIENCE = "science"
    COUNCILS = "councils"
    POOL = "pool"
    SPECIAL = "special"  # the decision by which an age rule does not hold
    NOTE = "note"


FIELD_NAMES: dict[Field, str] = {
    Field.NUMBERING: N_("Numbering"),
    Field.NAME: N_("Full name"),
    Field.GIVEN: N_("Given name"),
    Field.SEX: N_("Sex"),
    Field.WOMAN: N_("Woman (mark)"),
    Field.MAN: N_("Man (mark)"),
    Field.BORN: N_("Born"),
    Field.BORN_MEN: N_("Born (men)"),
    Field.BORN_WOMEN: N_("Born (women)"),
    Field.BORN_MONTH: N_("Birth month"),
    Field.BORN_YEAR: N_("Birth year"),
    Field.ETHNICITY: N_("Ethnicity"),
    Field.HOME: N_("Home place"),
    Field.PROBATIONARY: N_("Joined the Party"),
    Field.OFFICIAL: N_("Official member since"),
    Field.SCHOOLING: N_("Schooling"),
    Field.DEGREE: N_("Qualification"),
    Field.THEORY: N_("Political theory"),
    Field.DEGREE_DOCTOR: N_("Qualification: doctor (mark)"),
    Field.DEGREE_MASTER: N_("Qualification: master (mark)"),
    Field.DEGREE_BACHELOR: N_("Qualification: bachelor (mark)"),
    Field.DEGREE_COLLEGE: N_("Qualification: college (mark)"),
    Field.DEGREE_VOCATIONAL: N_("Qualification: vocational (mark)"),
    Field.THEORY_ADVANCED: N_("Political theory: advanced (mark)"),
    Field.THEORY_INTERMEDIATE: N_("Political theory: intermediate (mark)"),
    Field.THEORY_ELEMENTARY: N_("Political theory: elementary (mark)"),
    Field.POST: N_("Present post"),
    Field.MEANT_FOR: N_("Meant for"),
    Field.STANDING: N_("Re-standing or first time"),
    Field.RESTANDING: N_("Re-standing"),
    Field.FIRST_TIME: N_("First time"),
    Field.COMMITTEE: N_("Committee"),
    Field.STANDING_COMMITTEE: N_("Standing committee"),
    Field.INSPECTION: N_("Inspection committee"),
    Field.DELEGATION: N_("Delegation to the congress above"),
    Field.ALTERNATES: N_("Alternate delegates"),
    Field.SURPLUS: N_("Surplus"),
    Field.LOCAL: N_("From this place"),
    Field.NOT_LOCAL: N_("Not from this place"),
    Field.SCIENCE: N_("Science or technology"),
    Field.COUNCILS: N_("Also for councils"),
    Field.POOL: N_("Succession pool"),
    Field.SPECIAL: N_("Special decision"),
    Field.NOTE: N_("Note"),
}


@dataclass(frozen=True)
class Column:
    """What one column was taken for; `index` counts from 0."""

    index: int
    field: Field | None
    heading: str = ""


@dataclass(frozen=True)
class Layout:
    """How to read a table. Rows count from 1; `last_row` is the last one read."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...] = ()
    encoding: Encoding = "unicode"

    def column(self, wanted: Field) -> int | None:
        """The index of the column that holds this field; None if no column does."""
        return next((column.index for column in self.columns if column.field is wanted), None)

    def with_fields(self, fields: Mapping[int, Field | None]) -> "Layout":
        """The layout with columns taken for what a person says, by index; a field goes from where it was before."""
        given = set(fields.values()) - {None}
        columns = []
        for column in self.columns:
            if column.index in fields:
                columns.append(replace(column, field=fields[column.index]))
            else:
                columns.append(replace(column, field=None) if column.field in given else column)
        return replace(self, columns=tuple(columns))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for a form and for --json."""
        return {
            "first_row": self.first_row,
            "last_row": self.last_row,
            "header_rows": list(self.header_rows),
            "encoding": self.encoding,
            "columns": [
                {"index": one.index, "field": one.field.value if one.field else "", "heading": one.heading}
                for one in self.columns
            ],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Layout":
        """The layout that `to_dict` gave; raises ValueError, TypeError or KeyError for values that are none."""
        if values["encoding"] not in ("unicode", "tcvn3", "vni"):
            raise ValueError(f"unknown encoding {values['encoding']!r}")
        first, last = int(values["first_row"]), int(values["last_row"])
        if first < 1 or last < 0:
            raise ValueError("rows count from 1")
        return cls(
            first,
            last,
            tuple(
                Column(int(one["index"]), Field(one["field"]) if one["field"] else None, str(one["heading"]))
                for one in values["columns"]
            ),
            tuple(int(row) for row in values["header_rows"]),
            values["encoding"],
        )


@dataclass(frozen=True)
class Record:
    """What a row says beside what the rules ask; "" and None: nothing."""

    ethnicity: str = ""
    home: str = ""
    probationary_on: date | None = None
    official_on: date | None = None
    schooling: str = ""
    specialism: str = ""  # the field of the qualification as it is written
    post: str = ""
    meant_for: str = ""
    note: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person of the file. `row` counts from 1 as the office program shows it; the person's key is that number."""

    row: int
    listed: Listed
    record: Record
    pool: bool = False  # of the succession pool, not on the list


@dataclass(frozen=True)
class ParsedPeople:
    """The people of a file and what was found in it, by row."""

    rows: tuple[PersonRow, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Could every cell be understood?"""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def listed(self) -> tuple[Listed, ...]:
        return tuple(one.listed for one in self.rows if not one.pool)

    @property
    def pool(self) -> tuple[Listed, ...]:
        return tuple(one.listed for one in self.rows if one.pool)
