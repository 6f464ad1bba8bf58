"""TOML text → rule pack, overlay or table of holidays. No file is opened here: text and its name are given.

What may stand in a file is told in docs/rules.md; anything else is refused with a `PackError`.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from daihoi.core.calendar import Holidays, SpecialDay
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.rules.reader import Reader, fraction, read, refuse
from daihoi.core.rules.types import (
    Anchor,
    Compare,
    Force,
    Grounds,
    MarkedBy,
    MilestoneRule,
    Overlay,
    Rule,
    RulePack,
    Target,
    Value,
    When,
    kinds_of,
)
from daihoi.core.sources import Certainty, Source

# Unit → the types that its values may have. "month" is written as the first day of the month.
UNITS: dict[str, tuple[type, ...]] = {
    "days": (int, Fraction),
    "working_days": (int,),
    "months": (int,),
    "years": (int,),
    "members": (int,),
    "delegates": (int,),
    "persons": (int,),
    "organisations": (int,),
    "contents": (int,),
    "congresses": (int,),
    "share": (Fraction,),
    "date": (date,),
    "month": (date,),
    "text": (str,),
}
_COUNTED = frozenset({"share", "working_days", "months"})  # units whose values are counted from something
_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_PACK_ID = re.compile(r"[0-9]{4}-[0-9]{4}/[0-9]{4}-[0-9]{2}-[0-9]{2}")


def sha256(*texts: str) -> str:
    """The hash of one text, or of several one after another, each preceded by its length in bytes."""
    digest = hashlib.sha256()
    for text in texts:
        raw = text.encode()
        if len(texts) > 1:
            digest.update(f"{len(raw)}\n".encode())
        digest.update(raw)
    return digest.hexdigest()


def declared_sources(file: Reader) -> tuple[Source, ...]:
    """The `[[source]]` tables of a file. Raises `PackError`."""
    found: dict[str, Source] = {}
    for entry in file.tables("source"):
        source = Source(entry.text("id"), entry.text("title"), entry.plain("url"))
        entry.done()
        if source.id in found:
            text = N_('{where}: {at} declares the source "{id}" a second time. Keep one.')
            raise refuse(text, where=file.where, at=entry.at, id=source.id)
        found[source.id] = source
    return tuple(found.values())


def _cite(entry: Reader, declared: Collection[str], certainty: Certainty) -> tuple[str, ...]:
    cite = entry.texts("cite")
    if not cite and certainty is not Certainty.UNVERIFIED:
        text = N_('{where}: {at} cites nothing. Name its source in "cite", or mark it "unverified".')
        raise refuse(text, where=entry.where, at=entry.at)
    for id in cite:
        if id not in declared:
            text = N_('{where}: {at} cites the source "{id}", which no [[source]] declares. Declare it.')
            raise refuse(text, where=entry.where, at=entry.at, id=id)
    return cite


def grounds_of(entry: Reader, declared: Collection[str]) -> Grounds:
    """Id, certainty, citations, article, force and note of an entry. Raises `PackError`."""
    certainty = entry.choice("certainty", Certainty)
    return Grounds(
        id=entry.text("id"),
        cite=_cite(entry, declared, certainty),
        article=entry.text("article"),
        certainty=certainty,
        force=entry.choice("kind", Force),
        note=entry.plain("note", ""),
    )


def _when(entry: Reader) -> When:
    when = entry.table("when", {})
    levels = when.maybe_choices("levels", Level)
    kinds = when.maybe_choices("kinds", Kind)
    if levels is not None and kinds is not None:
        text = N_("{where}: {at} names both levels and kinds. Name one of them.")
        raise refuse(text, where=entry.where, at=when.at)
    if levels is not None:
        kinds = frozenset().union(*(kinds_of(level) for level in levels))
    cases = when.maybe_texts("cases")
    result = When(
        kinds=kinds,
        units=when.maybe_choices("units", Unit),
        contents=when.maybe_wholes("contents"),
        cases=None if cases is None else frozenset(cases),
    )
    when.done()
    return result


def _value(entry: Reader, unit: str) -> Value:
    """The value under "value", of a type that the unit allows."""
    raw = entry.take("value")
    value = fraction(raw) if isinstance(raw, str) and unit != "text" else raw
    allowed = UNITS[unit]
    # bool is an int and datetime a date in Python; neither is a value here.
    if type(value) not in allowed:
        raise entry.bad("value", _WANTED[allowed])
    if unit == "month" and isinstance(value, date) and value.day != 1:
        raise entry.bad("value", N_("the first day of the month"))
    return value  # type: ignore[return-value]  # one of UNITS' types by the check above


_WANTED: dict[tuple[type, ...], str] = {
    (int,): N_("a whole number"),
    (int, Fraction): N_('a whole number or a fraction such as "1/2"'),
    (Fraction,): N_('a fraction such as "1/3"'),
    (date,): N_("a day such as 2020-06-30"),
    (str,): N_("text"),
}


def _unit(entry: Reader, units: Iterable[str]) -> str:
    unit = entry.text("unit")
    if unit not in units:
        raise entry.bad("unit", N_("one of {names}"), names=", ".join(units))
    return unit


def _rule(entry: Reader, declared: Collection[str]) -> Rule:
    key = entry.text("key")
    if not _KEY.fullmatch(key):
        raise entry.bad("key", N_('words joined by dots, such as "congress.duration"'))
    unit = _unit(entry, UNITS)
    rule = Rule(
        key=key,
        value=_value(entry, unit),
        unit=unit,
        compare=entry.choice("compare", Compare),
        of=entry.text("of") if unit in _COUNTED else entry.plain("of", ""),
        when=_when(entry),
        grounds=grounds_of(entry, declared),
    )
    entry.done()
    return rule


def _milestone(entry: Reader, declared: Collection[str]) -> MilestoneRule:
    anchored = entry.has("anchor")
    first, last = entry.maybe_day("first"), entry.maybe_day("last")
    if anchored and (first or last):
        text = N_('{where}: {at} has both an "anchor" and own days. Keep one of them.')
        raise refuse(text, where=entry.where, at=entry.at)
    if first and last and last < first:
        text = N_("{where}: {at} ends before it begins. Correct its days.")
        raise refuse(text, where=entry.where, at=entry.at)
    milestone = MilestoneRule(
        key=entry.text("key"),
        marked_by=entry.choice("marked_by", MarkedBy) if entry.has("marked_by") else None,
        applies=entry.truth("applies", True),
        anchor=entry.choice("anchor", Anchor) if anchored else None,
        offset=entry.whole("offset") if anchored else 0,
        unit=_unit(entry, ("days", "working_days")) if anchored else "days",
        first=first,
        last=last,
        when=_when(entry),
        grounds=grounds_of(entry, declared),
    )
    entry.done()
    return milestone


def _target(entry: Reader, declared: Collection[str]) -> Target:
    unit = _unit(entry, ("share", "organisations", "persons"))
    value = _value(entry, unit)
    target = Target(
        id=entry.text("key"),
        indicator=entry.text("indicator"),
        when=_when(entry),
        value=Fraction(value),  # type: ignore[arg-type]  # int or Fraction: the units above allow nothing else
        unit=unit,
        compare=entry.choice("compare", Compare),
        by=entry.maybe_day("by"),
        sentence=entry.text("sentence"),
        grounds=grounds_of(entry, declared),
    )
    entry.done()
    return target


def refuse_ambiguous(entries: Sequence[Rule | MilestoneRule], where: str) -> None:
    """Raise `PackError` when two entries under one key can mean the same organisation and neither is the more
    specific: the same rule twice, or two that overlap."""
    for a, b in combinations(entries, 2):
        if a.key != b.key or not a.when.meets(b.when):
            continue
        if a.when == b.when:
            text = N_('{where}: "{key}" is given twice for the same organisations ({when}). Keep one.')
            raise refuse(text, where=where, key=a.key, when=a.when.text())
        if not (a.when.within(b.when) or b.when.within(a.when)):
            text = N_(
                '{where}: "{key}" is ambiguous: {a} and {b} overlap, and neither is the more specific. '
                "Narrow one of them."
            )
            raise refuse(text, where=where, key=a.key, a=a.when.text(), b=b.when.text())


def _entries(
    file: Reader, declared: Collection[str]
) -> tuple[tuple[Rule, ...], tuple[MilestoneRule, ...], tuple[Target, ...]]:
    rules = tuple(_rule(entry, declared) for entry in file.tables("rule"))
    milestones = tuple(_milestone(entry, declared) for entry in file.tables("milestone"))
    targets = tuple(_target(entry, declared) for entry in file.tables("target"))
    refuse_ambiguous(rules, file.where)
    refuse_ambiguous(milestones, file.where)
    ids = [target.id for target in targets]
    for id in ids:
        if ids.count(id) > 1:
            text = N_('{where}: the target "{id}" is given twice. Keep one.')
            raise refuse(text, where=file.where, id=id)
    return rules, milestones, targets


def parse_pack(text: str, where: str) -> RulePack:
    """The rule pack in `text`; `where` is the file's name for messages. Raises `PackError`."""
    file = read(text, where)
    head = file.table("pack")
    sources = declared_sources(file)
    rules, milestones, targets = _entries(file, {source.id for source in sources})
    pack = RulePack(
        id=head.text("id"),
        term=head.text("term"),
        title=head.text("title"),
        version=head.day("version"),
        effective_from=head.day("effective_from"),
        effective_to=head.maybe_day("effective_to"),
        rules=rules,
        milestones=milestones,
        sources=sources,
        sha256=sha256(text),
        targets=targets,
    )
    if not _PACK_ID.fullmatch(pack.id) or pack.id != f"{pack.term}/{pack.version}":
        raise head.bad("id", N_('the term and the version, such as "2020-2025/2019-05-30"'))
    if pack.effective_to is not None and pack.effective_to < pack.effective_from:
        raise head.bad("effective_to", N_("a day not before effective_from"))
    head.done()
    file.done()
    return pack


