"""What a paper is made of: the election as its page shows it, its congress, names as they were on the day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from daihoi.core.elections import Person, Record, Setting, Standing, standing, through
from daihoi.core.elections import papers as p
from daihoi.core.elections.files import Header
from daihoi.core.elections.resultfile import result_file
from daihoi.data.models import Congress, Election, Version
from daihoi.queries.elections._rows import held_of
from daihoi.queries.elections._sheet import meeting_line, roman
from daihoi.queries.elections.pages import ElectionView, RoundView
from daihoi.queries.elections.papers import _words as words


@dataclass(frozen=True)
class Source:
    """`number`: the round that the paper is of, None for the whole election. `name`, `upper`: the organisation and the
    one above it, as they were called when it voted."""

    view: ElectionView
    row: Election
    number: int | None
    name: str
    upper: str

    @property
    def truncate(self) -> bool:
        """Percentages are shown cut after two decimals instead of rounded half up."""
        return self.view.truncate

    @property
    def setting(self) -> Setting:
        return self.view.setting

    @property
    def congress(self) -> Congress:
        return self.row.congress

    @cached_property
    def meeting(self) -> p.Meeting:
        congress, held = self.congress, held_of(self.row)
        ordinal = roman(held.ordinal) if held.ordinal else ""
        return words.meeting_of(self.setting, self.name, ordinal, congress.term.replace("-", " - "))

    @property
    def round(self) -> RoundView:
        """The round that the paper is of. KeyError for a paper of the whole election."""
        return {one.number: one for one in self.view.rounds}[self.number or 0]

    @cached_property
    def record(self) -> Record:
        return through(self.view.record, self.number)

    @cached_property
    def standing(self) -> Standing:
        """Where the election stood after the round; after the last for a paper of the whole election."""
        return standing(self.setting, self.record)

    @cached_property
    def before(self) -> Standing | None:
        """Where it stood before the round; None before the first."""
        earlier = through(self.view.record, (self.number or 1) - 1)
        return standing(self.setting, earlier) if earlier.rounds else None

    def heading(self, body: str, day: date | None) -> p.Heading:
        """The head of a paper that the meeting, or a body of it, writes."""
        meeting = self.meeting
        name = " ".join(filter(None, (meeting.kind, meeting.organisation, meeting.ordinal)))
        return p.Heading(upper=self.upper, organisation=name, body=body, day=day)

    def result(self, one: Person) -> p.Result:
        of = self.view.base.summoned
        return p.Result(one.name, one.votes, of, words.share(one.votes, of, truncate=self.truncate))

    def committee(self) -> tuple[p.Person, ...]:
        """The counting committee as it was when the round opened, its head first."""
        return tuple(p.Person(name, "Trưởng ban" if head else "Ủy viên") for name, head in self._members)

    @property
    def head(self) -> str:
        return next((name for name, head in self._members if head), "")

    @property
    def _members(self) -> tuple[tuple[str, bool], ...]:
        """Of the paper's own round, of the last for a paper of the whole election; as entered before the first."""
        rounds = [one for one in self.view.rounds if self.number in {None, one.number}]
        return rounds[-1].committee if rounds else tuple((one.name, one.head) for one in self.view.counters)


def source_of(view: ElectionView, number: int | None) -> Source:
    """Three queries."""
    row = Election.objects.select_related("congress", "congress__ruleset", "ruleset").get(pk=view.id)
    first = view.rounds[0] if view.rounds else None
    day = words.day_of(first.opened_at) if first else view.opens_on
    name, parent = _named(view.organisation, day)
    upper = _named(parent, day)[0] if parent is not None else ""
    return Source(view, row, number, name or view.place, upper)


def _named(organisation: int, day: date | None) -> tuple[str, int | None]:
    """What an organisation was called on a day, and under which it stood."""
    rows = Version.objects.filter(organisation_id=organisation).order_by("valid_from")
    found = list(rows.values_list("valid_from", "name", "parent_id"))
    then = [one for one in found if day is None or one[0] <= day] or found[:1]
    return (then[-1][1], then[-1][2]) if then else ("", None)


def file_of(source: Source) -> str:
    """The result file as the election stood after the round."""
    ruleset = held_of(source.row).ruleset
    head = Header(
        pack=ruleset.pack_id,
        overlay_text=ruleset.overlay_text,
        organisation=source.name,
        congress=f"{meeting_line(source.row)}, {source.congress.term}",
    )
    return result_file(source.setting, source.record, head)


def file_digest(source: Source) -> str:
    """The hash that the result file gives itself, over everything else in it: `daihoi election verify --hash`."""
    return str(json.loads(file_of(source))["sha256"])


def people_of(found: Standing, keys: Iterable[str]) -> list[Person]:
    """Those elected with the figures of the round that elected them, in the order of `keys`."""
    last: dict[str, Person] = {}
    for one in found.rounds:
        if one.outcome is not None:
            last |= {person.key: person for person in one.outcome.people}
    return [last[key] for key in keys if key in last]
