"""Rules as people read them: packs, overlays, what two packs say differently, holidays, a locality's targets."""

from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere, Permission, allows
from daihoi.core.indicators import CATALOGUE, OF_PERSONNEL
from daihoi.core.rules import Overlay, PackError, RulePack, Target, apply, parse_overlay
from daihoi.core.sources import Certainty
from daihoi.queries import indicators, organisations
from daihoi.queries.access import require_anywhere
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.rules import LoadedOverlay, holidays, overlays_for, packs, pinned, sample_overlays, terms
from daihoi.web.asked import Asked, asked, whole_number
from daihoi.web.board import present
from daihoi.web.personnel.frame import place_of, sealed
from daihoi.web.plan.show_rules import differences, grouped, rule_rows, target_value
from daihoi.web.words import pack_text


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every pack and overlay, by term; and what is loaded where one works."""
    _for_readers(request)
    choice = asked(request)
    home = _home(request)
    loaded = overlays_for(actor=request.actor, path=home.path) if home else []
    context = {
        "tabs": _tabs("rules"),
        "choice": choice,
        "packs": [*reversed(packs())],
        "samples": sample_overlays(),
        "loaded": loaded,
        "load_at": home if home and allows(request.actor, Permission.PLAN_EDIT, home.path, request.today) else None,
        "certainties": list(Certainty),
    }
    return render(request, "plan/rules.html", context)


@require_safe
def pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """One pack: every value with its article and certainty."""
    _for_readers(request)
    found = _pack(pack_id)
    title = pack_text(found.title)
    context = {"pack": found, "groups": grouped(rule_rows(found)), "sources": found.sources, "title": title}
    return render(request, "plan/rules_of.html", context | {"crumbs": _crumbs(title)})


@require_safe
def sample(request: HttpRequest, overlay_id: str) -> HttpResponse:
    """One shipped overlay: what it says, and what it stands in place of."""
    _for_readers(request)
    overlay = next((each for each in sample_overlays() if each.id == overlay_id), None)
    if overlay is None:
        raise NotHere
    return _overlay(request, overlay, overlay.locality, None)


@require_safe
def loaded(request: HttpRequest, overlay: int) -> HttpResponse:
    """One overlay that was loaded where one works, or above it."""
    _for_readers(request)
    home = _home(request)
    found = overlays_for(actor=request.actor, path=home.path) if home else []
    one = next((each for each in found if each.id == overlay), None)
    if one is None:
        raise NotHere
    return _overlay(request, parse_overlay(one.text, one.title), pack_text(one.title), one)


def _overlay(request: HttpRequest, overlay: Overlay, name: str, loaded: LoadedOverlay | None) -> HttpResponse:
    mine = {(rule.key, rule.when) for rule in (*overlay.rules, *overlay.milestones)}
    try:
        merged = rule_rows(apply(_pack(overlay.over), overlay))
    except PackError:
        merged = []
    context = {
        "overlay": overlay,
        "loaded": loaded,
        "groups": grouped([row for row in merged if (row.key, row.when_key) in mine]),
        "sources": overlay.sources,
        "targets": [(target, target_value(target)) for target in overlay.targets],
        "title": name,
    }
    return render(request, "plan/rules_of.html", context | {"crumbs": _crumbs(name)})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two packs side by side: what they say differently, or everything."""
    _for_readers(request)
    known = packs()
    ids = [each.id for each in known]
    left = request.GET.get("a") if request.GET.get("a") in ids else ids[-2] if len(ids) > 1 else ids[0]
    right = request.GET.get("b") if request.GET.get("b") in ids else ids[-1]
    everything = request.GET.get("all") == "1"
    one, two = _pack(left), _pack(right)
    context = {
        "tabs": _tabs("rules_compare"),
        "packs": known,
        "left": one,
        "right": two,
        "everything": everything,
        "rows": differences(one, two, all_rows=everything),
    }
    return render(request, "plan/compare.html", context)


@require_safe
def free_days(request: HttpRequest) -> HttpResponse:
    """The holidays that working days are counted by."""
    _for_readers(request)
    table = holidays()
    years = sorted({each.day.year for each in table.days}, reverse=True)
    context = {
        "tabs": _tabs("rules_holidays"),
        "years": [(year, [each for each in table.days if each.day.year == year]) for year in years],
        "sources": table.sources,
    }
    return render(request, "plan/holidays.html", context)


