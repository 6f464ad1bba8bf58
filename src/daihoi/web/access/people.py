"""People and access: who has an account, what they may do where, and a keeper's changes to it."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import access as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.queries import access as queries
from daihoi.web.access.forms import AccountForm, EndForm, GrantForm, NewAccountForm, PeopleFilter, ResetForm
from daihoi.web.one_form import get_or_post
from daihoi.web.paging import page_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    _keepers_only(request)
    form = PeopleFilter({"state": "open", **request.GET.dict()})
    asked = queries.PeopleAsked()
    if form.is_valid():
        data = form.cleaned_data
        place = _place(request, form, data["organisation"]) if data["organisation"] else None
        path = place.path if place else "0" if data["organisation"] else ""
        asked = queries.PeopleAsked(data["text"], data["role"], path, data["state"] or "open")
    found = queries.people(actor=request.actor, today=request.today, asked=asked)
    page = page_of(request, len(found))
    rows = queries.with_roles(actor=request.actor, today=request.today, rows=found[page.start : page.stop])
    filtered = any(request.GET.get(name) for name in ("text", "role", "organisation")) or asked.state != "open"
    return render(request, "access/people.html", {"form": form, "rows": rows, "page": page, "filtered": filtered})


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Options for the field of an organisation, while the keeper types: codes and names, nothing else."""
    _keepers_only(request)
    text = request.GET.get("organisation", "")[:250]
    return render(request, "access/options.html", {"choices": _choices(request, text)})


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    account, elsewhere, managed = _seen(request, pk)
    context = {"account": account, "elsewhere": elsewhere, "managed": managed, "self": pk == request.actor.user_id}
    return render(
        request, "access/person.html", context | {"crumbs": [*_crumbs(account)[:-1], (account.full_name, "")]}
    )


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    _keepers_only(request)
    form = NewAccountForm(_sent(request), initial={"valid_from": request.today})
    findings: tuple[Finding, ...] = ()
    if form.is_valid() and (place := _place(request, form, form.cleaned_data["organisation"])):
        data = form.cleaned_data
        try:
            made = actions.make_account(
                actor=request.actor,
                organisation=place.id,
                username=data["username"],
                full_name=data["full_name"],
                role=data["role"],
                valid_from=data["valid_from"],
                valid_to=_after(data["last_day"]),
            )
        except Refused as refused:
            findings = refused.findings
        else:
            return _tell(request, made)
    context = {
        "form": form,
        "findings": findings,
        "choices": _choices(request),
        "submit": gettext("Make the account"),
        "cancel": reverse("people"),
        "crumbs": _crumbs(),
    }
    return render(request, "access/new.html", context)


@get_or_post
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    account = _managed(request, pk)

    def act(data: dict[str, object]) -> None:
        actions.grant(
            actor=request.actor,
            organisation=data["place"].id,
            user_id=pk,
            role=data["role"],
            valid_from=data["valid_from"],
            valid_to=_after(data["last_day"]),
        )

    form = GrantForm(_sent(request), initial={"valid_from": request.today})
    context = {"title": gettext("Grant a role"), "submit": gettext("Grant"), "choices": _choices(request)}
    return _change(request, account, form, act, "access/grant.html", context)


