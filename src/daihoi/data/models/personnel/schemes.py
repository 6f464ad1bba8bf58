"""Personnel schemes: numbers, lists in variants, the process, versions submitted and what became of them."""

from django.db import models
from django.db.models import Q

from daihoi.core.personnel.kinds import Group, Leaving, Organ, Secrecy, Standing, VersionState
from daihoi.data.models._choices import choices
from daihoi.data.models.access import User
from daihoi.data.models.organisations import Organisation
from daihoi.data.models.personnel.people import Person


class Scheme(models.Model):
    """The personnel scheme of an organisation for a term. Its rules are those that its congress is pinned to."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="schemes", db_index=False)
    term = models.CharField(max_length=20)
    secrecy = models.CharField(max_length=12, choices=choices(Secrecy), default=Secrecy.SECRET.value)
    reference_on = models.DateField(null=True, blank=True)  # where no rule gives the month from which ages are counted
    version = models.IntegerField(default=1)  # of its numbers, for forms that come late
    begun_at = models.DateTimeField()
    begun_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "term"], name="scheme_once_a_term")]


class SchemeSeats(models.Model):
    """How many a body shall have, how many places stay vacant on purpose, and how many it had."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="seats")
    organ = models.CharField(max_length=12, choices=choices(Organ))
    seats = models.SmallIntegerField()
    vacant = models.SmallIntegerField(default=0)
    vacant_why = models.CharField(max_length=300, blank=True)
    before = models.SmallIntegerField(null=True, blank=True)  # approved for the term that ends

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "organ"], name="scheme_seats_once"),
            models.CheckConstraint(name="scheme_seats_positive", condition=Q(seats__gt=0)),
            models.CheckConstraint(
                name="scheme_vacant_within", condition=Q(vacant__gte=0, vacant__lt=models.F("seats"))
            ),
            models.CheckConstraint(name="scheme_vacant_why", condition=Q(vacant=0) | ~Q(vacant_why="")),
            models.CheckConstraint(name="scheme_before_positive", condition=Q(before=None) | Q(before__gt=0)),
        ]


class Variant(models.Model):
    """One list of a scheme, to be compared with others. The chosen one goes through the process."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="variants")
    name = models.CharField(max_length=80)
    chosen = models.BooleanField(default=False)
    version = models.IntegerField(default=1)  # rises with each change of its list
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="variant_name_once"),
            models.UniqueConstraint(fields=["scheme"], name="variant_chosen_once", condition=Q(chosen=True)),
        ]


class VariantPerson(models.Model):
    """A person on a variant's list."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="people", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="listed")
    standing = models.CharField(max_length=12, choices=choices(Standing), blank=True)
    organs = models.CharField(max_length=80)  # Organ, blank between
    posts = models.CharField(max_length=300, blank=True)  # Post, blank between
    surplus = models.CharField(max_length=80, blank=True)  # those of its organs where beyond the places
    special = models.CharField(max_length=200, blank=True)
    councils = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "person"], name="variant_person_once"),
            models.CheckConstraint(name="variant_person_stands_for", condition=~Q(organs="")),
        ]


