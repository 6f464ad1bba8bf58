"""The smallest set of rules that no lists keep together, by the sets that would have to give way.

Each set of rules whose removal leaves something possible must share a rule with every conflict. So the smallest set
that shares a rule with all those known is tried: if it can be kept, what else cannot be kept beside it is one more such
set; if it cannot, it is a conflict, and none is smaller (implicit hitting sets; Ignatiev and others, CP 2015).
"""

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, LinearExpr

from daihoi.solver._model import FOUND, Effort, Model, RuleName, build
from daihoi.solver.question import Question

_GLANCE = 0.05  # units of work: about a quarter of a second


def smallest(question: Question, effort: Effort) -> tuple[tuple[RuleName, ...], bool]:
    """The conflict with the fewest rules, and of these the first in the order asked; whether that is proven.

    Where the limit is reached first: a conflict from which no single rule can be left out as far as was tried.
    """
    model = build(question, switched=True)
    names = list(model.rules)
    giving_way: list[frozenset[int]] = []
    while True:
        chosen = _hitting(giving_way, len(names), effort)
        possible, kept = (None, []) if chosen is None else _kept(model, [names[at] for at in chosen], effort)
        if chosen is None or possible is None:
            return _thinned(model, names, effort), False
        if not possible:
            return tuple(names[at] for at in chosen), True
        giving_way.append(frozenset(range(len(names))) - {names.index(name) for name in kept})


def _hitting(sets: Sequence[Collection[int]], size: int, effort: Effort) -> list[int] | None:
    """The fewest numbers that share one with every set; the same however the solver goes about it."""
    cp = CpModel()
    inside = [cp.new_bool_var("") for _ in range(size)]
    for each in sets:
        cp.add_bool_or([inside[at] for at in sorted(each)])
    cp.minimize(LinearExpr.weighted_sum(inside, [size * size + at for at in range(size)]))
    status, solver = effort.run(cp)
    if status != cp_model.OPTIMAL:
        return None
    return [at for at in range(size) if solver.boolean_value(inside[at])]


def _kept(model: Model, forced: Sequence[RuleName], effort: Effort) -> tuple[bool | None, list[RuleName]]:
    """Can all those forced be kept (None: not decided), and rules kept with them, to which no other can be added.

    The most that can be kept may take long to prove and is not needed: a short search, then more and more rules.
    """
    cp = _with(model, forced)
    cp.maximize(LinearExpr.sum(list(model.rules.values())))
    status, solver = effort.run(cp, most=_GLANCE)
    proven = status == cp_model.OPTIMAL
    if status == cp_model.UNKNOWN:
        status, solver = effort.run(_with(model, forced))
    if status not in FOUND:
        return (False if status == cp_model.INFEASIBLE else None), []
    kept = [name for name, switch in model.rules.items() if solver.boolean_value(switch)]
    if not proven:
        _add(model, kept, [name for name in model.rules if name not in kept], effort)
    return True, kept


def _add(model: Model, kept: list[RuleName], more: list[RuleName], effort: Effort) -> None:
    """Add what can be added to those kept: all at once, or else one half after the other."""
    if not more:
        return
    if effort.run(_with(model, [*kept, *more]))[0] in FOUND:
        kept += more
    elif len(more) > 1:
        _add(model, kept, more[: len(more) // 2], effort)
        _add(model, kept, more[len(more) // 2 :], effort)


def _with(model: Model, forced: Sequence[RuleName]) -> CpModel:
    cp = model.cp.clone()
    for name in forced:
        cp.add(model.rules[name] == 1)
    return cp


def _thinned(model: Model, names: Sequence[RuleName], effort: Effort) -> tuple[RuleName, ...]:
    """All rules, less each that the conflict does without."""
    # The limit is spent; a tenth of it more goes into saying less.
    effort.limit = effort.spent + effort.limit / 10
    left = list(names)
    for name in names:
        without = [other for other in left if other != name]
        if effort.run(_with(model, without))[0] == cp_model.INFEASIBLE:
            left = without
    return tuple(left)
