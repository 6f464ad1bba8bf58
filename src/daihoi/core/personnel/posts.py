"""Posts that nobody holds together: who is put down for two of them is asked about, never counted without a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from daihoi.core.messages import N_, Finding, Message, Severity, Translate
from daihoi.core.personnel.kinds import EXCLUSIVE, POST_NAMES, Post
from daihoi.core.personnel.people import Listed


@dataclass(frozen=True)
class PostNames:
    """ "Secretary / Deputy secretary", each in the reader's language."""

    posts: frozenset[Post]

    def render(self, translate: Translate = N_) -> str:
        return " / ".join(translate(POST_NAMES[post]) for post in Post if post in self.posts)


def put_down_twice(listed: Listed) -> Iterator[frozenset[Post]]:
    """The posts of each set of which the person is put down for more than one."""
    if len(listed.posts) < 2:
        return
    for together in EXCLUSIVE:
        if len(both := listed.posts & together) > 1:
            yield both


def post_findings(people: Iterable[Listed]) -> tuple[Finding, ...]:
    """A question for each person who is put down for posts that one person cannot hold."""
    text = N_("{name} is put down for {posts}, and nobody holds both. Which is meant?")
    return tuple(
        Finding(Severity.QUESTION, "posts_two", Message(text, {"name": one.person.name, "posts": PostNames(posts)}),
                rule="O-001")
        for one in people
        for posts in put_down_twice(one)
    )  # fmt: skip
