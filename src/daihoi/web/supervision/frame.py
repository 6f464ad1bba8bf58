"""What the pages of one visit share: finding it, and the way down to it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import NotHere
from daihoi.core.supervision import VISIT_NAMES
from daihoi.queries import supervision as queries
from daihoi.queries.supervision import VisitView
from daihoi.web import words
from daihoi.web.templatetags.show import day


def found(request: HttpRequest, pk: int, *, work: bool = False, lead: bool = False) -> VisitView:
    """The visit for whoever may see it; for a page of work NotHere for whoever does not come on it (or does not lead
    it), and once it is concluded or dropped."""
    view = queries.visit(actor=request.actor, pk=pk, today=request.today)  # type: ignore[attr-defined]
    if (work and not view.open) or (lead and not view.leads):
        raise NotHere
    return view


def title_of(view: VisitView) -> str:
    """What a visit is called: its kind and where it goes."""
    return f"{words.say(VISIT_NAMES, view.line.kind)}: {view.line.place}"


def crumbs(view: VisitView, *way: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of visits down to this one."""
    line = view.line
    here = reverse("visit", args=[line.id])
    name = f"{words.say(VISIT_NAMES, line.kind)} {day(line.planned_on)}"
    return [
        (gettext("Supervision"), reverse("supervision")),
        (line.place, f"{reverse('supervision')}?at={line.organisation}"),
        (name, here if way else ""),
        *way,
    ]
