"""What stands in the cells of a list of people: births in many forms, marks, qualifications, posts."""

import re
from dataclasses import dataclass
from datetime import date

from daihoi.core.personnel.kinds import Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.text import fold


class NotUnderstoodError(ValueError):
    """The text of a cell is none of the forms that are known."""


@dataclass(frozen=True)
class Born:
    """A birth month, or the year alone."""

    month: date | None
    year: int | None


_EARLIEST, _LATEST = 1920, 2012  # years of birth of anybody who can be a Party member
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00(?::00)?)?")
_DAY = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*(?:[./\-]|\s*tháng\s*)\s*(\d{1,2})\s*(?:[./\-]|\s*năm\s*)\s*(\d{4}|\d{2})")
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
    lower = text.strip().lower().rstrip(".")
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


_YES = frozenset(["x", "co", "yes", "1", "v", "true", "dung"])
_NO = frozenset(["0", "khong", "no", "false", "k", "o"])


def mark(text: str) -> bool | None:
    """x, ✓, có, 1: yes; a blank cell: None; 0, không: no. Raises NotUnderstoodError for anything else."""
    if blank(text):
        return None
    folded = fold(text)
    if folded in _YES or text.strip() in {"✓", "✔", "☑", "√", "+", "×", "*"}:
        return True
    if folded in _NO or text.strip() == "☐":
        return False
    raise NotUnderstoodError(text)


def sex(text: str) -> Sex | None:
    """Nam, nữ, and their English words and letters; None for a blank cell. Raises NotUnderstoodError."""
    if blank(text):
        return None
    folded = fold(text)
    if folded in {"nu", "gai", "female", "woman", "f", "w", "ba"}:
        return Sex.WOMAN
    if folded in {"nam", "trai", "male", "man", "m", "ong"}:
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


# Highest first: "Đại học, thạc sĩ" is a master.
_DEGREES: tuple[tuple[Degree, str], ...] = (
    (Degree.DOCTOR, r"tien si|tien sy|tskh|ts|pgs|gs|doctor|phd"),
    (Degree.MASTER, r"thac si|thac sy|ths|th s|master|ckii|cki|chuyen khoa (i|ii|1|2|cap .*)"),
    (Degree.BACHELOR, r"dai hoc|dh|d h|cu nhan|cn|ky su|ks|bac si|bac sy|bs|duoc si dai hoc|bachelor|cap phan doi"),
    (Degree.COLLEGE, r"cao dang|cd|c d|college"),
    (Degree.VOCATIONAL, r"trung cap|tc|so cap|sc|trung hoc chuyen nghiep|y si|cong nhan ky thuat|vocational"),
    (Degree.NONE, r"khong|chua|chua qua dao tao|none|khong co"),
)
_THEORIES: tuple[tuple[Theory, str], ...] = (
    (Theory.ADVANCED, r"cao cap|cc|cu nhan|cn|advanced|bachelor|dai hoc"),
    (Theory.INTERMEDIATE, r"trung cap|tc|intermediate"),
    (Theory.ELEMENTARY, r"so cap|sc|elementary|boi duong"),
    (Theory.NONE, r"khong|chua|none|khong co|chua co"),
)
_DEGREE = tuple((one, re.compile(rf"\b({pattern})\b")) for one, pattern in _DEGREES)
_THEORY = tuple((one, re.compile(rf"\b({pattern})\b")) for one, pattern in _THEORIES)


def degree(text: str) -> Degree | None:
    """The highest qualification that the text names; None for a blank cell. Raises NotUnderstoodError."""
    if blank(text):
        return None
    folded = fold(text)
    for one, pattern in _DEGREE:
        if pattern.search(folded):
            return one
    raise NotUnderstoodError(text)


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


def theory(text: str) -> Theory | None:
    """The political-theory qualification; None for a blank cell. Raises NotUnderstoodError."""
    if blank(text):
        return None
    folded = fold(text)
    for one, pattern in _THEORY:
        if pattern.search(folded):
            return one
    raise NotUnderstoodError(text)


