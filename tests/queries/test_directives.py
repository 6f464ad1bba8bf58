"""Papers as somebody sees them: downwards where they apply, upwards always, sideways never; and what they still ask."""

from datetime import date, timedelta

import pytest

import daihoi.actions.tasks  # noqa: F401  taking a paper in puts its tasks into the plan
from daihoi.actions import directives as actions
from daihoi.actions._files import Attached
from daihoi.actions.plan import Plan, mark, set_plan
from daihoi.core.access import NotHere, Role
from daihoi.core.directives import Conference, Dissemination, Paper, PaperTask
from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.scope import Scope
from daihoi.core.subjects import Subject
from daihoi.core.waiting import Waiting
from daihoi.data.models import Directive, Version
from daihoi.queries import directives as queries
from daihoi.queries import indicators, organisations
from daihoi.queries.access import actor_of
from daihoi.queries.directives import PapersAsked, fitting
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import packs
from tests import factories
from tests.area import PACK, TERM, TODAY, Area, area
from tests.papers import ISSUED, OVERLAY, enter, facts, take_in

__all__ = ["area"]
WHO = {
    "board": "Tỉnh",
    "district": "Huyện A",
    "office": "Chi bộ thôn 1",
    "neighbour": "Chi bộ thôn 2",
    "other": "Huyện B",
    "reader": "Tỉnh",
}
HELD = Conference(date(2020, 2, 10), Dissemination.MEETING, 8, 10)


def card(area: Area, who: str, at: str) -> OrganisationCard:
    return organisations.organisation(actor=area.actor(who), pk=area.id(at), as_of=TODAY)


def seen_by(area: Area, pk: int) -> set[str]:
    """Who can open the paper, sees it in the list of their place, and gets its file; the three agree."""
    found = set()
    for who in (*WHO, "keeper", "stranger"):
        actor = area.actor(who)
        try:
            queries.paper(actor=actor, pk=pk, today=TODAY)
            found.add(who)
        except NotHere:
            with pytest.raises(NotHere):
                queries.file(actor=actor, pk=pk, today=TODAY)
        if who in WHO:
            listed = queries.listed(
                actor=actor, at=card(area, who, WHO[who]), term=TERM, today=TODAY, asked=PapersAsked(state="all")
            )
            below = queries.listed(
                actor=actor,
                at=card(area, who, WHO[who]),
                term=TERM,
                today=TODAY,
                asked=PapersAsked("below", state="all"),
            )
            assert (pk in {line.row.id for line in (*listed.lines, *below.lines)}) is (who in found), who
    return found


@pytest.mark.parametrize(
    ("at", "given", "seen"),
    [
        ("Tỉnh", {}, set(WHO)),
        ("Tỉnh", {"scope": Scope(frozenset({Level.CELL}))}, set(WHO)),
        ("Tỉnh", {"scope": Scope(frozenset({Level.GRASSROOTS}))}, {"board", "reader", "district", "other"}),
        ("Tỉnh", {"scope": Scope(frozenset({Level.UPPER}))}, {"board", "reader", "district", "other"}),
        ("Tỉnh", {"scope": Scope(frozenset({Level.CELL}), frozenset({Unit.SCHOOL}))},
         {"board", "reader", "district", "other"}),
        ("Huyện A", {}, {"board", "reader", "district", "office", "neighbour"}),
        ("Huyện B", {}, {"board", "reader", "other"}),
        ("Xã Một", {}, {"board", "reader", "district", "office", "neighbour"}),
        ("Chi bộ thôn 1", {}, {"board", "reader", "district", "office"}),
        ("Chi bộ thôn 2", {}, {"board", "reader", "district", "neighbour"}),
    ],
)  # fmt: skip
def test_papers_are_seen_downwards_where_they_apply_upwards_always_and_never_sideways(
    area: Area, at: str, given: dict, seen: set[str]
) -> None:
    actor = area.actor("board")
    file = Attached("mat.pdf", b"%PDF")
    pk = actions.enter(actor=actor, organisation=area.id(at), term=TERM, facts=facts(**given), file=file)

    assert seen_by(area, pk) == seen
    for who in seen:
        assert queries.file(actor=area.actor(who), pk=pk, today=TODAY) == (b"%PDF", "mat.pdf")


