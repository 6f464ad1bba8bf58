"""Form fields that several subjects have: subjects, levels and units to whom something applies, days, files."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions._files import KINDS, MOST, Attached
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import joined
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.web import words
from daihoi.web.organisations.forms import day_input


def subject_field(**more: object) -> forms.ChoiceField:
    """What it is about."""
    return forms.ChoiceField(label=_("Subject"), choices=lambda: words.choices(SUBJECT_NAMES), **more)


def _year_of_this_age(given: date) -> None:
    """Browsers make the year 0020 of "20" typed into a field for a day."""
    if not 1930 <= given.year <= 2100:
        raise ValidationError(
            gettext("The year %(year)s cannot be right. Type it with four digits."), params={"year": f"{given.year:04}"}
        )


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=day_input(), help_text=help_text, validators=[_year_of_this_age]
    )


def text_field(
    label: str, *, required: bool = False, rows: int = 4, help_text: str = "", most: int = 20_000
) -> forms.CharField:
    """A field of several lines; `most` letters are kept of it."""
    widget = forms.Textarea(attrs={"rows": str(rows)})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=help_text)


def levels_field(label: str, *, help_text: str = "") -> forms.MultipleChoiceField:
    """Levels to whom something applies; none chosen: every level."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=lambda: words.choices(words.LEVELS),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def units_field(label: str, *, help_text: str = "") -> forms.MultipleChoiceField:
    """Kinds of unit to which something applies; none chosen: every one."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=lambda: words.choices(words.UNITS),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def levels_of(chosen: list[str]) -> str:
    """Chosen levels as rows keep them."""
    return joined(Level(each) for each in chosen)


def units_of(chosen: list[str]) -> str:
    return joined(Unit(each) for each in chosen)


def file_field(label: str, *, required: bool = False, help_text: str = "") -> forms.FileField:
    """A file to attach. What is too large is said before it is sent: the server ends such a request unread."""
    attrs = {
        "accept": ",".join(f".{kind}" for kind in KINDS),
        "data-most": str(MOST),
        "data-large": _("This file is too large. Make it smaller, or attach it in parts."),
    }
    field = forms.FileField(label=label, required=required, widget=forms.FileInput(attrs=attrs), help_text=help_text)
    field.error_messages["empty"] = _("The file is empty. Choose the file again.")
    return field


LARGEST_LIST = 40_000_000  # bytes
_LIST_TOO_LARGE = _("The file is larger than 40 MB. Delete unused sheets, or split the list.")


def _list_fits(file: File) -> None:
    if file.size > LARGEST_LIST:
        raise ValidationError(_LIST_TOO_LARGE)


def list_file_field() -> forms.FileField:
    """A list out of an office file, to be read in; one that is empty is told of by whoever reads it."""
    attrs = {
        "accept": ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt",
        "data-most": str(LARGEST_LIST),
        "data-large": _LIST_TOO_LARGE,
    }
    return forms.FileField(
        label=_("The list"),
        help_text=_("An .xlsx, .xls, .ods or .csv file, as it is; at most 40 MB."),
        widget=forms.FileInput(attrs=attrs),
        max_length=200,
        allow_empty_file=True,
        validators=[_list_fits],
    )


def attached_of(uploaded: object) -> Attached | None:
    """An uploaded file as actions take it; None where none was chosen."""
    return Attached(uploaded.name, uploaded.read()) if uploaded else None  # type: ignore[attr-defined]
