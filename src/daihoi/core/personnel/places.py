"""What somebody is put on a list for, as forms and rows say it, before it is known who they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from daihoi.core.personnel.kinds import Organ, Post, Standing
from daihoi.core.personnel.people import Listed, Person


@dataclass(frozen=True)
class ListPlace:
    """A place on a list. `person`: the id of a record; the rest as in `Listed`."""

    person: int
    organs: frozenset[Organ]
    standing: Standing | None = None
    posts: frozenset[Post] = frozenset()
    surplus: frozenset[Organ] = frozenset()
    special: str = ""
    councils: bool = False

    def held_by(self, person: Person) -> Listed:
        return Listed(person, self.organs, self.standing, self.posts, self.surplus, self.special, self.councils)


@lru_cache(maxsize=4096)
def organs_of(words: str) -> frozenset[Organ]:
    """Bodies as rows keep them, blank between. Raises ValueError for an unknown one."""
    return frozenset(map(Organ, words.split()))


@lru_cache(maxsize=4096)
def posts_of(words: str) -> frozenset[Post]:
    """Posts as rows keep them, blank between. Raises ValueError for an unknown one."""
    return frozenset(map(Post, words.split()))


def in_words(chosen: Iterable[Organ | Post]) -> str:
    """Bodies or posts as rows keep them, in the order of their list."""
    known = frozenset(chosen)
    return " ".join(one.value for kind in (Organ, Post) for one in kind if one in known)
