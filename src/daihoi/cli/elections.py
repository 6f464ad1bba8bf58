"""Elections out of files, without a database: what a count gives, whether a result file holds, ballots to print."""

import hashlib
import random
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from daihoi.cli import _election, _show
from daihoi.cli._frame import (
    FINDINGS,
    FINE,
    Options,
    Subparsers,
    bytes_of,
    command,
    group,
    set_up_django,
    text_of,
    unwritable,
)
from daihoi.cli._spoken import wrong
from daihoi.core.elections import (
    Candidate,
    Decisions,
    NextRound,
    Record,
    Setting,
    Style,
    allowed_in,
    standing,
    style_of,
)
from daihoi.core.elections.files import Header, header, open_file, record_of, setting_of
from daihoi.core.elections.resultfile import result_file, verify
from daihoi.core.messages import N_, Finding, Message, Refused, Severity, refuse
from daihoi.core.rules import PackError, RulePack, apply, parse_overlay

_LEAST_DIGITS = 12  # of a hash on paper
_EXAMPLES = "Examples stand in docs/examples/elections; docs/file-formats.md says what a file may hold."


def register(subparsers: Subparsers) -> None:
    nested = group(subparsers, "election", help="work on elections out of files, without a database")
    parser = command(
        nested, "outcome", outcome, help="compute who is elected, and what is still open", needs_database=False
    )
    parser.epilog = f"Exit code 1: something is open, or does not reconcile. {_EXAMPLES}"
    _file(parser, "an election in TOML or JSON")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the result file there")
    _force(parser)
    parser = command(nested, "verify", verify_, help="compute a result file again", needs_database=False)
    parser.epilog = "Exit code 0: all holds; 1: something does not."
    _file(parser, "a result file")
    parser.add_argument(
        "--hash", type=_hash, metavar="HEX", help="the hash as the signed minutes have it, or its first 12 digits"
    )
    parser = command(
        nested, "ballots", ballots, help="make the ballots of the next round to print", needs_database=False
    )
    parser.epilog = (
        "Writes NAME.pdf and NAME.layout.json, which the reader of scanned ballots needs. With --sample the ballots "
        "are marked at random, to try counting: NAME.sample.pdf, and NAME.sample.txt with what was marked."
    )
    _file(parser, "an election in TOML or JSON")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    parser.add_argument("--round", type=int, metavar="N", help="a round of the file (default: the one that is due)")
    parser.add_argument("--paper", choices=("A4", "A5"), default="A4", help="the paper (default: A4)")
    parser.add_argument("--columns", type=int, choices=(1, 2), help="columns of names (default: as they fit)")
    parser.add_argument("--copies", type=int, default=1, metavar="N", help="how many ballots (default: 1)")
    parser.add_argument("--sample", action="store_true", help="mark the ballots at random, as samples")
    _force(parser)


def _file(parser: object, what: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=what)


def _force(parser: object) -> None:
    parser.add_argument("--force", action="store_true", help="write over files that are there")


def _hash(text: str) -> str:
    found = text.strip().lower()
    if not _LEAST_DIGITS <= len(found) <= 64 or set(found) - set("0123456789abcdef"):
        raise wrong(N_("{given!r} is no hash: give at least {least} of its digits"), given=text, least=_LEAST_DIGITS)
    return found


def outcome(options: Options) -> int:
    setting, record, head = _read(options)
    found = standing(setting, record)
    if options.output is not None:
        _write({options.output: result_file(setting, record, head).encode()}, force=options.force)
    if options.json:
        _show.as_json(_election.plain(setting, record, found))
    else:
        _election.say_base(found)
        for one in found.rounds:
            _election.say_round(found, one)
        _election.say_end(record, found)
    return FINE if found.over and not found.open and not _election.errors(found) else FINDINGS


