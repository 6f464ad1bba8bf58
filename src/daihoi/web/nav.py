"""The entries of the main navigation. A subject adds its page here; an entry whose page is not there yet is skipped."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from daihoi.core import access
from daihoi.core.access import Permission
from daihoi.core.messages import N_


@dataclass(frozen=True)
class Entry:
    """A page that is reached from everywhere, for those who hold the permission, or the other one, anywhere."""

    url_name: str
    label: str
    permission: Permission
    other: Permission | None = None
    also: str = ""  # where its other pages begin


ENTRIES: tuple[Entry, ...] = (
    Entry("board", N_("Board"), Permission.VIEW),
    Entry("today", N_("Today"), Permission.VIEW),
    Entry("organisations", N_("Organisations"), Permission.VIEW),
    Entry("directives", N_("Directives"), Permission.VIEW),
    Entry("tasks", N_("Plan and tasks"), Permission.VIEW),
    Entry("supervision", N_("Supervision"), Permission.VIEW, also="/bodies/"),
    Entry("difficulties", N_("Difficulties and answers"), Permission.VIEW, also="/briefings/"),
    Entry("lessons", N_("Lessons and training"), Permission.VIEW),
    Entry("outreach", N_("Communication and spending"), Permission.VIEW, also="/spending/"),
    Entry("reports", N_("Weekly reports"), Permission.VIEW),
    Entry("personnel", N_("Personnel"), Permission.PERSONNEL_VIEW),
    Entry("elections", N_("Elections"), Permission.ELECTIONS_VIEW, Permission.ELECTIONS_COUNT),
    Entry("imports", N_("Import"), Permission.ORGANISATIONS_EDIT),
    Entry("pilots", N_("Pilot congresses"), Permission.PILOTS),
    Entry("rules", N_("Rules"), Permission.VIEW),
    Entry("people", N_("People and access"), Permission.ACCESS_MANAGE),
    Entry("audit", N_("Audit log"), Permission.AUDIT_VIEW),
)


@dataclass(frozen=True)
class Shown:
    """An entry as the page shows it."""

    label: str
    href: str
    current: bool


def entries(request: HttpRequest) -> list[Shown]:
    """The entries for the person who asks; [] for nobody. The longest address that the page starts with is current."""
    actor, today = getattr(request, "actor", None), getattr(request, "today", None)
    if actor is None or today is None:
        return []
    found: list[tuple[str, str, str]] = []
    for entry in ENTRIES:
        try:
            href = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        if any(access.reach(actor, each, today) for each in (entry.permission, entry.other) if each):
            found.append((gettext(entry.label), href, entry.also))
    begins = [start for _, href, also in found for start in (href, also) if start and request.path.startswith(start)]
    here = max(begins, key=len, default="")
    return [
        Shown(label, href, here in {href, also} and (href != "/" or request.path == "/")) for label, href, also in found
    ]
