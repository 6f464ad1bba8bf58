"""Ballot rounds: those held, the one that is due, and one screen that leads through a round from sheet to release."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import Ask, Decisions, NextRound, Question, Stock, allowed_in
from daihoi.core.elections.decisions import ANSWER_NAMES
from daihoi.core.elections.sheet import parse_layout
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.queries.elections.rounds import HallElection, HallRound, in_hall
from daihoi.web.asked import whole_number
from daihoi.web.elections.frame import changed_meanwhile, frame, get_or_post
from daihoi.web.elections.hall_forms import MOST_COPIES, STOCKS, AnnulForm, PresentForm, SheetForm, StockForm
from daihoi.web.elections.todo import decide_url, may_decide

DONE, NOW, LATER, OFF = "done", "now", "later", "off"
# A page left open asks for the progress so often, for twenty minutes; then its session may end as any other.
MOST_ASKED = 240


@dataclass(frozen=True)
class Need:
    """Something without which no round can be opened; `href` leads to where it is done."""

    text: str
    href: str = ""
    action: str = ""


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    return _index(request, pk)


@require_POST
def open_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the round that is due; a second click finds it open, and leads to it."""
    view = _run(request, pk)
    told = request.POST.get("number", "")
    if view.last is not None and view.last.running and told == str(view.last.number):
        return redirect("election_round", pk, view.last.number)
    try:
        number = actions.open_round(actor=request.actor, organisation=view.organisation, election=pk)
    except Refused as refused:
        return _index(request, pk, refused.findings)
    return redirect("election_round", pk, number)


def _index(request: HttpRequest, pk: int, findings: tuple[Finding, ...] = ()) -> HttpResponse:
    view = in_hall(actor=request.actor, pk=pk)
    due = due_of(view)
    last = view.last
    context = frame(request, view) | {
        "findings": findings,
        "due": due,
        "due_number": len(view.rounds) + 1,
        "allowed": allowed_in(due, Decisions(view.record.decisions)) if due else None,
        "needs": needs_of(view),
        "running": last if last is not None and last.running else None,
        "last": last,
        "names": view.record.names,
    }
    return render(request, "elections/rounds.html", context, status=400 if findings else 200)


def due_of(view: HallElection) -> NextRound | None:
    """The round to hold next, as far as what the actor may know tells; None where none is due."""
    if view.rounds:
        return view.standing.next if not view.last or not view.last.running else None
    return NextRound(1, view.on_list, view.record.seats, view.record.alternates) if view.adopted_at else None


def needs_of(view: HallElection) -> list[Need]:
    """What is missing before the next round, in the order in which it is done."""
    found: list[Need] = []
    if view.adopted_at is None:
        link = reverse("election_list", args=[view.id])
        found.append(Need(gettext("The list is not adopted yet."), link, gettext("To the list")))
    if not view.committee:
        link = reverse("election_committee", args=[view.id])
        found.append(Need(gettext("The counting committee is not entered yet."), link, gettext("To the committee")))
    if not view.rounds:
        errors = [one for one in view.standing.findings if one.severity is Severity.ERROR]
        found += [Need(one.message.render(gettext), reverse("election_base", args=[view.id])) for one in errors]
    if view.last is None or not view.last.running:
        asked = [one for one in view.standing.open if one.ask is not Ask.QUORUM or not view.rounds]
        found += [_to_decide(view, one) for one in asked]
    return found


def _to_decide(view: HallElection, one: Question) -> Need:
    href = decide_url(view.id, one) if may_decide(view, one) else ""
    return Need(one.message.render(gettext), href, gettext("Enter the decision"))


def _run(request: HttpRequest, pk: int) -> HallElection:
    """The election for whoever runs its count; NotHere for others."""
    view = in_hall(actor=request.actor, pk=pk)
    if not view.may_run:
        raise NotHere
    return view


@dataclass(frozen=True)
class Part:
    """One of the parts of a round: done, now, later, or off where it is not needed."""

    key: str
    label: str
    state: str

    @property
    def look(self) -> str:
        return {DONE: "done", NOW: "due", LATER: "open", OFF: "off"}[self.state]


