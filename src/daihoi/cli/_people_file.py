"""Lists of people out of files, for commands that need no database."""

from dataclasses import dataclass, replace
from pathlib import Path

from daihoi.cli._frame import bytes_of, text_of
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.personnel import Listed, Organ, Seats
from daihoi.core.personnel.sheet import Layout, guess_people_layout, parse_people, scheme_file
from daihoi.core.rules import PackError
from daihoi.core.tables import Table, letter

TOO_LARGE = N_("{file} is larger than any list of people.")
MOST_PEOPLE = 5000


@dataclass(frozen=True)
class People:
    """What a file holds. `columns`: how a table was read, letter → what it holds."""

    listed: tuple[Listed, ...]
    pool: tuple[Listed, ...]
    seats: dict[Organ, Seats]
    columns: dict[str, str]
    findings: tuple[Finding, ...]


def people_of(path: Path, sheet: str | None) -> People:
    data = bytes_of(path, TOO_LARGE)
    if path.suffix.lower() == ".toml":
        try:
            seats, listed, pool = scheme_file(text_of(path, data), path.name)
        except PackError as error:
            raise refused(error) from error
        found = People(listed, pool, seats, {}, ())
    else:
        table, layout = _table(data, path, sheet)
        parsed = parse_people(table, layout)
        found = People(parsed.listed, parsed.pool, {}, _columns(layout), parsed.findings)
    people = len(found.listed) + len(found.pool)
    if not people and not any(one.severity is Severity.ERROR for one in found.findings):
        raise refuse("nobody", N_("{file} names nobody."), file=path)
    if people > MOST_PEOPLE:
        raise refuse("too_many", N_("{file} names more people than any scheme: {count}."), file=path, count=people)
    return found


def _table(data: bytes, path: Path, sheet: str | None) -> tuple[Table, Layout]:
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
    return table, guess_people_layout(table)


def _columns(layout: Layout) -> dict[str, str]:
    return {letter(one.index): one.field.value if one.field else "" for one in layout.columns if one.heading}


def renamed(one: Listed, mark: str) -> Listed:
    """People of a second file have keys of their own."""
    return replace(one, person=replace(one.person, key=f"{mark}{one.person.key}"))


def refused(error: PackError) -> Refused:
    return Refused(Finding(Severity.ERROR, "unreadable", error.message))
