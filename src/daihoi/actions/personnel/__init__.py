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
from daihoi.actions.personnel.versions import (
    approve,
    forward,
    refuse_approval,
    remark,
    send_back,
    strike_remark,
    submit,
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
    "approve",
    "begin_scheme",
    "change_list",
    "choose_variant",
    "close_step",
    "decide_base",
    "decide_duplicate",
    "drop_variant",
    "forward",
    "import_people",
    "keep_item",
    "keep_person",
    "keep_step",
    "leave",
    "make_variant",
    "note_review",
    "open_step",
    "read",
    "refuse_approval",
    "remark",
    "remove_person",
    "rename_variant",
    "reopen_step",
    "send_back",
    "set_pool_place",
    "set_scheme",
    "strike_remark",
    "submit",
    "take",
    "undecide_duplicate",
    "undo_leave",
]
