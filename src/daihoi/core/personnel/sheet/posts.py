"""Bodies and posts that a text names: "UVBTV, Phó Bí thư, Chủ tịch UBND". What names another post is told apart."""

import re
from typing import NamedTuple

from daihoi.core.personnel.kinds import Organ, Post
from daihoi.core.text import fold


class Meant(NamedTuple):
    """What a text means somebody for.

    `of_cell`: secretary or deputy of a "chi bộ": of the list's own body if it is the list of that cell, else of one
    below. `unknown`: the parts that name a post of which the rules know nothing, as they are written.
    """

    organs: frozenset[Organ]
    posts: frozenset[Post]
    of_cell: frozenset[Post]
    unknown: tuple[str, ...]


_COUNCIL = r"(hdnd|hoi dong nhan dan)"
_PEOPLE = r"(ubnd|uy ban nhan dan)"
_INSPECTION = r"(ubkt|uy ban kiem tra)"
_AREA = r"(xa|phuong|huyen|quan|thi tran|huyen uy|quan uy|thi uy|thanh uy|dac khu)"
_CHAIR, _VICE = r"(chu tich|ct)", r"(pho chu tich|pct|p chu tich|pho ct)"
_NOT_VICE = r"(?<!pho )(?<!\bp )"
_DEPUTY = r"(pho bi thu|pbt|p bi thu|pho bt)"
_STANDING = r"( (thuong truc|tt))?"
_ANY_SECRETARY = rf"({_DEPUTY}{_STANDING}|bi thu)"
_TERM = r"(nhiem ky|khoa|(19|20)\d\d)"
_END = r"($| ?\|| nhiem ky| khoa| (19|20)\d\d)"
# Posts of youth unions, Party groups and parts of organisations: neither the committee's own nor of one below it.
_ELSEWHERE = re.compile(
    rf"\b{_ANY_SECRETARY} ((ban chap hanh|bch|ban thuong vu|btv) )?"
    r"(doan|chi doan|(xa|phuong|huyen|quan|thanh|thi|tinh|trung uong) doan|doan thanh nien|dtn|dtncs|dang doan|"
    r"ban can su)\b[^|]*"
)
_DEPUTY_OF_PART = re.compile(rf"\b{_DEPUTY}{_STANDING} ((dang uy|dang bo|cap uy) )?bo phan\b[^|]*")
_CELL = re.compile(rf"\b{_ANY_SECRETARY} (cap uy )?(chi bo|chi uy)\b[^|]*")
# Tried in this order on each part of a text, what is found taken out of it; deputies before the posts that their names
# hold. | stands where something was taken out.
_POSTS: tuple[tuple[Post, str], ...] = (
    (Post.INSPECTION_DEPUTY, rf"\b(pho chu nhiem|pcn|p chu nhiem)( {_INSPECTION}\b|{_END})|deputy inspection chair"),
    (Post.INSPECTION_CHAIR, rf"{_NOT_VICE}\b(chu nhiem|cn) {_INSPECTION}\b|^chu nhiem$"),
    (Post.COUNCIL_DEPUTY, rf"\b{_VICE} {_COUNCIL}\b"),
    (Post.COUNCIL_CHAIR, rf"\b{_CHAIR} {_COUNCIL}\b"),
    (Post.PEOPLE_DEPUTY, rf"\b{_VICE} {_PEOPLE}\b"),
    (Post.PEOPLE_CHAIR, rf"\b{_CHAIR} {_PEOPLE}\b"),
    (Post.FRONT_CHAIR, rf"{_NOT_VICE}\b{_CHAIR} ((ub|uy ban) )?(mttq|mat tran|ubmttq)"),
    (Post.ORGANISATION_HEAD, rf"{_NOT_VICE}\btruong (ban to chuc|btc)\b"),
    (Post.PROPAGANDA_HEAD, rf"{_NOT_VICE}\btruong (ban (tuyen giao|btg|dan van)|btg|btgdv)"),
    (Post.INTERNAL_AFFAIRS_HEAD, rf"{_NOT_VICE}\btruong ban noi chinh"),
    (Post.MILITARY_COMMANDER, rf"{_NOT_VICE}\b(chi huy truong|cht)\b"),
    (Post.POLICE_HEAD, rf"{_NOT_VICE}\b(giam doc|truong) (cong an|ca)\b"),
    (
        Post.VILLAGE_HEAD,
        rf"{_NOT_VICE}\b(truong (thon|khu pho|khu|ap|buon|xom)|to truong( (to )?dan pho| tdp|{_END})|village head)\b",
    ),
    (Post.STANDING_DEPUTY, rf"\b{_DEPUTY} (thuong truc|tt)\b|standing deputy( secretary)?"),
    (Post.DEPUTY, rf"\b{_DEPUTY}\b|^deputy secretary"),
    (Post.AREA_SECRETARY, rf"\bbi thu ((dang uy|dang bo) )?{_AREA} (?!{_TERM}\b|uy\b)\w+"),
    # "Bí thư Đảng ủy UBND xã", "Bí thư Đảng bộ bộ phận": of an organisation that is named.
    (Post.AREA_SECRETARY, rf"\bbi thu (dang uy|dang bo) (?!{_TERM}\b|{_AREA}\b|(tinh|thanh pho|tp|thi xa)\b)\w+[^|]*"),
    (Post.SECRETARY, r"\bbi thu\b|^(party )?secretary"),
)
_POST = tuple((post, re.compile(pattern)) for post, pattern in _POSTS)
_OTHERS = (
    r"(?! (doan|hoi|cong doan|lien doan|mat tran|mttq|ubmttq|(xa|phuong|huyen|quan|thanh|thi|tinh) doan|hdnd|ubnd)\b)"
)
_ORGANS: tuple[tuple[Organ, str], ...] = (
    (Organ.STANDING, rf"\b((uv)?btv|ban thuong vu|(uy vien )?thuong vu){_OTHERS}\b|\bstanding committee\b"),
    (
        Organ.INSPECTION,
        r"\b(uv|uy vien|thanh vien|member of the) (ubkt|uy ban kiem tra|inspection committee)\b"
        r"|^(tham gia )?(ubkt|uy ban kiem tra)$",
    ),
    (Organ.DELEGATION, r"\bdai bieu (chinh thuc|du dai hoi)\b|^dai bieu$|^delegate$"),
    (Organ.ALTERNATES, r"(?<!uy vien )(?<!uv )\bdu khuyet\b|^alternate"),
    (
        Organ.COMMITTEE,
        rf"\b((uv)?bch|ban chap hanh){_OTHERS}\b|\b(cap uy|cap uy vien|chi uy|chi uy vien)\b"
        r"|\b(dang|tinh|huyen|quan|thanh|thi|xa|phuong) uy vien\b|\b[dhtq]uv\b"
        r"|^(tham gia )?(dang uy|uv|uy vien)$|^committee$",
    ),
)
_ORGAN = tuple((organ, re.compile(pattern)) for organ, pattern in _ORGANS)
_PART = re.compile(
    r"[,;+/\n()\[\]&]|\s[-–—]\s|\bkiêm\b|\bđồng thời\b|\bvà\b(?=\s+(?:là\s+)?(?:chủ|phó|bí|trưởng))"
    r"|\s*[-–—]\s*(?=(?:chủ|phó|bí|trưởng|ct|pct|pbt|uv|ủy|uỷ|chu|pho|truong)\b)",
    re.IGNORECASE,
)
_NAMES_POST = re.compile(r"\b(bi thu|pbt)\b")
_INSPECTORS = frozenset({Post.INSPECTION_CHAIR, Post.INSPECTION_DEPUTY})


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a text as they are written, and folded."""
    written = [part.strip(" .:-–") for part in _PART.split(text)]
    return [(part, folded) for part in written if (folded := fold(part))]


def bodies(text: str) -> frozenset[Organ]:
    """The bodies that a text names."""
    parts = [folded for _, folded in _parts(text)]
    return frozenset(one for one, pattern in _ORGAN if any(map(pattern.search, parts)))


def meant_for(text: str) -> Meant:
    """The bodies and posts that a text names, every one of them; who leads the inspection is of that body."""
    organs: set[Organ] = set()
    posts: set[Post] = set()
    of_cell: set[Post] = set()
    unknown: list[str] = []
    for written, folded in _parts(text):
        named = {one for one, pattern in _ORGAN if pattern.search(folded)}
        part, cell = _without_others(folded)
        held = _posts(part)
        if re.search(r"trưởng bản\b", written.lower()) and "phó" not in written.lower():
            held.add(Post.VILLAGE_HEAD)  # without marks like "Trưởng ban"
        if cell:
            named.discard(Organ.COMMITTEE)  # "Phó Bí thư Chi ủy" is no member of a committee by that
        organs |= named
        posts |= held
        of_cell |= cell
        if not (named or held or cell) or (part != folded and not cell):
            unknown.append(written)
    if Organ.STANDING in organs:
        organs.add(Organ.COMMITTEE)
    if posts & _INSPECTORS:
        organs.add(Organ.INSPECTION)
    return Meant(frozenset(organs), frozenset(posts), frozenset(of_cell), tuple(unknown))


def _without_others(part: str) -> tuple[str, set[Post]]:
    """A part without the secretaries that are not the committee's own, and those that are of a cell."""
    cell: set[Post] = set()
    for pattern in (_ELSEWHERE, _DEPUTY_OF_PART):
        part = pattern.sub(_rest, part)
    while found := _CELL.search(part):
        cell.add(Post.SECRETARY if found[0].startswith("bi thu") else Post.DEPUTY)
        part = part[: found.start()] + _rest(found) + part[found.end() :]
    return part, cell


_NEXT = re.compile(r"\b((pho )?(chu tich|truong|chu nhiem)|chi huy truong|pct)\b.*")


def _rest(found: re.Match[str]) -> str:
    """What stands behind the name of the other organisation, if it is a further post: "… chi bộ, Trưởng thôn"."""
    after = _NEXT.search(found[0])
    return f"|{' ' + after[0] if after else ''}"


def _posts(part: str) -> set[Post]:
    held: set[Post] = set()
    for post, pattern in _POST:
        if pattern.search(part):
            held.add(post)
            part = pattern.sub(" | ", part)
    return held


def names_secretary(text: str) -> bool:
    """Is some secretary told of? What is not understood of such a text matters."""
    return _NAMES_POST.search(fold(text)) is not None
