"""Writes go through the gate, reads are asked for by someone, and the catalogue of events is what is written."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import FunctionType, ModuleType

from daihoi import actions, queries
from daihoi.actions._gate import ACTIONS, DRAFTS
from daihoi.core.audit import EVENTS
from daihoi.queries.indicators.figures import Place
from daihoi.queries.personnel import PersonnelPlace
from tests.architecture.source import modules

# Public functions of actions/ that are no writes of their own. The list may only shrink.
NOT_ACTIONS = {
    "access.first_password": "makes up a password; writes nothing",
    "access.note_failed": "an event alone, through the gate's note()",
    "access.note_second_factor": "an event alone, through the gate's note()",
    "access.note_signed_in": "an event alone, through the gate's note()",
    "access.note_signed_out": "an event alone, through the gate's note()",
    "access.own_password_changed": "a person's own account, and an event through the gate's note()",
    "difficulties.answering.give_answer": "the inner half of two actions",
    "organisations.members.store_members": "the inner half of two actions",
}

# Public functions of queries/ that ask no actor, and why not. The list may only shrink.
NO_ACTOR = {
    "access.actor_named": "makes the actor, for commands",
    "access.actor_of": "makes the actor",
    "access.grant_row": "shows a row that another query let through",
    "access.with_place": "adds columns to rows that another query chose",
    "audit.unchanged": "reads no rows",
    "audit.verify_chains": "daihoi verify, on the machine itself",
    "clock.is_fixed": "reads no rows",
    "clock.now": "reads no rows",
    "clock.today": "reads no rows",
    "indicators.facts.facts_of": "the whole term in memory; figures.place cuts it to the actor's reach",
    "indicators.facts.spot": "reads no rows",
    "indicators.figures.roll_up": "proves the totals of the whole term, for tests and verify",
    "personnel.standing.check_of": "reads no rows",
    "personnel.standing.left_of": "reads no rows",
    "personnel.standing.still_standing": "reads no rows",
    "personnel.feasible.feasible": "reads no rows: the scheme is given",
    "personnel.rows.born_of": "reads no rows",
    "personnel.rows.columns": "reads no rows",
    "personnel.rows.listed_of": "reads no rows",
    "personnel.rows.numbers_of": "reads no rows",
    "personnel.rows.person_of": "reads no rows",
    "personnel.rows.seats_of": "reads no rows",
    "personnel.schemes.place_on_list": "reads no rows",
    "reports.reader_of": "reads no rows",
    "plan.congresses.facts_of_congress": "reads no rows of its own",
    "plan.congresses.figure_faults": "daihoi verify, on the machine itself",
    "plan.windows.window_faults": "daihoi verify, on the machine itself",
    "rules.figurer_of": "rules, the same for all",
    "rules.holidays": "rules, the same for all",
    "rules.pack_file": "rules, the same for all",
    "rules.pack_files": "rules, the same for all",
    "rules.pack_in_force": "rules, the same for all",
    "rules.overlaid": "rules, the same for all",
    "rules.packs": "rules, the same for all",
    "rules.retirement": "rules, the same for all",
    "rules.rules_of": "rules, the same for all",
    "rules.sample_overlay_files": "rules, the same for all",
    "rules.sample_overlays": "rules, the same for all",
    "rules.terms": "rules, the same for all",
    "verify.head_faults": "daihoi verify, on the machine itself",
    "verify.heads": "daihoi verify, on the machine itself",
    "verify.path_faults": "daihoi verify, on the machine itself",
    "verify.reading_faults": "daihoi verify, on the machine itself",
    "verify.result_faults": "daihoi verify, on the machine itself",
    "verify.stored_figure_faults": "daihoi verify, on the machine itself",
    "verify.version_faults": "daihoi verify, on the machine itself",
}

# Events of the catalogue that nothing writes yet. The list may only shrink.
NOT_WRITTEN_YET: set[str] = set()


def _walk(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not any(part.startswith("_") for part in found.name.split(".")):
            yield importlib.import_module(found.name)


def _public(package: ModuleType) -> dict[str, FunctionType]:
    """subject.function → function, those that a module defines itself."""
    return {
        f"{module.__name__.removeprefix(package.__name__ + '.')}.{name}": function
        for module in _walk(package)
        for name, function in inspect.getmembers(module)
        if not name.startswith("_") and callable(function) and inspect.isfunction(inspect.unwrap(function))
        if function.__module__ == module.__name__
    }


def test_every_public_function_of_actions_passes_the_gate() -> None:
    without = _public(actions).keys() - ACTIONS.keys() - DRAFTS.keys()

    assert sorted(without - NOT_ACTIONS.keys()) == []
    assert sorted(NOT_ACTIONS.keys() - without) == [], "take these off the list"


def test_a_draft_keeps_one_model_alone() -> None:
    """What passes the gate without an event is somebody's working memory, and nothing else (ADR 10)."""
    written = {
        name: set(re.findall(r"(\w+)\.objects", inspect.getsource(inspect.unwrap(one.function))))
        for name, one in DRAFTS.items()
    }

    assert written == {"elections.counting.keep_draft": {"Draft"}}
    assert all(one.doc for one in DRAFTS.values())


def test_every_action_takes_keywords_only_and_says_what_it_does() -> None:
    wrong = [
        name
        for name, one in ACTIONS.items()
        if not name.startswith("test") and (not one.doc or _positional(inspect.unwrap(one.function)))
    ]

    assert wrong == []


def _positional(function: object) -> list[str]:
    parameters = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    return [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]


def _asked(function: FunctionType) -> bool:
    """Does it take an actor, or a place that queries.indicators and queries.personnel give an actor alone?"""
    parameters = inspect.signature(function).parameters
    return "actor" in parameters or any(one.annotation in {Place, PersonnelPlace} for one in parameters.values())


def test_every_read_is_asked_for_by_an_actor() -> None:
    without = {name for name, function in _public(queries).items() if not _asked(function)}

    assert sorted(without - NO_ACTOR.keys()) == []
    assert sorted(NO_ACTOR.keys() - without) == [], "take these off the list"


def test_every_event_of_the_catalogue_is_written_somewhere() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in modules("actions", "web", "cli"))
    never = {event for event in EVENTS if not re.search(rf'"{re.escape(event)}"', source)}

    assert never == NOT_WRITTEN_YET
