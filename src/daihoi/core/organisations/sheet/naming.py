"""What an organisation's name, and the words offices use for kinds, tell about its kind and its unit."""

import re
from functools import lru_cache

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.text import fold, nfc

_KIND_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.NATIONAL, r"toan dang|ban chap hanh trung uong|national"),
    (
        Kind.PROVINCE,
        r"(dang bo|db|dang uy) (tinh|truc thuoc (trung uong|tw))|(dang bo )?tinh|province|tinh uy|truc thuoc tw",
    ),
    (
        Kind.UPPER,
        r"((dang bo|db|dang uy) )?cap tren( truc tiep)?( cua)?( to chuc)?( dang)? co so|dbctcs|ctcs|"
        r"((dang bo|db|dang uy) )?cap tren( truc tiep)?( cua)? (tccsd|to chuc co so dang)|upper",
    ),
    (Kind.GRASSROOTS_COMMITTEE, r"(dang bo|db|dang uy) (co so|cs)|dbcs|grassroots committee"),
    (Kind.GRASSROOTS_CELL, r"(chi bo|cb) (co so|cs)|cbcs|grassroots cell"),
    (Kind.SECTION, r"(dang bo|db|dang uy) (bo phan|bp)|dbbp|section"),
    (
        Kind.CELL,
        r"(chi bo|cb) (truc thuoc|tt)( .*)?|cbtt|cell|(chi bo|cb) (thuoc|truc thuoc) (dang bo|db|dang uy|dbcs).*",
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_WORDS)
_CELL = re.compile(r"(chi bo|cb|chi uy)\b")
_COMMITTEE = re.compile(r"(dang bo|db|dang uy|dang doan)\b")
_PREFIX = re.compile(
    r"^(đảng bộ|đảng ủy|đảng uỷ|chi bộ|chi ủy|chi uỷ|đb|cb|đu|dang bo|dang uy|chi bo)(\s+(bộ phận|cơ sở))?\s+"
)
# Units that an upper committee leads where a province holds them directly (since 1/7/2025).
_UPPER_UNITS = frozenset(
    {Unit.DISTRICT, Unit.COMMUNE, Unit.WARD, Unit.SPECIAL_ZONE, Unit.POLICE, Unit.MILITARY, Unit.BORDER_GUARD}
    | {Unit.BLOC}
)

# Tried in order on the name without its "Đảng bộ" or "Chi bộ", with marks where the plain word is ambiguous.
_UNIT_WORDS: tuple[tuple[Unit, str], ...] = (
    (Unit.POLICE, r"\bcông an\b|\bcong an\b|\bcảnh sát\b|\btrại giam\b"),
    (Unit.BORDER_GUARD, r"\bbiên phòng\b|\bbien phong\b|\bbđbp\b"),
    (
        Unit.MILITARY,
        r"\bquân sự\b|\bquan su\b|\bquân đội\b|\b(sư|lữ|trung|tiểu|đại) (đoàn|đội) (\d|bộ binh|pháo)|\bquân khu\b|"
        r"\bbộ chỉ huy\b|\bbchqs\b|\bbinh đoàn\b",
    ),
    (
        Unit.SCHOOL,
        r"^trường\b|^truong\b|\bmầm non\b|\bmam non\b|\btiểu học\b|\btieu hoc\b|\bthcs\b|\bthpt\b|\bđại học\b|"
        r"\bcao đẳng\b|\bmẫu giáo\b|\bhọc viện\b",
    ),
    (Unit.HEALTH, r"\bbệnh viện\b|\bbenh vien\b|\by tế\b|^tram y te\b|\btrung tam y te\b|\bphòng khám\b"),
    (
        Unit.ENTERPRISE,
        r"\bcông ty\b|\bcong ty\b|\btnhh\b|\bdoanh nghiệp\b|\bngân hàng\b|\bhợp tác xã\b|\bhtx\b|\bxí nghiệp\b|"
        r"\bnhà máy\b|\btập đoàn\b|\bđiện lực\b|\bviễn thông\b|\bbưu điện\b|\bngan hang\b",
    ),
    (Unit.BLOC, r"^khối\b|^khoi\b|^các cơ quan\b|^cac co quan\b|\bdân chính đảng\b"),
    (Unit.SPECIAL_ZONE, r"^đặc khu\b|^dac khu\b"),
    (Unit.COMMUNE, r"^xã\b|^xa\b|^thị trấn\b|^thi tran\b|^tt\.?\s"),
    (Unit.WARD, r"^phường\b|^phuong\b"),
    (Unit.DISTRICT, r"^huyện\b|^huyen\b|^quận\b|^quan\b|^thị xã\b|^thi xa\b|^thành phố\b|^thanh pho\b|^tp\b"),
    (Unit.PROVINCE, r"^tỉnh\b|^tinh\b"),
    (
        Unit.VILLAGE,
        r"^(thôn|thon|bản|ấp|ap|khu phố|khu pho|tổ dân phố|to dan pho|tdp|tổ|xóm|xom|buôn|làng|lang|khóm|phum|sóc|"
        r"khu dân cư|khu vực|khu|bon|plei|đội)\b",
    ),
    (
        Unit.AGENCY,
        r"\b(cơ quan|co quan|văn phòng|van phong|ủy ban|uỷ ban|uy ban|ubnd|hđnd|tòa án|toà án|viện kiểm sát|kho bạc|"
        r"thuế|trung tâm|chi cục|cục|hội|mặt trận|mttq|sở|ban|phòng|chính quyền|đoàn thể|thi hành án|thanh tra|hạt)\b",
    ),
)
_UNITS = tuple((unit, re.compile(pattern)) for unit, pattern in _UNIT_WORDS)
_UNIT_NAMES = {
    "khac": Unit.OTHER,
    "tinh thanh pho": Unit.PROVINCE,
    "huyen quan thi xa thanh pho": Unit.DISTRICT,
    "cap huyen": Unit.DISTRICT,
    "xa thi tran": Unit.COMMUNE,
    "luc luong vu trang": Unit.MILITARY,
    "thon ban to dan pho": Unit.VILLAGE,
    "truong hoc": Unit.SCHOOL,
    "don vi su nghiep": Unit.AGENCY,
    "hanh chinh": Unit.AGENCY,
}

