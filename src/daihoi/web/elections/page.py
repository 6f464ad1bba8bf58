"""One election: its road step by step, its figures, what is open; and recording steps and figures."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import Post, Question, missing_before
from daihoi.core.elections.tokens import FACTS, facts_token
from daihoi.core.messages import Finding, Severity
from daihoi.queries.elections import ElectionView, StepView
from daihoi.web.elections.bases import box_open
from daihoi.web.elections.forms import FactsForm, ReasonForm, StepForm
from daihoi.web.elections.frame import found, frame, get_or_post, one_form
from daihoi.web.elections.meter import list_findings
from daihoi.web.elections.todo import decide_url, may_decide, todo

# What an election that has only been opened cannot have yet; the road says so already.
_TOO_EARLY = {"nobody_summoned", "list_empty"}


@dataclass(frozen=True)
class RoadStep:
    """A step as the page shows it: `look` for its mark, `href` and `label` where this person can do something."""

    view: StepView
    look: str
    href: str
    label: str


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    view = found(request, pk)
    first = todo(view)
    context = frame(request, view) | {
        "todo": first,
        "road": [_step(view, one) for one in view.steps],
        "findings": findings_of(view),
        "questions": [(one, _link(view, one)) for one in view.standing.open if one is not first.question],
        "decisions": _decided(view),
        "listed": len(view.proposed.proposal.names) - len(view.proposed.proposal.asked),
        "adopted": sum(one.position is not None for one in view.nominees),
    }
    return render(request, "elections/overview.html", context)


def findings_of(view: ElectionView) -> list[Finding]:
    """What stands against the election as a whole; questions stand apart, with the way to answer them."""
    found = [*view.findings, *(one for each in view.standing.rounds for one in each.findings)]
    found += list_findings(view)
    early = _TOO_EARLY if view.summoned is None else set()
    return [one for one in found if one.severity is not Severity.QUESTION and one.code not in early]


def _link(view: ElectionView, question: Question) -> str:
    return decide_url(view.id, question) if may_decide(view, question) else ""


@dataclass(frozen=True)
class Decided:
    """A decision as the page shows it. `names`: of the further ballot; `stands`: no later one took its place; `href`:
    where it can be decided anew."""

    row: object
    names: tuple[str, ...]
    stands: bool
    href: str


def _decided(view: ElectionView) -> list[Decided]:
    """Every decision, the last first."""
    made = view.record.decisions
    lines = []
    for number, (row, one) in enumerate(zip(view.decisions, made, strict=True)):
        same = (one.ask, one.round, frozenset(one.about))
        stands = all((each.ask, each.round, frozenset(each.about)) != same for each in made[number + 1 :])
        asked = next(
            (each for each in view.standing.questions if (each.ask, each.round, frozenset(each.about)) == same), None
        )
        names = tuple(view.record.names.get(key, key) for key in one.names)
        lines.append(Decided(row, names, stands, _link(view, asked) if asked and stands else ""))
    return lines[::-1]


def _step(view: ElectionView, one: StepView) -> RoadStep:
    step = one.step
    done = one.done_at is not None
    next_key = view.next_step.key if view.next_step else ""
    look = "done" if done else "due" if step.key == next_key else "off" if step.optional else "open"
    href = label = ""
    done_keys = {each.step.key for each in view.steps if each.done_at}
    steps = [each.step for each in view.steps]
    if view.may_prepare and not view.released and step.by_hand and not missing_before(steps, done_keys, step.key):
        href, label = _way(view, step.key, done)
    return RoadStep(one, look, href, label)


def _way(view: ElectionView, key: str, done: bool) -> tuple[str, str]:
    if key == "list_adopted":
        return reverse("election_list", args=[view.id]), gettext("To the list")
    if key == "counting_committee":
        return reverse("election_committee", args=[view.id]), gettext("Change") if done else gettext("Enter")
    if key == "straw_ballot":
        floor = any(one.nominee.from_floor and not one.nominee.withdrawn for one in view.nominees)
        if not floor or view.adopted_at:
            return "", ""
        return reverse("election_straw", args=[view.id]), gettext("Change") if done else gettext("Enter")
    if done and view.rounds:
        return "", ""
    return reverse("election_step", args=[view.id, key]), gettext("Change") if done else gettext("Record")


@get_or_post
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Number to elect, those summoned and attending, opening day, title."""
    view = found(request, pk, prepare=True)
    facts_now = {name: getattr(view, name) for name in FACTS}
    common = view.post is Post.DELEGATES and view.setting.word("election.delegates_list") == "common"

    def made(data: QueryDict | None) -> FactsForm:
        return FactsForm(
            data,
            initial={**facts_now, "known": facts_token(facts_now)},
            alternates=common or bool(view.alternates),
            counting=box_open(view),
        )

    form = made(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        told = {name: data.get(name) for name in FACTS} | {"alternates": data.get("alternates") or 0}
        facts = actions.Facts(**told)
        actions.set_facts(actor=request.actor, organisation=view.organisation, election=pk, facts=facts, **form.asked())

    return one_form(
        request,
        view,
        form,
        act,
        title=gettext("Figures of the election"),
        submit=gettext("Save"),
        goal=reverse("election", args=[pk]),
        template="elections/facts.html",
        fresh=lambda: made(None),
    )


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the election is not held after all; nothing of it is deleted."""
    view = found(request, pk, prepare=True)

    def act(data: dict[str, Any]) -> None:
        actions.withdraw_election(
            actor=request.actor, organisation=view.organisation, election=pk, reason=data["reason"]
        )

    return one_form(
        request,
        view,
        ReasonForm(request.POST or None),
        act,
        title=gettext("Withdraw the election"),
        submit=gettext("Withdraw the election"),
        goal=reverse("election", args=[pk]),
        lead=gettext("It stays to be seen, and the same can be opened anew."),
        danger=True,
    )


@get_or_post
def step(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Record one step of the road as done."""
    view = found(request, pk, prepare=True)
    one = next((each for each in view.steps if each.step.key == key and each.step.by_hand), None)
    if one is None or key in {"list_adopted", "counting_committee", "straw_ballot"}:
        raise NotHere
    names = ("votes_for", "votes_against", "note")
    form = StepForm(request.POST or None, initial={name: getattr(one, name) for name in names}, vote=one.step.vote)

    def act(data: dict[str, Any]) -> None:
        actions.record_step(actor=request.actor, organisation=view.organisation, election=pk, step=key, **data)

    return one_form(
        request,
        view,
        form,
        act,
        title=gettext(one.step.label),
        submit=gettext("Record"),
        goal=reverse("election", args=[pk]),
        template="elections/step.html",
        step=one,
    )
