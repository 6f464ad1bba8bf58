"""The one thing that an election waits for, and who does it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.elections import Ask, Question
from daihoi.core.messages import Message
from daihoi.queries.elections import ElectionView
from daihoi.queries.elections.rounds import HallElection
from daihoi.web import words
from daihoi.web.elections import words as own


@dataclass(frozen=True)
class Todo:
    """`text`: what it is; `href` and `label`: the button, "" where somebody else does it; `sentence`: why."""

    text: str
    href: str = ""
    label: str = ""
    sentence: Message | None = None
    waits: str = ""
    question: Question | None = None


def decide_url(pk: int, question: Question) -> str:
    """The page on which a decision on this question is recorded."""
    asked = [("ask", question.ask.value), ("round", str(question.round))]
    return f"{reverse('election_decide', args=[pk])}?{urlencode([*asked, *(('about', one) for one in question.about)])}"


def may_decide(view: ElectionView | HallElection, question: Question) -> bool:
    """Ballots of a kind: whoever runs the count; everything else: whoever prepares the election."""
    return view.may_run if question.ask is Ask.BALLOTS else view.may_prepare


def todo(view: ElectionView) -> Todo:
    """What comes next."""
    if view.withdrawn:
        return Todo("")
    if view.state == "counting" and view.team and view.round:
        href = reverse("election_key", args=[view.id, view.round.number])
        return Todo(gettext("Ballots are being counted"), href, gettext("Key ballots"))
    asked = view.standing.open
    if view.state == "preparing" and view.next_step is not None and view.next_step.by_hand:
        asked = ()  # what is asked about the whole election is needed before ballots are printed, not before the list
    if asked:
        one = next((each for each in asked if may_decide(view, each)), asked[0])
        href = decide_url(view.id, one) if may_decide(view, one) else ""
        waits = "" if href else _secretariat() if one.ask is not Ask.BALLOTS else _head()
        return Todo(words.say(own.ASKS, one.ask), href, gettext("Record the decision"), one.message, waits, one)
    if view.state in {"preparing", "adopted"}:
        return _before(view)
    return _vote(view)


def _secretariat() -> str:
    return gettext("The secretariat of the congress does this.")


def _head() -> str:
    return gettext("The head of the counting committee does this.")


def _before(view: ElectionView) -> Todo:
    step = view.next_step
    if step is None or not step.by_hand:
        return _vote(view)
    goal, text, label = _goal(view, step.key, gettext(step.label))
    if not view.may_prepare:
        return Todo(text, waits=_secretariat())
    return Todo(text, goal, label)


def _goal(view: ElectionView, key: str, step: str) -> tuple[str, str, str]:
    """Address, what it is, and the button of a step before the vote."""

    def at(name: str, *more: object) -> str:
        return reverse(name, args=[view.id, *more])

    prepared = any(not one.nominee.from_floor for one in view.nominees)
    open_wish = next(
        (one for one in view.nominees if one.nominee.asks_to_withdraw and one.nominee.withdrawn is None), None
    )
    if key == "number" and not view.seats:
        return at("election_facts"), step, gettext("Enter the number to elect")
    if key == "prepared_list" and not prepared:
        return at("election_nominate"), step, gettext("Enter the prepared list")
    if key == "withdrawals" and open_wish:
        return at("election_withdrawal", open_wish.id), step, gettext("Decide on the withdrawal")
    if key == "list_adopted":
        if not view.seats or not view.summoned:
            return at("election_facts"), step, gettext("Enter the figures")
        if view.proposed.proposal.straw:
            return at("election_straw"), gettext("A straw ballot is due"), gettext("Enter the straw ballot")
        return f"{at('election_list')}#adopt", step, gettext("Adopt the list")
    if key == "counting_committee":
        return at("election_committee"), step, gettext("Enter the counting committee")
    return at("election_step", key), step, gettext("Record this step")


def _vote(view: ElectionView) -> Todo:
    """From the first ballot on; only the head of the counting committee goes on, others look."""
    rounds = reverse("election_rounds", args=[view.id])
    one = reverse("election_round", args=[view.id, view.round.number]) if view.round else rounds
    told = {
        "adopted": (gettext("The ballot can be opened"), rounds, gettext("Open the ballot")),
        "preparing": (gettext("The ballot can be opened"), rounds, gettext("Open the ballot")),
        "voting": (gettext("Ballots are issued and collected"), one, gettext("To the ballot")),
        "counting": (gettext("Ballots are being counted"), one, gettext("To the count")),
        "comparing": (gettext("Both counts are done"), one, gettext("Compare and release")),
        "due": (gettext("A further ballot is due"), rounds, gettext("Open the next ballot")),
    }
    if view.state not in told:
        result = reverse("election_result", args=[view.id])
        return Todo(gettext("The result is released"), result, gettext("See the result"))
    text, href, label = told[view.state]
    return Todo(text, href, label) if view.may_run else Todo(text, waits=_head())
