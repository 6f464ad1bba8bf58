"""Words of papers for signature: Vietnamese only. What is not known becomes dots to fill by hand."""

import re
from collections.abc import Iterable
from datetime import date

from daihoi.core.elections.papers import Deadline, Meeting
from daihoi.core.text import one_line

SHORT = "……"  # a number
LONG = "………………………"  # a name, an hour
PLACE = "………"  # before the day in the heading

# "2025 - 2030" and "30 %" are not parted at the end of a line.
_TERM, _PERCENT = re.compile(r"(?<=\d) ([-–]) (?=\d)"), re.compile(r"(?<=\d) (?=%)")
# What no XML file may hold; line ends are made blanks before.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text as one line in composed form, without characters that a Word file may not hold."""
    line = one_line(_FORBIDDEN.sub("", text.replace("\r", " ").replace("\n", " ")))
    return _PERCENT.sub("\u00a0", _TERM.sub("\u00a0\\1\u00a0", line))


def capitals(text: str) -> str:
    return clean(text).upper()


def known(text: str, dots: str = LONG) -> str:
    """The text, or dots for it."""
    return clean(text) or dots


def figure(number: int | None) -> str:
    """A number for a table: 1234 as "1.234", None as dots."""
    return SHORT if number is None else f"{number:,}".replace(",", ".")


def votes_of(votes: int | None, of: int | None) -> str:
    """The exact figure that stands beside a rounded share: "345/529"."""
    return f"{figure(votes)}/{figure(of)}" if of is not None else figure(votes)


def amount(number: int | None, unit: str) -> str:
    """A number in a sentence with its unit; below ten in two digits, as such papers write them: "07 đồng chí"."""
    return f"0{number} {unit}" if number is not None and 0 < number < 10 else f"{figure(number)} {unit}"


def long_day(day: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2025": two digits for days below 10 and for January and February."""
    if day is None:
        return "ngày …… tháng …… năm ……"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_day(day: date | None) -> str:
    return "…/…/………" if day is None else f"{day.day}/{day.month}/{day.year}"


def full_name(meeting: Meeting) -> str:
    """ "Đại hội đại biểu Đảng bộ xã Thăng Bình lần thứ I, nhiệm kỳ 2025 - 2030"."""
    name = joined((meeting.kind, meeting.organisation, meeting.ordinal), " ")
    return joined((name, f"nhiệm kỳ {clean(meeting.term)}" if clean(meeting.term) else ""), ", ")


def joined(parts: Iterable[str], by: str) -> str:
    """The parts that are not empty, as one text."""
    return by.join(filter(None, map(clean, parts)))


def sentence(text: str) -> str:
    """The text with a stop at its end."""
    text = clean(text)
    return text if text.endswith((".", "!", "?", "…", ":", ";")) else f"{text}."


def lower_first(text: str) -> str:
    text = clean(text)
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    text = clean(text)
    return text[:1].upper() + text[1:]


def clock(deadline: Deadline) -> str:
    """A deadline as a sentence: what, working days, since when, until when, by which article."""
    text = f"{clean(deadline.what)}: {amount(deadline.days, 'ngày làm việc')}"
    text = joined((text, deadline.since), ", ")
    text += f"; hạn cuối: {long_day(deadline.until)}"
    return sentence(f"{text} ({clean(deadline.rule)})" if clean(deadline.rule) else text)
