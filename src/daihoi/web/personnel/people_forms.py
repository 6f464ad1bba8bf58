"""Forms of people: what is known of them, what they are meant for, items of dossiers, conclusions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions.personnel import HeldPost, MeantFor, PersonFacts
from daihoi.core.personnel import ORGAN_NAMES, POST_NAMES, Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.personnel.kinds import (
    DEGREE_NAMES,
    DOSSIER_STATE_NAMES,
    SEX_NAMES,
    STANDING_NAMES,
    THEORY_NAMES,
)
from daihoi.queries.personnel import PersonView
from daihoi.web import words
from daihoi.web.fields import day_field, file_field
from daihoi.web.organisations.forms import number_input

_TRI = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
_SPARE = 3  # empty rows for posts


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _text(label: str, most: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    field = forms.CharField(label=label, max_length=most, required=required, help_text=help_text)
    field.widget.attrs["autocomplete"] = "off"
    return field


def _choice(label: str, table: Mapping[Any, str], empty: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=lambda: [("", gettext(empty)), *words.choices(table)])


class SeenForm(forms.Form):
    """A form that knows which version of a record it was filled from."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PersonForm(SeenForm):
    """Everything that is known of a person, with posts."""

    name = _text(_("Full name"), 120, required=True)
    sex = _choice(_("Sex"), SEX_NAMES, "Not known")
    born_month = forms.IntegerField(
        label=_("Month of birth"), required=False, min_value=1, max_value=12, widget=number_input()
    )
    born_year = forms.IntegerField(label=_("Year of birth"), required=False, widget=number_input())
    ethnicity = _text(_("Ethnicity"), 40)
    home = _text(_("Home place"), 200)
    local = forms.ChoiceField(
        label=_("Comes from this place"),
        required=False,
        choices=_TRI,
        help_text=_("No: not from the place that the organisation leads."),
    )
    probationary_on = day_field(_("Admitted to the Party (probationary)"), required=False)
    official_on = day_field(_("Official member since"), required=False)
    schooling = _text(_("General schooling"), 20, help_text=_("For example 12/12."))
    degree = _choice(_("Specialist qualification"), DEGREE_NAMES, "Not known")
    specialism = _text(_("Field of the qualification"), 200)
    science = forms.ChoiceField(label=_("In science or technology"), required=False, choices=_TRI)
    theory = _choice(_("Political theory"), THEORY_NAMES, "Not known")
    post = _text(_("Present post and unit"), 200)
    note = _text(_("Note"), 500, help_text=_("Nothing of what a review or conclusion says."))

    def __init__(self, *args: object, view: PersonView | None = None, **kwargs: object) -> None:
        super().__init__(*args, initial=_initial(view) if view else None, **kwargs)
        held = view.posts if view else ()
        count = len(held) + _SPARE
        if self.is_bound:
            sent = [name for name in self.data if name.startswith("title_")]
            count = min(max(count, len(sent)), 60)
        self.count = count
        for i in range(count):
            title, unit, since, until = held[i] if i < len(held) else ("", "", None, None)
            self.fields[f"title_{i}"] = _numbered(_text(_("Post"), 200), i, title)
            self.fields[f"unit_{i}"] = _numbered(_text(_("Unit"), 200), i, unit)
            self.fields[f"from_{i}"] = _numbered(day_field(_("from"), required=False), i, since)
            self.fields[f"to_{i}"] = _numbered(day_field(_("to"), required=False), i, until)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        parts = (
            (_("The person"), ("name", "sex", "born_month", "born_year", "ethnicity", "home", "local")),
            (_("In the Party"), ("probationary_on", "official_on")),
            (_("Qualification"), ("schooling", "degree", "specialism", "science", "theory")),
            (_("Work"), ("post", "note")),
        )
        return [(head, [self[name] for name in names]) for head, names in parts]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{i}"] for name in ("title", "unit", "from", "to")] for i in range(self.count)]

    def facts(self) -> PersonFacts:
        data = self.cleaned_data
        posts = [
            HeldPost(data[f"title_{i}"], data[f"unit_{i}"], data[f"from_{i}"], data[f"to_{i}"])
            for i in range(self.count)
            if any(data[f"{name}_{i}"] for name in ("title", "unit", "from", "to"))
        ]
        tri = {"yes": True, "no": False}
        plain = ("name", "born_year", "born_month", "ethnicity", "home", "probationary_on", "official_on", "schooling")
        return PersonFacts(
            **{name: data[name] for name in plain},
            sex=Sex(data["sex"]) if data["sex"] else None,
            degree=Degree(data["degree"]) if data["degree"] else None,
            specialism=data["specialism"],
            science=tri.get(data["science"]),
            theory=Theory(data["theory"]) if data["theory"] else None,
            local=tri.get(data["local"]),
            post=data["post"],
            note=data["note"],
            posts=tuple(posts),
        )


