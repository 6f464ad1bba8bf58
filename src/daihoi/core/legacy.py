"""Vietnamese text typed with the old fonts: TCVN3 (ABC; .VnTime …) and VNI-Windows (VNI-Times …).

Such text is Latin letters that only look right in their font. Here it is given as programs read it today:
bytes decoded as cp1252 or Latin-1. Tables: TCVN 5712:1993 (VN1, checked against the C library's
TCVN5712-1), and VNI-Windows as its keyboard programs write it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

Encoding = Literal["unicode", "tcvn3", "vni"]

# From 0xA1 on; blanks in the table stand for the combining marks 0xB0–0xB4, read apart.
_TCVN3_HIGH = "ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TCVN3_C1 = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"  # 0x80–0x9F: capitals, in a few fonts only
_TCVN3_C0 = {
    1: "Ú",
    2: "Ụ",
    4: "Ừ",
    5: "Ử",
    6: "Ữ",
    17: "Ứ",
    18: "Ự",
    19: "Ỳ",
    20: "Ỷ",
    21: "Ỹ",
    22: "Ý",
    23: "Ỵ",
}
_TCVN3_MARKS = {"°": "\u0300", "±": "\u0309", "²": "\u0303", "³": "\u0301", "´": "\u0323"}

_TCVN3: dict[int, str] = {0xA1 + i: letter for i, letter in enumerate(_TCVN3_HIGH) if letter != " "}
_TCVN3 |= {0x80 + i: letter for i, letter in enumerate(_TCVN3_C1)} | _TCVN3_C0
# The same capitals after a cp1252 reading. Quotes and dashes among them are mostly just that, so a letter is
# read only beside a capital: between two of them where the character is also punctuation.
_CP1252_CAPITALS = {
    bytes([0x80 + i]).decode("cp1252"): letter
    for i, letter in enumerate(_TCVN3_C1)
    if 0x80 + i not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_PUNCTUATION = "‘’“”‚„‹›•–—…"
_LETTERS = "".join(key for key in _CP1252_CAPITALS if key not in _PUNCTUATION)
_CAPITAL = "A-ZĂÂÊÔƠƯĐÀ-ÝẠ-Ỵ"  # after the other letters are read; small ones in the range do no harm
_BESIDE_CAPITAL = re.compile(
    f"(?<=[{_CAPITAL}])[{_LETTERS}]|[{_LETTERS}](?=[{_CAPITAL}])|(?<=[{_CAPITAL}])[{_PUNCTUATION}](?=[{_CAPITAL}])"
)
_MARKED = re.compile("([AEIOUYaeiouyĂÂÊÔƠƯăâêôơư])([°±²³´])")

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_BASES = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Every VNI spelling, one or two characters, small, capital and in the mixed case that people type."""
    table = dict(_VNI_SINGLE)
    for base, letter in _VNI_BASES.items():
        table |= {base + mark: letter + tone for mark, tone in _TONES.items()}
    for base in "aeo":
        table |= {base + mark: base + "\u0302" + tone for mark, tone in _CIRCUMFLEX.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    small = {spelling: unicodedata.normalize("NFC", letter) for spelling, letter in table.items()}
    return (
        {spelling[0] + spelling[1:].upper(): letter for spelling, letter in small.items()}
        | {spelling[0].upper() + spelling[1:]: letter.upper() for spelling, letter in small.items()}
        | {spelling.upper(): letter.upper() for spelling, letter in small.items()}
        | small
    )


_VNI = _vni_table()
_MARK_CLASS = "".join(_TONES) + "".join(_CIRCUMFLEX) + "".join(_BREVE)
_VNI_SPELLING = re.compile(f"[aeouyAEOUYôöÔÖ][{_MARK_CLASS}{_MARK_CLASS.upper()}]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """TCVN3 (ABC) text in Unicode, NFC.

    `capitals`: the font is a capital font (.VnTimeH), which shows small letters as capitals. Capitals are
    also made where the text has words of plain capitals and none with a plain small letter ("§¶NG Bé"
    is "ĐẢNG BỘ"): ordinary fonts have no capitals with tones.
    """
    if text.isascii() and not any(chr(code) in text for code in _TCVN3_C0):
        return text.upper() if capitals else text
    read = _MARKED.sub(lambda found: found[1] + _TCVN3_MARKS[found[2]], text.translate(_TCVN3))
    read = _BESIDE_CAPITAL.sub(lambda found: _CP1252_CAPITALS[found[0]], read)
    return unicodedata.normalize("NFC", read.upper() if capitals or _typed_in_capitals(text) else read)


def from_vni(text: str) -> str:
    """VNI-Windows text in Unicode, NFC. A spelling that VNI does not have is left as it stands."""
    if text.isascii():
        return text

    def letter(found: re.Match[str]) -> str:
        spelling = found[0]
        if spelling in _VNI:
            return _VNI[spelling]
        return _VNI.get(spelling[0], spelling[0]) + _VNI.get(spelling[1], spelling[1])

    return unicodedata.normalize("NFC", _VNI_SPELLING.sub(letter, text))


def font_encoding(font: str) -> Encoding:
    """The encoding that a font's name tells: .VnTime is TCVN3, VNI-Times is VNI, any other Unicode."""
    name = font.strip().lower()
    if name.startswith((".vn", "vntime", "vnarial")):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else "unicode"


def is_capital_font(font: str) -> bool:
    """Is this one of the TCVN3 fonts that show capitals (.VnTimeH, .VnArial NarrowH)?"""
    return font_encoding(font) == "tcvn3" and font.rstrip().endswith("H")


def detect_legacy(texts: Iterable[str], fonts: Iterable[str] = ()) -> Encoding:
    """How these texts are encoded, judged together: how many of their words are Vietnamese in each reading.

    Font names are strong hints, but letters that only Unicode has outweigh them (files converted with the old
    font left on). Plain ASCII, English and French give "unicode". At most 4,000 texts are read.
    """
    words = _words(texts)
    hints = Counter(font_encoding(font) for font in fonts)
    hint = "tcvn3" if hints["tcvn3"] > hints["vni"] else "vni" if hints["vni"] else "unicode"
    if not words:
        return "unicode"
    score = _scores(words)
    old: tuple[Encoding, ...] = ("tcvn3", "vni")
    for encoding in old:
        if encoding == hint and score[encoding] >= max(score["unicode"], len(words) / 2):
            return encoding
    best: Encoding = "tcvn3" if score["tcvn3"] >= score["vni"] else "vni"
    enough = score[best] >= 2 or any(sum(not letter.isascii() for letter in word) > 1 for word in words)
    if enough and score[best] > score["unicode"] and score[best] >= 0.6 * len(words):
        return best
    return "unicode"


def vietnamese_share(texts: Iterable[str], encoding: Encoding) -> float:
    """The share, 0 to 1, of words with letters outside ASCII that are Vietnamese syllables in this reading."""
    words = _words(texts)
    return _scores(words)[encoding] / len(words) if words else 0.0


def converter(encoding: Encoding) -> Callable[[str, str], str]:
    """A function (text, font) → Unicode text for one encoding; text that only Unicode can hold stays."""
    if encoding == "unicode":
        return lambda text, font: text

    def convert(text: str, font: str) -> str:
        if _only_unicode(text):
            return text
        return from_vni(text) if encoding == "vni" else from_tcvn3(text, capitals=is_capital_font(font))

    return convert


_SPLIT = re.compile(r"[ \t\r\n\u00a0!-/0-9:-@\[-`{-~“”‘’–—…]+")
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_RIME = (
    "(?:uyê|uya|uyu|uây|uôi|ươi|ươu|iêu|yêu|oai|oay|oao|oeo|uê|uơ|uy|uâ|uô|ua|ui|oa|oă|oe|oi|oo|ươ|ưa|ưi|ưu|"
    "iê|ia|iu|yê|ai|ao|au|ay|âu|ây|eo|êu|ôi|ơi|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RIME}(?:ch|ng|nh|[cmnpt])?")
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0309\u0303\u0301\u0323"))


def _words(texts: Iterable[str]) -> set[str]:
    """The different words that hold a letter outside ASCII and at least two characters."""
    words: set[str] = set()
    read = 0
    for text in texts:
        if text.isascii():
            continue
        whole = unicodedata.normalize("NFC", text)
        words.update(word for word in _SPLIT.split(whole) if len(word) > 1 and not word.isascii())
        read += 1
        if read == 4000:
            break
    return words


def _scores(words: set[str]) -> dict[Encoding, int]:
    """How many of the words are Vietnamese syllables in each reading."""
    return {
        "unicode": sum(map(_is_syllable, words)),
        "tcvn3": sum(_is_syllable(_tcvn3_word(word)) for word in words),
        "vni": sum(_is_syllable(_vni_word(word)) for word in words),
    }


def _is_syllable(word: str) -> bool:
    """Can this be one Vietnamese syllable with a mark of its own? Case must run as people write it."""
    if not word or word.isascii() or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    plain = unicodedata.normalize("NFD", word.lower()).translate(_TONE_MARKS)
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)))


