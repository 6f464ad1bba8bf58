"""Communication by channel over a subtree, and opinion as organisations' own summaries, side by side.

Counts are cumulative: of each organisation its last row of a channel by the day is what it has done. A total is the
sum of own rows, each once; nobody types a total.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from daihoi.core.access import Actor, Permission, allows
from daihoi.core.lessons import Part
from daihoi.core.organisations.kinds import Level
from daihoi.core.outreach import Channel, Theme
from daihoi.core.scope import Scope
from daihoi.core.stamp import stamp
from daihoi.data.models import Opinion, OutreachCount
from daihoi.queries import clock, organisations
from daihoi.queries.indicators import Place, ever_within, standing
from daihoi.queries.lessons._coverage import Coverage, coverage

_NAMED = frozenset({Channel.WORKS, Channel.EMULATION})


@dataclass(frozen=True)
class Counted:
    """What an organisation itself had planned and done of a channel by a day. `lower`: less than it had said before."""

    channel: Channel
    on_date: date
    planned: int | None
    done: int
    note: str
    by: str
    lower: bool = False


@dataclass(frozen=True)
class ChannelTotal:
    """A channel over the subtree. `planned` None: nobody planned any; `reported`: how many organisations counted."""

    channel: Channel
    planned: int | None
    done: int
    reported: int

    @property
    def share(self) -> Part:
        return Part(self.done, self.planned or 0)


@dataclass(frozen=True)
class OutreachBranch:
    """The rows under one organisation directly below, or of the place's own organisation. `ended`: it is no more, and
    what it did stays in the totals of those above it."""

    organisation: int
    name: str
    done: Mapping[Channel, int]
    reported: Part
    itself: bool = False
    ended: bool = False


@dataclass(frozen=True)
class OutreachView:
    """What a subtree has done by a day, and who has not said so (`cover.missing`)."""

    channels: tuple[ChannelTotal, ...]
    own: tuple[Counted, ...]  # the last of each channel
    branches: tuple[OutreachBranch, ...]
    cover: Coverage
    last_day: date | None
    named: tuple[tuple[int, Counted], ...]  # (organisation, count) of works and movements that a note names


def outreach(*, actor: Actor, at: Place) -> OutreachView:
    """Totals of all levels; who has not reported is asked of the place's level (None: of all). Four queries."""
    last = _last_rows(at)
    stand = standing(at, {pk for pk, _ in last})
    index = stand.index
    planned: dict[Channel, int] = {}
    done: dict[int, dict[Channel, int]] = defaultdict(lambda: dict.fromkeys(Channel, 0))
    reported: dict[Channel, int] = dict.fromkeys(Channel, 0)
    for (pk, channel), row in last.items():
        if pk not in index:
            continue
        done[int(stand.branch[index[pk]])][channel] += row.done
        reported[channel] += 1
        if row.planned is not None:
            planned[channel] = planned.get(channel, 0) + row.planned
    level = frozenset({at.level}) if at.level is not None else frozenset(Level)
    cover = coverage(at, Scope(level), stand.organisation)
    totals = tuple(
        ChannelTotal(channel, planned.get(channel), sum(branch[channel] for branch in done.values()), reported[channel])
        for channel in Channel
    )
    return OutreachView(
        totals,
        tuple(last[at.organisation, channel] for channel in Channel if (at.organisation, channel) in last),
        _branches(actor, at, done, cover),
        cover,
        max((row.on_date for (pk, _), row in last.items() if pk in index), default=None),
        tuple(
            (pk, row)
            for (pk, channel), row in sorted(last.items(), key=lambda one: index.get(one[0][0], -1))
            if pk in index and channel in _NAMED and row.note
        ),
    )


def _last_rows(at: Place) -> dict[tuple[int, Channel], Counted]:
    """(organisation, channel) → its last row by the day, of everybody who ever stood in the place. One query."""
    rows = (
        OutreachCount.objects.filter(term=at.term, on_date__lte=at.as_of, organisation_id__in=ever_within(at))
        .order_by("on_date")
        .values_list("organisation_id", "channel", "on_date", "planned", "done", "note", "made_by_name")
    )
    found: dict[tuple[int, Channel], Counted] = {}
    for pk, name, on, planned, done, note, by in rows:
        channel = Channel(name)
        before = found.get((pk, channel))
        found[pk, channel] = Counted(
            channel, on, planned, done, note, by, lower=before is not None and done < before.done
        )
    return found


def _branches(
    actor: Actor, at: Place, done: Mapping[int, Mapping[Channel, int]], cover: Coverage
) -> tuple[OutreachBranch, ...]:
    """Those directly below in path order, then those that are no more, the place's own rows first."""
    none = dict.fromkeys(Channel, 0)
    parts = dict(cover.by_subordinate())
    alive = list(parts)
    gone = [pk for pk in done if pk not in parts and pk != at.organisation]
    names = organisations.last_names(actor=actor, pks=[at.organisation, *alive, *gone])
    known = {int(pk) for pk in at.snapshot.organisations(at.span)}
    found = [
        OutreachBranch(pk, names.get(pk, ""), done.get(pk, none), parts.get(pk, Part()), ended=pk not in known)
        for pk in (*alive, *gone)
    ]
    if not found:
        return ()
    if at.organisation in done:
        own = OutreachBranch(
            at.organisation, names.get(at.organisation, ""), done[at.organisation], Part(), itself=True
        )
        found.insert(0, own)
    return tuple(found)


