"""Figures of tasks, visits, papers and other records against a slow count of the rows, and what is kept in memory."""

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import numpy as np
import pytest
from django.db import models
from django.test import override_settings

from daihoi.core.access import Actor, Role
from daihoi.core.bodies import COVERING, BodyKind
from daihoi.core.directives import Paper
from daihoi.core.indicators import CATALOGUE, Aggregate, Records
from daihoi.core.indicators.columns import KINDS, LEVELS, UNITS, day_number
from daihoi.core.indicators.records import COLUMNS, LISTS, PERSONNEL
from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.organisations.kinds import PARENTS, Kind, Level, Unit
from daihoi.core.outreach import Channel, Theme
from daihoi.core.scope import scope_of
from daihoi.core.spending import BudgetLine
from daihoi.core.subjects import Subject
from daihoi.core.supervision import VisitKind, Weight
from daihoi.core.tasks import Origin
from daihoi.data import models as rows
from daihoi.queries import indicators
from daihoi.queries.indicators import Place, Which
from tests import factories

pytestmark = pytest.mark.django_db
TERM = "2020-2025"
TODAY = date(2020, 5, 15)
NOW = datetime(2020, 5, 15, 8, tzinfo=UTC)
MADE = {"made_at": NOW, "made_by_name": "A"}
OF_RECORDS = [  # those of personnel records: tests/queries/test_indicators_personnel.py
    name for name, one in CATALOGUE.items() if one.records is not Records.ORGANISATIONS and one.records not in PERSONNEL
]
PAIRS = {Records.UPTAKES, Records.READINGS}
DAYS = ("_on", "_by", "_date")


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    with override_settings(TODAY=TODAY):
        yield


