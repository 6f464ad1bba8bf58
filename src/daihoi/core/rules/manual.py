"""Writes docs/rules.md: every value of every pack with its rulebook id, article, sources and certainty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from daihoi.core.calendar import Holidays
from daihoi.core.rules.types import Grounds, MilestoneRule, Overlay, Rule, RulePack, Target, Value
from daihoi.core.sources import Source

_HEAD = """# Rules

Generated from `src/daihoi/rulepacks/`; do not edit. Every figure that the software decides, warns or asks by.

Certainty: **quoted**, the article was seen quoted; **press**, paraphrased by party press or a legal portal;
**local**, guidance of one locality; **inferred**, follows from those or from arithmetic; **unverified**, not
found in a text. A *hard* rule that is quoted, press or local blocks; a *target* or an inferred rule warns; an
unverified one never decides by itself: the software asks, and people record their decision.

Working days are counted by a convention, inferred and not quoted: the day counted from is left out, the day
arrived at is counted."""

_RULE_HEAD = ("Rule", "Id", "Value", "For", "Article", "Sources", "Certainty", "Force", "Note")
_MARKS = {"at_most": "≤", "at_least": "≥", "more_than": ">", "less_than": "<", "equal": "="}


def _shown(value: Value, unit: str) -> str:
    if isinstance(value, date):
        return f"{value:%m/%Y}" if unit == "month" else f"{value:%d/%m/%Y}"
    if unit in {"date", "month", "text", "share"}:
        return str(value)
    return f"{value} {unit.replace('_', ' ')}"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    body = [_row(row) for row in rows]
    return [_row(head), _row("---" for _ in head), *body] if body else []


def _grounds(grounds: Grounds) -> tuple[str, ...]:
    sources = ", ".join(grounds.cite) or "none"
    return (grounds.article, sources, grounds.certainty, grounds.force, grounds.note)


def _rule(rule: Rule) -> tuple[str, ...]:
    value = f"{_MARKS[rule.compare]} {_shown(rule.value, rule.unit)}" + (f" of {rule.of}" if rule.of else "")
    if rule.unit in {"working_days", "months"}:
        value = f"{_MARKS[rule.compare]} {_shown(rule.value, rule.unit)}, counted from: {rule.of}"
    return (f"`{rule.key}`", rule.id, value, rule.when.text(), *_grounds(rule.grounds))


def _milestone(entry: MilestoneRule) -> tuple[str, ...]:
    if not entry.applies:
        due = "does not apply"
    elif entry.anchor is not None:
        side = "before" if entry.offset < 0 else "after"
        due = f"{abs(entry.offset)} {entry.unit.replace('_', ' ')} {side} {entry.anchor.replace('_', ' ')}"
    else:
        days = [f"{day:%d/%m/%Y}" for day in (entry.first, entry.last) if day]
        due = " – ".join(days) or "no figure found"
    by = f"; marked by {entry.marked_by}" if entry.marked_by else ""
    return (f"`{entry.key}`", entry.id, due + by, entry.when.text(), *_grounds(entry.grounds))


def _target(target: Target) -> tuple[str, ...]:
    by = f" by {target.by:%d/%m/%Y}" if target.by else ""
    value = f"{_MARKS[target.compare]} {_shown(target.value, target.unit)}{by}"
    name = f"`{target.indicator}`: {target.sentence}"
    return (name, target.grounds.id, value, target.when.text(), *_grounds(target.grounds))


def _entries(of: RulePack | Overlay) -> list[str]:
    lines = _table(_RULE_HEAD, [_rule(rule) for rule in of.rules])
    milestones = _table(("Milestone", "Id", "Due", *_RULE_HEAD[3:]), [_milestone(m) for m in of.milestones])
    targets = _table(("Target", *_RULE_HEAD[1:]), [_target(target) for target in of.targets])
    for table in (milestones, targets):
        if table:
            lines += ([""] if lines else []) + table
    return lines


def _holidays(holidays: Holidays) -> list[str]:
    rows = [
        (
            f"{special.day:%d/%m/%Y}",
            "worked" if special.working else "free",
            special.name,
            ", ".join(special.cite),
            special.certainty,
        )
        for special in holidays.days
    ]
    return _table(("Day", "", "Name", "Sources", "Certainty"), rows)


def _source(source: Source) -> tuple[str, ...]:
    return (source.id, source.title, f"<{source.url}>" if source.url else "no address known")


@dataclass(frozen=True)
class Section:
    """A table of a file beside the packs: its title, head and rows, and the sources that it cites."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    sources: Sequence[Source]


def manual(
    packs: Iterable[RulePack], overlays: Iterable[Overlay], holidays: Holidays, more: Iterable[Section] = ()
) -> str:
    """The whole manual as Markdown, in the order given; the caller writes the file."""
    sources: dict[str, Source] = {}
    lines = [_HEAD]
    for pack in packs:
        until = f"{pack.effective_to:%d/%m/%Y}" if pack.effective_to else "further notice"
        lines += ["", f"## {pack.id}: {pack.title}", ""]
        lines += [f"Term {pack.term}; in force from {pack.effective_from:%d/%m/%Y} to {until}.", ""]
        lines += _entries(pack)
        sources |= {source.id: source for source in pack.sources}
    for overlay in overlays:
        lines += [
            "",
            f"## {overlay.id}: {overlay.locality}",
            "",
            f"{overlay.title}; over `{overlay.over}`.",
            "",
        ]
        lines += _entries(overlay)
        sources |= {source.id: source for source in overlay.sources}
    lines += ["", "## Public holidays", "", *_holidays(holidays)]
    sources |= {source.id: source for source in holidays.sources}
    for section in more:
        lines += ["", f"## {section.title}", "", *_table(section.head, section.rows)]
        sources |= {source.id: source for source in section.sources}
    rows = [_source(sources[id]) for id in sorted(sources)]
    lines += ["", "## Sources", "", *_table(("Id", "Text", "Address"), rows), ""]
    return "\n".join(lines)
