"""What papers of every subject have in common: the two columns at the head, people named, signatures.

Plain values, written out by `office.papers`. What is not known is None, "" or (), and is printed as a dotted place to
fill by hand. Texts are Vietnamese.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """The two columns at the head of a paper. Capitals are made in print."""

    upper: str = ""  # the committee or organisation above: "Đảng bộ thành phố Đà Nẵng"
    organisation: str = ""  # "Đại hội đại biểu Đảng bộ xã Thăng Bình lần thứ I"
    body: str = ""  # who writes, where it is not the organisation itself: "Ban kiểm phiếu"
    number: str = ""  # number and symbol without "Số": "05-BB/BKP"
    place: str = ""
    day: date | None = None
    secrecy: str = ""  # "Mật"; "" prints no mark


@dataclass(frozen=True)
class Person:
    """Someone named in a paper, with what they are there: "Trưởng ban", "Ủy viên"."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines above the signature ("T/M ĐOÀN CHỦ TỊCH"), and the name below it."""

    lines: tuple[str, ...]
    name: str = ""
