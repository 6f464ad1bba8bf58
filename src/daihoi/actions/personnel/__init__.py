"""Writes of personnel work, and the log of its reading."""

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

__all__ = [
    "Numbers",
    "SchemeFacts",
    "StepFacts",
    "begin_scheme",
    "change_list",
    "choose_variant",
    "close_step",
    "decide_base",
    "drop_variant",
    "keep_step",
    "leave",
    "make_variant",
    "open_step",
    "read",
    "rename_variant",
    "reopen_step",
    "set_scheme",
    "take",
    "undo_leave",
]
