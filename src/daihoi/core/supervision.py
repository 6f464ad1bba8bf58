"""Visits and inspections: kinds, answers of a checklist, and what becomes of two answers to one question.

An answer names the answer that the person saw when they gave it. Where another one has come in since, neither takes
the other's place: both are kept, and people choose.
"""

from enum import StrEnum

from daihoi.core.messages import N_


class VisitKind(StrEnum):
    """Why somebody comes."""

    VISIT = "visit"  # nắm tình hình, hướng dẫn
    INSPECTION = "inspection"  # kiểm tra, giám sát
    CONGRESS = "congress"  # dự, theo dõi đại hội


VISIT_NAMES: dict[VisitKind, str] = {
    VisitKind.VISIT: N_("Working visit"),
    VisitKind.INSPECTION: N_("Inspection"),
    VisitKind.CONGRESS: N_("Attendance at the congress"),
}


class Reply(StrEnum):
    """What was found at a point of a checklist."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not_asked"  # does not apply here


REPLY_NAMES: dict[Reply, str] = {
    Reply.YES: N_("Yes"),
    Reply.PARTLY: N_("Partly"),
    Reply.NO: N_("No"),
    Reply.NOT_ASKED: N_("Does not apply"),
}


class Standing(StrEnum):
    """Whether an answer that came in counts."""

    CURRENT = "current"
    REPLACED = "replaced"
    OFFERED = "offered"  # came in beside another one; people choose
    SET_ASIDE = "set_aside"  # people chose the other one


def placed(current: int | None, seen: int | None, *, same: bool) -> Standing:
    """Where an arriving answer goes. `current`: the answer that counts now, `seen`: the one that the person saw.

    It counts where the person saw what counts now; the same words again change nothing; else it is offered.
    """
    if current == seen:
        return Standing.CURRENT
    return Standing.REPLACED if same else Standing.OFFERED


class Weight(StrEnum):
    """What kind of finding it is."""

    GOOD = "good"
    SHORTCOMING = "shortcoming"
    NOTE = "note"


WEIGHT_NAMES: dict[Weight, str] = {
    Weight.GOOD: N_("Done well"),
    Weight.SHORTCOMING: N_("Shortcoming"),
    Weight.NOTE: N_("Note"),
}
