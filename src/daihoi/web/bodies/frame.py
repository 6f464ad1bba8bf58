"""What the pages of bodies and supervision share: their tabs, and the way down to them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core import access
from daihoi.core.access import Permission
from daihoi.core.messages import N_
from daihoi.queries.organisations import OrganisationCard

_TABS = (
    ("supervision", N_("Visits")),
    ("supervision_state", N_("Overall state")),
    ("supervision_reminders", N_("Tasks from visits")),
    ("checklists", N_("Checklists")),
    ("bodies", N_("Bodies")),
    ("bodies_coverage", N_("Who is looked after")),
)


def tabs(at: OrganisationCard, current: str) -> list[dict[str, object]]:
    """The tabs of supervision at an organisation."""
    return [
        {"label": gettext(label), "href": f"{reverse(name)}?at={at.id}", "current": name == current}
        for name, label in _TABS
    ]


def may(request: HttpRequest, permission: Permission, path: str) -> bool:
    """May the person do this at the organisation with this path today?"""
    return access.allows(request.actor, permission, path, request.today)  # type: ignore[attr-defined]


def crumbs(place: str, organisation: int, *way: tuple[str, str]) -> list[tuple[str, str]]:
    """From the bodies of an organisation down."""
    return [(gettext("Bodies"), reverse("bodies")), (place, f"{reverse('bodies')}?at={organisation}"), *way]