def _numbered(field: forms.Field, index: int, initial: object) -> forms.Field:
    field.label = gettext("{what}, row {row}").format(what=field.label, row=index + 1)
    field.initial = initial
    return field


def _initial(view: PersonView) -> dict[str, object]:
    row = view.row
    return {
        "seen": view.version,
        "name": row.name,
        "sex": row.sex or "",
        "born_month": row.born_month,
        "born_year": row.born_year,
        "ethnicity": row.ethnicity,
        "home": row.home,
        "local": _said(view.local),
        "probationary_on": row.probationary_on,
        "official_on": row.official_on,
        "schooling": view.schooling,
        "degree": row.degree,
        "specialism": view.specialism,
        "science": _said(view.science),
        "theory": row.theory,
        "post": row.post,
        "note": view.note,
    }


class PoolForm(SeenForm):
    """What a person is in the pool for."""

    standing = _choice(_("Stands for the committee"), STANDING_NAMES, "Not said yet")
    organs = forms.MultipleChoiceField(
        label=_("Meant for these bodies"),
        required=False,
        choices=lambda: words.choices(ORGAN_NAMES),
        widget=forms.CheckboxSelectMultiple,
    )
    posts = forms.MultipleChoiceField(
        label=_("Meant for these posts"),
        required=False,
        choices=lambda: words.choices(POST_NAMES),
        widget=forms.CheckboxSelectMultiple,
    )
    decision = _text(_("Decision on the succession pool"), 200, help_text=_("Number and day."))
    special = _text(_("Decision by which the age rule does not hold"), 200, help_text=_("Empty: the age rule holds."))
    councils = forms.BooleanField(
        label=_("Also meant for leadership of the People's Council or Committee"), required=False
    )

    @staticmethod
    def initial_of(view: PersonView) -> dict[str, object]:
        row = view.row
        return {
            "seen": view.version,
            "standing": row.standing or "",
            "organs": [str(one) for one in row.organs],
            "posts": [str(one) for one in row.posts],
            "decision": view.decision,
            "special": row.special,
            "councils": view.councils,
        }

    def meant(self) -> MeantFor:
        data = self.cleaned_data
        return MeantFor(
            Standing(data["standing"]) if data["standing"] else None,
            frozenset(Organ(one) for one in data["organs"]),
            frozenset(Post(one) for one in data["posts"]),
            data["decision"],
            data["special"],
            data["councils"],
        )


class ItemForm(forms.Form):
    """Where one item of a dossier is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("State"), widget=forms.RadioSelect, choices=lambda: words.choices(DOSSIER_STATE_NAMES)
    )
    on_date = day_field(_("Since the day"), required=False, help_text=_("Not needed for what is missing."))
    note = _text(_("What the paper lacks"), 300)
    file = file_field(_("File"))
    drop_file = forms.BooleanField(label=_("Take the file out"), required=False)

    def __init__(self, *args: object, conclusion: bool, has_file: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if conclusion:
            del self.fields["note"], self.fields["file"]
        if not has_file or conclusion:
            del self.fields["drop_file"]


class ReviewForm(forms.Form):
    """A conclusion: not done, or done by whom and when."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    done = forms.ChoiceField(
        label=_("State"), widget=forms.RadioSelect, choices=[("no", _("Not done")), ("yes", _("Done"))]
    )
    done_by = _text(_("By which body or office"), 200)
    done_on = day_field(_("On the day"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if data.get("done") == "yes" and "done_on" in data and not data["done_on"]:
            self.add_error("done_on", gettext("Say on which day."))
        return data
