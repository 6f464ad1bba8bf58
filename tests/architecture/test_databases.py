"""Which tests run on both databases: all that may reach one, and nobody keeps a list of them; of those that drive a
browser, whole stories alone."""

from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import STORIES, touches_the_database

TESTS = Path(__file__).parents[1]


def test_what_runs_on_sqlite_alone_cannot_reach_the_database(request: pytest.FixtureRequest) -> None:
    assert not touches_the_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.ensure_connection()


def test_a_test_that_asks_by_a_fixture_runs_on_each(request: pytest.FixtureRequest, client_for: object) -> None:
    assert touches_the_database(request.node)


def test_whoever_opens_the_database_by_hand_has_asked_for_it() -> None:
    """A fixture that lifts the block, or asks for others by name, would not be seen otherwise."""
    texts = {file: file.read_text(encoding="utf-8") for file in TESTS.rglob("*.py") if file != Path(__file__)}
    unasked = [
        file.name
        for file, text in texts.items()
        if text.count("django_db_blocker: DjangoDb") != text.count("django_db_setup: None, django_db_blocker: DjangoDb")
        or "getfixturevalue(" in text
    ]
    assert unasked == []


def test_the_stories_that_a_browser_goes_through_on_both_databases_are_there() -> None:
    assert [name for name in STORIES if not (TESTS.parent / name).is_file()] == []
