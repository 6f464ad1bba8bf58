"""Writes of personnel work, and the log of its reading."""

from daihoi.actions.personnel.dossiers import keep_item, note_review
from daihoi.actions.personnel.people import (
    HeldPost,
    MeantFor,
    PersonFacts,
    decide_duplicate,
    keep_person,
    remove_person,
    set_pool_place,
    undecide_duplicate,
)
from daihoi.actions.personnel.reading import read, take

__all__ = [
    "HeldPost",
    "MeantFor",
    "PersonFacts",
    "decide_duplicate",
    "keep_item",
    "keep_person",
    "note_review",
    "read",
    "remove_person",
    "set_pool_place",
    "take",
    "undecide_duplicate",
]
