"""Calendars for other programs: iCalendar files that Outlook, Thunderbird and telephones read.

Entries are whole days, so that no time zone is needed. Nothing in a file comes from the clock: the same data give the
same bytes, and a program that reads a file again finds its entries by their UIDs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import vText
from icalendar.parser import Contentline

_MAKER = "-//daihoi//daihoi//VI"
_WIDTH = 75  # bytes of a line; longer ones are folded


@dataclass(frozen=True)
class Entry:
    """One entry: `uid` stays the same for the same thing; `last` None: one day; `stamp`: when the data last changed."""

    uid: str
    title: str
    first: date
    stamp: datetime
    last: date | None = None
    note: str = ""
    place: str = ""
    category: str = ""


def write_ics(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar of whole-day entries, in UTF-8 with lines folded as RFC 5545 asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_MAKER}", "METHOD:PUBLISH", _text("X-WR-CALNAME", name)]
    for entry in entries:
        lines += _event(entry)
    return "\r\n".join([*map(_folded, lines), "END:VCALENDAR", ""]).encode()


def _event(entry: Entry) -> list[str]:
    """The lines of an entry. Written one by one: of 3,000 entries the library's own objects take half a second."""
    # The end is the day after the last one, by the standard.
    end = max(entry.last or entry.first, entry.first) + timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        _text("SUMMARY", entry.title),
        f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"DTSTAMP:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        _text("UID", entry.uid),
    ]
    for key, value in (("CATEGORIES", entry.category), ("DESCRIPTION", entry.note), ("LOCATION", entry.place)):
        if value:
            lines.append(_text(key, value))
    # A day that is due blocks nobody's time.
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _text(key: str, value: str) -> str:
    return f"{key}:{vText(value).to_ical().decode()}"


def _folded(line: str) -> str:
    if 4 * len(line) < _WIDTH or len(line.encode()) < _WIDTH:
        return line
    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded.decode()
