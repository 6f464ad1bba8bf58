"""Difficulties, the way that each took, and answers that were published to all below."""

from django.db import models
from django.db.models import F, Q

from daihoi.core.difficulties import DifficultyState, Step
from daihoi.core.subjects import Subject
from daihoi.data.models._choices import choices
from daihoi.data.models.access import User
from daihoi.data.models.organisations import Organisation
from daihoi.data.models.supervision import VisitFinding


class Difficulty(models.Model):
    """A difficulty of one organisation. `at`: the organisation that has to answer it now."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="difficulties", db_index=False)
    term = models.CharField(max_length=20)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    finding = models.ForeignKey(VisitFinding, models.PROTECT, null=True, related_name="difficulties")
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    raised_by_name = models.CharField(max_length=150)
    at = models.ForeignKey(Organisation, models.PROTECT, related_name="difficulties_to_answer", db_index=False)
    lies_since = models.DateField()
    due_on = models.DateField(null=True, blank=True)  # by the time that the organisation set itself
    state = models.CharField(max_length=12, choices=choices(DifficultyState))
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    answer = models.TextField(blank=True)
    article = models.CharField(max_length=300, blank=True)  # on what the answer rests
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    answered_by_name = models.CharField(max_length=150, blank=True)
    grams = models.BinaryField()  # derived: what it is found by while others type, core.likeness

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "term"], name="difficulty_where"),
            models.Index(fields=["at", "term"], name="difficulty_open_at", condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(
                name="difficulty_answered",
                condition=~Q(state="answered") | Q(answered_on__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="difficulty_joined",
                condition=Q(state="joined", joined_to__isnull=False) | ~Q(state="joined") & Q(joined_to=None),
            ),
            models.CheckConstraint(
                name="difficulty_not_to_itself", condition=Q(joined_to=None) | ~Q(joined_to=F("id"))
            ),
        ]


class DifficultyStep(models.Model):
    """What happened to a difficulty, in order."""

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12, choices=choices(Step))
    at = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=150)


class PublishedAnswer(models.Model):
    """A question with its answer and article, for organisations below the one that published it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="answers", db_index=False)
    term = models.CharField(max_length=20)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    question = models.CharField(max_length=500)
    answer = models.TextField()
    article = models.CharField(max_length=300, blank=True)
    difficulty = models.ForeignKey(Difficulty, models.PROTECT, null=True, related_name="published")
    levels = models.CharField(max_length=80, blank=True)
    units = models.CharField(max_length=200, blank=True)
    published_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_note = models.CharField(max_length=300, blank=True)
    grams = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="answer_where")]
        constraints = [
            models.CheckConstraint(name="answer_withdrawn_why", condition=Q(withdrawn_on=None) | ~Q(withdrawn_note="")),
        ]


class Answerer(models.Model):
    """Who answers for a subject at an organisation, and within how many working days; its own arrangement."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="answerers")
    subject = models.CharField(max_length=16, choices=choices(Subject), blank=True)  # "": whatever is not named
    name = models.CharField(max_length=200)  # the board, office or person
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="answers_for")
    working_days = models.SmallIntegerField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "subject"], name="answerer_once"),
            models.CheckConstraint(
                name="answerer_days_positive", condition=Q(working_days=None) | Q(working_days__gt=0)
            ),
        ]
