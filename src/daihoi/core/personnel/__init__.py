"""Personnel: people, schemes and their structure, the steps of the process, appraisal, and what became of it.

```
under = setting(pack, tables, kind, unit, case)          # tables = parse_retirement(text, where)
scheme = Scheme(under, {Organ.COMMITTEE: Seats(27, before=29)}, listed, pool)
found = check(scheme)                                    # found.lines, found.blocked
moved = what_if(found, out=["12"], into=[somebody])      # equals check() of the scheme so changed
```
`process` (steps and their outcome), `content` (locked versions) and `sheet` (files) are modules of their own. Rows and
files are read into `Person` and `Listed`; the solver goes by `demands(scheme)` and `has`.
"""

from daihoi.core.personnel.ages import (
    Age,
    AgeState,
    age_finding,
    age_findings,
    age_in_months,
    age_of,
    months_left,
)
from daihoi.core.personnel.demands import Demand, Feature, Has, Linear, linear
from daihoi.core.personnel.kinds import (
    DEPUTIES,
    EXCLUSIVE,
    ORGAN_NAMES,
    POST_NAMES,
    Degree,
    Organ,
    Post,
    Sex,
    Standing,
    Theory,
)
from daihoi.core.personnel.people import Listed, Person, minority
from daihoi.core.personnel.retirement import RetirementTable, RetirementTables, parse_retirement
from daihoi.core.personnel.setting import Setting, setting
from daihoi.core.personnel.structure import (
    STATE_NAMES,
    Check,
    Line,
    Scheme,
    Seats,
    State,
    Tally,
    check,
    demands,
    findings,
    has,
    line_of,
    needed_people,
    of_posts,
    people_findings,
    prepared_surplus,
    size_lines,
    unknown_people,
    what_if,
)

__all__ = [
    "DEPUTIES",
    "EXCLUSIVE",
    "ORGAN_NAMES",
    "POST_NAMES",
    "STATE_NAMES",
    "Age",
    "AgeState",
    "Check",
    "Degree",
    "Demand",
    "Feature",
    "Has",
    "Line",
    "Linear",
    "Listed",
    "Organ",
    "Person",
    "Post",
    "RetirementTable",
    "RetirementTables",
    "Scheme",
    "Seats",
    "Setting",
    "Sex",
    "Standing",
    "State",
    "Tally",
    "Theory",
    "age_finding",
    "age_findings",
    "age_in_months",
    "age_of",
    "check",
    "demands",
    "findings",
    "has",
    "line_of",
    "linear",
    "minority",
    "months_left",
    "needed_people",
    "of_posts",
    "parse_retirement",
    "people_findings",
    "prepared_surplus",
    "setting",
    "size_lines",
    "unknown_people",
    "what_if",
]