_COUNCIL = r"(hdnd|hoi dong nhan dan)"
_PEOPLE = r"(ubnd|uy ban nhan dan)"
_INSPECTION = r"(ubkt|uy ban kiem tra)"
_AREA = r"(xa|phuong|huyen|quan|thi tran|huyen uy|quan uy|thi uy|thanh uy)"
_CHAIR, _VICE = r"(chu tich|ct)", r"(pho chu tich|pct|p chu tich|pho ct)"
# Tried in this order on each part of a text; deputies before the posts that their names hold.
_POSTS: tuple[tuple[Post, str], ...] = (
    (Post.STANDING_DEPUTY, r"(pho bi thu|pbt|p bi thu) (thuong truc|tt)\b|standing deputy( secretary)?"),
    (Post.DEPUTY, r"\b(pho bi thu|pbt|p bi thu)\b|^deputy secretary"),
    (Post.INSPECTION_DEPUTY, rf"\b(pho chu nhiem|pcn)( {_INSPECTION})?\b"),
    (Post.INSPECTION_CHAIR, rf"\b(chu nhiem|cn)( {_INSPECTION})\b|^chu nhiem$"),
    (Post.COUNCIL_DEPUTY, rf"\b{_VICE} {_COUNCIL}\b"),
    (Post.COUNCIL_CHAIR, rf"\b{_CHAIR} {_COUNCIL}\b"),
    (Post.PEOPLE_DEPUTY, rf"\b{_VICE} {_PEOPLE}\b"),
    (Post.PEOPLE_CHAIR, rf"\b{_CHAIR} {_PEOPLE}\b"),
    (Post.FRONT_CHAIR, rf"\b(?<!pho ){_CHAIR} ((ub|uy ban) )?(mttq|mat tran|ubmttq)"),
    (Post.ORGANISATION_HEAD, r"(?<!pho )\btruong ban to chuc\b|(?<!pho )\btruong btc\b"),
    (Post.PROPAGANDA_HEAD, r"(?<!pho )\btruong ban (tuyen giao|btg|dan van)|(?<!pho )truong (btg|btgdv)"),
    (Post.INTERNAL_AFFAIRS_HEAD, r"(?<!pho )\btruong ban noi chinh"),
    (Post.MILITARY_COMMANDER, r"(?<!pho )\bchi huy truong"),
    (Post.POLICE_HEAD, r"(?<!pho )\b(giam doc|truong) (cong an|ca)\b"),
    (Post.VILLAGE_HEAD, r"(?<!pho )\b(truong (thon|khu pho|khu|ap|buon)|to truong( to dan pho)?|village head)\b"),
    (
        Post.AREA_SECRETARY,
        rf"\bbi thu ((dang uy|dang bo) )?{_AREA} \w+",
    ),
    (Post.SECRETARY, r"\bbi thu\b|^(party )?secretary"),
)
_POST = tuple((post, re.compile(pattern)) for post, pattern in _POSTS)
_ORGANS: tuple[tuple[Organ, str], ...] = (
    (Organ.STANDING, r"\b(btv|uvbtv|ban thuong vu|uy vien thuong vu|standing committee)\b"),
    (
        Organ.INSPECTION,
        r"\b(uv|uy vien|thanh vien|member of the) (ubkt|uy ban kiem tra|inspection committee)\b"
        r"|^(ubkt|uy ban kiem tra)$",
    ),
    (Organ.DELEGATION, r"\bdai bieu (chinh thuc|du dai hoi)\b|^dai bieu$|^delegate$"),
    (Organ.ALTERNATES, r"\bdu khuyet\b|^alternate"),
    (Organ.COMMITTEE, r"\b(bch|uvbch|ban chap hanh|cap uy|cap uy vien|chi uy|chi uy vien)\b|^committee$"),
)
_ORGAN = tuple((organ, re.compile(pattern)) for organ, pattern in _ORGANS)
_PART = re.compile(r"[,;+/\n]|\s[-–]\s|\bkiêm\b|\bvà\b(?=\s+(?:chủ|phó|bí))", re.IGNORECASE)


def bodies(text: str) -> frozenset[Organ]:
    """The bodies that a text names."""
    parts = [fold(part) for part in _PART.split(text)]
    return frozenset(one for one, pattern in _ORGAN if any(map(pattern.search, parts)))


def meant_for(text: str) -> tuple[frozenset[Organ], frozenset[Post]]:
    """The bodies and posts that a text names: "UVBTV, Phó Bí thư, Chủ tịch UBND". Raises NotUnderstoodError when a
    text names none."""
    organs = set(bodies(text))
    posts: set[Post] = set()
    if blank(text):
        return frozenset(), frozenset()
    for written in _PART.split(text):
        part = fold(written)
        post = next((one for one, pattern in _POST if pattern.search(part)), None)
        if "trưởng bản" in written.lower() and "phó" not in written.lower():  # without marks like "Trưởng ban"
            post = Post.VILLAGE_HEAD
        if post is not None:
            posts.add(post)
    if not organs and not posts:
        raise NotUnderstoodError(text)
    if Organ.STANDING in organs:
        organs.add(Organ.COMMITTEE)
    return frozenset(organs), frozenset(posts)
