"""Word papers of an election in the party layout, ready to sign. Vietnamese only.

Each paper is a function of its data (`core.elections.papers`) that returns a .docx; `PAPERS` lists them by name.
Same data, same bytes. `sample=True` marks every page as a sample without value.
"""

from collections.abc import Callable

from daihoi.office.papers.counting import entry_log, hand_over
from daihoi.office.papers.minutes import count_minutes, straw_minutes
from daihoi.office.papers.reports import elected_list, ratification_request, results_report

__all__ = [
    "PAPERS",
    "count_minutes",
    "elected_list",
    "entry_log",
    "hand_over",
    "ratification_request",
    "results_report",
    "straw_minutes",
]

# name → paper(data, *, sample=False)
PAPERS: dict[str, Callable[..., bytes]] = {
    "hand_over": hand_over,
    "count_minutes": count_minutes,
    "elected_list": elected_list,
    "straw_minutes": straw_minutes,
    "results_report": results_report,
    "ratification_request": ratification_request,
    "entry_log": entry_log,
}
