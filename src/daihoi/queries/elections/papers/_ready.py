"""Which papers there are for whom, and what each still waits for."""

from collections.abc import Iterable
from dataclasses import dataclass

from daihoi.core.elections import Ask, Origin, RoundStanding, Standing
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.queries.elections.pages import ElectionView, RoundView

# Names of papers, as office.papers has them, in the order of their day.
OF_ELECTION = ("straw_minutes", "results_report", "ratification_request")
OF_ROUND = ("hand_over", "count_minutes", "elected_list", "entry_log")
NAMES = (*OF_ROUND, *OF_ELECTION)


@dataclass(frozen=True)
class PaperLine:
    """A paper. `round` None: of the whole election. `missing`: what it waits for; () when it is ready."""

    name: str
    round: int | None
    missing: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class PapersView:
    """An election and its papers: those of the whole first, then round by round."""

    view: ElectionView
    lines: tuple[PaperLine, ...]

    def of(self, round: int | None) -> tuple[PaperLine, ...]:
        return tuple(one for one in self.lines if one.round == round)


def lines_of(view: ElectionView) -> tuple[PaperLine, ...]:
    """No queries. A paper that the actor may never take is not there."""
    lines: list[PaperLine] = []
    over = tuple(_not_over(view))
    if view.may_prepare:
        lines.append(PaperLine("straw_minutes", None, tuple(_no_straw(view))))
        lines += (PaperLine(name, None, over) for name in OF_ELECTION[1:])
    if len(view.rounds) > 1:
        lines.append(PaperLine("elected_list", None, over))
    for one, found in zip(view.rounds, view.standing.rounds, strict=True):
        lines.append(PaperLine("hand_over", one.number, tuple(_no_ballots(view, one))))
        undecided = tuple(_undecided(view, one, found))
        lines += (PaperLine(name, one.number, undecided) for name in ("count_minutes", "elected_list"))
        if view.may_run:
            lines.append(PaperLine("entry_log", one.number, tuple(_not_counted(one))))
    return tuple(lines)


def _wait(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.NOTE, code, Message(text, params))


def _not_counted(one: RoundView) -> Iterable[Finding]:
    if not one.counted:
        yield _wait("not_counted", N_("Both counts must be finished first."))


def _no_ballots(view: ElectionView, one: RoundView) -> Iterable[Finding]:
    if not (view.may_run or view.may_prepare or one.released_at):
        yield _wait("not_released", N_("The result of this ballot is not released yet."))
    elif one.ledger.printed is None:
        yield _wait("no_ballots", N_("No ballots have been handed over yet."))


def _undecided(view: ElectionView, one: RoundView, found: RoundStanding) -> Iterable[Finding]:
    """Minutes wait for what was decided on ballots, and not for what a tie or vacant seats lead to: the congress
    decides that once it has heard them."""
    if one.annulled:
        yield _wait("annulled", N_("This ballot was annulled and has no result: {why}"), why=one.annulled)
        return
    if not (view.may_run or one.released_at):
        yield _wait("not_released", N_("The result of this ballot is not released yet."))
        return
    if not one.counted:
        yield from _not_counted(one)
        return
    if found.tally is not None and found.tally.unsettled:
        text = N_("{count} ballots on which the counts differ are not settled yet.")
        yield _wait("unsettled", text, count=found.tally.unsettled)
    further = {Ask.TIE, Ask.SHORTAGE}
    asked = [each for each in view.standing.open if each.round in {0, one.number} and each.ask not in further]
    for question in asked:
        yield _wait("question_open", N_("Something must be decided first: {what}"), what=question.message)
    errors = [each for each in (*view.standing.findings, *found.findings) if each.severity is Severity.ERROR]
    yield from (Finding(Severity.NOTE, "does_not_reconcile", each.message, rule=each.rule) for each in errors)
    if found.outcome is None and not (asked or errors or (found.tally is not None and found.tally.unsettled)):
        yield _wait("no_result", N_("This ballot has no result: it was decided to stop."))


def _not_over(view: ElectionView) -> Iterable[Finding]:
    """Reports tell what the hall was told: every round released, nothing open, nothing due."""
    found: Standing = view.standing
    running = any(not one.released_at and not one.annulled for one in view.rounds)
    stopped = found.over and found.rounds[-1].outcome is None
    if not view.rounds:
        yield _wait("not_voted", N_("No ballot has been held yet."))
    elif running and not stopped:
        yield _wait("not_released", N_("The result of this ballot is not released yet."))
    elif found.open:
        yield _wait("question_open", N_("Something must be decided first: {what}"), what=found.open[0].message)
    elif not found.over:
        yield _wait("round_due", N_("A further ballot is due; the election is not over."))


def _no_straw(view: ElectionView) -> Iterable[Finding]:
    floor = [one.nominee for one in view.nominees if one.nominee.origin is not Origin.PREPARED]
    if not floor:
        yield _wait("no_floor", N_("Nobody was nominated from the floor or stood by themselves, so none is due."))
    elif view.attending is None or all(one.support is None for one in floor):
        yield _wait("no_straw", N_("No straw ballot is entered yet."))
