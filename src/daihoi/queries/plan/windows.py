"""Decisions on the days of congresses below: which there are, for whom they hold, and what a new one would do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, F, Q

from daihoi.core.access import Actor, NotHere, Permission, allows
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.plan.reasons import Reason
from daihoi.core.plan.windows import Decided, choose
from daihoi.core.scope import Scope, scope_of
from daihoi.data.models import Congress, Version, WindowDecision, WindowPlace
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.plan import _windows
from daihoi.queries.sharing import sharing


@dataclass(frozen=True)
class NewWindow:
    """A decision as somebody enters it. `places`: organisations within which it holds; none: all below."""

    number: str
    decided_on: date
    reason: Reason
    first: date | None = None
    last: date | None = None
    note: str = ""
    levels: frozenset[Level] = frozenset()
    units: frozenset[Unit] = frozenset()
    pilots: bool | None = None
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class WindowView:
    """A decision as its list shows it. `places`: names of those chosen that the actor may see; `hidden`: how many
    more; `congresses`: those that have their days from it, as far as the actor sees them."""

    id: int
    organisation: int
    organisation_name: str
    number: str
    decided_on: date
    reason: str
    note: str
    levels: tuple[str, ...]
    units: tuple[str, ...]
    pilots: bool | None
    first: date | None
    last: date | None
    withdrawn_on: date | None
    withdrawn_note: str
    made_by: str
    may_edit: bool
    congresses: int = 0
    places: tuple[tuple[int, str], ...] = ()
    hidden: int = 0


def windows(*, actor: Actor, organisation: int, term: str) -> list[WindowView]:
    """The decisions of an organisation, and those from above that hold for it or something below it; the newest first.

    Those withdrawn come last.
    """
    top = last_version(organisation)
    today = clock.today()
    require(actor, Permission.VIEW, top.path, today)
    rows = list(
        WindowDecision.objects.filter(term=term, organisation_id__in=paths.ids(top.path)).order_by("-decided_on", "-pk")
    )
    seen = sharing(actor=actor, today=today)
    stand = {each.id: each for each in _windows.decided(rows)}
    shown = [
        row
        for row in rows
        if row.organisation_id == organisation
        or (
            _concerns(stand[row.pk], top)
            and seen.reaches(stand[row.pk].path, stand[row.pk].scope, stand[row.pk].places)
        )
    ]
    counts = _counts([row.pk for row in shown], top.path)
    views = _views(actor, shown, stand, today)
    return sorted(
        (replace(view, congresses=counts.get(view.id, 0)) for view in views), key=lambda view: bool(view.withdrawn_on)
    )


def _concerns(decision: Decided, at: Version) -> bool:
    """May it hold for the organisation or for something below it?"""
    within = not decision.places or any(
        paths.covers(place, at.path) or paths.covers(at.path, place) for place in decision.places
    )
    return within and decision.scope.may_hold_below(at.kind, at.unit)


def window(*, actor: Actor, pk: int) -> WindowView:
    """One decision; NotHere where it does not concern the actor."""
    row = WindowDecision.objects.filter(pk=pk).first()
    if row is None:
        raise NotHere
    today = clock.today()
    (decision,) = _windows.decided([row])
    if not sharing(actor=actor, today=today).reaches(decision.path, decision.scope, decision.places):
        raise NotHere
    (view,) = _views(actor, [row], {row.pk: decision}, today)
    return view


@dataclass(frozen=True)
class WindowCongress:
    """A congress that has its days from a decision."""

    organisation: int
    name: str
    planned_on: date | None
    first: date | None
    last: date | None

    @property
    def outside(self) -> bool:
        """Its planned day does not lie within them."""
        return _beyond(self.planned_on, self.first, self.last)


def window_congresses(
    *, actor: Actor, pk: int, start: int = 0, stop: int | None = None
) -> tuple[int, int, list[WindowCongress]]:
    """(how many in all, how many of them planned outside, those from `start` to before `stop`, outside first) of the
    congresses that have their days from a decision, within the actor's reach."""
    outside = Q(planned_on__lt=F("window_from")) | Q(planned_on__gt=F("window_to"))
    rows = Congress.objects.filter(_visible(actor), window_by_id=pk, organisation__versions__valid_to=FAR)
    beyond = rows.filter(outside)
    columns = ("organisation_id", "organisation__versions__name", "planned_on", "window_from", "window_to")
    order = "organisation__versions__path"
    counts = rows.aggregate(all=Count("pk"), outside=Count("pk", filter=outside))
    counted, total = counts["outside"], counts["all"]
    late = beyond.order_by(order).values_list(*columns)
    rest = rows.exclude(pk__in=beyond.order_by().values("pk")).order_by(order).values_list(*columns)
    low = max(start - counted, 0)
    high = None if stop is None else max(stop - counted, 0)
    found = [WindowCongress(*row) for row in late[start:stop]]
    found += [WindowCongress(*row) for row in rest[low:high]]
    return total, counted, found


