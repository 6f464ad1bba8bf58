"""What a column's heading says: the words of offices, Vietnamese and English, matched without marks."""

import re

from daihoi.core.personnel.sheet.form import FORM
from daihoi.core.personnel.sheet.model import Field
from daihoi.core.text import fold

_BIRTH = (
    r"(ngay thang nam sinh|ngay thang nam|ngay sinh|nam sinh|thang nam sinh|sinh ngay|sinh|date of birth|born|birth)"
)
_JOINED = r"(ngay )?(vao dang|ket nap( dang| vao dang)?|tham gia dang)"
_PLANNED = r"(du kien|gioi thieu|de xuat|de cu|duoc gioi thieu|nhan su)"
_COUNCIL = r"(hdnd|ubnd|hdnd (va )?ubnd|ubnd (va )?hdnd|hoi dong nhan dan|uy ban nhan dan|chinh quyen)"
# Whole headings in this order.
_EXACT: tuple[tuple[Field, str], ...] = (
    (Field.NUMBERING, r"stt|tt|so tt|so thu tu|no|num"),
    (Field.BORN_MEN, rf"{_BIRTH} (cua )?nam( gioi)?|nam ngay (thang nam )?sinh|men born"),
    (Field.BORN_WOMEN, rf"{_BIRTH} (cua )?nu( gioi)?|nu {_BIRTH}|women born"),
    (Field.BORN_MONTH, r"thang sinh|birth month|(ngay thang nam sinh|ngay sinh) thang"),
    (Field.BORN_YEAR, r"birth year|year of birth"),
    (Field.BORN, rf"{_BIRTH}|(ngay (thang nam )?|thang nam |nam )sinh( .*)?"),
    (Field.GIVEN, r"ten|given name"),
    (
        Field.NAME,
        r"ho( va)? ten(?! (cha|bo|me|vo|chong|con|goi khac|bi danh)\b)( (?!.*\bdem\b).*)?|"
        r"ho( va)? (chu |ten )?(dem|lot)( va ten)?( khai sinh)?",
    ),
    (Field.NAME, r"ho( va)?|ho (va )?dem|(full )?name|ten (can bo|nhan su)"),
    (Field.SEX, r"gioi tinh|gioi|gt|nam nu|ong ba|phai|sex|gender"),
    (Field.WOMAN, r"nu|can bo nu|women|woman|female"),
    (Field.ETHNICITY, r"(thanh phan )?dan toc( thieu so)?|dtts|ethnic(ity| group)?"),
    (Field.HOME, r"que quan( .*)?|que|nguyen quan|home( place| town)?|native place"),
    (Field.OFFICIAL, rf"(({_JOINED}|dang vien) )?(ngay )?(chinh thuc|ct)( dang vien)?|official( member)?( since| on)?"),
    (Field.PROBATIONARY, rf"(({_JOINED}|dang vien) )?(ngay )?(du bi|db)|{_JOINED}|(probationary|joined)( .*)?"),
    (Field.SCHOOLING, r"(trinh do )?(giao duc pho thong|gdpt|van hoa|hoc van)( .*)?|schooling"),
    (Field.THEORY, r"(trinh do )?(ly luan( chinh tri)?|llct|chinh tri|ly luan ct)|political theory|theory"),
    (
        Field.SCIENCE,
        r"(chuyen mon |co trinh do |linh vuc )?(khoa hoc( va)?( ky thuat)?( va)?( cong nghe)?|khcn|kh cn|khkt)",
    ),
    (Field.SCIENCE, r"science( (and|or) technology)?"),
    (
        Field.DEGREE,
        r"(trinh do )?(chuyen mon( nghiep vu)?|cm( nv| nghiep vu)?|cmnv|cmkt|dao tao|hoc van cao nhat)( .*)?|"
        r"bang cap|hoc ham hoc vi|degree|qualifications?",
    ),
    # What is planned for the People's Council and Committee is no post of the committee's.
    (
        Field.COUNCILS,
        rf"({_PLANNED} (chuc danh )?)?((tham gia|ung cu|bau|lanh dao|bo tri) )*{_COUNCIL}( .*)?|councils?",
    ),
    (Field.STANDING_COMMITTEE, rf"{_PLANNED} (tham gia |vao )?(btv|ban thuong vu|thuong vu)( .*)?"),
    (Field.INSPECTION, rf"{_PLANNED} (tham gia |vao )?(ubkt|uy ban kiem tra)( .*)?"),
    (Field.COMMITTEE, rf"{_PLANNED} (tham gia |vao )?(bch|ban chap hanh|cap uy|chi uy)( .*)?"),
    (
        Field.MEANT_FOR,
        r"(chuc (danh|vu)( chuc (danh|vu))? )?(duoc |se |da )*(du kien|gioi thieu|quy hoach chuc danh|de xuat|de cu)"
        r"( .*)?|chuc (danh|vu)( chuc (danh|vu))? (duoc |se |da )+(quy hoach|bo tri|bau)( .*)?|phuong an( .*)?",
    ),
    (Field.MEANT_FOR, r"chuc danh( quy hoach)?|(du kien )?bo tri|meant for|proposed post"),
    (
        Field.POST,
        r"chuc vu( .*)?|chuc danh( .*)?|don vi cong tac( .*)?|cong tac hien nay|(present |current )?(post|position)",
    ),
    (
        Field.STANDING,
        r"tai cu( hay| hoac)? (lan dau|tham gia (lan dau|moi)|moi)|dien( nhan su| tham gia)?|doi tuong|standing",
    ),
    (Field.RESTANDING, r"tai cu( .*)?|re ?standing"),
    (Field.FIRST_TIME, r"((tham gia|moi) )?(lan dau)( .*)?|moi|nhan su moi|tham gia moi|first time"),
    (
        Field.STANDING_COMMITTEE,
        r"((tham gia|uv|uy vien|co cau) )?(btv|ban thuong vu|thuong vu)( .*)?|uvbtv|standing committee",
    ),
    (Field.INSPECTION, r"((tham gia|uv|uy vien) )?(ubkt|uy ban kiem tra)( .*)?|inspection( committee)?"),
    (
        Field.COMMITTEE,
        r"((tham gia|uv|uy vien|co cau) )?(bch|ban chap hanh|cap uy|chi uy)( .*)?|uvbch|cap uy vien|committee",
    ),
    (Field.ALTERNATES, r"((dai bieu|db) )?du khuyet|alternates?( delegate)?"),
    (Field.DELEGATION, r"(doan )?dai bieu( .*)?|delegat(e|ion)"),
    (Field.SURPLUS, r"so du|du|surplus"),
    (Field.NOT_LOCAL, r"khong (phai )?(la )?nguoi dia phuong|not local"),
    (Field.LOCAL, r"(la )?nguoi dia phuong|local"),
    (Field.SPECIAL, r"(truong hop |quyet dinh )?dac biet( .*)?|special( decision)?"),
    (Field.POOL, r"nguon( quy hoach)?|pool|succession pool"),
    (Field.NOTE, r"ghi chu( .*)?|notes?|remarks?"),
)
# Marks under these are of the new term; those of an old one say nothing of it.
_OF_TERM = frozenset(
    {
        Field.COMMITTEE, Field.STANDING_COMMITTEE, Field.INSPECTION, Field.DELEGATION, Field.ALTERNATES, Field.COUNCILS,
        Field.MEANT_FOR,
    }
)  # fmt: skip
_BEFORE = re.compile(
    r"\b((khoa|nhiem ky) (truoc|cu|qua|vua qua|hien nay|hien tai|duong nhiem)|duong nhiem|hien nay|hien tai|dang giu|"
    r"da (tham gia|qua)|(bch|btv|cap uy|ubkt) cu)\b"
)
_SINGLE_YEAR = re.compile(r"\bnăm\W*$|^sinh nam\W*$")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)(?!\d)")
# Below a heading of qualifications or of political theory: a column of marks for each level.
_LEVELS: dict[Field, tuple[tuple[Field, str], ...]] = {
    Field.THEORY: (
        (Field.THEORY_ADVANCED, r"(cu nhan|cn|cao cap|cc)( (va )?(cu nhan|cn|cao cap|cc))?"),
        (Field.THEORY_INTERMEDIATE, r"trung cap|tc"),
        (Field.THEORY_ELEMENTARY, r"so cap|sc"),
    ),
    Field.DEGREE: (
        (Field.DEGREE_DOCTOR, r"tien (si|sy)|ts"),
        (Field.DEGREE_MASTER, r"thac (si|sy)|ths|th s|(tren|sau) (dai hoc|dh)|sdh"),
        (Field.DEGREE_BACHELOR, r"dai hoc|dh"),
        (Field.DEGREE_COLLEGE, r"cao dang|cd"),
        (Field.DEGREE_VOCATIONAL, r"trung cap|tc|(trung cap|tc) (so cap|sc)"),
    ),
}
_ENGLISH_FORM = {fold(heading): field for field, (heading, _, _) in FORM.items()}
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _EXACT)
_BRACKETS = re.compile(r"\([^)]*\)")
_LONGEST = 70
_WIDE = frozenset({Field.MEANT_FOR, Field.POST})  # whose headings may go on with any words


