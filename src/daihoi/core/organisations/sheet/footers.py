"""Rows of a list that are no organisations: totals, signatures, dates, page headings."""

import re

from daihoi.core.text import fold

# With their marks, since "Cộng" (a total) and "Công an" (police) are the same without.
_TOTAL = re.compile(r"(tổng cộng|tổng số|cộng|tổng|total|sum|cộng dồn|cộng chung)\s*([:(.].*)?")
_TOTAL_OF = re.compile(
    r"(tổng cộng|tổng số|cộng)\s+(toàn|khối|chung|các|đảng bộ|đảng viên|huyện|quận|tỉnh|thành phố|xã|phường|\d).*"
)
_PLAIN_TOTAL = re.compile(r"(tong cong|tong so|cong|tong|total)\s*([:(.].*)?")
_SIGNATURE = re.compile(
    r"(nguoi|noi|can bo) (lap|nhan|tong hop|ky)( .*)?|lap bieu|t m .*|tm .*|k t .*|thu truong( .*)?|"
    r"(pho )?(bi thu|truong ban|chanh van phong)( .*)?|ky ten.*|xac nhan.*|ky ghi ro.*|ky va ghi.*|"
    r"(.* )?ngay( \d+)? thang( \d+)? nam( \d+)?|ghi chu .*|nguon .*|prepared by.*|signature.*|signed.*"
)


def is_total(text: str) -> bool:
    """Is this the label of a total ("Tổng cộng", "Cộng:", "Tổng số đảng viên")?"""
    lower = text.strip().lower()
    if not lower.startswith(("t", "c", "s")) or lower.startswith(("chi ", "trường", "thôn", "tổ ")):
        return False  # most names, without the slower search
    return bool(
        _TOTAL.fullmatch(lower) or _TOTAL_OF.fullmatch(lower) or (lower.isascii() and _PLAIN_TOTAL.fullmatch(lower))
    )


def is_signature(text: str) -> bool:
    """Does this begin the foot of a document: who drew it up, who signs, place and date?"""
    return bool(_SIGNATURE.fullmatch(fold(text)))
