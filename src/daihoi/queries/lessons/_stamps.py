"""Marks of rows as they stand, for saving over nothing unseen; see core.stamp."""

from collections.abc import Sequence

from daihoi.core.stamp import stamp
from daihoi.data.models import Lesson, Review, Training


def of_review(row: Review | None, shortcomings: Sequence[Sequence[object]]) -> str:
    """Of a review with its shortcomings (kind, subject, text, change), in their order."""
    if row is None:
        return stamp()
    return stamp(row.reviewed_on, row.went_well, row.to_change, [tuple(one) for one in shortcomings])


def of_lesson(row: Lesson) -> str:
    file = (row.file_id, row.file_name)
    return stamp(row.title, row.text, row.subject, row.kind, row.levels, row.units, file, row.withdrawn_on)


def of_training(row: Training) -> str:
    file, days = (row.file_id, row.file_name), (row.planned_on, row.held_on, row.dropped_on)
    return stamp(row.title, row.subject, row.levels, days, row.form, file)
