"""Possible duplicates: records side by side, decided by people, taken back by people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_
from daihoi.queries import personnel as queries
from daihoi.web.asked import whole_number
from daihoi.web.one_form import act_or_say
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import opened

ALIKE = N_("Possible duplicates")


@require_safe
def pairs(request: HttpRequest, pk: int) -> HttpResponse:
    """Records of one name and birth month, within the organisation and in others that the reader may see."""
    place, context = opened(request, pk, "personnel_alike", last=gettext(ALIKE))
    view = queries.alike(actor=request.actor, place=place, today=request.today)
    page = page_of(request, len(view.pairs), 20)
    context |= {
        "view": view,
        "pairs": view.pairs[page.start : page.stop],
        "page": page,
        "back": reverse("personnel_alike", args=[pk]),
    }
    return render(request, "personnel/alike.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, two people, or a decision taken back; then back to where it was asked."""
    person, other = (whole_number(request.POST.get(name, "")) for name in ("person", "other"))
    what = request.POST.get("what", "")
    if person is None or other is None or what not in {"same", "two", "undo"}:
        raise NotHere
    here = {"actor": request.actor, "organisation": pk, "person": person, "other": other}

    def act() -> object:
        if what == "undo":
            return actions.undecide_duplicate(**here)
        return actions.decide_duplicate(**here, same=what == "same")

    for finding in act_or_say(request, act, done=gettext("The decision is kept. It can be taken back.")):
        messages.error(request, finding.message.render(gettext))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/personnel/")
    return redirect(back if safe else reverse("personnel_alike", args=[pk]))
