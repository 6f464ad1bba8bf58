"""Writes of personnel work, and the log of its reading."""

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
    "begin_scheme",
    "change_list",
    "choose_variant",
    "drop_variant",
    "make_variant",
    "read",
    "rename_variant",
    "set_scheme",
    "take",
]
