"""Checklists, visits and inspections, what was answered and found there, and what was concluded."""

from django.db import models
from django.db.models import Q

from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, Standing, VisitKind, Weight
from daihoi.data.models._choices import choices
from daihoi.data.models.bodies import Body
from daihoi.data.models.files import StoredFile
from daihoi.data.models.organisations import Organisation
from daihoi.data.models.tasks import Task


class Checklist(models.Model):
    """A template: what is looked at on a visit. It may be used at its organisation and everywhere below."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="checklists")
    term = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    cite = models.CharField(max_length=200, blank=True)  # the paper that asks for it
    retired_on = models.DateField(null=True, blank=True)
    version = models.SmallIntegerField(default=1)  # a change adds one, so that none is saved over unseen
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "term", "name"], name="checklist_name_once")]


class ChecklistPoint(models.Model):
    """One question of a checklist."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="points")
    position = models.SmallIntegerField()
    text = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=choices(Subject))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checklist", "position"], name="checklist_point_position")]


class Visit(models.Model):
    """A visit to or an inspection of one organisation by those above it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="visits", db_index=False)
    term = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=choices(VisitKind))
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="visits")
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="visits_made")  # the level that comes
    visitors = models.CharField(max_length=300, blank=True)
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    agenda = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    concluded_by_name = models.CharField(max_length=150, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.CharField(max_length=300, blank=True)
    entered_on = models.DateField()
    version = models.SmallIntegerField(default=1)  # as of a checklist
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "term"], name="visit_where"),
            models.Index(fields=["term", "planned_on"], name="visit_when"),
        ]
        constraints = [
            models.CheckConstraint(name="visit_dropped_why", condition=Q(dropped_on=None) | ~Q(drop_reason="")),
            models.CheckConstraint(name="visit_held_or_dropped", condition=Q(held_on=None) | Q(dropped_on=None)),
            models.CheckConstraint(
                name="visit_concluded_after", condition=Q(concluded_on=None) | Q(held_on__isnull=False)
            ),
        ]


class VisitPoint(models.Model):
    """A question of one visit, as its checklist had it when the visit was planned."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="points")
    position = models.SmallIntegerField()
    group = models.CharField(max_length=200)  # the checklist's name
    text = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=choices(Subject))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "position"], name="visit_point_position")]


class VisitAnswer(models.Model):
    """An answer as it came in; none is overwritten or deleted. `key`: made on the device, so that none comes twice."""

    point = models.ForeignKey(VisitPoint, models.CASCADE, related_name="answers")
    key = models.UUIDField(unique=True)
    reply = models.CharField(max_length=10, choices=choices(Reply))
    note = models.CharField(max_length=500, blank=True)
    seen = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # what the person saw when answering
    standing = models.CharField(max_length=10, choices=choices(Standing))
    given_at = models.DateTimeField()  # by the device's clock
    stored_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point"], name="answer_one_current", condition=Q(standing="current")),
        ]


class VisitFinding(models.Model):
    """Something found on a visit, in words. `kind`: a key of core.lessons, for shortcomings."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="findings")
    key = models.UUIDField(unique=True)
    point = models.ForeignKey(VisitPoint, models.PROTECT, null=True, related_name="findings")
    weight = models.CharField(max_length=12, choices=choices(Weight))
    subject = models.CharField(max_length=16, choices=choices(Subject))
    kind = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=1000)
    given_at = models.DateTimeField()
    stored_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    struck_reason = models.CharField(max_length=300, blank=True)  # why it is not held up


class VisitFile(models.Model):
    """A picture or paper of a visit. `key`: as of an answer."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="files")
    key = models.UUIDField(unique=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()


class Conclusion(models.Model):
    """What was concluded, as a task of the organisation visited."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="conclusions")
    task = models.OneToOneField(Task, models.PROTECT, related_name="concluded")
