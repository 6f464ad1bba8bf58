"""The audit log: who did what, when and where."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.access import ROLE_NAMES, Permission
from daihoi.core.audit import EVENTS
from daihoi.core.messages import N_
from daihoi.queries import audit as queries
from daihoi.queries.access import PlaceChoice, place_choices, place_named, require_anywhere
from daihoi.web.access.forms import day_input

# What the facts of events are called; a fact that is not listed is shown by its own name.
FACTS: dict[str, str] = {
    "name": N_("name"),
    "name_before": N_("name before"),
    "code": N_("code"),
    "kind": N_("kind"),
    "unit": N_("unit"),
    "role": N_("role"),
    "from": N_("from"),
    "last_day": N_("last day"),
    "active": N_("account open"),
    "second_factors_removed": N_("second steps removed"),
    "why": N_("reason"),
    "method": N_("way"),
    "change": N_("change"),
    "address": N_("address"),
}


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
        before = request.GET.get("before", "")
        asked = queries.EventsAsked(
            data["first_day"],
            data["last_day"],
            data["event"],
            data["person"],
            _path(request, form, data["organisation"]),
            int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None,
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
    return [(gettext(FACTS[key]) if key in FACTS else key, _fact(key, value)) for key, value in row.detail]


def _fact(key: str, value: object) -> str:
    if key == "role" and value in set(ROLE_NAMES):
        return gettext(ROLE_NAMES[value])
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = "–" if value is None else str(value)
    # A list entered for a whole district is kept in full in the log; here its beginning is enough.
    return text if len(text) <= LONGEST_FACT else f"{text[:LONGEST_FACT]}…"
