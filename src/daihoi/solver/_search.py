"""The search in its order: can the rules be kept; of how few people is it not known; how few are lacking; how near to
the draft; in which order."""

import math

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from daihoi.solver import _conflict
from daihoi.solver._model import FOUND, Effort, Model, build, hint, in_order, moved, read
from daihoi.solver._words import rule
from daihoi.solver.answer import Answer, State
from daihoi.solver.check import WrongAnswer, changes, measured, total_short, total_unsure, verify
from daihoi.solver.question import Lists, Question

_AT_ONCE = 40  # places settled by one call: their weights are powers of two within 64 bits


def search(question: Question, limit: float) -> Answer:
    effort = Effort(limit)
    model = build(question, switched=False)
    if question.draft is not None:
        hint(model, question.draft)
    lists, bounds, proven = None, [0, 0], True
    for at, goal in enumerate((model.unsure, model.short)):
        if at == 0 and not goal:
            continue
        total = LinearExpr.sum(list(goal.values()))
        model.cp.minimize(total)
        status, solver = effort.run(model.cp)
        if lists is None and status == cp_model.INFEASIBLE:
            return _impossible(question, effort)
        if lists is None and status not in FOUND:
            return Answer(State.UNDECIDED, effort=effort.spent)
        if status in FOUND:
            lists, bounds[at] = read(model, solver), round(solver.best_objective_bound)
            hint(model, lists)
        proven = status == cp_model.OPTIMAL
        if not proven:
            break
        model.cp.add(total <= bounds[at])
    assert lists is not None
    if proven:
        lists, proven = _nearest(model, lists, effort)
    if proven:
        lists = _first(model, lists, effort)
    return _told(question, lists, bounds, proven, effort)


def _impossible(question: Question, effort: Effort) -> Answer:
    names, smallest = _conflict.smallest(question, effort)
    conflict = tuple(rule(question, name) for name in names)
    return Answer(State.IMPOSSIBLE, conflict=conflict, smallest=smallest, effort=effort.spent)


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


def _told(question: Question, lists: Lists, bounds: list[int], proven: bool, effort: Effort) -> Answer:
    """`bounds`: what the search proved that no lists go below: people of whom it is not known, people lacking."""
    verify(question, lists)
    measures = measured(question, lists)
    short, unsure = total_short(measures), total_unsure(question, lists)
    for found, least in zip((unsure, short), bounds, strict=True):
        if found < least or (proven and found > least):
            raise WrongAnswer(f"{found} people lacking or not known, where the search proved {least}")
    return Answer(
        State.POSSIBLE,
        lists,
        measures,
        unsure=unsure,
        short=short,
        least_short=bounds[1],
        changes=changes(question, lists),
        proven=proven,
        effort=effort.spent,
    )
