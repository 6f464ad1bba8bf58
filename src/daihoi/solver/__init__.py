"""Can lists be made from a pool of people that keep all rules, and how near do they come to the targets?

`answer` is the one entrance, and `seek` the one for a scheme. OR-Tools is loaded at the first call, since it takes half
a second and 80 MB.
"""

from daihoi.solver.answer import Answer, Measure, Rule, RuleKind, State
from daihoi.solver.check import WrongAnswer
from daihoi.solver.question import Asked, Body, Candidate, Given, Lists, Office, Question, asked
from daihoi.solver.scheme import question_of
from daihoi.solver.seeking import Sought, Verdict, seek

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
