"""Taking a paper in, and saying when papers were disseminated."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

import daihoi.actions.tasks  # noqa: F401  taking a paper in puts its tasks into the plan
from daihoi.actions import directives as actions
from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.directives import Conference, Lack, PaperTask, fingerprint
from daihoi.queries import directives as queries
from daihoi.queries.directives import Drill, Todo
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import asked
from daihoi.web.directives.forms import ConferenceForm, TakeForm
from daihoi.web.directives.frame import address, at_of, crumbs, place_of
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.templatetags.show import day, num

ANSWER = Permission.DIRECTIVES_ANSWER
BELOW_MOST = 200


@get_or_post
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new in a paper, which tasks come with it, and the button that takes it in, also for those below."""
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    at = at_of(request, view)
    if not allows(request.actor, ANSWER, at.path, request.today):
        raise NotHere
    place = place_of(request, at, replace(asked(request), as_of=request.today))
    drill = queries.drill(place, actor=request.actor, row=view.row) if place else Drill(queries.Covered(), None, ())
    choices = _takers(at, drill)
    form = TakeForm(
        request.POST or None,
        choices=choices,
        initial={"revision": view.row.revision, "places": [str(at.id)]},
    )

    def act(data: dict[str, Any]) -> int:
        return actions.take_in(
            actor=request.actor,
            organisation=at.id,
            directives={pk: data["revision"]},
            places=[int(place) for place in data["places"]],
        )

    def told(count: int) -> str:
        if len(choices) == 1:
            return gettext("Taken in.")
        words = ngettext("Taken in for {count} organisation.", "Taken in for {count} organisations.", count)
        return words.format(count=num(count))

    back = address("directive", pk, at=at.id)
    return one_form(
        request,
        form,
        act,
        title=gettext("Take in: {number}").format(number=view.row.number),
        submit=gettext("Take it in"),
        goal=address("directives", at=at.id),
        cancel=back,
        crumbs=crumbs(at, (view.row.number, back)),
        template="directives/take.html",
        done=told,
        row=view.row,
        at=at,
        own=drill.own,
        many=len(choices) > 1,
        nothing=not choices or not view.row.in_force(request.today),
        tasks=_tasks(view.tasks, at),
        other_tasks=len(view.tasks) - len(_tasks(view.tasks, at)),
        tree=queries.tree(actor=request.actor, view=view, at=at, today=request.today),
    )


def _takers(at: OrganisationCard, drill: Drill) -> list[tuple[int, str]]:
    """For whom the paper can be taken in: the organisation itself, and those directly below that have not."""
    own = [(at.id, at.name)] if drill.own and drill.own.fresh else []
    below = [(line.card.id, line.card.name) for line in drill.lines if line.state and line.state.fresh]
    return own + below[:BELOW_MOST]


def _tasks(tasks: Sequence[PaperTask], at: OrganisationCard) -> list[PaperTask]:
    """Those that the organisation's level gets."""
    return [task for task in tasks if not task.levels or at.kind.level in task.levels]


@get_or_post
def disseminate(request: HttpRequest) -> HttpResponse:
    """One conference, several papers: those not yet made known by the organisation, ticked."""
    at = looked_at(request, ANSWER)
    if at is None:
        return choose(request, gettext("Disseminate"), ANSWER)
    if not allows(request.actor, ANSWER, at.path, request.today):
        raise NotHere
    term = asked(request).term
    open_ones = _to_disseminate(request, at, term)
    papers = [(one.row.id, _label(one)) for one in open_ones]
    first = request.GET.get("paper", "")
    form = ConferenceForm(
        request.POST or None,
        papers=papers,
        initial={"on": request.today, "form": "conference", "papers": [first] if first else []},
    )

    def act(data: dict[str, Any]) -> None:
        actions.disseminate(
            actor=request.actor,
            organisation=at.id,
            directives=[int(pk) for pk in data["papers"]],
            conference=form.conference(),
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Disseminated"),
        submit=gettext("Save"),
        goal=address("directives", at=at.id),
        cancel=address("directives", at=at.id),
        crumbs=crumbs(at),
        template="directives/conference.html",
        at=at,
        nothing=not papers,
    )


def _to_disseminate(request: HttpRequest, at: OrganisationCard, term: str) -> list[Todo]:
    found = queries.todo_at(actor=request.actor, at=at, term=term, today=request.today)
    return [one for one in found if Lack.NOT_DISSEMINATED in one.state.lacks]


def _label(one: Todo) -> str:
    text = f"{one.row.number}, {day(one.row.issued_on)}: {one.row.title}"
    by = one.state.asked.disseminate_by
    return gettext("{paper} (by {day})").format(paper=text, day=day(by)) if by else text


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct when and how a paper was made known, or take the entry back."""
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    at = at_of(request, view)
    if not allows(request.actor, ANSWER, at.path, request.today):
        raise NotHere
    state = queries.state_at(actor=request.actor, row=view.row, at=at, today=request.today)
    known = state.conference if state else None
    if known is None:
        raise NotHere
    initial = {**vars(known), "form": known.form.value, "token": fingerprint(known)}
    form = ConferenceForm(request.POST or None, papers=None, initial=initial)

    def act(data: dict[str, Any]) -> None:
        conference: Conference | None = None if data["back"] else form.conference()
        actions.correct_dissemination(
            actor=request.actor, organisation=at.id, directive=pk, token=data["token"], conference=conference
        )

    back = address("directive", pk, at=at.id)
    return one_form(
        request,
        form,
        act,
        title=gettext("Correct the dissemination"),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=crumbs(at, (view.row.number, back)),
        template="directives/conference.html",
        lead=f"{at.name} · {view.row.number}: {view.row.title}",
        at=at,
        row=view.row,
    )