def verify_(options: Options) -> int:
    set_up_django(options.lang, keeps_nothing=True)
    text = _text(options.file)
    try:
        setting, record, found, faults = verify(text, options.file.name, _pack)
        own = open_file(text, options.file.name).text("sha256")
    except PackError as error:
        raise _refused(error) from error
    if options.hash and not own.startswith(options.hash):
        message = N_("The file's hash is {own}, not the {given} of the minutes: it is another file.")
        params = {"own": own[:_LEAST_DIGITS], "given": options.hash[:_LEAST_DIGITS]}
        faults = (Finding(Severity.ERROR, "other_hash", Message(message, params)), *faults)
    if options.json:
        told = _election.plain(setting, record, found)
        _show.as_json({"holds": not faults, "sha256": own, "faults": faults, **told})
        return FINDINGS if faults else FINE
    _show.findings(options, faults)
    if not faults:
        _show.say(Message(N_("All holds: computed again, the election gives the result that the file tells.")))
    _show.say(Message(N_("Hash of the file: {hash}"), {"hash": own}))
    _election.say_end(record, found)
    return FINDINGS if faults else FINE


def ballots(options: Options) -> int:
    from daihoi.office.ballots import make, sample_deck_pdf  # noqa: PLC0415 slow import

    setting, record, head = _read(options)
    due, allowed = _due(setting, record, options.round)
    people = {one.key: one for one in record.candidates}
    names = [people[key] for key in due.keys]
    style = style_of(len(names), allowed)
    text = _ballot_text(head, due, allowed, names, style)
    made = make(text, style, paper=options.paper, columns=options.columns or "auto", copies=options.copies)
    stem = options.out / options.file.stem
    files = {stem.with_name(f"{stem.name}.layout.json"): made.layout_text.encode()}
    if options.sample:
        marks = _sample_marks(style, len(names), allowed, options.copies)
        files[stem.with_name(f"{stem.name}.sample.pdf")] = sample_deck_pdf(made.layout, marks, 1)
        files[stem.with_name(f"{stem.name}.sample.txt")] = ("\n".join(marks) + "\n").encode()
    else:
        files[stem.with_name(f"{stem.name}.pdf")] = made.pdf
    _write(files, force=options.force)
    told = [str(path) for path in sorted(files)]
    if options.json:
        _show.as_json(
            {
                "files": told,
                "round": due.number,
                "style": style,
                "names": len(names),
                "allowed": allowed,
                "copies": options.copies,
                "pages": made.pages,
                "font": made.font,
                "layout_sha256": made.layout_sha256,
            }
        )
        return FINE
    for path in told:
        _show.say(Message(N_("{file} was written"), {"file": path}))
    sentence = N_("{copies} ballots of {pages} pages each, {names} names, at most {allowed} to vote for. Font: {font}.")
    params = {"copies": options.copies, "pages": made.pages, "names": len(names), "allowed": allowed}
    _show.say(Message(sentence, {**params, "font": made.font}))
    return FINE


# Reading


def _text(path: Path) -> str:
    return text_of(path, bytes_of(path, N_("{file} is larger than any election's file.")))


def _pack(id: str, overlay: str) -> RulePack:
    """The rules under an id, with an overlay's text over them. KeyError for an unknown id."""
    from daihoi.queries import rules  # noqa: PLC0415 app ready

    pack = {pack.id: pack for pack in rules.packs()}[id]
    return apply(pack, parse_overlay(overlay, "overlay")) if overlay.strip() else pack


def _read(options: Options) -> tuple[Setting, Record, Header]:
    set_up_django(options.lang, keeps_nothing=True)
    from daihoi.queries import rules  # noqa: PLC0415 app ready

    try:
        file = open_file(_text(options.file), options.file.name)
        if file.has("result") and file.has("sha256"):
            text = N_("{file} is a result file: daihoi election verify computes it again.")
            raise refuse("result_file", text, file=options.file)
        head = header(file)
        try:
            pack = _pack(head.pack, head.overlay_text)
        except KeyError as error:
            known = ", ".join(pack.id for pack in rules.packs())
            raise file.bad("pack", N_("one of {names}"), names=known) from error
        setting = setting_of(file, pack)
        record = record_of(file, setting)
        file.done()
    except PackError as error:
        raise _refused(error) from error
    return setting, record, head


