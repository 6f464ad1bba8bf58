"""Weekly reports on the command line, and the worker that makes those that come due."""

import threading
import time
from datetime import date
from pathlib import Path

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, day, group, unwritable
from daihoi.core.access import Actor
from daihoi.core.messages import N_, Message, Refused

EVERY = 60  # seconds between two looks at what has come due
SYSTEM = Actor(None, "daihoi")


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "worker", worker, help="make the weekly reports that come due, until Ctrl-C")
    parser.add_argument("--once", action="store_true", help="make what is due now and stop")
    parser.epilog = (
        "daihoi serve does the same beside its pages, so a worker is needed only where another server shows them."
    )
    reports = group(subparsers, "report", help="weekly reports")
    made = command(reports, "make", make, help="make the report of an organisation on a week", needs_actor=True)
    made.add_argument("code", help="the organisation's code")
    made.add_argument("--term", required=True, help="like 2020-2025")
    made.add_argument("--week-to", type=day, metavar="YYYY-MM-DD", help="the last day of the week (default: today)")
    made.add_argument("--word", type=Path, metavar="FILE", help="also write the Word file")


def make(options: Options) -> int:
    """Make a report as somebody may; prints its figures."""
    from daihoi.actions import reports as actions  # noqa: PLC0415 app ready
    from daihoi.office.papers.weekly import weekly_report  # noqa: PLC0415 slow import
    from daihoi.queries import clock, organisations  # noqa: PLC0415 app ready
    from daihoi.queries import reports as queries  # noqa: PLC0415 app ready

    week_to: date = options.week_to or clock.today()
    card = organisations.coded(actor=options.actor, code=options.code, as_of=clock.today())
    pk = actions.make_report(actor=options.actor, organisation=card.id, term=options.term, week_to=week_to)
    paper = queries.paper(actor=options.actor, pk=pk)
    if options.word:
        try:
            options.word.write_bytes(weekly_report(paper))
        except OSError as error:
            raise unwritable(options.word, error) from error
    if options.json:
        _show.as_json(paper)
        return FINE
    headings = {
        "title": N_("Figure"),
        "now": N_("Value"),
        "whole": N_("Out of"),
        "share": N_("Share"),
        "change": N_("In a week"),
    }
    for part in paper.parts:
        print(part.title)
        _show.rows(options, list(part.lines), headings)
        print()
    return FINE


def worker(options: Options) -> int:
    """Look at what has come due, again and again."""
    while True:
        made = make_due()
        if options.json:
            _show.as_json({"made": made})
        elif made or options.once:
            _show.say(Message(N_("Weekly reports made: {count}"), {"count": made}))
        if options.once:
            return FINE
        time.sleep(EVERY)


def make_due() -> int:
    """Make every report that has come due; how many. Another worker may have been quicker with some of them.

    Uploads that were left alone go at the same time.
    """
    from daihoi.actions.reports import make_due_report  # noqa: PLC0415 app ready
    from daihoi.data.uploaded import sweep_all  # noqa: PLC0415 app ready
    from daihoi.queries import clock  # noqa: PLC0415 app ready
    from daihoi.queries.reports import due_schedules  # noqa: PLC0415 app ready

    sweep_all()
    made = 0
    for organisation, term, week_to in due_schedules(actor=SYSTEM, now=clock.now()):
        try:
            make_due_report(actor=SYSTEM, organisation=organisation, term=term, week_to=week_to)
        except Refused:
            continue
        made += 1
    return made


def beside_pages() -> threading.Event:
    """Start the worker in a thread of the web server; it ends when the event is set."""
    from django.db import close_old_connections  # noqa: PLC0415 slow import

    stop = threading.Event()

    def run() -> None:
        while not stop.wait(EVERY):
            try:
                make_due()
            except Exception as error:  # pages go on; the next look may succeed
                _show.complain(Message(N_("The weekly reports could not be made: {what}"), {"what": error}))
            finally:
                close_old_connections()

    threading.Thread(target=run, name="daihoi-worker", daemon=True).start()
    return stop
