"""The text of cells in Unicode, whichever fonts and encodings the file mixes."""

from collections.abc import Callable
from itertools import chain

from daihoi.core.legacy import Encoding, converter, detect_legacy, font_encoding
from daihoi.core.tables import Cell, Table
from daihoi.core.text import one_line

ENCODINGS: tuple[Encoding, ...] = ("unicode", "tcvn3", "vni")


def detect(table: Table) -> dict[Encoding, Encoding]:
    """The encoding of the cells whose font names each encoding: a file may mix .VnTime and Times New Roman."""
    texts: dict[Encoding, list[str]] = {encoding: [] for encoding in ENCODINGS}
    fonts: dict[str, Encoding] = {}
    for cell in chain.from_iterable(table.rows):
        if not cell.text.isascii():
            if cell.font not in fonts:
                fonts[cell.font] = font_encoding(cell.font)
            texts[fonts[cell.font]].append(cell.text)
    return {
        hint: detect_legacy(texts[hint], [font for font, encoding in fonts.items() if encoding == hint])
        for hint in ENCODINGS
    }


def encoding_of(table: Table) -> Encoding:
    """The old encoding that most of the table's cells have, if any do."""
    found = set(detect(table).values()) - {"unicode"}
    return "tcvn3" if "tcvn3" in found else "vni" if "vni" in found else "unicode"


def decoder(table: Table, encoding: Encoding) -> Callable[[Cell], str]:
    """A function from a cell to its text: Unicode, NFC, on one line.

    With an old `encoding`, cells are converted by what their font's cells were found to be; where none were found
    to be old, the encoding was set by hand and holds for all.
    """
    if encoding == "unicode":
        return lambda cell: one_line(cell.text)
    detected = detect(table)
    if set(detected.values()) == {"unicode"}:
        detected = dict.fromkeys(ENCODINGS, encoding)
    convert = {hint: converter(found) for hint, found in detected.items()}
    # Plain letters in a capital font are capitals too, so the font decides even for ASCII text.
    return lambda cell: one_line(convert[font_encoding(cell.font)](cell.text, cell.font))
