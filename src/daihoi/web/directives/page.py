"""One paper: its facts, the tree that it stands in, and how far it has come below the organisation looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.messages import N_
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.queries import directives as queries
from daihoi.queries.directives import Drill, Line, PaperView, TreeLine
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import packs
from daihoi.web.asked import Asked, asked
from daihoi.web.directives import sheets
from daihoi.web.directives.frame import at_of, crumbs, place_of
from daihoi.web.downloads import XLSX, attached, download
from daihoi.web.paging import page_of

SHOW = {"all": N_("All"), "lacking": N_("Something is missing"), "overdue": N_("Overdue")}
SIZE = 100
EVERY_MOST = 20_000


@require_safe
def directive(request: HttpRequest, pk: int) -> HttpResponse:
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    at, choice = at_of(request, view), asked(request)
    tree = queries.tree(actor=request.actor, view=view, at=at, today=request.today)
    context = {
        "view": view,
        "row": view.row,
        "at": at,
        "choice": choice,
        "today": choice.as_of == request.today,
        "in_force": view.row.in_force(request.today),
        "tree": tree,
        "nodes": nested(tree.lines),
        "levels": [level for level in Level if level in view.row.scope.levels],
        "units": [unit for unit in Unit if unit in view.row.scope.units],
        "own_levels": [level for level in Level if level in view.row.own_paper_levels],
        "places": [place.name for place in view.row.places if _may_name(view, at, place.path)],
        "pack": next((pack for pack in packs() if pack.id == view.row.pack_id), None),
        "may_edit": view.may_edit and view.row.withdrawn_on is None,
        "may_answer": allows(request.actor, Permission.DIRECTIVES_ANSWER, at.path, request.today),
        "above": _above(view, at),
        "crumbs": crumbs(at, (view.row.number, "")),
    }
    numbers = {line.row.id: line.row.number for line in tree.lines}
    return render(request, "directives/directive.html", context | _below(request, view, at, choice, numbers))


@dataclass(frozen=True)
class Node:
    """A paper of the tree with those drawn below it."""

    line: TreeLine
    below: list["Node"]


def nested(lines: Sequence[TreeLine]) -> list[Node]:
    """The flat tree as lists within lists."""
    tops: list[Node] = []
    way: list[Node] = []
    for line in lines:
        node = Node(line, [])
        del way[line.branch.depth :]
        (way[-1].below if way else tops).append(node)
        way.append(node)
    return tops


def _may_name(view: PaperView, at: OrganisationCard, path: str) -> bool:
    """Of the organisations within which a paper applies, a person reads their own and those that theirs stand in:
    none of their neighbours."""
    return view.sharing.own(path) or paths.covers(path, at.path)


def _above(view: PaperView, at: OrganisationCard) -> int | None:
    """The organisation above, where the person may look at it and the paper comes from there or further up."""
    wider = at.id != view.row.organisation and at.parent_id is not None
    return at.parent_id if wider and view.sharing.own(paths.above(at.path)) else None


def _below(
    request: HttpRequest, view: PaperView, at: OrganisationCard, choice: Asked, numbers: Mapping[int, str]
) -> dict[str, object]:
    """How far the paper has come at the organisation and at each directly below it; exceptions first."""
    place = place_of(request, at, choice)
    if place is None:
        return {"not_there": True}
    drill = queries.drill(place, actor=request.actor, row=view.row, numbers=numbers)
    show = request.GET.get("show", "all")
    show = show if show in SHOW else "all"
    lines = [line for line in sorted(drill.lines, key=_gravity) if show == "all" or getattr(line, show)]
    page = page_of(request, len(lines), SIZE)
    return {
        "drill": drill,
        "own": drill.own,
        "lines": lines[page.start : page.stop],
        "page": page,
        "show": show,
        "tabs": _tabs(request, at, drill, show),
    }


def _gravity(line: Line) -> tuple[bool, bool]:
    return (not line.overdue, not line.lacking)


def _tabs(request: HttpRequest, at: OrganisationCard, drill: Drill, show: str) -> list[dict[str, object]]:
    counts = {
        "all": len(drill.lines),
        "lacking": sum(line.lacking for line in drill.lines),
        "overdue": sum(line.overdue for line in drill.lines),
    }
    return [
        {
            "label": gettext(label),
            "href": "?" + urlencode({"at": at.id, "show": key}) + "#below",
            "current": key == show,
            "count": counts[key],
        }
        for key, label in SHOW.items()
    ]


@require_safe
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the paper has come, as sheets: those directly below, and every organisation to whom it applies."""
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    at, choice = at_of(request, view), asked(request)
    place = place_of(request, at, choice)
    if place is None:
        raise NotHere
    drill = queries.drill(place, actor=request.actor, row=view.row)
    found = queries.every(place, actor=request.actor, row=view.row, most=EVERY_MOST)
    data = sheets.cascade(at, view.row, choice, drill, found)
    return download(data, XLSX, gettext("Cascade of {number}").format(number=view.row.number), "xlsx")


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper's own file, for whomever the paper concerns."""
    return attached(*queries.file(actor=request.actor, pk=pk, today=request.today))
