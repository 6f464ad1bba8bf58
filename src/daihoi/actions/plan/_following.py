"""What a change of the tree does to congresses: one not yet held follows what its organisation has become, and gets
the window that was decided for its new place.

A congress is of the kind that its organisation had on the day when it closed; until then, of the kind that it has.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from daihoi.actions._gate import follow
from daihoi.actions.plan._figures import done_of, refresh
from daihoi.actions.plan._windows import settle, settle_below
from daihoi.core.organisations import paths
from daihoi.data.models import Congress, Succession, Version, WindowDecision
from daihoi.data.models.organisations import FAR


@follow("organisations.changed", "organisations.imported", "organisations.undone")
def follow_kinds(organisation: int, detail: Mapping[str, object]) -> None:
    """Bring the congresses of the organisations that a change touched to the kind and unit that they now have."""
    touched = Q(organisation_id=organisation)
    if change := detail.get("change"):
        touched |= Q(organisation__versions__opened_by_id=change)
    if detail.get("kind") == "imported":  # undone: its versions are gone, so everything below is looked at
        top = Version.objects.filter(organisation_id=organisation).order_by("-valid_from").first()
        low, high = paths.span(top.path if top else "")
        touched |= Q(
            organisation__versions__valid_to=FAR,
            organisation__versions__path__gte=low,
            organisation__versions__path__lt=high,
        )
    rows = Congress.objects.filter(touched).distinct().select_related("ruleset").defer("figures")
    for congress in rows.iterator(chunk_size=500):
        done = done_of(congress)
        version = _version_of(congress.organisation_id, held=done.get("held"))
        if version is not None and (version.kind, version.unit) != (congress.kind, congress.unit):
            congress.kind, congress.unit = version.kind, version.unit
            if "held" not in done:
                settle(congress, version)
            refresh(congress, done)


def _version_of(organisation: int, *, held: date | None) -> Version | None:
    versions = Version.objects.filter(organisation_id=organisation).order_by("-valid_from")
    if held is not None:
        then = versions.filter(valid_from__lte=held, valid_to__gt=held).first()
        return then or versions.last()
    return versions.first()


@follow(
    "organisations.moved",
    "organisations.merged",
    "organisations.split",
    "organisations.imported",
    "organisations.undone",
)
def follow_windows(organisation: int, detail: Mapping[str, object]) -> None:
    """Give the congresses of what was moved the windows that hold where it now stands."""
    terms = WindowDecision.objects.values_list("term", flat=True).distinct()
    for term in terms:
        for top in paths.topmost(_touched(organisation, detail)):
            settle_below(term, top)


def _touched(organisation: int, detail: Mapping[str, object]) -> list[str]:
    """The present paths of what a change moved; all under its root where it was undone, since its rows are gone."""
    change = detail.get("change")
    last = Version.objects.filter(organisation_id=organisation).order_by("-valid_from").first()
    if "by" in detail:
        return [paths.prefixes(last.path)[0]] if last else []
    if not isinstance(change, int):  # a list that changed nothing
        return []
    successors = Succession.objects.filter(change_id=change).values("successor_id")
    moved = Version.objects.filter(Q(opened_by_id=change) | Q(organisation_id__in=successors), valid_to=FAR)
    return [*moved.values_list("path", flat=True), *([last.path] if last else [])]
