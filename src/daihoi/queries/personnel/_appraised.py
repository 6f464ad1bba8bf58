"""Locked versions held against their rules: one with everything, many in brief. Contents never change, so the brief
of one is kept in memory by its hash; a decision always reads the content itself and verifies it."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daihoi.core.messages import Refused, Severity
from daihoi.core.personnel.approval import Appraisal, Told, appraise
from daihoi.core.personnel.content import Content, Whose, read_content
from daihoi.core.rules import RulePack
from daihoi.data.models import Ruleset, SchemeVersion
from daihoi.queries.rules import packs, retirement, rules_of

_KEPT = 8192  # versions in memory: several times a province
_AT_ONCE = 500
WHOSE = ("scheme__organisation", "scheme__term", "number")  # as core.personnel.content.Whose has them


@dataclass(frozen=True)
class Brief:
    """What the queue shows of a version: no name of a person. `changed`: its content is not what was locked."""

    people: int
    told: tuple[Told, ...] = ()
    exceptional: bool = True
    unusual: bool = True
    sameness: str = ""
    changed: bool = False

    def count(self, severity: Severity) -> int:
        return sum(one.times for one in self.told if one.severity is severity)


_briefs: OrderedDict[tuple[int, str, str], Brief] = OrderedDict()


def rules_named(hashes: Collection[str]) -> Mapping[str, RulePack]:
    """Rule packs by their hash: as congresses are pinned to them, else as they are shipped. One query at most."""
    found = {pack.sha256: pack for pack in packs() if pack.sha256 in hashes}
    missing = set(hashes) - found.keys()
    if missing:
        found |= {row.sha256: rules_of(row) for row in Ruleset.objects.filter(sha256__in=missing)}
    return found


def locked(row: SchemeVersion) -> Content:
    """The content of a version, its scheme read with it. Raises Refused where it is not what was locked."""
    return read_content(row.content, row.sha256, Whose(row.scheme.organisation_id, row.scheme.term, row.number))


def appraised(text: str, sha256: str, whose: Whose) -> Appraisal:
    """A version with all that is found in it. Raises Refused where the content is not what was locked."""
    content = read_content(text, sha256, whose)
    return appraise(content, rules_named({content.ruleset}).get(content.ruleset), retirement())


def briefs(versions: Mapping[int, str]) -> Mapping[int, Brief]:
    """The brief of each version, by its id. `versions`: the hash by id. Contents are read where none is in memory."""
    tables = retirement().sha256
    missing = [pk for pk, sha256 in versions.items() if (pk, sha256, tables) not in _briefs]
    fresh: dict[int, Brief] = {}
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        rows = SchemeVersion.objects.filter(pk__in=some).values_list("pk", "content", "sha256", *WHOSE)
        fresh |= _read(list(rows))
    for pk, brief in fresh.items():
        if not brief.changed:
            _briefs[pk, versions[pk], tables] = brief
    found = {pk: fresh[pk] if pk in fresh else _briefs[pk, sha256, tables] for pk, sha256 in versions.items()}
    while len(_briefs) > _KEPT:
        _briefs.popitem(last=False)
    return found


def _read(rows: Iterable[Sequence[Any]]) -> dict[int, Brief]:
    contents: dict[int, Content | None] = {}
    for pk, text, sha256, *whose in rows:
        try:
            contents[pk] = read_content(text, sha256, Whose(*whose))
        except Refused:
            contents[pk] = None
    rules = rules_named({content.ruleset for content in contents.values() if content})
    return {
        pk: _brief(appraise(content, rules.get(content.ruleset), retirement())) if content else Brief(0, changed=True)
        for pk, content in contents.items()
    }


def _brief(found: Appraisal) -> Brief:
    return Brief(len(found.content.listed), found.told, found.exceptional, found.unusual, found.sameness)


def forget() -> None:
    """Drop what is in memory."""
    _briefs.clear()
