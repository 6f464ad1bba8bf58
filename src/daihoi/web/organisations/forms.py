"""Forms of organisations, their changes and their congresses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.actions.organisations import Decision
from daihoi.core.organisations.kinds import PARENTS, Kind
from daihoi.web import words


def day_input(**attrs: str) -> forms.DateInput:
    """A field for a day, with the browser's calendar."""
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


def number_input() -> forms.NumberInput:
    return forms.NumberInput(attrs={"inputmode": "numeric", "min": "0"})


def kinds_under(parent: Kind | None) -> list[tuple[str, str]]:
    """The kinds that may stand under a kind, as choices; all of them where there is none above."""
    return [
        (code, word) for code, word in words.choices(words.KINDS) if parent is None or parent in PARENTS[Kind(code)]
    ]


def place_input(url: str = "/organisations/options/") -> forms.TextInput:
    """A field for an organisation: code or name, with those that it may mean offered while one types."""
    return forms.TextInput(
        attrs={
            "list": "organisations",
            "autocomplete": "off",
            "hx-get": url,
            "hx-trigger": "input changed delay:300ms",
            "hx-target": "#organisations",
        }
    )


class DecisionForm(forms.Form):
    """The day of a change and the decision that it rests on."""

    on = forms.DateField(
        label=_("From the day"),
        widget=day_input(),
        help_text=_("The first day of the new state. What is true until 30/6 changes on 1/7."),
    )
    number = forms.CharField(label=_("Decision number"), max_length=60, required=False)
    decided_on = forms.DateField(label=_("Day of the decision"), required=False, widget=day_input())
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": "2"}))

    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["number"], data["decided_on"], data["note"])


class FactsForm(DecisionForm):
    """Name, kind and unit of an organisation, from a day on."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"))
    unit = forms.ChoiceField(label=_("Unit"), choices=lambda: words.choices(words.UNITS))
    field_order = ["name", "kind", "unit", "code", "on", "number", "decided_on", "note"]

    def __init__(self, *args: object, parent: Kind | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_under(parent)


class FoundForm(FactsForm):
    """A new organisation."""

    code = forms.CharField(
        label=_("Code"), max_length=60, required=False, help_text=_("Leave empty and a code is given.")
    )


class CorrectForm(forms.Form):
    """What was written wrongly, put right without a change of the history."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"))
    unit = forms.ChoiceField(label=_("Unit"), choices=lambda: words.choices(words.UNITS))

    def __init__(self, *args: object, parent: Kind | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_under(parent)


class MoveForm(DecisionForm):
    """Under which organisation another one stands from a day on."""

    parent = forms.CharField(
        label=_("New organisation above"),
        max_length=250,
        help_text=_("Type the code or the name."),
        widget=place_input(),
    )
    field_order = ["parent"]


class EndForm(DecisionForm):
    """The day from which an organisation is no more."""

    successors = forms.CharField(
        label=_("Successors"),
        required=False,
        max_length=500,
        help_text=_("Codes of the organisations that take over, with commas between them."),
    )
    field_order = ["on", "number", "decided_on", "successors", "note"]


class MembersForm(forms.Form):
    """Members of an organisation on a day."""

    on = forms.DateField(label=_("On the day"), widget=day_input())
    official = forms.IntegerField(label=_("Official members"), min_value=0, max_value=999_999, widget=number_input())
    probationary = forms.IntegerField(
        label=_("Probationary members"), min_value=0, max_value=999_999, widget=number_input()
    )


class MergeForm(DecisionForm):
    """Which organisations below one are merged, and into what."""

    predecessors = forms.MultipleChoiceField(label=_("These are merged"), widget=forms.CheckboxSelectMultiple)
    into = forms.ChoiceField(label=_("Into"), help_text=_("One of them goes on, or a new one is founded."))
    new_name = forms.CharField(label=_("Name of the new organisation"), max_length=200, required=False)
    new_kind = forms.ChoiceField(label=_("Kind of the new organisation"), required=False)
    new_unit = forms.ChoiceField(
        label=_("Unit of the new organisation"), required=False, choices=lambda: words.choices(words.UNITS)
    )
    new_code = forms.CharField(label=_("Code of the new organisation"), max_length=60, required=False)
    field_order = ["predecessors", "into", "new_name", "new_kind", "new_unit", "new_code"]

    def __init__(
        self,
        *args: object,
        parent: Kind,
        children: list[tuple[str, str]],
        names: list[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predecessors"].choices = children
        self.fields["into"].choices = [("new", _("A new organisation")), *names]
        self.fields["new_kind"].choices = kinds_under(parent)

    def clean(self) -> None:
        data = super().clean() or self.cleaned_data
        if data.get("into") == "new" and not data.get("new_name"):
            self.add_error("new_name", _("Give the new organisation a name."))


class SplitForm(DecisionForm):
    """Into which new organisations one is split, and where each of those below it goes."""

    def __init__(
        self,
        *args: object,
        parent: Kind | None,
        kind: str,
        unit: str,
        parts: int,
        children: list[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        fresh: dict[str, forms.Field] = {}
        for number in range(1, parts + 1):
            fresh[f"name_{number}"] = forms.CharField(label=_("Name"), max_length=200)
            fresh[f"code_{number}"] = forms.CharField(label=_("Code"), max_length=60, required=False)
            fresh[f"kind_{number}"] = forms.ChoiceField(label=_("Kind"), choices=kinds_under(parent), initial=kind)
            fresh[f"unit_{number}"] = forms.ChoiceField(
                label=_("Unit"), choices=words.choices(words.UNITS), initial=unit
            )
        which = [("", "–"), *((str(number), str(number)) for number in range(1, parts + 1))]
        for pk, name in children:
            fresh[f"child_{pk}"] = forms.ChoiceField(label=name, choices=which, required=False)
        self.fields = fresh | self.fields
        self.numbers = range(1, parts + 1)
        self.child_ids = [pk for pk, _name in children]

    def parts(self) -> list[dict[str, object]]:
        """For the page: each new organisation with its fields."""
        return [
            {"number": number, "fields": [self[f"{name}_{number}"] for name in ("name", "code", "kind", "unit")]}
            for number in self.numbers
        ]

    def given(self) -> list[forms.BoundField]:
        return [self[f"child_{pk}"] for pk in self.child_ids]

    def decided(self) -> list[forms.BoundField]:
        return [self[name] for name in ("on", "number", "decided_on", "note")]