class ProcessStep(models.Model):
    """One meeting of the process. A step is open until it is closed; the order is the pack's.

    `run`: 1, or a later run through the steps for whoever came on the list after that. `aside`: why a step that the
    rules know no more counts for nothing, "" for every other.
    """

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="steps")
    group = models.CharField(max_length=12, choices=choices(Group))
    key = models.CharField(max_length=24)  # of core.personnel.process
    run = models.SmallIntegerField(default=1)
    position = models.SmallIntegerField()  # in the order in which the steps were opened, from 1
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=120, blank=True)
    clerk = models.CharField(max_length=120, blank=True)
    summoned = models.IntegerField(null=True, blank=True)
    came = models.IntegerField(null=True, blank=True)
    issued = models.IntegerField(null=True, blank=True)
    collected = models.IntegerField(null=True, blank=True)
    valid = models.IntegerField(null=True, blank=True)
    base = models.CharField(max_length=10, blank=True)  # "summoned" or "present", decided where the rule leaves it open
    base_by = models.CharField(max_length=200, blank=True)  # who decided so
    note = models.CharField(max_length=1000, blank=True)
    version = models.IntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=150, blank=True)
    reopened = models.TextField(blank=True)  # a line each time: day, who, why
    aside = models.CharField(max_length=400, blank=True)  # day, who, why

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "run", "group", "key"], name="process_step_once", condition=Q(aside="")
            ),
            models.UniqueConstraint(fields=["scheme", "position"], name="process_step_position_once"),
            models.UniqueConstraint(fields=["scheme"], name="process_one_step_open", condition=Q(closed_at=None)),
            models.CheckConstraint(
                name="process_step_figures",
                condition=Q(came=None) | Q(summoned=None) | Q(came__lte=models.F("summoned")),
            ),
            models.CheckConstraint(name="process_base_by", condition=Q(base="") | ~Q(base_by="")),
        ]


class StepVote(models.Model):
    """The votes of a person in a step, for one body or post. `passed`: what came out when the step was closed."""

    step = models.ForeignKey(ProcessStep, models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="votes")
    office = models.CharField(max_length=24)  # an Organ or a Post
    votes = models.IntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "person", "office"], name="step_vote_once"),
            models.CheckConstraint(name="step_vote_not_negative", condition=Q(votes=None) | Q(votes__gte=0)),
        ]


class ProcessLeave(models.Model):
    """Somebody who dropped out of the process other than by its votes."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="leaves")
    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    how = models.CharField(max_length=10, choices=choices(Leaving))
    number = models.CharField(max_length=60, blank=True)  # of the decision
    on_date = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "person"], name="process_leave_once"),
            models.CheckConstraint(
                name="process_leave_by_number", condition=Q(how=Leaving.WITHDREW.value) | ~Q(number="")
            ),
        ]


class SchemeVersion(models.Model):
    """A scheme as it was submitted: locked. `content` is canonical JSON (core.personnel.content), `sha256` its hash."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions", db_index=False)
    number = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=choices(VersionState), default=VersionState.SUBMITTED.value)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    above = models.ForeignKey(Organisation, models.PROTECT, related_name="schemes_to_appraise")
    paper = models.CharField(max_length=60, blank=True)  # number of the submission (tờ trình)
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_by_name = models.CharField(max_length=150)
    due_on = models.DateField(null=True, blank=True)  # by when an answer is due; None: nobody and no rule gives a day
    due_by_name = models.CharField(max_length=150, blank=True)  # who set that day; "": a rule

    class Meta:
        indexes = [models.Index(fields=["above", "state"], name="scheme_version_queue")]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once"),
            models.UniqueConstraint(
                fields=["scheme"],
                name="scheme_one_version_on_its_way",
                condition=Q(state__in=[VersionState.SUBMITTED.value, VersionState.FORWARDED.value]),
            ),
        ]


class Remark(models.Model):
    """What people found in the appraisal of a version; machine findings are computed from its content."""

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=1000)
    must = models.BooleanField(default=True)  # has to be put right before approval
    struck = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)


class VersionDecision(models.Model):
    """A step of a version on its way: forwarded, returned or approved, by whom, with what paper."""

    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, choices=choices(VersionState))
    number = models.CharField(max_length=60, blank=True)
    on_date = models.DateField()
    note = models.CharField(max_length=1000, blank=True)
    answers = models.TextField(default="{}")  # what people decided on questions of unverified rules: {code: words}
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "state"], name="version_decision_once"),
            models.CheckConstraint(
                name="version_approved_by_number", condition=~Q(state=VersionState.APPROVED.value) | ~Q(number="")
            ),
            models.CheckConstraint(
                name="version_returned_why", condition=~Q(state=VersionState.RETURNED.value) | ~Q(note="")
            ),
        ]
