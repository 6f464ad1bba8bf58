"""Where personnel work begins: the queue of schemes below the reader's organisation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import Permission
from daihoi.core.messages import N_, Severity
from daihoi.core.organisations.kinds import Level
from daihoi.core.personnel.kinds import VERSION_STATE_NAMES
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.personnel.queue import Queue, QueueLine, queue
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import sealed
from daihoi.web.personnel.versions import LOOKS
from daihoi.web.words import pack_text, say

# What a state of the filter keeps; the words stand in the order in which they are shown.
STATES: dict[str, str] = {
    "mine": N_("Waiting for me"),
    "waiting": N_("On their way"),
    "blocked": N_("Blocked by a rule"),
    "asked": N_("With questions of their own"),
    "late": N_("Overdue"),
    "draft": N_("Not submitted yet"),
    "stopped": N_("Not submitted yet, blocked by a rule"),
    **{state.value: name for state, name in VERSION_STATE_NAMES.items()},
}


def _states(line: QueueLine) -> frozenset[str]:
    """The keys of STATES under which a line is found."""
    errors = bool(line.errors)
    if line.state is None:
        return frozenset({"draft", "stopped"} if errors else {"draft"})
    states = {line.state.value}
    states |= {"mine"} if line.mine else set()
    states |= {"late"} if line.late else set()
    if line.waits:
        states |= {"waiting"}
        states |= {"blocked"} if errors or line.brief.changed else set()
        states |= {"asked"} if line.questions else set()
    return frozenset(states)


@dataclass(frozen=True)
class Filter:
    """What of the queue is shown; "" everything."""

    state: str
    level: str
    finding: str

    def lines(self, found: Queue) -> list[QueueLine]:
        return [line for line in found.lines if self._keeps(line)]

    def _keeps(self, line: QueueLine) -> bool:
        if self.finding and not any(told.code == self.finding for told in line.brief.told):
            return False
        return (not self.state or self.state in _states(line)) and (not self.level or line.kind.level == self.level)


def asked_for(request: HttpRequest) -> Filter:
    """What the address asks for; unknown words are left out."""
    given = {name: request.GET.get(name, "") for name in ("state", "at_level", "finding")}
    return Filter(
        given["state"] if given["state"] in STATES else "",
        given["at_level"] if given["at_level"] in set(Level) else "",
        given["finding"][:80],
    )


def queue_of(request: HttpRequest, page: str) -> tuple[OrganisationCard, Queue, dict[str, object]] | None:
    """The queue below the organisation that is asked for, and the mark around it, with its reading logged; None where
    one is to be chosen."""
    at = looked_at(request, Permission.PERSONNEL_VIEW)
    if at is None:
        return None
    term = asked(request).term
    found = queue(actor=request.actor, organisation=at.id, term=term, today=request.today)
    return at, found, sealed(request, at.id, term, page, found.secrecy)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All schemes at and below an organisation, those first that have to be looked at; it names no person."""
    found = queue_of(request, "personnel")
    if found is None:
        return choose(request, gettext("Personnel"), Permission.PERSONNEL_VIEW)
    at, whole, seal = found
    wanted = asked_for(request)
    lines = wanted.lines(whole)
    page = page_of(request, len(lines))
    levels = {line.kind.level for line in whole.lines}
    numbers = Counter(state for line in whole.lines for state in _states(line))
    context = seal | {
        "at": at,
        "choice": asked(request),
        "terms": terms(),
        "wanted": wanted,
        "rows": [_row(line) for line in lines[page.start : page.stop]],
        "page": page,
        "any": bool(whole.lines),
        "tiles": _tiles(numbers),
        "states": [(key, gettext(name), numbers[key]) for key, name in STATES.items()],
        "levels": [(level.value, say(words.LEVELS, level)) for level in Level if level in levels],
        "findings": [(code, name.render(pack_text), n) for code, name, _severity, n in whole.kinds_found],
        "groups": sum(len(group.lines) for group in whole.groups if len(group.lines) > 1),
    }
    return render(request, "personnel/index.html", context)


def _tiles(numbers: Mapping[str, int]) -> list[tuple[str, str, int, str]]:
    """What has to be looked at first, with how many and how it looks."""
    looks = {"mine": "due", "blocked": "late", "asked": "due", "late": "late"}
    return [(key, gettext(STATES[key]), numbers[key], look if numbers[key] else "") for key, look in looks.items()]


def _row(line: QueueLine) -> dict[str, object]:
    told = [one for one in line.brief.told if one.severity is not Severity.NOTE and not one.common]
    state = line.state
    return {
        "line": line,
        "state": say(VERSION_STATE_NAMES, state) if state else gettext("Not submitted yet"),
        "look": LOOKS[state] if state else "open",
        "told": [(one.severity.value, one.said, one.times) for one in told[:4]],
        "more": max(0, len(told) - 4),
    }
