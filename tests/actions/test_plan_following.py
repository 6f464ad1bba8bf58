"""A congress is of the kind that its organisation had when it met; until then, of the kind that it has."""

from datetime import date

import pytest

from daihoi.actions.organisations import Decision, change, undo
from daihoi.actions.plan import mark, open_congresses, repin_congresses
from daihoi.core.access import Role
from daihoi.core.indicators.columns import unpack
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models import Change, Congress, Organisation
from daihoi.queries.plan import figure_faults
from tests import factories

pytestmark = pytest.mark.django_db
T1, T2A, T2B = "2020-2025/2019-05-30", "2025-2030/2024-06-14", "2025-2030/2025-04-14"


@pytest.fixture
def commune() -> Organisation:
    province = factories.organisation("Tỉnh", Kind.PROVINCE)
    return factories.organisation("Xã", Kind.GRASSROOTS_COMMITTEE, under=province, unit=Unit.COMMUNE)


@pytest.fixture
def board(commune, actor_with):  # type: ignore[no-untyped-def]
    return actor_with(Role.ORGANISATION_BOARD, commune.versions.get().parent_id)


def rise(board, commune: Organisation, on: date) -> None:  # type: ignore[no-untyped-def]
    """In 2025 communes rose to the level above the grass roots (C-080)."""
    change(
        actor=board,
        organisation=commune.pk,
        on=on,
        decision=Decision("1-QĐ"),
        name="Xã",
        kind=Kind.UPPER,
        unit=Unit.COMMUNE,
    )


def last_day(commune: Organisation) -> int:
    return unpack(bytes(Congress.objects.get(organisation=commune).figures))["held.last"]


def test_a_congress_not_yet_held_gets_the_window_of_the_new_kind(board, commune) -> None:  # type: ignore[no-untyped-def]
    open_congresses(actor=board, organisation=commune.pk, term="2025-2030", pack_id=T2B)
    before = last_day(commune)
    rise(board, commune, date(2025, 7, 1))
    row = Congress.objects.get(organisation=commune)
    assert (row.kind, last_day(commune) - before) == ("upper", (date(2025, 8, 31) - date(2025, 6, 30)).days)
    assert figure_faults() == []


def test_a_congress_that_was_held_stays_what_it_was(board, commune) -> None:  # type: ignore[no-untyped-def]
    open_congresses(actor=board, organisation=commune.pk, term="2020-2025", pack_id=T1)
    mark(actor=board, organisation=commune.pk, term="2020-2025", milestone="held", done_on=date(2020, 6, 1))
    rise(board, commune, date(2025, 7, 1))
    assert Congress.objects.get(organisation=commune).kind == "grassroots_committee"
    assert figure_faults() == []


def test_undoing_the_change_brings_the_old_kind_back(board, commune) -> None:  # type: ignore[no-untyped-def]
    open_congresses(actor=board, organisation=commune.pk, term="2025-2030", pack_id=T2B)
    rise(board, commune, date(2025, 7, 1))
    undo(actor=board, organisation=commune.pk, change=Change.objects.get().pk)
    assert Congress.objects.get(organisation=commune).kind == "grassroots_committee"
    assert figure_faults() == []


def test_new_guidance_takes_over_what_is_not_yet_held(board, commune) -> None:  # type: ignore[no-untyped-def]
    other = factories.organisation("Xã 2", Kind.GRASSROOTS_COMMITTEE, under=commune.versions.get().parent_id)
    top = commune.versions.get().parent_id
    open_congresses(actor=board, organisation=top, term="2025-2030", pack_id=T2A)
    mark(actor=board, organisation=other.pk, term="2025-2030", milestone="held", done_on=date(2025, 3, 20))
    changed = repin_congresses(actor=board, organisation=top, term="2025-2030", pack_id=T2B)
    pinned = dict(Congress.objects.values_list("organisation", "ruleset__pack_id"))
    assert (changed, pinned) == (2, {top: T2B, commune.pk: T2B, other.pk: T2A})
    assert figure_faults() == []
    assert repin_congresses(actor=board, organisation=top, term="2025-2030", pack_id=T2B) == 0
