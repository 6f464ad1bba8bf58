"""Days for congresses below: the decisions that hold, a new one with its preview, and withdrawing one."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from daihoi.actions import plan as actions
from daihoi.core.access import Permission
from daihoi.core.messages import Finding, Refused
from daihoi.queries import access, organisations
from daihoi.queries import plan as queries
from daihoi.queries.access import PlaceChoice
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.plan import NewWindow, WindowPreview
from daihoi.web.asked import asked
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.organisations.frame import may, present, signature
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.tasks.forms import ReasonForm, WindowForm
from daihoi.web.tasks.frame import address, frame, title_of
from daihoi.web.tasks.plans import warn

DECIDE = Permission.DIRECTIVES_EDIT
TICKED_MOST = 60  # organisations directly below that are offered to be ticked


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The decisions of an organisation on those below, and those from above that hold for it or below it."""
    at = looked_at(request)
    if at is None:
        return choose(request, title_of("windows"))
    choice = asked(request)
    found = queries.windows(actor=request.actor, organisation=at.id, term=choice.term)
    context = frame(request, at, choice, "windows") | {
        "own": [each for each in found if each.organisation == at.id],
        "above": [each for each in found if each.organisation != at.id],
        "may_decide": may(request, DECIDE, at.path) and at.valid_to > request.today,
    }
    return render(request, "tasks/windows.html", context)


@require_safe
def window(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with the congresses that have their days from it, those planned outside first."""
    found = queries.window(actor=request.actor, pk=pk)
    start = (page_number(request) - 1) * SIZE
    total, outside, rows = queries.window_congresses(actor=request.actor, pk=pk, start=start, stop=start + SIZE)
    page = page_of(request, total)
    if page.start != start:  # a page beyond the last one was asked for
        _, _, rows = queries.window_congresses(actor=request.actor, pk=pk, start=page.start, stop=page.stop)
    context = {
        "window": found,
        "rows": rows,
        "outside": outside,
        "page": page,
        "crumbs": [(title_of("windows"), reverse("windows")), (found.number, "")],
    }
    return render(request, "tasks/window.html", context)


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """A new decision: first what it would do, then done."""
    card = present(request, organisation, DECIDE)
    term = asked(request).term
    below = organisations.children(actor=request.actor, pk=organisation, as_of=request.today)
    ticks = [(str(each.id), each.name) for each in below] if len(below) <= TICKED_MOST else []
    form = WindowForm(request.POST or None, level=card.kind.level, below=ticks)
    findings: tuple[Finding, ...] = ()
    preview: WindowPreview | None = None
    if request.method == "POST" and form.is_valid():
        places = _places(request, form)
        if places is not None:
            wanted = form.window(places)
            try:
                if request.POST.get("confirmed") == signature(request):
                    return _decide(request, card, term, wanted)
                preview = queries.window_preview(actor=request.actor, organisation=organisation, term=term, new=wanted)
            except Refused as refused:
                findings = refused.findings
    if preview and preview.errors:
        findings, preview = preview.errors, None
    context = {
        "form": form,
        "card": card,
        "findings": findings,
        "preview": preview,
        "confirmed": signature(request) if preview else "",
        "title": gettext("Set days for those below"),
        "submit": gettext("Confirm") if preview else gettext("Show what will happen"),
        "cancel": address("windows", card.id),
        "crumbs": [
            (title_of("windows"), address("windows", card.id)),
            (gettext("Set days for those below"), ""),
        ],
    }
    status = 400 if findings or (form.is_bound and form.errors) else 200
    return render(request, "tasks/window_new.html", context, status=status)


def _decide(request: HttpRequest, card: OrganisationCard, term: str, wanted: NewWindow) -> HttpResponse:
    made = actions.decide_window(actor=request.actor, organisation=card.id, term=term, window=wanted)
    text = ngettext("{count} congress has new days.", "{count} congresses have new days.", made.changed)
    messages.success(request, text.format(count=made.changed))
    warn(request, made.findings)
    return redirect(reverse("window", args=[made.id]))


def _places(request: HttpRequest, form: WindowForm) -> list[int] | None:
    """The ids of the organisations chosen; None where a code names none, which the form then says."""
    chosen = [int(pk) for pk in form.cleaned_data.get("places", [])]
    unknown: list[str] = []
    for text in filter(None, (part.strip() for part in form.cleaned_data["others"].split(","))):
        found = access.place_named(actor=request.actor, permission=DECIDE, today=request.today, text=text)
        if isinstance(found, PlaceChoice):
            chosen.append(found.id)
        else:
            unknown.append(text)
    if unknown:
        form.add_error("others", gettext("No one organisation is meant by: {codes}.").format(codes=", ".join(unknown)))
        return None
    return chosen


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.window(actor=request.actor, pk=pk)
    card = present(request, found.organisation, DECIDE)
    form = ReasonForm(request.POST or None)

    def act(data: dict[str, str]) -> None:
        changed = actions.withdraw_window(actor=request.actor, organisation=card.id, window=pk, note=data["reason"])
        text = ngettext("{count} congress has other days again.", "{count} congresses have other days again.", changed)
        messages.info(request, text.format(count=changed))

    lead = gettext("{number}: the congresses below get back the days that hold without it.")
    crumbs: Sequence[tuple[str, str]] = [(title_of("windows"), address("windows", card.id))]
    return one_form(
        request,
        form,
        act,
        title=gettext("Withdraw the decision"),
        submit=gettext("Withdraw"),
        goal=address("windows", card.id),
        cancel=reverse("window", args=[pk]),
        crumbs=crumbs,
        danger=True,
        lead=lead.format(number=found.number),
    )
