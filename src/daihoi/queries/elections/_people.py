"""Those put forward in an election, as its pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from daihoi.core.elections import Nominee
from daihoi.core.messages import Finding
from daihoi.data import models
from daihoi.queries.elections._rows import in_order, nominee_of


@dataclass(frozen=True)
class NomineeView:
    """Somebody put forward, with what stands against them. `position`: place on the adopted list, None: not on it."""

    id: int
    nominee: Nominee
    note: str
    post: str
    born_year: int | None
    born_month: int | None
    by_name: str
    position: int | None
    findings: tuple[Finding, ...]


def nominees_of(
    rows: Iterable[models.Nominee], of_nominee: Iterable[tuple[str, tuple[Finding, ...]]]
) -> tuple[NomineeView, ...]:
    """In the order in which they were entered. `of_nominee`: what `proposal_of` found, by key."""
    found = dict(of_nominee)
    return tuple(
        NomineeView(
            id=row.pk,
            nominee=nominee_of(row),
            note=row.note,
            post=row.post,
            born_year=row.born_year,
            born_month=row.born_month,
            by_name=row.by_name,
            position=row.position,
            findings=found.get(str(row.pk), ()),
        )
        for row in in_order(rows)
    )
