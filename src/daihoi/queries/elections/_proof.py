"""Do the stored readings of ballots say what the log recorded of them? For `daihoi verify`."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from daihoi.core.elections import standing, through
from daihoi.core.elections.proof import reading_digest, settled_digest
from daihoi.core.elections.resultfile import result_digest
from daihoi.core.messages import N_, Message
from daihoi.data.models import BallotRound, Election, Event, ReadBallot, SettledBallot
from daihoi.queries.elections._rows import reading_of, record_of, rounds_of, setting_of

Key = tuple[int, int, int, int]  # election, round, count (0: settled), slip


def reading_faults() -> list[Message]:
    """Readings and settlements that are not what the last event on their slip proves, or that have none."""
    rounds = {
        pk: (election, number, salt)
        for pk, election, number, salt in BallotRound.objects.values_list("pk", "election_id", "number", "salt")
    }
    last = _last_digests() if rounds else {}
    faults = []
    for (pk, count, slip), digest_with in _stored():
        election, number, salt = rounds[pk]
        digest = digest_with(salt)
        if last.pop((election, number, count, slip), None) != digest:
            text = N_("Election {election}, round {round}, slip {slip}: the stored reading is not the one in the log.")
            faults.append(Message(text, {"election": election, "round": number, "slip": slip}))
    for election, number, _, slip in sorted(last):
        text = N_("Election {election}, round {round}, slip {slip}: a reading that the log has is gone.")
        faults.append(Message(text, {"election": election, "round": number, "slip": slip}))
    return faults


def result_faults() -> list[Message]:
    """Released results that are not what the log kept the hash of when they were released."""
    told = _released()
    faults = []
    rows = Election.objects.select_related("congress", "congress__ruleset", "ruleset").filter(
        rounds__released_at__isnull=False
    )
    for row in rows.distinct():
        record, setting = record_of(row, unreleased=True), setting_of(row)
        for one in rounds_of(row):
            if one.released_at is None:
                continue
            found = result_digest(standing(setting, through(record, one.number)))
            if told.get((row.pk, one.number)) != found:
                text = N_("Election {election}, round {round}: the result is not the one that was released.")
                faults.append(Message(text, {"election": row.pk, "round": one.number}))
    return faults


def _released() -> dict[tuple[int, int], str]:
    """Election and round → hash of the result as it was released."""
    events = Event.objects.filter(event="elections.released").order_by("seq").values_list("detail", flat=True)
    details = [json.loads(text) for text in events]
    return {(one["election"], one["round"]): one["result_sha256"] for one in details}


def _stored() -> Iterator[tuple[tuple[int, int, int], Callable[[str], str]]]:
    """Round, count (0: settled) and slip of each stored reading, and what gives its digest with the round's salt."""
    rows = ReadBallot.objects.values_list("count__round_id", "count__number", "slip", "marks", "flags")
    for pk, count, slip, marks, flags in rows.iterator(chunk_size=5000):
        reading = reading_of(marks, flags)
        yield (pk, count, slip), partial(reading_digest, count=count, slip=slip, reading=reading)
    for one in SettledBallot.objects.iterator():
        reading = reading_of(one.marks, one.flags)
        settled = partial(settled_digest, slip=one.slip, reading=reading, conclusion=one.conclusion, note=one.note)
        yield (one.round_id, 0, one.slip), settled


def _last_digests() -> dict[Key, str]:
    kinds = ("elections.ballot_keyed", "elections.ballot_settled", "elections.ballot_removed")
    found: dict[Key, str] = {}
    for event, text in Event.objects.filter(event__in=kinds).order_by("seq").values_list("event", "detail").iterator():
        detail = json.loads(text)
        key = (detail["election"], detail["round"], detail.get("count", 0), detail["slip"])
        if event == "elections.ballot_removed":
            found.pop(key, None)
        else:
            found[key] = detail["digest"]
    return found
