"""Editing a variant's list with the check beside it, which answers each change before anything is kept: what-if.

The live check is a POST that keeps nothing. Its answer holds words of the rules, figures and ids; the names stand on
the page, whose opening was logged. Figures of a list of one person are facts of that person, so an answer about people
whom no logged page showed to this session is logged itself.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Finding
from daihoi.core.personnel.kinds import ORGAN_NAMES, POST_NAMES, STANDING_NAMES, Organ
from daihoi.core.personnel.places import ListPlace
from daihoi.queries.personnel import Candidate, PersonnelPlace, SchemeView, VariantRow
from daihoi.queries.personnel.schemes import place_on_list
from daihoi.web.asked import seen_version
from daihoi.web.one_form import act_or_say, get_or_post
from daihoi.web.personnel import scheme_lines, scheme_people
from daihoi.web.personnel.frame import opened, place_of, reading
from daihoi.web.personnel.scheme import begun, way
from daihoi.web.personnel.scheme_forms import as_candidate, places_of
from daihoi.web.personnel.scheme_lines import counts, grouped, shown
from daihoi.web.personnel.scheme_people import placed, row_of
from daihoi.web.words import choices, say

MOST_LISTS = 20  # lists of which a session remembers that answers were logged
_SHORT: dict[Organ, str] = {
    Organ.COMMITTEE: N_("committee member"),
    Organ.STANDING: N_("standing committee member"),
    Organ.INSPECTION: N_("inspection committee member"),
    Organ.DELEGATION: N_("delegate above"),
    Organ.ALTERNATES: N_("alternate delegate"),
}


@get_or_post
def change(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """The list with a field for everything, the pool below it, and the lines as they would be."""
    place, context = opened(
        request, pk, "personnel_variant_change", last=gettext("Change the list"), ids={"variant": variant}
    )
    view = begun(place, only=variant)
    found = view.variant(variant)
    places = places_of(request.POST, view.known(found)) if request.method == "POST" else None
    findings: tuple[Finding, ...] = ()
    do = request.POST.get("do", "")
    if places is not None and do in {"save", "variant"}:
        made: list[int] = []
        act = _save if do == "save" else _keep_as
        findings = act_or_say(request, lambda: made.append(act(request, place, found, places)))
        if not findings:
            return redirect("personnel_variant", pk, made[0])
    context |= _page(view, found, places)
    context |= {
        "findings": findings,
        "version": seen_version(request, found.version),
        "mark": _mark_of(request, variant, view.known(found)),
        "new_name": request.POST.get("name", ""),
        "crumbs": [
            *way(place),
            (found.name, reverse("personnel_variant", args=[pk, variant])),
            (gettext("Change the list"), ""),
        ],
    }
    return render(request, "personnel/variant_change.html", context, status=400 if findings else 200)


def _save(request: HttpRequest, place: PersonnelPlace, found: VariantRow, places: list[ListPlace]) -> int:
    """Apply what was tried to the variant itself; only what differs is written."""
    now = {one.id: place_on_list(one) for one in found.people}
    actions.change_list(
        actor=request.actor,
        organisation=place.organisation,
        term=place.term,
        variant=found.id,
        version=seen_version(request, 0),
        out=set(now) - {one.person for one in places},
        into=[one for one in places if now.get(one.person) != one],
    )
    return found.id


def _keep_as(request: HttpRequest, place: PersonnelPlace, found: VariantRow, places: list[ListPlace]) -> int:
    """Keep what was tried as another variant; this one stays as it is."""
    return actions.make_variant(
        actor=request.actor,
        organisation=place.organisation,
        term=place.term,
        name=request.POST.get("name", ""),
        into=places,
    )


def _page(view: SchemeView, found: VariantRow, places: list[ListPlace] | None) -> dict[str, object]:
    known = view.known(found)
    tried = [one for one in places if one.person in known] if places is not None else None
    check = view.checked(found, tried) if tried is not None and view.unread is None else found.check
    before = found.check if tried is not None else None
    on = _as_tried(known, tried) if tried is not None else list(found.people)
    off = [one for one in found.people if one.id not in {each.id for each in on}]
    keys = {one.id for one in (*on, *off)}
    lines = shown(check, before=before, answers=view.answers, people=known) if check else ()
    return {
        "view": view,
        "variant": found,
        "rows": [row_of(view, one) for one in on],
        "off": [replace(row_of(view, one), out=True) for one in off],
        "pool": [(row_of(view, _from_pool(one)), _from_pool(one)) for one in view.pool if one.id not in keys],
        "groups": grouped(lines),
        "locked": view.locked(found),
        "blank_row": scheme_people.BLANK,
        "blank_line": scheme_lines.BLANK,
        "organs": _organs(view, on),
        "tried": places is not None,
        "posts": choices(POST_NAMES),
        "standings": choices(STANDING_NAMES),
    }


def _organs(view: SchemeView, on: list[Candidate]) -> list[tuple[str, str, str]]:
    """The bodies that the scheme fills or somebody stands for, as code, short and full name; all where none is."""
    used = {organ for one in on for organ in one.listed.organs} | view.seats.keys()
    return [
        (organ.value, gettext(_SHORT[organ]), say(ORGAN_NAMES, organ))
        for organ in Organ
        if organ in used or not view.seats
    ]


def _from_pool(one: Candidate) -> Candidate:
    return placed(one, as_candidate(one))


def _as_tried(known: object, places: list[ListPlace]) -> list[Candidate]:
    of: dict[int, Candidate] = dict(known)  # type: ignore[call-overload]
    return [placed(of[one.person], one) for one in places]


@require_POST
def check(request: HttpRequest, pk: int, variant: int) -> HttpResponse:
    """The lines of the list as the form stands, against those of the list that is kept; nothing is written."""
    place = place_of(request, pk)
    view = begun(place, only=variant)
    found = view.variant(variant)
    if found.check is None:
        raise NotHere
    known = view.known(found)
    if not _logged(request, variant, _mark_of(request, variant, known)):
        reading(request, pk, place.term, "personnel_variant_check", {"variant": variant})
    places = [one for one in places_of(request.POST, known) if one.person in known]
    lines = shown(view.checked(found, places), before=found.check, answers=view.answers)
    answer = {"lines": [line.data for line in lines], "counts": counts(lines), "people": len(places)}
    response = JsonResponse(answer)
    response["Cache-Control"] = "private, no-store"
    return response


def _mark_of(request: HttpRequest, variant: int, people: Iterable[int]) -> str:
    """What the page carries to the live check: that it showed these people of list and pool to this person, and that
    this is logged."""
    shown_to = f"{request.actor.user_id} {variant} {sorted(people)}"  # type: ignore[attr-defined]
    return salted_hmac("daihoi.list_shown", shown_to).hexdigest()[:32]


def _logged(request: HttpRequest, variant: int, mark: str) -> bool:
    """Is it logged already that these people were shown: by the page that asks, or by an answer in this session? From
    now on it is. A keystroke on the page is answered without a row in the log."""
    if constant_time_compare(request.POST.get("shown", ""), mark):
        return True
    kept: dict[str, str] = request.session.get("lists_shown", {})
    if kept.get(str(variant)) == mark:
        return True
    others = [(key, value) for key, value in kept.items() if key != str(variant)]
    request.session["lists_shown"] = dict([*others[1 - MOST_LISTS :], (str(variant), mark)])
    return False
