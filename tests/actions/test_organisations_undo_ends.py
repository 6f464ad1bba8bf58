"""Undoing the move of a parent leaves the ends of what stands below it where they were."""

from datetime import date

import pytest

from daihoi.actions.organisations import Decision, end, move, undo
from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import Change, Version
from daihoi.data.tree import path_faults
from tests import factories


@pytest.mark.django_db
def test_an_end_that_was_decided_before_a_move_survives_its_undoing(actor_with) -> None:
    made = factories.organisations(
        {
            ("Tỉnh", Kind.PROVINCE): {
                ("Huyện A", Kind.UPPER): {("Xã", Kind.GRASSROOTS_COMMITTEE): {("Chi bộ", Kind.CELL): {}}},
                ("Huyện B", Kind.UPPER): {},
            }
        }
    )
    board = actor_with(Role.ORGANISATION_BOARD, made["Tỉnh"])
    cell, commune = made["Chi bộ"].pk, made["Xã"].pk
    end(actor=board, organisation=cell, on=date(2026, 1, 1), decision=Decision("1"))
    before = list(Version.objects.order_by("pk").values())
    move(actor=board, organisation=commune, parent=made["Huyện B"].pk, on=date(2025, 7, 1), decision=Decision("2"))
    assert list(path_faults()) == []
    undo(actor=board, organisation=commune, change=Change.objects.latest("pk").pk)
    assert list(Version.objects.order_by("pk").values()) == before
    assert list(path_faults()) == []
