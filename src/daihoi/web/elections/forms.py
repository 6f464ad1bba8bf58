"""Forms of an election before the vote."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from daihoi.core.elections import Answer, Capacity, Origin, Question
from daihoi.core.elections.decisions import Decider
from daihoi.queries.elections import CounterAccount, NomineeView
from daihoi.web import words
from daihoi.web.elections import words as own
from daihoi.web.organisations.forms import day_input, number_input

Choices = list[tuple[str, str]]


class DayField(forms.DateField):
    """A day that somebody alive can mean."""

    widget = day_input()

    def clean(self, value: object) -> date | None:
        found: date | None = super().clean(value)
        if found is not None and not 1925 <= found.year <= 2080:
            raise ValidationError(_("This day cannot be right."))
        return found


def _number(label: str, **more: object) -> forms.IntegerField:
    more.setdefault("required", False)
    return forms.IntegerField(label=label, min_value=0, max_value=9999, widget=number_input(), **more)


def _text(label: str, most: int, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OpenForm(forms.Form):
    """Who elects, what it is called on the ballot, and when."""

    body = forms.ChoiceField(label=_("Who elects"), widget=forms.RadioSelect)
    title = _text(
        _("What is elected, as it will stand on the ballot"),
        200,
        widget=_area(2),
        help_text=_("After the word “bầu”. The proposal follows the name of the organisation; change it where needed."),
    )
    opens_on = DayField(label=_("Opening day of the congress or meeting"), required=False)

    def __init__(self, *args: object, bodies: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies


class Known(forms.Form):
    """What a form over something that others change too has besides: `known`, what the page showed; `reason`, where
    the base changes while a round is counted."""

    known = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = _text(
        _("Why the base changes now"), 300, required=False, help_text=_("Needed, since ballots are collected already.")
    )

    def __init__(self, *args: object, counting: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not counting:
            del self.fields["reason"]

    def asked(self) -> dict[str, Any]:
        """Keywords of the action."""
        return {"known": self.cleaned_data["known"] or None, "reason": self.cleaned_data.get("reason", "")}


class FactsForm(Known):
    """The figures of an election."""

    seats = _number(_("Number to elect"))
    alternates = _number(_("Alternates on the same list"), help_text=_("Delegates and alternates stand on one list."))
    summoned = _number(_("Summoned"), help_text=_("Official delegates or members summoned: half is counted from them."))
    attending = _number(
        _("Attending now"), help_text=_("The support of nominees from the floor is counted from those attending.")
    )
    opens_on = DayField(
        label=_("Opening day of the congress or meeting"),
        required=False,
        help_text=_("Dossiers from outside must come some working days before it."),
    )
    title = _text(_("What is elected, as it will stand on the ballot"), 200, widget=_area(2))
    school = forms.BooleanField(
        label=_("Tones in the order that schools teach"),
        required=False,
        help_text=_("Decides only between names whose letters are all equal; else the order of dictionaries holds."),
    )
    truncate = forms.BooleanField(
        label=_("Percentages are cut after two decimals"),
        required=False,
        help_text=_("Else they are rounded half up. Percentages are for showing; they decide nothing."),
    )

    def __init__(self, *args: object, alternates: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not alternates:
            del self.fields["alternates"]


class StepForm(forms.Form):
    """A step of the election as recorded: the show of hands where one was held, and a note."""

    votes_for = _number(_("Votes for"))
    votes_against = _number(_("Votes against"))
    note = _text(_("Note"), 300, required=False, help_text=_("For instance the page of the minutes."))

    def __init__(self, *args: object, vote: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not vote:
            del self.fields["votes_for"], self.fields["votes_against"]


_TRI = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]


class NomineeForm(forms.Form):
    """Somebody put forward."""

    name = _text(_("Full name"), 120)
    note = _text(
        _("Note on the ballot"),
        200,
        required=False,
        help_text=_("Only to tell namesakes apart, for instance the year of birth."),
    )
    post = _text(_("Present post and unit"), 200, required=False)
    born_month = forms.IntegerField(
        label=_("Month of birth"), required=False, min_value=1, max_value=12, widget=number_input()
    )
    born_year = _number(_("Year of birth"))
    party_since = DayField(label=_("Joined the party on"), required=False)
    origin = forms.ChoiceField(
        label=_("How the name came forward"), widget=forms.RadioSelect, choices=lambda: words.choices(own.ORIGINS)
    )
    capacity = forms.ChoiceField(
        label=_("What the person is here"),
        choices=lambda: [pair for pair in words.choices(own.CAPACITIES) if pair[0] != Capacity.PRESIDIUM],
    )
    by = forms.ChoiceField(
        label=_("Nominated by"),
        required=False,
        choices=lambda: [("", "–"), *words.choices(own.CAPACITIES)],
        help_text=_("Nobody for who stands by themselves; the presidium puts the prepared list forward."),
    )
    by_name = _text(_("Name of who nominated"), 120, required=False)
    consent = forms.ChoiceField(label=_("Consent in writing"), required=False, choices=_TRI)
    dossier_on = DayField(label=_("Dossier or application handed in on"), required=False)
    dossier = forms.MultipleChoiceField(
        label=_("What the dossier holds"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks_to_withdraw = forms.BooleanField(label=_("Asks to withdraw"), required=False)

    def __init__(self, *args: object, items: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"].choices = [(item, words.say(own.DOSSIER, item)) for item in items]
        if not items:
            del self.fields["dossier"]

    def fix_approved(self) -> None:
        """Of somebody on the approved list it stays who they are, and how the name came forward."""
        for name in ("name", "born_month", "born_year", "origin"):
            known = self.initial.get(name)
            self.fields[name].disabled = known not in (None, "")

    def without_prepared(self) -> None:
        """Nobody is added by hand to a list that was approved."""
        origin = self.fields["origin"]
        origin.choices = [pair for pair in words.choices(own.ORIGINS) if pair[0] != Origin.PREPARED]

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """For the page: (key, heading, fields)."""
        parts = (
            ("person", _("The person"), ("name", "note", "post", "born_month", "born_year", "party_since")),
            ("forward", _("Nomination"), ("origin", "capacity", "by", "by_name", "consent")),
            ("dossier", _("Dossier and withdrawal"), ("dossier_on", "dossier", "asks_to_withdraw")),
        )
        return [(key, head, [self[name] for name in names if name in self.fields]) for key, head, names in parts]


class PasteForm(forms.Form):
    """A whole prepared list, one name a line."""

    text = forms.CharField(
        label=_("The prepared list, one name a line"),
        max_length=60_000,
        widget=_area(12),
        help_text=_(
            "After the name, with semicolons, where wanted: note on the ballot; year of birth (or month/year); "
            "present post. Numbers before names are left out."
        ),
    )
    capacity = forms.ChoiceField(
        label=_("What these people are here"),
        choices=lambda: [pair for pair in words.choices(own.CAPACITIES) if pair[0] != Capacity.PRESIDIUM],
    )


class WithdrawalForm(forms.Form):
    """What the congress decided on a wish to withdraw, or on striking a name off."""

    allowed = forms.ChoiceField(
        label=_("What the congress decided"),
        widget=forms.RadioSelect,
        choices=[("yes", _("The name comes off the list")), ("no", _("The name stays"))],
    )
    note = _text(
        _("How it was decided"),
        300,
        help_text=_("By ballot or by show of hands, with how many votes, in which minutes."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = _text(_("Reason"), 300)


class StrawForm(forms.Form):
    """The result of a straw ballot among those from the floor."""

    attending = _number(_("Attending now"), required=True)
    note = _text(_("Minutes of the straw ballot"), 300, required=False, help_text=_("Number, day, who counted."))

    def __init__(self, *args: object, people: Sequence[NomineeView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            label = _("{name}: votes").format(name=one.nominee.name)
            self.fields[f"votes_{one.id}"] = _number(label)

    def rows(self) -> list[tuple[NomineeView, forms.BoundField]]:
        return [(one, self[f"votes_{one.id}"]) for one in self.people]

    def support(self) -> dict[int, int]:
        given = {one.id: self.cleaned_data[f"votes_{one.id}"] for one in self.people}
        return {pk: votes for pk, votes in given.items() if votes is not None}


class AdoptForm(forms.Form):
    """The vote on number and names of the list."""

    of_tied = forms.MultipleChoiceField(
        label=_("Of those with equal support, these come on the list"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    votes_for = _number(_("Votes for"))
    votes_against = _number(_("Votes against"))
    note = _text(_("Note"), 300, required=False, help_text=_("Where the rules leave something open: who decided what."))

    def __init__(self, *args: object, tied: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of_tied"].choices = tied
        if not tied:
            del self.fields["of_tied"]


class ExclusionForm(forms.Form):
    """One named person and why."""

    person = forms.CharField(label=_("Full name"), max_length=120, required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    attended = forms.BooleanField(label=_("Came and votes"), required=False)

    def __init__(self, *args: object, reasons: Sequence[object], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "–"), *reasons]

    def clean(self) -> None:
        data = super().clean() or self.cleaned_data
        if data.get("person", "").strip() and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose the reason."))
        if not data.get("person", "").strip() and data.get("attended"):
            self.add_error("person", _("Write the full name."))


PLACES = [("head", _("Head")), ("1", _("Team 1")), ("2", _("Team 2")), ("0", _("In no team"))]


class MemberForm(forms.Form):
    """A member of the counting committee."""

    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    place = forms.ChoiceField(label=_("Place"), choices=PLACES, required=False, initial="0")
    account = forms.TypedChoiceField(label=_("Account"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, accounts: Sequence[CounterAccount], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        heads = [(one.user_id, one.name) for one in accounts if one.may_run]
        others = [(one.user_id, one.name) for one in accounts if one.may_count and not one.may_run]
        groups = [(_("May be head"), heads), (_("May key ballots"), others)]
        self.fields["account"].choices = [("", _("None")), *((label, found) for label, found in groups if found)]
        self.names = {one.user_id: one.name for one in accounts}

    def clean(self) -> None:
        data = super().clean() or self.cleaned_data
        if not data.get("name", "").strip() and data.get("account"):
            data["name"] = self.names.get(data["account"], "")


class NoteForm(forms.Form):
    """How the counting committee was elected."""

    note = _text(_("How the committee was elected"), 300, required=False)


class DecideForm(forms.Form):
    """What was decided on a question, by whom."""

    answer = forms.ChoiceField(label=_("What was decided"), widget=forms.RadioSelect)
    names = forms.MultipleChoiceField(
        label=_("Names of the further ballot"), required=False, widget=forms.CheckboxSelectMultiple
    )
    by = forms.ChoiceField(label=_("Who decided"), choices=lambda: words.choices(own.DECIDERS))
    note = _text(_("How it was decided"), 300, help_text=_("The vote, the minutes, the number of the decision."))

    def __init__(self, *args: object, question: Question, names: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(str(one), words.say(own.ANSWERS, one)) for one in question.options]
        self.fields["names"].choices = names
        if Answer.VOTE_AGAIN not in question.options:
            del self.fields["names"]

    def decided(self) -> tuple[Answer, Decider, list[str]]:
        answer = Answer(self.cleaned_data["answer"])
        names = self.cleaned_data.get("names", []) if answer is Answer.VOTE_AGAIN else []
        return answer, Decider(self.cleaned_data["by"]), list(names)
