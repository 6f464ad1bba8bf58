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
_TOLD_MOST = 40  # numbers of a long text by which rows are gathered


def candidates(table: Table, text: str, allowed: Flags, most: int = CANDIDATES) -> tuple[Ints, npt.NDArray[np.float64]]:
    """(rows, what they share of the text's weight, 0 to 1) of the allowed rows that share most with a text."""
    none = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
    wanted, factor, single = _wanted(table, text)
    if not len(wanted) or not len(table) or not allowed.any():
        return none
    counts = table.counts(wanted)
    weights = np.log1p(len(table) / (1.0 + counts)) * factor
    if not single.any():
        single = factor == 1.0
    there = np.flatnonzero(counts > 0)
    common = counts[there] > max(_COMMON * len(table), 20)
    there = there[~common] if not common.all() else there
    told = there[np.argsort(counts[there], kind="stable")[:_TOLD_MOST]]  # the most telling
    found, lengths = table.gathered(wanted[told])
    scores = _sums(found, lengths, weights[told], len(table))
    scores[~allowed] = 0.0
    best = np.argpartition(-scores, most)[:most] if len(scores) > most else np.arange(len(scores))
    best = best[np.lexsort((-best, -scores[best]))]  # the newest first among equals
    best = best[scores[best] > 0]
    # Pairs bring a row forward; that words stand in another order takes nothing away.
    words = np.where(single | (factor < 1.0), weights, 0.0)[told]
    asked = single & ((counts == 0) | np.isin(np.arange(len(wanted)), told))
    shared = _sums(found, lengths, words, len(table))[best]
    return best.astype(np.int64), np.minimum(shared / (float(weights[asked].sum()) or 1.0), 1.0)


def _sums(
    rows: npt.NDArray[np.uint32], lengths: Ints, weights: npt.NDArray[np.float64], size: int
) -> npt.NDArray[np.float64]:
    """The sum of the weights of the numbers that each row has."""
    spread = np.concatenate([np.repeat(weights, each) for each in lengths])
    return np.bincount(rows, spread, minlength=size).astype(np.float64, copy=False)


def _wanted(table: Table, text: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """(the numbers of a text, and those one slip away from syllables that no row has; their factors; which of them are
    typed syllables that tell something)."""
    own = np.array(hashes(text, 96), dtype=np.uint32)
    words = list(dict.fromkeys(each for each in syllables(text)[:80] if each not in STOP))
    numbers = np.array([number_of(each) for each in words], dtype=np.uint32)
    counts = table.counts(numbers)
    unknown = [word for word, count in zip(words, counts, strict=True) if not count and 1 < len(word) < 12]
    near = {number_of(each) for word in unknown[:_UNKNOWN_MOST] for each in slips(word)}
    tried = np.array(sorted(near), dtype=np.uint32)
    found = np.setdiff1d(tried[table.counts(tried) > 0], own)
    factor = np.concatenate([np.ones(len(own)), np.full(len(found), _SLIP)])
    return np.concatenate([own, found]), factor, np.append(np.isin(own, numbers), np.zeros(len(found), dtype=bool))


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