@dataclass(frozen=True)
class Progress:
    """A target with the figure of an organisation. `kept` None: there is no figure for it, or none for the reader
    (`hidden`: it needs the personnel right)."""

    target: Target
    wanted: str
    title: str
    figure: indicators.Figure | None
    reached: Fraction | None
    kept: bool | None
    hidden: bool

    @property
    def value(self) -> str:
        """The figure's number as it is shown."""
        return present.value(self.figure) if self.figure else ""


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """The locality's own targets, each with where it stands on the day."""
    _for_readers(request)
    choice = asked(request)
    at = _at(request, choice)
    found = []
    seal: dict[str, object] = {}
    if at:
        for title, wanted in _targets(request, at, choice):
            found.append((title, _progress(request, at, choice, wanted)))
        rows = [row for _, rows in found for row in rows if row.figure]
        if any(row.target.indicator in OF_PERSONNEL for row in rows):
            seal = sealed(request, at.id, choice.term, "rules_targets", place_of(request, at.id).secrecy)
    context = seal | {"tabs": _tabs("rules_targets"), "choice": choice, "terms": terms(), "at": at, "found": found}
    return render(request, "plan/targets.html", context)


def _targets(request: HttpRequest, at: OrganisationCard, choice: Asked) -> list[tuple[str, tuple[Target, ...]]]:
    """The targets of the term: of overlays loaded here or above, and of those that congresses are pinned to."""
    of_term = {pack.id for pack in packs() if pack.term == choice.term}
    texts = {each.text: each.title for each in overlays_for(actor=request.actor, path=at.path) if each.over in of_term}
    for ruleset in pinned(actor=request.actor, term=choice.term):
        if ruleset.overlay_text:
            texts.setdefault(ruleset.overlay_text, ruleset.overlay_id)
    overlays = [parse_overlay(text, title) for text, title in texts.items()]
    return [(f"{each.locality}: {pack_text(each.title)}", each.targets) for each in overlays if each.targets]


def _progress(request: HttpRequest, at: OrganisationCard, choice: Asked, wanted: tuple[Target, ...]) -> list[Progress]:
    try:
        place = indicators.place(
            actor=request.actor, organisation=at.id, term=choice.term, as_of=choice.as_of, today=request.today
        )
    except NotHere:
        return []
    found = []
    for target in wanted:
        # A target speaks of some: congresses of communes are not counted among those of districts.
        within = replace(place, among=target.when)
        known = target.indicator in CATALOGUE
        hidden = known and not within.shows(target.indicator)
        shown = known and not hidden
        figure = indicators.figures(within, [target.indicator])[target.indicator] if shown else None
        reached = _reached(figure, target) if figure else None
        kept = target.compare.holds(reached, target.value) if reached is not None else None
        title = gettext(CATALOGUE[target.indicator].title) if known else target.indicator
        found.append(Progress(target, target_value(target), title, figure, reached, kept, hidden))
    return found


def _reached(figure: indicators.Figure, target: Target) -> Fraction | None:
    if target.unit == "share":
        return figure.share
    return Fraction(figure.value) if figure.value is not None else None


def _for_readers(request: HttpRequest) -> None:
    require_anywhere(request.actor, Permission.VIEW, request.today)


def _pack(pack_id: str) -> RulePack:
    found = next((each for each in packs() if each.id == pack_id), None)
    if found is None:
        raise NotHere
    return found


def _home(request: HttpRequest) -> OrganisationCard | None:
    homes = organisations.homes(actor=request.actor, permission=Permission.VIEW, today=request.today)
    return homes[0] if homes else None


def _at(request: HttpRequest, choice: Asked) -> OrganisationCard | None:
    pk = whole_number(request.GET.get("at", ""))
    if pk is not None:
        return organisations.organisation(actor=request.actor, pk=pk, as_of=choice.as_of)
    return _home(request)


def _crumbs(title: str) -> list[tuple[str, str]]:
    return [(gettext("Rules"), reverse("rules")), (title, "")]


def _tabs(current: str) -> list[dict[str, object]]:
    pages = (
        ("rules", gettext("Packs and overlays")),
        ("rules_compare", gettext("Differences")),
        ("rules_targets", gettext("Targets")),
        ("rules_holidays", gettext("Holidays")),
    )
    return [{"label": label, "href": reverse(name), "current": name == current, "count": None} for name, label in pages]
