"""Numbers as offices type them: counts of members, and the numbering column (STT)."""

import re

_GROUPED = re.compile(r"\d{1,3}([., ]\d{3})+")
_BLANK = frozenset({"", "…"})
_NIL = frozenset({"-", "–", "—", "không", "khong", "không có", "khong co", "none"})
_DIGITS = 9  # more are no count of people, but a code or a telephone number in the wrong column
_ROMAN = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"(\d+)((?:\.\d+)*)")


class NotACountError(ValueError):
    """The text is no whole number from 0 up; `reason` is "negative", "fraction" or "text"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def count(text: str) -> int | None:
    """The whole number in a cell: "1.234", "1 234", "1,234" and "012" are numbers; a blank cell is None.

    A dash and "không" say none: 0. Raises NotACountError for fractions ("12,5"), negative numbers and other text.
    """
    if not (text.isascii() and text.isdigit()):
        text = text.strip().lower().rstrip(".")
        if text in _BLANK:
            return None
        if text in _NIL:
            return 0
        if _GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
    if text.isascii() and text.isdigit():
        if len(text.lstrip("0")) > _DIGITS:
            raise NotACountError("text")
        return int(text)
    if re.fullmatch(r"[-−–]\s*\d.*", text):
        raise NotACountError("negative")
    whole = re.fullmatch(r"(\d+)[.,](\d+)", text)
    if whole:
        if int(whole[2]) == 0 and len(whole[2]) < 3:
            return int(whole[1])
        raise NotACountError("fraction")
    raise NotACountError("text")


def is_number(text: str) -> bool:
    """Is this a filled cell that `count` can read?"""
    try:
        return count(text) is not None
    except NotACountError:
        return False


Scheme = tuple[str, int]


def clean_numbering(text: str) -> str:
    """A number of the STT column without its dots and brackets: "1." "(1)" "I/" → "1" "1" "I"."""
    return text.strip().strip("().,/:;-– ").replace(",", ".")


class Depths:
    """The depth of each row by its number, from the order in which ways of numbering first appear.

    I → 1 → 1.1 → a is depth 0, 1, 2, 3. A row without a number stands below the last numbered one.
    """

    def __init__(self) -> None:
        self._stack: list[Scheme] = []
        self._last = {True: "", False: ""}  # the last letter, by "is it a capital"

    def depth(self, text: str) -> int:
        scheme = self.scheme(text)
        if scheme in self._stack:
            del self._stack[self._stack.index(scheme) + 1 :]
        else:
            self._stack.append(scheme)
        return len(self._stack) - 1

    def scheme(self, text: str) -> Scheme:
        """The way of numbering that a cell uses; it may depend on the letters before it."""
        token = clean_numbering(text)
        if dotted := _DOTTED.fullmatch(token):
            return ("number", dotted[2].count("."))
        if len(token) == 1 and token.isascii() and token.isalpha():
            # "I" follows "H" in a row of letters; elsewhere it is the Roman one.
            last = self._last[token.isupper()]
            follows = token in "Aa" or (last and ord(token) == ord(last) + 1)
            if follows or not _ROMAN.fullmatch(token.upper()):
                self._last[token.isupper()] = token
                return ("letter" if token.isupper() else "small letter", 0)
        if _ROMAN.fullmatch(token):
            return ("roman", 0)
        if token.islower() and _ROMAN.fullmatch(token.upper()):
            return ("small roman", 0)
        head, dot, rest = token.partition(".")
        if dot and head.isalpha():  # I.1, A.2.1
            return ("mixed", rest.count("."))
        return ("", 0) if not token else ("text", 0)


def ways(texts: list[str]) -> set[Scheme]:
    """The ways of numbering that a column uses; more than one tells a hierarchy. Words are no numbering."""
    depths = Depths()
    return {scheme for scheme in map(depths.scheme, texts) if scheme[0] not in ("", "text")}


_LEADING = re.compile(
    r"(\d+(?:\.\d+)+[.)/]?(?=[\s\D])|\(?\d+[.)/](?!\d)|\(?(?:[IVXL]+|[A-Za-zđĐ])[.)/](?=\s))\s*(?=\S)(.*)"
)


def split_number(name: str) -> tuple[str, str]:
    """The number typed before a name, and the name: "II. Đảng bộ xã" → ("II.", "Đảng bộ xã"); ("", name) if none."""
    found = _LEADING.fullmatch(name)
    return (found[1], found[2]) if found else ("", name)
