"""Reading reviews, lessons, training: who has them still to do, and what they say together."""

from daihoi.queries.lessons._coverage import Coverage
from daihoi.queries.lessons.comparing import ComparisonView, comparison
from daihoi.queries.lessons.kinds import KindName, kinds, kinds_named
from daihoi.queries.lessons.published import (
    LessonLine,
    LessonsView,
    LessonView,
    attached,
    lesson,
    lessons,
    readers,
    reading,
)
from daihoi.queries.lessons.reviews import ReviewLine, ReviewsView, ReviewView, review, review_of, reviews
from daihoi.queries.lessons.training import (
    TrainingLine,
    TrainingsView,
    TrainingView,
    attendance,
    entry,
    material,
    training,
    trainings,
)
from daihoi.queries.lessons.waiting import waiting

__all__ = [
    "ComparisonView",
    "Coverage",
    "KindName",
    "LessonLine",
    "LessonView",
    "LessonsView",
    "ReviewLine",
    "ReviewView",
    "ReviewsView",
    "TrainingLine",
    "TrainingView",
    "TrainingsView",
    "attached",
    "attendance",
    "comparison",
    "entry",
    "kinds",
    "kinds_named",
    "lesson",
    "lessons",
    "material",
    "readers",
    "reading",
    "review",
    "review_of",
    "reviews",
    "training",
    "trainings",
    "waiting",
]
