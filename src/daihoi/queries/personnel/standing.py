"""Who is left of a list after what the process gave so far: what papers show and what a submission holds."""

from collections.abc import Iterable
from dataclasses import replace

from daihoi.core.personnel import Check, Organ, Post, check
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.core.personnel.offices import lost_with
from daihoi.queries.personnel._process import ProcessView
from daihoi.queries.personnel.schemes import Candidate, SchemeView


def still_standing(people: Iterable[Candidate], process: ProcessView | None) -> tuple[Candidate, ...]:
    """The people of the chosen list less those who withdrew or dropped out by decision, each less the bodies and
    posts for which a closed step did not pass them; without any body left somebody is off the list."""
    if process is None:
        return tuple(people)
    lost: dict[int, set[str]] = {}
    for line in process.lines:
        if line.entered is not None and line.state == "closed":
            for one in line.entered.failed:
                lost.setdefault(one.id, set()).update(one.offices)
    found = []
    for each in people:
        if each.id in process.gone:
            continue
        off = lost_with(lost.get(each.id, ()))
        organs: frozenset[Organ] = frozenset(organ for organ in each.listed.organs if organ.value not in off)
        posts: frozenset[Post] = frozenset(post for post in each.listed.posts if post.value not in off)
        if organs:
            found.append(replace(each, listed=replace(each.listed, organs=organs, posts=posts)))
    return tuple(found)


def check_of(view: SchemeView, people: Iterable[Candidate]) -> Check:
    """The structure of a list under the scheme's rules and numbers."""
    pool = tuple(one.listed for one in view.pool)
    return check(CoreScheme(view.setting, view.seats, tuple(one.listed for one in people), pool))
