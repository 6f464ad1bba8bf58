"""Rule packs, overlays and holidays as the installation has them, parsed once."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from daihoi.core.access import Actor, Permission
from daihoi.core.calendar import Holidays
from daihoi.core.indicators.congress import Figurer
from daihoi.core.organisations import paths
from daihoi.core.personnel import RetirementTables, parse_retirement
from daihoi.core.personnel.rulewords import refuse_unknown_words
from daihoi.core.rules import Overlay, RulePack, apply, choose, parse_holidays, parse_overlay, parse_pack
from daihoi.data.models import Congress, OverlayFile, Ruleset, Version
from daihoi.queries import clock
from daihoi.queries.access import below

_FOLDER = files("daihoi") / "rulepacks"


@dataclass(frozen=True)
class PackFile:
    """A pack or overlay with the very text that it was read from."""

    text: str
    where: str


@lru_cache
def pack_files() -> tuple[PackFile, ...]:
    """The rule packs that are shipped, in order of term and version."""
    found = []
    for term in sorted(_FOLDER.iterdir(), key=lambda folder: folder.name):
        if term.is_dir() and term.name[0].isdigit():
            for entry in sorted(term.iterdir(), key=lambda file: file.name):
                found.append(PackFile(entry.read_text(encoding="utf-8"), f"{term.name}/{entry.name}"))
    return tuple(found)


@lru_cache
def packs() -> tuple[RulePack, ...]:
    return tuple(parse_pack(file.text, file.where) for file in pack_files())


@lru_cache
def sample_overlay_files() -> tuple[PackFile, ...]:
    """Overlays that are shipped as examples of what a locality decides for itself."""
    folder = sorted((_FOLDER / "overlays").iterdir(), key=lambda file: file.name)
    return tuple(PackFile(entry.read_text(encoding="utf-8"), f"overlays/{entry.name}") for entry in folder)


@lru_cache
def sample_overlays() -> tuple[Overlay, ...]:
    return tuple(parse_overlay(file.text, file.where) for file in sample_overlay_files())


def overlaid(pack: RulePack, overlay: Overlay, where: str) -> RulePack:
    """A pack with an overlay that is being loaded. Raises PackError where it does not fit, or names what nobody knows.

    `where`: the file's name. What was loaded before is put together by `apply` alone, so that it can still be read.
    """
    refuse_unknown_words(overlay.rules, retirement(), where)
    return apply(pack, overlay)


@lru_cache
def holidays() -> Holidays:
    return parse_holidays((_FOLDER / "holidays.toml").read_text(encoding="utf-8"), "holidays.toml")


@lru_cache
def retirement() -> RetirementTables:
    """The tables by which people retire; the pack's rule `age.retirement_table` names one."""
    return parse_retirement((_FOLDER / "retirement.toml").read_text(encoding="utf-8"), "retirement.toml")


def terms() -> tuple[str, ...]:
    """The terms for which there is a pack, the latest last."""
    return tuple(sorted({pack.term for pack in packs()}))


def pack_file(pack_id: str) -> PackFile:
    """The text of a shipped pack; KeyError for an unknown id."""
    return {pack.id: file for pack, file in zip(packs(), pack_files(), strict=True)}[pack_id]


def pack_in_force(term: str, on: date) -> RulePack:
    """The pack of a term in force on a day; the first or last of the term outside all of them."""
    of_term = sorted((pack for pack in packs() if pack.term == term), key=lambda pack: pack.effective_from)
    if not of_term:
        raise KeyError(term)
    if on < of_term[0].effective_from:
        return of_term[0]
    last = of_term[-1]
    if last.effective_to is not None and on > last.effective_to:
        return last
    return choose(of_term, term=term, on=on)


@lru_cache(maxsize=64)
def _parsed(pack_text: str, overlay_text: str, where: str) -> RulePack:
    pack = parse_pack(pack_text, where)
    return apply(pack, parse_overlay(overlay_text, f"{where} + overlay")) if overlay_text else pack


_figurers: dict[int, Figurer] = {}


def rules_of(ruleset: Ruleset) -> RulePack:
    """The rules that a congress is pinned to, from the text that was kept with it."""
    return _parsed(ruleset.pack_text, ruleset.overlay_text, ruleset.pack_id)


def figurer_of(ruleset: Ruleset) -> Figurer:
    """The computer of tracks and figures under a pinned ruleset."""
    rules = rules_of(ruleset)
    if id(rules) not in _figurers:
        if len(_figurers) > 64:
            _figurers.clear()
        _figurers[id(rules)] = Figurer(rules, holidays())
    return _figurers[id(rules)]


@dataclass(frozen=True)
class LoadedOverlay:
    """An overlay that an organisation loaded."""

    id: int
    organisation: int
    overlay_id: str
    over: str
    title: str
    text: str
    loaded_at: datetime
    loaded_by: str


def overlays_for(*, actor: Actor, path: str) -> list[LoadedOverlay]:
    """The overlays loaded at an organisation or above it, the nearest and newest first."""
    rows = OverlayFile.objects.filter(organisation_id__in=paths.ids(path)).order_by("-loaded_at")
    depth = {pk: index for index, pk in enumerate(paths.ids(path))}
    found = [
        LoadedOverlay(
            row.pk,
            row.organisation_id,
            row.overlay_id,
            row.over,
            row.title,
            row.text,
            row.loaded_at,
            row.loaded_by_name,
        )
        for row in rows
    ]
    return sorted(found, key=lambda overlay: -depth[overlay.organisation])


def pinned(*, actor: Actor, term: str) -> list[Ruleset]:
    """The rulesets to which congresses of a term within the actor's reach are pinned."""
    within = Version.objects.filter(below("path", actor, Permission.VIEW, clock.today()))
    congresses = Congress.objects.filter(term=term, organisation__in=within.values("organisation"))
    # By ids: a join would make the database tell the long texts of rulesets apart, once for every congress.
    chosen = Ruleset.objects.filter(pk__in=congresses.order_by().values("ruleset").distinct())
    return list(chosen.order_by("version", "overlay_id"))
