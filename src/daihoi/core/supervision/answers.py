"""What becomes of answers to one question that come in from several devices, in whatever order.

An answer names the answer that the person saw when they gave it. Where another one has come in since, neither takes
the other's place: both are kept, and people choose. Nothing is ever overwritten or left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """Whether an answer that came in counts."""

    CURRENT = "current"
    REPLACED = "replaced"
    OFFERED = "offered"  # came in beside another one; people choose
    SET_ASIDE = "set_aside"  # people chose the other one


def placed(current: str | None, seen: str | None, *, same: bool) -> Standing:
    """Where an arriving answer goes. `current`: the answer that counts now, `seen`: the one that the person saw.

    It counts where nothing counts yet, or where the person saw what counts now; the same words again change nothing;
    else it is offered.
    """
    if current is None or current == seen:
        return Standing.CURRENT
    return Standing.REPLACED if same else Standing.OFFERED


@dataclass(frozen=True)
class Kept:
    """An answer as it is kept: its key, its words (reply and note) and whether it counts."""

    key: str
    words: tuple[str, str]
    standing: Standing


def arrived(kept: Sequence[Kept], seen: str | None, words: tuple[str, str]) -> tuple[Standing, frozenset[str]]:
    """(where an arriving answer goes, keys of the answers that it replaces).

    It replaces the current one where it takes its place; the one that the person saw, where that was still waiting to
    be chosen (somebody who answers again on their own device has changed their mind); and those waiting that say the
    same as what then counts, between which there is nothing to choose.
    """
    current = next((one for one in kept if one.standing is Standing.CURRENT), None)
    standing = placed(current.key if current else None, seen, same=current is not None and current.words == words)
    replaced = {current.key} if current and standing is Standing.CURRENT else set()
    counts = words if standing is Standing.CURRENT or current is None else current.words
    replaced |= {
        one.key for one in kept if one.standing is Standing.OFFERED and (one.key == seen or one.words == counts)
    }
    return standing, frozenset(replaced)


def chosen(kept: Sequence[Kept], key: str) -> Mapping[str, Standing]:
    """What changes when people choose an answer: it counts, and the current and the other offered ones are set aside.

    KeyError for an answer that is neither current nor offered: it is no longer there to be chosen.
    """
    open_ = {one.key: one.standing for one in kept if one.standing in {Standing.CURRENT, Standing.OFFERED}}
    if key not in open_:
        raise KeyError(key)
    return {
        each: Standing.CURRENT if each == key else Standing.SET_ASIDE
        for each, standing in open_.items()
        if each != key or standing is not Standing.CURRENT
    }
