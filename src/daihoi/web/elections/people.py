"""The list of an election: who is put forward, what stands against them, the straw ballot, adopting the list."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import Ask, Capacity, Nominee, Origin, in_order, missing_before
from daihoi.core.messages import Finding, Message, Severity
from daihoi.queries.elections import ElectionView, NomineeView
from daihoi.web.elections import pasted
from daihoi.web.elections.forms import (
    AdoptForm,
    NomineeForm,
    PasteForm,
    ReasonForm,
    StrawForm,
    WithdrawalForm,
)
from daihoi.web.elections.frame import act_or_say, found, frame, get_or_post, one_form
from daihoi.web.elections.meter import list_findings, meter
from daihoi.web.templatetags.show import num


@dataclass(frozen=True)
class Row:
    """Somebody put forward, as the table shows them. `place`: on the ballot, None: not on the list; `state`: why not
    ("withdrawn", "left", "tied", "asked"), "" for who is on it; `why`: the sentence for it; `fixed`: on a ballot, so
    that nothing of it changes."""

    one: NomineeView
    place: int | None
    state: str
    why: Message | None
    fixed: bool = False


@get_or_post
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """The nominees with the list as it would be adopted; here it is adopted, and opened again."""
    view = found(request, pk, prepare=request.method == "POST")
    names = {one.key: one.name for one in view.proposed.proposal.tied}
    adopting = request.method == "POST" and request.POST.get("do") == "adopt"
    opening = request.method == "POST" and request.POST.get("do") == "reopen"
    adopt = AdoptForm(request.POST if adopting else None, tied=list(names.items()))
    reopen = ReasonForm(request.POST if opening else None)
    refused: tuple[Finding, ...] = ()
    if adopting and adopt.is_valid():
        refused = _adopt(request, view, adopt.cleaned_data)
    elif opening and reopen.is_valid():
        refused = act_or_say(
            request,
            lambda: actions.reopen_list(
                actor=request.actor, organisation=view.organisation, election=pk, reason=reopen.cleaned_data["reason"]
            ),
            done=gettext("The list is open again."),
        )
    sent = adopting or opening
    wrong = bool(refused or adopt.errors or reopen.errors)
    if sent and not wrong:
        return redirect("election_list", pk)
    context = frame(request, view, last=gettext("List")) | _table(view)
    context |= {"adopt": adopt, "reopen": reopen, "refused": refused, "opening": opening}
    return render(request, "elections/list.html", context, status=400 if wrong else 200)


def _adopt(request: HttpRequest, view: ElectionView, data: dict[str, Any]) -> tuple[Finding, ...]:
    def act() -> None:
        found = actions.adopt_list(
            actor=request.actor,
            organisation=view.organisation,
            election=view.id,
            note=data["note"],
            votes_for=data["votes_for"],
            votes_against=data["votes_against"],
            of_tied=[int(key) for key in data.get("of_tied", [])],
        )
        for finding in found:
            messages.warning(request, finding.message.render(gettext))

    return act_or_say(request, act, done=gettext("The list is adopted."))


def _table(view: ElectionView) -> dict[str, object]:
    """The nominees in the order of the list, the list itself, and what stands in the way of adopting it."""
    proposal = view.proposed.proposal
    adopted = sorted((one for one in view.nominees if one.position), key=lambda one: one.position or 0)
    waiting = {one.key for one in proposal.asked}
    proposed = [one.key for one in proposal.names if one.key not in waiting]
    on_list = [str(one.id) for one in adopted] if view.adopted_at else proposed
    places = {key: number for number, key in enumerate(on_list, 1)}
    left = {one.nominee.key: one for one in proposal.left_out}
    by_key = {str(one.id): one for one in view.nominees}
    rows = [
        _row(by_key[each.key], places.get(each.key), left.get(each.key), proposal.asked, proposal.tied)
        for each in in_order((one.nominee for one in view.nominees), view.proposed.tones)
    ]
    fixed = _on_ballots(view)
    rows = [replace(row, fixed=row.one.position is not None or str(row.one.id) in fixed) for row in rows]
    done = {one.step.key for one in view.steps if one.done_at}
    missing = missing_before([one.step for one in view.steps], done, "list_adopted")
    against = [one for key in on_list if key in by_key for one in by_key[key].findings]
    step = next((one for one in view.steps if one.step.key == "list_adopted"), None)
    return {
        "rows": rows,
        "names": [by_key[key] for key in on_list if key in by_key],
        "left_out": [row for row in rows if row.state in {"left", "withdrawn"}],
        "tied": [row for row in rows if row.state == "tied"],
        "waiting": [row for row in rows if row.state == "asked"],
        "missing": missing,
        "against": [one for one in against if one.severity is Severity.ERROR],
        "asked": [one for one in against if one.severity is Severity.QUESTION],
        "listed": list_findings(view),
        "adopted": step,
        "meter": meter(view),
        "open": view.may_prepare and (view.adopted_at is None or _further(view)),
        "support": any(one.nominee.support is not None for one in view.nominees),
    }


def _on_ballots(view: ElectionView) -> set[str]:
    """Keys of those whose name stands on a ballot, or was chosen for a further one."""
    chosen = [*(one.keys for one in view.record.rounds), *(one.names for one in view.record.decisions)]
    return {key for keys in chosen for key in keys}


def _further(view: ElectionView) -> bool:
    """May names come and go after the list was adopted? While it is decided on a further ballot."""
    return any(one.ask is Ask.SHORTAGE for one in view.standing.open)


def _row(one: NomineeView, place: int | None, left: Any, asked: tuple[Nominee, ...], tied: tuple[Nominee, ...]) -> Row:
    key = str(one.id)
    if one.nominee.withdrawn:
        return Row(one, None, "withdrawn", left.why if left else None)
    if left is not None and place is None:
        return Row(one, None, "left", left.why)
    if any(each.key == key for each in tied) and place is None:
        return Row(one, None, "tied", None)
    if any(each.key == key for each in asked):
        return Row(one, None, "asked", None)
    return Row(one, place, "" if place else "off", None)


@get_or_post
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, or a whole prepared list pasted as text and shown before it is entered."""
    view = found(request, pk, prepare=True)
    whole = request.method == "POST" and "text" in request.POST
    paste = PasteForm(request.POST if whole else None, initial={"capacity": Capacity.OFFICIAL}, auto_id="paste_%s")
    first = {"origin": Origin.NOMINATED if view.nominees else Origin.PREPARED, "capacity": Capacity.OFFICIAL}
    sent = request.POST if request.method == "POST" and not whole else None
    form = NomineeForm(sent, initial=first, items=view.setting.words("election.dossier_items"))
    if view.scheme_taken:
        form.without_prepared()
    lines: list[pasted.Line] = []
    findings: tuple[Finding, ...] = ()
    if whole and paste.is_valid():
        known = [(one.nominee.name, one.note) for one in view.nominees]
        lines, faults = pasted.read(paste.cleaned_data["text"], known)
        findings = tuple(faults)
        if not findings and request.POST.get("confirmed") == "yes":
            findings = _enter(request, view, lines, Capacity(paste.cleaned_data["capacity"]))
            if not findings:
                return redirect("election_list", pk)
    elif sent is not None and form.is_valid():
        put = _put(form.cleaned_data)
        findings = act_or_say(
            request,
            lambda: actions.nominate(actor=request.actor, organisation=view.organisation, election=pk, people=[put]),
        )
        if not findings:
            goal = "election_nominate" if request.POST.get("more") else "election_list"
            return redirect(goal, pk)
    title = gettext("Put somebody forward")
    wrong = bool(findings or form.errors or paste.errors)
    context = frame(request, view, last=title) | {
        "title": title,
        "form": form,
        "paste": paste,
        "lines": lines,
        "may_paste": not view.scheme_taken,
        "whole": whole or (not view.nominees and request.method != "POST" and "one" not in request.GET),
        "ready": bool(lines) and not findings,
        "findings": findings,
        "cancel": reverse("election_list", args=[pk]),
    }
    return render(request, "elections/nominate.html", context, status=400 if wrong else 200)


