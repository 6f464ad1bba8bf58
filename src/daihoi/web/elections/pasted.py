"""A list of names pasted as text, one a line: what was understood, and what was not, by line number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.text import one_line

# "1. ", "01) ", "- ", "• " before a name, as lists are numbered.
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[.)\-–:/]|[-–•*+])\s*|^\s*\d{1,3}\s+(?=\D)")
_BORN = re.compile(r"^(?:(\d{1,2})\s*[/.\-]\s*)?(\d{4})$")
MOST = 400


@dataclass(frozen=True)
class Line:
    """A line as it was understood. `number`: counted from 1, as the text shows it."""

    number: int
    name: str
    note: str = ""
    born_year: int | None = None
    born_month: int | None = None
    post: str = ""


def read(text: str, known: Sequence[tuple[str, str]] = ()) -> tuple[list[Line], list[Finding]]:
    """The lines of a pasted list, and what cannot be used. `known`: (name, note) of those entered already.

    A line: name; note on the ballot; year of birth or month/year; present post. Tabs part like semicolons, so that
    cells of a table can be pasted. Empty parts may be left empty.
    """
    found: list[Line] = []
    faults: list[Finding] = []
    seen = {(name.casefold(), note.casefold()): 0 for name, note in known}
    for number, raw in enumerate(text.splitlines(), 1):
        if not one_line(raw).strip(" ;"):
            continue
        line = _line(number, raw)
        if isinstance(line, Finding):
            faults.append(line)
            continue
        key = (line.name.casefold(), line.note.casefold())
        if key in seen:
            faults.append(_twice(line, seen[key]))
            continue
        seen[key] = number
        found.append(line)
    if not found and not faults:
        faults.append(Finding(Severity.ERROR, "no_names", Message(N_("There is no name in the text."))))
    if len(found) > MOST:
        text_ = N_("A list of more than {most} names cannot be right.")
        faults.append(Finding(Severity.ERROR, "too_many_names", Message(text_, {"most": MOST})))
    return found, faults


def _line(number: int, raw: str) -> Line | Finding:
    parts = [one_line(part) for part in raw.replace("\t", ";").split(";")]
    if len(parts) > 1 and re.fullmatch(r"\d{1,3}\s*[.)]?", parts[0]):  # the number stood in a cell of its own
        parts = parts[1:]
    name = one_line(_NUMBER.sub("", parts[0], count=1))
    if not name:
        return _fault(number, "name_missing", N_("No name stands at the start of the line."))
    if len(name) > 120:
        return _fault(number, "name_too_long", N_("A name has at most 120 letters."))
    if any(letter.isdigit() for letter in name):
        return _fault(
            number, "name_with_digits", N_("“{name}” holds digits. Part it from the rest by a semicolon."), name
        )
    rest = [*parts[1:], "", "", ""]
    note, born, post = rest[:3]
    if not born and not post and _BORN.match(note):
        note, born = "", note  # a name and the year alone
    if len(parts) > 4 and any(parts[4:]):
        return _fault(number, "too_many_parts", N_("The line has more than four parts. Take out semicolons."))
    year = month = None
    if born:
        when = _BORN.match(born)
        year = int(when.group(2)) if when else None
        month = int(when.group(1)) if when and when.group(1) else None
        if year is None or not 1900 <= year <= 2015 or not 1 <= (month or 1) <= 12:
            return _fault(number, "born_unlikely", N_("“{name}” is no year of birth, nor month and year."), born)
    return Line(number, name, note[:200], year, month, post[:200])


def _fault(number: int, code: str, text: str, name: str = "") -> Finding:
    return Finding(Severity.ERROR, code, Message(text, {"name": name[:60]}), place=Place(row=number))


def _twice(line: Line, first: int) -> Finding:
    if first:
        text = N_("{name} stands in line {first} already. Tell namesakes apart by a note such as the year.")
    else:
        text = N_("{name} is on the list already. Tell namesakes apart by a note such as the year.")
    return Finding(
        Severity.ERROR, "name_twice", Message(text, {"name": line.name, "first": first}), place=Place(row=line.number)
    )
