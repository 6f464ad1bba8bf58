"""Lists of organisations: what a file would be read as, importing, exporting, undoing. The same steps as the pages."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
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
    set_up_django,
    unreadable,
    unwritable,
)
from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse
from daihoi.core.organisations.sheet import (
    Layout,
    Parsed,
    compare,
    filled_columns,
    guess_layout,
    parse,
    sheet_of,
)
from daihoi.core.tables import Table, letter

_SHOWN = 50  # findings of one import that are printed without --json


@dataclass(frozen=True)
class ColumnLine:
    """A column of the file as it is read."""

    column: str
    heading: str
    field: str
    confidence: float


def register(subparsers: Subparsers) -> None:
    parser = command(
        subparsers, "sheet", sheet, help="say how a list would be read, without a database", needs_database=False
    )
    _file(parser)
    parser = command(subparsers, "import", import_, help="read a list of organisations into the tree", needs_actor=True)
    _file(parser)
    parser.add_argument("--into", metavar="CODE", required=True, help="the organisation that the list is read into")
    parser.add_argument(
        "--as-of", type=day, metavar="YYYY-MM-DD", help="the day that the list stands for (default: today)"
    )
    parser.add_argument("--decision", default="", metavar="NUMBER", help="the number of the decision")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    parser.add_argument("--end-missing", action="store_true", help="what the list leaves out ends the day before")
    parser = command(
        subparsers, "export", export, help="write an organisation and all below it as a list", needs_actor=True
    )
    parser.add_argument("code", help="the organisation's code")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="the day (default: today)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="FILE.xlsx or FILE.csv")
    parser = command(subparsers, "undo", undo, help="take an imported list, or another change, back", needs_actor=True)
    parser.add_argument("change", type=int, help="its number, as the import said it")


def _file(parser: object) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an .xlsx, .xls, .ods or .csv file")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet to read (default: the one with most rows)")
    parser.add_argument(
        "--layout", type=Path, metavar="FILE", help="how to read it, as daihoi sheet --json gives it (default: guessed)"
    )


def sheet(options: Options) -> int:
    set_up_django(options.lang)
    table, layout, _ = _read(options)
    parsed = parse(table, layout)
    if options.json:
        _show.as_json(
            {"sheet": table.name, "layout": layout.to_dict(), "rows": parsed.rows, "findings": parsed.findings}
        )
        return _ended(parsed.findings)
    lines = [
        ColumnLine(letter(one.index), one.heading, one.field.value if one.field else "", one.confidence)
        for one in layout.columns
    ]
    headings = {"column": N_("Column"), "heading": N_("Heading"), "field": N_("Holds"), "confidence": N_("Sure")}
    _show.rows(options, lines, headings)
    text = N_("{rows} organisations in rows {first} to {last} of sheet “{sheet}”; what stands under what: {hierarchy}.")
    _show.say(
        Message(
            text,
            {
                "rows": len(parsed.rows),
                "first": layout.first_row,
                "last": layout.last_row,
                "sheet": table.name,
                "hierarchy": layout.hierarchy.value,
            },
        )
    )
    _findings(options, parsed.findings)
    return _ended(parsed.findings)


def import_(options: Options) -> int:
    from daihoi.actions import organisations as actions  # noqa: PLC0415 app ready
    from daihoi.queries import clock  # noqa: PLC0415 app ready
    from daihoi.queries import organisations as queries  # noqa: PLC0415 app ready

    as_of = options.as_of or clock.today()
    place = queries.coded(actor=options.actor, code=options.into, as_of=as_of)
    parsed, digest = _parsed(options)
    if options.dry_run:
        return _dry_run(options, place.id, parsed, as_of)
    try:
        imported = actions.import_list(
            actor=options.actor,
            organisation=place.id,
            parsed=parsed,
            as_of=as_of,
            decision=actions.Decision(number=options.decision),
            file_name=options.file.name,
            file_sha256=digest,
            end_missing=options.end_missing,
        )
    except Refused as refused:
        _findings(options, refused.findings)
        return REFUSED
    if options.json:
        _show.as_json(imported)
        return FINE
    if imported.change is None:
        text = N_("Nothing changes: all {count} organisations are already as the list says.")
        _show.say(Message(text, {"count": imported.unchanged}))
        return FINE
    _findings(options, parsed.findings)
    _counts(imported.new, imported.changed, imported.unchanged, imported.ended)
    text = N_("Imported as change {change}; daihoi undo {change} takes it back.")
    _show.say(Message(text, {"change": imported.change}))
    return FINE


def _dry_run(options: Options, organisation: int, parsed: Parsed, as_of: date) -> int:
    """What an import would do, with every finding; nothing is written."""
    from daihoi.queries import clock  # noqa: PLC0415 app ready
    from daihoi.queries import organisations as queries  # noqa: PLC0415 app ready

    known = queries.known_below(actor=options.actor, organisation=organisation, as_of=as_of)
    path = queries.organisation(actor=options.actor, pk=organisation, as_of=clock.today()).path
    if not allows(options.actor, Permission.ORGANISATIONS_EDIT, path, clock.today()):
        raise NotHere
    plan = compare(parsed, known, organisation, as_of=as_of)
    found = [*parsed.findings, *plan.findings]
    counts = Counter(entry.action.value for entry in plan.entries)
    named = {pk for entry in plan.entries for pk in entry.predecessors}
    ending = [one for one in plan.missing if options.end_missing or one.id in named]
    if options.json:
        numbers = {name: counts[name] for name in ("new", "changed", "unchanged")}
        _show.as_json({**numbers, "ended": len(ending), "missing": len(plan.missing), "findings": found})
        return _ended(found)
    _findings(options, found)
    _counts(counts["new"], counts["changed"], counts["unchanged"], len(ending))
    if plan.missing and not options.end_missing:
        text = N_("{count} organisations stand in the tree, but not in the list.")
        _show.say(Message(text, {"count": len(plan.missing)}))
    _show.say(Message(N_("Nothing was written.")))
    return _ended(found)


def export(options: Options) -> int:
    from daihoi.office.tables import canonical_sheet, write_csv, write_xlsx  # noqa: PLC0415 slow import
    from daihoi.queries import clock  # noqa: PLC0415 app ready
    from daihoi.queries import organisations as queries  # noqa: PLC0415 app ready

    as_of = options.as_of or clock.today()
    if options.output.suffix.lower() not in (".xlsx", ".csv"):
        raise refuse("unknown_form", N_("Give the file a name that ends in .xlsx or .csv."))
    place = queries.coded(actor=options.actor, code=options.code, as_of=as_of)
    rows = sheet_of(queries.known_below(actor=options.actor, organisation=place.id, as_of=as_of))
    listed = canonical_sheet(place.name, as_of, rows)
    data = write_xlsx([listed]) if options.output.suffix.lower() == ".xlsx" else write_csv(listed)
    try:
        options.output.write_bytes(data)
    except OSError as error:
        raise unwritable(options.output, error) from error
    if options.json:
        _show.as_json({"file": str(options.output), "organisations": len(rows)})
    else:
        text = N_("{count} organisations were written to {file}.")
        _show.say(Message(text, {"count": len(rows), "file": options.output}))
    return FINE


def undo(options: Options) -> int:
    from daihoi.actions import organisations as actions  # noqa: PLC0415 app ready
    from daihoi.queries import clock  # noqa: PLC0415 app ready
    from daihoi.queries import organisations as queries  # noqa: PLC0415 app ready

    found = queries.changes_below(actor=options.actor, today=clock.today(), change=options.change)
    if not found:
        raise NotHere
    actions.undo(actor=options.actor, organisation=found[0].organisation, change=options.change)
    if options.json:
        _show.as_json({"undone": options.change})
    else:
        _show.say(Message(N_("Change {change} was taken back."), {"change": options.change}))
    return FINE


def _read(options: Options) -> tuple[Table, Layout, str]:
    """The chosen sheet, its layout, and the file's hash."""
    from daihoi.office.tables import UnreadableFile, read_tables  # noqa: PLC0415 slow import

    try:
        data = options.file.read_bytes()
        tables = read_tables(data, options.file.name)
    except UnreadableFile as error:
        raise Refused(Finding(Severity.ERROR, "unreadable", error.message)) from error
    except OSError as error:
        raise unreadable(options.file, error) from error
    if options.sheet is None:
        table = max(tables, key=lambda one: len(one.rows))
    else:
        named = [one for one in tables if one.name == options.sheet]
        if not named:
            text = N_("There is no sheet “{sheet}”; there are: {sheets}.")
            raise refuse("no_sheet", text, sheet=options.sheet, sheets=", ".join(one.name for one in tables))
        table = named[0]
    filled_columns(table)
    layout = _layout(options.layout) if options.layout else guess_layout(table)
    return table, layout, sha256(data).hexdigest()