class Grown:
    """A random tree with random records of every kind."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = factories.organisation("Tỉnh", Kind.PROVINCE)
        self.every, self.kind, self.unit = [self.root.pk], {self.root.pk: Kind.PROVINCE}, {self.root.pk: Unit.OTHER}
        for _ in range(18):
            parent = self.chance.choice(self.every)
            below = [kind for kind in Kind if self.kind[parent] in PARENTS[kind]]
            if not below:
                continue
            kind, unit = self.chance.choice(below), self.chance.choice(list(Unit))
            made = factories.organisation("", kind, under=parent, unit=unit)
            self.every.append(made.pk)
            self.kind[made.pk], self.unit[made.pk] = kind, unit
        self.path = {pk: factories.path_of(pk) for pk in self.every}
        for _ in range(3):
            self.live()

    def day(self) -> date | None:
        return TODAY + timedelta(days=self.chance.randrange(-25, 6)) if self.chance.random() < 0.7 else None

    def some(self) -> date:
        return self.day() or TODAY - timedelta(days=20)

    def live(self) -> None:
        for pk in self.every:
            if self.chance.random() < 0.6:
                self._work(pk)
                self._papers(pk)
                self._learning(pk)

    def _work(self, pk: int) -> None:
        chance, at = self.chance, {"organisation_id": pk, "term": TERM}
        done = self.day()
        subject = chance.choice(list(Subject)).value
        rows.Task.objects.create(
            **at, **MADE, title="Việc", subject=subject, origin=chance.choice(list(Origin)).value,
            due_on=self.day(), done_on=done, entered_on=self.some(),
            **({} if done else {"dropped_on": (gone := self.day()), "drop_reason": "thôi" if gone else ""}),
        )  # fmt: skip
        body = rows.Body.objects.create(
            **at, **MADE, kind=chance.choice(list(BodyKind)).value, name=str(uuid.uuid4()),
            formed_on=TODAY - timedelta(days=chance.randrange(-3, 30)),
            ended_on=chance.choice([None, date(2020, 5, 20)]),
        )  # fmt: skip
        for covered in chance.sample(self.every, 2):
            rows.Coverage.objects.create(body=body, organisation_id=covered)
        held = self.day()
        visit = rows.Visit.objects.create(
            **at, **MADE, kind=chance.choice(list(VisitKind)).value, by_id=self.root.pk, planned_on=self.some(),
            held_on=held, concluded_on=self.day() if held else None, entered_on=self.some(),
        )  # fmt: skip
        for weight in Weight:
            rows.VisitFinding.objects.create(
                visit=visit, key=uuid.uuid4(), weight=weight.value, subject=subject, text="Nội dung", given_at=NOW,
                stored_at=NOW, by_name="A", struck_reason=chance.choice(["", "", "nhầm"]),
            )  # fmt: skip
        answered = self.day()
        first = rows.Difficulty.objects.create(
            **at, subject=subject, title="Vướng", raised_on=self.some(), raised_at=NOW, raised_by_name="A",
            at_id=self.root.pk, lies_since=TODAY, due_on=self.day(), grams=b"",
            **({"state": "answered", "answered_on": answered, "answer": "Được"} if answered else {"state": "open"}),
        )  # fmt: skip
        rows.Difficulty.objects.create(
            **at, subject=subject, title="Vướng", raised_on=self.some(), raised_at=NOW, raised_by_name="A",
            at_id=self.root.pk, lies_since=TODAY, grams=b"",
            **chance.choice([{"state": "taken_back"}, {"state": "joined", "joined_to": first}]),
        )  # fmt: skip
        rows.PublishedAnswer.objects.create(
            **at, **MADE, subject=subject, question="?", answer="!", published_on=self.some(),
            withdrawn_on=(gone := self.day()), withdrawn_note="thôi" if gone else "", grams=b"",
        )  # fmt: skip
        rows.Briefing.objects.create(**at, **MADE, planned_on=self.some(), held_on=self.day())

    def _papers(self, pk: int) -> None:
        chance = self.chance
        paper = rows.Directive.objects.create(
            organisation_id=pk, term=TERM, **MADE, paper=chance.choice(list(Paper)).value, number=str(uuid.uuid4()),
            issued_on=self.some(), issuer="Ban Thường vụ", from_above=chance.random() < 0.3,
            subject=chance.choice(list(Subject)).value, title="Văn bản", entered_on=TODAY,
            levels=chance.choice(["", "cell", "grassroots,upper"]), units=chance.choice(["", "commune,other,village"]),
            disseminate=chance.random() < 0.8, disseminate_by=self.day(),
            own_paper_levels=chance.choice(["", "grassroots", "cell,upper"]), own_paper_by=self.day(),
            revision=chance.choice([1, 2]), revised_on=chance.choice([None, self.day()]),
            withdrawn_on=(gone := chance.choice([None, None, self.day()])),
            withdrawn_note="thôi" if gone else "",
        )  # fmt: skip
        for place in chance.sample(self.every, chance.choice([0, 0, 2])):
            rows.DirectivePlace.objects.create(directive=paper, organisation_id=place)
        for other in chance.sample(self.every, min(6, len(self.every))):
            on = self.day()
            expected = chance.choice([None, 9])
            rows.Uptake.objects.create(
                directive=paper, organisation_id=other, revision=chance.choice([1, 2]), taken_in_on=self.day(),
                disseminated_on=on, form="conference" if on else "", expected=expected,
                attended=chance.choice([None, 7]) if expected else None,
            )  # fmt: skip
        for other in rows.Directive.objects.exclude(pk=paper.pk)[:2]:
            rows.DirectiveLink.objects.create(directive=paper, other=other, link="based_on")
        if older := rows.Directive.objects.exclude(pk=paper.pk).filter(organisation=pk).first():
            rows.DirectiveLink.objects.get_or_create(directive=paper, other=older, link="replaces")

    def _learning(self, pk: int) -> None:
        chance, at = self.chance, {"organisation_id": pk, "term": TERM}
        review, _ = rows.Review.objects.get_or_create(**at, defaults={"reviewed_on": self.some(), **MADE})
        kinds = [*(kind.key for kind in SHORTCOMINGS), "rieng"]
        rows.Shortcoming.objects.create(review=review, kind=chance.choice(kinds), subject="personnel")
        lesson = rows.Lesson.objects.create(
            **at, **MADE, title="Bài học", text="…", subject="personnel", published_on=self.some(),
            levels=chance.choice(["", "cell"]), units="", withdrawn_on=None,
        )  # fmt: skip
        for other in chance.sample(self.every, 3):
            rows.LessonRead.objects.create(lesson=lesson, organisation_id=other, read_on=self.some(), by_name="A")
        training = rows.Training.objects.create(
            **at, **MADE, title="Tập huấn", subject="training", planned_on=self.some(), held_on=self.day(),
            entered_on=self.some(),
        )  # fmt: skip
        for other in chance.sample(self.every, 3):
            rows.TrainingAttendance.objects.create(
                training=training, organisation_id=other, expected=10, attended=chance.choice([None, 0, 8])
            )
        for day in chance.sample(range(30), 2):
            rows.OutreachCount.objects.update_or_create(
                **at, channel=chance.choice(list(Channel)).value, on_date=TODAY - timedelta(days=day - 3),
                defaults={"planned": chance.choice([None, 50]), "done": chance.randrange(40), "made_by_name": "A"},
            )  # fmt: skip
        rows.Opinion.objects.get_or_create(
            **at, on_date=self.some(), theme=chance.choice(list(Theme)).value, defaults={"text": "…", **MADE}
        )
        settled = self.day()
        rows.SpendingLine.objects.update_or_create(
            **at, line=chance.choice(list(BudgetLine)).value,
            defaults={
                "planned": 5_000_000_000 + chance.randrange(9), "settled": chance.randrange(9) if settled else None,
                "settled_on": settled, "entered_on": self.some(), "made_by_name": "A",
            },
        )  # fmt: skip


def number(name: str, value: object) -> int:
    """A value of a row as the column holds it."""
    if isinstance(value, date) or (value is None and (name.endswith(DAYS) or name == "until")):
        return day_number(value)  # type: ignore[arg-type]
    if name in LISTS:
        known = LISTS[name]
        return known.index(str(value)) if str(value) in known else len(known)
    return int(value or 0)  # type: ignore[call-overload, no-any-return]


def read(row: models.Model, names: tuple[str, ...], **given: object) -> dict[str, int]:
    return {name: number(name, given[name] if name in given else getattr(row, name)) for name in names}


def _until(one: rows.OutreachCount) -> date | None:
    """The day of the organisation's next count of the same channel."""
    same = rows.OutreachCount.objects.filter(organisation=one.organisation_id, channel=one.channel)
    return min((other.on_date for other in same.filter(on_date__gt=one.on_date)), default=None)


