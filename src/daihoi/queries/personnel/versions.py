"""The versions of a scheme: what would be submitted, what was, what people said and decided, what changed between."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext

from daihoi.core import access
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.calendar import YearNotCoveredError, add_working_days
from daihoi.core.messages import Finding, Message, Refused
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.approval import Act, Appraisal, Stand, above_of, appraise, seen_of, why_not
from daihoi.core.personnel.content import (
    Content,
    Difference,
    Shown,
    Whose,
    canonical,
    content_of,
    differences,
    numbered,
    sha256_of,
)
from daihoi.core.personnel.kinds import VersionState
from daihoi.core.personnel.offices import OFFICES
from daihoi.core.text import name_key
from daihoi.data.models import Remark, SchemeSeats, SchemeVersion, Variant, VariantPerson, Version, VersionDecision
from daihoi.queries.personnel._appraised import appraised
from daihoi.queries.personnel._people import names_apart, setting_of
from daihoi.queries.personnel._process import ProcessView, Someone
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.process import process
from daihoi.queries.personnel.rows import PERSON, PLACE, columns, listed_of, numbers_of, person_of
from daihoi.queries.personnel.standing import left_of
from daihoi.queries.rules import holidays, retirement

_SHOWN = ("post", "home", "ethnicity", "specialism", "probationary_on", "official_on")
# Working days for an answer; no text was found that gives them, so only an overlay may.
ANSWER_DAYS = "personnel.appraisal_days"


@dataclass(frozen=True)
class Draft:
    """What would be submitted now: the chosen list, without what the process took away. `unfinished`: the process is
    not closed, so a reason has to be given. `dropped`: names of those on the list who dropped out in the process;
    `reduced`: of those who stay, but no longer for all that they stood for.

    `sha256`: of the content as it stands, without the reason: whoever submits says by it what they saw.
    """

    content: Content
    sha256: str
    appraisal: Appraisal
    unfinished: bool
    steps: str  # "4/10", "" where the rules know no process
    above: int
    above_name: str
    due_on: date | None
    dropped: tuple[str, ...] = ()
    reduced: tuple[str, ...] = ()

    def text(self, why: str) -> str:
        """The canonical content with the reason for which it is submitted before the process was closed."""
        if not why:
            return canonical(self.content)
        return canonical(replace(self.content, extra={**self.content.extra, "unfinished": why}))

    def same_as(self, row: SchemeVersion, why: str) -> bool:
        """Would it lock what a version locks already?"""
        text = replace(self, content=numbered(self.content, row.number)).text(why)
        return sha256_of(text) == row.sha256


def draft(place: PersonnelPlace, today: date) -> Draft | None:
    """The chosen variant as it would be submitted; None where there is none. Seven queries."""
    above = above_of(place.path)
    name = Version.objects.filter(organisation=above).order_by("-valid_from").values("name")[:1]
    chosen = Variant.objects.filter(scheme=place.scheme, chosen=True).annotate(
        above=Subquery(name), last=Coalesce(Max("scheme__versions__number"), 0)
    )
    variant = chosen.first() if place.scheme else None
    if variant is None:
        return None
    rows = SchemeSeats.objects.filter(scheme=place.scheme).values_list(
        "organ", "seats", "vacant", "before", "vacant_why"
    )
    numbers = list(rows)
    extra = {"variant": variant.name} | {f"vacant_{organ}": why for organ, *_, why in numbers if why}
    under = setting_of(place)
    gone = _process(place)
    listed, shown = [], {}
    dropped: list[str] = []
    reduced: list[str] = []
    people = VariantPerson.objects.filter(variant=variant).values_list(
        "surplus", *PLACE, *columns("person", PERSON), *columns("person", _SHOWN)
    )
    for surplus, *row in people:
        placed, known, beside = row[: len(PLACE)], row[len(PLACE) : -len(_SHOWN)], row[-len(_SHOWN) :]
        stood = listed_of(person_of(known), placed, surplus)
        one = left_of(stood, gone.process)
        if one != stood:
            (reduced if one else dropped).append(stood.person.name)
        if one is None:
            continue
        listed.append(one)
        shown[one.person.key] = Shown(beside[0], beside[1], beside[2], beside[3], beside[4] or beside[5])
    told = {"process": gone.steps, "differ": gone.differ, "unvoted": gone.unvoted, "off_list": gone.off_list}
    extra |= {name: said for name, said in told.items() if said}
    scheme = CoreScheme(under, numbers_of(row[:4] for row in numbers), tuple(listed))
    whose = Whose(place.organisation, place.term, variant.last + 1)
    content = content_of(scheme, whose, place.code, extra, shown)
    return Draft(
        content,
        sha256_of(canonical(content)),
        appraise(content, place.pack, retirement()),
        gone.unfinished,
        gone.steps,
        above,
        variant.above,
        _due(place, today),
        tuple(sorted(dropped, key=name_key)),
        tuple(sorted(reduced, key=name_key)),
    )


@dataclass(frozen=True)
class _Gone:
    """Of the process: `unfinished`: it is not closed or does not fit the list; closed steps of all; names of those on
    whom the bodies do not agree; of those on whom it has not voted, and of those who are off the list, with their
    bodies and posts; the process itself."""

    unfinished: bool = False
    steps: str = ""
    differ: str = ""
    unvoted: str = ""
    off_list: str = ""
    process: ProcessView | None = None


def _process(place: PersonnelPlace) -> _Gone:
    view = process(place)
    if view is None or not view.lines:
        return _Gone()
    held = [line for line in view.lines if line.state != "idle"]
    closed = sum(1 for line in held if line.state == "closed")
    apart = [one for of in view.differences.values() for one in of]
    named = ((int(str(one.message.params["person"])), str(one.message.params["name"])) for one in apart)
    return _Gone(
        not view.done or bool(view.findings),
        f"{closed}/{len(held)}",
        "; ".join(names_apart(named).values()),
        _named(view.unvoted),
        _named(view.off_list),
        view,
    )


def _named(people: Iterable[Someone]) -> str:
    """Names with bodies and posts, in Vietnamese: they are locked, and read by people of either language."""
    with translation.override("vi"):
        told = [(one.name, ", ".join(gettext(OFFICES.get(office, office)) for office in one.offices)) for one in people]
    return "; ".join(f"{name} ({offices})" for name, offices in told)


def _due(place: PersonnelPlace, today: date) -> date | None:
    rule = setting_of(place).rule(ANSWER_DAYS)
    if rule is None:
        return None
    try:
        return add_working_days(today, int(rule.number), holidays())
    except YearNotCoveredError:
        return None


@dataclass(frozen=True)
class DecisionRow:
    """A decision on a version. `answers`: what was decided on the questions, by their key."""

    state: VersionState
    number: str
    on_date: date
    note: str
    answers: Mapping[str, str]
    made_at: datetime
    made_by: str
    made_by_id: int | None


@dataclass(frozen=True)
class RemarkRow:
    id: int
    text: str
    must: bool
    struck: bool
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class VersionRow:
    """A version in the list of a scheme."""

    id: int
    number: int
    state: VersionState
    sha256: str
    paper: str
    submitted_on: date
    submitted_by: str
    submitted_by_id: int | None
    above: int
    due_on: date | None
    due_by: str  # who set that day; "": a rule
    decisions: tuple[DecisionRow, ...]

    @property
    def short(self) -> str:
        return self.sha256[:12]

    @property
    def stand(self) -> Stand:
        appraised_by = next((one.made_by_id for one in self.decisions if one.state is VersionState.FORWARDED), None)
        return Stand(self.state, self.submitted_by_id, appraised_by)

    def decided(self, state: VersionState) -> DecisionRow | None:
        return next((one for one in self.decisions if one.state is state), None)


@dataclass(frozen=True)
class VersionView:
    """A version with everything. `appraisal` None: its content is not what was locked, as `fault` says.

    `seen`: what the page showed, for decisions that come late. `barred`: why the actor may not decide so, by act;
    an act that is no key may be done. `before`: the version before it, `changes`: what differs from it, None: first.
    """

    row: VersionRow
    appraisal: Appraisal | None
    fault: Finding | None
    remarks: tuple[RemarkRow, ...]
    seen: str
    barred: Mapping[Act, Message]
    may: frozenset[Act]
    before: int | None
    changes: tuple[Difference, ...] | None

    @property
    def answers(self) -> Mapping[str, str]:
        found = self.row.decided(VersionState.FORWARDED)
        return found.answers if found else {}

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that there are of the version as it stands: the approval of what was locked, the letter back."""
        approval = self.appraisal is not None and self.row.state is not VersionState.RETURNED
        back = self.row.state is not VersionState.APPROVED
        return (*(("approval_draft",) if approval else ()), *(("return_letter",) if back else ()))

    @property
    def musts(self) -> int:
        """Remarks that have to be put right before it may be put forward."""
        return sum(1 for one in self.remarks if one.must and not one.struck)


