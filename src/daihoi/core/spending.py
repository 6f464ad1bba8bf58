"""Spending on a congress: lines of a budget. Amounts are whole đồng; norms come from people, with their document.

No text with amounts was found (rulebook: none), so none is shipped: each level enters the norms of its own document.
"""

from enum import StrEnum

from daihoi.core.messages import N_


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
