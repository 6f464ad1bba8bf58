"""The organisations from which those that a body looks after are chosen: page by page, searched, or from a list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.organisations import paths
from daihoi.core.text import fold, one_line
from daihoi.data.models import Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.access import require

MOST_LINES = 1000


@dataclass(frozen=True)
class Choice:
    """An organisation below. `below`: stands anything under it?"""

    id: int
    code: str
    name: str
    kind: str
    path: str
    below: bool


def choices_below(
    *, actor: Actor, organisation: int, at: int | None, text: str, today: date, start: int, stop: int
) -> tuple[int, list[Choice]]:
    """(how many, those from `start` to before `stop`): directly below `at` (the organisation itself where None), or
    everywhere below the organisation where the text is searched for. Three queries."""
    under = organisation if at is None else at
    known = _present(organisation, under)
    top = known[organisation]
    require(actor, Permission.VIEW, top, today)
    if not paths.covers(top, known[under]):
        raise NotHere
    low, high = paths.span(top)
    rows = Version.objects.filter(valid_to=FAR, path__gt=top, path__gte=low, path__lt=high)
    if words := fold(text):
        rows = rows.filter(Q(folded__contains=words) | Q(organisation__code__istartswith=text.strip()))
    else:
        rows = rows.filter(parent_id=under)
    found = list(
        rows.order_by("path").values_list("organisation_id", "organisation__code", "name", "kind", "path")[start:stop]
    )
    parents = set(
        Version.objects.filter(valid_to=FAR, parent_id__in=[row[0] for row in found]).values_list(
            "parent_id", flat=True
        )
    )
    return rows.count(), [Choice(*row, row[0] in parents) for row in found]


def _present(*pks: int) -> dict[int, str]:
    """The paths of organisations that are there now, by id; NotHere where one is not."""
    found = dict(Version.objects.filter(organisation_id__in=pks, valid_to=FAR).values_list("organisation_id", "path"))
    if len(found) < len(set(pks)):
        raise NotHere
    return found


@dataclass(frozen=True)
class Line:
    """A line of a pasted list and the organisations below that it may mean: one, none, or several."""

    row: int
    text: str
    found: tuple[int, ...]


def listed(*, actor: Actor, organisation: int, lines: Sequence[str], today: date) -> list[Line]:
    """The organisations below that lines of a list name, each by its code or by its name; one query beside the path.

    A line may hold both, as "code – name" or in columns. At most MOST_LINES lines are read.
    """
    top = _present(organisation)[organisation]
    require(actor, Permission.VIEW, top, today)
    asked = [(row, one_line(text.replace("\t", " – "))) for row, text in enumerate(lines, 1)]
    asked = [(row, text) for row, text in asked if text][:MOST_LINES]
    texts = [text for _, text in asked]
    codes = {code for text in texts for code in (text, text.partition(" – ")[0].strip())}
    names = {fold(part) for text in texts for part in (text, *text.split(" – "))} - {""}
    low, high = paths.span(top)
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = defaultdict(list)
    rows = Version.objects.filter(valid_to=FAR, path__gt=top, path__gte=low, path__lt=high)
    # Codes and names apart: each has an index of its own, and together they would have none.
    for wanted in (Q(organisation__code__in=sorted(codes)), Q(folded__in=sorted(names))):
        for pk, code, folded in rows.filter(wanted).values_list("organisation_id", "organisation__code", "folded"):
            by_code[code.lower()] = pk
            if pk not in by_name[folded]:
                by_name[folded].append(pk)
    return [Line(row, text, _meant(text, by_code, by_name)) for row, text in asked]


def _meant(text: str, by_code: dict[str, int], by_name: dict[str, list[int]]) -> tuple[int, ...]:
    for code in (text, text.partition(" – ")[0].strip()):
        if code.lower() in by_code:
            return (by_code[code.lower()],)
    for name in (text, *text.split(" – ")):
        if found := by_name.get(fold(name)):
            return tuple(found)
    return ()
