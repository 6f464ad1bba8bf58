"""What stands in the cells of a list of people: births in many forms, marks, qualifications."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from daihoi.core.personnel.kinds import Degree, Sex, Standing, Theory
from daihoi.core.text import fold

T = TypeVar("T")


class NotUnderstoodError(ValueError):
    """The text of a cell is none of the forms that are known."""


@dataclass(frozen=True)
class Born:
    """A birth month, or the year alone."""

    month: date | None
    year: int | None


_EARLIEST, _LATEST = 1920, 2012  # years of birth of anybody who can be a Party member
_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"  # office programs add one to days
_ISO = re.compile(rf"(\d{{4}})[./\-](\d{{1,2}})[./\-](\d{{1,2}}){_TIME}")
_DAY = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*(?:[./\-]|\s*tháng\s*)\s*(\d{1,2})\s*(?:[./\-]|,?\s*năm\s*|,)\s*(\d{4}|\d{2})" + _TIME
)
_MONTH = re.compile(r"(?:tháng\s*|t)?(\d{1,2})\s*(?:[./\-]|\s*năm\s*)\s*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[./\-]\s*(\d{1,2})")
_YEAR = re.compile(r"(?:năm\s*)?(\d{4})")
_BLANK = frozenset({"", "-", "–", "—", "…", "...", "?", "không rõ", "chưa rõ"})


def blank(text: str) -> bool:
    return text.strip().lower() in _BLANK


def _year(text: str) -> int:
    """Two digits are of the last century from 20 up, else of this one."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 20 else 2000)


def _parts(text: str) -> tuple[int | None, int | None, int]:
    """Day, month and year of a date as offices write it; None where it says none."""
    lower = text.strip().removeprefix("'").strip().lower().rstrip(".")  # Excel's mark of a text
    if found := _ISO.fullmatch(lower):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _DAY.fullmatch(lower):
        return int(found[1]), int(found[2]), _year(found[3])
    if found := _MONTH.fullmatch(lower):
        return None, int(found[1]), int(found[2])
    if found := _YEAR_MONTH.fullmatch(lower):
        return None, int(found[2]), int(found[1])
    if found := _YEAR.fullmatch(lower):
        return None, None, int(found[1])
    raise NotUnderstoodError(text)


def _whole(day: int | None, month: int | None, year: int, text: str) -> date | None:
    """The day (or the first of the month), None for a year alone. Raises for a day that there is not."""
    if month is None:
        return None
    try:
        return date(year, month, day or 1)
    except ValueError:
        raise NotUnderstoodError(text) from None


def born(text: str) -> Born | None:
    """ "15/3/1963", "3/1963", "15 tháng 3 năm 1963", "1963-03-15", "15/3/63", "1963"; None for a blank cell.

    A day is only looked at to be one; months and years count. Raises NotUnderstoodError for anything else, for days
    that there are not, and for years in which no member is born.
    """
    if blank(text):
        return None
    day, month, year = _parts(text)
    whole = _whole(day, month, year, text)
    if not _EARLIEST <= year <= _LATEST:
        raise NotUnderstoodError(text)
    return Born(whole.replace(day=1), None) if whole is not None else Born(None, year)


def day(text: str) -> date | None:
    """A day, the first of the month where only that is told, or of the year; None for a blank cell.

    Raises NotUnderstoodError.
    """
    if blank(text):
        return None
    number, month, year = _parts(text)
    if not 1930 <= year <= 2100:
        raise NotUnderstoodError(text)
    return _whole(number, month, year, text) or date(year, 1, 1)


_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[;,()]\s*|\s+(?=\d)")


def days(text: str) -> tuple[date | None, date | None]:
    """The day of joining, and that of becoming an official member where the cell tells both: "3/2/2000 - 3/2/2001".

    Raises NotUnderstoodError.
    """
    parts = list(filter(None, _BETWEEN.split(text.strip())))
    if len(parts) == 2:
        try:
            return day(parts[0]), day(parts[1])
        except NotUnderstoodError:
            pass
    return day(text), None