def _replaced(one: rows.Directive) -> date | None:
    """The day of the first paper that replaces it and was not withdrawn."""
    newer = rows.Directive.objects.filter(links__other=one.pk, links__link="replaces", withdrawn_on=None)
    return min((each.issued_on for each in newer), default=None)


# Of each kind: its rows, and what does not stand in a column of its name.
Given = Callable[[models.Model], dict[str, object]]
STORED: dict[Records, tuple[Callable[[], models.QuerySet], Given]] = {  # type: ignore[type-arg]
    Records.PAPERS: (rows.Directive.objects.all, lambda one: {"replaced_on": _replaced(one)}),
    Records.TASKS: (rows.Task.objects.all, lambda one: {}),
    Records.BODIES: (rows.Body.objects.all, lambda one: {"body": one.kind}),
    Records.VISITS: (rows.Visit.objects.all, lambda one: {"visit": one.kind}),
    Records.FINDINGS: (
        lambda: rows.VisitFinding.objects.filter(struck_reason=""),
        lambda one: {"concluded_on": one.visit.concluded_on},
    ),
    Records.DIFFICULTIES: (
        lambda: rows.Difficulty.objects.exclude(state="taken_back"),
        lambda one: {"answered_on": one.answered_on or (one.joined_to.answered_on if one.joined_to else None)},
    ),
    Records.ANSWERS: (rows.PublishedAnswer.objects.all, lambda one: {}),
    Records.BRIEFINGS: (rows.Briefing.objects.all, lambda one: {}),
    Records.SHORTCOMINGS: (
        rows.Shortcoming.objects.all,
        lambda one: {"shortcoming": one.kind, "reviewed_on": one.review.reviewed_on},
    ),
    Records.LESSONS: (rows.Lesson.objects.all, lambda one: {}),
    Records.TRAININGS: (rows.Training.objects.all, lambda one: {}),
    Records.ATTENDANCES: (
        rows.TrainingAttendance.objects.all,
        lambda one: {"held_on": one.training.held_on},
    ),
    Records.OUTREACH: (rows.OutreachCount.objects.all, lambda one: {"until": _until(one)}),
    Records.OPINIONS: (rows.Opinion.objects.all, lambda one: {}),
    Records.SPENDING: (rows.SpendingLine.objects.all, lambda one: {}),
}


def stored(kind: Records) -> Iterator[tuple[int, int, dict[str, int]]]:
    """(id, organisation, columns) of every record of a kind, row by row."""
    every, given = STORED[kind]
    for one in every():
        holder = {Records.FINDINGS: "visit", Records.SHORTCOMINGS: "review"}.get(kind)
        yield one.pk, (getattr(one, holder) if holder else one).organisation_id, read(one, COLUMNS[kind], **given(one))


