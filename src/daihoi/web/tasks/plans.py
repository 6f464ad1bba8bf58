"""The plan of one organisation and its tasks; issuing it, and what its versions differ in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import tasks as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import N_, Finding, Rendered
from daihoi.core.plan import MILESTONES, Form
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.core.tasks import ORIGIN_NAMES, Changed, Difference
from daihoi.queries import organisations
from daihoi.queries import tasks as queries
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.queries.tasks import PlanView, TaskView
from daihoi.web import words
from daihoi.web.asked import asked, whole_number
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.organisations.frame import crumbs, may, present
from daihoi.web.tasks.forms import DoneForm, IssueForm, ReasonForm, TaskForm
from daihoi.web.tasks.frame import steps_of
from daihoi.web.templatetags.show import day

EDIT = Permission.TASKS_EDIT
STEPS: dict[str, str] = {each.key: each.label for each in MILESTONES}
# What the values of a version are called.
NAMES: dict[str, str] = STEPS | {
    "planned_on": N_("Planned day"),
    "planned_half_days": N_("Length"),
    "form": N_("Form of the congress"),
    "window_from": N_("First day"),
    "window_to": N_("Last day"),
    "window_source": N_("Set by"),
    "title": N_("What is to be done"),
    "subject": N_("Subject"),
    "origin": N_("Comes from"),
    "paper": N_("Document"),
    "body": N_("Responsible body"),
    "responsible": N_("Responsible person"),
    "starts_on": N_("Begins on"),
    "due_on": N_("Due on"),
    "evidence": N_("Shown by"),
}


@require_safe
def plan_of(request: HttpRequest, organisation: int) -> HttpResponse:
    """Days and window with what they come from, what does not fit, and the tasks by the day on which they are due."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=organisation, as_of=choice.as_of)
    plan = queries.plan_of(actor=request.actor, organisation=organisation, term=choice.term, as_of=choice.as_of)
    today = choice.as_of == request.today and card.valid_to > request.today
    context = {
        "card": card,
        "choice": choice,
        "terms": terms(),
        "plan": plan,
        "undone": [task for task in plan.tasks if task.undone],
        "over": [task for task in plan.tasks if not task.undone],
        "counts": [(state, count) for state, count in plan.counts.items() if count],
        "sources": _sources(plan),
        "steps": steps_of(plan.congress),
        "may_edit": plan.may_edit and today,
        "may_plan": today and plan.congress and may(request, Permission.PLAN_EDIT, card.path),
        "crumbs": crumbs(request, card, choice.as_of, last=gettext("Plan")),
    }
    return render(request, "tasks/plan.html", context)


def _sources(plan: PlanView) -> list[str]:
    """The articles and decisions that the congress's days come from, each once."""
    given = (plan.ends.first_source, plan.ends.last_source)
    said = [each.render(gettext) if isinstance(each, Rendered) else each for each in given if each]
    return list(dict.fromkeys(said))


