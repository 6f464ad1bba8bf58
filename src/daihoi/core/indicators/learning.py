"""Figures of reviews, lessons, training, outreach and spending."""

from daihoi.core.indicators.columns import AS_OF
from daihoi.core.indicators.columns import done as milestone_done
from daihoi.core.indicators.expressions import Column, Condition
from daihoi.core.indicators.indicator import Indicator, Records
from daihoi.core.indicators.records import by_now, is_one
from daihoi.core.lessons import SHORTCOMINGS
from daihoi.core.messages import N_
from daihoi.core.outreach import CHANNEL_NAMES

FINDINGS, PEOPLE = N_("findings"), N_("people")
LESSONS, READINGS, SESSIONS = N_("lessons"), N_("lessons at organisations"), N_("sessions")
PIECES, SUMMARIES, DONG = N_("items"), N_("summaries"), N_("dong")

_OPENED = Column("congress") > 0


def _lessons() -> list[Indicator]:
    pilot, reviewed = Column("pilot") > 0, by_now("reviewed_on")
    held, in_force = _OPENED & milestone_done("held"), by_now("published_on") & ~by_now("withdrawn_on")
    read = Column("as_of") > 0
    return [
        Indicator(
            "reviews",
            N_("Congresses reviewed"),
            N_("Congresses that were reviewed afterwards, of those held."),
            N_("congresses"),
            held & reviewed,
            held,
            better=1,
        ),
        Indicator(
            "reviews.pilots",
            N_("Pilots reviewed"),
            N_("Pilot congresses that were reviewed afterwards, of those held."),
            N_("congresses"),
            held & pilot & reviewed,
            held & pilot,
            better=1,
        ),
        Indicator(
            "lessons.published",
            N_("Lessons published"),
            N_("Lessons published to organisations below, in force on the day."),
            LESSONS,
            in_force,
            records=Records.LESSONS,
        ),
        Indicator(
            "lessons.read",
            N_("Lessons read"),
            N_("Lessons of this organisation and those above it, at each organisation for which they are: read."),
            READINGS,
            by_now("read_on"),
            read,
            better=1,
            records=Records.READINGS,
        ),
    ]


def _shortcomings() -> list[Indicator]:
    pilot, reviewed = Column("pilot") > 0, by_now("reviewed_on")
    return [
        *(
            Indicator(
                f"shortcomings.{key}",
                title,
                sentence,
                FINDINGS,
                counted & reviewed,
                reviewed,
                records=Records.SHORTCOMINGS,
            )
            for key, title, sentence, counted in (
                ("pilots", N_("Shortcomings of pilots"), N_("Shortcomings named in reviews of pilots."), pilot),
                (
                    "wide",
                    N_("Shortcomings of the wide round"),
                    N_("Shortcomings named in reviews of other congresses."),
                    ~pilot,
                ),
            )
        ),
        *(
            Indicator(
                f"shortcomings.{kind.key}",
                kind.name,
                N_("Shortcomings of this kind named in reviews, of all that were named."),
                FINDINGS,
                is_one("shortcoming", kind.key) & reviewed,
                reviewed,
                better=-1,
                records=Records.SHORTCOMINGS,
            )
            for kind in SHORTCOMINGS
        ),
    ]


def _trainings() -> list[Indicator]:
    alive, held = by_now("entered_on") & ~by_now("dropped_on"), by_now("held_on")

    def attending(
        name: str, title: str, sentence: str, unit: str, counted: Condition, out_of: Condition, sums: bool
    ) -> Indicator:
        measure, whole = (Column("attended"), Column("expected")) if sums else (None, None)
        return Indicator(
            name, title, sentence, unit, counted, out_of, measure, whole=whole, better=1, records=Records.ATTENDANCES
        )

    return [
        Indicator(
            "trainings",
            N_("Training sessions planned"),
            N_("Training sessions planned, held or not."),
            SESSIONS,
            alive,
            records=Records.TRAININGS,
        ),
        Indicator(
            "trainings.held",
            N_("Training sessions held"),
            N_("Training sessions held by the day."),
            SESSIONS,
            alive & held,
            alive,
            better=1,
            records=Records.TRAININGS,
        ),
        attending(
            "trainings.attended",
            N_("Attended training"),
            N_("People who attended training sessions held by the day, of those expected."),
            PEOPLE,
            held,
            held,
            True,
        ),
        attending(
            "trainings.organisations",
            N_("Invitations to training followed"),
            N_("Organisations expected at a training session from which somebody came, session by session."),
            N_("invitations"),
            held & (Column("attended") > 0),
            held,
            False,
        ),
    ]


def _outreach() -> list[Indicator]:
    current = by_now("on_date") & ((Column("until") <= 0) | (Column("until") > AS_OF))
    return [
        *(
            Indicator(
                f"outreach.{channel.value}",
                title,
                N_("Done by the day as last counted by each organisation, of what was planned."),
                PIECES,
                current & is_one("channel", channel),
                current & is_one("channel", channel),
                measure=Column("done"),
                whole=Column("planned"),
                records=Records.OUTREACH,
            )
            for channel, title in CHANNEL_NAMES.items()
        ),
        Indicator(
            "opinions",
            N_("Summaries of opinion"),
            N_("Summaries of public opinion that organisations wrote by the day."),
            SUMMARIES,
            by_now("on_date"),
            records=Records.OPINIONS,
        ),
    ]


def _spending() -> list[Indicator]:
    entered, settled = by_now("entered_on"), by_now("settled_on")
    return [
        Indicator(
            "spending.planned",
            N_("Spending planned"),
            N_("What organisations plan to spend on their congresses."),
            DONG,
            entered,
            measure=Column("planned"),
            records=Records.SPENDING,
        ),
        Indicator(
            "spending.settled",
            N_("Spending settled"),
            N_("What was settled by the day, of what was planned."),
            DONG,
            entered & settled,
            entered,
            measure=Column("settled"),
            whole=Column("planned"),
            records=Records.SPENDING,
        ),
        Indicator(
            "spending.over",
            N_("Settled over plan"),
            N_("Lines of spending settled at more than was planned."),
            N_("lines"),
            entered & settled & (Column("settled") > Column("planned")),
            entered & settled,
            better=-1,
            records=Records.SPENDING,
        ),
    ]


LEARNING: tuple[Indicator, ...] = (*_lessons(), *_shortcomings(), *_trainings(), *_outreach(), *_spending())
