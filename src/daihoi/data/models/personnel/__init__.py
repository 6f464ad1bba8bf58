"""Rows of personnel work: people, schemes, and what became of them."""

from daihoi.data.models.personnel.members import Membership, MergedOffice, NotStanding
from daihoi.data.models.personnel.people import DossierItem, NotSame, Person, PersonPost, PersonReview, PoolPlace
from daihoi.data.models.personnel.schemes import (
    ProcessLeave,
    ProcessStep,
    Remark,
    Scheme,
    SchemeSeats,
    SchemeVersion,
    StepVote,
    Variant,
    VariantPerson,
    VersionDecision,
)

__all__ = [
    "DossierItem",
    "Membership",
    "MergedOffice",
    "NotSame",
    "NotStanding",
    "Person",
    "PersonPost",
    "PersonReview",
    "PoolPlace",
    "ProcessLeave",
    "ProcessStep",
    "Remark",
    "Scheme",
    "SchemeSeats",
    "SchemeVersion",
    "StepVote",
    "Variant",
    "VariantPerson",
    "VersionDecision",
]
