"""Writes on elections, from opening one to releasing its result."""

from daihoi.actions.elections.counting import (
    Found,
    Keyed,
    finish_count,
    keep_draft,
    key_ballot,
    release,
    remove_ballot,
    settle,
)
from daihoi.actions.elections.deciding import decide
from daihoi.actions.elections.figures import Facts, set_exclusions, set_facts
from daihoi.actions.elections.listing import Member, adopt_list, reopen_list, set_counting_committee
from daihoi.actions.elections.memberships import enter_elected
from daihoi.actions.elections.opening import open_election, withdraw_election
from daihoi.actions.elections.preparing import (
    Put,
    change_nominee,
    decide_withdrawal,
    drop_nominee,
    enter_support,
    nominate,
    record_step,
)
from daihoi.actions.elections.rounds import annul_round, enter_stock, make_sheet, open_round, seal_box, set_present
from daihoi.actions.elections.schemes import look_at_scheme, take_scheme

__all__ = [
    "Facts",
    "Found",
    "Keyed",
    "Member",
    "Put",
    "adopt_list",
    "annul_round",
    "change_nominee",
    "decide",
    "decide_withdrawal",
    "drop_nominee",
    "enter_elected",
    "enter_stock",
    "enter_support",
    "finish_count",
    "keep_draft",
    "key_ballot",
    "look_at_scheme",
    "make_sheet",
    "nominate",
    "open_election",
    "open_round",
    "record_step",
    "release",
    "remove_ballot",
    "reopen_list",
    "seal_box",
    "set_counting_committee",
    "set_exclusions",
    "set_facts",
    "set_present",
    "settle",
    "take_scheme",
    "withdraw_election",
]
