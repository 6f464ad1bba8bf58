"""Lists that were found as one list of a scheme."""

from dataclasses import replace

from daihoi.core.personnel import Listed, Scheme
from daihoi.solver.question import Lists


def listed_of(scheme: Scheme, lists: Lists) -> tuple[Listed, ...]:
    """The lists found, as places on the scheme's list: people in no particular order.

    Posts that nobody was put into stay with the person.
    """
    found = []
    for one in {each.person.key: each for each in (*scheme.pool, *scheme.listed)}.values():
        key = one.person.key
        meant = frozenset(organ for organ, keys in lists.meant.items() if key in keys)
        beyond = frozenset(organ for organ, keys in lists.surplus.items() if key in keys)
        if meant or beyond:
            posts = frozenset(post for post, keys in lists.holders.items() if key in keys)
            posts |= one.posts - lists.holders.keys()
            found.append(replace(one, organs=meant | beyond, posts=posts, surplus=beyond))
    return tuple(found)
