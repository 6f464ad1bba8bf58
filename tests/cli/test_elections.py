"""The commands for elections out of files: what they say, how they end, and that they touch nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from daihoi.cli import _frame
from daihoi.cli.main import main
from daihoi.core.elections import (
    Answer,
    Ask,
    Body,
    Decider,
    Flag,
    Post,
    Purpose,
    Reason,
    Status,
    Stock,
    Style,
    Threshold,
)
from daihoi.core.elections.sheet import layout_sha256, parse_layout
from daihoi.core.organisations.kinds import Kind

Capture = pytest.CaptureFixture[str]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "elections"
MEMBERS, DELEGATES = "member-congress", "delegate-congress"

# Example → exit code, elected, alternates, what is open, findings.
PINNED: dict[str, tuple[int, list[str], list[str], list[str]]] = {
    MEMBERS: (0, ["Lê Văn Hùng", "Trần Thị Dung", "Phạm Minh Quân", "Nguyễn Thị Hương"], [], []),
    DELEGATES: (
        0,
        ["Trần Quốc Bình", "Nguyễn Văn An", "Hoàng Thu Hà", "Lê Thị Cúc", "Phạm Đức Dũng", "Đặng Thị Hưng",
         "Bùi Kim Oanh", "Nguyễn Văn An", "Vũ Mạnh Hùng"],
        [],
        [],
    ),
    "delegates-short-2020": (1, ["Đinh Công Chính", "Mai Thị Hạnh"], [], ["shortage"]),
    "common-list-2025": (0, ["Dương Văn Đạt", "Hồ Sỹ Khang"], ["Cao Thị Bích"], []),
    "tie": (1, ["Trần Quốc Bình", "Lê Thị Cúc"], [], ["tie"]),
}  # fmt: skip


def example(name: str) -> str:
    return str(EXAMPLES / f"{name}.toml")


def without_rounds(name: str, folder: Path) -> str:
    """The example as it stood before its first ballot."""
    path = folder / f"{name}.toml"
    text = Path(example(name)).read_text(encoding="utf-8")
    path.write_text(text.split("[[rounds]]")[0], encoding="utf-8")
    return str(path)


def written(folder: Path, data: str | bytes, name: str = "a.toml") -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def told(capsys: Capture, *arguments: str) -> tuple[int, Any]:
    ended = main(["election", *arguments, "--json"])
    return ended, json.loads(capsys.readouterr().out)


def said(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    ended = main(["election", *arguments, "--lang", "en"])
    out, err = capsys.readouterr()
    return ended, out, err


def test_every_example_is_pinned() -> None:
    assert sorted(PINNED) == sorted(path.stem for path in EXAMPLES.iterdir())


@pytest.mark.parametrize("name", PINNED)
def test_an_example_gives_the_outcome_that_it_shows(name: str, capsys: Capture) -> None:
    ended, values = told(capsys, "outcome", example(name))
    still_open = [one["ask"] for one in values["questions"] if one["open"]]

    assert (ended, values["elected"], values["alternates"], still_open) == PINNED[name]
    assert [one["code"] for one in values["findings"]] == []


def test_outcome_tells_how_the_base_comes_about_and_why_each_is_elected(capsys: Capture) -> None:
    ended, out, _ = said(capsys, "outcome", example(MEMBERS))

    assert ended == 0
    for sentence in (
        "21 summoned, 2 left out: more than half is counted from 19; 10 votes are needed.\n"
        "  − Bùi Văn Thành (Attached to another organisation for a time)\n"
        "  − Hoàng Thị Lan (Absent throughout, reason accepted by the committee)\n"
        "  = Vũ Đình Khoa attends and votes, so counts: ",
        "Ballots: present 19, handed over 25, issued 19, spoiled and replaced 1, left over 5, collected 19, valid 17, "
        "invalid 2\n",
        "  1 × More votes than seats\n",
        "  1  Trần Thị Dung        16  76.19          elected      E-082\n",
        "5. Đỗ Thị Yến: Not elected: 5 votes are not more than half of 19; 10 are needed: ",
        "Elected (4): Lê Văn Hùng, Trần Thị Dung, Phạm Minh Quân, Nguyễn Thị Hương\n",
    ):
        assert sentence in out


def test_outcome_tells_what_is_to_decide_with_its_rule(capsys: Capture) -> None:
    ended, out, _ = said(capsys, "outcome", example("delegates-short-2020"))

    assert ended == 1
    assert "After the first ballot the election must go on: 244-QĐ/TW, Art. 20.2 [S32] (E-093)." in out
    assert "Possible: Vote again for the seats left.\n" in out


def test_the_keys_of_json_are_those_of_the_page_on_formats(capsys: Capture) -> None:
    _, values = told(capsys, "outcome", example("tie"))

    assert list(values) == [
        "pack", "rules_sha256", "result", "base", "rounds", "questions", "findings", "next", "elected", "alternates",
    ]  # fmt: skip
    assert list(values["result"]) == [
        "base", "needed", "elected", "alternates", "vacant", "vacant_alternates", "over", "open", "rounds",
    ]  # fmt: skip
    assert list(values["base"]) == ["summoned", "number", "needed", "subtracted", "kept"]
    assert list(values["rounds"][0]) == ["number", "style", "annulled", "people", "findings"]
    assert values["rounds"][0]["people"][3] | {"sentence": ""} == {
        "number": 4, "key": "4", "name": "Hoàng Thu Hà", "votes": 9, "share": "60.00", "status": "tied",
        "sentence": "", "rule": "E-091",
    }  # fmt: skip
    assert list(values["questions"][0]) == [
        "ask", "round", "about", "sentence", "rule", "options", "answer", "open",
    ]  # fmt: skip


@pytest.mark.parametrize(("votes", "share"), [(1, "33.33"), (2, "66.67"), (3, "100.00"), (0, "0.00")])
def test_a_share_has_two_decimals_of_those_summoned(votes: int, share: str, tmp_path: Path, capsys: Capture) -> None:
    text = f"""
    pack = "2025-2030/2025-04-14"
    post = "secretary"
    body = "member_congress"
    kind = "cell"
    seats = 1
    summoned = 3
    candidates = ["Lê An"]
    present = 3
    valid = 3
    votes = [{votes}]
    stock = {{ issued = 3, collected = 3 }}
    """
    _, values = told(capsys, "outcome", written(tmp_path, text))

    assert values["rounds"][0]["people"][0]["share"] == share


def test_what_does_not_reconcile_ends_with_1_and_is_told(tmp_path: Path, capsys: Capture) -> None:
    text = Path(example(DELEGATES)).read_text(encoding="utf-8").replace("collected = 149", "collected = 151")
    ended, out, _ = said(capsys, "outcome", written(tmp_path, text))

    assert ended == 1
    assert "! 151 ballots were collected, but only 150 were issued. This ballot cannot stand" in out
    assert "No result.\n" in out


def test_an_election_before_its_first_ballot_has_no_result_yet(tmp_path: Path, capsys: Capture) -> None:
    ended, values = told(capsys, "outcome", without_rounds(MEMBERS, tmp_path))

    assert (ended, values["rounds"], values["elected"], values["result"]["over"]) == (1, [], [], False)


WRONG = {
    "empty": b"",
    "no toml": "gì đây".encode(),
    "utf-16": 'pack = "x"'.encode("utf-16"),
    "broken bytes": b'pack = "\xff\xfe"',
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "deep": b"a = " + b"[" * 100_000,
    "deep json": b'{"a": ' + b"[" * 100_000,
    "huge number": b'{"seats": ' + b"9" * 5000 + b"}",
    "twice": b'{"pack": "x", "pack": "y"}',
    "nan": b'{"seats": NaN}',
    "half a character": b'{"pack": "\\ud800"}',
    "unknown pack": b'pack = "2030-2035/2030-01-01"',
    "overlay": b'pack = "2025-2030/2025-04-14"\noverlay = "x"',
    "no post": b'pack = "2025-2030/2025-04-14"',
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("command", ["outcome", "verify", "ballots"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_file_that_cannot_be_read_ends_with_2_and_one_sentence(
    command: str, data: bytes, lang: str, tmp_path: Path, capsys: Capture
) -> None:
    more = ["--out", str(tmp_path / "out")] if command == "ballots" else []
    ended = main(["election", command, written(tmp_path, data), *more, "--lang", lang])
    out, err = capsys.readouterr()

    assert (ended, out, len(err.splitlines()), "Traceback" in err) == (2, "", 1, False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path, capsys: Capture) -> None:
    gone = said(capsys, "outcome", str(tmp_path / "none.toml"))
    folder = said(capsys, "verify", str(tmp_path))

    assert (gone[0], folder[0]) == (2, 2)
    assert [text for _, _, text in (gone, folder) if "cannot be read" not in text] == []


def test_a_file_larger_than_any_election_is_not_read(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_frame, "MOST_BYTES", 10)

    assert said(capsys, "outcome", written(tmp_path, b"x" * 11))[2].endswith("is larger than any election's file.\n")


def test_a_refusal_is_json_too(tmp_path: Path, capsys: Capture) -> None:
    ended, values = told(capsys, "outcome", written(tmp_path, b""))

    assert (ended, [one["code"] for one in values["findings"]]) == (2, ["unreadable"])


NOT_UNDERSTOOD = (
    "", "nothing", "verify x --hash 12", "verify x --hash gggggggggggg", "ballots x", "ballots x --out . --paper A3",
    "ballots x --out . --columns 3", "outcome x --js",
)  # fmt: skip


@pytest.mark.parametrize("arguments", [line.split() for line in NOT_UNDERSTOOD], ids=NOT_UNDERSTOOD)
def test_what_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["election", *arguments])

    assert ended.value.code == 2


# Result files


@pytest.fixture
def result(tmp_path: Path, capsys: Capture) -> Path:
    """The result file of the first example."""
    path = tmp_path / "r.json"
    assert main(["election", "outcome", example(MEMBERS), "-o", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_result_file_that_was_written_holds(lang: str, result: Path, capsys: Capture) -> None:
    digest = json.loads(result.read_text(encoding="utf-8"))["sha256"]
    ended = main(["election", "verify", str(result), "--hash", digest[:12].upper(), "--lang", lang])

    assert (ended, digest in capsys.readouterr().out) == (0, True)


def test_a_result_file_that_was_changed_does_not_hold(result: Path, capsys: Capture) -> None:
    result.write_text(result.read_text(encoding="utf-8").replace('"times": 7', '"times": 6'), encoding="utf-8")
    ended, values = told(capsys, "verify", str(result))

    assert (ended, values["holds"], values["elected"]) == (1, False, [])
    assert {"hash", "counted_not_collected", "result_differs"} <= {one["code"] for one in values["faults"]}


def test_a_file_with_another_hash_than_the_minutes_is_another_file(result: Path, capsys: Capture) -> None:
    ended, values = told(capsys, "verify", str(result), "--hash", "0" * 12)

    assert (ended, [one["code"] for one in values["faults"]]) == (1, ["other_hash"])


def test_each_command_says_so_when_it_gets_the_other_ones_file(result: Path, capsys: Capture) -> None:
    of_people = said(capsys, "verify", example(MEMBERS))
    of_result = said(capsys, "outcome", str(result))

    assert (of_people[0], of_result[0]) == (2, 2)
    assert "this is no result file" in of_people[2]
    assert "daihoi election verify computes it again" in of_result[2]


def test_a_file_that_is_there_is_written_over_only_with_force(result: Path, capsys: Capture) -> None:
    before = result.read_bytes()
    refused = said(capsys, "outcome", example(DELEGATES), "-o", str(result))
    kept = result.read_bytes() == before
    forced = said(capsys, "outcome", example(DELEGATES), "-o", str(result), "--force")

    assert (refused[0], kept, forced[0], result.read_bytes() == before) == (2, True, 0, False)
    assert "is there already; --force writes over it." in refused[2]


# Ballots


def test_ballots_are_made_with_their_layout(tmp_path: Path, capsys: Capture) -> None:
    file, out = without_rounds(MEMBERS, tmp_path), tmp_path / "new" / "out"
    ended, values = told(capsys, "ballots", file, "--out", str(out), "--copies", "21", "--paper", "A5")
    layout = parse_layout((out / f"{MEMBERS}.layout.json").read_text(encoding="utf-8"))

    assert ended == 0
    assert sorted(path.name for path in out.iterdir()) == [f"{MEMBERS}.layout.json", f"{MEMBERS}.pdf"]
    assert (out / f"{MEMBERS}.pdf").read_bytes()[:5] == b"%PDF-"
    assert (values["layout_sha256"], values["names"], values["allowed"]) == (layout_sha256(layout), 5, 4)
    assert (layout.paper, layout.style.value, values["copies"], values["pages"]) == ("A5", "strike", 21, 1)


def test_a_sample_tells_what_it_marks_and_marks_the_same_again(tmp_path: Path, capsys: Capture) -> None:
    file, out = without_rounds("delegates-short-2020", tmp_path), tmp_path / "out"
    first = told(capsys, "ballots", file, "--out", str(out), "--copies", "9", "--sample")[0]
    marks = (out / "delegates-short-2020.sample.txt").read_text(encoding="utf-8").splitlines()
    pdf = (out / "delegates-short-2020.sample.pdf").read_bytes()
    again = told(capsys, "ballots", file, "--out", str(out), "--copies", "9", "--sample", "--force")[0]

    assert (first, again, len(marks), {len(one) for one in marks}) == (0, 0, 9, {4})
    assert (out / "delegates-short-2020.sample.pdf").read_bytes() == pdf


def test_the_ballots_of_a_round_that_is_due_are_for_its_names(tmp_path: Path, capsys: Capture) -> None:
    decided = '\n[[decisions]]\nask = "tie"\nanswer = "vote_again_most"\nround = 1\nabout = ["3", "4"]\n'
    file = written(tmp_path, Path(example("tie")).read_text(encoding="utf-8") + decided, "due.toml")
    ended, values = told(capsys, "ballots", file, "--out", str(tmp_path))

    assert (ended, values["round"], values["names"], values["allowed"], values["style"]) == (0, 2, 2, 1, "strike")


def test_the_ballots_of_a_round_that_is_over_are_made_only_when_it_is_named(tmp_path: Path, capsys: Capture) -> None:
    without = said(capsys, "ballots", example(MEMBERS), "--out", str(tmp_path))
    other = said(capsys, "ballots", example(MEMBERS), "--out", str(tmp_path), "--round", "2")
    named = told(capsys, "ballots", example(MEMBERS), "--out", str(tmp_path), "--round", "1")

    assert (without[0], other[0], named[0], named[1]["round"]) == (2, 2, 0, 1)
    assert "No such ballot is due" in without[2]


def test_no_ballot_is_printed_before_it_is_decided_for_how_many_names_it_may_vote(
    tmp_path: Path, capsys: Capture
) -> None:
    text = Path(without_rounds("common-list-2025", tmp_path)).read_text(encoding="utf-8")
    ended, _, err = said(capsys, "ballots", written(tmp_path, text.split("[[decisions]]")[0]), "--out", str(tmp_path))

    assert (ended, "Decide it before ballots are printed" in err) == (2, True)


@pytest.mark.parametrize("key", ["organisation", "congress", "title"])
def test_words_that_stand_on_a_ballot_must_be_in_the_file(key: str, tmp_path: Path, capsys: Capture) -> None:
    text = Path(without_rounds(MEMBERS, tmp_path)).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    ended, _, err = said(capsys, "ballots", written(tmp_path, "\n".join(lines)), "--out", str(tmp_path / "out"))

    assert (ended, err) == (2, f'The file lacks "{key}", which stands on the ballot. Add it.\n')


@pytest.mark.parametrize(
    "more", [["--copies", "0"], ["--copies", "20001"], ["--copies", "-5", "--sample"], ["--columns", "2", "--force"]]
)
def test_what_cannot_be_made_writes_nothing(more: list[str], tmp_path: Path, capsys: Capture) -> None:
    long = '"' + "Nguyễn" * 30 + '"'
    text = Path(without_rounds(MEMBERS, tmp_path)).read_text(encoding="utf-8").replace('"Lê Văn Hùng"', long)
    text = text if "--columns" in more else Path(example(MEMBERS)).read_text(encoding="utf-8").split("[[rounds]]")[0]
    ended, _, err = said(capsys, "ballots", written(tmp_path, text), "--out", str(tmp_path / "out"), *more)

    assert (ended, len(err.splitlines()), (tmp_path / "out").exists()) == (2, 1, False)


def test_either_both_files_are_written_or_none(tmp_path: Path, capsys: Capture) -> None:
    file, out = without_rounds(MEMBERS, tmp_path), tmp_path / "out"
    (out / f"{MEMBERS}.pdf").mkdir(parents=True)
    refused = said(capsys, "ballots", file, "--out", str(out))
    forced = said(capsys, "ballots", file, "--out", str(out), "--force")

    assert (refused[0], forced[0]) == (2, 2)
    assert "is there already" in refused[2]
    assert "cannot be written" in forced[2]
    assert [path.name for path in out.iterdir()] == [f"{MEMBERS}.pdf"]


def test_old_files_are_put_back_when_the_new_ones_cannot_all_be_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = without_rounds(MEMBERS, tmp_path), tmp_path / "out"
    said(capsys, "ballots", file, "--out", str(out))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    replaces = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.suffix == ".pdf":
            raise OSError(28, "No space left on device", str(target))
        return replaces(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    ended, _, err = said(capsys, "ballots", file, "--out", str(out), "--copies", "7", "--paper", "A5", "--force")

    assert (ended, "No space left on device" in err) == (2, True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_folder_that_cannot_be_is_told(tmp_path: Path, capsys: Capture) -> None:
    file = without_rounds(MEMBERS, tmp_path)
    ended, _, err = said(capsys, "ballots", file, "--out", f"{file}/under")

    assert (ended, "cannot be written" in err) == (2, True)


# Nothing else is touched


@pytest.mark.parametrize("command", [["outcome", example(MEMBERS)], ["ballots", example(MEMBERS), "--round", "1"]])
def test_neither_a_database_nor_a_home_is_needed(command: list[str], tmp_path: Path) -> None:
    """A process of its own, with the settings that an installation has and a database that cannot be reached."""
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir()
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("DAIHOI_", "DJANGO_"))}
    settings |= {"DAIHOI_HOME": str(home), "DAIHOI_DATABASE": "postgresql://nobody@127.0.0.1:1/nothing"}
    more = ["--out", str(out)] if command[0] == "ballots" else ["-o", str(out / "r.json")]
    done = subprocess.run(
        [sys.executable, "-m", "daihoi.cli.main", "election", *command, *more],
        env=settings, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr, list(home.iterdir())) == (0, "", [])
    assert out.is_dir()


def test_the_page_on_formats_names_every_word_that_a_file_may_hold() -> None:
    page = (EXAMPLES.parents[1] / "file-formats.md").read_text(encoding="utf-8")
    words = [Post, Body, Kind, Reason, Ask, Answer, Decider, Purpose, Threshold, Stock, Flag, Status, Style]

    assert [word.value for kind in words for word in kind if f"`{word.value}`" not in page] == []
