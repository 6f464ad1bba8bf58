"""The board: what is done, late, missing and next in my subtree; and the list behind each figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.core.access import NotHere, Permission
from daihoi.core.indicators import CATALOGUE, OF_PERSONNEL, Records
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.text import fold, sort_key
from daihoi.queries import indicators, organisations
from daihoi.queries.indicators import Figure, Order, Place, Which
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import terms
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.board import items, present, sheets
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import place_of, sealed, taken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Which level the board of an organisation looks at first; the grass roots where nothing is said here.
LOOKS_AT = {Kind.GRASSROOTS_COMMITTEE: Level.CELL, Kind.SECTION: Level.CELL, Kind.CELL: Level.CELL}
ALONE = {Kind.GRASSROOTS_CELL, Kind.CELL}


def board(request: HttpRequest) -> HttpResponse:
    """The board of the topmost organisation that the person may look at; a choice where there are several."""
    homes = organisations.homes(actor=request.actor, permission=Permission.VIEW, today=request.today)
    if len(homes) == 1 and homes[0].kind in ALONE:
        return redirect("organisation", homes[0].id)  # nothing stands below it: its own page says more
    if len(homes) == 1:
        return redirect(f"{reverse('board_at', args=[homes[0].id])}?{request.GET.urlencode()}".rstrip("?"))
    return render(request, "board/choose.html", {"homes": homes})


def board_at(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of one organisation's subtree on a day."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    choice = asked(request, level=LOOKS_AT.get(card.kind, Level.GRASSROOTS))
    crumbs = _crumbs(request, card.path, choice, last=card.name)
    base = {"card": card, "choice": choice, "terms": terms(), "crumbs": crumbs}
    if not card.valid_from <= choice.as_of < card.valid_to:
        return render(request, "board/not_there.html", base)
    at = _place(request, pk, choice)
    now = indicators.figures(at, present.NAMES)
    counts = indicators.per_level(at, "congresses")
    week = choice.as_of - timedelta(days=7)
    before = _before(request, pk, choice, week)
    found = indicators.exceptions(at, present.EXCEPTIONS, most=3)
    rows = indicators.by_subordinate(at, [name for name, _, _ in present.COLUMNS])
    wanted = [*rows, *(one for _, _, first in found for one in first)]
    names = {one: c.name for one, c in organisations.cards(actor=request.actor, pks=wanted, as_of=choice.as_of).items()}
    sort, words, only = request.GET.get("sort", ""), request.GET.get("q", ""), bool(request.GET.get("only"))
    table = _sorted(
        [
            present.Row(
                one,
                names.get(one, "?"),
                f"{reverse('board_at', args=[one])}?{choice.day}",
                present.cells(one, figures, choice.query),
            )
            for one, figures in rows.items()
            if fold(words) in fold(names.get(one, ""))
        ],
        sort,
    )
    if only:
        table = [row for row in table if any(cell.warn for cell in row.cells)]
    context = base | {
        "levels": _levels(counts, choice),
        "make_up": [
            (present.title(n), present.value(now[n]), present.link(pk, n, choice.query))
            for n in present.MAKE_UP
            if now[n].value
        ],
        "tiles": present.tiles(pk, now, before, choice.query),
        "exceptions": present.exceptional(pk, found, names, choice.query),
        "bars": present.bars(pk, now, choice.query),
        "drawing": present.drawing(indicators.timeline(at), choice.as_of),
        "columns": [(str(index), gettext(heading)) for index, (_, heading, _) in enumerate(present.COLUMNS)],
        "rows": table,
        "total": present.cells(pk, now, choice.query),
        "shape": _shown(pk, now, present.SHAPE, choice),
        "preparation": _shown(pk, now, present.PREPARATION, choice),
        "opened": any(counts.values()),
        "sort": sort,
        "q": words,
        "only": only,
        "all_rows": len(rows),
        "week": week,
    }
    return render(request, "board/board.html", context)


def _shown(
    pk: int, now: Mapping[str, Figure], names: Sequence[str], choice: Asked
) -> list[tuple[str, str, Figure, str]]:
    """(title, value, figure, address of its records) of each named indicator."""
    return [(present.title(n), present.value(now[n]), now[n], present.link(pk, n, choice.query)) for n in names]


def records(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Exactly the records that a figure counts, or those it is counted from, or the rest."""
    if name not in CATALOGUE:
        raise Http404
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    at = _place(request, pk, choice)
    if not at.shows(name):
        raise NotHere
    which, order = _which(request), _order(request)
    indicator, figure = CATALOGUE[name], indicators.figures(at, [name])[name]
    total = len(indicators.records(at, name, which))
    page = page_of(request, total)
    context = {
        "card": card,
        "choice": choice,
        "crumbs": [*_crumbs(request, card.path, choice), (present.title(name), "")],
        "indicator": indicator,
        "name": name,
        "title": present.title(name),
        "sentence": gettext(indicator.sentence),
        "figure": figure,
        "value": present.value(figure),
        "which": which.value,
        "tabs": _tabs(request, at, name, which) if indicator.out_of else [],
        "order": order.value,
        "page": page,
        "members": indicator.unit == "members",
    }
    if name in OF_PERSONNEL:  # who reads it is logged, and it bears its mark
        context |= sealed(request, pk, choice.term, f"records {name}", place_of(request, pk).secrecy)
    if indicator.records is not Records.ORGANISATIONS:
        _, found = indicators.item_list(at, name, which, start=page.start, stop=page.stop)
        cards = _cards(request, {item.organisation for item in found}, choice)
        kind = indicator.records
        context["headings"] = items.headings(kind)
        context["lines"] = [(item, cards.get(item.organisation), items.href(kind, item)) for item in found]
        return render(request, "board/items.html", context)
    _, listed = indicators.record_list(at, name, which, order=order, start=page.start, stop=page.stop)
    cards = _cards(request, {x for r in listed for x in (r.organisation, r.parent) if x}, choice)
    context["lines"] = [(record, cards.get(record.organisation), cards.get(record.parent or 0)) for record in listed]
    return render(request, "board/records.html", context)


