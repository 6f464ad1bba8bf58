"""The search in its order: can the rules be kept; how few people are lacking; how near to the draft; in which order."""

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from daihoi.solver import _conflict
from daihoi.solver._model import FOUND, Effort, Model, build, hint, moved, read
from daihoi.solver._words import rule
from daihoi.solver.answer import Answer, State
from daihoi.solver.check import WrongAnswer, changes, measured, total_short, verify
from daihoi.solver.question import Lists, Question


def search(question: Question, limit: float) -> Answer:
    effort = Effort(limit)
    model = build(question, switched=False)
    if question.draft is not None:
        hint(model, question.draft)
    lacking = LinearExpr.sum(list(model.short.values()))
    model.cp.minimize(lacking)
    status, solver = effort.run(model.cp)
    if status == cp_model.INFEASIBLE:
        names, smallest = _conflict.smallest(question, effort)
        conflict = tuple(rule(question, name) for name in names)
        return Answer(State.IMPOSSIBLE, conflict=conflict, smallest=smallest, effort=effort.spent)
    if status not in FOUND:
        return Answer(State.UNDECIDED, effort=effort.spent)
    lists = read(model, solver)
    least = round(solver.best_objective_bound)
    proven = status == cp_model.OPTIMAL
    if proven:
        model.cp.add(lacking <= least)
        lists, proven = _nearest(model, lists, effort)
    return _told(question, lists, least, proven, effort)


def _nearest(model: Model, lists: Lists, effort: Effort) -> tuple[Lists, bool]:
    """As near to the draft as lists that lack as few people can be; then whom the pool names first."""
    draft = model.question.draft
    if draft is not None:
        far = moved(model, draft)
        hint_anew(model, lists)
        model.cp.minimize(far)
        status, solver = effort.run(model.cp)
        if status not in FOUND:
            return lists, False
        lists = read(model, solver)
        if status != cp_model.OPTIMAL:
            return lists, False
        model.cp.add(far <= round(solver.objective_value))
    return lists, True


def hint_anew(model: Model, lists: Lists) -> None:
    model.cp.clear_hints()
    hint(model, lists)


def _told(question: Question, lists: Lists, least: int, proven: bool, effort: Effort) -> Answer:
    verify(question, lists)
    measures = measured(question, lists)
    short = total_short(measures)
    if short < least or (proven and short > least):
        raise WrongAnswer(f"{short} people lacking, where the search proved {least}")
    return Answer(
        State.POSSIBLE,
        lists,
        measures,
        short=short,
        least_short=least,
        changes=changes(question, lists),
        proven=proven,
        effort=effort.spent,
    )
