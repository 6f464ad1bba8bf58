"""Writes on reviews, lessons and training."""

from daihoi.actions.lessons.published import LessonText, change_lesson, publish_lesson, read_lesson, withdraw_lesson
from daihoi.actions.lessons.reviews import ReviewText, ShortcomingText, add_kind, save_review
from daihoi.actions.lessons.training import (
    Session,
    change_training,
    drop_training,
    enter_attendance,
    enter_total,
    hold_training,
    plan_training,
)

__all__ = [
    "LessonText",
    "ReviewText",
    "Session",
    "ShortcomingText",
    "add_kind",
    "change_lesson",
    "change_training",
    "drop_training",
    "enter_attendance",
    "enter_total",
    "hold_training",
    "plan_training",
    "publish_lesson",
    "read_lesson",
    "save_review",
    "withdraw_lesson",
]
