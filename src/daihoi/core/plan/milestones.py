"""The thirteen milestones of one congress, in their order, from the plan to the archive.

Source: the cascade told by five localities (plan, drafts, comments, scheme appraised before it is approved,
congress approved), rulebook C-040 (opening announced), C-049 (congress approved), E-120, E-121 (reported,
ratified), C-060 (archive).
"""

from dataclasses import dataclass

from daihoi.core.messages import N_
from daihoi.core.rules import MarkedBy


@dataclass(frozen=True)
class Milestone:
    """A milestone: its key, its label and one sentence of meaning (English msgids), and who marks it unless
    the rule pack says otherwise."""

    key: str
    label: str
    meaning: str
    marked_by: MarkedBy


_OWN, _ABOVE = MarkedBy.OWN, MarkedBy.ABOVE

MILESTONES: tuple[Milestone, ...] = (
    Milestone(
        "plan_issued",
        N_("Plan issued"),
        N_("The organisation has issued its plan for the congress, drawn from the plan of the level above."),
        _OWN,
    ),
    Milestone(
        "direction_formed",
        N_("Direction formed"),
        N_("Those who prepare the congress are named: sub-committees or helping groups, and their tasks."),
        _OWN,
    ),
    Milestone(
        "documents_drafted",
        N_("Documents drafted"),
        N_("The political report, the self-review and the resolution are drafted."),
        _OWN,
    ),
    Milestone(
        "comments_gathered",
        N_("Comments gathered"),
        N_("Comments on the drafts have been asked for, summed up, and accepted or answered."),
        _OWN,
    ),
    Milestone(
        "scheme_submitted",
        N_("Personnel scheme submitted"),
        N_("The personnel scheme has gone to the level above."),
        _OWN,
    ),
    Milestone(
        "scheme_appraised",
        N_("Personnel scheme appraised"),
        N_("The organisation board above has appraised the scheme and the process that led to it."),
        _ABOVE,
    ),
    Milestone(
        "scheme_approved",
        N_("Personnel scheme approved"),
        N_("The standing committee above has approved the personnel scheme."),
        _ABOVE,
    ),
    Milestone(
        "congress_approved",
        N_("Congress approved"),
        N_("The level above has approved the preparation of the congress; it may be held."),
        _ABOVE,
    ),
    Milestone(
        "opening_announced",
        N_("Opening announced"),
        N_("The convening committee has announced the opening day to those summoned."),
        _OWN,
    ),
    Milestone(
        "held",
        N_("Holding of the congress"),
        N_("The congress has met and closed."),
        _OWN,
    ),
    Milestone(
        "results_reported",
        N_("Results reported"),
        N_("The new committee has sent the minutes and lists of the elections to the level above."),
        _OWN,
    ),
    Milestone(
        "ratified",
        N_("Results ratified"),
        N_("The level above has ratified the results of the elections."),
        _ABOVE,
    ),
    Milestone(
        "archived",
        N_("Archived"),
        N_("The congress file is complete and lodged in the archive."),
        _OWN,
    ),
)

KEYS: tuple[str, ...] = tuple(milestone.key for milestone in MILESTONES)
