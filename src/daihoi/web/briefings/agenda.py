"""Making the agenda: the points that are on it, in their order, and everything open that could be."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.actions import briefings as actions
from daihoi.actions.briefings import Point
from daihoi.core.access import NotHere
from daihoi.core.briefings import SOURCE_NAMES, BriefingState, Source
from daihoi.core.messages import Finding
from daihoi.queries import briefings as queries
from daihoi.queries.briefings import AgendaLine
from daihoi.web import words
from daihoi.web.asked import whole_number
from daihoi.web.briefings.index import way
from daihoi.web.one_form import act_or_say, get_or_post

OWN_ROWS = 3  # empty rows for points of one's own
LAST = 1000  # where a point without a number goes


@get_or_post
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, add and order points; "refresh" lets those that are on it say what is so now."""
    view = queries.agenda(actor=request.actor, pk=pk, today=request.today)
    if view.state is BriefingState.DROPPED:
        raise NotHere
    lines = view.lines
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        points = _given(request, lines)
        findings = act_or_say(
            request,
            lambda: actions.set_agenda(
                actor=request.actor,
                organisation=view.organisation.id,
                briefing=pk,
                points=points,
                seen=request.POST.get("seen", "")[:40] or None,
            ),
        )
        if not findings:
            goal = "briefing_agenda" if request.POST.get("refresh") else "briefing"
            return redirect(goal, pk)
    fresh = not _on(lines)
    context = {
        "view": view,
        "findings": findings,
        "on": [_row(request, number, line, True) for number, line in enumerate(_on(lines), 1)],
        "groups": _groups(request, lines, fresh),
        "own": [(f"new{number}", *_own(request, number)) for number in range(1, OWN_ROWS + 1)],
        "stale": sum(line.stale for line in lines),
        "crumbs": [*way(view.id, view.organisation, view.planned_on), (gettext("Agenda"), "")],
        "cancel": reverse("briefing", args=[pk]),
    }
    return render(request, "briefings/agenda.html", context, status=400 if findings else 200)


def _on(lines: Sequence[AgendaLine]) -> list[AgendaLine]:
    return [line for line in lines if line.point is not None]


def _row(request: HttpRequest, number: int, line: AgendaLine, taken: bool) -> dict[str, object]:
    """A line of the page: as it was sent, where it was sent and refused."""
    key, sent = line.proposal.key, request.method == "POST"
    return {
        "key": key,
        "line": line,
        "taken": (key in request.POST.getlist("take") or line.fixed) if sent else taken,
        "order": request.POST.get(f"order_{key}", "") if sent else number or "",
        "title": request.POST.get(f"title_{key}", line.proposal.title) if sent else line.proposal.title,
    }


def _groups(
    request: HttpRequest, lines: Sequence[AgendaLine], fresh: bool
) -> list[tuple[str, list[dict[str, object]]]]:
    """What could be taken up, by where it comes from; of a new agenda what waits here is chosen already."""
    found = []
    for source in SOURCE_NAMES:
        chosen = fresh and source in {Source.DIFFICULTY, Source.TASK, Source.CONGRESS}
        rows = [
            _row(request, 0, line, chosen) for line in lines if line.point is None and line.proposal.source is source
        ]
        if rows:
            found.append((words.say(SOURCE_NAMES, source), rows))
    return found


def _own(request: HttpRequest, number: int) -> tuple[str, str, str]:
    """(title, detail, order) of a row for a point of one's own, as it was sent."""
    return (
        request.POST.get(f"title_new{number}", ""),
        request.POST.get(f"detail_new{number}", ""),
        request.POST.get(f"order_new{number}", ""),
    )


def _given(request: HttpRequest, lines: Sequence[AgendaLine]) -> list[Point]:
    """The points that were chosen, in the order that was given; those without a number last, as they stand."""
    taken = set(request.POST.getlist("take"))
    refresh = bool(request.POST.get("refresh"))
    found: list[tuple[int, int, Point]] = []
    for place, line in enumerate(lines):
        each = line.proposal
        if not (each.key in taken or line.fixed):
            continue
        point = Point(each.title, each.detail, line.point, each.source, each.difficulty, each.late_task)
        if each.source is Source.OWN:
            point = replace(point, title=request.POST.get(f"title_{each.key}", each.title)[:600])
        elif refresh and not line.fixed:
            if line.now is None:
                continue  # it is no longer open
            point = replace(point, title=line.now.title, detail=line.now.detail)
        found.append((_order(request, each.key), place, point))
    for number in range(1, OWN_ROWS + 1):
        title, detail, _ = _own(request, number)
        if title.strip():
            found.append((_order(request, f"new{number}"), len(lines) + number, Point(title[:600], detail[:20_000])))
    return [point for _, _, point in sorted(found, key=lambda each: each[:2])]


def _order(request: HttpRequest, key: str) -> int:
    number = whole_number(request.POST.get(f"order_{key}", "").strip(), digits=3)
    return LAST if number is None else number
