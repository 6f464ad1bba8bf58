"""Lists of people as offices keep them (2C extracts, trích ngang): layout, rows, and what could not be understood.

```
layout = guess_people_layout(table)             # shown, and corrected by people: layout.with_fields({4: Field.HOME})
parsed = parse_people(table, layout)            # parsed.rows, parsed.findings with row and column
```
"""

from daihoi.core.personnel.sheet.form import FORM
from daihoi.core.personnel.sheet.layout import guess_people_layout
from daihoi.core.personnel.sheet.model import (
    FIELD_NAMES,
    Column,
    Field,
    Layout,
    ParsedPeople,
    PersonRow,
    Record,
)
from daihoi.core.personnel.sheet.reading import parse_people
from daihoi.core.personnel.sheet.tomlfile import scheme_file
from daihoi.core.personnel.sheet.values import Born, NotUnderstoodError

__all__ = [
    "FIELD_NAMES",
    "FORM",
    "Born",
    "Column",
    "Field",
    "Layout",
    "NotUnderstoodError",
    "ParsedPeople",
    "PersonRow",
    "Record",
    "guess_people_layout",
    "parse_people",
    "scheme_file",
]
