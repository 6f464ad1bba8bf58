"""A list of organisations as offices really have it: layout, rows, plan against the known tree, and export.

```
layout = guess_layout(table)            # shown, and corrected by people
table, layout = apply_overrides(table, layout, overrides)
parsed = parse(table, layout)
plan = compare(parsed, known, root_id, as_of=day)
```
"""

from daihoi.core.organisations.sheet.corrections import (
    Overrides,
    apply_overrides,
    editable,
    filled_columns,
    row_texts,
)
from daihoi.core.organisations.sheet.export import HEADINGS, sheet_of
from daihoi.core.organisations.sheet.guess import guess_below, guess_hierarchy, guess_layout
from daihoi.core.organisations.sheet.model import (
    Action,
    Change,
    Column,
    Entry,
    Field,
    Hierarchy,
    ImportPlan,
    Known,
    Layout,
    Parsed,
    SheetRow,
)
from daihoi.core.organisations.sheet.naming import guess_kind, guess_unit
from daihoi.core.organisations.sheet.parse import parse
from daihoi.core.organisations.sheet.plan import compare

__all__ = [
    "HEADINGS",
    "Action",
    "Change",
    "Column",
    "Entry",
    "Field",
    "Hierarchy",
    "ImportPlan",
    "Known",
    "Layout",
    "Overrides",
    "Parsed",
    "SheetRow",
    "apply_overrides",
    "compare",
    "editable",
    "filled_columns",
    "guess_below",
    "guess_hierarchy",
    "guess_kind",
    "guess_layout",
    "guess_unit",
    "parse",
    "row_texts",
    "sheet_of",
]
