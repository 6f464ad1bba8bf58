"""Keeping files that people attach: by content, within a size, of kinds that an office uses."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from daihoi.core.messages import N_, refuse
from daihoi.core.text import nfc, one_line
from daihoi.data.models import StoredFile

MOST = 20 * 1024 * 1024  # bytes
KINDS = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "txt", "jpg", "jpeg", "png", "zip")
# How programs begin: for Windows, Linux and macOS, and scripts. Renamed ones are not carried from office to office.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")


@dataclass(frozen=True)
class Attached:
    """A file as it was given: its name and bytes."""

    name: str
    data: bytes


def keep(given: Attached) -> tuple[StoredFile, str]:
    """(the stored file, its name for showing); refuses what is empty, too large, of a kind not kept, or a renamed
    program."""
    name = one_line(nfc(PurePosixPath(given.name.replace("\\", "/")).name))[-200:]
    if not given.data:
        raise refuse("file_empty", N_("{file} is empty. Choose the file again."), file=name)
    if len(given.data) > MOST:
        text = N_("{file} is larger than {most} MB. Make it smaller, or attach it in parts.")
        raise refuse("file_large", text, file=name, most=MOST // 1024 // 1024)
    if PurePosixPath(name).suffix.lower().removeprefix(".") not in KINDS:
        text = N_("{file} is not of a kind that is kept here. Attach one of: {kinds}.")
        raise refuse("file_kind", text, file=name, kinds=", ".join(KINDS))
    if given.data.startswith(PROGRAMS):
        raise refuse("file_program", N_("{file} is a program, not a document. Attach the paper itself."), file=name)
    digest = hashlib.sha256(given.data).hexdigest()
    kept, _ = StoredFile.objects.get_or_create(sha256=digest, defaults={"size": len(given.data), "content": given.data})
    return kept, name
