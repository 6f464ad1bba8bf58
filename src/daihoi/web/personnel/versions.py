"""Versions of a scheme: what was submitted, what differs, what was found and decided; submitting the chosen list."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.actions.personnel.versions import MOST_WORDS
from daihoi.core.access import NotHere
from daihoi.core.messages import GRAVITY, Finding, Message, Refused
from daihoi.core.organisations import paths
from daihoi.core.personnel import ORGAN_NAMES, POST_NAMES, Listed
from daihoi.core.personnel.approval import Act, may_submit
from daihoi.core.personnel.content import Content, Difference, Whose, differences, read_content
from daihoi.core.personnel.kinds import (
    DEGREE_NAMES,
    SEX_NAMES,
    STANDING_NAMES,
    THEORY_NAMES,
    VERSION_STATE_NAMES,
    VersionState,
)
from daihoi.core.text import name_key
from daihoi.queries.personnel import PersonnelPlace
from daihoi.queries.personnel.versions import VersionRow, VersionView, contents, draft, version, versions
from daihoi.web.fields import day_field, text_field
from daihoi.web.one_form import act_or_say, get_or_post
from daihoi.web.personnel.frame import crumbs, opened
from daihoi.web.personnel.scheme_lines import grouped, shown
from daihoi.web.personnel.scheme_people import born
from daihoi.web.words import say

LOOKS = {
    VersionState.SUBMITTED: "due",
    VersionState.FORWARDED: "due",
    VersionState.RETURNED: "late",
    VersionState.APPROVED: "done",
}


@dataclass(frozen=True)
class Described:
    """A version in the list: `changes` from the one before it, None for the first; `fault`: why it cannot be read."""

    row: VersionRow
    state: str
    look: str
    changes: tuple[Difference, ...] | None
    fault: Finding | None


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of an organisation's scheme, the newest first, each with what differs from the one before."""
    place, context = opened(request, pk, "personnel_versions", last=gettext("Appraisal and approval"))
    rows = versions(place)
    read = _read(place, rows)
    described = []
    for row in rows:
        now, before = read.get(row.number), read.get(row.number - 1)
        content = now if isinstance(now, Content) else None
        changes = differences(before, content) if isinstance(before, Content) and content else None
        fault = now if isinstance(now, Finding) else None
        described.append(Described(row, say(VERSION_STATE_NAMES, row.state), LOOKS[row.state], changes, fault))
    context |= {
        "rows": described,
        "may_submit": place.may_edit and place.scheme is not None and may_submit(row.state for row in rows),
        "scheme": place.scheme,
    }
    return render(request, "personnel/versions.html", context)


def _read(place: PersonnelPlace, rows: tuple[VersionRow, ...]) -> dict[int, Content | Finding]:
    found: dict[int, Content | Finding] = {}
    for number, (text, sha256) in contents(place, [row.number for row in rows]).items() if rows else ():
        try:
            found[number] = read_content(text, sha256, Whose(place.organisation, place.term, number))
        except Refused as refused:
            found[number] = refused.findings[0]
    return found