def versions(place: PersonnelPlace) -> tuple[VersionRow, ...]:
    """The versions of the scheme that the place leads to, the newest first. Two queries."""
    rows = list(SchemeVersion.objects.filter(scheme=place.scheme).defer("content").order_by("-number"))
    made: dict[int, list[DecisionRow]] = {row.pk: [] for row in rows}
    for one in VersionDecision.objects.filter(version__in=made).order_by("made_at", "pk"):
        made[one.version_id].append(_decision(one))
    return tuple(_row(row, made[row.pk]) for row in rows)


def _decision(row: VersionDecision) -> DecisionRow:
    return DecisionRow(
        VersionState(row.state), row.number, row.on_date, row.note, json.loads(row.answers), row.made_at,
        row.made_by_name, row.made_by_id,
    )  # fmt: skip


def _row(row: SchemeVersion, made: Sequence[DecisionRow]) -> VersionRow:
    return VersionRow(
        row.pk, row.number, VersionState(row.state), row.sha256, row.paper, row.submitted_on, row.submitted_by_name,
        row.submitted_by_id, row.above_id, row.due_on, row.due_by_name, tuple(made),
    )  # fmt: skip


def contents(place: PersonnelPlace, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Locked text and hash by the number of the version; one query."""
    rows = SchemeVersion.objects.filter(scheme=place.scheme, number__in=numbers)
    return {number: (text, sha256) for number, text, sha256 in rows.values_list("number", "content", "sha256")}


def version(place: PersonnelPlace, number: int, *, actor: Actor, today: date) -> VersionView:
    """A version by its number, with its findings; NotHere for an unknown one. Four or five queries."""
    rows = {row.number: row for row in versions(place)}
    if number not in rows:
        raise NotHere
    row = rows[number]
    before = number - 1 if number - 1 in rows else None
    texts = contents(place, [number] if before is None else [number, before])
    appraisal, fault = _held(place, number, texts)
    old = _held(place, before, texts)[0] if before is not None else None
    remarks = tuple(
        RemarkRow(one.pk, one.text, one.must, one.struck, one.made_at, one.made_by_name)
        for one in Remark.objects.filter(version=row.id).order_by("-must", "made_at", "pk")
    )
    may, barred = _may(place, row, actor, today)
    return VersionView(
        row,
        appraisal,
        fault,
        remarks,
        seen_of(row.state.value, len(remarks), sum(one.struck for one in remarks)),
        barred,
        may,
        before,
        differences(old.content, appraisal.content) if old is not None and appraisal is not None else None,
    )


def _held(
    place: PersonnelPlace, number: int, texts: Mapping[int, tuple[str, str]]
) -> tuple[Appraisal | None, Finding | None]:
    try:
        return appraised(*texts[number], Whose(place.organisation, place.term, number)), None
    except Refused as refused:
        return None, refused.findings[0]


RIGHTS: Mapping[tuple[VersionState, Act], Permission] = {
    (VersionState.SUBMITTED, Act.FORWARD): Permission.PERSONNEL_APPRAISE,
    (VersionState.SUBMITTED, Act.RETURN): Permission.PERSONNEL_APPRAISE,
    (VersionState.FORWARDED, Act.APPROVE): Permission.PERSONNEL_APPROVE,
    (VersionState.FORWARDED, Act.RETURN): Permission.PERSONNEL_APPROVE,
}


def _may(
    place: PersonnelPlace, row: VersionRow, actor: Actor, today: date
) -> tuple[frozenset[Act], Mapping[Act, Message]]:
    """What the actor may decide now, and what they have the right to but may not for the way's sake, and why."""
    may, barred = set(), {}
    for (state, act), permission in RIGHTS.items():
        if state is not row.state or not access.allows(actor, permission, place.above or place.path, today):
            continue
        reason = why_not(row.stand, act, actor.user_id)
        if reason is None:
            may.add(act)
        else:
            barred[act] = reason
    return frozenset(may), barred
