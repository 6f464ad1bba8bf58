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
    return hashlib.sha256(f"{salt}\x1f{count}\x1f{slip}\x1f{reading_text(reading)}".encode()).hexdigest()
