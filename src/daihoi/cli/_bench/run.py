"""The measures themselves. Results are compared with their floors to the last digit before any time is told."""

import csv
import io
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.contrib.auth.hashers import get_hasher
from django.db import connection, transaction

from daihoi.actions import access, organisations, plan
from daihoi.actions.organisations import Decision
from daihoi.cli._bench import elections, feasible, floors, personnel, preparation
from daihoi.cli._bench.timing import timed
from daihoi.cli._bench.tree import ROOT_CODE, Size, sheet
from daihoi.core.access import Actor, Role
from daihoi.core.indicators.columns import day_number, pack, unpack
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.organisations.sheet import guess_layout, parse
from daihoi.core.plan import KEYS
from daihoi.office.tables import read_tables
from daihoi.queries import access as people
from daihoi.queries import indicators
from daihoi.queries import organisations as reading
from daihoi.queries import plan as congresses

TERM, PACK = "2025-2030", "2025-2030/2025-04-14"
SINCE, TODAY = date(2025, 7, 1), date(2025, 9, 1)
NAMES = tuple(f"milestones.{key}" for key in KEYS[:12])


@dataclass(frozen=True)
class Measure:
    """A time in seconds beside its floors (None: there is none), and what was aimed at."""

    what: str
    seconds: float
    sql: float | None = None
    numpy: float | None = None
    rival: float | None = None  # a plain loop, or another library, over the same input
    aim: float | None = None
    rate: float | None = None  # organisations a second
    queries: int | None = None  # of a page


def peak_megabytes() -> int:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak // (1024 * 1024 if sys.platform == "darwin" else 1024))


