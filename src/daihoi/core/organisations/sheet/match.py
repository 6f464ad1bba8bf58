"""Which known organisation each row is, and where it stands: codes first, then names under one parent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from daihoi.core.messages import N_, Finding, Severity
from daihoi.core.organisations.sheet.drafts import Finder, rows_named
from daihoi.core.organisations.sheet.model import Field, Known, Parsed, SheetRow
from daihoi.core.text import fold

Parent = tuple[str, int]  # ("id", known id) or ("row", index of a row that is new)


class Tree:
    """The known organisations, by id, code and name; `below` is the root and everything under it."""

    def __init__(self, known: Iterable[Known], root_id: int) -> None:
        self.by_id = {each.id: each for each in known}
        if root_id not in self.by_id:
            raise ValueError(f"the root {root_id} is not among the known organisations")
        self.root = self.by_id[root_id]
        self.children: defaultdict[int | None, list[int]] = defaultdict(list)
        for each in self.by_id.values():
            self.children[each.parent_id].append(each.id)
        self.below: dict[int, None] = {root_id: None}
        for upper in (line := [root_id]):
            for lower in self.children.get(upper, ()):
                if lower not in self.below:
                    self.below[lower] = None
                    line.append(lower)
        self.by_code = {each.code: each.id for each in self.by_id.values() if each.code}
        self.folded = {each.id: fold(each.name) for each in self.by_id.values()}
        self.named_below: defaultdict[str, list[int]] = defaultdict(list)
        self.named_under: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
        for pk in self.below:
            self.named_below[self.folded[pk]].append(pk)
            self.named_under[self.by_id[pk].parent_id, self.folded[pk]].append(pk)

    @cached_property
    def named(self) -> dict[str, list[int]]:
        """Ids by folded name, of all that are known."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for pk, name in self.folded.items():
            found[name].append(pk)
        return found

    def label(self, pk: int) -> str:
        """The name, with the code in brackets, as people tell organisations apart."""
        each = self.by_id[pk]
        return f"{each.name} ({each.code})" if each.code else each.name

    def labels(self, ids: Sequence[int]) -> str:
        return "; ".join(map(self.label, ids[:6])) + ("; …" if len(ids) > 6 else "")


