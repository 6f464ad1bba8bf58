"""What a list would change in the known tree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.organisations.kinds import PARENTS, Kind
from daihoi.core.organisations.sheet.hierarchy import rings
from daihoi.core.organisations.sheet.match import Matching, Tree
from daihoi.core.organisations.sheet.model import (
    Action,
    Change,
    Entry,
    Field,
    ImportPlan,
    Known,
    Parsed,
    SheetRow,
)
from daihoi.core.organisations.sheet.naming import KIND_LABELS, guess_kind, guess_unit, says_organisation
from daihoi.core.text import fold

Counts = tuple[int, int]  # official, probationary


def compare(parsed: Parsed, known: Sequence[Known], root_id: int, *, as_of: date) -> ImportPlan:
    """The plan to bring the tree under `root_id` to what the rows say, as of a day.

    `known` is the whole tree as of that day, the root included (ValueError without it); organisations outside the
    root are needed to tell codes that are used elsewhere. A row is a known organisation if the code is known, else
    if the name is, under the same parent. A fact that the file does not give is left as it is; so is the parent of
    an organisation that is found by its code and named without any parent. Members are changed only if the numbers
    differ. Findings start with those of `parsed`.
    """
    tree = Tree(known, root_id)
    matching = Matching(parsed, tree)
    planner = _Planner(matching, tree)
    entries = planner.entries()
    findings = [*parsed.findings, *matching.findings, *planner.findings]
    findings.sort(key=lambda finding: finding.place.row or 0)
    missing = tuple(tree.by_id[pk] for pk in tree.below if pk != root_id and pk not in matching.taken)
    return ImportPlan(entries, missing, tuple(findings), as_of)


class _Planner:
    """Turns matched rows into entries."""

    def __init__(self, matching: Matching, tree: Tree) -> None:
        self.matching = matching
        self.tree = tree
        self.findings: list[Finding] = []
        self.spot = {index: spot for spot, index in enumerate(matching.order)}  # row index → entry index
        self.leads: set[int] = set()  # rows with a row below
        self.leads_committees: set[int] = set()
        for index in matching.order:
            parent = matching.rows[index].parent
            if parent is not None:
                self.leads.add(parent)
                folded = matching.folded[index]
                if folded.startswith(("dang bo", "dang uy", "db ")) and "bo phan" not in folded:
                    self.leads_committees.add(parent)
        self.kinds: dict[int, Kind] = {}  # by row index
        self.row_of = {pk: index for index, pk in matching.ids.items()}

    def note(self, severity: Severity, code: str, text: str, row: SheetRow, field: Field, /, **params: object) -> None:
        columns = self.matching.columns
        column = columns.get(field, columns.get(Field.NAME, columns.get(Field.LEVEL, "")))
        self.findings.append(self.matching.find(severity, code, text, row.row, column, **params))

    def entries(self) -> tuple[Entry, ...]:
        found = [self.entry(index) for index in self.matching.order]
        return tuple(self.without_totals(found))

    def entry(self, index: int) -> Entry:
        row = self.matching.rows[index]
        pk = self.matching.ids.get(index)
        known = self.tree.by_id[pk] if pk is not None else None
        kind = self.kinds[index] = self.kind(index, row, known)
        parent = self.matching.parents.get(index)
        return Entry(
            row=row.row,
            action=Action.NEW,
            id=pk,
            name=row.name,
            code=row.code or (known.code if known else ""),
            kind=kind,
            unit=row.unit or (known.unit if known else guess_unit(row.name)),
            parent_id=parent[1] if parent and parent[0] == "id" else None,
            parent_index=self.spot[parent[1]] if parent and parent[0] == "row" else None,
            official=row.official,
            probationary=row.probationary,
            predecessors=self.predecessors(index, row) if row.predecessors else (),
            decision=row.decision,
        )

    def kind(self, index: int, row: SheetRow, known: Known | None) -> Kind:
        """The kind as told by the file, as known, or as guessed from name and place; checked against the parent."""
        parent = self.matching.parents.get(index)
        if parent is None:  # the root
            return row.kind or self.tree.root.kind
        upper = self.kinds[parent[1]] if parent[0] == "row" else self.kind_of_known(parent[1])
        kind = row.kind or (known.kind if known else None) or self.guess(index, row, upper)
        allowed = [each for each in Kind if upper in PARENTS[each]]
        if kind is None:
            text = N_(
                "What kind of organisation “{name}” is, is told neither by the list nor by its name. Fill the kind in."
            )
            self.note(Severity.ERROR, "kind-unknown", text, row, Field.KIND, name=row.name)
            return allowed[0] if allowed else Kind.CELL
        if kind not in allowed:
            text = N_(
                "“{name}” ({kind}) cannot stand directly under “{parent}” ({parent_kind}). Correct its kind or its "
                "upper organisation."
            )
            name = self.matching.rows[parent[1]].name if parent[0] == "row" else self.tree.by_id[parent[1]].name
            self.note(
                Severity.ERROR, "kind-impossible", text, row, Field.KIND,
                name=row.name, kind=KIND_LABELS[kind], parent=name, parent_kind=KIND_LABELS[upper],
            )  # fmt: skip
        return kind

    def kind_of_known(self, pk: int) -> Kind:
        """The kind the organisation will have: the file's, if the file has it."""
        index = self.row_of.get(pk)
        return self.kinds[index] if index is not None and index in self.kinds else self.tree.by_id[pk].kind

    def guess(self, index: int, row: SheetRow, upper: Kind) -> Kind | None:
        leads, committees = index in self.leads, index in self.leads_committees
        if says_organisation(row.kind_text):
            kind = guess_kind(row.kind_text, upper, has_children=leads, has_committees=committees)
            if kind:
                return kind
        return guess_kind(row.name, upper, has_children=leads, has_committees=committees)

    def predecessors(self, index: int, row: SheetRow) -> tuple[int, ...]:
        found: list[int] = []
        for text in row.predecessors:
            pk = self.tree.by_code.get(text)
            ids = [pk] if pk is not None else self.tree.named_below.get(fold(text), [])
            ids = ids or self.tree.named.get(fold(text), [])
            if len(ids) == 1:
                if ids[0] != self.matching.ids.get(index) and ids[0] not in found:
                    found.append(ids[0])
                continue
            if ids:
                sentence = N_("The predecessor “{text}” may be any of: {found}. Write its code.")
                self.note(
                    Severity.ERROR, "predecessor-ambiguous", sentence, row, Field.PREDECESSORS,
                    text=text, found=self.tree.labels(ids),
                )  # fmt: skip
            else:
                sentence = N_("The predecessor “{text}” is not known on this day. Correct the name, or write its code.")
                self.note(Severity.ERROR, "predecessor-unknown", sentence, row, Field.PREDECESSORS, text=text)
        return tuple(found)

    def without_totals(self, entries: list[Entry]) -> list[Entry]:
        """The entries, finished: totals of organisations below compared and taken out, then the changes told."""
        sums = self.sums(entries)
        finished: list[Entry] = []
        for spot, entry in enumerate(entries):
            row = self.matching.rows[self.matching.order[spot]]
            if (below := sums[spot]) is not None and (entry.official, entry.probationary) != (None, None):
                self.check_total(row, below)
                entry = replace(entry, official=None, probationary=None)
            if entry.id is not None:
                changes = self.changes(entry, row, self.tree.by_id[entry.id])
                action = Action.CHANGED if changes else Action.UNCHANGED
                entry = replace(entry, action=action, changes=changes)
            finished.append(entry)
        return finished

    def check_total(self, row: SheetRow, below: Counts) -> None:
        numbers = (
            (Field.OFFICIAL, row.official, below[0]),
            (Field.PROBATIONARY, row.probationary, below[1]),
        )
        for field, given, total in numbers:
            if given is not None and given != total:
                text = N_(
                    "The list gives {given} for “{name}”, but the organisations below it make {total}. The number "
                    "{given} is not stored; correct the organisations below if they are wrong."
                )
                self.note(
                    Severity.WARNING, "total-of-children", text, row, field,
                    name=row.name, given=given, total=total,
                )  # fmt: skip

    def sums(self, entries: list[Entry]) -> list[Counts | None]:
        """For each entry the members of everything below it, None where nothing below has a count.

        Known organisations that the file leaves out count too. What stands under itself once known and new parents
        are put together is found on the way: it has no end to count from.
        """
        left_out = [pk for pk in self.tree.below if pk not in self.matching.taken]
        node = {pk: len(entries) + i for i, pk in enumerate(left_out)}
        node |= {entry.id: spot for spot, entry in enumerate(entries) if entry.id is not None}
        parents: list[int | None] = [
            entry.parent_index if entry.parent_index is not None else node.get(entry.parent_id or 0)
            for entry in entries
        ]
        parents += [node.get(self.tree.by_id[pk].parent_id or 0) for pk in left_out]
        if left_out and (found := rings(parents)):
            self.report_rings(found, entries)
        below: list[Counts | None] = [None] * len(parents)
        waiting = [0] * len(parents)
        for parent in parents:
            if parent is not None:
                waiting[parent] += 1
        ready = [i for i, count in enumerate(waiting) if not count]
        for i in ready:
            own = self.own(entries[i]) if i < len(entries) else self.known_counts(left_out[i - len(entries)])
            parent, whole = parents[i], below[i] or own
            if parent is None:
                continue
            if whole is not None:
                so_far = below[parent] or (0, 0)
                below[parent] = (so_far[0] + whole[0], so_far[1] + whole[1])
            waiting[parent] -= 1
            if not waiting[parent]:
                ready.append(parent)
        return below[: len(entries)]

    def own(self, entry: Entry) -> Counts | None:
        if entry.official is None and entry.id is not None:
            return self.known_counts(entry.id)
        return None if entry.official is None else (entry.official, entry.probationary or 0)

    def known_counts(self, pk: int) -> Counts | None:
        known = self.tree.by_id[pk]
        return None if known.official is None else (known.official, known.probationary or 0)

    def report_rings(self, found: list[list[int]], entries: list[Entry]) -> None:
        for ring in found:
            moved = min(spot for spot in ring if spot < len(entries))
            row = self.matching.rows[self.matching.order[moved]]
            text = N_("“{name}” would stand below itself. Correct its upper organisation.")
            field = Field.PARENT_CODE if Field.PARENT_CODE in self.matching.columns else Field.PARENT_NAME
            self.note(Severity.ERROR, "cycle", text, row, field, name=row.name)

    def changes(self, entry: Entry, row: SheetRow, known: Known) -> tuple[Change, ...]:
        """What the file gives otherwise than known; facts it does not give are no changes."""
        found = [
            Change(field, before, after)
            for field, before, after in (
                ("code", known.code, entry.code),
                ("name", known.name, entry.name),
                ("kind", known.kind, entry.kind),
                ("unit", known.unit, entry.unit),
            )
            if before != after
        ]
        if known.id != self.tree.root.id and (entry.parent_index is not None or entry.parent_id != known.parent_id):
            before = self.tree.label(known.parent_id) if known.parent_id in self.tree.by_id else ""
            found.append(Change("parent", before, self.parent_label(entry)))
        official = known.official if entry.official is None else entry.official
        probationary = known.probationary if entry.probationary is None else entry.probationary
        if (official, probationary) != (known.official, known.probationary):
            found.append(Change("members", (known.official, known.probationary), (official, probationary)))
        return tuple(found)

    def parent_label(self, entry: Entry) -> str:
        if entry.parent_index is None:
            return self.tree.label(entry.parent_id) if entry.parent_id is not None else ""
        row = self.matching.rows[self.matching.order[entry.parent_index]]
        return f"{row.name} ({row.code})" if row.code else row.name