def _refused(error: PackError) -> Refused:
    return Refused(Finding(Severity.ERROR, "unreadable", error.message))


# Writing


def _write(files: Mapping[Path, bytes], *, force: bool) -> None:
    """All of the files or none; one that is there only with --force."""
    there = [path for path in files if path.exists()]
    if there and not force:
        raise refuse("file_exists", N_("{file} is there already; --force writes over it."), file=there[0])
    parts = {path: path.with_name(f".{path.name}.part") for path in files}
    kept: dict[Path, bytes] = {}
    written: list[Path] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path].write_bytes(data)
        for path in there:
            kept[path] = path.read_bytes()
        for path, part in parts.items():
            part.replace(path)
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink()
            if path in kept:
                path.write_bytes(kept[path])
        raise unwritable(error.filename or "", error) from error
    finally:
        for part in parts.values():
            with suppress(OSError):  # there was no folder to leave it in
                part.unlink(missing_ok=True)


# Ballots


def _due(setting: Setting, record: Record, number: int | None) -> tuple[NextRound, int]:
    """The round whose ballots are to be printed, and for how many names one may vote."""
    found = standing(setting, record)
    waiting = [one for one in found.open if one.round == 0]
    if waiting:
        raise Refused(*(Finding(Severity.QUESTION, one.ask.value, one.message, rule=one.grounds.id) for one in waiting))
    asked = [one for one in record.rounds if one.number == number]
    if not asked and number is None:
        asked = [one for one in record.rounds[-1:] if not one.counted and not one.annulled]
    if asked:
        return NextRound(asked[0].number, asked[0].keys, asked[0].seats, asked[0].alternates), asked[0].allowed
    due = found.next
    if not record.rounds:
        due = NextRound(1, tuple(record.names), record.seats, record.alternates)
    if due is None or number not in {None, due.number}:
        text = N_(
            "No such ballot is due: the election is over, or something is still open. --round names one of the file."
        )
        raise refuse("no_round_due", text)
    return due, allowed_in(due, Decisions(record.decisions))


def _ballot_text(head: Header, due: NextRound, allowed: int, names: Iterable[Candidate], style: Style) -> object:
    from daihoi.core.elections.sheet import SAME_SHEETS, TITLE, BallotText, Name, instructions  # noqa: PLC0415 slow import

    for key in ("organisation", "congress", "title"):
        if not getattr(head, key).strip():
            text = N_('The file lacks "{key}", which stands on the ballot. Add it.')
            raise refuse("words_missing", text, key=key)
    return BallotText(
        organisation=tuple(head.organisation.splitlines()),
        congress=head.congress,
        term=head.term,
        title=TITLE,
        subject=head.title if due.number == 1 else f"{head.title} (lần {due.number})",
        instructions=instructions(style, allowed),
        seats=allowed,
        names=tuple(Name(one.name, one.note) for one in names),
        footers=(SAME_SHEETS,),
    )


def _sample_marks(style: Style, names: int, allowed: int, copies: int) -> list[str]:
    """Marks for ballots to try counting with; the same number gives the same marks. One in eight is invalid."""
    seed = hashlib.sha256(f"{style.value} {names} {allowed}".encode()).hexdigest()
    pen = random.Random(seed)
    found = []
    for _ in range(max(copies, 0)):
        if style is Style.STRIKE:
            votes = allowed + 1 if pen.random() < 1 / 8 else pen.randint(1, allowed)
            chosen = set(pen.sample(range(names), votes))
            found.append("".join("1" if place in chosen else "0" for place in range(names)))
        else:
            found.append("".join(pen.choices("102-", (12, 2, 1, 1), k=names)))
    return found
