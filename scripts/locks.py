"""Do the locks hold what pyproject.toml asks for, by hash, and no address or path? Exit 1 and say what not."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def pinned(text: str) -> dict[str, str]:
    """Name → version of each pinned package of a lock."""
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M)}


def problems() -> Iterator[str]:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [*pyproject["project"]["dependencies"], *pyproject["build-system"]["requires"]]
    development = [*runtime, *pyproject["project"]["optional-dependencies"]["dev"]]
    locks: dict[str, dict[str, str]] = {}
    for name, wanted in (("requirements.lock", runtime), ("requirements-dev.lock", development)):
        text = (ROOT / name).read_text(encoding="utf-8")
        locks[name] = pins = pinned(text)
        for requirement in map(Requirement, wanted):
            version = pins.get(canonicalize_name(requirement.name))
            if version is None:
                yield f"{name}: {requirement.name} is missing; run make lock"
            elif not requirement.specifier.contains(version, prereleases=True):
                yield f"{name}: {requirement.name} {version} is not {requirement.specifier}; run make lock"
        for line in text.splitlines():
            if "://" in line or (line.lstrip().startswith("--") and not line.lstrip().startswith("--hash=")):
                yield f"{name}: an address or option stands in it: {line.strip()}"
        for package, block in re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", text, re.M):
            if "--hash=sha256:" not in block:
                yield f"{name}: {package} has no hash"
    for package, version in locks["requirements.lock"].items():
        if locks["requirements-dev.lock"].get(package) != version:
            yield f"{package}: the two locks hold different versions; run make lock"


if __name__ == "__main__":
    found = list(problems())
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
