"""The tree of organisations: from where one works, down; and the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission
from daihoi.queries import access, indicators, organisations
from daihoi.queries.access import require_anywhere
from daihoi.queries.indicators.lines import line, lines
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.organisations.frame import may
from daihoi.web.paging import page_of

FOUND_MOST = 60


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require_anywhere(request.actor, Permission.VIEW, request.today)
    choice = asked(request)
    text = request.GET.get("q", "").strip()[:100]
    context: dict[str, object] = {"choice": choice, "terms": terms(), "text": text}
    if text:
        context |= _found(request, choice, text)
        if request.htmx:
            return render(request, "organisations/found.html", context)
    else:
        context |= _branch(request, choice)
    return render(request, "organisations/index.html", context)


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """Options for a field that names an organisation, while one types."""
    text = next((request.GET[name] for name in ("parent", "q", "successors") if name in request.GET), "")[:250]
    found = access.place_choices(
        actor=request.actor, permission=Permission.ORGANISATIONS_EDIT, today=request.today, text=text
    )
    return render(request, "access/options.html", {"choices": found})


def _found(request: HttpRequest, choice: Asked, text: str) -> dict[str, object]:
    found = organisations.search(actor=request.actor, text=text, as_of=choice.as_of, limit=FOUND_MOST + 1)
    parents = organisations.cards(
        actor=request.actor, pks=sorted({card.parent_id for card in found if card.parent_id}), as_of=choice.as_of
    )
    rows = [(card, parents.get(card.parent_id)) for card in found[:FOUND_MOST]]
    return {"found": rows, "more": len(found) > FOUND_MOST}


def _branch(request: HttpRequest, choice: Asked) -> dict[str, object]:
    """The organisation that the tree is open at, with those directly below it."""
    pk = whole_number(request.GET.get("at", ""))
    if pk is not None:
        at = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    else:
        homes = organisations.homes(actor=request.actor, permission=Permission.VIEW, today=request.today)
        if len(homes) != 1:
            return {"homes": homes, "crumbs": []}
        at = homes[0]
    return {"at": at, "crumbs": _crumbs(request, at, choice)} | _below(request, at, choice) | _may(request, at)


def _below(request: HttpRequest, at: OrganisationCard, choice: Asked) -> dict[str, object]:
    try:
        place = indicators.place(
            actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of, today=request.today
        )
    except NotHere:  # not yet founded on that day, or ended before it
        return {"not_there": True}
    found = lines(place)
    page = page_of(request, len(found), 100)
    shown = found[page.start : page.stop]
    cards = organisations.cards(actor=request.actor, pks=[each.organisation for each in shown], as_of=choice.as_of)
    rows = [(cards[each.organisation], each) for each in shown if each.organisation in cards]
    return {"own": line(place), "rows": rows, "page": page}


def _crumbs(request: HttpRequest, at: OrganisationCard, choice: Asked) -> list[tuple[str, str]]:
    way = organisations.trail(actor=request.actor, path=at.path, as_of=choice.as_of)
    tree = reverse("organisations")
    links = [(card.name, f"{tree}?at={card.id}" if card.id != at.id else "") for card in way]
    return [(gettext("Organisations"), tree), *links] if len(links) > 1 else []


def _may(request: HttpRequest, at: OrganisationCard) -> dict[str, object]:
    edit = may(request, Permission.ORGANISATIONS_EDIT, at.path)
    found: dict[str, object] = {"may_found": edit, "import_url": "", "export_url": ""}
    for name, address in (("import_url", ("imports",)), ("export_url", ("export", at.id, "xlsx"))):
        try:
            url = reverse(address[0], args=address[1:])
        except NoReverseMatch:
            continue
        found[name] = url if edit or name == "export_url" else ""
    return found
