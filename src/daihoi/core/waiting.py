"""What waits for a person: one line each, from every subject, for the page of today's work."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """Something that somebody has to do or to look at.

    `what`: a code of its subject, such as "directives.new" or "tasks.late"; `id`: the row that it is about;
    `organisation`: where; `since`, `due_on`: days, None: none.
    """

    what: str
    id: int
    organisation: int
    title: str
    since: date | None = None
    due_on: date | None = None
