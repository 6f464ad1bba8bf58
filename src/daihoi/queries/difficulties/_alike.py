"""Which rows say something alike: candidates by shared numbers in memory, ranked by their words.

First the rows that share the most telling numbers with what was typed, among those that the actor may see and no
others; then the texts of the best few are fetched and compared with rapidfuzz.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from daihoi.core.likeness import STOP, hashes, number_of, slips, syllables
from daihoi.core.text import fold
from daihoi.queries.difficulties._memory import Flags, Ints, Table

CANDIDATES = 50
_LEAST = 45.0  # of 100: less alike is not offered
_UNKNOWN_MOST = 8  # syllables that no row has, for which slips of the hand are tried
_SLIP = 0.6  # what a number found by a slip weighs
_COMMON = 0.2  # numbers that more than this part of the rows has tell nothing, where others tell something


def candidates(table: Table, text: str, allowed: Flags, most: int = CANDIDATES) -> tuple[Ints, npt.NDArray[np.float64]]:
    """(rows, what they share of the text's weight, 0 to 1) of the allowed rows that share most with a text."""
    none = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
    wanted, factor = _wanted(table, text)
    if not len(wanted) or not len(table) or not allowed.any():
        return none
    counts, found, lengths = table.gathered(wanted)
    weights = np.log1p(len(table) / (1.0 + counts)) * factor
    useful = counts <= max(_COMMON * len(table), 20)
    if (useful & (counts > 0)).any():
        weights = np.where(useful, weights, weights * 0.1)
    spread = np.concatenate([np.repeat(weights, each) for each in lengths])
    scores = np.bincount(found, spread, minlength=len(table))
    scores[~allowed] = 0.0
    best = np.argpartition(-scores, most)[:most] if len(scores) > most else np.arange(len(scores))
    best = best[np.lexsort((-best, -scores[best]))]  # the newest first among equals
    best = best[scores[best] > 0]
    whole = float(weights[factor == 1.0].sum()) or 1.0
    return best.astype(np.int64), np.minimum(scores[best] / whole, 1.0)


def _wanted(table: Table, text: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """The numbers of a text, and those one slip away from syllables that no row has; with their factors."""
    own = np.array(hashes(text, 96), dtype=np.uint32)
    words = list(dict.fromkeys(each for each in syllables(text)[:80] if each not in STOP and 1 < len(each) < 12))
    if not words:
        return own, np.ones(len(own))
    numbers = np.array([number_of(each) for each in words], dtype=np.uint32)
    counts = table.whole.of(numbers)[1] + table.fresh.of(numbers)[1]
    unknown = [word for word, count in zip(words, counts, strict=True) if not count][:_UNKNOWN_MOST]
    if not unknown:
        return own, np.ones(len(own))
    near = np.array(sorted({number_of(each) for word in unknown for each in slips(word)}), dtype=np.uint32)
    known = (table.whole.of(near)[1] + table.fresh.of(near)[1]) > 0
    near = np.setdiff1d(near[known], own)
    return np.concatenate([own, near]), np.concatenate([np.ones(len(own)), np.full(len(near), _SLIP)])


def ranked(text: str, others: Sequence[tuple[str, float]], most: int) -> list[tuple[int, float]]:
    """(place in `others`, likeness 0 to 100) of those that are alike enough, the most alike first.

    `others`: a text and the share of the typed text's weight that it has. Words in another order and words added count
    little; a syllable with a slip in it still counts.
    """
    typed = fold(text)
    found = []
    for place, (other, share) in enumerate(others):
        folded = fold(other)
        words = max(fuzz.token_set_ratio(typed, folded), fuzz.partial_token_sort_ratio(typed, folded) * 0.95)
        found.append((place, 0.55 * words + 45.0 * share))
    found.sort(key=lambda each: -each[1])
    return [each for each in found[:most] if each[1] >= _LEAST]
