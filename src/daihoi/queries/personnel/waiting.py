"""What waits for a person because of personnel work. Titles name organisations and counts, never a person."""

from datetime import date

from django.db.models import F, Max, OuterRef, Q, Subquery

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.personnel.kinds import VersionState
from daihoi.core.waiting import Waiting
from daihoi.data.models import SchemeVersion, Version, VersionDecision
from daihoi.queries.access import below
from daihoi.queries.personnel.dossiers import waiting as people_waiting
from daihoi.queries.personnel.process import steps_waiting


def waiting(*, actor: Actor, term: str, today: date, most: int = 50) -> list[Waiting]:
    """Dossiers and doubles, steps that are open, versions to be appraised, approved or put right. At most ten
    queries; none for whoever has not the right."""
    if not reach(actor, Permission.PERSONNEL_VIEW, today):
        return []
    found = [
        *people_waiting(actor=actor, term=term, today=today, most=most),
        *steps_waiting(actor=actor, term=term, today=today, most=most),
        *_versions_waiting(actor, term, today, most),
    ]
    return found[:most]


def _versions_waiting(actor: Actor, term: str, today: date, most: int) -> list[Waiting]:
    """Versions on which the actor may decide now, and those returned to the actor's organisations; one query.

    Whoever submitted one, or appraised it, does not find it here (core.personnel.approval).
    """
    last = Version.objects.filter(organisation=OuterRef("scheme__organisation")).order_by("-valid_from")
    forwarded = VersionDecision.objects.filter(version=OuterRef("pk"), state=VersionState.FORWARDED.value)
    rows = SchemeVersion.objects.filter(scheme__term=term).annotate(
        path=Subquery(last.values("path")[:1]),
        name=Subquery(last.values("name")[:1]),
        appraised_by=Subquery(forwarded.values("made_by")[:1]),
        newest=Max("scheme__versions__number"),
    )
    me = actor.user_id
    wanted = (
        Q(state=VersionState.SUBMITTED.value)
        & _under(actor, Permission.PERSONNEL_APPRAISE, today)
        & ~Q(submitted_by=me)
        | Q(state=VersionState.FORWARDED.value)
        & _under(actor, Permission.PERSONNEL_APPROVE, today)
        & ~Q(submitted_by=me)
        & (Q(appraised_by=None) | ~Q(appraised_by=me))  # None: put forward by the installation itself
        | Q(state=VersionState.RETURNED.value, number=F("newest"))
        & below("path", actor, Permission.PERSONNEL_EDIT, today)
    )
    shown = rows.filter(wanted).order_by(F("due_on").asc(nulls_last=True), "submitted_on", "pk")
    return [
        Waiting(f"personnel.{state}", pk, at, name, submitted, due)
        for pk, at, state, name, submitted, due in shown.values_list(
            "pk", "scheme__organisation", "state", "name", "submitted_on", "due_on"
        )[:most]
    ]


def _under(actor: Actor, permission: Permission, today: date) -> Q:
    """Below an organisation at which the actor has the right; a root decides on its own."""
    found = Q(pk__in=[])
    for path in reach(actor, permission, today):
        low, high = paths.span(path)
        own = Q() if paths.depth(path) == 1 else ~Q(path=path)
        found |= Q(path__gte=low, path__lt=high) & own
    return found
