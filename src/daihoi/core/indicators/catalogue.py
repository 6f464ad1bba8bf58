"""The catalogue: the only place where a figure is defined.

Boards, tables, targets, charts and reports ask for an indicator by name; overlays of provinces name them too, so a
name is never changed and never used again for something else. Generated as docs/indicators.md.
"""

from daihoi.core.indicators.columns import AS_OF, asked, done, done_late, kind_is, level_is, overdue
from daihoi.core.indicators.expressions import Column, Condition, columns_of
from daihoi.core.indicators.field import FIELD
from daihoi.core.indicators.guidance import GUIDANCE
from daihoi.core.indicators.indicator import Aggregate, Indicator
from daihoi.core.indicators.learning import LEARNING
from daihoi.core.indicators.members import MEMBERS_FIGURES
from daihoi.core.indicators.records import PERSONNEL, PERSONNEL_COLUMNS
from daihoi.core.indicators.schemes import SCHEMES_FIGURES
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import GRASSROOTS, Kind, Level
from daihoi.core.plan import MILESTONES

ALIVE = Column("as_of") > 0
OPENED = Column("congress") > 0
PLANNED = OPENED & (Column("planned_on") > 0)
HELD = OPENED & done("held")
PILOT = OPENED & (Column("pilot") > 0)
ANY_GRASSROOTS = level_is(Level.GRASSROOTS)
LAST = Column("held.last")
ON = Column("held.done")
HELD_LATE = OPENED & done_late("held")
OVERDUE = OPENED & overdue("held")

ORGANISATIONS, MEMBERS, CONGRESSES, DAYS = N_("organisations"), N_("members"), N_("congresses"), N_("days")


def _organisations() -> list[Indicator]:
    def of_kind(name: str, title: str, sentence: str, *kinds: Kind) -> Indicator:
        return Indicator(name, title, sentence, ORGANISATIONS, kind_is(*kinds), level=kinds[0].level)

    official, probationary = Column("official"), Column("probationary")
    members = official + probationary
    return [
        Indicator(
            "organisations", N_("Organisations"), N_("Organisations that exist on the day."), ORGANISATIONS, ALIVE
        ),
        of_kind(
            "organisations.upper",
            N_("Committees above the grass roots"),
            N_("Party committees directly above the grass roots that exist on the day."),
            Kind.UPPER,
        ),
        of_kind(
            "organisations.grassroots",
            N_("Grass-roots organisations"),
            N_("Grass-roots party committees and grass-roots cells that exist on the day."),
            *sorted(GRASSROOTS),
        ),
        of_kind(
            "organisations.grassroots_committees",
            N_("Grass-roots committees"),
            N_("Grass-roots party committees that exist on the day."),
            Kind.GRASSROOTS_COMMITTEE,
        ),
        of_kind(
            "organisations.grassroots_cells",
            N_("Grass-roots cells"),
            N_("Cells that are grass-roots organisations themselves, on the day."),
            Kind.GRASSROOTS_CELL,
        ),
        of_kind(
            "organisations.sections",
            N_("Section committees"),
            N_("Section party committees within grass-roots committees, on the day."),
            Kind.SECTION,
        ),
        of_kind(
            "organisations.cells",
            N_("Cells under grass-roots committees"),
            N_("Cells under grass-roots committees or their sections, on the day."),
            Kind.CELL,
        ),
        Indicator(
            "members",
            N_("Party members"),
            N_(
                "Official and probationary members as last reported by the day, each counted once, at the lowest place."
            ),
            MEMBERS,
            members > 0,
            measure=members,
        ),
        Indicator(
            "members.official",
            N_("Official members"),
            N_("Official members as last reported by the day."),
            MEMBERS,
            official > 0,
            out_of=members > 0,
            measure=official,
            whole=members,
        ),
        Indicator(
            "members.probationary",
            N_("Probationary members"),
            N_("Probationary members as last reported by the day."),
            MEMBERS,
            probationary > 0,
            out_of=members > 0,
            measure=probationary,
            whole=members,
        ),
    ]


