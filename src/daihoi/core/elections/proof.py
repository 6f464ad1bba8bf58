"""What the log tells of a reading: enough to prove it later, and nothing of what it says now."""

import hashlib

from daihoi.core.elections.marks import Reading


def reading_text(reading: Reading) -> str:
    """A reading as one text: its marks, then its flags ("1101 writing")."""
    return " ".join([reading.marks, *reading.flags])


def reading_digest(salt: str, count: int, slip: int, reading: Reading) -> str:
    """SHA-256 over the round's secret salt, count (0: settled), slip and reading.

    Who does not know the salt cannot try readings out; and equal ballots give digests that differ, so that the log of
    a running count does not tell how many say the same.
    """
    return _salted(salt, count, slip, reading_text(reading))


def settled_digest(salt: str, slip: int, reading: Reading, conclusion: bool | None, note: str) -> str:
    """SHA-256 over what was settled on one ballot: its reading, the conclusion ("1" valid, "0" invalid, "-" none) and
    the note as stored."""
    said = "-" if conclusion is None else str(int(conclusion))
    return _salted(salt, 0, slip, reading_text(reading), said, note)


def note_digest(salt: str, note: str) -> str:
    """SHA-256 over a note that may tell of ballots whose result is not released, as stored."""
    return _salted(salt, note)


def _salted(salt: str, *parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, (salt, *parts))).encode()).hexdigest()
