"""The two sides of a visit: those who come, who see everything of it, and those who are visited.

Who comes supervises the organisation from above: at the organisation above it, or at it as somebody who was sent there
(Permission.VISIT). Its own people supervise what is below them; at their own organisation they are the ones visited,
unless the organisation looks at itself. The visited see that a visit is planned, when, with which agenda and points;
what was answered and found they see once it is concluded.
"""

from datetime import date

from daihoi.core.access import Actor, NotHere, Permission, allows, reach
from daihoi.core.organisations import paths


def is_visitor(actor: Actor, path: str, by: int, today: date) -> bool:
    """Is the actor on the side of those who come to the organisation at `path`? `by`: whose visit it is."""
    if by == paths.ids(path)[-1]:
        return allows(actor, Permission.SUPERVISE, path, today)
    above = paths.above(path)
    return allows(actor, Permission.VISIT, path, today) or allows(actor, Permission.SUPERVISE, above, today)


def knows_whole(actor: Actor, path: str, by: int, concluded_on: date | None, today: date) -> bool:
    """May the actor, who may look at the organisation, read what was answered and found there?"""
    return concluded_on is not None or is_visitor(actor, path, by, today)


def leads(actor: Actor, path: str, by: int, today: date) -> bool:
    """May the actor plan, hold, drop and conclude the visit: do they come for the organisation whose visit it is?

    Who supervises in between sees it and answers with the others, but does not speak for the level above.
    """
    if not is_visitor(actor, path, by, today):
        return False
    return by in may_come_by(actor, path, today) or by not in paths.ids(path)  # the organisation was moved away


def require_visitor(actor: Actor, path: str, by: int, today: date) -> None:
    """Pass, or raise NotHere."""
    if not is_visitor(actor, path, by, today):
        raise NotHere


def may_come_by(actor: Actor, path: str, today: date) -> list[int]:
    """Ids of the organisations whose visit to the one at `path` the actor may plan, the highest first: where they
    supervise, and the one that sent them. Its own organisation may look at itself."""
    ids = paths.ids(path)
    ways = zip(ids, paths.prefixes(path), strict=True)
    found = {pk for pk, way in ways if allows(actor, Permission.SUPERVISE, way, today)}
    for area in reach(actor, Permission.VISIT, today):
        if paths.covers(area, path) and len(area) > paths.WIDTH:
            found.add(paths.ids(area)[-2])
    return [pk for pk in ids if pk in found]
