"""Sheets of office files: read as plain cells, written as tidy tables. See `daihoi.core.tables`."""

from daihoi.office.tables.common import UnreadableFile
from daihoi.office.tables.organisations import canonical_sheet, empty_sheet
from daihoi.office.tables.reading import read_tables
from daihoi.office.tables.writing import Column, Sheet, write_csv, write_xlsx

__all__ = [
    "Column",
    "Sheet",
    "UnreadableFile",
    "canonical_sheet",
    "empty_sheet",
    "read_tables",
    "write_csv",
    "write_xlsx",
]