UNIT_LABELS = {
    Unit.OTHER: "Khác",
    Unit.PROVINCE: "Tỉnh, thành phố",
    Unit.DISTRICT: "Huyện, quận, thị xã, thành phố",
    Unit.COMMUNE: "Xã, thị trấn",
    Unit.WARD: "Phường",
    Unit.SPECIAL_ZONE: "Đặc khu",
    Unit.POLICE: "Công an",
    Unit.MILITARY: "Quân sự",
    Unit.BORDER_GUARD: "Bộ đội biên phòng",
    Unit.BLOC: "Khối cơ quan, doanh nghiệp",
    Unit.VILLAGE: "Thôn, bản, tổ dân phố",
    Unit.SCHOOL: "Trường học",
    Unit.HEALTH: "Y tế",
    Unit.ENTERPRISE: "Doanh nghiệp",
    Unit.AGENCY: "Cơ quan, đơn vị sự nghiệp",
}
KIND_LABELS = {
    Kind.NATIONAL: "Toàn Đảng",
    Kind.PROVINCE: "Đảng bộ trực thuộc Trung ương",
    Kind.UPPER: "Đảng bộ cấp trên trực tiếp cơ sở",
    Kind.GRASSROOTS_COMMITTEE: "Đảng bộ cơ sở",
    Kind.GRASSROOTS_CELL: "Chi bộ cơ sở",
    Kind.SECTION: "Đảng bộ bộ phận",
    Kind.CELL: "Chi bộ trực thuộc",
}
_UNIT_BY_LABEL = {fold(label): unit for unit, label in UNIT_LABELS.items()} | {fold(unit): unit for unit in Unit}


@lru_cache(maxsize=4096)
def kind_of_text(text: str) -> Kind | None:
    """The kind that a cell of the kind column says by itself; None if it is blank or needs the place in the tree.

    "Đảng bộ cơ sở", "ĐBCS" and "grassroots_committee" say a kind; "Chi bộ" and "Đảng bộ huyện" do not yet.
    """
    folded = fold(text)
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(folded)), None)


@lru_cache(maxsize=4096)
def says_organisation(text: str) -> bool:
    """Does the text begin as names of party organisations do (Đảng bộ, Đảng ủy, Chi bộ, ĐB, CB)?"""
    folded = fold(text)
    return bool(_CELL.match(folded) or _COMMITTEE.match(folded))


def guess_unit(name: str) -> Unit:
    """The kind of unit an organisation leads, from its name; `Unit.OTHER` where the name does not tell."""
    rest = _PREFIX.sub("", nfc(name).lower().strip())
    return next((unit for unit, pattern in _UNITS if pattern.search(rest)), Unit.OTHER)


@lru_cache(maxsize=4096)
def unit_of_text(text: str) -> Unit | None:
    """The unit that a cell of the unit column says; None if it is blank or not understood."""
    folded = fold(text)
    if not folded:
        return None
    known = _UNIT_BY_LABEL.get(folded) or _UNIT_NAMES.get(folded)
    if known:
        return known
    guess = guess_unit(text)
    return None if guess is Unit.OTHER else guess


def guess_kind(name: str, parent: Kind | None, *, has_children: bool, has_committees: bool = False) -> Kind | None:
    """The kind from the name and the kind it stands under; None where both together do not tell.

    `has_committees`: some organisation directly below is itself a committee (Đảng bộ …), no section.
    """
    folded = fold(name)
    told = kind_of_text(name)
    if told in (Kind.SECTION, Kind.UPPER):
        return told
    if _CELL.match(folded):
        return _cell_under(parent)
    committee = bool(_COMMITTEE.match(folded))
    if "bo phan" in folded and committee:
        return Kind.SECTION
    if parent is Kind.NATIONAL:
        return Kind.PROVINCE
    unit = guess_unit(name)
    if parent is Kind.PROVINCE:
        if re.search(r"\bco so\b", folded):
            return Kind.GRASSROOTS_COMMITTEE
        if unit in _UPPER_UNITS or has_committees:
            return Kind.UPPER
        return Kind.GRASSROOTS_COMMITTEE if committee or has_children else None
    if parent is Kind.UPPER:
        if committee or has_children or unit in (Unit.COMMUNE, Unit.WARD):
            return Kind.GRASSROOTS_COMMITTEE
        return None
    if parent in (Kind.GRASSROOTS_COMMITTEE, Kind.SECTION):
        if committee or has_children:
            return Kind.SECTION if parent is Kind.GRASSROOTS_COMMITTEE else None
        return Kind.CELL
    return None


def _cell_under(parent: Kind | None) -> Kind | None:
    if parent in (Kind.UPPER, Kind.PROVINCE):
        return Kind.GRASSROOTS_CELL
    return Kind.CELL if parent in (Kind.GRASSROOTS_COMMITTEE, Kind.SECTION) else None
