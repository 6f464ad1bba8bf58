"""The generated pages of docs/: written from the code, so that they cannot tell anything else."""

import argparse
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from daihoi.cli import _show
from daihoi.cli._frame import FINDINGS, FINE, Options, Subparsers, command, set_up_django
from daihoi.core import access, audit
from daihoi.core.indicators.catalogue import CATALOGUE
from daihoi.core.messages import N_, Message, refuse

NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "docs", docs, help="write the generated pages of docs/", needs_database=False)
    parser.add_argument("--folder", type=Path, default=Path("docs"), help="where they are (default: docs)")
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages are old (exit code 1)")


def docs(options: Options) -> int:
    set_up_django(options.lang)
    if not options.folder.is_dir():
        raise refuse("no_folder", N_("There is no folder {folder}."), folder=options.folder)
    old = []
    for name, page in PAGES.items():
        path, text = options.folder / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        old.append(name)
        if not options.check:
            path.write_text(text, encoding="utf-8")
    if options.json:
        _show.as_json({"old": old} if options.check else {"written": old})
    for name in () if options.json else old:
        sentence = N_("{file} is not what the code says: run make docs") if options.check else N_("{file} was written")
        _show.say(Message(sentence, {"file": options.folder / name}))
    return FINDINGS if options.check and old else FINE


def actions_page() -> str:
    """Every write: what it is called, who may, what it logs; then roles and the catalogue of events."""
    from daihoi import actions  # noqa: PLC0415 app ready
    from daihoi.actions._gate import ACTIONS, DRAFTS  # noqa: PLC0415 app ready

    for module in pkgutil.walk_packages(actions.__path__, "daihoi.actions."):
        importlib.import_module(module.name)
    by_event: dict[str, list[str]] = defaultdict(list)
    rows = []
    for name, one in sorted(ACTIONS.items()):
        by_event[one.event].append(f"`{name}`")
        may = f"`{one.permission.value}`" if one.permission else "the command line only"
        rows.append((f"`{name}`", may, f"`{one.event}`", " ".join(one.doc.split("\n\n")[0].split())))
    drafts = [(f"`{name}`", f"`{one.permission}`", " ".join(one.doc.split())) for name, one in sorted(DRAFTS.items())]
    roles = [
        (f"`{role.value}`", access.ROLE_NAMES[role], ", ".join(f"`{permission}`" for permission in sorted(permissions)))
        for role, permissions in access.PERMISSIONS.items()
    ]
    events = [(f"`{event}`", meaning, ", ".join(by_event.get(event, ["–"]))) for event, meaning in audit.EVENTS.items()]
    return _page(
        "Actions, permissions, events",
        "Every change passes the gate (`actions/_gate.py`): it asks the permission at the organisation, runs in one",
        "transaction and writes one event into the audit log's chain, or nothing happens at all. A role holds at its",
        "organisation and everywhere below, from a day to a day.",
        sections={
            "Actions": _table(("Action", "May", "Event", "What it does"), rows),
            "Drafts": [
                "What somebody is still typing is kept without an event (ADR 10); entering it is an action.",
                "",
                *_table(("Draft", "May", "What it keeps"), drafts),
            ],
            "Roles": _table(("Role", "Name", "Permissions"), roles),
            "Events": _table(("Event", "Meaning", "Written by"), events),
        },
    )


def cli_page() -> str:
    """Every command with its options, out of the parser itself."""
    from daihoi.cli.main import EPILOG, build_parser  # noqa: PLC0415 app ready

    sections = dict(_commands("daihoi", build_parser()))
    return _page("Commands", *EPILOG.split("; "), sections=sections)


def _commands(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, list[str]]]:
    """Every command under a parser by its full name, in order; those of a group one by one."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, one in sorted(action.choices.items()):
                yield from _commands(f"{name} {word}", one)
            return
    rows = [row for action in parser._actions if (row := _option(action))]
    lines = [parser.description or "", "", *_table(("Option", "Meaning"), rows)]
    yield name, [*lines, "", parser.epilog] if parser.epilog else lines


def _option(action: argparse.Action) -> tuple[str, str] | None:
    if isinstance(action, argparse._HelpAction):
        return None
    names = " ".join(f"`{name}`" for name in action.option_strings) or f"`{action.dest}`"
    if action.nargs != 0 and action.option_strings:
        names += f" {action.metavar or '|'.join(map(str, action.choices or ())) or action.dest.upper()}"
    needed = "needed; " if action.required and action.option_strings else ""
    return names, needed + (action.help or "").replace("%%", "%")


def indicators_page() -> str:
    """Every figure that boards, targets and reports may ask for."""
    rows = [
        (f"`{one.name}`", one.title, one.sentence, one.unit, one.level.value if one.level else "any")
        for one in CATALOGUE.values()
    ]
    return _page(
        "Indicators",
        "The only place where a figure is defined is `core/indicators/catalogue.py`. A province's overlay sets targets",
        "by naming indicators; each figure on a page leads to the records that were counted.",
        sections={"Catalogue": _table(("Name", "Title", "Sentence", "Unit", "Level"), rows)},
    )


def rules_page() -> str:
    """Every rule with its article and certainty."""
    from daihoi.core.personnel.retirement import retirement_manual  # noqa: PLC0415 slow import
    from daihoi.core.personnel.structure.own import own_manual  # noqa: PLC0415 slow import
    from daihoi.core.rules import manual  # noqa: PLC0415 slow import
    from daihoi.queries import rules  # noqa: PLC0415 app ready

    overlays = sorted(rules.sample_overlays(), key=lambda one: one.id)
    return manual(rules.packs(), overlays, rules.holidays(), [retirement_manual(rules.retirement()), own_manual()])


PAGES: dict[str, Callable[[], str]] = {
    "actions.md": actions_page,
    "cli.md": cli_page,
    "indicators.md": indicators_page,
    "rules.md": rules_page,
}


def _page(title: str, *lead: str, sections: dict[str, list[str]]) -> str:
    lines = [f"# {title}", "", NOTE, "", *lead]
    for heading, body in sections.items():
        lines += ["", f"## {heading}", "", *body]
    return "\n".join(lines) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    def lines() -> Iterator[str]:
        head_cells = list(head)
        yield line(head_cells)
        yield line("---" for _ in head_cells)
        yield from map(line, rows)

    return list(lines())
