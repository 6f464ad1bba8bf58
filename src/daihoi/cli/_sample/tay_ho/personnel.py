"""Personnel work of the sample Tây Hồ on 20/2/2020.

Published: 228 members planned for the committees of the 26 grass-roots organisations, 170 of them standing again; 39
for the district's, 33 standing again. Samples: how the numbers are spread over the organisations, how far each scheme
had come, and everybody in them.
"""

from daihoi.actions.personnel.taking_over import take_over
from daihoi.cli._sample.founding import PACK, SYSTEM, TERM, Made
from daihoi.cli._sample.personnel.lists import Drawing, Shape
from daihoi.cli._sample.personnel.people import KINH, Crowd
from daihoi.cli._sample.personnel.ways import Way, order_of, scheme_of, taken
from daihoi.cli._sample.rows import Numbers
from daihoi.cli._sample.tay_ho.tree import COMMITTEES, DISTRICT, WARDS, planned
from daihoi.core.organisations.kinds import GRASSROOTS, Kind

# Places and newcomers: 8 wards, 9 units, 9 cells: 120 + 81 + 27 = 228 places, 32 + 18 + 8 = 58 newcomers.
_WARD = Shape(1, 15, 15, 2, 5, 5, 1, more=3, leaving=1, new=4)
_UNIT = Shape(1, 9, 9, 1, 3, 3, 1, more=2, new=2)
_CELL = Shape(0, 3, 3, 1, more=1, new=1)
_LAST_CELL = Shape(0, 3, 3, 1, more=1, new=0)
_DISTRICT = Shape(2, 39, 41, 5, 11, 12, 2, inspection=7, more=14, leaving=4, new=6)


def fill(made: Made) -> None:
    crowd, numbers = Crowd(Numbers(228), (KINH,)), Numbers(170)
    days = planned(list(made.rows))
    work = []
    for row in made.rows:
        if row.kind not in GRASSROOTS and row.kind is not Kind.UPPER:
            continue
        number = int(row.code[-3:]) if row.kind is not Kind.UPPER else 0
        shape, way, held = _shape(row.kind, number), _way(row.kind, number, pilot=row.pilot), number % 2
        people = Drawing(crowd, shape, "Quận Tây Hồ, Hà Nội", local=60).people()
        opening = days[row.code].planned_on
        scheme = scheme_of(people, shape, order_of(PACK, row.kind, row.unit), way, opening, numbers, held)
        work.append(taken(made.ids[row.code], people, scheme))
    take_over(actor=SYSTEM, organisation=made.ids[DISTRICT], term=TERM, work=work)


def _shape(kind: Kind, number: int) -> Shape:
    if kind is Kind.UPPER:
        return _DISTRICT
    if kind is Kind.GRASSROOTS_COMMITTEE:
        return _WARD if number <= WARDS else _UNIT
    return _LAST_CELL if number == COMMITTEES + 9 else _CELL


def _way(kind: Kind, number: int, *, pilot: bool) -> Way:
    """The pilots are approved; the district has sent its scheme to the city, a third of the rest theirs to it."""
    if pilot:
        return Way.APPROVED
    if kind is Kind.UPPER or number % 3 == 0:
        return Way.SUBMITTED
    return Way.IN_PROCESS if number % 3 == 1 else Way.DRAFT