def terms_in(text: str) -> tuple[int, ...]:
    """The first years of the terms that a text tells: "nhiệm kỳ 2025 – 2030" is of 2025."""
    return tuple(int(first) for first, last in _YEARS.findall(text) if 0 < int(last) - int(first) <= 5)


def match(parts: tuple[str, ...], term: int | None = None) -> Field | None:
    """The field that a heading names. `parts`: the texts of the header rows above the column, top first, without
    repeats: tried together ("Ngày sinh", "Nam"), then the lowest alone, then those above it. `term`: the first year of
    the term that the list is for; bodies of an earlier one are no field, its posts are those held at present."""
    field = _match(parts)
    if field is Field.BORN_MEN and _SINGLE_YEAR.search(parts[-1].lower()):
        return Field.BORN  # "Sinh năm", which is "Sinh nam" without marks
    if field not in _OF_TERM and field is not Field.POST:
        return field
    told = [terms_in(part) for part in parts]
    latest = next((max(years) for years in reversed(told) if years), None)  # the lowest heading decides
    if field is Field.POST:
        return Field.MEANT_FOR if term is not None and latest is not None and latest >= term else field
    if (latest is not None and term is not None and latest < term) or any(_BEFORE.search(fold(part)) for part in parts):
        return Field.POST if field is Field.MEANT_FOR else None
    return field


