"""Weekly reports: made, made anew, worded, signed, and made by themselves at their hour."""

from datetime import UTC, date, datetime

import pytest

from daihoi.actions import plan as plans
from daihoi.actions import reports as actions
from daihoi.cli.reports import SYSTEM, make_due
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.reports import FIGURES, content_of
from daihoi.core.stamp import stamp
from daihoi.data.models import Event, Task, WeeklyReport
from daihoi.queries import indicators
from daihoi.queries import reports as queries
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]  # a fixture
FRIDAY = date(2020, 2, 28)


def make(area: Area, who: str = "board", at: str = "Tỉnh", week_to: date = TODAY) -> int:
    return actions.make_report(actor=area.actor(who), organisation=area.id(at), term=TERM, week_to=week_to)


def content(pk: int) -> dict[str, object]:
    return {name: value.now for name, value in content_of(WeeklyReport.objects.get(pk=pk).content).figures.items()}


def test_a_report_holds_every_figure_as_the_indicators_say_it(area: Area) -> None:
    plans.mark(
        actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, milestone="held", done_on=date(2020, 2, 26)
    )
    made = queries.report(actor=area.actor("reader"), pk=make(area)).content
    for name, value in made.figures.items():
        for as_of, kept in ((TODAY, value.now), (date(2020, 2, 24), value.before)):
            place = indicators.place(
                actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, as_of=as_of, today=TODAY,
                level=made.level,
            )  # fmt: skip
            assert indicators.figures(place, [name])[name].value == kept, name
    assert set(made.figures) == set(FIGURES)
    assert made.figures["congresses.held"].change == 1


def test_lists_name_the_first_records_and_how_many_there_are(area: Area) -> None:
    for number in range(18):
        Task.objects.create(
            organisation=area.of["Xã Một"], term=TERM, title=f"Việc {number}", subject="general", origin="own",
            due_on=date(2020, 2, 20), entered_on=date(2020, 1, 2), made_at=datetime(2020, 1, 2, tzinfo=UTC),
            made_by_name="A",
        )  # fmt: skip
    found = queries.report(actor=area.actor("board"), pk=make(area)).content.lists["tasks.late"]
    assert (found.count, len(found.entries)) == (18, 15)
    assert (found.entries[0].organisation, found.entries[0].day) == ("Xã Một (Huyện A)", date(2020, 2, 20))


def test_an_unsigned_report_is_made_anew_and_keeps_its_words(area: Area) -> None:
    pk = make(area)
    actions.word_report(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), report=pk, section="tasks", text="Tiến độ khá.\n"
    )
    plans.mark(actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, milestone="held", done_on=TODAY)
    assert make(area) == pk
    view = queries.report(actor=area.actor("board"), pk=pk)
    assert (view.content.figures["congresses.held"].now, view.words) == (1, {"tasks": "Tiến độ khá."})


def test_words_are_not_written_over_what_somebody_else_wrote_meanwhile(area: Area) -> None:
    here = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "report": make(area), "section": "tasks"}
    began = stamp("")
    actions.word_report(**here, text="Của người thứ nhất", seen=began)
    with pytest.raises(Refused) as refused:
        actions.word_report(**here, text="Của người thứ hai", seen=began)
    assert refused.value.findings[0].code == "changed_meanwhile"
    actions.word_report(**here, text="Của cả hai", seen=stamp("Của người thứ nhất"))
    assert queries.report(actor=area.actor("board"), pk=here["report"]).words == {"tasks": "Của cả hai"}


