"""Calendars for other programs: iCalendar files that Outlook, Thunderbird and telephones read.

Entries are whole days, so that no time zone is needed. Nothing in a file comes from the clock: the same data give the
same bytes, and a program that reads a file again finds its entries by their UIDs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

_MAKER = "-//daihoi//daihoi//VI"


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
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    event.add("summary", entry.title)
    event.add("dtstart", entry.first)
    # The end is the day after the last one, by the standard.
    event.add("dtend", max(entry.last or entry.first, entry.first) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a day that is due blocks nobody's time
    for key, value in (("description", entry.note), ("location", entry.place)):
        if value:
            event.add(key, value)
    if entry.category:
        event.add("categories", [entry.category])
    return event
