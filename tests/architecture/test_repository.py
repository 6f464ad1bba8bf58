"""What the repository says about itself is true, and it names no machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import locks
import pytest
import translations

from daihoi.cli.docs import PAGES
from daihoi.cli.main import build_parser
from tests.architecture.source import ROOT, modules

PAGES_OF_PEOPLE = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def _files() -> list[Path]:
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Written in pieces, so that this file does not find itself.
    folders = "|".join(("work", "root", "opt", "home/[a-z]+"))
    hosts = "|".join((r"pypi\." + "org", "python" + "hosted", r"npmjs\." + "(?:org|com)", r"deb\." + "debian"))
    named = re.compile(rf"(?<![\w.~$}}-])/(?:{folders})/|{hosts}")
    found = []
    for path in _files():
        data = path.read_bytes()
        if b"\0" in data[:4000]:
            continue
        text = data.decode("utf-8")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in named.finditer(text)]

    assert found == []


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    own = [target.split("#")[0] for target in targets if "://" not in target and not target.startswith("#")]

    assert [target for target in own if not (page.parent / target).exists()] == []


def _commands(page: Path) -> list[list[str]]:
    """The lines of fenced blocks and of code spans, as words."""
    text = page.read_text(encoding="utf-8")
    fenced = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    spans = re.findall(r"`((?:make|daihoi) [^`]+)`", text)
    return [line.split("#")[0].removeprefix("$ ").split() for line in [*fenced.splitlines(), *spans] if line.strip()]


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda path: path.name)
def test_commands_that_pages_show_exist(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    known = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    unknown = []
    for words in _commands(page):
        if len(words) > 1 and words[0] == "make":
            unknown += [word for word in words[1:] if re.fullmatch(r"[a-z-]+", word) and word not in targets]
        if len(words) > 1 and words[0] == "daihoi" and re.fullmatch(r"[a-z-]+", words[1]):
            unknown += [words[1]] if words[1] not in known else []

    assert unknown == []


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_what_the_code_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run make docs"


def test_the_locks_hold_what_the_project_asks_for() -> None:
    assert list(locks.problems()) == []


def test_the_package_and_the_changelog_have_one_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_setting_is_described() -> None:
    read = "".join(path.read_text(encoding="utf-8") for path in modules("config") if path.name != "settings_test.py")
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert sorted(set(re.findall(r'"(DAIHOI_[A-Z_]+)"', read)) - set(re.findall(r"`(DAIHOI_[A-Z_]+)`", page))) == []


def test_every_sentence_has_its_vietnamese_one() -> None:
    """Not fuzzy, not empty, with the same named places, and English where English is due."""
    assert list(translations.problems()) == []


def test_english_texts_of_rule_packs_are_in_the_catalogue() -> None:
    texts = translations.pack_texts()

    assert {"those summoned", "244-QĐ/TW, Art. 32", "Inside the total."} <= texts
    assert texts & {"Chỉ thị 45-CT/TW, 14/4/2025", "Làm thay 2/5", "Quảng Ninh", "congress.duration"} == set()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Chỉ thị 35-CT/TW (2024): ages", True),
        ("opening day", True),
        ("Chỉ thị 35-CT/TW, 30/5/2019", False),
        ("Nghỉ bù Giỗ Tổ Hùng Vương và 30/4", False),
        ("Hoàn thành đại hội điểm (Tạp chí Xây dựng Đảng, chinhphu.vn)", False),
        ("Dai hoi dang vien", False),
        ("03-HD/TW (2020)", False),
        ("", False),
    ],
)
def test_a_text_is_english_by_the_shape_of_its_words(text: str, english: bool) -> None:
    assert translations.is_english(text) is english
