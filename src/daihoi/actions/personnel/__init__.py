"""Writes of personnel work, and the log of its reading."""

from daihoi.actions.personnel.reading import read, take

__all__ = ["read", "take"]
