"""Changes of the tree: what they do, what they refuse, and that figures keep to the day."""

from collections.abc import Callable
from datetime import date

import pytest

from daihoi.actions import organisations as actions
from daihoi.actions.organisations import Decision, NewOrganisation
from daihoi.actions.plan import open_congresses
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data import tree
from daihoi.data.models import Change, MemberCount, Organisation, Succession, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import indicators, organisations
from tests.area import PACK, TERM, TODAY, Area, area

__all__ = ["area"]
ON = date(2020, 2, 1)
BY = Decision("12-QĐ/TU", date(2020, 1, 20))


def members(area: Area, name: str, day: date) -> int:
    place = indicators.place(
        actor=area.actor("board"), organisation=area.id(name), term=TERM, as_of=day, today=TODAY, level=None
    )
    return int(indicators.figures(place, ["members"])["members"].value or 0)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def test_a_moved_committee_takes_its_cells_and_members_along_from_that_day(area: Area) -> None:
    pk, board = area.id("Xã Một"), area.actor("board")
    before = members(area, "Huyện A", TODAY), members(area, "Huyện B", TODAY)

    actions.move(actor=board, organisation=pk, parent=area.id("Huyện B"), on=ON, decision=BY)

    day_before = date(2020, 1, 31)
    assert (members(area, "Huyện A", day_before), members(area, "Huyện B", day_before)) == before
    moved = members(area, "Xã Một", TODAY)
    assert (members(area, "Huyện A", TODAY), members(area, "Huyện B", TODAY)) == (before[0] - moved, before[1] + moved)
    assert list(tree.path_faults()) == []


def test_a_merger_adds_up_members_and_takes_over_what_stood_below(area: Area) -> None:
    cells = [area.id("Chi bộ thôn 1"), area.id("Chi bộ thôn 2")]

    made = actions.merge(
        actor=area.actor("board"),
        organisation=area.id("Xã Một"),
        predecessors=cells,
        into=NewOrganisation("Chi bộ thôn 1–2", Kind.CELL),
        on=ON,
        decision=BY,
    )

    count = MemberCount.objects.get(organisation=made)
    assert (count.on_date, count.official, count.probationary) == (ON, 30, 3)
    assert set(Succession.objects.filter(successor=made).values_list("predecessor", flat=True)) == set(cells)
    assert not Version.objects.filter(organisation__in=cells, valid_to=FAR).exists()
    before, _ = organisations.successions(actor=area.actor("board"), pk=made)
    assert sorted(name for _, name, _ in before) == ["Chi bộ thôn 1", "Chi bộ thôn 2"]


def test_a_merger_of_one_is_refused(area: Area) -> None:
    with pytest.raises(Refused) as refused:
        actions.merge(
            actor=area.actor("board"),
            organisation=area.id("Xã Một"),
            predecessors=[area.id("Chi bộ thôn 1")],
            into=NewOrganisation("Chi bộ mới", Kind.CELL),
            on=ON,
            decision=BY,
        )

    assert code_of(refused) == "merge_two"


