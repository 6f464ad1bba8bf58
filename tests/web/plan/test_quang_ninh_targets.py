"""Quảng Ninh's days of 2020 as targets of an overlay, with where they stand: read through the page of targets.

Source: "5 đột phá trong tổ chức đại hội đảng các cấp", Quảng Ninh, 11/6/2020.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.actions import plan as plans
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models import User
from daihoi.queries.plan import congress
from daihoi.queries.rules import sample_overlay_files
from tests.area import PACK, TERM, Area, area

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]
__all__ = ["area"]  # the fixture
TEXT = next(file.text for file in sample_overlay_files() if "quang-ninh" in file.where)


def test_grass_roots_done_by_31_may_is_reached_on_the_day_and_not_a_day_before(
    area: Area,
    client_for: ClientFor,
    settings: object,
) -> None:
    settings.TODAY = date(2020, 6, 11)  # type: ignore[attr-defined]
    plans.repin_congresses(
        actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, pack_id=PACK, overlay_text=TEXT
    )
    for name, day in (("Xã Một", date(2020, 5, 12)), ("Trạm", date(2020, 4, 20)), ("Xã Hai", date(2020, 5, 31))):
        made = {"actor": area.actor("board"), "organisation": area.id(name), "term": TERM}
        plans.mark(**made, milestone="held", done_on=day, half_days=1)

    assert _reached(area, client_for, "2020-05-31")["grassroots_done"] == (date(2020, 5, 31), 3, 3, True)
    assert _reached(area, client_for, "2020-05-30")["grassroots_done"] == (date(2020, 5, 31), 2, 3, False)
    assert _reached(area, client_for, "2020-06-11")["districts_done"] == (date(2020, 7, 31), 0, 2, False)


def test_cells_of_villages_meet_on_18_january_after_their_heads_were_elected_on_the_5th(area: Area) -> None:
    made = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}
    plans.repin_congresses(**made, pack_id=PACK, overlay_text=TEXT)

    found = congress(
        actor=area.actor("board"), organisation=area.id("Chi bộ thôn 1"), term=TERM, as_of=date(2020, 3, 2)
    )
    assert found is not None
    assert (found.window.first, found.window.last) == (date(2020, 1, 18), date(2020, 1, 18))
    heads = found.rules.find("village_head.election_day", kind=Kind.CELL, unit=Unit.VILLAGE)
    assert heads is not None and heads.value == date(2020, 1, 5)


def _reached(area: Area, client_for: ClientFor, as_of: str) -> dict[str, tuple[object, object, object, object]]:
    """By target: its last day, value, out of, and whether it is kept."""
    page = client_for(area.users["board"]).get(reverse("rules_targets"), {"as_of": as_of, "term": TERM})
    rows = [row for _, rows in page.context["found"] for row in rows if row.figure is not None]
    return {row.target.id: (row.target.by, row.figure.value, row.figure.out_of, row.kept) for row in rows}
