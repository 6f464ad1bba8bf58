"""A small area for tests of organisations and congresses: a province, two districts, committees, cells; term 2020–2025.

Tỉnh ─ Huyện A ─ Đảng bộ xã Một ─ Chi bộ thôn 1, Chi bộ thôn 2
     │         └ Chi bộ cơ sở Trạm
     └ Huyện B ─ Đảng bộ xã Hai ─ Chi bộ thôn 3
"""

from datetime import date

import pytest

from daihoi.core.access import Actor, Role
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models import Organisation
from daihoi.queries.access import actor_of
from tests import factories

TERM = "2020-2025"
PACK = "2020-2025/2019-05-30"
TODAY = date(2020, 3, 2)
ROLES = {
    "board": (Role.ORGANISATION_BOARD, "Tỉnh"),
    "district": (Role.ORGANISATION_BOARD, "Huyện A"),
    "office": (Role.COMMITTEE_OFFICE, "Chi bộ thôn 1"),
    "neighbour": (Role.COMMITTEE_OFFICE, "Chi bộ thôn 2"),
    "other": (Role.ORGANISATION_BOARD, "Huyện B"),
    "reader": (Role.READER, "Tỉnh"),
    "keeper": (Role.SYSTEM_KEEPER, "Tỉnh"),
}


class Area:
    """The organisations by name, and people by what they are."""

    def __init__(self) -> None:
        make = factories.organisation
        self.of: dict[str, Organisation] = {}
        self.of["Tỉnh"] = make("Tỉnh", Kind.PROVINCE, unit=Unit.PROVINCE)
        for name in ("Huyện A", "Huyện B"):
            self.of[name] = make(name, Kind.UPPER, under=self.of["Tỉnh"], unit=Unit.DISTRICT)
        self.of["Xã Một"] = make("Xã Một", Kind.GRASSROOTS_COMMITTEE, under=self.of["Huyện A"], unit=Unit.COMMUNE)
        self.of["Trạm"] = make("Trạm", Kind.GRASSROOTS_CELL, under=self.of["Huyện A"], members=(9, 1))
        self.of["Xã Hai"] = make("Xã Hai", Kind.GRASSROOTS_COMMITTEE, under=self.of["Huyện B"], unit=Unit.COMMUNE)
        for number, above in ((1, "Xã Một"), (2, "Xã Một"), (3, "Xã Hai")):
            name = f"Chi bộ thôn {number}"
            self.of[name] = make(
                name, Kind.CELL, under=self.of[above], unit=Unit.VILLAGE, members=(10 * number, number)
            )
        self.users = {who: factories.user_with(role, self.of[at]) for who, (role, at) in ROLES.items()}
        self.users["stranger"] = factories.user()

    def id(self, name: str) -> int:
        return self.of[name].pk

    def actor(self, who: str) -> Actor:
        return actor_of(user_id=self.users[who].pk, name=self.users[who].full_name)

    def open(self) -> "Area":
        """The congresses of the term, for everybody, under the pack alone."""
        from daihoi.actions.plan import open_congresses  # noqa: PLC0415 app ready

        open_congresses(actor=self.actor("board"), organisation=self.id("Tỉnh"), term=TERM, pack_id=PACK)
        return self


@pytest.fixture
def area(db: None, settings: object) -> Area:
    """The area on Monday 2/3/2020, with its congresses opened."""
    from daihoi.queries import indicators  # noqa: PLC0415 app ready

    indicators.forget()
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    return Area().open()
