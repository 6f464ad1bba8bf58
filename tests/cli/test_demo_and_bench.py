"""The sample province and the bench as people run them: in processes of their own, each with a folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = {"DAIHOI_TODAY": "2020-05-15"}


def daihoi(home: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error of a command."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DAIHOI_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "daihoi.cli.main", *arguments],
        env=kept | {"DAIHOI_HOME": str(home), "PYTHONWARNINGS": "default"} | environment,
        capture_output=True,
        text=True,
        timeout=600,  # a machine that is busy with other tests
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample province in it."""
    folder = tmp_path_factory.mktemp("demo")
    code, out, err = daihoi(folder, "demo", "--no-serve", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["seconds"] > 0
    return folder


def of_demo(home: Path) -> dict[str, str]:
    return DEMO | {"DAIHOI_DATABASE": f"sqlite:///{home / 'demo.sqlite3'}"}


def test_a_second_start_finds_the_sample_there_and_tells_each_sign_in(home: Path) -> None:
    code, out, _ = daihoi(home, "demo", "--no-serve", "--json")
    told = json.loads(out)
    assert (code, told["seconds"]) == (0, None)
    assert [one["username"] for one in told["accounts"]] == [
        "mau-ban-to-chuc", "mau-van-phong", "mau-phu-trach", "mau-bi-thu", "mau-kiem-tra",
        "mau-thu-ky", "mau-truong-ban", "mau-to-1", "mau-to-2",
        "mau-nhan-su", "mau-duyet", "mau-nhan-su-huyen", "mau-duyet-huyen", "mau-quan-tri"
    ]  # fmt: skip
    assert all(one["password"] and one["tour"] for one in told["accounts"])


def test_the_sample_verifies(home: Path) -> None:
    code, out, _ = daihoi(home, "verify", "--json", **of_demo(home))
    assert (code, json.loads(out)["faults"]) == (0, [])


def test_the_board_prints_the_figures_of_the_article(home: Path) -> None:
    code, out, _ = daihoi(home, "board", "DB", "--as", "mau-ban-to-chuc", "--json", **of_demo(home))
    told = json.loads(out)
    found = {one["indicator"]: one for one in told["figures"]}
    assert (code, told["term"], told["as_of"], len(told["below"])) == (0, "2020-2025", "2020-05-15", 14)
    assert found["pilots"] | {"title": ""} == {
        "indicator": "pilots", "title": "", "value": 25, "out_of": 617, "share": "25/617"
    }  # fmt: skip
    assert found["members"]["value"] == 40_809


def test_the_board_of_a_cell_is_a_table_for_its_secretary_and_nothing_for_others(home: Path) -> None:
    of = of_demo(home)
    code, out, _ = daihoi(home, "board", "DB.07.002.01", "--as", "mau-bi-thu", "--lang", "en", **of)
    assert code == 0
    assert "Party members" in out
    for username, board in (("mau-bi-thu", "DB"), ("mau-quan-tri", "DB"), ("mau-ban-to-chuc", "DB.99")):
        assert daihoi(home, "board", board, "--as", username, **of)[0] == 2
    assert daihoi(home, "board", "DB", "--as", "mau-ban-to-chuc", "--term", "1986-1991", **of)[0] == 2


def test_another_sample_has_a_database_and_accounts_of_its_own_and_verifies(tmp_path: Path) -> None:
    code, out, err = daihoi(tmp_path, "demo", "--sample", "thang-binh", "--no-serve", "--json")
    assert (code, err) == (0, "")
    assert [one["username"] for one in json.loads(out)["accounts"]] == [
        "mau-ban-to-chuc", "mau-van-phong", "mau-phu-trach", "mau-xa", "mau-nhan-su", "mau-duyet", "mau-quan-tri"
    ]  # fmt: skip
    assert [file.name for file in tmp_path.glob("*.sqlite3")] == ["demo-thang-binh.sqlite3"]
    of = {"DAIHOI_TODAY": "2020-05-05", "DAIHOI_DATABASE": f"sqlite:///{tmp_path / 'demo-thang-binh.sqlite3'}"}
    code, out, _ = daihoi(tmp_path, "verify", "--json", **of)
    assert (code, json.loads(out)["faults"]) == (0, [])
    code, out, err = daihoi(tmp_path, "demo", "--no-serve", "--lang", "en", **of)
    assert (code, out) == (2, "")
    assert err.startswith("This database holds data that are not the sample")


def test_an_unknown_sample_is_refused(tmp_path: Path) -> None:
    assert daihoi(tmp_path, "demo", "--sample", "ha-noi", "--no-serve")[0] == 2


def test_the_catalogue_needs_no_database(tmp_path: Path) -> None:
    code, out, _ = daihoi(tmp_path, "indicators", "--json")
    assert code == 0
    assert {one["name"] for one in json.loads(out)} >= {"pilots", "members", "congresses.held"}
    assert not list(tmp_path.glob("*.sqlite3"))


def test_the_demo_leaves_other_data_alone(tmp_path: Path) -> None:
    of = {"DAIHOI_DATABASE": f"sqlite:///{tmp_path / 'real.sqlite3'}"}
    assert daihoi(tmp_path, "migrate", **of)[0] == 0
    assert daihoi(tmp_path, "setup", "--name", "Đảng bộ tỉnh A", "--code", "A", "--since", "2025-07-01", **of)[0] == 0
    code, out, err = daihoi(tmp_path, "demo", "--no-serve", "--lang", "en", **of)
    assert (code, out) == (2, "")
    assert err.startswith("This database holds data that are not the sample")


def test_the_bench_compares_its_results_and_leaves_nothing(tmp_path: Path) -> None:
    code, out, err = daihoi(tmp_path, "bench", "--size", "small", "--json", TMPDIR=str(tmp_path))
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["organisations"] == 3_964
    assert len(told["measures"]) == 30
    assert list(tmp_path.iterdir()) == []
