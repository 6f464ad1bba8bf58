"""The board and its records as sheets for the office."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from daihoi.core.indicators import CATALOGUE
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries.indicators import Figure, Record
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import Asked
from daihoi.web.board import present
from daihoi.web.templatetags.show import day, kind_name


def heading(card: OrganisationCard, choice: Asked, title: str) -> tuple[str, ...]:
    asked = gettext("Term {term}, as of {day}").format(term=choice.term, day=day(choice.as_of))
    return (card.name, title, asked)


def board(
    card: OrganisationCard,
    choice: Asked,
    cards: Mapping[int, OrganisationCard],
    rows: Mapping[int, Mapping[str, Figure]],
    total: Mapping[str, Figure],
) -> bytes:
    """One row a subordinate unit, a column a figure, the whole in the last row."""
    names = [name for name, _, _ in present.COLUMNS]
    columns = (
        Column(gettext("Organisation"), 44, "text"),
        *(Column(gettext(heading), 13, "int") for _, heading, _ in present.COLUMNS),
    )
    body = [
        (cards[pk].name if pk in cards else "", *(figures[name].value for name in names))
        for pk, figures in rows.items()
    ]
    body.append((gettext("Total"), *(total[name].value for name in names)))
    return write_xlsx(
        [
            Sheet(
                title=gettext("Board"),
                heading=heading(card, choice, gettext("State of the congresses")),
                columns=columns,
                rows=body,
            )
        ]
    )


def records(
    card: OrganisationCard,
    choice: Asked,
    name: str,
    found: Sequence[Record],
    cards: Mapping[int, OrganisationCard],
    mark: Sequence[str] = (),
) -> bytes:
    """The records behind a figure, one row each. `mark`: lines above all others."""
    columns = (
        Column(gettext("Code"), 12, "text"),
        Column(gettext("Organisation"), 44, "text"),
        Column(gettext("Under"), 36, "text"),
        Column(gettext("Kind"), 24, "text"),
        Column(gettext("Official members"), 12, "int"),
        Column(gettext("Probationary members"), 12, "int"),
        Column(gettext("Pilot"), 8, "text"),
        Column(gettext("Planned day"), 13, "date"),
        Column(gettext("Opened on"), 13, "date"),
        Column(gettext("Last day"), 13, "date"),
        Column(gettext("Days late"), 10, "int"),
    )
    body = []
    for record in found:
        own, above = cards.get(record.organisation), cards.get(record.parent or 0)
        body.append(
            (
                own.code if own else "",
                own.name if own else "",
                above.name if above else "",
                kind_name(record.kind),
                record.official,
                record.probationary,
                "x" if record.pilot else "",
                record.planned_on,
                record.opened_on,
                record.last_day,
                record.days_late or None,
            )
        )
    title = f"{present.title(name)}: {gettext(CATALOGUE[name].sentence)}"
    lines = (*mark, *heading(card, choice, title))
    return write_xlsx([Sheet(gettext("Records"), columns, body, lines, above="".join(mark))])
