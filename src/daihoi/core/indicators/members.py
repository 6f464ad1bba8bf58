"""Figures of secretaries and committees: who was elected, and who is in them on the day.

Source: rulebook 5 (columns of the reports after congresses), P-034, P-037, E-114; quang-ninh-2020. For those with the
personnel right alone.
"""

from daihoi.core.indicators.columns import done, level_is, unit_is
from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Aggregate, Indicator, Records
from daihoi.core.indicators.records import CAME, IN_OFFICE, LISTS, OF_COMMITTEE, OF_STANDING, by_now, is_one
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.personnel.kinds import Degree, Entry, Sex, Standing, Theory

ORGANISATIONS, PEOPLE, PLACES, YEARS = N_("organisations"), N_("people"), N_("places in committees"), N_("years")
_YEAR, _YOUNG = 12, 40 * 12  # months

_HELD = (Column("congress") > 0) & done("held")
_LED = Column("secretary") > 0
# The congress is over, or at least its secretary is entered: what is not entered counts as not reached.
_DUE = _HELD | _LED
_AGAIN = Column("secretary.again")
_ELECTED = Column("secretary.elected") > 0
_VOTED = Column("secretary.base") > 0  # with votes and from whom their share is counted
_OF_AREA = _DUE & unit_is(Unit.PROVINCE, Unit.DISTRICT, Unit.COMMUNE, Unit.WARD, Unit.SPECIAL_ZONE)
_OF_VILLAGE = _DUE & level_is(Level.CELL) & unit_is(Unit.VILLAGE)
_HEAD = _OF_VILLAGE & (Column("secretary.head") > 0)
_HEAD_ON, _OPENED_ON, _RULES_ON = Column("secretary.head_on"), Column("opened_on"), Column("village_heads_on")
_BEFORE = (_HEAD_ON < _OPENED_ON) | ((_OPENED_ON <= 0) & (Column("secretary.since") > _HEAD_ON))

_SECRETARIES: tuple[tuple[str, str, str, Condition, Condition, Level | None], ...] = (
    (
        "secretaries",
        N_("Secretaries in office"),
        N_("Organisations whose secretary is entered, of those whose congress is held or whose secretary is."),
        _LED,
        _DUE,
        None,
    ),
    (
        "secretaries.reelected",
        N_("Secretary of the term before again"),
        N_("Organisations whose secretary was theirs in a term before, of those where that secretary is entered."),
        _AGAIN.equals(2),
        _AGAIN > 0,
        None,
    ),
    (
        "secretaries.new",
        N_("New secretary"),
        N_("Organisations with another secretary than in a term before, of those where that secretary is entered."),
        _AGAIN.equals(1),
        _AGAIN > 0,
        None,
    ),
    (
        "secretary_is_chair",
        N_("Secretary also chair of the People's Committee"),
        N_("Provinces, districts and communes whose secretary is also chair of the People's Committee."),
        _OF_AREA & (Column("secretary.chair") > 0),
        _OF_AREA,
        None,
    ),
    (
        "secretary_not_local",
        N_("Secretary from elsewhere"),
        N_("Provinces, districts and communes whose secretary does not come from the place itself."),
        _OF_AREA & Column("secretary.local").equals(1),
        _OF_AREA,
        None,
    ),
    (
        "secretary_elected_directly",
        N_("Secretary elected directly"),
        N_("Organisations whose congress itself elected the secretary, of those with an elected one or none yet."),
        _ELECTED & (Column("secretary.directly") > 0),
        _ELECTED | (_HELD & ~_LED),
        None,
    ),
    (
        "secretary_votes_high",
        N_("Secretary with more than 95 % of the votes"),
        N_("Organisations whose elected secretary had more than 95 % of the votes, of those where both are entered."),
        _VOTED & (Column("secretary.votes") * 100 > Column("secretary.base") * 95),
        _VOTED,
        None,
    ),
    (
        "cell_secretary_is_village_head",
        N_("Cell secretary also head of the village"),
        N_("Cells of villages whose secretary is also head of the village."),
        _HEAD,
        _OF_VILLAGE,
        Level.CELL,
    ),
    (
        "village_heads.first",
        N_("Head elected by the people first"),
        N_("Cell secretaries whom the people had elected head of the village before the congress of the cell."),
        _HEAD & (_HEAD_ON > 0) & _BEFORE,
        _HEAD,
        Level.CELL,
    ),
    (
        "village_heads.on_day",
        N_("Head elected on the common day"),
        N_("Cell secretaries elected head of the village on the day that the rules give, of those with such a day."),
        _HEAD & (_RULES_ON > 0) & _HEAD_ON.equals(_RULES_ON),
        _HEAD & (_RULES_ON > 0),
        Level.CELL,
    ),
)

_MEMBERS, _CAME = OF_COMMITTEE & IN_OFFICE, OF_COMMITTEE & CAME
_EVER, _STANDING = OF_COMMITTEE & by_now("from_on"), OF_STANDING & IN_OFFICE
_AGE = Column("age")
_WOMAN = is_one("sex", Sex.WOMAN)
_UNKNOWN = is_one("sex", "") | (Column("born") <= 0) | (Column("minority") <= 0) | is_one("standing", "")


def _at_least(column: str, value: Degree | Theory) -> Condition:
    return Column(column) >= LISTS[column].index(value)