def _parsed(options: Options) -> tuple[Parsed, str]:
    """The rows of the file and its hash; the cells, which are many, are let go."""
    table, layout, digest = _read(options)
    return parse(table, layout), digest


def _layout(path: Path) -> Layout:
    """A layout as `daihoi sheet --json` printed it: the whole answer, or its part "layout"."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Layout.from_dict(values.get("layout", values))
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        text = N_("{file} holds no layout as daihoi sheet --json gives it: {what}")
        raise refuse("no_layout", text, file=path, what=error) from error


def _counts(new: int, changed: int, unchanged: int, ended: int) -> None:
    text = N_("{new} new, {changed} changed, {unchanged} unchanged, {ended} ended.")
    _show.say(Message(text, {"new": new, "changed": changed, "unchanged": unchanged, "ended": ended}))


def _findings(options: Options, found: Sequence[Finding]) -> None:
    """Findings, errors first; without --json only so many as a person reads."""
    order = list(Severity)
    found = sorted(found, key=lambda one: (order.index(one.severity), one.place.row or 0))
    _show.findings(options, found if options.json else found[:_SHOWN])
    if len(found) > _SHOWN and not options.json:
        _show.say(Message(N_("… and {count} more; --json gives them all."), {"count": len(found) - _SHOWN}))


def _ended(found: Iterable[Finding]) -> int:
    """Notes only tell; anything else needs attention."""
    return FINDINGS if any(one.severity is not Severity.NOTE for one in found) else FINE
