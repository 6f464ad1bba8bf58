"""The list of kinds of shortcomings that an organisation uses: the house's own, and those that were added above it."""

from collections.abc import Iterable
from dataclasses import dataclass

from daihoi.core.access import Actor
from daihoi.core.lessons import BY_KEY, SHORTCOMINGS
from daihoi.core.organisations import paths
from daihoi.core.subjects import Subject
from daihoi.data.models import OwnShortcomingKind
from daihoi.queries import clock, organisations
from daihoi.queries.sharing import sharing


@dataclass(frozen=True)
class KindName:
    """A kind: its key and name. `own`: an organisation added it, and its name is in that organisation's words;
    otherwise the name is an English sentence of the catalogue. `place`: the organisation that added it."""

    key: str
    name: str
    subject: Subject
    own: bool = False
    place: int | None = None


_HOUSE = {kind.key: KindName(kind.key, kind.name, kind.subject) for kind in SHORTCOMINGS}


def kinds(*, actor: Actor, organisation: int) -> list[KindName]:
    """The kinds that reviews of an organisation may name: the house's, then those added at it or above it."""
    card = organisations.last_card(actor=actor, pk=organisation)
    rows = OwnShortcomingKind.objects.filter(organisation_id__in=paths.ids(card.path)).order_by("pk")
    *house, other = _HOUSE.values()
    return [*house, *(_own(row) for row in rows), other]


def kinds_named(*, actor: Actor, keys: Iterable[str]) -> dict[str, KindName]:
    """Kinds by key, also those that organisations below added; a kind that the actor may not see keeps its key."""
    wanted = set(keys)
    added = wanted - BY_KEY.keys()
    found = {key: _HOUSE[key] for key in wanted & BY_KEY.keys()}
    if added:
        seen = sharing(actor=actor, today=clock.today()).rows()  # kinds come down, as lessons do
        found |= {row.key: _own(row) for row in OwnShortcomingKind.objects.filter(seen, key__in=added)}
    return found | {key: KindName(key, key, Subject.GENERAL, own=True) for key in wanted - found.keys()}


def _own(row: OwnShortcomingKind) -> KindName:
    return KindName(row.key, row.name, Subject(row.subject), own=True, place=row.organisation_id)
