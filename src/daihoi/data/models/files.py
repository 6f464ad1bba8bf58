"""Files that people attached, by content: the same file is kept once, however often it is attached."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """A file's bytes. Its name stands in the row that attaches it, and so does who may see it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(name="file_not_empty", condition=Q(size__gt=0))]