class Bench:
    """One run over one empty database."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.system = Actor(None, "daihoi bench")
        self.measures: list[Measure] = []
        self.memory: dict[str, int] = {}

    def run(self) -> None:
        self.set_up()
        self.load()
        self.fill()
        self.roll_ups()
        self.boards()
        preparation.measure(self, self.hall)
        personnel.measure(self)
        personnel.measure_rows(self, self.hall)
        feasible.measure(self)
        elections.measure(self, self.hall, self.actor, people.actor_named(username="keeper"))

    def add(self, what: str, seconds: float, *, queries: int | None = None, **more: float | None) -> None:
        self.measures.append(Measure(what, seconds, queries=queries, **more))

    def set_up(self) -> None:
        """A root, a keeper, and the account that does the rest."""
        system = self.system
        hasher = get_hasher()
        hasher.iterations = 1000
        self.root = access.set_up(
            actor=system, name="Toàn Đảng (mẫu)", code=ROOT_CODE, kind=Kind.NATIONAL.value, unit=Unit.OTHER.value,
            valid_from=date(2020, 1, 1),
        )  # fmt: skip
        access.make_first_keeper(
            actor=system, username="keeper", full_name="Mẫu", password="hoa-ban-no-00", valid_from=SINCE
        )
        access.make_account(
            actor=people.actor_named(username="keeper"),
            organisation=self.root,
            username="board",
            full_name="Mẫu",
            role=Role.ORGANISATION_BOARD.value,
            valid_from=SINCE,
        )
        self.actor = people.actor_named(username="board")

    def load(self) -> None:
        """Import the list: file → cells → rows → tree."""
        data, count = sheet(self.size), self.size.organisations - 1
        (table,), reading_time = timed(lambda: read_tables(data, "bench.csv"))
        parsed, parsing = timed(lambda: parse(table, guess_layout(table)))
        assert parsed.ok and len(parsed.rows) == count
        self.memory[N_("after parsing")] = peak_megabytes()
        done, writing = timed(
            lambda: organisations.import_list(
                actor=self.actor, organisation=self.root, parsed=parsed, as_of=SINCE, decision=Decision("mẫu")
            )
        )
        assert done.new == count
        self.memory[N_("after the import")] = peak_megabytes()
        floor = self.plain_import(data)
        self.add(N_("Read the csv into cells"), reading_time, rate=count / reading_time)
        self.add(N_("Understand it: columns, rows, parents"), parsing, rate=count / parsing)
        self.add(N_("Import: compare, check and write"), writing, sql=floor, rate=count / writing, aim=count / 20_000)
        self.add(N_("Read, understand and import"), reading_time + parsing + writing,
                 rate=count / (reading_time + parsing + writing))  # fmt: skip

    def plain_import(self, data: bytes) -> float:
        """The floor of the import: csv rows into one table without keys, by the database's fastest road."""
        columns = ", ".join(f"c{index} TEXT" for index in range(8))

        def load() -> None:
            rows = csv.reader(io.StringIO(data.decode(), newline=""))
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"CREATE TEMPORARY TABLE bench_import ({columns})")
                floors.put("bench_import", [f"c{index}" for index in range(8)], rows)
                cursor.execute("DROP TABLE bench_import")

        return timed(load)[1]

    def fill(self) -> None:
        """Open every congress by the action, then give each its milestones' days.

        The second is for the bench alone, past the gate: packed figures are written into the rows as the action
        would write them, without the rows of marks that they come from. Nobody reads those for a board.
        """
        opened, seconds = timed(
            lambda: plan.open_congresses(actor=self.actor, organisation=self.root, term=TERM, pack_id=PACK)
        )
        assert opened.opened == self.size.organisations
        self.add(N_("Open every congress of the term"), seconds, rate=opened.opened / seconds)
        mark = "%s" if connection.vendor == "postgresql" else "?"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT id, figures FROM data_congress")
            found = [(pk, bytes(figures)) for pk, figures in cursor.fetchall()]
            known: dict[tuple[bytes, int], bytes] = {}
            rows = [(self._marked(figures, pk % 997, known), pk) for pk, figures in found]
            raw = cursor.cursor if connection.vendor == "postgresql" else cursor.cursor.connection
            raw.executemany(f"UPDATE data_congress SET figures = {mark} WHERE id = {mark}", rows)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        indicators.forget()

    @staticmethod
    def _marked(figures: bytes, number: int, known: dict[tuple[bytes, int], bytes]) -> bytes:
        """Figures with the first milestones done, the more the greater the number."""
        if (figures, number) not in known:
            values = unpack(figures)
            for index, key in enumerate(KEYS[: number % 14]):
                if values[f"{key}.done"] >= 0:
                    values[f"{key}.done"] = day_number(date(2025, 3, 1)) + number % 150 + index
            known[figures, number] = pack(values)
        return known[figures, number]

    def roll_ups(self) -> None:
        """Twelve figures of every organisation and all below it."""

        def cold() -> tuple[indicators.Ints, indicators.Ints]:
            indicators.forget()
            return indicators.roll_up(indicators.facts_of(TERM), TODAY, NAMES)

        (_, totals), first = timed(cold, 3)
        facts = indicators.facts_of(TERM)
        (_, again), loaded = timed(lambda: indicators.roll_up(facts, TODAY, NAMES), 10)
        assert np.array_equal(totals, again)
        snapshot = facts.at(TODAY)
        own = self._own(snapshot)
        paths = [path.decode() for path in snapshot.path.tolist()]
        rows = zip(paths, own.tolist(), strict=True)
        floors.make_table([(path, *values) for path, values in rows], len(NAMES))
        depth = int(np.strings.str_len(snapshot.path).max()) // floors.WIDTH
        by_sql, sql = timed(lambda: floors.roll_up_sql(len(NAMES), depth), 2)
        ours = dict(zip(paths, map(tuple, totals.tolist()), strict=True))
        assert {path: tuple(map(int, sums)) for path, *sums in by_sql} == ours
        prepared = floors.levels(snapshot.path, own)
        by_numpy, numpy = timed(lambda: floors.roll_up_numpy(prepared), 10)
        for spots, sums in zip(prepared.place, by_numpy, strict=True):
            assert np.array_equal(totals[spots], sums)
        self.add(N_("Roll-up of everything, from the database"), first, sql=sql, numpy=numpy, aim=0.5)
        self.add(N_("Roll-up of everything, facts in memory"), loaded, sql=sql, numpy=numpy, aim=0.05)
        self.memory[N_("at the end")] = peak_megabytes()

    @staticmethod
    def _own(snapshot: indicators.Snapshot) -> indicators.Ints:
        """The twelve figures of each organisation alone, straight out of the packed figures."""
        facts = snapshot.facts
        done = np.stack([facts.figures[:, indicators.spot(f"{key}.done")] for key in KEYS[:12]], axis=1)
        done = done[facts.congress[snapshot.rows]]
        return ((done > 0) & (done <= snapshot.as_of)).astype(np.int64)

    def boards(self) -> None:
        """One province: its figures and those of each committee below; one organisation's page."""
        province = reading.children(actor=self.actor, pk=self.root, as_of=TODAY)[0]

        def at(pk: int) -> indicators.Place:
            return indicators.place(actor=self.actor, organisation=pk, term=TERM, as_of=TODAY, today=TODAY)

        def figures() -> tuple[int | None, ...]:
            return tuple(figure.value for figure in indicators.figures(at(province.id), NAMES).values())

        whole, seconds = timed(figures, 10)
        below, subordinate = timed(lambda: indicators.by_subordinate(at(province.id), NAMES), 10)
        by_sql, sql = timed(lambda: floors.below_sql(province.path, len(NAMES)), 5)
        ours = {province.path: whole}
        for pk, found in below.items():
            ours[f"{province.path}{pk:06d}"] = tuple(figure.value for figure in found.values())
        assert {path: tuple(map(int, sums)) for path, *sums in by_sql} == ours
        self.add(N_("One province: twelve figures"), seconds, aim=0.005)
        self.add(N_("One province: figures of each committee below"), subordinate, sql=sql)
        self.hall = province.id
        page, row = self._page(at, next(iter(below)))
        self.add(N_("One organisation: everything that its page shows"), page, sql=row)

    def _page(self, at: Callable[[int], indicators.Place], pk: int) -> tuple[float, float]:
        def page() -> None:
            card = reading.organisation(actor=self.actor, pk=pk, as_of=TODAY)
            reading.trail(actor=self.actor, path=card.path, as_of=TODAY)
            reading.children(actor=self.actor, pk=pk, as_of=TODAY)
            congresses.congress(actor=self.actor, organisation=pk, term=TERM, as_of=TODAY)
            indicators.figures(at(pk), NAMES)

        return timed(page, 5)[1], timed(lambda: floors.row_sql(pk), 5)[1]
