"""The shipped packs, overlays and holidays, read once for the tests."""

from functools import cache
from pathlib import Path

import daihoi
from daihoi.core.calendar import Holidays
from daihoi.core.personnel import RetirementTables, parse_retirement
from daihoi.core.rules import Overlay, RulePack, parse_holidays, parse_overlay, parse_pack

ROOT = Path(daihoi.__file__).parent / "rulepacks"
T1, T2A, T2B = "2020-2025/2019-05-30", "2025-2030/2024-06-14", "2025-2030/2025-04-14"


@cache
def packs() -> dict[str, RulePack]:
    files = sorted(ROOT.glob("[0-9]*/*.toml"))
    found = [parse_pack(file.read_text("utf-8"), f"{file.parent.name}/{file.name}") for file in files]
    return {pack.id: pack for pack in found}


@cache
def overlays() -> dict[str, Overlay]:
    files = sorted((ROOT / "overlays").glob("*.toml"))
    found = [parse_overlay(file.read_text("utf-8"), file.name) for file in files]
    return {overlay.id: overlay for overlay in found}


@cache
def retirement() -> RetirementTables:
    return parse_retirement((ROOT / "retirement.toml").read_text("utf-8"), "retirement.toml")


@cache
def holidays() -> Holidays:
    return parse_holidays((ROOT / "holidays.toml").read_text("utf-8"), "holidays.toml")


def overlay_of(key: str, value: str, over: str = T1) -> str:
    """An overlay of one rule whose value are words."""
    return f"""[overlay]
id = "own"
over = "{over}"
locality = "Mẫu"
title = "Mẫu"

[[rule]]
key = "{key}"
id = "X-1"
value = "{value}"
unit = "text"
compare = "equal"
when = {{ levels = ["upper"] }}
cite = ["quang-ninh-2020"]
article = "X"
certainty = "local"
kind = "hard"

[[source]]
id = "quang-ninh-2020"
title = "Mẫu"
url = "http://mau.example"
"""
