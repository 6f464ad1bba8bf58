"""Forms of norms and of spending; amounts are typed as people write them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.messages import Refused
from daihoi.core.spending import BUDGET_LINES, PER_NAMES, read_amount
from daihoi.web import words
from daihoi.web.fields import day_field, levels_field, text_field
from daihoi.web.lessons.frame import SeenForm
from daihoi.web.organisations.forms import number_input


def written(amount: int | None) -> str:
    """An amount as a field shows it: with marks of thousands, in either language."""
    return "" if amount is None else f"{amount:,}".replace(",", ".")


class AmountField(forms.CharField):
    """An amount in whole đồng, with or without marks of thousands."""

    def __init__(self, **more: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **more)

    def clean(self, value: object) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_amount(text)
        except Refused as refused:
            raise ValidationError([finding.message.render(gettext) for finding in refused.findings]) from refused


class LineForm(SeenForm):
    """One line: planned and settled."""

    quantity = forms.IntegerField(
        label=_("Quantity"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        widget=number_input(),
        help_text=_("Persons, person-days or documents: what a norm is multiplied with."),
    )
    planned = AmountField(label=_("Planned (dong)"), help_text=_("For example 12.500.000 or 12500000."))
    settled = AmountField(label=_("Settled (dong)"), required=False)
    settled_on = day_field(_("Settled on"), required=False)
    document = forms.CharField(
        label=_("Document"), required=False, max_length=200, help_text=_("Of the plan or the settlement: number, day.")
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Sums per line only: no bill, no person.")
    )


class NormForm(forms.Form):
    """A norm for the organisations below."""

    line = forms.ChoiceField(label=_("Budget line"), choices=lambda: words.choices(BUDGET_LINES))
    amount = AmountField(label=_("Amount (dong)"), help_text=_("For example 12.500.000 or 12500000."))
    per = forms.ChoiceField(label=_("For what"), choices=lambda: words.choices(PER_NAMES))
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("Where the norm stands: number, day, who issued it.")
    )
    levels = levels_field(_("For which levels"), help_text=_("None chosen: for every level below."))


class PasteForm(forms.Form):
    """Lines out of a spreadsheet."""

    pasted = text_field(_("Rows of a spreadsheet"), required=True, rows=8)
