"""The frame of all commands: options that they share, what must be ready before one runs, and how one ends.

A module `cli/<subject>.py` has `register(subparsers)`, which calls `command` once a command. A command is a function
of its options that returns an exit code; it imports queries and actions inside, once Django is ready.
"""

import argparse
import os
import secrets
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from daihoi.cli import _show
from daihoi.cli._spoken import LANGUAGES, wrong
from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Message, Refused, refuse

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Subparsers = object

# How a command ends; docs/cli.md says it too.
MOST_BYTES = 40_000_000  # of a file; as much as a page takes
FINE = 0
FINDINGS = 1
REFUSED = 2
BROKEN = 3

Options = argparse.Namespace
Run = Callable[[Options], int]


def command(
    subparsers: Subparsers,
    name: str,
    run: Run,
    *,
    help: str,
    needs_database: bool = True,
    needs_actor: bool = False,
) -> argparse.ArgumentParser:
    """Add a command and return its parser, for the options of its own.

    `needs_database`: Django is set up and the database is of this version before it runs. `needs_actor`: it acts for
    a person, so --as must be given, and `options.actor` is that person with their grants.
    """
    parser = subparsers.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.", allow_abbrev=False)
    common = parser.add_argument_group("common options")
    common.add_argument("--json", action="store_true", help="print JSON instead of a table")
    common.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of sentences (default: vi)")
    if needs_actor:
        common.add_argument("--as", dest="user", metavar="USER", required=True, help="act as this account may")
    parser.set_defaults(run=run, needs_database=needs_database)
    return parser


def group(subparsers: Subparsers, name: str, *, help: str) -> Subparsers:
    """A word under which commands of one subject stand ("daihoi election outcome"); `command` adds them to it."""
    parser = subparsers.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.", allow_abbrev=False)
    nested: Subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    return nested


def day(text: str) -> date:
    """A day given as an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise wrong(N_("{given!r} is no day: give it as 2025-07-01"), given=text) from error


def port(text: str) -> int:
    """A port given as an option."""
    if text.isdigit() and int(text) < 65536:
        return int(text)
    raise wrong(N_("{given!r} is no port: give a number from 0 to 65535"), given=text)


def unreadable(path: Path, error: OSError) -> Refused:
    return refuse("cannot_read", N_("{file} cannot be read: {what}"), file=path, what=error.strerror or error)


def bytes_of(path: Path, too_large: str) -> bytes:
    """What a file holds. `too_large`: the sentence, with {file}, for one that is larger than a page takes."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MOST_BYTES:
        raise refuse("too_large", too_large, file=path)
    return data


def text_of(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse("not_utf8", N_("{file} is not text in UTF-8. Save it as UTF-8."), file=path) from error


def unwritable(path: Path | str, error: OSError) -> Refused:
    return refuse("unwritable", N_("{file} cannot be written: {what}"), file=path, what=error.strerror or error)


def set_up_django(lang: str, *, keeps_nothing: bool = False) -> None:
    """Make Django ready, without touching the database. `keeps_nothing`: nothing is signed or stored, so that the
    installation's key is not made either and DAIHOI_HOME stays as it is."""
    import django  # noqa: PLC0415 slow import
    from django.conf import settings  # noqa: PLC0415 slow import
    from django.utils import translation  # noqa: PLC0415 slow import

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daihoi.config.settings")
    if keeps_nothing and not settings.configured:
        os.environ.setdefault("DAIHOI_SECRET_KEY", secrets.token_urlsafe(48))
    django.setup()
    translation.activate(lang)


def pending_migrations() -> list[str]:
    """Names of the migrations that the database still needs, in order; [] when it is of this version."""
    from django.db import connection  # noqa: PLC0415 app ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 slow import

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _prepare(options: Options) -> None:
    if not options.needs_database:
        return
    set_up_django(options.lang)
    if pending_migrations():
        raise refuse("database_not_ready", N_("The database is not of this version yet: run daihoi migrate first."))
    if getattr(options, "user", None):
        from daihoi.queries.access import actor_named  # noqa: PLC0415 app ready

        options.actor = actor_named(username=options.user)


def run(options: Options) -> int:
    """Run the chosen command; whatever happens, a person sees sentences and never a traceback."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 slow import
    from django.db import Error as DatabaseError  # noqa: PLC0415 slow import

    try:
        _prepare(options)
        ended: int = options.run(options)
    except Refused as refused:
        _show.findings(options, refused.findings, file=sys.stderr)
        return REFUSED
    except NotHere:
        # Unknown and forbidden are told alike, as on pages.
        _show.complain(Message(N_("There is nothing like that here, or not for this account.")))
        return REFUSED
    except ImproperlyConfigured as error:
        _show.complain(Message(N_("A setting cannot be used: {what}"), {"what": error}))
        return REFUSED
    except DatabaseError as error:
        return _broken(error, Message(N_("The database cannot be used: {what}"), {"what": _one_line(error)}))
    except BrokenPipeError:
        # Whoever reads (head, less) has seen enough; nothing more can be printed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _broken(error, Message(N_("Something unexpected happened: {what}"), {"what": _one_line(error)}))
    return ended


def _one_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _broken(error: BaseException, message: Message) -> int:
    """One sentence for the person, the whole story in the log."""
    _show.complain(message)
    log = Path(os.environ.get("DAIHOI_HOME", "var")) / "log" / "commands.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {' '.join(sys.argv[1:2])}\n")
            traceback.print_exception(error, file=file)
    except OSError:
        traceback.print_exception(error, file=sys.stderr)  # no log can be written: better here than nowhere
    else:
        _show.complain(Message(N_("Details are in {file}"), {"file": log}))
    return BROKEN
