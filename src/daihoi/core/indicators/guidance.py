"""Figures of papers, plans, tasks and bodies."""

from daihoi.core.bodies import BODY_NAMES, BodyKind
from daihoi.core.indicators.columns import AS_OF, level_is
from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Indicator, Records
from daihoi.core.indicators.records import by_now, is_one, over
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level
from daihoi.core.tasks import Origin

PAPERS, PLACES, TASKS, PEOPLE = N_("papers"), N_("papers at organisations"), N_("tasks"), N_("people")
BODIES, ORGANISATIONS = N_("bodies"), N_("organisations")

_OPENED = Column("congress") > 0


def _papers() -> list[Indicator]:
    issued = by_now("issued_on") & ~by_now("withdrawn_on") & ~by_now("replaced_on")
    asked_own, asked_dissemination = Column("own_paper") > 0, Column("disseminate") > 0
    done, own_done = by_now("disseminated_on"), by_now("own_paper_on")

    def of(name: str, title: str, sentence: str, counted: Condition, out_of: Condition, better: int = 1) -> Indicator:
        return Indicator(name, title, sentence, PLACES, counted, out_of, better=better, records=Records.UPTAKES)

    everything = Column("as_of") > 0
    return [
        Indicator(
            "papers.issued",
            N_("Documents issued"),
            N_("Directives, guidance, plans and other papers that organisations issued, in force on the day."),
            PAPERS,
            issued & (Column("from_above") <= 0),
            records=Records.PAPERS,
        ),
        of(
            "papers.taken_in",
            N_("Taken in"),
            N_("Papers of this organisation and those above it, at each organisation to which they apply: taken in."),
            by_now("taken_in_on"),
            everything,
        ),
        of(
            "papers.disseminated",
            N_("Disseminated"),
            N_("Papers of this organisation and those above it, at each organisation that has to: disseminated."),
            asked_dissemination & done,
            asked_dissemination,
        ),
        of(
            "papers.dissemination_late",
            N_("Dissemination late"),
            N_("Not disseminated although the day for it is over, or disseminated after it."),
            asked_dissemination
            & ((~done & over("disseminate_by")) | (done & _after("disseminated_on", "disseminate_by"))),
            asked_dissemination,
            better=-1,
        ),
        of(
            "papers.own_documents",
            N_("Own documents issued"),
            N_("Papers that ask for a document of the organisation's own, at each organisation that has to: issued."),
            asked_own & own_done,
            asked_own,
        ),
        *_attended(done),
    ]


def _attended(done: Condition) -> list[Indicator]:
    return [
        Indicator(
            "papers.attended",
            N_("Attended dissemination"),
            N_("People who attended the dissemination of papers, of those expected."),
            PEOPLE,
            done & (Column("expected") > 0),
            done & (Column("expected") > 0),
            measure=Column("attended"),
            whole=Column("expected"),
            better=1,
            records=Records.UPTAKES,
        ),
    ]


def _after(day: str, last: str) -> Condition:
    return (Column(last) > 0) & (Column(day) > Column(last))


def _tasks() -> list[Indicator]:
    alive = by_now("entered_on") & ~by_now("dropped_on")
    done, due = by_now("done_on"), (Column("due_on") > 0) & (Column("due_on") <= AS_OF)
    late = alive & ~done & over("due_on")
    soon = alive & ~done & (Column("due_on") >= AS_OF) & (Column("due_on") <= AS_OF + 7)

    def of(
        name: str, title: str, sentence: str, counted: Condition, out_of: Condition | None, better: int = 0
    ) -> Indicator:
        return Indicator(name, title, sentence, TASKS, counted, out_of, better=better, records=Records.TASKS)

    return [
        Indicator(
            "plans.issued",
            N_("Plans in place"),
            N_("Organisations that have issued their plan in the system, of those with a congress of the term."),
            ORGANISATIONS,
            _OPENED & by_now("plan_issued_on"),
            _OPENED,
            better=1,
        ),
        of("tasks", N_("Tasks"), N_("Tasks of plans, without those dropped."), alive, None),
        of("tasks.due", N_("Tasks due"), N_("Tasks whose day has come."), alive & due, alive),
        of("tasks.done", N_("Tasks done"), N_("Tasks done by the day."), alive & done, alive, 1),
        of(
            "tasks.done_on_time",
            N_("Done on time"),
            N_("Tasks done on or before their day, of those done that have one."),
            alive & done & (Column("due_on") > 0) & (Column("done_on") <= Column("due_on")),
            alive & done & (Column("due_on") > 0),
            1,
        ),
        of("tasks.late", N_("Tasks late"), N_("Tasks not done although their day is over."), late, alive, -1),
        of(
            "tasks.due_soon",
            N_("Due within a week"),
            N_("Tasks not done whose day is within the next 7 days."),
            soon,
            alive,
        ),
        of(
            "tasks.from_visits",
            N_("Conclusions of visits done"),
            N_("Tasks that follow from visits and inspections: done."),
            alive & done & is_one("origin", Origin.VISIT),
            alive & is_one("origin", Origin.VISIT),
            1,
        ),
    ]


def _bodies() -> list[Indicator]:
    working = by_now("formed_on") & ~by_now("ended_on")
    return [
        *(
            Indicator(
                f"bodies.{kind.value}",
                BODY_NAMES[kind],
                N_("Bodies of this kind that work on the day."),
                BODIES,
                working & is_one("body", kind),
                records=Records.BODIES,
            )
            for kind in BodyKind
        ),
        Indicator(
            "bodies.covered",
            N_("Looked after"),
            N_("Grass-roots organisations that a working group, a member in charge or a delegation looks after."),
            ORGANISATIONS,
            level_is(Level.GRASSROOTS) & (Column("covered") > 0),
            level_is(Level.GRASSROOTS),
            level=Level.GRASSROOTS,
            better=1,
        ),
    ]


GUIDANCE: tuple[Indicator, ...] = (*_papers(), *_tasks(), *_bodies())
