"""What the congress made of the scheme, and entering those elected in their bodies."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from daihoi.actions.elections import enter_elected
from daihoi.core.elections.afterwards import FATE_NAMES, Fate, Line, Office
from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import ORGAN_NAMES, POST_NAMES, STANDING_NAMES, Organ
from daihoi.office.tables import Column, Sheet
from daihoi.queries import elections
from daihoi.queries import personnel as queries
from daihoi.queries.elections import AfterwardsView, Entering
from daihoi.queries.personnel import KeptPerson
from daihoi.web import words
from daihoi.web.downloads import XLSX
from daihoi.web.elections.words import POSTS
from daihoi.web.fields import day_field
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.people_frame import first_rows, personnel_form, to_edit
from daihoi.web.templatetags.show import pct

TITLE = N_("Afterwards")
_LOOKS = {
    Fate.AS_PLANNED: "done",
    Fate.NOT_ELECTED: "late",
    Fate.NOT_ON_BALLOT: "due",
    Fate.FROM_FLOOR: "open",
    Fate.FLOOR_LOST: "off",
}
# Exceptions come first.
_ORDER = (Fate.NOT_ELECTED, Fate.NOT_ON_BALLOT, Fate.FROM_FLOOR, Fate.AS_PLANNED, Fate.FLOOR_LOST)


def _lines(office: Office) -> list[tuple[Line, str, str]]:
    """(line, its fate in words, how that looks), exceptions first and then by votes."""
    ordered = sorted(office.lines, key=lambda line: (_ORDER.index(line.fate), -(line.votes or 0)))
    return [(line, words.say(FATE_NAMES, line.fate), _LOOKS[line.fate]) for line in ordered]


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved list beside the released results, election by election."""
    place, context = opened(request, pk, "personnel_afterwards", last=gettext(TITLE))
    view = elections.afterwards(actor=request.actor, place=place, today=request.today)
    context |= {
        "view": view,
        "offices": [
            {
                "title": words.say(POSTS, office.result.post),
                "office": office,
                "counts": [(words.say(FATE_NAMES, fate), len(office.of(fate)), _LOOKS[fate]) for fate in _ORDER
                           if office.of(fate)],
                "lines": _lines(office),
                "columns": view.columns.get(office.result.post),
            }
            for office in view.found.offices
        ],
        "designates": [
            (one, words.say(POST_NAMES, one.post), [words.say(POSTS, post) for post in one.missed])
            for one in view.found.designates
        ],
        "to_enter": sum(not one.there for one in view.entering),
    }  # fmt: skip
    return render(request, "personnel/afterwards.html", context)


