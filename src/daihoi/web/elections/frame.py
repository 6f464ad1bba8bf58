"""What the pages of one election share: finding it, the way down to it, its tabs, and one change at a time."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import NotHere
from daihoi.queries import elections as queries
from daihoi.queries.elections import ElectionView
from daihoi.web.one_form import act_or_say, changed_meanwhile, get_or_post
from daihoi.web.one_form import one_form as page_of_form

__all__ = ["act_or_say", "changed_meanwhile", "get_or_post"]


def found(request: HttpRequest, pk: int, *, prepare: bool = False, run: bool = False) -> ElectionView:
    """The election for whoever may see it; for a page of work NotHere for whoever may not do that work."""
    view = queries.election(actor=request.actor, pk=pk)  # type: ignore[attr-defined]
    if (prepare and not view.may_prepare) or (run and not view.may_run):
        raise NotHere
    return view


def crumbs(view: ElectionView, last: str = "") -> list[tuple[str, str]]:
    """From the list of elections down to this page; `last`: what the page is, where it is not the election's own."""
    way = [
        (gettext("Elections"), reverse("elections")),
        (view.place, reverse("organisation", args=[view.organisation])),
    ]
    here = reverse("election", args=[view.id])
    return [*way, (view.title, here if last else ""), *([(last, "")] if last else [])]


def frame(request: HttpRequest, view: ElectionView, *, last: str = "") -> dict[str, object]:
    """What templates/elections/frame.html shows around each page of the election."""
    named = [
        ("election", gettext("Overview"), None),
        ("election_list", gettext("List"), len(view.proposed.of_nominee)),
        ("election_base", gettext("Base"), None),
        ("election_rounds", gettext("Ballots"), len(view.rounds) or None),
        ("election_result", gettext("Result"), None),
        ("election_papers", gettext("Papers"), None),
    ]
    links = [(reverse(name, args=[view.id]), label, count) for name, label, count in named]
    here = max((href for href, *_ in links if request.path.startswith(href)), key=len, default="")
    tabs = [{"label": label, "href": href, "current": href == here, "count": count} for href, label, count in links]
    return {"view": view, "tabs": tabs, "crumbs": crumbs(view, last)}


def one_form(
    request: HttpRequest,
    view: ElectionView,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    goal: str,
    template: str = "elections/form.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form about an election, and on to `goal`; `more`: as of daihoi.web.one_form."""
    way = frame(request, view) | {"title": title, "crumbs": crumbs(view, title)[:-1]}
    return page_of_form(request, form, act, goal=goal, cancel=goal, template=template, **way, **more)
