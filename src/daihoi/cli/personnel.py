"""Personnel schemes out of files, without a database: which rules a list keeps, and by how many people it misses."""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from daihoi.cli import _show
from daihoi.cli._frame import (
    FINDINGS,
    FINE,
    REFUSED,
    Options,
    Subparsers,
    command,
    day,
    group,
    set_up_django,
    unreadable,
)
from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.personnel import (
    ORGAN_NAMES,
    STATE_NAMES,
    Check,
    Line,
    Listed,
    Organ,
    Scheme,
    Seats,
    Setting,
    State,
    age_findings,
    check,
    setting,
)
from daihoi.core.personnel.sheet import FIELD_NAMES, Layout, guess_people_layout, parse_people, scheme_file
from daihoi.core.rules import PackError, RulePack, apply, choose, parse_overlay
from daihoi.core.tables import Table, letter

MOST_BYTES = 40_000_000  # as much as a page takes
MOST_PEOPLE = 5000
_FILLERS = 3  # named on a line; --json has them all
_KINDS = {
    Level.CENTRAL: Kind.NATIONAL,
    Level.PROVINCE: Kind.PROVINCE,
    Level.UPPER: Kind.UPPER,
    Level.GRASSROOTS: Kind.GRASSROOTS_COMMITTEE,
    Level.SECTION: Kind.SECTION,
    Level.CELL: Kind.CELL,
}
_NUMBERS = {
    "seats": Organ.COMMITTEE,
    "standing": Organ.STANDING,
    "inspection": Organ.INSPECTION,
    "delegates": Organ.DELEGATION,
    "alternates": Organ.ALTERNATES,
}
_EPILOG = (
    "Exit code 0: every rule is kept; 1: a rule is broken, or cannot be told; 2: the file cannot be used. The columns "
    "that are known stand in docs/file-formats.md, examples in docs/examples/personnel."
)


@dataclass(frozen=True)
class People:
    """What a file holds. `columns`: how a table was read, letter → what it holds."""

    listed: tuple[Listed, ...]
    pool: tuple[Listed, ...]
    seats: dict[Organ, Seats]
    columns: dict[str, str]
    findings: tuple[Finding, ...]


def register(subparsers: Subparsers) -> None:
    nested = group(subparsers, "personnel", help="work on personnel schemes out of files, without a database")
    parser = command(
        nested, "check", check_, help="say which rules a list keeps, with the margin in people", needs_database=False
    )
    parser.epilog = _EPILOG
    parser.add_argument("file", type=Path, metavar="FILE", help="a list of people: .xlsx, .xls, .ods, .csv or .toml")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet to read (default: the one with most rows)")
    parser.add_argument("--pool", type=Path, metavar="FILE", help="the succession pool, a file of the same kinds")
    parser.add_argument(
        "--pack", required=True, metavar="ID", help="the rules: 2025-2030/2025-04-14, or a term together with --on"
    )
    parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="the day on which a term's rules are asked for")
    parser.add_argument("--overlay", type=Path, metavar="FILE", help="a locality's own rules over the pack")
    parser.add_argument("--level", required=True, choices=[one.value for one in Level], help="the organisation's level")
    parser.add_argument("--kind", choices=[one.value for one in Kind], help="its kind (default: the level's usual one)")
    parser.add_argument("--unit", choices=[one.value for one in Unit], default=Unit.OTHER.value, help="of what it is")
    parser.add_argument("--case", metavar="NAME", help="a case that the pack knows, such as merged_3 or hanoi")
    parser.add_argument("--reference", type=_month, metavar="YYYY-MM", help="ages count from it if no rule gives it")
    for name, organ in _NUMBERS.items():
        words = organ.value if organ is not Organ.DELEGATION else "delegation"
        parser.add_argument(f"--{name}", type=_number, metavar="N", help=f"how many the {words} shall have")
    parser.add_argument("--vacant", type=_number, metavar="N", help="places of the committee left vacant on purpose")
    parser.add_argument("--before", type=_number, metavar="N", help="members of the committee approved the term before")
    parser.add_argument("--standing-before", type=_number, metavar="N", help="the same of the standing committee")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no month: give it as 2025-07") from error


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= MOST_PEOPLE:
        raise ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_PEOPLE}")
    return int(text)


