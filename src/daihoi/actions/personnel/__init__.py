"""Writes of personnel work, and the log of its reading."""

from daihoi.actions.personnel.dossiers import keep_item, note_review
from daihoi.actions.personnel.importing import ImportedPeople, import_people
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
    "keep_item",
    "keep_person",
    "note_review",
    "read",
    "remove_person",
    "set_pool_place",
    "take",
    "undecide_duplicate",
]
