"""Forms of bodies: entering members, leaving, departures, merged offices."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import (
    ARRANGEMENT_NAMES,
    DEPARTURE_NAMES,
    ENTRY_NAMES,
    EXIT_NAMES,
    MERGED_NAMES,
    ORGAN_NAMES,
    PARTY_POSTS,
    POST_NAMES,
    STANDING_NAMES,
    Arrangement,
    Departure,
    Entry,
    Organ,
    Post,
    Standing,
)
from daihoi.core.personnel.members import BESIDE, DepartureFacts, MemberFacts
from daihoi.queries.personnel import DepartureRow, KeptPerson, MemberRow
from daihoi.web import words
from daihoi.web.fields import day_field
from daihoi.web.organisations.forms import number_input
from daihoi.web.personnel.people_forms import SeenForm

_HELD = {post: POST_NAMES[post] for post in Post if post in PARTY_POSTS}
_BESIDE = {post: POST_NAMES[post] for post in BESIDE}


def _choice(
    label: str, table: Mapping[Any, str], empty: str = "", *, help_text: str = "", **more: object
) -> forms.ChoiceField:
    def every() -> list[tuple[str, str]]:
        return [*([("", gettext(empty))] if empty else []), *words.choices(table)]

    return forms.ChoiceField(label=label, required=not empty, choices=every, help_text=help_text, **more)


def _text(label: str, most: int, help_text: str = "") -> forms.CharField:
    field = forms.CharField(label=label, max_length=most, required=False, help_text=help_text)
    field.widget.attrs["autocomplete"] = "off"
    return field


def _number(label: str, help_text: str = "", *, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=1_000_000, widget=number_input(), help_text=help_text
    )


def person_field(people: Sequence[KeptPerson]) -> forms.TypedChoiceField:
    """One of the people whom the organisation keeps."""
    choices = [("", gettext("Choose …")), *((str(one.id), one.said) for one in people)]
    return forms.TypedChoiceField(label=_("Person of the organisation"), coerce=int, choices=choices)


class MemberForm(SeenForm):
    """How somebody is in a body; for a new one also who."""

    organ = _choice(_("Body or delegation"), ORGAN_NAMES)
    post = _choice(_("Post in it"), _HELD, N_("None"))
    post_on = day_field(_("In the post since"), required=False, help_text=_("If later than coming in."))
    beside = forms.MultipleChoiceField(
        label=_("Posts held beside it"),
        required=False,
        choices=lambda: words.choices(_BESIDE),
        widget=forms.CheckboxSelectMultiple,
    )
    village_on = day_field(
        _("Elected head of the village on"), required=False, help_text=_("The day on which the people elected.")
    )
    standing = _choice(_("Stood"), STANDING_NAMES, N_("Not known"))
    entry = _choice(_("Came in"), ENTRY_NAMES)
    from_on = day_field(_("In it since"))
    votes = _number(_("Votes"))
    base = _number(_("Of how many"), _("The number from which half is counted."), least=1)
    decision = _text(_("Decision"), 200, _("Number and day, where there is one."))

    def __init__(self, *args: object, people: Sequence[KeptPerson] = (), row: MemberRow | None = None,
                 **kwargs: object) -> None:  # fmt: skip
        super().__init__(*args, initial=_initial(row) if row else None, **kwargs)
        if row is None:
            self.fields = {"person": person_field(people), **self.fields}

    def facts(self) -> MemberFacts:
        data = self.cleaned_data
        return MemberFacts(
            organ=Organ(data["organ"]),
            entry=Entry(data["entry"]),
            from_on=data["from_on"],
            standing=Standing(data["standing"]) if data["standing"] else None,
            post=Post(data["post"]) if data["post"] else None,
            post_on=data["post_on"],
            beside=frozenset(Post(one) for one in data["beside"]),
            votes=data["votes"],
            base=data["base"],
            decision=data["decision"],
            village_on=data["village_on"],
        )


def _initial(row: MemberRow) -> dict[str, object]:
    plain = ("organ", "post_on", "entry", "from_on", "votes", "base", "decision", "village_on")
    return {
        "seen": row.version,
        "post": row.post or "",
        "standing": row.standing or "",
        "beside": [str(post) for post in row.beside],
        **{name: getattr(row, name) for name in plain},
    }


class SeveralForm(forms.Form):
    """A whole body at once: what holds for all, and a line for each person of the organisation."""

    organ = _choice(_("Body or delegation"), ORGAN_NAMES)
    entry = _choice(_("Came in"), {k: v for k, v in ENTRY_NAMES.items() if k is not Entry.ELECTED_DIRECTLY})
    from_on = day_field(_("In it since"))
    base = _number(_("Votes are of how many"), _("The number from which half is counted."), least=1)
    directly = forms.BooleanField(label=_("The congress elected the secretary directly"), required=False)
    decision = _text(_("Decision"), 200, _("Number and day, where there is one."))

    def __init__(self, *args: object, people: Sequence[KeptPerson], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        for one in people:
            for name, field in (
                ("in", forms.BooleanField(label=one.name, required=False)),
                ("post", _choice(_("Post in it"), _HELD, N_("None"))),
                ("standing", _choice(_("Stood"), STANDING_NAMES, N_("Not known"))),
                ("votes", _number(_("Votes"))),
            ):
                field.initial = one.standing if name == "standing" else None
                self.fields[f"{name}_{one.id}"] = field

    @property
    def common(self) -> list[forms.BoundField]:
        return [self[name] for name in ("organ", "entry", "from_on", "base", "decision", "directly")]

    @property
    def rows(self) -> list[tuple[KeptPerson, list[forms.BoundField]]]:
        names = ("in", "post", "standing", "votes")
        return [(one, [self[f"{name}_{one.id}"] for name in names]) for one in self._people]

    def lines(self) -> list[tuple[int, MemberFacts]]:
        data = self.cleaned_data
        found = []
        for one in self._people:
            if not data[f"in_{one.id}"]:
                continue
            post, standing = data[f"post_{one.id}"], data[f"standing_{one.id}"]
            directly = data["directly"] and post == Post.SECRETARY.value
            facts = MemberFacts(
                organ=Organ(data["organ"]),
                entry=Entry.ELECTED_DIRECTLY if directly else Entry(data["entry"]),
                from_on=data["from_on"],
                standing=Standing(standing) if standing else None,
                post=Post(post) if post else None,
                votes=data[f"votes_{one.id}"],
                base=data["base"],
                decision=data["decision"],
            )
            found.append((one.id, facts))
        return found


class LeaveForm(SeenForm):
    """From which day on somebody is in a body no more, and how it came."""

    to_on = day_field(_("Left on"))
    exit = _choice(_("How"), EXIT_NAMES, widget=forms.RadioSelect)
    note = _text(_("Note"), 300)


class DepartureForm(SeenForm):
    """What becomes of somebody who does not stand again; for a new one also who."""

    why = _choice(_("Why not again"), DEPARTURE_NAMES, widget=forms.RadioSelect)
    arrangement = _choice(_("Further work or leaving"), ARRANGEMENT_NAMES)
    arranged = _text(_("What is foreseen"), 300)
    policy = _choice(_("Policy due to the person"), ARRANGEMENT_NAMES)
    decision = _text(_("Decision"), 200, _("Number and day; needed once something is decided."))
    from_on = day_field(_("In effect from"), required=False)

    def __init__(self, *args: object, people: Sequence[KeptPerson] = (), row: DepartureRow | None = None,
                 **kwargs: object) -> None:  # fmt: skip
        super().__init__(*args, initial={"seen": row.version, **vars(row)} if row else None, **kwargs)
        if row is None:
            self.fields = {"person": person_field(people), **self.fields}

    def facts(self) -> DepartureFacts:
        data = self.cleaned_data
        return DepartureFacts(
            Departure(data["why"]),
            Arrangement(data["arrangement"]),
            data["arranged"],
            Arrangement(data["policy"]),
            data["decision"],
            data["from_on"],
        )


class OfficesForm(forms.Form):
    """Offices of Party and state that begin to work as one."""

    offices = _choice(_("Offices"), MERGED_NAMES, widget=forms.RadioSelect)
    from_on = day_field(_("As one since"))
    decision = _text(_("Decision"), 200, _("Number and day, where there is one."))


class PartForm(forms.Form):
    """From when they are two again."""

    to_on = day_field(_("As one no more from"))
