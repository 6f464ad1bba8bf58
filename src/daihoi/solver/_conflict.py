"""The smallest set of rules that no lists keep together, by the sets that would have to give way.

Each set of rules whose removal leaves something possible must share a rule with every conflict. So the smallest set that
shares a rule with all those known is tried: if it can be kept, what else cannot be kept beside it is one more such set;
if it cannot, it is a conflict, and none is smaller (implicit hitting sets; Ignatiev and others, CP 2015).
"""

from collections.abc import Collection, Sequence

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, LinearExpr

from daihoi.solver._model import Effort, Model, RuleName, build
from daihoi.solver.question import Question


def smallest(question: Question, effort: Effort) -> tuple[tuple[RuleName, ...], bool]:
    """The conflict with the fewest rules, and of these the first in the order asked; whether that is proven.

    Where the limit is reached first: a conflict from which no single rule can be left out as far as was tried.
    """
    model = build(question, switched=True)
    names = list(model.rules)
    giving_way: list[frozenset[int]] = []
    while True:
        chosen = _hitting(giving_way, len(names), effort)
        kept = None if chosen is None else _kept(model, [names[at] for at in chosen], effort)
        if chosen is None or kept is None:
            return _thinned(model, names, effort), False
        if not kept:
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


def _kept(model: Model, forced: Sequence[RuleName], effort: Effort) -> list[RuleName] | None:
    """As many rules as can be kept with all those forced; none: they cannot be kept; None: not decided."""
    cp = model.cp.clone()
    for name in forced:
        cp.add(model.rules[name] == 1)
    switches = list(model.rules.values())
    cp.maximize(LinearExpr.sum(switches))
    status, solver = effort.run(cp)
    if status == cp_model.INFEASIBLE:
        return []
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [name for name, switch in model.rules.items() if solver.boolean_value(switch)]


def _thinned(model: Model, names: Sequence[RuleName], effort: Effort) -> tuple[RuleName, ...]:
    """All rules, less each that the conflict does without."""
    # The limit is spent; a tenth of it more goes into saying less.
    effort.limit = effort.spent + effort.limit / 10
    left = list(names)
    for name in names:
        without = [other for other in left if other != name]
        cp = model.cp.clone()
        for other in without:
            cp.add(model.rules[other] == 1)
        if effort.run(cp)[0] == cp_model.INFEASIBLE:
            left = without
    return tuple(left)