_SIGNS = frozenset({"✓", "✔", "☑", "☒", "√", "+", "×", "*"})
_YES = frozenset(["x", "co", "yes", "1", "v", "true", "dung"])
_NO = frozenset(["0", "khong", "no", "false", "k", "o"])


def mark(text: str) -> bool | None:
    """x, ✓, có, 1: yes; a blank cell: None; 0, không: no. Raises NotUnderstoodError for anything else."""
    if blank(text):
        return None
    folded = fold(text)
    if folded in _YES or text.strip() in _SIGNS:
        return True
    if folded in _NO or text.strip() == "☐":
        return False
    raise NotUnderstoodError(text)


def sex(text: str) -> Sex | None:
    """Nam, nữ, and their English words and letters; None for a blank cell. Raises NotUnderstoodError."""
    if blank(text):
        return None
    folded = fold(text)
    if folded in {"nu", "nu gioi", "gioi nu", "gai", "female", "woman", "f", "w", "ba"}:
        return Sex.WOMAN
    if folded in {"nam", "nam gioi", "gioi nam", "trai", "male", "man", "m", "ong"}:
        return Sex.MAN
    raise NotUnderstoodError(text)


def standing(text: str) -> Standing | None:
    """Tái cử or lần đầu; None for a blank cell. Raises NotUnderstoodError."""
    if blank(text):
        return None
    folded = fold(text)
    if re.fullmatch(r"(dien )?(tai cu|tc|re ?standing|again|duong nhiem)( .*)?", folded):
        return Standing.RESTANDING
    if re.fullmatch(r"(tham gia |dien )?(lan dau|ld|moi|first time|first|new|nhan su moi)( .*)?", folded):
        return Standing.FIRST_TIME
    raise NotUnderstoodError(text)


def standing_or_none(text: str) -> Standing | None:
    """A way of standing written where a mark is expected ("TC", "lần đầu")."""
    try:
        return standing(text)
    except NotUnderstoodError:
        return None


# What a cell of decisions says where there is none.
_NO_DECISION = frozenset({"khong", "khong co", "khong co ai", "0", "no", "none", "k", "ko", "o", "chua", "chua co"})
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})


def decision(text: str) -> str:
    """The decision that a cell names, "" for none. Raises NotUnderstoodError for a mark: it names no decision."""
    text = text.strip()
    if blank(text) or fold(text) in _NO_DECISION or (not fold(text) and text not in _SIGNS):
        return ""
    if fold(text) in _YES or text in _SIGNS:
        raise NotUnderstoodError(text)
    return text


# Highest first: "Đại học, thạc sĩ" is a master.
_DEGREES: tuple[tuple[Degree, str], ...] = (
    (Degree.DOCTOR, r"tien (si|sy)|tskh|ts|pgs|gs|doctor|phd"),
    (
        Degree.MASTER,
        r"thac (si|sy)|ths|th s|master|mba|(bs ?)?ck ?(i|ii|1|2)|chuyen khoa (i|ii|1|2|cap .*)",
    ),
    (
        Degree.BACHELOR,
        r"dai hoc|dh[a-z]*|d h|(cu nhan|cn|ky su|ks)(?! (cao dang|cd|thuc hanh)\b)|bac (si|sy)|bs(dk)?|"
        r"duoc (si|sy)(?! (trung|tc|cao dang|cd|so)\b)|bachelor|cap phan doi",
    ),
    (Degree.COLLEGE, r"cao dang|cd[a-z]*|c d|(cu nhan|ky su) thuc hanh|college"),
    (
        Degree.VOCATIONAL,
        r"trung cap|tc|so cap|sc|trung hoc (chuyen nghiep|kinh te|su pham|y te|nong nghiep)|thcn|y (si|sy)|"
        r"duoc (si|sy)|duoc ta|cong nhan( ky thuat)?|cnkt|vocational",
    ),
    (Degree.NONE, r"(?<!hang )khong|(?<!sua )chua|none|thpt|thcs|ptth|tieu hoc|pho thong|(5|7|8|9|10|11|12) (10|12)"),
)
_THEORIES: tuple[tuple[Theory, str], ...] = (
    (Theory.ADVANCED, r"cao cap|cc|cu nhan|cn|advanced|bachelor|dai hoc"),
    (Theory.INTERMEDIATE, r"trung cap|tc|intermediate"),
    (Theory.ELEMENTARY, r"so cap|sc|elementary|boi duong"),
    (Theory.NONE, r"khong|chua|none"),
)
_DEGREE = tuple((one, re.compile(rf"\b({pattern})\b")) for one, pattern in _DEGREES)
_THEORY = tuple((one, re.compile(rf"\b({pattern})(llct|ct|ll)?(hc)?\b")) for one, pattern in _THEORIES)
# With their marks: "đang" (on the way) and "Đảng" (the Party) are one word without.
_LEARNING = re.compile(
    r"\b(?:đang|chưa|sẽ|dự kiến|học viên|sinh viên|nghiên cứu sinh|ncs)\b|^không\b|\bkhông (?:có|qua)\b", re.IGNORECASE
)
_PLAIN_LEARNING = re.compile(
    r"\b(?:dang (?:theo |duoc )?(?:hoc|dao tao)|chua|sinh vien|nghien cuu sinh|ncs)\b|^khong\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;+\n()\[\]]|\s[-–—]\s|\s(?:và|nhưng|hiện)\s", re.IGNORECASE)


