"""Forms of tasks, plans and windows."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.actions.tasks import Wanted
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.plan.reasons import REASON_NAMES, Reason
from daihoi.core.scope import parted
from daihoi.core.subjects import Subject
from daihoi.queries.plan import NewWindow
from daihoi.web import words
from daihoi.web.fields import day_field, levels_field, levels_of, subject_field, units_field, units_of


class SeenForm(forms.Form):
    """A form about a row as it was seen; what somebody changed in the meantime is not lost."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class TaskForm(SeenForm):
    """A task of a plan; `issued`: a reason is asked, because the plan was issued."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    subject = subject_field()
    body = forms.TypedChoiceField(label=_("Responsible body"), required=False, coerce=int, empty_value=None)
    responsible = forms.CharField(
        label=_("Responsible person"), required=False, max_length=200, help_text=_("Name, or office and name.")
    )
    starts_on = day_field(_("Begins on"), required=False)
    due_on = day_field(_("Due on"), required=False)
    evidence = forms.CharField(
        label=_("Shown by"), required=False, max_length=300, help_text=_("By what it is seen that the task is done.")
    )
    reason = forms.CharField(
        label=_("Reason of the change"), required=False, max_length=300, help_text=_("The plan was issued already.")
    )
    field_order = ["title", "subject", "body", "responsible", "starts_on", "due_on", "evidence", "reason", "seen"]

    def __init__(
        self,
        *args: object,
        bodies: Sequence[tuple[int, str]],
        issued: bool,
        from_above: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("None")), *bodies]
        if not bodies:
            del self.fields["body"]
        if issued:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        if from_above:
            for name in ("title", "subject"):
                self.fields[name].disabled = True

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            title=data["title"],
            subject=Subject(data["subject"]),
            body=data.get("body"),
            responsible=data["responsible"],
            starts_on=data["starts_on"],
            due_on=data["due_on"],
            evidence=data["evidence"],
        )


class DoneForm(SeenForm):
    """On which day a task was done, and what shows it."""

    done_on = day_field(_("Done on"))
    note = forms.CharField(
        label=_("Evidence"), required=False, max_length=300, help_text=_("Number and day of the paper.")
    )


class ReasonForm(SeenForm):
    """Why something is dropped, opened again or withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class IssueForm(forms.Form):
    """The paper by which a plan is issued; `again`: a further version says why."""

    document = forms.CharField(
        label=_("Number of the document"), max_length=200, help_text=_("As it stands on the paper: 79-KH/TU.")
    )
    issued_on = day_field(_("Day of the document"))
    reason = forms.CharField(label=_("Reason of the new version"), max_length=300)

    def __init__(self, *args: object, again: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["reason"]


WHICH = (("", _("All congresses")), ("yes", _("Only pilot congresses")), ("no", _("Only those that are no pilots")))


class WindowForm(forms.Form):
    """A decision on the days of congresses below.

    `level`: of the organisation that decides; `below`: organisations directly below it, offered to be ticked.
    """

    number = forms.CharField(label=_("Decision number"), max_length=60)
    decided_on = day_field(_("Day of the decision"))
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: words.choices(REASON_NAMES),
        help_text=_("A frame of the plan lies within the rules; a window moved for another reason may lie outside."),
    )
    first = day_field(_("First day"), required=False)
    last = day_field(
        _("Last day"),
        required=False,
        help_text=_("A day that is left empty stays as the rules or the level above say."),
    )
    levels = levels_field(_("For levels"), help_text=_("None chosen: every level."))
    units = units_field(_("For kinds of unit"), help_text=_("None chosen: every kind."))
    pilots = forms.ChoiceField(label=_("For which congresses"), required=False, choices=WHICH)
    places = forms.MultipleChoiceField(
        label=_("Only within these organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all below."),
    )
    others = forms.CharField(
        label=_("Other organisations below"),
        required=False,
        max_length=500,
        help_text=_("Their codes, with commas between them."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: object, level: Level, below: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        under = list(Level)[list(Level).index(level) + 1 :]
        self.fields["levels"].choices = [pair for pair in words.choices(words.LEVELS) if pair[0] in under]
        if below:
            self.fields["places"].choices = below
        else:
            del self.fields["places"]

    def window(self, places: Sequence[int]) -> NewWindow:
        data = self.cleaned_data
        decided: date = data["decided_on"]
        return NewWindow(
            number=data["number"],
            decided_on=decided,
            reason=Reason(data["reason"]),
            first=data["first"],
            last=data["last"],
            note=data["note"],
            levels=parted(levels_of(data["levels"]), Level),
            units=parted(units_of(data["units"]), Unit),
            pilots={"yes": True, "no": False}.get(data["pilots"]),
            places=tuple(places),
        )
