"""The elections of a term, those that wait for people first; and opening one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import elections as actions
from daihoi.core import access
from daihoi.core.access import NotHere, Permission
from daihoi.core.elections import Body, Post
from daihoi.core.messages import N_, Finding, Refused
from daihoi.core.organisations import paths
from daihoi.queries import elections as queries
from daihoi.queries.elections import ElectionLine, OpeningView
from daihoi.queries.rules import terms
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.elections import words as own
from daihoi.web.elections.forms import OpenForm
from daihoi.web.elections.frame import get_or_post
from daihoi.web.paging import page_of

# Groups of the list, in the order in which they wait for people.
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("decide", N_("Something must be decided"), ("deciding",)),
    ("vote", N_("Voting and counting"), ("counting", "comparing", "voting", "due")),
    ("before", N_("Before the vote"), ("adopted", "preparing")),
    ("over", N_("Results released"), ("over",)),
    ("withdrawn", N_("Withdrawn"), ("withdrawn",)),
)


@dataclass(frozen=True)
class Row:
    """An election in the list, and where its next thing is done; "" where this person has nothing to do there."""

    line: ElectionLine
    href: str
    label: str
    key: bool = False  # the keying page of the person's own team


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Also for those who only key ballots: they see what is elected where, and the way to their own screen."""
    actor, today = request.actor, request.today
    seen = any(access.reach(actor, each, today) for each in (Permission.ELECTIONS_VIEW, Permission.ELECTIONS_COUNT))
    if not seen:
        raise NotHere
    choice = asked(request)
    lines = queries.elections(actor=actor, term=choice.term)
    state = request.GET.get("state", "")
    found = [line for line in lines if state in {"", line.state}] if state in own.STATES else lines
    page = page_of(request, len(found))
    shown = _in_groups(found)[page.start : page.stop]
    context = {
        "choice": choice,
        "terms": terms(),
        "state": state if state in own.STATES else "",
        "states": _counted(lines),
        "groups": [(key, gettext(head), rows) for key, head, names in GROUPS if (rows := _rows(shown, names))],
        "page": page,
        "any": bool(lines),
        "open_at": _open_at(request),
    }
    return render(request, "elections/index.html", context)


def _counted(lines: list[ElectionLine]) -> list[tuple[str, str, int]]:
    """(state, word, how many) of every state that occurs."""
    return [
        (state, gettext(word), count)
        for state, word in own.STATES.items()
        if (count := sum(line.state == state for line in lines))
    ]


def _in_groups(lines: list[ElectionLine]) -> list[ElectionLine]:
    order = [state for _, _, states in GROUPS for state in states]
    return sorted(lines, key=lambda line: order.index(line.state))


def _rows(lines: list[ElectionLine], states: tuple[str, ...]) -> list[Row]:
    return [_row(line) for line in lines if line.state in states]


def _row(line: ElectionLine) -> Row:
    if line.team and line.state == "counting" and line.round:
        return Row(line, reverse("election_key", args=[line.id, line.round]), gettext("Key ballots"), key=True)
    if not line.may_view:
        return Row(line, "", "")
    before = line.state in {"preparing", "deciding"}
    if line.state != "over" and not (line.may_prepare if before else line.may_run):
        return Row(line, reverse("election", args=[line.id]), gettext("Look"))
    goal = {
        "adopted": reverse("election_rounds", args=[line.id]),
        "due": reverse("election_rounds", args=[line.id]),
        "over": reverse("election_result", args=[line.id]),
    }.get(line.state, reverse("election", args=[line.id]))
    if line.state in {"voting", "counting", "comparing"}:
        goal = reverse("election_round", args=[line.id, line.round])
    return Row(line, goal, words.say(own.NEXT, line.state))


def _open_at(request: HttpRequest) -> int | None:
    """The one organisation at which the person opens elections, None where there are several or none."""
    at = access.reach(request.actor, Permission.ELECTIONS_PREPARE, request.today)
    return paths.ids(at[0])[-1] if len(at) == 1 else None


@get_or_post
def new(request: HttpRequest, organisation: int) -> HttpResponse:
    """First what is elected, then who elects, its title and its day."""
    choice = asked(request)
    found = queries.opening(actor=request.actor, organisation=organisation, term=choice.term)
    context: dict[str, object] = {
        "opening": found,
        "choice": choice,
        "crumbs": [
            (gettext("Elections"), reverse("elections")),
            (found.place, reverse("organisation", args=[organisation])),
            (gettext("Open an election"), ""),
        ],
    }
    post = next((one for one in found.bodies if one.value == request.GET.get("post")), None)
    if post is None:
        posts = [(one, [words.say(own.BODIES, body) for body in bodies]) for one, bodies in found.bodies.items()]
        return render(request, "elections/new.html", context | {"posts": [pair for pair in posts if pair[1]]})
    return _new(request, found, post, context)


def _new(request: HttpRequest, opening: OpeningView, post: Post, context: dict[str, object]) -> HttpResponse:
    bodies = opening.bodies[post]
    form = OpenForm(
        request.POST or None,
        initial={
            "body": bodies[0].value if bodies else "",
            "title": opening.titles[post],
            "opens_on": opening.planned_on,
        },
        bodies=[(body.value, words.say(own.BODIES, body)) for body in bodies],
    )
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            pk = actions.open_election(
                actor=request.actor,
                organisation=opening.organisation,
                term=opening.term,
                post=post,
                body=Body(data["body"]),
                title=data["title"],
                opens_on=data["opens_on"],
            )
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, gettext("The election is open."))
            return redirect("election", pk)
    shown = {"form": form, "post": post, "findings": findings}
    return render(request, "elections/new.html", context | shown, status=400 if findings or form.errors else 200)
