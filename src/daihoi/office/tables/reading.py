"""Which kind of file this is, and the reader for it."""

import io
import zipfile
from pathlib import PurePath

from daihoi.core.collector import collector_paused
from daihoi.core.messages import N_
from daihoi.core.tables import Table
from daihoi.office.tables import delimited, fast, styled
from daihoi.office.tables.common import MAX_BYTES, MAX_UNPACKED, UnreadableFile, too_large

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PLAIN = (".csv", ".txt", ".tsv")
_ENCRYPTED = N_("“{file}” is protected by a password. Save a copy without the password, and choose that.")
_WRONG = N_("“{file}” is no list that can be read. Choose an .xlsx, .xls, .ods or .csv file.")
_DAMAGED = N_("“{file}” is damaged or was not copied completely. Open it in your office program and save it again.")


@collector_paused()
def read_tables(data: bytes, filename: str) -> tuple[Table, ...]:
    """The sheets of an office file that hold anything, in their order.

    .xlsx and .xlsm keep fonts and indents (up to 50,000 rows); larger ones, .xls and .ods keep text only, and
    cells with an error (#REF!) come out blank; .csv, .tsv and .txt are read in whichever encoding fits. Merged
    cells have their text in every cell. Raises UnreadableFile, with a message for people, for anything else.
    """
    name = PurePath(filename).name
    if not data.strip():
        raise UnreadableFile(N_("“{file}” is empty. Choose the file that holds the list."), name)
    if len(data) > MAX_BYTES:
        raise too_large(name)
    try:
        tables = _read(data, name)
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise too_large(name) from error
    except Exception as error:
        # The libraries raise whatever their parsers meet: KeyError, ValueError, XML and zip errors, and more.
        raise UnreadableFile(_DAMAGED, name) from error
    if not tables:
        raise UnreadableFile(N_("“{file}” has no filled cell. Choose the file that holds the list."), name)
    return tables


def _read(data: bytes, name: str) -> tuple[Table, ...]:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
            raise UnreadableFile(_ENCRYPTED, name)
        return fast.read(data, name)
    if data.startswith(b"PK"):
        return _read_zip(data, name)
    if name.lower().endswith(_PLAIN):
        return delimited.read(data, name)
    if (
        data[:2000]
        .lstrip(b"\xef\xbb\xbf \r\n\t")
        .lower()
        .startswith((b"<html", b"<!doctype html", b"<table", b"<?xml"))
    ):
        text = N_("“{file}” is a web page under another name. Open it in your office program and save it as .xlsx.")
        raise UnreadableFile(text, name)
    raise UnreadableFile(_WRONG, name)


def _read_zip(data: bytes, name: str) -> tuple[Table, ...]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise UnreadableFile(_DAMAGED, name) from error
    with archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise too_large(name)
        names = set(archive.namelist())
        if "xl/workbook.bin" in names:  # .xlsb
            return fast.read(data, name)
        if "xl/workbook.xml" in names:
            size = styled.measure(archive, name)
            return fast.read(data, name) if size.large else styled.read(data, name)
        if "content.xml" in names and b"spreadsheet" in archive.read("mimetype")[:100]:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadableFile(_ENCRYPTED, name)
            fast.check_repeats(archive, name)
            return fast.read(data, name)
    raise UnreadableFile(_WRONG, name)
