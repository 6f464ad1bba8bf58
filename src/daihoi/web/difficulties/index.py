"""Lists of difficulties of an organisation: what lies there first, the overdue above all; the same as a sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core import access
from daihoi.core.access import Permission
from daihoi.core.difficulties import DIFFICULTY_STATES, DifficultyState, arranged_for
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import difficulties as queries
from daihoi.queries.difficulties import Found, ListAsked, Which
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.difficulties.frame import tabs, text_asked
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import choose, looked_at
from daihoi.web.organisations.frame import may
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.templatetags.show import day

STATES: dict[str, str] = {"overdue": N_("Overdue"), **DIFFICULTY_STATES}
WHICH: dict[Which, str] = {
    Which.HERE: N_("To be answered here"),
    Which.OURS: N_("Raised by us"),
    Which.BELOW: N_("Raised here and below"),
}
_LEAVES = {Kind.CELL, Kind.GRASSROOTS_CELL}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    choice = asked(request)
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Difficulties and answers"))
    wanted = _wanted(request, at)
    start = (page_number(request) - 1) * SIZE
    found = _found(request, at, choice, wanted, start, start + SIZE)
    page = page_of(request, found.total)
    if page.start != start:  # the list is shorter than the page that was asked for
        found = _found(request, at, choice, wanted, page.start, page.stop)
    context = {
        "at": at,
        "choice": choice,
        "terms": terms(),
        "wanted": wanted,
        "found": found,
        "rows": [(line, _who(found, line.subject)) for line in found.lines],
        "page": page,
        "tabs": tabs("difficulties", at),
        "which": _which(request, at, wanted),
        "states": [(code, gettext(word), found.states.get(code, 0)) for code, word in STATES.items()],
        "subjects": [(code, words.say(SUBJECT_NAMES, code), count) for code, count in found.subjects.items()],
        "may_raise": bool(access.reach(request.actor, Permission.DIFFICULTIES_RAISE, request.today)),
        "may_answer": may(request, Permission.DIFFICULTIES_ANSWER, at.path),
        "narrowed": bool(wanted.text or wanted.subject or wanted.lies or wanted.state != DifficultyState.OPEN),
        "query": request.GET.urlencode(),
        "arrangement_href": f"{reverse('difficulties_arrangement')}?at={at.id}",
    }
    return render(request, "difficulties/index.html", context)


def _wanted(request: HttpRequest, at: OrganisationCard) -> ListAsked:
    """What the address asks for; what is not understood is left out."""
    given = request.GET.get("which", "")
    which = Which(given) if given in set(Which) else Which.OURS if at.kind in _LEAVES else Which.HERE
    state = request.GET.get("state", DifficultyState.OPEN)
    subject = request.GET.get("subject", "")
    return ListAsked(
        which,
        state if state in STATES or state == "" else DifficultyState.OPEN.value,
        subject if subject in set(SUBJECT_NAMES) else "",
        whole_number(request.GET.get("lies", "")),
        text_asked(request),
    )


def _found(
    request: HttpRequest, at: OrganisationCard, choice: Asked, wanted: ListAsked, start: int, stop: int | None
) -> Found:
    return queries.difficulties(
        actor=request.actor,
        organisation=at.id,
        term=choice.term,
        today=request.today,
        asked=wanted,
        start=start,
        stop=stop,
    )


def _which(request: HttpRequest, at: OrganisationCard, wanted: ListAsked) -> list[dict[str, object]]:
    shown = (Which.OURS,) if at.kind in _LEAVES else tuple(Which)
    here = reverse("difficulties")
    return [
        {
            "label": gettext(WHICH[each]),
            "href": f"{here}?at={at.id}&which={each}",
            "current": each is wanted.which,
            "count": None,
        }
        for each in shown
    ]


def _who(found: Found, subject: str) -> str:
    """Who answers for a subject at the organisation."""
    arranged = arranged_for(subject, found.answerers)
    return arranged.name if arranged else ""


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The whole list, as it is narrowed, as xlsx."""
    choice = asked(request)
    at = looked_at(request)
    if at is None:
        return choose(request, gettext("Difficulties and answers"))
    wanted = _wanted(request, at)
    found = _found(request, at, choice, wanted, 0, None)
    title = f"{gettext(WHICH[wanted.which])}: {gettext(STATES[wanted.state]) if wanted.state else gettext('All')}"
    columns = (
        Column(gettext("Organisation"), 36),
        Column(gettext("Difficulty"), 60),
        Column(gettext("Subject"), 22),
        Column(gettext("State"), 18),
        Column(gettext("Raised on"), 12, "date"),
        Column(gettext("Lies at"), 36),
        Column(gettext("Since"), 12, "date"),
        Column(gettext("Due by"), 12, "date"),
        Column(gettext("Days overdue"), 10, "int"),
        Column(gettext("Answered on"), 12, "date"),
    )
    body = [
        (
            line.place,
            line.title,
            words.say(SUBJECT_NAMES, line.subject),
            words.say(DIFFICULTY_STATES, line.state),
            line.raised_on,
            line.at_name,
            line.lies_since,
            line.due_on,
            line.late or None,
            line.answered_on,
        )
        for line in found.lines
    ]
    heading = (at.name, title, gettext("Term {term}, as of {day}").format(term=choice.term, day=day(request.today)))
    data = write_xlsx([Sheet(gettext("Difficulties"), columns, body, heading)])
    return download(data, XLSX, f"{gettext('Difficulties')} - {at.name}", "xlsx")
