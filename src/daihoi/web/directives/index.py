"""The list of papers of an organisation: new ones first, own ones and those from above told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import Permission, allows
from daihoi.core.directives import Lack
from daihoi.core.organisations.kinds import Kind
from daihoi.queries import directives as queries
from daihoi.queries import organisations
from daihoi.queries.access import require_anywhere
from daihoi.queries.directives import PaperLine, PapersAsked
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web.asked import asked
from daihoi.web.directives import sheets
from daihoi.web.directives.forms import WHICH, PapersFilter
from daihoi.web.downloads import XLSX, download
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import SIZE, page_number, page_of

LEAVES = {Kind.CELL, Kind.GRASSROOTS_CELL}
XLSX_MOST = 20_000


@dataclass(frozen=True)
class _Asked:
    """The list as the address asks for it."""

    at: OrganisationCard
    term: str
    papers: PapersAsked
    form: PapersFilter


def _asked(request: HttpRequest) -> _Asked | None:
    """None where the person has several organisations and has chosen none."""
    require_anywhere(request.actor, Permission.VIEW, request.today)
    at = looked_at(request)
    if at is None:
        return None
    form = PapersFilter({"state": "force", **request.GET.dict()})
    data = form.cleaned_data if form.is_valid() else {}
    which = request.GET.get("which", "here")
    papers = PapersAsked(
        which=which if which in WHICH else "here",
        paper=data.get("paper", ""),
        subject=data.get("subject", ""),
        text=data.get("text", ""),
        state=data.get("state") or "force",
    )
    return _Asked(at, asked(request).term, papers, form)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = _asked(request)
    if found is None:
        return choose(request, gettext("Directives"))
    start = (page_number(request) - 1) * SIZE
    listed = _listed(request, found, start, start + SIZE)
    page = page_of(request, listed.total)
    if page.start != start:  # the list is shorter than the address says
        listed = _listed(request, found, page.start, page.stop)
    at = found.at
    may_answer = allows(request.actor, Permission.DIRECTIVES_ANSWER, at.path, request.today)
    context = {
        "at": at,
        "term": found.term,
        "terms": terms(),
        "form": found.form,
        "which": found.papers.which,
        "tabs": _tabs(request, found),
        "listed": listed,
        "groups": _groups(listed.lines),
        "page": page,
        "filtered": any(request.GET.get(name) for name in ("text", "paper", "subject", "state")),
        "may_enter": allows(request.actor, Permission.DIRECTIVES_EDIT, at.path, request.today),
        "may_answer": may_answer,
        "to_disseminate": may_answer
        and any("not_disseminated" in line.state.lacks for line in listed.lines if line.todo),
        "at_text": str(at.id),
        "query": request.GET.urlencode(),
        "crumbs": _crumbs(request, at),
    }
    return render(request, "directives/index.html", context)


def _listed(request: HttpRequest, found: _Asked, start: int, stop: int) -> queries.PaperList:
    return queries.listed(
        actor=request.actor,
        at=found.at,
        term=found.term,
        today=request.today,
        asked=found.papers,
        start=start,
        stop=stop,
    )


def _groups(lines: Sequence[PaperLine]) -> list[tuple[str, str, list[PaperLine], bool]]:
    """(heading, id, lines, are they new) of the new papers and of the others."""
    fresh, others = [line for line in lines if line.fresh], [line for line in lines if not line.fresh]
    groups = [(gettext("New for you"), "fresh", fresh, True), (gettext("Papers"), "papers", others, False)]
    return [group for group in groups if group[2]]


def _to_disseminate(line: PaperLine) -> bool:
    return line.todo and Lack.NOT_DISSEMINATED in line.state.lacks


def _tabs(request: HttpRequest, found: _Asked) -> list[dict[str, object]]:
    shown = []
    for which, label in WHICH.items():
        if which == "below" and found.at.kind in LEAVES:
            continue
        query = {key: value for key, value in request.GET.items() if key not in {"page", "which", "at"} and value}
        href = "?" + urlencode({"at": found.at.id, "which": which, **query})
        shown.append({"label": label, "href": href, "current": which == found.papers.which, "count": None})
    return shown


def _crumbs(request: HttpRequest, at: OrganisationCard) -> list[tuple[str, str]]:
    way = organisations.trail(actor=request.actor, path=at.path, as_of=request.today)
    return [(card.name, f"?at={card.id}" if card.id != at.id else "") for card in way] if len(way) > 1 else []


@require_safe
def xlsx(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as a sheet."""
    found = _asked(request)
    if found is None:
        return choose(request, gettext("Directives"))
    listed = _listed(request, found, 0, XLSX_MOST)
    return download(sheets.papers(found.at, found.term, listed.lines), XLSX, gettext("Papers"), "xlsx")