def pairs(kind: Records, grown: Grown, looked_at: int) -> Iterator[tuple[int, int, dict[str, int]]]:
    """The pairs that a reader of an organisation counts, one by one."""
    names, path = COLUMNS[kind], grown.path[looked_at]
    below = [pk for pk in grown.every if grown.path[pk].startswith(path)]
    if kind is Records.READINGS:
        for one in rows.Lesson.objects.filter(published_on__lte=TODAY):
            if not path.startswith(grown.path[one.organisation_id]):
                continue
            for pk in below:
                if pk == one.organisation_id or not scope_of(one.levels, one.units).holds(
                    grown.kind[pk], grown.unit[pk]
                ):
                    continue
                found = one.reads.filter(organisation=pk).first()
                yield one.pk, pk, read(one, names, read_on=found.read_on if found else None)
        return
    for one in rows.Directive.objects.filter(issued_on__lte=TODAY):
        ends = [end for end in (one.withdrawn_on, _replaced(one)) if end]
        if not path.startswith(grown.path[one.organisation_id]) or any(end <= TODAY for end in ends):
            continue
        needed = one.revision - 1 if one.revised_on and one.revised_on > TODAY else one.revision
        within = [grown.path[each.organisation_id] for each in one.places.all()]
        for pk in below:
            if pk == one.organisation_id and not one.from_above:
                continue
            if not scope_of(one.levels, one.units).holds(grown.kind[pk], grown.unit[pk]):
                continue
            if within and not any(grown.path[pk].startswith(each) for each in within):
                continue
            done = one.uptakes.filter(organisation=pk).first() or rows.Uptake()
            own = [
                each.directive.issued_on
                for each in rows.DirectiveLink.objects.filter(
                    other=one, link="based_on", directive__organisation=pk, directive__issued_on__lte=TODAY
                )
                if not each.directive.from_above
                if not each.directive.withdrawn_on or each.directive.withdrawn_on > TODAY
            ]
            asked = bool(one.own_paper_levels) and grown.kind[pk].level.value in one.own_paper_levels.split(",")
            yield one.pk, pk, read(
                done, names, disseminate=one.disseminate, disseminate_by=one.disseminate_by, own_paper=asked,
                own_paper_by=one.own_paper_by, own_paper_on=min(own, default=None),
                taken_in_on=done.taken_in_on if done.revision >= needed else None,
            )  # fmt: skip


def at(actor: Actor, pk: int) -> Place:
    return indicators.place(actor=actor, organisation=pk, term=TERM, as_of=TODAY, today=TODAY)


def slow(name: str, grown: Grown, pk: int) -> tuple[object, int | None, list[int]]:
    one = CATALOGUE[name]
    found = pairs(one.records, grown, pk) if one.records in PAIRS else stored(one.records)
    records = []
    for record, organisation, columns in found:
        if grown.path[organisation].startswith(grown.path[pk]):
            kind = KINDS.index(grown.kind[organisation])
            own = {"as_of": day_number(TODAY), "kind": kind, "pilot": 0, "unit": UNITS.index(grown.unit[organisation])}
            records.append((record, columns | own | {"level": LEVELS.index(KINDS[kind].level)}))
    counted = [(record, columns) for record, columns in records if one.counted(columns)]
    values = [one.measure(columns) if one.measure else 1 for _, columns in counted]
    ids = sorted(record for record, _ in counted)
    if one.aggregate is Aggregate.MEAN:
        return (Fraction(sum(values), len(values)) if values else None), None, ids
    whole = None
    if one.out_of is not None:
        of = [columns for _, columns in records if one.out_of(columns)]
        whole = sum(one.whole(columns) if one.whole else 1 for columns in of)
    return sum(values), whole, ids


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_other_records_is_what_a_slow_count_gives(seed: int, actor_with: Callable[..., Actor]) -> None:
    grown = Grown(seed)
    actor = actor_with(Role.READER, grown.root)
    for pk in [grown.root.pk, *grown.chance.sample(grown.every, 3)]:
        place = at(actor, pk)
        found = indicators.figures(place, OF_RECORDS)
        for name in OF_RECORDS:
            value, whole, ids = slow(name, grown, pk)
            assert (found[name].value, found[name].out_of) == (value, whole), (name, pk)
            assert sorted(indicators.records(place, name).tolist()) == ids, (name, pk)


