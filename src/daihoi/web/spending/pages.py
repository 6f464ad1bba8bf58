"""Spending: sums over the subtree, an organisation's own lines, and the norms that hold for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import spending as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import Finding, Refused
from daihoi.core.spending import BUDGET_LINES, PER_NAMES, BudgetLine, Per, read_lines
from daihoi.core.text import fold
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import spending as queries
from daihoi.queries.organisations import OrganisationCard, Placed
from daihoi.queries.spending import LineView, SpendingView, Sum
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.downloads import XLSX, download
from daihoi.web.fields import levels_of
from daihoi.web.lessons.frame import base, heading, here, placed, seen_of
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.outreach.pages import TABS
from daihoi.web.paging import page_of
from daihoi.web.spending.forms import LineForm, NormForm, PasteForm, written
from daihoi.web.templatetags.lesson_words import over_said

EDIT = Permission.SPENDING_EDIT
SHOWN = 10  # exceptions of a kind on the page; all of them stand in the xlsx


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is too much and what is not settled first; then sums by line and by organisation below."""
    title = gettext("Spending")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.spending(actor=request.actor, at=found.at)
    page = page_of(request, len(view.branches), 100)
    branches = view.branches[page.start : page.stop]
    too_much, unsettled = view.too_much[:SHOWN], view.unsettled[:SHOWN]
    places = _places(request, view, SHOWN)
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "branches": [(one, places[one.organisation]) for one in branches],
        "page": page,
        "too_much": [(pk, places[pk], over) for pk, over in too_much],
        "more_too_much": len(view.too_much) - len(too_much),
        "unsettled": [(one, places[one.organisation]) for one in unsettled],
        "more_unsettled": len(view.unsettled) - len(unsettled),
        "may_edit": found.may(request, EDIT),
        "free": [line for line in BudgetLine if line not in {one.line for one in view.own}],
    }
    return render(request, "spending/index.html", context)


@require_safe
def index_xlsx(request: HttpRequest) -> HttpResponse:
    """Sums by line, by organisation below, what is too much, and what is not settled, each as a sheet."""
    found = here(request, "")
    if isinstance(found, HttpResponse):
        raise NotHere
    view = queries.spending(actor=request.actor, at=found.at)
    title = gettext("Spending")
    head, places = heading(found, title), _places(request, view)
    sums = _sum_columns()
    lines = [(words.say(BUDGET_LINES, line), *_sum(one)) for line, one in view.lines]
    lines.append((gettext("Total"), *_sum(view.whole)))
    sheets = [Sheet(gettext("By line"), (Column(gettext("Budget line"), 36), *sums), lines, head)]
    if view.branches:
        columns = (Column(gettext("Organisation"), 44), *sums, Column(gettext("Lines too high"), 12, "int"))
        rows = [(places[one.organisation].name, *_sum(one.sum), one.over) for one in view.branches]
        rows.append((gettext("Total"), *_sum(view.whole), sum(one.over for one in view.branches)))
        sheets.append(Sheet(gettext("By organisation"), columns, rows, head))
    if view.too_much:
        columns = (
            Column(gettext("Organisation"), 44),
            Column(gettext("Under"), 36),
            Column(gettext("What"), 90),
            Column(gettext("Over by"), 16, "int"),
        )
        told = [(*_name(places[pk]), over_said(over), over.by) for pk, over in view.too_much]
        sheets.append(Sheet(gettext("Too high"), columns, told, head))
    if view.unsettled:
        columns = (
            Column(gettext("Organisation"), 44),
            Column(gettext("Under"), 36),
            Column(gettext("Congress closed on"), 14, "date"),
            Column(gettext("Lines not settled"), 12, "int"),
            Column(gettext("Planned amount"), 18, "int"),
        )
        due = [(*_name(places[one.organisation]), one.held_on, one.lines, one.planned) for one in view.unsettled]
        sheets.append(Sheet(gettext("Not settled"), columns, due, head))
    return download(write_xlsx(sheets), XLSX, f"{title} - {found.card.name}", "xlsx")


def _places(request: HttpRequest, view: SpendingView, most: int | None = None) -> dict[int, Placed]:
    """The names of what a page shows (`most` exceptions of a kind), or of everything."""
    pks = {one.organisation for one in (*view.branches, *view.unsettled[:most])}
    return dict(placed(request, pks | {pk for pk, _ in view.too_much[:most]}))


def _name(place: Placed) -> tuple[str, str]:
    return (place.name, place.under)


def _sum_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Planned amount"), 18, "int"),
        Column(gettext("Settled amount"), 18, "int"),
        Column(gettext("Left over"), 18, "int"),
        Column(gettext("Lines not settled"), 12, "int"),
    )


def _sum(one: Sum) -> tuple[int, ...]:
    return (one.planned, one.settled, one.left, one.missing)


def _crumbs(card: OrganisationCard) -> list[tuple[str, str]]:
    return [(gettext("Spending"), reverse("spending")), (card.name, f"{reverse('spending')}?at={card.id}")]


def _warn(request: HttpRequest, findings: tuple[Finding, ...]) -> None:
    """Warnings of what was saved all the same."""
    for finding in findings:
        messages.warning(request, finding.message.render(gettext))


