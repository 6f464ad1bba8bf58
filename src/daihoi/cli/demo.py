"""A sample province to look at: Điện Biên on 15/5/2020, with the figures as they were published."""

import os
import time
from argparse import ArgumentTypeError
from dataclasses import dataclass
from pathlib import Path

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, set_up_django
from daihoi.core.messages import N_, Message, refuse

DAY = "2020-05-15"


@dataclass(frozen=True)
class SignIn:
    """One line of the list of sample accounts."""

    username: str
    password: str
    tour: Message


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "demo", demo, help="fill a sample province and serve it", needs_database=False)
    parser.add_argument("--no-serve", action="store_true", help="fill it and stop")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (default: 8000; 0: any free one)")
    parser.epilog = (
        "Its database is demo.sqlite3 in DAIHOI_HOME unless DAIHOI_DATABASE names another; one that holds other data "
        "is refused. Today is 15/5/2020 there, as every page says. It listens on this machine only."
    )


def _port(text: str) -> int:
    if text.isdigit() and int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no port: give a number from 0 to 65535")


def demo(options: Options) -> int:
    os.environ["DAIHOI_TODAY"] = DAY
    home = Path(os.environ.get("DAIHOI_HOME", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DAIHOI_DATABASE", f"sqlite:///{home / 'demo.sqlite3'}")
    set_up_django(options.lang)
    seconds = _fill()
    _tell(options, seconds)
    if options.no_serve:
        return FINE
    from daihoi.cli import service  # noqa: PLC0415 slow import

    options.host, options.threads, options.proxy = "127.0.0.1", 8, None
    return service.serve(options)


def _fill() -> float | None:
    """Build the sample where the database is empty; the seconds that took, None where it was there already."""
    from django.core.management import call_command  # noqa: PLC0415 app ready

    from daihoi.cli._sample import build  # noqa: PLC0415 app ready
    from daihoi.core.messages import Refused  # noqa: PLC0415 slow import

    begun = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if build.built():
        return None
    try:
        build.build()
    except Refused as refused:
        if refused.findings[0].code != "set_up":
            raise
        raise refuse(
            "not_the_sample",
            N_("This database holds data that are not the sample; leave it, and give DAIHOI_DATABASE another one."),
        ) from refused
    return time.perf_counter() - begun


def _tell(options: Options, seconds: float | None) -> None:
    from daihoi.cli._sample.build import ACCOUNTS, KEEPER  # noqa: PLC0415 app ready

    lines = [SignIn(one.username, one.password, Message(one.tour)) for one in (*ACCOUNTS, KEEPER)]
    if options.json:
        _show.as_json({"seconds": seconds, "accounts": lines})
        return
    if seconds is None:
        _show.say(Message(N_("The sample province is there already.")))
    else:
        text = N_("The sample province was built in {seconds} seconds: Điện Biên on 15/5/2020, figures as published.")
        _show.say(Message(text, {"seconds": f"{seconds:.1f}"}))
    print()
    headings = {"username": N_("User name"), "password": N_("Password"), "tour": N_("What to look at")}
    _show.rows(options, lines, headings)
    print()
