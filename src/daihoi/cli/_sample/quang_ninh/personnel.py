"""Who leads in the sample Quảng Ninh, and which offices work as one.

Published: three districts whose secretary is also chair of the People's Committee; at least 75 % of communes; no
district secretary from the place itself, at least 75 % of commune secretaries neither; every congress at grass roots
and above elects its secretary directly, with high shares of votes, over 95 % in the pilots; every cell secretary of a
village is its head, elected by the people on 5/1/2020; three kinds of merged offices in all 13 districts. Samples:
which districts and communes these are, how many communes beyond 75 %, votes, and everybody in them. Districts that had
not met yet have their secretary entered as appointed before the congress, as the article tells of the arrangement.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from daihoi.actions import personnel
from daihoi.actions.personnel.taking_over import Taken, TakenPerson, take_over
from daihoi.cli._sample.congresses import Planned
from daihoi.cli._sample.founding import SYSTEM, TERM, Made, on
from daihoi.cli._sample.personnel.people import KINH, Crowd, Wanted
from daihoi.cli._sample.personnel.ways import taken
from daihoi.cli._sample.quang_ninh.tree import DISTRICTS, PROVINCE, planned
from daihoi.cli._sample.rows import Numbers, Row
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import Entry, MergedOffices
from daihoi.core.personnel.members import MemberFacts

HEADS_ELECTED = date(2020, 1, 5)
MERGED_ON = date(2019, 9, 2)  # a sample: the article says that the model goes on
ARRANGED_ON = date(2020, 5, 4)  # a sample
CHAIRS = frozenset({"QNI.08", "QNI.10", "QNI.12"})  # three, as published; which ones is a sample
# Of 52 communes: 40 chairs, 41 from elsewhere. The article gives 75 % as the least.
NO_CHAIR, LOCAL = 12, 11


def fill(made: Made) -> None:
    crowd, numbers = Crowd(Numbers(1301), (KINH,)), Numbers(1105)
    days = planned(list(made.rows))
    communes = [row.code for row in made.rows if row.unit is Unit.COMMUNE]
    # Every so-many-th is an exception, so that no district has all of them.
    alone = frozenset(communes[4 * at + at % 4] for at in range(NO_CHAIR))
    local = frozenset(communes[4 * at + (at + 1) % 4] for at in range(LOCAL))
    work = [
        _led(made, row, days[row.code], crowd, numbers, chair=row.code in CHAIRS | frozenset(communes) - alone,
             local=row.code in local)
        for row in made.rows
    ]  # fmt: skip
    take_over(actor=SYSTEM, organisation=made.ids[PROVINCE], term=TERM, work=work)
    for code, offices in _merged():
        with on(MERGED_ON):
            personnel.merge_offices(
                **made.at(code, "mau-nhan-su"), offices=offices, from_on=MERGED_ON, decision="Quyết định mẫu"
            )


def _merged() -> Iterator[tuple[str, MergedOffices]]:
    for number in range(1, len(DISTRICTS) + 1):
        for offices in MergedOffices:
            yield f"{PROVINCE}.{number:02d}", offices


def _led(made: Made, row: Row, day: Planned, crowd: Crowd, numbers: Numbers, *, chair: bool, local: bool) -> Taken:
    """The organisation with its secretary."""
    level = {Kind.CELL: 0, Kind.UPPER: 2}.get(row.kind, 1)
    sex = Sex.WOMAN if numbers.below(5) == 0 else Sex.MAN
    wanted = Wanted(sex, (1966, 1984), level, "Bí thư chi bộ" if level == 0 else "Bí thư", "Tỉnh Quảng Ninh")
    comes = local or row.unit not in {Unit.COMMUNE, Unit.DISTRICT}
    facts = replace(crowd.draw(wanted), local=comes)
    standing = Standing.RESTANDING if numbers.below(3) else Standing.FIRST_TIME
    return taken(made.ids[row.code], [TakenPerson(facts, members=(_leads(row, day, standing, numbers, chair),))], None)


def _leads(row: Row, day: Planned, standing: Standing, numbers: Numbers, chair: bool) -> MemberFacts:
    of = MemberFacts(Organ.COMMITTEE, Entry.APPOINTED, ARRANGED_ON, standing, Post.SECRETARY, decision="Quyết định mẫu")
    if "held" in day.done:
        # Over 95 % of a hundred and fifty; some with all of them.
        votes = 150 - numbers.below(7)
        of = replace(of, entry=Entry.ELECTED_DIRECTLY, from_on=day.done["held"], decision="", votes=votes, base=150)
    if row.unit is Unit.VILLAGE:
        head = frozenset({Post.VILLAGE_HEAD})
        return replace(of, entry=Entry.ELECTED, beside=head, village_on=HEADS_ELECTED, votes=None, base=None)
    if row.kind is Kind.CELL:
        return replace(of, entry=Entry.ELECTED, votes=None, base=None)
    return replace(of, beside=frozenset({Post.PEOPLE_CHAIR})) if chair else of
