"""Pilot congresses: how many are asked of whom, which are chosen, and what is held."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import plan as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.core.organisations.kinds import Kind
from daihoi.queries import indicators, organisations, plan
from daihoi.queries.access import require_anywhere
from daihoi.queries.candidates import candidates
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.plan import PilotLine
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.frame import may, present
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.plan.forms import AllocateForm

NAMES = ("pilots", "pilots.held", "pilots.committees", "pilots.cells")
PILOTS = Permission.PILOTS


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board of pilots of an organisation: done n of m, by kind, by subordinate, with days."""
    require_anywhere(request.actor, Permission.VIEW, request.today)
    choice = asked(request)
    at = _at(request, choice)
    context: dict[str, object] = {"choice": choice, "terms": terms(), "at": at}
    if at:
        lines = plan.pilots(actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of)
        context |= _figures(request, at, choice, lines) | {
            "may": may(request, PILOTS, at.path) and choice.as_of == request.today,
            "asked_in_all": sum(line.asked for line in lines),
        }
    return render(request, "plan/pilots.html", context)


def _figures(request: HttpRequest, at: OrganisationCard, choice: Asked, lines: list[PilotLine]) -> dict[str, object]:
    try:
        place = indicators.place(
            actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of, today=request.today
        )
    except NotHere:
        return {"not_there": True}
    by_line = indicators.by_subordinate(place, NAMES)
    rows = []
    for line in lines:
        asked_of = [(words.say(words.KINDS, kind) if kind else gettext("any kind"), n) for kind, n in line.quotas]
        if line.asked or line.chosen:
            rows.append((line, _named(by_line.get(line.id, {})), asked_of, line.asked - len(line.chosen)))
    figures = indicators.figures(place, NAMES)
    return {
        "rows": rows,
        "figures": _named(figures),
        "left_out": len(lines) - len(rows),
    }


def _named(figures: dict[str, indicators.Figure]) -> dict[str, indicators.Figure]:
    """By names that a template can say."""
    return {name.replace(".", "_"): figure for name, figure in figures.items()}


@get_or_post
def allocate(request: HttpRequest, pk: int) -> HttpResponse:
    """A number for each organisation directly below and each kind, on one form."""
    card = present(request, pk, PILOTS)
    term = asked(request).term
    lines = plan.pilots(actor=request.actor, organisation=pk, term=term, as_of=request.today)
    kinds = _kinds(card)
    given = {(line.id, kind): number for line in lines for kind, number in line.quotas}
    kinds += [kind for kind in dict.fromkeys(kind for _, kind in given) if kind not in kinds]
    initial = {f"n_{pk}_{kind or 'any'}": number for (pk, kind), number in given.items()}
    form = AllocateForm(
        request.POST or None, initial=initial, below=[(each.id, each.name) for each in lines], kinds=kinds
    )
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            total = actions.allocate_pilots(
                actor=request.actor,
                organisation=pk,
                term=term,
                numbers=form.numbers(),
                decision=form.cleaned_data["decision"],
            )
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("Saved: {count} pilots in all.").format(count=total))
            return redirect(f"{reverse('pilots')}?at={pk}")
    context = {
        "card": card,
        "form": form,
        "findings": findings,
        "kinds": [words.say(words.KINDS, kind) if kind else gettext("Any grass-roots kind") for kind in kinds],
        "cancel": f"{reverse('pilots')}?at={pk}",
        "term": term,
        "crumbs": _crumbs(card, gettext("Allocate pilots")),
    }
    return render(request, "plan/allocate.html", context)


def _kinds(card: OrganisationCard) -> list[str]:
    below = [Kind.GRASSROOTS_COMMITTEE.value, Kind.GRASSROOTS_CELL.value]
    return [*below, Kind.UPPER.value] if card.kind in {Kind.NATIONAL, Kind.PROVINCE} else below


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Those below that could be pilots, to be chosen or dropped."""
    card = present(request, pk, PILOTS)
    choice = asked(request)
    text = request.GET.get("q", "").strip()[:100]
    start = (page_number(request) - 1) * SIZE
    total, found = candidates(
        actor=request.actor, organisation=pk, term=choice.term, text=text, start=start, stop=start + SIZE
    )
    page = page_of(request, total)
    context = {
        "card": card,
        "text": text,
        "rows": found,
        "page": page,
        "choice": choice,
        "crumbs": _crumbs(card, gettext("Choose pilots")),
    }
    return render(request, "plan/choose.html", context)


@require_POST
def chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose one organisation for a pilot, or drop it; then back to where the button was."""
    term = asked(request).term
    try:
        if request.POST.get("drop"):
            actions.drop_pilot(actor=request.actor, organisation=pk, term=term)
            messages.success(request, gettext("It is no pilot any more."))
        else:
            actions.choose_pilot(actor=request.actor, organisation=pk, term=term)
            messages.success(request, gettext("It is chosen for a pilot congress."))
    except Refused as refused:
        for finding in refused.findings:
            messages.error(request, finding.message.render(gettext))
    at = whole_number(request.POST.get("at", ""))
    if at is not None:
        return redirect(reverse("pilots_choose", args=[at]))
    return redirect("organisation", pk)


def _at(request: HttpRequest, choice: Asked) -> OrganisationCard | None:
    pk = whole_number(request.GET.get("at", ""))
    if pk is not None:
        return organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    homes = organisations.homes(actor=request.actor, permission=Permission.VIEW, today=request.today)
    return homes[0] if homes else None


def _crumbs(card: OrganisationCard, title: str) -> list[tuple[str, str]]:
    return [
        (gettext("Pilot congresses"), reverse("pilots")),
        (card.name, f"{reverse('pilots')}?at={card.id}"),
        (title, ""),
    ]
