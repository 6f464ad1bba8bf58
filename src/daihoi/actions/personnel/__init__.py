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
from daihoi.actions.personnel.process import (
    StepFacts,
    close_step,
    decide_base,
    keep_step,
    leave,
    open_step,
    reopen_step,
    undo_leave,
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
    "StepFacts",
    "begin_scheme",
    "change_list",
    "choose_variant",
    "close_step",
    "decide_base",
    "decide_duplicate",
    "drop_variant",
    "import_people",
    "keep_departure",
    "keep_item",
    "keep_member",
    "keep_members",
    "keep_person",
    "keep_step",
    "leave",
    "leave_body",
    "make_variant",
    "merge_offices",
    "note_review",
    "open_step",
    "part_offices",
    "read",
    "remove_member",
    "remove_person",
    "rename_variant",
    "reopen_step",
    "return_to_body",
    "set_pool_place",
    "set_scheme",
    "take",
    "undecide_duplicate",
    "undo_leave",
]