def test_a_paper_for_chosen_organisations_is_seen_within_them_alone(area: Area) -> None:
    within_a = enter(area, places=(area.id("Huyện A"),))
    within_cell = enter(area, number="02", places=(area.id("Chi bộ thôn 1"),))

    assert seen_by(area, within_a) == {"board", "reader", "district", "office", "neighbour"}
    assert seen_by(area, within_cell) == {"board", "reader", "district", "office"}


def test_a_paper_without_a_file_has_none(area: Area) -> None:
    with pytest.raises(NotHere):
        queries.file(actor=area.actor("board"), pk=enter(area), today=TODAY)
    with pytest.raises(NotHere):
        queries.paper(actor=area.actor("board"), pk=999_999, today=TODAY)


def numbers(listed: queries.PaperList) -> list[str]:
    return [line.row.number for line in listed.lines]


def listed(area: Area, who: str = "district", at: str = "Huyện A", **asked: str) -> queries.PaperList:
    return queries.listed(
        actor=area.actor(who), at=card(area, who, at), term=TERM, today=TODAY, asked=PapersAsked(**asked)
    )


def test_new_papers_come_first_then_those_with_something_to_do_then_the_latest(area: Area) -> None:
    done = enter(area, number="xong", disseminate=False, issued_on=date(2020, 2, 20))
    enter(area, number="mới", issued_on=date(2020, 1, 1))
    todo = enter(area, number="còn việc", disseminate_by=date(2020, 3, 20))
    enter(area, "Huyện A", "của mình", who="district", issued_on=TODAY)
    take_in(area, "Huyện A", done, who="district")
    take_in(area, "Huyện A", todo, who="district")

    found = listed(area)

    assert numbers(found) == ["mới", "còn việc", "của mình", "xong"]
    assert found.fresh == 1
    assert [line.own for line in found.lines] == [False, False, True, False]
    assert numbers(listed(area, which="own")) == ["của mình"]
    assert numbers(listed(area, which="above")) == ["mới", "còn việc", "xong"]
    assert numbers(listed(area, state="todo")) == ["mới", "còn việc"]


def test_a_list_is_narrowed_by_kind_subject_words_and_state(area: Area) -> None:
    old = enter(area, number="01-CT/TU", paper=Paper.DIRECTIVE, title="Về đại hội")
    enter(area, number="02-HD/TU", subject=Subject.SPENDING, title="Chế độ chi", replaces=(old,))

    assert numbers(listed(area)) == ["02-HD/TU"]
    assert numbers(listed(area, state="ended")) == ["01-CT/TU"]
    assert numbers(listed(area, state="all", paper="directive")) == ["01-CT/TU"]
    assert numbers(listed(area, state="all", subject="spending")) == ["02-HD/TU"]
    for words in ("che do", "CHẾ ĐỘ", "02-hd"):
        assert numbers(listed(area, state="all", text=words)) == ["02-HD/TU"]
        assert numbers(listed(area, "board", "Tỉnh", state="all", text=words)) == ["02-HD/TU"]
    assert numbers(listed(area, text="không có")) == []


def test_papers_issued_below_are_filtered_by_the_database_in_the_same_way(area: Area) -> None:
    old = enter(area, "Huyện A", "01-CT/HU", paper=Paper.DIRECTIVE, title="Về đại hội")
    enter(area, "Huyện A", "02-CT/HU", title="Thay thế", replaces=(old,))
    enter(area, "Chi bộ thôn 3", "01-KH/CB", title="Kế hoạch chi bộ")
    enter(area, "Tỉnh", "của tỉnh")

    def below(at: str = "Tỉnh", **asked: str) -> list[str]:
        return numbers(listed(area, "board", at, which="below", **asked))

    assert below() == ["01-KH/CB", "02-CT/HU"]
    assert below(state="ended") == ["01-CT/HU"]
    assert below(state="all", paper="directive") == ["01-CT/HU"]
    assert below(text="ke hoach") == ["01-KH/CB"]
    assert below("Huyện B", state="all") == ["01-KH/CB"]
    assert below("Huyện A", state="all") == []  # its own are not below it
    with pytest.raises(NotHere):
        queries.listed(
            actor=area.actor("other"),
            at=card(area, "board", "Huyện A"),
            term=TERM,
            today=TODAY,
            asked=PapersAsked("below"),
        )


