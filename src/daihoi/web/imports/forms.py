"""Forms of importing: the file, what its columns hold, and corrections of single rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind
from daihoi.core.organisations.sheet import Column, Field, Hierarchy, Layout
from daihoi.core.organisations.sheet.naming import KIND_LABELS
from daihoi.core.tables import letter
from daihoi.web.access.forms import day_input
from daihoi.web.fields import list_file_field

FIELD_NAMES: dict[Field, str] = {
    Field.NAME: N_("Name of the organisation"),
    Field.CODE: N_("Code"),
    Field.KIND: N_("Kind of organisation"),
    Field.UNIT: N_("Kind of unit"),
    Field.PARENT_CODE: N_("Code of the upper organisation"),
    Field.PARENT_NAME: N_("Name of the upper organisation"),
    Field.OFFICIAL: N_("Official members"),
    Field.PROBATIONARY: N_("Probationary members"),
    Field.TOTAL: N_("All members"),
    Field.LEVEL: N_("Names of level {level}"),
    Field.NUMBERING: N_("Number in the list"),
    Field.PREDECESSORS: N_("Merged from"),
    Field.DECISION: N_("Decision"),
    Field.NOTE: N_("Note"),
}
HIERARCHIES: dict[Hierarchy, str] = {
    Hierarchy.PARENT_CODE: N_("A column gives the code of the upper organisation"),
    Hierarchy.PARENT_NAME: N_("A column gives the name of the upper organisation"),
    Hierarchy.LEVELS: N_("Each level has a column of names of its own"),
    Hierarchy.INDENT: N_("Names further in stand below those before them"),
    Hierarchy.NUMBERING: N_("By the numbers: I, 1, 1.1, a"),
    Hierarchy.SECTIONS: N_("A row with a name only opens the group below it"),
    Hierarchy.NONE: N_("All stand directly under the organisation chosen"),
}
ENCODINGS: dict[str, str | Promise] = {
    "unicode": "Unicode",
    "tcvn3": _("TCVN3 (ABC): fonts .VnTime"),
    "vni": _("VNI: fonts VNI-Times"),
}
_LEVELS = 6
_NEEDED = {
    Hierarchy.PARENT_CODE: (Field.PARENT_CODE, N_("Choose the column with the code of the upper organisation.")),
    Hierarchy.PARENT_NAME: (Field.PARENT_NAME, N_("Choose the column with the name of the upper organisation.")),
    Hierarchy.LEVELS: (Field.LEVEL, N_("Choose the columns with the names of each level.")),
}


class UploadForm(forms.Form):
    """A file, and where and for which day it is read."""

    file = list_file_field()
    organisation = forms.TypedChoiceField(label=_("Read it into"), coerce=int)
    as_of = forms.DateField(
        label=_("The day that the list stands for"),
        help_text=_("Before this day the tree stays as it was; figures of earlier days do not change."),
        widget=day_input(),
    )
    decision = forms.CharField(
        label=_("Number of the decision"), required=False, max_length=60, help_text=_("For example 123-QĐ/TU.")
    )

    def __init__(self, *args: object, places: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.choices = places
        if len(places) == 1:
            field.widget, field.initial = forms.HiddenInput(), places[0][0]


def column_choices(level_columns: bool) -> list[tuple[str, str]]:
    """What a column may hold; the levels one by one, since each is a column of its own."""
    found = [("", gettext("– not read –"))]
    for one, name in FIELD_NAMES.items():
        if one is not Field.LEVEL:
            found.append((one.value, gettext(name)))
        elif level_columns:
            found += [(f"level{i}", gettext(name).format(level=i)) for i in range(1, _LEVELS + 1)]
    return found


class MapForm(forms.Form):
    """How to read a sheet: where the list stands, what each column holds, what stands under what."""

    header_first = forms.IntegerField(label=_("Headings from row"), min_value=1, required=False)
    header_last = forms.IntegerField(label=_("to row"), min_value=1, required=False)
    first_row = forms.IntegerField(label=_("Organisations from row"), min_value=1)
    last_row = forms.IntegerField(label=_("to row"), min_value=1)
    hierarchy = forms.ChoiceField(label=_("What stands under what"))
    encoding = forms.ChoiceField(label=_("Letters of the file"), choices=list(ENCODINGS.items()))

    def __init__(self, data: Mapping[str, object] | None, *, layout: Layout, shown: Sequence[int], height: int) -> None:
        super().__init__(data, initial=_initial(layout))
        self.layout, self.shown, self.height = layout, shown, height
        self.fields["hierarchy"].choices = [(one.value, gettext(name)) for one, name in HIERARCHIES.items()]
        choices = column_choices(True)
        known = {column.index: column for column in layout.columns}
        for index in shown:
            column = known.get(index)
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=gettext("Column {letter} holds").format(letter=letter(index)),
                choices=choices,
                required=False,
                initial=_chosen(column),
            )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        for name in ("header_first", "header_last", "first_row", "last_row"):
            if (data.get(name) or 0) > self.height:
                self.add_error(name, gettext("The sheet has {rows} rows.").format(rows=self.height))
        first, last = data.get("header_first"), data.get("header_last")
        if first and last and not 0 <= last - first < 10:
            self.add_error("header_last", gettext("The headings end after they begin, at most ten rows below."))
        if (data.get("first_row") or 1) > (data.get("last_row") or self.height):
            self.add_error("last_row", gettext("The last row comes after the first one."))
        return data

    def header_rows(self) -> tuple[int, ...]:
        first = self.cleaned_data["header_first"]
        return tuple(range(first, (self.cleaned_data["header_last"] or first) + 1)) if first else ()

    def chosen_layout(self) -> Layout:
        """The layout as the form says it; columns that were guessed keep their heading."""
        data = self.cleaned_data
        known = {column.index: column for column in self.layout.columns}
        columns = []
        for index in self.shown:
            text = data[f"column-{index}"]
            old = known.get(index, Column(index, None))
            level = int(text[5:]) if text.startswith("level") else 0
            field = Field.LEVEL if level else Field(text) if text else None
            same = (old.field, old.level) == (field, level)
            columns.append(old if same else replace(old, field=field, level=level, confidence=1.0))
        return Layout(
            data["first_row"],
            data["last_row"],
            tuple(columns),
            Hierarchy(data["hierarchy"]),
            self.header_rows(),
            data["encoding"],
        )

    def check(self, layout: Layout) -> None:
        """Add an error for what cannot be read this way."""
        fields = [column.field for column in layout.columns if column.field]
        for one in dict.fromkeys(fields):
            levels = [column.level for column in layout.columns if column.field is one]
            if len(levels) != len(set(levels)):
                letters = ", ".join(letter(column.index) for column in layout.columns if column.field is one)
                text = gettext("Columns {letters} are all taken for “{field}”. Keep one of them.")
                name = gettext(FIELD_NAMES[one]).format(level="")
                self.add_error(None, text.format(letters=letters, field=name.strip()))
        if Field.NAME not in fields and Field.LEVEL not in fields:
            self.add_error(None, gettext("Choose the column that holds the names of the organisations."))
        needed, text = _NEEDED.get(layout.hierarchy, (None, ""))
        if needed and needed not in fields:
            self.add_error("hierarchy", gettext(text))


def _chosen(column: Column | None) -> str:
    if column is None or column.field is None:
        return ""
    return f"level{column.level or 1}" if column.field is Field.LEVEL else column.field.value


def _initial(layout: Layout) -> dict[str, object]:
    return {
        "header_first": min(layout.header_rows, default=None),
        "header_last": max(layout.header_rows, default=None),
        "first_row": layout.first_row,
        "last_row": layout.last_row,
        "hierarchy": layout.hierarchy.value,
        "encoding": layout.encoding,
    }


class RowForm(forms.Form):
    """One row of the file, put right beside it; and whether it is left out."""

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        row: int,
        texts: Mapping[Field, str],
        left_out: bool,
        wrong: Collection[Field] = (),
    ) -> None:
        """`wrong`: the fields of which findings speak; they are pointed out."""
        super().__init__(data, prefix=f"row-{row}")
        self.row = row
        if Field.PARENT_CODE in wrong:
            wrong = {*wrong, Field.PARENT_NAME}
        for one, text in texts.items():
            label = _("Upper organisation (code or name)") if one is Field.PARENT_NAME else _(FIELD_NAMES[one])
            if one is Field.KIND:
                field: forms.Field = forms.ChoiceField(choices=_kinds(text), label=label)
            else:
                field = forms.CharField(max_length=300, label=label)
                field.widget.attrs |= {"autocomplete": "off"}
                if one in (Field.OFFICIAL, Field.PROBATIONARY, Field.TOTAL):
                    field.widget.attrs |= {"inputmode": "numeric"}
            field.required, field.initial = False, text
            if one in wrong:
                field.widget.attrs |= {"aria-invalid": "true"}
            self.fields[one.value] = field
        self.fields["out"] = forms.BooleanField(label=_("Leave this row out"), required=False, initial=left_out)

    def corrections(self, original: Mapping[Field, str]) -> dict[str, str]:
        """What differs from the file, by field; a field that was not sent says nothing."""
        given = {one: self.cleaned_data[one.value] for one in original if self.add_prefix(one.value) in self.data}
        return {one.value: text for one, text in given.items() if text != original[one]}


def _kinds(text: str) -> list[tuple[str, str]]:
    """The kinds, after what the cell says now: a text that is no kind stays until another is chosen."""
    names = [KIND_LABELS[kind] for kind in Kind]
    own = [] if text in names or not text else [(text, text)]
    return [("", gettext("– told by the name –")), *own, *((name, name) for name in names)]


def rows_put_right(count: int) -> str:
    text = ngettext("%(count)s row was put right.", "%(count)s rows were put right.", count)
    return text % {"count": count}
