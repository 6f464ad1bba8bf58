"""How a time is taken: the best of several runs, since everything else on a machine only makes it longer."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def timed(call: Callable[[], T], times: int = 1) -> tuple[T, float]:
    """The result of a call and the best of so many times, in seconds."""
    best = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        found = call()
        best = min(best, time.perf_counter() - begun)
    return found, best
