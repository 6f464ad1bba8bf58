"""Reviews after congresses, lessons published from them, who read them, and training."""

from django.db import models
from django.db.models import F, Q

from daihoi.core.subjects import Subject
from daihoi.data.models._choices import choices
from daihoi.data.models.files import StoredFile
from daihoi.data.models.organisations import Organisation


class Review(models.Model):
    """What an organisation, or the level above with it, says of its congress afterwards."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews", db_index=False)
    term = models.CharField(max_length=20)
    reviewed_on = models.DateField()
    went_well = models.TextField(blank=True)
    to_change = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "term"], name="review_once")]


class Shortcoming(models.Model):
    """One shortcoming of a review. `kind`: a key of core.lessons, or one that an organisation added."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="shortcomings")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    text = models.CharField(max_length=1000, blank=True)
    change = models.CharField(max_length=1000, blank=True)  # what to do otherwise


class OwnShortcomingKind(models.Model):
    """A kind of shortcoming that an organisation added to the list for itself and all below it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="shortcoming_kinds")
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=16, choices=choices(Subject))


class Lesson(models.Model):
    """A lesson for organisations below the one that published it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lessons", db_index=False)
    term = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    text = models.TextField()
    subject = models.CharField(max_length=16, choices=choices(Subject))
    kind = models.CharField(max_length=40, blank=True)  # the kind of shortcoming that it answers
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="lessons")
    levels = models.CharField(max_length=80, blank=True)
    units = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="lesson_where")]
        constraints = [
            models.CheckConstraint(name="lesson_withdrawn_why", condition=Q(withdrawn_on=None) | ~Q(withdrawn_note="")),
        ]


class LessonRead(models.Model):
    """An organisation has read a lesson."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="reads", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lessons_read")
    read_on = models.DateField()
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "organisation"], name="lesson_read_once")]


class Training(models.Model):
    """A training session that an organisation holds for those below it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="trainings", db_index=False)
    term = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    levels = models.CharField(max_length=80, blank=True)  # for whom
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # material
    file_name = models.CharField(max_length=200, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.CharField(max_length=300, blank=True)
    entered_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="training_where")]
        constraints = [
            models.CheckConstraint(name="training_dropped_why", condition=Q(dropped_on=None) | ~Q(drop_reason="")),
            models.CheckConstraint(name="training_held_or_dropped", condition=Q(held_on=None) | Q(dropped_on=None)),
        ]


class TrainingAttendance(models.Model):
    """How many of an organisation were expected at a training session, and came. Its own organisation may be one."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendances", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="trained")
    expected = models.IntegerField()
    attended = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "organisation"], name="attendance_once"),
            models.CheckConstraint(
                name="attendance_of_expected",
                condition=Q(expected__gte=0) & (Q(attended=None) | Q(attended__gte=0, attended__lte=F("expected"))),
            ),
        ]
