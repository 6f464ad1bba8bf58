"""Writes on tasks of plans."""

from daihoi.actions.tasks import _taking  # noqa: F401  listens to papers that are taken in
