"""Briefings (giao ban): agenda from what is open, minutes, and the tasks that follow."""

from django.db import models
from django.db.models import Q

from daihoi.data.models.difficulties import Difficulty
from daihoi.data.models.organisations import Organisation
from daihoi.data.models.tasks import Task


class Briefing(models.Model):
    """A meeting at which the state of the preparation is heard and difficulties are answered."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="briefings", db_index=False)
    term = models.CharField(max_length=20)
    planned_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    scribe = models.CharField(max_length=200, blank=True)
    present = models.TextField(blank=True)  # who came, as the minutes say it
    held_on = models.DateField(null=True, blank=True)
    conclusion = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="briefing_where")]
        constraints = [
            models.CheckConstraint(name="briefing_held_or_dropped", condition=Q(held_on=None) | Q(dropped_on=None)),
        ]


class BriefingPoint(models.Model):
    """A point of the agenda: out of what is open (as it stood when the agenda was made), or added by people."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="points")
    position = models.SmallIntegerField()
    source = models.CharField(max_length=20, blank=True)  # difficulty, task, directive, congress; "": added by people
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    difficulty = models.ForeignKey(Difficulty, models.PROTECT, null=True, related_name="briefed")
    late_task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="briefed")
    said = models.TextField(blank=True)  # discussion and conclusion on this point
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="briefing_point")  # that follows

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "position"], name="briefing_point_position")]
