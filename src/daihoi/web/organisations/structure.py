"""Merging organisations below one, and splitting one into several."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from daihoi.actions import organisations as actions
from daihoi.actions.organisations import NewOrganisation
from daihoi.core.access import NotHere, Permission
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators.lines import Line, lines
from daihoi.queries.organisations import OrganisationCard
from daihoi.web.asked import asked
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.forms import MergeForm, SplitForm
from daihoi.web.organisations.frame import one_change, present
from daihoi.web.templatetags.show import day, num

EDIT = Permission.ORGANISATIONS_EDIT


@get_or_post
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Organisations directly below this one become one of them, or a new one."""
    card = present(request, pk, EDIT)
    below = _below(request, card)
    names = [(str(each.id), each.name) for each, _ in below]
    with_figures = [(str(each.id), _figures(each.name, line)) for each, line in below]
    form = MergeForm(
        request.POST or None,
        initial={"on": request.today, "into": "new", "predecessors": request.GET.getlist("with")},
        parent=card.kind,
        children=with_figures,
        names=names,
    )

    def preview(data: dict[str, Any]) -> list[str]:
        chosen = {*data["predecessors"], data["into"]}
        lines = [line for each, line in below if str(each.id) in chosen]
        name = data["new_name"] if data["into"] == "new" else dict(names)[data["into"]]
        text = gettext("“{name}” takes over from {count} organisations on {day}.")
        moved = gettext("{below} organisations below them move to it; it then has {members} members.")
        count = len(set(data["predecessors"]) - {data["into"]})
        under = sum(line.below for each, line in below if str(each.id) in set(data["predecessors"]) - {data["into"]})
        members = sum(line.official + line.probationary for line in lines)
        return [
            text.format(name=name, count=count, day=day(data["on"])),
            moved.format(below=num(under), members=num(members)),
        ]

    def act(data: dict[str, Any]) -> int:
        into: int | NewOrganisation
        if data["into"] == "new":
            into = NewOrganisation(
                data["new_name"], Kind(data["new_kind"]), Unit(data["new_unit"] or "other"), data["new_code"]
            )
        else:
            into = int(data["into"])
        return actions.merge(
            actor=request.actor,
            organisation=pk,
            predecessors=[int(each) for each in data["predecessors"]],
            into=into,
            on=data["on"],
            decision=form.decision(),
        )

    lead = gettext("What stood below them moves along, and their members are added up.")
    title, submit = gettext("Merge organisations"), gettext("Look at the merger")
    return one_change(
        request,
        card,
        form,
        act,
        title=title,
        submit=submit,
        lead=lead,
        preview=preview,
        empty=not below and gettext("Nothing stands below this organisation that could be merged."),
    )


@get_or_post
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """New organisations take over from this one; each below it goes to one of them."""
    card = present(request, pk, EDIT, at_parent=True)
    below = organisations.children(actor=request.actor, pk=pk, as_of=request.today)
    parent = organisations.cards(actor=request.actor, pks=[card.parent_id or 0], as_of=request.today)
    form = SplitForm(
        request.POST or None,
        initial={"on": request.today},
        parent=parent[card.parent_id].kind if card.parent_id in parent else None,
        kind=card.kind.value,
        unit=card.unit.value,
        parts=_parts(request),
        children=[(each.id, each.name) for each in below],
    )

    def parts(data: dict[str, Any]) -> list[NewOrganisation]:
        return [
            NewOrganisation(
                data[f"name_{number}"],
                Kind(data[f"kind_{number}"]),
                Unit(data[f"unit_{number}"]),
                data[f"code_{number}"],
                tuple(each.id for each in below if data[f"child_{each.id}"] == str(number)),
            )
            for number in form.numbers
        ]

    def preview(data: dict[str, Any]) -> list[str]:
        text = gettext("“{name}” is founded on {day} with {count} organisations below it.")
        found = [text.format(name=new.name, day=day(data["on"]), count=len(new.children)) for new in parts(data)]
        return [*found, gettext("“{name}” ends the day before.").format(name=card.name)]

    def act(data: dict[str, Any]) -> int | None:
        made = actions.split(
            actor=request.actor, organisation=pk, into=parts(data), on=data["on"], decision=form.decision()
        )
        return made[0]

    lead = gettext("New organisations take over from it; each one below it goes to exactly one of them.")
    return one_change(
        request,
        card,
        form,
        act,
        title=gettext("Split"),
        submit=gettext("Look at the split"),
        template="organisations/split.html",
        lead=lead,
        preview=preview,
        more=_parts(request) + 1 if _parts(request) < 6 else 0,
    )


def _parts(request: HttpRequest) -> int:
    text = request.GET.get("parts", "2")
    return min(6, max(2, int(text))) if text in {"2", "3", "4", "5", "6"} else 2


def _below(request: HttpRequest, card: OrganisationCard) -> list[tuple[OrganisationCard, Line]]:
    """Those directly below today, with their figures."""
    try:
        place = indicators.place(
            actor=request.actor,
            organisation=card.id,
            term=asked(request).term,
            as_of=request.today,
            today=request.today,
        )
    except NotHere:
        return []
    found = {each.organisation: each for each in lines(place)}
    children = organisations.children(actor=request.actor, pk=card.id, as_of=request.today)
    return [(each, found[each.id]) for each in children if each.id in found]


def _figures(name: str, line: Line) -> str:
    text = gettext("{name} – {below} organisations below, {members} members")
    return text.format(name=name, below=num(line.below), members=num(line.official + line.probationary))
