"""Tasks of organisations' plans, and the versions of each plan."""

from django.db import models
from django.db.models import Q

from daihoi.core.subjects import Subject
from daihoi.core.tasks import Origin
from daihoi.data.models._choices import choices
from daihoi.data.models.bodies import Body
from daihoi.data.models.directives import DirectiveTask
from daihoi.data.models.organisations import Organisation


class Task(models.Model):
    """Something that an organisation has to do for its congress. Whether it is late is computed, never stored."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks", db_index=False)
    term = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    origin = models.CharField(max_length=10, choices=choices(Origin))
    directive_task = models.ForeignKey(DirectiveTask, models.PROTECT, null=True, related_name="taken")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="tasks")
    responsible = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)  # by what it is shown that it is done
    done_on = models.DateField(null=True, blank=True)
    done_note = models.CharField(max_length=300, blank=True)
    done_by_name = models.CharField(max_length=150, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.CharField(max_length=300, blank=True)
    change_reason = models.CharField(max_length=300, blank=True)  # of the last change after the plan was issued
    entered_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "term"], name="task_where"),
            models.Index(fields=["term", "due_on"], name="task_due", condition=Q(done_on=None, dropped_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "directive_task"],
                name="task_taken_once",
                condition=Q(directive_task__isnull=False),
            ),
            models.CheckConstraint(name="task_dropped_why", condition=Q(dropped_on=None) | ~Q(drop_reason="")),
            models.CheckConstraint(
                name="task_days_in_order",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=models.F("due_on")),
            ),
            models.CheckConstraint(name="task_done_or_dropped", condition=Q(done_on=None) | Q(dropped_on=None)),
        ]


class PlanVersion(models.Model):
    """An organisation's plan as it was issued, with the reason of the change; never overwritten."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_versions")
    term = models.CharField(max_length=20)
    number = models.SmallIntegerField()  # 1, 2, 3 …
    document = models.CharField(max_length=200)  # number of the paper by which it was issued
    issued_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)  # why it was changed; "" for the first
    content = models.TextField()  # flat JSON: the congress's days and every task
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "number"], name="plan_version_once"),
            models.CheckConstraint(name="plan_version_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(name="plan_changed_why", condition=Q(number=1) | ~Q(reason="")),
        ]
