"""Entering a paper, changing it, withdrawing it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from daihoi.actions import directives as actions
from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.directives import PaperFacts
from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.queries import directives as queries
from daihoi.queries import organisations
from daihoi.queries.access import PlaceChoice, place_named
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import packs
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.directives.forms import PaperForm, WithdrawForm
from daihoi.web.directives.frame import address, crumbs
from daihoi.web.fields import attached_of
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.templatetags.show import day

EDIT = Permission.DIRECTIVES_EDIT
OVERLAY_MOST = 1024 * 1024
BELOW_MOST = 200  # organisations directly below that are offered as boxes to tick


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Enter a paper of the organisation looked at."""
    at = looked_at(request, EDIT)
    if at is None:
        return choose(request, gettext("Enter a paper"), EDIT)
    _require_edit(request, at)
    term = asked(request).term
    top = at.parent_id is None
    initial = {
        "disseminate": True,
        "subject": "general",
        "paper": "guidance",
        "issued_on": request.today,
        "based_on": request.GET.getlist("based_on")[:1],
    }
    children = organisations.children(actor=request.actor, pk=at.id, as_of=request.today)
    form = _form(request, at, term, initial, children)

    def act(data: dict[str, Any]) -> int:
        return actions.enter(
            actor=request.actor,
            organisation=at.id,
            term=term,
            facts=_facts(request, form),
            file=attached_of(data["file"]),
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Enter a paper"),
        submit=gettext("Enter"),
        goal=lambda pk: address("directive", pk, at=at.id),
        cancel=address("directives", at=at.id),
        crumbs=crumbs(at),
        template="directives/edit.html",
        at=at,
        term=term,
        top=top,
    )


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a paper; what matters is taken in anew by everybody."""
    entered = queries.entered(actor=request.actor, pk=pk, today=request.today)
    row, facts = entered.row, entered.facts
    at = organisations.organisation(actor=request.actor, pk=row.organisation, as_of=request.today)
    children = organisations.children(actor=request.actor, pk=at.id, as_of=request.today)
    below = {card.id for card in children[:BELOW_MOST]}
    initial = {
        **vars(facts),
        "paper": facts.paper.value,
        "subject": facts.subject.value,
        "levels": [level.value for level in facts.scope.levels],
        "units": [unit.value for unit in facts.scope.units],
        "own_paper_levels": [level.value for level in facts.own_paper_levels],
        "places": [str(place) for place in facts.places if place in below],
        "more_places": "\n".join(f"{place.code} – {place.name}" for place in row.places if place.id not in below),
        "pack": facts.pack_id,
        "overlay": facts.overlay_text,
        "file_name": row.file_name,
        "token": entered.token,
    }
    form = _form(request, at, row.term, initial, children, facts=facts, leave_out=pk)

    def act(data: dict[str, Any]) -> None:
        actions.change(
            actor=request.actor,
            organisation=at.id,
            directive=pk,
            facts=_facts(request, form),
            token=data["token"],
            file=attached_of(data["file"]),
            drop_file=data.get("drop_file", False),
            revise=data["revise"],
            note=data["note"],
        )

    back = address("directive", pk, at=at.id)
    return one_form(
        request,
        form,
        act,
        title=gettext("Change a paper"),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=crumbs(at, (row.number, back)),
        template="directives/edit.html",
        at=at,
        term=row.term,
        row=row,
        file_name=row.file_name,
    )


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a paper: it stays to be read, and asks nothing any more."""
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    if not view.may_edit:
        raise NotHere
    at = organisations.organisation(actor=request.actor, pk=view.row.organisation, as_of=request.today)
    form = WithdrawForm(request.POST or None, initial={"on": request.today})

    def act(data: dict[str, Any]) -> None:
        actions.withdraw(actor=request.actor, organisation=at.id, directive=pk, on=data["on"], note=data["note"])

    back = address("directive", pk, at=at.id)
    lead = gettext("{number} stays to be read, and asks nothing of anybody any more. Tasks in plans stay there.")
    return one_form(
        request,
        form,
        act,
        title=gettext("Withdraw a paper"),
        submit=gettext("Withdraw"),
        goal=back,
        cancel=back,
        crumbs=crumbs(at, (view.row.number, back)),
        lead=lead.format(number=view.row.number),
        danger=True,
    )


def _require_edit(request: HttpRequest, at: OrganisationCard) -> None:
    if not allows(request.actor, EDIT, at.path, request.today):
        raise NotHere


def _form(
    request: HttpRequest,
    at: OrganisationCard,
    term: str,
    initial: dict[str, object],
    children: Sequence[OrganisationCard],
    *,
    facts: PaperFacts | None = None,
    leave_out: int | None = None,
) -> PaperForm:
    linked = {pk for others in facts.links.values() for pk in others} if facts else set()
    papers = queries.linkable(actor=request.actor, at=at, term=term, today=request.today, also=linked)
    papers = [row for row in papers if row.id != leave_out]
    return PaperForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=initial,
        tasks=facts.tasks if facts else (),
        below=[(card.id, card.name) for card in children[:BELOW_MOST]],
        papers=[(row.id, f"{row.number}, {day(row.issued_on)}: {row.title}") for row in papers],
        own={row.id for row in papers if row.organisation == at.id},
        packs=[(pack.id, words.pack_text(pack.title)) for pack in packs() if pack.term == term],
        top=paths.depth(at.path) == 1,
        new=facts is None,
    )


def _facts(request: HttpRequest, form: PaperForm) -> PaperFacts:
    data = form.cleaned_data
    overlay = data["overlay"].replace("\r\n", "\n")
    if data["overlay_file"]:
        overlay = _read(data["overlay_file"])
    return form.facts(_places(request, data["more_places"]), overlay if overlay.strip() else "")


def _places(request: HttpRequest, text: str) -> list[int]:
    """The organisations that the lines name; a refusal that says which line names none."""
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = place_named(actor=request.actor, permission=EDIT, today=request.today, text=line)
        if isinstance(place, PlaceChoice):
            found.append(place.id)
        else:
            told = N_("Line {line}: no single organisation of yours has the code or name “{text}”.")
            message = Message(told, {"line": number, "text": line.strip()[:80]})
            wrong.append(Finding(Severity.ERROR, "place_unknown", message))
    if wrong:
        raise Refused(*wrong)
    return found


def _read(file: object) -> str:
    """The text of an uploaded overlay; Refused where it is too large or no text."""
    if file.size > OVERLAY_MOST:
        raise refuse("too_large", N_("The file is larger than 1 MB."))
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise refuse("not_text", N_("The file is not text in UTF-8; save it so and choose it again.")) from None
