"""The command `daihoi`. Commands stand in cli/<subject>.py; modules with a leading underscore hold none."""

import argparse
import importlib
import pkgutil
import sys
from collections.abc import Sequence

from daihoi import __version__, cli
from daihoi.cli import _frame
from daihoi.cli._spoken import language, spoken

EPILOG = (
    "Exit codes: 0 fine; 1 something was found that needs attention; 2 refused, or not understood; "
    "3 it broke, the log says how. Settings come from the environment: see docs/operations.md."
)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command of every subject."""
    parser = argparse.ArgumentParser(
        prog="daihoi",
        description="The whole cycle of Vietnamese party congresses.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"daihoi {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for module in pkgutil.iter_modules(cli.__path__):
        if module.name != "main" and not module.name.startswith("_"):
            importlib.import_module(f"daihoi.cli.{module.name}").register(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    with spoken(language(given)):
        options = build_parser().parse_args(given)
    return _frame.run(options)


if __name__ == "__main__":
    sys.exit(main())
