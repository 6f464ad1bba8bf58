"""The screen of a counting team: its page, each key kept as it is pressed, each ballot entered, and the end.

Answers to the page's script are JSON with a `state`: "ok", "conflict" (somebody of the same team keyed that slip),
"refused" with a sentence, "gone" (no longer in a team), "other" (somebody else is signed in here now).
"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import BUNDLE, Flag, Style
from daihoi.core.elections.marks import ALPHABET
from daihoi.core.messages import Finding, Refused
from daihoi.queries.elections import KeyingView, keying
from daihoi.queries.elections.rounds import place_of_work
from daihoi.web.asked import whole_number
from daihoi.web.elections.frame import get_or_post
from daihoi.web.elections.hall_forms import FLAGS, mark_words

LARGEST = 16_384  # bytes of one request; a ballot of a hundred names has less than one thousand
FLAG_KEYS: dict[Flag, str] = dict(zip(FLAGS, "QWEASD", strict=True))  # under the left hand, in two rows as they lie


@get_or_post
def key(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The team's page; POST finishes the count or takes out a slip beyond those collected."""
    view = keying(actor=request.actor, pk=pk, round=number)
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            return _act(request, view)
        except Refused as refused:
            findings = refused.findings
            view = keying(actor=request.actor, pk=pk, round=number)
    open_ = view.done_at is None and not view.closed and not view.over and view.collected > 0
    context = {
        "view": view,
        "findings": findings,
        "open": open_,
        "page": page_data(request, view, open_),
        "flags": [(FLAG_KEYS[flag], gettext(word), flag.value) for flag, word in FLAGS.items()],
        "is_strike": view.style is Style.STRIKE,
        "bundles": -(-view.collected // BUNDLE),
    }
    return render(request, "elections/key.html", context, status=400 if findings else 200)


def _act(request: HttpRequest, view: KeyingView) -> HttpResponse:
    at: dict[str, Any] = {"actor": request.actor, "organisation": view.organisation}
    at |= {"election": view.election, "round": view.round}
    slip = whole_number(request.POST.get("remove", ""), digits=5)
    if slip is not None:
        actions.remove_ballot(**at, slip=slip)
        messages.success(request, gettext("Slip {slip} is taken out.").format(slip=slip))
    elif request.POST.get("finish") and view.done_at is None:  # a second click finds it finished
        actions.finish_count(**at)
    return redirect("election_key", view.election, view.round)


def page_data(request: HttpRequest, view: KeyingView, open_: bool) -> dict[str, object]:
    """What the script starts from; nothing of the other team is in it."""
    args = [view.election, view.round]
    return {
        "election": view.election,
        "round": view.round,
        "count": view.count,
        "user": request.user.pk,
        "open": open_,
        "erase": view.done_at is not None or view.closed,
        "style": view.style.value,
        "alphabet": ALPHABET[view.style],
        "names": len(view.names),
        "allowed": view.allowed,
        "collected": view.collected,
        "bundle": BUNDLE,
        "next": view.next_slip,
        "flags": {letter: flag.value for flag, letter in FLAG_KEYS.items()},
        "words": mark_words(view.style),
        "keep": reverse("election_keep", args=args),
        "enter": reverse("election_enter", args=args),
        **team_data(view),
    }


def team_data(view: KeyingView) -> dict[str, object]:
    """What the own team has keyed, and what this person was keying."""
    return {
        "keyed": {str(slip): list(reading) for slip, reading in view.keyed.items() if slip <= view.collected},
        "draft": list(view.draft) if view.draft else None,
        "seconds": round(view.seconds, 1) if view.seconds is not None else None,
        "done": view.done_at is not None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """POST keeps what has been keyed of a ballot so far; GET gives what the team has, to take up work again."""
    if request.method != "POST":
        return _answer(lambda: _team(request, pk, number))
    return _answer(lambda: _keep(request, pk, number, _sent(request)))


@require_http_methods(["POST"])
def enter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Enter a ballot. Sent twice it stands once."""
    return _answer(lambda: _enter(request, pk, number, _sent(request)))


class _NotUnderstood(Exception):
    """A request that the page's script does not send."""


class _SomebodyElse(Exception):
    """The page belongs to another person than the one who is signed in."""


def _answer(act: Any) -> JsonResponse:
    try:
        return JsonResponse(act())
    except _NotUnderstood:
        return JsonResponse(
            {"state": "refused", "code": "bad", "says": gettext("That was not understood.")}, status=400
        )
    except _SomebodyElse:
        says = gettext("Somebody else is signed in on this machine now. Sign in as the person who keyed.")
        return JsonResponse({"state": "other", "says": says}, status=409)
    except _Conflict as conflict:
        return JsonResponse(conflict.content, status=409)
    except Refused as refused:
        says = " ".join(one.message.render(gettext) for one in refused.findings)
        return JsonResponse({"state": "refused", "code": refused.findings[0].code, "says": says}, status=400)
    except NotHere:
        says = gettext("You are not in a team of this count any more.")
        return JsonResponse({"state": "gone", "says": says}, status=404)


class _Conflict(Exception):
    def __init__(self, content: dict[str, object]) -> None:
        super().__init__()
        self.content = content


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent, from the person whose page it is."""
    length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
    if length is None or length > LARGEST:
        raise _NotUnderstood
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError, UnreadablePostError) as error:
        raise _NotUnderstood from error
    if not isinstance(found, dict):
        raise _NotUnderstood
    if _whole(found, "user") != request.user.pk:
        raise _SomebodyElse
    return found


def _whole(sent: dict[str, Any], name: str) -> int:
    value = sent.get(name)
    if type(value) is not int or not 0 <= value < 2**53:
        raise _NotUnderstood
    return value


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if not isinstance(value, str) or not value.isascii() or not (value.isprintable()):
        raise _NotUnderstood
    return value


def _at(request: HttpRequest, pk: int, number: int) -> dict[str, Any]:
    organisation = place_of_work(actor=request.actor, pk=pk)
    return {"actor": request.actor, "organisation": organisation, "election": pk, "round": number}


def _keep(request: HttpRequest, pk: int, number: int, sent: dict[str, Any]) -> dict[str, object]:
    serial = _whole(sent, "serial")
    actions.keep_draft(
        **_at(request, pk, number),
        slip=_whole(sent, "slip"),
        marks=_text(sent, "marks"),
        flags=_text(sent, "flags"),
        serial=serial,
        of_count=_whole(sent, "count"),
    )
    return {"state": "ok", "serial": serial}


def _enter(request: HttpRequest, pk: int, number: int, sent: dict[str, Any]) -> dict[str, object]:
    took = sent.get("ms")
    keyed = actions.Keyed(
        slip=_whole(sent, "slip"),
        marks=_text(sent, "marks"),
        flags=tuple(_text(sent, "flags").split()),
        version=_whole(sent, "version"),
        milliseconds=took if type(took) is int else None,
        count=_whole(sent, "count"),
    )
    try:
        version = actions.key_ballot(**_at(request, pk, number), keyed=keyed)
    except Refused as refused:
        if refused.findings[0].code != "slip_changed":
            raise
        theirs = keying(actor=request.actor, pk=pk, round=number).keyed.get(keyed.slip)
        says = refused.findings[0].message.render(gettext)
        content = {"state": "conflict", "slip": keyed.slip, "says": says, "theirs": list(theirs) if theirs else None}
        raise _Conflict(content) from refused
    return {"state": "ok", "slip": keyed.slip, "version": version}


def _team(request: HttpRequest, pk: int, number: int) -> dict[str, object]:
    view = keying(actor=request.actor, pk=pk, round=number)
    return {"state": "ok", "user": request.user.pk, "count": view.count, "collected": view.collected, **team_data(view)}
