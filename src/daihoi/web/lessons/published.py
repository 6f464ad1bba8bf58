"""Lessons: from above, of one's own, and each with who has read it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import lessons as actions
from daihoi.core.access import NotHere
from daihoi.core.subjects import Subject
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import lessons as queries
from daihoi.queries import organisations
from daihoi.queries.indicators import Place
from daihoi.queries.lessons import LessonView
from daihoi.web.asked import asked, whole_number
from daihoi.web.downloads import XLSX, attached, download
from daihoi.web.fields import attached_of, levels_of, units_of
from daihoi.web.lessons.forms import LessonForm, ReasonForm
from daihoi.web.lessons.frame import base, covering, here, seen_of, way, within
from daihoi.web.lessons.reviews import EDIT, TABS
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.templatetags.show import day


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Lessons that the organisation has yet to read, those that it published, and the others."""
    title = gettext("Lessons")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.lessons(actor=request.actor, at=found.at, card=found.card)
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "may_edit": found.may(request, EDIT),
    }
    return render(request, "lessons/published.html", context)


@require_safe
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """One lesson; for those at and above an organisation below which it is read, also who has."""
    view = queries.lesson(actor=request.actor, pk=pk)
    choice = asked(request)
    at = within(request, view.organisation, view.path, choice)
    context = {
        "view": view,
        "choice": choice,
        "crumbs": _crumbs(view),
        "reading": _reading(request, view, at) if at is not None else None,
    }
    return render(request, "lessons/lesson.html", context)


def _reading(request: HttpRequest, view: LessonView, at: Place) -> dict[str, object]:
    cover = queries.reading(actor=request.actor, view=view, at=at)
    return covering(request, at, view.path, cover, cover.missing)


