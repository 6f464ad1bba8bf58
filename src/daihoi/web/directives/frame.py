"""What the pages of papers share: the organisation looked at, the place on its day, the way back."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import NotHere
from daihoi.core.organisations import paths
from daihoi.queries import indicators, organisations
from daihoi.queries.directives import PaperView
from daihoi.queries.indicators import Place
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import Asked, whole_number


def place_of(request: HttpRequest, card: OrganisationCard, choice: Asked) -> Place | None:
    """The subtree of an organisation on the day asked for; None where it was not there then."""
    try:
        return indicators.place(
            actor=request.actor, organisation=card.id, term=choice.term, as_of=choice.as_of, today=request.today
        )
    except NotHere:
        return None


def at_of(request: HttpRequest, view: PaperView) -> OrganisationCard:
    """The organisation at which a paper is looked at: `?at=`, else where it was entered or, where the person may not
    look there, the first of their own below it. NotHere for one that is not on the paper's way."""
    pk = whole_number(request.GET.get("at", ""))
    if pk is None:
        here = view.row.at_path
        below = [path for path, _kind, _unit in view.sharing.tops if paths.covers(here, path)]
        if not view.sharing.own(here) and not below:
            raise NotHere
        pk = view.row.organisation if view.sharing.own(here) else paths.ids(below[0])[-1]
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=request.today)
    if not on_the_way(view, card.path):
        raise NotHere
    return card


def on_the_way(view: PaperView, path: str) -> bool:
    """Does the organisation stand above the one that entered the paper, at it, or where it comes down to?"""
    return paths.covers(path, view.row.at_path) or paths.covers(view.row.at_path, path)


def address(name: str, *args: object, at: int) -> str:
    return f"{reverse(name, args=args)}?at={at}"


def crumbs(at: OrganisationCard, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(gettext("Directives"), address("directives", at=at.id)), *more]
