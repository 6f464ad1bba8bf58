"""Forms of papers: entering and changing one, taking papers in, saying that they were disseminated, filters."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from daihoi.core.directives import (
    DISSEMINATION_NAMES,
    PAPER_NAMES,
    Conference,
    Dissemination,
    Paper,
    PaperFacts,
    PaperTask,
)
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import Scope
from daihoi.core.subjects import SUBJECT_NAMES, Subject
from daihoi.web import words
from daihoi.web.fields import day_field, file_field, levels_field, subject_field, text_field, units_field
from daihoi.web.organisations.forms import number_input

STATES = {
    "force": _("In force"),
    "todo": _("Something is still to do"),
    "ended": _("Withdrawn or replaced"),
    "all": _("All"),
}
WHICH = {"here": _("Own and from above"), "above": _("From above"), "own": _("Own"), "below": _("Issued below")}
TASKS_MOST = 60
FREE_ROWS = 3
_ROW = re.compile(r"t([0-9]{1,4})-title", re.ASCII)


class PapersFilter(forms.Form):
    """What the list of papers is narrowed to."""

    text = forms.CharField(label=_("Number or title contains"), required=False, max_length=100)
    paper = forms.ChoiceField(
        label=_("Kind of paper"), required=False, choices=lambda: [("", _("All")), *words.choices(PAPER_NAMES)]
    )
    subject = forms.ChoiceField(
        label=_("Subject"), required=False, choices=lambda: [("", _("All")), *words.choices(SUBJECT_NAMES)]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=list(STATES.items()))


class TaskRow(forms.Form):
    """One task that a paper sets."""

    title = forms.CharField(label=_("Task"), required=False, max_length=300)
    subject = subject_field()
    levels = forms.MultipleChoiceField(
        label=_("For the levels"),
        required=False,
        choices=lambda: words.choices(words.LEVELS),
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = day_field(_("Due"), required=False)
    evidence = forms.CharField(label=_("Shown by"), required=False, max_length=300)
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    out = forms.BooleanField(label=_("Take this task out"), required=False)

    @property
    def blank(self) -> bool:
        data = self.cleaned_data
        return not data["title"] and data["id"] is None and not data["due_on"] and not data["evidence"]

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        given = data.get("id") is not None or data.get("due_on") or data.get("evidence")
        if given and not data.get("title") and not data.get("out"):
            self.add_error("title", _("Say what is to be done."))

    def task(self) -> PaperTask:
        data = self.cleaned_data
        levels = frozenset(Level(each) for each in data["levels"])
        return PaperTask(data["title"], Subject(data["subject"]), levels, data["due_on"], data["evidence"], data["id"])


class PaperForm(forms.Form):
    """A paper with its tasks, which are forms of their own below it.

    `below`: (id, name) of the organisations directly below; `papers`: those that it may be linked to, (id, label), and
    `own` the ones among them that it may replace.
    """

    paper = forms.ChoiceField(label=_("Kind of paper"), choices=lambda: words.choices(PAPER_NAMES))
    number = forms.CharField(label=_("Number"), max_length=60, help_text=_("As it stands on the paper: 25-CT/HU."))
    issued_on = day_field(_("Day of the paper"))
    issuer = forms.CharField(label=_("Issued by"), max_length=150)
    from_above = forms.BooleanField(
        label=_("It comes from a level above this installation"),
        required=False,
        help_text=_("It then also applies to this organisation itself."),
    )
    subject = subject_field()
    title = forms.CharField(label=_("Title of the paper"), max_length=300)
    summary = text_field(_("What it says, in a few sentences"), help_text=_("Shown to those for whom it is new."))
    file = file_field(_("File"))
    drop_file = forms.BooleanField(label=_("Take the file off"), required=False)
    based_on = forms.MultipleChoiceField(
        label=_("Based on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The cascade follows this."),
    )
    replaces = forms.MultipleChoiceField(label=_("Replaces"), required=False, widget=forms.CheckboxSelectMultiple)
    amends = forms.MultipleChoiceField(label=_("Amends"), required=False, widget=forms.CheckboxSelectMultiple)
    levels = levels_field(_("For the levels"), help_text=_("None chosen: for every level."))
    units = units_field(_("For the kinds of unit"), help_text=_("None chosen: for every kind."))
    places = forms.MultipleChoiceField(
        label=_("Only within"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for all below."),
    )
    more_places = text_field(
        _("Only within these further down"), rows=2, help_text=_("One organisation a line: its code or its name.")
    )
    disseminate = forms.BooleanField(label=_("It is to be disseminated"), required=False)
    disseminate_by = day_field(_("Disseminate by"), required=False)
    own_paper_levels = levels_field(
        _("These levels answer with a document of their own"), help_text=_("None chosen: nobody has to.")
    )
    own_paper_by = day_field(_("Own documents by"), required=False)
    pack = forms.ChoiceField(label=_("Rule pack that comes with it"), required=False)
    overlay = forms.CharField(
        label=_("Own rules that come with it"),
        required=False,
        max_length=1_000_000,
        strip=False,  # it is kept as it was written
        widget=forms.Textarea(attrs={"rows": "4", "class": "code", "spellcheck": "false"}),
        help_text=_("The text of an overlay file, or choose the file."),
    )
    overlay_file = forms.FileField(
        label=_("Overlay file"), required=False, widget=forms.FileInput(attrs={"accept": ".toml,text/plain"})
    )
    revise = forms.BooleanField(
        label=_("The change matters: it must be taken in anew"),
        required=False,
        help_text=_("It is then new again for everybody to whom it applies."),
    )
    note = forms.CharField(label=_("What changed"), required=False, max_length=300)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        initial: dict[str, object],
        tasks: Sequence[PaperTask] = (),
        below: Sequence[tuple[int, str]],
        papers: Sequence[tuple[int, str]],
        own: Collection[int],
        packs: Sequence[tuple[str, str]],
        top: bool,
        new: bool,
    ) -> None:
        super().__init__(data, files, initial=initial)
        chosen = [(str(pk), label) for pk, label in papers]
        mine = [(str(pk), label) for pk, label in papers if pk in own]
        fields = {"based_on": chosen, "replaces": mine, "amends": mine, "places": [(str(k), v) for k, v in below]}
        for name, choices in fields.items():
            self.fields[name].choices = choices
            if not choices:
                del self.fields[name]
        self.fields["pack"].choices = [("", _("None")), *packs]
        gone = [] if top else ["from_above"]
        gone += ["revise", "note"] if new else []
        gone += [] if initial.get("file_name") else ["drop_file"]
        for name in gone:
            del self.fields[name]
        self.rows = self._rows(data, tasks)

    def _rows(self, data: QueryDict | None, tasks: Sequence[PaperTask]) -> list[TaskRow]:
        if data is None:
            known = [
                {
                    "title": task.title,
                    "subject": task.subject.value,
                    "levels": sorted(level.value for level in task.levels),
                    "due_on": task.due_on,
                    "evidence": task.evidence,
                    "id": task.id,
                }
                for task in tasks
            ]
            count = len(known) + FREE_ROWS
            return [TaskRow(prefix=f"t{n}", initial=known[n] if n < len(known) else None) for n in range(count)]
        numbers = sorted({int(found[1]) for name in data if (found := _ROW.fullmatch(name))})
        return [TaskRow(data, prefix=f"t{number}") for number in numbers[:TASKS_MOST]]

    def clean(self) -> None:
        super().clean()
        good = [row.is_valid() for row in self.rows]  # each is asked, so that each shows its own errors
        if not all(good):
            self.add_error(None, _("Something is wrong with a task; it is said there."))

    def tasks(self) -> tuple[PaperTask, ...]:
        return tuple(row.task() for row in self.rows if not row.cleaned_data["out"] and not row.blank)

    def facts(self, places: Sequence[int], overlay: str) -> PaperFacts:
        data = self.cleaned_data

        def ids(name: str) -> tuple[int, ...]:
            return tuple(int(each) for each in data.get(name, ()))

        return PaperFacts(
            paper=Paper(data["paper"]),
            number=data["number"],
            issued_on=data["issued_on"],
            issuer=data["issuer"],
            title=data["title"],
            subject=Subject(data["subject"]),
            summary=data["summary"],
            scope=Scope(
                frozenset(Level(each) for each in data["levels"]), frozenset(Unit(each) for each in data["units"])
            ),
            places=tuple(sorted({*ids("places"), *places})),
            from_above=data.get("from_above", False),
            disseminate=data["disseminate"],
            disseminate_by=data["disseminate_by"],
            own_paper_levels=frozenset(Level(each) for each in data["own_paper_levels"]),
            own_paper_by=data["own_paper_by"],
            pack_id=data["pack"],
            overlay_text=overlay,
            based_on=ids("based_on"),
            replaces=ids("replaces"),
            amends=ids("amends"),
            tasks=self.tasks(),
        )


class TakeForm(forms.Form):
    """For which organisations a paper is taken in: `own`, the one looked at; `below`: (id, name) of those directly
    below that have not."""

    places = forms.MultipleChoiceField(
        label=_("Take it in for"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose one.")}
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, choices: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(str(pk), name) for pk, name in choices]


class ConferenceForm(forms.Form):
    """When and how papers were made known. `papers`: (id, label) of those that can be ticked."""

    papers = forms.MultipleChoiceField(
        label=_("Papers made known"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the papers that were made known.")},
    )
    on = day_field(_("Day"))
    form = forms.ChoiceField(label=_("Form"), choices=lambda: words.choices(DISSEMINATION_NAMES))
    expected = forms.IntegerField(
        label=_("Expected"), required=False, min_value=1, max_value=999_999, widget=number_input()
    )
    attended = forms.IntegerField(
        label=_("Attended"), required=False, min_value=0, max_value=999_999, widget=number_input()
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Place, who spoke, number of the minutes.")
    )
    back = forms.BooleanField(
        label=_("Take this entry back"), required=False, help_text=_("It was entered by mistake; nothing was held.")
    )
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, papers: Sequence[tuple[int, str]] | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("papers",) if papers is None else ("back", "token"):
            del self.fields[name]
        if papers is not None:
            self.fields["papers"].choices = [(str(pk), label) for pk, label in papers]

    def conference(self) -> Conference:
        data = self.cleaned_data
        return Conference(data["on"], Dissemination(data["form"]), data["attended"], data["expected"], data["note"])


class WithdrawForm(forms.Form):
    """From when a paper is withdrawn, and why."""

    on = day_field(_("From the day"))
    note = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("With the number of the decision, where there is one.")
    )
