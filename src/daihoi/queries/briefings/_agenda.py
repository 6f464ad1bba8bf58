"""The agenda out of what is open: points that a briefing could take up, as everything stands on a day.

The words of points are Vietnamese, as the papers that are made of them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from daihoi.core.access import Actor, NotHere
from daihoi.core.briefings import Source
from daihoi.core.difficulties import DifficultyState
from daihoi.core.indicators.columns import KINDS, UNITS
from daihoi.core.organisations import paths
from daihoi.core.scope import scope_of
from daihoi.data.models import Briefing, Difficulty, Directive, DirectivePlace, Task, Uptake
from daihoi.data.models.organisations import FAR
from daihoi.queries import indicators
from daihoi.queries.difficulties._places import Placed, places
from daihoi.queries.indicators import Place

MOST = 30  # points of one source
_NAMED = 5  # organisations that a point names
_EXCEPTIONS = {
    "congresses.overdue": "Đại hội đã quá thời hạn mà chưa tổ chức",
    "congresses.behind_plan": "Đại hội đã qua ngày dự kiến mà chưa tổ chức",
}
_PAPERS = {
    "directive": "Chỉ thị",
    "guidance": "Hướng dẫn",
    "plan": "Kế hoạch",
    "decision": "Quyết định",
    "regulation": "Quy định",
    "conclusion": "Kết luận",
    "notice": "Thông báo",
    "letter": "Công văn",
}


@dataclass(frozen=True)
class Proposal:
    """A point that could be taken up. `key`: names it on a page; the ids: what it rests on."""

    key: str
    source: Source
    title: str
    detail: str = ""
    difficulty: int | None = None
    late_task: int | None = None


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def day_words(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def proposals(actor: Actor, top: Placed, term: str, today: date, since: date | None) -> list[Proposal]:
    """Everything open at and below an organisation. `since`: the day of the last briefing, None: there was none.
    Seven queries."""
    difficulties, late = _difficulties(top, term, since), _late_by_branch(top, term, today)
    try:
        at = indicators.place(actor=actor, organisation=top.id, term=term, as_of=today, today=today)
    except NotHere:  # it was not yet there on this day, or ended before it
        at = None
    exceptions = indicators.exceptions(at, list(_EXCEPTIONS), most=_NAMED) if at else []
    names = places(
        {row.organisation_id for row in difficulties}
        | {pk for pk, _ in late}
        | {pk for _, _, ids in exceptions for pk in ids}
    )
    lying = [row for row in difficulties if row.state == DifficultyState.OPEN]
    answered = [row for row in difficulties if row.state == DifficultyState.ANSWERED]
    return [
        *(_lying_point(row, names[row.organisation_id].name, today) for row in _oldest(lying)),
        *(_late_point(names[pk].name, pk, rows, today) for pk, rows in late),
        *(_congress_point(name, count, [names[pk].name for pk in ids]) for name, count, ids in exceptions),
        *(_directives(at, top, term, today) if at else ()),
        *(_answered_point(row, names[row.organisation_id].name) for row in _newest(answered)),
    ]


def _difficulties(top: Placed, term: str, since: date | None) -> list[Difficulty]:
    """What waits here for an answer, and what was answered here since the last briefing."""
    answered = Q(answered_at_id=top.id, state=DifficultyState.ANSWERED)
    if since is not None:
        answered &= Q(answered_on__gt=since)
    rows = Difficulty.objects.filter(Q(at_id=top.id, state=DifficultyState.OPEN) | answered, term=term)
    return list(rows.defer("grams", "text"))


def _oldest(rows: list[Difficulty]) -> list[Difficulty]:
    return sorted(rows, key=lambda row: (row.lies_since, row.pk))[:MOST]


def _newest(rows: list[Difficulty]) -> list[Difficulty]:
    return sorted(rows, key=lambda row: (row.answered_on or date.min, row.pk), reverse=True)[:MOST]


def _lying_point(row: Difficulty, place: str, today: date) -> Proposal:
    said = f"{place} phản ánh ngày {day_words(row.raised_on)}"
    if row.due_on is not None:
        late = row.due_on < today
        said += f"; {'quá hạn trả lời từ' if late else 'hạn trả lời'} ngày {day_words(row.due_on)}"
    return Proposal(f"difficulty-{row.pk}", Source.DIFFICULTY, row.title, said, difficulty=row.pk)


def _answered_point(row: Difficulty, place: str) -> Proposal:
    said = f"{place}; trả lời ngày {day_words(row.answered_on)}" if row.answered_on else place
    return Proposal(f"answered-{row.pk}", Source.ANSWERED, row.title, said, difficulty=row.pk)


def _late_by_branch(top: Placed, term: str, today: date) -> list[tuple[int, list[tuple[int, str, date]]]]:
    """(organisation directly below, or itself; its late tasks as (id, title, due), the latest first), most first."""
    low, high = paths.span(top.path)
    rows = Task.objects.filter(
        term=term,
        due_on__lt=today,
        done_on=None,
        dropped_on=None,
        organisation__versions__valid_to=FAR,
        organisation__versions__path__gte=low,
        organisation__versions__path__lt=high,
    ).order_by("due_on", "pk")
    depth = paths.depth(top.path)
    by_branch: dict[int, list[tuple[int, str, date]]] = defaultdict(list)
    for pk, title, due, path in rows.values_list("pk", "title", "due_on", "organisation__versions__path"):
        ids = paths.ids(path)
        assert due is not None  # asked for above
        by_branch[ids[depth] if len(ids) > depth else top.id].append((pk, title, due))
    return sorted(by_branch.items(), key=lambda each: (-len(each[1]), each[0]))[:MOST]


def _late_point(name: str, pk: int, late: list[tuple[int, str, date]], today: date) -> Proposal:
    worst, title, due = late[0]
    return Proposal(
        f"task-{pk}",
        Source.TASK,
        f"{name}: {_number(len(late))} nhiệm vụ chậm"[:300],
        f"Chậm nhất: {title} (hạn {day_words(due)}, quá {(today - due).days} ngày)",
        late_task=worst,
    )


def _congress_point(name: str, count: int, listed: list[str]) -> Proposal:
    title = f"{_EXCEPTIONS[name]}: {_number(count)} tổ chức đảng"
    return Proposal(f"congress-{name.rpartition('.')[2]}", Source.CONGRESS, title, _named(listed, count))


def _named(listed: list[str], count: int) -> str:
    more = count - len(listed)
    return "; ".join(listed) + (f" và {more} tổ chức khác" if more > 0 else "")


def _directives(at: Place, top: Placed, term: str, today: date) -> list[Proposal]:
    """Papers of this organisation and of those above that some below have not taken in or not disseminated."""
    rows = Directive.objects.filter(
        organisation_id__in=paths.ids(top.path), term=term, withdrawn_on=None, issued_on__lte=today
    )
    listed = list(rows.order_by("-issued_on", "-pk").defer("overlay_text", "summary")[:MOST])
    if not listed:
        return []
    snapshot = at.snapshot
    span, facts = at.span, at.snapshot.facts
    chosen = snapshot.rows[span]
    organisations, path = facts.organisation[chosen], snapshot.path[span]
    kind, unit = facts.kind[chosen], facts.unit[chosen]
    done: dict[int, list[tuple[int, int, date | None]]] = defaultdict(list)
    uptakes = Uptake.objects.filter(
        directive__in=listed,
        organisation__versions__valid_to=FAR,
        organisation__versions__path__gte=paths.span(top.path)[0],
        organisation__versions__path__lt=paths.span(top.path)[1],
    )
    for pk, organisation, revision, disseminated in uptakes.values_list(
        "directive_id", "organisation_id", "revision", "disseminated_on"
    ):
        done[pk].append((organisation, revision, disseminated))
    within: dict[int, list[str]] = defaultdict(list)  # the places to which a paper is limited
    limits = DirectivePlace.objects.filter(directive__in=listed, organisation__versions__valid_to=FAR)
    for pk, way in limits.values_list("directive_id", "organisation__versions__path"):
        within[pk].append(way)
    found = []
    for row in listed:
        scope = scope_of(row.levels, row.units)
        holds = np.array([[scope.holds(k, u) for u in UNITS] for k in KINDS], dtype=bool)
        flags = holds[kind, unit]
        if not row.from_above:
            flags &= organisations != row.organisation_id
        if within[row.pk]:
            inside = [np.strings.startswith(path, way.encode()) for way in within[row.pk]]
            flags &= np.logical_or.reduce(inside)
        found += _paper_point(row, {int(pk) for pk in organisations[flags]}, done[row.pk], today)
    return found


def _paper_point(
    row: Directive, asked: set[int], done: list[tuple[int, int, date | None]], today: date
) -> list[Proposal]:
    taken = {pk for pk, revision, _ in done if revision >= row.revision}
    told = {pk for pk, _, day in done if day is not None and day <= today}
    not_taken, not_told = len(asked - taken), len(asked - told) if row.disseminate else 0
    if not (not_taken or not_told):
        return []
    parts = [f"{_number(not_taken)}/{_number(len(asked))} tổ chức đảng chưa tiếp nhận"] if not_taken else []
    parts += [f"{_number(not_told)}/{_number(len(asked))} chưa quán triệt"] if not_told else []
    by = f" (hạn quán triệt {day_words(row.disseminate_by)})" if row.disseminate_by and not_told else ""
    name = f"{_PAPERS.get(row.paper, 'Văn bản')} số {row.number}, ngày {day_words(row.issued_on)}"
    return [Proposal(f"directive-{row.pk}", Source.DIRECTIVE, f"{name}: {row.title}"[:300], "; ".join(parts) + by)]


def last_held(organisation: int, term: str, before: date) -> date | None:
    """The day of the last briefing held before or on a day."""
    rows = Briefing.objects.filter(organisation_id=organisation, term=term, held_on__lte=before)
    return rows.order_by("-held_on").values_list("held_on", flat=True).first()
