"""The rules that come with a paper: the same for all, so nobody is asked."""

from daihoi.core.rules import RulePack, apply, parse_overlay
from daihoi.queries.rules import packs


def rules_of_paper(pack_id: str, overlay: str) -> RulePack | None:
    """A pack by its id, or that for which the overlay is written, with the overlay over it.

    Raises PackError for an overlay that cannot be read or does not fit; None where the pack is unknown, or where
    neither is given.
    """
    own = parse_overlay(overlay, "overlay") if overlay else None
    wanted = pack_id or (own.over if own else "")
    pack = next((pack for pack in packs() if pack.id == wanted), None)
    return apply(pack, own) if pack is not None and own is not None else pack
