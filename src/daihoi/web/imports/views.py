"""Lists of organisations: those read in, those in work, a new one, and undoing."""

import json
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daihoi.actions import organisations as actions
from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.messages import Finding, Refused
from daihoi.office.tables import UnreadableFile
from daihoi.queries import organisations as queries
from daihoi.queries.access import require_anywhere
from daihoi.queries.organisations import OrganisationCard, PlacedChange
from daihoi.web.asked import whole_number
from daihoi.web.imports import uploads
from daihoi.web.imports.forms import UploadForm

EDIT = Permission.ORGANISATIONS_EDIT


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was read in and by whom, what is in work, and the form for another list."""
    into = whole_number(request.GET.get("into", ""))
    extra = editable_place(request, into) if into is not None else None
    places = _places(request, extra)
    initial = {"organisation": extra.id if extra else places[0][0], "as_of": request.today}
    return _index(request, UploadForm(places=places, initial=initial))


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to its columns."""
    asked = whole_number(request.POST.get("organisation", ""))
    extra = editable_place(request, asked) if asked is not None else None
    form = UploadForm(request.POST, request.FILES, places=_places(request, extra))
    if not form.is_valid():
        return _index(request, form)
    data = form.cleaned_data
    file = data["file"]
    if not _there(request, form, data["organisation"], data["as_of"]):
        return _index(request, form)
    try:
        made = uploads.create(
            file.read(),
            file.name,
            owner=request.actor.user_id,
            organisation=data["organisation"],
            as_of=data["as_of"],
            decision=data["decision"],
        )
    except UnreadableFile as error:
        form.add_error("file", error.message.render(gettext))
    except Refused as refused:
        for finding in refused.findings:
            form.add_error("file", finding.message.render(gettext))
    else:
        return redirect("import_map", made.token)
    return _index(request, form)


@require_safe
def done(request: HttpRequest, change: int) -> HttpResponse:
    """What one list did."""
    made = _import(request, change)
    summary = json.loads(made.change.summary)
    context = {
        "made": made,
        "summary": summary,
        "state": "off" if made.change.undone_at else "done",
        "crumbs": _crumbs(made.change.file_name),
    }
    return render(request, "imports/done.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, change: int) -> HttpResponse:
    """Ask, then take a whole list back."""
    made = _import(request, change)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            actions.undo(actor=request.actor, organisation=made.organisation, change=change)
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("The list was taken back; the tree is what it was before."))
            return redirect("imports")
    context = {
        "made": made,
        "summary": json.loads(made.change.summary),
        "findings": findings,
        "submit": gettext("Take the list back"),
        "danger": True,
        "cancel": reverse("import_done", args=[change]),
        "crumbs": _crumbs(made.change.file_name),
    }
    return render(request, "imports/undo.html", context)


@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Give a list up that is in work."""
    uploads.discard(uploads.load(token, request.actor.user_id))
    messages.info(request, gettext("The uploaded list was removed; nothing was imported."))
    return redirect("imports")


def editable_place(request: HttpRequest, pk: int) -> OrganisationCard:
    """An organisation that the person may read lists into; NotHere for every other."""
    card = queries.organisation(actor=request.actor, pk=pk, as_of=request.today)
    if not allows(request.actor, EDIT, card.path, request.today):
        raise NotHere
    return card


def opened(request: HttpRequest, token: str) -> tuple[uploads.Upload, OrganisationCard]:
    """The person's own list in work, and where it goes; NotHere when the right to it has ended."""
    found = uploads.load(token, request.actor.user_id)
    return found, editable_place(request, found.organisation)


def _index(request: HttpRequest, form: forms.Form) -> HttpResponse:
    rows = queries.changes_below(actor=request.actor, today=request.today, kind="imported")
    context = {
        "rows": [(row, json.loads(row.change.summary)) for row in rows],
        "in_work": uploads.in_work(request.actor.user_id),
        "form": form,
    }
    return render(request, "imports/index.html", context)


def _places(request: HttpRequest, extra: OrganisationCard | None) -> list[tuple[int, str]]:
    """The topmost organisations that the person may read lists into, and one asked for by its page."""
    require_anywhere(request.actor, EDIT, request.today)
    homes = queries.homes(actor=request.actor, permission=EDIT, today=request.today)
    cards = {card.id: card for card in [*homes, *([extra] if extra else [])]}
    if not cards:
        raise NotHere
    return [(card.id, f"{card.name} ({card.code})") for card in cards.values()]


def _there(request: HttpRequest, form: forms.Form, pk: int, as_of: date) -> bool:
    """Was the organisation there on the day? Else an error at the day."""
    card = queries.organisation(actor=request.actor, pk=pk, as_of=as_of)
    if card.valid_from <= as_of < card.valid_to:
        return True
    text = gettext("“{name}” did not exist on this day. Choose another day.")
    form.add_error("as_of", text.format(name=card.name))
    return False


def _import(request: HttpRequest, change: int) -> PlacedChange:
    found = queries.changes_below(actor=request.actor, today=request.today, kind="imported", change=change)
    if not found:
        raise NotHere
    return found[0]


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [(gettext("Import"), reverse("imports")), (last, "")]
