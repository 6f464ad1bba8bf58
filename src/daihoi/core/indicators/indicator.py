"""What an indicator is: a name, a sentence, a unit, a kind of records, and two sets of them."""

from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.indicators.expressions import Condition, Expression
from daihoi.core.organisations.kinds import Level


class Aggregate(StrEnum):
    """How the counted records become one number."""

    SUM = "sum"
    LARGEST = "largest"
    MEAN = "mean"


class Records(StrEnum):
    """Of what kind the records are that a figure counts. Each belongs to one organisation."""

    ORGANISATIONS = "organisations"  # each with its congress of the term
    PAPERS = "papers"  # directives, guidance, plans …
    UPTAKES = "uptakes"  # a paper and an organisation to which it applies
    OWN_PAPERS = "own_papers"  # a paper that an organisation issued in answer to one from above
    TASKS = "tasks"
    BODIES = "bodies"
    COVERAGES = "coverages"  # a body and an organisation that it looks after
    PLANS = "plans"  # first versions of organisations' plans
    VISITS = "visits"
    FINDINGS = "findings"
    DIFFICULTIES = "difficulties"
    ANSWERS = "answers"  # published ones
    BRIEFINGS = "briefings"
    REVIEWS = "reviews"
    SHORTCOMINGS = "shortcomings"
    LESSONS = "lessons"
    READINGS = "readings"  # a lesson and an organisation for which it is
    TRAININGS = "trainings"
    ATTENDANCES = "attendances"  # a training session and an organisation that was expected at it
    OUTREACH = "outreach"  # the counts of an organisation by channel
    OPINIONS = "opinions"
    SPENDING = "spending"  # the lines of an organisation's budget
    # Personnel, for those with the right alone (core.indicators.records.PERSONNEL).
    MEMBERS = "members"  # memberships of committees, standing committees …
    LISTED = "listed"  # people on the chosen lists of schemes
    SCHEMES = "schemes"  # a scheme and one of its versions; one line for a scheme without
    NOT_STANDING = "not_standing"
    OFFICES = "offices"  # offices of Party and state that work as one


@dataclass(frozen=True)
class Indicator:
    """A figure: `counted` of `out_of`, both sets of records; `measure` is what each counted record adds (1), `whole`
    what each record of `out_of` adds (1).

    `level`: the level of which it speaks; None: of whichever level the reader looks at. `per`: how much of the measure
    makes one of the unit, of a mean (12 where months are measured and years shown).
    """

    name: str
    title: str
    sentence: str
    unit: str
    counted: Condition
    out_of: Condition | None = None
    measure: Expression | None = None
    aggregate: Aggregate = Aggregate.SUM
    level: Level | None = None
    better: int = 0  # +1: more is better, -1: less is better, 0: neither; for how a change is shown
    records: Records = Records.ORGANISATIONS
    whole: Expression | None = None
    per: int = 1
