"""The two counts laid side by side, and what stands on a ballot, said by a third person with the paper in hand."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import Ballot, Flag, Reading, bundle_of
from daihoi.core.messages import Finding
from daihoi.queries.elections import CompareView, comparison
from daihoi.web.elections.frame import act_or_say, frame, get_or_post
from daihoi.web.elections.hall_forms import FLAGS, SettleForm, SlipForm, mark_words
from daihoi.web.paging import page_of

SIZE = 100


@dataclass(frozen=True)
class Differing:
    """A name, or something seen on the paper, as the two counts have it. `number`: place on the list, 0 for a flag."""

    number: int
    name: str
    first: str
    second: str
    settled: str


@dataclass(frozen=True)
class Slip:
    """A ballot on which the counts differ, or on which somebody concluded."""

    number: int
    bundle: int
    lines: tuple[Differing, ...]
    settled: bool
    readers: tuple[str, str]
    note: str
    by: str
    conclusion: bool | None


@require_safe
def compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How many ballots agree, and each that does not, with only the names on which it differs."""
    found = comparison(actor=request.actor, pk=pk, round=number)
    asked = request.GET.get("slip", "")
    form = SlipForm(request.GET if asked else None)
    if asked and form.is_valid() and form.cleaned_data["slip"] in found.ballots:
        return redirect("election_settle", pk, number, form.cleaned_data["slip"])
    if asked and form.is_valid():
        form.add_error("slip", gettext("There is no such slip in this round."))
    others = [slip for slip in found.notes if slip not in set(found.different)]
    listed = sorted(found.different, key=lambda slip: (slip not in set(found.left), slip))
    page = page_of(request, len(listed), SIZE)
    context = frame(request, found.around, last=gettext("The counts compared")) | {
        "found": found,
        "agree": len(found.ballots) - len(found.different),
        "slips": [_slip(found, slip) for slip in listed[page.start : page.stop]],
        "page": page,
        "others": [_slip(found, slip) for slip in sorted(others)],
        "form": form,
    }
    return render(request, "elections/compare.html", context)


def _slip(found: CompareView, slip: int) -> Slip:
    ballot = found.ballots[slip]
    note, by = found.notes.get(slip, ("", ""))
    return Slip(
        number=slip,
        bundle=bundle_of(slip),
        lines=tuple(_lines(found, ballot)),
        settled=ballot.settled is not None,
        readers=found.readers.get(slip, ("", "")),
        note=note,
        by=by,
        conclusion=ballot.conclusion,
    )


def _lines(found: CompareView, ballot: Ballot) -> list[Differing]:
    words = mark_words(found.style)
    first, second = ballot.first, ballot.second
    settled = ballot.settled.reading if ballot.settled else None

    def mark(reading: Reading | None, at: int) -> str:
        return words.get(reading.marks[at], "?") if reading else gettext("not keyed")

    def seen(reading: Reading | None, flag: Flag) -> str:
        return (gettext("yes") if flag in reading.flags else gettext("no")) if reading else gettext("not keyed")

    lines = [
        Differing(at + 1, name, mark(first, at), mark(second, at), mark(settled, at) if settled else "")
        for at, (name, _) in enumerate(found.names)
        if first is None or second is None or first.marks[at] != second.marks[at]
    ]
    return lines + [
        Differing(0, gettext(word), seen(first, flag), seen(second, flag), seen(settled, flag) if settled else "")
        for flag, word in FLAGS.items()
        if first is not None and second is not None and (flag in first.flags) != (flag in second.flags)
    ]


@get_or_post
def settle(request: HttpRequest, pk: int, number: int, slip: int) -> HttpResponse:
    """What stands on the paper of one slip; then on to the next that is not settled. Where both counts read it alike
    only the committee's conclusion is asked."""
    found = comparison(actor=request.actor, pk=pk, round=number)
    ballot = found.ballots.get(slip)
    if ballot is None:
        raise NotHere
    names = [name for name, _ in found.names]
    settled = ballot.settled
    initial = SettleForm.initial_of(ballot.first, ballot.second, settled.reading if settled else None, len(names))
    initial["note"] = found.notes.get(slip, ("", ""))[0]
    if settled and settled.conclusion is not None:
        initial["conclusion"] = "valid" if settled.conclusion else "invalid"
    form = SettleForm(request.POST or None, initial=initial, style=found.style, names=names)
    agreed = ballot.first if ballot.first == ballot.second else None
    if agreed is not None:
        _conclude_only(form)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        marks, flags = form.reading() if agreed is None else (agreed.marks, tuple(map(str, agreed.flags)))
        said = actions.Found(slip, marks, flags, form.concluded(), form.cleaned_data["note"])
        at = {"actor": request.actor, "organisation": found.around.organisation, "election": pk, "round": number}
        done = gettext("Slip {slip} is settled.").format(slip=slip)
        findings = act_or_say(request, lambda: actions.settle(**at, found=said), done=done)
        if not findings:
            left = [other for other in found.left if other != slip]
            later = next((other for other in left if other > slip), left[0] if left else None)
            return redirect("election_settle", pk, number, later) if later else redirect("election_compare", pk, number)
    context = frame(request, found.around, last=gettext("Slip {slip}").format(slip=slip)) | {
        "found": found,
        "slip": _slip(found, slip),
        "rows": _rows(found, ballot, form),
        "form": form,
        "findings": findings,
        "differs": ballot.first != ballot.second,
        "left": len(found.left),
        "allowed": found.allowed,
        "editable": found.running,
        "cancel": reverse("election_compare", args=[pk, number]),
    }
    return render(request, "elections/settle.html", context, status=400 if findings or form.errors else 200)


def _conclude_only(form: SettleForm) -> None:
    """A ballot that both counts read alike: its marks stay, and a conclusion must be given."""
    for name in form.fields.keys() - {"conclusion", "note"}:
        del form.fields[name]
    conclusion = form.fields["conclusion"]
    conclusion.choices, conclusion.required = conclusion.choices[1:], True


@dataclass(frozen=True)
class Row:
    """A line of the form: the two readings beside what is chosen; `field` None where nothing is to choose."""

    number: int
    label: str
    field: object
    note: str
    first: str
    second: str
    differs: bool


def _rows(found: CompareView, ballot: Ballot, form: SettleForm) -> list[Row]:
    words = mark_words(found.style)
    first, second = ballot.first, ballot.second
    rows = []

    def field(name: str) -> object:
        return form[name] if name in form.fields else None

    for at, (name, note) in enumerate(found.names):
        one, two = (words.get(reading.marks[at], "?") if reading else "–" for reading in (first, second))
        rows.append(Row(at + 1, name, field(f"m{at}"), note, one, two, one != two))
    for flag, word in FLAGS.items():
        one, two = (
            (gettext("yes") if flag in reading.flags else gettext("no")) if reading else "–"
            for reading in (first, second)
        )
        rows.append(Row(0, gettext(word), field(f"f_{flag}"), "", one, two, one != two))
    return rows
