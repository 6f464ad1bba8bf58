"""Issuing an organisation's plan: each time a version that is never overwritten."""

import json
from datetime import date

from django.utils import timezone

from daihoi.actions._gate import Done, action
from daihoi.actions.plan._figures import done_of, refresh, store_mark
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.rules import MarkedBy
from daihoi.core.tasks import difference, written
from daihoi.core.text import one_line
from daihoi.data.models import Congress, PlanVersion, Task
from daihoi.queries import clock
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.rules import figurer_of, terms
from daihoi.queries.tasks._rows import congress_row, content_of, named

MILESTONE = "plan_issued"


@action("tasks.plan_issued", Permission.TASKS_EDIT)
def issue_plan(
    *, actor: Actor, organisation: int, term: str, document: str, issued_on: date, reason: str = ""
) -> Done[int]:
    """Issue the plan as it stands, by a paper with its number; returns the number of the version.

    The first version marks the milestone of the congress, where it is not marked; each further one says why.
    """
    if term not in terms():
        raise refuse("unknown_term", N_("There are no rules for the term {term}."), term=term)
    document, reason = one_line(document)[:200], one_line(reason)[:300]
    if not document:
        raise refuse("no_document", N_("Give the number of the paper by which the plan is issued."))
    if issued_on > clock.today():
        text = N_("{day} is still to come; issue the plan when it is signed.")
        raise refuse("in_the_future", text, day=issued_on)
    congress = congress_row(organisation, term)
    rows = named(Task.objects.filter(organisation_id=organisation, term=term))
    content = content_of(organisation, term, congress, list(rows))
    last = PlanVersion.objects.filter(organisation_id=organisation, term=term).order_by("-number").first()
    if last is None:
        if not content["tasks"] and not (congress and congress.planned_on):
            raise refuse("plan_empty", N_("The plan is empty. Set a task or the planned day of the congress first."))
        reason = ""
    else:
        _check_next(last, content, issued_on, reason)
    number = last.number + 1 if last else 1
    PlanVersion.objects.create(
        organisation_id=organisation,
        term=term,
        number=number,
        document=document,
        issued_on=issued_on,
        reason=reason,
        content=written(content),
        made_at=timezone.now(),
        made_by_name=actor.name,
    )
    rows.exclude(change_reason="").update(change_reason="")  # they stand in the version now
    marked = congress is not None and number == 1 and _mark(actor, congress, issued_on, document)
    detail = {"term": term, "version": number, "decision": document, "on": issued_on, "why": reason}
    told = {name: value for name, value in detail.items() if value != ""}
    return Done(number, document, told | ({"milestone": MILESTONE} if marked else {}))


def _check_next(last: PlanVersion, content: object, issued_on: date, reason: str) -> None:
    if not reason:
        raise refuse("no_reason_for_change", N_("This plan was issued. Say why it is changed."))
    if issued_on < last.issued_on:
        text = N_("The version before it was issued on {day}; this one cannot be older.")
        raise refuse("version_before_last", text, day=last.issued_on)
    if not difference(json.loads(last.content), content):  # type: ignore[arg-type]
        raise refuse("nothing_changed", N_("Nothing is different from the version before; there is nothing to issue."))


def _mark(actor: Actor, congress: Congress, issued_on: date, document: str) -> bool:
    """Mark the milestone where the rules ask it of the organisation itself and nobody has marked it."""
    done = done_of(congress)
    steps = figurer_of(congress.ruleset).steps(facts_of_congress(congress), done)
    step = next(step for step in steps if step.key == MILESTONE)
    if MILESTONE in done or not step.applies or step.marked_by is not MarkedBy.OWN:
        return False
    store_mark(actor, congress, MILESTONE, issued_on, document)
    refresh(congress)
    return True
