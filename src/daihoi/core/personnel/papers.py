"""What stands in the papers of personnel work: plain Vietnamese values, printed by `office.papers.personnel`.

What is not known is None, "" or (), and becomes a dotted place to fill by hand. People come in the order in which they
are printed.
"""

from dataclasses import dataclass
from datetime import date

from daihoi.core.papers import Heading, Signature


@dataclass(frozen=True)
class Guard:
    """What every page bears: the mark of secrecy above the text, who took the paper and when below it."""

    mark: str  # "MẬT"
    taken: str


@dataclass(frozen=True)
class Short:
    """One person of a short list (danh sách trích ngang). `months`: left until retirement at the reference month."""

    name: str
    born: str = ""  # "9/1975", "1975"
    sex: str = ""
    ethnicity: str = ""
    home: str = ""
    joined: str = ""  # probationary and official day
    schooling: str = ""
    specialism: str = ""
    theory: str = ""
    post: str = ""
    proposed: str = ""
    months: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Part:
    """People under one heading: "Tái cử", "Lần đầu tham gia"."""

    title: str
    people: tuple[Short, ...]


@dataclass(frozen=True)
class ShortList:
    """`reference`: the month from which the months left are counted, "6/2020"."""

    heading: Heading
    about: str
    parts: tuple[Part, ...]
    reference: str = ""
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))


@dataclass(frozen=True)
class StructureLine:
    """One line of the check: figure, target and margin as they are printed. `said`: what it comes to, in words."""

    organ: str
    name: str
    figure: str
    target: str
    margin: str
    said: str
    source: str


@dataclass(frozen=True)
class SizeLine:
    """One body: approved for the term before, proposed, left vacant, how many stand again and for the first time."""

    organ: str
    before: int | None
    seats: int | None
    vacant: int
    vacant_why: str
    restanding: int
    first_time: int
    surplus: int


@dataclass(frozen=True)
class Structure:
    """The table of the structure (biểu cơ cấu)."""

    heading: Heading
    about: str
    sizes: tuple[SizeLine, ...]
    lines: tuple[StructureLine, ...]
    reference: str = ""
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))


@dataclass(frozen=True)
class Vote:
    """The votes of one person for one body or post. `person`: the key, for names are shared; `name`: as it is printed,
    that of namesakes with what tells them apart. `passed` None: nothing is decided yet."""

    person: str
    name: str
    office: str
    votes: int | None
    share: str = ""  # as printed: "87,50 %"
    passed: bool | None = None


@dataclass(frozen=True)
class StepHead:
    """One meeting of the process. `base`: "số người được triệu tập"; `rule`: by which article."""

    name: str  # "Hội nghị cán bộ chủ chốt"
    group: str  # "Tái cử"
    number: int  # of the step within its group
    held_on: date | None = None
    place: str = ""
    chair: str = ""
    clerk: str = ""
    summoned: int | None = None
    came: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    base: str = ""
    base_number: int | None = None
    need: int | None = None
    rule: str = ""
    note: str = ""
    secret: bool = True
    closed: bool = False


@dataclass(frozen=True)
class StepMinutes:
    """Minutes of a step with its count, and the list of its results."""

    heading: Heading
    about: str
    step: StepHead
    votes: tuple[Vote, ...]


@dataclass(frozen=True)
class OpinionBallot:
    """The ballot for opinion (phiếu giới thiệu) of a step: nothing on it tells who votes.

    `offices`: the columns; `people`: name, present post, and for which of the columns the person is put up.
    """

    heading: Heading
    about: str
    step: StepHead
    offices: tuple[str, ...]
    people: tuple[tuple[str, str, tuple[bool, ...]], ...]


@dataclass(frozen=True)
class Gone:
    """Somebody who dropped out: by the votes of which step, by withdrawal, or by which decision."""

    name: str
    how: str


@dataclass(frozen=True)
class SchemePaper:
    """The scheme itself (đề án nhân sự)."""

    heading: Heading
    about: str
    committee: str  # who submits it: "Huyện ủy Mẫu"
    basis: tuple[str, ...]  # articles that it stands on
    structure: Structure
    parts: tuple[Part, ...]
    steps: tuple[tuple[StepHead, int, int], ...]  # each with how many were voted on and how many passed
    gone: tuple[Gone, ...]
    recipients: tuple[str, ...]
    signature: Signature = Signature(("T/M BAN CHẤP HÀNH", "BÍ THƯ"))


@dataclass(frozen=True)
class Submission:
    """The letter with which the scheme goes up (tờ trình)."""

    heading: Heading
    about: str
    to: str
    committee: str
    sizes: tuple[SizeLine, ...]
    basis: tuple[str, ...]
    people: int
    enclosed: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))


@dataclass(frozen=True)
class ReturnLetter:
    """The letter with which a submitted scheme goes back. `letter`: the one that came with it; `note`: what has to be
    changed, in the words of the decision; `remarks` of the appraisal; `found`: what the rules find, gravest first."""

    heading: Heading
    about: str
    above: str
    committee: str
    letter: str
    note: str
    remarks: tuple[str, ...]
    found: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))


@dataclass(frozen=True)
class BodyVote:
    """What came out for somebody in a meeting of the standing committee or of the committee."""

    meeting: str
    held_on: date | None
    votes: int | None
    of: int | None
    passed: bool | None


@dataclass(frozen=True)
class DifferenceLine:
    """Somebody whom the two bodies saw differently, with both meetings."""

    name: str
    office: str
    group: str
    bodies: tuple[BodyVote, ...]


@dataclass(frozen=True)
class DifferenceReport:
    """The report to the level above on whom standing committee and committee do not agree."""

    heading: Heading
    about: str
    to: str
    reports: str  # who does: "Ban Thường vụ Huyện ủy Mẫu"
    basis: str  # by which article
    lines: tuple[DifferenceLine, ...]
    recipients: tuple[str, ...]
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))


@dataclass(frozen=True)
class ApprovalDraft:
    """Draft of the decision by which the committee above approves the scheme."""

    heading: Heading
    about: str
    above: str  # who decides: "Ban Thường vụ Tỉnh ủy Mẫu"
    committee: str
    basis: tuple[str, ...]
    sizes: tuple[SizeLine, ...]
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    signature: Signature = Signature(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))