def parse_overlay(text: str, where: str) -> Overlay:
    """A locality's overlay in `text`. Raises `PackError`."""
    file = read(text, where)
    head = file.table("overlay")
    sources = declared_sources(file)
    rules, milestones, targets = _entries(file, {source.id for source in sources})
    overlay = Overlay(
        id=head.text("id"),
        over=head.text("over"),
        locality=head.text("locality"),
        title=head.text("title"),
        rules=rules,
        milestones=milestones,
        targets=targets,
        sources=sources,
        sha256=sha256(text),
    )
    if not _PACK_ID.fullmatch(overlay.over):
        raise head.bad("over", N_('the id of a pack, such as "2020-2025/2019-05-30"'))
    head.done()
    file.done()
    return overlay


def _special_days(year: Reader, declared: Collection[str]) -> Iterable[SpecialDay]:
    number = year.whole("year")
    for key in ("off", "working"):
        for entry in year.tables(key):
            first = entry.day("first")
            last = entry.maybe_day("last") or first
            certainty = entry.choice("certainty", Certainty)
            cite, name = _cite(entry, declared, certainty), entry.text("name")
            entry.done()
            if last < first or {first.year, last.year} != {number}:
                raise entry.bad("first", N_("a day of {year}, not after last"), year=number)
            for n in range((last - first).days + 1):
                yield SpecialDay(first + timedelta(days=n), name, key == "working", cite, certainty)
    year.done()


def parse_holidays(text: str, where: str) -> Holidays:
    """The table of free days and swapped working days in `text`. Raises `PackError`."""
    file = read(text, where)
    sources = declared_sources(file)
    declared = {source.id for source in sources}
    days: list[SpecialDay] = []
    years: set[int] = set()
    for year in file.tables("year"):
        found = tuple(_special_days(year, declared))
        number = year.whole("year")
        if number in years or len({special.day for special in found}) != len(found):
            raise year.bad("year", N_("given once, and each of its days once"))
        years.add(number)
        days.extend(found)
    file.done()
    return Holidays(
        off=frozenset(special.day for special in days if not special.working),
        extra_working=frozenset(special.day for special in days if special.working),
        years=frozenset(years),
        days=tuple(sorted(days, key=lambda special: special.day)),
        sources=sources,
        sha256=sha256(text),
    )
