"""What `daihoi verify` checks: everything that is derived or chained is rebuilt and compared with what is stored.

These read the whole installation for whoever runs commands on its machine; no actor is asked, and no party data is
told beyond the organisation's name.
"""

from daihoi.core.messages import N_, Message
from daihoi.data import tree
from daihoi.data.models import ChainHead, Event
from daihoi.queries.elections import _proof
from daihoi.queries.personnel import _logged
from daihoi.queries.plan import figure_faults, window_faults


def path_faults() -> list[Message]:
    """Versions whose path is not what their parents and days give."""
    return [
        Message(
            N_("Organisation {organisation} “{name}”: its path is {stored}, but should be {rebuilt}."),
            {"organisation": fault.organisation, "name": fault.name, "stored": fault.stored, "rebuilt": fault.rebuilt},
        )
        for fault in tree.path_faults()
    ]


def stored_figure_faults() -> list[Message]:
    """Congresses whose stored figures, or windows, are not what their rows and the decisions above them give."""
    return [
        Message(
            N_("Organisation {organisation} “{name}”, term {term}: the stored figures are not what its rows give."),
            {"organisation": fault.organisation, "name": fault.name, "term": fault.term},
        )
        for fault in figure_faults()
    ] + [
        Message(
            N_("Organisation {organisation} “{name}”, term {term}: its window is not what was decided above it."),
            {"organisation": fault.organisation, "name": fault.name, "term": fault.term},
        )
        for fault in window_faults()
    ]


def reading_faults() -> list[Message]:
    """Readings of ballots that are not what the log proves of them."""
    return _proof.reading_faults()


def result_faults() -> list[Message]:
    """Released results of elections that are not what they were when they were released."""
    return _proof.result_faults()


def version_faults() -> list[Message]:
    """Locked versions of personnel schemes that are not what was submitted, put forward and approved."""
    return _logged.version_faults()


def head_faults(*, chain: str, seq: int, digest: str) -> list[Message]:
    """Is event `seq` still the one whose hash was noted on paper (its first letters are enough)?"""
    stored = Event.objects.filter(chain=chain, seq=seq).values_list("hash", flat=True).first()
    if stored is not None and stored.startswith(digest):
        return []
    return [
        Message(
            N_("Chain {chain}: event {seq} is missing or is not the one that was noted."), {"chain": chain, "seq": seq}
        )
    ]


def heads() -> list[tuple[str, int, str]]:
    """Chain, number and hash of the last event of each chain: what to note on paper."""
    return list(ChainHead.objects.order_by("chain").values_list("chain", "seq", "hash"))
