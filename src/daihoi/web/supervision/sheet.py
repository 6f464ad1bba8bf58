"""The working page of a visit: answers, findings and pictures, on paper-like forms that need no script.

With a script (visit.js) the same page keeps what is entered on the device and sends it when there is a network.
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from daihoi.actions import supervision as actions
from daihoi.actions.supervision import FindingGiven, Given
from daihoi.actions.supervision.answers import LONGEST_FINDING, LONGEST_NOTE
from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Finding, Message, Refused, Severity
from daihoi.core.subjects import Subject
from daihoi.core.supervision import REPLY_NAMES, Reply, Weight
from daihoi.queries import clock
from daihoi.queries import supervision as queries
from daihoi.queries.supervision import Answer, Point, VisitView
from daihoi.web import words
from daihoi.web.fields import attached_of
from daihoi.web.one_form import act_or_say, get_or_post
from daihoi.web.supervision.forms import FileForm, FindingForm
from daihoi.web.supervision.frame import crumbs, found, title_of
from daihoi.web.supervision.page import kinds_of


@get_or_post
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The points with their answers; POST takes in those that were changed on a page without script.

    Once the visit is over, those who came find there what their device could not send any more.
    """
    view = found(request, pk, work=request.method == "POST")
    if not view.line.visitor:
        raise NotHere
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            _answer(request, view)
        except Refused as refused:
            findings = _but_twice(refused)
        if not findings:
            messages.success(request, gettext("Saved."))
            return redirect("visit_sheet", pk)
    return show(request, view, findings=findings)


def _but_twice(refused: Refused) -> tuple[Finding, ...]:
    """What was refused; () where the same form was only sent twice."""
    return tuple(one for one in refused.findings if one.code != "kept_already")


def show(
    request: HttpRequest,
    view: VisitView,
    *,
    findings: tuple[Finding, ...] = (),
    finding_form: forms.Form | None = None,
    file_form: forms.Form | None = None,
) -> HttpResponse:
    """The page, after a refused form with what was typed in it."""
    own = queries.own_kinds(actor=request.actor, organisation=view.line.organisation, today=request.today)
    wrong = bool(findings or (finding_form and finding_form.errors) or (file_form and file_form.errors))
    title = gettext("Points and findings")
    context = {
        "view": view,
        "line": view.line,
        "title": title_of(view),
        "crumbs": crumbs(view, (title, "")),
        "groups": [(name, [_row(request, point) for point in points]) for name, points in view.groups],
        "replies": words.choices(REPLY_NAMES),
        "findings": findings,
        "finding_form": finding_form or FindingForm(own=own, initial={"weight": Weight.SHORTCOMING.value}),
        "file_form": file_form or FileForm(),
        "finding_key": request.POST.get("key") if finding_form else str(uuid4()),
        "file_key": str(uuid4()),
        "kinds": kinds_of(request, view),
        "page": page_data(request, view),
        "longest_note": LONGEST_NOTE,
        "longest_finding": LONGEST_FINDING,
    }
    return render(request, "supervision/sheet.html", context, status=400 if wrong else 200)


def _row(request: HttpRequest, point: Point) -> dict[str, object]:
    """A point as the form shows it: what was just typed where it was refused, else the answer that counts."""
    posted = f"key_{point.id}" in request.POST
    current = point.current
    reply = request.POST.get(f"reply_{point.id}", "") if posted else current.reply.value if current else ""
    note = request.POST.get(f"note_{point.id}", "") if posted else current.note if current else ""
    seen = request.POST.get(f"seen_{point.id}", "") if posted else current.key if current else ""
    among = ",".join(one.key for one in (current, *point.offered) if one)
    choices = [(one, f"{point.id}:{one.key}:{among}") for one in (current, *point.offered) if one]
    return {
        "point": point,
        "reply": reply,
        "note": note,
        "seen": seen,
        "key": str(uuid4()),
        "choices": choices if point.offered else [],
    }


def page_data(request: HttpRequest, view: VisitView) -> dict[str, object]:
    """What visit.js starts from: what the server knows, and where things are sent."""
    pk = view.line.id
    return {
        "visit": pk,
        "user": request.user.pk,
        "name": request.actor.name,
        "open": view.open,
        "texts": {str(point.id): point.text for point in view.points},
        "replies": dict(words.choices(REPLY_NAMES)),
        "points": {str(point.id): _known(point.current) for point in view.points},
        "known": list(view.known),
        "sheet": reverse("visit_sheet", args=[pk]),
        "send": reverse("visit_send", args=[pk]),
        "file": reverse("visit_send_file", args=[pk]),
        "worker": reverse("visit_worker"),
        "scope": reverse("supervision"),
    }


def _known(answer: Answer | None) -> dict[str, str] | None:
    return {"key": answer.key, "reply": answer.reply.value, "note": answer.note} if answer else None


def _answer(request: HttpRequest, view: VisitView) -> None:
    """Take in what differs from what the person saw, not from what stands there now: that may be another's."""
    given = []
    for point in view.points:
        name = str(point.id)
        if f"key_{name}" not in request.POST:
            continue
        reply, note = request.POST.get(f"reply_{name}", ""), _clean(request.POST.get(f"note_{name}", ""))
        seen = request.POST.get(f"seen_{name}", "")
        before = next((one for one in (point.current, *point.offered, *point.earlier) if one and one.key == seen), None)
        if (reply, note) == ((before.reply.value, before.note) if before else ("", "")):
            continue
        if reply not in set(Reply):
            text = N_("Choose an answer to “{point}”; a note alone is none.")
            raise Refused(Finding(Severity.ERROR, "reply_missing", Message(text, {"point": point.text})))
        key = request.POST[f"key_{name}"]
        given.append(Given(key, point.id, Reply(reply), clock.now(), note, seen))
    actions.answer(actor=request.actor, organisation=view.line.organisation, visit=view.line.id, answers=given)


def _clean(text: str) -> str:
    """A text of a form as rows take it."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


@require_POST
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a finding from a page without script."""
    view = found(request, pk, work=True)
    own = queries.own_kinds(actor=request.actor, organisation=view.line.organisation, today=request.today)
    form = FindingForm(request.POST, own=own)
    if not form.is_valid():
        return show(request, view, finding_form=form)
    data = form.cleaned_data
    finding = FindingGiven(
        key=request.POST.get("key", ""),
        weight=Weight(data["weight"]),
        subject=Subject(data["subject"]),
        text=data["text"],
        kind=data["kind"],
        given_at=clock.now(),
    )
    return _entered(request, view, lambda at: actions.find(**at, finding=finding), finding_form=form)


@require_POST
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a picture or paper from a page without script."""
    view = found(request, pk, work=True)
    form = FileForm(request.POST, request.FILES)
    given = attached_of(form.cleaned_data["file"]) if form.is_valid() else None
    if given is None:
        return show(request, view, file_form=form)
    key = request.POST.get("key", "")
    return _entered(request, view, lambda at: actions.add_file(**at, key=key, given=given), file_form=form)


def _entered(request: HttpRequest, view: VisitView, act: Any, **form: forms.Form) -> HttpResponse:
    at = {"actor": request.actor, "organisation": view.line.organisation, "visit": view.line.id}
    findings = act_or_say(request, lambda: act(at))
    if rest := tuple(one for one in findings if one.code != "kept_already"):
        return show(request, view, findings=rest, **form)
    return redirect(f"{reverse('visit_sheet', args=[view.line.id])}#findings")