def check_(options: Options) -> int:
    set_up_django(options.lang, keeps_nothing=True)
    under = _setting(options)
    people = _people(options.file, options.sheet)
    pool = people.pool
    if options.pool is not None:
        more = _people(options.pool, None)
        people = replace(people, findings=(*people.findings, *more.findings))
        pool += tuple(_renamed(one, "p") for one in (*more.listed, *more.pool))
    errors = [one for one in people.findings if one.severity is Severity.ERROR]
    if errors:
        _show.findings(options, people.findings)
        return REFUSED
    try:
        found = check(Scheme(under, _seats(options, people), people.listed, pool))
    except PackError as error:
        raise _refused(error) from error
    ages = age_findings(found.scheme.listed, under)
    if options.json:
        _as_json(found, people, ages)
    else:
        _say(options, found, people, ages)
    return FINDINGS if _needs_attention(found, ages) else FINE


def _needs_attention(found: Check, ages: Sequence[Finding]) -> bool:
    """A rule without a verified figure that the list keeps anyway, or without any, does not make a finding."""
    lines = (
        line.state is State.BROKEN or (line.state is State.OPEN and line.met is not True and line.needed is not None)
        for line in found.lines
    )
    return any(lines) or any(one.severity is not Severity.NOTE for one in ages)


# Rules and numbers


def _setting(options: Options) -> Setting:
    from daihoi.queries import rules  # noqa: PLC0415 app ready

    kind = Kind(options.kind) if options.kind else _KINDS[Level(options.level)]
    if kind.level is not Level(options.level):
        text = N_("The kind {kind} stands at level {level}.")
        raise refuse("kind_level", text, kind=kind.value, level=kind.level.value)
    pack = _pack(options, rules.packs())
    try:
        if options.overlay is not None:
            pack = apply(pack, parse_overlay(_bytes(options.overlay).decode("utf-8"), options.overlay.name))
    except PackError as error:
        raise _refused(error) from error
    except UnicodeDecodeError as error:
        raise refuse("not_utf8", N_("{file} is not text in UTF-8. Save it as UTF-8."), file=options.overlay) from error
    return setting(pack, rules.retirement(), kind, Unit(options.unit), options.case, options.reference)


def _pack(options: Options, packs: Sequence[RulePack]) -> RulePack:
    """The pack of an id; of a term the one in force on --on."""
    by_id = {pack.id: pack for pack in packs}
    if options.pack in by_id:
        return by_id[options.pack]
    if options.pack in {pack.term for pack in packs}:
        if options.on is None:
            raise refuse("day_missing", N_("--pack names a term: give the day with --on, or one pack of: {ids}."),
                         ids=", ".join(by_id))  # fmt: skip
        try:
            return choose(packs, term=options.pack, on=options.on)
        except PackError as error:
            raise _refused(error) from error
    raise refuse("no_pack", N_("There are no rules “{id}”. Known are: {ids}."), id=options.pack, ids=", ".join(by_id))


def _seats(options: Options, people: People) -> dict[Organ, Seats]:
    """The file's numbers, and in their place those of the command line."""
    seats = dict(people.seats)
    before = {Organ.COMMITTEE: options.before, Organ.STANDING: options.standing_before}
    for name, organ in _NUMBERS.items():
        number = getattr(options, name)
        if number is not None:
            old = seats.get(organ, Seats(number))
            seats[organ] = _numbers(number, old.vacant, old.before)
    if options.vacant is not None or before[Organ.COMMITTEE] or before[Organ.STANDING]:
        for organ, earlier in before.items():
            vacant = options.vacant if organ is Organ.COMMITTEE else None
            if earlier is None and vacant is None:
                continue
            if organ not in seats:
                text = N_("Give the number of seats too: {what}.")
                raise refuse("seats_missing", text, what=Message(ORGAN_NAMES[organ]))
            old = seats[organ]
            seats[organ] = _numbers(old.seats, vacant or old.vacant, earlier or old.before)
    return seats


def _numbers(seats: int, vacant: int, before: int | None) -> Seats:
    if vacant >= seats:
        text = N_("{vacant} vacant places leave nobody to be elected for {seats} seats.")
        raise refuse("all_vacant", text, vacant=vacant, seats=seats)
    return Seats(seats, vacant, before)


