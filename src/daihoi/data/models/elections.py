"""Rows of elections. Results are never stored: core.elections.standing computes them from these.

Readings and settlements hold what was seen on paper. None of them names a voter, and slips are numbered after the
box was opened, so no row leads from a ballot to a person.
"""

from django.db import models
from django.db.models import Q

from daihoi.core.elections import Body, Post, Purpose, Threshold
from daihoi.core.elections.decisions import Answer, Ask, Decider
from daihoi.core.elections.ledger import Stock
from daihoi.core.elections.nominees import Capacity, Origin
from daihoi.data.models._choices import choices
from daihoi.data.models.access import User
from daihoi.data.models.personnel import Person, SchemeVersion
from daihoi.data.models.plan import Congress, Ruleset


class Election(models.Model):
    """An election of a congress, or of the first meeting of the committee that it elected."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="elections")
    post = models.CharField(max_length=24, choices=choices(Post))
    body = models.CharField(max_length=24, choices=choices(Body))
    title = models.CharField(max_length=200)  # what stands on the ballot after "bầu"
    seats = models.SmallIntegerField(null=True, blank=True)  # None: the number is not decided yet
    alternates = models.SmallIntegerField(default=0)
    summoned = models.IntegerField(null=True, blank=True)
    attending = models.IntegerField(null=True, blank=True)  # for the support of floor nominees
    opens_on = models.DateField(null=True, blank=True)
    tones = models.CharField(max_length=12, default="dictionary")  # order of tones in the list: or "school"
    rounding = models.CharField(max_length=12, default="half_up")  # of percentages, for showing: or "truncate"
    adopted_at = models.DateTimeField(null=True, blank=True)  # the list is final from then on
    # What the congress was when the first round opened: later guidance, plans and reforms change no election.
    ruleset = models.ForeignKey(Ruleset, models.PROTECT, null=True, related_name="elections")
    kind = models.CharField(max_length=24, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    contents = models.SmallIntegerField(null=True, blank=True)
    case = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=10, blank=True)
    ordinal = models.SmallIntegerField(null=True, blank=True)
    withdrawn = models.CharField(max_length=300, blank=True)  # why it is not held after all
    scheme = models.ForeignKey(SchemeVersion, models.PROTECT, null=True, related_name="elections")  # its list was taken
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(name="election_seats_positive", condition=Q(seats=None) | Q(seats__gt=0)),
            models.CheckConstraint(name="election_alternates_not_negative", condition=Q(alternates__gte=0)),
            models.CheckConstraint(name="election_summoned_positive", condition=Q(summoned=None) | Q(summoned__gt=0)),
            models.CheckConstraint(
                name="election_list_needs_its_number",
                condition=Q(adopted_at=None) | Q(seats__isnull=False, summoned__isnull=False),
            ),
        ]


class Nominee(models.Model):
    """Somebody put forward. `position`: place on the adopted list, counted from 1; None: not on it."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="nominees")
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)  # what tells namesakes apart on the ballot
    born_year = models.SmallIntegerField(null=True, blank=True)
    born_month = models.SmallIntegerField(null=True, blank=True)
    post = models.CharField(max_length=200, blank=True)  # present post and unit
    party_since = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=12, choices=choices(Origin))
    capacity = models.CharField(max_length=12, choices=choices(Capacity))
    by = models.CharField(max_length=12, choices=choices(Capacity), blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    consent = models.BooleanField(null=True, blank=True)
    dossier_on = models.DateField(null=True, blank=True)
    dossier = models.CharField(max_length=200, blank=True)  # words of the pack, blank between
    asks_to_withdraw = models.BooleanField(default=False)
    withdrawn = models.BooleanField(null=True, blank=True)
    support = models.IntegerField(null=True, blank=True)
    position = models.SmallIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="nominations")  # of the scheme taken

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "position"], name="nominee_position_once", condition=Q(position__isnull=False)
            ),
            models.CheckConstraint(name="nominee_support_not_negative", condition=Q(support=None) | Q(support__gte=0)),
            models.CheckConstraint(
                name="nominee_born",
                condition=Q(born_month=None) | Q(born_month__range=(1, 12), born_year__isnull=False),
            ),
        ]


class Exclusion(models.Model):
    """A named person on the list of exclusions from the base, or noted as staying in."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="exclusions")
    person = models.CharField(max_length=120)
    reason = models.CharField(max_length=20)
    attended = models.BooleanField(default=False)


class StepDone(models.Model):
    """A step of the election that somebody recorded."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=24)
    done_at = models.DateTimeField()
    votes_for = models.IntegerField(null=True, blank=True)
    votes_against = models.IntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "key"], name="step_once")]


