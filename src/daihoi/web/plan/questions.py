"""The six questions: what is known, what is still missing and by when."""

from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext

from daihoi.actions.plan.marks import Answers
from daihoi.core.messages import Finding
from daihoi.core.plan import Step
from daihoi.queries.plan import CongressView
from daihoi.web.plan.forms import SixForm
from daihoi.web.templatetags.show import day

MEMBERS = ("official", "probationary")


@dataclass(frozen=True)
class Question:
    """One question with its field, whether it is answered, and until when it is to be."""

    field: BoundField
    answered: bool
    by: date | None
    hint: str = ""


@dataclass(frozen=True)
class Questions:
    """All questions of one congress. `added_up`: members are counted below, so they are not asked here."""

    form: SixForm
    all: tuple[Question, ...]
    added_up: bool
    findings: tuple[Finding, ...] = ()

    @property
    def missing(self) -> tuple[Question, ...]:
        return tuple(question for question in self.all if not question.answered)


def questions_of(
    congress: CongressView,
    *,
    counted: tuple[date, int, int] | None,
    below: int,
    request: HttpRequest | None = None,
    findings: tuple[Finding, ...] = (),
) -> Questions:
    """The questions with what is known filled in; `request`: with what was typed instead."""
    steps = {each.step.key: each.step for each in congress.steps}
    leave_out = list(MEMBERS) if below else []
    if not steps["opening_announced"].applies:
        leave_out.append("announced_on")
    initial = _known(congress, steps, counted)
    form = SixForm(request.POST if request else None, initial=initial, leave_out=leave_out)
    due = {
        "planned_on": steps["held"].last,
        "announced_on": steps["opening_announced"].last,
        "held_on": steps["held"].last,
    }
    found = tuple(
        Question(form[name], initial[name] not in (None, ""), due.get(name), _hint(name, counted, steps))
        for name in form.fields
    )
    return Questions(form, found, bool(below), findings)


def _known(congress: CongressView, steps: dict[str, Step], counted: tuple[date, int, int] | None) -> dict[str, object]:
    return {
        "official": counted[1] if counted else None,
        "probationary": counted[2] if counted else None,
        "planned_on": congress.planned_on,
        "half_days": congress.held_half_days or congress.planned_half_days or "",
        "announced_on": steps["opening_announced"].done_on,
        "held_on": congress.opened_on,
    }


def _hint(name: str, counted: tuple[date, int, int] | None, steps: dict[str, Step]) -> str:
    held, announced = steps["held"], steps["opening_announced"]
    if name in MEMBERS and counted:
        return gettext("As reported on {day}.").format(day=day(counted[0]))
    if name == "planned_on" and (held.first or held.last):
        if held.first and held.last:
            return gettext("Between {first} and {last}.").format(first=day(held.first), last=day(held.last))
        return gettext("Not later than {last}.").format(last=day(held.last)) if held.last else ""
    if name == "announced_on" and announced.last:
        return gettext("Due by {day}.").format(day=day(announced.last))
    return ""


def answers_of(form: SixForm) -> Answers:
    """Only what is new: what was known and is unchanged is not written again."""
    data = {name: form.cleaned_data.get(name) for name in SixForm.base_fields}
    changed = set(form.changed_data)
    if changed & set(MEMBERS):
        official = data["official"]
        members = {"official": official, "probationary": data["probationary"]}
    else:
        members = {}
    days: dict[str, object] = {}
    if changed & {"planned_on", "half_days", "held_on"}:
        days = {name: data[name] for name in ("planned_on", "half_days") if data[name] is not None}
        if data["held_on"] is not None:
            days["held_on"] = data["held_on"]
            if "planned_on" not in changed:
                days.pop("planned_on", None)
    if "announced_on" in changed and data["announced_on"] is not None:
        days["announced_on"] = data["announced_on"]
    return Answers(**members, **days)