@pytest.mark.parametrize("seed", range(3))
def test_what_stands_below_and_the_organisation_itself_make_the_whole(
    seed: int, actor_with: Callable[..., Actor]
) -> None:
    grown = Grown(seed)
    place = at(actor_with(Role.READER, grown.root), grown.root.pk)
    names = [name for name in OF_RECORDS if CATALOGUE[name].aggregate is Aggregate.SUM]
    whole, below = indicators.figures(place, names), indicators.by_subordinate(place, names)
    for name in names:
        own = place.evaluated(name).figure(slice(0, 1))
        assert own.value + sum(each[name].value for each in below.values()) == whole[name].value, name  # type: ignore[operator, misc]
        if whole[name].out_of is not None:
            assert own.out_of + sum(each[name].out_of for each in below.values()) == whole[name].out_of, name  # type: ignore[operator, misc]
            some, rest, both = (len(indicators.records(place, name, which)) for which in Which)
            assert some + both == rest, name


def test_the_roll_up_counts_other_records_too(actor_with: Callable[..., Actor]) -> None:
    grown = Grown(7)
    actor = actor_with(Role.READER, grown.root)
    names = [
        name
        for name in OF_RECORDS
        if CATALOGUE[name].aggregate is Aggregate.SUM and CATALOGUE[name].records not in PAIRS
    ]
    pks, totals = indicators.roll_up(indicators.facts_of(TERM), TODAY, names)
    for pk, row in zip(pks.tolist(), totals.tolist(), strict=True):
        found = indicators.figures(at(actor, pk), names)
        assert row == [found[name].value for name in names], pk


@pytest.mark.parametrize("seed", range(3))
def test_looked_after_is_whoever_stands_at_or_below_what_a_working_body_covers(
    seed: int, actor_with: Callable[..., Actor]
) -> None:
    grown = Grown(seed)
    covered = [
        grown.path[each.organisation_id]
        for each in rows.Coverage.objects.select_related("body")
        if BodyKind(each.body.kind) in COVERING and each.body.formed_on <= TODAY
        if each.body.ended_on is None or each.body.ended_on > TODAY
    ]
    expected = [pk for pk in grown.every if any(grown.path[pk].startswith(path) for path in covered)]
    place = at(actor_with(Role.READER, grown.root), grown.root.pk)
    organisations = place.snapshot.organisations(place.span)
    assert sorted(organisations[place.columns["covered"] > 0].tolist()) == sorted(expected)
    grassroots = [pk for pk in expected if grown.kind[pk].level is Level.GRASSROOTS]
    assert indicators.figures(place, ["bodies.covered"])["bodies.covered"].value == len(grassroots)


@pytest.mark.parametrize("seed", range(2))
def test_days_drawn_from_other_records_are_the_earliest(seed: int, actor_with: Callable[..., Actor]) -> None:
    grown = Grown(seed)
    place = at(actor_with(Role.READER, grown.root), grown.root.pk)
    organisations = place.snapshot.organisations(place.span).tolist()
    held = {
        pk: min(
            (one.held_on for one in rows.Visit.objects.filter(organisation=pk, held_on__isnull=False)), default=None
        )
        for pk in grown.every
    }
    assert place.columns["visited_on"].tolist() == [day_number(held[pk]) for pk in organisations]


def test_records_of_an_organisation_that_is_not_there_on_the_day_are_not_counted(
    actor_with: Callable[..., Actor],
) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE)
    later = factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, under=root, since=date(2020, 5, 16))
    for organisation in (root, later):
        rows.Task.objects.create(
            organisation=organisation, term=TERM, title="Việc", subject="general", origin="own",
            entered_on=date(2020, 1, 1), **MADE,
        )  # fmt: skip
    actor = actor_with(Role.READER, root)
    assert indicators.figures(at(actor, root.pk), ["tasks"])["tasks"].value == 1


def test_columns_are_numbers_even_where_there_is_no_record(actor_with: Callable[..., Actor]) -> None:
    root = factories.organisation("Tỉnh", Kind.PROVINCE)
    place = at(actor_with(Role.READER, root), root.pk)
    found = indicators.figures(place, OF_RECORDS)
    assert {found[name].value for name in OF_RECORDS} == {0, None}
    assert place.columns["covered"].dtype == np.int64
