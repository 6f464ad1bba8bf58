"""Who stands under whom, by each of the ways in which lists tell it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.organisations.sheet.drafts import Draft, Finder, rows_named
from daihoi.core.organisations.sheet.model import Hierarchy
from daihoi.core.organisations.sheet.naming import says_organisation
from daihoi.core.organisations.sheet.numbers import Depths
from daihoi.core.text import fold

_LABEL = re.compile(r"(các|khối|nhóm|loại|phần|mục|cac|khoi|nhom|phan|muc|group)\b")

Result = tuple[list[Draft], list[Finding]]


def place_drafts(
    drafts: list[Draft], hierarchy: Hierarchy, find: Finder, parent_column: str, name_column: str
) -> Result:
    """The drafts with their parents filled in, and findings.

    Rows that only label a group ("I. Khối xã, phường") go; what they grouped moves to their parent. Rows are added
    for upper levels that the list names only beside their lower ones.
    """
    if hierarchy in (Hierarchy.PARENT_CODE, Hierarchy.PARENT_NAME):
        return drafts, _by_text(drafts, hierarchy, find, parent_column)
    if hierarchy is Hierarchy.LEVELS:
        return _by_levels(drafts), []
    if hierarchy is Hierarchy.INDENT:
        return _by_depth(drafts, [draft.indent for draft in drafts], find, name_column)
    if hierarchy is Hierarchy.NUMBERING:
        depths = Depths()
        return _by_depth(drafts, [depths.depth(draft.number) for draft in drafts], find, name_column)
    if hierarchy is Hierarchy.SECTIONS:
        return _by_depth(drafts, [0 if draft.opens_group else 1 for draft in drafts], find, name_column)
    return drafts, []


def _by_depth(drafts: list[Draft], depths: Sequence[int], find: Finder, column: str) -> Result:
    """Each row stands under the nearest row before it that is less deep."""
    kept: list[Draft] = []
    findings: list[Finding] = []
    open_rows: list[tuple[int, int | None]] = []  # depth, index among the kept (a label: of its parent)
    for i, draft in enumerate(drafts):
        while open_rows and open_rows[-1][0] >= depths[i]:
            open_rows.pop()
        parent = open_rows[-1][1] if open_rows else None
        leads = i + 1 < len(drafts) and depths[i + 1] > depths[i]
        if leads and not draft.code and _LABEL.match(draft.name.lower()) and not says_organisation(draft.name):
            text = N_(
                "“{name}” was taken for a heading of the rows below it, not for an organisation. If it "
                "is one, give it a name that begins with “Đảng bộ” or “Chi bộ”."
            )
            findings.append(find(Severity.NOTE, "group-label", text, draft.row, column, name=draft.name))
            open_rows.append((depths[i], parent))
            continue
        draft.parent = parent
        open_rows.append((depths[i], len(kept)))
        kept.append(draft)
    return kept, findings


def _by_levels(drafts: list[Draft]) -> list[Draft]:
    """Each row's name stands in the column of its depth; filled upper columns name its parents."""
    kept: list[Draft] = []
    children: dict[tuple[int | None, str], int] = {}
    line: dict[int, int] = {}  # level → index of the row that is open there

    def under(level: int) -> int | None:
        return next((line[upper] for upper in range(level - 1, -1, -1) if upper in line), None)

    def enter(level: int, index: int) -> None:
        for lower in [key for key in line if key >= level]:
            del line[lower]
        line[level] = index

    for draft in drafts:
        own = max(level for level, text in enumerate(draft.levels) if text)
        for level, text in enumerate(draft.levels[:own]):
            if not text or (level in line and fold(kept[line[level]].name) == fold(text)):
                continue
            key = (under(level), fold(text))
            if key not in children:
                children[key] = len(kept)
                kept.append(Draft(draft.row, text, implied=True, parent=key[0]))
            enter(level, children[key])
        draft.parent = under(own)
        key = (draft.parent, fold(draft.name))
        index = children.get(key)
        if index is not None and kept[index].implied:  # its own row comes after one that named it
            kept[index] = draft
        else:
            index = len(kept)
            children.setdefault(key, index)
            kept.append(draft)
        enter(own, index)
    return kept


def _by_text(drafts: list[Draft], hierarchy: Hierarchy, find: Finder, column: str) -> list[Finding]:
    """Parents by code or name; what the file does not hold is left as text for the known tree."""
    codes: dict[str, int] = {}
    names: defaultdict[str, list[int]] = defaultdict(list)
    for i, draft in enumerate(drafts):
        names[fold(draft.name)].append(i)
        if draft.code:
            codes.setdefault(draft.code, i)
    findings: list[Finding] = []
    for i, draft in enumerate(drafts):
        by_code = hierarchy is Hierarchy.PARENT_CODE and draft.parent_code
        text = draft.parent_code if by_code else draft.parent_name or draft.parent_code
        if not text:
            continue
        if text in codes:
            draft.parent = codes[text]
            continue
        found = names.get(fold(text), []) if not by_code else []
        if len(found) > 1:
            found = [index for index in found if index != i]
        if len(found) == 1:
            draft.parent = found[0]
        elif not found:
            draft.parent_text = text
        else:
            draft.parent_text = text
            sentence = N_(
                "The upper organisation “{parent}” stands in the list several times, in rows {rows}. Give "
                "each of them a code, and write the code of the right one here."
            )
            rows = rows_named((drafts[index].row, drafts[index].code) for index in found)
            findings.append(
                find(Severity.ERROR, "parent-ambiguous", sentence, draft.row, column, parent=text, rows=rows)
            )
    return findings + _cycles(drafts, find, column)


def _cycles(drafts: list[Draft], find: Finder, column: str) -> list[Finding]:
    """One finding for each ring of parents, at its first row."""
    findings: list[Finding] = []
    for ring in rings([draft.parent for draft in drafts]):
        first = min(ring)
        start = ring.index(first)
        chain = [drafts[i] for i in ring[start:] + ring[:start]]
        text = N_("“{name}” stands under itself: {chain}. Correct the upper organisation in one of these rows.")
        names = " → ".join(f"{draft.name} ({draft.row})" for draft in [*chain, chain[0]])
        findings.append(find(Severity.ERROR, "cycle", text, chain[0].row, column, name=chain[0].name, chain=names))
    return findings


def rings(parents: Sequence[int | None]) -> list[list[int]]:
    """The rings that following `parents` (indices) runs into, each once, from child to parent."""
    seen_by: list[int | None] = [None] * len(parents)
    found: list[list[int]] = []
    for start in range(len(parents)):
        at: int | None = start
        while at is not None and seen_by[at] is None:
            seen_by[at] = start
            at = parents[at]
        if at is not None and seen_by[at] == start:
            ring = [at]
            while (upper := parents[ring[-1]]) is not None and upper != at:
                ring.append(upper)
            found.append(ring)
    return found