def test_what_waits_is_told_for_the_topmost_places_of_whoever_answers_there(area: Area) -> None:
    due, own = date(2020, 3, 10), date(2020, 3, 5)
    pk = enter(
        area, disseminate_by=due, own_paper_levels=frozenset({Level.UPPER}), own_paper_by=own, title="Về đại hội"
    )
    at = area.id("Huyện A")
    title = "01-HD/TU: Về đại hội"

    def waits(who: str) -> list[Waiting]:
        return queries.waiting(actor=area.actor(who), term=TERM, today=TODAY)

    assert waits("district") == [
        Waiting("directives.own_paper", pk, at, title, ISSUED, own),
        Waiting("directives.disseminate", pk, at, title, ISSUED, due),
        Waiting("directives.new", pk, at, title, ISSUED, None),
    ]
    assert [line.what for line in waits("office")] == ["directives.disseminate", "directives.new"]
    for who in ("board", "reader", "keeper", "stranger"):
        assert waits(who) == []
    take_in(area, "Huyện A", pk, who="district")
    actions.disseminate(actor=area.actor("district"), organisation=at, directives=[pk], conference=HELD)
    enter(area, "Huyện A", "25-CT/HU", who="district", based_on=(pk,))
    assert waits("district") == []
    assert queries.waiting(actor=area.actor("office"), term=TERM, today=TODAY, most=1) == waits("office")[:1]


def test_a_paper_asks_to_be_taken_in_before_anything_that_has_no_day(area: Area) -> None:
    pk = enter(area, own_paper_levels=frozenset({Level.UPPER}))

    def asked() -> list[str]:
        actor, at = area.actor("district"), card(area, "district", "Huyện A")
        found = queries.papers_of(actor=actor, at=at, term=TERM, today=TODAY)
        told = {"new": found.fresh, "disseminate": found.to_disseminate, "own_paper": found.own_papers_due}
        lines = queries.waiting(actor=actor, term=TERM, today=TODAY)
        assert sorted(line.what for line in lines) == sorted(f"directives.{what}" for what in told if told[what])
        return [what for what in told if told[what]]

    assert asked() == ["new"]
    take_in(area, "Huyện A", pk, who="district")
    assert asked() == ["disseminate", "own_paper"]


def test_whoever_answers_in_two_places_is_told_of_both(area: Area) -> None:
    user = factories.user()
    for name in ("Xã Một", "Xã Hai"):
        factories.grant(user, Role.COMMITTEE_OFFICE, area.of[name])
    pk = enter(area, disseminate=False)
    actor = actor_of(user_id=user.pk, name=user.full_name)

    found = queries.waiting(actor=actor, term=TERM, today=TODAY)

    assert [(line.id, line.organisation) for line in found] == [(pk, area.id("Xã Một")), (pk, area.id("Xã Hai"))]


def test_a_changed_paper_waits_anew_since_its_change(area: Area) -> None:
    pk = enter(area, disseminate=False)
    take_in(area, "Huyện A", pk, who="district")
    Directive.objects.filter(pk=pk).update(revision=2, revised_on=TODAY, revision_note="Đổi ngày")

    (line,) = queries.waiting(actor=area.actor("district"), term=TERM, today=TODAY)

    assert (line.what, line.since) == ("directives.new", TODAY)


def drill(area: Area, pk: int, at: str, who: str = "board", day: date = TODAY) -> queries.Drill:
    actor = area.actor(who)
    view = queries.paper(actor=actor, pk=pk, today=TODAY)
    place = indicators.place(actor=actor, organisation=area.id(at), term=TERM, as_of=day, today=TODAY)
    return queries.drill(place, actor=actor, row=view.row)


