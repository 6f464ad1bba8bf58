"""The question as a CP-SAT model: one truth value for each place of each person, and the demands as sums of weights."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import BoundedLinearExpression, Constraint, CpModel, CpSolver, IntVar, LinearExpr

from daihoi.core.messages import Severity
from daihoi.core.personnel.demands import Feature, Has, linear
from daihoi.core.personnel.kinds import Organ, Post
from daihoi.solver.answer import RuleKind
from daihoi.solver.check import bounds, entries, facts, step
from daihoi.solver.question import Asked, Candidate, Lists, Question

Entry = tuple[str, str, str]  # ("listed", body, person), ("surplus", body, person) or ("post", post, person)
Spared = frozenset[Organ | Post]
NOTHING: Spared = frozenset()
FOUND = (int(cp_model.OPTIMAL), int(cp_model.FEASIBLE))
RuleName = tuple[RuleKind, str, str]  # what kind, which demand, body or post, which person


@dataclass
class Model:
    """`cells`: the variable of each entry that lists can hold. `rules`: the switch of each rule; empty where every rule
    simply holds. `short`: people lacking, by target. `unsure`: people by whom a hard rule may be broken, not known."""

    cp: CpModel
    question: Question
    switched: bool
    cells: dict[Entry, IntVar] = field(default_factory=dict)
    meant: dict[tuple[Organ, str], IntVar] = field(default_factory=dict)
    beyond: dict[tuple[Organ, str], IntVar] = field(default_factory=dict)
    holds: dict[tuple[Post, str], IntVar] = field(default_factory=dict)
    rules: dict[RuleName, IntVar] = field(default_factory=dict)
    short: dict[str, IntVar] = field(default_factory=dict)
    unsure: dict[str, IntVar] = field(default_factory=dict)
    joined: dict[tuple[int, ...], IntVar] = field(default_factory=dict)

    def keep(self, name: RuleName, *sides: BoundedLinearExpression | bool) -> None:
        """A rule: always where nothing is switched, else under its switch."""
        made: list[Constraint] = [self.cp.add(side) for side in sides]
        if self.switched:
            if name not in self.rules:
                self.rules[name] = self.cp.new_bool_var("")
            for one in made:
                one.only_enforce_if(self.rules[name])


def build(question: Question, *, switched: bool) -> Model:
    """`switched`: each rule can be put out of force, and there are no targets, to look for a conflict."""
    model = Model(CpModel(), question, switched)
    _places(model)
    _nesting(model)
    for one in question.given:
        model.keep((RuleKind.SIZE, one.key, ""), one.kept)
    for each in question.asked:
        if each.demand.blocks:
            _demand(model, each)
            if each.widest is not None and not switched:
                _unsure(model, each.widest)
    _sizes(model)
    _offices(model)
    _decisions(model)
    for each in question.asked:
        if each.demand.grounds.severity is Severity.WARNING and not switched:
            _target(model, each)
    return model


def _places(model: Model) -> None:
    cp, question = model.cp, model.question
    surplus = {body.organ for body in question.bodies if body.surplus[1]}
    for body in question.bodies:
        for one in question.pool:
            if body.organ in one.organs:
                meant = model.meant[body.organ, one.key] = cp.new_bool_var("")
                listed = model.cells["listed", body.organ.value, one.key] = (
                    cp.new_bool_var("") if body.organ in surplus else meant
                )
                if body.organ in surplus:
                    beyond = model.beyond[body.organ, one.key] = cp.new_bool_var("")
                    model.cells["surplus", body.organ.value, one.key] = beyond
                    cp.add(meant + beyond == listed)
    for office in question.offices:
        for one in question.pool:
            if office.post in one.posts and (office.organ, one.key) in model.meant:
                holds = model.holds[office.post, one.key] = cp.new_bool_var("")
                model.cells["post", office.post.value, one.key] = holds
                cp.add_implication(holds, model.meant[office.organ, one.key])


def _nesting(model: Model) -> None:
    """What is so by the nature of the bodies, and never a rule in conflict."""
    for body in model.question.bodies:
        for one in model.question.pool:
            listed = model.cells.get(("listed", body.organ.value, one.key))
            if listed is None:
                continue
            if body.within is not None:
                above = model.meant.get((body.within, one.key))
                model.cp.add(listed == 0 if above is None else listed <= above)
            if body.apart is not None and ("listed", body.apart.value, one.key) in model.cells:
                model.cp.add_at_most_one(listed, model.cells["listed", body.apart.value, one.key])
    for together in model.question.exclusive:
        for one in model.question.pool:
            fixed = len(together & facts(model.question, one))
            held = [model.holds[post, one.key] for post in sorted(together) if (post, one.key) in model.holds]
            model.cp.add(sum(held) <= max(0, 1 - fixed))


def _sizes(model: Model) -> None:
    for body in model.question.bodies:
        meant = _sum(found for (organ, _), found in model.meant.items() if organ is body.organ)
        beyond = _sum(found for (organ, _), found in model.beyond.items() if organ is body.organ)
        model.keep((RuleKind.SEATS, body.organ.value, ""), meant == body.seats)
        model.cp.add(beyond <= body.surplus[1])
        if body.surplus[0]:
            model.keep((RuleKind.SURPLUS, body.organ.value, ""), beyond >= body.surplus[0])


def _offices(model: Model) -> None:
    for office in model.question.offices:
        held = {key: found for (post, key), found in model.holds.items() if post is office.post}
        model.cp.add(_sum(held.values()) <= office.most)
        if office.least:
            model.keep((RuleKind.OFFICE, office.post.value, ""), _sum(held.values()) >= office.least)
        if office.along:
            able = {one.key: one for one in model.question.pool}
            sides = [
                _sum(model.holds[post, key] for post in sorted(office.along) if (post, key) in model.holds) >= found
                for key, found in held.items()
                if not office.along & facts(model.question, able[key])
            ]
            model.keep((RuleKind.ALONG, office.post.value, ""), *sides)


def _decisions(model: Model) -> None:
    for one in model.question.pool:
        for organ in sorted(one.fixed):
            model.keep((RuleKind.FIXED, organ.value, one.key), model.meant[organ, one.key] == 1)
        for post in sorted(one.fixed_posts):
            held = model.holds.get((post, one.key))
            model.keep((RuleKind.FIXED, post.value, one.key), _sum([] if held is None else [held]) == 1)


def _demand(model: Model, each: Asked) -> None:
    total, (least, most) = _weighed(model, each)
    sides = [] if least is None else [total >= least]
    model.keep((RuleKind.DEMAND, each.demand.key, ""), *sides, *([] if most is None else [total <= most]))


def _unsure(model: Model, widest: Asked) -> None:
    """By how many people a hard rule may be broken, if all count of whom it is not known; the search makes them few."""
    total, (_, most) = _weighed(model, widest)
    if most is not None:
        unsure = model.unsure[widest.demand.key] = model.cp.new_int_var(0, _far(model, most), "")
        model.cp.add(total - step(widest.demand) * unsure <= most)


def _far(model: Model, *ends: int | None) -> int:
    """More people than any demand can be missed by."""
    return len(model.question.pool) + max(abs(end or 0) for end in ends)


def _target(model: Model, each: Asked) -> None:
    """A target may be missed by so many people; the search makes them few."""
    total, (least, most) = _weighed(model, each)
    short = model.short[each.demand.key] = model.cp.new_int_var(0, _far(model, least, most), "")
    if least is not None:
        model.cp.add(total + step(each.demand) * short >= least)
    if most is not None:
        model.cp.add(total - step(each.demand) * short <= most)


def _weighed(model: Model, each: Asked) -> tuple[LinearExpr, tuple[int | None, int | None]]:
    """The demand as core weighs it, over truth values: each person may be counted, and counted out of; and between
    what sums it is kept."""
    who = _counting(model, each.demand.organ, each.demand.who, each.counted, each.spared)
    of = [] if each.demand.of is None else _counting(model, each.demand.organ, each.demand.of, each.out_of)
    sides = {f"who {at}": var for at, var in enumerate(who)} | {f"of {at}": var for at, var in enumerate(of)}
    weighed = linear(
        each.demand,
        {name: name.startswith("who") for name in sides},
        {name: name.startswith("of") for name in sides},
        next((body.seats for body in model.question.bodies if body.organ is each.demand.organ), None),
    )
    total = LinearExpr.weighted_sum(list(sides.values()), [weighed.weights[name] for name in sides])
    return total, bounds(weighed.compare, weighed.bound, step(each.demand))


def _counting(
    model: Model,
    organ: Organ,
    has: Has,
    counted: Mapping[str, bool],
    spared: Callable[[str], Spared] = lambda _: NOTHING,
) -> list[IntVar]:
    """A variable for everybody who can be counted: it is true where they are."""
    found = []
    for one in model.question.pool:
        place = _place(model, has, organ, one.key) if counted[one.key] else None
        var = None if place is None else _with_posts(model, place, has, one, spared(one.key))
        if var is not None:
            found.append(var)
    return found


def _place(model: Model, has: Has, organ: Organ, key: str) -> IntVar | None:
    """The variable that says: the person stands where the demand counts."""
    if Feature.SURPLUS in has.features:
        return None if Feature.MEANT in has.features else model.beyond.get((organ, key))
    if Feature.LISTED in has.features and Feature.MEANT not in has.features:
        return model.cells.get(("listed", organ.value, key))
    return model.meant.get((organ, key))


def _with_posts(
    model: Model, place: IntVar, has: Has, one: Candidate, spared: frozenset[Organ | Post]
) -> IntVar | None:
    """The place, every post asked for, and nothing that spares; None where the person cannot have them."""
    has_already = facts(model.question, one)
    if spared & has_already:
        return None
    wanted = [model.holds.get((post, one.key)) for post in sorted(has.posts - has_already)]
    if any(held is None for held in wanted):
        return None
    needed = [place, *(held for held in wanted if held is not None)]
    if has.any_post and not has.any_post & has_already:
        ways = [model.holds[post, one.key] for post in sorted(has.any_post) if (post, one.key) in model.holds]
        if not ways:
            return None
        needed.append(_joined(model, ways, any_of=True))
    entry = (("post" if isinstance(other, Post) else "listed", other.value, one.key) for other in sorted(spared))
    else_on = [model.cells[cell] for cell in entry if cell in model.cells]
    if not else_on:
        return _joined(model, needed, any_of=False)
    both, other = _joined(model, needed, any_of=False), _joined(model, else_on, any_of=True)
    counted = model.cp.new_bool_var("")
    model.cp.add(counted >= both - other)
    model.cp.add_implication(counted, both)
    model.cp.add_implication(counted, other.negated())
    return counted


def _joined(model: Model, parts: list[IntVar], *, any_of: bool) -> IntVar:
    """A variable that is true where any, or all, of some are."""
    if len(parts) == 1:
        return parts[0]
    name = (int(any_of), *(part.index for part in parts))
    if name not in model.joined:
        made = model.joined[name] = model.cp.new_bool_var("")
        if any_of:
            model.cp.add_max_equality(made, parts)
        else:
            model.cp.add_min_equality(made, parts)
    return model.joined[name]


def _sum(parts: Iterable[IntVar]) -> LinearExpr:
    return LinearExpr.sum(list(parts))


def moved(model: Model, draft: Lists) -> LinearExpr:
    """How many entries differ from the draft, of those that lists can hold."""
    kept = entries(draft)
    there = [found for entry, found in model.cells.items() if entry in kept]
    new = [found for entry, found in model.cells.items() if entry not in kept]
    return len(kept - model.cells.keys()) + len(there) - _sum(there) + _sum(new)


def in_order(model: Model) -> list[IntVar]:
    """Every place of each person, people in the order of the pool: meant for a body, for a post, on a list at all."""
    found = []
    bodies, offices = model.question.bodies, model.question.offices
    for one in model.question.pool:
        found += [model.meant[body.organ, one.key] for body in bodies if body.organ in one.organs]
        found += [model.holds[of.post, one.key] for of in offices if (of.post, one.key) in model.holds]
        found += [model.beyond[body.organ, one.key] for body in bodies if (body.organ, one.key) in model.beyond]
    return found


def hint(model: Model, lists: Lists) -> None:
    """Where the search begins."""
    kept = entries(lists)
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for entry, found in model.cells.items():
        model.cp.add_hint(found, int(entry in kept))


def read(model: Model, solver: CpSolver) -> Lists:
    """The lists found, people in the order of the pool."""

    def chosen(found: Iterable[tuple[str, IntVar]]) -> tuple[str, ...]:
        return tuple(key for key, var in found if solver.boolean_value(var))

    question = model.question
    return Lists(
        meant={b.organ: chosen((k, v) for (o, k), v in model.meant.items() if o is b.organ) for b in question.bodies},
        surplus={
            b.organ: chosen((k, v) for (o, k), v in model.beyond.items() if o is b.organ) for b in question.bodies
        },
        holders={o.post: chosen((k, v) for (p, k), v in model.holds.items() if p is o.post) for o in question.offices},
    )


class Effort:
    """What may still be spent, in the solver's own units of work: no answer depends on how fast a machine is."""

    def __init__(self, limit: float) -> None:
        self.limit, self.spent = limit, 0.0

    def run(self, cp: CpModel, *, most: float = math.inf, light: bool = False) -> tuple[int, CpSolver]:
        """The solver's status and its state, within `most`; UNKNOWN at once where nothing is left.

        `light`: for questions that are easy and many, without much thought beforehand.
        """
        solver = CpSolver()
        if self.spent >= self.limit:
            return int(cp_model.UNKNOWN), solver
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = 1
        parameters.linearization_level = 2  # without it some proofs take minutes instead of a fifth of a second
        parameters.max_deterministic_time = min(most, self.limit - self.spent)
        if light:
            parameters.max_presolve_iterations = 1
            parameters.cp_model_probing_level = 0
            parameters.symmetry_level = 0
        status = solver.solve(cp)
        self.spent += solver.deterministic_time
        return int(status), solver