def _visible(actor: Actor) -> Q:
    from_below = Q(pk__in=[])
    for top, _, _ in sharing(actor=actor, today=clock.today()).tops:
        low, high = paths.span(top)
        from_below |= Q(organisation__versions__path__gte=low, organisation__versions__path__lt=high)
    return from_below


def _counts(pks: Sequence[int], path: str) -> dict[int, int]:
    low, high = paths.span(path)
    rows = Congress.objects.filter(
        window_by__in=pks,
        organisation__versions__valid_to=FAR,
        organisation__versions__path__gte=low,
        organisation__versions__path__lt=high,
    )
    return dict(rows.order_by().values_list("window_by").annotate(Count("pk")))


def _views(actor: Actor, rows: Sequence[WindowDecision], stand: dict[int, Decided], today: date) -> list[WindowView]:
    places: dict[int, list[int]] = defaultdict(list)
    for decision, organisation in WindowPlace.objects.filter(window__in=[row.pk for row in rows]).values_list(
        "window_id", "organisation_id"
    ):
        places[decision].append(organisation)
    asked = {row.organisation_id for row in rows} | {pk for chosen in places.values() for pk in chosen}
    versions = {
        row.organisation_id: row for row in Version.objects.filter(organisation_id__in=asked).order_by("valid_from")
    }
    found = []
    for row in rows:
        scope = scope_of(row.levels, row.units)
        named = [
            (pk, versions[pk].name) for pk in places[row.pk] if allows(actor, Permission.VIEW, versions[pk].path, today)
        ]
        found.append(
            WindowView(
                id=row.pk,
                organisation=row.organisation_id,
                organisation_name=versions[row.organisation_id].name,
                number=row.number,
                decided_on=row.decided_on,
                reason=row.reason,
                note=row.note,
                levels=_in_order(scope.levels, Level),
                units=_in_order(scope.units, Unit),
                pilots=row.pilots,
                first=row.first,
                last=row.last,
                withdrawn_on=row.withdrawn_on,
                withdrawn_note=row.withdrawn_note,
                made_by=row.made_by_name,
                may_edit=allows(actor, Permission.DIRECTIVES_EDIT, stand[row.pk].path, today),
                places=tuple(named),
                hidden=len(places[row.pk]) - len(named),
            )
        )
    return found


def _in_order(chosen: frozenset[Level] | frozenset[Unit], of: type[Level] | type[Unit]) -> tuple[str, ...]:
    return tuple(each.value for each in of if each in chosen)


@dataclass(frozen=True)
class WindowPreview:
    """What a decision would do to the congresses in its scope that are not yet held.

    `changed`: have their days from it; `replaced`: those of them that have days from another decision now; `nearer`:
    stay under a nearer or later decision; `own`: stay moved by a decision of their own; `outside`: planned days that
    would fall outside, `first_outside` the first of them (organisation, name, planned day).
    """

    changed: int
    replaced: int
    nearer: int
    own: int
    outside: int
    first_outside: tuple[tuple[int, str, date], ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)


MOST_SHOWN = 20