def test_a_signed_report_stays_as_it_is(area: Area) -> None:
    pk = make(area)
    here = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "report": pk}
    actions.sign_report(**here, signer="Trưởng ban – Người ký mẫu")
    kept = WeeklyReport.objects.get(pk=pk)
    for again in (
        lambda: make(area),
        lambda: actions.word_report(**here, section="tasks", text="khác"),
        lambda: actions.sign_report(**here, signer="Người khác"),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.findings[0].code == "report_signed"
    stands = WeeklyReport.objects.get(pk=pk)
    assert (stands.content, stands.words, stands.signer) == (kept.content, kept.words, "Trưởng ban – Người ký mẫu")
    assert stands.signed_on == TODAY


def test_what_cannot_be_is_refused_with_a_sentence(area: Area) -> None:
    here = {"actor": area.actor("board"), "organisation": area.id("Tỉnh")}
    pk = make(area)
    cases = {
        "week_to_come": lambda: make(area, week_to=date(2020, 3, 3)),
        "no_such_hour": lambda: actions.set_schedule(**here, term=TERM, weekday=7, hour=9),
        "no_signer": lambda: actions.sign_report(**here, report=pk, signer="  "),
        "words_long": lambda: actions.word_report(**here, report=pk, section="tasks", text="a" * 5001),
    }
    for code, act in cases.items():
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.findings[0].code == code


@pytest.mark.parametrize("who", ["neighbour", "other", "reader", "stranger", "keeper"])
def test_only_those_who_write_reports_of_an_organisation_make_them(area: Area, who: str) -> None:
    with pytest.raises(NotHere):
        make(area, who=who, at="Huyện A")
    pk = make(area, at="Huyện A")
    for act in (
        lambda: actions.word_report(
            actor=area.actor(who), organisation=area.id("Huyện A"), report=pk, section="tasks", text="…"
        ),
        lambda: actions.sign_report(actor=area.actor(who), organisation=area.id("Huyện A"), report=pk, signer="A"),
        lambda: actions.set_schedule(
            actor=area.actor(who), organisation=area.id("Huyện A"), term=TERM, weekday=1, hour=1
        ),
    ):
        with pytest.raises(NotHere):
            act()


def test_a_report_is_not_reached_through_another_organisation(area: Area) -> None:
    pk = make(area, at="Huyện A")
    with pytest.raises(NotHere):
        actions.sign_report(actor=area.actor("other"), organisation=area.id("Huyện B"), report=pk, signer="A")
    with pytest.raises(NotHere):
        queries.report(actor=area.actor("other"), pk=pk)


def test_a_report_makes_itself_at_its_hour_once(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    from daihoi.queries import clock  # noqa: PLC0415 app ready

    def at(moment: datetime) -> int:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())
        return make_due()

    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 2, 26, 1, tzinfo=UTC))
    actions.set_schedule(actor=area.actor("district"), organisation=area.id("Huyện A"), term=TERM, weekday=4, hour=15)
    # 15:00 in Viet Nam is 8:00 in UTC.
    assert at(datetime(2020, 2, 27, 9, tzinfo=UTC)) == 0
    assert at(datetime(2020, 2, 28, 7, 59, tzinfo=UTC)) == 0
    assert at(datetime(2020, 2, 28, 8, 0, tzinfo=UTC)) == 1
    assert at(datetime(2020, 2, 28, 9, 0, tzinfo=UTC)) == 0
    row = WeeklyReport.objects.get()
    assert (row.organisation_id, row.week_to, row.made_by_name) == (area.id("Huyện A"), FRIDAY, "daihoi")
    event = Event.objects.filter(event="reports.made").get()
    assert (event.actor_id, event.actor_name, event.organisation) == (None, "daihoi", area.id("Huyện A"))


def test_nothing_is_made_for_weeks_before_it_was_set_nor_when_it_is_off(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    from daihoi.queries import clock  # noqa: PLC0415 app ready

    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 3, 2, 1, tzinfo=UTC))
    here = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM, "weekday": 4, "hour": 15}
    actions.set_schedule(**here)
    assert make_due() == 0
    actions.set_schedule(**here, active=False)
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 3, 6, 9, tzinfo=UTC))
    assert make_due() == 0


def test_two_workers_make_one_report(area: Area) -> None:
    due = {"actor": SYSTEM, "organisation": area.id("Tỉnh"), "term": TERM, "week_to": FRIDAY}
    actions.make_due_report(**due)
    with pytest.raises(Refused):
        actions.make_due_report(**due)
    assert WeeklyReport.objects.count() == 1


def test_no_person_acts_as_the_installation(area: Area) -> None:
    with pytest.raises(NotHere):
        actions.make_due_report(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, week_to=FRIDAY)
