"""Personnel schemes out of files, without a database: which rules a list keeps, and by how many people it misses."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from daihoi.cli import _feasible, _show
from daihoi.cli._frame import (
    FINDINGS,
    FINE,
    REFUSED,
    Options,
    Subparsers,
    bytes_of,
    command,
    day,
    group,
    set_up_django,
    text_of,
)
from daihoi.cli._people_file import MOST_PEOPLE, TOO_LARGE, People, people_of, refused, told_apart, with_pool
from daihoi.cli._personnel_setting import known_case, notes
from daihoi.cli._spoken import wrong
from daihoi.core.messages import N_, Finding, Message, Severity, refuse
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.personnel import (
    ORGAN_NAMES,
    STATE_NAMES,
    Check,
    Line,
    Organ,
    Scheme,
    Seats,
    Setting,
    State,
    age_finding,
    check,
    setting,
)
from daihoi.core.personnel.posts import post_findings
from daihoi.core.personnel.sheet import FIELD_NAMES
from daihoi.core.rules import PackError, RulePack, apply, choose, parse_overlay

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
    "Exit code 0: every rule is kept; 1: a rule is broken or cannot be told, or something in the file needs a look; 2: "
    "the file cannot be used. The columns that are known stand in docs/file-formats.md, examples in "
    "docs/examples/personnel."
)

_EPILOG_FEASIBLE = (
    "The people of the file are the draft that the list stays near to, those of --pool may come on it. Bodies without "
    "a number are not asked about. Exit code 0: there is a list that keeps every hard rule; 1: there is none, none was "
    "found within the limit, or it cannot be told yet whether it keeps them all, as where births are not known; 2: the "
    "file cannot be used. What --json prints stands in docs/file-formats.md."
)


def register(subparsers: Subparsers) -> None:
    nested = group(subparsers, "personnel", help="work on personnel schemes out of files, without a database")
    parser = command(
        nested, "check", check_, help="say which rules a list keeps, with the margin in people", needs_database=False
    )
    parser.epilog = _EPILOG
    _arguments(parser)
    parser = command(
        nested,
        "feasible",
        feasible,
        help="seek a list of these people that keeps all hard rules, or the fewest rules that cannot be kept together",
        needs_database=False,
    )
    parser.epilog = _EPILOG_FEASIBLE
    _arguments(parser)


def _arguments(parser: ArgumentParser) -> None:
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
    parser.add_argument("--vacant", type=_vacant, metavar="N", help="places of the committee left vacant on purpose")
    parser.add_argument(
        "--before", type=_number, metavar="N",
        help="the number of the committee that the rule compares with, as its line says: of the term before, of "
        "2015-2020, or appointed at the merger",
    )  # fmt: skip
    parser.add_argument("--standing-before", type=_number, metavar="N", help="the same of the standing committee")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise wrong(N_("{given!r} is no month: give it as 2025-07"), given=text) from error


def _number(text: str, least: int = 1) -> int:
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= MOST_PEOPLE:
        given = {"given": text, "least": least, "most": MOST_PEOPLE}
        raise wrong(N_("{given!r} is no number from {least} to {most}"), **given)
    return int(text)


def _vacant(text: str) -> int:
    return _number(text, 0)


def check_(options: Options) -> int:
    scheme, people = _scheme(options)
    if scheme is None:
        _show.findings(options, people.findings)
        return REFUSED
    try:
        found = check(scheme)
    except PackError as error:
        raise refused(error) from error
    ages = [*_ages(found.scheme, people), *post_findings(found.scheme.listed)]
    people = replace(people, findings=(*people.findings, *_nobody(found.scheme)))
    if options.json:
        _as_json(found, people, ages)
    else:
        _say(options, found, people, ages)
    return FINDINGS if _needs_attention(found, [*people.findings, *ages]) else FINE


def _scheme(options: Options) -> tuple[Scheme | None, People]:
    """The scheme that the files and the numbers give; None where a file has errors."""
    set_up_django(options.lang, keeps_nothing=True)
    under = _setting(options)
    people = people_of(options.file, options.sheet, under.pack.term)
    people = replace(people, findings=(*notes(options, under), *people.findings))
    if options.pool is not None:
        people = with_pool(people, people_of(options.pool, None, under.pack.term))
    people = told_apart(people)
    if any(one.severity is Severity.ERROR for one in people.findings):
        return None, people
    return Scheme(under, _seats(options, people), people.listed, people.pool), people


def feasible(options: Options) -> int:
    from daihoi.solver import LIMIT, Verdict, seek  # noqa: PLC0415 slow import

    scheme, people = _scheme(options)
    if scheme is None:
        _show.findings(options, people.findings)
        return REFUSED
    if not scheme.seats:
        raise refuse("no_numbers", N_("Give the number of seats of at least one body, such as --seats 15."))
    try:
        found = seek(scheme, limit=LIMIT)
    except PackError as error:
        raise refused(error) from error
    after = found.check.lines if found.check else ()
    if options.json:
        _show.as_json(_feasible.as_json(found, [_plain(line) for line in after], people.findings))
    else:
        lines = [_row(line, found.check) for line in after] if found.check else []
        _feasible.say(scheme, found, [[_show.translate(cell) for cell in _HEAD], *lines])
        if people.findings:
            print()
            _show.findings(options, people.findings)
    return FINE if found.verdict is Verdict.KEPT else FINDINGS


def _ages(scheme: Scheme, people: People) -> list[Finding]:
    """What the age rules find, with the row in which the person stands."""
    return [
        replace(finding, place=people.places.get(one.person.key, finding.place))
        for one in scheme.listed
        for finding in age_finding(one, scheme.setting)
    ]


def _nobody(scheme: Scheme) -> list[Finding]:
    """Where nobody stands, nothing is checked, so nothing is fine."""
    if any(one.organs for one in scheme.listed):
        return []
    text = N_("Nobody on the list stands for any body, so nothing was checked. Mark bodies, or put people on the list.")
    return [Finding(Severity.WARNING, "nobody_stands", Message(text))]


def _needs_attention(found: Check, told: Sequence[Finding]) -> bool:
    """A rule without a verified figure that the list keeps anyway, or without any, does not make a finding."""
    lines = (
        line.state is State.BROKEN or (line.state is State.OPEN and line.met is not True and line.needed is not None)
        for line in found.lines
    )
    return any(lines) or any(one.severity is not Severity.NOTE for one in told)


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
            text = text_of(options.overlay, bytes_of(options.overlay, TOO_LARGE))
            pack = apply(pack, parse_overlay(text, options.overlay.name))
    except PackError as error:
        raise refused(error) from error
    known_case(options.case, pack)
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
            raise refused(error) from error
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
    for organ, earlier in before.items():
        vacant = options.vacant if organ is Organ.COMMITTEE else None
        if earlier is None and vacant is None:
            continue
        if organ not in seats:
            text = N_("Give the number of seats too: {what}.")
            raise refuse("seats_missing", text, what=Message(ORGAN_NAMES[organ]))
        old = seats[organ]
        seats[organ] = _numbers(old.seats, old.vacant if vacant is None else vacant, earlier or old.before)
    return seats


def _numbers(seats: int, vacant: int, before: int | None) -> Seats:
    if vacant >= seats:
        text = N_("{vacant} vacant places leave nobody to be elected for {seats} seats.")
        raise refuse("all_vacant", text, vacant=vacant, seats=seats)
    return Seats(seats, vacant, before)


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
    pool = N_("from the pool")
    words = line.sentence.render(tr) + (f" ({tr(pool)}: {fill})" if fill else "")
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
