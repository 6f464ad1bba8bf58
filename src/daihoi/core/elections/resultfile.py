"""The result file: one JSON from which anybody recomputes an election, and what does not hold when they do.

Its hash covers everything else in it, in canonical form: keys sorted, no blanks. The figures under "result" are
never believed: `verify` computes them again from the ballots.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from daihoi.core.elections.files import Header, as_dict, header, open_file, record_of, setting_of
from daihoi.core.elections.loading import load
from daihoi.core.elections.record import Record
from daihoi.core.elections.results import RoundStanding, Standing
from daihoi.core.elections.setting import Setting
from daihoi.core.elections.standing import standing
from daihoi.core.messages import N_, Finding, Message, Severity
from daihoi.core.rules import RulePack
from daihoi.core.rules.reader import refuse

Packs = Callable[[str, str], RulePack]  # pack id and overlay text → the rules; raises PackError or KeyError


def canonical(value: object) -> str:
    """The one way in which the same content is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: dict[str, Any]) -> str:
    """SHA-256 over everything but the hash itself."""
    plain = {key: value for key, value in content.items() if key != "sha256"}
    return hashlib.sha256(canonical(plain).encode("utf-8")).hexdigest()


def result_of(found: Standing) -> dict[str, Any]:
    """What the election gave, in plain values."""
    return {
        "base": found.base.number,
        "needed": found.base.needed,
        "elected": list(found.elected),
        "alternates": list(found.alternates),
        "vacant": found.vacant,
        "vacant_alternates": found.vacant_alternates,
        "over": found.over,
        "open": [{"ask": one.ask.value, "round": one.round, "about": list(one.about)} for one in found.open],
        "rounds": [_round(one) for one in found.rounds],
    }


def result_digest(found: Standing) -> str:
    """SHA-256 over what the election gave: what the log keeps of a result that is released."""
    return hashlib.sha256(canonical(result_of(found)).encode("utf-8")).hexdigest()


def _round(one: RoundStanding) -> dict[str, Any]:
    figures: dict[str, Any] = {"number": one.round.number, **vars(one.ledger)}
    if one.tally is not None:
        figures |= {
            "counted": one.tally.counted,
            "valid": one.tally.valid,
            "invalid": {cause.value: number for cause, number in one.tally.invalid.items()},
        }
    if one.outcome is not None:
        figures["people"] = [
            {"key": person.key, "votes": person.votes, "status": person.status.value, "rule": person.rule}
            for person in one.outcome.people
        ]
    return figures


def result_file(setting: Setting, record: Record, head: Header) -> str:
    """The result file's text. The same election gives the same bytes, in whatever order its ballots were read."""
    content = as_dict(setting, record, head)
    content["rules"] = {
        "version": setting.pack.version.isoformat(),
        "overlay_id": setting.pack.overlay_id,
        "sha256": setting.pack.sha256,
    }
    content["result"] = result_of(standing(setting, record))
    content["sha256"] = digest(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def verify(text: str, where: str, packs: Packs) -> tuple[Setting, Record, Standing, tuple[Finding, ...]]:
    """Recompute a result file; the findings say what in it does not hold, () when all does.

    Raises PackError for a file that cannot be read, or is no result file.
    """
    file, raw = open_file(text, where), load(text, where)
    if not {"result", "rules", "sha256"} <= raw.keys():
        raise refuse(N_("{where}: this is no result file; it has no result and no hash."), where=where)
    head = header(file)
    told, rules, own = file.take("result"), file.table("rules"), file.text("sha256")
    pack = _pack(packs, head, where)
    setting = setting_of(file, pack)
    record = record_of(file, setting)
    file.done()
    found = standing(setting, record)
    findings = list(_broken(setting, found))
    if digest(raw) != own:
        findings.insert(0, _error("hash", N_("The file was changed: its content does not give its hash.")))
    said = (rules.text("version"), rules.plain("overlay_id", ""), rules.text("sha256"))
    rules.done()
    if said != (pack.version.isoformat(), pack.overlay_id, pack.sha256):
        text_ = N_("The rules that it names are not the ones recomputed with: {told}, not {ours}.")
        findings.append(_error("rules", text_, told=said[2][:12], ours=pack.sha256[:12]))
    findings += _differences(told, json.loads(canonical(result_of(found))))
    return setting, record, found, tuple(findings)


def _pack(packs: Packs, head: Header, where: str) -> RulePack:
    try:
        return packs(head.pack, head.overlay_text)
    except KeyError as error:
        text = N_("{where}: the rules {pack} are not known here.")
        raise refuse(text, where=where, pack=head.pack) from error


def _error(code: str, text: str, **params: object) -> Finding:
    return Finding(Severity.ERROR, code, Message(text, params))


def _broken(setting: Setting, found: Standing) -> Iterable[Finding]:
    """What does not reconcile in the rounds that stand, and what was never decided."""
    yield from (one for one in found.findings if one.severity is Severity.ERROR)
    for one in found.rounds:
        if not one.round.annulled:
            yield from (each for each in one.findings if each.severity is Severity.ERROR)
            if one.tally is not None and one.tally.unsettled:
                text = N_("Round {number}: on {count} ballots the two counts differ, and nobody settled it.")
                yield _error("unsettled", text, number=one.round.number, count=one.tally.unsettled)
    for question in found.open:
        yield Finding(Severity.QUESTION, f"open_{question.ask}", question.message, rule=question.grounds.id)


_ABSENT = "(nothing)"


def _differences(told: object, ours: object, at: str = "result") -> Iterable[Finding]:
    """Where the result that the file tells is not the one recomputed."""
    if isinstance(told, dict) and isinstance(ours, dict):
        for key in sorted(told.keys() | ours.keys()):
            theirs, own = told.get(key, _ABSENT), ours.get(key, _ABSENT)
            yield from _differences(theirs, own, f"{at}.{key}")
    elif isinstance(told, list) and isinstance(ours, list) and len(told) == len(ours):
        for number, (theirs, own) in enumerate(zip(told, ours, strict=True), 1):
            yield from _differences(theirs, own, f"{at}[{number}]")
    elif told != ours or type(told) is not type(ours):
        text = N_("{place}: the file says {told}, recomputed it is {ours}.")
        yield _error("result_differs", text, place=at, told=canonical(told), ours=canonical(ours))
