"""Reading congresses as of a day: the track, the lines of the tree, pilots, candidates."""

from datetime import date

import pytest

from daihoi.actions import plan as actions
from daihoi.actions.plan.marks import Answers
from daihoi.core.access import NotHere
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import CongressState, State
from daihoi.queries import indicators
from daihoi.queries import plan as queries
from daihoi.queries.candidates import candidates
from daihoi.queries.indicators.lines import line, lines
from daihoi.queries.rules import pinned, sample_overlay_files
from tests import factories
from tests.area import PACK, TERM, TODAY, Area, area

__all__ = ["area"]


def place(area: Area, name: str, day: date) -> indicators.Place:
    return indicators.place(
        actor=area.actor("board"), organisation=area.id(name), term=TERM, as_of=day, today=TODAY, level=None
    )


def test_a_congress_stands_as_it_stood_on_the_day(area: Area) -> None:
    board, pk = area.actor("board"), area.id("Trạm")
    actions.report(actor=board, organisation=pk, term=TERM, answers=Answers(held_on=date(2020, 2, 20), half_days=3))

    def seen(day: date) -> queries.CongressView | None:
        return queries.congress(actor=board, organisation=pk, term=TERM, as_of=day)

    held = {each.step.key: each for each in seen(TODAY).steps}["held"]
    assert (seen(TODAY).state, seen(TODAY).opened_on, held.state) == (CongressState.HELD, date(2020, 2, 20), State.DONE)
    assert seen(date(2020, 2, 20)).state is CongressState.UNPLANNED  # it closed a day later
    assert queries.congress(actor=board, organisation=pk, term="2025-2030", as_of=TODAY) is None
    with pytest.raises(NotHere):
        queries.congress(actor=area.actor("other"), organisation=pk, term=TERM, as_of=TODAY)


def test_a_line_counts_everything_below_and_tells_of_its_own_congress(area: Area) -> None:
    actions.mark(
        actor=area.actor("board"), organisation=area.id("Trạm"), term=TERM, milestone="held", done_on=date(2020, 2, 20)
    )

    district = line(place(area, "Huyện A", TODAY))
    below = {each.organisation: each for each in lines(place(area, "Huyện A", TODAY))}

    assert (district.below, district.official, district.probationary) == (4, 39, 4)
    committee, station = below[area.id("Xã Một")], below[area.id("Trạm")]
    assert (committee.below, committee.official, committee.state) == (2, 30, CongressState.UNPLANNED)
    assert (station.state, station.opened_on) == (CongressState.HELD, date(2020, 2, 20))
    assert line(place(area, "Trạm", date(2020, 2, 19))).state is CongressState.UNPLANNED


def test_candidates_are_those_with_a_congress_pilots_first(area: Area) -> None:
    board, top = area.actor("board"), area.id("Tỉnh")
    actions.choose_pilot(actor=board, organisation=area.id("Xã Hai"), term=TERM)

    total, found = candidates(actor=board, organisation=top, term=TERM, text="", start=0, stop=10)
    assert total == 5 and (found[0].name, found[0].pilot, found[0].parent) == ("Xã Hai", True, "Huyện B")
    assert [
        each.name for each in candidates(actor=board, organisation=top, term=TERM, text="tram", start=0, stop=10)[1]
    ] == ["Trạm"]
    with pytest.raises(NotHere):
        candidates(actor=area.actor("other"), organisation=top, term=TERM, text="", start=0, stop=10)


def test_pilots_are_told_by_subordinate_with_what_was_asked(area: Area) -> None:
    board, top = area.actor("board"), area.id("Tỉnh")
    actions.allocate_pilots(actor=board, organisation=top, term=TERM, numbers={(area.id("Huyện A"), ""): 2})
    actions.choose_pilot(actor=board, organisation=area.id("Trạm"), term=TERM)

    first, second = queries.pilots(actor=board, organisation=top, term=TERM, as_of=TODAY)

    assert (first.name, first.asked, [each[1] for each in first.chosen], first.held) == ("Huyện A", 2, ["Trạm"], 0)
    assert (second.name, second.asked, second.chosen) == ("Huyện B", 0, ())


def test_rulesets_are_told_to_those_who_reach_a_congress_pinned_to_them(area: Area) -> None:
    text = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)
    new = factories.organisation("Trạm hai", Kind.GRASSROOTS_CELL, under=area.of["Huyện B"])
    actions.open_congresses(actor=area.actor("board"), organisation=new.pk, term=TERM, pack_id=PACK, overlay_text=text)

    def overlays(who: str) -> list[str]:
        return [ruleset.overlay_id for ruleset in pinned(actor=area.actor(who), term=TERM)]

    assert overlays("board") == overlays("other") == ["", "dien-bien-2020"]
    assert (overlays("district"), overlays("keeper"), overlays("stranger")) == ([""], [], [])
