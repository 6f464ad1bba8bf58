"""Commands: what they print, how they end, and that nobody ever sees a traceback."""

import io
import json
import re
from collections.abc import Callable

import pytest

from daihoi.cli import _frame
from daihoi.cli.main import build_parser, main
from daihoi.core.audit import EVENTS
from daihoi.data.models import Event, User, Version
from tests import factories

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("verify", "--json")`: exit code, standard output, standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("một mật khẩu dài\n"))


def _set_up(run: Run) -> int:
    return run("setup", "--name", "Đảng bộ tỉnh A", "--code", "A", "--since", "2025-07-01")[0]


@pytest.mark.django_db
def test_set_up_and_keeper_make_an_installation_that_verifies(run: Run, password: None) -> None:
    assert _set_up(run) == _frame.FINE
    assert run("keeper", "quantri", "--name", "Nguyễn Văn A")[0] == _frame.FINE

    code, out, _ = run("verify", "--json")

    assert (code, json.loads(out)["ok"]) == (_frame.FINE, True)
    assert User.objects.get().check_password("một mật khẩu dài")


@pytest.mark.django_db
def test_a_second_set_up_is_refused_with_a_sentence(run: Run) -> None:
    _set_up(run)

    code, out, err = run("setup", "--name", "B", "--code", "B", "--since", "2025-07-01", "--lang", "en")

    assert (code, out) == (_frame.REFUSED, "")
    assert err == "This installation has its root organisation already.\n"


@pytest.mark.django_db
def test_verify_finds_a_path_that_was_changed_by_hand(run: Run) -> None:
    made = factories.organisation("Đảng bộ A")
    Version.objects.filter(organisation=made).update(path="999998")

    code, out, _ = run("verify", "--lang", "en")

    assert code == _frame.FINDINGS
    assert f"Organisation {made.pk} “Đảng bộ A”: its path is 999998, but should be {made.pk:06d}." in out


@pytest.mark.django_db
def test_verify_finds_an_event_that_was_changed_by_hand(run: Run) -> None:
    _set_up(run)
    Event.objects.update(subject="something else")

    code, out, _ = run("verify", "--json", "--lang", "en")

    assert code == _frame.FINDINGS
    assert json.loads(out)["faults"] == ["Chain main, event 1: the row was changed after it was written."]


@pytest.mark.django_db
def test_a_head_noted_on_paper_proves_the_log_up_to_it(run: Run) -> None:
    _set_up(run)
    head = Event.objects.get().hash

    assert run("verify", "--head", f"1:{head[:12]}")[0] == _frame.FINE
    assert run("verify", "--head", f"1:{'0' * 12}")[0] == _frame.FINDINGS
    assert run("verify", "--head", f"2:{head[:12]}")[0] == _frame.FINDINGS


@pytest.mark.parametrize(
    "arguments", [(), ("nothing",), ("verify", "--head", "x"), ("serve", "--port", "99999"), ("verify", "--js")]
)
def test_what_is_not_understood_ends_with_2(arguments: tuple[str, ...], run: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)

    assert ended.value.code == _frame.REFUSED


@pytest.mark.django_db
def test_an_older_database_is_told_and_not_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_frame, "pending_migrations", lambda: ["data.0009"])

    assert run("verify", "--lang", "en") == (
        _frame.REFUSED,
        "",
        "The database is not of this version yet: run daihoi migrate first.\n",
    )


@pytest.mark.django_db
def test_an_unexpected_error_is_one_sentence_and_a_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    def breaks() -> list[str]:
        raise RuntimeError("a plain fault\nwith a second line")

    monkeypatch.setenv("DAIHOI_HOME", str(tmp_path))
    monkeypatch.setattr(_frame, "pending_migrations", breaks)

    code, out, err = run("verify", "--lang", "en")

    log = tmp_path / "log" / "commands.log"  # type: ignore[operator]
    assert (code, out) == (_frame.BROKEN, "")
    assert err == f"Something unexpected happened: a plain fault\nDetails are in {log}\n"
    assert "RuntimeError: a plain fault" in log.read_text(encoding="utf-8")


def test_events_lists_the_whole_catalogue(run: Run) -> None:
    code, out, _ = run("events", "--json")

    assert code == _frame.FINE
    assert [line["event"] for line in json.loads(out)] == list(EVENTS)


@pytest.mark.django_db
def test_an_unknown_account_and_a_closed_one_get_the_same_words(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.user("closed", is_active=False)
    parser = build_parser()
    answers = set()
    for user in ("closed", "nobody"):
        options = parser.parse_args(["verify", "--lang", "en"])
        options.user = user
        answers.add(_frame.run(options))

    assert answers == {_frame.REFUSED}


def test_every_command_says_what_it_does() -> None:
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]

    assert [name for name, one in commands.items() if not re.fullmatch(r"[A-Z].*\.", one.description or "")] == []
