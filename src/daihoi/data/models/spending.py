"""Norms and spending: sums per line in whole đồng, planned and settled, never a single bill."""

from django.db import models
from django.db.models import Q

from daihoi.core.spending import BudgetLine, Per
from daihoi.data.models._choices import choices
from daihoi.data.models.organisations import Organisation


class SpendingNorm(models.Model):
    """The amount of a document for a line, for organisations below the one that entered it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="norms")
    term = models.CharField(max_length=20)
    line = models.CharField(max_length=12, choices=choices(BudgetLine))
    levels = models.CharField(max_length=80, blank=True)
    amount = models.BigIntegerField()
    per = models.CharField(max_length=12, choices=choices(Per))
    document = models.CharField(max_length=200)  # where it stands
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(name="norm_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="norm_has_its_document", condition=~Q(document="")),
        ]


class SpendingLine(models.Model):
    """What an organisation plans to spend on a line, and what was settled."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="spending", db_index=False)
    term = models.CharField(max_length=20)
    line = models.CharField(max_length=12, choices=choices(BudgetLine))
    quantity = models.IntegerField(null=True, blank=True)  # persons, days …: what the norm is multiplied with
    planned = models.BigIntegerField()
    settled = models.BigIntegerField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    entered_on = models.DateField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term", "line"], name="spending_line_once"),
            models.CheckConstraint(
                name="spending_not_negative",
                condition=Q(planned__gte=0)
                & (Q(settled=None) | Q(settled__gte=0))
                & (Q(quantity=None) | Q(quantity__gt=0)),
            ),
            models.CheckConstraint(
                name="spending_settled_on_a_day", condition=Q(settled=None) | Q(settled_on__isnull=False)
            ),
        ]
