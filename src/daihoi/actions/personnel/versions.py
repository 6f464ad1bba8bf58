"""The way of a scheme: submitted and locked, appraised, approved or returned. Events hold ids, counts and hashes.

Submitting is asked at the organisation itself, everything after it at the organisation that stands above it now. Each
decision that carries a version on reads the locked content again and verifies its hash; whoever decides says what they
saw, so that nobody decides on what somebody else has changed in the meantime.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.personnel.approval import NEXT, Act, Appraisal, Stand, above_of, may_submit, seen_of, why_not
from daihoi.core.personnel.content import Whose, sha256_of
from daihoi.core.personnel.facts import lines_of_words, words
from daihoi.core.personnel.kinds import Organ, Post, VersionState
from daihoi.data.models import Remark, Scheme, SchemeVersion, VersionDecision
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.personnel._appraised import appraised
from daihoi.queries.personnel._logged import intact, refuse_unlogged
from daihoi.queries.personnel.place import personnel_place
from daihoi.queries.personnel.versions import RIGHTS, Draft, draft

MOST_WORDS = 1000
_EDIT, _APPRAISE, _APPROVE = (
    Permission.PERSONNEL_EDIT,
    Permission.PERSONNEL_APPRAISE,
    Permission.PERSONNEL_APPROVE,
)


@action("personnel.submitted", _EDIT)
def submit(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    sha256: str,
    paper: str = "",
    why: str = "",
    due_on: date | None = None,
) -> Done[int]:
    """Submit the chosen variant as a new version and lock it; its number.

    `sha256`: of the content that the person saw, without the reason; `paper`: number of the submission; `why`: the
    reason, where the process is not closed. `due_on`: by when an answer is asked for, None: as a rule gives it.
    """
    today = clock.today()
    scheme = Scheme.objects.select_for_update().filter(organisation_id=organisation, term=term).first()
    if scheme is None:
        raise NotHere
    if not may_submit(VersionState(state) for state in scheme.versions.values_list("state", flat=True)):
        raise refuse("version_on_its_way", N_("A version is on its way already. Wait until it is decided on."))
    found = draft(personnel_place(actor=actor, organisation=organisation, term=term, today=today), today)
    reason = _words(why)
    if found is None:
        raise refuse("nothing_chosen", N_("Choose a variant first: the chosen one is submitted."))
    _refuse_unready(found, sha256, reason)
    if due_on is not None and due_on < today:
        raise refuse("due_before", N_("An answer cannot be due before the day of submitting. Correct the day."))
    reason = reason if found.unfinished else ""
    text = found.text(reason)
    digest = sha256_of(text)
    last = scheme.versions.order_by("-number").first()
    if last is not None and last.state == VersionState.APPROVED.value and found.same_as(last, reason):
        text = N_("Nothing has changed since version {number}, which is approved.")
        raise refuse("nothing_changed", text, number=last.number)
    row = SchemeVersion.objects.create(
        scheme=scheme,
        number=(last.number if last else 0) + 1,
        content=text,
        sha256=digest,
        above_id=found.above,
        paper=words(paper, 60),
        submitted_at=clock.now(),
        submitted_on=today,
        submitted_by_id=actor.user_id,
        submitted_by_name=actor.name,
        due_on=due_on or found.due_on,
        due_by_name=actor.name if due_on not in {None, found.due_on} else "",
    )
    detail = _detail(row) | {"term": term, "people": len(found.content.listed), "above": found.above}
    if found.dropped or found.reduced:
        detail["dropped"] = len(_take_off(scheme, found))
    return Done(row.number, "", detail | {"process": found.steps, "unfinished": found.unfinished})


def _take_off(scheme: Scheme, found: Draft) -> list[int]:
    """What the process took away is off the chosen list as well; ids of those who are."""
    left = {int(one.person.key): one for one in found.content.listed}
    variant = scheme.variants.get(chosen=True)
    off = []
    for place in variant.people.all():
        if place.person_id not in left:
            off.append(place.person_id)
            place.delete()
            continue
        one = left[place.person_id]
        place.organs = " ".join(organ for organ in Organ if organ in one.organs)
        place.posts = " ".join(post for post in Post if post in one.posts)
        place.surplus = " ".join(organ for organ in Organ if organ in one.surplus)
        place.save(update_fields=["organs", "posts", "surplus"])
    variant.version += 1
    variant.save(update_fields=["version"])
    return off


def _refuse_unready(found: Draft, sha256: str, why: str) -> None:
    if not found.content.listed or not found.content.seats:
        raise refuse("scheme_empty", N_("The scheme has no numbers or nobody on its list yet."))
    if found.sha256 != sha256:
        raise _changed()
    if found.appraisal.check is None:
        raise Refused(*(one for one in found.appraisal.found if one.severity is Severity.ERROR))
    if found.unfinished and not why:
        text = N_("The process is not closed ({steps} steps), or does not fit the list. Say why it is submitted now.")
        raise refuse("process_unfinished", text, steps=found.steps)


@action("personnel.remarked", _APPRAISE)
def remark(*, actor: Actor, organisation: int, version: int, seen: str, text: str, must: bool = True) -> Done[int]:
    """Enter what was found in the appraisal. `must`: it has to be put right before the version is put forward."""
    row = _to_appraise(actor, organisation, version, seen)
    said = _words(text)
    if not said:
        raise refuse("no_words", N_("Write what was found."))
    made = Remark.objects.create(version=row, text=said, must=must, made_at=clock.now(), made_by_name=actor.name)
    return Done(made.pk, "", _detail(row) | {"remark": made.pk, "must": must})


@action("personnel.remarked", _APPRAISE)
def strike_remark(
    *, actor: Actor, organisation: int, version: int, seen: str, remark: int, struck: bool = True
) -> Done[None]:
    """Strike a remark that no longer stands, or let it stand again; it stays to be read."""
    row = _to_appraise(actor, organisation, version, seen)
    found = row.remarks.filter(pk=remark).first()
    if found is None:
        raise NotHere
    found.struck = struck
    found.save(update_fields=["struck"])
    return Done(None, "", _detail(row) | {"remark": remark, "struck": struck})


@action("personnel.forwarded", _APPRAISE)
def forward(
    *,
    actor: Actor,
    organisation: int,
    version: int,
    seen: str,
    answers: Mapping[str, str] | None = None,
    number: str = "",
    on_date: date | None = None,
    note: str = "",
) -> Done[None]:
    """Put an appraised version forward to the standing committee. `answers`: what was decided on each question;
    `on_date`: when it was put forward on paper, None: today.

    What a hard rule forbids is not put forward: the version is returned. Open remarks that must be put right stand in
    the way as well.
    """
    row = _deciding(actor, organisation, version, seen, Act.FORWARD)
    found = _verified(row)
    _refuse_blocked(found)
    if row.remarks.filter(must=True, struck=False).exists():
        text = N_("Remarks stand that have to be put right. Return the version, or strike what no longer stands.")
        raise refuse("remarks_open", text)
    said = {key: _words((answers or {}).get(key, "")) for key, _ in found.questions}
    if missing := [one for key, one in found.questions if not said[key]]:
        text = N_("Write what was decided on: {question}")
        raise refuse("question_open", text, question=missing[0].message)
    today = clock.today()
    day = on_date or today
    if not row.submitted_on <= day <= today:
        text = N_("The version was put forward between {first}, when it was submitted, and today.")
        raise refuse("day_outside", text, first=row.submitted_on)
    made = _Made(words(number, 60), day, _words(note), said)
    return _decide(actor, row, Act.FORWARD, made)


@action("personnel.returned", _APPRAISE)
def send_back(*, actor: Actor, organisation: int, version: int, seen: str, note: str, number: str = "") -> Done[None]:
    """Return a version that is being appraised, with what has to be changed."""
    row = _deciding(actor, organisation, version, seen, Act.RETURN, VersionState.SUBMITTED)
    return _returned(actor, row, note, number)


@action("personnel.returned", _APPROVE)
def refuse_approval(
    *, actor: Actor, organisation: int, version: int, seen: str, note: str, number: str = ""
) -> Done[None]:
    """Return a version that was put forward, instead of approving it."""
    row = _deciding(actor, organisation, version, seen, Act.RETURN, VersionState.FORWARDED)
    return _returned(actor, row, note, number)


def _returned(actor: Actor, row: SchemeVersion, note: str, number: str) -> Done[None]:
    said = _words(note)
    if not said:
        raise refuse("no_note", N_("Say what has to be changed before it is submitted again."))
    # A content that was changed behind the software's back may only go back: otherwise nothing could follow it.
    kept = intact(row)
    done = _decide(actor, row, Act.RETURN, _Made(words(number, 60), clock.today(), said, {}))
    return Done(None, "", {**done.detail, "intact": kept})


@action("personnel.approved", _APPROVE)
def approve(
    *, actor: Actor, organisation: int, version: int, seen: str, number: str, on_date: date, note: str = ""
) -> Done[None]:
    """Enter the approval of the standing committee, with number and day of its decision."""
    row = _deciding(actor, organisation, version, seen, Act.APPROVE)
    _refuse_blocked(_verified(row))
    given = words(number, 60)
    if not given:
        raise refuse("no_number", N_("Enter the number of the decision."))
    forwarded = row.decisions.get(state=VersionState.FORWARDED.value)
    if not forwarded.on_date <= on_date <= clock.today():
        text = N_("The decision was made between {first}, when the version was put forward, and today.")
        raise refuse("day_outside", text, first=forwarded.on_date)
    return _decide(actor, row, Act.APPROVE, _Made(given, on_date, _words(note), {}))


# One decision


@dataclass(frozen=True)
class _Made:
    number: str
    on_date: date
    note: str
    answers: Mapping[str, str]


def _decide(actor: Actor, row: SchemeVersion, act: Act, made: _Made) -> Done[None]:
    state = NEXT[VersionState(row.state), act]
    VersionDecision.objects.create(
        version=row,
        state=state.value,
        number=made.number,
        on_date=made.on_date,
        note=made.note,
        answers=json.dumps(made.answers, ensure_ascii=False, sort_keys=True),
        made_at=clock.now(),
        made_by_id=actor.user_id,
        made_by_name=actor.name,
    )
    row.state = state.value
    row.save(update_fields=["state", "above"])
    return Done(None, "", _detail(row) | {"answers": len(made.answers)})


def _row(organisation: int, version: int, seen: str) -> SchemeVersion:
    """The version, locked. NotHere where its organisation does not stand directly below this one now."""
    row = SchemeVersion.objects.select_for_update(of=("self",)).select_related("scheme").filter(pk=version).first()
    if row is None or above_of(last_version(row.scheme.organisation_id).path) != organisation:
        raise NotHere
    struck = list(row.remarks.values_list("struck", flat=True))
    if seen_of(row.state, len(struck), sum(struck)) != seen:
        raise _changed()
    row.above_id = organisation  # who stood above at submission may stand there no more
    return row


def _to_appraise(actor: Actor, organisation: int, version: int, seen: str) -> SchemeVersion:
    """The version, where the actor may appraise it."""
    row = _row(organisation, version, seen)
    reason = why_not(_stand(row), Act.FORWARD, actor.user_id)
    if reason is not None:
        raise Refused(Finding(Severity.ERROR, "not_now", reason))
    return row


def _deciding(
    actor: Actor, organisation: int, version: int, seen: str, act: Act, state: VersionState | None = None
) -> SchemeVersion:
    """The version, where the actor may decide so on it now."""
    row = _row(organisation, version, seen)
    if state is not None and row.state != state.value:
        raise _changed()
    permission = RIGHTS.get((VersionState(row.state), act))
    if permission is not None:
        require(actor, permission, last_version(organisation).path, clock.today())
    reason = why_not(_stand(row), act, actor.user_id)
    if reason is not None:
        raise Refused(Finding(Severity.ERROR, "not_now", reason))
    return row


def _stand(row: SchemeVersion) -> Stand:
    forwarded = row.decisions.filter(state=VersionState.FORWARDED.value).first()
    return Stand(VersionState(row.state), row.submitted_by_id, forwarded.made_by_id if forwarded else None)


def _verified(row: SchemeVersion) -> Appraisal:
    """What is found in the content; refused where it is not what was locked, by its hash and by the audit log."""
    refuse_unlogged(row)
    return appraised(row.content, row.sha256, Whose(row.scheme.organisation_id, row.scheme.term, row.number))


def _refuse_blocked(found: Appraisal) -> None:
    if errors := [one for one in found.found if one.severity is Severity.ERROR]:
        raise Refused(*errors)


def _changed() -> Refused:
    return refuse("changed_meanwhile", N_("Somebody changed this in the meantime. Look at it anew."))


def _words(text: str) -> str:
    return lines_of_words(text, MOST_WORDS)


def _detail(row: SchemeVersion) -> dict[str, object]:
    return {
        "scheme": row.scheme_id,
        "version": row.pk,
        "number": row.number,
        "sha256": row.sha256,
        "for": [row.scheme.organisation_id],
    }
