"""Using packs: an overlay put over a pack, and the pack in force on a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from daihoi.core.messages import N_
from daihoi.core.rules.parse import refuse_ambiguous, sha256
from daihoi.core.rules.reader import refuse
from daihoi.core.rules.types import Dated, Overlay, RulePack, When, instead


def _over(pack: tuple[Dated, ...], own: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """The pack's entries, each replaced by the overlay's of the same key and conditions; then those added."""
    ours: dict[tuple[str, When], Dated] = {(entry.key, entry.when): entry for entry in own}
    merged: list[Dated] = []
    for entry in pack:
        new = ours.pop((entry.key, entry.when), None)
        merged.append(entry if new is None else instead(new, entry))
    return tuple(merged) + tuple(ours.values())


def apply(pack: RulePack, overlay: Overlay) -> RulePack:
    """The pack with a locality's own rules, milestones and targets; its hash covers both texts.

    A rule with the same key and conditions replaces the pack's (kept in `replaced`); a narrower one stands
    beside it. Raises `PackError` when the overlay is written for another pack, or the result is ambiguous.
    """
    if overlay.over != pack.id:
        text = N_('The overlay "{overlay}" is written for the pack "{over}", not for "{pack}".')
        raise refuse(text, overlay=overlay.id, over=overlay.over, pack=pack.id)
    rules = _over(pack.rules, overlay.rules)
    milestones = _over(pack.milestones, overlay.milestones)
    where = f"{pack.id} + {overlay.id}"
    refuse_ambiguous(rules, where)
    refuse_ambiguous(milestones, where)
    sources = {source.id: source for source in pack.sources} | {source.id: source for source in overlay.sources}
    return replace(
        pack,
        rules=rules,
        milestones=milestones,
        targets=pack.targets + overlay.targets,
        sources=tuple(sources.values()),
        sha256=sha256(pack.sha256, overlay.sha256),
        overlay_id=f"{pack.overlay_id}+{overlay.id}" if pack.overlay_id else overlay.id,
    )


def choose(packs: Iterable[RulePack], *, term: str, on: date) -> RulePack:
    """The pack of the term ("2020-2025") that is in force on the day.

    Raises `PackError` when there is none, or more than one.
    """
    found = [
        pack
        for pack in packs
        if pack.term == term and pack.effective_from <= on and (pack.effective_to is None or on <= pack.effective_to)
    ]
    if not found:
        text = N_("No rule pack of the term {term} is in force on {on:%d/%m/%Y}. Choose another term or day.")
        raise refuse(text, term=term, on=on)
    if len(found) > 1:
        text = N_("Several rule packs of the term {term} are in force on {on:%d/%m/%Y}: {ids}. Close one of them.")
        raise refuse(text, term=term, on=on, ids=", ".join(pack.id for pack in found))
    return found[0]
