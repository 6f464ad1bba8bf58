"""Papers for tests: entered by actions, with as little as each test needs."""

from datetime import date

from daihoi.actions import directives
from daihoi.core.access import Actor
from daihoi.core.directives import Paper, PaperFacts
from tests.area import TERM, Area

ISSUED = date(2020, 2, 1)
# Stricter for cells than the pack of 2020: the last day as a rule, the length as a goal.
OVERLAY = """
[overlay]
id = "mau"
over = "2020-2025/2019-05-30"
locality = "Mẫu"
title = "Own window"
[[rule]]
key = "congress.last_day"
id = "C-012"
value = 2020-04-30
unit = "date"
compare = "at_most"
when = { levels = ["cell"] }
cite = ["mau"]
article = "Kế hoạch mẫu"
certainty = "local"
kind = "hard"
[[rule]]
key = "congress.duration"
id = "C-020"
value = 1
unit = "days"
compare = "at_most"
when = { levels = ["cell"] }
cite = ["mau"]
article = "Kế hoạch mẫu"
certainty = "local"
kind = "target"
[[source]]
id = "mau"
title = "Mẫu"
url = ""
"""

# Stricter than the pack of 2025: 10 % more names than seats, where it allows 30 %.
SURPLUS = """
[overlay]
id = "mau"
over = "2025-2030/2025-04-14"
locality = "Mẫu"
title = "Own surplus"
[[rule]]
key = "election.surplus_max"
id = "E-031"
value = "1/10"
unit = "share"
compare = "at_most"
of = "seats"
cite = ["mau"]
article = "Quy định mẫu"
certainty = "local"
kind = "hard"
[[source]]
id = "mau"
title = "Mẫu"
url = ""
"""


def facts(number: str = "01-HD/TU", **given: object) -> PaperFacts:
    """What is entered of a guidance of 1/2/2020."""
    whole: dict[str, object] = {
        "paper": Paper.GUIDANCE,
        "number": number,
        "issued_on": ISSUED,
        "issuer": "Ban Thường vụ",
        "title": f"Hướng dẫn {number}",
    }
    return PaperFacts(**(whole | given))  # type: ignore[arg-type]


def enter(
    area: Area, at: str = "Tỉnh", number: str = "01-HD/TU", *, who: str | Actor = "board", **given: object
) -> int:
    """A paper entered at an organisation of the area; its id."""
    actor = area.actor(who) if isinstance(who, str) else who
    return directives.enter(actor=actor, organisation=area.id(at), term=TERM, facts=facts(number, **given))


def take_in(area: Area, at: str, pk: int, *, who: str = "board", revision: int = 1) -> int:
    return directives.take_in(actor=area.actor(who), organisation=area.id(at), directives={pk: revision})
