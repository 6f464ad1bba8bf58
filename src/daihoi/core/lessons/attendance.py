"""Who came to a training session, pasted out of a spreadsheet: by the codes of organisations, or as one column."""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core import pasted
from daihoi.core.messages import N_, Finding, Message, Place, Severity
from daihoi.core.tables import letter
from daihoi.core.text import fold


@dataclass(frozen=True)
class Attended:
    """One organisation: how many were expected, and came (None: not said)."""

    organisation: int
    expected: int
    attended: int | None


@dataclass(frozen=True)
class Expected:
    """An organisation of the list, as pasted text names it. `expected`: what is entered already, None: nothing."""

    organisation: int
    code: str
    name: str
    expected: int | None = None


def read_attendance(text: str, listed: Sequence[Expected]) -> tuple[list[Attended], list[Finding]]:
    """The rows of pasted text, and what cannot be used, by row and column letter.

    With names: code or name, expected, attended. Numbers alone: one row for each organisation of the list in its
    order, either expected and attended, or attended alone where expected is entered already.
    """
    rows = pasted.lines(text)
    if rows and not any(letter_.isdigit() for letter_ in "".join(rows[0].cells)):
        rows = rows[1:]  # a heading
    if not rows:
        return [], [Finding(Severity.ERROR, "no_rows", Message(N_("There is no row in the text.")))]
    if all(_numbers_only(row, listed) for row in rows):
        return _in_order(rows, listed)
    return _by_name(rows, listed)


def _numbers_only(row: pasted.PastedLine, listed: Sequence[Expected]) -> bool:
    first = row.cell(0)
    return len([cell for cell in row.cells if cell]) <= 2 and pasted.whole(first) is not None


def _in_order(rows: Sequence[pasted.PastedLine], listed: Sequence[Expected]) -> tuple[list[Attended], list[Finding]]:
    if len(rows) != len(listed):
        text = N_(
            "The column has {rows} numbers, the list {listed} organisations. Paste one for each, or put the code of "
            "the organisation before it."
        )
        return [], [Finding(Severity.ERROR, "rows_differ", Message(text, {"rows": len(rows), "listed": len(listed)}))]
    return _read([(row, one, 0) for row, one in zip(rows, listed, strict=True)])


def _by_name(rows: Sequence[pasted.PastedLine], listed: Sequence[Expected]) -> tuple[list[Attended], list[Finding]]:
    by_code = {one.code.lower(): one for one in listed}
    by_name: dict[str, list[Expected]] = {}
    for one in listed:
        by_name.setdefault(fold(one.name), []).append(one)
    pairs, faults = [], []
    seen: dict[int, int] = {}
    for row in rows:
        named = by_name.get(fold(row.cell(0)), [])
        found = by_code.get(row.cell(0).lower()) or (named[0] if len(named) == 1 else None)
        if found is None:
            text = (
                N_("“{name}” is the name of more than one organisation here. Use its code.")
                if len(named) > 1
                else N_("“{name}” is no organisation of this list. Use its code.")
            )
            faults.append(_fault(row, 0, "not_in_list", text, name=row.cell(0)[:60]))
        elif found.organisation in seen:
            text = N_("“{name}” stands in row {row} already.")
            faults.append(_fault(row, 0, "twice", text, name=found.name, row=seen[found.organisation]))
        else:
            seen[found.organisation] = row.number
            pairs.append((row, found, 1))
    read, wrong = _read(pairs)
    return (read, []) if not faults + wrong else ([], faults + wrong)


def _read(
    pairs: Sequence[tuple[pasted.PastedLine, Expected, int]],
) -> tuple[list[Attended], list[Finding]]:
    """The numbers of each row, which begin at a column."""
    found, faults = [], []
    for row, one, column in pairs:
        first, second = row.cell(column), row.cell(column + 1)
        alone = not second and one.expected is not None
        expected = one.expected if alone else pasted.whole(first)
        attended = pasted.whole(first if alone else second)
        if expected is None:
            faults.append(_fault(row, column, "expected_unreadable", N_("“{text}” is no number."), text=first[:40]))
        elif attended is None and (first if alone else second):
            wrong = first if alone else second
            place = column if alone else column + 1
            faults.append(_fault(row, place, "attended_unreadable", N_("“{text}” is no number."), text=wrong[:40]))
        elif attended is not None and attended > expected:
            faults.append(_fault(row, column if alone else column + 1, "more_than_expected", MORE, name=one.name))
        else:
            found.append(Attended(one.organisation, expected, attended))
    return ([], faults) if faults else (found, [])


MORE = N_("{name}: more came than were expected. Put the number expected right first.")


def _fault(row: pasted.PastedLine, index: int, code: str, text: str, /, **params: object) -> Finding:
    return Finding(Severity.ERROR, code, Message(text, params), place=Place(row=row.number, column=letter(index)))
