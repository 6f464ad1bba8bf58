"""Who is left of a list after what the process gave so far: what papers show and what a submission holds."""

from collections.abc import Iterable
from dataclasses import replace

from daihoi.core.personnel import Check, Listed, check
from daihoi.core.personnel import Scheme as CoreScheme
from daihoi.queries.personnel._process import ProcessView
from daihoi.queries.personnel.schemes import Candidate, SchemeView


def left_of(one: Listed, process: ProcessView | None) -> Listed | None:
    """Somebody on the chosen list less the bodies and posts for which a closed step did not pass them; None: they
    withdrew, dropped out by decision, or have no body left."""
    lost = process.lost.get(int(one.person.key)) if process is not None else None
    if lost is None:
        return one
    left = replace(one, organs=one.organs - lost, posts=one.posts - lost, surplus=one.surplus - lost)
    return left if left.organs else None


def still_standing(people: Iterable[Candidate], process: ProcessView | None) -> tuple[Candidate, ...]:
    """The people of the chosen list as the process left them."""
    left = ((each, left_of(each.listed, process)) for each in people)
    return tuple(replace(each, listed=listed) for each, listed in left if listed is not None)


def check_of(view: SchemeView, people: Iterable[Candidate]) -> Check:
    """The structure of a list under the scheme's rules and numbers."""
    pool = tuple(one.listed for one in view.pool)
    return check(CoreScheme(view.setting, view.seats, tuple(one.listed for one in people), pool))
