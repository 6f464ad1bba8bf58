"""Bodies that direct a preparation: committees, groups, members in charge of an area, delegations from above.

Source: the articles on Tây Hồ (eight working groups, delegation number 12, sub-committees) and Thăng Bình (members of
the standing committee in charge of an area, members of the committee in charge of a commune).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity
from daihoi.core.text import fold, one_line


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
    Seat.HEAD: N_("Head of the body"),
    Seat.DEPUTY: N_("Deputy head of the body"),
    Seat.SECRETARY: N_("Secretary of the body"),
    Seat.MEMBER: N_("Member of the body"),
}


def works(formed_on: date, ended_on: date | None, as_of: date) -> bool:
    """Does a body work on a day? Not yet before it was formed, no longer on the day that it ended."""
    return formed_on <= as_of and (ended_on is None or as_of < ended_on)


@dataclass(frozen=True)
class MemberLine:
    """Somebody in a body as people write them down. `account`: their user name, "" for none."""

    name: str
    office: str = ""
    seat: Seat = Seat.MEMBER
    account: str = ""


_NUMBERED = re.compile(r"^(?:\d{1,3}\s*[.)/-]|[-–•+*])\s*")
_COMRADE = re.compile(r"^(?:đồng chí|đ/c|đc)\s+", re.IGNORECASE)
LONGEST_NAME, LONGEST_OFFICE = 120, 200
MOST_MEMBERS = 200


def seat_named(text: str) -> Seat:
    """The seat that words like "Trưởng ban", "Tổ phó" or "Thư ký" mean; a member where they say nothing else."""
    words = fold(text).split()
    if "pho" in words:
        return Seat.DEPUTY
    if "truong" in words:
        return Seat.HEAD
    return Seat.SECRETARY if "ky" in words else Seat.MEMBER


def read_members(text: str) -> list[MemberLine]:
    """A list pasted from a decision: one person a line, "name; office; seat", also from a sheet (tabs between).

    Numbers before names and "đồng chí" are dropped. Refused with the number of the row: no name, or too long a one.
    """
    found: list[MemberLine] = []
    wrong: list[Finding] = []
    for row, line in enumerate(text.splitlines(), 1):
        parts = [one_line(part) for part in (line.split("\t") if "\t" in line else line.split(";"))]
        if not any(parts):
            continue
        if len(parts) > 1 and parts[0].rstrip(".)").isdigit():  # the column of numbers of a sheet
            parts = parts[1:]
        name = _COMRADE.sub("", _NUMBERED.sub("", parts[0]))
        office, seat, account = ([*parts[1:], "", "", ""])[:3]
        if not name or len(name) > LONGEST_NAME or len(office) > LONGEST_OFFICE:
            text_ = N_("“{line}” is not read as a person: write name; office; seat.")
            where = Place(row=row)
            wrong.append(Finding(Severity.ERROR, "member_line", Message(text_, {"line": one_line(line)[:60]}), where))
            continue
        found.append(MemberLine(name, office, seat_named(seat), account))
    if wrong:
        raise Refused(*wrong)
    return found
