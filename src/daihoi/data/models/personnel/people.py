"""People whom an organisation keeps a record of for personnel work, and what is known of them.

Secret: read only through queries.personnel, which asks for the right and whose readings are logged.
"""

from django.db import models
from django.db.models import F, Q

from daihoi.core.personnel.kinds import Degree, DossierState, Review, Sex, Standing, Theory
from daihoi.data.models._choices import choices
from daihoi.data.models.files import StoredFile
from daihoi.data.models.organisations import Organisation


class Person(models.Model):
    """A person as one organisation keeps them; None and "" are: not known.

    `same_as`: the record that this one was decided to be the same person as. `version` rises with each change, so
    that two people changing a record do not overwrite each other.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people", db_index=False)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)  # core.text.fold(name)
    sex = models.CharField(max_length=8, choices=choices(Sex), blank=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    born_month = models.SmallIntegerField(null=True, blank=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    home = models.CharField(max_length=200, blank=True)  # quê quán
    probationary_on = models.DateField(null=True, blank=True)
    official_on = models.DateField(null=True, blank=True)
    schooling = models.CharField(max_length=20, blank=True)  # giáo dục phổ thông: 12/12
    degree = models.CharField(max_length=12, choices=choices(Degree), blank=True)
    specialism = models.CharField(max_length=200, blank=True)
    science = models.BooleanField(null=True, blank=True)
    theory = models.CharField(max_length=14, choices=choices(Theory), blank=True)
    local = models.BooleanField(null=True, blank=True)
    post = models.CharField(max_length=200, blank=True)  # present post and unit
    note = models.CharField(max_length=500, blank=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="twins")
    version = models.IntegerField(default=1)
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "folded"], name="person_where"),
            models.Index(fields=["folded"], name="person_named"),  # duplicates are sought everywhere
        ]
        constraints = [
            models.CheckConstraint(
                name="person_born", condition=Q(born_month=None) | Q(born_month__range=(1, 12), born_year__isnull=False)
            ),
            models.CheckConstraint(
                name="person_joined_in_order",
                condition=Q(probationary_on=None) | Q(official_on=None) | Q(probationary_on__lte=F("official_on")),
            ),
            models.CheckConstraint(name="person_not_own_twin", condition=~Q(same_as=F("id"))),
        ]


class NotSame(models.Model):
    """Two records that people decided to be two persons; `first` has the smaller id."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    decided_by_name = models.CharField(max_length=150)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(name="not_same_in_order", condition=Q(first__lt=F("second"))),
        ]


class PersonPost(models.Model):
    """A post that a person holds or held."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_post_in_order", condition=Q(from_on=None) | Q(to_on=None) | Q(from_on__lte=F("to_on"))
            ),
        ]


class PoolPlace(models.Model):
    """What a person is in an organisation's succession pool, or a candidate, for in a term (quy hoạch, nguồn)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="places", db_index=False)
    term = models.CharField(max_length=20)
    standing = models.CharField(max_length=12, choices=choices(Standing), blank=True)  # of the committee that ends?
    organs = models.CharField(max_length=80, blank=True)  # core.personnel.Organ, blank between
    posts = models.CharField(max_length=300, blank=True)  # core.personnel.Post, blank between
    decision = models.CharField(max_length=200, blank=True)  # by which the person was put into the pool
    special = models.CharField(max_length=200, blank=True)  # decision by which an age rule does not hold
    councils = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "term"], name="pool_place_once")]


class DossierItem(models.Model):
    """One item of a person's dossier in a term, by the words of the pack."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="dossier", db_index=False)
    term = models.CharField(max_length=20)
    item = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=choices(DossierState))
    on_date = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "term", "item"], name="dossier_item_once"),
            models.CheckConstraint(
                name="dossier_item_has_day", condition=Q(state=DossierState.MISSING.value) | Q(on_date__isnull=False)
            ),
        ]


class PersonReview(models.Model):
    """A conclusion on a person: done or not, by whom, when. What it says is never kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="reviews", db_index=False)
    term = models.CharField(max_length=20)
    review = models.CharField(max_length=20, choices=choices(Review))
    done_by = models.CharField(max_length=200)  # the body or office
    done_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "term", "review"], name="person_review_once")]
