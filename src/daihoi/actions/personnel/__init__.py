"""Writes of personnel work, and the log of its reading."""

from daihoi.actions.personnel.dossiers import keep_item, note_review
from daihoi.actions.personnel.importing import ImportedPeople, import_people
from daihoi.actions.personnel.members import (
    keep_departure,
    keep_member,
    keep_members,
    leave_body,
    merge_offices,
    part_offices,
    remove_member,
    return_to_body,
)
from daihoi.actions.personnel.people import (
    MeantFor,
    decide_duplicate,
    keep_person,
    remove_person,
    set_pool_place,
    undecide_duplicate,
)
from daihoi.actions.personnel.reading import read, take
from daihoi.core.personnel.facts import HeldPost, PersonFacts

__all__ = [
    "HeldPost",
    "ImportedPeople",
    "MeantFor",
    "PersonFacts",
    "decide_duplicate",
    "import_people",
    "keep_departure",
    "keep_item",
    "keep_member",
    "keep_members",
    "keep_person",
    "leave_body",
    "merge_offices",
    "note_review",
    "part_offices",
    "read",
    "remove_member",
    "remove_person",
    "return_to_body",
    "set_pool_place",
    "take",
    "undecide_duplicate",
]
