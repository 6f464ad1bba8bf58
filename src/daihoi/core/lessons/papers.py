"""What stands in the papers on reviews (báo cáo rút kinh nghiệm đại hội): plain values, as in core.elections.papers."""

from dataclasses import dataclass
from datetime import date

from daihoi.core.papers import Heading, Signature


@dataclass(frozen=True)
class Short:
    """One shortcoming in a paper: its kind in words, what was seen, what to do otherwise. `subject` groups them."""

    subject: str
    kind: str
    text: str = ""
    change: str = ""


@dataclass(frozen=True)
class ReviewReport:
    """The review of one congress. `about` is printed after the kind of paper: "rút kinh nghiệm đại hội điểm …"."""

    heading: Heading
    about: str
    congress: str  # "Đại hội Đảng bộ xã Mường Toong, nhiệm kỳ 2020 - 2025"
    held_on: date | None = None
    reviewed_on: date | None = None
    went_well: tuple[str, ...] = ()
    shortcomings: tuple[Short, ...] = ()
    to_change: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"))


@dataclass(frozen=True)
class Voice:
    """What one organisation wrote on a kind."""

    organisation: str
    text: str


@dataclass(frozen=True)
class KindCount:
    """A kind of shortcoming in how many of the congresses reviewed, with the words of those that told of it."""

    subject: str
    kind: str
    number: int
    of: int
    share: str = ""  # as printed: "32,00 %"
    voices: tuple[Voice, ...] = ()
    changes: tuple[Voice, ...] = ()


@dataclass(frozen=True)
class SummaryReport:
    """What a level has learned from all reviews of the pilots below it."""

    heading: Heading
    about: str
    level_name: str  # whose pilots: "Đảng bộ tỉnh Điện Biên"
    pilots: int | None = None
    held: int | None = None
    reviewed: int | None = None
    first_held: date | None = None
    last_held: date | None = None
    without_review: tuple[str, ...] = ()
    went_well: tuple[Voice, ...] = ()
    kinds: tuple[KindCount, ...] = ()  # the most frequent first
    to_change: tuple[Voice, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ",))
