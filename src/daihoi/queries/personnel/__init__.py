"""What personnel work reads. Everything here asks for the right; pages that show it log the reading (ADR 17)."""

from daihoi.queries.personnel.place import PersonnelPlace, personnel_place

__all__ = ["PersonnelPlace", "personnel_place"]
