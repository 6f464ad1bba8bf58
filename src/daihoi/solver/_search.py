"""The search in its order: can the rules be kept; how few people are lacking; how near to the draft; in which order."""

import math

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from daihoi.solver import _conflict
from daihoi.solver._model import FOUND, Effort, Model, build, hint, in_order, moved, read
from daihoi.solver._words import rule
from daihoi.solver.answer import Answer, State
from daihoi.solver.check import WrongAnswer, changes, measured, total_short, verify
from daihoi.solver.question import Lists, Question

_AT_ONCE = 40  # places settled by one call: their weights are powers of two within 64 bits


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
    if proven:
        lists = _first(model, lists, effort)
    return _told(question, lists, least, proven, effort)


def bare(question: Question) -> Answer:
    """Only whether any lists keep the hard rules, with some that do: the floor of what the bench measures."""
    effort = Effort(math.inf)
    model = build(question, switched=False)
    status, solver = effort.run(model.cp)
    lists = read(model, solver) if status in FOUND else None
    return Answer(State.IMPOSSIBLE if lists is None else State.POSSIBLE, lists, effort=effort.spent)


def _nearest(model: Model, lists: Lists, effort: Effort) -> tuple[Lists, bool]:
    """Lists that lack as few people as these and are as near to the draft as can be; whether that is proven."""
    if model.question.draft is None:
        return lists, True
    far = moved(model, model.question.draft)
    hint(model, lists)
    model.cp.minimize(far)
    status, solver = effort.run(model.cp)
    if status in FOUND:
        lists = read(model, solver)
    if status != cp_model.OPTIMAL:
        return lists, False
    model.cp.add(far <= round(solver.objective_value))
    return lists, True


def _first(model: Model, lists: Lists, effort: Effort) -> Lists:
    """Of the lists left, the ones that take the first of the pool wherever they can, then the second, and so on: there
    is one answer, whatever way the solver goes. Where the limit is reached, as far as that was settled."""
    places = in_order(model)
    for begin in range(0, len(places), _AT_ONCE):
        some = places[begin : begin + _AT_ONCE]
        hint(model, lists)
        model.cp.maximize(LinearExpr.weighted_sum(some, [2 ** (_AT_ONCE - at) for at in range(len(some))]))
        status, solver = effort.run(model.cp, light=True)
        if status != cp_model.OPTIMAL:
            break
        lists = read(model, solver)
        for place in some:
            model.cp.add(place == int(solver.boolean_value(place)))
    return lists


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
