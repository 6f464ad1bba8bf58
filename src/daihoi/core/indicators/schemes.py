"""Figures of personnel schemes: planned lists and what became of them, the way to approval, departures, merged offices.

Source: rulebook P-034, P-060, 5; quang-ninh-2020. For those with the personnel right alone.
"""

from daihoi.core.indicators.columns import AS_OF, level_is, unit_is
from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Indicator, Records
from daihoi.core.indicators.records import by_now, is_one, over
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.personnel.kinds import MERGED_NAMES, Arrangement, MergedOffices, Standing

ORGANISATIONS, PEOPLE, SCHEMES = N_("organisations"), N_("people"), N_("schemes")
_OPENED = Column("congress") > 0
_BEGUN = Indicator(
    "schemes.begun",
    N_("Schemes begun"),
    N_("Organisations that have begun their personnel scheme, of those with a congress of the term."),
    ORGANISATIONS,
    _OPENED & by_now("scheme_begun_on"),
    _OPENED,
    better=1,
)


def _lists() -> list[Indicator]:
    planned = (Column("committee") > 0) & (Column("surplus") <= 0)
    again = (Column("committee") > 0) & is_one("standing", Standing.RESTANDING)
    over_with = Column("committee.came") > 0  # the organisation's committee is entered

    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition, better: int = 0) -> Indicator:
        return Indicator(name, title, sentence, PEOPLE, counted, out_of, better=better, records=Records.LISTED)

    return [
        of(
            "schemes.first_time",
            N_("Planned for the first time"),
            N_("People planned for committees for the first time, of those meant to be elected."),
            planned & is_one("standing", Standing.FIRST_TIME),
            planned,
        ),
        of(
            "schemes.restanding",
            N_("Planned to stand again"),
            N_("People planned for committees who stand again, of those meant to be elected."),
            planned & is_one("standing", Standing.RESTANDING),
            planned,
        ),
        of(
            "committee.not_reelected",
            N_("Not re-elected"),
            N_("People on lists for committees who stood again and did not come in, where the committee is entered."),
            again & over_with & (Column("came") <= 0),
            again & over_with,
            -1,
        ),
        of(
            "committee.not_elected",
            N_("Planned and not elected"),
            N_("People meant to be elected to committees who did not come in, where the committee is entered."),
            planned & over_with & (Column("came") <= 0),
            planned & over_with,
            -1,
        ),
    ]


def _surplus() -> list[Indicator]:
    """E-032: how far the lists that are put forward go beyond the places."""

    def of(name: str, title: str, sentence: str, body: str) -> Indicator:
        seats, beyond = Column(f"{body}.seats"), Column(f"{body}.surplus")
        drawn_up = (seats > 0) & (Column(f"{body}.listed") > 0)
        return Indicator(name, title, sentence, PEOPLE, drawn_up & (beyond > 0), drawn_up, beyond, whole=seats)

    return [
        of(
            "committee.surplus",
            N_("Surplus of lists for committees"),
            N_("People on chosen lists for committees beyond those meant to be elected, to the number of places."),
            "committee",
        ),
        of(
            "standing_committee.surplus",
            N_("Surplus of lists for standing committees"),
            N_("People on chosen lists for standing committees beyond those meant to be elected, to the places."),
            "standing",
        ),
    ]


def _schemes() -> list[Indicator]:
    begun = (Column("first") > 0) & by_now("begun_on")
    # The version that stood on the day: submitted, and no later one.
    current = by_now("submitted_on") & ~by_now("next_on")
    answered = by_now("returned_on") | by_now("approved_on")

    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition, better: int) -> Indicator:
        return Indicator(name, title, sentence, SCHEMES, counted, out_of, better=better, records=Records.SCHEMES)

    return [
        of(
            "schemes.submitted",
            N_("Schemes submitted"),
            N_("Schemes of which a version was submitted, of those begun."),
            begun & by_now("submitted_on"),
            begun,
            1,
        ),
        of(
            "schemes.appraised",
            N_("Schemes appraised"),
            N_("Schemes whose latest version was appraised and put forward, of those submitted."),
            current & by_now("forwarded_on"),
            current,
            1,
        ),
        of(
            "schemes.approved",
            N_("Schemes approved"),
            N_("Schemes of which a version was approved, of those submitted."),
            current & by_now("passed_on"),
            current,
            1,
        ),
        of(
            "schemes.returned",
            N_("Schemes returned"),
            N_("Schemes whose latest version was returned, of those submitted."),
            current & by_now("returned_on"),
            current,
            -1,
        ),
        of(
            "schemes.overdue",
            N_("Schemes without an answer"),
            N_("Schemes whose latest version has no answer although the day for it is over."),
            current & ~answered & over("due_on"),
            current,
            -1,
        ),
    ]


def _departures() -> list[Indicator]:
    everybody = AS_OF > 0

    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition | None) -> Indicator:
        better = 1 if out_of is not None else 0
        return Indicator(name, title, sentence, PEOPLE, counted, out_of, better=better, records=Records.NOT_STANDING)

    def reached(column: str) -> Condition:
        return is_one(column, Arrangement.DECIDED) | is_one(column, Arrangement.SETTLED)

    return [
        of(
            "not_standing",
            N_("Not standing again"),
            N_("People who do not stand again for the term, as last entered."),
            everybody,
            None,
        ),
        of(
            "not_standing.arranged",
            N_("Arranged"),
            N_("People who do not stand again whose further work or leaving is decided or settled."),
            everybody & reached("arrangement"),
            everybody,
        ),
        of(
            "not_standing.policy",
            N_("Policy decided"),
            N_("People who do not stand again for whom the policy due to them is decided or settled."),
            everybody & reached("policy"),
            everybody,
        ),
    ]


def _offices() -> list[Indicator]:
    able = (level_is(Level.PROVINCE) | level_is(Level.UPPER)) & unit_is(Unit.PROVINCE, Unit.DISTRICT)
    return [
        Indicator(
            f"merged_offices.{one.value}",
            MERGED_NAMES[one],
            N_("Provinces and districts where these offices work as one on the day."),
            ORGANISATIONS,
            able & (Column(f"offices.{one.value}") > 0),
            able,
        )
        for one in MergedOffices
    ]


SCHEMES_FIGURES: tuple[Indicator, ...] = (*_lists(), *_surplus(), _BEGUN, *_schemes(), *_departures(), *_offices())