class ElectionDecision(models.Model):
    """What people decided on a question. A later one on the same question takes its place; none is deleted."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="decisions")
    ask = models.CharField(max_length=20, choices=choices(Ask))
    answer = models.CharField(max_length=24, choices=choices(Answer))
    round = models.SmallIntegerField(default=0)
    about = models.TextField(default="[]")
    names = models.TextField(default="[]")
    by = models.CharField(max_length=24, choices=choices(Decider))
    note = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)


class CountingMember(models.Model):
    """A member of the counting committee; with an account where they work on a screen. `team`: 1, 2, or 0 for none."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="counters")
    name = models.CharField(max_length=120)
    head = models.BooleanField(default=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="counting")
    team = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election"], name="counting_head_once", condition=Q(head=True)),
            models.UniqueConstraint(fields=["election", "user"], name="counter_once", condition=Q(user__isnull=False)),
            models.CheckConstraint(name="counter_team", condition=Q(team__in=[0, 1, 2])),
        ]


class BallotRound(models.Model):
    """One round of voting. `keys`: ids of nominees in ballot order, JSON. The layout is the sheet as printed."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="rounds")
    number = models.SmallIntegerField()
    keys = models.TextField()
    seats = models.SmallIntegerField()
    alternates = models.SmallIntegerField(default=0)
    allowed = models.SmallIntegerField()
    purpose = models.CharField(max_length=10, choices=choices(Purpose))
    threshold = models.CharField(max_length=10, choices=choices(Threshold))
    present = models.IntegerField(null=True, blank=True)
    layout = models.TextField(blank=True)
    layout_sha256 = models.CharField(max_length=64, blank=True)
    committee = models.TextField(default="[]")  # who counted it: [name, head, team] each, JSON
    salt = models.CharField(max_length=64)  # keeps digests of readings in the log from telling the reading
    opened_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)  # the box was checked and sealed
    compared_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by_name = models.CharField(max_length=150, blank=True)
    annulled = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="round_once"),
            models.CheckConstraint(name="round_allowed", condition=Q(allowed__gt=0)),
            models.CheckConstraint(name="round_seats", condition=Q(seats__gt=0) | Q(alternates__gt=0)),
            models.CheckConstraint(
                name="round_not_released_and_annulled", condition=Q(released_at=None) | Q(annulled="")
            ),
        ]


class StockEntry(models.Model):
    """An event of the ledger of ballots, in sheets; negative with a reason puts an earlier one right."""

    round = models.ForeignKey(BallotRound, models.CASCADE, related_name="stock")
    kind = models.CharField(max_length=12, choices=choices(Stock))
    number = models.IntegerField()
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(name="stock_correction_has_reason", condition=Q(number__gt=0) | ~Q(reason="")),
        ]


class Count(models.Model):
    """One of the two independent counts of a round. `source`: where its ballots come from."""

    round = models.ForeignKey(BallotRound, models.CASCADE, related_name="counts")
    number = models.SmallIntegerField()
    source = models.CharField(max_length=12, default="keyed")  # a scanner's readings come in beside it
    done_at = models.DateTimeField(null=True, blank=True)
    done_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="count_once"),
            models.CheckConstraint(name="count_number", condition=Q(number__in=[1, 2])),
        ]


class ReadBallot(models.Model):
    """A ballot as one count read it. `version` rises when the team reads it again before the count is done."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="ballots")
    slip = models.IntegerField()
    marks = models.CharField(max_length=200)
    flags = models.CharField(max_length=120, blank=True)
    milliseconds = models.IntegerField(null=True, blank=True)
    version = models.SmallIntegerField(default=1)
    read_at = models.DateTimeField()
    read_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["count", "slip"], name="ballot_once_a_count"),
            models.CheckConstraint(name="ballot_slip", condition=Q(slip__gt=0)),
        ]


class Draft(models.Model):
    """A ballot that somebody is keying: each key is kept, so that a power cut loses no more than one."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    slip = models.IntegerField()
    marks = models.CharField(max_length=200, blank=True)
    flags = models.CharField(max_length=120, blank=True)
    serial = models.BigIntegerField(default=0)  # of the key on the page: a key that arrives late changes nothing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "user"], name="draft_once")]


class SettledBallot(models.Model):
    """What a third person found with the paper in hand. `conclusion`: valid or not, by the committee; None: its marks
    say it."""

    round = models.ForeignKey(BallotRound, models.CASCADE, related_name="settled")
    slip = models.IntegerField()
    marks = models.CharField(max_length=200)
    flags = models.CharField(max_length=120, blank=True)
    conclusion = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "slip"], name="settled_once")]
