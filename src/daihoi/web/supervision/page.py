"""The page of one visit, its files, and choosing between answers that came in beside each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import supervision as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.lessons import BY_KEY
from daihoi.queries import bodies
from daihoi.queries import supervision as queries
from daihoi.queries.supervision import VisitView
from daihoi.web.asked import whole_number
from daihoi.web.bodies.frame import may
from daihoi.web.downloads import attached
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.supervision.forms import StrikeForm
from daihoi.web.supervision.frame import crumbs, found, title_of


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its facts, and for those who may know what was answered, found and concluded."""
    view = found(request, pk)
    line = view.line
    known = bodies.named(actor=request.actor, pks=[line.body], today=request.today) if line.body else {}
    context = {
        "view": view,
        "line": line,
        "title": title_of(view),
        "crumbs": crumbs(view),
        "body_known": line.body in known,
        "kinds": kinds_of(request, view),
        "may_raise": may(request, Permission.DIFFICULTIES_RAISE, line.path),
    }
    return render(request, "supervision/visit.html", context)


def kinds_of(request: HttpRequest, view: VisitView) -> list[tuple[int, str]]:
    """(id of a finding, what its kind of shortcoming is called) of the findings that have one."""
    own = {one.kind for one in view.findings} - BY_KEY.keys() - {""}
    shared = {"actor": request.actor, "organisation": view.line.organisation, "today": request.today}
    names = {key: gettext(one.name) for key, one in BY_KEY.items()} | (dict(queries.own_kinds(**shared)) if own else {})
    return [(one.id, names.get(one.kind, one.kind)) for one in view.findings if one.kind]


@require_safe
def file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture or paper of the visit."""
    name, data = queries.file(actor=request.actor, visit=pk, pk=number, today=request.today)
    return attached(data, name)


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which answer to a point counts. The button says the point, the answer, and those it was chosen from."""
    view = found(request, pk, work=True)
    point, _, rest = request.POST.get("chosen", "").partition(":")
    key, _, among = rest.partition(":")
    number = whole_number(point)
    if number is None:
        raise NotHere
    findings = act_or_say(
        request,
        lambda: actions.choose_answer(
            actor=request.actor,
            organisation=view.line.organisation,
            visit=pk,
            point=number,
            key=key,
            among=among.split(",") if among else [],
        ),
        done=gettext("Chosen. The other answers stay to be read."),
    )
    for finding in findings:
        messages.error(request, finding.message.render(gettext))
    return redirect(f"{reverse('visit_sheet', args=[pk])}#point-{number}")


@get_or_post
def strike(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hold a finding up no longer, with the reason."""
    view = found(request, pk, lead=True)
    finding = next((one for one in view.findings if one.id == number and not one.struck_reason), None)
    if finding is None:
        raise NotHere
    here = reverse("visit", args=[pk])
    title = gettext("Strike the finding")

    def act(data: dict[str, Any]) -> None:
        actions.strike_finding(
            actor=request.actor,
            organisation=view.line.organisation,
            visit=pk,
            finding=number,
            reason=data["reason"],
        )

    return one_form(
        request,
        StrikeForm(request.POST or None),
        act,
        title=title,
        submit=title,
        goal=here,
        cancel=here,
        crumbs=crumbs(view, (title, ""))[:-1],
        lead=finding.text,
        danger=True,
    )
