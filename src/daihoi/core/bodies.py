"""Bodies that direct a preparation: committees, groups, members in charge of an area, delegations from above.

Source: the articles on Tây Hồ (eight working groups, delegation number 12, sub-committees) and Thăng Bình (members of
the standing committee in charge of an area, members of the committee in charge of a commune).
"""

from enum import StrEnum

from daihoi.core.messages import N_


class BodyKind(StrEnum):
    """What kind of body it is."""

    DIRECTION = "direction"  # ban chỉ đạo
    SUBCOMMITTEE = "subcommittee"  # tiểu ban
    GROUP = "group"  # tổ công tác
    AREA = "area"  # cấp ủy viên phụ trách địa bàn
    DELEGATION = "delegation"  # đoàn công tác của cấp trên


BODY_NAMES: dict[BodyKind, str] = {
    BodyKind.DIRECTION: N_("Direction committee"),
    BodyKind.SUBCOMMITTEE: N_("Sub-committee"),
    BodyKind.GROUP: N_("Working group"),
    BodyKind.AREA: N_("Member in charge of an area"),
    BodyKind.DELEGATION: N_("Delegation from above"),
}

# Kinds that look after organisations; the others look after a subject.
COVERING = frozenset({BodyKind.GROUP, BodyKind.AREA, BodyKind.DELEGATION})


class Seat(StrEnum):
    """What somebody is in a body."""

    HEAD = "head"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


SEAT_NAMES: dict[Seat, str] = {
    Seat.HEAD: N_("Head"),
    Seat.DEPUTY: N_("Deputy head"),
    Seat.SECRETARY: N_("Secretary of the body"),
    Seat.MEMBER: N_("Member"),
}