def _match(parts: tuple[str, ...]) -> Field | None:
    parts = tuple(part for part in parts if fold(_BRACKETS.sub(" ", part)))
    if not parts:
        return None
    if len(parts) > 1:
        # Without marks, "Nam" (men) and "Năm" (year) are one word.
        lowest = parts[-1].strip().lower()
        born = re.fullmatch(_BIRTH, fold(_BRACKETS.sub(" ", " ".join(parts[:-1]))))
        if born and lowest == "năm":
            return Field.BORN_YEAR
        if born and lowest == "tháng":
            return Field.BORN_MONTH
        if born and lowest == "ngày":
            return None
    elif parts[0].strip().lower() == "nam":
        return Field.MAN
    level = level_below(parts[:-1], parts[-1])
    if level is not None:
        return level
    together, below = _exact(" ".join(parts)), _exact(parts[-1])
    if together in _WIDE and below is not None:
        return below  # "Dự kiến tham gia" over "BTV" is a body
    found = (together, below, *map(_exact, parts[-2::-1]))
    return next((field for field in found if field is not None), None)


def level_below(above: tuple[str, ...], lowest: str) -> Field | None:
    """The level that the lowest heading names, where one above it is of qualifications or of political theory."""
    folded = fold(_BRACKETS.sub(" ", lowest))
    for field in map(_exact, above):
        for level, pattern in _LEVELS.get(field, ()) if field is not None else ():
            if re.fullmatch(pattern, folded):
                return level
    return None


def _exact(text: str) -> Field | None:
    for folded in (fold(_BRACKETS.sub(" ", text)), fold(text)):
        if len(folded) > _LONGEST:
            continue
        for field, pattern in _PATTERNS:
            if pattern.fullmatch(folded):
                return field
    return _ENGLISH_FORM.get(fold(text))
