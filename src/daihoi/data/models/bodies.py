"""Bodies that direct the preparation, their members, and the organisations that they look after."""

from django.db import models
from django.db.models import F, Q

from daihoi.core.bodies import BodyKind, Seat
from daihoi.core.subjects import Subject
from daihoi.data.models._choices import choices
from daihoi.data.models.access import User
from daihoi.data.models.organisations import Organisation


class Body(models.Model):
    """A direction committee, sub-committee, working group, member in charge, or delegation of one organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bodies", db_index=False)
    term = models.CharField(max_length=20)
    kind = models.CharField(max_length=14, choices=choices(BodyKind))
    name = models.CharField(max_length=200)
    task = models.TextField(blank=True)
    subject = models.CharField(max_length=16, choices=choices(Subject), blank=True)
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    decision = models.CharField(max_length=200, blank=True)  # number and day of the decision that formed it
    formed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)  # the day on which it no longer works
    version = models.SmallIntegerField(default=1)  # a change adds one, so that none is saved over unseen
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="body_where")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "name"], name="body_name_once"),
            models.CheckConstraint(
                name="body_days_in_order", condition=Q(ended_on=None) | Q(formed_on__lte=F("ended_on"))
            ),
        ]


class BodyMember(models.Model):
    """Somebody in a body. `user`: their account, where they have one."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=200, blank=True)  # what they are otherwise
    seat = models.CharField(max_length=10, choices=choices(Seat))
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="seats")
    position = models.SmallIntegerField(default=0)


class Coverage(models.Model):
    """An organisation that a body looks after, with all below it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="covered")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="covered_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "organisation"], name="coverage_once")]
