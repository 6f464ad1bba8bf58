"""A short mark of what a page showed, so that nobody saves over what somebody else did in the meantime."""

import hashlib

from daihoi.core.messages import N_, refuse


def stamp(*values: object) -> str:
    """A mark of these values: equal for equal ones, and different for others."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def refuse_changed(seen: str | None, now: str) -> None:
    """Refuse where what was shown (`seen`; None: nothing was) is not what stands there now."""
    if seen is not None and seen != now:
        text = N_("Somebody changed this in the meantime. Look at what stands there now, then enter it again.")
        raise refuse("changed_meanwhile", text)
