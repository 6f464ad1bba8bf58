"""Vietnamese text: one normal form, keys for matching and sorting.

Text typed with old fonts (TCVN3, VNI) is read in `legacy`; its three names are given here too.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from daihoi.core.legacy import detect_legacy, from_tcvn3, from_vni

__all__ = [
    "Tones",
    "detect_legacy",
    "fold",
    "from_tcvn3",
    "from_vni",
    "name_key",
    "nfc",
    "one_line",
    "sort_key",
]

Tones = Literal["dictionary", "school"]

# dictionary: ngang huyền hỏi ngã sắc nặng; school: ngang sắc huyền hỏi ngã nặng.
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONE_ORDERS: dict[str, dict[str, str]] = {
    "dictionary": {_GRAVE: "1", _HOOK: "2", _TILDE: "3", _ACUTE: "4", _DOT: "5"},
    "school": {_ACUTE: "1", _GRAVE: "2", _HOOK: "3", _TILDE: "4", _DOT: "5"},
}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_BLANKS = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " ")
_BLANKS |= dict.fromkeys(map(ord, "\u202f\u205f\u3000"), " ")
_BLANKS |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f]")  # but for those that part words
_MARKS = dict.fromkeys(range(0x300, 0x370)) | {ord("đ"): "d", ord("Đ"): "d"}
_NOT_WORD = re.compile(r"[\W_]+")
_PIECES = re.compile(r"[0-9]+|[^\W\d_][\u0300-\u036f]*|[\W_]+|.", re.DOTALL)


def nfc(text: str) -> str:
    """The text in composed form (NFC); non-breaking blanks become blanks, zero-width ones and NULs go.

    Read TCVN3 text with `from_tcvn3` first: one of its letters (ư) is the soft hyphen that is dropped here.
    """
    if "\0" in text:  # PostgreSQL takes none
        text = text.replace("\0", "")
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_BLANKS))


def one_line(text: str) -> str:
    """`nfc` without control characters, every run of blanks, tabs and line ends one blank, and none at the ends."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    if text.isascii():
        return " ".join(text.split())
    return " ".join(filter(None, map(_nfc_word, text.split())))


def fold(text: str) -> str:
    """The text for matching: no diacritics, đ as d, lower case, punctuation and blanks as one blank.

    "Đảng bộ  xã Hòa-Bình" and "DANG BO XA HOA BINH" give the same "dang bo xa hoa binh".
    """
    return " ".join(filter(None, map(_fold_word, text.split())))


# Lists of a whole province repeat few syllables very often: the work is done once a word.
@lru_cache(maxsize=65_536)
def _nfc_word(word: str) -> str:
    return nfc(word).strip()


@lru_cache(maxsize=65_536)
def _fold_word(word: str) -> str:
    if not word.isascii():
        # Lower-cased first: a capital may stand for a letter and a mark ("İ").
        word = unicodedata.normalize("NFD", word.translate(_BLANKS).lower()).translate(_MARKS)
    return _NOT_WORD.sub(" ", word.lower()).strip()


def sort_key(text: str, tones: Tones = "dictionary") -> str:
    """A key of digits that sorts any text in Vietnamese alphabetical order.

    Letters come first (a ă â b c d đ …), whole numbers by value ("Chi bộ 2" before "Chi bộ 10"); tones decide
    only between texts whose letters are all equal, one tone a word, so "hoà" and "hòa" are equal. Case and
    punctuation do not count. Digits only, so the keys sort the same under every database collation.
    """
    parts = [_word_key(word, tones) for word in text.split()]
    return "".join([letters for letters, _ in parts] + ["00"] + [found for _, found in parts])


@lru_cache(maxsize=65_536)
def _word_key(text: str, tones: Tones) -> tuple[str, str]:
    """The digits of the letters and of the tones of a text without blanks; punctuation divides it into words."""
    order = _TONE_ORDERS[tones]
    letters: list[str] = []
    found: list[str] = []
    for word in _spaced(text):
        tone = "0"
        for piece in word:
            weight, mark = _weight(piece)
            letters.append(weight)
            tone = order.get(mark, tone)
        letters.append("10")  # the end of a word comes before every letter
        found.append(tone)
    return "".join(letters), "".join(found)


def name_key(full_name: str, tones: Tones = "dictionary") -> str:
    """A key of digits that sorts people by given name, then family name, then middle names.

    The last word is the given name, the first the family name; a single word is a given name.
    """
    words = one_line(full_name).split(" ")
    family = words[0] if len(words) > 1 else ""
    return "".join(sort_key(part, tones) for part in (words[-1], family, " ".join(words[1:-1])))


def _spaced(text: str) -> list[list[str]]:
    """The words of a text, each as its pieces: a letter with its marks (NFD), or a whole number."""
    words: list[list[str]] = [[]]
    for piece in _PIECES.findall(unicodedata.normalize("NFD", nfc(text).lower())):
        if _NOT_WORD.fullmatch(piece):
            words.append([])
        else:
            words[-1].append(piece)
    return [word for word in words if word]


@lru_cache(maxsize=2048)
def _weight(piece: str) -> tuple[str, str]:
    """The digits that sort a piece, and its tone mark ("" for none).

    Numbers start with 2, letters with 3 to 6, anything else with 9; each kind tells its own length.
    """
    if piece.isascii() and piece.isdigit():
        number = piece.lstrip("0") or "0"
        return f"2{len(number):04d}{number}", ""
    tone = next((mark for mark in piece if mark in _TONE_ORDERS["dictionary"]), "")
    letter = unicodedata.normalize("NFC", piece.replace(tone, "") if tone else piece)
    place = _ALPHABET.find(letter[0])
    if place < 0:  # a mark that Vietnamese does not use: the plain letter counts
        place = _ALPHABET.find(piece[0])
    if place < 0:
        return f"9{ord(piece[0]):07d}", tone
    return str(31 + place), tone