# (name, title, sentence, counted, out of, which way is better)
_COMMITTEES: tuple[tuple[str, str, str, Condition, Condition | None, int], ...] = (
    (
        "committee",
        N_("Committee members"),
        N_("People in committees on the day."),
        _MEMBERS,
        None,
        0,
    ),
    (
        "committee_first_time",
        N_("New in the committee"),
        N_("Committee members for the first time, of those who came in with the congress."),
        _CAME & is_one("standing", Standing.FIRST_TIME),
        _CAME,
        0,
    ),
    (
        "committee.reelected",
        N_("Re-elected to the committee"),
        N_("Committee members who stood again, of those who came in with the congress."),
        _CAME & is_one("standing", Standing.RESTANDING),
        _CAME,
        0,
    ),
    (
        "committee.women",
        N_("Women in committees"),
        N_("Women, of those in committees on the day."),
        _MEMBERS & _WOMAN,
        _MEMBERS,
        1,
    ),
    (
        "committee.under_40",
        N_("Under 40 in committees"),
        N_("People in committees under 40 in the month from which the rules count ages, else on the day."),
        _MEMBERS & (_AGE > 0) & (_AGE < _YOUNG),
        _MEMBERS,
        1,
    ),
    (
        "committee.minority",
        N_("Ethnic minorities in committees"),
        N_("People of ethnic minorities, of those in committees on the day."),
        _MEMBERS & Column("minority").equals(2),
        _MEMBERS,
        0,
    ),
    (
        "committee.degree",
        N_("With a degree"),
        N_("People in committees with a bachelor's degree or a higher one."),
        _MEMBERS & _at_least("degree", Degree.BACHELOR),
        _MEMBERS,
        0,
    ),
    (
        "committee.master",
        N_("Masters and doctors"),
        N_("People in committees with a master's degree or a higher one."),
        _MEMBERS & _at_least("degree", Degree.MASTER),
        _MEMBERS,
        0,
    ),
    (
        "committee.doctor",
        N_("Doctors"),
        N_("People in committees with a doctor's degree."),
        _MEMBERS & _at_least("degree", Degree.DOCTOR),
        _MEMBERS,
        0,
    ),
    (
        "committee.theory",
        N_("Advanced political theory"),
        N_("People in committees with an advanced qualification in political theory."),
        _MEMBERS & _at_least("theory", Theory.ADVANCED),
        _MEMBERS,
        0,
    ),
    (
        "committee.unknown",
        N_("Facts not known"),
        N_("People in committees of whom sex, birth month, ethnicity or the way of standing is missing."),
        _MEMBERS & _UNKNOWN,
        _MEMBERS,
        -1,
    ),
    (
        "committee.added",
        N_("Added to committees"),
        N_("People who came into committees after the congress, of all who came."),
        _EVER & is_one("entry", Entry.ADDED),
        _EVER,
        0,
    ),
    (
        "committee.left",
        N_("Left committees"),
        N_("People who left committees during the term, of all who came."),
        _EVER & by_now("to_on"),
        _EVER,
        0,
    ),
    (
        "standing_committee",
        N_("Standing committee members"),
        N_("People in standing committees on the day."),
        _STANDING,
        None,
        0,
    ),
    (
        "standing_committee.women",
        N_("Women in standing committees"),
        N_("Women, of those in standing committees on the day."),
        _STANDING & _WOMAN,
        _STANDING,
        1,
    ),
)

_MEAN_AGE = Indicator(
    "committee.mean_age",
    N_("Mean age of committees"),
    N_("Mean age in committees, of those whose birth month is known, in the month from which ages are counted."),
    YEARS,
    _MEMBERS & (_AGE > 0),
    measure=_AGE,
    aggregate=Aggregate.MEAN,
    records=Records.MEMBERS,
    per=_YEAR,
)

# Against the number that the scheme decided, organisation by organisation: (…, who is there, number decided).
_NUMBERS = (
    (
        "committee.short",
        N_("Short of the number decided"),
        N_("Places in committees that the congress left unfilled, of the number that the scheme gives."),
        Column("committee.came"),
        Column("committee.seats"),
    ),
    (
        "standing_committee.short",
        N_("Standing committee short of the number"),
        N_("Places in standing committees left unfilled after the congress, of the number that the scheme gives."),
        Column("standing.came"),
        Column("standing.seats"),
    ),
    (
        "committee.vacant",
        N_("Vacant on the day"),
        N_("Places in committees that are vacant on the day, of the number that the scheme gives."),
        Column("committee.members"),
        Column("committee.seats"),
    ),
)


def _short(name: str, title: str, sentence: str, there: Column, seats: Column) -> Indicator:
    known = (seats > 0) & (there > 0)
    counted = known & (seats > there)
    return Indicator(name, title, sentence, PLACES, counted, known, seats - there, whole=seats, better=-1)


MEMBERS_FIGURES: tuple[Indicator, ...] = (
    *(
        Indicator(name, title, sentence, ORGANISATIONS, counted, out_of, level=level, better=1)
        for name, title, sentence, counted, out_of, level in _SECRETARIES
    ),
    *(
        Indicator(name, title, sentence, PEOPLE, counted, out_of, better=better, records=Records.MEMBERS)
        for name, title, sentence, counted, out_of, better in _COMMITTEES
    ),
    _MEAN_AGE,
    *(_short(*each) for each in _NUMBERS),
)