@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task with everything that is known of it."""
    found = queries.task(actor=request.actor, pk=pk, as_of=request.today)
    card = organisations.organisation(actor=request.actor, pk=found.organisation, as_of=request.today)
    context = {
        "task": found,
        "card": card,
        "findings": queries.task_findings(actor=request.actor, pk=pk) if found.undone else (),
        "may_edit": may(request, EDIT, card.path) and card.valid_to > request.today,
        "crumbs": _crumbs(request, card),
    }
    context["crumbs"].append((found.title, ""))
    return render(request, "tasks/task.html", context)


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    card = present(request, organisation, EDIT)
    term = asked(request).term
    form = TaskForm(
        request.POST or None,
        bodies=queries.bodies_for(actor=request.actor, organisation=organisation, term=term),
        issued=queries.is_issued(actor=request.actor, organisation=organisation, term=term),
    )

    def act(data: dict[str, Any]) -> None:
        made = actions.set_task(
            actor=request.actor,
            organisation=organisation,
            term=term,
            wanted=form.wanted(),
            reason=data.get("reason", ""),
        )
        warn(request, made.findings)

    return _form(request, card, form, act, title=gettext("New task"), submit=gettext("Save"))


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found, card, term = _task(request, pk)
    bodies = queries.bodies_for(actor=request.actor, organisation=card.id, term=term)
    if found.body and found.body not in dict(bodies):
        bodies = [*bodies, (found.body, found.body_name)]
    initial = {name: getattr(found, name) for name in TaskForm.base_fields if hasattr(found, name)}
    form = TaskForm(
        request.POST or None,
        initial=initial | {"body": found.body or "", "seen": found.stamp},
        bodies=bodies,
        issued=queries.is_issued(actor=request.actor, organisation=card.id, term=term),
        from_above=found.directive is not None,
    )

    def act(data: dict[str, Any]) -> None:
        made = actions.change_task(
            actor=request.actor,
            organisation=card.id,
            task=pk,
            wanted=form.wanted(),
            reason=data.get("reason", ""),
            seen=data["seen"],
        )
        warn(request, made.findings)

    title = gettext("Change the task")
    return _form(request, card, form, act, title=title, submit=gettext("Save"), task=found)


@get_or_post
def done(request: HttpRequest, pk: int) -> HttpResponse:
    found, card, _term = _task(request, pk)
    form = DoneForm(request.POST or None, initial={"done_on": request.today, "seen": found.stamp})

    def act(data: dict[str, Any]) -> None:
        actions.finish_task(actor=request.actor, organisation=card.id, task=pk, **data)

    title = gettext("Report the task done")
    return _form(request, card, form, act, title=title, submit=gettext("Report done"), lead=found.title, task=found)


@get_or_post
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found, card, _term = _task(request, pk)
    form = ReasonForm(request.POST or None, initial={"seen": found.stamp})

    def act(data: dict[str, Any]) -> None:
        actions.drop_task(actor=request.actor, organisation=card.id, task=pk, **data)

    title = gettext("Drop the task")
    return _form(
        request, card, form, act, title=title, submit=gettext("Drop"), lead=found.title, task=found, danger=True
    )


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found, card, _term = _task(request, pk)
    form = ReasonForm(request.POST or None, initial={"seen": found.stamp})

    def act(data: dict[str, Any]) -> None:
        actions.reopen_task(actor=request.actor, organisation=card.id, task=pk, **data)

    title = gettext("Open the task again")
    return _form(request, card, form, act, title=title, submit=gettext("Open again"), lead=found.title, task=found)


@get_or_post
def issue(request: HttpRequest, organisation: int) -> HttpResponse:
    card = present(request, organisation, EDIT)
    term = asked(request).term
    plan = queries.plan_of(actor=request.actor, organisation=organisation, term=term, as_of=request.today)
    again = bool(plan.versions)
    reasons = "; ".join(dict.fromkeys(task.change_reason for task in plan.tasks if task.change_reason))
    initial = {"issued_on": request.today, "reason": reasons[:300]}
    form = IssueForm(request.POST or None, initial=initial, again=again)

    def act(data: dict[str, Any]) -> None:
        actions.issue_plan(actor=request.actor, organisation=organisation, term=term, **data)

    return _form(
        request,
        card,
        form,
        act,
        title=gettext("Issue a new version of the plan") if again else gettext("Issue the plan"),
        submit=gettext("Issue"),
        template="tasks/issue.html",
        shown=shown(plan.since) if plan.since is not None else None,
        plan=plan,
    )


@require_safe
def versions(request: HttpRequest, organisation: int) -> HttpResponse:
    """Every version of the plan, and what was added, changed and removed between two of them."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=organisation, as_of=request.today)
    before, after = (whole_number(request.GET.get(name, ""), digits=4) for name in ("from", "to"))
    try:
        found = queries.versions(
            actor=request.actor, organisation=organisation, term=choice.term, before=before, after=after
        )
    except NotHere:  # not issued yet; the organisation itself may be seen
        found = None
    context = {
        "card": card,
        "choice": choice,
        "found": found,
        "shown": shown(found.difference) if found else None,
        "crumbs": [*_crumbs(request, card), (gettext("Versions"), "")],
    }
    return render(request, "tasks/versions.html", context)


def shown(found: Difference) -> dict[str, object]:
    """What two versions differ in, with values as people say them."""
    return {
        "days": [_change(each) for each in found.days],
        "added": [_task_values(each) for each in found.added],
        "removed": [_task_values(each) for each in found.removed],
        "changed": [
            {**_task_values(each.task), "changes": [_change(change) for change in each.changes]}
            for each in found.changed
        ],
        "any": bool(found),
    }


def warn(request: HttpRequest, findings: tuple[Finding, ...]) -> None:
    """Say at once what does not fit."""
    for finding in findings:
        messages.warning(request, finding.message.render(gettext))


def _change(change: Changed) -> tuple[str, str, str]:
    name = change.name
    return gettext(NAMES.get(name, name)), said(name, change.before), said(name, change.after)


def said(name: str, value: object) -> str:
    """A value of a version in the reader's language; a dash for none."""
    if value in (None, ""):
        return "–"
    if name in {"planned_on", "window_from", "window_to", "starts_on", "due_on", *STEPS}:
        return day(date.fromisoformat(str(value)))
    if name == "planned_half_days":
        return words.half_days(int(str(value)))
    tables = {"subject": SUBJECT_NAMES, "origin": ORIGIN_NAMES, "form": {str(form): words.FORMS[form] for form in Form}}
    return words.say(tables[name], value) if name in tables else str(value)


def _task_values(task: Mapping[str, object]) -> dict[str, object]:
    who = ", ".join(str(task[name]) for name in ("body", "responsible") if task.get(name))
    return {"title": task["title"], "due": said("due_on", task.get("due_on")), "who": who, "why": task.get("why", "")}


def _task(request: HttpRequest, pk: int) -> tuple[TaskView, OrganisationCard, str]:
    """A task that the person may change, with its organisation and term."""
    found = queries.task(actor=request.actor, pk=pk, as_of=request.today)
    card = present(request, found.organisation, EDIT)
    return found, card, queries.task_term(actor=request.actor, pk=pk)


def _crumbs(request: HttpRequest, card: OrganisationCard) -> list[tuple[str, str]]:
    way = crumbs(request, card, request.today, last=gettext("Plan"))
    return [*way[:-1], (gettext("Plan"), reverse("plan_of", args=[card.id]))]


def _form(request: HttpRequest, card: OrganisationCard, form: Any, act: Any, **more: Any) -> HttpResponse:
    """One form about the plan of an organisation, and back to it."""
    back = reverse("plan_of", args=[card.id])
    more.setdefault("lead", card.name)
    return one_form(request, form, act, goal=back, cancel=back, crumbs=_crumbs(request, card), **more)
