"""What a membership of a body, a departure and merged offices may say: facts that cannot be right are refused.

Source: rulebook P-012, E-112, E-114, 5; quang-ninh-2020 (heads of villages).
"""

from dataclasses import dataclass
from datetime import date

from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.facts import past_day, words
from daihoi.core.personnel.kinds import (
    DEPUTIES,
    PARTY_POSTS,
    Arrangement,
    Departure,
    Entry,
    Exit,
    Organ,
    Post,
    Standing,
)

# In which body a post of the Party is held; the committee's heads are heads of its standing committee as well.
ORGAN_OF: dict[Post, Organ] = {
    Post.SECRETARY: Organ.COMMITTEE,
    **dict.fromkeys(DEPUTIES, Organ.COMMITTEE),
    Post.INSPECTION_CHAIR: Organ.INSPECTION,
    Post.INSPECTION_DEPUTY: Organ.INSPECTION,
}
BESIDE = tuple(post for post in Post if post not in PARTY_POSTS)


@dataclass(frozen=True)
class MemberFacts:
    """How somebody is in a body. `post_on`: since when the post, where that is later than `from_on`.

    `votes` of `base` (E-081–E-083), where there was an election. `village_on`: elected head of the village.
    """

    organ: Organ
    entry: Entry
    from_on: date
    standing: Standing | None = None
    post: Post | None = None
    post_on: date | None = None
    beside: frozenset[Post] = frozenset()
    votes: int | None = None
    base: int | None = None
    decision: str = ""
    village_on: date | None = None


def stored(facts: MemberFacts, today: date) -> dict[str, object]:
    """The values of a row; Refused for what cannot be right."""
    past_day(facts.from_on, today)
    _post(facts, today)
    if facts.village_on is not None and Post.VILLAGE_HEAD not in facts.beside:
        text = N_("A day on which the people elected the head of the village belongs to somebody who is its head.")
        raise refuse("no_village_head", text)
    past_day(facts.village_on, today)
    if facts.base is not None and facts.base < 1:
        raise refuse("base_none", N_("Votes are counted of at least 1. Correct the number from which half is counted."))
    if facts.votes is not None and facts.votes < 0:
        raise refuse("votes_negative", N_("Votes cannot be below 0."))
    if facts.votes is not None and facts.base is not None and facts.votes > facts.base:
        text = N_("{votes} votes are more than the {base} from whom half is counted.")
        raise refuse("too_many_votes", text, votes=facts.votes, base=facts.base)
    return {
        "organ": facts.organ.value,
        "entry": facts.entry.value,
        "from_on": facts.from_on,
        "standing": str(facts.standing or ""),
        "post": str(facts.post or ""),
        "post_on": facts.post_on if facts.post_on != facts.from_on else None,
        "beside": " ".join(post for post in BESIDE if post in facts.beside),
        "votes": facts.votes,
        "base": facts.base,
        "decision": words(facts.decision, 200),
        "village_elected_on": facts.village_on,
    }


def _post(facts: MemberFacts, today: date) -> None:
    if facts.post is not None and ORGAN_OF.get(facts.post) is not facts.organ:
        text = N_(
            "The secretary and deputies are entered in the committee, the chair and deputy chairs of the inspection "
            "committee in that; other posts stand beside."
        )
        raise refuse("post_elsewhere", text)
    if facts.entry is Entry.ELECTED_DIRECTLY and facts.post is not Post.SECRETARY:
        raise refuse("not_secretary", N_("Elected directly by the congress is the secretary alone."))
    if facts.post_on is not None:
        if facts.post is None:
            raise refuse("day_without_post", N_("There is a day for the post, but no post. Choose the post."))
        if facts.post_on < facts.from_on:
            raise refuse("post_too_early", N_("Nobody has a post in a body before being in it."))
        past_day(facts.post_on, today)
    if facts.beside & PARTY_POSTS:
        raise refuse("post_not_beside", N_("A post of the Party is held in the body itself, not beside it."))


def left(from_on: date, to_on: date, exit: Exit, note: str, today: date) -> dict[str, object]:
    """The values of a row for somebody who is in the body no more from `to_on` on."""
    past_day(to_on, today)
    if to_on < from_on:
        text = N_("Somebody in the body since {day} cannot have left it before that.")
        raise refuse("left_too_early", text, day=from_on)
    return {"to_on": to_on, "exit": exit.value, "exit_note": words(note, 300)}


@dataclass(frozen=True)
class DepartureFacts:
    """What becomes of somebody who does not stand again. `from_on`: when the decision takes effect, maybe later."""

    why: Departure
    arrangement: Arrangement = Arrangement.OPEN
    arranged: str = ""
    policy: Arrangement = Arrangement.OPEN
    decision: str = ""
    from_on: date | None = None


def stored_departure(facts: DepartureFacts) -> dict[str, object]:
    """The values of a row; Refused for a decision that is nowhere written."""
    values: dict[str, object] = {
        "why": facts.why.value,
        "arrangement": facts.arrangement.value,
        "arranged": words(facts.arranged, 300),
        "policy": facts.policy.value,
        "decision": words(facts.decision, 200),
        "from_on": facts.from_on,
    }
    if {facts.arrangement, facts.policy} & {Arrangement.DECIDED, Arrangement.SETTLED} and not values["decision"]:
        raise refuse("no_decision", N_("What is decided has a decision: give its number and day."))
    return values
