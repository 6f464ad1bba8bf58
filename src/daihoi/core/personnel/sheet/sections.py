"""Rows of a list that hold nobody: those that name a group, count, or stand alone; and what a group says."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum, auto

from daihoi.core.personnel.kinds import Organ, Standing
from daihoi.core.personnel.sheet.posts import bodies
from daihoi.core.text import fold


class Kind(Enum):
    """Of what kind a group is; one takes the place of another of its kind."""

    STANDING = auto()
    POOL = auto()
    SURPLUS = auto()
    BODY = auto()  # or posts
    OTHER = auto()


@dataclass(frozen=True)
class Group:
    """What a row says of those below it. `level`: 0 the highest (A), then I, 1, a; None: without a number."""

    text: str
    kind: Kind = Kind.OTHER
    standing: Standing | None = None
    pool: bool = False
    surplus: bool = False
    organs: frozenset[Organ] = frozenset()
    out: bool = False  # those below do not stand
    level: int | None = None


NUMBER = re.compile(r"\(?(\d+(?:\.\d+)*|[IVXL]+|[A-Za-zĐđ])\s*[.)/:\-–]*")
_NUMBERED = re.compile(r"\s*(\d+|[IVXL]+|[A-Za-zĐđ])\s*[.)/:\-–]+\s*(?=\D)")
_COUNT = r"\d+(?:[.,]\d+)?\s*%?\s*(?:đồng chí|đ/c|đc|người|nhân sự|đại biểu)?"
_ONLY_COUNT = re.compile(rf"[(:]?\s*{_COUNT}\s*\)?", re.IGNORECASE)
_COUNT_BEHIND = re.compile(rf"\s*(?:[(:=\-–]|\bcó\b|\bgồm\b)\s*{_COUNT}\s*\)?\s*[.;:]?\s*$", re.IGNORECASE)
# "Tổng cộng có 2 người", "Trong đó nữ: 1", "Nữ: 1 đồng chí (50%)".
_COUNTS = re.compile(
    r"[-–+*•]?\s*(?:(?:tổng (?:cộng|số)|cộng|trong đó)\b.*|ấn định.*|.*(?::|=|\blà|\bcó|\bgồm)\s*\d+\s*"
    r"(?:(?:đồng chí|đ/c|đc|người|nhân sự|đại biểu|%|/|\().*)?[.;]?|.*\b\d+\s*(?:đồng chí|đ/c|người)\b.*)"
)
_COMRADE = re.compile(r"(?:đồng chí|đ\s*/\s*c|đ\.\s*c\.?|đc|dong chi)\b\s*[:.]?\s*", re.IGNORECASE)
_ORGANISATION = (
    r"(?:phòng|ban(?! (?:thị|văn (?!hóa|phòng)))|khối|chi bộ|chi ủy|đảng (?:bộ|ủy)|đảng ủy|hội \w+|"
    r"đoàn (?:thanh niên|tncs|thể|xã|phường|khối|đại)|"
    r"công an|quân sự|bộ chỉ huy|trường (?:th|mầm|tiểu|trung|phổ|đại|chính)\w*|trạm|xã|phường|thôn|bản|ấp|khu|tổ|"
    r"văn phòng|ủy ban|ubnd|hđnd|mttq|ubmttq|mặt trận|cơ quan|cán bộ|công chức|lực lượng|ngành|lĩnh vực|các|những|nhóm|"
    r"diện|danh sách|nhân sự|ghi chú|lưu ý:|nơi nhận|trung tâm|huyện|tỉnh|thành phố|quận|liên đoàn|công đoàn|"
    r"lãnh đạo|thường trực|trích ngang|phụ lục|biểu|mẫu số|đơn vị|số lượng|cơ cấu)"
)
_POSTS = (
    r"(?:phó )?(?:bí thư|chủ tịch|chủ nhiệm|trưởng (?:ban|phòng|thôn|công an)|giám đốc|chánh (?:văn phòng|thanh tra)|"
    r"chỉ huy trưởng)|ủy viên|thành viên|(?:hội đồng|ủy ban) nhân dân|hđnd|ubnd|thường trực|đảng ủy|"
    r"tỉnh ủy|huyện ủy|quận ủy|thành ủy|thị ủy"
)
_BODIES = (
    r"ban thường vụ|btv|thường vụ|ban chấp hành|bch|ủy ban kiểm tra|ubkt|(?:đoàn )?đại biểu|cấp ủy|chi ủy|uvbch|uvbtv|"
    r"dự khuyết"
)
_LEAD = (
    r"(?:(?:danh sách|các|những|nhóm|khối|diện|chức danh|chức vụ|quy hoạch|nguồn|nhân sự|đồng chí|đ/c|ủy viên|"
    r"thành viên|giới thiệu|dự kiến|tham gia|bầu|vào|uv|số|người|cán bộ)\s+)*"
)


def _plain(pattern: str) -> str:
    """A pattern for texts that are written without marks."""
    parts = unicodedata.normalize("NFD", pattern.replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


class _Words:
    """Words at the beginning of a text, told by their marks where it has any: "mới" is a word, "Mối" a name.
    `anywhere`: those that are sure enough, with their marks, wherever they stand."""

    def __init__(self, pattern: str, anywhere: str = "") -> None:
        self.marked = re.compile(f"{pattern}|{anywhere}" if anywhere else pattern)
        self.plain = re.compile(_plain(pattern))

    def match(self, text: str) -> bool:
        lower = _spelled(text)
        return (self.plain if lower.isascii() else self.marked).match(lower) is not None


def _spelled(text: str) -> str:
    return " ".join(text.lower().replace("uỷ", "ủy").replace("khoá", "khóa").split())


_RESTANDING = _Words(rf"{_LEAD}(?:tiếp tục )?tái (?:ứng )?cử\b", r".*\btái (?:ứng )?cử\b")
_FIRST = _Words(rf"{_LEAD}(?:lần đầu|mới)\b", r".*\blần đầu\b")
_POOL = _Words(
    rf"{_LEAD}(?:trong |được |thuộc |dự |là )*(?:quy hoạch\b|nguồn(?: (?:quy hoạch|cán bộ|nhân sự|tại|bên|ngoài|"
    r"kế cận|dự|bổ sung|giới thiệu|cấp|từ|khác|ủy viên|bch|btv|ban|chỗ)\b|$))",
    r"(?!.*\b(?:ngoài|chưa|không)\b).*\bquy hoạch\b",
)
_SURPLUS = _Words(rf"{_LEAD}số dư\b", r".*\bsố dư\b")
_BODY = _Words(rf"{_LEAD}(?:{_BODIES})\b")
_POST = _Words(rf"{_LEAD}(?:{_POSTS})\b")
_ANY_GROUP = _Words(r"(?:những|các|nhóm|diện|danh sách|khối|nhân sự|cán bộ)\b")
# Those who do not stand: not for the list, and not in the pool.
_OUT = _Words(
    rf"{_LEAD}(?:không (?:tham gia |tiếp tục )*tái (?:ứng )?cử|không (?:tiếp tục )?tham gia|thôi (?:tham gia|giữ)|"
    r"nghỉ (?:hưu|chế độ|công tác)|không đủ (?:tuổi|điều kiện))\b"
)
_PLACE = _Words(_ORGANISATION + r"(?:\b|$)")


def without_number(text: str) -> str:
    """ "II. Lần đầu" is "Lần đầu"; "Đ/c" bears no number."""
    return text if is_addressed(text) else _NUMBERED.sub("", text, count=1)


def level_of(number: str, text: str) -> int | None:
    """The level of a group by its number, in the column of numbers or before the text; None without one."""
    if not NUMBER.fullmatch(number):
        found = _NUMBERED.match(text)
        if found is None or is_addressed(text):
            return None
        number = found[1]
    bare = number.strip("().:/-– ")
    if bare.isdigit():
        return 2
    if re.fullmatch(r"[IVX]+|[IVXL]{2,}", bare):
        return 1
    return 0 if bare.isupper() else 3


def group_of(text: str) -> Group | None:
    """What a text says as the name of a group; None where it does not name one. The text may bear a number and a
    count of people: "I. Tái cử: 22 đồng chí"."""
    words = _COUNT_BEHIND.sub("", without_number(text)).strip(" :.-–")
    if _OUT.match(words):
        return Group(words, Kind.STANDING, out=True)
    again, first = _RESTANDING.match(words), _FIRST.match(words)
    standing = Standing.RESTANDING if again and not first else Standing.FIRST_TIME if first else None
    pool, surplus, body = _POOL.match(words), _SURPLUS.match(words), _BODY.match(words)
    organs = bodies(words) if body or pool else frozenset()
    if body and not organs and re.search(r"\b(ubkt|uy ban kiem tra)\b", fold(words)):
        organs = frozenset({Organ.INSPECTION})
    if body and not organs and "dai bieu" in fold(words):
        organs = frozenset({Organ.DELEGATION})
    if Organ.ALTERNATES in organs:
        organs -= {Organ.DELEGATION}
    if Organ.STANDING in organs:
        organs |= {Organ.COMMITTEE}
    if standing is not None:
        kind = Kind.STANDING
    elif pool or surplus:
        kind = Kind.POOL if pool else Kind.SURPLUS
    elif body or _POST.match(words):
        kind = Kind.BODY
    elif _ANY_GROUP.match(words):
        kind = Kind.OTHER
    else:
        return None
    return Group(words, kind, standing, pool, surplus, organs)


def counts(text: str) -> bool:
    """Does a text that stands alone count the people of the list?"""
    return _COUNTS.fullmatch(_spelled(text)) is not None


def is_count(text: str) -> bool:
    """A number of people and nothing else: "22 đồng chí"."""
    return _ONLY_COUNT.fullmatch(text.strip()) is not None


def person_of(text: str) -> str:
    """The name without its number and without "Đồng chí"."""
    bare = re.sub(r"^\d+\s*[.)]\s*(?=\D)", "", text)
    return bare[_address(bare) :]


def is_addressed(text: str) -> bool:
    """Does a text begin with "Đồng chí"?"""
    return _address(text) > 0


def _address(text: str) -> int:
    """How many letters the address takes: "Đồng chí Trần A", but "Đồng Chí Thanh" is a name."""
    found = _COMRADE.match(text)
    if found is None:
        return 0
    words = text[found.end() :].split()
    name = (
        "Chí" in found[0]
        or "Chi" in found[0]
        or (found[0].strip().isupper() and "/" not in found[0] and len(words) < 2)
    )
    return 0 if name or not words else found.end()


def is_place(text: str) -> bool:
    """Does a text begin as offices and organisations are named?"""
    return _PLACE.match(text)


def is_name(text: str) -> bool:
    """Does a text look like a person's name: a few words with capitals, and none that begins an office's name?"""
    words = person_of(text).split()
    if not 2 <= len(words) <= 7 or any(not word.replace("'", "").replace("-", "").isalpha() for word in words):
        return False
    return words[0][0].isupper() and words[-1][0].isupper() and not is_place(" ".join(words)) and not _said(words)


def _said(words: list[str]) -> bool:
    return group_of(" ".join(words)) is not None


class Groups:
    """The groups that the row being read stands in, the widest first."""

    def __init__(self) -> None:
        self._open: list[Group] = []
        self._fresh = True  # nobody since the last group began

    @property
    def standing(self) -> Standing | None:
        return next((one.standing for one in reversed(self._open) if one.standing is not None), None)

    @property
    def pool(self) -> bool:
        return any(one.pool for one in self._open)

    @property
    def surplus(self) -> bool:
        return any(one.surplus for one in self._open)

    @property
    def out(self) -> bool:
        return any(one.out for one in self._open)

    @property
    def organs(self) -> frozenset[Organ]:
        return next((one.organs for one in reversed(self._open) if one.organs), frozenset())

    def person(self) -> None:
        self._fresh = False

    def enter(self, group: Group) -> None:
        """A group ends those of its level and below it; one without a number those of its kind. One that follows
        another at once, is within it."""
        before = self.standing
        same = [place for place, one in enumerate(self._open) if self._ended(one, group)]
        if same:
            del self._open[same[0] :]
        elif not self._fresh and group.kind is Kind.OTHER:
            self._open = [one for one in self._open if one.kind is not Kind.BODY or one.level is not None]
        elif not self._fresh:
            while self._open and self._open[-1].level is None:
                self._open.pop()
            if group.level is None:
                self._open = [one for one in self._open if not (one.pool or one.surplus)]
        if group.pool and group.standing is None and before is Standing.FIRST_TIME and self.standing is None:
            group = replace(group, standing=before)
        self._open.append(group)
        self._fresh = True

    def _ended(self, one: Group, group: Group) -> bool:
        if group.level is not None and one.level is not None:
            return one.level >= group.level
        return one.kind is group.kind
