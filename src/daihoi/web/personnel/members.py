"""The bodies of an organisation: who is in which on a day, who came later, who left; entering and leaving."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import (
    ENTRY_NAMES,
    EXIT_NAMES,
    ORGAN_NAMES,
    POST_NAMES,
    SEX_NAMES,
    STANDING_NAMES,
    Exit,
)
from daihoi.office.tables import Column, Sheet
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import MemberRow
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.downloads import XLSX
from daihoi.web.one_form import get_or_post
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.members_forms import LeaveForm, MemberForm, SeveralForm
from daihoi.web.personnel.people_forms import SeenForm
from daihoi.web.personnel.people_frame import first_rows, personnel_form, to_edit
from daihoi.web.templatetags.people_words import born
from daihoi.web.templatetags.show import day

TITLE = N_("Members of the bodies")


def _here(pk: int) -> tuple[str, str]:
    return (gettext(TITLE), reverse("personnel_members", args=[pk]))


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in which body on the day, against the number decided."""
    place, context = opened(request, pk, "personnel_members", last=gettext(TITLE))
    choice = asked(request)
    view = queries.members(actor=request.actor, place=place, today=request.today, on=choice.as_of)
    return render(request, "personnel/members.html", context | {"view": view, "choice": choice})


@require_safe
def listing_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The bodies of the day as a table, those who left below."""
    place, choice = place_of(request, pk), asked(request)
    view = queries.members(actor=request.actor, place=place, today=request.today, on=choice.as_of)
    mark = taken(request, place, "personnel_members_xlsx", "xlsx")
    title = gettext(TITLE)
    rows = [row for body in view.bodies for row in body.rows]
    lines = [_values(number, row) for number, row in enumerate([*rows, *view.left], 1)]
    heading = (*first_rows(mark, place, title), gettext("as of {day}").format(day=day(choice.as_of)))
    return handed(marked(mark, [Sheet(title, _columns(), lines, heading)]), XLSX, f"{title} - {place.name}", "xlsx")


def _columns() -> list[Column]:
    return [
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Born"), 10),
        Column(gettext("Sex"), 8),
        Column(gettext("Body or delegation"), 24),
        Column(gettext("Post in it"), 24),
        Column(gettext("Posts held beside it"), 32),
        Column(gettext("Stood"), 14),
        Column(gettext("Came in"), 24),
        Column(gettext("In it since"), 13, "date"),
        Column(gettext("Votes"), 8, "int"),
        Column(gettext("Of how many"), 10, "int"),
        Column(gettext("Left on"), 13, "date"),
        Column(gettext("How"), 20),
    ]


def _values(number: int, row: MemberRow) -> tuple[Any, ...]:
    return (
        number,
        row.name,
        born(row.born_year, row.born_month),
        words.say(SEX_NAMES, row.sex),
        words.say(ORGAN_NAMES, row.organ),
        words.say(POST_NAMES, row.post) if row.post else "",
        "; ".join(words.say(POST_NAMES, post) for post in row.beside),
        words.say(STANDING_NAMES, row.standing) if row.standing else "",
        words.say(ENTRY_NAMES, row.entry),
        row.from_on,
        row.votes,
        row.base,
        row.to_on,
        words.say(EXIT_NAMES, row.exit) if row.exit else "",
    )


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    title = gettext("Enter a member")
    place, context = to_edit(request, pk, "personnel_member_new", title)
    people = queries.people_of(actor=request.actor, place=place, today=request.today)
    form = MemberForm(request.POST or None, people=people)

    def act(data: dict[str, Any]) -> object:
        return actions.keep_member(
            actor=request.actor, organisation=pk, term=place.term, person=data["person"], facts=form.facts()
        )

    return _form(request, context, form, act, title=title, submit=gettext("Enter"))


@get_or_post
def several(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole body in one form."""
    title = gettext("Enter a whole body")
    place, context = to_edit(request, pk, "personnel_members_enter", title)
    people = queries.people_of(actor=request.actor, place=place, today=request.today)
    form = SeveralForm(request.POST or None, people=people)

    def act(data: dict[str, Any]) -> object:
        return actions.keep_members(actor=request.actor, organisation=pk, term=place.term, lines=form.lines())

    return _form(
        request, context, form, act, title=title, submit=gettext("Enter"), template="personnel/members_enter.html"
    )


@get_or_post
def edit(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    title = gettext("Change a membership")
    place, context = to_edit(request, pk, "personnel_member_edit", title, {"member": member})
    row = queries.member(actor=request.actor, place=place, today=request.today, pk=member)
    form = MemberForm(request.POST or None, row=row)

    def act(data: dict[str, Any]) -> object:
        return actions.keep_member(
            actor=request.actor, organisation=pk, term=place.term, person=row.person, facts=form.facts(), member=member,
            seen=data["seen"],
        )  # fmt: skip

    return _form(
        request,
        context,
        form,
        act,
        title=title,
        submit=gettext("Save"),
        what=row.name,
        remove=reverse("personnel_member_remove", args=[pk, member]),
    )


@get_or_post
def leave(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    title = gettext("Somebody left a body")
    place, context = to_edit(request, pk, "personnel_member_leave", title, {"member": member})
    row = queries.member(actor=request.actor, place=place, today=request.today, pk=member)
    form = LeaveForm(request.POST or None, initial={"seen": row.version})

    def act(data: dict[str, Any]) -> object:
        return actions.leave_body(
            actor=request.actor, organisation=pk, term=place.term, member=member, to_on=data["to_on"],
            exit=Exit(data["exit"]), note=data["note"], seen=data["seen"],
        )  # fmt: skip

    what = f"{row.name} – {words.say(ORGAN_NAMES, row.organ)}"
    return _form(request, context, form, act, title=title, submit=gettext("Save"), what=what)


@get_or_post
def back(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Ask, then take back that somebody left."""
    title = gettext("Not left after all")
    return _sure(request, pk, member, "personnel_member_back", title, actions.return_to_body,
                 gettext("For what was entered by mistake: the person is in the body again as before."))  # fmt: skip


@get_or_post
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Ask, then take a membership out."""
    title = gettext("Take a membership out")
    return _sure(request, pk, member, "personnel_member_remove", title, actions.remove_member,
                 gettext("Only for what was entered by mistake. Whoever left is entered as having left."))  # fmt: skip


def _sure(request: HttpRequest, pk: int, member: int, page: str, title: str, action: Any, text: str) -> HttpResponse:
    place, context = to_edit(request, pk, page, title, {"member": member})
    row = queries.member(actor=request.actor, place=place, today=request.today, pk=member)
    form: forms.Form = SeenForm(request.POST or None, initial={"seen": row.version})

    def act(data: dict[str, Any]) -> object:
        return action(actor=request.actor, organisation=pk, term=place.term, member=member, seen=data["seen"])

    what = f"{row.name} – {words.say(ORGAN_NAMES, row.organ)}"
    return _form(request, context, form, act, title=title, submit=title, what=what, text=text, danger=True)


def _form(
    request: HttpRequest, context: dict[str, Any], form: forms.Form, act: Any, *, title: str, submit: str, **more: Any
) -> HttpResponse:
    here = _here(context["place"].organisation)
    return personnel_form(
        request, context, form, act, title=title, submit=submit, goal=here[1], cancel=here[1], under=here, **more
    )
