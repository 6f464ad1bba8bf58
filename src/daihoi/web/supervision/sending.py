"""What visit.js talks to: entries that a device kept, in order, and the service worker's script.

Answers are JSON with a `state`: "ok" with a state for each row ("sent", "offered": beside another answer, "refused"
with a sentence), "refused" (not understood), "other" (somebody else is signed in here now), "gone" (no longer theirs).
Each row is one transaction: what was acknowledged stands, whatever becomes of the next.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import supervision as actions
from daihoi.actions.supervision import FindingGiven, Given
from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Refused, refuse
from daihoi.core.subjects import Subject
from daihoi.core.supervision import Reply, Standing, Weight
from daihoi.queries import clock
from daihoi.queries import supervision as queries
from daihoi.web.asked import whole_number
from daihoi.web.fields import attached_of
from daihoi.web.supervision.forms import FileForm

LARGEST = 512 * 1024  # bytes of one request; a row has less than 10,000
MOST_ROWS = 50


class _NotUnderstood(Exception):
    """A request that the page's script does not send."""


class _SomebodyElse(Exception):
    """The page belongs to another person than the one who is signed in."""


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers and findings of a visit from a device. Sent twice each stands once."""
    return _answered(lambda: _rows(request, pk, _sent(request)))


@require_POST
def send_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One picture or paper from a device."""
    return _answered(lambda: _file(request, pk))


def _answered(act: Callable[[], dict[str, object]]) -> JsonResponse:
    try:
        return JsonResponse(act())
    except _NotUnderstood:
        return JsonResponse({"state": "refused", "says": gettext("That was not understood.")}, status=400)
    except _SomebodyElse:
        says = gettext("Somebody else is signed in on this device now. Sign in as the person who wrote it.")
        return JsonResponse({"state": "other", "says": says}, status=409)
    except NotHere:
        says = gettext("You can no longer enter anything on this visit: it is over, or it is not yours any more.")
        return JsonResponse({"state": "gone", "says": says}, status=404)


def _sent(request: HttpRequest) -> dict[str, Any]:
    length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
    if length is None or length > LARGEST:
        raise _NotUnderstood
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError, UnreadablePostError) as error:
        raise _NotUnderstood from error
    if not isinstance(found, dict):
        raise _NotUnderstood
    _same_person(request, found.get("user"))
    return found


def _same_person(request: HttpRequest, user: object) -> None:
    if type(user) is not int:
        raise _NotUnderstood
    if user != request.user.pk:
        raise _SomebodyElse


def _rows(request: HttpRequest, pk: int, sent: dict[str, Any]) -> dict[str, object]:
    rows = sent.get("rows")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise _NotUnderstood
    keys = [_key(row) for row in rows]
    shared: dict[str, Any] = {"actor": request.actor, "visit": pk}
    shared["organisation"] = queries.answered_at(actor=request.actor, visit=pk, today=request.today)
    there = queries.standings(actor=request.actor, visit=pk, keys=keys, today=request.today)
    done = [
        _acknowledged(str(key), lambda row=row: _take_in(shared, row), there.get(str(key)))  # type: ignore[misc]
        for key, row in zip(keys, rows, strict=True)
    ]
    return {"state": "ok", "rows": done}


def _acknowledged(key: str, act: Callable[[], str], there: str | None) -> dict[str, object]:
    """One row as the device is told of it. `there`: how what has this key already stands."""
    try:
        return {"key": key, "state": _told(act())}
    except Refused as refused:
        first = refused.findings[0]
        # What came in before the visit was concluded stands, though its first acknowledgement was lost.
        if first.code == "kept_already" or (there is not None and first.code in {"visit_concluded", "visit_dropped"}):
            return {"key": key, "state": _told(there or "")}
        says = " ".join(one.message.render(gettext) for one in refused.findings)
        return {"key": key, "state": "refused", "code": first.code, "says": says}


def _told(standing: str) -> str:
    return "offered" if standing == Standing.OFFERED else "sent"


def _key(row: dict[str, Any]) -> UUID:
    try:
        return UUID(_text(row, "key", 40))
    except (ValueError, Refused) as error:
        raise _NotUnderstood from error


def _take_in(shared: dict[str, Any], row: dict[str, Any]) -> str:
    """Through the gate; returns how it stands."""
    if row.get("type") == "answer":
        given = Given(
            key=_text(row, "key", 40),
            point=_number(row, "point"),
            reply=_one_of(row, "reply", Reply),
            given_at=_moment(row),
            note=_text(row, "note", 10_000),
            seen=_text(row, "seen", 40),
        )
        return str(actions.answer(**shared, answers=[given])[given.key])
    if row.get("type") == "finding":
        finding = FindingGiven(
            key=_text(row, "key", 40),
            weight=_one_of(row, "weight", Weight),
            subject=_one_of(row, "subject", Subject),
            text=_text(row, "text", 10_000),
            given_at=_moment(row),
            kind=_text(row, "kind", 40),
        )
        actions.find(**shared, finding=finding)
        return "kept"
    raise _unclear()


def _unclear() -> Refused:
    return refuse("row_unclear", N_("This entry was not understood. Copy what was written and enter it again."))


def _text(row: dict[str, Any], name: str, most: int) -> str:
    """A text; rows take no NUL and nothing that is no letter by itself."""
    value = row.get(name, "")
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise _unclear()
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _unclear()
    return value


def _number(row: dict[str, Any], name: str) -> int:
    value = row.get(name)
    if type(value) is not int or not 0 < value < 2**53:
        raise _unclear()
    return value


def _one_of(row: dict[str, Any], name: str, kind: Any) -> Any:
    value = row.get(name)
    if not isinstance(value, str) or value not in set(kind):
        raise _unclear()
    return kind(value)


def _moment(row: dict[str, Any]) -> datetime:
    """When it was written, by the device's clock; a clock that is far off is not believed."""
    now = clock.now()
    try:
        told = datetime.fromisoformat(_text(row, "at", 40).replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError):
        return now
    return told if now - timedelta(days=400) < told < now + timedelta(days=2) else now


def _file(request: HttpRequest, pk: int) -> dict[str, object]:
    form = FileForm(request.POST, request.FILES)
    _same_person(request, whole_number(request.POST.get("user", "")))
    key = _key({"key": request.POST.get("key", "")})
    shared: dict[str, Any] = {"actor": request.actor, "visit": pk}
    shared["organisation"] = queries.answered_at(actor=request.actor, visit=pk, today=request.today)

    def act() -> str:
        given = attached_of(form.cleaned_data["file"]) if form.is_valid() else None
        if given is None:
            raise refuse("file_missing", N_("The picture did not come in whole. Choose it again."))
        actions.add_file(**shared, key=str(key), given=given)
        return "kept"

    return {"state": "ok", "rows": [_acknowledged(str(key), act, "kept")]}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker's script. From this address it may serve what lies under /supervision/ and nothing else."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> str:
    return (files("daihoi.web") / "static" / "visit-worker.js").read_text(encoding="utf-8")
