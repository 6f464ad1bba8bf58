"""The dated tree of organisations.

An `Organisation` is an identity: an id and a code that stay. What it is called, of what kind it is and where it
stands are `Version`s, each true from a day until the day before another. `parent` is the truth; `path` is derived
from it by daihoi.data.tree alone and checked by `daihoi verify`.
"""

import json
from collections.abc import Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q

from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models._choices import choices

FAR = date(9999, 12, 31)  # the open end: nothing is true after it


class ChangeKind(models.TextChoices):
    """Why versions began or ended."""

    FOUNDED = "founded"
    CHANGED = "changed"  # name, kind or unit
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    ENDED = "ended"
    IMPORTED = "imported"


class Change(models.Model):
    """One decision (or one imported list) that changed the tree on a day; it can be undone as a whole."""

    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    on_date = models.DateField()
    decision_number = models.CharField(max_length=60, blank=True)
    decision_date = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    at_organisation = models.BigIntegerField(null=True)  # where it was made; no key: it may be undone with its root
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    summary = models.TextField(default="{}")  # counts of what was done, flat JSON
    replaced = models.TextField(default="[]")  # facts of versions that it replaced in place, for undoing
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at_organisation", "-made_at"], name="change_where")]
        constraints = [
            models.CheckConstraint(
                name="change_kind_known", condition=Q(kind__in=[value for value, _ in ChangeKind.choices])
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        if "_remembered" in self.__dict__:
            self.replaced = json.dumps(self.__dict__["_remembered"], ensure_ascii=False)
        super().save(*args, **kwargs)

    def remember(self, *facts: Mapping[str, object]) -> None:
        """Keep what rows said before this change replaced them in place; written when the change is saved."""
        self.__dict__.setdefault("_remembered", json.loads(self.replaced)).extend(facts)


class Organisation(models.Model):
    """An organisation's identity. Its id is one segment of every path that it has."""

    code = models.CharField(max_length=60, unique=True)
    founded_by = models.ForeignKey(Change, models.PROTECT, null=True, related_name="founded")


class Version(models.Model):
    """What an organisation was from `valid_from` until the day before `valid_to`."""

    # Keys that a wider index below begins with need none of their own: a national list enters 295,000 rows at once.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="versions", db_index=False)
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="child_versions", db_index=False)
    path = models.CharField(max_length=60)
    kind = models.CharField(max_length=24, choices=choices(Kind))
    unit = models.CharField(max_length=24, choices=choices(Unit), default=Unit.OTHER.value)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)  # core.text.fold(name), for searching and matching
    valid_from = models.DateField()
    valid_to = models.DateField(default=FAR)
    opened_by = models.ForeignKey(Change, models.PROTECT, null=True, related_name="opened")
    closed_by = models.ForeignKey(Change, models.PROTECT, null=True, related_name="closed", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["path", "valid_to"], name="version_below"),
            models.Index(fields=["parent", "valid_to"], name="version_children"),
            models.Index(fields=["closed_by"], name="version_closed", condition=Q(closed_by__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="version_dates_in_order", condition=Q(valid_from__lt=F("valid_to"))),
            models.CheckConstraint(name="version_kind_known", condition=Q(kind__in=[kind.value for kind in Kind])),
            models.CheckConstraint(name="version_unit_known", condition=Q(unit__in=[unit.value for unit in Unit])),
            models.CheckConstraint(name="version_not_own_parent", condition=~Q(organisation=F("parent"))),
            models.UniqueConstraint(fields=["organisation", "valid_from"], name="version_one_a_day"),
            models.UniqueConstraint(fields=["organisation"], condition=Q(valid_to=FAR), name="version_one_open"),
        ]


class Succession(models.Model):
    """By a change, one organisation took over from another (merger, split, reform)."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="as_predecessor")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="as_successor")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(name="succession_of_another", condition=~Q(predecessor=F("successor"))),
        ]


class MemberCount(models.Model):
    """Members of one organisation on a day, as it reported them: those that no subordinate counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="member_counts", db_index=False)
    on_date = models.DateField()
    official = models.IntegerField()
    probationary = models.IntegerField()
    change = models.ForeignKey(Change, models.PROTECT, null=True, related_name="member_counts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "on_date"], name="members_once_a_day"),
            models.CheckConstraint(name="members_not_negative", condition=Q(official__gte=0, probationary__gte=0)),
        ]
