"""The audit log: who reads what, and changes that are found."""

from datetime import date

import pytest

from daihoi.actions._gate import note
from daihoi.actions.access import grant
from daihoi.core.access import Actor, NotHere, Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import ChainHead, Event
from daihoi.queries.access import actor_of
from daihoi.queries.audit import EventsAsked, events, verify_chains
from tests import factories as make

TODAY = date(2025, 6, 1)


@pytest.fixture
def three(db) -> None:
    for name in ("a", "b", "c"):
        note("access.signed_in", Actor(1, name), subject=name)


@pytest.mark.usefixtures("three")
def test_an_untouched_log_is_whole() -> None:
    assert verify_chains() == []


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_changed_row_is_found(seq: int) -> None:
    Event.objects.filter(seq=seq).update(subject="x")
    texts = [message.render() for message in verify_chains()]
    assert texts == [f"Chain main, event {seq}: the row was changed after it was written."]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_deleted_row_is_found(seq: int) -> None:
    Event.objects.filter(seq=seq).delete()
    assert len(verify_chains()) == 1


@pytest.mark.usefixtures("three")
def test_a_chain_without_a_head_is_found() -> None:
    ChainHead.objects.all().delete()
    assert [message.render() for message in verify_chains()] == ["Chain main: its head is missing."]


def test_readers_of_the_log_see_their_own_place_and_only_the_root_sees_accounts(db) -> None:
    root = make.organisation(kind=Kind.PROVINCE)
    east, west = (make.organisation(kind=Kind.UPPER, under=root) for _ in range(2))
    keeper = make.user_with(Role.SYSTEM_KEEPER, root)
    actor = actor_of(user_id=keeper.pk, name=keeper.full_name)
    for place in (east, west):
        user = make.user_with(Role.READER, place)
        day = date(2024, 1, 1)
        grant(actor=actor, organisation=place.pk, user_id=user.pk, role="auditor", valid_from=day)
    note("access.signed_in", actor)

    def seen(at, role=Role.AUDITOR) -> list[int]:
        user = make.user_with(role, at)
        rows, more = events(actor=actor_of(user_id=user.pk, name="x"), today=TODAY, asked=EventsAsked())
        assert more is False
        return [row.seq for row in rows]

    assert (seen(root), seen(east), seen(west)) == ([3, 2, 1], [1], [2])
    with pytest.raises(NotHere):
        seen(root, Role.SYSTEM_KEEPER)


@pytest.mark.usefixtures("three")
def test_the_log_is_paged_by_number() -> None:
    user = make.user_with(Role.AUDITOR, make.organisation())
    actor = actor_of(user_id=user.pk, name="x")
    rows, more = events(actor=actor, today=TODAY, asked=EventsAsked(), size=2)
    assert ([row.seq for row in rows], more) == ([3, 2], True)
    rows, more = events(actor=actor, today=TODAY, asked=EventsAsked(before=2), size=2)
    assert ([row.seq for row in rows], more) == ([1], False)
