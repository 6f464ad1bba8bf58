"""Figures of visits, difficulties and briefings."""

from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Aggregate, Indicator, Records
from daihoi.core.indicators.records import by_now, is_one, over
from daihoi.core.messages import N_
from daihoi.core.supervision import Weight

VISITS, FINDINGS = N_("visits"), N_("findings")
DIFFICULTIES, ANSWERS, DAYS_TO_ANSWER, BRIEFINGS = N_("difficulties"), N_("answers"), N_("days"), N_("briefings")

_OPENED = Column("congress") > 0


def _visits() -> list[Indicator]:
    alive, held = by_now("entered_on") & ~by_now("dropped_on"), by_now("held_on")

    def of(
        name: str, title: str, sentence: str, counted: Condition, out_of: Condition | None, better: int = 0
    ) -> Indicator:
        return Indicator(name, title, sentence, VISITS, counted, out_of, better=better, records=Records.VISITS)

    concluded = by_now("concluded_on")
    return [
        of("visits", N_("Visits planned"), N_("Visits and inspections planned, held or not."), alive, None),
        of("visits.held", N_("Visits held"), N_("Visits and inspections held by the day."), alive & held, alive, 1),
        of(
            "visits.overdue",
            N_("Visits overdue"),
            N_("Visits not held although their day is over."),
            alive & ~held & over("planned_on"),
            alive,
            -1,
        ),
        of(
            "visits.concluded",
            N_("Visits concluded"),
            N_("Visits held that have a conclusion."),
            alive & held & concluded,
            alive & held,
            1,
        ),
        Indicator(
            "visits.organisations",
            N_("Organisations visited"),
            N_("Organisations visited at least once, of those with a congress of the term."),
            N_("congresses"),
            _OPENED & by_now("visited_on"),
            _OPENED,
            better=1,
        ),
        *(
            Indicator(
                name,
                title,
                sentence,
                FINDINGS,
                is_one("weight", weight) & concluded,
                concluded,
                records=Records.FINDINGS,
            )
            for name, title, sentence, weight in (
                ("findings.good", N_("Done well"), N_("Findings of concluded visits: done well."), Weight.GOOD),
                (
                    "findings.shortcomings",
                    N_("Shortcomings found"),
                    N_("Findings of concluded visits: shortcomings."),
                    Weight.SHORTCOMING,
                ),
            )
        ),
    ]


def _difficulties() -> list[Indicator]:
    raised, answered = by_now("raised_on"), by_now("answered_on")

    def of(
        name: str, title: str, sentence: str, counted: Condition, out_of: Condition | None, better: int = 0
    ) -> Indicator:
        return Indicator(
            name, title, sentence, DIFFICULTIES, counted, out_of, better=better, records=Records.DIFFICULTIES
        )

    return [
        of(
            "difficulties",
            N_("Difficulties raised"),
            N_("Difficulties raised by the day, without those taken back."),
            raised,
            None,
        ),
        of(
            "difficulties.open",
            N_("Difficulties open"),
            N_("Difficulties without an answer."),
            raised & ~answered,
            raised,
            -1,
        ),
        of(
            "difficulties.answered",
            N_("Difficulties answered"),
            N_("Difficulties answered by the day."),
            raised & answered,
            raised,
            1,
        ),
        of(
            "difficulties.late",
            N_("Answers overdue"),
            N_("Difficulties without an answer although the time that the organisation set itself is over."),
            raised & ~answered & over("due_on"),
            raised,
            -1,
        ),
        Indicator(
            "difficulties.days_to_answer",
            N_("Days to an answer"),
            N_("Mean days from raising a difficulty to its answer."),
            DAYS_TO_ANSWER,
            raised & answered,
            measure=Column("answered_on") - Column("raised_on"),
            aggregate=Aggregate.MEAN,
            better=-1,
            records=Records.DIFFICULTIES,
        ),
    ]


def _answers() -> list[Indicator]:
    return [
        Indicator(
            "answers.published",
            N_("Answers published"),
            N_("Questions with their answers published to organisations below, in force on the day."),
            ANSWERS,
            by_now("published_on") & ~by_now("withdrawn_on"),
            records=Records.ANSWERS,
        ),
        Indicator(
            "briefings.held",
            N_("Briefings held"),
            N_("Briefings held by the day."),
            BRIEFINGS,
            by_now("held_on"),
            records=Records.BRIEFINGS,
        ),
    ]


FIELD: tuple[Indicator, ...] = (*_visits(), *_difficulties(), *_answers())
