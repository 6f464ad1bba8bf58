"""Pages with one form, and the organisation that a list page looks at: what the subjects of a preparation share."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.queries import organisations
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import whole_number

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def act_or_say(
    request: HttpRequest, act: Callable[[], object], *, done: str | Callable[[Any], str] = ""
) -> tuple[Finding, ...]:
    """Do one thing; () and a message where it was done, else why not. `done` may depend on what `act` returned."""
    try:
        made = act()
    except Refused as refused:
        return refused.findings
    messages.success(request, (done(made) if callable(done) else done) or gettext("Saved."))
    return ()


def changed_meanwhile(findings: tuple[Finding, ...]) -> bool:
    """Was it refused since somebody else saved the same in the meantime?"""
    return bool(findings) and findings[0].code == "changed_meanwhile"


def one_form(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    submit: str,
    goal: str | Callable[[object], str],
    cancel: str,
    crumbs: Sequence[tuple[str, str]],
    template: str = "one_form.html",
    done: str | Callable[[Any], str] = "",
    fresh: Callable[[], forms.Form] | None = None,
    **context: object,
) -> HttpResponse:
    """A page with one form: what was typed stays where it is refused; after it is done, on to `goal`, which may
    depend on what `act` returned, as may the message `done`. `fresh`: the form with what stands there now, for
    whoever somebody else was quicker than."""
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        made: list[object] = []

        def once() -> object:
            made.append(act(dict(form.cleaned_data)))
            return made[0]

        findings = act_or_say(request, once, done=done)
        if not findings:
            return redirect(goal(made[0]) if callable(goal) else goal)
        if fresh is not None and changed_meanwhile(findings):
            form = fresh()
    shared = {
        "form": form,
        "findings": findings,
        "title": title,
        "submit": submit,
        "cancel": cancel,
        "crumbs": [*crumbs, (title, "")],
    }
    status = 400 if findings or (form.is_bound and form.errors) else 200
    return render(request, template, shared | context, status=status)


def looked_at(request: HttpRequest, permission: Permission = Permission.VIEW) -> OrganisationCard | None:
    """The organisation that a list page is about: `?at=`, or the one topmost place of the person; None where the
    person has several and has chosen none yet (`choose` then asks)."""
    given = whole_number(request.GET.get("at", ""))
    if given is not None:
        return organisations.organisation(actor=request.actor, pk=given, as_of=request.today)  # type: ignore[attr-defined]
    homes = organisations.homes(actor=request.actor, permission=permission, today=request.today)  # type: ignore[attr-defined]
    if not homes:
        raise NotHere
    return homes[0] if len(homes) == 1 else None


def choose(request: HttpRequest, title: str, permission: Permission = Permission.VIEW) -> HttpResponse:
    """The page on which somebody with several places chooses one for a list page."""
    homes = organisations.homes(actor=request.actor, permission=permission, today=request.today)  # type: ignore[attr-defined]
    return render(request, "choose_place.html", {"homes": homes, "title": title})
