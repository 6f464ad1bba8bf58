"""Personnel work of the sample province on 15/5/2020: every scheme as far as its congress was prepared.

Published: nothing of it. Schemes follow the plans of `plans`: approved where the congress had been approved, behind
where it was behind.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from daihoi.actions import personnel
from daihoi.actions.elections.memberships import enter_elected
from daihoi.actions.personnel.taking_over import Taken, TakenPerson, TakenScheme, take_over
from daihoi.cli._sample import elections, tree
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.founding import PACK, SYSTEM, TERM, Made, on
from daihoi.cli._sample.personnel.lists import Drawing, Flaw, Shape
from daihoi.cli._sample.personnel.people import DIEN_BIEN, Crowd, Wanted
from daihoi.cli._sample.personnel.ways import Way, elected, order_of, scheme_of, taken
from daihoi.cli._sample.plans import plans as plans_of
from daihoi.cli._sample.plans import province
from daihoi.cli._sample.rows import Numbers, Row
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.approval import Act
from daihoi.core.personnel.kinds import Entry, MergedOffices
from daihoi.core.personnel.members import MemberFacts
from daihoi.queries import rules
from daihoi.queries.elections.afterwards import afterwards
from daihoi.queries.personnel import personnel_place
from daihoi.queries.personnel.queue import queue

HOME = "DB.07"
OFFICER, DISTRICT_OFFICER = "mau-nhan-su", "mau-nhan-su-huyen"
PLACES = {
    Kind.GRASSROOTS_CELL: Shape(0, 3, 3, 1, more=3),
    Kind.UPPER: Shape(2, 40, 43, 5, 10, 11, 1, inspection=7, delegation=14, more=22, leaving=5),
    Kind.PROVINCE: Shape(3, 52, 55, 7, 15, 16, 2, inspection=11, more=90, leaving=9),
}
_COMMITTEES = (
    Shape(1, 15, 15, 2, 5, 5, 1, more=4, leaving=2),
    Shape(1, 10, 10, 1, 3, 3, 1, more=3, leaving=1),
    Shape(1, 13, 13, 2, 4, 4, 1, more=3, leaving=1),
    Shape(1, 15, 15, 2, 5, 5, 1, more=6, leaving=1),
)
# How far the committees below the province had come, in the order of their codes: the way, steps closed, flaws.
_UPPER: tuple[tuple[Way, int, frozenset[Flaw]], ...] = (
    (Way.FORWARDED, 10, frozenset()),
    (Way.SUBMITTED, 10, frozenset()),
    (Way.IN_PROCESS, 7, frozenset()),
    (Way.DRAFT, 0, frozenset({Flaw.TOO_OLD})),
    (Way.RETURNED, 10, frozenset({Flaw.FEW_WOMEN})),
    (Way.IN_PROCESS, 2, frozenset()),
    (Way.IN_PROCESS, 5, frozenset()),
    (Way.DRAFT, 0, frozenset({Flaw.FEW_NEW})),
    (Way.DRAFT, 0, frozenset({Flaw.NO_SURPLUS})),
    (Way.SUBMITTED, 10, frozenset({Flaw.FEW_NEW})),
    (Way.DONE, 10, frozenset()),
    (Way.DRAFT, 0, frozenset({Flaw.TOO_MANY})),
    (Way.DRAFT, 0, frozenset()),
    (Way.IN_PROCESS, 1, frozenset({Flaw.TOO_OLD})),
)
# Pairs of records that may be of one person, on which nobody has decided: codes of organisations.
_ALIKE = (("DB.07.002", "DB.07.004"), ("DB.07.005", "DB.01.003"), ("DB.03.004", "DB.03.006"), ("DB.07", "DB"))
_MERGED = ("DB.01", "DB.02", "DB.05", "DB.07", "DB.10")


def fill(made: Made) -> None:
    """People, schemes and bodies; before the elections of the sample commune."""
    drawn = _Drawn(made)
    work: dict[str, list[Taken]] = defaultdict(list)
    for code, people in drawn.people.items():
        scheme = drawn.scheme(code) if code in drawn.shapes else None
        work[".".join(code.split(".")[:2])].append(taken(made.ids[code], people, scheme))
    for code, some in work.items():
        take_over(actor=SYSTEM, organisation=made.ids[code], term=TERM, work=some)
    for number, code in enumerate(_MERGED):
        with on(date(2019, 10, 1)):
            for offices in list(MergedOffices)[: 1 + number % 3]:
                personnel.merge_offices(
                    **made.at(code, OFFICER), offices=offices, from_on=date(2019, 10, 1), decision="Quyết định mẫu"
                )


def enter_results(made: Made) -> None:
    """Whom the congress of the sample commune elected today, as its own count has it."""
    officer, day = made.actors[DISTRICT_OFFICER], made.sample.day
    place = personnel_place(actor=officer, organisation=made.ids[elections.CODE], term=TERM, today=day)
    lines = afterwards(actor=officer, place=place, today=day).entering
    enter_elected(
        **made.of_term(elections.CODE, DISTRICT_OFFICER),
        people={line.key: line.person for line in lines if line.person is not None},
        from_on=day,
    )


def appraise_some(made: Made) -> None:
    """What the officer of Mường Nhé did today: remarks on two schemes."""
    office = made.actors[DISTRICT_OFFICER]
    found = queue(actor=office, organisation=made.ids[HOME], term=TERM, today=made.sample.day)
    waiting = [line for line in found.lines if Act.FORWARD in line.mine and not line.errors]
    at = made.at(HOME, DISTRICT_OFFICER)
    for line, words, must in zip(waiting, _REMARKS, (True, False), strict=False):
        assert line.version is not None
        personnel.remark(**at, version=line.version, seen=line.seen, text=words, must=must)


_REMARKS = (
    "Đề nghị giải trình số dư và bổ sung nguồn cán bộ nữ (mẫu)",
    "Thống nhất với cơ cấu; lưu ý hoàn thiện hồ sơ hai trường hợp (mẫu)",
)


class _Drawn:
    """Everybody, by the code of the organisation that keeps them; `shapes`: of those with a scheme."""

    def __init__(self, made: Made) -> None:
        self.made, self.numbers = made, Numbers(9000)
        self.crowd = Crowd(self.numbers, DIEN_BIEN)
        self.planned = plans_of(made.rows, rules.holidays()) | {tree.ROOT_CODE: province()}
        self.rows = {row.code: row for row in made.rows}
        self.rows[tree.ROOT_CODE] = Row(tree.ROOT_CODE, "", tree.ROOT_NAME, Kind.PROVINCE, Unit.PROVINCE)
        self.people: dict[str, list[TakenPerson]] = {}
        self.shapes: dict[str, Shape] = {}
        self.ways: dict[str, tuple[Way, int]] = {}
        for row in self.rows.values():
            if row.kind is Kind.CELL:
                self._cell(row)
            else:
                self._committee(row)
        self._alike()

    def scheme(self, code: str) -> TakenScheme:
        row, (way, held) = self.rows[code], self.ways[code]
        opening = self.planned[code].planned_on
        if code == elections.CODE:
            opening = elections.TODAY
        elif row.kind in {Kind.UPPER, Kind.PROVINCE}:
            opening = date(2020, 6, 13)  # their schemes are ready long before the congress
        elif way is Way.RETURNED:
            opening = min(opening, date(2020, 6, 12))  # whatever is answered was answered by the day of the sample
        elif way is Way.SUBMITTED and "scheme_appraised" in self.planned[code].done:
            opening -= timedelta(days=6)  # sent early, and no answer yet
        order = order_of(PACK, row.kind, row.unit)
        return scheme_of(self.people[code], self.shapes[code], order, way, opening, self.numbers, held)

    def _committee(self, row: Row) -> None:
        number = len(self.people)
        shape = PLACES.get(row.kind) or _COMMITTEES[number % len(_COMMITTEES)]
        planned, flaws = self.planned[row.code], frozenset[Flaw]()
        if row.kind is Kind.PROVINCE:
            way, held = Way.DRAFT, 0
        elif row.kind is Kind.UPPER:
            way, held, flaws = _UPPER[int(row.code[-2:]) - 1]
        else:
            way, held = self._way(planned), number % 2
            flaws = self._flaws(way, row.kind)
        drawing = Drawing(self.crowd, shape, self._home(row), flaws)
        if row.code == elections.CODE:
            shape, way, drawing = self._of_the_hall(drawing)
        people = drawing.people()
        if "held" in planned.done:
            people = self._elected(people, planned, len(self.people))
        self.people[row.code], self.ways[row.code] = people, (way, held)
        if way is not Way.DRAFT or number % 9:  # a few have not begun
            self.shapes[row.code] = shape

    def _of_the_hall(self, drawing: Drawing) -> tuple[Shape, Way, Drawing]:
        """The commune whose congress elects today: those who stand in its election are those of its scheme."""
        names = elections.people()
        # The fourteenth of the ballot will not be elected: let that be somebody meant for the standing committee.
        names[4], names[13] = names[13], names[4]
        shape = Shape(1, 15, 15, 2, 5, 5, 1, delegation=9, more=4, leaving=2)
        women = {at: Sex.WOMAN if "Thị" in name or "Thu" in name else Sex.MAN for at, name in enumerate(names)}
        return shape, Way.APPROVED, replace(drawing, shape=shape, flaws=frozenset(), names=dict(enumerate(names)),
                                            sexes=women)  # fmt: skip

    def _home(self, row: Row) -> str:
        if row.kind is Kind.PROVINCE:
            return "Tỉnh Điện Biên"
        committee = tree.COMMITTEES[int(row.code.split(".")[1]) - 1].name.removeprefix("Đảng bộ ")
        of = committee if "tỉnh" not in committee else "thành phố Điện Biên Phủ"
        return f"Xã Mẫu {self.numbers.between(1, 20)}, {of}, tỉnh Điện Biên"

    def _way(self, planned: Planned) -> Way:
        """As the milestones of the congress say; some wait longer for their answer than they should."""
        chance = self.numbers.below(9)
        if "scheme_approved" in planned.done or "held" in planned.done:
            return Way.APPROVED
        if "scheme_appraised" in planned.done:
            return Way.SUBMITTED if chance < 2 else Way.FORWARDED
        if "scheme_submitted" in planned.done:
            return Way.RETURNED if chance == 0 else Way.SUBMITTED
        return (Way.DRAFT, Way.IN_PROCESS, Way.DONE)[chance % 3]

    def _flaws(self, way: Way, kind: Kind) -> frozenset[Flaw]:
        chance = self.numbers.below(20)
        if kind is Kind.GRASSROOTS_CELL:
            return frozenset({Flaw.NO_SURPLUS} if way < Way.SUBMITTED and chance < 3 else ())
        if way < Way.FORWARDED and chance < 3:
            return frozenset({(Flaw.NO_SURPLUS, Flaw.TOO_MANY, Flaw.NO_SURPLUS)[chance]})
        warns = {3: {Flaw.FEW_WOMEN}, 4: {Flaw.FEW_NEW}, 5: {Flaw.FEW_NEW}, 6: {Flaw.FEW_WOMEN, Flaw.FEW_NEW}}
        return frozenset(warns.get(chance, ()))

    def _elected(self, people: Sequence[TakenPerson], planned: Planned, number: int) -> list[TakenPerson]:
        """A pilot's committee. In every sixth somebody of the surplus came in before somebody who was planned."""
        places = [at for at, one in enumerate(people) if one.listed and not one.surplus]
        extra = [at for at, one in enumerate(people) if one.surplus]
        turned = number % 6 == 1 and len(places) > 5
        return elected(
            people,
            planned.planned_on,
            90 if len(places) > 5 else 16,
            self.numbers,
            lost={places[-1]} if turned else (),
            instead={extra[0]} if turned and extra else (),
            directly=number % 3 == 0,
        )

    def _cell(self, row: Row) -> None:
        """Secretaries of the cells of Mường Nhé that have held their congress; many are head of the village."""
        planned = self.planned[row.code]
        if not row.code.startswith(f"{HOME}.") or "held" not in planned.done:
            return
        sex = Sex.WOMAN if self.numbers.below(6) == 0 else Sex.MAN
        born = (1966, 1988)
        facts = self.crowd.draw(Wanted(sex, born, 0, "Bí thư chi bộ", self._home(row)))
        head = row.unit is Unit.VILLAGE and self.numbers.below(3) > 0
        again = self.numbers.below(3) > 0
        member = MemberFacts(
            Organ.COMMITTEE,
            Entry.ELECTED,
            planned.planned_on,
            Standing.RESTANDING if again else Standing.FIRST_TIME,
            Post.SECRETARY,
            beside=frozenset({Post.VILLAGE_HEAD}) if head else frozenset(),
        )
        self.people[row.code] = [TakenPerson(facts, members=(member,))]

    def _alike(self) -> None:
        """Records of one person in two organisations, or so it seems; and twice in one."""
        for first, second in (*_ALIKE, ("DB.07.002", "DB.07.002")):
            one = self._spare(first, -1).facts
            at = self._at(second, -2)
            other = self.people[second][at]
            same = {"name": one.name, "sex": one.sex, "born_year": one.born_year, "born_month": one.born_month}
            self.people[second][at] = replace(other, facts=replace(other.facts, **same))

    def _at(self, code: str, which: int) -> int:
        """The place of somebody of the pool who is on no list."""
        return [at for at, one in enumerate(self.people[code]) if one.meant and not one.listed][which]

    def _spare(self, code: str, which: int) -> TakenPerson:
        return self.people[code][self._at(code, which)]
