"""What became of it: who is in which body, who left, who does not stand again, offices that were merged."""

from django.db import models
from django.db.models import F, Q

from daihoi.core.personnel.kinds import Arrangement, Departure, Entry, Exit, MergedOffices, Organ, Post, Standing
from daihoi.data.models._choices import choices
from daihoi.data.models.organisations import Organisation
from daihoi.data.models.personnel.people import Person


class Membership(models.Model):
    """A person in a body of their organisation during a term, and the post that they hold in it.

    `to_on`: the first day on which the person is in it no more. `beside`: posts held at once with this one (the
    secretary who is chair of the People's Committee, the cell's secretary who is head of the village), blank between.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships", db_index=False)
    term = models.CharField(max_length=20)
    organ = models.CharField(max_length=12, choices=choices(Organ))
    post = models.CharField(max_length=24, choices=choices(Post), blank=True)
    post_on = models.DateField(null=True, blank=True)  # since when the post, where that is not the day of coming in
    beside = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=12, choices=choices(Standing), blank=True)
    entry = models.CharField(max_length=18, choices=choices(Entry))
    from_on = models.DateField()
    votes = models.IntegerField(null=True, blank=True)
    base = models.IntegerField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)
    village_elected_on = models.DateField(null=True, blank=True)  # head of the village, elected by the people
    to_on = models.DateField(null=True, blank=True)
    exit = models.CharField(max_length=12, choices=choices(Exit), blank=True)
    exit_note = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="membership_where")]
        constraints = [
            models.UniqueConstraint(fields=["person", "term", "organ", "from_on"], name="membership_once"),
            models.UniqueConstraint(
                fields=["organisation", "term", "organ"],
                name="membership_one_secretary",
                condition=Q(post=Post.SECRETARY.value, to_on=None),
            ),
            models.CheckConstraint(
                name="membership_left_how", condition=Q(to_on=None, exit="") | Q(to_on__gte=F("from_on")) & ~Q(exit="")
            ),
            models.CheckConstraint(
                name="membership_post_on",
                condition=Q(post_on=None) | Q(post_on__gte=F("from_on")) & ~Q(post=""),
            ),
            models.CheckConstraint(
                name="membership_votes",
                condition=Q(votes=None) | Q(votes__gte=0) & (Q(base=None) | Q(base__gt=0)),
            ),
        ]


class NotStanding(models.Model):
    """A member who does not stand again: why, and how far arrangement and policy have come."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="departures", db_index=False)
    term = models.CharField(max_length=20)  # for which the person does not stand
    why = models.CharField(max_length=12, choices=choices(Departure))
    arrangement = models.CharField(max_length=10, choices=choices(Arrangement), default=Arrangement.OPEN.value)
    arranged = models.CharField(max_length=300, blank=True)
    policy = models.CharField(max_length=10, choices=choices(Arrangement), default=Arrangement.OPEN.value)
    decision = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "term"], name="not_standing_once")]


class MergedOffice(models.Model):
    """Offices of Party and state that work as one at an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="merged_offices")
    offices = models.CharField(max_length=14, choices=choices(MergedOffices))
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "offices", "from_on"], name="merged_office_once"),
            models.CheckConstraint(name="merged_office_days", condition=Q(to_on=None) | Q(to_on__gt=F("from_on"))),
        ]
