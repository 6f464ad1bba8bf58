"""Communication by channel, and opinion as organisations' own summaries, side by side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import outreach as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import N_
from daihoi.core.outreach import CHANNEL_NAMES, THEME_NAMES, Channel, Theme
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import outreach as queries
from daihoi.queries.outreach import Counted
from daihoi.web import words
from daihoi.web.asked import asked
from daihoi.web.downloads import XLSX, download
from daihoi.web.lessons.frame import base, heading, here, placed, seen_of, with_places
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.outreach.forms import CountsForm, OpinionForm
from daihoi.web.paging import page_of

TABS = (
    ("outreach", N_("Communication")),
    ("opinions", N_("Public opinion")),
    ("spending", N_("Spending")),
    ("spending_norms", N_("Norms of spending")),
)
EDIT = Permission.OUTREACH_EDIT
NAMED = 30  # works and movements on one page; all of them stand in the xlsx


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Channels over the subtree, by organisation below, and who has not reported."""
    title = gettext("Communication")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.outreach(actor=request.actor, at=found.at)
    missing = [int(pk) for pk in view.cover.missing]
    page = page_of(request, len(missing))
    shown, named = missing[page.start : page.stop], view.named[:NAMED]
    places = dict(placed(request, {*shown, *(pk for pk, _ in named)}))
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "reported": view.cover.whole,
        "missing": [(pk, places[pk]) for pk in shown],
        "named": [(places[pk], row) for pk, row in named],
        "more_named": len(view.named) - len(named),
        "page": page,
        "may_edit": found.may(request, EDIT),
        "columns": [words.say(CHANNEL_NAMES, channel) for channel in Channel],
        "branches": [(branch, [branch.done[channel] for channel in Channel]) for branch in view.branches],
        "any": any(total.reported for total in view.channels),
    }
    return render(request, "outreach/index.html", context)


@require_safe
def index_xlsx(request: HttpRequest) -> HttpResponse:
    """The channels, and what each organisation below has done of them."""
    found = here(request, "")
    if isinstance(found, HttpResponse):
        raise NotHere
    view = queries.outreach(actor=request.actor, at=found.at)
    title = gettext("Communication")
    channels = (
        Column(gettext("Channel"), 34),
        Column(gettext("Planned number"), 12, "int"),
        Column(gettext("Done so far"), 12, "int"),
        Column(gettext("Share"), 10, "percent"),
        Column(gettext("Organisations that counted"), 16, "int"),
    )
    rows = [
        (
            words.say(CHANNEL_NAMES, one.channel),
            one.planned,
            one.done,
            float(one.share.share) if one.share.share is not None else None,
            one.reported,
        )
        for one in view.channels
    ]
    sheets = [Sheet(gettext("Channels"), channels, rows, heading(found, title))]
    if view.branches:
        columns = (
            Column(gettext("Organisation"), 44),
            *(Column(words.say(CHANNEL_NAMES, channel), 13, "int") for channel in Channel),
            Column(gettext("Reported"), 11, "int"),
            Column(gettext("Asked to report"), 11, "int"),
        )
        lines = [
            (one.name, *(one.done[channel] for channel in Channel), one.reported.number, one.reported.of)
            for one in view.branches
        ]
        lines.append(
            (
                gettext("Total"),
                *(one.done for one in view.channels),
                view.cover.whole.number,
                view.cover.whole.of,
            )
        )
        sheets.append(Sheet(gettext("By organisation"), columns, lines, heading(found, title)))
    if view.named:
        columns = (
            Column(gettext("Organisation"), 44),
            Column(gettext("Under"), 36),
            Column(gettext("Channel"), 34),
            Column(gettext("Done so far"), 12, "int"),
            Column(gettext("Note"), 60),
        )
        told = [
            (place.name, place.under, words.say(CHANNEL_NAMES, row.channel), row.done, row.note)
            for (_, row), place in with_places(request, view.named, lambda pair: pair[0])
        ]
        sheets.append(Sheet(gettext("Works and movements"), columns, told, heading(found, title)))
    return download(write_xlsx(sheets), XLSX, f"{title} - {found.card.name}", "xlsx")


@get_or_post
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What the organisation itself planned and had done by a day (`?on=`), one row a channel."""
    card = present(request, pk, EDIT)
    term, on = asked(request).term, _on(request)
    known = queries.counts(actor=request.actor, organisation=pk, term=term)
    form = CountsForm(request.POST or None, initial={"seen": known.stamp}, known=_prefilled(known.rows, on))
    back = f"{reverse('outreach')}?at={pk}"

    def act(data: dict[str, Any]) -> object:
        rows = [
            actions.Count(channel, data[f"done_{channel}"], data[f"planned_{channel}"], data[f"note_{channel}"])
            for channel in Channel
        ]
        return actions.enter_counts(
            actor=request.actor, organisation=pk, term=term, on_date=on, rows=rows, seen=seen_of(data)
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Enter counts"),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=[(gettext("Communication"), reverse("outreach")), (card.name, back)],
        template="outreach/enter.html",
        card=card,
        term=term,
        on=on,
        known=known.rows,
    )


def _prefilled(known: Sequence[Counted], on: date) -> dict[Channel, Counted]:
    """What stands on the day, else the last numbers before it without their notes."""
    found: dict[Channel, Counted] = {}
    for row in known:  # the newest first
        if row.on_date <= on and row.channel not in found:
            found[row.channel] = row if row.on_date == on else replace(row, note="")
    return found


def _on(request: HttpRequest) -> date:
    """The day that is entered: `?on=`, never one to come."""
    return min(_day(request.GET.get("on", "")) or request.today, request.today)


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """Summaries side by side: of one theme, or of all; a page to print."""
    title = gettext("Public opinion")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    theme = next((one for one in Theme if one.value == request.GET.get("theme")), None)
    since = _day(request.GET.get("since", ""))
    view = queries.opinions(actor=request.actor, at=found.at, theme=theme, since=since)
    page = page_of(request, len(view.rows))
    shown = with_places(request, view.rows[page.start : page.stop], lambda row: row.organisation)
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "theme": theme,
        "since": since,
        "page": page,
        "groups": [(one, rows) for one in Theme if (rows := [pair for pair in shown if pair[0].theme is one])],
        "themes": [(one.value, words.say(THEME_NAMES, one), view.by_theme[one]) for one in Theme],
        "may_edit": found.may(request, EDIT),
    }
    return render(request, "outreach/opinions.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@get_or_post
def opinion_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation's own summary of a day (`?on=`), theme by theme."""
    card = present(request, pk, EDIT)
    term, on = asked(request).term, _on(request)
    known = queries.own_opinions(actor=request.actor, organisation=pk, term=term, on_date=on)
    form = OpinionForm(request.POST or None, initial={"seen": known.stamp}, known=known.rows)
    back = f"{reverse('opinions')}?at={pk}"

    def act(data: dict[str, Any]) -> object:
        rows = [actions.OpinionText(theme, data[f"text_{theme}"], data[f"proposal_{theme}"]) for theme in Theme]
        return actions.enter_opinions(
            actor=request.actor, organisation=pk, term=term, on_date=on, rows=rows, seen=seen_of(data)
        )

    return one_form(
        request,
        form,
        act,
        title=gettext("Summary of public opinion"),
        submit=gettext("Save"),
        goal=back,
        cancel=back,
        crumbs=[(gettext("Public opinion"), reverse("opinions")), (card.name, back)],
        template="outreach/opinion_enter.html",
        card=card,
        term=term,
        on=on,
        days=known.other_days,
    )
