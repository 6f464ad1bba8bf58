"""Forms of congresses: plans, marks, the six questions, opening a term, pilots, overlays."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.core.organisations.kinds import Kind
from daihoi.web import words
from daihoi.web.organisations.forms import day_input, number_input


class MarkForm(forms.Form):
    """On which day a milestone was reached, and what shows it."""

    done_on = forms.DateField(label=_("Done on"), widget=day_input())
    half_days = forms.TypedChoiceField(
        label=_("Length"), choices=words.length_choices, coerce=int, empty_value=None, required=False
    )
    evidence = forms.CharField(
        label=_("Evidence"), max_length=300, required=False, help_text=_("Number and day of the paper.")
    )

    def __init__(self, *args: object, held: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if held:
            self.fields["done_on"].label = _("First day of the congress")
        else:
            del self.fields["half_days"]


class BackForm(forms.Form):
    """Why a mark is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class SixForm(forms.Form):
    """The six questions. What is empty is not known yet; what is known already is not taken back here."""

    official = forms.IntegerField(
        label=_("Official members"), min_value=0, max_value=999_999, required=False, widget=number_input()
    )
    probationary = forms.IntegerField(
        label=_("Probationary members"), min_value=0, max_value=999_999, required=False, widget=number_input()
    )
    planned_on = forms.DateField(label=_("Planned day of the congress"), required=False, widget=day_input())
    half_days = forms.TypedChoiceField(
        label=_("Length"), choices=words.length_choices, coerce=int, empty_value=None, required=False
    )
    announced_on = forms.DateField(label=_("Opening announced on"), required=False, widget=day_input())
    held_on = forms.DateField(label=_("Held on (first day)"), required=False, widget=day_input())

    def __init__(self, *args: object, leave_out: Sequence[str] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in leave_out:
            del self.fields[name]

    def clean(self) -> None:
        super().clean()
        for name in self.fields:
            known = self.initial.get(name)
            if known not in (None, "") and name not in self.errors and self.cleaned_data.get(name) is None:
                self.add_error(name, _("This was given before: correct it, or take it back further down the page."))
        if self.cleaned_data.get("probationary") and self.cleaned_data.get("official") is None and not self.errors:
            self.add_error("official", _("Give both numbers of members."))
        days = self.cleaned_data.get("planned_on") or self.cleaned_data.get("held_on")
        if self.cleaned_data.get("half_days") and not days and not self.errors:
            self.add_error("planned_on", _("Give the day together with the length."))


class PlanForm(forms.Form):
    """The plan of one congress."""

    form = forms.ChoiceField(
        label=_("Form of the congress"),
        required=False,
        widget=forms.RadioSelect,
        choices=lambda: [("", _("Not yet decided")), *words.choices(words.FORMS)],
    )
    contents = forms.TypedChoiceField(
        label=_("Contents"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Not yet decided")),
            ("4", _("Four contents")),
            ("3", _("Three contents")),
            ("2", _("Two contents")),
        ],
    )
    ordinal = forms.IntegerField(
        label=_("Which congress in number"), required=False, min_value=1, max_value=999, widget=number_input()
    )
    delegates = forms.IntegerField(
        label=_("Delegates summoned"), required=False, min_value=1, max_value=9999, widget=number_input()
    )
    planned_on = forms.DateField(label=_("Planned day"), required=False, widget=day_input())
    planned_half_days = forms.TypedChoiceField(
        label=_("Length"), required=False, coerce=int, empty_value=None, choices=lambda: words.length_choices(12)
    )
    case = forms.ChoiceField(
        label=_("Special case"), required=False, help_text=_("Only where the rules name a case of their own.")
    )
    decision = forms.CharField(
        label=_("Recorded decision"),
        required=False,
        max_length=200,
        help_text=_("Who decided what the rules leave open: number, day, body."),
    )
    window_from = forms.DateField(label=_("Window moved: from"), required=False, widget=day_input())
    window_to = forms.DateField(label=_("Window moved: until"), required=False, widget=day_input())
    window_decision = forms.CharField(label=_("Decision that moves the window"), required=False, max_length=200)

    def __init__(self, *args: object, cases: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(case, words.say(words.CASES, case)) for case in cases]
        self.fields["case"].choices = [("", _("None")), *named]


class RulesForm(forms.Form):
    """A rule pack, and the locality's own rules over it."""

    pack = forms.ChoiceField(label=_("Rule pack"))
    overlay = forms.ChoiceField(label=_("Own rules of the locality"), required=False)

    def __init__(
        self, *args: object, packs: Sequence[tuple[str, str]], overlays: Sequence[tuple[str, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = packs
        self.fields["overlay"].choices = [("", _("None: only what holds everywhere")), *overlays]


class OpenForm(RulesForm):
    """For which organisations the congresses of a term are opened, and under which rules."""

    kinds = forms.MultipleChoiceField(label=_("Kinds"), widget=forms.CheckboxSelectMultiple)
    with_below = forms.BooleanField(label=_("Also for all organisations below"), required=False)

    def __init__(self, *args: object, kinds: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kinds


class OverlayForm(forms.Form):
    """A file with a locality's own dates, rules and targets."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A text file in TOML, as the samples under Rules show."),
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )


PILOT_KINDS = (Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL, Kind.UPPER)


class AllocateForm(forms.Form):
    """How many pilots each organisation directly below is asked for, by kind; empty and 0 mean none."""

    decision = forms.CharField(label=_("Decision number"), max_length=200, required=False)

    def __init__(self, *args: object, below: Sequence[tuple[int, str]], kinds: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lines = []
        for pk, name in below:
            names = [f"n_{pk}_{kind or 'any'}" for kind in kinds]
            for field, kind in zip(names, kinds, strict=True):
                label = f"{name}: {words.say(words.KINDS, kind) if kind else _('Any grass-roots kind')}"
                self.fields[field] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=1000, widget=number_input()
                )
            self.lines.append((pk, name, names))
        self.kinds = tuple(kinds)

    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """For the page: each organisation with its fields, each under the name of its kind."""
        heads = [words.say(words.KINDS, kind) if kind else str(_("Any grass-roots kind")) for kind in self.kinds]
        return [
            (name, [(head, self[field]) for head, field in zip(heads, fields, strict=True)])
            for _pk, name, fields in self.lines
        ]

    def numbers(self) -> dict[tuple[int, str], int]:
        """What changed: (organisation, kind) → number."""
        return {
            (pk, kind): self.cleaned_data[field] or 0
            for pk, _name, fields in self.lines
            for field, kind in zip(fields, self.kinds, strict=True)
            if (self.cleaned_data[field] or 0) != (self.initial.get(field) or 0)
        }
