"""Giving congresses the windows that hold for them: one at a time, or all below an organisation in bulk."""

from collections.abc import Sequence
from datetime import date

from daihoi.actions.plan._plan import Plan
from daihoi.core.plan.windows import Decided, Subject, choose
from daihoi.data import bulk
from daihoi.data.models import Congress, Mark, Ruleset, Version
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.plan._windows import decisions, unsettled, window_of
from daihoi.queries.rules import figurer_of

Known = Sequence[Decided]


def settle(congress: Congress, version: Version, known: Known | None = None) -> None:
    """Put the window that holds for a congress not yet held into its row (not yet saved).

    One that is moved by a decision of its own stays. `known`: the decisions, where they were read already.
    """
    if congress.window_by_id is None and (congress.window_from or congress.window_to or congress.window_decision):
        return
    if known is None:
        known = decisions(congress.term, version.path, below=False)
    subject = Subject(version.path, congress.kind, congress.unit, congress.pilot)
    window = window_of(choose(known, subject))
    congress.window_from, congress.window_to, congress.window_decision, congress.window_by_id = window


def put_window(congress: Congress, version: Version, plan: Plan, *, held: bool, known: Known | None = None) -> None:
    """What a plan says of its window: a decision of its own, or nothing, and then what was decided above holds."""
    given = (plan.window_from, plan.window_to, plan.window_decision)
    stands = (congress.window_from, congress.window_to, congress.window_decision)
    if congress.window_by_id is not None and given in {stands, (None, None, "")}:
        return
    congress.window_from, congress.window_to, congress.window_decision = given
    congress.window_by_id = None
    if not held:
        settle(congress, version, known)


def settle_below(term: str, path: str) -> list[int]:
    """Give all congresses of a term at and below a path that are not yet held the windows that hold for them, with
    their figures; the ids of the organisations whose congress changed."""
    found = list(unsettled(term, path, decisions(term, path)))
    windows = {row.id: window for row, window in found}
    rulesets = Ruleset.objects.in_bulk({row.ruleset for row, _ in found})
    pks = sorted(windows)
    for start in range(0, len(pks), 500):
        part = pks[start : start + 500]
        marks: dict[int, dict[str, date]] = {pk: {} for pk in part}
        for pk, key, day in Mark.objects.filter(congress_id__in=part).values_list(
            "congress_id", "milestone", "done_on"
        ):
            marks[pk][key] = day
        changed = []
        for row in Congress.objects.filter(pk__in=part).defer("figures"):
            row.window_from, row.window_to, row.window_decision, row.window_by_id = windows[row.pk]
            figures = figurer_of(rulesets[row.ruleset_id]).figures(facts_of_congress(row), marks[row.pk])
            days = (day.isoformat() if day else None for day in (row.window_from, row.window_to))
            changed.append((*days, row.window_decision, row.window_by_id, figures, row.pk))
        bulk.update(Congress, ("window_from", "window_to", "window_decision", "window_by_id", "figures"), changed)
    return [row.organisation for row, _ in found]
