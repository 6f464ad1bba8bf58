"""What stands in each paper of an election: plain values, written out by `office.papers`.

Source: rulebook E-076 and part 5 (fields of the vote-count minutes), E-035, E-039, E-062, E-078,
E-080–E-087, E-120–E-123.
Nothing here is computed or checked. What is not known is None, "" or (), and is printed as a dotted place to fill by
hand. Numbers are exact; a share is given twice: `votes` of `of`, and the text to print, rounded by whoever counted.
Texts are Vietnamese, as they are to stand in the sentence.
"""

from dataclasses import dataclass
from datetime import date

from daihoi.core.papers import Heading as Heading
from daihoi.core.papers import Person as Person
from daihoi.core.papers import Signature as Signature


@dataclass(frozen=True)
class Meeting:
    """Who meets and votes."""

    kind: str  # "Đại hội đại biểu", "Đại hội đảng viên", "Hội nghị lần thứ nhất Ban Chấp hành"
    organisation: str  # "Đảng bộ xã Thăng Bình"
    ordinal: str = ""  # "lần thứ I", "khóa I"
    term: str = ""  # "2025 - 2030"
    short: str = "Đại hội"  # how sentences call it: "Đại hội", "Hội nghị"
    voters: str = "đại biểu chính thức"  # "đảng viên chính thức", "ủy viên Ban Chấp hành"


@dataclass(frozen=True)
class Number:
    """A number with what it counts: a reason for leaving people out of the base, or for an invalid ballot."""

    what: str
    number: int | None = None


@dataclass(frozen=True)
class Candidate:
    """A name on the election list, in the order of the ballot."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class Result:
    """Votes for one person: `votes` of `of` (E-087: those summoned), and that share as printed, "65,22 %"."""

    name: str
    votes: int | None = None
    of: int | None = None
    share: str = ""


@dataclass(frozen=True)
class Deadline:
    """A clock in working days, with the article that sets it (E-120, E-121, E-123)."""

    what: str  # "Báo cáo kết quả bầu cử với cấp ủy cấp trên trực tiếp"
    days: int | None = None
    since: str = ""  # "kể từ ngày bế mạc đại hội"
    until: date | None = None
    rule: str = ""  # "mục 16.1.1 Quy định số 24-QĐ/TW"


@dataclass(frozen=True)
class HandOver:
    """Minutes of the hand-over of ballots and of the ballot box to the counting committee (E-076)."""

    heading: Heading
    meeting: Meeting
    post: str  # what is elected, after "bầu": "Ban Chấp hành Đảng bộ xã Thăng Bình, nhiệm kỳ 2025 - 2030"
    time: str = ""  # "7 giờ 30 phút"
    place: str = ""
    givers: tuple[Person, ...] = ()
    receivers: tuple[Person, ...] = ()
    witnesses: tuple[Person, ...] = ()
    printed: int | None = None
    counted: int | None = None  # by the receivers, when they took them over
    stamped: int | None = None
    spoiled: int | None = None
    issued: int | None = None
    unissued: int | None = None
    remaining: int | None = None  # given back after the vote
    box_checked: str = ""  # when and before whom the box was found empty
    box_sealed: str = ""  # when, with which seals
    notes: tuple[str, ...] = ()  # sentences
    giver: Signature = Signature(("ĐẠI DIỆN BÊN GIAO",))
    receiver: Signature = Signature(("ĐẠI DIỆN BÊN NHẬN",))


@dataclass(frozen=True)
class CountMinutes:
    """Minutes of a vote count (biên bản kiểm phiếu)."""

    heading: Heading
    meeting: Meeting
    post: str
    ballot: int = 1  # 2 for a second ballot
    place: str = ""
    opened: str = ""  # "9 giờ 15 phút"
    closed: str = ""
    legal_basis: tuple[str, ...] = ()  # articles, from the rule pack; without "Căn cứ"
    committee: tuple[Person, ...] = ()  # its head first
    seats: int | None = None
    seats_by: str = ""  # "do Đại hội biểu quyết", "do cấp trên phân bổ" (E-100)
    candidates: tuple[Candidate, ...] = ()
    summoned: int | None = None
    exclusions: tuple[Number, ...] = ()  # E-081, E-082
    base: int | None = None
    needed: int | None = None  # the least number of votes that is more than half of the base (E-086)
    majority: bool = True  # False where no half is needed, so the sentence on it is left out (E-091)
    present: int | None = None
    absent: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    invalid_reasons: tuple[Number, ...] = ()
    differences: int | None = None  # ballots on which the two counts differed
    settled: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()  # in the order of the ballot
    elected: tuple[Result, ...] | None = None  # most votes first, just filling the seats (E-090); () for nobody
    alternates: tuple[Result, ...] = ()  # alternate delegates out of the same list (E-101)
    decisions: tuple[str, ...] = ()  # ties, shortage, what was decided on them
    keeping: tuple[str, ...] = ()  # how ballots were sealed and handed over (E-078)
    copies: int | None = None
    digest: str = ""  # of the result file that anyone can recompute; "" prints no line
    presidium: Signature = Signature(("T/M ĐOÀN CHỦ TỊCH",))
    head: Signature = Signature(("TRƯỞNG BAN KIỂM PHIẾU",))


@dataclass(frozen=True)
class ElectedPerson:
    """Someone elected; `details` has one text for each of the list's own `columns`."""

    name: str
    born: str = ""  # "12/5/1975", or the year alone
    votes: int | None = None
    of: int | None = None
    share: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elected:
    """The list of those elected. With more than one column of its own it is printed across the page."""

    heading: Heading
    meeting: Meeting
    post: str
    people: tuple[ElectedPerson, ...] = ()
    columns: tuple[str, ...] = ()  # further personal columns: "Giới tính", "Dân tộc", "Chức vụ, đơn vị"
    signatures: tuple[Signature, Signature] = (Signature(("TRƯỞNG BAN KIỂM PHIẾU",)), Signature(("T/M ĐOÀN CHỦ TỊCH",)))