# The file


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MOST_BYTES:
        raise refuse("too_large", N_("{file} is larger than any list of people."), file=path)
    return data


def _people(path: Path, sheet: str | None) -> People:
    data = _bytes(path)
    if path.suffix.lower() == ".toml":
        try:
            seats, listed, pool = scheme_file(data.decode("utf-8"), path.name)
        except UnicodeDecodeError as error:
            raise refuse("not_utf8", N_("{file} is not text in UTF-8. Save it as UTF-8."), file=path) from error
        except PackError as error:
            raise _refused(error) from error
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


def _renamed(one: Listed, mark: str) -> Listed:
    """People of a second file have keys of their own."""
    return replace(one, person=replace(one.person, key=f"{mark}{one.person.key}"))


def _refused(error: PackError) -> Refused:
    return Refused(Finding(Severity.ERROR, "unreadable", error.message))


# What is said

_HEAD = (
    N_("Rule"),
    N_("Party body"),
    N_("What"),
    N_("Figure"),
    N_("Must be"),
    N_("Margin"),
    N_("State"),
    N_("In words"),
)
_SIGNS = {"at_least": "≥", "more_than": "≥", "at_most": "≤", "less_than": "≤", "equal": "="}


def _say(options: Options, found: Check, people: People, ages: Sequence[Finding]) -> None:
    tr = _show.translate
    if people.columns:
        fields = {one.value: name for one, name in FIELD_NAMES.items()}
        read = ", ".join(f"{column} {tr(fields[field])}" for column, field in people.columns.items() if field)
        _show.say(Message(N_("Read as: {columns}"), {"columns": read}))
    text = N_("{count} people on the list, {pool} in the pool; rules {pack}.")
    params = {"count": len(found.scheme.listed), "pool": len(found.scheme.pool), "pack": found.scheme.setting.pack.id}
    _show.say(Message(text, params))
    print()
    _show.print_table([[tr(cell) for cell in _HEAD], *(_row(line, found) for line in found.lines)])
    told = [*people.findings, *ages]
    if told:
        print()
        _show.findings(options, told)


def _row(line: Line, found: Check) -> list[str]:
    tr = _show.translate
    figure = "–" if line.count is None else str(line.count) + (f"/{line.of}" if line.of is not None else "")
    figure += f" (?{line.unknown})" if line.unknown else ""
    sign = _SIGNS[line.compare] if line.compare is not None else ""
    names = {one.person.key: one.person.name for one in found.scheme.pool}
    fill = ", ".join(names[key] for key in line.fillers[:_FILLERS])
    words = line.sentence.render(tr) + (f" ({tr(N_('pool'))}: {fill})" if fill else "")
    return [
        line.grounds.id,
        tr(ORGAN_NAMES[line.organ]),
        line.name.render(tr),
        figure,
        "–" if line.needed is None else f"{sign}{line.needed}",
        "–" if line.margin is None else f"{line.margin:+d}",
        tr(STATE_NAMES[line.state]),
        words,
    ]


def _as_json(found: Check, people: People, ages: Sequence[Finding]) -> None:
    under = found.scheme.setting
    _show.as_json(
        {
            "pack": under.pack.id,
            "overlay": under.pack.overlay_id,
            "kind": under.kind,
            "unit": under.unit,
            "case": under.case,
            "reference": under.reference,
            "columns": people.columns,
            "listed": len(found.scheme.listed),
            "pool": len(found.scheme.pool),
            "blocked": found.blocked,
            "lines": [_plain(line) for line in found.lines],
            "findings": [*people.findings, *ages],
        }
    )


def _plain(line: Line) -> dict[str, object]:
    return {
        "rule": line.grounds.id,
        "key": line.key,
        "organ": line.organ,
        "name": line.name,
        "state": line.state,
        "severity": line.severity,
        "count": line.count,
        "of": line.of,
        "unknown": line.unknown,
        "needed": line.needed,
        "compare": line.compare,
        "margin": line.margin,
        "met": line.met,
        "sentence": line.sentence,
        "article": line.grounds.article,
        "certainty": line.grounds.certainty,
        "fillers": line.fillers,
    }
