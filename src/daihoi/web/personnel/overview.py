"""The overview of one organisation's personnel work: what is done, late, missing, and next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import GROUP_NAMES, STEP_NAMES, VERSION_STATE_NAMES, Group, VersionState
from daihoi.queries import elections
from daihoi.queries.elections import Outcome
from daihoi.queries.personnel import Overview, PersonnelPlace
from daihoi.queries.personnel import overview as query
from daihoi.web.personnel.frame import opened
from daihoi.web.templatetags.show import day
from daihoi.web.words import say

LOOKS: dict[str, str] = {
    "done": N_("Done"),
    "late": N_("Late"),
    "due": N_("In work"),
    "open": N_("Not begun"),
}


COMPARE = N_("Compare with the scheme")


@dataclass(frozen=True)
class Stage:
    """A part of the work. `look`: a key of LOOKS; `says`: lines of what there is; `href`: where to go on.
    `named`: another word for the state."""

    title: str
    look: str
    says: tuple[str, ...]
    href: str
    action: str
    named: str = ""

    @property
    def word(self) -> str:
        return self.named or gettext(LOOKS[self.look])


@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Each part of the work with its state; the first that is not done is what comes next."""
    at, context = opened(request, pk, "personnel_place")
    view = query(at)
    after = elections.outcome(actor=request.actor, place=at, today=request.today)  # type: ignore[attr-defined]
    stages = [*_stages(at, view, request.today), _results(pk, after)]  # type: ignore[attr-defined]
    pressing = [one for look in ("late", "due", "open") for one in stages if one.look == look]
    context |= {"stages": stages, "next": pressing[0] if pressing else None, "view": view}
    return render(request, "personnel/place.html", context)


def _link(name: str, *args: int) -> str:
    """ "" for a page that is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _stages(at: PersonnelPlace, view: Overview, today: date) -> Iterator[Stage]:
    pk = at.organisation
    people = (
        gettext("People recorded: {count}").format(count=view.people),
        gettext("In the pool of the term: {count}").format(count=view.pool),
    )
    look = "done" if view.pool else "due" if view.people else "open"
    yield Stage(gettext("People and pool"), look, people, _link("personnel_people", pk), gettext("To the people"))
    yield _dossiers(pk, view, today)
    yield _scheme(pk, view)
    yield _process(pk, view)
    yield _version(pk, view, today)


def _dossiers(pk: int, view: Overview, today: date) -> Stage:
    title, href = gettext("Dossiers"), _link("personnel_dossiers", pk)
    if not view.dossiers_asked:
        none = (gettext("No rule of this level asks for one"),)
        return Stage(title, "off", none, href, gettext("To the dossiers"), gettext("Not asked"))
    says = []
    if view.short:
        says.append(gettext("{short} of {all} dossiers lack something").format(short=view.short, all=view.asked))
    elif view.asked:
        says.append(gettext("No dossier lacks anything"))
    if view.dossiers_due is not None:
        says.append(gettext("due by {day}").format(day=day(view.dossiers_due)))
    late = view.short and view.dossiers_due is not None and today > view.dossiers_due
    look = "late" if late else "due" if view.short else "done" if view.asked else "open"
    return Stage(title, look, tuple(says), href, gettext("To the dossiers"))


def _scheme(pk: int, view: Overview) -> Stage:
    title, href = gettext("Scheme"), _link("personnel_scheme", pk)
    if view.scheme is None:
        return Stage(title, "open", (gettext("Not begun in this term"),), href, gettext("Begin the scheme"))
    chosen = view.scheme.chosen
    if chosen is None or not chosen.people:
        return Stage(title, "due", (gettext("Nobody is on the chosen list yet"),), href, gettext("To the scheme"))
    says = [gettext("On the chosen list: {count}").format(count=len(chosen.people))]
    if chosen.blocks:
        says.append(gettext("Rules that block it: {count}").format(count=chosen.blocks))
    if chosen.warnings:
        says.append(gettext("Goals missed: {count}").format(count=chosen.warnings))
    if chosen.questions:
        says.append(gettext("For people to decide: {count}").format(count=chosen.questions))
    look, named = ("late", gettext("Against the rules")) if chosen.blocks else ("done", "")
    return Stage(title, look, tuple(says), href, gettext("To the scheme"), named)


def _process(pk: int, view: Overview) -> Stage:
    title, href = gettext("Process"), _link("personnel_process", pk)
    says = [gettext("{closed} of {all} steps closed").format(closed=view.closed, all=view.steps)]
    if view.open:
        says.append(gettext("in work: {step}").format(step=say(STEP_NAMES, view.open)))
    elif view.next is not None and view.scheme is not None:
        step = say(STEP_NAMES, view.next.key)
        if view.next.group is not Group.TOGETHER:
            step = f"{step} ({say(GROUP_NAMES, view.next.group).lower()})"
        says.append(gettext("next: {step}").format(step=step))
    look = "done" if view.done else "due" if view.closed or view.open else "open"
    return Stage(title, look, tuple(says), href, gettext("To the process"))


def _version(pk: int, view: Overview, today: date) -> Stage:
    title, href = gettext("Appraisal and approval"), _link("personnel_versions", pk)
    latest = view.scheme.latest if view.scheme else None
    if latest is None:
        return Stage(title, "open", (gettext("Not submitted yet"),), href, gettext("To the versions"))
    says = [
        gettext("Version {number} of {day}: {state}").format(
            number=latest.number, day=day(latest.submitted_on), state=say(VERSION_STATE_NAMES, latest.state)
        )
    ]
    waits = latest.state in {VersionState.SUBMITTED, VersionState.FORWARDED}
    late = False
    if waits and latest.due_on is not None:
        says.append(gettext("an answer is due by {day}").format(day=day(latest.due_on)))
        late = today > latest.due_on
    if latest.state is VersionState.RETURNED:
        return Stage(title, "late", tuple(says), href, gettext("Read why"), gettext("Returned"))
    look = "done" if latest.state is VersionState.APPROVED else "late" if late else "due"
    return Stage(title, look, tuple(says), href, gettext("To the versions"))


def _results(pk: int, after: Outcome) -> Stage:
    title, href = gettext("Results and bodies"), _link("personnel_afterwards", pk)
    if not after.elections and not after.members:
        return Stage(title, "open", (gettext("No election of the congress was opened yet"),), href, gettext(COMPARE))
    says = []
    if after.elections:
        says.append(
            gettext("Results released: {released} of {all}").format(released=after.released, all=after.elections)
        )
    says.append(gettext("Entered in the bodies: {count}").format(count=after.members))
    whole = after.elections and after.released == after.elections and after.members
    return Stage(title, "done" if whole else "due", tuple(says), href, gettext(COMPARE))