@require_safe
def readers_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of whom reading is asked, with the day on which they did."""
    view = queries.lesson(actor=request.actor, pk=pk)
    choice = asked(request)
    at = within(request, view.organisation, view.path, choice)
    if at is None:
        raise NotHere
    cover = queries.reading(actor=request.actor, view=view, at=at)
    pks = [*(int(pk) for pk in cover.missing), *(int(pk) for pk in cover.those)]
    cards = organisations.cards(actor=request.actor, pks=pks, as_of=choice.as_of)
    read = queries.readers(actor=request.actor, view=view, pks=[int(pk) for pk in cover.those])
    columns = (
        Column(gettext("Code"), 14),
        Column(gettext("Organisation"), 44),
        Column(gettext("Read on"), 13, "date"),
        Column(gettext("By"), 28),
    )
    rows = [
        (cards[pk].code, cards[pk].name, read[pk].read_on if pk in read else None, read[pk].by if pk in read else "")
        for pk in pks
        if pk in cards
    ]
    told = gettext("Term {term}, as of {day}").format(term=view.term, day=day(choice.as_of))
    title = gettext("Who has read the lesson")
    data = write_xlsx([Sheet(title, columns, rows, (view.title, title, told))])
    return download(data, XLSX, f"{title} - {view.title}", "xlsx")


def _crumbs(view: LessonView, last: str = "") -> list[tuple[str, str]]:
    return way(
        (gettext("Lessons"), reverse("lessons_published")), (view.title, reverse("lesson", args=[view.id])), last
    )


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a lesson, for whoever may see the lesson."""
    return attached(*queries.attached(actor=request.actor, pk=pk))


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a lesson, from a review (`?review=`, the organisation reviewed) or freely."""
    card = present(request, pk, EDIT)
    term = asked(request).term
    kinds = queries.kinds(actor=request.actor, organisation=pk)
    review = whole_number(request.GET.get("review", ""))
    initial: dict[str, object] = {}
    from_review = None
    if review is not None:
        from_review = queries.review(actor=request.actor, organisation=review, term=term)
        if from_review.id is None:
            raise NotHere
        told = [one.change or one.text for one in from_review.shortcomings if one.change or one.text]
        initial |= {
            "title": gettext("Lesson from the congress of {name}").format(name=from_review.name),
            "text": "\n".join(filter(None, [from_review.to_change, *told])),
        }
        if from_review.shortcomings:
            first = from_review.shortcomings[0]
            initial |= {"kind": first.kind.key, "subject": first.subject.value}
    form = LessonForm(request.POST or None, request.FILES or None, initial=initial, kinds=kinds)
    return one_form(
        request,
        form,
        lambda data: actions.publish_lesson(
            actor=request.actor,
            organisation=pk,
            term=term,
            lesson=_text(data, from_review and from_review.organisation),
        ),
        title=gettext("Publish a lesson"),
        submit=gettext("Publish"),
        goal=lambda made: reverse("lesson", args=[made]),
        cancel=f"{reverse('lessons_published')}?at={pk}",
        crumbs=[
            (gettext("Lessons"), reverse("lessons_published")),
            (card.name, f"{reverse('lessons_published')}?at={pk}"),
        ],
        lead=gettext(
            "It comes down to the organisations below {name} that you choose; each says when it has read it."
        ).format(name=card.name),
        done=gettext("The lesson is published."),
    )


def _text(data: dict[str, object], review: int | None) -> actions.LessonText:
    return actions.LessonText(
        title=str(data["title"]),
        text=str(data["text"]),
        subject=Subject(str(data["subject"])),
        kind=str(data["kind"]),
        levels=levels_of(data["levels"]),  # type: ignore[arg-type]
        units=units_of(data["units"]),  # type: ignore[arg-type]
        review=review,
        file=attached_of(data["file"]),
    )


def _of_mine(request: HttpRequest, pk: int) -> LessonView:
    """A lesson that the person may change; NotHere for others."""
    view = queries.lesson(actor=request.actor, pk=pk)
    if not view.may_change:
        raise NotHere
    return view


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    view = _of_mine(request, pk)
    kinds = queries.kinds(actor=request.actor, organisation=view.organisation)
    initial = {
        "title": view.title,
        "subject": view.subject.value,
        "kind": view.kind.key if view.kind else "",
        "text": view.text,
        "levels": [level.value for level in view.levels],
        "units": [unit.value for unit in view.units],
        "seen": view.stamp,
    }
    form = LessonForm(
        request.POST or None, request.FILES or None, initial=initial, kinds=kinds, has_file=bool(view.file_name)
    )
    here_ = reverse("lesson", args=[pk])
    title = gettext("Change the lesson")
    return one_form(
        request,
        form,
        lambda data: actions.change_lesson(
            actor=request.actor,
            organisation=view.organisation,
            pk=pk,
            lesson=_text(data, view.review),
            seen=seen_of(data),
            drop_file=bool(data.get("drop_file")),
        ),
        title=title,
        submit=gettext("Save"),
        goal=here_,
        cancel=here_,
        crumbs=_crumbs(view, title)[:-1],
    )


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    view = _of_mine(request, pk)
    here_ = reverse("lesson", args=[pk])
    title = gettext("Withdraw the lesson")
    return one_form(
        request,
        ReasonForm(request.POST or None),
        lambda data: actions.withdraw_lesson(
            actor=request.actor, organisation=view.organisation, pk=pk, reason=data["reason"]
        ),
        title=title,
        submit=gettext("Withdraw"),
        goal=here_,
        cancel=here_,
        crumbs=_crumbs(view, title)[:-1],
        lead=view.title,
        danger=True,
    )


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one of the person's organisations has read the lesson; then back to it."""
    queries.lesson(actor=request.actor, pk=pk)
    organisation = whole_number(request.POST.get("organisation", ""))
    if organisation is None:
        raise NotHere
    findings = act_or_say(
        request,
        lambda: actions.read_lesson(actor=request.actor, organisation=organisation, pk=pk),
        done=gettext("Noted as read."),
    )
    for finding in findings:
        messages.error(request, finding.message.render(gettext))
    return redirect("lesson", pk)
