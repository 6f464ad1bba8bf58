"""The approved personnel scheme is taken as the prepared list of an election."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions import elections as actions
from daihoi.core.elections import Capacity
from daihoi.core.elections.nominees import CAPACITY_NAMES
from daihoi.core.messages import Finding
from daihoi.queries import elections as queries
from daihoi.web import words
from daihoi.web.asked import seen_version, whole_number
from daihoi.web.elections.frame import act_or_say, found, frame, get_or_post
from daihoi.web.templatetags.show import num


class TakeForm(forms.Form):
    """What those who come on the list are in the congress; of one of them it is changed on their own page."""

    capacity = forms.ChoiceField(label=_("They are"), choices=lambda: words.choices(CAPACITY_NAMES))


@get_or_post
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved list with what it changes, and the button that takes it."""
    view = found(request, pk, prepare=True)
    offer = queries.scheme_offer(actor=request.actor, election=pk)
    form = TakeForm(request.POST or None, initial={"capacity": Capacity.OFFICIAL.value})
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = ngettext("{count} name taken.", "{count} names taken.", len(offer.people))
        findings = act_or_say(
            request,
            lambda: actions.take_scheme(
                actor=request.actor,
                organisation=view.organisation,
                election=pk,
                version=seen_version(request, 0),
                sha256=request.POST.get("sha256", ""),
                goes=[int(one) for one in request.POST.getlist("goes") if whole_number(one) is not None],
                capacity=Capacity(form.cleaned_data["capacity"]),
            ),
            done=told.format(count=num(len(offer.people))),
        )
        if not findings:
            return redirect("election_list", pk)
    actions.look_at_scheme(actor=request.actor, organisation=view.organisation, election=pk, version=offer.version)
    context = frame(request, view, last=gettext("The approved list"))
    context |= {"offer": offer, "form": form, "findings": findings}
    return render(request, "elections/scheme.html", context, status=400 if findings or form.errors else 200)
