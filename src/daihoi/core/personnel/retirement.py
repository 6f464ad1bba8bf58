"""When people retire: dated tables by sex and birth month, and the months that are left until then.

Source: rulebook P-041–P-057; Labour Code 2019, Art. 169. The pack's rule `age.retirement_table` names the table.
Months are whole: a day of birth counts as its month.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import Sex
from daihoi.core.rules import Grounds, Section, Source
from daihoi.core.rules.parse import declared_sources, grounds_of, sha256
from daihoi.core.rules.reader import Reader, read, refuse


def month_number(day: date) -> int:
    """Months counted from the year 0; the day of the month does not count."""
    return day.year * 12 + day.month - 1


def month_of(number: int) -> date:
    """The first day of the month that `month_number` gave. Raises ValueError outside the years 1 to 9999."""
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True)
class Step:
    """From this calendar year on people retire who reach so many months of age in it."""

    year: int
    months: int


@dataclass(frozen=True)
class RetirementTable:
    """One table; `steps` rise by year and never fall in age. `grounds`: where it comes from."""

    name: str
    title: str
    steps: Mapping[Sex, tuple[Step, ...]]
    grounds: Grounds

    def retires(self, sex: Sex, born: date) -> date:
        """The first day of the month in which somebody born in the month of `born` reaches the age to retire at.

        The age is that of the calendar year in which it is reached; the first such year counts.
        """
        steps = self.steps[sex]
        start = month_number(born)
        for step, after in pairwise(steps):
            if (start + step.months) // 12 < after.year:
                return month_of(start + step.months)
        return month_of(start + steps[-1].months)

    def months_left(self, sex: Sex, born: date, reference: date) -> int:
        """Whole months from the month of `reference` to that of retirement; negative for those already retired."""
        return month_number(self.retires(sex, born)) - month_number(reference)


@dataclass(frozen=True)
class RetirementTables:
    """All tables of a file, by name, with their sources and the hash of the text."""

    tables: Mapping[str, RetirementTable]
    sources: tuple[Source, ...]
    sha256: str

    def __getitem__(self, name: str) -> RetirementTable:
        """Raises KeyError for an unknown name."""
        return self.tables[name]


def _steps(table: Reader) -> dict[Sex, tuple[Step, ...]]:
    found: dict[Sex, list[Step]] = {sex: [] for sex in Sex}
    for entry in table.tables("age"):
        sex, year = entry.choice("sex", Sex), entry.whole("from")
        years, months = entry.whole("years"), entry.whole("months")
        entry.done()
        if not 1900 <= year <= 2200:
            raise entry.bad("from", N_("a calendar year"))
        if not (40 <= years <= 80 and 0 <= months <= 11):
            raise entry.bad("years", N_("an age from 40 to 80, with 0 to 11 months more"))
        before = found[sex][-1:]
        step = Step(year, years * 12 + months)
        if before and not (before[0].year < year and before[0].months <= step.months):
            raise entry.bad("from", N_("later than in the entry before it, with an age that is not lower"))
        found[sex].append(step)
    if not all(found.values()):
        raise table.bad("age", N_("given for men and for women"))
    return {sex: tuple(steps) for sex, steps in found.items()}


def _table(entry: Reader, declared: Collection[str]) -> RetirementTable:
    table = RetirementTable(entry.text("key"), entry.text("title"), _steps(entry), grounds_of(entry, declared))
    entry.done()
    return table


def parse_retirement(text: str, where: str) -> RetirementTables:
    """The tables in `text`; `where` is the file's name for messages. Raises `PackError`."""
    file = read(text, where)
    sources = declared_sources(file)
    declared = {source.id for source in sources}
    tables: dict[str, RetirementTable] = {}
    for entry in file.tables("table"):
        table = _table(entry, declared)
        if table.name in tables:
            sentence = N_('{where}: the table "{name}" is given twice. Keep one.')
            raise refuse(sentence, where=where, name=table.name)
        tables[table.name] = table
    file.done()
    return RetirementTables(tables, sources, sha256(text))


def retirement_manual(tables: RetirementTables) -> Section:
    """The tables as a section of docs/rules.md."""
    rows = [
        (
            f"`{table.name}`",
            sex,
            f"{step.year}",
            f"{step.months // 12} years" + (f" {step.months % 12} months" if step.months % 12 else ""),
            table.grounds.article,
            ", ".join(table.grounds.cite),
            table.grounds.certainty,
            table.grounds.note,
        )
        for table in tables.tables.values()
        for sex, steps in table.steps.items()
        for step in steps
    ]
    head = ("Table", "Sex", "From year", "Age", "Article", "Sources", "Certainty", "Note")
    return Section("Ages of retirement", head, rows, tables.sources)
