"""The audit log: who did what, when and where."""

import re
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.access import ROLE_NAMES, Permission
from daihoi.core.audit import EVENTS
from daihoi.core.bodies import BODY_NAMES
from daihoi.core.directives import DISSEMINATION_NAMES, PAPER_NAMES
from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import GROUP_NAMES, MERGED_NAMES, SECRECY_NAMES
from daihoi.core.personnel.process import BASE_NAMES, STEP_NAMES
from daihoi.core.plan import MILESTONES
from daihoi.core.plan.reasons import REASON_NAMES
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.core.supervision import VISIT_NAMES
from daihoi.queries import audit as queries
from daihoi.queries.access import PlaceChoice, place_choices, place_named, require_anywhere
from daihoi.web import words
from daihoi.web.access.forms import day_input
from daihoi.web.asked import whole_number
from daihoi.web.templatetags.show import day

# What the facts of events are called; a fact that is not listed is shown by its own name.
FACTS: dict[str, str] = {
    "name": N_("name"),
    "name_before": N_("name before"),
    "before": N_("name before"),
    "code": N_("code"),
    "kind": N_("kind"),
    "unit": N_("unit"),
    "role": N_("role"),
    "from": N_("from"),
    "on": N_("from"),
    "as_of": N_("from"),
    "last_day": N_("last day"),
    "active": N_("account open"),
    "second_factors_removed": N_("second steps removed"),
    "why": N_("reason"),
    "reason": N_("reason"),
    "method": N_("way"),
    "change": N_("change"),
    "address": N_("address"),
    "by": N_("done by"),
    "parent": N_("upper organisation"),
    "predecessors": N_("predecessors"),
    "successors": N_("successors"),
    "correction": N_("only a correction"),
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "ended": N_("ended"),
    "sha256": N_("fingerprint of the file (SHA-256)"),
    "term": N_("term"),
    "pack": N_("rule pack"),
    "overlay": N_("own rules of the locality"),
    "over": N_("over the pack"),
    "opened": N_("congresses opened"),
    "there": N_("opened before"),
    "milestone": N_("milestone"),
    "done_on": N_("done on"),
    "evidence": N_("evidence"),
    "numbers": N_("numbers by organisation"),
    "total": N_("total"),
    "lines": N_("rows"),
    "plans": N_("plans set"),
    "marks": N_("milestones marked"),
    "list": N_("list"),
    "official": N_("official members"),
    "probationary": N_("probationary members"),
    "form": N_("form of the congress"),
    "contents": N_("contents"),
    "ordinal": N_("congress in number"),
    "delegates": N_("delegates summoned"),
    "case": N_("special case"),
    "decision": N_("decision"),
    "planned_on": N_("planned day"),
    "planned_half_days": N_("planned length"),
    "half_days": N_("length"),
    "held_half_days": N_("length"),
    "announced_on": N_("opening announced on"),
    "held_on": N_("held on"),
    "window_from": N_("window moved: from"),
    "window_to": N_("window moved: until"),
    "window_decision": N_("decision that moves the window"),
    "number": N_("number"),
    "decided_on": N_("decision of the day"),
    "levels": N_("levels"),
    "units": N_("kinds of unit"),
    "pilots": N_("pilots"),
    "places": N_("organisations"),
    "task": N_("task"),
    "version": N_("version"),
    "subject": N_("subject"),
    "body": N_("body (number)"),
    "responsible": N_("responsible person"),
    "starts_on": N_("begins on"),
    "due_on": N_("due on"),
    "opened_again": N_("opened again; it was over on"),
    "paper": N_("kind of paper"),
    "issued_on": N_("day of the paper"),
    "revision": N_("version"),
    "directive": N_("paper (id)"),
    "directives": N_("papers (ids)"),
    "attended": N_("attended"),
    "expected": N_("expected"),
    "note": N_("note"),
    "visit": N_("visit (number)"),
    "checklist": N_("checklist (number)"),
    "finding": N_("finding (number)"),
    "file": N_("file (number)"),
    "points": N_("points of checklists"),
    "point": N_("point (number)"),
    "members": N_("members of the body"),
    "added": N_("organisations given"),
    "removed": N_("organisations taken away"),
    "ended_on": N_("ended on"),
    "tasks": N_("tasks (numbers)"),
    "standing": N_("how the answers stand"),
    "without": N_("checklists taken out"),
    "retired": N_("taken out of use"),
    "struck": N_("struck"),
    "for": N_("for the organisations (numbers)"),
}
# What they are called in events of personnel work, where some words mean another thing.
PERSONNEL_FACTS: dict[str, str] = FACTS | {
    "person": N_("person (number)"),
    "other": N_("other record (number)"),
    "same": N_("one person"),
    "facts": N_("facts changed"),
    "posts": N_("posts entered"),
    "items": N_("items of the dossier"),
    "files": N_("files"),
    "file": N_("kind of file"),
    "people": N_("number of people"),
    "schemes": N_("number of schemes"),
    "pool": N_("into the pool"),
    "scheme": N_("personnel scheme (number)"),
    "bodies": N_("bodies with numbers"),
    "secrecy": N_("mark of secrecy"),
    "variant": N_("variant (number)"),
    "copy_of": N_("copy of the variant (number)"),
    "renamed": N_("renamed"),
    "dropped": N_("dropped"),
    "on": N_("put on the list"),
    "off": N_("taken off the list"),
    "set": N_("places on the list changed"),
    "step": N_("step (number)"),
    "group": N_("group of the process"),
    "key": N_("step of the process"),
    "passed": N_("passed"),
    "of": N_("voted on"),
    "base": N_("share counted from"),
    "out_of_open": N_("rows taken out of the open step"),
    "into_open": N_("taken back into the open step"),
    "above": N_("decided at (number)"),
    "process": N_("steps closed"),
    "unfinished": N_("process not finished"),
    "remark": N_("remark (number)"),
    "must": N_("has to be put right"),
    "answers": N_("questions answered"),
    "intact": N_("as it was locked"),
    "members": N_("memberships (numbers)"),
    "removed": N_("taken out"),
    "back": N_("taken back"),
    "offices": N_("offices"),
    "parted": N_("work as one no more"),
}
_MILESTONES = {each.key: each.label for each in MILESTONES}
_VALUES: dict[str, dict[str, str]] = {
    "role": {str(role): name for role, name in ROLE_NAMES.items()},
    "kind": words.KINDS | words.CHANGES | BODY_NAMES | VISIT_NAMES,
    "unit": words.UNITS,
    "form": words.FORMS | dict(DISSEMINATION_NAMES),
    "case": words.CASES,
    "subject": {str(each): name for each, name in SUBJECT_NAMES.items()},
    "reason": {str(each): name for each, name in REASON_NAMES.items()},
    "milestone": _MILESTONES,
    "paper": dict(PAPER_NAMES),
    "personnel.secrecy": {str(each): name for each, name in SECRECY_NAMES.items()},
    "personnel.offices": {str(each): name for each, name in MERGED_NAMES.items()},
    "personnel.group": {str(each): name for each, name in GROUP_NAMES.items()},
    "personnel.key": dict(STEP_NAMES),
    "personnel.base": {str(each): name for each, name in BASE_NAMES.items()},
    "method": {"password": N_("password"), "second step": N_("second step")},
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

LONGEST_FACT = 300  # characters


class AuditFilter(forms.Form):
    """What the log is narrowed to."""

    first_day = forms.DateField(label=_("From the day"), required=False, widget=day_input())
    last_day = forms.DateField(label=_("Until the day"), required=False, widget=day_input())
    event = forms.ChoiceField(
        label=_("Event"),
        required=False,
        choices=lambda: [("", _("All events")), *((key, gettext(text)) for key, text in EVENTS.items())],
    )
    person = forms.CharField(label=_("Person"), required=False, max_length=150)
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )


