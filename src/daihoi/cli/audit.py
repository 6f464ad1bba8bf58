"""Proof that nothing was changed behind the software's back, and what it logs."""

import re
from dataclasses import dataclass

from daihoi.cli import _show
from daihoi.cli._frame import FINDINGS, FINE, Options, Subparsers, command, set_up_django
from daihoi.cli._spoken import wrong
from daihoi.core.audit import EVENTS
from daihoi.core.messages import N_, Message


@dataclass(frozen=True)
class EventLine:
    """One event of the catalogue."""

    event: str
    meaning: Message


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "verify", verify, help="rebuild what is derived, and check the audit log's chains")
    parser.add_argument(
        "--head", type=_head, metavar="SEQ:HASH", help="also prove the event that was noted on paper as SEQ:HASH"
    )
    command(subparsers, "events", events, help="list the events that the audit log knows", needs_database=False)


def _head(text: str) -> tuple[int, str]:
    if found := re.fullmatch(r"(\d{1,15}):([0-9a-f]{8,64})", text):
        return int(found[1]), found[2]
    raise wrong(N_("{given!r}: give the number and the hash as they were noted, like 120:9f3c41d2…"), given=text)


def verify(options: Options) -> int:
    from daihoi.queries import verify as check  # noqa: PLC0415 app ready
    from daihoi.queries.audit import MAIN, verify_chains  # noqa: PLC0415 app ready

    parts: list[tuple[str, list[Message]]] = [
        (N_("Paths of organisations"), check.path_faults()),
        (N_("Stored figures of congresses"), check.stored_figure_faults()),
        (N_("Readings of ballots"), check.reading_faults()),
        (N_("Released results of elections"), check.result_faults()),
        (N_("Chains of the audit log"), verify_chains()),
    ]
    if options.head:
        seq, digest = options.head
        parts.append((N_("The noted event"), check.head_faults(chain=MAIN, seq=seq, digest=digest)))
    heads = check.heads()
    faults = [fault for _, found in parts for fault in found]
    if options.json:
        noted = [{"chain": chain, "seq": seq, "hash": digest} for chain, seq, digest in heads]
        _show.as_json({"ok": not faults, "faults": faults, "heads": noted})
        return FINDINGS if faults else FINE
    for title, found in parts:
        print(f"{'✗' if found else '✓'} {_show.translate(title)}")
        for fault in found:
            print(f"    {fault.render(_show.translate)}")
    for chain, seq, digest in heads:
        _show.say(Message(N_("To note on paper, chain {chain}: {head}"), {"chain": chain, "head": f"{seq}:{digest}"}))
    return FINDINGS if faults else FINE


def events(options: Options) -> int:
    set_up_django(options.lang)
    lines = [EventLine(event, Message(meaning)) for event, meaning in EVENTS.items()]
    _show.rows(options, lines, {"event": N_("Event"), "meaning": N_("Meaning")})
    return FINE
