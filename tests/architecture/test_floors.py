"""The floors hold: import-linter catches what it should, and these tests what it cannot see."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import PACKAGE, ROOT, SUBJECTS, modules, named, tree


def _subject(module: str) -> str:
    return module.removeprefix("daihoi.data.models.").split(".")[0]


def test_foreign_keys_point_to_their_own_subject_or_one_before_it() -> None:
    """`ForeignKey("data.Ballot")` is no import, so import-linter does not see it."""
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_app_config("data").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label == "data"
        if SUBJECTS.index(_subject(field.related_model.__module__)) > SUBJECTS.index(_subject(model.__module__))
    ]

    assert upward == []


ROW_DOORS = {"objects", "_default_manager", "_base_manager", "get_model", "get_user_model", "cursor"}

# Files that may, and why. The list may only shrink.
ROW_DOORS_OPEN = {
    "cli/_bench/floors.py": "measures bare SQL, as the floor that queries are compared with",
    "cli/_bench/run.py": "the same; moving to floors.py",
}


def test_pages_and_commands_never_touch_rows() -> None:
    touched = [
        f"{named(path)}:{node.lineno} {name}"
        for path in modules("web", "cli")
        if named(path) not in ROW_DOORS_OPEN
        for node in ast.walk(tree(path))
        if (name := getattr(node, "attr", getattr(node, "id", ""))) in ROW_DOORS
    ]

    assert touched == []


def _reasons() -> list[str]:
    """The closed list, as docs/architecture.md has it."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.split("| reason | when |")[1].split("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_each_inline_import_states_a_reason_of_the_closed_list() -> None:
    stated = re.compile(rf"# noqa: (?:F401, )?PLC0415 ({'|'.join(_reasons())})$")
    wrong = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.match(r"\s+(from|import) .*PLC0415", line) and not stated.search(line)
    ]

    assert _reasons() == ["slow import", "app ready"]
    assert wrong == []


# What is planted: file, text, and the contract that must break.
FAULTS = {
    "Django in core": ("core/calendar.py", "import django", "core is standard library only"),
    "Django in office": ("office/planted.py", "import django.db", "office never sees Django"),
    "Django in the solver": ("solver/planted.py", "import django.db", "solver never sees Django"),
    "the solver in core": ("core/planted.py", "import ortools.sat", "core is standard library only"),
    "the solver reads files of people": ("solver/planted.py", "import daihoi.office.tables", "Floors"),
    "rows in a page": (
        "web/planted.py",
        "from daihoi.data.models import User",
        "Interfaces reach rows only through actions and queries",
    ),
    "a command that uses a page": ("cli/planted.py", "import daihoi.web.middleware", "Floors"),
    "a query that writes": ("queries/planted.py", "import daihoi.actions._gate", "Floors"),
    "an import inside a function": (
        "core/planted.py",
        "def f() -> None:\n    import daihoi.queries.access",
        "Floors",
    ),
    "a folder without a floor": ("planted/__init__.py", "", "Floors"),
    "a subject that uses a later one": (
        "data/models/organisations.py",
        "import daihoi.data.models.plan",
        "Subjects stack in one order",
    ),
}


def _lint(folder: Path) -> tuple[int, str]:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's Python files alone, in a folder of their own."""
    for path in modules():
        target = tmp_path / "daihoi" / named(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def test_the_contracts_keep_the_clean_package(copy: Path) -> None:
    code, output = _lint(copy)

    assert code == 0, output


@pytest.mark.parametrize("fault", FAULTS)
def test_the_contracts_catch(fault: str, copy: Path) -> None:
    file, text, contract = FAULTS[fault]
    target = copy / "daihoi" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as planted:
        planted.write(f"\n{text}\n")

    code, output = _lint(copy)

    assert code == 1, output
    assert re.search(rf"^{re.escape(contract)}[^\n]* BROKEN$", output, re.MULTILINE), output


def test_every_folder_of_the_package_is_described() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()]

    assert [name for name in folders if f"{name}/" not in page] == []
