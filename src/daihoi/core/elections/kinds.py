"""What is elected, by whom, on what kind of ballot. Source: rulebook E-002, E-010, E-043, E-052, E-053, E-081–E-083."""

from enum import StrEnum


class Post(StrEnum):
    """What an election fills."""

    COMMITTEE = "committee"  # cấp ủy, ban chấp hành
    STANDING_COMMITTEE = "standing_committee"  # ban thường vụ
    SECRETARY = "secretary"
    DEPUTY_SECRETARIES = "deputy_secretaries"
    INSPECTION_COMMITTEE = "inspection_committee"
    INSPECTION_CHAIR = "inspection_chair"
    DELEGATES = "delegates"  # to the level above; under T2 with the alternates on one list (E-101)
    ALTERNATES = "alternates"  # on a ballot of their own


class Body(StrEnum):
    """Who votes, and so from whom the threshold is counted."""

    MEMBER_CONGRESS = "member_congress"
    DELEGATE_CONGRESS = "delegate_congress"
    CONFERENCE = "conference"  # of the committee, its standing committee or its inspection committee

    @property
    def is_congress(self) -> bool:
        return self is not Body.CONFERENCE


# Which bodies may fill a post. A congress elects the secretary directly (E-114), or has no committee (E-116).
BODIES: dict[Post, frozenset[Body]] = {
    Post.COMMITTEE: frozenset({Body.MEMBER_CONGRESS, Body.DELEGATE_CONGRESS}),
    Post.STANDING_COMMITTEE: frozenset({Body.CONFERENCE}),
    Post.SECRETARY: frozenset(Body),
    Post.DEPUTY_SECRETARIES: frozenset(Body),
    Post.INSPECTION_COMMITTEE: frozenset({Body.CONFERENCE}),
    Post.INSPECTION_CHAIR: frozenset({Body.CONFERENCE}),
    Post.DELEGATES: frozenset({Body.MEMBER_CONGRESS, Body.DELEGATE_CONGRESS}),
    Post.ALTERNATES: frozenset({Body.MEMBER_CONGRESS, Body.DELEGATE_CONGRESS}),
}

SINGLE_POSTS = frozenset({Post.SECRETARY, Post.INSPECTION_CHAIR})
WITH_SURPLUS = frozenset({Post.COMMITTEE, Post.STANDING_COMMITTEE})  # E-030: more names than seats


class Style(StrEnum):
    """How a ballot is marked; one form for the whole ballot."""

    STRIKE = "strike"  # with surplus: strike through whoever is not voted for (E-052)
    COLUMNS = "columns"  # without surplus: an X under "Đồng ý" or "Không đồng ý" for each name (E-053)
    SINGLE = "single"  # one name, the same two boxes; exactly one X (E-054)


def style_of(names: int, seats: int) -> Style:
    """The form of a ballot with that many names for that many seats. Raises ValueError where there is no name."""
    if names < 1 or seats < 1:
        raise ValueError("a ballot has at least one name and one seat")
    if names > seats:
        return Style.STRIKE
    return Style.SINGLE if names == 1 else Style.COLUMNS
