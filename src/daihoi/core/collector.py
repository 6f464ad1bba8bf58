"""Pausing Python's cycle collector while hundreds of thousands of small lasting objects are made.

The collector looks at all living objects again and again as they are made; for a national list of organisations it
took half of the time and found nothing to collect.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the cycle collector off until the block ends; also used as a decorator."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