def parts_of(view: HallElection, one: HallRound) -> list[Part]:
    """Where the round stands, in the order of the work; the first that is not done is the next."""
    ledger, here = one.ledger, one.standing
    asked = [question for question in questions_of(view, one) if question in view.standing.open]
    shown = one.counted and (view.may_run or one.released_at is not None)
    begun = bool(one.stock)
    states: list[tuple[str, str, bool, bool]] = [
        ("sheet", gettext("The sheet"), bool(one.layout_sha256), begun and not one.layout_sha256),
        ("box", gettext("The box is checked and sealed"), one.sealed_at is not None, False),
        ("present", gettext("Voters present"), one.present is not None, False),
        ("stock", gettext("Ballots handed over, issued and collected"), _stock_done(one), False),
        ("counts", gettext("Two counts"), one.counted, False),
        ("compare", gettext("The counts compared"), bool(shown and here.tally and not here.tally.unsettled), False),
        ("questions", gettext("Questions on ballots"), bool(shown and not asked), False),
        ("release", gettext("The result released"), one.released_at is not None, False),
    ]
    found: list[Part] = []
    waiting = ledger.over or bool(one.annulled)
    for key, label, done, off in states:
        state = OFF if off else DONE if done and not waiting else LATER if waiting else NOW
        waiting = waiting or state == NOW
        found.append(Part(key, label, DONE if done and key in {"sheet", "box", "present"} else state))
    return found


def _stock_done(one: HallRound) -> bool:
    """Everything of the ledger entered: the issue ended and the box opened."""
    ledger = one.ledger
    return ledger.collected is not None and ledger.unissued is not None


def questions_of(view: HallElection, one: HallRound) -> list[Question]:
    """Questions on this round that the release waits for."""
    return [
        each
        for each in view.standing.questions
        if each.ask not in {Ask.TIE, Ask.SHORTAGE} and each.round in {0, one.number}
    ]


@dataclass(frozen=True)
class Asked:
    """A question as pages show it: `says` what was decided, "" while it is open; `href`: where this actor decides it,
    "" for whoever may not."""

    question: Question
    says: str
    note: str
    href: str


def asked_of(view: HallElection, questions: Iterable[Question]) -> list[Asked]:
    decisions = Decisions(view.record.decisions)
    found = []
    for one in questions:
        decided = decisions.answers(one)
        says = gettext(ANSWER_NAMES[decided.answer]) if decided else ""
        href = decide_url(view.id, one) if may_decide(view, one) else ""
        found.append(Asked(one, says, decided.note if decided else "", href))
    return found


