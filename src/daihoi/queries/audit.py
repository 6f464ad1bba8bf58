"""Reading the audit log, and proving that nothing in it was changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from daihoi.core import audit
from daihoi.core.access import Actor, NotHere, Permission, reach
from daihoi.core.messages import N_, Message
from daihoi.core.organisations import paths
from daihoi.data.models import ChainHead, Event, Version
from daihoi.queries.access import below, require_anywhere

MAIN = "main"


@dataclass(frozen=True)
class EventsAsked:
    """What the log is narrowed to; days are inclusive; `before`: only events with a smaller number."""

    first_day: date | None = None
    last_day: date | None = None
    event: str = ""
    person: str = ""
    path: str = ""
    before: int | None = None


@dataclass(frozen=True)
class EventRow:
    """One event as it is shown. `detail`: its flat facts in order; `place`: the organisation's last known name."""

    seq: int
    at: datetime
    event: str
    sentence: str
    actor: str
    place: str
    subject: str
    detail: tuple[tuple[str, object], ...]
    hash: str


def events(*, actor: Actor, today: date, asked: EventsAsked, size: int = 50) -> tuple[list[EventRow], bool]:
    """Events under the actor's reach, the newest first, and whether there are older ones; two queries.

    Events of accounts stand at no organisation; they are shown to those who read the log at the root.
    """
    require_anywhere(actor, Permission.AUDIT_VIEW, today)
    seen = below("path", actor, Permission.AUDIT_VIEW, today)
    if any(paths.depth(path) == 1 for path in reach(actor, Permission.AUDIT_VIEW, today)):
        seen |= Q(path="")
    rows = list(Event.objects.filter(seen, _narrowed(asked), chain=MAIN).order_by("-seq")[: size + 1])
    names = _names({row.organisation for row in rows if row.organisation is not None})
    shown = [_row(row, names) for row in rows[:size]]
    return shown, len(rows) > size


def _narrowed(asked: EventsAsked) -> Q:
    narrowed = Q()
    if asked.first_day:
        narrowed &= Q(at__gte=_midnight(asked.first_day))
    if asked.last_day:
        narrowed &= Q(at__lt=_midnight(asked.last_day + timedelta(days=1)))
    if asked.event:
        narrowed &= Q(event=asked.event)
    if asked.person:
        narrowed &= Q(actor_name__icontains=asked.person) | Q(subject__icontains=asked.person)
    if asked.path:
        low, high = paths.span(asked.path)
        narrowed &= Q(path__gte=low, path__lt=high)
    if asked.before is not None:
        narrowed &= Q(seq__lt=asked.before)
    return narrowed


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _names(organisations: Iterable[int]) -> dict[int, str]:
    found = Version.objects.filter(organisation__in=list(organisations)).order_by("valid_from")
    return dict(found.values_list("organisation_id", "name"))


def _row(row: Event, names: dict[int, str]) -> EventRow:
    try:
        facts = json.loads(row.detail)
    except ValueError:  # a row that somebody changed by hand must still be shown
        facts = {"?": row.detail}
    if not isinstance(facts, dict):
        facts = {"?": row.detail}
    return EventRow(
        row.seq,
        row.at,
        row.event,
        audit.EVENTS.get(row.event, row.event),
        row.actor_name,
        names.get(row.organisation, "") if row.organisation is not None else "",
        row.subject,
        tuple(facts.items()),
        row.hash,
    )


def verify_chains() -> list[Message]:
    """Check every chain from its first event to its head; [] when nothing is changed or missing.

    Reads row by row, so that its memory does not grow with the log. For the command line: it asks no actor.
    """
    breaks: list[Message] = []
    heads = {head.chain: head for head in ChainHead.objects.order_by("chain")}
    for chain, head in heads.items():
        breaks += audit.verify(_entries(chain), head_seq=head.seq, head_hash=head.hash)
    for chain in Event.objects.exclude(chain__in=heads).order_by("chain").values_list("chain", flat=True).distinct():
        breaks.append(Message(N_("Chain {chain}: its head is missing."), {"chain": chain}))
    return breaks


def _entries(chain: str) -> Iterator[tuple[audit.Entry, str]]:
    for row in Event.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=2000):
        yield _entry(row), row.hash


def _entry(row: Event) -> audit.Entry:
    return audit.Entry(
        chain=row.chain,
        seq=row.seq,
        at=row.at,
        event=row.event,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        organisation=row.organisation,
        path=row.path,
        subject=row.subject,
        detail=row.detail,
        previous=row.previous,
    )


def unchanged(row: Event) -> bool:
    """Does an event still have the hash of its fields? That it follows the one before, `verify_chains` asks."""
    return audit.entry_hash(_entry(row)) == row.hash


def head(*, actor: Actor, today: date) -> tuple[int, str]:
    """Number and hash of the last event, to be noted on paper; for those who read the log at the root."""
    if not any(paths.depth(path) == 1 for path in reach(actor, Permission.AUDIT_VIEW, today)):
        raise NotHere
    row = ChainHead.objects.filter(chain=MAIN).first()
    return (row.seq, row.hash) if row else (0, audit.GENESIS)


@dataclass(frozen=True)
class Mark:
    """What tells this installation from others, and when its data last changed: what files for other programs carry."""

    installation: str
    at: datetime


def mark_of_data(*, actor: Actor) -> Mark:
    """The mark of the data as they are now; comings and goings of people are no change. Two queries."""
    events = Event.objects.filter(chain=MAIN).order_by("seq")
    first = events.values_list("hash", flat=True).first() or audit.GENESIS
    last = events.exclude(event__startswith="access.").order_by("-seq").values_list("at", flat=True).first()
    return Mark(first[:12], (last or datetime(2000, 1, 1, tzinfo=UTC)).replace(microsecond=0))
