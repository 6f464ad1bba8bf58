"""From whom the threshold is counted: those summoned less the exclusions of the article, each a named person."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from daihoi.actions import elections as actions
from daihoi.core.elections import Body, Exclusion, Reason
from daihoi.core.elections.base import BASE_RULES, allowed_reasons
from daihoi.core.elections.tokens import exclusions_token
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.queries.elections import ElectionView
from daihoi.web import words
from daihoi.web.asked import whole_number
from daihoi.web.elections import words as own
from daihoi.web.elections.forms import ExclusionForm, Known
from daihoi.web.elections.frame import act_or_say, changed_meanwhile, found, frame, get_or_post
from daihoi.web.elections.todo import decide_url, may_decide

MORE = 5  # empty rows that the button adds
STAYS = (Reason.LEFT_EARLY, Reason.ABSENT_NO_REASON, Reason.REPLACED)


@dataclass(frozen=True)
class Named:
    """A person on the list of exclusions; `out`: subtracted from the base; `why`: the sentence."""

    exclusion: Exclusion
    out: bool
    why: Message


@get_or_post
def base(request: HttpRequest, pk: int) -> HttpResponse:
    """The base with its exclusions; whoever prepares the election changes them here."""
    view = found(request, pk, prepare=request.method == "POST")
    more = request.POST.get("do") == "more"
    formset = _formset(request.POST if request.method == "POST" else None, view, more)
    told = _known(request.POST or None, view)
    findings: tuple[Finding, ...] = ()
    valid = request.method == "POST" and not more and formset.is_valid() and told.is_valid()
    if valid:
        given = _given(formset)
        findings = act_or_say(request, lambda: _save(request, view, given, told))
        if not findings:
            return redirect("election_base", pk)
        if changed_meanwhile(findings):
            view = found(request, pk)
            formset, told = _formset(None, view, more=False), _known(None, view)
    wrong = request.method == "POST" and not more
    context = frame(request, view, last=gettext("Base")) | {
        "formset": formset,
        "told": told,
        "named": _named(view),
        "refused": findings,
        "findings": _findings(view),
        "questions": [
            (one, decide_url(pk, one) if may_decide(view, one) else "")
            for one in view.standing.open
            if one.ask.value == "suspended"
        ],
        "grounds": view.setting.grounds(*BASE_RULES[view.body]),
        "editable": view.may_prepare and not view.released,
        "incumbents": view.body is Body.CONFERENCE,
    }
    return render(request, "elections/base.html", context, status=400 if wrong else 200)


def box_open(view: ElectionView) -> bool:
    """Are the ballots of a round collected whose result is not released? Then the base changes with a reason only."""
    return any(one.ledger.collected is not None and not one.annulled and not one.released_at for one in view.rounds)


def _known(data: QueryDict | None, view: ElectionView) -> Known:
    return Known(data, initial={"known": exclusions_token(view.exclusions)}, counting=box_open(view))


def _save(request: HttpRequest, view: ElectionView, given: list[Exclusion], told: Known) -> None:
    found = actions.set_exclusions(
        actor=request.actor, organisation=view.organisation, election=view.id, exclusions=given, **told.asked()
    )
    for finding in found:
        messages.warning(request, finding.message.render(gettext))


def _formset(sent: QueryDict | None, view: ElectionView, more: bool) -> forms.BaseFormSet:
    """The rows with some empty ones. `more`: what was typed stays, and five empty rows come below it."""
    rows = [{"person": one.person, "reason": one.reason.value, "attended": one.attended} for one in view.exclusions]
    made = forms.formset_factory(ExclusionForm, extra=3 if rows else MORE, max_num=1000, absolute_max=1000)
    kinds = {"reasons": _reasons(view)}
    if sent is None:
        return made(initial=rows, form_kwargs=kinds, prefix="e")
    data = sent.copy()
    if more:
        told = whole_number(data.get("e-TOTAL_FORMS", ""), digits=3)
        number = len(rows) if told is None else told
        data["e-TOTAL_FORMS"] = str(min(number + MORE, 990))
        typed = [{name: data.get(f"e-{row}-{name}", "") for name in ExclusionForm.base_fields} for row in range(number)]
        shown = forms.formset_factory(ExclusionForm, extra=MORE, max_num=1000, absolute_max=1000)
        return shown(initial=typed, form_kwargs=kinds, prefix="e")
    return made(data, form_kwargs=kinds, prefix="e")  # without `initial`: a row that is there already counts as typed


def _reasons(view: ElectionView) -> list[tuple[str, list[tuple[str, str]]]]:
    """The reasons that this body knows, and those that leave somebody in; those in use are never missing."""
    out = list(allowed_reasons(view.setting))
    if view.body is Body.CONFERENCE:
        out.append(Reason.SUSPENDED)
    used = [one.reason for one in view.exclusions if one.reason not in {*out, *STAYS}]
    stays = [*STAYS, *dict.fromkeys(used)]

    def named(reasons: list[Reason]) -> list[tuple[str, str]]:
        return [(reason.value, words.say(own.REASONS, reason)) for reason in reasons]

    asked = gettext("Asked of people") if view.body is Body.CONFERENCE else gettext("Left out of the base")
    return [(asked, named(out)), (gettext("Stays in the base"), named(stays))]


def _given(formset: forms.BaseFormSet) -> list[Exclusion]:
    return [
        Exclusion(data["person"], Reason(data["reason"]), data["attended"])
        for data in (form.cleaned_data for form in formset.forms)
        if data.get("person", "").strip()
    ]


def _named(view: ElectionView) -> list[Named]:
    """Each person named, with the sentence why they count or not."""
    kept = list(view.base.kept)
    left = list(view.base.subtracted)
    lines = []
    for one in view.exclusions:
        why = next((message for each, message in kept if each == one), None)
        if why is not None:
            lines.append(Named(one, False, why))
        elif one in left:
            left.remove(one)
            source = view.setting.grounds(*BASE_RULES[view.body])
            lines.append(Named(one, True, Message(N_("Left out of the base: {source}."), {"source": source})))
        else:
            lines.append(Named(one, False, Message(N_("Named above already; nobody is subtracted twice."))))
    return lines


def _findings(view: ElectionView) -> list[Finding]:
    early = {"nobody_summoned"} if view.summoned is None else set()
    return [one for one in view.base.findings if one.severity is not Severity.QUESTION and one.code not in early]
