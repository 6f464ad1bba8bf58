"""Reading elections: lists, one with its standing, the teams' screens, the comparison, the hall, the result file."""

from daihoi.queries.elections._people import NomineeView
from daihoi.queries.elections._states import STATES
from daihoi.queries.elections.afterwards import AfterwardsView, Entering, Outcome, afterwards, outcome
from daihoi.queries.elections.counting import (
    CompareView,
    HallView,
    KeyingView,
    comparison,
    hall,
    keying,
    layout,
    result_text,
)
from daihoi.queries.elections.fitting import Breach, ListFit, ListMisfit, fit
from daihoi.queries.elections.lists import ElectionLine, elections, elections_of
from daihoi.queries.elections.opening import CounterAccount, OpeningView, counter_accounts, opening
from daihoi.queries.elections.pages import (
    CounterView,
    ElectionView,
    RoundView,
    StepView,
    election,
)
from daihoi.queries.elections.schemes import SchemeOffer, scheme_offer

__all__ = [
    "STATES",
    "AfterwardsView",
    "Breach",
    "CompareView",
    "CounterAccount",
    "CounterView",
    "ElectionLine",
    "ElectionView",
    "Entering",
    "HallView",
    "KeyingView",
    "ListFit",
    "ListMisfit",
    "NomineeView",
    "OpeningView",
    "Outcome",
    "RoundView",
    "SchemeOffer",
    "StepView",
    "afterwards",
    "comparison",
    "counter_accounts",
    "election",
    "elections",
    "elections_of",
    "fit",
    "hall",
    "keying",
    "layout",
    "opening",
    "outcome",
    "result_text",
    "scheme_offer",
]