class Matching:
    """The known id of each row (`ids`), the parent of each row (`parents`), and `order`: parents first.

    Rows whose parent is not to be found, or that stand under themselves, are in none of them; findings say so.
    """

    def __init__(self, parsed: Parsed, tree: Tree) -> None:
        self.rows = parsed.rows
        self.tree = tree
        self.columns = parsed.columns
        self.find = Finder(parsed.sheet)
        self.findings: list[Finding] = []
        self.told = {finding.place.row for finding in parsed.findings if finding.code == "parent-ambiguous"}
        self.folded = [fold(row.name) for row in parsed.rows]
        self.ids: dict[int, int] = {}
        self.taken: set[int] = set()
        self.texts: dict[int, int | None] = {}  # rows whose parent is named by text → known id, None if not found
        self.parents: dict[int, Parent] = {}
        self.order: list[int] = []
        self.match_codes()
        self.find_parents()
        self.find_root_row()
        self.report_parents()
        self.walk()
        self.report_same_names()

    def note(self, severity: Severity, code: str, text: str, row: SheetRow, field: Field, /, **params: object) -> None:
        column = self.columns.get(field, self.columns.get(Field.NAME, self.columns.get(Field.LEVEL, "")))
        self.findings.append(self.find(severity, code, text, row.row, column, **params))

    def take(self, index: int, pk: int) -> None:
        self.ids[index] = pk
        self.taken.add(pk)

    def match_codes(self) -> None:
        for index, row in enumerate(self.rows):
            pk = self.tree.by_code.get(row.code) if row.code else None
            if pk is None or pk in self.taken:  # taken: the code stands twice in the file, which is told already
                continue
            if pk in self.tree.below:
                self.take(index, pk)
                continue
            text = N_(
                "The code {code} belongs to “{other}”, which is outside “{root}”. Correct the code, or read the list "
                "into the organisation that holds both."
            )
            self.note(
                Severity.ERROR, "code-elsewhere", text, row, Field.CODE,
                code=row.code, other=self.tree.by_id[pk].name, root=self.tree.root.name,
            )  # fmt: skip

    def find_parents(self) -> None:
        """Look the parents that the file only names up in the known tree."""
        for index, row in enumerate(self.rows):
            if row.row in self.told:
                self.texts[index] = None  # several rows of the file have the name: known ones do not decide
            elif row.parent_text:
                pk = self.tree.by_code.get(row.parent_text)
                found = self.tree.named_below.get(fold(row.parent_text), []) if pk is None else [pk]
                self.texts[index] = found[0] if len(found) == 1 and found[0] in self.tree.below else None

    def find_root_row(self) -> None:
        """The row of the root itself, if the file lists it: its code, or its name at the top."""
        root = self.tree.root
        name = self.tree.folded[root.id]
        if root.id in self.taken or self.tree.named_under.get((root.id, name)):
            return
        for index, row in enumerate(self.rows):
            if self.folded[index] != name or index in self.ids or (row.code and root.code):
                continue
            if row.parent is None and self.texts.get(index) is None:
                self.take(index, root.id)
                return

    def report_parents(self) -> None:
        for index, pk in self.texts.items():
            row = self.rows[index]
            if pk is not None or row.row in self.told or self.ids.get(index) == self.tree.root.id:
                continue
            field = Field.PARENT_CODE if Field.PARENT_CODE in self.columns else Field.PARENT_NAME
            found = self.tree.named_below.get(fold(row.parent_text), [])
            if len(found) > 1:
                text = N_(
                    "Several organisations are called “{parent}”: {found}. Write the code of the upper organisation."
                )
                self.note(
                    Severity.ERROR, "parent-ambiguous", text, row, field,
                    parent=row.parent_text, found=self.tree.labels(found),
                )  # fmt: skip
                continue
            text = N_(
                "The upper organisation “{parent}” is neither in the list nor below “{root}”. Correct it, or add its "
                "row to the list."
            )
            self.note(
                Severity.ERROR, "parent-unknown", text, row, field,
                parent=row.parent_text, root=self.tree.root.name,
            )  # fmt: skip

    def walk(self) -> None:
        """Parents before children, else in the order of the file; match the rest by name on the way."""
        placed: dict[int, bool] = {}
        siblings = Counter((row.parent, row.parent_text, self.folded[i]) for i, row in enumerate(self.rows))
        for start in range(len(self.rows)):
            line = {start: None}  # the row and those above it that are not placed yet
            at = start
            while (parent := self.rows[at].parent) is not None and parent not in placed and parent not in line:
                line[parent] = None
                at = parent
            for index in reversed(line):
                if index in placed:
                    continue
                placed[index] = self.place(index, placed)
                if placed[index]:
                    row = self.rows[index]
                    self.match_name(index, siblings[row.parent, row.parent_text, self.folded[index]])
                    self.order.append(index)

    def place(self, index: int, placed: dict[int, bool]) -> bool:
        """Give the row its parent; False if it has none to stand under."""
        row = self.rows[index]
        pk = self.ids.get(index)
        if pk == self.tree.root.id:
            return True
        if row.parent is not None:
            if not placed.get(row.parent):
                return False
            upper = self.ids.get(row.parent)
            self.parents[index] = ("row", row.parent) if upper is None else ("id", upper)
        elif index in self.texts:
            found = self.texts[index]
            if found is None:
                return False
            self.parents[index] = ("id", found)
        else:
            # A list of codes without parents does not move what it names.
            own = self.tree.by_id[pk].parent_id if pk is not None else None
            self.parents[index] = ("id", self.tree.root.id if own is None else own)
        return True

    def match_name(self, index: int, same: int) -> None:
        if index in self.ids or self.parents[index][0] == "row":
            return  # nothing known stands under a new organisation
        row, parent = self.rows[index], self.parents[index][1]
        found = [pk for pk in self.tree.named_under.get((parent, self.folded[index]), ()) if pk not in self.taken]
        if len(found) == 1 and same == 1:
            self.take(index, found[0])
        elif len(found) > 1 and not row.code:
            text = N_("“{name}” may be any of: {found}. Write its code.")
            self.note(
                Severity.ERROR, "name-ambiguous", text, row, Field.NAME, name=row.name, found=self.tree.labels(found)
            )

    def report_same_names(self) -> None:
        by_name: defaultdict[tuple[Parent | None, str], list[int]] = defaultdict(list)
        for index in sorted(self.order):
            by_name[self.parents.get(index), self.folded[index]].append(index)
        for group in by_name.values():
            if len(group) < 2 or all(self.rows[index].code for index in group):
                continue
            for index in group:
                row = self.rows[index]
                others = rows_named((self.rows[other].row, "") for other in group if other != index)
                text = N_("“{name}” stands under the same upper organisation in row {rows} too. Give each a code.")
                self.note(Severity.ERROR, "duplicate-name", text, row, Field.NAME, name=row.name, rows=others)
