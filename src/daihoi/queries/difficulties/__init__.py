"""Reading difficulties, their answers, and what is alike."""

from daihoi.queries.difficulties._places import Placed
from daihoi.queries.difficulties.answers import Alike, AnswerLine, AnswersAsked, AnswerView, alike, answer, answers
from daihoi.queries.difficulties.listing import (
    Found,
    Line,
    ListAsked,
    OfOrganisation,
    Which,
    difficulties,
    difficulties_of,
)
from daihoi.queries.difficulties.view import (
    Arrangement,
    DifficultyView,
    FindingView,
    arrangement,
    difficulty,
    finding,
    goes_to,
)
from daihoi.queries.difficulties.waiting import waiting

__all__ = [
    "Alike",
    "AnswerLine",
    "AnswerView",
    "AnswersAsked",
    "Arrangement",
    "DifficultyView",
    "FindingView",
    "Found",
    "Line",
    "ListAsked",
    "OfOrganisation",
    "Placed",
    "Which",
    "alike",
    "answer",
    "answers",
    "arrangement",
    "difficulties",
    "difficulties_of",
    "difficulty",
    "finding",
    "goes_to",
    "waiting",
]
