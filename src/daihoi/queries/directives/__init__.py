"""Reading papers: lists, one of them, the cascade below an organisation, what is new, and what no longer fits."""

from daihoi.queries.directives._coverage import Covered
from daihoi.queries.directives._rows import PaperRow
from daihoi.queries.directives._states import State
from daihoi.queries.directives.cascade import Drill, Every, Line, Overview, Tree, TreeLine, drill, every, overview, tree
from daihoi.queries.directives.fitting import Fit, Misfit, fit, rules_with
from daihoi.queries.directives.papers import (
    Entered,
    PaperLine,
    PaperList,
    PapersAsked,
    PaperView,
    entered,
    file,
    linkable,
    listed,
    paper,
    state_at,
)
from daihoi.queries.directives.todo import OfOrganisation, Todo, papers_of, todo, todo_at, waiting

__all__ = [
    "Covered",
    "Drill",
    "Entered",
    "Every",
    "Fit",
    "Line",
    "Misfit",
    "OfOrganisation",
    "Overview",
    "PaperLine",
    "PaperList",
    "PaperRow",
    "PaperView",
    "PapersAsked",
    "State",
    "Todo",
    "Tree",
    "TreeLine",
    "drill",
    "entered",
    "every",
    "file",
    "fit",
    "linkable",
    "listed",
    "overview",
    "paper",
    "papers_of",
    "rules_with",
    "state_at",
    "todo",
    "todo_at",
    "tree",
    "waiting",
]
