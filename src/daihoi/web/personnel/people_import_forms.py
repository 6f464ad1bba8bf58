"""Forms of reading in people: the file, and what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.personnel.sheet import FIELD_NAMES, Field, Layout
from daihoi.core.tables import letter
from daihoi.web.fields import list_file_field
from daihoi.web.imports.forms import ENCODINGS


class PeopleFileForm(forms.Form):
    """A list, and whether those in it are in the pool."""

    file = list_file_field()
    into_pool = forms.BooleanField(
        label=_("Those in the list are in the pool of the term"),
        required=False,
        initial=True,
        help_text=_("Bodies, posts, and re-standing or first time are then set as the list says."),
    )


class PeopleMapForm(forms.Form):
    """How to read a sheet: where the people stand, and what each column holds."""

    first_row = forms.IntegerField(label=_("People from row"), min_value=1)
    last_row = forms.IntegerField(label=_("to row"), min_value=1)
    encoding = forms.ChoiceField(label=_("Letters of the file"), choices=list(ENCODINGS.items()))

    def __init__(self, data: Mapping[str, object] | None, *, layout: Layout, shown: Sequence[int], height: int) -> None:
        initial = {"first_row": layout.first_row, "last_row": layout.last_row, "encoding": layout.encoding}
        super().__init__(data, initial=initial)
        self.layout, self.shown, self.height = layout, shown, height
        choices = [("", gettext("– not read –")), *((one.value, gettext(name)) for one, name in FIELD_NAMES.items())]
        known = {column.index: column.field for column in layout.columns}
        for index in shown:
            field = known.get(index)
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=gettext("Column {letter} holds").format(letter=letter(index)),
                choices=choices,
                required=False,
                initial=field.value if field else "",
            )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        for name in ("first_row", "last_row"):
            if (data.get(name) or 0) > self.height:
                self.add_error(name, gettext("The sheet has {rows} rows.").format(rows=self.height))
        if (data.get("first_row") or 1) > (data.get("last_row") or self.height):
            self.add_error("last_row", gettext("The last row comes after the first one."))
        return data

    def chosen(self) -> Layout:
        """The layout as the form says it."""
        data = self.cleaned_data
        texts = {index: data[f"column-{index}"] for index in self.shown}
        columns = tuple(
            replace(one, field=(Field(texts[one.index]) if texts[one.index] else None)) if one.index in texts else one
            for one in self.layout.columns
        )
        return replace(
            self.layout,
            first_row=data["first_row"],
            last_row=data["last_row"],
            encoding=data["encoding"],
            columns=columns,
        )

    def check(self, layout: Layout) -> None:
        """Add an error for what cannot be read this way."""
        fields = [column.field for column in layout.columns if column.field]
        for one in dict.fromkeys(fields):
            places = [column.index for column in layout.columns if column.field is one]
            if len(places) > 1:
                text = gettext("Columns {letters} are all taken for “{field}”. Keep one of them.")
                letters = ", ".join(map(letter, places))
                self.add_error(None, text.format(letters=letters, field=gettext(FIELD_NAMES[one])))
        if Field.NAME not in fields:
            self.add_error(None, gettext("Choose the column that holds the full names."))
