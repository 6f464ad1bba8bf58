"""What comes down to people from the organisations above theirs: papers, answers, lessons, checklists, bodies.

Such a row stands at an organisation above and says to whom below it applies. Whoever may look at an organisation sees
what applies to it or to something below it, and everything that stands at or below their own organisations; nothing of
their neighbours. One policy for all such rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.scope import Scope
from daihoi.data.models import Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.access import below


def at_or_below(actor: Actor, permission: Permission, today: date, organisation: str = "organisation") -> Q:
    """The filter "its organisation stands where the actor has the permission"; `organisation`: the row's foreign key.

    Asks row by row along an index, so that a national reach does not list 295,000 organisations.
    """
    own = Version.objects.filter(below("path", actor, permission, today), organisation=OuterRef(organisation))
    return Q(Exists(own.filter(valid_to=FAR))) | Q(Exists(own.exclude(valid_to=FAR)))


@dataclass(frozen=True)
class Sharing:
    """What an actor's own places are, for what comes down to them. `tops`: (path, kind, unit) of the topmost ones."""

    actor: Actor
    today: date
    tops: tuple[tuple[str, str, str], ...]

    @cached_property
    def above(self) -> frozenset[int]:
        """Ids of the organisations above the actor's own; not those themselves."""
        return frozenset(pk for path, _, _ in self.tops for pk in paths.ids(path)[:-1])

    def rows(self, organisation: str = "organisation") -> Q:
        """The filter of rows that may concern the actor; for those from above ask `reaches` as well."""
        own = at_or_below(self.actor, Permission.VIEW, self.today, organisation)
        return own | Q(**{f"{organisation}_id__in": self.above})

    def own(self, path: str) -> bool:
        """Does this organisation stand where the actor may look at everything?"""
        return any(paths.covers(top, path) for top, _, _ in self.tops)

    def reaches(self, path: str, scope: Scope, places: Sequence[str] = ()) -> bool:
        """May the actor see what stands at `path` and applies to `scope` within `places` (paths; none: all below)?"""
        if self.own(path):
            return True
        return any(
            paths.covers(path, top) and self._within(top, kind, unit, scope, places) for top, kind, unit in self.tops
        )

    @staticmethod
    def _within(top: str, kind: str, unit: str, scope: Scope, places: Sequence[str]) -> bool:
        inside = not places or any(paths.covers(place, top) or paths.covers(top, place) for place in places)
        return inside and scope.may_hold_below(kind, unit)


def sharing(*, actor: Actor, today: date) -> Sharing:
    """The actor's own places; one query."""
    reached = reach(actor, Permission.VIEW, today)
    # The last part of a path is the organisation: what it is today, or was last.
    known = {
        pk: (kind, unit)
        for pk, kind, unit in Version.objects.filter(organisation_id__in=[paths.ids(path)[-1] for path in reached])
        .order_by("valid_from")
        .values_list("organisation_id", "kind", "unit")
    }
    tops = tuple((path, *known[pk]) for path in reached if (pk := paths.ids(path)[-1]) in known)
    return Sharing(actor, today, tops)
