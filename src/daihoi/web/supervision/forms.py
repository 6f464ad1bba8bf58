"""Forms of visits, findings, conclusions and checklists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions.supervision import NewTask, VisitFacts
from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.subjects import SUBJECT_NAMES, Subject
from daihoi.core.supervision import VISIT_NAMES, WEIGHT_NAMES, VisitKind, Weight
from daihoi.queries.supervision import ChecklistView, PlanningView
from daihoi.web import words
from daihoi.web.fields import day_field, file_field, subject_field, text_field
from daihoi.web.organisations.forms import day_input, place_input

TASK_ROWS = 5
BLANK_POINTS = 5


def _with(own: tuple[int | None, str], offered: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    """What is offered as choices, and what the visit has already where that is no longer among them."""
    there = [] if own[0] is None or own[0] in dict(offered) else [(str(own[0]), own[1])]
    return [*there, *((str(pk), name) for pk, name in offered)]


class WhereForm(forms.Form):
    """Which organisation is visited."""

    place = forms.CharField(
        label=_("Organisation"),
        max_length=250,
        help_text=_("Type the code or the name."),
        widget=place_input("/supervision/options/"),
    )


class VisitForm(forms.Form):
    """What is planned of a visit."""

    kind = forms.ChoiceField(label=_("Kind of visit"), choices=lambda: words.choices(VISIT_NAMES))
    planned_on = day_field(_("Day"))
    by = forms.ChoiceField(label=_("Visit of"), help_text=_("The organisation that comes."))
    body = forms.ChoiceField(label=_("Body"), required=False)
    visitors = forms.CharField(
        label=_("Who comes"), max_length=300, required=False, help_text=_("Names and offices, with commas between.")
    )
    agenda = text_field(_("Agenda"), help_text=_("The organisation visited reads it beforehand."))
    add = forms.MultipleChoiceField(label=_("Checklists"), required=False, widget=forms.CheckboxSelectMultiple)
    remove = forms.MultipleChoiceField(
        label=_("Take out checklists"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: object,
        plan: PlanningView,
        groups: Sequence[str] = (),
        by: tuple[int | None, str] = (None, ""),
        body: tuple[int | None, str] = (None, ""),
        **kwargs: object,
    ) -> None:
        """`groups`: checklists that the visit has; `by`, `body`: what it has, which stays to be chosen as it is."""
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = _with(by, plan.by)
        self.fields["body"].choices = [("", "–"), *_with(body, [(line.id, line.name) for line in plan.bodies])]
        lists = [one for one in plan.checklists if one.name not in groups]
        self.fields["add"].choices = [
            (str(one.id), f"{one.name} ({one.points})" + ("" if one.own else f" – {one.place}")) for one in lists
        ]
        self.fields["remove"].choices = [(group, group) for group in groups]
        if groups:
            self.fields["add"].label = _("Add checklists")
        for name in ("add", "remove"):
            if not self.fields[name].choices:
                del self.fields[name]

    def facts(self) -> VisitFacts:
        data = self.cleaned_data
        return VisitFacts(
            kind=VisitKind(data["kind"]),
            by=int(data["by"]),
            planned_on=data["planned_on"],
            body=int(data["body"]) if data["body"] else None,
            visitors=data["visitors"],
            agenda=data["agenda"],
        )

    def added(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data.get("add", [])]

    def removed(self) -> list[str]:
        return list(self.cleaned_data.get("remove", []))


class DropForm(forms.Form):
    """Why a visit is dropped."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class HoldForm(forms.Form):
    """When a visit was held."""

    held_on = day_field(_("Held on"))


