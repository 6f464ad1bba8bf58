"""A serif family for paper that has every Vietnamese letter: the system's own, else the one in matplotlib's wheel."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]

from daihoi.core.elections.sheet import Weight
from daihoi.core.messages import N_, refuse

WEIGHTS: tuple[Weight, ...] = ("regular", "bold", "italic")

# The best first; each with the file names of its three weights on Debian, Windows and macOS.
FAMILIES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("Tinos", (("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf"),)),
    (
        "Liberation Serif",
        (("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),),
    ),
    (
        "Times New Roman",
        (
            ("times.ttf", "timesbd.ttf", "timesi.ttf"),
            ("Times New Roman.ttf", "Times New Roman Bold.ttf", "Times New Roman Italic.ttf"),
            ("Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf"),
        ),
    ),
    ("DejaVu Serif", (("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),)),
)

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VIETNAMESE = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES)
LETTERS = frozenset(
    _VIETNAMESE + _VIETNAMESE.upper() + "đĐ“”–…’" + "".join(map(chr, range(0x20, 0x7F)))
)  # what a ballot is written with


@dataclass(frozen=True)
class Family:
    """A family ready for ReportLab: its name, and the name under which each weight is registered there."""

    name: str
    faces: dict[Weight, str]

    def width_mm(self, text: str, size: float, weight: Weight) -> float:
        """The advance of a text set in that size (points), mm; as `core` wants it measured."""
        width: float = pdfmetrics.stringWidth(text, self.faces[weight], size)
        return width * 25.4 / 72

    def missing(self, text: str, weight: Weight = "regular") -> str:
        """The letters of the text that this family does not have, each once."""
        known = pdfmetrics.getFont(self.faces[weight]).face.charToGlyph
        return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))


def folders() -> Iterator[Path]:
    """Where this system keeps its fonts, then the folder in matplotlib's wheel."""
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )
    wheel = find_spec("matplotlib")  # found without being imported, which takes a second
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "mpl-data/fonts/ttf"


@lru_cache(maxsize=8)
def family(name: str | None = None) -> Family:
    """The family of that name, or the best there is. Refuses when this machine has none with all letters."""
    return load(folders(), name)


def load(places: Iterable[Path], name: str | None = None) -> Family:
    """The first family of `FAMILIES` (or the named one) whose three weights are in the folders, letters complete."""
    files = _files(places)
    for known, sets in FAMILIES:
        if name not in (None, known):
            continue
        for names in sets:
            if all(file in files for file in names):
                found = _registered(known, [files[file] for file in names])
                if found is not None:
                    return found
    if name is None:
        raise refuse(
            "no_font",
            N_("No serif font with all Vietnamese letters was found. Install Tinos, Liberation Serif or DejaVu Serif."),
        )
    raise refuse(
        "font_missing",
        N_("This ballot was laid out in the font {font}, which is not installed here. Install it, or lay out anew."),
        font=name,
    )


def _files(places: Iterable[Path]) -> dict[str, Path]:
    """Font files by name; the first folder wins."""
    wanted = {file for _name, sets in FAMILIES for names in sets for file in names}
    found: dict[str, Path] = {}
    for place in places:
        for folder, _folders, names in os.walk(place):
            for file in wanted.intersection(names):
                found.setdefault(file, Path(folder) / file)
    return found


def _registered(name: str, files: list[Path]) -> Family | None:
    """The family under names of our own in ReportLab; None where a file is no font or lacks a letter."""
    faces: dict[Weight, str] = {}
    for weight, file in zip(WEIGHTS, files, strict=True):
        try:
            font = TTFont(f"daihoi {name} {weight}", str(file))
        except (TTFError, OSError):
            return None
        if any(ord(letter) not in font.face.charToGlyph for letter in LETTERS):
            return None
        pdfmetrics.registerFont(font)
        faces[weight] = font.fontName
    return Family(name, faces)
