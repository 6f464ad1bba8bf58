"""Keeping a congress's packed figures true: every write on a congress ends here."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from daihoi.actions.plan._faults import fault_of_day
from daihoi.core.access import Actor, NotHere
from daihoi.core.indicators.congress import CongressFacts
from daihoi.core.messages import Refused
from daihoi.core.text import nfc
from daihoi.data.models import Congress, Mark, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries import clock
from daihoi.queries.plan import facts_of_congress
from daihoi.queries.rules import figurer_of


def congress_of(organisation: int, term: str) -> tuple[Congress, Version]:
    """The congress of an organisation in a term with the organisation's open version; NotHere for none."""
    congress = (
        Congress.objects.select_related("ruleset")
        .defer("figures")
        .filter(organisation_id=organisation, term=term)
        .first()
    )
    version = Version.objects.filter(organisation_id=organisation, valid_to=FAR).first()
    if congress is None or version is None:
        raise NotHere
    return congress, version


def done_of(congress: Congress) -> dict[str, date]:
    return dict(Mark.objects.filter(congress=congress).values_list("milestone", "done_on"))


def store_mark(actor: Actor, congress: Congress, milestone: str, done_on: date, evidence: str) -> None:
    """Mark a milestone; refused on a day on which it cannot have been reached. `refresh` comes after it."""
    if finding := fault_of_day(done_of(congress), milestone, done_on, clock.today()):
        raise Refused(finding)
    Mark.objects.update_or_create(
        congress=congress,
        milestone=milestone,
        defaults={
            "done_on": done_on,
            "evidence": nfc(evidence)[:300],
            "marked_by_name": actor.name,
            "marked_at": timezone.now(),
        },
    )


def refresh(congress: Congress, done: Mapping[str, date] | None = None) -> CongressFacts:
    """Recompute and store the figures from the congress's own rows; saves the congress."""
    facts = facts_of_congress(congress)
    known = done_of(congress) if done is None else done
    congress.figures = figurer_of(congress.ruleset).figures(facts, known)
    congress.save()
    return facts
