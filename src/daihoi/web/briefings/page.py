"""One briefing: its points, its minutes, what followed from them, its papers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import briefings as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.briefings import BriefingState
from daihoi.core.messages import Refused
from daihoi.core.organisations import paths
from daihoi.queries import access
from daihoi.queries import briefings as queries
from daihoi.queries.access import PlaceChoice
from daihoi.queries.briefings import BriefingView, PointView
from daihoi.web.briefings.forms import AnswerPointForm, AssignForm, MinutesForm
from daihoi.web.briefings.index import editable, way_to
from daihoi.web.downloads import WORD, download
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.templatetags.show import day

# Papers are Vietnamese, and so are the names of their files.
FILES = {"minutes": "Biên bản giao ban", "notice": "Thông báo kết luận giao ban"}


@require_safe
def briefing(request: HttpRequest, pk: int) -> HttpResponse:
    view = queries.briefing(actor=request.actor, pk=pk, today=request.today)
    context = {
        "view": view,
        "work": view.may_edit and view.state is not BriefingState.DROPPED,
        "crumbs": way_to(view, last=True),
    }
    return render(request, "briefings/briefing.html", context)


@get_or_post
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there, what was said, what was concluded."""
    view = editable(request, pk)
    here = reverse("briefing", args=[pk])
    form = MinutesForm(
        request.POST or None,
        initial={
            "held_on": view.held_on or min(view.planned_on, request.today),
            **{name: getattr(view, name) for name in ("place", "chair", "scribe", "present", "conclusion", "seen")},
        },
        points=[(each.id, each.title, each.said) for each in view.points],
    )

    def act(data: dict[str, object]) -> object:
        head = {name: data[name] for name in ("held_on", "place", "chair", "scribe", "present", "conclusion")}
        return actions.enter_minutes(
            actor=request.actor,
            organisation=view.organisation.id,
            briefing=pk,
            minutes=actions.Minutes(**head, said=form.said_by_point()),
            seen=data["seen"] or None,
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Minutes"),
        submit=gettext("Save the minutes"),
        goal=here,
        cancel=here,
        crumbs=way_to(view),
        template="briefings/minutes.html",
        view=view,
    )


def _point(view: BriefingView, point: int) -> PointView:
    found = next((each for each in view.points if each.id == point), None)
    if found is None:
        raise NotHere
    return found


@get_or_post
def assign(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Make a task of what was concluded on a point."""
    view = editable(request, pk)
    about = _point(view, point)
    here = f"{reverse('briefing', args=[pk])}#point-{point}"
    form = AssignForm(
        request.POST or None,
        initial={"title": about.said.partition("\n")[0][:300], "seen": view.seen},
        places=reverse("briefing_places"),
    )
    place: PlaceChoice | None = None
    if request.method == "POST" and form.is_valid():
        place = _place(request, form, view)

    def act(data: dict[str, object]) -> object:
        assert place is not None
        given = {name: data[name] for name in ("title", "subject", "responsible", "due_on")}
        return actions.assign(
            actor=request.actor,
            organisation=view.organisation.id,
            briefing=pk,
            point=point,
            task=actions.Assignment(organisation=place.id, **given),
            seen=data["seen"] or None,
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Give a task"),
        submit=gettext("Give the task"),
        goal=here,
        cancel=here,
        crumbs=way_to(view),
        lead=about.title,
        done=gettext("The task stands in the plan of the organisation."),
    )


def _place(request: HttpRequest, form: AssignForm, view: BriefingView) -> PlaceChoice | None:
    """The organisation that the form names, here or below; an error of the field where it is none or may be several."""
    text = form.cleaned_data["organisation"]
    found = access.place_named(
        actor=request.actor, permission=Permission.BRIEFINGS_EDIT, today=request.today, text=text
    )
    if isinstance(found, PlaceChoice) and paths.covers(view.organisation.path, found.path):
        return found
    form.add_error(
        "organisation",
        gettext("Several organisations may be meant; choose one of the list.")
        if isinstance(found, list) and found
        else gettext("No organisation here or below is called so."),
    )
    return None


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Options for the organisation of a task, while one types."""
    text = request.GET.get("organisation", "")[:250]
    found = access.place_choices(
        actor=request.actor, permission=Permission.BRIEFINGS_EDIT, today=request.today, text=text
    )
    return render(request, "access/options.html", {"choices": found})


@get_or_post
def answer(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Answer the difficulty of a point as the briefing concluded."""
    view = editable(request, pk)
    about = _point(view, point)
    if not about.may_answer:
        raise NotHere
    here = f"{reverse('briefing', args=[pk])}#point-{point}"
    return one_form(
        request,
        AnswerPointForm(request.POST or None, initial={"text": about.said, "seen": view.seen}),
        lambda data: actions.answer_point(
            actor=request.actor,
            organisation=view.organisation.id,
            briefing=pk,
            point=point,
            text=data["text"],
            article=data["article"],
            seen=data["seen"] or None,
        ),
        title=gettext("Answer"),
        submit=gettext("Send the answer"),
        goal=here,
        cancel=here,
        crumbs=way_to(view),
        lead=about.title,
        done=gettext("The answer is sent to those who raised it."),
    )


@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The minutes or the notice of conclusions as a Word file; back to the briefing while there are no minutes."""
    from daihoi.office.papers.briefings import BRIEFING_PAPERS  # noqa: PLC0415 slow import

    if name not in BRIEFING_PAPERS:
        raise NotHere
    try:
        data = queries.paper(actor=request.actor, pk=pk, today=request.today)
    except Refused:
        return redirect("briefing", pk)  # the page says what is missing
    title = f"{FILES[name]} {day(data.day)} - {data.organisation}".replace("/", "-")
    return download(BRIEFING_PAPERS[name](data), WORD, title, "docx")
