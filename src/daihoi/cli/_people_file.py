"""Lists of people out of files, for commands that need no database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from daihoi.cli._frame import bytes_of, text_of
from daihoi.core.messages import N_, Finding, Message, Place, Refused, Severity, refuse
from daihoi.core.personnel import Listed, Organ, Seats
from daihoi.core.personnel.alike import alike, known, pairs, surely
from daihoi.core.personnel.sheet import Field, Layout, guess_people_layout, parse_people, scheme_file
from daihoi.core.rules import PackError
from daihoi.core.tables import Table, letter
from daihoi.core.text import fold

TOO_LARGE = N_("{file} is larger than any list of people.")
MOST_PEOPLE = 5000


@dataclass(frozen=True)
class People:
    """What a file holds. `columns`: how a table was read, letter → what it holds; `places`: where people stand in it,
    by key."""

    listed: tuple[Listed, ...]
    pool: tuple[Listed, ...]
    seats: dict[Organ, Seats]
    columns: dict[str, str]
    findings: tuple[Finding, ...]
    places: Mapping[str, Place] = field(default_factory=dict)


def people_of(path: Path, sheet: str | None, term: str) -> People:
    """`term`: the one that the list is for; columns of earlier ones say nothing of it."""
    data = bytes_of(path, TOO_LARGE)
    if path.suffix.lower() == ".toml":
        try:
            seats, listed, pool = scheme_file(text_of(path, data), path.name)
        except PackError as error:
            raise refused(error) from error
        found = People(listed, pool, seats, {}, tuple(_twice(listed)))
    else:
        table, layout = _table(data, path, sheet, term)
        parsed = parse_people(table, layout)
        places = {one.listed.person.key: Place(table.name, one.row, _names(layout)) for one in parsed.rows}
        found = People(parsed.listed, parsed.pool, {}, _columns(layout), parsed.findings, places)
    people = len(found.listed) + len(found.pool)
    if not people and not any(one.severity is Severity.ERROR for one in found.findings):
        raise Refused(*refuse("nobody", N_("{file} names nobody."), file=path).findings, *found.findings)
    if people > MOST_PEOPLE:
        raise refuse("too_many", N_("{file} names more people than any scheme: {count}."), file=path, count=people)
    return found


def _twice(listed: Sequence[Listed]) -> Iterator[Finding]:
    """Those who stand in a file without rows more than once."""
    told: set[int] = set()
    for one, other in pairs(known(place, each.person) for place, each in enumerate(listed)):
        first, second = listed[one.id].person, listed[other.id].person
        if other.id not in told and alike(first, second):
            told.add(other.id)
            text = N_("{name} stands in the list more than once, or two people share name and birth month.")
            yield Finding(Severity.WARNING, "twice", Message(text, {"name": second.name}))


def _names(layout: Layout) -> str:
    place = layout.column(Field.NAME)
    return letter(place) if place is not None else ""


def _table(data: bytes, path: Path, sheet: str | None, term: str) -> tuple[Table, Layout]:
    from daihoi.office.tables import UnreadableFile, read_tables  # noqa: PLC0415 slow import

    try:
        tables = read_tables(data, path.name)
    except UnreadableFile as error:
        raise Refused(Finding(Severity.ERROR, "unreadable", error.message)) from error
    named = [one for one in tables if sheet in {None, one.name}]
    if not named:
        text = N_("There is no sheet “{sheet}”; there are: {sheets}.")
        raise refuse("no_sheet", text, sheet=sheet, sheets=", ".join(one.name for one in tables))
    table = max(named, key=lambda one: len(one.rows))
    return table, guess_people_layout(table, term)


def _columns(layout: Layout) -> dict[str, str]:
    return {letter(one.index): one.field.value if one.field else "" for one in layout.columns if one.heading}


def with_pool(people: People, more: People) -> People:
    """The pool of a second file beside that of the first; its people have keys of their own."""
    pool = tuple(replace(one, person=replace(one.person, key=f"p{one.person.key}")) for one in more.listed + more.pool)
    places = {f"p{key}": place for key, place in more.places.items()}
    return replace(
        people,
        pool=people.pool + pool,
        findings=(*people.findings, *more.findings),
        places={**people.places, **places},
    )


def told_apart(people: People) -> People:
    """Whoever surely stands on the list and in the pool, or in the pool twice, is one person with one key. Who only
    may be is left out of the pool, and told: people decide, and nobody is put on a list twice."""
    pool: dict[str, Listed] = {}
    doubtful: list[Finding] = []
    by_name: defaultdict[str, list[Listed]] = defaultdict(list)
    for one in people.listed:
        by_name[fold(one.person.name)].append(one)
    for one in people.pool:
        namesakes = by_name[fold(one.person.name)]
        same = [other for other in namesakes if alike(one.person, other.person)]
        sure = next((other for other in same if surely(one.person, other.person)), None)
        if sure is not None:
            key = sure.person.key
            pool.setdefault(key, replace(one, person=replace(one.person, key=key)))
        elif same:
            text = N_("{name} of the pool may be {other}, of row {row}; left out of the pool. Give both birth months.")
            where = people.places.get(same[0].person.key, Place())
            params = {"name": one.person.name, "other": same[0].person.name, "row": where.row or same[0].person.key}
            place = people.places.get(one.person.key, Place())
            doubtful.append(Finding(Severity.WARNING, "pool_doubtful", Message(text, params), place))
        else:
            pool[one.person.key] = one
            namesakes.append(one)
    return replace(people, pool=tuple(pool.values()), findings=(*people.findings, *doubtful))


def refused(error: PackError) -> Refused:
    return Refused(Finding(Severity.ERROR, "unreadable", error.message))
