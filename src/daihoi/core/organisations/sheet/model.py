"""The values that pass between the steps: a layout of columns, checked rows, and a plan against the known tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from daihoi.core.legacy import Encoding
from daihoi.core.messages import Finding, Severity
from daihoi.core.organisations.kinds import Kind, Unit


class Field(StrEnum):
    """What a column holds."""

    CODE = "code"
    NAME = "name"
    KIND = "kind"
    UNIT = "unit"
    PARENT_CODE = "parent_code"
    PARENT_NAME = "parent_name"
    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    TOTAL = "total"
    LEVEL = "level"  # one column for each depth; `Column.level` says which
    NUMBERING = "numbering"  # STT
    PREDECESSORS = "predecessors"
    DECISION = "decision"
    NOTE = "note"


class Hierarchy(StrEnum):
    """How the list says what stands under what."""

    PARENT_CODE = "parent_code"
    PARENT_NAME = "parent_name"
    INDENT = "indent"  # of the name's cell
    NUMBERING = "numbering"  # I, 1, 1.1, a
    LEVELS = "levels"  # one name column for each depth
    SECTIONS = "sections"  # a row with a name only opens the group below it
    NONE = "none"  # everything directly under the root


@dataclass(frozen=True)
class Column:
    """What one column of the file was taken for. `index` counts from 0; `confidence` runs from 0 to 1."""

    index: int
    field: Field | None
    heading: str = ""
    confidence: float = 1.0
    level: int = 0  # 1 is the uppermost; only for Field.LEVEL


@dataclass(frozen=True)
class Layout:
    """How to read a table. Rows count from 1; `last_row` is the last one read, footers come after it."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    hierarchy: Hierarchy
    header_rows: tuple[int, ...] = ()
    encoding: Encoding = "unicode"

    def column(self, wanted: Field) -> int | None:
        """The index of the column that holds this field; None if no column does."""
        return next((column.index for column in self.columns if column.field is wanted), None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for a web form and for --json."""
        return {
            "first_row": self.first_row,
            "last_row": self.last_row,
            "header_rows": list(self.header_rows),
            "hierarchy": self.hierarchy.value,
            "encoding": self.encoding,
            "columns": [
                {
                    "index": column.index,
                    "field": column.field.value if column.field else "",
                    "heading": column.heading,
                    "confidence": column.confidence,
                    "level": column.level,
                }
                for column in self.columns
            ],
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Layout":
        """The layout that `to_dict` gave; raises ValueError or KeyError for values that are none."""
        if values["encoding"] not in ("unicode", "tcvn3", "vni"):
            raise ValueError(f"unknown encoding {values['encoding']!r}")
        return cls(
            first_row=int(values["first_row"]),
            last_row=int(values["last_row"]),
            header_rows=tuple(int(row) for row in values["header_rows"]),
            hierarchy=Hierarchy(values["hierarchy"]),
            encoding=values["encoding"],
            columns=tuple(
                Column(
                    index=int(column["index"]),
                    field=Field(column["field"]) if column["field"] else None,
                    heading=str(column["heading"]),
                    confidence=float(column["confidence"]),
                    level=int(column["level"]),
                )
                for column in values["columns"]
            ),
        )


@dataclass(frozen=True)
class SheetRow:
    """One organisation of the file. None and "" mean that the file does not say.

    `parent` is the index of its parent among the rows; `parent_text` a code or name to be found in the known
    tree instead; with neither, it stands directly under the root that the file is read into.
    """

    row: int  # 1-based, as the office program shows it
    name: str
    code: str = ""
    kind: Kind | None = None
    kind_text: str = ""  # as written
    unit: Unit | None = None
    parent: int | None = None
    parent_text: str = ""
    official: int | None = None
    probationary: int | None = None
    predecessors: tuple[str, ...] = ()  # codes or names, as written
    decision: str = ""
    note: str = ""


@dataclass(frozen=True)
class Parsed:
    """The rows in the order of the file, and what was found; `sheet` and `columns` place later findings."""

    rows: tuple[SheetRow, ...]
    findings: tuple[Finding, ...]
    sheet: str = ""
    columns: Mapping[Field, str] = field(default_factory=dict)  # letters

    @property
    def ok(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True)
class Known:
    """An organisation of the known tree, as of one day; `members_on` is the day of its count."""

    id: int
    name: str
    kind: Kind
    code: str = ""
    unit: Unit = Unit.OTHER
    parent_id: int | None = None
    official: int | None = None
    probationary: int | None = None
    members_on: date | None = None


class Action(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """One fact of a known organisation that the file gives otherwise.

    `field` is code, name, kind, unit, parent or members. Values are as stored, for parent the name (with the
    code in brackets), for members the pair (official, probationary).
    """

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """What one row asks for. Its parent is a known id or the index of an entry before it, never both.

    The entry of the root itself, if the file lists it, has neither. `official` and `probationary` are None where
    nothing is to be stored: the file gives none, or the number is a total of organisations below.
    """

    row: int
    action: Action
    id: int | None
    name: str
    code: str
    kind: Kind
    unit: Unit
    parent_id: int | None = None
    parent_index: int | None = None
    official: int | None = None
    probationary: int | None = None
    changes: tuple[Change, ...] = ()
    predecessors: tuple[int, ...] = ()  # known ids
    decision: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """Entries, parents before children; the known ones below the root that the file leaves out; findings.

    `as_of` is the day the file speaks of. Rows with an error may be left out of the entries: a plan that is not
    `ok` is shown, never carried out.
    """

    entries: tuple[Entry, ...]
    missing: tuple[Known, ...]
    findings: tuple[Finding, ...]
    as_of: date

    @property
    def ok(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)