def _congresses() -> list[Indicator]:
    late_days = (Column("held.done") - LAST) * HELD_LATE + (AS_OF - LAST) * OVERDUE

    def of(name: str, title: str, sentence: str, counted: Condition, **more: object) -> Indicator:
        return Indicator(name, title, sentence, CONGRESSES, counted, **more)  # type: ignore[arg-type]

    return [
        of(
            "congresses",
            N_("Congresses of the term"),
            N_("Organisations for which a congress of the term was opened."),
            OPENED,
            out_of=ALIVE,
        ),
        of(
            "congresses.planned",
            N_("Planned"),
            N_("Congresses with a planned day."),
            PLANNED,
            out_of=OPENED,
            better=1,
        ),
        of(
            "congresses.unplanned",
            N_("Without a planned day"),
            N_("Congresses not yet held that have no planned day."),
            OPENED & (Column("planned_on") <= 0) & ~done("held"),
            out_of=OPENED,
            better=-1,
        ),
        of("congresses.held", N_("Held"), N_("Congresses held by the day."), HELD, out_of=OPENED, better=1),
        of(
            "congresses.held_on_time",
            N_("Held on time"),
            N_("Congresses held on or before the last day of their window."),
            HELD & ((LAST <= 0) | (ON <= LAST)),
            out_of=HELD,
            better=1,
        ),
        of(
            "congresses.held_ahead",
            N_("Held ahead of plan"),
            N_("Congresses held before their planned day."),
            HELD & PLANNED & (Column("opened_on") < Column("planned_on")),
            out_of=HELD,
        ),
        of(
            "congresses.held_late",
            N_("Held late"),
            N_("Congresses held after the last day of their window."),
            HELD_LATE,
            out_of=HELD,
            better=-1,
        ),
        of(
            "congresses.overdue",
            N_("Overdue"),
            N_("Congresses not held although the last day of their window is over."),
            OVERDUE,
            out_of=OPENED,
            better=-1,
        ),
        of(
            "congresses.behind_plan",
            N_("Behind plan"),
            N_("Congresses not held although their planned day is over."),
            PLANNED & ~done("held") & (Column("planned_on") < AS_OF),
            out_of=OPENED,
            better=-1,
        ),
        of(
            "congresses.next_30_days",
            N_("In the next 30 days"),
            N_("Congresses not yet held whose planned day is within the next 30 days."),
            PLANNED & ~done("held") & (Column("planned_on") >= AS_OF) & (Column("planned_on") <= AS_OF + 30),
            out_of=OPENED,
        ),
        Indicator(
            "congresses.days_late_most",
            N_("Most days late"),
            N_("The most days by which a congress was held, or is still not held, after the last day of its window."),
            DAYS,
            HELD_LATE | OVERDUE,
            measure=late_days,
            aggregate=Aggregate.LARGEST,
            better=-1,
        ),
        Indicator(
            "congresses.days_late_mean",
            N_("Mean days late"),
            N_("Mean days by which late congresses were held, or still are not, after the last day of their window."),
            DAYS,
            HELD_LATE | OVERDUE,
            measure=late_days,
            aggregate=Aggregate.MEAN,
            better=-1,
        ),
        Indicator(
            "congresses.days_early_mean",
            N_("Mean days early"),
            N_("Mean days by which congresses were held before the last day of their window."),
            DAYS,
            HELD & (LAST > 0) & (ON <= LAST),
            measure=LAST - ON,
            aggregate=Aggregate.MEAN,
        ),
        *_shape(),
    ]


def _shape() -> list[Indicator]:
    most = Column("most_half_days")

    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition, better: int = 0) -> Indicator:
        return Indicator(name, title, sentence, CONGRESSES, counted, out_of, better=better)

    decided = OPENED & (Column("contents") > 0)
    announced = (
        OPENED & (Column("opening_announced.last") > 0) & (done("opening_announced") | overdue("opening_announced"))
    )
    return [
        of(
            "congresses.of_members",
            N_("Congresses of members"),
            N_("Congresses in the form of a congress of all members."),
            OPENED & Column("form").equals(1),
            OPENED & (Column("form") > 0),
        ),
        of(
            "congresses.of_delegates",
            N_("Congresses of delegates"),
            N_("Congresses in the form of a congress of delegates."),
            OPENED & Column("form").equals(2),
            OPENED & (Column("form") > 0),
        ),
        *(
            of(
                f"congresses.contents_{number}",
                title,
                sentence,
                decided & Column("contents").equals(number),
                decided,
            )
            for number, title, sentence in (
                (4, N_("Four contents"), N_("Congresses with all four contents.")),
                (
                    3,
                    N_("Three contents"),
                    N_("Congresses with three contents (no election of the committee)."),
                ),
                (
                    2,
                    N_("Two contents"),
                    N_("Congresses with two contents (committee and delegation appointed)."),
                ),
            )
        ),
        of(
            "congresses.over_limit",
            N_("Longer than allowed"),
            N_("Congresses held for longer than the pack allows."),
            HELD & (most > 0) & (Column("held_half_days") > most),
            HELD & (most > 0) & (Column("held_half_days") > 0),
            better=-1,
        ),
        of(
            "congresses.announced_in_time",
            N_("Opening announced in time"),
            N_("Congresses whose opening was announced in time, of those announced or due to be."),
            announced & done("opening_announced") & ~done_late("opening_announced"),
            announced,
            better=1,
        ),
    ]