@get_or_post
def line(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """Plan or settle one line of the organisation's own spending."""
    card = present(request, pk, EDIT)
    named = next((one for one in BudgetLine if one.value == line), None)
    if named is None:
        raise NotHere
    term = asked(request).term
    own = {one.line: one for one in queries.own_lines(actor=request.actor, card=card, term=term)}
    norms = queries.norms_of(actor=request.actor, card=card, term=term, as_of=request.today)
    there = own.get(named)
    form = LineForm(request.POST or None, initial=_initial(there))
    back = f"{reverse('spending')}?at={pk}"

    def act(data: dict[str, object]) -> None:
        text = actions.LineText(named, **{name: data[name] for name in data if name != "seen"})
        found = actions.set_line(actor=request.actor, organisation=pk, term=term, line=text, seen=seen_of(data))
        _warn(request, found)

    return one_form(
        request,
        form,
        act,
        title=words.say(BUDGET_LINES, named),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=_crumbs(card),
        template="spending/line.html",
        card=card,
        line=named,
        there=there,
        norms=[one for one in norms if one.norm.line is named and not one.own],
    )


def _initial(there: LineView | None) -> dict[str, object]:
    if there is None:
        return {"seen": queries.NO_LINE}
    return {
        "quantity": there.quantity,
        "planned": written(there.planned),
        "settled": written(there.settled),
        "settled_on": there.settled_on,
        "document": there.document,
        "note": there.note,
        "seen": there.stamp,
    }


@require_POST
def drop(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """Take out a line entered by mistake; then back to the list."""
    present(request, pk, EDIT)
    named = next((one for one in BudgetLine if one.value == line), None)
    if named is None:
        raise NotHere
    findings = act_or_say(
        request,
        lambda: actions.drop_line(
            actor=request.actor,
            organisation=pk,
            term=asked(request).term,
            line=named,
            seen=request.POST.get("seen") or None,
        ),
        done=gettext("The line is taken out."),
    )
    for finding in findings:
        messages.error(request, finding.message.render(gettext))
    return redirect(f"{reverse('spending')}?at={pk}")


@get_or_post
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a table of lines at once."""
    card = present(request, pk, EDIT)
    term = asked(request).term
    back = f"{reverse('spending')}?at={pk}"

    def act(data: dict[str, object]) -> None:
        rows, faults = read_lines(str(data["pasted"]), _names())
        if faults:
            raise Refused(*faults)
        lines = [
            actions.LineText(row.line, row.planned, row.quantity, row.settled, row.settled_on, row.document, row.note)
            for row in rows
        ]
        _warn(request, actions.set_lines(actor=request.actor, organisation=pk, term=term, lines=lines))

    return one_form(
        request,
        PasteForm(request.POST or None),
        act,
        title=gettext("Paste a table of lines"),
        submit=gettext("Enter the rows"),
        goal=back,
        cancel=back,
        crumbs=_crumbs(card),
        template="spending/paste.html",
        lines=list(BudgetLine),
    )


def _names() -> dict[str, BudgetLine]:
    """Every name by which a line may stand in a table: in the reader's language, in English, and its code."""
    found = {}
    for one, name in BUDGET_LINES.items():
        found |= {fold(text): one for text in (one.value, name, gettext(name))}
    return found


@require_safe
def norms(request: HttpRequest) -> HttpResponse:
    """The norms that hold for an organisation, and those that it set for those below."""
    title = gettext("Norms of spending")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    rows = queries.norms_of(actor=request.actor, card=found.card, term=found.choice.term, as_of=found.choice.as_of)
    own = [row for row in rows if row.own]
    context = base(request, found, TABS) | {
        "title": title,
        "above": [row for row in rows if not row.own],
        "own": sorted(own, key=lambda row: row.ended_on is not None),
        "may_edit": found.may(request, EDIT),
    }
    return render(request, "spending/norms.html", context)


@require_safe
def norms_xlsx(request: HttpRequest) -> HttpResponse:
    found = here(request, "")
    if isinstance(found, HttpResponse):
        raise NotHere
    rows = queries.norms_of(actor=request.actor, card=found.card, term=found.choice.term, as_of=found.choice.as_of)
    title = gettext("Norms of spending")
    columns = (
        Column(gettext("Budget line"), 36),
        Column(gettext("Amount"), 16, "int"),
        Column(gettext("For what"), 22),
        Column(gettext("Document"), 44),
        Column(gettext("Set by"), 40),
        Column(gettext("Ended on"), 13, "date"),
    )
    body = [
        (
            words.say(BUDGET_LINES, row.norm.line),
            row.norm.amount,
            words.say(PER_NAMES, row.norm.per),
            row.norm.document,
            row.place,
            row.ended_on,
        )
        for row in rows
    ]
    data = write_xlsx([Sheet(title, columns, body, heading(found, title))])
    return download(data, XLSX, f"{title} - {found.card.name}", "xlsx")


@get_or_post
def norm_new(request: HttpRequest, pk: int) -> HttpResponse:
    card = present(request, pk, EDIT)
    term = asked(request).term
    back = f"{reverse('spending_norms')}?at={pk}"
    return one_form(
        request,
        NormForm(request.POST or None),
        lambda data: actions.set_norm(
            actor=request.actor,
            organisation=pk,
            term=term,
            norm=actions.NormText(
                BudgetLine(data["line"]), data["amount"], Per(data["per"]), data["document"], levels_of(data["levels"])
            ),
        ),
        title=gettext("Set a norm"),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=[(gettext("Norms of spending"), reverse("spending_norms")), (card.name, back)],
        lead=gettext(
            "It holds for the organisations below; one for the same line, purpose and levels takes its place."
        ),
    )


@require_POST
def norm_end(request: HttpRequest, pk: int, norm: int) -> HttpResponse:
    """End a norm; then back to the list."""
    present(request, pk, EDIT)
    findings = act_or_say(
        request,
        lambda: actions.end_norm(actor=request.actor, organisation=pk, pk=norm),
        done=gettext("The norm is ended."),
    )
    for finding in findings:
        messages.error(request, finding.message.render(gettext))
    return redirect(f"{reverse('spending_norms')}?at={pk}")
