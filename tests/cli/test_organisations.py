"""The commands for lists: the same results and sentences as the pages."""

import json
from pathlib import Path

import pytest

from daihoi.cli.main import main
from daihoi.data.models import Change
from tests import factories
from tests.office import messy
from tests.web.imports import flow

Capture = pytest.CaptureFixture[str]
GOOD = [["Mã", "Tên tổ chức đảng", "Loại hình"], ["X1", "Chi bộ Một", "Chi bộ cơ sở"]]


def written(folder: Path, data: bytes, name: str = "a.xlsx") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_sheet_says_how_a_list_is_read(tmp_path: Path, capsys: Capture) -> None:
    ended = main(["sheet", written(tmp_path, messy.titled_with_merged_header()), "--lang", "en"])

    out = capsys.readouterr().out
    assert ended == 0
    assert "3 organisations in rows 9 to 12 of sheet “Danh sách”" in out


def test_sheet_ends_with_1_for_problems_and_2_for_what_is_no_list(tmp_path: Path, capsys: Capture) -> None:
    bad = main(["sheet", written(tmp_path, messy.odd_order_with_bad_numbers()), "--json"])
    values = json.loads(capsys.readouterr().out)
    pdf = main(["sheet", written(tmp_path, b"%PDF-1.7", "b.xlsx")])
    gone = main(["sheet", str(tmp_path / "none.xlsx")])
    no_sheet = main(["sheet", written(tmp_path, messy.workbook(GOOD)), "--sheet", "Quý II"])

    assert (bad, pdf, gone, no_sheet) == (1, 2, 2, 2)
    assert [(one["code"], one["place"]["row"], one["place"]["column"]) for one in values["findings"]] == [
        ("count-fraction", 3, "A"),
        ("count-negative", 4, "C"),
        ("more-than-total", 5, "A"),
        ("count-text", 6, "C"),
        ("name-missing", 7, "D"),
    ]


def test_a_layout_that_was_put_right_is_used(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, messy.workbook([["a", "b"], ["X1", "Chi bộ Một"], ["X2", "Chi bộ Hai"]]))
    main(["sheet", file, "--json"])
    values = json.loads(capsys.readouterr().out)
    column = {"index": 1, "field": "name", "heading": "b", "confidence": 1.0, "level": 0}
    values["layout"] |= {"columns": [column], "first_row": 3, "last_row": 3}
    layout = written(tmp_path, json.dumps(values).encode(), "layout.json")

    ended = main(["sheet", file, "--layout", layout, "--json"])
    names = [row["name"] for row in json.loads(capsys.readouterr().out)["rows"]]
    broken = main(["sheet", file, "--layout", written(tmp_path, b"[]", "broken.json")])

    assert (ended, names, broken) == (0, ["Chi bộ Hai"], 2)


@pytest.mark.django_db(transaction=True)
class TestTree:
    """The commands that need a database."""

    def test_a_dry_run_writes_nothing_an_import_once_and_undo_all_back(self, tmp_path: Path, capsys: Capture) -> None:
        ground = flow.ground()
        before = flow.everything()
        file = written(tmp_path, messy.levelled())
        command = ["import", file, "--into", "H1", "--as", ground.owner.username, "--as-of", flow.DAY]

        dry = main([*command, "--dry-run", "--json"])
        would = json.loads(capsys.readouterr().out)
        untouched = flow.everything() == before
        first = main([*command, "--json"])
        did = json.loads(capsys.readouterr().out)
        again = main([*command, "--json"])
        nothing = json.loads(capsys.readouterr().out)
        below = [line[0] for line in flow.tree_below(ground.upper)]
        back = main(["undo", str(did["change"]), "--as", ground.owner.username])

        assert (dry, first, again, back, untouched) == (0, 0, 0, 0, True)
        assert (would["new"], did["new"], nothing["change"], nothing["unchanged"]) == (7, 7, None, 7)
        assert (len(below), below[0]) == (7, "Đảng bộ xã Yên Lạc")
        assert flow.everything() == before

    def test_a_list_with_errors_is_refused_as_a_whole(self, tmp_path: Path, capsys: Capture) -> None:
        ground = flow.ground()
        before = flow.everything()
        file = written(tmp_path, messy.same_names())

        ended = main(["import", file, "--into", "H1", "--as", ground.owner.username, "--json"])

        codes = [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]]
        assert (ended, sorted(set(codes))) == (2, ["duplicate-code", "duplicate-name"])
        assert (flow.everything() == before, Change.objects.count()) == (True, 0)

    def test_what_an_export_writes_changes_nothing_when_read_again(self, tmp_path: Path, capsys: Capture) -> None:
        ground = flow.ground()
        owner = ["--as", ground.owner.username]
        main(["import", written(tmp_path, messy.levelled()), "--into", "H1", "--as-of", flow.DAY, *owner])
        capsys.readouterr()

        for form in ("xlsx", "csv"):
            out = str(tmp_path / f"out.{form}")
            written_out = main(["export", "T1", "--as-of", flow.DAY, "-o", out, *owner])
            capsys.readouterr()
            main(["import", out, "--into", "T1", "--as-of", flow.DAY, "--json", *owner])
            did = json.loads(capsys.readouterr().out)
            assert (written_out, did["change"], did["unchanged"]) == (0, None, 9)
        assert main(["export", "T1", "-o", str(tmp_path / "out.pdf"), *owner]) == 2
        assert main(["export", "T1", "-o", str(tmp_path / "no" / "out.csv"), *owner]) == 2

    @pytest.mark.parametrize("who", ["beside", "reader", "keeper"])
    def test_those_who_may_not_are_told_as_if_nothing_were_there(
        self, tmp_path: Path, capsys: Capture, who: str
    ) -> None:
        ground = flow.ground()
        name = getattr(ground, who).username
        file = written(tmp_path, messy.workbook(GOOD))
        main(["import", file, "--into", "H1", "--as", ground.owner.username])
        change = Change.objects.get().pk
        before = flow.everything()

        ends = [
            main(["import", file, "--into", "T1", "--as", name]),
            main(["import", file, "--into", "T1", "--as", name, "--dry-run"]),
            main(["undo", str(change), "--as", name]),
            main(["export", "T1", "--as", name, "-o", str(tmp_path / "o.csv")]),
        ]

        assert ends == [2, 2, 2, 0 if who == "reader" else 2]
        assert flow.everything() == before

    def test_an_unknown_code_or_account(self, tmp_path: Path, capsys: Capture) -> None:
        ground = flow.ground()
        file = written(tmp_path, messy.workbook(GOOD))

        assert main(["import", file, "--into", "ZZ", "--as", ground.owner.username]) == 2
        assert main(["import", file, "--into", "T1", "--as", f"{factories.user().username}x"]) == 2