def test_the_cascade_tells_what_each_below_did_and_what_became_of_it_further_down(area: Area) -> None:
    own = frozenset({Level.UPPER})
    pk = enter(area, disseminate_by=date(2020, 2, 15), own_paper_levels=own, own_paper_by=date(2020, 3, 20))
    take_in(area, "Huyện A", pk, who="district")
    actions.disseminate(actor=area.actor("district"), organisation=area.id("Huyện A"), directives=[pk], conference=HELD)
    answer = enter(area, "Huyện A", "25-CT/HU", who="district", based_on=(pk,))
    take_in(area, "Chi bộ thôn 1", pk, who="office")

    found = drill(area, pk, "Tỉnh")

    assert found.own is None
    whole = found.whole
    assert (whole.applies, whole.taken_in, whole.disseminated, whole.attended, whole.expected) == (8, 2, 1, 8, 10)
    assert (whole.to_answer, whole.own_papers, whole.lacking, whole.overdue) == (2, 1, 7, 7)
    one, two = found.lines
    assert one.state and two.state
    assert (one.card.name, one.state.conference, one.state.lacks) == ("Huyện A", HELD, ())
    assert one.state.own_paper and (one.state.own_paper.id, one.state.own_paper.number) == (answer, "25-CT/HU")
    assert (one.below.applies, one.below.taken_in, one.below.overdue) == (4, 1, 4)
    assert (two.card.name, two.state.lacks, two.state.overdue) == (
        "Huyện B", ("not_taken_in", "not_disseminated", "no_own_paper"), True
    )  # fmt: skip
    assert two.overdue and two.lacking and two.below.applies == 2
    here = drill(area, pk, "Huyện A", "district")
    assert here.own and here.own.reached.disseminated_on == HELD.on
    assert [line.card.name for line in here.lines] == ["Xã Một", "Trạm"]
    before = drill(area, pk, "Tỉnh", day=date(2020, 2, 5))
    assert (before.whole.applies, before.whole.taken_in, before.whole.overdue) == (8, 0, 0)
    with pytest.raises(NotHere):
        drill(area, pk, "Tỉnh", "district")
    with pytest.raises(NotHere):
        drill(area, pk, "Huyện B", "district")


def tree(area: Area, pk: int, who: str, at: str) -> list[tuple[str, int]]:
    view = queries.paper(actor=area.actor(who), pk=pk, today=TODAY)
    found = queries.tree(actor=area.actor(who), view=view, at=card(area, who, at), today=TODAY)
    return [(line.row.number, line.branch.depth) for line in found.lines]


def test_the_tree_of_papers_shows_nobody_their_neighbours(area: Area) -> None:
    """35-CT/TW → 45-CT/TU → 25-CT/HU → 20 guidance documents."""
    top = enter(area, number="35-CT/TW", from_above=True)
    province = enter(area, number="45-CT/TU", based_on=(top,))
    own = enter(area, "Huyện A", "25-CT/HU", based_on=(top, province))
    enter(area, "Huyện B", "26-CT/HU", based_on=(top, province))
    for number in range(20):
        enter(area, "Huyện A", f"{number + 1:02}-HD/HU", based_on=(own,))
    guidance = [(f"{number + 1:02}-HD/HU", 3) for number in range(20)]

    head = [("35-CT/TW", 0), ("45-CT/TU", 1), ("25-CT/HU", 2)]
    assert tree(area, own, "district", "Huyện A") == [*head, *guidance]
    assert tree(area, province, "board", "Tỉnh") == [*head, *guidance, ("26-CT/HU", 2)]
    assert tree(area, province, "district", "Huyện A") == [*head, *guidance]
    assert tree(area, province, "office", "Chi bộ thôn 1") == [*head, *guidance]
    assert tree(area, province, "other", "Huyện B") == [("35-CT/TW", 0), ("45-CT/TU", 1), ("26-CT/HU", 2)]


def test_a_link_to_a_paper_that_is_not_ones_own_is_not_drawn(area: Area) -> None:
    hidden = enter(area, number="46-CT/TU", places=(area.id("Huyện B"),))
    pk = enter(area, "Huyện A", "25-CT/HU", based_on=(hidden,))

    assert tree(area, pk, "district", "Huyện A") == [("25-CT/HU", 0)]
    assert tree(area, pk, "board", "Huyện A") == [("46-CT/TU", 0), ("25-CT/HU", 1)]


def test_replacing_and_amending_stand_beside_the_tree(area: Area) -> None:
    old = enter(area, number="1")
    newer = enter(area, number="2", replaces=(old,), amends=(old,))

    def beside(pk: int) -> tuple[list, list]:
        view = queries.paper(actor=area.actor("board"), pk=pk, today=TODAY)
        found = queries.tree(actor=area.actor("board"), view=view, at=card(area, "board", "Tỉnh"), today=TODAY)
        return [(str(k), r.id) for k, r in found.rests_on], [(str(k), r.id) for k, r in found.followed]

    assert sorted(beside(newer)[0]) == [("amends", old), ("replaces", old)] and beside(newer)[1] == []
    assert sorted(beside(old)[1]) == [("amends", newer), ("replaces", newer)]