def log(request: HttpRequest) -> HttpResponse:
    actor, today = request.actor, request.today
    require_anywhere(actor, Permission.AUDIT_VIEW, today)
    form = AuditFilter(request.GET)
    asked = queries.EventsAsked()
    if form.is_valid():
        data = form.cleaned_data
        asked = queries.EventsAsked(
            data["first_day"],
            data["last_day"],
            data["event"],
            data["person"],
            _path(request, form, data["organisation"]),
            whole_number(request.GET.get("before", ""), digits=15),
        )
    rows, more = queries.events(actor=actor, today=today, asked=asked)
    choices = place_choices(actor=actor, permission=Permission.AUDIT_VIEW, today=today, limit=50)
    rest = {key: value for key, value in request.GET.items() if key != "before" and value}
    context = {
        "form": form,
        "filtered": bool(rest),
        "rows": [(row, _facts(row)) for row in rows],
        "choices": choices,
        "older": "?" + urlencode(rest | {"before": rows[-1].seq}) if more else "",
        "newest": "?" + urlencode(rest) if asked.before is not None else "",
    }
    return render(request, "audit/log.html", context)


def _path(request: HttpRequest, form: AuditFilter, text: str) -> str:
    """The path of the organisation that the filter names; an error at the field where it names none."""
    if not text:
        return ""
    found = place_named(actor=request.actor, permission=Permission.AUDIT_VIEW, today=request.today, text=text)
    if isinstance(found, PlaceChoice):
        return found.path
    form.add_error("organisation", gettext("No single organisation has this code or name."))
    return "0"


def _facts(row: queries.EventRow) -> list[tuple[str, str]]:
    if row.event.startswith("personnel."):
        return [(words.say(PERSONNEL_FACTS, key), _fact(f"personnel.{key}", value)) for key, value in row.detail]
    return [(_name(key), _fact(key, value)) for key, value in row.detail]


def _name(key: str) -> str:
    return words.say(FACTS | _MILESTONES, key)


def _fact(key: str, value: object) -> str:
    """A value in the reader's language. A list entered for a whole district is kept in full in the log; here its
    beginning is enough."""
    if key == "list" and isinstance(value, str):
        value = _TOLD.sub(lambda told: f"{_name(told[1])} {_said(told[1], told[2])},", value[:LONGEST_FACT])
    text = _said(key, value)
    return text if len(text) <= LONGEST_FACT else f"{text[:LONGEST_FACT]}…"


_TOLD = re.compile(r"(\w+)=(\S*)")  # one fact in a list: "planned_on=2020-05-04"


def _said(key: str, value: object) -> str:
    if key.endswith("half_days") and str(value).isdigit():
        return words.half_days(int(str(value)))
    match value:
        case None | "":
            return "–"
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(_said(key, item) for item in value)
        case dict():
            return "; ".join(f"{name}: {_said(key, item)}" for name, item in value.items())
        case str() if _DAY.fullmatch(value):
            return day(date.fromisoformat(value))
    return words.say(_VALUES.get(key, {}), value)
