"""Forms of reviews, lessons and training."""

from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.lessons.attendance import Expected
from daihoi.core.subjects import SUBJECT_NAMES, Subject
from daihoi.queries.lessons import KindName
from daihoi.web import words
from daihoi.web.asked import whole_number
from daihoi.web.fields import day_field, file_field, levels_field, subject_field, text_field, units_field
from daihoi.web.lessons.frame import SeenForm
from daihoi.web.organisations.forms import number_input
from daihoi.web.templatetags.lesson_words import kind_said


def kind_choices(kinds: Sequence[KindName], empty: str) -> list[tuple[str, object]]:
    """Kinds by subject, those of a subject together."""
    order = list(Subject)
    listed = sorted(kinds, key=lambda kind: (kind.key == "other", order.index(kind.subject)))
    groups = groupby(listed, key=lambda kind: "" if kind.key == "other" else kind.subject.value)
    found: list[tuple[str, object]] = [("", empty)]
    for subject, group in groups:
        pairs = [(kind.key, kind_said(kind)) for kind in group]
        found += [(words.say(SUBJECT_NAMES, subject), pairs)] if subject else pairs
    return found


class ReviewForm(SeenForm):
    """A review without its shortcomings."""

    reviewed_on = day_field(_("Reviewed on"))
    went_well = text_field(_("What went well"), rows=5, help_text=_("One matter a line."))
    to_change = text_field(_("What to change"), rows=4, help_text=_("For the whole congress. One matter a line."))
    field_order = ["reviewed_on", "went_well", "to_change"]


class ShortcomingForm(forms.Form):
    """One shortcoming; a row without a kind and without words is no row."""

    kind = forms.ChoiceField(label=_("Kind of shortcoming"), required=False)
    subject = forms.ChoiceField(
        label=_("Subject"),
        required=False,
        choices=lambda: [("", gettext("As the kind")), *words.choices(SUBJECT_NAMES)],
    )
    text = forms.CharField(
        label=_("What was seen"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )
    change = forms.CharField(
        label=_("What to do otherwise"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )

    def __init__(self, *args: object, kinds: Sequence[KindName], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(kinds, "–")

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("kind") and (data.get("text") or data.get("change")) and "kind" not in self.errors:
            self.add_error("kind", gettext("Choose the kind of shortcoming from the list."))
        return data


class KindForm(forms.Form):
    """A kind of shortcoming of one's own."""

    name = forms.CharField(label=_("Name of the kind"), max_length=200)
    subject = subject_field()


class LessonForm(SeenForm):
    """A lesson for organisations below."""

    title = forms.CharField(label=_("Title"), max_length=300)
    subject = subject_field()
    kind = forms.ChoiceField(
        label=_("Answers the shortcoming"),
        required=False,
        help_text=_("With it, the comparison shows whether the shortcoming still occurs after the lesson."),
    )
    text = text_field(_("The lesson"), rows=8)
    levels = levels_field(_("For which levels"), help_text=_("None chosen: for every level below."))
    units = units_field(_("For which kinds of unit"), help_text=_("None chosen: for every kind."))
    file = file_field(_("File"))
    drop_file = forms.BooleanField(label=_("Take the file out"), required=False)

    def __init__(self, *args: object, kinds: Sequence[KindName], has_file: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(kinds, gettext("None of the list"))
        if not has_file:
            del self.fields["drop_file"]


class ReasonForm(forms.Form):
    """Why something is withdrawn or dropped."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class TrainingForm(SeenForm):
    """A training session."""

    title = forms.CharField(label=_("Title"), max_length=300)
    subject = subject_field()
    planned_on = day_field(_("Planned day"))
    levels = levels_field(_("For which levels"), help_text=_("None chosen: for every level below."))
    form = forms.CharField(
        label=_("Form"), required=False, max_length=200, help_text=_("A conference, online, in each cell …")
    )
    file = file_field(_("Material"), help_text=_("Those for whom the session is can take it."))


class HoldForm(SeenForm):
    """A session was held."""

    held_on = day_field(_("Held on"))
    form = forms.CharField(label=_("Form"), required=False, max_length=200)
    file = file_field(_("Material"), help_text=_("Only where it is new; what is there stays."))


class TotalForm(forms.Form):
    """Who came, as one total."""

    expected = forms.IntegerField(
        label=_("Expected"), required=False, min_value=0, max_value=1_000_000, widget=number_input()
    )
    attended = forms.IntegerField(
        label=_("Attended"), required=False, min_value=0, max_value=1_000_000, widget=number_input()
    )


class PasteForm(forms.Form):
    """Numbers out of a spreadsheet."""

    pasted = text_field(_("Rows of a spreadsheet"), rows=6)


class AttendanceForm(forms.Form):
    """Expected and attended of each organisation of one page of the list, with what stood there (`w_…`)."""

    def __init__(
        self,
        *args: object,
        listed: Sequence[Expected],
        known: dict[int, tuple[int | None, int | None]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        for one in listed:
            was = known.get(one.organisation, (None, None))
            for key, label, value in (
                ("e", gettext("Expected"), was[0]),
                ("a", gettext("Attended"), was[1]),
            ):
                self.fields[f"{key}_{one.organisation}"] = forms.IntegerField(
                    label=f"{label}: {one.name}",
                    required=False,
                    min_value=0,
                    max_value=1_000_000,
                    initial=value,
                    widget=number_input(),
                )
            self.fields[f"w_{one.organisation}"] = forms.CharField(
                required=False,
                max_length=30,
                initial=",".join("" if value is None else str(value) for value in was),
                widget=forms.HiddenInput,
            )

    @property
    def rows(self) -> list[tuple[Expected, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(one, *(self[f"{key}_{one.organisation}"] for key in "eaw")) for one in self.listed]

    def was(self) -> dict[int, tuple[int | None, int | None]]:
        """What stood there when the form was shown."""
        found = {}
        for one in self.listed:
            parts = (self.cleaned_data.get(f"w_{one.organisation}") or ",").split(",")
            numbers = [whole_number(part) for part in [*parts, "", ""][:2]]
            found[one.organisation] = (numbers[0], numbers[1])
        return found
