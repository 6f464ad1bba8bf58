"""Paths of organisations: fixed-width digits of ids, so that "below" is one index range on every database.

A path is the ids from the root down, six digits each (a million organisations); it contains digits only, so it
sorts the same under every collation. `parent` is the truth, a path is derived from it.
"""

from collections.abc import Iterable

WIDTH = 6


def child(parent: str, pk: int) -> str:
    """The path of organisation `pk` under the path `parent` ("" for a root)."""
    digits = f"{pk:0{WIDTH}d}"
    if not 0 < pk < 10**WIDTH - 1:  # the last number is kept free as the upper end of a span
        raise ValueError(f"organisation id {pk} does not fit in {WIDTH} digits")
    return parent + digits


def ids(path: str) -> tuple[int, ...]:
    """The organisation ids on a path, root first."""
    return tuple(int(path[i : i + WIDTH]) for i in range(0, len(path), WIDTH))


def depth(path: str) -> int:
    """How many organisations stand on the path, itself included."""
    return len(path) // WIDTH


def above(path: str) -> str:
    """The path of the organisation directly above; "" for a root."""
    return path[:-WIDTH]


def decided_at(path: str) -> str:
    """Where the level above decides on an organisation: directly above, a root at itself."""
    return above(path) or path


def prefixes(path: str) -> tuple[str, ...]:
    """The path of each organisation on a path, root first, in the order of `ids`."""
    return tuple(path[: i + WIDTH] for i in range(0, len(path), WIDTH))


def span(path: str) -> tuple[str, str]:
    """The half-open range [low, high) of all paths at or below `path`; "" spans everything.

    The upper end is the path with its last id plus one: digits only, since punctuation sorts by locale.
    """
    if not path:
        return ("", "9" * WIDTH)
    return (path, path[:-WIDTH] + f"{int(path[-WIDTH:]) + 1:0{WIDTH}d}")


def covers(upper: str, lower: str) -> bool:
    """Is `lower` the organisation at `upper`, or one below it?"""
    return lower.startswith(upper)


def topmost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that no other of them covers, in order."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not (kept and covers(kept[-1], path)):
            kept.append(path)
    return tuple(kept)
