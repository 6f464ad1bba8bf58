"""What somebody has to do because of reviews, lessons and training."""

from datetime import date

from daihoi.core.access import Actor, Permission, reach
from daihoi.core.organisations import paths
from daihoi.core.scope import scope_of
from daihoi.core.waiting import Waiting
from daihoi.data.models import Lesson, LessonRead, Mark, Review, Training
from daihoi.queries import organisations
from daihoi.queries.access import below

MOST = 50


def waiting(*, actor: Actor, term: str, today: date, most: int = MOST) -> list[Waiting]:
    """Pilots held without a review, lessons that the actor's own organisations have not read, and training of theirs
    that is due today, overdue, or held with nobody counted. At most `most` of each; five queries at most.

    Pilots of the whole reach: the level above may write the review too. The rest only of the actor's topmost places.
    """
    if not reach(actor, Permission.LESSONS_EDIT, today):
        return []
    homes = organisations.homes(actor=actor, permission=Permission.LESSONS_EDIT, today=today)
    return [
        *_pilots(actor, term, today, most),
        *_unread(homes, term, today, most),
        *_training([card.id for card in homes], term, today, most),
    ]


def _pilots(actor: Actor, term: str, today: date, most: int) -> list[Waiting]:
    within = below("congress__organisation__versions__path", actor, Permission.LESSONS_EDIT, today)
    held = (
        Mark.objects.filter(within, congress__term=term, congress__pilot=True, milestone="held", done_on__lte=today)
        .exclude(congress__organisation__in=Review.objects.filter(term=term).values("organisation"))
        .order_by("done_on", "congress__organisation_id")
        .values_list("congress__organisation_id", "done_on")
        .distinct()[:most]
    )
    rows = list(held)
    names = organisations.last_names(actor=actor, pks=[pk for pk, _ in rows])
    return [Waiting("lessons.review", pk, pk, names[pk], since=on) for pk, on in rows if pk in names]


def _unread(homes: list[organisations.OrganisationCard], term: str, today: date, most: int) -> list[Waiting]:
    above = {pk for card in homes for pk in paths.ids(card.path)[:-1]}
    rows = Lesson.objects.filter(
        organisation_id__in=above, term=term, published_on__lte=today, withdrawn_on=None
    ).order_by("published_on", "pk")
    found = list(rows.values_list("pk", "title", "organisation_id", "levels", "units", "published_on"))
    read = set(
        LessonRead.objects.filter(
            organisation_id__in=[card.id for card in homes], lesson_id__in=[row[0] for row in found]
        ).values_list("lesson_id", "organisation_id")
    )
    return [
        Waiting("lessons.unread", pk, card.id, title, since=on)
        for pk, title, organisation, levels, units, on in found
        for card in homes
        if organisation in paths.ids(card.path)[:-1]
        and scope_of(levels, units).holds(card.kind, card.unit)
        and (pk, card.id) not in read
    ][:most]


def _training(homes: list[int], term: str, today: date, most: int) -> list[Waiting]:
    rows = Training.objects.filter(term=term, organisation_id__in=homes, dropped_on=None)
    planned = rows.filter(held_on=None, planned_on__lte=today).order_by("planned_on", "pk")[:most]
    counted = rows.filter(attendances__attended__isnull=False).values("pk")
    uncounted = rows.filter(held_on__lte=today).exclude(pk__in=counted).order_by("held_on", "pk")[:most]
    return [
        *(
            Waiting("lessons.training", row.pk, row.organisation_id, row.title, due_on=row.planned_on)
            for row in planned
        ),
        *(
            Waiting("lessons.attendance", row.pk, row.organisation_id, row.title, since=row.held_on)
            for row in uncounted
        ),
    ]
