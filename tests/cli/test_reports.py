"""Weekly reports on the command line: made as somebody may, written as a Word file, and made by themselves."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest

from daihoi.actions import reports as actions
from daihoi.cli import _frame
from daihoi.cli.main import main
from daihoi.data.models import WeeklyReport
from daihoi.queries import clock
from tests.area import TERM, Area, area

__all__ = ["area"]  # a fixture
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (code, *capsys.readouterr())

    return call


def code_of(area: Area, name: str) -> str:
    return area.of[name].code


def test_a_report_is_made_printed_and_written(area: Area, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tuan.docx"
    given = ("report", "make", code_of(area, "Huyện A"), "--term", TERM, "--as", area.users["district"].username)

    code, out, _ = run(*given, "--word", str(file), "--json")

    made = json.loads(out)
    assert (code, made["organisation"], made["last"]) == (_frame.FINE, "Huyện A", "2020-03-02")
    assert [part["title"] for part in made["parts"]][:2] == ["Đại hội", "Văn bản chỉ đạo và kế hoạch"]
    assert docx.Document(io.BytesIO(file.read_bytes())).tables
    assert WeeklyReport.objects.get().made_by_name == area.users["district"].full_name
    assert "Đại hội của nhiệm kỳ" in run(*given)[1]


@pytest.mark.parametrize("who", ["other", "reader", "keeper"])
def test_whoever_may_not_make_it_is_told_that_there_is_nothing(area: Area, run: Run, who: str) -> None:
    code, out, err = run(
        "report", "make", code_of(area, "Huyện A"), "--term", TERM, "--as", area.users[who].username, "--lang", "en"
    )

    assert (code, out) == (_frame.REFUSED, "")
    assert err == "There is nothing like that here, or not for this account.\n"
    assert not WeeklyReport.objects.exists()


def test_what_cannot_be_is_said_in_a_sentence(area: Area, run: Run, tmp_path: Path) -> None:
    given = ("report", "make", code_of(area, "Tỉnh"), "--term", TERM, "--as", area.users["board"].username)

    assert run(*given, "--week-to", "2020-03-09", "--lang", "en") == (
        _frame.REFUSED, "", "That week is not over yet: choose a day up to today.\n",
    )  # fmt: skip
    code, _, err = run(*given, "--word", str(tmp_path / "không" / "có.docx"), "--lang", "en")
    assert code == _frame.REFUSED and "cannot be written" in err


def test_the_worker_makes_what_is_due_once(area: Area, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 2, 20, 1, tzinfo=UTC))
    actions.set_schedule(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, weekday=4, hour=15)
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 3, 2, 1, tzinfo=UTC))

    assert run("worker", "--once", "--json")[:2] == (_frame.FINE, '{\n  "made": 1\n}\n')
    assert run("worker", "--once", "--lang", "en")[:2] == (_frame.FINE, "Weekly reports made: 0\n")
    assert WeeklyReport.objects.get().week_to == date(2020, 2, 28)
