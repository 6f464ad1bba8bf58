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
from daihoi.actions.personnel.versions import (
    approve,
    forward,
    refuse_approval,
    remark,
    send_back,
    strike_remark,
    submit,
)

__all__ = [
    "Numbers",
    "SchemeFacts",
    "StepFacts",
    "approve",
    "begin_scheme",
    "change_list",
    "choose_variant",
    "close_step",
    "decide_base",
    "drop_variant",
    "forward",
    "keep_step",
    "leave",
    "make_variant",
    "open_step",
    "read",
    "refuse_approval",
    "remark",
    "rename_variant",
    "reopen_step",
    "send_back",
    "set_scheme",
    "strike_remark",
    "submit",
    "take",
    "undo_leave",
]
