"""Where a value comes from, and how far its text is to be trusted.

Source: rulebook 0 (letters Q P L I M) and 9 (list of sources).
"""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How a value was found; only `quoted`, `press` and, in its own locality, `local` may block."""

    QUOTED = "quoted"  # Q: the article itself was seen quoted
    PRESS = "press"  # P: paraphrase by party press, an official column or a legal portal
    LOCAL = "local"  # L: guidance of one locality
    INFERRED = "inferred"  # I: follows from quoted or press material, or from arithmetic
    UNVERIFIED = "unverified"  # M: not found in a text; never decides by itself


@dataclass(frozen=True)
class Source:
    """A public text: the id that rules cite, its title, and its address ("" where none is known)."""

    id: str
    title: str
    url: str