def _milestones() -> list[Indicator]:
    found: list[Indicator] = []
    for milestone, label in ((each.key, each.label) for each in MILESTONES):
        found.append(
            Indicator(
                f"milestones.{milestone}",
                label,
                N_("Congresses that had reached this milestone by the day, of those of which the pack asks it."),
                CONGRESSES,
                asked(milestone) & done(milestone),
                asked(milestone),
                better=1,
            )
        )
        found.append(
            Indicator(
                f"milestones.{milestone}.late",
                label,
                N_("Congresses that reached this milestone after its last day, or have not although it is over."),
                CONGRESSES,
                (asked(milestone) & done_late(milestone)) | overdue(milestone),
                asked(milestone),
                better=-1,
            )
        )
    return found


def _pilots() -> list[Indicator]:
    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition) -> Indicator:
        return Indicator(name, title, sentence, CONGRESSES, counted, out_of, level=Level.GRASSROOTS)

    grassroots_pilot = PILOT & ANY_GRASSROOTS
    return [
        of(
            "pilots",
            N_("Pilots"),
            N_("Grass-roots organisations chosen for a pilot congress, of all grass-roots organisations."),
            grassroots_pilot,
            ANY_GRASSROOTS,
        ),
        of(
            "pilots.held",
            N_("Pilots held"),
            N_("Pilot congresses held by the day."),
            grassroots_pilot & done("held"),
            grassroots_pilot,
        ),
        of(
            "pilots.committees",
            N_("Pilots of grass-roots committees"),
            N_("Pilots that are grass-roots party committees."),
            grassroots_pilot & kind_is(Kind.GRASSROOTS_COMMITTEE),
            grassroots_pilot,
        ),
        of(
            "pilots.cells",
            N_("Pilots of grass-roots cells"),
            N_("Pilots that are grass-roots cells."),
            grassroots_pilot & kind_is(Kind.GRASSROOTS_CELL),
            grassroots_pilot,
        ),
        of(
            "wide.held",
            N_("Wide round held"),
            N_("Grass-roots congresses other than pilots that were held by the day."),
            HELD & ANY_GRASSROOTS & ~PILOT,
            OPENED & ANY_GRASSROOTS & ~PILOT,
        ),
        Indicator(
            "pilots.upper",
            N_("Pilots above the grass roots"),
            N_("Committees directly above the grass roots chosen for a pilot congress."),
            CONGRESSES,
            PILOT & level_is(Level.UPPER),
            level_is(Level.UPPER),
            level=Level.UPPER,
        ),
    ]


CATALOGUE: dict[str, Indicator] = {
    indicator.name: indicator
    for indicator in (
        *_organisations(),
        *_congresses(),
        *_milestones(),
        *_pilots(),
        *GUIDANCE,
        *FIELD,
        *LEARNING,
        *MEMBERS_FIGURES,
        *SCHEMES_FIGURES,
    )
}


def _of_personnel(one: Indicator) -> bool:
    read = (columns_of(each) for each in (one.counted, one.out_of, one.measure, one.whole) if each)
    return one.records in PERSONNEL or any(columns & PERSONNEL_COLUMNS for columns in read)


# Counted from personnel records, and so for those with the right to them alone (ADR 17).
OF_PERSONNEL: frozenset[str] = frozenset(name for name, one in CATALOGUE.items() if _of_personnel(one))
