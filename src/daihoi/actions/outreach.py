"""Counts of communication, and summaries of opinion in which nobody is named or can be found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, Permission
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity, refuse
from daihoi.core.outreach import CHANNEL_NAMES, THEME_NAMES, TRACE_NAMES, Channel, Theme, traces
from daihoi.core.stamp import refuse_changed
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Opinion, OutreachCount
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.outreach import Counted, counts, own_opinions

_MOST = 10_000_000
_LONGEST = 10_000


@dataclass(frozen=True)
class Count:
    """One channel as it is entered. `done` None: nothing is said of it on this day, and what was is taken out.
    `planned` None: as in the row before."""

    channel: Channel
    done: int | None
    planned: int | None = None
    note: str = ""


@action("outreach.counted", Permission.OUTREACH_EDIT)
def enter_counts(
    *, actor: Actor, organisation: int, term: str, on_date: date, rows: Sequence[Count], seen: str | None = None
) -> Done[int]:
    """Enter what an organisation itself had done by a day, channel by channel; returns how many rows changed.

    Counts are cumulative: one that is lower than the one before it, or higher than one after it, is refused unless
    its note says why. `seen`: the stamp of what was shown.
    """
    _refuse_day(on_date)
    known = counts(actor=actor, organisation=organisation, term=term)
    refuse_changed(seen, known.stamp)
    around = [_around(number, row, known.rows, on_date) for number, row in enumerate(rows, 1)]
    if faults := [fault for one in around if (fault := _fault_of(one)) is not None]:
        raise Refused(*faults)
    written: dict[str, object] = {}
    for one in around:
        now = _numbers(one)
        was = [one.here.planned, one.here.done, one.here.note] if one.here is not None else None
        if now == was:
            continue
        channel = one.row.channel.value
        where = OutreachCount.objects.filter(organisation_id=organisation, term=term, channel=channel, on_date=on_date)
        where.delete()
        if now is not None:
            planned, done, note = now
            OutreachCount.objects.create(
                organisation_id=organisation,
                term=term,
                channel=channel,
                on_date=on_date,
                planned=planned,
                done=done,
                note=note,
                made_by_name=actor.name,
            )
        written[channel] = {"before": was, "now": now}
    return Done(len(written), last_version(organisation).name, {"term": term, "on_date": on_date, "rows": written})


@dataclass(frozen=True)
class _Around:
    """A row with what is entered of its channel on the day, and on the nearest days before and after."""

    number: int
    row: Count
    here: Counted | None
    before: Counted | None
    after: Counted | None


def _around(number: int, row: Count, known: Sequence[Counted], on_date: date) -> _Around:
    own = sorted((one for one in known if one.channel is row.channel), key=lambda one: one.on_date)
    return _Around(
        number,
        row,
        here=next((one for one in own if one.on_date == on_date), None),
        before=next((one for one in reversed(own) if one.on_date < on_date), None),
        after=next((one for one in own if one.on_date > on_date), None),
    )


def _numbers(one: _Around) -> list[Any] | None:
    """Planned, done and note as they are kept; None where nothing is said on the day."""
    if one.row.done is None:
        return None
    last = one.here or one.before
    planned = one.row.planned if one.row.planned is not None or last is None else last.planned
    return [planned, one.row.done, one_line(nfc(one.row.note))[:300]]


def _fault_of(one: _Around) -> Finding | None:
    """What keeps a row from being entered."""
    number, row = one.number, one.row
    if row.done is None:
        if row.planned is None or one.here is not None:
            return None
        return _fault(number, "done_missing", row.channel, N_("{what}: say how much is done, or 0."))
    if not 0 <= row.done <= _MOST or not 0 <= (row.planned or 0) <= _MOST:
        return _fault(number, "number_unlikely", row.channel, N_("{what}: this number cannot be right."))
    if one_line(row.note):
        return None
    return _lower(number, row, one.before.done if one.before else 0, one.after.done if one.after else None)


def _lower(number: int, row: Count, before: int, after: int | None) -> Finding | None:
    """A count that goes down and does not say why; the finding warns, and the note answers it."""
    assert row.done is not None
    if row.done < before:
        text = N_(
            "{what}: {done} is lower than {before} entered before. Where it is right, say why in the note of this row."
        )
        return _fault(number, "count_lower", row.channel, text, Severity.WARNING, done=row.done, before=before)
    if after is not None and row.done > after:
        text = N_("{what}: {done} is higher than {after} on a later day. Where it is right, say why in the note.")
        return _fault(number, "count_higher", row.channel, text, Severity.WARNING, done=row.done, after=after)
    return None


def _fault(
    number: int, code: str, channel: Channel, text: str, severity: Severity = Severity.ERROR, **params: object
) -> Finding:
    return Finding(
        severity, code, Message(text, {"what": Message(CHANNEL_NAMES[channel]), **params}), place=Place(row=number)
    )


def _refuse_day(on_date: date) -> None:
    if on_date > clock.today():
        raise refuse("day_in_future", N_("This day is still to come."))
    if on_date.year < 2000:
        raise refuse("day_unlikely", N_("This day cannot be right."))


@dataclass(frozen=True)
class OpinionText:
    """One theme as it is entered; an empty text takes out what was written on the day."""

    theme: Theme
    text: str
    proposal: str = ""


@action("outreach.opinion_entered", Permission.OUTREACH_EDIT)
def enter_opinions(
    *, actor: Actor, organisation: int, term: str, on_date: date, rows: Sequence[OpinionText], seen: str | None = None
) -> Done[int]:
    """Enter an organisation's own summary of opinion of a day, theme by theme; returns how many themes changed.

    A text in which a phone number, an e-mail or web address, an account or the number of an identity card seems to
    stand is refused with the row: summaries are never about a person. The log tells themes and lengths, not texts.
    """
    _refuse_day(on_date)
    there = own_opinions(actor=actor, organisation=organisation, term=term, on_date=on_date)
    refuse_changed(seen, there.stamp)
    known = {row.theme: row for row in there.rows}
    faults: list[Finding] = []
    cleaned = [OpinionText(row.theme, nfc(row.text).strip(), nfc(row.proposal).strip()) for row in rows]
    for number, row in enumerate(cleaned, 1):
        faults += _persons(number, row)
        if row.proposal and not row.text:
            faults.append(_of_theme(number, "proposal_alone", row.theme, N_("{what}: a proposal needs its summary.")))
        if max(len(row.text), len(row.proposal)) > _LONGEST:
            text = N_("{what}: the text is too long: at most {most} characters.")
            faults.append(_of_theme(number, "text_too_long", row.theme, text, most=_LONGEST))
    if faults:
        raise Refused(*faults)
    changed = []
    for row in cleaned:
        was = known.get(row.theme)
        if (was.text, was.proposal) == (row.text, row.proposal) if was else not row.text:
            continue
        key: dict[str, Any] = {
            "organisation_id": organisation,
            "term": term,
            "on_date": on_date,
            "theme": row.theme.value,
        }
        if row.text:
            values: dict[str, Any] = {
                "text": row.text,
                "proposal": row.proposal,
                "made_at": clock.now(),
                "made_by_name": actor.name,
            }
            Opinion.objects.update_or_create(**key, defaults=values)
        else:
            Opinion.objects.filter(**key).delete()
        changed.append(row)
    detail = {
        "term": term,
        "on_date": on_date,
        "themes": {row.theme.value: len(row.text) + len(row.proposal) for row in changed},
    }
    return Done(len(changed), last_version(organisation).name, detail)


def _persons(number: int, row: OpinionText) -> list[Finding]:
    text = N_(
        "{what}: “{found}” looks like {trace}. A summary tells what is said, never of whom or by whom; take it out."
    )
    return [
        _of_theme(number, "leads_to_a_person", row.theme, text, found=found[:60], trace=Message(TRACE_NAMES[trace]))
        for trace, found in (*traces(row.text), *traces(row.proposal))
    ]


def _of_theme(number: int, code: str, theme: Theme, text: str, **params: object) -> Finding:
    params["what"] = Message(THEME_NAMES[theme])
    return Finding(Severity.ERROR, code, Message(text, params), place=Place(row=number))
