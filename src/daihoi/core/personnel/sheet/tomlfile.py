"""A scheme written by hand as TOML: numbers of the bodies, people on the list and in the pool. Read strictly."""

from datetime import date

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import Degree, Organ, Post, Sex, Standing, Theory
from daihoi.core.personnel.people import Listed, Person, minority
from daihoi.core.personnel.sheet import values
from daihoi.core.personnel.structure.scheme import Seats
from daihoi.core.rules.reader import Reader, read


def scheme_file(text: str, where: str) -> tuple[dict[Organ, Seats], tuple[Listed, ...], tuple[Listed, ...]]:
    """Numbers, list and pool of a file; people's keys are 1, 2, 3 … in its order.

    Raises `PackError` that names the place and what is wrong.
    """
    file = read(text, where)
    seats = _seats(file)
    listed: list[Listed] = []
    pool: list[Listed] = []
    for number, entry in enumerate(file.tables("person"), 1):
        in_pool = entry.truth("pool", False)
        (pool if in_pool else listed).append(_listed(entry, str(number)))
        entry.done()
    file.done()
    return seats, tuple(listed), tuple(pool)


def _seats(file: Reader) -> dict[Organ, Seats]:
    numbers = file.table("seats", {})
    found: dict[Organ, Seats] = {}
    for organ in Organ:
        if not numbers.has(organ.value):
            continue
        entry = numbers.table(organ.value)
        before = entry.whole("before") if entry.has("before") else None
        try:
            found[organ] = Seats(entry.whole("seats"), entry.whole("vacant", 0), before)
        except ValueError:
            raise entry.bad("seats", N_("1 or more, with fewer vacant places")) from None
        entry.done()
    numbers.done()
    return found


def _born(entry: Reader) -> values.Born:
    if not entry.has("born"):
        return values.Born(None, None)
    raw = entry.take("born")
    text = raw.isoformat() if type(raw) is date else str(raw) if isinstance(raw, str | int) else ""
    try:
        found = values.born(text)
    except values.NotUnderstoodError:
        found = None
    if found is None:
        raise entry.bad("born", N_('a birth month such as "3/1963", or a year'))
    return found


def _surplus(entry: Reader, organs: frozenset[Organ]) -> frozenset[Organ]:
    """All bodies of the person, or those that are named."""
    said = entry.take("surplus", False)
    if isinstance(said, bool):
        return organs if said else frozenset()
    found = entry.maybe_choices("surplus", Organ) or frozenset()
    if not found <= organs:
        raise entry.bad("surplus", N_("bodies that stand in organs as well"))
    return found


def _special(entry: Reader) -> str:
    try:
        return values.decision(entry.plain("special", ""))
    except values.NotUnderstoodError:
        raise entry.bad("special", N_("the decision by which the age rule does not hold, no mark")) from None


def _listed(entry: Reader, key: str) -> Listed:
    birth = _born(entry)
    ethnicity = entry.plain("ethnicity", "")
    person = Person(
        key=key,
        name=entry.text("name"),
        sex=entry.choice("sex", Sex) if entry.has("sex") else None,
        born=birth.month,
        minority=minority(ethnicity),
        degree=entry.choice("degree", Degree) if entry.has("degree") else None,
        theory=entry.choice("theory", Theory) if entry.has("theory") else None,
        science=entry.truth("science") if entry.has("science") else None,
        local=entry.truth("local") if entry.has("local") else None,
        born_year=birth.year,
    )
    organs = entry.maybe_choices("organs", Organ) or frozenset({Organ.COMMITTEE})
    return Listed(
        person,
        organs,
        entry.choice("standing", Standing) if entry.has("standing") else None,
        entry.maybe_choices("posts", Post) or frozenset(),
        surplus=_surplus(entry, organs),
        special=_special(entry),
        councils=entry.truth("councils", False),
    )