class StrikeForm(forms.Form):
    """Why a finding is not held up."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class FindingForm(forms.Form):
    """Something that was found."""

    weight = forms.ChoiceField(
        label=_("What it is"), choices=lambda: words.choices(WEIGHT_NAMES), widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("In words"), max_length=1000, widget=forms.Textarea(attrs={"rows": "3"}))
    kind = forms.ChoiceField(label=_("Kind of shortcoming"), required=False)
    subject = subject_field()

    def __init__(self, *args: object, own: Sequence[tuple[str, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        shipped = [(one.key, gettext(one.name)) for one in SHORTCOMINGS]
        self.fields["kind"].choices = [("", "–"), *shipped, *own]

    def clean(self) -> None:
        data = super().clean() or self.cleaned_data
        if data.get("weight") == Weight.SHORTCOMING and not data.get("kind"):
            self.add_error("kind", _("Choose what kind of shortcoming it is."))


class FileForm(forms.Form):
    """A picture or paper."""

    file = file_field(_("Picture or paper"), required=True)


class ConcludeForm(forms.Form):
    """What was concluded, and the tasks that come of it, one a row; a row without a task is left out."""

    conclusion = text_field(_("Conclusion"), required=True, rows=8)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        data: Any = self.data
        filled = [name for name in data if name.startswith("title_") and data.get(name)] if self.is_bound else []
        self.numbers = range(min(max(TASK_ROWS, len(filled) + 2), 50))
        for number in self.numbers:
            self.fields[f"title_{number}"] = forms.CharField(label=_("Task"), max_length=300, required=False)
            self.fields[f"subject_{number}"] = subject_field(required=False)
            self.fields[f"due_{number}"] = forms.DateField(label=_("Due on"), required=False, widget=day_input())
            self.fields[f"who_{number}"] = forms.CharField(label=_("Responsible"), max_length=200, required=False)

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{n}"] for name in ("title", "subject", "due", "who")] for n in self.numbers]

    def clean(self) -> None:
        data = super().clean() or self.cleaned_data
        for number in self.numbers:
            if data.get(f"title_{number}") and not data.get(f"due_{number}") and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", _("Say until when."))

    def tasks(self) -> list[NewTask]:
        data = self.cleaned_data
        return [
            NewTask(
                data[f"title_{n}"],
                Subject(data[f"subject_{n}"] or Subject.GENERAL),
                data[f"due_{n}"],
                data[f"who_{n}"],
            )
            for n in self.numbers
            if data[f"title_{n}"].strip()
        ]


class ChecklistForm(forms.Form):
    """A checklist: its points one a row with their subject, and a list to paste. A row without a text is left out."""

    name = forms.CharField(label=_("Name"), max_length=200)
    subject = subject_field()
    cite = forms.CharField(
        label=_("Paper that asks for it"),
        max_length=200,
        required=False,
        help_text=_("Number and day, where there is one."),
    )

    def __init__(self, *args: object, points: Sequence[tuple[str, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        data: Any = self.data
        rows = len(points) + BLANK_POINTS
        if self.is_bound:
            rows = min(max(rows, sum(key.startswith("text_") for key in data)), 120)
        self.numbers = range(rows)
        subjects = [("", _("as the checklist")), *words.choices(SUBJECT_NAMES)]
        for number in self.numbers:
            text, subject = points[number] if number < len(points) else ("", "")
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Point"), max_length=300, required=False, initial=text
            )
            self.fields[f"of_{number}"] = forms.ChoiceField(
                label=_("Subject"), choices=subjects, required=False, initial=subject
            )
        self.fields["paste"] = text_field(_("Add a list"), rows=6, help_text=_("One point a line."))

    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "subject", "cite")]

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"text_{n}"], self[f"of_{n}"]] for n in self.numbers]

    def points(self) -> list[tuple[str, Subject | None]]:
        data = self.cleaned_data
        typed = [(data[f"text_{n}"], Subject(data[f"of_{n}"]) if data[f"of_{n}"] else None) for n in self.numbers]
        return [*typed, *((line, None) for line in data["paste"].splitlines())]


def initial_of(view: ChecklistView) -> dict[str, object]:
    """A checklist as its form shows it."""
    return {name: getattr(view.line, name) for name in ("name", "subject", "cite")}


def points_of(view: ChecklistView) -> list[tuple[str, str]]:
    """Its points; those of the checklist's own subject say none."""
    return [(text, "" if subject == view.line.subject else subject) for text, subject in view.points]
