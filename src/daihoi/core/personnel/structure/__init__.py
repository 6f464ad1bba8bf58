"""The structure of a scheme: numbers and lists held against the rules of the pack, in people.

```
under = setting(pack, tables, kind, unit, case)
found = check(Scheme(under, {Organ.COMMITTEE: Seats(27)}, listed, pool))
moved = what_if(found, out=["12"], into=[somebody])      # equals a fresh check
```
"""

from daihoi.core.personnel.demands import needed_people
from daihoi.core.personnel.structure.checking import (
    check,
    findings,
    line_of,
    of_posts,
    people_findings,
    size_lines,
    unknown_people,
    what_if,
)
from daihoi.core.personnel.structure.features import has
from daihoi.core.personnel.structure.making import demands
from daihoi.core.personnel.structure.scheme import STATE_NAMES, Check, Line, Scheme, Seats, State, Tally
from daihoi.core.personnel.structure.surplus import prepared_surplus

__all__ = [
    "STATE_NAMES",
    "Check",
    "Line",
    "Scheme",
    "Seats",
    "State",
    "Tally",
    "check",
    "demands",
    "findings",
    "has",
    "line_of",
    "needed_people",
    "of_posts",
    "people_findings",
    "prepared_surplus",
    "size_lines",
    "unknown_people",
    "what_if",
]
