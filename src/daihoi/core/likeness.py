"""By what short Vietnamese texts are found alike: numbers made of their syllables, the same in every process.

A text is folded (no diacritics, no case), and each syllable that says something, and each pair of neighbours, becomes a
32-bit number. Two texts about the same thing share many of them, whatever the order of words, with and without
diacritics. Nothing is compared here: the numbers are packed to be kept beside the text and gathered in memory.
"""

from array import array
from collections.abc import Iterator
from zlib import crc32

from daihoi.core.text import fold

MOST = 64  # numbers kept of one text: a title with the first few sentences
_LETTERS = "abcdeghiklmnopqrstuvxy"  # of folded Vietnamese syllables

# Folded syllables that stand in every office text and tell no subject. They still count in pairs.
_STOP = """
ai anh ba bi bo boi cac cach can chi chinh cho chua chung co con cu cua cung da dang dau day de den deu di do dong doi
duoc gi giua hai han hay hien hoac khi khong la lai lam len luc ma mot muc nam nao nay nen neu ngay nguoi nhieu nhu
nhung nhat o phai qua ra rang rat roi sau se su ta tai the theo thi thuoc tien to toan toi trong truoc tu va van vao ve
vi viec voi vua xin y
"""
STOP = frozenset(_STOP.split())


def syllables(text: str) -> list[str]:
    """The folded syllables of a text, in order."""
    return fold(text).split()


def number_of(*parts: str) -> int:
    """The number of one syllable or of a pair of neighbours."""
    return crc32(" ".join(parts).encode())


def hashes(text: str, most: int = MOST) -> tuple[int, ...]:
    """The numbers of a text, sorted, each once; of a long text those of its beginning."""
    found: dict[int, None] = {}
    before = ""
    for syllable in syllables(text):
        if syllable not in STOP:
            found[number_of(syllable)] = None
        if before and not (before in STOP and syllable in STOP):
            found[number_of(before, syllable)] = None
        before = syllable
        if len(found) >= most:
            break
    return tuple(sorted(list(found)[:most]))


def pack(numbers: tuple[int, ...]) -> bytes:
    """Numbers as rows keep them: four bytes each, the lowest byte first."""
    packed = array("I", numbers)
    if packed.itemsize != 4:  # no platform that Python 3.11 is built for
        raise RuntimeError("an unsigned int has not four bytes here")
    if _BIG:
        packed.byteswap()
    return packed.tobytes()


_BIG = array("H", [1]).tobytes() == b"\0\1"


def grams(*texts: str) -> bytes:
    """What is kept of a text in several parts, the most telling part first."""
    return pack(hashes("\n".join(texts)))


def slips(syllable: str) -> Iterator[str]:
    """Every folded syllable that is one slip of the hand away: a letter more, less, other, or two exchanged."""
    for place in range(len(syllable) + 1):
        head, tail = syllable[:place], syllable[place:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
