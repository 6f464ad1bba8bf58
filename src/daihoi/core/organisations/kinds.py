"""Kinds and levels of party organisations, and the kind of unit that they belong to.

Source: rulebook 0 (levels CB, BP, CS, CTCS, TTTW, TW), C-080, C-083. A kind is dated on the organisation's
version, never fixed by its depth in the tree: in 2025 communes rose from grass roots to the level above it.
"""

from enum import StrEnum


class Level(StrEnum):
    """Where in the hierarchy an organisation stands; rule packs give their values by level."""

    CENTRAL = "central"  # TW
    PROVINCE = "province"  # TTTW, trực thuộc Trung ương
    UPPER = "upper"  # CTCS, cấp trên trực tiếp của tổ chức cơ sở
    GRASSROOTS = "grassroots"  # CS
    SECTION = "section"  # BP
    CELL = "cell"  # CB


class Kind(StrEnum):
    """What an organisation is."""

    NATIONAL = "national"  # toàn Đảng
    PROVINCE = "province"  # đảng bộ trực thuộc Trung ương
    UPPER = "upper"  # đảng bộ cấp trên trực tiếp cơ sở
    GRASSROOTS_COMMITTEE = "grassroots_committee"  # đảng bộ cơ sở
    GRASSROOTS_CELL = "grassroots_cell"  # chi bộ cơ sở
    SECTION = "section"  # đảng bộ bộ phận
    CELL = "cell"  # chi bộ trực thuộc

    @property
    def level(self) -> Level:
        return _LEVEL[self]


_LEVEL = {
    Kind.NATIONAL: Level.CENTRAL,
    Kind.PROVINCE: Level.PROVINCE,
    Kind.UPPER: Level.UPPER,
    Kind.GRASSROOTS_COMMITTEE: Level.GRASSROOTS,
    Kind.GRASSROOTS_CELL: Level.GRASSROOTS,
    Kind.SECTION: Level.SECTION,
    Kind.CELL: Level.CELL,
}

# Which kinds may stand directly under which. Chi bộ trực thuộc stand under a grass-roots committee or one of its
# sections; a province may hold grass-roots organisations directly.
PARENTS: dict[Kind, frozenset[Kind]] = {
    Kind.NATIONAL: frozenset(),
    Kind.PROVINCE: frozenset({Kind.NATIONAL}),
    Kind.UPPER: frozenset({Kind.PROVINCE, Kind.NATIONAL}),
    Kind.GRASSROOTS_COMMITTEE: frozenset({Kind.UPPER, Kind.PROVINCE}),
    Kind.GRASSROOTS_CELL: frozenset({Kind.UPPER, Kind.PROVINCE}),
    Kind.SECTION: frozenset({Kind.GRASSROOTS_COMMITTEE}),
    Kind.CELL: frozenset({Kind.GRASSROOTS_COMMITTEE, Kind.SECTION}),
}

GRASSROOTS = frozenset({Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL})


class Unit(StrEnum):
    """The kind of unit that the organisation leads; some rules differ by it (C-003, C-025, P-051)."""

    OTHER = "other"
    PROVINCE = "province"  # tỉnh, thành phố trực thuộc Trung ương
    DISTRICT = "district"  # huyện, quận, thị xã, thành phố thuộc tỉnh
    COMMUNE = "commune"  # xã, thị trấn
    WARD = "ward"  # phường
    SPECIAL_ZONE = "special_zone"  # đặc khu
    POLICE = "police"  # công an
    MILITARY = "military"  # quân sự, quân đội
    BORDER_GUARD = "border_guard"  # bộ đội biên phòng
    BLOC = "bloc"  # khối cơ quan, doanh nghiệp; dân chính đảng
    VILLAGE = "village"  # thôn, bản, tổ dân phố
    SCHOOL = "school"
    HEALTH = "health"  # bệnh viện, trạm y tế
    ENTERPRISE = "enterprise"
    AGENCY = "agency"  # cơ quan, đơn vị sự nghiệp
