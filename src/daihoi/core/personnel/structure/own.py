"""Reasons of the software's own, for lines that no article says in so many words. Inferred, so that they only warn."""

from daihoi.core.messages import N_
from daihoi.core.rules import Certainty, Force, Grounds, Section


def _own(id: str, article: str, note: str) -> Grounds:
    return Grounds(id, (), article, Certainty.INFERRED, Force.HARD, note)


ONE_HOLDER = _own(
    "O-001",
    N_("Reason of the software: the post has one holder"),
    "A committee and its standing committee have one secretary, an inspection committee one chair. Nobody is secretary "
    "and deputy secretary, or chairs the People's Council and the People's Committee: who is put down for both is "
    "asked about.",
)
AS_MANY_AS_PLACES = _own(
    "O-002",
    N_("Reason of the software: as many people as the scheme gives places"),
    "A body whose list needs no surplus, or that is appointed, has at least as many names as places. Those meant to be "
    "elected are as many as the places; where there are more names and nobody is marked as the surplus, it is asked "
    "who that is.",
)
INSIDE = _own(
    "O-003",
    N_("Reason of the software: a standing committee is elected from among the committee"),
    "Where the rules of a term have no article on it (E-010).",
)


def own_manual() -> Section:
    """The reasons as a section of docs/rules.md."""
    rows = [(one.id, one.article, one.certainty.value, one.note) for one in (ONE_HOLDER, AS_MANY_AS_PLACES, INSIDE)]
    return Section("Reasons of the software", ("Id", "Reason", "Certainty", "Note"), rows, ())