def overview(area: Area, who: str, at: str) -> list[tuple[str, int, int]]:
    place = indicators.place(actor=area.actor(who), organisation=area.id(at), term=TERM, as_of=TODAY, today=TODAY)
    found = queries.overview(place, actor=area.actor(who), today=TODAY)
    return [(one.row.number, one.covered.applies, one.covered.lacking) for one in found]


def test_the_overview_counts_the_papers_in_force_here_and_above(area: Area) -> None:
    top = enter(area, number="35-CT/TW", from_above=True, disseminate_by=ISSUED)
    enter(area, number="cho chi bộ", scope=Scope(frozenset({Level.CELL})))
    enter(area, number="chỉ Huyện B", places=(area.id("Huyện B"),))
    gone = enter(area, number="đã thay")
    enter(area, number="thay", replaces=(gone,))
    enter(area, "Huyện A", "của huyện")
    take_in(area, "Huyện A", top)

    assert overview(area, "board", "Tỉnh") == [
        ("35-CT/TW", 9, 9), ("thay", 8, 8), ("cho chi bộ", 3, 3), ("chỉ Huyện B", 3, 3)
    ]  # fmt: skip
    assert overview(area, "district", "Huyện A") == [
        ("35-CT/TW", 5, 5), ("thay", 5, 5), ("của huyện", 4, 4), ("cho chi bộ", 2, 2)
    ]  # fmt: skip
    assert overview(area, "other", "Huyện B") == [
        ("35-CT/TW", 3, 3), ("chỉ Huyện B", 3, 3), ("thay", 3, 3), ("cho chi bộ", 1, 1)
    ]  # fmt: skip
    with pytest.raises(NotHere):
        overview(area, "other", "Huyện A")


def test_the_sheet_of_all_organisations_has_the_overdue_first(area: Area) -> None:
    pk = enter(area, disseminate_by=ISSUED)
    for name in ("Huyện A", "Xã Một"):
        take_in(area, name, pk)
        actions.disseminate(actor=area.actor("board"), organisation=area.id(name), directives=[pk], conference=HELD)
    board = area.actor("board")
    place = indicators.place(actor=board, organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY)
    row = queries.paper(actor=board, pk=pk, today=TODAY).row

    count, found = queries.every(place, actor=board, row=row, most=100)

    assert (count, [one.name for one in found][-2:]) == (8, ["Huyện A", "Xã Một"])
    assert all(one.overdue for one in found[:6]) and found[-1].lacks == ()
    assert len(queries.every(place, actor=board, row=row, most=3)[1]) == 3


def test_congresses_that_no_longer_fit_are_found_the_gravest_first(area: Area) -> None:
    board = area.actor("board")
    for name, plan in {
        "Chi bộ thôn 1": Plan(planned_on=date(2020, 4, 10), planned_half_days=4),  # too long, which is a goal
        "Chi bộ thôn 2": Plan(planned_on=date(2020, 5, 20), planned_half_days=1),  # too late, which is a rule
        "Chi bộ thôn 3": Plan(planned_on=date(2020, 4, 20), planned_half_days=1),  # fits
        "Trạm": Plan(planned_on=date(2020, 5, 20), planned_half_days=1),  # the overlay is not for it
    }.items():
        set_plan(actor=board, organisation=area.id(name), term=TERM, plan=plan)
    pk = enter(area, overlay_text=OVERLAY)
    view = queries.paper(actor=board, pk=pk, today=TODAY)
    rules = queries.rules_with(actor=board, view=view)
    assert rules is not None

    def fit(at: str, who: str = "board") -> queries.Fit:
        place = indicators.place(actor=area.actor(who), organisation=area.id(at), term=TERM, as_of=TODAY, today=TODAY)
        return queries.fit(place, rules)

    found = fit("Tỉnh")

    assert found.checked == 9
    assert [misfit.organisation for misfit in found.misfits] == [area.id("Chi bộ thôn 2"), area.id("Chi bộ thôn 1")]
    assert [(f.severity, f.rule, f.code) for misfit in found.misfits for f in misfit.findings] == [
        (Severity.ERROR, "C-012", "congress_after_window"),
        (Severity.WARNING, "C-020", "congress_too_long"),
    ]
    assert "Kế hoạch mẫu" in found.misfits[0].findings[0].message.render()
    assert [(finding.code, count) for finding, count in found.counts] == [
        ("congress_after_window", 1),
        ("congress_too_long", 1),
    ]
    assert fit("Huyện B", "other").misfits == ()
    mark(actor=board, organisation=area.id("Chi bộ thôn 2"), term=TERM, milestone="held", done_on=date(2020, 2, 20))
    assert [misfit.organisation for misfit in fit("Tỉnh").misfits] == [area.id("Chi bộ thôn 1")]


