"""Raising a difficulty; what is alike is offered while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import difficulties as actions
from daihoi.core.access import Permission
from daihoi.queries import access, organisations
from daihoi.queries import difficulties as queries
from daihoi.queries.access import PlaceChoice, require_anywhere
from daihoi.queries.difficulties import Alike, FindingView
from daihoi.web.asked import asked, whole_number
from daihoi.web.difficulties.forms import RaiseForm
from daihoi.web.difficulties.frame import crumbs
from daihoi.web.one_form import get_or_post, one_form

RAISE = Permission.DIFFICULTIES_RAISE
ALIKE_MOST = 5
_SHORTEST = 8  # letters before anything alike is looked for


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """The form; from a finding of a visit it begins with what was found there."""
    require_anywhere(request.actor, RAISE, request.today)
    term = asked(request).term
    finding = _finding(request)
    form = RaiseForm(request.POST or None, initial=_initial(request, finding), places=reverse("difficulties_places"))
    place: PlaceChoice | None = None
    if request.method == "POST" and form.is_valid():
        place = _place(request, form)

    def act(data: dict[str, object]) -> object:
        assert place is not None
        return actions.raise_difficulty(
            actor=request.actor,
            organisation=place.id,
            term=term,
            subject=data["subject"],
            title=data["title"],
            text=data["text"],
            finding=data["finding"],
            join_to=whole_number(request.POST.get("join_to", "")),
        )

    typed = f"{form['title'].value() or ''}\n{form['text'].value() or ''}"
    return one_form(
        request,
        form,
        act,
        title=gettext("Raise a difficulty"),
        submit=gettext("Raise it"),
        goal=lambda pk: reverse("difficulty", args=[pk]),
        cancel=reverse("difficulties"),
        crumbs=crumbs(None),
        template="difficulties/new.html",
        done=gettext("It is raised. The answer will be shown here and among your work of the day."),
        finding=finding,
        **_alike(request, typed, place),
    )


def _finding(request: HttpRequest) -> FindingView | None:
    given = whole_number(request.POST.get("finding", "") or request.GET.get("finding", ""))
    return queries.finding(actor=request.actor, pk=given, today=request.today) if given is not None else None


def _initial(request: HttpRequest, finding: FindingView | None) -> dict[str, object]:
    """The person's own place, the one that the address names, or the one that was visited."""
    homes = organisations.homes(actor=request.actor, permission=RAISE, today=request.today)
    given = whole_number(request.GET.get("for", "")) or (finding.organisation if finding else None)
    if given is not None:
        card = organisations.organisation(actor=request.actor, pk=given, as_of=request.today)
    else:
        card = homes[0] if len(homes) == 1 else None
    found: dict[str, object] = {"organisation": f"{card.code} – {card.name}" if card else ""}
    if finding is not None:
        found |= {"finding": finding.id, "subject": finding.subject, "title": finding.text[:300]}
        found["text"] = finding.text if len(finding.text) > 300 else ""
    return found


def _place(request: HttpRequest, form: RaiseForm) -> PlaceChoice | None:
    """The organisation that the form names; an error of the field where it is none or may be several."""
    text = form.cleaned_data["organisation"]
    found = access.place_named(actor=request.actor, permission=RAISE, today=request.today, text=text)
    if isinstance(found, PlaceChoice):
        return found
    form.add_error(
        "organisation",
        gettext("Several organisations may be meant; choose one of the list.")
        if found
        else gettext("No organisation of yours is called so."),
    )
    return None


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Options for the organisation, while one types: those for which the person may raise something."""
    text = request.GET.get("organisation", "")[:250]
    found = access.place_choices(actor=request.actor, permission=RAISE, today=request.today, text=text)
    return render(request, "access/options.html", {"choices": found})


@require_POST
def alike(request: HttpRequest) -> HttpResponse:
    """What is alike to what was typed so far. POST, for what is typed is long; it writes nothing."""
    require_anywhere(request.actor, RAISE, request.today)
    typed = f"{request.POST.get('title', '')[:300]}\n{request.POST.get('text', '')[:2000]}"
    named = request.POST.get("organisation", "")[:250]
    place = (
        access.place_named(actor=request.actor, permission=RAISE, today=request.today, text=named) if named else None
    )
    chosen = place if isinstance(place, PlaceChoice) else None
    return render(request, "difficulties/alike.html", _alike(request, typed, chosen) | {"asked": True})


def _alike(request: HttpRequest, typed: str, place: PlaceChoice | None) -> dict[str, object]:
    """What is alike, each with whether the new one may be joined to it; nothing before there is something typed."""
    found: list[Alike] = []
    if len(typed.strip()) >= _SHORTEST:
        term = asked(request).term
        found = queries.alike(actor=request.actor, term=term, today=request.today, text=typed, most=ALIKE_MOST)
    target = None
    if place is not None and any(each.state == "open" for each in found):
        target, _ = queries.goes_to(actor=request.actor, organisation=place.id, today=request.today)
    pairs = [(each, target is not None and each.state == "open" and each.lies_at == target.id) for each in found]
    return {
        "found": pairs,
        "any_joinable": any(joinable for _, joinable in pairs),
        "join_to": whole_number(request.POST.get("join_to", "")),
    }
