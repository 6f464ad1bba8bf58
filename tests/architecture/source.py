"""The package's source as the tests of this folder read it."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "daihoi"
SUBJECTS = (
    "organisations",
    "access",
    "audit",
    "files",
    "plan",
    "directives",
    "bodies",
    "tasks",
    "supervision",
    "difficulties",
    "briefings",
    "lessons",
    "outreach",
    "spending",
    "documents",
    "personnel",
    "congress",
    "elections",
    "reports",
)


def modules(*floors: str) -> Iterator[Path]:
    """Python files of some floors (all: none given), migrations apart."""
    for folder in [PACKAGE / floor for floor in floors] or [PACKAGE]:
        yield from (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