def _tcvn3_word(word: str) -> str:
    """The word read as TCVN3; "" where Unicode letters show that it is none."""
    if _only_unicode(word):
        return ""
    read = from_tcvn3(word)
    plain = [letter for letter in word if letter.isascii()]
    return read.upper() if plain and all(letter.isupper() for letter in plain) else read


def _vni_word(word: str) -> str:
    """The word read as VNI; "" where a letter is left over that VNI does not write so."""
    left = _VNI_SPELLING.sub(lambda found: "" if found[0] in _VNI else found[0], word)
    if not left.isascii():
        return ""
    read = from_vni(word)
    plain = [letter for letter in word if letter.isascii()]
    return read.upper() if plain and all(letter.isupper() for letter in plain) else read


def _only_unicode(text: str) -> bool:
    """Does the text hold letters or marks that no reading of single bytes gives (ơ, ạ, combining marks …)?"""
    return any("\u0102" <= letter <= "\u01b0" and letter not in "ŒœŠšŸŽžƒ" for letter in text) or any(
        "\u1ea0" <= letter <= "\u1ef9" or "\u0300" <= letter <= "\u036f" for letter in text
    )


def _typed_in_capitals(text: str) -> bool:
    plain = [[letter for letter in word if letter.isascii() and letter.isalpha()] for word in text.split(" ")]
    if any(letter.islower() for word in plain for letter in word):
        return False
    return any(len(word) > 1 for word in plain)
