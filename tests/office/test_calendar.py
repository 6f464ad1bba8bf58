"""Calendars for other programs: read back as any of them would, the same bytes from the same data."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from daihoi.office.calendar import Entry, write_ics

STAMP = datetime(2020, 3, 2, 8, 30, tzinfo=UTC)


def test_a_calendar_reads_back_with_whole_days_that_end_the_day_after() -> None:
    entries = [
        Entry("task-1@x", "Nộp đề án; duyệt, ký", date(2020, 3, 20), STAMP, note="Trạng thái\nChủ trì", place="Chi bộ"),
        Entry("congress-2@x", "Đại hội", date(2020, 5, 5), STAMP, last=date(2020, 5, 6), category="Đại hội"),
    ]

    calendar = Calendar.from_ical(write_ics("Kế hoạch", entries))

    assert (str(calendar["version"]), str(calendar["x-wr-calname"])) == ("2.0", "Kế hoạch")
    read = [
        (str(each["uid"]), str(each["summary"]), each["dtstart"].dt, each["dtend"].dt, each["dtstamp"].dt)
        for each in calendar.walk("VEVENT")
    ]
    assert read == [
        ("task-1@x", "Nộp đề án; duyệt, ký", date(2020, 3, 20), date(2020, 3, 21), STAMP),
        ("congress-2@x", "Đại hội", date(2020, 5, 5), date(2020, 5, 7), STAMP),
    ]
    assert str(calendar.walk("VEVENT")[0]["description"]) == "Trạng thái\nChủ trì"


def test_the_bytes_come_from_the_data_alone_and_lines_are_folded() -> None:
    entries = [Entry("a@x", "Đại hội đại biểu Đảng bộ " * 8, date(2020, 5, 5), STAMP)]
    data = write_ics("x", entries)

    assert data == write_ics("x", entries)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"DTSTART;VALUE=DATE:20200505" in data
    assert b"DTSTAMP:20200302T083000Z" in data


@given(st.text(max_size=80).filter(lambda text: text.isprintable()), st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_any_title_comes_back(title: str, day: date) -> None:
    (event,) = Calendar.from_ical(write_ics("x", [Entry("a@x", title, day, STAMP)])).walk("VEVENT")

    assert (str(event["summary"]), event["dtstart"].dt) == (title, day)


@given(
    st.lists(
        st.builds(
            Entry,
            uid=st.sampled_from(["task-1@x", "congress-2020-2025-12@" + "x" * 60]),
            title=st.text('aạĐ,;\\\n:"', min_size=1, max_size=90),
            first=st.dates(date(2000, 1, 1), date(2080, 1, 1)),
            stamp=st.just(STAMP),
            last=st.none() | st.dates(date(2000, 1, 1), date(2080, 1, 1)),
            note=st.text("aạ,\n", max_size=90),
            place=st.text("aạ", max_size=90),
            category=st.sampled_from(["", "Đại hội"]),
        ),
        max_size=3,
    )
)
def test_the_lines_are_those_that_the_library_writes(entries: list[Entry]) -> None:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//daihoi//daihoi//VI")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Kế hoạch")
    for each in entries:
        event = Event()
        event.add("uid", each.uid)
        event.add("summary", each.title)
        event.add("dtstart", each.first)
        event.add("dtend", max(each.last or each.first, each.first) + timedelta(days=1))
        event.add("dtstamp", each.stamp)
        for key, value in (("categories", [each.category] if each.category else []), ("description", each.note)):
            if value:
                event.add(key, value)
        if each.place:
            event.add("location", each.place)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)

    assert write_ics("Kế hoạch", entries) == calendar.to_ical()
