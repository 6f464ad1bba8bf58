"""What a list would change in the known tree."""

from collections.abc import Mapping, Sequence
from datetime import date

from daihoi.core.collector import collector_paused
from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.organisations.kinds import PARENTS, Kind, Unit
from daihoi.core.organisations.sheet.hierarchy import rings
from daihoi.core.organisations.sheet.match import Matching, Parent, Tree
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
_CHILDREN = {upper: [kind for kind in Kind if upper in PARENTS[kind]] for upper in Kind}


@collector_paused()
def compare(parsed: Parsed, known: Sequence[Known], root_id: int, *, as_of: date) -> ImportPlan:
    """The plan to bring the tree under `root_id` to what the rows say, as of a day.

    `known` is the whole tree as of that day, the root included (ValueError without it); organisations outside the
    root are needed to tell codes that are used elsewhere. A row is a known organisation if the code is known, else
    if the name is, under the same parent. A fact that the file does not give is left as it is; so is the parent of
    an organisation that is found by its code and named without any parent. Members are changed only if the numbers
    differ. The findings of `parsed` are not repeated.
    """
    tree = Tree(known, root_id)
    matching = Matching(parsed, tree)
    planner = _Planner(matching, tree)
    entries = planner.entries()
    findings = sorted([*matching.findings, *planner.findings], key=lambda finding: finding.place.row or 0)
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
        sums = self.sums()
        return tuple(self.entry(index, sums[spot]) for spot, index in enumerate(self.matching.order))

    def entry(self, index: int, below: Counts | None) -> Entry:
        """The entry of a row; a number that is but the total of organisations below is checked and left out."""
        row = self.matching.rows[index]
        known = self.known(index)
        kind = self.kinds[index] = self.kind(index, row, known)
        parent = self.matching.parents.get(index)
        if below is not None:
            self.check_total(row, below)
        stored = below is None
        official, probationary = (row.official, row.probationary) if stored else (None, None)
        facts = {
            "code": row.code or (known.code if known else ""),
            "name": row.name,
            "kind": kind,
            "unit": row.unit or (known.unit if known else guess_unit(row.name)),
        }
        changes = self.changes(facts, (official, probationary), parent, known) if known else ()
        return Entry(
            row=row.row,
            action=Action.CHANGED if changes else Action.UNCHANGED if known else Action.NEW,
            id=known.id if known else None,
            name=row.name,
            code=facts["code"],
            kind=kind,
            unit=Unit(facts["unit"]),
            parent_id=parent[1] if parent and parent[0] == "id" else None,
            parent_index=self.spot[parent[1]] if parent and parent[0] == "row" else None,
            official=official,
            probationary=probationary,
            changes=changes,
            predecessors=self.predecessors(index, row) if row.predecessors else (),
            decision=row.decision,
        )

    def known(self, index: int) -> Known | None:
        pk = self.matching.ids.get(index)
        return None if pk is None else self.tree.by_id[pk]

    def kind(self, index: int, row: SheetRow, known: Known | None) -> Kind:
        """The kind as told by the file, as known, or as guessed from name and place; checked against the parent."""
        parent = self.matching.parents.get(index)
        if parent is None:  # the root
            return row.kind or self.tree.root.kind
        upper = self.kinds[parent[1]] if parent[0] == "row" else self.kind_of_known(parent[1])
        kind = row.kind or (known.kind if known else None) or self.guess(index, row, upper)
        allowed = _CHILDREN[upper]
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

    def sums(self) -> list[Counts | None]:
        """For each entry the members of everything below it, None where nothing below has a count.

        Known organisations that the file leaves out count too.
        """
        order = self.matching.order
        left_out = [pk for pk in self.tree.below if pk not in self.matching.taken]
        node = {pk: len(order) + i for i, pk in enumerate(left_out)}
        node |= {pk: self.spot[index] for index, pk in self.matching.ids.items() if index in self.spot}
        parents: list[int | None] = []
        for index in order:
            kind, number = self.matching.parents.get(index, ("id", 0))
            parents.append(self.spot[number] if kind == "row" else node.get(number))
        parents += [node.get(self.tree.by_id[pk].parent_id or 0) for pk in left_out]
        if left_out:
            self.report_rings(rings(parents))
        own = [self.own(index) for index in order] + [_counts(self.tree.by_id[pk]) for pk in left_out]
        return _sums(parents, own)[: len(order)]

    def own(self, index: int) -> Counts | None:
        """The members the row gives, else those known."""
        row = self.matching.rows[index]
        if row.official is not None:
            return row.official, row.probationary or 0
        known = self.known(index)
        return _counts(known) if known else None

    def report_rings(self, found: list[list[int]]) -> None:
        """What stands under itself once known and new parents are put together."""
        for ring in found:
            moved = min(ring)  # entries come before what is left out, and one of the ring was moved
            row = self.matching.rows[self.matching.order[moved]]
            text = N_("“{name}” would stand below itself. Correct its upper organisation.")
            field = Field.PARENT_CODE if Field.PARENT_CODE in self.matching.columns else Field.PARENT_NAME
            self.note(Severity.ERROR, "cycle", text, row, field, name=row.name)

    def changes(
        self, facts: Mapping[str, str], members: tuple[int | None, int | None], parent: Parent | None, known: Known
    ) -> tuple[Change, ...]:
        """What the file gives otherwise than known; facts it does not give are no changes."""
        found: list[Change] = []
        for field, after in facts.items():
            before = getattr(known, field)
            if before != after:
                found.append(Change(field, before, after))
        if parent and parent != ("id", known.parent_id):
            upper = self.tree.by_id.get(known.parent_id or 0)
            found.append(Change("parent", self.tree.label(upper.id) if upper else "", self.parent_label(parent)))
        official = known.official if members[0] is None else members[0]
        probationary = known.probationary if members[1] is None else members[1]
        if (official, probationary) != (known.official, known.probationary):
            found.append(Change("members", (known.official, known.probationary), (official, probationary)))
        return tuple(found)

    def parent_label(self, parent: Parent) -> str:
        if parent[0] == "id":
            return self.tree.label(parent[1])
        row = self.matching.rows[parent[1]]
        return f"{row.name} ({row.code})" if row.code else row.name


def _counts(known: Known) -> Counts | None:
    return None if known.official is None else (known.official, known.probationary or 0)


def _sums(parents: Sequence[int | None], own: Sequence[Counts | None]) -> list[Counts | None]:
    """What stands below each node, from the leaves up: a node's own count holds only where none below it has one.

    Nodes of a ring are never reached, and get None.
    """
    below: list[Counts | None] = [None] * len(parents)
    waiting = [0] * len(parents)
    for parent in parents:
        if parent is not None:
            waiting[parent] += 1
    ready = [i for i, count in enumerate(waiting) if not count]
    for i in ready:
        parent, whole = parents[i], below[i] or own[i]
        if parent is None:
            continue
        if whole is not None:
            so_far = below[parent] or (0, 0)
            below[parent] = (so_far[0] + whole[0], so_far[1] + whole[1])
        waiting[parent] -= 1
        if not waiting[parent]:
            ready.append(parent)
    return below
