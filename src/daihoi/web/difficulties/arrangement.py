"""Who answers for which subject at an organisation, and within how many working days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import difficulties as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import N_
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.queries import difficulties as queries
from daihoi.web import words
from daihoi.web.difficulties.forms import AnswererForm
from daihoi.web.difficulties.frame import crumbs, tabs
from daihoi.web.one_form import choose, get_or_post, looked_at, one_form
from daihoi.web.organisations.frame import may, present

ANSWER = Permission.DIFFICULTIES_ANSWER
OTHER = "other"  # in addresses: whatever is not named
NAMES: dict[str, str] = {OTHER: N_("Whatever is not named"), **SUBJECT_NAMES}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Who answers for what"))
    found = {
        each.subject or OTHER: each
        for each in queries.arrangement(actor=request.actor, organisation=at.id, today=request.today)
    }
    context = {
        "at": at,
        "rows": [(code, words.say(NAMES, code), found.get(code)) for code in NAMES],
        "set": bool(found),
        "tabs": tabs("difficulties_arrangement", at),
        "may": may(request, ANSWER, at.path),
    }
    return render(request, "difficulties/arrangement.html", context)


@get_or_post
def change(request: HttpRequest, organisation: int, subject: str) -> HttpResponse:
    """Who answers for one subject."""
    card = present(request, organisation, ANSWER)
    if subject not in NAMES:
        raise NotHere
    code = "" if subject == OTHER else subject
    rows = queries.arrangement(actor=request.actor, organisation=card.id, today=request.today)
    known = next((each for each in rows if each.subject == code), None)
    initial = {}
    if known is not None:
        initial = {
            "name": known.name,
            "working_days": known.working_days,
            "decision": known.decision,
            "username": known.account,
        }
    here = f"{reverse('difficulties_arrangement')}?at={card.id}"
    return one_form(
        request,
        AnswererForm(request.POST or None, initial=initial),
        lambda data: actions.set_answerer(actor=request.actor, organisation=card.id, subject=code, **data),
        title=words.say(NAMES, subject),
        submit=gettext("Save"),
        goal=here,
        cancel=here,
        crumbs=crumbs((card.id, card.name), (gettext("Who answers for what"), here)),
        lead=gettext("What lies there already keeps the day that it has."),
    )
