"""How far a scheme has come: steps held, submitted, appraised, returned or approved; and whom the congress elected."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum

from daihoi.actions.personnel.taking_over import (
    Taken,
    TakenDecision,
    TakenPerson,
    TakenScheme,
    TakenStep,
    TakenVersion,
)
from daihoi.cli._sample.personnel.lists import Shape
from daihoi.cli._sample.rows import Numbers
from daihoi.core.calendar import add_working_days
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Organ, Post, setting
from daihoi.core.personnel.kinds import Entry, Group, VersionState
from daihoi.core.personnel.members import BESIDE, ORGAN_OF, MemberFacts
from daihoi.core.personnel.offices import group_of, offices_of
from daihoi.core.personnel.process import Step, steps
from daihoi.queries import rules

KEPT_BY = "Cán bộ tổ chức (mẫu)"
DECIDED_BY = "Cấp ủy cấp trên trực tiếp (mẫu)"
ANSWER_DAYS = 10  # a sample: no text was found that gives them
_VOTERS = {"standing": 11, "committee": 41, "key_cadres": 126, "members": 96}


class Way(IntEnum):
    """How far, each with all before it, but for RETURNED."""

    DRAFT = 0
    IN_PROCESS = 1
    DONE = 2  # the process is closed, nothing submitted
    SUBMITTED = 3
    RETURNED = 4
    FORWARDED = 5
    APPROVED = 6


def order_of(pack_id: str, kind: Kind, unit: Unit) -> tuple[Step, ...]:
    """The steps that the rules know for a kind of organisation."""
    pack = next(one for one in rules.packs() if one.id == pack_id)
    return steps(setting(pack, rules.retirement(), kind, unit))


def scheme_of(
    people: Sequence[TakenPerson],
    shape: Shape,
    order: Sequence[Step],
    way: Way,
    opening: date,
    numbers: Numbers,
    held: int = 1,
) -> TakenScheme:
    """A scheme as it had come, its days counted back from the opening of the congress. `held`: steps closed while it
    is in the process."""
    submitted = opening - timedelta(days=40)
    wanted = 0 if way is Way.DRAFT else held if way is Way.IN_PROCESS else len(order)
    taken = _steps(people, shape, order, wanted, submitted, numbers, going_on=way is Way.IN_PROCESS)
    version = None
    if way >= Way.SUBMITTED:
        number = 10 + numbers.below(80)
        decisions = tuple(_decisions(way, opening, number))
        due = add_working_days(submitted, ANSWER_DAYS, rules.holidays())
        version = TakenVersion(submitted, f"{number}-TTr/ĐU (mẫu)", due, decisions)
    begun = submitted - timedelta(days=35)
    return TakenScheme(begun, "Phương án 1", shape.numbers, taken, version)


def _decisions(way: Way, opening: date, number: int) -> Iterable[TakenDecision]:
    appraised, approved = opening - timedelta(days=30), opening - timedelta(days=22)
    if way is Way.RETURNED:
        note = "Bổ sung cơ cấu nữ và số dư theo quy định, trình lại (mẫu)"
        yield TakenDecision(VersionState.RETURNED, appraised, f"{number + 3}-CV/BTC (mẫu)", note)
    elif way >= Way.FORWARDED:
        yield TakenDecision(VersionState.FORWARDED, appraised, f"{number + 3}-BC/BTC (mẫu)")
    if way is Way.APPROVED:
        yield TakenDecision(VersionState.APPROVED, approved, f"{number + 5}-QĐ/HU (mẫu)")


def _steps(
    people: Sequence[TakenPerson],
    shape: Shape,
    order: Sequence[Step],
    wanted: int,
    before: date,
    numbers: Numbers,
    *,
    going_on: bool,
) -> list[TakenStep]:
    """The first steps closed; `going_on`: the next one is open, its votes not entered but summoned."""
    groups = {step.group for step in order}
    found = []
    for at, step in enumerate(order[: wanted + going_on]):
        going = dict(_offices(people, groups, step.group))
        if not going:
            continue
        closed = at < wanted
        day = before - timedelta(days=3 * (len(order) - at))
        summoned = _VOTERS[step.voters] if shape.level else 9
        summoned = min(summoned, shape.before) if step.voters == "committee" else summoned
        came = summoned - numbers.below(max(summoned // 12, 1))
        votes = {
            (place, office): came - numbers.below(max(came // 5, 1))
            for place, offices in going.items()
            for office in offices
        }
        base_by = DECIDED_BY if step.key in {"proposal", "introduction", "key_cadres"} else ""
        found.append(
            TakenStep(
                step.group,
                step.key,
                day,
                summoned,
                came,
                votes,
                frozenset(votes) if closed else frozenset(),
                day if closed else None,
                base_by if closed else "",
            )
        )
    return found


def _offices(
    people: Sequence[TakenPerson], groups: Collection[Group], group: Group
) -> Iterable[tuple[int, tuple[str, ...]]]:
    for at, one in enumerate(people):
        if one.listed and one.meant is not None and group_of(groups, str(one.meant.standing or "")) is group:
            yield at, offices_of(one.meant.organs, one.meant.posts)


def elected(
    people: Sequence[TakenPerson],
    on_day: date,
    base: int,
    numbers: Numbers,
    *,
    lost: Collection[int] = (),
    directly: bool = False,
    instead: Collection[int] = (),
) -> list[TakenPerson]:
    """The people with the bodies that the congress and the committee elected them to.

    `lost`: places of those who were not elected to the committee; `instead`: of those of the surplus who were;
    `directly`: the secretary by the congress itself.
    """
    found = []
    for at, one in enumerate(people):
        meant = one.meant
        came_in = one.listed and meant is not None and at not in lost and (not one.surplus or at in instead)
        if not came_in or meant is None:
            found.append(one)
            continue
        posts = sorted(post for post in meant.posts if post in ORGAN_OF)
        votes = base - numbers.below(base // 6 + 1)
        facts = []
        for organ in (Organ.COMMITTEE, Organ.STANDING, Organ.INSPECTION):
            if organ not in meant.organs or (one.surplus and organ is not Organ.COMMITTEE):
                continue
            post = next((Post(post) for post in posts if ORGAN_OF[Post(post)] is organ), None)
            entry = Entry.ELECTED_DIRECTLY if directly and post is Post.SECRETARY else Entry.ELECTED
            beside = frozenset(meant.posts) & frozenset(BESIDE) if organ is Organ.COMMITTEE else frozenset()
            of = (votes, base) if organ is Organ.COMMITTEE else (None, None)
            facts.append(MemberFacts(organ, entry, on_day, meant.standing, post, None, beside, *of))
        found.append(replace(one, members=tuple(facts)))
    return found


def taken(organisation: int, people: Sequence[TakenPerson], scheme: TakenScheme | None) -> Taken:
    return Taken(organisation, people, scheme, KEPT_BY)