def test_a_split_needs_every_organisation_below_given_once(area: Area) -> None:
    one, two = area.id("Chi bộ thôn 1"), area.id("Chi bộ thôn 2")

    def split(first: tuple[int, ...], second: tuple[int, ...]) -> list[int]:
        return actions.split(
            actor=area.actor("board"),
            organisation=area.id("Xã Một"),
            into=[
                NewOrganisation("Xã Một A", Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE, children=first),
                NewOrganisation("Xã Một B", Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE, children=second),
            ],
            on=ON,
            decision=BY,
        )

    for given in (((one,), ()), ((one, two), (two,))):
        with pytest.raises(Refused) as refused:
            split(*given)
        assert code_of(refused) == "child_unassigned"
    made = split((one,), (two,))
    parents = dict(
        Version.objects.filter(organisation__in=[one, two], valid_to=FAR).values_list("organisation", "parent")
    )
    assert parents == {one: made[0], two: made[1]}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda a, pk: actions.end(actor=a, organisation=pk, on=ON, decision=BY), "still_above"),
        (
            lambda a, pk: actions.change(
                actor=a, organisation=pk, on=ON, decision=BY, name="Xã Một", kind=Kind.CELL, unit=Unit.COMMUNE
            ),
            "kind_under_kind",
        ),
        (
            lambda a, pk: actions.change(
                actor=a, organisation=pk, on=ON, decision=BY, name=" ", kind=Kind.GRASSROOTS_COMMITTEE, unit=Unit.WARD
            ),
            "no_name",
        ),
        (
            lambda a, pk: actions.change(
                actor=a,
                organisation=pk,
                on=ON,
                decision=BY,
                name="Xã Một",
                kind=Kind.GRASSROOTS_COMMITTEE,
                unit=Unit.COMMUNE,
            ),
            "nothing_changed",
        ),
        (
            lambda a, pk: actions.report_members(actor=a, organisation=pk, on=TODAY, official=5, probationary=0),
            "members_counted_below",
        ),
    ],
)
def test_what_cannot_be_is_refused(area: Area, act: Callable[..., object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        act(area.actor("board"), area.id("Xã Một"))

    assert code_of(refused) == code


def test_a_code_is_given_once(area: Area) -> None:
    taken = area.of["Trạm"].code

    with pytest.raises(Refused) as refused:
        actions.found(
            actor=area.actor("board"),
            organisation=area.id("Huyện A"),
            new=NewOrganisation("Trạm hai", Kind.GRASSROOTS_CELL, code=taken),
            on=ON,
            decision=BY,
        )

    assert code_of(refused) == "code_taken"


def test_structure_is_decided_above_not_by_the_organisation_itself(area: Area) -> None:
    district = area.actor("district")

    with pytest.raises(NotHere):
        actions.end(actor=district, organisation=area.id("Huyện A"), on=ON, decision=BY)
    with pytest.raises(NotHere):
        actions.move(actor=district, organisation=area.id("Xã Một"), parent=area.id("Huyện B"), on=ON, decision=BY)
    with pytest.raises(NotHere):
        actions.found(
            actor=area.actor("office"),
            organisation=area.id("Chi bộ thôn 1"),
            new=NewOrganisation("x", Kind.CELL),
            on=ON,
            decision=BY,
        )


def test_undoing_a_merger_gives_everything_back(area: Area) -> None:
    versions = sorted(Version.objects.values_list("organisation", "name", "path", "valid_from", "valid_to"))
    pk = area.id("Xã Một")
    actions.merge(
        actor=area.actor("board"),
        organisation=pk,
        predecessors=[area.id("Chi bộ thôn 1"), area.id("Chi bộ thôn 2")],
        into=NewOrganisation("Chi bộ chung", Kind.CELL),
        on=ON,
        decision=BY,
    )

    actions.undo(actor=area.actor("board"), organisation=pk, change=Change.objects.get().pk)

    assert sorted(Version.objects.values_list("organisation", "name", "path", "valid_from", "valid_to")) == versions
    assert not Organisation.objects.filter(versions__name="Chi bộ chung").exists()
    with pytest.raises(Refused) as refused:
        actions.undo(actor=area.actor("board"), organisation=pk, change=Change.objects.get().pk)
    assert code_of(refused) == "already_undone"


def test_undoing_is_refused_where_something_hangs_on_it(area: Area) -> None:
    board, pk = area.actor("board"), area.id("Huyện A")
    made = actions.found(
        actor=board, organisation=pk, new=NewOrganisation("Trạm hai", Kind.GRASSROOTS_CELL), on=ON, decision=BY
    )
    open_congresses(actor=board, organisation=made, term=TERM, pack_id=PACK)

    with pytest.raises(Refused) as refused:
        actions.undo(actor=board, organisation=pk, change=Change.objects.get().pk)

    assert code_of(refused) == "hangs_on_it"
