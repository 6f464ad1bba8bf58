"""Communication as counts, and public opinion as an organisation's own written summary by theme, never a person."""

from django.db import models
from django.db.models import Q

from daihoi.core.outreach import Channel, Theme
from daihoi.data.models._choices import choices
from daihoi.data.models.organisations import Organisation


class OutreachCount(models.Model):
    """How much of one channel an organisation planned for the term, and had done by a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outreach", db_index=False)
    term = models.CharField(max_length=20)
    channel = models.CharField(max_length=12, choices=choices(Channel))
    on_date = models.DateField()
    planned = models.IntegerField(null=True, blank=True)
    done = models.IntegerField()
    note = models.CharField(max_length=300, blank=True)
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "channel", "on_date"], name="outreach_once_a_day"),
            models.CheckConstraint(
                name="outreach_not_negative", condition=Q(done__gte=0) & (Q(planned=None) | Q(planned__gte=0))
            ),
        ]


class Opinion(models.Model):
    """An organisation's summary of what people say on one theme, on a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="opinions", db_index=False)
    term = models.CharField(max_length=20)
    on_date = models.DateField()
    theme = models.CharField(max_length=12, choices=choices(Theme))
    text = models.TextField()
    proposal = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "on_date", "theme"], name="opinion_once_a_day"),
            models.CheckConstraint(name="opinion_says_something", condition=~Q(text="")),
        ]
