"""The screen of the hall: how far the count is, then the released result. Of an unreleased round nothing else, ever."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daihoi.core.elections import Person
from daihoi.queries.elections import HallView
from daihoi.queries.elections import hall as hall_view
from daihoi.web.elections.results import elected_of

PAGE = 8  # people on one page of the screen


@dataclass(frozen=True)
class Shown:
    """Somebody elected. `place`: their number in the order in which they are shown."""

    place: int
    person: Person
    share: Fraction
    alternate: bool


def state_of(view: HallView) -> str:
    """What the screen shows: waiting, voting, counting, checking, released, annulled."""
    if view.round is None:
        return "waiting"
    if view.annulled:
        return "annulled"
    if view.released_at is not None:
        return "released"
    if view.counted:
        return "checking"
    return "counting" if view.collected else "voting"


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for its script (`?part=1`) what changes on it."""
    view = hall_view(actor=request.actor, pk=pk)
    state = state_of(view)
    context: dict[str, Any] = {"view": view, "state": state}
    if state == "released":
        context |= _released(view)
    return render(request, "elections/hall_part.html" if request.GET.get("part") else "elections/hall.html", context)


def _released(view: HallView) -> dict[str, object]:
    found = view.standing
    last = next(one for one in reversed(found.rounds) if one.round.number == view.round)
    people = [
        Shown(place, one.person, one.share, alternate)
        for keys, alternate in ((found.elected, False), (found.alternates, True))
        for place, one in enumerate(elected_of(found, keys, view.truncate), 1)
    ]
    pages = [people[at : at + PAGE] for at in range(0, len(people), PAGE)]
    return {"pages": pages, "last": last, "found": found}
