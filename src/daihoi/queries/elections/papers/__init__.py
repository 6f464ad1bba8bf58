"""Papers of an election out of its rows: which there are and what they wait for, and the data of each.

`office.papers` writes that data out. Papers are in Vietnamese only, whatever the language of the interface.
"""

from collections.abc import Callable

from django.utils import translation

from daihoi.core.access import Actor, NotHere
from daihoi.core.elections import papers as p
from daihoi.core.messages import Refused
from daihoi.queries.elections.pages import election
from daihoi.queries.elections.papers._after import ratification_request, results_report, straw_minutes
from daihoi.queries.elections.papers._log import entry_log
from daihoi.queries.elections.papers._ready import NAMES, PaperLine, PapersView, lines_of
from daihoi.queries.elections.papers._round import count_minutes, elected_list, hand_over
from daihoi.queries.elections.papers._source import Source, file_of, source_of

__all__ = ["NAMES", "Paper", "PaperLine", "PapersView", "paper", "papers", "result_file"]

Paper = p.HandOver | p.CountMinutes | p.Elected | p.StrawMinutes | p.ResultsReport | p.RatificationRequest | p.EntryLog
_MADE: dict[str, Callable[[Source], Paper]] = {
    "hand_over": hand_over,
    "count_minutes": count_minutes,
    "elected_list": elected_list,
    "straw_minutes": straw_minutes,
    "results_report": results_report,
    "ratification_request": ratification_request,
    "entry_log": entry_log,
}


def papers(*, actor: Actor, pk: int) -> PapersView:
    """The papers of an election that the actor may ever take, each with what it still waits for."""
    view = election(actor=actor, pk=pk)
    return PapersView(view, lines_of(view))


def paper(*, actor: Actor, found: PapersView, name: str, round: int | None = None) -> Paper:
    """The data of one of the actor's papers, which `papers` gave.

    Raises NotHere for a paper that there is not, or not for this actor, and Refused, with what it waits for, for one
    that is not ready.
    """
    _require_ready(found, name, round)
    with translation.override("vi"):
        return _MADE[name](source_of(found.view, round))


def result_file(*, actor: Actor, found: PapersView, round: int) -> str:
    """The result file as the election stood after a round: the one whose own hash the minutes of that round print.
    Later rounds do not change it. Ready when the minutes are."""
    _require_ready(found, "count_minutes", round)
    return file_of(source_of(found.view, round))


def _require_ready(found: PapersView, name: str, round: int | None) -> None:
    line = next((one for one in found.lines if (one.name, one.round) == (name, round)), None)
    if line is None:
        raise NotHere
    if line.missing:
        raise Refused(*line.missing)