def _enter(
    request: HttpRequest, view: ElectionView, lines: list[pasted.Line], capacity: Capacity
) -> tuple[Finding, ...]:
    people = [
        actions.Put(
            one.name,
            Origin.PREPARED,
            capacity,
            note=one.note,
            post=one.post,
            born_year=one.born_year,
            born_month=one.born_month,
        )
        for one in lines
    ]
    told = ngettext("{count} name entered.", "{count} names entered.", len(people)).format(count=num(len(people)))
    return act_or_say(
        request,
        lambda: actions.nominate(actor=request.actor, organisation=view.organisation, election=view.id, people=people),
        done=told,
    )


def _put(data: dict[str, Any]) -> actions.Put:
    return actions.Put(
        name=data["name"],
        origin=Origin(data["origin"]),
        capacity=Capacity(data["capacity"]),
        by=Capacity(data["by"]) if data["by"] else None,
        by_name=data["by_name"],
        note=data["note"],
        post=data["post"],
        born_year=data["born_year"],
        born_month=data["born_month"],
        party_since=data["party_since"],
        consent={"yes": True, "no": False}.get(data["consent"]),
        dossier_on=data["dossier_on"],
        dossier=tuple(data.get("dossier", ())),
        asks_to_withdraw=data["asks_to_withdraw"],
    )


def _nominee(view: ElectionView, nominee: int) -> NomineeView:
    one = next((one for one in view.nominees if one.id == nominee), None)
    if one is None:
        raise NotHere
    return one


