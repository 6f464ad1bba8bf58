"""One difficulty, and what is done with it."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import difficulties as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.queries import difficulties as queries
from daihoi.queries.difficulties import DifficultyView
from daihoi.web.asked import whole_number
from daihoi.web.difficulties.forms import AnswerForm, PublishForm, ReasonForm
from daihoi.web.difficulties.frame import crumbs
from daihoi.web.one_form import get_or_post, one_form


def _view(request: HttpRequest, pk: int) -> DifficultyView:
    return queries.difficulty(actor=request.actor, pk=pk, today=request.today)


def _crumbs(view: DifficultyView, last: bool = False) -> list[tuple[str, str]]:
    """Down to the difficulty; `last`: the page is its own."""
    here = "" if last else reverse("difficulty", args=[view.id])
    return crumbs((view.organisation.id, view.organisation.name), (view.title, here))


@require_safe
def difficulty(request: HttpRequest, pk: int) -> HttpResponse:
    view = _view(request, pk)
    found = []
    if view.may_answer and view.state == "open":
        found = queries.alike(
            actor=request.actor,
            term=view.term,
            today=request.today,
            text=f"{view.title}\n{view.text}",
            kinds=("difficulty",),
            but=view.id,
            lies_at=view.at.id,
        )
    context = {"view": view, "alike": found, "crumbs": _crumbs(view, last=True)}
    return render(request, "difficulties/difficulty.html", context)


def _act(
    request: HttpRequest,
    view: DifficultyView,
    form: forms.Form,
    act: Callable[[dict[str, object]], object],
    *,
    title: str,
    submit: str,
    **context: object,
) -> HttpResponse:
    """A page with one form about a difficulty, which stands above it."""
    here = reverse("difficulty", args=[view.id])
    return one_form(
        request,
        form,
        act,
        title=title,
        submit=submit,
        goal=here,
        cancel=here,
        crumbs=_crumbs(view),
        template="difficulties/act.html",
        view=view,
        **context,
    )


@get_or_post
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it; a published answer that fits may be taken over (`?from=`)."""
    view = _view(request, pk)
    if not view.may_answer:
        raise NotHere
    initial: dict[str, object] = {"seen": view.seen}
    given = whole_number(request.GET.get("from", ""))
    if given is not None:
        taken = queries.answer(actor=request.actor, pk=given, today=request.today).line
        initial |= {"text": taken.answer, "article": taken.article}
    known = queries.alike(
        actor=request.actor,
        term=view.term,
        today=request.today,
        text=f"{view.title}\n{view.text}",
        kinds=("answer",),
    )
    return _act(
        request,
        view,
        AnswerForm(request.POST or None, initial=initial),
        lambda data: actions.answer(actor=request.actor, organisation=view.at.id, difficulty=pk, **data),
        title=gettext("Answer"),
        submit=gettext("Send the answer"),
        done=gettext("The answer is given; whoever raised it sees it."),
        known=known,
    )


@get_or_post
def pass_up(request: HttpRequest, pk: int) -> HttpResponse:
    view = _view(request, pk)
    if not view.may_answer or view.next_up is None:
        raise NotHere
    return _act(
        request,
        view,
        ReasonForm(request.POST or None, initial={"seen": view.seen}),
        lambda data: actions.pass_up(actor=request.actor, organisation=view.at.id, difficulty=pk, **data),
        title=gettext("Pass it up to {name}").format(name=view.next_up.name),
        submit=gettext("Pass it up"),
        done=gettext("It is passed up to {name}.").format(name=view.next_up.name),
        lead=gettext("Whoever answers for this subject there gets it, by the time that they set themselves."),
    )


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    view = _view(request, pk)
    if not view.may_reopen:
        raise NotHere
    return _act(
        request,
        view,
        ReasonForm(request.POST or None, initial={"seen": view.seen}),
        lambda data: actions.reopen(actor=request.actor, organisation=view.organisation.id, difficulty=pk, **data),
        title=gettext("Open it again"),
        submit=gettext("Open it again"),
        lead=gettext("Say what the answer leaves open. The answer that was given is taken off."),
    )


@get_or_post
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    view = _view(request, pk)
    if not view.may_take_back:
        raise NotHere
    return _act(
        request,
        view,
        ReasonForm(request.POST or None, initial={"seen": view.seen}),
        lambda data: actions.take_back(actor=request.actor, organisation=view.organisation.id, difficulty=pk, **data),
        title=gettext("Take it back"),
        submit=gettext("Take it back"),
    )


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join it to another one that lies at the same place, or part it again."""
    view = _view(request, pk)
    if not view.may_answer:
        raise NotHere
    to, seen = whole_number(request.POST.get("to", "")), whole_number(request.POST.get("seen", ""), digits=18)
    where = {"actor": request.actor, "organisation": view.at.id, "difficulty": pk, "seen": seen}
    try:
        if request.POST.get("part"):
            actions.part(**where)
            messages.success(request, gettext("They are parted again."))
        elif to is not None:
            actions.join(**where, to=to)
            messages.success(request, gettext("They are joined: one answer answers both."))
    except Refused as refused:
        for finding in refused.findings:
            messages.error(request, finding.message.render(gettext))
    return redirect("difficulty", pk)


@get_or_post
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish its answer to all below, as a question and an answer."""
    view = _view(request, pk)
    at = view.may_publish
    if at is None:
        raise NotHere
    initial = {"subject": view.subject, "question": view.title, "answer": view.answer, "article": view.article}

    def act(data: dict[str, object]) -> object:
        return actions.publish(actor=request.actor, organisation=at, term=view.term, difficulty=pk, **published(data))

    return _act(
        request,
        view,
        PublishForm(request.POST or None, initial=initial),
        act,
        title=gettext("Publish the answer"),
        submit=gettext("Publish"),
        done=gettext("The answer is published to those below."),
        lead=gettext("All organisations below can read it. Whoever raised the difficulty is not named."),
    )


def published(data: dict[str, object]) -> dict[str, object]:
    """What the form of a published answer gives, as the action takes it."""
    scope = {"levels": [Level(each) for each in data["levels"]], "units": [Unit(each) for each in data["units"]]}
    return data | scope
