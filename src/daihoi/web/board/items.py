"""The list behind a figure that counts something other than organisations: tasks, visits, papers …"""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.indicators import Records
from daihoi.core.messages import N_
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries.indicators import Item
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.templatetags.show import sentence

# The page on which a record is looked at.
HREFS: dict[Records, str] = {
    Records.PAPERS: "directive",
    Records.UPTAKES: "directive",
    Records.TASKS: "task",
    Records.BODIES: "body",
    Records.VISITS: "visit",
    Records.FINDINGS: "visit",
    Records.DIFFICULTIES: "difficulty",
    Records.ANSWERS: "answer",
    Records.BRIEFINGS: "briefing",
    Records.LESSONS: "lesson",
    Records.READINGS: "lesson",
    Records.TRAININGS: "training",
    Records.ATTENDANCES: "training",
}
# That of the organisation whose records they are.
OF_PLACE: dict[Records, str] = {
    Records.SHORTCOMINGS: "review",
    Records.MEMBERS: "personnel_members",
    Records.LISTED: "personnel_place",
    Records.SCHEMES: "personnel_place",
    Records.NOT_STANDING: "personnel_departures",
}
# The list in which they stand, looked at from that organisation.
AT_PLACE: dict[Records, str] = {
    Records.OUTREACH: "outreach",
    Records.OPINIONS: "opinions",
    Records.SPENDING: "spending",
}

# What the two days and the amount are called, where there are any.
HEADINGS: dict[Records, tuple[str, str, str, str]] = {
    Records.PAPERS: ("", N_("Issued on"), "", ""),
    Records.UPTAKES: (N_("To be disseminated by"), N_("Disseminated on"), N_("Attended"), N_("Expected")),
    Records.TASKS: (N_("Due"), N_("Done on"), "", ""),
    Records.BODIES: ("", N_("Formed on"), "", ""),
    Records.VISITS: (N_("Planned day"), N_("Held on"), "", ""),
    Records.FINDINGS: ("", N_("Concluded on"), "", ""),
    Records.DIFFICULTIES: (N_("Answer due"), N_("Answered on"), "", ""),
    Records.ANSWERS: ("", N_("Published on"), "", ""),
    Records.BRIEFINGS: ("", N_("Held on"), "", ""),
    Records.SHORTCOMINGS: ("", N_("Reviewed on"), "", ""),
    Records.LESSONS: ("", N_("Published on"), "", ""),
    Records.READINGS: (N_("Published on"), N_("Read on"), "", ""),
    Records.TRAININGS: (N_("Planned day"), N_("Held on"), "", ""),
    Records.ATTENDANCES: ("", N_("Held on"), N_("Attended"), N_("Expected")),
    Records.OUTREACH: ("", N_("Counted on"), N_("Done"), N_("Planned")),
    Records.OPINIONS: ("", N_("Written on"), "", ""),
    Records.SPENDING: ("", N_("Settled on"), N_("Settled"), N_("Planned")),
    Records.MEMBERS: ("", N_("In it since"), "", ""),
    Records.LISTED: ("", "", "", ""),
    Records.SCHEMES: (N_("Answer due"), N_("Submitted on"), "", ""),
    Records.NOT_STANDING: ("", "", "", ""),
}


def headings(kind: Records) -> list[str]:
    """The headings of days and amounts in the reader's language; "" where the records have none."""
    return [gettext(text) if text else "" for text in HEADINGS[kind]]


def href(kind: Records, item: Item) -> str:
    """Where the record is looked at; "" where there is no such page. Term and day are those of the page before."""
    if kind in AT_PLACE:
        return f"{reverse(AT_PLACE[kind])}?at={item.organisation}"
    if kind in OF_PLACE:
        return reverse(OF_PLACE[kind], args=[item.organisation])
    return reverse(HREFS[kind], args=[item.shown_by]) if kind in HREFS else ""


def sheet(
    kind: Records,
    heading: tuple[str, ...],
    found: Sequence[Item],
    cards: Mapping[int, OrganisationCard],
    secrecy: str = "",
) -> bytes:
    """All records behind a figure as a sheet. `secrecy`: stands on each printed page."""
    due, done, amount, whole = headings(kind)
    columns = [
        Column(gettext("Code"), 12, "text"),
        Column(gettext("Organisation"), 44, "text"),
        Column(gettext("What"), 60, "text"),
    ]
    given = [(due, "date", "due_on"), (done, "date", "done_on"), (amount, "int", "amount"), (whole, "int", "whole")]
    columns += [Column(title, 14, kind) for title, kind, _ in given if title]
    body = []
    for item in found:
        card = cards.get(item.organisation)
        values = [getattr(item, field) for title, _, field in given if title]
        body.append((card.code if card else "", card.name if card else "", sentence(item.what), *values))
    return write_xlsx([Sheet(gettext("Records"), columns, body, heading, above=secrecy)])
