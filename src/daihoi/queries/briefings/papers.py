"""What stands in the papers of a briefing: the minutes, and the notice of conclusions."""

from datetime import date

from daihoi.core.access import Actor
from daihoi.core.briefings import Assigned, BriefingPaper, PaperPoint
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.kinds import Kind
from daihoi.queries.briefings.views import BriefingView, PointView, briefing

# Who signs for the organisation: Vietnamese, as the paper.
_SIGNERS = {
    Kind.GRASSROOTS_COMMITTEE: ("T/M ĐẢNG ỦY",),
    Kind.SECTION: ("T/M ĐẢNG ỦY",),
    Kind.GRASSROOTS_CELL: ("T/M CHI BỘ", "BÍ THƯ"),
    Kind.CELL: ("T/M CHI BỘ", "BÍ THƯ"),
}


def paper(*, actor: Actor, pk: int, today: date) -> BriefingPaper:
    """The data of both papers; refused while there are no minutes, NotHere as `briefing`."""
    view = briefing(actor=actor, pk=pk, today=today)
    if view.held_on is None:
        raise refuse("no_minutes", N_("Enter the minutes first; the papers are made of them."))
    return BriefingPaper(
        upper=view.upper,
        organisation=view.organisation.name,
        place=view.place,
        day=view.held_on,
        chair=view.chair,
        scribe=view.scribe,
        present=_lines(view.present),
        points=tuple(_point(point) for point in view.points),
        conclusion=_lines(view.conclusion),
        recipients=_recipients(view),
        signer=_SIGNERS.get(view.organisation.kind, ("T/M BAN THƯỜNG VỤ",)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _point(point: PointView) -> PaperPoint:
    task = point.task
    assigned = Assigned(task.title, task.place, task.responsible, task.due_on) if task else None
    return PaperPoint(point.title, point.detail, point.said, point.answer, point.article, assigned)


def _recipients(view: BriefingView) -> tuple[str, ...]:
    """The level above, and those who got a task, each once."""
    named = [view.upper, *(point.task.place for point in view.points if point.task is not None)]
    return tuple(dict.fromkeys(name for name in named if name))