@require_safe
def page_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The columns of the report, and everybody with votes."""
    place = place_of(request, pk)
    view = elections.afterwards(actor=request.actor, place=place, today=request.today)
    mark = taken(request, place, "personnel_afterwards_xlsx", "xlsx")
    heading = first_rows(mark, place, gettext(TITLE))
    sheets = [
        Sheet(
            gettext("Figures"), _figure_columns(), [_figures(view, office) for office in view.found.offices], heading
        ),
        Sheet(
            gettext("People"),
            [
                Column(gettext("Election"), 28),
                Column(gettext("Full name"), 28),
                Column(gettext("What became of it"), 26),
                Column(gettext("Votes"), 8, "int"),
                Column(gettext("Of how many"), 10, "int"),
                Column(gettext("Stood"), 14),
            ],
            [
                (
                    words.say(POSTS, office.result.post),
                    line.name,
                    fate,
                    line.votes,
                    office.result.base,
                    words.say(STANDING_NAMES, line.standing) if line.standing else "",
                )
                for office in view.found.offices
                for line, fate, _look in _lines(office)
            ],
            heading,
        ),
    ]
    return handed(marked(mark, sheets), XLSX, f"{gettext(TITLE)} - {place.name}", "xlsx")


def _figure_columns() -> list[Column]:
    titles = (
        N_("Number decided"), N_("Names on the ballot"), N_("Surplus"), N_("Elected as planned"),
        N_("Planned, not elected"), N_("Elected from the floor"), N_("Short of the number decided"), N_("Re-elected"),
        N_("Not re-elected"), N_("First time"), N_("Women"), N_("Under 40"), N_("Ethnic minorities"),
        N_("Masters and doctors"), N_("Doctors"), N_("Advanced political theory"),
    )  # fmt: skip
    return [Column(gettext("Election"), 28), *(Column(gettext(title), 11) for title in titles)]


def _figures(view: AfterwardsView, office: Office) -> tuple[Any, ...]:
    own = view.columns.get(office.result.post)
    facts = (own.reelected, len(office.not_reelected), own.first_time, own.women, own.under_40, own.minority,
             own.master, own.doctor, own.theory) if own else ("",) * 9  # fmt: skip
    counts = [len(office.of(fate)) for fate in (Fate.AS_PLANNED, Fate.NOT_ELECTED, Fate.FROM_FLOOR)]
    start = (words.say(POSTS, office.result.post), office.result.seats, len(office.result.people), pct(office.surplus))
    return tuple(str(value) for value in (*start, *counts, office.short, *facts))


class EnterForm(forms.Form):
    """Those elected, each to be confirmed; whoever is linked to no record gets one chosen."""

    from_on = day_field(_("In it since"))

    def __init__(self, *args: object, lines: tuple[Entering, ...], people: list[KeptPerson], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if not line.there]
        choices = [("", gettext("Choose …")), *((str(one.id), one.said) for one in people)]
        for line in self.lines:
            confirm = forms.BooleanField(label=line.name, required=False, initial=bool(line.person or line.alike))
            self.fields[f"in_{line.key}"] = confirm
            if line.person is None:
                chosen = str(line.alike[0]) if len(line.alike) == 1 else ""
                self.fields[f"person_{line.key}"] = forms.TypedChoiceField(
                    label=gettext("Record of {name}").format(name=line.name), choices=choices, coerce=int,
                    required=False, initial=chosen, empty_value=None,
                )  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, list[tuple[Entering, forms.BoundField, forms.BoundField | None, str]]]]:
        """Body by body: (line, the box to confirm, the record to choose, the post in words)."""
        found = []
        for organ in Organ:
            rows = [
                (
                    line,
                    self[f"in_{line.key}"],
                    self[f"person_{line.key}"] if line.person is None else None,
                    words.say(POST_NAMES, line.facts.post) if line.facts.post else "",
                )
                for line in self.lines
                if line.facts.organ is organ
            ]
            if rows:
                found.append((words.say(ORGAN_NAMES, organ), rows))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        for line in self.lines:
            if data.get(f"in_{line.key}") and line.person is None and not data.get(f"person_{line.key}"):
                self.add_error(f"person_{line.key}", gettext("Choose whose record it is, or enter the person first."))
        return data

    def chosen(self) -> dict[str, int]:
        data = self.cleaned_data
        return {
            line.key: line.person if line.person is not None else data[f"person_{line.key}"]
            for line in self.lines
            if data[f"in_{line.key}"]
        }


@get_or_post
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm who of those elected is entered in the bodies."""
    title = gettext("Enter those elected")
    place, context = to_edit(request, pk, "personnel_afterwards_enter", title)
    view = elections.afterwards(actor=request.actor, place=place, today=request.today)
    people = queries.people_of(actor=request.actor, place=place, today=request.today)
    initial = {"from_on": view.released_on}
    form = EnterForm(request.POST or None, lines=view.entering, people=people, initial=initial)

    def act(data: dict[str, Any]) -> object:
        return enter_elected(
            actor=request.actor, organisation=pk, term=place.term, people=form.chosen(), from_on=data["from_on"]
        )

    back = reverse("personnel_afterwards", args=[pk])
    return personnel_form(
        request, context, form, act, title=title, submit=gettext("Enter"),
        goal=reverse("personnel_members", args=[pk]), cancel=back, under=(gettext(TITLE), back),
        template="personnel/afterwards_enter.html",
    )  # fmt: skip
