"""What personnel work reads. Everything here asks for the right; pages that show it log the reading (ADR 17)."""

from daihoi.queries.personnel._process import ProcessView
from daihoi.queries.personnel.below import SchemeCheck, checks_below
from daihoi.queries.personnel.place import PersonnelPlace, personnel_place
from daihoi.queries.personnel.process import process, steps_waiting
from daihoi.queries.personnel.schemes import Candidate, SchemeView, VariantRow, scheme

__all__ = [
    "Candidate",
    "PersonnelPlace",
    "ProcessView",
    "SchemeCheck",
    "SchemeView",
    "VariantRow",
    "checks_below",
    "personnel_place",
    "process",
    "scheme",
    "steps_waiting",
]
