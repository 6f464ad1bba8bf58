"""Words of elections: posts, bodies, states, reasons, and how people came forward, as pages say them."""

from daihoi.core.elections import Body, Post
from daihoi.core.elections.base import REASON_NAMES
from daihoi.core.elections.decisions import ANSWER_NAMES, DECIDER_NAMES, Ask
from daihoi.core.elections.nominees import CAPACITY_NAMES, DOSSIER_NAMES, ORIGIN_NAMES
from daihoi.core.messages import N_

ANSWERS = {str(code): word for code, word in ANSWER_NAMES.items()}
DECIDERS = {str(code): word for code, word in DECIDER_NAMES.items()}
CAPACITIES = {str(code): word for code, word in CAPACITY_NAMES.items()}
ORIGINS = {str(code): word for code, word in ORIGIN_NAMES.items()}
DOSSIER = {str(code): word for code, word in DOSSIER_NAMES.items()}

POSTS: dict[str, str] = {
    Post.COMMITTEE: N_("The committee"),
    Post.STANDING_COMMITTEE: N_("The standing committee"),
    Post.SECRETARY: N_("The secretary"),
    Post.DEPUTY_SECRETARIES: N_("Deputy secretaries"),
    Post.INSPECTION_COMMITTEE: N_("The inspection committee"),
    Post.INSPECTION_CHAIR: N_("The chair of the inspection committee"),
    Post.DELEGATES: N_("Delegates to the congress above"),
    Post.ALTERNATES: N_("Alternate delegates, on a ballot of their own"),
}
BODIES: dict[str, str] = {
    Body.MEMBER_CONGRESS: N_("Congress of all members"),
    Body.DELEGATE_CONGRESS: N_("Congress of delegates"),
    Body.CONFERENCE: N_("Meeting of the committee"),
}
STATES: dict[str, str] = {
    "preparing": N_("Being prepared"),
    "adopted": N_("List adopted"),
    "voting": N_("Voting"),
    "counting": N_("Counting"),
    "comparing": N_("Counts compared"),
    "deciding": N_("To decide"),
    "due": N_("Next ballot due"),
    "over": N_("Result released"),
    "withdrawn": N_("Withdrawn"),
}
# How parts/pill.html colours a state.
LOOKS: dict[str, str] = {
    "preparing": "open",
    "adopted": "note",
    "voting": "due",
    "counting": "due",
    "comparing": "due",
    "deciding": "late",
    "due": "due",
    "over": "done",
    "withdrawn": "off",
}
# What the list of elections says is to be done next.
NEXT: dict[str, str] = {
    "preparing": N_("Prepare"),
    "adopted": N_("Open the ballot"),
    "voting": N_("To the ballot"),
    "counting": N_("To the count"),
    "comparing": N_("Compare and release"),
    "deciding": N_("Record the decision"),
    "due": N_("Open the next ballot"),
    "over": N_("See the result"),
    "withdrawn": N_("Look"),
}
REASONS: dict[str, str] = dict(REASON_NAMES)
ASKS: dict[str, str] = {
    Ask.QUORUM: N_("Fewer than two thirds are present"),
    Ask.SUSPENDED: N_("Suspended members and the base"),
    Ask.VOTES_ALLOWED: N_("How many names a ballot may vote for"),
    Ask.BALLOTS: N_("Ballots of one kind: valid or not"),
    Ask.TIE: N_("Equal votes"),
    Ask.SHORTAGE: N_("Seats not filled"),
}
