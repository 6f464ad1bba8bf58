"""Forms of the hall: the sheet, those present, the stock of ballots, annulling, and what stands on one ballot."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext, gettext_lazy

from daihoi.core.elections import Flag, Reading, Stock, Style
from daihoi.core.elections.marks import ALPHABET
from daihoi.core.messages import N_
from daihoi.web.organisations.forms import number_input

MOST_COPIES = 3_000
STOCKS: dict[str, str] = {
    Stock.PRINTED: N_("Handed over to the counting committee"),
    Stock.ISSUED: N_("Issued to voters"),
    Stock.REPLACED: N_("Spoiled and replaced"),
    Stock.UNISSUED: N_("Left over, not issued"),
    Stock.COLLECTED: N_("Collected out of the box"),
}
FLAGS: dict[Flag, str] = {
    Flag.NOT_ISSUED: N_("Not issued by us"),
    Flag.OUTSIDE_NAME: N_("A name is added"),
    Flag.DISTINGUISHED: N_("A distinguishing mark"),
    Flag.WRITING: N_("Signed or written on"),
    Flag.TWO_INKS: N_("Two inks"),
    Flag.UNCLEAR: N_("A mark is unclear"),
}
MARKS: dict[Style, dict[str, str]] = {
    Style.STRIKE: {"1": N_("kept"), "0": N_("struck")},
    Style.COLUMNS: {"1": N_("agree"), "0": N_("disagree"), "2": N_("both"), "-": N_("none")},
    Style.SINGLE: {"1": N_("agree"), "0": N_("disagree"), "2": N_("both"), "-": N_("none")},
}


def mark_words(style: Style) -> dict[str, str]:
    return {mark: gettext(word) for mark, word in MARKS[style].items()}


class SheetForm(forms.Form):
    """On which paper a ballot is printed, and how."""

    paper = forms.ChoiceField(label=gettext_lazy("Paper"), choices=[("A4", "A4"), ("A5", "A5")], initial="A4")
    columns = forms.TypedChoiceField(
        label=gettext_lazy("Columns of names"),
        choices=[(0, gettext_lazy("as fits")), (1, gettext_lazy("one")), (2, gettext_lazy("two"))],
        coerce=int,
        initial=0,
    )


class PresentForm(forms.Form):
    present = forms.IntegerField(
        label=gettext_lazy("Voters present"), min_value=0, max_value=99_999, widget=number_input()
    )


class StockForm(forms.Form):
    """One entry of the ledger. `sure`: said after the page has asked whether a grave number is right; `seen`: how many
    entries the page showed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"), choices=lambda: [(str(one), gettext(word)) for one, word in STOCKS.items()]
    )
    number = forms.IntegerField(
        label=gettext_lazy("Number of ballots"), min_value=-99_999, max_value=99_999, widget=forms.NumberInput
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of a correction"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A number below zero puts an earlier entry right, and needs its reason."),
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, max_value=99_999, widget=forms.HiddenInput)

    def clean_kind(self) -> Stock:
        return Stock(self.cleaned_data["kind"])


class AnnulForm(forms.Form):
    """Why a round is annulled. The page has another form with a reason, so this one's field has an id of its own."""

    reason = forms.CharField(label=gettext_lazy("Why, and who decided it"), max_length=300)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, auto_id="annul_%s", **kwargs)


class SlipForm(forms.Form):
    slip = forms.IntegerField(label=gettext_lazy("Slip"), min_value=1, max_value=99_999, widget=number_input())


class SettleForm(forms.Form):
    """What stands on one ballot: `m0` … a mark for each name, `f_…` a yes or no for each flag, and a conclusion.

    Where both readings agree their mark is filled in; where they differ nothing is.
    """

    conclusion = forms.ChoiceField(
        label=gettext_lazy("The counting committee"),
        choices=[
            ("", gettext_lazy("The marks decide by themselves")),
            ("valid", gettext_lazy("The committee concluded: valid")),
            ("invalid", gettext_lazy("The committee concluded: invalid")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("What the committee concluded, and why"), max_length=300, required=False)

    def __init__(self, *args: object, style: Style, names: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        words = mark_words(style)
        self.names, self.style = names, style
        for at, name in enumerate(names):
            choices = [(mark, words[mark]) for mark in ALPHABET[style]]
            self.fields[f"m{at}"] = forms.ChoiceField(label=name, choices=choices, widget=forms.RadioSelect)
        for flag, word in FLAGS.items():
            choices = [("yes", gettext("yes")), ("no", gettext("no"))]
            self.fields[f"f_{flag}"] = forms.ChoiceField(label=gettext(word), choices=choices, widget=forms.RadioSelect)

    @staticmethod
    def initial_of(
        first: Reading | None, second: Reading | None, settled: Reading | None, names: int
    ) -> dict[str, str]:
        """What is filled in: as it was settled; else what both counts say, and nothing where they differ."""
        one, two = (settled, settled) if settled is not None else (first, second)
        if one is None or two is None:
            return {}
        filled = {f"m{at}": one.marks[at] for at in range(names) if one.marks[at] == two.marks[at]}
        for flag in Flag:
            if (flag in one.flags) == (flag in two.flags):
                filled[f"f_{flag}"] = "yes" if flag in one.flags else "no"
        return filled

    def reading(self) -> tuple[str, tuple[str, ...]]:
        marks = "".join(self.cleaned_data[f"m{at}"] for at in range(len(self.names)))
        return marks, tuple(str(flag) for flag in FLAGS if self.cleaned_data[f"f_{flag}"] == "yes")

    def concluded(self) -> bool | None:
        return {"valid": True, "invalid": False}.get(self.cleaned_data["conclusion"])