@dataclass(frozen=True)
class StrawResult:
    """Votes for a self-nominee or a nominee from the floor, of those attending; None where nobody has judged yet."""

    name: str
    origin: str = ""  # "Ứng cử", "Được đề cử"
    votes: int | None = None
    of: int | None = None
    share: str = ""
    over: bool | None = None  # more than the threshold (E-035)


@dataclass(frozen=True)
class StrawMinutes:
    """Minutes of the straw ballot on self-nominees and nominees from the floor (E-035, E-038, E-039)."""

    heading: Heading
    meeting: Meeting
    post: str
    form: str = ""  # T2: "Mẫu số 5, Phụ lục 2 của Hướng dẫn số 04-HD/TW"; "" prints no line
    place: str = ""
    opened: str = ""
    closed: str = ""
    legal_basis: tuple[str, ...] = ()
    team: tuple[Person, ...] = ()  # who counts (E-039), its head first
    summoned: int | None = None
    attending: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    invalid_reasons: tuple[Number, ...] = ()
    threshold: str = "30 %"
    results: tuple[StrawResult, ...] = ()
    decisions: tuple[str, ...] = ()
    copies: int | None = None
    presidium: Signature = Signature(("T/M ĐOÀN CHỦ TỊCH",))
    head: Signature = Signature(("TỔ TRƯỞNG",))


@dataclass(frozen=True)
class ElectionLine:
    """One election in a report: how many were decided, listed and elected, and who. Seats may stay vacant."""

    post: str
    seats: int | None = None
    listed: int | None = None
    elected: tuple[Result, ...] | None = None  # None: not known yet; (): nobody


@dataclass(frozen=True)
class ResultsReport:
    """The new committee's report of the results to the level above (E-120)."""

    heading: Heading
    to: tuple[str, ...]
    meeting: Meeting
    author: str  # "Ban Chấp hành Đảng bộ xã Thăng Bình"
    place: str = ""
    opened: date | None = None
    closed: date | None = None
    summoned: int | None = None
    attended: int | None = None
    elections: tuple[ElectionLine, ...] = ()
    remarks: tuple[str, ...] = ()  # complaints received, what the presidium decided
    deadline: Deadline | None = None  # E-120
    attached: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"))


@dataclass(frozen=True)
class RatificationRequest:
    """The request that the level above ratify (chuẩn y) those elected (E-121), with the clocks that then run."""

    heading: Heading
    to: tuple[str, ...]
    meeting: Meeting
    author: str
    legal_basis: tuple[str, ...] = ()
    closed: date | None = None
    elections: tuple[ElectionLine, ...] = ()
    deadlines: tuple[Deadline, ...] = ()  # ratification (E-121), complaints (E-123)
    attached: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"))


@dataclass(frozen=True)
class Entry:
    """One ballot keyed once."""

    count: int  # 1 or 2: which of the independent counts
    slip: int  # the ballot's number in the count
    by: str
    at: str  # as printed
    digest: str = ""


@dataclass(frozen=True)
class Difference:
    """One ballot that the counts read differently, and how people settled it."""

    slip: int
    readings: tuple[str, ...]  # one for each count
    settled: str = ""
    by: str = ""


@dataclass(frozen=True)
class Bundle:
    """A bundle of ballots (50, the last may have fewer) that was checked by itself."""

    number: int
    first: int
    last: int
    slips: int | None = None
    differences: int | None = None
    checked_by: str = ""


@dataclass(frozen=True)
class EntryLog:
    """The printed log of keying, kept with the minutes (practice: E-062)."""

    heading: Heading
    meeting: Meeting
    post: str
    bundle_size: int = 50
    bundles: tuple[Bundle, ...] = ()
    differences: tuple[Difference, ...] = ()
    entries: tuple[Entry, ...] = ()
    digest: str = ""  # of the whole log
    signatures: tuple[Signature, Signature] = (Signature(("NGƯỜI NHẬP PHIẾU",)), Signature(("TRƯỞNG BAN KIỂM PHIẾU",)))