@get_or_post
def end(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    account = _managed(request, pk)
    row = next((row for row in account.grants if row.id == grant and row.state != "past"), None)
    if row is None:
        raise NotHere

    def act(data: dict[str, object]) -> None:
        actions.end_grant(actor=request.actor, organisation=row.organisation, grant_id=grant, last_day=data["last_day"])

    form = EndForm(_sent(request), initial={"last_day": request.today})
    context = {"title": gettext("End a role"), "submit": gettext("End the role"), "danger": True, "grant": row}
    return _change(request, account, form, act, "access/end.html", context)


@get_or_post
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    account = _managed(request, pk)

    def act(data: dict[str, object]) -> None:
        actions.change_account(
            actor=request.actor, organisation=_home(account), user_id=pk, full_name=data["full_name"]
        )

    form = AccountForm(_sent(request), initial={"full_name": account.full_name})
    context = {"title": gettext("Correct the name"), "submit": gettext("Save")}
    return _change(request, account, form, act, "access/change.html", context)


@get_or_post
def close(request: HttpRequest, pk: int) -> HttpResponse:
    account = _managed(request, pk)

    def act(data: dict[str, object]) -> None:
        actions.change_account(actor=request.actor, organisation=_home(account), user_id=pk, active=False)

    question = gettext("The person is signed out everywhere at once and can no longer sign in. Roles and log stay.")
    context = {"title": gettext("Close the account"), "submit": gettext("Close the account"), "danger": True}
    form = forms.Form(_sent(request))
    return _change(request, account, form, act, "access/change.html", context | {"question": question})


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    account = _managed(request, pk)

    def act(data: dict[str, object]) -> None:
        actions.change_account(actor=request.actor, organisation=_home(account), user_id=pk, active=True)

    question = gettext("The person can sign in again with the password that they had.")
    context = {"title": gettext("Open the account again"), "submit": gettext("Open the account again")}
    form = forms.Form(_sent(request))
    return _change(request, account, form, act, "access/change.html", context | {"question": question})


@get_or_post
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    account = _managed(request, pk)
    form, findings = ResetForm(_sent(request)), ()
    if form.is_valid():
        try:
            made = actions.reset_password(
                actor=request.actor,
                organisation=_home(account),
                user_id=pk,
                second_factors=form.cleaned_data["second_factors"],
            )
        except Refused as refused:
            findings = refused.findings
        else:
            return _tell(request, made)
    context = {
        "title": gettext("Set a new first password"),
        "question": gettext("The present password stops working, and the person is signed out everywhere."),
        "submit": gettext("Set a new first password"),
        "danger": True,
    }
    return _page(request, account, form, "access/change.html", context | {"findings": findings})


def _change(
    request: HttpRequest,
    account: queries.Account,
    form: forms.Form,
    act: Callable[[dict[str, object]], None],
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    """Parse, act once, and go back to the person; refusals are shown on the form."""
    findings: tuple[Finding, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        if "organisation" in data:
            data["place"] = _place(request, form, data["organisation"])
        if not form.errors:
            try:
                act(data)
            except Refused as refused:
                findings = refused.findings
            else:
                messages.success(request, gettext("Saved."))
                return redirect("person", account.id)
    return _page(request, account, form, template, context | {"findings": findings})


def _page(
    request: HttpRequest, account: queries.Account, form: forms.Form, template: str, context: dict[str, object]
) -> HttpResponse:
    cancel = reverse("person", args=[account.id])
    shared = {"account": account, "form": form, "cancel": cancel, "crumbs": _crumbs(account)}
    return render(request, template, shared | context)


def _tell(request: HttpRequest, made: actions.FirstPassword) -> HttpResponse:
    """The first password, shown this once and kept nowhere: not in the session, not in an address."""
    return render(request, "access/first_password.html", {"made": made, "crumbs": _crumbs()})


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _keepers_only(request: HttpRequest) -> None:
    queries.require_anywhere(request.actor, Permission.ACCESS_MANAGE, request.today)


def _seen(request: HttpRequest, pk: int) -> tuple[queries.Account, bool, bool]:
    return queries.person(actor=request.actor, user_id=pk, today=request.today)


def _managed(request: HttpRequest, pk: int) -> queries.Account:
    """The account, where this keeper may change it."""
    account, _, managed = _seen(request, pk)
    if not managed:
        raise NotHere
    return account


def _home(account: queries.Account) -> int:
    """An organisation at which the account holds a role, or held its last one."""
    return next((grant for grant in account.grants if grant.state != "past"), account.grants[0]).organisation


def _place(request: HttpRequest, form: forms.Form, text: str) -> queries.PlaceChoice | None:
    """The organisation that a field names; an error at the field where it names none, or several."""
    found = queries.place_named(
        actor=request.actor, permission=Permission.ACCESS_MANAGE, today=request.today, text=text
    )
    if isinstance(found, queries.PlaceChoice):
        return found
    if found:
        names = "; ".join(str(choice) for choice in found[:5])
        form.add_error("organisation", gettext("Several organisations answer to this: {names}").format(names=names))
    else:
        form.add_error("organisation", gettext("No organisation in your care has this code or name."))
    return None


def _choices(request: HttpRequest, text: str = "") -> list[queries.PlaceChoice]:
    return queries.place_choices(
        actor=request.actor, permission=Permission.ACCESS_MANAGE, today=request.today, text=text
    )


def _crumbs(account: queries.Account | None = None) -> list[tuple[str, str]]:
    crumbs = [(gettext("People and access"), reverse("people"))]
    return [*crumbs, (account.full_name, reverse("person", args=[account.id]))] if account else crumbs


def _after(last_day: object) -> object:
    """Rows say on which day a role no longer holds; people say on which it holds last."""
    return last_day + timedelta(days=1) if last_day else None
