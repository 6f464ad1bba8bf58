"""Personnel measured: all schemes of a province checked at once, in memory and out of the database, and one list while
somebody moves people about.

The floor is a plain loop over the same people that counts one feature of each rule, without margins, words or rules.
"""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from daihoi.actions import access
from daihoi.actions.personnel import MeantFor, Numbers, PersonFacts
from daihoi.actions.personnel.taking_over import Taken, TakenPerson, TakenScheme, TakenVersion, take_over
from daihoi.cli._bench.timing import timed
from daihoi.core.access import Role
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import GRASSROOTS, Kind, Unit
from daihoi.core.personnel import (
    Check,
    Degree,
    Listed,
    Organ,
    Person,
    Post,
    Scheme,
    Seats,
    Setting,
    Sex,
    Standing,
    Theory,
    check,
    setting,
    what_if,
)
from daihoi.queries import access as people
from daihoi.queries import organisations, rules
from daihoi.queries.personnel.below import checks_below, forget
from daihoi.queries.personnel.queue import queue

if TYPE_CHECKING:
    from daihoi.cli._bench.run import Bench

PACK = "2020-2025/2019-05-30"
TERM, SINCE, TODAY = "2025-2030", date(2025, 7, 1), date(2025, 9, 1)
CELLS, DISTRICTS, PEOPLE, LIVE = 617, 14, 9_000, 60
_COMMITTEE = frozenset({Organ.COMMITTEE})
_BOTH = frozenset({Organ.COMMITTEE, Organ.STANDING})


def measure(bench: "Bench") -> None:
    """All of it; the figures of the check are compared with those of the loop before any time is told."""
    schemes = province()
    found, seconds = timed(lambda: [check(scheme) for scheme in schemes], 5)
    counted, loop = timed(lambda: [plain_count(scheme) for scheme in schemes], 5)
    assert [women_of(one) for one in found] == [women for women, *_ in counted]
    bench.add(
        N_("Check of 632 personnel schemes, 9,000 people, beside a bare loop"), seconds, rival=loop, aim=1.0,
        rate=len(schemes) / seconds,
    )  # fmt: skip
    live = max(schemes, key=lambda scheme: len(scheme.listed))
    start = check(live)
    coming = listed("new", random.Random(1), _COMMITTEE)
    _, seconds = timed(lambda: check(live), 20)
    bench.add(N_("Live check of 60 people with a pool of 200"), seconds, rival=timed(lambda: plain_count(live), 20)[1],
              aim=0.005)  # fmt: skip
    moved, seconds = timed(lambda: what_if(start, out=[live.listed[0].person.key], into=[coming]), 20)
    assert moved == check(moved.scheme)
    bench.add(N_("One person swapped in that list"), seconds, aim=0.005)


def measure_rows(bench: "Bench", province: int) -> None:
    """The same number of schemes as rows: what the board checks, and its queue with every version read and held against
    its rules, the first time and again."""
    keeper = people.actor_named(username="keeper")
    access.make_account(
        actor=keeper, organisation=bench.root, username="officer", full_name="Mẫu",
        role=Role.PERSONNEL_OFFICER.value, valid_from=SINCE,
    )  # fmt: skip
    officer = people.actor_named(username="officer")
    top, work = _work(bench, province)
    asked = {"actor": officer, "organisation": top, "term": TERM, "today": TODAY}

    def listed_lines() -> int:
        with CaptureQueriesContext(connection) as captured:
            lines = queue(**asked).lines  # type: ignore[arg-type]
        assert len(lines) == len(work) and not any(line.brief.changed for line in lines)
        return len(captured)

    with transaction.atomic():  # nobody has submitted anything yet; then this is taken back
        drafts = [replace(one, scheme=replace(one.scheme, version=None)) for one in work if one.scheme is not None]
        take_over(actor=bench.system, organisation=top, term=TERM, work=drafts)
        queries, seconds = timed(listed_lines)
        bench.add(N_("Queue of 632 schemes that nobody submitted"), seconds, aim=1.0, queries=queries)
        transaction.set_rollback(True)
    _, seconds = timed(lambda: take_over(actor=bench.system, organisation=top, term=TERM, work=work))
    bench.add(N_("Personnel work of 632 organisations taken over"), seconds, rate=len(work) / seconds)

    def counted() -> int:
        forget()  # checks of lists that did not change
        with CaptureQueriesContext(connection) as captured:
            assert len(checks_below(**asked)) == len(work)  # type: ignore[arg-type]
        return len(captured)

    queries, seconds = timed(counted, 3)
    bench.add(N_("Check of 632 personnel schemes out of the database"), seconds, aim=1.0, queries=queries)

    queries, seconds = timed(listed_lines)
    bench.add(N_("Queue of 632 submitted schemes, the first time"), seconds, aim=1.0, queries=queries)
    queries, seconds = timed(listed_lines, 3)
    bench.add(N_("Queue of 632 submitted schemes"), seconds, aim=0.3, queries=queries)


