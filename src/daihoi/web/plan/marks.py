"""Marking milestones, taking marks back, and the six questions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from daihoi.actions import plan as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.core.plan import KEYS
from daihoi.queries import organisations, plan
from daihoi.web.asked import asked
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.frame import crumbs, line_of, present
from daihoi.web.organisations.page import Failed, show
from daihoi.web.plan.forms import BackForm, MarkForm
from daihoi.web.plan.questions import answers_of, questions_of


@require_POST
def mark(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Mark a milestone as reached; what is refused is said at the step itself."""
    if key not in KEYS:
        raise NotHere
    form, findings = MarkForm(request.POST, auto_id=f"{key}_%s", held=key == "held"), ()
    if form.is_valid():
        try:
            actions.mark(
                actor=request.actor, organisation=pk, term=asked(request).term, milestone=key, **form.cleaned_data
            )
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("Marked."))
            return redirect(f"{reverse('organisation', args=[pk])}#{key}")
    return show(request, pk, Failed(key, form, findings))


@require_POST
def unmark(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a mark back, with the reason."""
    if key not in KEYS:
        raise NotHere
    form, findings = BackForm(request.POST, auto_id=f"{key}_back_%s"), ()
    if form.is_valid():
        try:
            actions.unmark(
                actor=request.actor, organisation=pk, term=asked(request).term, milestone=key, **form.cleaned_data
            )
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("The mark was taken back."))
            return redirect(f"{reverse('organisation', args=[pk])}#{key}")
    return show(request, pk, Failed(key, form, findings))


@get_or_post
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The six questions on one page, saved at once."""
    card = present(request, pk, Permission.MEMBERS_REPORT)
    term = asked(request).term
    congress = plan.congress(actor=request.actor, organisation=pk, term=term, as_of=request.today)
    if congress is None:
        raise NotHere
    counted = organisations.last_members(actor=request.actor, pk=pk, as_of=request.today)
    line = line_of(request, pk, term, request.today)
    below = line.below if line else 0
    given = request if request.method == "POST" else None
    questions = questions_of(congress, counted=counted, below=below, request=given)
    findings: tuple[Finding, ...] = ()
    if given and questions.form.is_valid():
        try:
            actions.report(actor=request.actor, organisation=pk, term=term, answers=answers_of(questions.form))
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("Saved. Thank you."))
            return redirect("organisation", pk)
    context = {
        "card": card,
        "term": term,
        "questions": questions,
        "findings": findings,
        "cancel": reverse("organisation", args=[pk]),
        "crumbs": crumbs(request, card, request.today, last=gettext("The six questions")),
    }
    return render(request, "plan/report.html", context)
