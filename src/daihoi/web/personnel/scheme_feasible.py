"""Searching for a list that keeps all rules: the one found and how near it comes, or the rules that are in each
other's way, in words. It runs while the page waits; what was found is kept only as another variant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.queries.personnel import SchemeView, VariantRow
from daihoi.queries.personnel.feasible import Feasible, feasible
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel.frame import opened
from daihoi.web.personnel.scheme import begun, way
from daihoi.web.personnel.scheme_lines import grouped, shown
from daihoi.web.personnel.scheme_people import Row, placed, row_of


@get_or_post
def page(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """The question, and after a search its answer."""
    title, ids = gettext("Search for a possible list"), {"variant": variant}
    place, context = opened(request, pk, "personnel_feasible", last=title, ids=ids)
    view = begun(place, only=variant)
    found = view.variant(variant)
    context |= {
        "view": view,
        "variant": found,
        "crumbs": [*way(place), (found.name, reverse("personnel_variant", args=[pk, variant])), (title, "")],
    }
    if request.method == "POST":
        answer = feasible(view, found)
        context |= {"asked": True, "name": gettext("{name}, list found").format(name=found.name)[:80]}
        if answer is not None:
            context |= {"answer": answer.answer, "sought": answer.sought} | _found(view, found, answer)
    return render(request, "personnel/feasible.html", context)


def _found(view: SchemeView, variant: VariantRow, answer: Feasible) -> dict[str, object]:
    """The list with what differs from the draft, and the lines before and after."""
    if answer.check is None:
        return {}
    known = view.known(variant)
    now = {one.id: row_of(view, one) for one in variant.people}
    rows = []
    for place in answer.places:
        row = row_of(view, placed(known[place.person], place))
        old = now.pop(place.person, None)
        rows.append((row, _change(row, old), place))
    rows.sort(key=lambda one: not one[1])
    return {
        "rows": rows,
        "off": list(now.values()),
        "groups": grouped(shown(answer.check, before=variant.check, answers=view.answers, people=known)),
    }


def _change(row: Row, old: Row | None) -> str:
    """What the list found does with somebody; "" where the place stays."""
    if old is None:
        return gettext("comes on")
    same = (row.organs, row.posts, row.surplus) == (old.organs, old.posts, old.surplus)
    return "" if same else gettext("changes")
