"""Elections: base, ballots, two counts, ledger, result by the article, and the file that anyone can recompute.

`standing(setting, record)` is the one computation of results. Source: rulebook E-001–E-125.
"""

from daihoi.core.elections.ballotlist import (
    STRAW_DUE,
    LeftOut,
    ListProposal,
    check_counting_committee,
    check_list,
    in_order,
    most_names,
    propose,
)
from daihoi.core.elections.base import Base, Exclusion, Reason
from daihoi.core.elections.compare import BUNDLE, Ballot, Settled, bundle_of, differences, side_by_side, unsettled
from daihoi.core.elections.decisions import ANSWERS, Answer, Ask, Decider, Decision, Decisions, Question
from daihoi.core.elections.kinds import BODIES, SINGLE_POSTS, WITH_SURPLUS, Body, Post, Style, style_of
from daihoi.core.elections.ledger import Ledger, Stock, StockEvent, add_event, check_ledger, ledger_of
from daihoi.core.elections.marks import CAUSE_NAMES, Cause, Flag, Reading, Verdict, judge
from daihoi.core.elections.nominees import Capacity, Nominee, Origin, check_nominee
from daihoi.core.elections.outcome import Person, RoundOutcome, Status, Threshold
from daihoi.core.elections.record import Candidate, NextRound, Purpose, Record, Round, Totals, through
from daihoi.core.elections.results import RoundStanding, Standing
from daihoi.core.elections.setting import Setting, more_than_half
from daihoi.core.elections.standing import allowed_in, base_in, standing
from daihoi.core.elections.steps import STEPS, Step, missing_before, next_step, steps_of
from daihoi.core.elections.tally import Tally, tally

__all__ = [
    "ANSWERS",
    "BODIES",
    "BUNDLE",
    "CAUSE_NAMES",
    "SINGLE_POSTS",
    "STEPS",
    "STRAW_DUE",
    "WITH_SURPLUS",
    "Answer",
    "Ask",
    "Ballot",
    "Base",
    "Body",
    "Candidate",
    "Capacity",
    "Cause",
    "Decider",
    "Decision",
    "Decisions",
    "Exclusion",
    "Flag",
    "Ledger",
    "LeftOut",
    "ListProposal",
    "NextRound",
    "Nominee",
    "Origin",
    "Person",
    "Post",
    "Purpose",
    "Question",
    "Reading",
    "Reason",
    "Record",
    "Round",
    "RoundOutcome",
    "RoundStanding",
    "Setting",
    "Settled",
    "Standing",
    "Status",
    "Step",
    "Stock",
    "StockEvent",
    "Style",
    "Tally",
    "Threshold",
    "Totals",
    "Verdict",
    "add_event",
    "allowed_in",
    "base_in",
    "bundle_of",
    "check_counting_committee",
    "check_ledger",
    "check_list",
    "check_nominee",
    "differences",
    "in_order",
    "judge",
    "ledger_of",
    "missing_before",
    "more_than_half",
    "most_names",
    "next_step",
    "propose",
    "side_by_side",
    "standing",
    "steps_of",
    "style_of",
    "tally",
    "through",
    "unsettled",
]