class SubmitForm(forms.Form):
    """Number of the submission, by when an answer is asked for; a reason where the process is not closed."""

    paper = forms.CharField(label=_("Number of the submission"), required=False, max_length=60)
    due_on = day_field(
        _("Answer due by"),
        required=False,
        help_text=_("Set by whoever submits, where it is asked for; shown with who set it."),
    )

    def __init__(self, *args: Any, wants_reason: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if wants_reason:
            self.fields["why"] = text_field(
                _("Why it is submitted before the process is closed"),
                required=True,
                rows=3,
                most=MOST_WORDS,
                help_text=_("The reason is locked with the version and read by whoever appraises it."),
            )


@get_or_post
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be submitted, what a machine finds in it, and the button that locks it."""
    place, context = opened(request, pk, "personnel_submit", last=gettext("Submit the scheme"))
    if not place.may_edit:
        raise NotHere
    found = draft(place, request.today)
    initial = {"due_on": found.due_on if found else None}
    form = SubmitForm(request.POST or None, initial=initial, wants_reason=bool(found and found.unfinished))
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and found is not None and form.is_valid():
        data = form.cleaned_data
        findings = act_or_say(
            request,
            lambda: actions.submit(
                actor=request.actor,
                organisation=pk,
                term=place.term,
                sha256=request.POST.get("sha256", ""),
                paper=data["paper"],
                why=data.get("why", ""),
                due_on=data["due_on"],
            ),
            done=gettext("The scheme is submitted and locked."),
        )
        if not findings:
            return redirect("personnel_versions", pk)
    context |= {"found": found, "form": form, "findings": findings}
    if found is not None:
        context |= {
            "above": found.above_name,
            "itself": found.above == pk,
            "people": len(found.content.listed),
            "machine": _graded(found.appraisal.found),
            "blocked": found.appraisal.blocked,
        }
    return render(request, "personnel/submit.html", context, status=400 if findings or form.errors else 200)


@dataclass(frozen=True)
class ListRow:
    """Somebody on the locked list, in the reader's language."""

    name: str
    sex: str
    born: str
    ethnicity: str
    home: str
    qualification: str
    theory: str
    joined: object
    post: str
    standing: str
    organs: str
    posts: str
    surplus: str
    special: str


@get_or_post
def one(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version: machine findings by severity, people's remarks, then the locked list and its lines. Remarks are
    struck here."""
    place, context = opened_version(request, pk, number, "personnel_version")
    view = version(place, number, actor=request.actor, today=request.today)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        findings = _strike(request, place, view)
        if not findings:
            return redirect("personnel_version", pk, number)
    context |= shown_version(view) | {"findings": findings}
    return render(request, "personnel/version.html", context, status=400 if findings else 200)


def _strike(request: HttpRequest, place: PersonnelPlace, view: VersionView) -> tuple[Finding, ...]:
    given = request.POST.get("remark", "")
    found = next((one for one in view.remarks if str(one.id) == given), None)
    if found is None or Act.FORWARD not in view.may:
        raise NotHere
    return act_or_say(
        request,
        lambda: actions.strike_remark(
            actor=request.actor,
            organisation=decided_at(place),
            version=view.row.id,
            seen=request.POST.get("seen", ""),
            remark=found.id,
            struck=not found.struck,
        ),
    )


def opened_version(
    request: HttpRequest, pk: int, number: int, page: str, last: str = ""
) -> tuple[PersonnelPlace, dict[str, object]]:
    """The organisation and the frame of a page on one version; its way leads over the list of versions."""
    title = gettext("Version {number}").format(number=number)
    place, context = opened(request, pk, page, last=last or title, ids={"number": number})
    way = [*crumbs(place, " ")[:-1], (gettext("Appraisal and approval"), reverse("personnel_versions", args=[pk]))]
    if last:
        way.append((title, reverse("personnel_version", args=[pk, number])))
    return place, context | {"crumbs": [*way, (last or title, "")], "number": number}


def decided_at(place: PersonnelPlace) -> int:
    """The organisation at which versions of this one are appraised and approved."""
    return paths.ids(place.above or place.path)[-1]


def shown_version(view: VersionView) -> dict[str, object]:
    """A version as its page shows it."""
    told = list(view.barred.values())
    context: dict[str, object] = {
        "view": view,
        "row": view.row,
        "state": say(VERSION_STATE_NAMES, view.row.state),
        "look": LOOKS[view.row.state],
        "decisions": [
            (say(VERSION_STATE_NAMES, one.state), one, _answered(view, one.answers)) for one in view.row.decisions
        ],
        "may_forward": Act.FORWARD in view.may,
        "may_return": Act.RETURN in view.may,
        "may_approve": Act.APPROVE in view.may,
        "barred": [one for n, one in enumerate(told) if one not in told[:n]],
    }
    if view.appraisal is not None:
        content, check = view.appraisal.content, view.appraisal.check
        lines = shown(check, answers=view.answers) if check is not None else ()
        context |= {
            "machine": _graded(view.appraisal.found),
            "listed": list_rows(content),
            "seats": [(say(ORGAN_NAMES, organ), one) for organ, one in content.seats.items()],
            "extra": content.extra,
            "groups": grouped(lines),
        }
    return context


def _answered(view: VersionView, answers: Any) -> list[tuple[object, str]]:
    """Each question with what was decided on it."""
    asked = dict(view.appraisal.questions) if view.appraisal else {}
    return [(asked[key].message if key in asked else Message(key), said) for key, said in answers.items() if said]


def _graded(found: tuple[Finding, ...]) -> list[Finding]:
    return sorted(found, key=lambda one: GRAVITY[one.severity])


def list_rows(content: Content) -> list[ListRow]:
    """The locked list by name."""
    people = sorted(content.listed, key=lambda one: (name_key(one.person.name), one.person.key))
    return [_list_row(content, one) for one in people]


def _list_row(content: Content, one: Listed) -> ListRow:
    person, beside = one.person, content.shown_of(one.person.key)
    degree = say(DEGREE_NAMES, person.degree) if person.degree else ""
    return ListRow(
        person.name,
        say(SEX_NAMES, person.sex) if person.sex else "",
        born(person.born, person.born_year),
        beside.ethnicity,
        beside.home,
        ", ".join(filter(None, (degree, beside.specialism))),
        say(THEORY_NAMES, person.theory) if person.theory else "",
        beside.joined,
        beside.post,
        say(STANDING_NAMES, one.standing) if one.standing else "",
        ", ".join(say(ORGAN_NAMES, organ) for organ in ORGAN_NAMES if organ in one.organs),
        ", ".join(say(POST_NAMES, post) for post in POST_NAMES if post in one.posts),
        ", ".join(say(ORGAN_NAMES, organ) for organ in ORGAN_NAMES if organ in one.surplus),
        one.special,
    )
