"""Directives, guidance, plans and other papers; to whom they apply, what they ask, and what became of them where."""

from django.db import models
from django.db.models import F, Q

from daihoi.core.directives import Dissemination, Link, Paper
from daihoi.core.subjects import Subject
from daihoi.data.models._choices import choices
from daihoi.data.models.files import StoredFile
from daihoi.data.models.organisations import Organisation


class Directive(models.Model):
    """A paper that guides organisations. `organisation`: where it was entered, and below which it applies.

    A paper of a level that is not in this installation is entered at the topmost organisation, which is then itself
    one of those to whom it applies (`from_above`).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="directives", db_index=False)
    term = models.CharField(max_length=20)
    paper = models.CharField(max_length=12, choices=choices(Paper))
    number = models.CharField(max_length=60)  # as it stands on the paper: 45-CT/TU
    issued_on = models.DateField()
    issuer = models.CharField(max_length=150)  # as it stands on the paper: Ban Thường vụ Tỉnh ủy
    from_above = models.BooleanField(default=False)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    title = models.CharField(max_length=300)
    folded = models.CharField(max_length=520)  # core.text.fold of number, title and issuer, for searching
    summary = models.TextField(blank=True)  # what is new, in a few sentences
    levels = models.CharField(max_length=80, blank=True)  # core.scope: to whom it applies
    units = models.CharField(max_length=200, blank=True)
    disseminate = models.BooleanField(default=True)
    disseminate_by = models.DateField(null=True, blank=True)
    own_paper_levels = models.CharField(
        max_length=80, blank=True
    )  # who answers with a document of their own; "": nobody
    own_paper_by = models.DateField(null=True, blank=True)
    pack_id = models.CharField(max_length=60, blank=True)  # the rule pack that comes into force with it
    overlay_text = models.TextField(blank=True)  # or the overlay over it
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    revision = models.SmallIntegerField(default=1)  # a change that must be taken in anew adds one
    revised_on = models.DateField(null=True, blank=True)
    revision_note = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_note = models.CharField(max_length=300, blank=True)
    entered_on = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["organisation", "term"], name="directive_where")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number", "issued_on"], name="directive_once"),
            models.CheckConstraint(name="directive_revision_positive", condition=Q(revision__gt=0)),
            models.CheckConstraint(
                name="directive_withdrawn_why", condition=Q(withdrawn_on=None) | ~Q(withdrawn_note="")
            ),
            models.CheckConstraint(name="directive_paper_known", condition=Q(paper__in=[one.value for one in Paper])),
        ]


class DirectivePlace(models.Model):
    """An organisation within which a directive applies; a directive without any applies to all below its own."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "organisation"], name="directive_place_once")]


class DirectiveLink(models.Model):
    """How one directive stands to an earlier one."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="links")
    other = models.ForeignKey(Directive, models.PROTECT, related_name="linked")
    link = models.CharField(max_length=10, choices=choices(Link))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "other", "link"], name="directive_link_once"),
            models.CheckConstraint(name="directive_not_to_itself", condition=~Q(directive=F("other"))),
        ]


class DirectiveTask(models.Model):
    """A task that a directive sets for those to whom it applies; taking it in puts it into their own plan."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="tasks")
    position = models.SmallIntegerField()
    title = models.CharField(max_length=300)
    subject = models.CharField(max_length=16, choices=choices(Subject))
    levels = models.CharField(max_length=80, blank=True)  # "": all to whom the directive applies
    due_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)  # by what it is shown
    withdrawn = models.BooleanField(default=False)  # no longer set; plans that have it keep it until they drop it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "position"], name="directive_task_position")]


class Uptake(models.Model):
    """What one organisation did with one directive."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="uptakes", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="uptakes")
    revision = models.SmallIntegerField(default=0)  # the revision taken in
    taken_in_on = models.DateField(null=True, blank=True)
    taken_in_by_name = models.CharField(max_length=150, blank=True)
    disseminated_on = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=12, choices=choices(Dissemination), blank=True)
    attended = models.IntegerField(null=True, blank=True)
    expected = models.IntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="uptake_once"),
            models.CheckConstraint(
                name="uptake_attended_of_expected",
                condition=Q(attended=None) | Q(expected__isnull=False, attended__gte=0, attended__lte=F("expected")),
            ),
            models.CheckConstraint(
                name="uptake_disseminated_in_a_form", condition=Q(disseminated_on=None) | ~Q(form="")
            ),
        ]
