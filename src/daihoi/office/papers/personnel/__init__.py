"""Word papers of personnel work in the party layout. Vietnamese only.

Each paper is a function of its data (`core.personnel.papers`) and of what every page has to bear; `PAPERS` lists those
of a whole scheme, `STEP_PAPERS` those of one step of the process, `VERSION_PAPERS` those of
a version that was submitted.
"""

from collections.abc import Callable

from daihoi.office.papers.personnel.differences import difference_report
from daihoi.office.papers.personnel.lists import short_list, structure_table
from daihoi.office.papers.personnel.scheme import approval_draft, return_letter, scheme_paper, submission
from daihoi.office.papers.personnel.steps import opinion_ballot, step_minutes, step_result

__all__ = [
    "PAPERS",
    "STEP_PAPERS",
    "VERSION_PAPERS",
    "approval_draft",
    "difference_report",
    "opinion_ballot",
    "return_letter",
    "scheme_paper",
    "short_list",
    "step_minutes",
    "step_result",
    "structure_table",
    "submission",
]

# name → paper(data, guard, *, sample=False)
PAPERS: dict[str, Callable[..., bytes]] = {
    "scheme": scheme_paper,
    "submission": submission,
    "short_list": short_list,
    "structure": structure_table,
    "approval_draft": approval_draft,
    "differences": difference_report,
}
STEP_PAPERS: dict[str, Callable[..., bytes]] = {
    "ballot": opinion_ballot,
    "minutes": step_minutes,
    "result": step_result,
}
VERSION_PAPERS: dict[str, Callable[..., bytes]] = {
    "approval_draft": approval_draft,
    "return_letter": return_letter,
}
