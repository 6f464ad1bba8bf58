"""Forms of the process: a meeting, its votes, the base that people decide, and how somebody drops out."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions.personnel import StepFacts
from daihoi.actions.personnel.process import MOST
from daihoi.core.personnel.kinds import LEAVING_NAMES
from daihoi.core.personnel.offices import OFFICES
from daihoi.core.personnel.process import BASE_NAMES, Step
from daihoi.queries.personnel._process import Entered
from daihoi.web import words
from daihoi.web.fields import day_field, text_field

FIGURES = ("summoned", "came", "issued", "collected", "valid")
BALLOTS = frozenset({"issued", "collected", "valid"})


def _figure(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


def _line(label: str, most: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most)


class MeetingForm(forms.Form):
    """Day, place and figures of a meeting; without ballots where the vote is not secret."""

    held_on = day_field(_("Day of the meeting"), required=False)
    place = _line(_("Where it was held"), 200)
    chair = _line(_("Chaired by"), 120)
    clerk = _line(_("Minutes kept by"), 120)
    summoned = _figure(_("Summoned"))
    came = _figure(_("Came"))
    issued = _figure(_("Ballots issued"))
    collected = _figure(_("Ballots collected"))
    valid = _figure(_("Valid ballots"))
    note = text_field(_("Other opinions, as the minutes have them"), rows=2, most=1000)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, step: Step, **more: Any) -> None:
        super().__init__(data, **more)
        gone = set() if step.secret else {"issued", "collected", "valid"}
        if not step.takes_votes:
            gone |= {"summoned", "came"}
        for name in gone:
            del self.fields[name]

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in FIGURES if name in self.fields]

    @property
    def facts_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("held_on", "place", "chair", "clerk")]

    def facts(self) -> StepFacts:
        """What was typed, once it is valid."""
        names = ("held_on", "place", "chair", "clerk", *FIGURES, "note")
        return StepFacts(**{name: self.cleaned_data[name] for name in names if name in self.fields})


class VotesForm(MeetingForm):
    """A meeting with the table of votes: a row for each person, a field for each office they are put up for."""

    def __init__(self, data: Any, *, step: Step, entered: Entered, **more: Any) -> None:
        meeting = entered.meeting
        initial: dict[str, Any] = {name: getattr(meeting, name) for name in FIGURES}
        initial |= {name: getattr(entered, name) for name in ("held_on", "place", "chair", "clerk", "note", "seen")}
        super().__init__(data, step=step, initial=initial, **more)
        self.entered = entered
        self.known = {(int(vote.person), vote.office): vote.votes for vote in meeting.votes}
        names = {one.id: one.name for one in entered.people}
        if not step.takes_votes:
            return
        for (person, office), votes in self.known.items():
            label = f"{names[person]} – {gettext(OFFICES.get(office, office))}"
            name = field_name(person, office)
            self.fields[name] = _figure(label)
            self.fields[name].widget.attrs |= {"data-office": office, "autocomplete": "off", "inputmode": "numeric"}
            self.initial[name] = votes

    @property
    def rows(self) -> list[tuple[int, Any, list[tuple[str, forms.BoundField | None]]]]:
        """Number, person, and for each column of the table its office and field, None where they are not put up."""
        found = []
        for number, one in enumerate(self.entered.people, 1):
            cells = [
                (office, self[name] if (name := field_name(one.id, office)) in self.fields else None)
                for office in self.entered.offices
            ]
            found.append((number, one, cells))
        return found

    @property
    def sums(self) -> dict[str, int]:
        """The sum of each column as it was entered."""
        found = dict.fromkeys(self.entered.offices, 0)
        for (_person, office), votes in self.known.items():
            found[office] += votes or 0
        return found

    def votes(self) -> dict[tuple[int, str], int | None]:
        """By person and office."""
        return {key: self.cleaned_data[name] for key in self.known if (name := field_name(*key)) in self.cleaned_data}

    def field_of(self, row: int) -> str:
        """The field of the vote that a finding names by its place in the meeting, from 1; "" for none."""
        votes = self.entered.meeting.votes
        return field_name(int(votes[row - 1].person), votes[row - 1].office) if 0 < row <= len(votes) else ""


def field_name(person: int, office: str) -> str:
    return f"v_{person}_{office}"


class BaseForm(forms.Form):
    base = forms.ChoiceField(
        label=_("Counted from"), choices=lambda: words.choices(BASE_NAMES), widget=forms.RadioSelect
    )
    by = forms.CharField(
        label=_("Who decided, and on what paper"),
        max_length=200,
        help_text=_("The committee or meeting, with number and day of its conclusion."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Why is it opened again?"), max_length=300)


class AsideForm(forms.Form):
    reason = forms.CharField(label=_("Why is it set aside?"), max_length=200)


class LeaveForm(forms.Form):
    how = forms.ChoiceField(label=_("How"), choices=lambda: words.choices(LEAVING_NAMES), widget=forms.RadioSelect)
    on_date = day_field(_("Day"))
    number = forms.CharField(
        label=_("Number of the decision"),
        required=False,
        max_length=60,
        help_text=_("Needed where somebody drops out by decision."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
