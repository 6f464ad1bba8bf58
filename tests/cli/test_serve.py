"""The web server: what it says at its start, and whose tries it counts behind a proxy and without one."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from waitress import create_server

from daihoi.cli import _frame, service
from daihoi.cli.main import main

LOGIN = "/accounts/login/"
PROXY = "127.0.0.1"
NOT_THE_PROXY = "127.0.0.2"


class _Stopped:
    """A server that is asked to run and is stopped at once."""

    effective_port = 8123

    def run(self) -> None:
        raise KeyboardInterrupt

    def close(self) -> None:
        pass


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """With what the server was made; it does not run."""
    made: list[dict[str, object]] = []
    monkeypatch.setattr("waitress.create_server", lambda _, **given: made.append(given) or _Stopped())
    return made


@contextmanager
def served(proxy: str | None) -> Iterator[int]:
    """The pages, on a port of this machine, with the settings of `daihoi serve --proxy`."""
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=1, **service.forwarding(proxy))
    done = threading.Event()

    def run() -> None:
        """As server.run, but it closes in the thread that listens: a socket closed beside it would raise there."""
        while not done.is_set():
            server.asyncore.loop(timeout=0.05, map=server._map, count=1)
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        done.set()
        thread.join(10)


def failed(port: int, name: str, *, forwarded: str = "", peer: str = PROXY) -> str:
    """What the page answers to a wrong password: "wrong", or "wait"."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    connection = HTTPConnection("127.0.0.1", port, timeout=20, source_address=(peer, 0))
    connection.request("GET", LOGIN, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token is not None
    headers |= {
        "Cookie": str(answer.headers["Set-Cookie"]).partition(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    data = {"csrfmiddlewaretoken": token[1], "login": name, "password": "sai mật khẩu"}
    connection.request("POST", LOGIN, body=urlencode(data), headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    assert answer.status in {200, 429}
    return "wait" if answer.status == 429 or "Đăng nhập sai quá nhiều lần" in text else "wrong"


def tries(port: int, addresses: list[str], **more: str) -> list[str]:
    """Eleven tries from each address in turn, each for another name: ten a minute are answered."""
    return [failed(port, f"ten{number}", forwarded=address, **more) for number, address in enumerate(addresses)]


@pytest.fixture
def no_old_counters(transactional_db: None) -> None:
    cache.clear()


def test_behind_the_proxy_each_client_has_tries_of_their_own(no_old_counters: None) -> None:
    with served(PROXY) as port:
        first = tries(port, ["203.0.113.7"] * 11)
        second = failed(port, "khac", forwarded="203.0.113.8")

    assert first == ["wrong"] * 10 + ["wait"]
    assert second == "wrong"


def test_a_client_behind_the_proxy_cannot_name_itself_otherwise(no_old_counters: None) -> None:
    with served(PROXY) as port:
        found = tries(port, [f"198.51.100.{number}, 203.0.113.7" for number in range(11)])

    assert found == ["wrong"] * 10 + ["wait"]


def test_without_a_proxy_what_a_client_says_of_itself_counts_for_nothing(no_old_counters: None) -> None:
    with served(None) as port:
        found = tries(port, [f"198.51.100.{number}" for number in range(11)])

    assert found == ["wrong"] * 10 + ["wait"]


def test_past_the_proxy_what_a_client_says_of_itself_counts_for_nothing(no_old_counters: None) -> None:
    with served(PROXY) as port:
        found = tries(port, [f"198.51.100.{number}" for number in range(11)], peer=NOT_THE_PROXY)

    assert found == ["wrong"] * 10 + ["wait"]


@pytest.mark.parametrize(("host", "said"), [("127.0.0.1", "localhost"), ("::1", "localhost"), ("0.0.0.0", "0.0.0.0")])
@pytest.mark.django_db
def test_the_print_out_names_the_address_at_which_passkeys_work(
    started: list[dict[str, object]], capsys: pytest.CaptureFixture[str], host: str, said: str
) -> None:
    assert main(["serve", "--host", host, "--lang", "en"]) == _frame.FINE

    text = capsys.readouterr().out
    assert f"http://{said}:8123/ " in text
    assert ("passkeys do not work at 127.0.0.1" in text) == (said == "localhost")
    assert started[0]["host"] == host


@pytest.mark.parametrize("proxy", ["localhost", "*", "10.0.0.0/8", ""])
def test_a_proxy_is_named_by_its_address_alone(proxy: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--proxy", proxy])

    assert "10.0.0.5" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_server_is_told_its_proxy(started: list[dict[str, object]]) -> None:
    main(["serve", "--proxy", "10.0.0.5"])

    assert started[0]["trusted_proxy"] == "10.0.0.5"
