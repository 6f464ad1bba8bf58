"""The first steps of an installation, which nobody can take on a page: its root, and its first system keeper."""

import getpass
import os
import sys

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, day
from daihoi.core.access import Actor
from daihoi.core.messages import N_, Message, refuse
from daihoi.core.organisations.kinds import Kind, Unit


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "setup", setup, help="found the root organisation of a new installation")
    parser.add_argument("--name", required=True, help="its full name")
    parser.add_argument("--code", required=True, help="its code, as lists and reports use it")
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.PROVINCE.value)
    parser.add_argument("--unit", choices=[unit.value for unit in Unit], default=Unit.PROVINCE.value)
    parser.add_argument("--since", type=day, required=True, metavar="YYYY-MM-DD", help="the day it was founded")
    parser = command(subparsers, "keeper", keeper, help="make the first account, a system keeper at the root")
    parser.add_argument("username", help="name to sign in with: letters a–z, digits, dot, dash, underline")
    parser.add_argument("--name", required=True, help="full name of the person")
    parser.epilog = "The password is asked for; without a terminal it is read from standard input."


def _machine_account() -> str:
    return f"{os.environ.get('SUDO_USER') or getpass.getuser()} (command line)"


def setup(options: Options) -> int:
    from daihoi.actions.access import set_up  # noqa: PLC0415 app ready

    root = set_up(
        actor=Actor(None, _machine_account()),
        name=options.name,
        code=options.code,
        kind=options.kind,
        unit=options.unit,
        valid_from=options.since,
    )
    if options.json:
        _show.as_json({"organisation": root})
    else:
        _show.say(Message(N_("The root organisation “{name}” was founded."), {"name": options.name}))
    return FINE


def keeper(options: Options) -> int:
    from daihoi.actions.access import make_first_keeper  # noqa: PLC0415 app ready
    from daihoi.queries import clock  # noqa: PLC0415 app ready

    user = make_first_keeper(
        actor=Actor(None, _machine_account()),
        username=options.username,
        full_name=options.name,
        password=_password(),
        valid_from=clock.today(),
    )
    if options.json:
        _show.as_json({"user": user})
    else:
        _show.say(
            Message(N_("{name} can sign in now and make the other accounts on the pages."), {"name": options.username})
        )
    return FINE


def _password() -> str:
    """Asked for twice at a terminal; else the first line of standard input. Never an argument: others could read it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(_show.translate(N_("Password (not shown): ")))
    if getpass.getpass(_show.translate(N_("The same password again: "))) != first:
        raise refuse("passwords_differ", N_("The two passwords are not the same."))
    return first
