"""What a column's heading says: the words of offices, Vietnamese and English, matched without marks."""

import re

from daihoi.core.personnel.sheet.form import FORM
from daihoi.core.personnel.sheet.model import Field
from daihoi.core.text import fold

_BIRTH = (
    r"(ngay thang nam sinh|ngay thang nam|ngay sinh|nam sinh|thang nam sinh|sinh ngay|sinh|date of birth|born|birth)"
)
_JOINED = r"(ngay )?(vao dang|ket nap( dang| vao dang)?|tham gia dang)"
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
        r"ho( va)? ten( khai sinh| can bo| nhan su| dong chi)?|ho( va)? (chu |ten )?(dem|lot)|ho chu dem va ten",
    ),
    (Field.NAME, r"ho|ho dem|(full )?name|ten (can bo|nhan su)"),
    (Field.SEX, r"gioi tinh|gioi|nam nu|phai|sex|gender"),
    (Field.WOMAN, r"nu|can bo nu|women|woman|female"),
    (Field.ETHNICITY, r"(thanh phan )?dan toc( thieu so)?|ethnic(ity| group)?"),
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
        r"(trinh do )?(chuyen mon( nghiep vu)?|cmnv|dao tao|hoc van cao nhat)( .*)?|bang cap|hoc ham hoc vi|"
        r"degree|qualifications?",
    ),
    (Field.MEANT_FOR, r"(chuc (danh|vu) )?(du kien|gioi thieu|quy hoach chuc danh|de xuat)( .*)?|phuong an( .*)?"),
    (Field.MEANT_FOR, r"chuc danh( quy hoach)?|meant for|proposed post|bo tri|du kien"),
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
    (Field.COUNCILS, r"(tham gia )?(hdnd|ubnd|hdnd ubnd|ubnd hdnd|chinh quyen)( .*)?|councils?"),
    (Field.SPECIAL, r"(truong hop |quyet dinh )?dac biet( .*)?|special( decision)?"),
    (Field.POOL, r"nguon( quy hoach)?|pool|succession pool"),
    (Field.NOTE, r"ghi chu( .*)?|notes?|remarks?"),
)
_ENGLISH_FORM = {fold(heading): field for field, (heading, _, _) in FORM.items()}
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _EXACT)
_BRACKETS = re.compile(r"\([^)]*\)")
_LONGEST = 70
_WIDE = frozenset({Field.MEANT_FOR, Field.POST})  # whose headings may go on with any words


def match(parts: tuple[str, ...]) -> Field | None:
    """The field that a heading names. `parts`: the texts of the header rows above the column, top first, without
    repeats: tried together ("Ngày sinh", "Nam"), then the lowest alone, then those above it."""
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
    together, below = _exact(" ".join(parts)), _exact(parts[-1])
    if together in _WIDE and below is not None:
        return below  # "Dự kiến tham gia" over "BTV" is a body
    found = (together, below, *map(_exact, parts[-2::-1]))
    return next((field for field in found if field is not None), None)


def _exact(text: str) -> Field | None:
    for folded in (fold(_BRACKETS.sub(" ", text)), fold(text)):
        if len(folded) > _LONGEST:
            continue
        for field, pattern in _PATTERNS:
            if pattern.fullmatch(folded):
                return field
    return _ENGLISH_FORM.get(fold(text))
