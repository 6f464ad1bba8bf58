"""Text files with a cell between delimiters, in whichever encoding the office program left them."""

import csv
import io
import re
from collections import Counter
from pathlib import PurePath

from daihoi.core.legacy import vietnamese_share
from daihoi.core.messages import N_
from daihoi.core.tables import Cell, Table
from daihoi.office.tables.common import MAX_CELLS, PlainCells, UnreadableFile, too_large, trimmed

_DELIMITERS = "\t;,|"
_SAMPLE_LINES = 50
_SEP_LINE = re.compile(r"sep=(.)\r?\n")
# How `write_csv` keeps office programs from taking a text for a formula.
_GUARDED = re.compile(r"'[=+\-@]")


def read(data: bytes, filename: str) -> tuple[Table, ...]:
    """One table, named after the file; () if no cell is filled."""
    text = decode(data, filename)
    delimiter = ""
    if found := _SEP_LINE.match(text):  # Excel's own first line; it stays as an empty row, so that rows agree
        delimiter, text = found[1], "\n" + text[found.end() :]
    delimiter = delimiter or _delimiter(text)
    rows: list[list[Cell]] = []
    cells = 0
    plain = PlainCells()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if cells > MAX_CELLS:
                raise too_large(filename)
            rows.append([plain[value[1:] if value[:1] == "'" and _GUARDED.match(value) else value] for value in row])
    except csv.Error as error:
        message = N_("“{file}” cannot be divided into rows and columns. Save it as .xlsx, and choose that.")
        raise UnreadableFile(message, filename) from error
    kept = trimmed(rows)
    return (Table(PurePath(filename).stem, kept),) if kept else ()


def decode(data: bytes, filename: str) -> str:
    """The text: UTF-8 or UTF-16 where the bytes are that, else the one-byte encoding that reads most Vietnamese.

    TCVN3 and VNI bytes come as cp1252 here, as they do out of a workbook; the layout converts both alike.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    sample = data[:2000]
    if b"\0" in sample:
        if sample[1::2].count(0) * 2 > len(sample[1::2]):
            return data.decode("utf-16-le", errors="replace")
        if sample[::2].count(0) * 2 > len(sample[::2]):
            return data.decode("utf-16-be", errors="replace")
        text = N_("“{file}” is no text file. Choose an .xlsx, .xls, .ods or .csv file.")
        raise UnreadableFile(text, filename)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    old = _cp1252(data)
    windows = data.decode("cp1258", errors="replace")
    lines = old.splitlines()
    shares = {
        "old": max(vietnamese_share(lines, "tcvn3"), vietnamese_share(lines, "vni")),
        "windows": vietnamese_share(windows.splitlines(), "unicode"),
    }
    return windows if shares["windows"] > max(shares["old"], 0.5) else old


def _cp1252(data: bytes) -> str:
    """The bytes as cp1252, with the five bytes that it does not define kept as Latin-1 has them."""
    return "".join(_CP1252[byte] for byte in data)


def _cp1252_table() -> list[str]:
    return [bytes([i]).decode("cp1252", errors="ignore") or chr(i) for i in range(256)]


_CP1252 = _cp1252_table()


def _delimiter(text: str) -> str:
    """The delimiter that gives most of the first lines the same number of cells, above one."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    best, found = (0, 0), ","
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter))
        except csv.Error:
            continue
        width, lines = max(
            ((width, lines) for width, lines in widths.items() if width > 1), key=lambda pair: pair[1], default=(0, 0)
        )
        if (lines, width) > best:
            best, found = (lines, width), delimiter
    return found
