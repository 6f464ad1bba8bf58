"""What people are voted on for in the process, in whose steps, and what goes with what. Source: rulebook 2.4, E-010."""

from collections.abc import Collection

from daihoi.core.personnel.kinds import ORGAN_NAMES, PARTY_POSTS, POST_NAMES, Group, Organ, Post, Standing

OFFICES: dict[str, str] = {organ.value: ORGAN_NAMES[organ] for organ in Organ} | {
    post.value: POST_NAMES[post] for post in Post if post in PARTY_POSTS
}


def offices_of(organs: Collection[str], posts: Collection[str]) -> tuple[str, ...]:
    """What somebody is voted on for: each body, and each post of the Party; others are filled in another way."""
    wanted = {*organs, *posts}
    return tuple(office for office in OFFICES if office in wanted)


# What is chosen from among the committee (E-010).
_OF_COMMITTEE = frozenset({Organ.STANDING, Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY})


def lost_with(offices: Collection[str]) -> frozenset[str]:
    """What somebody loses who did not pass for these offices: them, and with the committee what is chosen from it."""
    lost = frozenset(offices)
    return lost | {office.value for office in _OF_COMMITTEE} if Organ.COMMITTEE.value in lost else lost


def group_of(groups: Collection[Group], standing: str) -> Group | None:
    """Whose steps somebody goes through by the way in which they stand; None: the way is not known."""
    if Group.TOGETHER in groups:
        return Group.TOGETHER
    found = {Standing.RESTANDING.value: Group.RESTANDING, Standing.FIRST_TIME.value: Group.NEW}.get(standing)
    return found if found in groups else None
