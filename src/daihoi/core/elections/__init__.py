"""Elections: base, ballots, two counts, ledger, result by the article, and the file that anyone can recompute.

`standing(setting, record)` is the one computation of results. Source: rulebook E-001–E-125.
"""

from daihoi.core.elections.base import Base, Exclusion, Reason
from daihoi.core.elections.compare import BUNDLE, Ballot, Settled, bundle_of, differences, side_by_side, unsettled
from daihoi.core.elections.decisions import ANSWERS, Answer, Ask, Decider, Decision, Decisions, Question
from daihoi.core.elections.kinds import BODIES, SINGLE_POSTS, WITH_SURPLUS, Body, Post, Style, style_of
from daihoi.core.elections.ledger import Ledger, Stock, StockEvent, add_event, check_ledger, ledger_of
from daihoi.core.elections.marks import CAUSE_NAMES, Cause, Flag, Reading, Verdict, judge
from daihoi.core.elections.outcome import Person, RoundOutcome, Status, Threshold
from daihoi.core.elections.record import Candidate, NextRound, Purpose, Record, Round, Totals
from daihoi.core.elections.results import RoundStanding, Standing
from daihoi.core.elections.setting import Setting, more_than_half
from daihoi.core.elections.standing import allowed_in, base_in, standing
from daihoi.core.elections.tally import Tally, tally

__all__ = [
    "ANSWERS",
    "BODIES",
    "BUNDLE",
    "CAUSE_NAMES",
    "SINGLE_POSTS",
    "WITH_SURPLUS",
    "Answer",
    "Ask",
    "Ballot",
    "Base",
    "Body",
    "Candidate",
    "Cause",
    "Decider",
    "Decision",
    "Decisions",
    "Exclusion",
    "Flag",
    "Ledger",
    "NextRound",
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
    "check_ledger",
    "differences",
    "judge",
    "ledger_of",
    "more_than_half",
    "side_by_side",
    "standing",
    "style_of",
    "tally",
    "unsettled",
]
