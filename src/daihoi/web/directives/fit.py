"""Congresses whose plan, adopted lists and personnel schemes that no longer fit the rules that come with a paper.

Schemes are for those with the personnel right alone: nobody is named, and the reading is logged all the same.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.messages import Finding
from daihoi.core.rules import RulePack
from daihoi.office.tables import write_xlsx
from daihoi.queries import directives as queries
from daihoi.queries import elections, organisations
from daihoi.queries.directives import Fit, PaperView
from daihoi.queries.elections import ListFit, ListMisfit
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.personnel import fitting as personnel
from daihoi.queries.personnel.fitting import SchemeFit, SchemeMisfit
from daihoi.web.asked import Asked, asked
from daihoi.web.directives import sheets
from daihoi.web.directives.frame import address, at_of, crumbs, place_of
from daihoi.web.directives.words import LOOKS, SEVERITIES
from daihoi.web.downloads import XLSX, download
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import marked, sealed, taken_at
from daihoi.web.plan.show_rules import rule_value

SHOWN = 200  # adopted lists, and schemes, on the page; the sheet has them all


def _asked(request: HttpRequest, pk: int) -> tuple[PaperView, OrganisationCard, Asked, RulePack | None]:
    view = queries.paper(actor=request.actor, pk=pk, today=request.today)
    if not view.row.brings_rules:
        raise NotHere
    rules = queries.rules_with(actor=request.actor, view=view)
    return view, at_of(request, view), asked(request), rules


@dataclass(frozen=True)
class Found:
    """What no longer fits: congresses, and the adopted lists and personnel schemes that the person may see."""

    plans: Fit
    lists: ListFit
    schemes: SchemeFit

    @property
    def organisations(self) -> list[int]:
        misfits = (*self.plans.misfits, *self.lists.misfits, *self.schemes.misfits)
        return sorted({misfit.organisation for misfit in misfits})


def _fit(request: HttpRequest, at: OrganisationCard, choice: Asked, rules: RulePack | None) -> Found | None:
    """None where the rules can no longer be read, or the organisation was not there on the day."""
    place = place_of(request, at, choice)
    if place is None or rules is None:
        return None
    return Found(
        queries.fit(place, rules),
        elections.fit(place, rules, actor=request.actor),
        personnel.fit(place, rules, actor=request.actor),
    )


@require_safe
def fit(request: HttpRequest, pk: int) -> HttpResponse:
    view, at, choice, rules = _asked(request, pk)
    found = _fit(request, at, choice, rules)
    plans, lists, schemes = (found.plans, found.lists, found.schemes) if found else (None, ListFit(), SchemeFit())
    page = page_of(request, len(plans.misfits) if plans else 0)
    shown = plans.misfits[page.start : page.stop] if plans else ()
    listed, drawn_up = lists.misfits[:SHOWN], schemes.misfits[:SHOWN]
    wanted = {misfit.organisation for misfit in (*shown, *listed, *drawn_up)}
    cards = organisations.cards(actor=request.actor, pks=sorted(wanted), as_of=choice.as_of)
    too_many = lists.too_many or schemes.too_many or (plans.too_many if plans else 0)
    parts = organisations.children(actor=request.actor, pk=at.id, as_of=choice.as_of) if too_many else []
    context = {
        "view": view,
        "row": view.row,
        "at": at,
        "choice": choice,
        "rules": rules,
        "fit": plans,
        "lists": lists,
        "listed": [(cards[each.organisation], each, _breaches(each)) for each in listed if each.organisation in cards],
        "schemes": schemes,
        "drawn_up": [(cards[each.organisation], each, _kinds(each)) for each in drawn_up if each.organisation in cards],
        "page": page,
        "counts": [_named(finding, count) for finding, count in plans.counts] if plans else [],
        "lines": [
            (cards[misfit.organisation], misfit, [_named(finding, 0) for finding in misfit.findings])
            for misfit in shown
            if misfit.organisation in cards
        ],
        "parts": parts,
        "may_repin": allows(request.actor, Permission.PLAN_EDIT, at.path, request.today),
        "crumbs": crumbs(
            at,
            (view.row.number, address("directive", pk, at=at.id)),
            (gettext("What no longer fits"), ""),
        ),
    }
    if schemes.told:
        context |= sealed(request, at.id, choice.term, "directive_fit", schemes.secrecy, {"paper": pk})
    return render(request, "directives/fit.html", context)


def _named(finding: Finding, count: int) -> dict[str, object]:
    return {
        "finding": finding,
        "count": count,
        "word": gettext(SEVERITIES[finding.severity]),
        "look": LOOKS[finding.severity],
    }


def _kinds(misfit: SchemeMisfit) -> list[dict[str, object]]:
    return [{"told": told, "word": gettext(SEVERITIES[told.severity]), "look": LOOKS[told.severity]} for told in
            misfit.breaches]  # fmt: skip


def _breaches(misfit: ListMisfit) -> list[dict[str, object]]:
    """Each breach with what the broken rule says, and what the one before it said; "" where there was none."""
    return [
        _named(each.finding, 0)
        | {
            "now": rule_value(each.now) if each.now else "",
            "was": rule_value(each.was) if each.was else "",
            "was_grounds": each.was.grounds if each.was else None,
        }
        for each in misfit.breaches
    ]


@require_safe
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Every finding on a line of a sheet."""
    view, at, choice, rules = _asked(request, pk)
    found = _fit(request, at, choice, rules)
    if found is None:
        raise NotHere
    cards = organisations.cards(actor=request.actor, pks=found.organisations, as_of=choice.as_of)
    title = gettext("What no longer fits under {number}").format(number=view.row.number)
    made = sheets.misfits(at, view.row, found.plans, found.lists, found.schemes, cards)
    if not found.schemes.told:
        return download(write_xlsx(made), XLSX, title, "xlsx")
    ids = {"paper": pk}
    mark = taken_at(request, at.id, choice.term, "directive_fit_xlsx", "xlsx", found.schemes.secrecy, ids=ids)
    return download(
        marked(mark, [replace(one, heading=(mark.line, *one.heading)) for one in made]), XLSX, title, "xlsx"
    )
