"""The audit log's rows. No foreign keys: the log never blocks and never follows a deletion."""

from django.db import models


class Event(models.Model):
    """One event; see core.audit for what its hash covers."""

    chain = models.CharField(max_length=40)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    organisation = models.BigIntegerField(null=True)
    path = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["path", "-at"], name="event_below"),
            models.Index(fields=["-at"], name="event_at"),
            models.Index(fields=["event", "seq"], name="event_of_a_kind"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="event_once"),
        ]


class ChainHead(models.Model):
    """The last event of each chain. Writers lock this row, so they queue chain by chain."""

    chain = models.CharField(max_length=40, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
