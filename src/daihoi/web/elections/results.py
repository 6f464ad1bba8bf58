"""The result of an election, round by round, with the rule behind each figure; and its file, which anybody can
recompute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.elections import CAUSE_NAMES, Person, RoundStanding, Standing, Status
from daihoi.core.elections.base import BASE_RULES
from daihoi.core.elections.marks import cause_grounds
from daihoi.core.messages import N_
from daihoi.core.rules import Grounds
from daihoi.queries import elections as queries
from daihoi.queries.elections.rounds import HallElection, HallRound, in_hall
from daihoi.web import words
from daihoi.web.elections.frame import frame
from daihoi.web.elections.rounds import asked_of, due_of, questions_of
from daihoi.web.elections.words import REASONS

STATUSES: dict[Status, tuple[str, str]] = {
    Status.ELECTED: (N_("Elected"), "done"),
    Status.ALTERNATE: (N_("Elected alternate"), "note"),
    Status.TIED: (N_("Not decided"), "due"),
    Status.BEYOND: (N_("Not elected"), "off"),
    Status.SHORT: (N_("Not elected"), "off"),
}


@dataclass(frozen=True)
class Line:
    """A person of a round. `rank` by votes, equal votes alike; `number`: place on the ballot."""

    number: int
    rank: int
    person: Person
    share: Fraction
    label: str
    look: str


@dataclass(frozen=True)
class Elected:
    """Somebody elected, with their share as it is shown."""

    person: Person
    share: Fraction


def share_of(person: Person, truncate: bool) -> Fraction:
    """Votes of those summoned, for showing; cut after two decimals of a percentage where the election says so."""
    return Fraction(int(person.share * 10_000), 10_000) if truncate else person.share


def elected_of(found: Standing, keys: Iterable[str], truncate: bool) -> list[Elected]:
    """Those elected, in the order of the keys."""
    people = (found.person(key) for key in keys)
    return [Elected(person, share_of(person, truncate)) for person in people if person is not None]


@dataclass(frozen=True)
class Invalid:
    cause: str
    number: int
    grounds: Grounds


@dataclass(frozen=True)
class RoundResult:
    """`shown` False: counted or not, nothing of it is to be seen here."""

    round: HallRound
    released: bool
    shown: bool
    in_order: Sequence[Line]
    ranked: Sequence[Line]
    invalid: Sequence[Invalid]
    share: Fraction | None  # valid of collected


def result_of(view: HallElection, one: HallRound) -> RoundResult:
    here = one.standing
    lines = _lines(view.standing, here, view.truncate)
    sums = here.tally
    invalid = [
        Invalid(gettext(CAUSE_NAMES[cause]), number, cause_grounds(view.setting, cause))
        for cause, number in (sums.invalid.items() if sums else ())
    ]
    share = Fraction(sums.valid, sums.counted) if sums and sums.counted else None
    shown = here.outcome is not None
    ranked = sorted(lines, key=lambda line: (line.rank, line.number))
    return RoundResult(one, one.released_at is not None, shown, lines, ranked, invalid, share)


def _lines(whole: Standing, here: RoundStanding, truncate: bool) -> list[Line]:
    people = whole.people(here)
    votes = [person.votes for person in people]
    found = []
    for number, person in enumerate(people, 1):
        label, look = STATUSES[person.status]
        rank = 1 + sum(other > person.votes for other in votes)
        found.append(Line(number, rank, person, share_of(person, truncate), gettext(label), look))
    return found


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    view = in_hall(actor=request.actor, pk=pk)
    found = view.standing
    rounds = [result_of(view, one) for one in view.rounds]
    counted = [one for one in rounds if one.shown]
    last = view.last
    asked = asked_of(view, found.open)
    context = frame(request, view, last=gettext("Result")) | {
        "found": found,
        "rounds": list(reversed(rounds)),
        "any": bool(counted),
        "unreleased": any(not one.released for one in counted if not one.round.annulled),
        "elected": elected_of(found, found.elected, view.truncate),
        "alternates": elected_of(found, found.alternates, view.truncate),
        "base_grounds": view.setting.grounds(*BASE_RULES[view.setting.body]),
        "subtracted": _subtracted(view),
        "asked": asked,
        "due": due_of(view),
        "running": last if last is not None and last.running else None,
        "may_release": _may_release(view),
    }
    return render(request, "elections/result.html", context)


def _subtracted(view: HallElection) -> list[tuple[str, int]]:
    """(reason, how many persons) of those left out of the base; no names on this page."""
    sums: dict[str, int] = {}
    for one in view.standing.base.subtracted:
        sums[one.reason.value] = sums.get(one.reason.value, 0) + 1
    return [(words.say(REASONS, reason), number) for reason, number in sums.items()]


def _may_release(view: HallElection) -> HallRound | None:
    """The round whose result waits for being released by this actor."""
    last = view.last
    if last is None or not view.may_run or not last.running or last.standing.outcome is None:
        return None
    waiting = [one for one in questions_of(view, last) if one in view.standing.open]
    return None if waiting else last


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    text = queries.result_text(actor=request.actor, pk=pk)
    name = f"ket-qua-bau-cu-{pk}.json"
    kind = "application/json; charset=utf-8"
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