def _held(text: str, levels: Sequence[tuple[T, re.Pattern[str]]]) -> tuple[T | None, bool]:
    """The highest level reached, None for none known; and whether the text tells of one that is not reached yet.
    Raises NotUnderstoodError where it tells no level."""
    order = [one for one, _ in levels]
    lowest, none = order[-2], order[-1]
    held: list[T | None] = []  # by clause; None: not reached
    for written in filter(None, map(str.strip, _CLAUSE.split(text))):
        clause = fold(written)
        level = next((one for one, pattern in levels if pattern.search(clause)), None)
        if not (_PLAIN_LEARNING if written.isascii() else _LEARNING).search(written):
            held += [level] if level is not None else []
        elif level in (none, lowest) and re.search(r"\b(chua|khong)\b", clause):
            held.append(none)
        elif level is not None and level is not none:
            held.append(None)
        elif held and held[-1] is not none:
            held[-1] = None  # "Thạc sĩ (đang học)"
    if not held:
        raise NotUnderstoodError(text)
    reached = [one for one in held if one is not None]
    return (min(reached, key=order.index) if reached else None), None in held


def degree(text: str) -> Degree | None:
    """The highest qualification that the text names as reached: "Đại học, đang học thạc sĩ" is a bachelor. None for a
    blank cell, and where none is told to be reached. Raises NotUnderstoodError."""
    return None if blank(text) else _held(text, _DEGREE)[0]


def theory(text: str) -> Theory | None:
    """The political-theory qualification, read in the same way. Raises NotUnderstoodError."""
    return None if blank(text) else _held(text, _THEORY)[0]


def degree_unfinished(text: str) -> bool:
    """Does the text name a qualification that is not reached yet? Raises NotUnderstoodError."""
    return not blank(text) and _held(text, _DEGREE)[1]


def theory_unfinished(text: str) -> bool:
    return not blank(text) and _held(text, _THEORY)[1]


_DEGREE_WORDS = re.compile(r"(trinh do )?(dai hoc|dh|thac si|thac sy|ths|tien si|tien sy|ts|cao dang|cd|trung cap|tc)")


def specialism(text: str) -> str:
    """The field of a qualification as it is written, without the words of the degree before it: "Thạc sĩ Luật" is
    in "Luật". Where several are told, as they stand."""
    words = text.split()
    for count in (4, 3, 2, 1):
        before, after = " ".join(words[:count]), " ".join(words[count:])
        if _DEGREE_WORDS.fullmatch(fold(before)) and before[-1:] not in {",", ";"} and len(_told(text)) == 1:
            return after
    return text


def _told(text: str) -> set[Degree]:
    folded = fold(text)
    return {one for one, pattern in _DEGREE if pattern.search(folded)}
