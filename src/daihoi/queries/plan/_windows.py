"""From rows to the windows that hold: which decisions there are, and which congresses they give other days."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from daihoi.core.indicators.congress import CongressFacts, Figurer
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.plan import check_window
from daihoi.core.plan.reasons import Reason
from daihoi.core.plan.windows import Chosen, Decided, Subject, choose
from daihoi.core.scope import scope_of
from daihoi.data.models import Congress, Ruleset, Version, WindowDecision, WindowPlace
from daihoi.data.models.organisations import FAR
from daihoi.queries.rules import figurer_of


def last_paths(organisations: Collection[int]) -> dict[int, str]:
    """Where organisations stand, or stood last."""
    found: dict[int, str] = {}
    pks = sorted(organisations)
    for start in range(0, len(pks), 500):
        rows = Version.objects.filter(organisation_id__in=pks[start : start + 500]).order_by("valid_from")
        found.update(rows.values_list("organisation_id", "path"))
    return found


def decisions(term: str, path: str, *, below: bool = True) -> list[Decided]:
    """The decisions in force of a term, of the organisations on a path and (`below`) of those under it."""
    where = Q(organisation_id__in=paths.ids(path))
    if below:
        low, high = paths.span(path)
        under = Version.objects.filter(valid_to=FAR, path__gte=low, path__lt=high)
        where |= Q(organisation_id__in=under.values("organisation_id"))
    return decided(WindowDecision.objects.filter(where, term=term, withdrawn_on=None))


def decided(rows: Iterable[WindowDecision]) -> list[Decided]:
    """Rows of decisions as core reads them; three queries however many they are."""
    found = list(rows)
    if not found:
        return []
    places: dict[int, list[int]] = defaultdict(list)
    for window, organisation in WindowPlace.objects.filter(window__in=[row.pk for row in found]).values_list(
        "window_id", "organisation_id"
    ):
        places[window].append(organisation)
    stand = last_paths({row.organisation_id for row in found} | {pk for each in places.values() for pk in each})
    return [
        Decided(
            id=row.pk,
            path=stand[row.organisation_id],
            number=row.number,
            decided_on=row.decided_on,
            reason=Reason(row.reason),
            first=row.first,
            last=row.last,
            scope=scope_of(row.levels, row.units),
            pilots=row.pilots,
            places=tuple(stand[pk] for pk in places[row.pk]),
        )
        for row in found
    ]


# What a row says of its window: first and last day, the decision as it is cited, and its id (None: its own, or none).
Window = tuple[date | None, date | None, str, int | None]


@dataclass(frozen=True)
class Standing:
    """A congress not yet held, with the window that its row says now. `own`: by a decision typed in its own plan."""

    id: int
    organisation: int
    subject: Subject
    ruleset: int
    planned_on: date | None
    window: Window

    @property
    def own(self) -> bool:
        return self.window[3] is None and any(self.window[:3])


def standing(term: str, top: str) -> Iterator[Standing]:
    """The congresses of a term at and below a path that are not yet held, as their organisations stand today."""
    low, high = paths.span(top)
    rows = (
        Congress.objects.filter(
            term=term,
            organisation__versions__valid_to=FAR,
            organisation__versions__path__gte=low,
            organisation__versions__path__lt=high,
        )
        .exclude(marks__milestone="held")
        .values_list(
            "pk",
            "organisation_id",
            "organisation__versions__path",
            "kind",
            "unit",
            "pilot",
            "ruleset_id",
            "planned_on",
            "window_from",
            "window_to",
            "window_decision",
            "window_by_id",
        )
    )
    for row in rows.iterator(chunk_size=5000):
        pk, organisation, path, kind, unit, pilot, ruleset, planned, first, last, decision, by = row
        window = (first, last, decision, by)
        yield Standing(pk, organisation, Subject(path, kind, unit, pilot), ruleset, planned, window)


def window_of(chosen: Chosen | None) -> Window:
    """What a row says of a window that decisions give."""
    return (chosen.first, chosen.last, chosen.told, chosen.by) if chosen else (None, None, "", None)


def unsettled(term: str, path: str, known: Sequence[Decided]) -> Iterator[tuple[Standing, Window]]:
    """Congresses at and below a path whose window is not what the decisions give, each with what it should be.

    Those moved by a decision of their own stay as they are.
    """
    for row in standing(term, path):
        window = window_of(choose(known, row.subject))
        if not row.own and row.window != window:
            yield row, window


class Frames:
    """Where a frame must lie: within what holds from above, else within what the rules say."""

    def __init__(self, known: Sequence[Decided]) -> None:
        self._known = known
        self._figurers: dict[int, Figurer] = {}
        self._findings = lru_cache(maxsize=10_000)(self._found)

    def findings(self, frame: Decided, row: Standing) -> tuple[Finding, ...]:
        """What of the frame lies outside, for one of the congresses that it is for."""
        subject = row.subject
        above = choose((each for each in self._known if len(each.path) < len(frame.path)), subject)
        return self._findings(frame, above, row.ruleset, str(subject.kind), str(subject.unit), subject.pilot)

    def _found(
        self, frame: Decided, above: Chosen | None, ruleset: int, kind: str, unit: str, pilot: bool
    ) -> tuple[Finding, ...]:
        window = self._figurer(ruleset).window(CongressFacts(Kind(kind), Unit(unit), pilot=pilot))
        found = []
        days = [day for day in (frame.first, frame.last) if day]
        if above and above.first and any(day < above.first for day in days):
            found.append(_outside_above(min(days), above.first, above.first_told))
        if above and above.last and any(day > above.last for day in days):
            found.append(_outside_above(max(days), above.last, above.last_told))
        # A side that was decided above takes the place of the rules' own.
        rules = type(window)(
            window.first,
            window.last,
            None if above and above.first else window.first_rule,
            None if above and above.last else window.last_rule,
        )
        return (*found, *check_window(rules, frame.first, frame.last))

    def _figurer(self, ruleset: int) -> Figurer:
        if ruleset not in self._figurers:
            self._figurers[ruleset] = figurer_of(Ruleset.objects.get(pk=ruleset))
        return self._figurers[ruleset]


def _outside_above(day: date, limit: date, decision: str) -> Finding:
    text = N_("The frame names {day:%d/%m/%Y}, outside the frame of the level above: {limit:%d/%m/%Y}, {decision}.")
    params = {"day": day, "limit": limit, "decision": decision}
    return Finding(Severity.ERROR, "outside_frame_above", Message(text, params))
