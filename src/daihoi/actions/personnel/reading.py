"""Reading personnel records leaves a trace of its own: who opened what, and who took which paper away (ADR 17).

The log tells pages, papers and ids, never a person's name or what was read of them.
"""

from collections.abc import Mapping

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, Permission


@action("personnel.opened", Permission.PERSONNEL_VIEW)
def read(*, actor: Actor, organisation: int, term: str, page: str, ids: Mapping[str, int] | None = None) -> Done[None]:
    """Note that the actor opened a page with personnel records. `page`: the name of its address; `ids`: of what."""
    return Done(None, page, {"term": term, **(ids or {})})


@action("personnel.taken", Permission.PERSONNEL_VIEW)
def take(
    *, actor: Actor, organisation: int, term: str, paper: str, ending: str, ids: Mapping[str, int] | None = None
) -> Done[None]:
    """Note that the actor took a paper or table with personnel records away as a file."""
    return Done(None, paper, {"term": term, "file": ending, **(ids or {})})
