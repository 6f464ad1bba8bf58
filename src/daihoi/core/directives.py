"""Directives and what follows from them: kinds, links, forms of dissemination, and what an organisation still lacks.

Source: the cascade told by the articles: a directive of the Centre becomes each level's own directive, plan and
guidance; each is disseminated (quán triệt) and made concrete by the organisations below.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from daihoi.core.messages import N_


class Paper(StrEnum):
    """What kind of paper it is."""

    DIRECTIVE = "directive"  # chỉ thị
    GUIDANCE = "guidance"  # hướng dẫn
    PLAN = "plan"  # kế hoạch
    DECISION = "decision"  # quyết định
    REGULATION = "regulation"  # quy định, quy chế
    CONCLUSION = "conclusion"  # kết luận
    NOTICE = "notice"  # thông báo, thông tri
    LETTER = "letter"  # công văn


PAPER_NAMES: dict[Paper, str] = {
    Paper.DIRECTIVE: N_("Directive"),
    Paper.GUIDANCE: N_("Guidance"),
    Paper.PLAN: N_("Plan"),
    Paper.DECISION: N_("Decision"),
    Paper.REGULATION: N_("Regulation"),
    Paper.CONCLUSION: N_("Conclusion"),
    Paper.NOTICE: N_("Notice"),
    Paper.LETTER: N_("Letter"),
}


class Link(StrEnum):
    """How one paper stands to another."""

    BASED_ON = "based_on"  # căn cứ, cụ thể hóa
    REPLACES = "replaces"
    AMENDS = "amends"


class Dissemination(StrEnum):
    """In what form a paper was made known (quán triệt)."""

    CONFERENCE = "conference"  # hội nghị
    ONLINE = "online"  # hội nghị trực tuyến
    MEETING = "meeting"  # sinh hoạt chi bộ
    COPIES = "copies"  # sao gửi văn bản
    OTHER = "other"


DISSEMINATION_NAMES: dict[Dissemination, str] = {
    Dissemination.CONFERENCE: N_("Conference"),
    Dissemination.ONLINE: N_("Online conference"),
    Dissemination.MEETING: N_("Meeting of the cell or committee"),
    Dissemination.COPIES: N_("Copies sent out"),
    Dissemination.OTHER: N_("Another form"),
}


class Lack(StrEnum):
    """What an organisation still lacks of a paper that applies to it."""

    NOT_TAKEN_IN = "not_taken_in"
    NOT_DISSEMINATED = "not_disseminated"
    NO_OWN_PAPER = "no_own_paper"


LACK_NAMES: dict[Lack, str] = {
    Lack.NOT_TAKEN_IN: N_("not taken in"),
    Lack.NOT_DISSEMINATED: N_("not disseminated"),
    Lack.NO_OWN_PAPER: N_("no document of its own"),
}


@dataclass(frozen=True)
class Asked:
    """What a paper asks of an organisation: to be disseminated, and a document of its own; by which days."""

    disseminate: bool = True
    disseminate_by: date | None = None
    own_paper: bool = False
    own_paper_by: date | None = None
    revision: int = 1  # a changed paper must be taken in anew


@dataclass(frozen=True)
class Reached:
    """What an organisation has done with a paper; days, None: not yet."""

    revision: int = 0  # the revision that was taken in; 0: none
    taken_in_on: date | None = None
    disseminated_on: date | None = None
    own_paper_on: date | None = None


def lacks(asked: Asked, reached: Reached, as_of: date) -> tuple[Lack, ...]:
    """What is missing on a day, in the order in which it is done."""

    def missing(day: date | None) -> bool:
        return day is None or day > as_of

    found = []
    if missing(reached.taken_in_on) or reached.revision < asked.revision:
        found.append(Lack.NOT_TAKEN_IN)
    if asked.disseminate and missing(reached.disseminated_on):
        found.append(Lack.NOT_DISSEMINATED)
    if asked.own_paper and missing(reached.own_paper_on):
        found.append(Lack.NO_OWN_PAPER)
    return tuple(found)


def late(asked: Asked, reached: Reached, as_of: date) -> tuple[Lack, ...]:
    """Which of what is missing, or was done, is after its day."""

    def over(by: date | None, day: date | None) -> bool:
        return by is not None and (day if day is not None and day <= as_of else as_of) > by

    found = []
    if asked.disseminate and over(asked.disseminate_by, reached.disseminated_on):
        found.append(Lack.NOT_DISSEMINATED)
    if asked.own_paper and over(asked.own_paper_by, reached.own_paper_on):
        found.append(Lack.NO_OWN_PAPER)
    return tuple(found)