def window_preview(*, actor: Actor, organisation: int, term: str, new: NewWindow) -> WindowPreview:
    """What a new decision of an organisation would do to the congresses below it that are not yet held.

    `findings`: what no decision can be, or what of a frame lies outside the rules or the frame of a level above, each
    once.
    """
    top = last_version(organisation)
    require(actor, Permission.DIRECTIVES_EDIT, top.path, clock.today())
    places = _windows.last_paths(new.places)
    if nonsense := _nonsense(new, top.path, places):
        return WindowPreview(0, 0, 0, 0, 0, (), (nonsense,))
    fresh = _as_decided(new, top.path, places)
    known = _windows.decisions(term, top.path)
    frames = _windows.Frames(known)
    findings: dict[str, Finding] = {}
    counts = dict.fromkeys(("changed", "replaced", "nearer", "own"), 0)
    outside: list[tuple[int, date]] = []
    for row in _windows.standing(term, top.path):
        if not fresh.holds(row.subject):
            continue
        if new.reason is Reason.PLAN:
            findings.update((each.message.render(), each) for each in frames.findings(fresh, row))
        window = _windows.window_of(choose([*known, fresh], row.subject))
        what = "own" if row.own else "nearer" if window[3] != fresh.id else "changed"
        counts[what] += 1
        counts["replaced"] += what == "changed" and row.window[3] is not None
        if what == "changed" and _beyond(row.planned_on, *window[:2]):
            outside.append((row.organisation, row.planned_on or date.max))
    first = outside[:MOST_SHOWN]
    names = _names([pk for pk, _ in first])
    shown = tuple((pk, names.get(pk, ""), day) for pk, day in first)
    return WindowPreview(**counts, outside=len(outside), first_outside=shown, findings=tuple(findings.values()))


def _nonsense(new: NewWindow, path: str, places: dict[int, str]) -> Finding | None:
    """What no decision can be, whatever the rules say."""
    today = clock.today()
    likely = all(2000 <= day.year <= 2080 for day in (new.first, new.last, new.decided_on) if day)
    below = all(places.get(pk, path) != path and paths.covers(path, places[pk]) for pk in new.places)
    for wrong, code, text in (
        (not new.number.strip(), "window_without_number", N_("Days are set by a decision; give its number.")),
        (not (new.first or new.last), "window_without_day", N_("Give the first day, the last day, or both.")),
        (
            bool(new.first and new.last and new.first > new.last),
            "window_backwards",
            N_("The window ends before it begins."),
        ),
        (not likely, "day_unlikely", N_("One of these days lies too far away to be right.")),
        (new.decided_on > today, "in_the_future", N_("The decision is still to come; enter it when it is taken.")),
        (not below, "not_below", N_("Choose organisations that stand below the one that decides.")),
    ):
        if wrong:
            return Finding(Severity.ERROR, code, Message(text))
    return None


def _as_decided(new: NewWindow, path: str, places: dict[int, str]) -> Decided:
    return Decided(
        id=1 << 62,  # after all there are
        path=path,
        number=new.number,
        decided_on=new.decided_on,
        reason=new.reason,
        first=new.first,
        last=new.last,
        scope=Scope(new.levels, new.units),
        pilots=new.pilots,
        places=tuple(places[pk] for pk in new.places),
    )


def _beyond(day: date | None, first: date | None, last: date | None) -> bool:
    return day is not None and bool((first and day < first) or (last and day > last))


def _names(organisations: Sequence[int]) -> dict[int, str]:
    rows = Version.objects.filter(organisation_id__in=organisations, valid_to=FAR)
    return dict(rows.values_list("organisation_id", "name"))


@dataclass(frozen=True)
class WindowFault:
    """A congress whose window is not what the decisions above it give."""

    organisation: int
    term: str
    name: str


def window_faults() -> list[WindowFault]:
    """Choose every congress's window anew and compare with what is stored; for `daihoi verify`."""
    terms = set(WindowDecision.objects.values_list("term", flat=True).distinct())
    found = [
        (row.organisation, term)
        for term in sorted(terms)
        for row, _ in _windows.unsettled(term, "", _windows.decisions(term, ""))
    ]
    names = _names([pk for pk, _ in found])
    return [WindowFault(pk, term, names.get(pk, "")) for pk, term in found]
