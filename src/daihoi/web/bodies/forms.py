"""Forms of bodies, their members and the organisations that they look after."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daihoi.actions.bodies import BodyFacts
from daihoi.core.bodies import BODY_NAMES, LONGEST_NAME, LONGEST_OFFICE, SEAT_NAMES, BodyKind, MemberLine, Seat
from daihoi.core.subjects import SUBJECT_NAMES, Subject
from daihoi.queries.bodies import BodyView, Member
from daihoi.web import words
from daihoi.web.fields import day_field, text_field

BLANK_ROWS = 4
PASTE_HELP = _("One person a line: name; office; seat in the body. A list copied from a sheet is read as well.")


class BodyForm(forms.Form):
    """What is known of a body."""

    kind = forms.ChoiceField(label=_("Kind of body"), choices=lambda: words.choices(BODY_NAMES))
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As it stands in the decision: Working group number 3.")
    )
    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Number and day: 123-QĐ/TU, 15/1/2020.")
    )
    formed_on = day_field(_("Formed on"))
    subject = forms.ChoiceField(
        label=_("Subject"),
        required=False,
        choices=lambda: [("", _("The whole preparation")), *words.choices(SUBJECT_NAMES)],
    )
    under = forms.ChoiceField(label=_("Works under"), required=False)
    task = text_field(_("Task"), help_text=_("Those that it looks after read it, too."))

    def __init__(self, *args: object, above: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = [("", "–"), *((str(pk), name) for pk, name in above)]
        if not above:
            del self.fields["under"]

    def facts(self) -> BodyFacts:
        data = self.cleaned_data
        return BodyFacts(
            kind=BodyKind(data["kind"]),
            name=data["name"],
            formed_on=data["formed_on"],
            task=data["task"],
            subject=Subject(data["subject"]) if data["subject"] else None,
            decision=data["decision"],
            under=int(data["under"]) if data.get("under") else None,
        )


class NewBodyForm(BodyForm):
    """A body with its members at once."""

    members = text_field(_("Members of the body"), rows=6, help_text=PASTE_HELP)


def initial_of(view: BodyView) -> dict[str, object]:
    """A body as its form shows it."""
    line = view.line
    facts = {name: getattr(line, name) for name in ("name", "decision", "formed_on", "subject", "task")}
    return facts | {"kind": line.kind.value, "under": str(line.under or "")}


class MembersForm(forms.Form):
    """The members one a row, with empty rows at the end, and a list to paste. A row without a name is left out."""

    def __init__(self, *args: object, members: Sequence[Member], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        data: Any = self.data
        rows = len(members) + BLANK_ROWS
        if self.is_bound:
            rows = min(max(rows, sum(key.startswith("name_") for key in data)), 250)
        self.numbers = range(rows)
        seats = words.choices(SEAT_NAMES)
        for number in self.numbers:
            known = members[number] if number < len(members) else None
            self._add(f"name_{number}", _("Name"), LONGEST_NAME, known.name if known else "")
            self._add(f"office_{number}", _("Office"), LONGEST_OFFICE, known.office if known else "")
            self.fields[f"seat_{number}"] = forms.ChoiceField(
                label=_("Seat in the body"), choices=seats, initial=known.seat.value if known else Seat.MEMBER.value
            )
            self._add(f"account_{number}", _("Account"), 150, known.account if known else "")
        self.fields["paste"] = text_field(_("Add a list"), rows=5, help_text=PASTE_HELP)

    def _add(self, name: str, label: str, most: int, initial: str) -> None:
        self.fields[name] = forms.CharField(label=label, max_length=most, required=False, initial=initial)

    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{n}"] for name in ("name", "office", "seat", "account")] for n in self.numbers]

    def members(self) -> list[MemberLine]:
        data = self.cleaned_data
        return [
            MemberLine(data[f"name_{n}"], data[f"office_{n}"], Seat(data[f"seat_{n}"]), data[f"account_{n}"])
            for n in self.numbers
            if data[f"name_{n}"].strip()
        ]


class EndForm(forms.Form):
    """The day from which a body no longer works."""

    ended_on = day_field(_("From the day"))
    reason = forms.CharField(label=_("Reason or decision"), max_length=300, required=False)


class PasteForm(forms.Form):
    """Organisations as a list."""

    lines = text_field(
        _("Add a list"), rows=5, required=True, help_text=_("One organisation a line, by its code or its name.")
    )