def test_what_breaks_both_rules_alike_is_nothing_new(area: Area) -> None:
    board = area.actor("board")
    set_plan(actor=board, organisation=area.id("Xã Một"), term=TERM, plan=Plan(contents=3))
    pk = enter(area, pack_id=PACK)
    rules = queries.rules_with(actor=board, view=queries.paper(actor=board, pk=pk, today=TODAY))
    place = indicators.place(actor=board, organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY)
    assert rules is not None

    assert queries.fit(place, rules).misfits == ()


def test_more_congresses_than_can_be_checked_at_once_are_said_to_be_so(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = area.actor("board")
    for name in ("Chi bộ thôn 1", "Chi bộ thôn 2"):
        plan = Plan(planned_on=date(2020, 4, 10))
        set_plan(actor=board, organisation=area.id(name), term=TERM, plan=plan)
    monkeypatch.setattr(fitting, "MOST", 1)
    place = indicators.place(actor=board, organisation=area.id("Tỉnh"), term=TERM, as_of=TODAY, today=TODAY)

    assert (queries.fit(place, packs()[0]).too_many, queries.fit(place, packs()[0]).misfits) == (2, ())


def test_the_papers_of_an_organisation_in_short(area: Area) -> None:
    new = enter(area, number="mới", disseminate=False)
    due = enter(area, number="quán triệt", own_paper_levels=frozenset({Level.UPPER}), tasks=(PaperTask("Việc"),))
    take_in(area, "Huyện A", due, who="district")
    own = enter(area, "Huyện A", "của mình", who="district")
    enter(area, "Chi bộ thôn 1", "của chi bộ", who="office")

    def short(who: str, at: str) -> tuple[list[int], list[int], list[int], list[int], bool]:
        found = queries.papers_of(actor=area.actor(who), at=card(area, who, at), term=TERM, today=TODAY)
        lists = (found.fresh, found.to_disseminate, found.own_papers_due)
        shown = [[one.row.id for one in each] for each in lists]
        return (*shown, [row.id for row in found.issued], found.may_answer)  # type: ignore[return-value]

    assert short("district", "Huyện A") == ([new], [due], [due], [own], True)
    assert short("reader", "Huyện A") == ([new], [due], [due], [own], False)
    with pytest.raises(NotHere):
        queries.papers_of(actor=area.actor("other"), at=card(area, "board", "Huyện A"), term=TERM, today=TODAY)


def test_papers_of_an_ended_organisation_are_still_found_from_above(area: Area) -> None:
    pk = enter(area, "Xã Hai", "01-KH/ĐU")
    Version.objects.filter(organisation=area.id("Xã Hai")).update(valid_to=TODAY)

    assert numbers(listed(area, "board", "Tỉnh", which="below")) == ["01-KH/ĐU"]
    assert queries.paper(actor=area.actor("other"), pk=pk, today=TODAY).row.at_name == "Xã Hai"
    with pytest.raises(NotHere):
        queries.paper(actor=area.actor("district"), pk=pk, today=TODAY)


def test_kinds_follow_what_an_organisation_is_on_the_day(area: Area) -> None:
    pk = enter(area, scope=Scope(frozenset({Level.GRASSROOTS})), issued_on=date(2020, 1, 1))

    assert drill(area, pk, "Tỉnh").whole.applies == 3
    assert drill(area, pk, "Tỉnh", day=TODAY - timedelta(days=10)).whole.applies == 3
    assert Kind.GRASSROOTS_CELL in {line.card.kind for line in drill(area, pk, "Huyện A").lines}
