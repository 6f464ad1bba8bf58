"""Forms of a scheme: its numbers, names of variants, and the list as it comes back from the page."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from daihoi.actions.personnel import Numbers, SchemeFacts
from daihoi.core.personnel.kinds import ORGAN_NAMES, SECRECY_NAMES, Organ, Post, Secrecy, Standing
from daihoi.core.personnel.places import ListPlace
from daihoi.queries.personnel import Candidate, SchemeView
from daihoi.queries.personnel.schemes import place_on_list
from daihoi.web import words
from daihoi.web.asked import whole_number
from daihoi.web.fields import day_field

_NUMBER = {"inputmode": "numeric", "min": "0", "class": "number"}
_PARTS = ("seats", "vacant", "vacant_why", "before")


class SchemeForm(forms.Form):
    """Secrecy, the month of reference where no rule gives it, and the numbers of each body."""

    secrecy = forms.ChoiceField(label=_("Mark of secrecy"), choices=lambda: words.choices(SECRECY_NAMES))

    def __init__(self, *args: object, wants_month: bool, before: Mapping[Organ, str], **more: object) -> None:
        """`before`: for bodies whose number a rule holds against an earlier one, which one that is."""
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if wants_month:
            self.fields["reference_on"] = day_field(
                _("Month from which ages are counted"),
                required=False,
                help_text=_("No rule gives it for this organisation. Any day of the month will do."),
            )
        for organ in Organ:
            for part in ("seats", "vacant", "before"):
                self.fields[f"{organ}_{part}"] = forms.IntegerField(
                    required=False, min_value=0, max_value=2000, widget=forms.NumberInput(attrs=_NUMBER)
                )
            self.fields[f"{organ}_before"].help_text = before.get(organ, "")
            self.fields[f"{organ}_vacant_why"] = forms.CharField(required=False, max_length=300)

    def rows(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each body with its fields, for the table."""
        return [
            (organ.value, words.say(ORGAN_NAMES, organ), [self[f"{organ}_{part}"] for part in _PARTS])
            for organ in Organ
        ]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        for organ in Organ:
            rest = any(data.get(f"{organ}_{part}") for part in _PARTS[1:])
            if rest and not data.get(f"{organ}_seats"):
                self.add_error(f"{organ}_seats", _("Enter how many places the body has."))
        return data

    def facts(self) -> SchemeFacts:
        data = self.cleaned_data
        numbers = {
            organ: Numbers(
                data[f"{organ}_seats"],
                data[f"{organ}_vacant"] or 0,
                data[f"{organ}_vacant_why"],
                data[f"{organ}_before"],
            )
            for organ in Organ
            if data[f"{organ}_seats"]
        }
        return SchemeFacts(Secrecy(data["secrecy"]), data.get("reference_on"), numbers)


def initial_of(view: SchemeView | None, secrecy: Secrecy, reference_on: object) -> dict[str, object]:
    """What the numbers' form begins with."""
    found: dict[str, object] = {"secrecy": secrecy.value, "reference_on": reference_on}
    for row in view.numbers if view else ():
        found |= {f"{row.organ}_{part}": getattr(row, part) or "" for part in _PARTS}
    return found


class VariantForm(forms.Form):
    """A new variant: its name and what it begins with."""

    name = forms.CharField(label=_("Name of the variant"), max_length=80)
    copy_of = forms.TypedChoiceField(label=_("Begin with"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, variants: Iterable[tuple[int, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["copy_of"].choices = [("", _("An empty list")), *variants]  # type: ignore[attr-defined]


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name of the variant"), max_length=80)


def places_of(post: QueryDict, known: Mapping[int, Candidate]) -> list[ListPlace]:
    """The list as the form gives it: those ticked in `on`, each with its own fields, or, where it came without them
    (`<id>-row`), with the place that the person has in the pool. Ids that nobody knows are left for the action to
    refuse; words that nobody knows are left out."""
    found = {}
    for text in post.getlist("on"):
        pk = whole_number(text)
        if pk is None:
            continue
        if f"{pk}-row" in post:
            found[pk] = _place(post, pk)
        elif pk in known:
            found[pk] = as_candidate(known[pk])
        else:
            found[pk] = ListPlace(pk, frozenset({Organ.COMMITTEE}))
    return list(found.values())


def as_candidate(one: Candidate) -> ListPlace:
    """The place of somebody who comes from the pool: for the committee where the pool names no body."""
    place = place_on_list(one)
    organs = place.organs or frozenset({Organ.COMMITTEE})
    return ListPlace(place.person, organs, place.standing, place.posts, frozenset(), place.special, place.councils)


def _place(post: QueryDict, pk: int) -> ListPlace:
    posts = set(Post)
    standing = post.get(f"{pk}-standing", "")
    organs = _bodies(post, f"{pk}-organs")
    return ListPlace(
        pk,
        organs,
        Standing(standing) if standing in set(Standing) else None,
        frozenset(Post(word) for word in post.getlist(f"{pk}-posts") if word in posts),
        _bodies(post, f"{pk}-surplus") & organs,
        post.get(f"{pk}-special", ""),
        f"{pk}-councils" in post,
    )


def _bodies(post: QueryDict, name: str) -> frozenset[Organ]:
    known = set(Organ)
    return frozenset(Organ(word) for word in post.getlist(name) if word in known)
