"""Personnel work of the sample Thăng Bình on 5/5/2020.

Published: the aim that at least one third of each committee be new, and that the pilot was Bình Nam. Samples: every
number, every person, and whom the pilot's congress elected.
"""

from daihoi.actions.personnel.taking_over import take_over
from daihoi.cli._sample.founding import PACK, SYSTEM, TERM, Made
from daihoi.cli._sample.personnel.lists import Drawing, Flaw, Shape
from daihoi.cli._sample.personnel.people import KINH, Crowd
from daihoi.cli._sample.personnel.ways import Way, elected, order_of, scheme_of, taken
from daihoi.cli._sample.rows import Numbers
from daihoi.cli._sample.thang_binh.tree import COMMUNES, DISTRICT, planned
from daihoi.core.organisations.kinds import GRASSROOTS, Kind

_SHAPES = {
    Kind.UPPER: Shape(2, 40, 43, 5, 10, 11, 1, inspection=7, more=14, leaving=6),
    Kind.GRASSROOTS_CELL: Shape(0, 3, 3, 1, more=1),
}
_COMMUNE, _UNIT = Shape(1, 15, 15, 2, 5, 5, 1, more=3, leaving=1), Shape(1, 9, 9, 1, 3, 3, 1, more=2)


def fill(made: Made) -> None:
    crowd, numbers = Crowd(Numbers(2520), (KINH,)), Numbers(45)
    days = planned(list(made.rows))
    work = []
    for row in made.rows:
        if row.kind not in GRASSROOTS and row.kind is not Kind.UPPER:
            continue
        number = int(row.code[-3:]) if row.kind is not Kind.UPPER else 0
        shape = _SHAPES.get(row.kind) or (_COMMUNE if number <= COMMUNES else _UNIT)
        # Of two communes' schemes the aim is not reached.
        flaws = frozenset({Flaw.FEW_NEW} if number in {5, 9} else ())
        people = Drawing(crowd, shape, "Huyện Thăng Bình, tỉnh Quảng Nam", flaws).people()
        day = days[row.code]
        way = Way.IN_PROCESS
        if row.kind is not Kind.UPPER:
            way = (
                Way.APPROVED if "scheme_approved" in day.done
                else Way.FORWARDED if "scheme_appraised" in day.done
                else Way.SUBMITTED if "scheme_submitted" in day.done else Way.DRAFT
            )  # fmt: skip
        if row.pilot:
            people = elected(people, day.planned_on, 118, numbers, directly=True)
        opening = day.planned_on if row.kind is not Kind.UPPER else made.sample.day
        scheme = scheme_of(people, shape, order_of(PACK, row.kind, row.unit), way, opening, numbers, 3)
        work.append(taken(made.ids[row.code], people, scheme))
    take_over(actor=SYSTEM, organisation=made.ids[DISTRICT], term=TERM, work=work)
