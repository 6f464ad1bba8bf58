"""Published answers: looking for one, reading it, publishing one by itself, withdrawing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import difficulties as actions
from daihoi.core import access
from daihoi.core.access import NotHere, Permission
from daihoi.core.organisations import paths
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import difficulties as queries
from daihoi.queries.access import require_anywhere
from daihoi.queries.difficulties import AnswersAsked
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.difficulties.forms import PublishForm, WithdrawForm
from daihoi.web.difficulties.frame import crumbs, tabs, text_asked
from daihoi.web.difficulties.page import published
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import get_or_post, looked_at, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.templatetags.show import day

ANSWER = Permission.DIFFICULTIES_ANSWER


def _wanted(request: HttpRequest) -> AnswersAsked:
    subject, whose = request.GET.get("subject", ""), request.GET.get("whose", "")
    return AnswersAsked(
        text_asked(request),
        subject if subject in set(SUBJECT_NAMES) else "",
        whose if whose in {"above", "own"} else "",
        bool(request.GET.get("withdrawn")),
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require_anywhere(request.actor, Permission.VIEW, request.today)
    choice, wanted = asked(request), _wanted(request)
    at = looked_at(request) if request.GET.get("at") else None
    start = (page_number(request) - 1) * SIZE
    who = {"actor": request.actor, "term": choice.term, "today": request.today, "asked": wanted}
    total, lines, subjects = queries.answers(**who, start=start, stop=start + SIZE)
    page = page_of(request, total)
    if page.start != start:
        total, lines, subjects = queries.answers(**who, start=page.start, stop=page.stop)
    context = {
        "choice": choice,
        "terms": terms(),
        "wanted": wanted,
        "lines": lines,
        "page": page,
        "subjects": [(code, words.say(SUBJECT_NAMES, code), count) for code, count in subjects.items()],
        "tabs": tabs("answers", at),
        "at": at,
        "publish_at": _publish_at(request),
        "may_raise": bool(access.reach(request.actor, Permission.DIFFICULTIES_RAISE, request.today)),
        "query": request.GET.urlencode(),
    }
    template = "difficulties/answer_list.html" if request.htmx else "difficulties/answers.html"
    return render(request, template, context)


def _publish_at(request: HttpRequest) -> int | None:
    """The one place at which the person publishes; None where there are several or none."""
    at = access.reach(request.actor, ANSWER, request.today)
    return paths.ids(at[0])[-1] if len(at) == 1 else None


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The whole list, as it is narrowed, as xlsx."""
    require_anywhere(request.actor, Permission.VIEW, request.today)
    choice, wanted = asked(request), _wanted(request)
    _, lines, _ = queries.answers(actor=request.actor, term=choice.term, today=request.today, asked=wanted)
    columns = (
        Column(gettext("Question"), 50),
        Column(gettext("Answer"), 80),
        Column(gettext("Rests on"), 30),
        Column(gettext("Subject"), 22),
        Column(gettext("Published by"), 34),
        Column(gettext("Published on"), 12, "date"),
    )
    body = [
        (
            each.question,
            each.answer,
            each.article,
            words.say(SUBJECT_NAMES, each.subject),
            each.place,
            each.published_on,
        )
        for each in lines
    ]
    title = gettext("Published answers")
    heading = (title, gettext("Term {term}, as of {day}").format(term=choice.term, day=day(request.today)))
    return download(write_xlsx([Sheet(title, columns, body, heading)]), XLSX, title, "xlsx")


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    view = queries.answer(actor=request.actor, pk=pk, today=request.today)
    way = crumbs(None, (gettext("Published answers"), reverse("answers")), (view.line.question, ""))
    return render(request, "difficulties/answer.html", {"view": view, "crumbs": way})


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """Publish a question and its answer that no difficulty stands behind."""
    card = present(request, organisation, ANSWER)
    term = asked(request).term

    def act(data: dict[str, object]) -> object:
        return actions.publish(actor=request.actor, organisation=card.id, term=term, **published(data))

    return one_form(
        request,
        PublishForm(request.POST or None),
        act,
        title=gettext("Publish an answer"),
        submit=gettext("Publish"),
        goal=lambda pk: reverse("answer", args=[pk]),
        cancel=reverse("answers"),
        crumbs=crumbs((card.id, card.name)),
        lead=gettext("All organisations below {name} can read it.").format(name=card.name),
    )


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    view = queries.answer(actor=request.actor, pk=pk, today=request.today)
    if not view.may_withdraw:
        raise NotHere
    here = reverse("answer", args=[pk])
    return one_form(
        request,
        WithdrawForm(request.POST or None),
        lambda data: actions.withdraw(
            actor=request.actor, organisation=view.line.organisation, answer=pk, reason=data["reason"]
        ),
        title=gettext("Withdraw the answer"),
        submit=gettext("Withdraw"),
        goal=here,
        cancel=here,
        crumbs=crumbs(None, (view.line.question, here)),
        danger=True,
    )
