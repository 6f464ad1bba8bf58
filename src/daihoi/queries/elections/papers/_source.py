"""What a paper is made of: the election as its page shows it, its congress, names as they were on the day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from daihoi.core.elections import Ask, Decision, Person, Record, Setting, Standing, standing
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
        """The counting committee, its head first."""
        members = sorted(self.view.counters, key=lambda one: not one.head)
        return tuple(p.Person(one.name, "Trưởng ban" if one.head else "Ủy viên") for one in members)

    @property
    def head(self) -> str:
        return next((one.name for one in self.view.counters if one.head), "")


def through(record: Record, number: int | None) -> Record:
    """The election up to a round: what its result led to, later rounds and names added for them left out, so that a
    paper of a round and its result file stay what was signed. Ballots of annulled rounds count for nothing."""
    rounds = [
        replace(one, ballots=None) if one.annulled else one
        for one in record.rounds
        if number is None or one.number <= number
    ]
    decisions = tuple(one for one in record.decisions if number is None or _led_to(one, number))
    named = {key for one in rounds for key in one.keys} | {key for one in decisions for key in one.names}
    candidates = tuple(one for one in record.candidates if one.key in named)
    return replace(record, rounds=tuple(rounds), decisions=decisions, candidates=candidates)


def _led_to(one: Decision, number: int) -> bool:
    """Was it decided before the round's minutes are signed? What its ties and vacant seats lead to comes after."""
    return one.round < number or (one.round == number and one.ask not in {Ask.TIE, Ask.SHORTAGE})


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
