"""Forms of weekly reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.web.fields import day_field, text_field

WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]


class ScheduleForm(forms.Form):
    """When the report makes itself."""

    active = forms.BooleanField(label=_("Make the report every week"), required=False)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int)
    hour = forms.TypedChoiceField(
        label=_("Hour"), choices=[(str(hour), f"{hour:02d}:00") for hour in range(24)], coerce=int
    )


class MakeForm(forms.Form):
    """Up to which day a report tells."""

    week_to = day_field(_("Last day of the week"), help_text=_("The report tells of the seven days up to this one."))


class WordsForm(forms.Form):
    """People's own words in one section."""

    text = text_field(_("Words"), rows=8)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class SignForm(forms.Form):
    """Who signs the report off."""

    signer = forms.CharField(
        label=_("Name below the report"),
        max_length=200,
        help_text=_("Office and full name, as they stand on the paper."),
    )
