"""Difficulties for tests: raised in the small area of tests.area, answered for by arrangements there."""

from datetime import date

from daihoi.actions import difficulties as actions
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Difficulty
from tests import factories
from tests.area import TERM, Area

TITLE = "Đảng viên đi làm ăn xa có phải triệu tập dự đại hội không"
ALIKE = "Đảng viên đi làm ăn xa có được miễn dự đại hội không"


def raised(area: Area, at: str = "Chi bộ thôn 1", title: str = TITLE, by: str = "board", **more: object) -> int:
    """A difficulty of an organisation, on personnel unless told otherwise; its id."""
    given = {"subject": "personnel", "text": "", **more}
    return actions.raise_difficulty(actor=area.actor(by), organisation=area.id(at), term=TERM, title=title, **given)


def arranged(area: Area, at: str, days: int | None = 5, subject: str = "", name: str = "Ban Tổ chức") -> None:
    """Who answers at an organisation, within how many working days."""
    actions.set_answerer(
        actor=area.actor("board"), organisation=area.id(at), subject=subject, name=name, working_days=days
    )


def answered(area: Area, pk: int, text: str = "Có, trừ khi được miễn sinh hoạt.", article: str = "24-QĐ/TW") -> None:
    """Answer a difficulty where it lies."""
    row = found(pk)
    actions.answer(actor=area.actor("board"), organisation=row.at_id, difficulty=pk, text=text, article=article)


def found(pk: int) -> Difficulty:
    return Difficulty.objects.get(pk=pk)


def steps(pk: int) -> list[str]:
    return [step.step for step in found(pk).steps.order_by("pk")]


def third_cell(area: Area) -> None:
    """One more cell under Xã Một, so that three can be joined."""
    area.of["Chi bộ thôn 9"] = factories.organisation(
        "Chi bộ thôn 9", Kind.CELL, under=area.of["Xã Một"], since=date(2015, 1, 1)
    )
