"""Can lists be made from a pool of people that keep all rules, and how near do they come to the targets?

`answer` is the one entrance, and `seek` the one for a scheme. OR-Tools is loaded at the first call, since it takes half
a second and 80 MB.
"""

from dataclasses import replace

from daihoi.core.personnel import Scheme
from daihoi.core.personnel import check as checked
from daihoi.solver.answer import Answer, Measure, Rule, RuleKind, State
from daihoi.solver.check import WrongAnswer
from daihoi.solver.listing import listed_of
from daihoi.solver.question import Asked, Body, Candidate, Given, Lists, Office, Question, asked
from daihoi.solver.scheme import question_of
from daihoi.solver.seeking import Sought, Verdict

LIMIT = 60.0

__all__ = [
    "Answer",
    "Asked",
    "Body",
    "Candidate",
    "Given",
    "Lists",
    "Measure",
    "Office",
    "Question",
    "Rule",
    "RuleKind",
    "Sought",
    "State",
    "Verdict",
    "WrongAnswer",
    "answer",
    "asked",
    "question_of",
    "seek",
]


def answer(question: Question, *, limit: float = LIMIT) -> Answer:
    """The answer, the same each time. `limit`: the most work spent, in the units of `Answer.effort`.

    Raises WrongAnswer where plain arithmetic does not agree with what was found.
    """
    from daihoi.solver._search import search  # noqa: PLC0415 slow import

    return search(question, limit)


def seek(scheme: Scheme, *, limit: float = LIMIT) -> Sought:
    """The list that keeps all hard rules and comes nearest to the goals, and the check of it. `limit`: as of `answer`.

    Raises `PackError` as `demands` does, WrongAnswer as `answer` does.
    """
    found = answer(question_of(scheme), limit=limit)
    if found.lists is None:
        return Sought(found)
    listed = listed_of(scheme, found.lists)
    return Sought(found, listed, checked(replace(scheme, listed=listed)))
