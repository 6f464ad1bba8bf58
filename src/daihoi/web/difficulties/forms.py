"""Forms of difficulties, their answers, and who answers for what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.web.fields import levels_field, subject_field, text_field, units_field
from daihoi.web.organisations.forms import place_input

ARTICLE = _("Rests on")
ARTICLE_HELP = _("What the answer rests on: a paper with its number and article, or a rule of the pack, such as C-021.")


def seen_field() -> forms.IntegerField:
    """The last step that the person saw."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False)


class RaiseForm(forms.Form):
    """A difficulty, in one minute."""

    organisation = forms.CharField(label=_("Organisation that has the difficulty"), max_length=250)
    subject = subject_field()
    title = forms.CharField(
        label=_("The difficulty in one line"), max_length=300, help_text=_("Ask one thing, as you would say it.")
    )
    text = text_field(_("What happened, and what was tried"), rows=5)
    finding = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, places: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget = place_input(places)


class AnswerForm(forms.Form):
    """An answer with its article."""

    text = text_field(_("Answer"), required=True, rows=7)
    article = forms.CharField(label=ARTICLE, max_length=300, required=False, help_text=ARTICLE_HELP)
    seen = seen_field()


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = text_field(_("Reason"), required=True, rows=3)
    seen = seen_field()


class PublishForm(forms.Form):
    """A question with its answer for those below."""

    subject = subject_field()
    question = forms.CharField(
        label=_("Question"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text=_("Word it so that nobody can tell who raised it."),
    )
    answer = text_field(_("Answer"), required=True, rows=7)
    article = forms.CharField(label=ARTICLE, max_length=300, required=False, help_text=ARTICLE_HELP)
    levels = levels_field(_("For these levels"), help_text=_("None chosen: for all below."))
    units = units_field(_("For these kinds of unit"), help_text=_("None chosen: for all of them."))


class WithdrawForm(forms.Form):
    """Why an answer no longer holds."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Say what holds instead; those below read it.")
    )


class AnswererForm(forms.Form):
    """Who answers for a subject."""

    name = forms.CharField(
        label=_("Who answers"),
        max_length=200,
        required=False,
        help_text=_("The board, office or person. Empty: the line goes away."),
    )
    working_days = forms.IntegerField(
        label=_("Within how many working days"),
        min_value=1,
        max_value=250,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("A time that the organisation sets itself. Empty: there is none, and nothing counts as overdue."),
    )
    decision = forms.CharField(label=_("By which decision"), max_length=200, required=False)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        required=False,
        help_text=_("The account that sees these difficulties first among its work of the day."),
    )
