"""Forms of briefings: when and where, minutes, and what follows from a point."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.web.difficulties.forms import ARTICLE, ARTICLE_HELP
from daihoi.web.fields import day_field, subject_field, text_field
from daihoi.web.organisations.forms import place_input


def seen_field() -> forms.CharField:
    """What the person saw of the briefing."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class MeetingForm(forms.Form):
    """When and where, who leads and who writes."""

    planned_on = day_field(_("Day"))
    place = forms.CharField(label=_("Venue"), max_length=200, required=False)
    chair = forms.CharField(label=_("Chair"), max_length=200, required=False)
    scribe = forms.CharField(label=_("Scribe"), max_length=200, required=False)
    seen = seen_field()


class DropForm(forms.Form):
    """Nothing but what the person saw."""

    seen = seen_field()


class MinutesForm(forms.Form):
    """Who was there, what was said on each point, what was concluded."""

    held_on = day_field(_("Held on"))
    place = forms.CharField(label=_("Venue"), max_length=200, required=False)
    chair = forms.CharField(label=_("Chair"), max_length=200, required=False)
    scribe = forms.CharField(label=_("Scribe"), max_length=200, required=False)
    present = text_field(
        _("Who was present"), rows=4, help_text=_("One line each: board, office or place, and who came.")
    )
    conclusion = text_field(_("Conclusion of the chair"), rows=5)
    seen = seen_field()

    def __init__(self, *args: object, points: list[tuple[int, str, str]], **kwargs: object) -> None:
        """`points`: id, title and what was said so far."""
        super().__init__(*args, **kwargs)
        self.said = [f"said_{pk}" for pk, _title, _said in points]
        for pk, title, said in points:
            field = text_field(title, rows=3)
            field.initial = said
            self.fields[f"said_{pk}"] = field

    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("held_on", "place", "chair", "scribe")]

    def of_points(self) -> list[forms.BoundField]:
        return [self[name] for name in self.said]

    def said_by_point(self) -> dict[int, str]:
        return {int(name.removeprefix("said_")): self.cleaned_data[name] for name in self.said}


class AssignForm(forms.Form):
    """A task that follows from a point."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    organisation = forms.CharField(
        label=_("For which organisation"), max_length=250, help_text=_("This one, or one below it.")
    )
    responsible = forms.CharField(label=_("Who does it"), max_length=200, required=False)
    subject = subject_field()
    due_on = day_field(_("Complete by"), required=False)
    seen = seen_field()

    def __init__(self, *args: object, places: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget = place_input(places)


class AnswerPointForm(forms.Form):
    """The answer that the briefing gave to a difficulty."""

    text = text_field(_("Answer"), required=True, rows=6)
    article = forms.CharField(label=ARTICLE, max_length=300, required=False, help_text=ARTICLE_HELP)
    seen = seen_field()
