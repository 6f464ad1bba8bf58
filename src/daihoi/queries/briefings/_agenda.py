"""The agenda out of what is open: points that a briefing could take up, as everything stands on a day.

The words of points are Vietnamese, as the papers that are made of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from daihoi.core.access import Actor, NotHere
from daihoi.core.briefings import Source
from daihoi.core.difficulties import DifficultyState
from daihoi.core.indicators.columns import KINDS, UNITS
from daihoi.core.organisations import paths
from daihoi.core.scope import scope_of
from daihoi.data.models import Briefing, Difficulty, Directive, Task, Uptake, Version
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


def day_words(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def proposals(actor: Actor, top: Placed, term: str, today: date, since: date | None) -> list[Proposal]:
    """Everything open at and below an organisation. `since`: the day of the last briefing, None: there was none."""
    found = _lying_here(top, term, today) + _late_tasks(top, term, today)
    try:
        at = indicators.place(actor=actor, organisation=top.id, term=term, as_of=today, today=today)
    except NotHere:  # it was not yet there on this day, or ended before it
        return found + _answered(top, term, since)
    return found + _congresses(at) + _directives(at, top, term, today) + _answered(top, term, since)


def _lying_here(top: Placed, term: str, today: date) -> list[Proposal]:
    rows = Difficulty.objects.filter(at_id=top.id, term=term, state=DifficultyState.OPEN)
    rows = rows.order_by("lies_since", "pk").defer("grams", "text")
    listed = list(rows[:MOST])
    names = places(row.organisation_id for row in listed)
    return [
        Proposal(
            f"difficulty-{row.pk}",
            Source.DIFFICULTY,
            row.title,
            _of_difficulty(row, names[row.organisation_id].name, today),
            difficulty=row.pk,
        )
        for row in listed
    ]


def _of_difficulty(row: Difficulty, place: str, today: date) -> str:
    said = f"{place} phản ánh ngày {day_words(row.raised_on)}"
    if row.due_on is not None and row.due_on < today:
        return f"{said}; quá hạn trả lời từ ngày {day_words(row.due_on)}"
    return f"{said}; hạn trả lời {day_words(row.due_on)}" if row.due_on else said


def _answered(top: Placed, term: str, since: date | None) -> list[Proposal]:
    """What was answered here since the last briefing, without those that a briefing answered itself."""
    rows = Difficulty.objects.filter(answered_at_id=top.id, term=term, state=DifficultyState.ANSWERED)
    if since is not None:
        rows = rows.filter(answered_on__gt=since)
    listed = list(rows.order_by("-answered_on", "-pk").defer("grams", "text")[:MOST])
    names = places(row.organisation_id for row in listed)
    return [
        Proposal(
            f"answered-{row.pk}",
            Source.ANSWERED,
            row.title,
            f"{names[row.organisation_id].name}; trả lời ngày {day_words(row.answered_on)}" if row.answered_on else "",
            difficulty=row.pk,
        )
        for row in listed
    ]


def _late_tasks(top: Placed, term: str, today: date) -> list[Proposal]:
    """One point an organisation directly below (and one for its own): how many are late, and the worst."""
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
    worst = sorted(by_branch.items(), key=lambda each: (-len(each[1]), each[0]))[:MOST]
    names = places(pk for pk, _ in worst)
    return [
        Proposal(
            f"task-{pk}",
            Source.TASK,
            f"{names[pk].name}: {len(late)} nhiệm vụ quá hạn"[:300],
            f"Chậm nhất: {late[0][1]} (hạn {day_words(late[0][2])}, quá {(today - late[0][2]).days} ngày)",
            late_task=late[0][0],
        )
        for pk, late in worst
    ]


def _congresses(at: Place) -> list[Proposal]:
    found = indicators.exceptions(at, list(_EXCEPTIONS), most=_NAMED)
    names = places(pk for _, _, ids in found for pk in ids)
    return [
        Proposal(
            f"congress-{name.rpartition('.')[2]}",
            Source.CONGRESS,
            f"{_EXCEPTIONS[name]}: {count} tổ chức đảng",
            _named((names[pk].name for pk in ids), count),
        )
        for name, count, ids in found
    ]


def _named(names: Iterable[str], count: int) -> str:
    listed = list(names)
    more = count - len(listed)
    return "; ".join(listed) + (f" và {more} tổ chức khác" if more > 0 else "")


def _directives(at: Place, top: Placed, term: str, today: date) -> list[Proposal]:
    """Papers of this organisation and of those above that some below have not taken in or not disseminated."""
    rows = Directive.objects.filter(
        organisation_id__in=paths.ids(top.path), term=term, withdrawn_on=None, issued_on__lte=today
    )
    listed = list(rows.order_by("-issued_on", "-pk").defer("overlay_text", "summary").prefetch_related("places")[:MOST])
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
    within = {place.organisation_id for row in listed for place in row.places.all()}
    ways = dict(Version.objects.filter(organisation_id__in=within, valid_to=FAR).values_list("organisation_id", "path"))
    found = []
    for row in listed:
        scope = scope_of(row.levels, row.units)
        holds = np.array([[scope.holds(k, u) for u in UNITS] for k in KINDS], dtype=bool)
        flags = holds[kind, unit]
        if not row.from_above:
            flags &= organisations != row.organisation_id
        if row.places.all():
            inside = np.zeros(len(path), dtype=bool)
            for place in row.places.all():
                inside |= np.strings.startswith(path, ways.get(place.organisation_id, "-").encode())
            flags &= inside
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
    parts = [f"{not_taken}/{len(asked)} tổ chức đảng chưa tiếp nhận"] if not_taken else []
    parts += [f"{not_told}/{len(asked)} chưa quán triệt"] if not_told else []
    by = f" (hạn quán triệt {day_words(row.disseminate_by)})" if row.disseminate_by and not_told else ""
    name = f"{_PAPERS.get(row.paper, 'Văn bản')} số {row.number}, ngày {day_words(row.issued_on)}"
    return [Proposal(f"directive-{row.pk}", Source.DIRECTIVE, f"{name}: {row.title}"[:300], "; ".join(parts) + by)]


def last_held(organisation: int, term: str, before: date) -> date | None:
    """The day of the last briefing held before or on a day."""
    rows = Briefing.objects.filter(organisation_id=organisation, term=term, held_on__lte=before)
    return rows.order_by("-held_on").values_list("held_on", flat=True).first()
