"""Forms of communication counts and of summaries of opinion."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext

from daihoi.core.outreach import CHANNEL_NAMES, THEME_NAMES, Channel, Theme
from daihoi.queries.outreach import Counted, OpinionRow
from daihoi.web import words
from daihoi.web.lessons.frame import SeenForm
from daihoi.web.organisations.forms import number_input


class CountsForm(SeenForm):
    """Planned and done of every channel by a day."""

    def __init__(self, *args: object, known: Mapping[Channel, Counted], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        planned, done, note = gettext("planned for the term"), gettext("done"), gettext("note")
        for channel in Channel:
            row = known.get(channel)
            name = words.say(CHANNEL_NAMES, channel)
            numbers = {"required": False, "min_value": 0, "max_value": 10_000_000}
            self.fields[f"planned_{channel}"] = forms.IntegerField(
                label=f"{name}: {planned}",
                initial=row.planned if row else None,
                widget=number_input(),
                **numbers,
            )
            self.fields[f"done_{channel}"] = forms.IntegerField(
                label=f"{name}: {done}", initial=row.done if row else None, widget=number_input(), **numbers
            )
            self.fields[f"note_{channel}"] = forms.CharField(
                label=f"{name}: {note}", initial=row.note if row else "", required=False, max_length=300
            )

    @property
    def rows(self) -> list[tuple[Channel, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (channel, self[f"planned_{channel}"], self[f"done_{channel}"], self[f"note_{channel}"])
            for channel in Channel
        ]


class OpinionForm(SeenForm):
    """Summaries of a day, theme by theme."""

    def __init__(self, *args: object, known: Sequence[OpinionRow], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        there = {row.theme: row for row in known}
        for theme in Theme:
            row = there.get(theme)
            name = words.say(THEME_NAMES, theme)
            for key, label, rows, value in (
                ("text", gettext("summary"), "4", row.text if row else ""),
                ("proposal", gettext("proposal"), "2", row.proposal if row else ""),
            ):
                self.fields[f"{key}_{theme}"] = forms.CharField(
                    label=f"{name}: {label}",
                    required=False,
                    max_length=10_000,
                    initial=value,
                    widget=forms.Textarea(attrs={"rows": rows}),
                )

    @property
    def rows(self) -> list[tuple[Theme, forms.BoundField, forms.BoundField]]:
        return [(theme, self[f"text_{theme}"], self[f"proposal_{theme}"]) for theme in Theme]