@dataclass(frozen=True)
class OwnCounts:
    """Every row that an organisation entered, the newest first, and the stamp of them."""

    rows: tuple[Counted, ...]
    stamp: str


def counts(*, actor: Actor, organisation: int, term: str) -> OwnCounts:
    """What an organisation entered; for it and those above it. Two queries."""
    organisations.last_card(actor=actor, pk=organisation)
    rows = OutreachCount.objects.filter(organisation_id=organisation, term=term).order_by("on_date", "channel")
    before: dict[str, int] = {}
    found = []
    for channel, on, planned, done, note, by in rows.values_list(
        "channel", "on_date", "planned", "done", "note", "made_by_name"
    ):
        found.append(Counted(Channel(channel), on, planned, done, note, by, lower=done < before.get(channel, 0)))
        before[channel] = done
    told = sorted((row.channel.value, row.on_date, row.planned, row.done, row.note) for row in found)
    return OwnCounts(tuple(found[::-1]), stamp(told))


@dataclass(frozen=True)
class OwnOutreach:
    """What the organisation's own page shows."""

    counts: tuple[Counted, ...]
    opinions: int
    may_edit: bool


def outreach_of(*, actor: Actor, organisation: int, term: str) -> OwnOutreach:
    """For the organisation's own page: its own last counts, and how many summaries it wrote."""
    card = organisations.last_card(actor=actor, pk=organisation)
    today = clock.today()
    last: dict[Channel, Counted] = {}
    for row in counts(actor=actor, organisation=organisation, term=term).rows:
        if row.on_date <= today:
            last.setdefault(row.channel, row)
    return OwnOutreach(
        tuple(last[channel] for channel in Channel if channel in last),
        Opinion.objects.filter(organisation_id=organisation, term=term).count(),
        allows(actor, Permission.OUTREACH_EDIT, card.path, today),
    )


@dataclass(frozen=True)
class OpinionRow:
    """An organisation's summary on a theme."""

    organisation: int
    on_date: date
    theme: Theme
    text: str
    proposal: str
    by: str
    made_at: datetime


@dataclass(frozen=True)
class OpinionsView:
    """Summaries of a subtree: of one theme side by side, or of one organisation by theme."""

    rows: tuple[OpinionRow, ...]
    by_theme: Mapping[Theme, int]  # organisations that wrote on each theme


def opinions(*, actor: Actor, at: Place, theme: Theme | None = None, since: date | None = None) -> OpinionsView:
    """The last summary of each organisation on each theme by the day, written on `since` or later; `rows` of one theme
    alone where that is asked for. One query."""
    assert allows(actor, Permission.VIEW, at.path, clock.today())  # whoever has the place may look at it
    rows = Opinion.objects.filter(term=at.term, on_date__lte=at.as_of, organisation_id__in=ever_within(at))
    if since is not None:
        rows = rows.filter(on_date__gte=since)
    last = {
        (pk, theme): (on, text, proposal, by, made_at)
        for pk, theme, on, text, proposal, by, made_at in rows.order_by("on_date").values_list(
            "organisation_id", "theme", "on_date", "text", "proposal", "made_by_name", "made_at"
        )
    }
    index = standing(at, {pk for pk, _ in last}).index
    chosen = [key for key in last if key[0] in index and theme in {None, Theme(key[1])}]
    chosen.sort(key=lambda key: (list(Theme).index(Theme(key[1])), index[key[0]]))
    found = []
    for pk, name in chosen:
        on, text, proposal, by, made_at = last[pk, name]
        found.append(OpinionRow(pk, on, Theme(name), text, proposal, by, made_at))
    counted = {one: sum(name == one.value and pk in index for pk, name in last) for one in Theme}
    return OpinionsView(tuple(found), counted)


@dataclass(frozen=True)
class OwnOpinions:
    """What an organisation wrote on a day, by theme, with the stamp of it; and on which other days it wrote."""

    rows: tuple[OpinionRow, ...]
    other_days: tuple[date, ...]  # the latest first
    stamp: str


def own_opinions(*, actor: Actor, organisation: int, term: str, on_date: date) -> OwnOpinions:
    """What an organisation wrote on a day; for it and those above it. Three queries."""
    organisations.last_card(actor=actor, pk=organisation)
    rows = Opinion.objects.filter(organisation_id=organisation, term=term)
    days = rows.exclude(on_date=on_date).order_by("-on_date").values_list("on_date", flat=True).distinct()
    found = [
        OpinionRow(organisation, on, Theme(theme), text, proposal, by, made_at)
        for on, theme, text, proposal, by, made_at in rows.filter(on_date=on_date).values_list(
            "on_date", "theme", "text", "proposal", "made_by_name", "made_at"
        )
    ]
    told = sorted((row.theme.value, row.text, row.proposal) for row in found)
    order = list(Theme)
    return OwnOpinions(tuple(sorted(found, key=lambda row: order.index(row.theme))), tuple(days[:20]), stamp(told))
