"""The tasks of a subtree: late first, narrowed by state, subject, origin, body and words; as a list or by unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.core.tasks import ORIGIN_NAMES, TASK_STATES, TaskState
from daihoi.queries import tasks as queries
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.tasks import TasksAsked
from daihoi.web import words
from daihoi.web.asked import asked, whole_number
from daihoi.web.one_form import choose, looked_at
from daihoi.web.paging import SIZE, page_number, page_of
from daihoi.web.tasks.frame import address, frame, title_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    at = looked_at(request)
    if at is None:
        return choose(request, title_of("tasks"))
    choice = asked(request)
    wanted = asked_of(request)
    where = {"actor": request.actor, "organisation": at.id, "term": choice.term}
    context = frame(request, at, choice, "tasks") | {
        "wanted": wanted,
        "subjects": words.choices(SUBJECT_NAMES),
        "origins": words.choices(ORIGIN_NAMES),
        "bodies": queries.bodies_of(**where),
        "query": request.GET.urlencode(),
    }
    if request.GET.get("view") == "units":
        lines = queries.by_subordinate(**where, as_of=choice.as_of, asked=wanted)
        page = page_of(request, len(lines))
        shown = [_unit(line, wanted) for line in lines[page.start : page.stop]]
        return render(request, "tasks/units.html", context | {"lines": shown, "page": page})
    start = (page_number(request) - 1) * SIZE
    found = queries.tasks(**where, as_of=choice.as_of, asked=wanted, start=start, stop=start + SIZE)
    page = page_of(request, found.total)
    if page.start != start:  # a page beyond the last one was asked for
        found = queries.tasks(**where, as_of=choice.as_of, asked=wanted, start=page.start, stop=page.stop)
    context |= {
        "rows": found.rows,
        "page": page,
        "states": _states(at, wanted, found.counts),
        "any": bool(sum(found.counts.values())),
        "narrowed": bool(wanted.subject or wanted.origin or wanted.body or wanted.text),
    }
    return render(request, "tasks/index.html", context)


def asked_of(request: HttpRequest) -> TasksAsked:
    """What the address narrows a list of tasks to; what it does not know is left out."""
    state, subject, origin = (request.GET.get(name, "") for name in ("state", "subject", "origin"))
    return TasksAsked(
        state=TaskState(state) if state in TASK_STATES else None,
        subject=subject if subject in SUBJECT_NAMES else "",
        origin=origin if origin in ORIGIN_NAMES else "",
        body=whole_number(request.GET.get("body", "")),
        text=request.GET.get("q", "").strip()[:100],
    )


def query_of(wanted: TasksAsked) -> dict[str, object]:
    """What a list is narrowed to, as it goes into links."""
    return {
        "state": wanted.state.value if wanted.state else "",
        "subject": wanted.subject,
        "origin": wanted.origin,
        "body": wanted.body,
        "q": wanted.text,
    }


def _states(at: OrganisationCard, wanted: TasksAsked, counts: dict[TaskState, int]) -> list[dict[str, object]]:
    """A tab for all, and one for each state that occurs or is asked for."""
    query = query_of(wanted)
    tabs = [("", gettext("All"), sum(counts.values()))]
    tabs += [
        (state.value, gettext(TASK_STATES[state]), count)
        for state, count in counts.items()
        if count or state is wanted.state
    ]
    current = wanted.state.value if wanted.state else ""
    return [
        {
            "label": label,
            "href": address("tasks", at.id, **(query | {"state": code})),
            "current": code == current,
            "count": count,
        }
        for code, label, count in tabs
    ]


def _unit(line: tuple[int, str, dict[TaskState, int]], wanted: TasksAsked) -> dict[str, object]:
    """An organisation directly below, with a link to its tasks in each state."""
    pk, name, counts = line
    query = query_of(wanted)
    cells = [
        {
            "label": gettext(TASK_STATES[state]),
            "count": count,
            "href": address("tasks", pk, **(query | {"state": state.value})),
            "warn": state is TaskState.LATE and count,
        }
        for state, count in counts.items()
    ]
    return {"name": name, "href": address("tasks", pk, **query), "cells": cells, "total": sum(counts.values())}
