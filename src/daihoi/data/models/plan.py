"""Congresses of a term: their plan, the rules that they are pinned to, their milestones, and pilots."""

from django.db import models
from django.db.models import Q

from daihoi.core.organisations.kinds import GRASSROOTS, Kind, Unit
from daihoi.core.plan import Form
from daihoi.core.plan.reasons import Reason
from daihoi.data.models._choices import choices
from daihoi.data.models.organisations import Organisation


class Ruleset(models.Model):
    """A rule pack with its overlay as congresses are pinned to it: the very text, so that it can be recomputed."""

    sha256 = models.CharField(max_length=64, unique=True)
    term = models.CharField(max_length=20)
    pack_id = models.CharField(max_length=60)
    version = models.DateField()
    overlay_id = models.CharField(max_length=60, blank=True)
    pack_text = models.TextField()
    overlay_text = models.TextField(blank=True)


class OverlayFile(models.Model):
    """An overlay of rules that an organisation loaded for its subtree; never overwritten, the newest counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="overlays")
    overlay_id = models.CharField(max_length=60)
    over = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="overlay_once")]


class WindowDecision(models.Model):
    """The days within which congresses below an organisation are held: a frame, or a window moved, with its number."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="windows_decided")
    term = models.CharField(max_length=20)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    reason = models.CharField(max_length=12, choices=choices(Reason))
    note = models.CharField(max_length=300, blank=True)
    levels = models.CharField(max_length=80, blank=True)  # core.scope
    units = models.CharField(max_length=200, blank=True)
    pilots = models.BooleanField(null=True, blank=True)  # pilots alone, the others alone, or both
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="window_days_in_order", condition=Q(first=None) | Q(last=None) | Q(first__lte=models.F("last"))
            ),
            models.CheckConstraint(name="window_says_a_day", condition=Q(first__isnull=False) | Q(last__isnull=False)),
        ]


class WindowPlace(models.Model):
    """An organisation within which a window holds; a decision without any holds for all below its own."""

    window = models.ForeignKey(WindowDecision, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "organisation"], name="window_place_once")]


class Congress(models.Model):
    """The congress of an organisation in a term. States and lateness are computed, never stored."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="congresses", db_index=False)
    term = models.CharField(max_length=20)
    ruleset = models.ForeignKey(Ruleset, models.PROTECT, related_name="congresses")
    kind = models.CharField(max_length=24, choices=choices(Kind))  # what the organisation was when it met, or is now
    unit = models.CharField(max_length=24, choices=choices(Unit))
    form = models.CharField(max_length=10, choices=choices(Form), blank=True)
    pilot = models.BooleanField(default=False)
    contents = models.SmallIntegerField(null=True, blank=True)  # 4, 3 or 2; None: not yet decided
    ordinal = models.SmallIntegerField(null=True, blank=True)  # đại hội lần thứ
    delegates = models.IntegerField(null=True, blank=True)
    case = models.CharField(max_length=40, blank=True)  # a case that people chose among a rule's cases
    decision = models.CharField(max_length=200, blank=True)  # what answers the questions that the rules leave open
    planned_on = models.DateField(null=True, blank=True)
    planned_half_days = models.SmallIntegerField(null=True, blank=True)
    held_half_days = models.SmallIntegerField(null=True, blank=True)  # with the mark "held", its closing day
    window_from = models.DateField(null=True, blank=True)  # a window moved by a decision
    window_to = models.DateField(null=True, blank=True)
    window_decision = models.CharField(max_length=200, blank=True)
    window_by = models.ForeignKey(WindowDecision, models.PROTECT, null=True, related_name="congresses")
    figures = models.BinaryField()  # derived: core.indicators.columns packs what indicators read

    class Meta:
        indexes = [
            models.Index(fields=["term", "organisation"], name="congress_of_term"),
            models.Index(fields=["term"], name="congress_pilots", condition=Q(pilot=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "term"], name="congress_once_a_term"),
            models.CheckConstraint(
                name="congress_contents_known", condition=Q(contents=None) | Q(contents__in=[2, 3, 4])
            ),
            models.CheckConstraint(
                name="congress_planned_days_with_day",
                condition=Q(planned_half_days=None) | Q(planned_on__isnull=False, planned_half_days__gt=0),
            ),
            models.CheckConstraint(
                name="congress_held_days_positive", condition=Q(held_half_days=None) | Q(held_half_days__gt=0)
            ),
            models.CheckConstraint(
                name="congress_window_moved_by_decision",
                condition=Q(window_from=None, window_to=None) | ~Q(window_decision=""),
            ),
        ]


class Mark(models.Model):
    """A milestone reached by a congress: when, and by what it is shown."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="marks")
    milestone = models.CharField(max_length=30)
    done_on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    marked_by_name = models.CharField(max_length=150)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["congress", "milestone"], name="mark_once")]


class PilotQuota(models.Model):
    """How many pilots of which kind the level above asks of one organisation's subtree."""

    term = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pilot_quotas")
    kind = models.CharField(max_length=24, choices=choices(Kind), blank=True)  # "": any grass-roots kind
    number = models.IntegerField()
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "organisation", "kind"], name="pilot_quota_once"),
            models.CheckConstraint(name="pilot_quota_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="pilot_quota_kind",
                condition=Q(kind__in=["", Kind.UPPER.value, *sorted(kind.value for kind in GRASSROOTS)]),
            ),
        ]
        ordering = ["organisation_id", "kind"]
