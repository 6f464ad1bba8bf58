"""Weekly reports: when they are made, and each as it was made and signed."""

from django.db import models
from django.db.models import Q

from daihoi.data.models.organisations import Organisation


class ReportSchedule(models.Model):
    """On which weekday, at which hour an organisation's weekly report is made."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="report_schedule")
    term = models.CharField(max_length=20)
    weekday = models.SmallIntegerField()  # 0: Monday
    hour = models.SmallIntegerField()
    active = models.BooleanField(default=True)
    set_by_name = models.CharField(max_length=150)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schedule_weekday_and_hour", condition=Q(weekday__range=(0, 6), hour__range=(0, 23))
            ),
        ]


class WeeklyReport(models.Model):
    """The report of a week. Its figures are those of the indicators as they stood; a signed one stays as it is."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="weekly_reports", db_index=False)
    term = models.CharField(max_length=20)
    week_to = models.DateField()  # the last day that it tells of
    content = models.TextField()  # flat JSON: figures by indicator, lists by section
    words = models.TextField(default="{}")  # JSON: what people added, by section
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)
    signed_on = models.DateField(null=True, blank=True)
    signed_by_name = models.CharField(max_length=150, blank=True)
    signer = models.CharField(max_length=200, blank=True)  # who stands below the paper: office and name

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "term", "week_to"], name="weekly_report_once")]
