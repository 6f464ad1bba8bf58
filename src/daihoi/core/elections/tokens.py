"""Short digests: of what a page showed, so that nobody saves over somebody else unseen; of whom an event is about."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from daihoi.core.elections.base import Exclusion

FACTS = ("seats", "alternates", "summoned", "attending", "opens_on", "title", "school", "truncate")


def facts_token(facts: Mapping[str, object]) -> str:
    """Of the figures of an election; the keys are those of `FACTS`."""
    return _short([facts[name] for name in FACTS])


def exclusions_token(exclusions: Iterable[Exclusion]) -> str:
    """Of a list of exclusions, in whatever order it is shown."""
    return _short(sorted([one.person, one.reason, one.attended] for one in exclusions))


def exclusion_digest(election: int, one: Exclusion) -> str:
    """What the audit log keeps of an exclusion instead of the name: whoever holds the list can prove it by this."""
    told = json.dumps(["daihoi exclusion", election, one.person, one.reason, one.attended], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _short(values: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()[:16]
