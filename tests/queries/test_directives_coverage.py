"""Coverage over arrays against a slow and obvious computation from the rows, one organisation at a time."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from daihoi.actions import directives as actions
from daihoi.core.access import Actor, Role
from daihoi.core.directives import Conference, Dissemination, Lack, Paper, PaperFacts, Reached, applies, lacks, late
from daihoi.core.indicators import CATALOGUE
from daihoi.core.indicators.columns import day_number
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import PARENTS, Kind, Level, Unit
from daihoi.core.scope import Scope
from daihoi.data.models import Directive, DirectiveLink, Organisation, Uptake, Version
from daihoi.queries import indicators
from daihoi.queries.directives._coverage import Coverage, Covered, coverage
from daihoi.queries.directives._rows import PaperRow, read
from daihoi.queries.indicators import subordinates
from tests import factories

pytestmark = pytest.mark.django_db
TERM, TODAY = "2020-2025", date(2020, 3, 2)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with override_settings(TODAY=TODAY):
        yield


@dataclass
class Grown:
    root: Organisation
    actor: Actor
    every: list[Version]
    chance: random.Random

    def place(self, at: int, day: date = TODAY) -> indicators.Place:
        return indicators.place(actor=self.actor, organisation=at, term=TERM, as_of=day, today=TODAY)

    def papers(self) -> list[PaperRow]:
        return read(Directive.objects.filter(from_above=True) | Directive.objects.filter(number__startswith="T"))

    def enter(self, at: Version, number: str, *, issued: date | None = None, **given: object) -> int:
        issued = issued or TODAY - timedelta(days=self.chance.randrange(60))
        facts = PaperFacts(Paper.GUIDANCE, number, issued, "Nơi ban hành", "Tiêu đề", **given)
        return actions.enter(actor=self.actor, organisation=at.organisation_id, term=TERM, facts=facts)


def _below(every: list[Version], top: Version) -> list[Version]:
    return [one for one in every if paths.covers(top.path, one.path) and one is not top]


@pytest.fixture
def grow(actor_with: Callable[..., Actor]) -> Callable[[int], Grown]:
    """A random tree with papers of every reach, and what organisations did with them: revisions behind, days to come,
    papers withdrawn, own papers by several."""

    def make(seed: int) -> Grown:
        chance = random.Random(seed)
        root = factories.organisation("Tỉnh", Kind.PROVINCE)
        every, kinds = [root.pk], {root.pk: Kind.PROVINCE}
        for _ in range(30):
            parent = chance.choice(every)
            below = [kind for kind in Kind if kinds[parent] in PARENTS[kind]]
            if below:
                kind = chance.choice(below)
                made = factories.organisation("", kind, under=parent, unit=chance.choice(list(Unit)[:3]))
                every.append(made.pk)
                kinds[made.pk] = kind
        versions = list(Version.objects.order_by("path"))
        grown = Grown(root, actor_with(Role.ORGANISATION_BOARD, root), versions, chance)
        _papers(grown)
        return grown

    return make


def _papers(grown: Grown) -> None:
    chance = grown.chance
    for number in range(6):
        at = grown.every[0] if number < 3 else chance.choice(grown.every)
        below = _below(grown.every, at)
        levels = chance.sample(list(Level), chance.choice([0, 0, 1, 3]))
        within = chance.sample(below, min(len(below), chance.choice([0, 0, 2])))
        own = frozenset(chance.sample(list(Level), chance.choice([0, 2, 4])))
        pk = grown.enter(
            at,
            f"T{number}",
            from_above=number == 0,
            scope=Scope(frozenset(levels), frozenset(chance.sample(list(Unit)[:3], chance.choice([0, 0, 2])))),
            places=tuple(one.organisation_id for one in within),
            disseminate=chance.random() < 0.8,
            own_paper_levels=own,
        )
        Directive.objects.filter(pk=pk).update(
            revision=chance.choice([1, 1, 2]),
            revised_on=chance.choice([None, TODAY - timedelta(days=3), TODAY]),
            disseminate_by=chance.choice([None, TODAY, TODAY - timedelta(days=5)]),
            own_paper_by=chance.choice([None, TODAY, TODAY - timedelta(days=5)]),
        )
        for one in grown.every:
            if chance.random() < 0.6:
                _uptake(grown, pk, one)
            if chance.random() < 0.4:
                _own(grown, pk, one)


def _uptake(grown: Grown, pk: int, at: Version) -> None:
    chance = grown.chance
    day = chance.choice([None, TODAY - timedelta(days=chance.randrange(9)), TODAY + timedelta(days=2)])
    form = chance.choice(list(Dissemination)).value if day else ""
    counted = chance.choice([(None, None), (3, 5), (0, 4)]) if day else (None, None)
    Uptake.objects.create(
        directive_id=pk,
        organisation_id=at.organisation_id,
        revision=chance.choice([0, 1, 2]),
        taken_in_on=chance.choice([None, TODAY - timedelta(days=chance.randrange(9)), TODAY + timedelta(days=1)]),
        disseminated_on=day,
        form=form,
        attended=counted[0],
        expected=counted[1],
    )


def _own(grown: Grown, pk: int, at: Version) -> None:
    chance = grown.chance
    for copy in range(chance.choice([1, 2])):
        own = grown.enter(at, f"riêng {pk} {at.organisation_id} {copy}")
        DirectiveLink.objects.create(directive_id=own, other_id=pk, link="based_on")
        if chance.random() < 0.3:
            gone = TODAY - timedelta(days=chance.choice([0, 4, -2]))
            Directive.objects.filter(pk=own).update(withdrawn_on=gone, withdrawn_note="x")


def slow(row: PaperRow, one: Version, day: date) -> Reached | None:
    """What one organisation did by a day; None where the paper does not apply to it."""
    if row.issued_on > day or not applies(row.standing, one.path, one.kind, one.unit):
        return None
    done = Uptake.objects.filter(directive=row.id, organisation=one.organisation_id).first()
    own = [
        paper.issued_on
        for paper in Directive.objects.filter(
            links__other=row.id, links__link="based_on", organisation=one.organisation_id, from_above=False
        )
        if paper.issued_on <= day and not (paper.withdrawn_on and paper.withdrawn_on <= day)
    ]
    reached = Reached(own_paper_on=min(own, default=None))
    if done is None:
        return reached
    return Reached(done.revision, done.taken_in_on, done.disseminated_on, reached.own_paper_on)


def counted(row: PaperRow, among: list[Version], day: date) -> Covered:
    """The counts over organisations, each asked by itself."""
    total = dict.fromkeys((field.name for field in fields(Covered)), 0)
    for one in among:
        reached = slow(row, one, day)
        if reached is None:
            continue
        asked = row.asking.asked_of(Kind(one.kind).level, day)
        missing, over = lacks(asked, reached, day), late(asked, reached, day)
        shown = reached.disseminated_on is not None and reached.disseminated_on <= day
        done = Uptake.objects.filter(directive=row.id, organisation=one.organisation_id).first()
        total["applies"] += 1
        total["taken_in"] += Lack.NOT_TAKEN_IN not in missing
        total["to_disseminate"] += asked.disseminate
        total["disseminated"] += asked.disseminate and shown
        total["attended"] += (done.attended or 0) if done and shown else 0
        total["expected"] += (done.expected or 0) if done and shown else 0
        total["to_answer"] += asked.own_paper
        total["own_papers"] += asked.own_paper and Lack.NO_OWN_PAPER not in missing
        total["lacking"] += bool(missing)
        total["overdue"] += any(lack in over for lack in missing)
    return Covered(**total)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("back", [0, 4])
def test_every_count_is_that_of_the_organisations_one_by_one(
    grow: Callable[[int], Grown], seed: int, back: int
) -> None:
    grown, day = grow(seed), TODAY - timedelta(days=back)
    rows = grown.papers()
    for top in grown.chance.sample(grown.every, 5):
        at = grown.place(top.organisation_id, day)
        among = [one for one in grown.every if paths.covers(top.path, one.path)]
        parts = subordinates(at)
        for row, found in zip(rows, coverage(at, [row.asking for row in rows]), strict=True):
            assert found.total() == counted(row, among, day)
            shares = found.within([part for _, part in parts])
            for (pk, _), share in zip(parts, shares, strict=True):
                under = next(one for one in among if one.organisation_id == pk)
                assert share == counted(row, [one for one in among if paths.covers(under.path, one.path)], day)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("back", [0, 3, 10])
def test_the_figures_of_papers_are_the_sums_of_what_is_covered(
    grow: Callable[[int], Grown], seed: int, back: int
) -> None:
    grown, day = grow(seed), TODAY - timedelta(days=back)
    _replaced(grown)
    every = read(Directive.objects.all())
    names = [name for name in CATALOGUE if name.startswith("papers.")]
    for top in grown.chance.sample(grown.every, 5):
        at = grown.place(top.organisation_id, day)
        asked = [row for row in every if row.organisation in paths.ids(top.path) and row.in_force(day)]
        found = coverage(at, [row.asking for row in asked])
        parts = [slice(0, len(at.snapshot.organisations(at.span))), *(part for _, part in subordinates(at))]
        told = [indicators.figures(at, names), *indicators.by_subordinate(at, names).values()]
        for part, figures in zip(parts, told, strict=True):
            totals = [one.within([part])[0] for one in found]
            sums = {field.name: sum(getattr(one, field.name) for one in totals) for field in fields(Covered)}
            pairs = {name: (one.value, one.out_of) for name, one in figures.items()}
            assert pairs == {
                "papers.issued": (_issued(every, at, part, day), None),
                "papers.taken_in": (sums["taken_in"], sums["applies"]),
                "papers.disseminated": (sums["disseminated"], sums["to_disseminate"]),
                "papers.dissemination_late": (sum(_told_late(one, part) for one in found), sums["to_disseminate"]),
                "papers.own_documents": (sums["own_papers"], sums["to_answer"]),
                "papers.attended": (sums["attended"], sums["expected"]),
            }


def _replaced(grown: Grown) -> None:
    """Some papers are replaced by later ones of their issuer."""
    last: dict[int, Directive] = {}
    for paper in Directive.objects.order_by("issued_on", "pk"):
        if (older := last.get(paper.organisation_id)) and grown.chance.random() < 0.4:
            DirectiveLink.objects.create(directive=paper, other=older, link="replaces")
        last[paper.organisation_id] = paper


def _issued(every: list[PaperRow], at: indicators.Place, part: slice, day: date) -> int:
    here = set(at.snapshot.organisations(at.span)[part].tolist())
    return sum(row.organisation in here and not row.from_above and row.in_force(day) for row in every)


def _told_late(one: Coverage, part: slice) -> int:
    """At how many organisations of a part the paper was disseminated after its day, or not though that is over."""
    by = day_number(one.paper.disseminate_by)
    if not one.paper.disseminate or not by:
        return 0
    within = (one.rows >= part.start) & (one.rows < part.stop)
    late = (one.disseminated_on > by) | (~one.disseminated & (by < one.as_of))
    return int((late & within).sum())


@pytest.mark.parametrize("seed", range(3))
def test_every_organisation_reached_what_its_rows_say(grow: Callable[[int], Grown], seed: int) -> None:
    grown = grow(seed)
    at = grown.place(grown.root.pk)
    rows = grown.papers()
    for row, found in zip(rows, coverage(at, [row.asking for row in rows]), strict=True):
        for number, one in enumerate(grown.every):  # path order, as the arrays stand
            spot, reached = found.at(number), slow(row, one, TODAY)
            assert (spot is None) is (reached is None)
            if spot is None or reached is None:
                continue
            asked = row.asking.asked_of(Kind(one.kind).level, TODAY)
            missing, over = lacks(asked, reached, TODAY), late(asked, reached, TODAY)
            assert lacks(asked, found.reached(spot), TODAY) == missing
            assert bool(found.lacking[spot]) is bool(missing)
            assert bool(found.late[spot]) is bool(over)
            assert bool(found.overdue[spot]) is any(lack in over for lack in missing)
            assert found.own_paper_on[spot] == day_number(reached.own_paper_on)


def test_what_is_kept_in_memory_follows_every_write(grow: Callable[[int], Grown]) -> None:
    grown = grow(7)
    root = grown.every[0]
    pk = grown.enter(root, "T-mới")
    at = grown.place(root.organisation_id)
    (row,) = [row for row in grown.papers() if row.id == pk]
    below = _below(grown.every, root)

    def told() -> tuple[int, int, int]:
        place = grown.place(root.organisation_id)
        total = coverage(place, [row.asking])[0].total()
        return total.taken_in, total.disseminated, sum(coverage(place, [row.asking])[0].own_paper_on > 0)

    assert (coverage(at, [row.asking])[0].total().applies, told()) == (len(below), (0, 0, 0))
    for number, one in enumerate(below[:3], 1):
        here = {"actor": grown.actor, "organisation": one.organisation_id}
        actions.take_in(**here, directives={pk: 1})
        actions.disseminate(**here, directives=[pk], conference=Conference(TODAY, Dissemination.MEETING, 1, 2))
        own = grown.enter(one, f"riêng {number}", based_on=(pk,), issued=TODAY)
        assert told() == (number, number, number)
    actions.withdraw(actor=grown.actor, organisation=below[2].organisation_id, directive=own, on=TODAY, note="nhầm")
    assert told() == (3, 3, 2)
    with CaptureQueriesContext(connection) as captured:
        told()
    assert len(captured) == 1  # the head of the log


def test_an_organisation_that_ended_is_not_counted_after(grow: Callable[[int], Grown]) -> None:
    grown = grow(1)
    root = grown.every[0]
    pk = grown.enter(root, "T-cuối")
    leaf = next(one for one in reversed(grown.every) if not _below(grown.every, one))
    Version.objects.filter(pk=leaf.pk).update(valid_to=TODAY)
    indicators.forget()
    (row,) = [row for row in grown.papers() if row.id == pk]

    def applied(day: date) -> int:
        return coverage(grown.place(root.organisation_id, day), [row.asking])[0].total().applies

    before = applied(TODAY - timedelta(days=1)) if row.issued_on < TODAY else len(grown.every) - 1
    assert (before, applied(TODAY)) == (len(grown.every) - 1, len(grown.every) - 2)


def test_a_paper_of_one_term_is_covered_the_same_from_a_place_of_another(grow: Callable[[int], Grown]) -> None:
    grown = grow(2)
    rows = [row.asking for row in grown.papers()]
    root = grown.root.pk
    other = indicators.place(actor=grown.actor, organisation=root, term="2025-2030", as_of=TODAY, today=TODAY)

    here = [one.total() for one in coverage(grown.place(root), rows)]
    assert [one.total() for one in coverage(other, rows)] == here
    assert any(one.taken_in for one in here)
