"""The counting committee: its head, its members in two teams, and the accounts that they work with."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from daihoi.actions import elections as actions
from daihoi.core.messages import Finding
from daihoi.queries import elections as queries
from daihoi.queries.elections import CounterAccount, ElectionView
from daihoi.web.asked import whole_number
from daihoi.web.elections.forms import MemberForm, NoteForm
from daihoi.web.elections.frame import act_or_say, found, frame, get_or_post

MORE = 5
FIRST = 6  # rows for a committee that nobody has entered


@get_or_post
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    view = found(request, pk, prepare=True)
    accounts = queries.counter_accounts(actor=request.actor, path=view.path)
    more = request.POST.get("do") == "more"
    formset = _formset(request, view, accounts, more)
    step = next((one for one in view.steps if one.step.key == "counting_committee"), None)
    told = NoteForm(request.POST or None, initial={"note": step.note if step else ""})
    findings: tuple[Finding, ...] = ()
    valid = request.method == "POST" and not more and all([formset.is_valid(), told.is_valid()])
    if valid:
        members, note = _members(formset), told.cleaned_data["note"]
        findings = act_or_say(
            request,
            lambda: actions.set_counting_committee(
                actor=request.actor, organisation=view.organisation, election=pk, members=members, note=note
            ),
        )
        if not findings:
            return redirect("election", pk)
    wrong = bool(findings) or (request.method == "POST" and not more and not valid)
    title = gettext("Counting committee")
    context = frame(request, view, last=title) | {
        "title": title,
        "formset": formset,
        "findings": findings,
        "told": told,
        "accounts": accounts,
        "grounds": view.setting.grounds("election.counting_committee_off_list", "E-075"),
    }
    return render(request, "elections/committee.html", context, status=400 if wrong else 200)


def _formset(request: HttpRequest, view: ElectionView, accounts: list[CounterAccount], more: bool) -> forms.BaseFormSet:
    rows = [
        {"name": one.name, "place": "head" if one.head else str(one.team), "account": one.user_id}
        for one in view.counters
    ]
    kinds = {"accounts": accounts}
    if request.method == "POST" and not more:
        made = forms.formset_factory(MemberForm, extra=MORE, max_num=500, absolute_max=500)
        return made(request.POST, form_kwargs=kinds, prefix="m")  # a row that is there already counts as typed
    extra = MORE
    if more:
        told = whole_number(request.POST.get("m-TOTAL_FORMS", ""), digits=3)
        number = len(rows) if told is None else told
        names = MemberForm.base_fields
        rows = [{name: request.POST.get(f"m-{row}-{name}", "") for name in names} for row in range(min(number, 490))]
    elif not rows:
        rows = [{"place": place} for place in ("head", "1", "1", "2", "2")]
        extra = FIRST - len(rows)
    else:
        extra = 2
    return forms.formset_factory(MemberForm, extra=extra, max_num=500, absolute_max=500)(
        initial=rows, form_kwargs=kinds, prefix="m"
    )


def _members(formset: forms.BaseFormSet) -> list[actions.Member]:
    return [
        actions.Member(
            data["name"],
            head=data.get("place") == "head",
            user_id=data.get("account"),
            team=int(data["place"]) if data.get("place") in {"1", "2"} else 0,
        )
        for data in (form.cleaned_data for form in formset.forms)
        if data.get("name", "").strip()
    ]