def _work(bench: "Bench", province: int) -> tuple[int, list[Taken]]:
    """(organisation at the head, its schemes): those of a province where it is large enough, else of the whole tree."""
    for top in (province, bench.root):
        known = organisations.known_below(actor=bench.actor, organisation=top, as_of=TODAY)
        cells = [one.id for one in known if one.kind in GRASSROOTS][:CELLS]
        uppers = [one.id for one in known if one.kind is Kind.UPPER][: DISTRICTS + 1]
        if len(cells) == CELLS and len(uppers) == DISTRICTS + 1:
            break
    dice = random.Random(617)
    left = PEOPLE - 44 * len(uppers)
    sizes = [(pk, 44) for pk in uppers]
    sizes += [(pk, left // CELLS + (number < left % CELLS)) for number, pk in enumerate(cells)]
    return top, [_taken(pk, size, dice) for pk, size in sizes]


def _taken(organisation: int, size: int, dice: random.Random) -> Taken:
    seats = max(size * 9 // 10, 1)
    people = [_taken_person(at, dice, surplus=at >= seats) for at in range(size)]
    version = TakenVersion(date(2025, 4, 1), "1-TTr")
    return Taken(organisation, people, TakenScheme(date(2025, 2, 3), "Mẫu", {Organ.COMMITTEE: Numbers(seats)},
                                                   version=version))  # fmt: skip


def _taken_person(at: int, dice: random.Random, *, surplus: bool) -> TakenPerson:
    one = listed(str(at), dice, _BOTH if at < 5 else _COMMITTEE)
    who = one.person
    assert who.born is not None
    facts = PersonFacts(
        who.name, who.sex, who.born.year, who.born.month, "Thái" if who.minority else "Kinh", degree=who.degree,
        science=who.science, theory=who.theory, local=who.local,
    )  # fmt: skip
    return TakenPerson(
        facts,
        MeantFor(one.standing, one.organs, one.posts),
        listed=True,
        surplus=one.organs if surplus else frozenset(),
    )


def province() -> list[Scheme]:
    """617 grass-roots organisations, 14 above them, and the province itself."""
    dice = random.Random(632)
    pack = next(one for one in rules.packs() if one.id == PACK)
    tables = rules.retirement()
    base = setting(pack, tables, Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE)
    upper = setting(pack, tables, Kind.UPPER, Unit.DISTRICT)
    top = setting(pack, tables, Kind.PROVINCE, Unit.PROVINCE)
    sizes = [(upper, 44)] * DISTRICTS + [(top, LIVE)]
    left = PEOPLE - sum(size for _, size in sizes)
    sizes += [(base, left // CELLS + (number < left % CELLS)) for number in range(CELLS)]
    return [_scheme(under, size, 200 if under is top else 0, dice) for under, size in sizes]


def _scheme(under: Setting, size: int, pool: int, dice: random.Random) -> Scheme:
    seats = {Organ.COMMITTEE: Seats(max(size * 9 // 10, 1), before=size)}
    members = tuple(listed(str(key), dice, _BOTH if key < 5 else _COMMITTEE) for key in range(size))
    return Scheme(under, seats, members, tuple(listed(f"p{key}", dice, _COMMITTEE) for key in range(pool)))


def listed(key: str, dice: random.Random, organs: frozenset[Organ]) -> Listed:
    person = Person(
        key, f"Nguyễn Văn Mẫu {key}", dice.choice(list(Sex)), date(dice.randint(1963, 1990), dice.randint(1, 12), 1),
        dice.random() < 0.5, dice.choice(list(Degree)), dice.choice(list(Theory)), dice.random() < 0.1,
        dice.random() < 0.5,
    )  # fmt: skip
    posts = frozenset({Post.SECRETARY}) if key == "0" else frozenset[Post]()
    return Listed(person, organs, dice.choice(list(Standing)), posts)


def plain_count(scheme: Scheme) -> tuple[int, ...]:
    """Women, three bands of age, minorities, first terms, science and origin: counted person by person."""
    at = scheme.setting.reference or date(2020, 4, 1)
    now = at.year * 12 + at.month
    counted = [0] * 8
    for one in scheme.listed:
        person = one.person
        age = now - (person.born.year * 12 + person.born.month) if person.born else 0
        facts: Iterable[object] = (
            person.sex is Sex.WOMAN, age < 480, 480 <= age <= 600, age > 600, person.minority,
            one.standing is Standing.FIRST_TIME, person.science, not person.local,
        )  # fmt: skip
        for place, fact in enumerate(facts):
            if fact:
                counted[place] += 1
    return tuple(counted)


def women_of(found: Check) -> int | None:
    line = found.line("committee.women_min")
    return line.count if line is not None else None
