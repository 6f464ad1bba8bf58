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
from daihoi.actions.personnel.schemes import (
    Numbers,
    SchemeFacts,
    begin_scheme,
    change_list,
    choose_variant,
    drop_variant,
    make_variant,
    rename_variant,
    set_scheme,
)
from daihoi.core.personnel.facts import HeldPost, PersonFacts

__all__ = [
    "HeldPost",
    "ImportedPeople",
    "MeantFor",
    "Numbers",
    "PersonFacts",
    "SchemeFacts",
    "begin_scheme",
    "change_list",
    "choose_variant",
    "decide_duplicate",
    "drop_variant",
    "import_people",
    "keep_item",
    "keep_person",
    "make_variant",
    "note_review",
    "read",
    "remove_person",
    "rename_variant",
    "set_pool_place",
    "set_scheme",
    "take",
    "undecide_duplicate",
]
