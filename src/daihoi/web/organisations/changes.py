"""Changes of one organisation: found, change, correct, move, end, undo, and its members."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.actions import organisations as actions
from daihoi.actions.organisations import NewOrganisation
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.queries import access, organisations
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import asked
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.forms import CorrectForm, EndForm, FactsForm, FoundForm, MembersForm, MoveForm
from daihoi.web.organisations.frame import crumbs, line_of, one_change, present
from daihoi.web.templatetags.show import day, num

EDIT = Permission.ORGANISATIONS_EDIT


@get_or_post
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """A new organisation directly under this one."""
    card = present(request, pk, EDIT)
    form = FoundForm(request.POST or None, initial={"on": request.today}, parent=card.kind)

    def act(data: dict[str, Any]) -> int:
        new = NewOrganisation(data["name"], Kind(data["kind"]), Unit(data["unit"]), data["code"])
        return actions.found(actor=request.actor, organisation=pk, new=new, on=data["on"], decision=form.decision())

    title = gettext("Found an organisation")
    return one_change(
        request,
        card,
        form,
        act,
        title=title,
        submit=gettext("Found it"),
        lead=gettext("Directly under this organisation."),
    )


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, kind or unit from a day on."""
    card = present(request, pk, EDIT, at_parent=True)
    initial = {"on": request.today, "name": card.name, "kind": card.kind.value, "unit": card.unit.value}
    form = FactsForm(request.POST or None, initial=initial, parent=_parent_kind(request, card))

    def act(data: dict[str, Any]) -> None:
        actions.change(
            actor=request.actor,
            organisation=pk,
            on=data["on"],
            decision=form.decision(),
            name=data["name"],
            kind=Kind(data["kind"]),
            unit=Unit(data["unit"]),
        )

    lead = gettext("From a day on it has another name, kind or unit; what it was before stays in its history.")
    return one_change(
        request, card, form, act, title=gettext("Change name or kind"), submit=gettext("Change"), lead=lead
    )


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """What was written wrongly."""
    card = present(request, pk, EDIT, at_parent=True)
    initial = {"code": card.code, "name": card.name, "kind": card.kind.value, "unit": card.unit.value}
    form = CorrectForm(request.POST or None, initial=initial, parent=_parent_kind(request, card))

    def act(data: dict[str, Any]) -> None:
        actions.correct(
            actor=request.actor,
            organisation=pk,
            code=data["code"],
            name=data["name"],
            kind=Kind(data["kind"]),
            unit=Unit(data["unit"]),
        )

    lead = gettext("Only what was written wrongly: no day, no chapter in the history.")
    return one_change(request, card, form, act, title=gettext("Correct"), submit=gettext("Correct"), lead=lead)


@get_or_post
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another organisation above, from a day on; all below it goes along."""
    card = present(request, pk, EDIT, at_parent=True)
    form = MoveForm(request.POST or None, initial={"on": request.today})

    def preview(data: dict[str, Any]) -> list[str]:
        parent = _named(request, form, "parent", data["parent"])
        if parent is None:
            return []
        text = gettext("“{name}” stands under “{parent}” from {day} on.")
        return [text.format(name=card.name, parent=parent.name, day=day(data["on"])), _with_it(request, card)]

    def act(data: dict[str, Any]) -> None:
        if parent := _named(request, form, "parent", data["parent"]):
            actions.move(
                actor=request.actor, organisation=pk, parent=parent.id, on=data["on"], decision=form.decision()
            )

    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("Move"),
        submit=gettext("Look at the move"),
        lead=_with_it(request, card),
        preview=preview,
        choices=[],
    )


@get_or_post
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation is no more from a day on."""
    card = present(request, pk, EDIT, at_parent=True)
    form = EndForm(request.POST or None, initial={"on": request.today})

    def act(data: dict[str, Any]) -> int | None:
        codes = [code.strip() for code in data["successors"].split(",") if code.strip()]
        named = [_named(request, form, "successors", code) for code in codes]
        if form.errors:
            return None
        successors = [place.id for place in named if place]
        actions.end(
            actor=request.actor, organisation=pk, on=data["on"], decision=form.decision(), successors=successors
        )
        return None

    lead = gettext("From this day on it is no more. Everything below it must have been moved or ended before.")
    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("End the organisation"),
        submit=gettext("End the organisation"),
        lead=lead,
        danger=True,
        note=_with_it(request, card),
    )


@get_or_post
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Members on a day, as the organisation itself counts them."""
    card = present(request, pk, Permission.MEMBERS_REPORT)
    known = organisations.last_members(actor=request.actor, pk=pk, as_of=request.today)
    initial = {
        "on": request.today,
        "official": known[1] if known else None,
        "probationary": known[2] if known else None,
    }
    form = MembersForm(request.POST or None, initial=initial)

    def act(data: dict[str, Any]) -> None:
        actions.report_members(actor=request.actor, organisation=pk, **data)

    lead = gettext("A second report of the same day replaces the first.")
    return one_change(request, card, form, act, title=gettext("Report members"), submit=gettext("Save"), lead=lead)


@get_or_post
def undo(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """One change of the tree is taken back as a whole."""
    card = present(request, pk, EDIT)
    made = next(
        (each for each in organisations.changes(actor=request.actor, organisation=pk) if each.id == change), None
    )
    if made is None:
        raise NotHere
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            actions.undo(actor=request.actor, organisation=pk, change=change)
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("The change was undone."))
            return _back_to(request, pk)
    title = gettext("Undo a change")
    context = {
        "card": card,
        "made": made,
        "findings": findings,
        "title": title,
        "submit": gettext("Undo"),
        "danger": True,
        "cancel": reverse("organisation_history", args=[pk]),
        "crumbs": crumbs(request, card, request.today, last=title),
    }
    return render(request, "organisations/undo.html", context)


def _back_to(request: HttpRequest, pk: int) -> HttpResponse:
    """To the history; to the tree where the organisation itself was undone."""
    try:
        organisations.organisation(actor=request.actor, pk=pk, as_of=request.today)
    except NotHere:
        return redirect("organisations")
    return redirect("organisation_history", pk)


def _parent_kind(request: HttpRequest, card: OrganisationCard) -> Kind | None:
    if card.parent_id is None:
        return None
    found = organisations.cards(actor=request.actor, pks=[card.parent_id], as_of=request.today)
    return found[card.parent_id].kind if card.parent_id in found else None


def _named(request: HttpRequest, form: forms.Form, field: str, text: str) -> access.PlaceChoice | None:
    """The organisation that a field names; an error at the field where it names none, or several."""
    found = access.place_named(actor=request.actor, permission=EDIT, today=request.today, text=text)
    if isinstance(found, access.PlaceChoice):
        return found
    if found:
        names = "; ".join(str(choice) for choice in found[:5])
        form.add_error(field, gettext("Several organisations answer to this: {names}").format(names=names))
    else:
        form.add_error(field, gettext("No organisation in your care has this code or name."))
    return None


def _with_it(request: HttpRequest, card: OrganisationCard) -> str:
    """What stands below the organisation today, in words."""
    line = line_of(request, card.id, asked(request).term, request.today)
    if line is None or (not line.below and not line.official + line.probationary):
        return gettext("Nothing stands below it, and it has no members counted.")
    text = gettext("With it go {below} organisations below it and {members} members.")
    return text.format(below=num(line.below), members=num(line.official + line.probationary))
