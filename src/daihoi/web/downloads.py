"""Files that people take with them."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import slugify

from daihoi.core.text import fold, one_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ICS = "text/calendar; charset=utf-8"
ANY = "application/octet-stream"  # what people attached: saved, never shown in the page


def download(data: bytes | str, kind: str, title: str, ending: str) -> HttpResponse:
    """A file to save, named in Vietnamese, and in plain letters for programs that know no others."""
    name = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in one_line(title))[:120].strip()
    plain = slugify(fold(title))[:80].strip("-") or "giay-to"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{quote(f'{name}.{ending}', safe='')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def attached(data: bytes, file_name: str) -> HttpResponse:
    """A file as somebody attached it, under its own name."""
    title, _, ending = file_name.rpartition(".")
    return download(bytes(data), ANY, title or file_name, ending if title else "bin")