def _cards(request: HttpRequest, pks: set[int], choice: Asked) -> dict[int, OrganisationCard]:
    return organisations.cards(actor=request.actor, pks=sorted(pks), as_of=choice.as_of)


def board_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The board's table by subordinate unit as a sheet."""
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    at = _place(request, pk, choice)
    names = [name for name, _, _ in present.COLUMNS]
    rows = indicators.by_subordinate(at, names)
    cards = organisations.cards(actor=request.actor, pks=list(rows), as_of=choice.as_of)
    data = sheets.board(card, choice, cards, rows, indicators.figures(at, names))
    return _file(data, f"board-{card.code}-{choice.as_of.isoformat()}.xlsx")


def records_xlsx(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """All records behind a figure as a sheet."""
    if name not in CATALOGUE:
        raise Http404
    choice = asked(request)
    card = organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    at = _place(request, pk, choice)
    if not at.shows(name):
        raise NotHere
    mark: tuple[str, ...] = ()
    if name in OF_PERSONNEL:
        mark = (taken(request, place_of(request, pk), f"records {name}", "xlsx").line,)
    file_name = f"{name}-{card.code}-{choice.as_of.isoformat()}.xlsx"
    kind = CATALOGUE[name].records
    if kind is not Records.ORGANISATIONS:
        _, found = indicators.item_list(at, name, _which(request))
        heading = (*mark, *sheets.heading(card, choice, present.title(name)))
        cards = _cards(request, {item.organisation for item in found}, choice)
        return _file(items.sheet(kind, heading, found, cards, "".join(mark)), file_name)
    _, listed = indicators.record_list(at, name, _which(request), order=_order(request))
    cards = _cards(request, {x for record in listed for x in (record.organisation, record.parent) if x}, choice)
    return _file(sheets.records(card, choice, name, listed, cards, mark), file_name)


def _place(request: HttpRequest, pk: int, choice: Asked) -> Place:
    return indicators.place(
        actor=request.actor,
        organisation=pk,
        term=choice.term,
        as_of=choice.as_of,
        today=request.today,
        level=choice.level,
    )


def _before(request: HttpRequest, pk: int, choice: Asked, day: date) -> dict[str, Figure]:
    """The tiles' figures on an earlier day; nothing where the organisation did not exist then."""
    try:
        return indicators.figures(_place(request, pk, replace(choice, as_of=day)), present.TILES)
    except NotHere:
        return {}


def _crumbs(request: HttpRequest, path: str, choice: Asked, last: str = "") -> list[tuple[str, str]]:
    trail = organisations.trail(actor=request.actor, path=path, as_of=choice.as_of)
    crumbs = [(card.name, f"{reverse('board_at', args=[card.id])}?{choice.day}") for card in trail]
    if not last:
        return crumbs
    return [*crumbs[:-1], (last, "")] if len(crumbs) > 1 else []


def _levels(counts: Mapping[Level, int], choice: Asked) -> list[dict[str, object]]:
    """The tabs of levels at which the subtree has congresses."""
    shown = []
    for level, label in present.LEVELS:
        count = sum(counts.values()) if level is None else counts[level]
        if count or level is choice.level:
            query = {"term": choice.term, "as_of": choice.as_of.isoformat(), "level": level.value if level else "all"}
            shown.append(
                {
                    "label": gettext(label),
                    "href": f"?{urlencode(query)}",
                    "current": level is choice.level,
                    "count": count,
                }
            )
    return shown


def _tabs(request: HttpRequest, at: Place, name: str, which: Which) -> list[dict[str, object]]:
    labels = {
        Which.COUNTED: gettext("Counted"),
        Which.REST: gettext("Not counted"),
        Which.OUT_OF: gettext("All that it is counted from"),
    }
    query = request.GET.copy()
    query.pop("page", None)
    shown = []
    for each, label in labels.items():
        query["which"] = each.value
        count = len(indicators.records(at, name, each))
        shown.append({"label": label, "href": f"?{query.urlencode()}", "current": each is which, "count": count})
    return shown


def _which(request: HttpRequest) -> Which:
    given = request.GET.get("which", "")
    return Which(given) if given in set(Which) else Which.COUNTED


def _order(request: HttpRequest) -> Order:
    given = request.GET.get("sort", "").removeprefix("-")
    return Order(given) if given in set(Order) else Order.TREE


def _sorted(rows: list[present.Row], sort: str) -> list[present.Row]:
    key = sort.removeprefix("-")
    if key == "name":
        return sorted(rows, key=lambda row: sort_key(row.name), reverse=sort.startswith("-"))
    column = whole_number(key)
    if column is not None and column < len(present.COLUMNS):
        # Figures: the largest first at the first click.
        return sorted(rows, key=lambda row: row.cells[column].number, reverse=not sort.startswith("-"))
    return rows


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
