"""What is the same is decided together: versions without any exception, under the same rules, with the same findings.

Each of them is decided by an action of its own, so each has its event; one that somebody changed meanwhile stays.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.actions.personnel.versions import MOST_WORDS
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Message, Refused, Severity
from daihoi.core.personnel.approval import Act, Told
from daihoi.core.personnel.kinds import VERSION_STATE_NAMES, VersionState
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.personnel.queue import Group, QueueLine
from daihoi.web.fields import day_field, text_field
from daihoi.web.one_form import choose, get_or_post
from daihoi.web.personnel.index import queue_of
from daihoi.web.words import pack_text, say

_NAMES_NOBODY = frozenset({"changed_meanwhile", "not_now", "remarks_open", "day_outside", "no_number", "no_note"})
MOST = 100  # versions in one request
TITLES = {
    Act.FORWARD: _("Put forward together"),
    Act.RETURN: _("Return together"),
    Act.APPROVE: _("Approve together"),
}


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups of what is the same, the largest first, with what the reader may decide on each."""
    found = queue_of(request, "personnel_groups")
    if found is None:
        return choose(request, gettext("Decide together"), Permission.PERSONNEL_VIEW)
    at, whole, seal = found
    context = seal | {
        "at": at,
        "groups": [_group(group) for group in whole.groups],
        "left": sum(bool(line.mine) and line.exceptional for line in whole.lines),
        "crumbs": [*_crumbs(at, "")[:2], (gettext("Decide together"), "")],
    }
    return render(request, "personnel/groups.html", context)


def _group(group: Group) -> dict[str, object]:
    return {
        "group": group,
        "state": say(VERSION_STATE_NAMES, group.state),
        "told": _told(group),
        "acts": [(act.value, TITLES[act]) for act in group.acts],
    }


def _told(group: Group) -> list[tuple[str, Message, str]]:
    return [(one.severity.value, one.name, one.rule) for one in group.lines[0].brief.told]


def _crumbs(at: OrganisationCard, title: str) -> list[tuple[str, str]]:
    return [
        (gettext("Personnel"), reverse("personnel")),
        (at.name, f"{reverse('personnel')}?at={at.id}"),
        (gettext("Decide together"), f"{reverse('personnel_groups')}?at={at.id}"),
        (title, ""),
    ]


class TogetherForm(forms.Form):
    """One paper for all of them, and one answer to each question of the rules."""

    def __init__(self, *args: Any, act: Act, questions: list[Told], **more: Any) -> None:
        super().__init__(*args, **more)
        for place, one in enumerate(questions):
            label = gettext("What was decided: {question}").format(question=one.name.render(pack_text))
            self.fields[f"answer_{place}"] = text_field(label, required=True, rows=2, most=MOST_WORDS)
        self.fields["number"] = forms.CharField(
            label=_("Number of the decision") if act is Act.APPROVE else _("Number of the paper"),
            max_length=60,
            required=act is Act.APPROVE,
        )
        if act is Act.APPROVE:
            self.fields["on_date"] = day_field(_("Day of the decision"))
        label = _("What has to be changed") if act is Act.RETURN else _("Note")
        self.fields["note"] = text_field(label, required=act is Act.RETURN, rows=2, most=MOST_WORDS)


@get_or_post
def decide(request: HttpRequest, key: str, act: str) -> HttpResponse:
    """Confirm one decision on every version of a group, all of them listed; then one action for each."""
    if act not in set(Act):
        raise NotHere
    chosen = Act(act)
    found = queue_of(request, "personnel_together")
    if found is None:
        raise NotHere
    at, whole, seal = found
    group = whole.group(key)
    back = f"{reverse('personnel_groups')}?at={at.id}"
    if group is None or chosen not in group.acts:
        if request.method != "POST":
            raise NotHere
        messages.warning(request, gettext("Somebody decided on these in the meantime, or they are not the same."))
        return redirect(back)
    lines = group.lines[:MOST]
    questions = [one for one in lines[0].brief.told if one.severity is Severity.QUESTION]
    asked_now = questions if chosen is Act.FORWARD else []
    form = TogetherForm(request.POST or None, initial={"on_date": request.today}, act=chosen, questions=asked_now)
    if request.method == "POST" and form.is_valid():
        answers = {one.code: form.cleaned_data[f"answer_{place}"] for place, one in enumerate(asked_now)}
        _decide_all(request, chosen, lines, form.cleaned_data, answers)
        return redirect(back)
    title = str(TITLES[chosen])
    context = seal | {
        "at": at,
        "group": group,
        "lines": lines,
        "told": _told(group),
        "form": form,
        "title": title,
        "danger": chosen is Act.RETURN,
        "cancel": back,
        "left_for_later": len(group.lines) - len(lines),
        "crumbs": _crumbs(at, title),
    }
    return render(request, "personnel/together.html", context, status=400 if form.errors else 200)


def _decide_all(
    request: HttpRequest, act: Act, lines: tuple[QueueLine, ...], data: dict[str, Any], answers: dict[str, str]
) -> None:
    """One action for each version that the confirmation listed, as it was seen there."""
    done, refused = 0, []
    for line in lines:
        seen = request.POST.get(f"version_{line.version}")
        if seen is None or line.version is None:
            continue  # it came into the group after the page was shown
        try:
            _action(act, line)(
                actor=request.actor,
                organisation=line.above,
                version=line.version,
                seen=seen,
                **_given(act, data, answers),
            )
        except (Refused, NotHere) as why:
            # A message waits in the browser, so a finding of the check, which may name somebody, is none.
            told = isinstance(why, Refused) and why.findings[0].code in _NAMES_NOBODY
            reason = why.findings[0].message.render(pack_text) if told else gettext("look at it by itself")
            refused.append(f"{line.name}: {reason}")
        else:
            done += 1
    if done:
        text = ngettext("{count} scheme was decided on.", "{count} schemes were decided on.", done)
        messages.success(request, text.format(count=done))
    for one in refused[:20]:
        messages.warning(request, one)


def _action(act: Act, line: QueueLine) -> Callable[..., object]:
    if act is Act.FORWARD:
        return actions.forward
    if act is Act.APPROVE:
        return actions.approve
    return actions.refuse_approval if line.state is VersionState.FORWARDED else actions.send_back


def _given(act: Act, data: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    given = {"number": data["number"], "note": data["note"]}
    if act is Act.FORWARD:
        return given | {"answers": answers}
    return given | {"on_date": data["on_date"]} if act is Act.APPROVE else given
