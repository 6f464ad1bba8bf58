"""What the pages of plans share: the organisation that they look at, their tabs, and the way down to it."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import Permission
from daihoi.core.messages import N_
from daihoi.core.plan import MILESTONES
from daihoi.core.rules.types import Grounds
from daihoi.queries import organisations
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.plan import CongressView, StepView
from daihoi.queries.rules import terms
from daihoi.web.asked import Asked
from daihoi.web.organisations.frame import may

PAGES = (
    ("tasks", N_("Tasks")),
    ("calendar", N_("Calendar")),
    ("gantt", N_("Timeline")),
    ("windows", N_("Days for those below")),
)
TITLES = {
    "tasks": N_("Plan and tasks"),
    "calendar": N_("Calendar"),
    "gantt": N_("Timeline"),
    "windows": N_("Days for those below"),
}


def title_of(page: str) -> str:
    """What a page is called."""
    title = TITLES[page]
    return gettext(title)


def frame(request: HttpRequest, at: OrganisationCard, choice: Asked, current: str) -> dict[str, object]:
    """What every page about an organisation and all below it shows: its name, tabs and crumbs."""
    tabs = [
        {"label": gettext(label), "href": f"{reverse(name)}?at={at.id}", "current": name == current, "count": None}
        for name, label in PAGES
    ]
    return {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "title": title_of(current),
        "tabs": tabs,
        "crumbs": trail(request, at, choice, current),
        "may_edit": may(request, Permission.TASKS_EDIT, at.path),
    }


def trail(request: HttpRequest, at: OrganisationCard, choice: Asked, page: str) -> list[tuple[str, str]]:
    """From the topmost visible organisation down to this one, each leading to the same page there; [] at the top."""
    way = organisations.trail(actor=request.actor, path=at.path, as_of=choice.as_of)
    links = [(card.name, address(page, card.id) if card.id != at.id else "") for card in way]
    return links if len(links) > 1 else []


def address(page: str, at: int, **query: object) -> str:
    """A page about a subtree, with what it is asked; what is empty is left out."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{reverse(page)}?{urlencode({'at': at, **given})}"


def month_bounds(day: date) -> tuple[date, date]:
    """The first and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def steps_of(congress: CongressView | None) -> list[tuple[str, StepView, Grounds | None]]:
    """The milestones that the rules of a congress ask for, each with its name and the article of its day."""
    names = {each.key: gettext(each.label) for each in MILESTONES}
    steps = congress.steps if congress else ()
    return [
        (names[each.step.key], each, each.step.rule.grounds if each.step.rule else None)
        for each in steps
        if each.step.applies
    ]
