"""Rows of lessons, outreach and spending for tests, made through the gate in the small area of tests.area."""

from dataclasses import dataclass
from datetime import date

from daihoi.actions import lessons, outreach, spending
from daihoi.actions import plan as plans
from daihoi.actions._files import Attached
from daihoi.core.lessons.attendance import Attended
from daihoi.core.outreach import Channel, Theme
from daihoi.core.spending import BudgetLine, Per
from daihoi.core.subjects import Subject
from tests.area import TERM, Area

HELD = date(2020, 2, 20)


@dataclass(frozen=True)
class Lived:
    """Ids of what was made."""

    lesson: int
    training: int


def held(area: Area, name: str, on: date = HELD, *, pilot: bool = False) -> None:
    """Mark an organisation's congress as held; as a pilot where that is asked for."""
    made = {"actor": area.actor("board"), "organisation": area.id(name), "term": TERM}
    if pilot:
        plans.choose_pilot(**made)
    plans.mark(**made, milestone="held", done_on=on, half_days=1)


def reviewed(area: Area, name: str, *kinds: str, who: str = "board", on: date = HELD, **words: str) -> int:
    """Review a congress with these kinds of shortcomings."""
    text = lessons.ReviewText(
        on,
        words.get("went_well", "Chuẩn bị chu đáo"),
        words.get("to_change", ""),
        [lessons.ShortcomingText(kind, words.get("text", "Chưa kỹ"), words.get("change", "")) for kind in kinds],
    )
    return lessons.save_review(actor=area.actor(who), organisation=area.id(name), term=TERM, review=text)


def lesson(area: Area, at: str = "Tỉnh", who: str = "board", **more: object) -> int:
    """Publish a lesson; `more`: fields of LessonText."""
    words = {"title": "Bài học mẫu", "text": "Đọc kỹ hướng dẫn", "subject": Subject.GENERAL, **more}
    return lessons.publish_lesson(
        actor=area.actor(who),
        organisation=area.id(at),
        term=TERM,
        lesson=lessons.LessonText(**words),  # type: ignore[arg-type]
    )


def session(area: Area, at: str = "Tỉnh", who: str = "board", *, held_on: date | None = HELD, **more: object) -> int:
    """Plan a session for cells, and hold it where a day is given; `more`: fields of Session."""
    words = {"title": "Tập huấn mẫu", "planned_on": HELD, "levels": "cell", **more}
    made = {"actor": area.actor(who), "organisation": area.id(at)}
    pk = lessons.plan_training(**made, term=TERM, session=lessons.Session(**words))  # type: ignore[arg-type]
    if held_on is not None:
        lessons.hold_training(**made, pk=pk, held_on=held_on, form="Hội nghị")
    return pk


def came(area: Area, pk: int, *rows: tuple[str, int, int | None], at: str = "Tỉnh", who: str = "board") -> int:
    """Enter who came: (organisation, expected, attended) each."""
    listed = [Attended(area.id(name), expected, attended) for name, expected, attended in rows]
    return lessons.enter_attendance(actor=area.actor(who), organisation=area.id(at), pk=pk, rows=listed)


def counted(
    area: Area,
    name: str,
    on: date,
    done: int,
    channel: Channel = Channel.ARTICLES,
    *,
    who: str = "board",
    **more: object,
) -> int:
    """Enter one count; `more`: planned, note."""
    row = outreach.Count(channel, done, **more)  # type: ignore[arg-type]
    return outreach.enter_counts(actor=area.actor(who), organisation=area.id(name), term=TERM, on_date=on, rows=[row])


def said(area: Area, name: str, text: str, theme: Theme = Theme.LIFE, *, on: date = HELD, who: str = "board") -> int:
    row = outreach.OpinionText(theme, text, "Đề nghị xem xét")
    return outreach.enter_opinions(actor=area.actor(who), organisation=area.id(name), term=TERM, on_date=on, rows=[row])


def norm(
    area: Area,
    amount: int,
    line: BudgetLine = BudgetLine.MEALS,
    per: Per = Per.PERSON_DAY,
    at: str = "Tỉnh",
    levels: str = "",
) -> int:
    text = spending.NormText(line, amount, per, "Hướng dẫn số 05-HD/VPTU", levels)
    return spending.set_norm(actor=area.actor("board"), organisation=area.id(at), term=TERM, norm=text)


def spent(
    area: Area, name: str, planned: int, line: BudgetLine = BudgetLine.MEALS, *, who: str = "board", **more: object
) -> tuple[object, ...]:
    text = spending.LineText(line, planned, **more)  # type: ignore[arg-type]
    return spending.set_line(actor=area.actor(who), organisation=area.id(name), term=TERM, line=text)


def lived(area: Area) -> Lived:
    """Some of everything."""
    held(area, "Xã Một", pilot=True)
    held(area, "Chi bộ thôn 1")
    reviewed(area, "Chi bộ thôn 1", "surplus_low")
    plans.choose_pilot(actor=area.actor("board"), organisation=area.id("Xã Hai"), term=TERM)
    plans.mark(
        actor=area.actor("board"),
        organisation=area.id("Xã Hai"),
        term=TERM,
        milestone="held",
        done_on=HELD,
        half_days=1,
    )
    reviewed(area, "Xã Hai", "surplus_low", "decoration_wrong", change="Tăng số dư")
    reviewed(area, "Xã Hai", "surplus_low", change="Tăng số dư")
    lessons.add_kind(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), name="Thiếu ánh sáng", subject=Subject.ORGANISATION
    )
    file = Attached("bai-hoc.pdf", b"%PDF-1.4 mau")
    first = lesson(area, kind="surplus_low", file=file)
    lesson(area, at="Huyện A", who="district", title="Bài học của huyện")
    training = session(area, file=file)
    session(area, at="Huyện A", who="district", held_on=None)
    came(area, training, ("Chi bộ thôn 1", 5, 4), ("Chi bộ thôn 3", 6, 0))
    counted(area, "Xã Một", date(2020, 2, 1), 5, planned=10)
    counted(area, "Chi bộ thôn 1", date(2020, 2, 1), 2)
    said(area, "Chi bộ thôn 1", "Nhân dân phấn khởi")
    norm(area, 100_000)
    spent(area, "Chi bộ thôn 1", 900_000, quantity=5)
    return Lived(first, training)
