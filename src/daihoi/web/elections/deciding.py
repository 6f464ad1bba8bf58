"""Recording what people decided on a question that no text answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import Ask, Decision, Question
from daihoi.core.elections.decisions import DECIDERS
from daihoi.core.messages import Severity
from daihoi.queries.elections import ElectionView
from daihoi.web import words
from daihoi.web.elections import words as own
from daihoi.web.elections.forms import Choices, DecideForm
from daihoi.web.elections.frame import found, get_or_post, one_form
from daihoi.web.elections.todo import may_decide
from daihoi.web.templatetags.show import num

# Where a decision of this kind leads back to.
_GOALS = {Ask.SUSPENDED: "election_base", Ask.BALLOTS: "election_round", Ask.QUORUM: "election_round"}


@get_or_post
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The question with its rule, the answers that it allows, who decided, and how."""
    view = found(request, pk)
    question = _asked(request, view)
    if question is None or not may_decide(view, question):
        raise NotHere
    form = DecideForm(request.POST or None, initial=_made(view, question), question=question, names=_names(view))
    allowed = set(DECIDERS[question.ask])
    form.fields["by"].choices = [pair for pair in words.choices(own.DECIDERS) if pair[0] in allowed]

    def act(_data: dict[str, Any]) -> None:
        answer, by, names = form.decided()
        actions.decide(
            actor=request.actor,
            organisation=view.organisation,
            election=pk,
            ask=question.ask,
            answer=answer,
            by=by,
            note=form.cleaned_data["note"],
            round=question.round,
            about=question.about,
            names=names,
        )

    return one_form(
        request,
        view,
        form,
        act,
        title=words.say(own.ASKS, question.ask),
        submit=gettext("Record the decision"),
        goal=_goal(view, question),
        template="elections/decide.html",
        question=question,
    )


def _asked(request: HttpRequest, view: ElectionView) -> Question | None:
    """The question that the address names; `about` may stand several times, or with commas."""
    about = {each for text in request.GET.getlist("about") for each in text.split(",") if each}
    ask, number = request.GET.get("ask", ""), request.GET.get("round", "0") or "0"
    return next(
        (
            one
            for one in view.standing.questions
            if one.ask.value == ask and str(one.round) == number and set(one.about) == about
        ),
        None,
    )


def _made(view: ElectionView, question: Question) -> dict[str, object]:
    """The decision that stands now, where there is one."""
    same = (question.ask, question.round, set(question.about))
    made = [one for one in view.record.decisions if (one.ask, one.round, set(one.about)) == same]
    last: Decision | None = made[-1] if made else None
    if last is None:
        return {"by": DECIDERS[question.ask][0].value}
    return {"answer": last.answer.value, "by": last.by.value, "note": last.note, "names": list(last.names)}


def _names(view: ElectionView) -> Choices:
    """Whoever is not elected, best first, with votes; then those who stood in no ballot yet."""
    gone = {*view.standing.elected, *view.standing.alternates}
    people = [
        one
        for one in view.nominees
        if str(one.id) not in gone and not one.nominee.withdrawn
        if not any(each.severity is Severity.ERROR for each in one.findings)
    ]
    found: list[tuple[int, str, str]] = []
    for one in people:
        person = view.standing.person(str(one.id))
        label = f"{one.nominee.name} ({one.note})" if one.note else one.nominee.name
        if person is not None:
            found.append((person.votes, str(one.id), f"{label}: {_votes(person.votes)}"))
        else:
            found.append((-1, str(one.id), label))
    return [(key, label) for _, key, label in sorted(found, key=lambda each: -each[0])]


def _votes(number: int) -> str:
    return gettext("{votes} votes").format(votes=num(number))


def _goal(view: ElectionView, question: Question) -> str:
    name = _GOALS.get(question.ask, "election")
    if name == "election_round":
        return reverse(name, args=[view.id, question.round])
    return reverse(name, args=[view.id])