@get_or_post
def show(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The round; POST does the one thing that `act` names."""
    view = in_hall(actor=request.actor, pk=pk)
    one = view.round(number)
    if request.method != "POST":
        if request.GET.get("part") == "counts":
            return _counts(request, view, one)
        return _show(request, view, one)
    if not view.may_run:
        raise NotHere
    act = request.POST.get("act", "")
    if act not in _ACTS:
        return _show(request, view, one, findings=refuse("unknown", N_("That cannot be done here.")).findings)
    form_class, run, done = _ACTS[act]
    form = form_class(request.POST) if form_class else None
    if form is not None and not form.is_valid():
        return _show(request, view, one, act=act, form=form)
    if act == "stock" and (question := _grave(one, form.cleaned_data)):
        return _show(request, view, one, act=act, form=_surely(request), findings=question)
    at = {"actor": request.actor, "organisation": view.organisation, "election": pk, "round": number}
    try:
        run(at, form.cleaned_data if form else {})
    except Refused as refused:
        if changed_meanwhile(refused.findings):  # the form empty, beside what is there now
            view, form = in_hall(actor=request.actor, pk=pk), None
            one = view.round(number)
        return _show(request, view, one, act=act, form=form, findings=refused.findings)
    messages.success(request, gettext(done))
    if act == "release":
        return redirect("election_result", pk)
    return redirect("election_round", pk, number)


def _grave(one: HallRound, data: dict[str, Any]) -> tuple[Finding, ...]:
    """More collected than issued annuls the round; a mistyped number must not, so the page asks once."""
    after = (one.ledger.collected or 0) + data["number"]
    issued = one.ledger.issued or 0
    if data["kind"] is not Stock.COLLECTED or data["number"] < 0 or data["sure"] or after <= issued:
        return ()
    text = N_(
        "{collected} collected are more than the {issued} issued. Count the ballots once more. If the number is right, "
        "enter it a second time: then this round can only be annulled and held again."
    )
    return refuse("collected_over_issued", text, collected=after, issued=issued).findings


def _surely(request: HttpRequest) -> StockForm:
    data = request.POST.copy()
    data["sure"] = "on"
    return StockForm(data)


Act = Callable[[dict[str, Any], dict[str, Any]], object]


def _enter_stock(at: dict[str, Any], data: dict[str, Any]) -> object:
    return actions.enter_stock(
        **at, kind=data["kind"], number=data["number"], reason=data["reason"], known=data["seen"]
    )


_ACTS: dict[str, tuple[type[forms.Form] | None, Act, str]] = {
    "sheet": (SheetForm, lambda at, data: actions.make_sheet(**at, **data), N_("The sheet is laid out.")),
    "seal": (None, lambda at, data: actions.seal_box(**at), N_("Recorded: the box was checked and sealed.")),
    "present": (PresentForm, lambda at, data: actions.set_present(**at, **data), N_("Saved.")),
    "stock": (StockForm, _enter_stock, N_("Entered.")),
    "release": (None, lambda at, data: actions.release(**at), N_("The result is released to the hall.")),
    "annul": (AnnulForm, lambda at, data: actions.annul_round(**at, **data), N_("The round is annulled.")),
}


def _next_stock(one: HallRound) -> dict[str, object]:
    """The entry that comes next, filled in as far as it follows from what is there."""
    ledger = one.ledger
    if ledger.printed is None:
        return {"kind": Stock.PRINTED}
    if ledger.issued is None:
        return {"kind": Stock.ISSUED}
    if ledger.unissued is None:
        return {"kind": Stock.UNISSUED, "number": ledger.printed - ledger.issued - (ledger.replaced or 0) or None}
    return {"kind": Stock.COLLECTED}


def _show(
    request: HttpRequest,
    view: HallElection,
    one: HallRound,
    *,
    act: str = "",
    form: forms.Form | None = None,
    findings: tuple[Finding, ...] = (),
) -> HttpResponse:
    forms_ = {
        "sheet": SheetForm(),
        "present": PresentForm(initial={"present": one.present}),
        "stock": StockForm(initial=_next_stock(one) | {"seen": len(one.stock)}),
        "annul": AnnulForm(),
    }
    if act in forms_ and form is not None:
        forms_[act] = form
    parts = parts_of(view, one)
    released = one.released_at is not None
    context = frame(request, view, last=gettext("Ballot round {number}").format(number=one.number)) | {
        "one": one,
        "parts": {part.key: part for part in parts},
        "steps": parts,
        "next": next((part.key for part in parts if part.state == NOW), ""),
        "act": act,
        "findings": findings,
        "forms": forms_,
        "work": view.may_run and one.running,
        "asked": 1,
        "asks": True,
        "most_copies": MOST_COPIES,
        "copies": one.ledger.printed or view.record.summoned,
        "questions": asked_of(view, questions_of(view, one)) if view.may_run or released else [],
        "different": _different(view, one),
        "entries": [(gettext(STOCKS[event.kind]), event, at, by) for event, at, by in one.stock],
        "sheet_pages": _pages(one) if view.may_run or view.may_prepare else (),
    }
    return render(request, "elections/round.html", context, status=400 if act or findings else 200)


def _pages(one: HallRound) -> tuple[int, ...]:
    """The sides of the sheet."""
    return tuple(page.number for page in parse_layout(one.layout).pages) if one.layout else ()


def _different(view: HallElection, one: HallRound) -> int | None:
    """How many ballots are still to settle; None where that is not known, or not for this actor."""
    sums = one.standing.tally
    return sums.unsettled if sums is not None and view.may_run else None


def _counts(request: HttpRequest, view: HallElection, one: HallRound) -> HttpResponse:
    """The progress of the two counts by itself; once both are done the page is loaded anew."""
    if one.counted:
        return HttpResponse(headers={"HX-Refresh": "true"})
    asked = whole_number(request.GET.get("n", ""), digits=4) or 0
    return render(request, "elections/round_counts.html", {"one": one, "asked": asked + 1, "asks": asked < MOST_ASKED})
