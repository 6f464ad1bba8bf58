"""Spending on a congress: lines of a budget. Amounts are whole đồng; norms come from people, with their document.

No text with amounts was found (rulebook: none), so none is shipped: each level enters the norms of its own document.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from daihoi.core import pasted
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity, refuse
from daihoi.core.tables import letter
from daihoi.core.text import fold, one_line


class BudgetLine(StrEnum):
    """What money is spent on."""

    MEALS = "meals"  # tiền ăn
    LODGING = "lodging"  # tiền nghỉ
    TRAVEL = "travel"
    HALL = "hall"  # hội trường, khánh tiết
    DOCUMENTS = "documents"  # in ấn tài liệu, văn kiện
    DRAFTING = "drafting"  # xây dựng văn kiện, đề án
    PROPAGANDA = "propaganda"
    ALLOWANCES = "allowances"  # bồi dưỡng đại biểu, bộ phận phục vụ
    TRAINING = "training"
    HEALTH = "health"
    OTHER = "other"


BUDGET_LINES: dict[BudgetLine, str] = {
    BudgetLine.MEALS: N_("Meals"),
    BudgetLine.LODGING: N_("Lodging"),
    BudgetLine.TRAVEL: N_("Travel"),
    BudgetLine.HALL: N_("Hall and decoration"),
    BudgetLine.DOCUMENTS: N_("Printing of documents"),
    BudgetLine.DRAFTING: N_("Drafting of documents and schemes"),
    BudgetLine.PROPAGANDA: N_("Propaganda work"),
    BudgetLine.ALLOWANCES: N_("Allowances of delegates and staff"),
    BudgetLine.TRAINING: N_("Training courses"),
    BudgetLine.HEALTH: N_("Health service"),
    BudgetLine.OTHER: N_("Other spending"),
}


class Per(StrEnum):
    """What the amount of a norm is for."""

    CONGRESS = "congress"
    PERSON_DAY = "person_day"
    PERSON = "person"
    DOCUMENT = "document"


PER_NAMES: dict[Per, str] = {
    Per.CONGRESS: N_("for the congress"),
    Per.PERSON_DAY: N_("for a person and day"),
    Per.PERSON: N_("for a person"),
    Per.DOCUMENT: N_("for a document"),
}


def over_norm(amount: int, norm: int, quantity: int) -> int:
    """By how many đồng an amount is over the norm for a quantity; 0 where it is not."""
    return max(amount - norm * quantity, 0)


def over_plan(settled: int | None, planned: int) -> int:
    """By how many đồng what was settled is over what was planned; 0 where it is not, or nothing was settled."""
    return max((settled or 0) - planned, 0)


@dataclass(frozen=True)
class Norm:
    """A norm as it is compared: its amount, what it is for, and the document in which it stands."""

    line: BudgetLine
    amount: int
    per: Per
    document: str


@dataclass(frozen=True)
class Spent:
    """What one line says: quantity (persons, days …), planned and settled in whole đồng; None: not known."""

    line: BudgetLine
    quantity: int | None
    planned: int
    settled: int | None = None


@dataclass(frozen=True)
class Over:
    """What is too much on a line. `norm` None: settled over planned. `settled`: the settled amount, not the planned."""

    line: BudgetLine
    by: int
    norm: Norm | None = None
    settled: bool = False


def overs(spent: Spent, norms: Iterable[Norm]) -> tuple[Over, ...]:
    """What of a line is over a norm, or settled over planned. A norm for the congress is counted once; any other is
    not compared while the quantity is not known."""
    found = []
    for norm in norms:
        quantity = 1 if norm.per is Per.CONGRESS else spent.quantity
        if norm.line is not spent.line or quantity is None:
            continue
        if by := over_norm(spent.planned, norm.amount, quantity):
            found.append(Over(spent.line, by, norm))
        if spent.settled is not None and (by := over_norm(spent.settled, norm.amount, quantity)):
            found.append(Over(spent.line, by, norm, settled=True))
    if by := over_plan(spent.settled, spent.planned):
        found.append(Over(spent.line, by, settled=True))
    return tuple(found)


def over_finding(over: Over) -> Finding:
    """What is too much on a line, as a warning. Amounts as papers write them: 1.500.000."""
    amount = f"{over.by:,}".replace(",", ".") + "\u202fđ"
    params: dict[str, object] = {"line": Message(BUDGET_LINES[over.line]), "amount": amount}
    if over.norm is None:
        text = N_("{line}: {amount} more were settled than planned.")
        return Finding(Severity.WARNING, "over_plan", Message(text, params))
    params["document"] = over.norm.document
    if over.settled:
        text = N_("{line}: what was settled is {amount} over the norm of {document}.")
        return Finding(Severity.WARNING, "settled_over_norm", Message(text, params))
    text = N_("{line}: what is planned is {amount} over the norm of {document}.")
    return Finding(Severity.WARNING, "over_norm", Message(text, params))


MOST = 10**14  # đồng: a hundred thousand billion; more is a slip of the hand

_UNIT = re.compile(r"\s*(?:đồng|dong|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_WORDS = re.compile(r"triệu|tỷ|tỉ|nghìn|ngàn|trieu|ty\b|nghin|million|billion|thousand|\d\s*(?:tr|k)\b", re.IGNORECASE)
_PLAIN = re.compile(r"\d+")
_MARKED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3}){2,}")


def read_amount(text: str) -> int:
    """An amount in whole đồng as people type it: "12500000", "12.500.000", "12 500 000 đ".

    Refuses what could be read in two ways or is no whole number of đồng ("12,5 triệu", "12,500"), saying how to
    write it.
    """
    written = one_line(text)
    plain = _UNIT.sub("", written).strip()
    if _WORDS.search(plain):
        raise refuse(
            "amount_in_words",
            N_("“{text}”: write the whole amount in dong, with digits only: 12.500.000 for twelve and a half million."),
            text=written[:40],
        )
    if plain.startswith("-"):
        raise refuse("amount_negative", N_("“{text}”: an amount is never below nought."), text=written[:40])
    if not plain.isascii() or not (_PLAIN.fullmatch(plain) or _MARKED.fullmatch(plain)):
        raise refuse(
            "amount_unreadable",
            N_("“{text}” is no whole amount in dong. Write it as 12500000 or 12.500.000."),
            text=written[:40],
        )
    amount = int(re.sub(r"[., ]", "", plain)[:20])
    if amount > MOST:
        raise refuse("amount_unlikely", N_("“{text}” is too large to be right."), text=written[:40])
    return amount


@dataclass(frozen=True)
class PastedSpending:
    """One line of a pasted table."""

    number: int  # of the line in the text
    line: BudgetLine
    quantity: int | None
    planned: int
    settled: int | None
    settled_on: date | None
    document: str
    note: str


# The columns of a pasted table in their order, by what they are called in refusals.
COLUMNS = ("line", "quantity", "planned", "settled", "settled_on", "document", "note")


def read_lines(text: str, names: Mapping[str, BudgetLine]) -> tuple[list[PastedSpending], list[Finding]]:
    """The lines of a pasted table, and what cannot be used, by row and column letter.

    Columns: line, quantity, planned, settled, day, document, note. `names`: folded name (core.text.fold) → line. A
    first row whose amounts are no numbers is its heading.
    """
    found: list[PastedSpending] = []
    faults: list[Finding] = []
    taken: dict[BudgetLine, int] = {}
    for place, given in enumerate(pasted.lines(text)):
        if place == 0 and _is_heading(given, names):
            continue
        read, wrong = _read_line(given, names)
        faults += wrong
        if read is None:
            continue
        if read.line in taken:
            twice = N_("This line stands in row {row} already; each line is entered once.")
            faults.append(_fault(given, 0, "line_twice", twice, row=taken[read.line]))
            continue
        taken[read.line] = given.number
        found.append(read)
    if not found and not faults:
        faults.append(Finding(Severity.ERROR, "no_lines", Message(N_("There is no line in the text."))))
    return found, faults


def _is_heading(given: pasted.PastedLine, names: Mapping[str, BudgetLine]) -> bool:
    return fold(given.cell(0)) not in names and not any(letter.isdigit() for letter in "".join(given.cells))


def _read_line(
    given: pasted.PastedLine, names: Mapping[str, BudgetLine]
) -> tuple[PastedSpending | None, list[Finding]]:
    wrong: list[Finding] = []
    line = names.get(fold(given.cell(0)))
    if line is None:
        text = N_("“{name}” is no line of the budget. Use the names of the table on this page.")
        wrong.append(_fault(given, 0, "line_unknown", text, name=given.cell(0)[:40]))
    quantity = pasted.whole(given.cell(1)) if given.cell(1) else None
    if given.cell(1) and not quantity:
        text = N_("“{text}” is no quantity: a whole number above nought, or nothing.")
        wrong.append(_fault(given, 1, "quantity_unreadable", text, text=given.cell(1)[:40]))
    amounts: dict[int, int | None] = {2: None, 3: None}
    for index in amounts:
        try:
            amounts[index] = read_amount(given.cell(index)) if given.cell(index) else None
        except Refused as refused:
            first = refused.findings[0]
            wrong.append(replace(first, place=Place(row=given.number, column=letter(index))))
    if not given.cell(2):
        wrong.append(_fault(given, 2, "planned_missing", N_("The planned amount is missing.")))
    day = pasted.day(given.cell(4)) if given.cell(4) else None
    if given.cell(4) and day is None:
        text = N_("“{text}” is no day. Write it as 15/5/2020.")
        wrong.append(_fault(given, 4, "day_unreadable", text, text=given.cell(4)[:40]))
    if given.cell(3) and not given.cell(4):
        wrong.append(_fault(given, 4, "settled_without_day", N_("Say on which day it was settled.")))
    if any(given.cells[len(COLUMNS) :]):
        text = N_("The row has more columns than the table: {columns} at most.")
        wrong.append(_fault(given, len(COLUMNS), "too_many_columns", text, columns=len(COLUMNS)))
    planned = amounts[2]
    if wrong or line is None or planned is None:
        return None, wrong
    read = PastedSpending(
        given.number, line, quantity, planned, amounts[3], day, given.cell(5)[:200], given.cell(6)[:300]
    )
    return read, []


def _fault(given: pasted.PastedLine, index: int, code: str, text: str, /, **params: object) -> Finding:
    return Finding(Severity.ERROR, code, Message(text, params), place=Place(row=given.number, column=letter(index)))
