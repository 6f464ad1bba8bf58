"""What a column's heading says: the words that offices use, Vietnamese and English, matched without marks."""

import re

from daihoi.core.organisations.sheet.model import Field
from daihoi.core.text import fold

_ORG = r"(to chuc( co so)?( dang)?( co so)?|tccsd|tcd|tc ?dang|tc ?csd|don vi|dang bo|chi bo|co so dang|dang uy)"
_ORGS = rf"{_ORG}( {_ORG})*( truc thuoc)?"
_UPPER = rf"((truc thuoc|thuoc)( {_ORGS})?|({_ORGS} )?cap tren( truc tiep| quan ly)?|{_ORG} cha|cha|don vi chu quan)"
_MEMBERS = r"(dang vien|dv|d v)"
_FROM = r"(sap nhap|thanh lap|hop nhat|chia tach|hinh thanh|duoc lap|ke thua|chuyen)"

# Whole headings, tried in this order; each with how sure it is.
_EXACT: tuple[tuple[Field, str, float], ...] = (
    (Field.NUMBERING, r"stt|tt|s tt|so tt|so thu tu|thu tu|no|num|item", 1.0),
    (Field.PARENT_CODE, rf"(ma( so)? {_UPPER}|{_UPPER} ma( so)?|parent( organisation| organization)? (code|id))", 1.0),
    (Field.CODE, rf"ma( so)?( dinh danh)?( {_ORGS})?|{_ORGS} ma( so)?|ma (dinh danh|don vi)( {_ORGS})?", 1.0),
    (Field.CODE, r"((organi[sz]ation|org|party organi[sz]ation) )?(code|id)", 1.0),
    (Field.PARENT_NAME, rf"(ten )?{_UPPER}|{_UPPER} ten", 1.0),
    (Field.PARENT_NAME, r"parent( (organi[sz]ation|org))?( name)?|under|belongs to", 1.0),
    (Field.LEVEL, r"(ten )?(to chuc dang |to chuc |don vi )?(cap|level|bac|tang) ([1-9]|i|ii|iii|iv|v)", 1.0),
    (Field.UNIT, r"(loai hinh |loai |khoi )(don vi|co quan|co so)( .*)?|khoi|unit( type| kind)?|kind of unit", 1.0),
    (Field.KIND, rf"(loai hinh|loai|hinh thuc|cap|kieu)( {_ORGS})?|(organi[sz]ation )?(kind|type)", 1.0),
    (Field.KIND, r"kind of organi[sz]ation|level", 0.9),
    (Field.NAME, rf"ten( goi)?( cua)?( cac)?( {_ORGS})?|{_ORGS} ten", 1.0),
    (
        Field.NAME,
        r"((party )?organi[sz]ation )?name|name of (the )?(party )?organi[sz]ation|(party )?organi[sz]ation",
        1.0,
    ),
    (Field.NAME, _ORGS, 0.9),
    (Field.TOTAL, rf"tong( so)?( so)? {_MEMBERS}( .*)?|(so|so luong)( luong)? {_MEMBERS}|{_MEMBERS} tong( so)?", 1.0),
    (Field.TOTAL, rf"{_MEMBERS}|(total )?(party )?members|total members|{_MEMBERS} cong", 0.9),
    (Field.TOTAL, r"tong so|tong cong|tong|cong|total|ts", 0.7),
    (
        Field.OFFICIAL,
        rf"((tong )?so |so luong )?({_MEMBERS} )?(chinh thuc|ct|c thuc)( {_MEMBERS})?|({_MEMBERS} )?dvct|"
        r"(official|full)( party)?( members)?|members official",
        1.0,
    ),
    (
        Field.PROBATIONARY,
        rf"((tong )?so |so luong )?({_MEMBERS} )?(du bi|db|d bi)( {_MEMBERS})?|({_MEMBERS} )?dvdb|"
        r"probationary( party)?( members)?|members probationary",
        1.0,
    ),
    (Field.PREDECESSORS, rf"(duoc )?{_FROM}( moi)? (tu|tren co so|boi)( .*)?|tien than( .*)?|nguon goc( .*)?", 1.0),
    (Field.PREDECESSORS, r"predecessors?|(merged|formed|made|split) from|successor of", 1.0),
    (Field.DECISION, r"(so )?(quyet dinh|qd)( .*)?|decision( number| no)?|can cu( phap ly)?", 1.0),
    (Field.NOTE, r"ghi chu( .*)?|notes?|remarks?|chu thich", 1.0),
)
_PATTERNS = tuple((field, re.compile(pattern), confidence) for field, pattern, confidence in _EXACT)

# Words that give a longer heading away.
_CONTAINS: tuple[tuple[Field, str], ...] = (
    (Field.PARENT_CODE, r"^ma( so)? .*(cap tren|truc thuoc)"),
    (Field.PARENT_NAME, r"^(?!so |tong ).*(cap tren|truc thuoc)"),
    (Field.PROBATIONARY, r"\bdu bi\b"),
    (Field.OFFICIAL, r"\bchinh thuc\b"),
    (Field.TOTAL, r"^(tong|so|so luong)\b.*\b(dang vien|dv)\b"),
    (Field.UNIT, r"^loai hinh .*\b(don vi|co so|co quan)"),
    (Field.KIND, r"^loai( hinh)?\b"),
    (Field.CODE, r"^ma( so)?\b"),
    (Field.NAME, r"^ten\b"),
    (Field.DECISION, r"\b(quyet dinh|qd)\b"),
)
_LOOSE = tuple((field, re.compile(pattern)) for field, pattern in _CONTAINS)
_BRACKETS = re.compile(r"\([^)]*\)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
LONGEST = 70  # characters; longer texts are titles


def match(parts: tuple[str, ...]) -> tuple[Field | None, float, int]:
    """The field that a heading names, with confidence and level.

    `parts` are the texts of the header rows above a column, top first, without repeats: they are tried together
    ("Đảng viên", "Chính thức"), then the lowest alone, then those above it. (None, 0, 0) where nothing fits.
    """
    parts = tuple(part for part in parts if fold(_BRACKETS.sub(" ", part)))
    candidates = [" ".join(parts), parts[-1]] if len(parts) > 1 else list(parts)
    for text in candidates:
        if found := _exact(text) or _loose(text):
            return found
    for text in parts[-2::-1]:
        found = _exact(text)
        # "Đảng viên" over "Nữ" is no count of members; "Tên" over "(ghi đầy đủ)" is still a name.
        if found and found[0] not in (Field.TOTAL, Field.OFFICIAL, Field.PROBATIONARY):
            return found[0], found[1] * 0.6, found[2]
    return None, 0.0, 0


def _loose(text: str) -> tuple[Field, float, int] | None:
    folded = fold(_BRACKETS.sub(" ", text))
    if len(folded) > LONGEST:
        return None
    return next(((field, 0.6, 0) for field, pattern in _LOOSE if pattern.search(folded)), None)


def _exact(text: str) -> tuple[Field, float, int] | None:
    # A bracket may only give the unit ("(người)"), or be the whole sense ("(1)"): tried without it first.
    for folded in (fold(_BRACKETS.sub(" ", text)), fold(text)):
        for field, pattern, confidence in _PATTERNS:
            if len(folded) <= LONGEST and pattern.fullmatch(folded):
                return field, confidence, _level(folded) if field is Field.LEVEL else 0
    return None


def _level(folded: str) -> int:
    last = folded.split(" ")[-1]
    return _ROMAN.get(last) or int(last)