@get_or_post
def change(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """What is known of one nominee."""
    view = found(request, pk, prepare=True)
    one = _nominee(view, nominee)
    form = NomineeForm(request.POST or None, initial=_initial(one), items=view.setting.words("election.dossier_items"))
    approved = bool(view.scheme_taken) and one.nominee.origin is Origin.PREPARED
    if approved:
        form.fix_approved()
    elif view.scheme_taken:
        form.without_prepared()

    def act(data: dict[str, Any]) -> None:
        put = _put(data)
        if "dossier" not in form.fields:  # what stood there stays where the rules know no dossier
            put = replace(put, dossier=tuple(one.nominee.dossier))
        actions.change_nominee(
            actor=request.actor, organisation=view.organisation, election=pk, nominee=nominee, put=put
        )

    return one_form(
        request,
        view,
        form,
        act,
        title=one.nominee.name,
        submit=gettext("Save"),
        goal=reverse("election_list", args=[pk]),
        template="elections/nominee.html",
        one=one,
        approved=approved,
    )


def _initial(one: NomineeView) -> dict[str, object]:
    core = one.nominee
    return {
        "name": core.name,
        "note": one.note,
        "post": one.post,
        "born_month": one.born_month,
        "born_year": one.born_year,
        "party_since": core.party_since,
        "origin": core.origin.value,
        "capacity": core.capacity.value,
        "by": core.by.value if core.by else "",
        "by_name": one.by_name,
        "consent": {True: "yes", False: "no"}.get(core.consent, ""),
        "dossier_on": core.dossier_on,
        "dossier": sorted(core.dossier),
        "asks_to_withdraw": core.asks_to_withdraw,
    }


@get_or_post
def withdrawal(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """What the congress decided on a wish to withdraw, or on striking off who may not stand."""
    view = found(request, pk, prepare=True)
    one = _nominee(view, nominee)
    kept = {True: "yes", False: "no"}.get(one.nominee.withdrawn, "")
    form = WithdrawalForm(request.POST or None, initial={"allowed": kept})

    def act(data: dict[str, Any]) -> None:
        actions.decide_withdrawal(
            actor=request.actor,
            organisation=view.organisation,
            election=pk,
            nominee=nominee,
            allowed=data["allowed"] == "yes",
            note=data["note"],
        )

    return one_form(
        request,
        view,
        form,
        act,
        title=gettext("Withdrawal: {name}").format(name=one.nominee.name),
        submit=gettext("Record"),
        goal=reverse("election_list", args=[pk]),
        template="elections/withdrawal.html",
        one=one,
        grounds=view.setting.grounds("election.withdrawal", "E-019"),
    )


@get_or_post
def drop(request: HttpRequest, pk: int, nominee: int) -> HttpResponse:
    """Take out somebody who was entered by mistake."""
    view = found(request, pk, prepare=True)
    one = _nominee(view, nominee)

    def act(data: dict[str, Any]) -> None:
        actions.drop_nominee(
            actor=request.actor,
            organisation=view.organisation,
            election=pk,
            nominee=nominee,
            reason=data["reason"],
        )

    return one_form(
        request,
        view,
        ReasonForm(request.POST or None),
        act,
        title=gettext("Take out {name}").format(name=one.nominee.name),
        submit=gettext("Take out"),
        goal=reverse("election_list", args=[pk]),
        lead=gettext("Only for a name entered by mistake; who withdraws is not taken out but decided on."),
        danger=True,
    )


@get_or_post
def straw(request: HttpRequest, pk: int) -> HttpResponse:
    """The votes that each nominee from the floor had in the straw ballot."""
    view = found(request, pk, prepare=True)
    floor = [one for one in view.nominees if one.nominee.from_floor and not one.nominee.withdrawn]
    if view.adopted_at:
        fixed = _on_ballots(view)
        floor = [one for one in floor if one.position is None and str(one.id) not in fixed]
    order = [one.key for one in in_order((one.nominee for one in floor), view.proposed.tones)]
    floor.sort(key=lambda one: order.index(str(one.id)))
    step = next((one for one in view.steps if one.step.key == "straw_ballot"), None)
    initial = {f"votes_{one.id}": one.nominee.support for one in floor}
    initial |= {"attending": view.attending, "note": step.note if step else ""}
    form = StrawForm(request.POST or None, initial=initial, people=floor)

    def act(data: dict[str, Any]) -> None:
        actions.enter_support(
            actor=request.actor,
            organisation=view.organisation,
            election=pk,
            attending=data["attending"],
            support=form.support(),
            note=data["note"],
        )

    return one_form(
        request,
        view,
        form,
        act,
        title=gettext("Straw ballot"),
        submit=gettext("Save"),
        goal=reverse("election_list", args=[pk]),
        template="elections/straw.html",
        floor=floor,
        needed=view.setting.rule("election.floor_support"),
    )
