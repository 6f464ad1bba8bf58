"""The plan of one congress, and opening the congresses of a term."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from daihoi.actions import plan as actions
from daihoi.actions.plan import Plan
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import Form
from daihoi.queries import indicators
from daihoi.queries import plan as queries
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import (
    overlays_for,
    pack_in_force,
    packs,
    sample_overlay_files,
    sample_overlays,
)
from daihoi.web import words
from daihoi.web.asked import Asked, asked
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.frame import one_change, present
from daihoi.web.plan.forms import OpenForm, PlanForm, RulesForm
from daihoi.web.templatetags.show import day, num

_WINDOW = frozenset({"window_from", "window_to", "window_decision"})


@get_or_post
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Form, contents, days, delegates; what a hard rule forbids is refused with its article."""
    card = present(request, pk, Permission.PLAN_EDIT)
    term = asked(request).term
    congress = queries.congress(actor=request.actor, organisation=pk, term=term, as_of=request.today)
    if congress is None:
        raise NotHere
    # A window that the level above has set is no decision of the organisation's own, and stays when nothing is typed.
    kept = _WINDOW if congress.window_by else frozenset()
    initial = {name: getattr(congress, name) for name in PlanForm.base_fields if name not in kept}
    form = PlanForm(request.POST or None, initial=initial, cases=congress.cases)

    def act(data: dict[str, Any]) -> None:
        data = {**data, "form": Form(data["form"]) if data["form"] else None}
        actions.set_plan(actor=request.actor, organisation=pk, term=term, plan=Plan(**data))

    steps = {each.step.key: each.step for each in congress.steps}
    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("Plan of the congress"),
        submit=gettext("Save"),
        template="plan/plan.html",
        congress=congress,
        held=steps["held"],
        questions=[each for each in congress.findings if each.severity is Severity.QUESTION],
        others=[each for each in congress.findings if each.severity is not Severity.QUESTION],
    )


@get_or_post
def open_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the congresses of a term here and below, under a pack and the locality's own rules."""
    card = present(request, pk, Permission.PLAN_EDIT)
    choice = asked(request)
    counts = _counts(request, card, choice)
    overlays = _overlays(request, card, choice.term)
    form = OpenForm(
        request.POST or None,
        initial={
            "pack": pack_in_force(choice.term, request.today).id,
            "overlay": next((key for key in overlays if key.startswith("loaded")), ""),
            "kinds": [kind for kind, _ in counts],
            "with_below": True,
        },
        packs=_packs(choice.term),
        overlays=[(key, label) for key, (label, _text) in overlays.items()],
        kinds=[
            (kind, gettext("{kind}: {count}").format(kind=words.say(words.KINDS, kind), count=num(count)))
            for kind, count in counts
        ],
    )

    def act(data: dict[str, Any]) -> None:
        actions.open_congresses(
            actor=request.actor,
            organisation=pk,
            term=choice.term,
            pack_id=data["pack"],
            overlay_text=overlays[data["overlay"]][1] if data["overlay"] else "",
            kinds=[Kind(kind) for kind in data["kinds"]],
            with_below=data["with_below"],
        )

    lead = gettext(
        "Each organisation of the kinds chosen gets its congress of the term {term}; those that have one stay."
    )
    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("Open congresses"),
        submit=gettext("Open"),
        lead=lead.format(term=choice.term),
    )


@get_or_post
def repin(request: HttpRequest, pk: int) -> HttpResponse:
    """New guidance: the congresses here and below that are not yet held go under other rules."""
    card = present(request, pk, Permission.PLAN_EDIT)
    term = asked(request).term
    overlays = _overlays(request, card, term)
    form = RulesForm(
        request.POST or None,
        initial={"pack": pack_in_force(term, request.today).id},
        packs=_packs(term),
        overlays=[(key, label) for key, (label, _text) in overlays.items()],
    )

    def act(data: dict[str, Any]) -> None:
        text = overlays[data["overlay"]][1] if data["overlay"] else ""
        changed = actions.repin_congresses(
            actor=request.actor, organisation=pk, term=term, pack_id=data["pack"], overlay_text=text
        )
        told = ngettext(
            "{count} congress is now under these rules.", "{count} congresses are now under these rules.", changed
        )
        messages.info(request, told.format(count=num(changed)))

    lead = gettext(
        "When new guidance replaces old: every congress of the term {term} here and below that is not yet held goes "
        "under the rules chosen, and its due days are computed anew. What was held stays under its own rules."
    )
    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("Change the rules"),
        submit=gettext("Change"),
        lead=lead.format(term=term),
    )


def _packs(term: str) -> list[tuple[str, str]]:
    return [
        (
            each.id,
            gettext("{title}, from {day}").format(title=words.pack_text(each.title), day=day(each.effective_from)),
        )
        for each in packs()
        if each.term == term
    ]


def _counts(request: HttpRequest, card: OrganisationCard, choice: Asked) -> list[tuple[str, int]]:
    """(kind, how many stand here and below today) of every kind that occurs."""
    names = {
        Kind.UPPER: "organisations.upper",
        Kind.GRASSROOTS_COMMITTEE: "organisations.grassroots_committees",
        Kind.GRASSROOTS_CELL: "organisations.grassroots_cells",
        Kind.SECTION: "organisations.sections",
        Kind.CELL: "organisations.cells",
    }
    place = indicators.place(
        actor=request.actor, organisation=card.id, term=choice.term, as_of=request.today, today=request.today
    )
    found = indicators.figures(place, names.values())
    counts = [(kind.value, int(found[name].value or 0)) for kind, name in names.items()]
    if card.kind not in names:
        counts = [(card.kind.value, 1), *counts]
    return [(kind, count) for kind, count in counts if count]


def _overlays(request: HttpRequest, card: OrganisationCard, term: str) -> dict[str, tuple[str, str]]:
    """Overlays that may be put over a pack of the term: loaded here or above, then shipped samples."""
    of_term = {pack.id for pack in packs() if pack.term == term}
    found: dict[str, tuple[str, str]] = {}
    for loaded in overlays_for(actor=request.actor, path=card.path):
        if loaded.over in of_term:
            label = gettext("{title} ({over}), loaded {day}")
            found[f"loaded-{loaded.id}"] = (
                label.format(
                    title=words.pack_text(loaded.title), over=loaded.over, day=day(timezone.localdate(loaded.loaded_at))
                ),
                loaded.text,
            )
    for overlay, file in zip(sample_overlays(), sample_overlay_files(), strict=True):
        if overlay.over in of_term:
            label = gettext("Sample: {locality}, {title} ({over})")
            text = label.format(locality=overlay.locality, title=words.pack_text(overlay.title), over=overlay.over)
            found[f"sample-{overlay.id}"] = (text, file.text)
    return found
