"""Dossiers: all of an organisation with late and missing ones first, one person's, its items, files and conclusions."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_
from daihoi.core.personnel.dossiers import CONCLUSIONS
from daihoi.core.personnel.kinds import DOSSIER_STATE_NAMES, REVIEW_NAMES, DossierState, Review
from daihoi.office.tables import Column, Sheet
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import DossierView, PersonDossier, PersonnelPlace
from daihoi.web import words
from daihoi.web.downloads import ANY, XLSX
from daihoi.web.fields import attached_of
from daihoi.web.one_form import get_or_post
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.people_forms import ItemForm, ReviewForm
from daihoi.web.personnel.people_frame import first_rows, personnel_form, to_edit
from daihoi.web.templatetags.people_words import DOSSIER
from daihoi.web.templatetags.show import day

DOSSIERS = N_("Dossiers")


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossiers of everybody in the pool, item by item."""
    place, context = opened(request, pk, "personnel_dossiers", last=gettext(DOSSIERS))
    view = queries.dossiers(actor=request.actor, place=place, today=request.today)
    page = page_of(request, len(view.rows))
    context |= {
        "view": view,
        "rows": view.rows[page.start : page.stop],
        "page": page,
        "late": view.due is not None and request.today > view.due,
        "days": abs((view.due - request.today).days) if view.due else None,
        "lacking": len(view.rows) - view.complete,
        "missing": [(item, view.missing[item]) for item in view.rules.items],
    }
    return render(request, "personnel/dossiers.html", context)


@require_safe
def board_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    place = place_of(request, pk)
    view = queries.dossiers(actor=request.actor, place=place, today=request.today)
    mark = taken(request, place, "personnel_dossiers_xlsx", "xlsx")
    title = gettext(DOSSIERS)
    columns = [
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Present post and unit"), 36),
        *(Column(words.say(DOSSIER, item), 18) for item in view.rules.items),
        Column(gettext("Items lacking"), 10, "int"),
    ]
    rows = [
        (number, row.name, row.post, *(_said(state, on) for _, state, on in row.items), len(row.lacking))
        for number, row in enumerate(view.rows, 1)
    ]
    heading = (*first_rows(mark, place, title), _due_line(view))
    return handed(marked(mark, [Sheet(title, columns, rows, heading)]), XLSX, f"{title} - {place.name}", "xlsx")


def _said(state: DossierState, on: date | None) -> str:
    word = words.say(DOSSIER_STATE_NAMES, state)
    return f"{word} {day(on)}" if on else word


def _due_line(view: DossierView) -> str:
    if view.due is None or view.rules.before is None:
        return gettext("No day is known by which dossiers are due.")
    text = gettext("Dossiers are due by {due}, {days} working days before the opening on {opening} ({rule}).")
    before = view.rules.before
    return text.format(due=day(view.due), days=int(before.number), opening=day(view.opening), rule=before.id)


@require_safe
def dossier(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """The items of one person, and which conclusions are made."""
    title = gettext("A person's dossier")
    place, context = opened(request, pk, "personnel_dossier", last=title, ids={"person": person})
    view = _of(request, place, person)
    return render(request, "personnel/dossier.html", context | {"view": view, "conclusions": CONCLUSIONS})


def _of(request: HttpRequest, place: PersonnelPlace, person: int) -> PersonDossier:
    return queries.dossier(actor=request.actor, place=place, pk=person, today=request.today)


@get_or_post
def item(request: HttpRequest, pk: int, person: int, item: str) -> HttpResponse:
    """Where one item is, since when, with its file."""
    title = gettext("An item of a dossier")
    place, context = to_edit(request, pk, "personnel_dossier_item", title, {"person": person})
    view = _of(request, place, person)
    one = next((each for each in view.items if each.item == item), None)
    if one is None:
        raise NotHere
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"seen": one.stamp, "state": one.state, "on_date": one.on_date or request.today, "note": one.note}
    form = ItemForm(*sent, initial=initial, conclusion=item in CONCLUSIONS, has_file=one.file)
    back = reverse("personnel_dossier", args=[pk, person])

    def act(data: dict[str, Any]) -> object:
        return actions.keep_item(
            actor=request.actor,
            organisation=pk,
            term=place.term,
            person=person,
            item=item,
            state=DossierState(data["state"]),
            on_date=data["on_date"],
            note=data.get("note", ""),
            file=attached_of(data.get("file")),
            drop_file=data.get("drop_file", False),
            seen=data["seen"],
        )

    text = ""
    if item in CONCLUSIONS:
        text = gettext("What a conclusion on a person says is not kept here: only that it is there, and since when.")
    return personnel_form(
        request, context, form, act, title=title, submit=gettext("Save"), goal=back, cancel=back, view=view,
        what=words.say(DOSSIER, item), text=text, one=one,
    )  # fmt: skip


@require_safe
def item_file(request: HttpRequest, pk: int, person: int, item: str) -> HttpResponse:
    """The file of an item as it was given; its name bears secrecy, who took it and when, and no person's name."""
    place = place_of(request, pk)
    data, name = queries.item_file(actor=request.actor, place=place, pk=person, item=item, today=request.today)
    ending = PurePosixPath(name).suffix.removeprefix(".").lower() or "bin"
    mark = taken(request, place, "personnel_dossier_file", ending, ids={"person": person})
    return handed(data, ANY, f"{mark.line} - {words.say(DOSSIER, item)} - {person}", ending)


@get_or_post
def review(request: HttpRequest, pk: int, person: int, review: str) -> HttpResponse:
    """A conclusion, done or not done, by whom and when: nothing of what it says."""
    title = gettext("A conclusion on a person")
    place, context = to_edit(request, pk, "personnel_review", title, {"person": person})
    view = _of(request, place, person)
    one = next((each for each in view.reviews if each.review == review), None)
    if one is None:
        raise NotHere
    initial = {"seen": one.stamp, "done": "yes" if one.done_on else "no", "done_by": one.done_by}
    form = ReviewForm(request.POST or None, initial=initial | {"done_on": one.done_on})
    back = reverse("personnel_dossier", args=[pk, person])

    def act(data: dict[str, Any]) -> object:
        return actions.note_review(
            actor=request.actor,
            organisation=pk,
            term=place.term,
            person=person,
            review=Review(review),
            done_on=data["done_on"] if data["done"] == "yes" else None,
            done_by=data["done_by"],
            seen=data["seen"],
        )

    return personnel_form(
        request, context, form, act, title=title, submit=gettext("Save"), goal=back, cancel=back, view=view,
        what=words.say(REVIEW_NAMES, review),
        text=gettext("Only whether it was made, by which body and when. What it says is kept nowhere here."),
    )  # fmt: skip
