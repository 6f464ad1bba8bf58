"""All schemes at and below an organisation, each chosen list checked as it is now, whatever became of its versions.

No page shows this: the queue (queries.personnel.queue) shows a version by its locked content. It is for whoever counts
over lists, as cases and measurements do.
"""

from datetime import date

from daihoi.core.access import Actor, Permission
from daihoi.data.tree import last_version
from daihoi.queries.access import require
from daihoi.queries.personnel._below import SchemeCheck, begun_below, checked, forget

__all__ = ["SchemeCheck", "checks_below", "forget"]


def checks_below(*, actor: Actor, organisation: int, term: str, today: date) -> list[SchemeCheck]:
    """Every scheme of the term at and below an organisation, in the order of the tree; three queries, and
    another one for rules that are not as shipped.

    The pool is not asked: who would fill what is lacking stands on the page of a scheme.
    """
    top = last_version(organisation).path
    require(actor, Permission.PERSONNEL_VIEW, top, today)
    return checked(begun_below(top, term), top, term, today)
