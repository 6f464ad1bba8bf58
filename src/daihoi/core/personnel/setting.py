"""The rules that hold for one scheme: pack, retirement table, and the organisation that they are asked for."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.personnel.kinds import Sex, Standing
from daihoi.core.personnel.retirement import RetirementTable, RetirementTables
from daihoi.core.rules import Grounds, Rule, RulePack
from daihoi.core.rules.reader import refuse
from daihoi.core.rules.types import Query

_BORN = {
    (Standing.FIRST_TIME, Sex.MAN): "age.born_first_time_men",
    (Standing.FIRST_TIME, Sex.WOMAN): "age.born_first_time_women",
    (Standing.RESTANDING, Sex.MAN): "age.born_restanding_men",
    (Standing.RESTANDING, Sex.WOMAN): "age.born_restanding_women",
}
_BORN_COUNCILS = {Sex.MAN: "age.born_councils_men", Sex.WOMAN: "age.born_councils_women"}
_MONTHS = {Standing.FIRST_TIME: "age.months_first_time", Standing.RESTANDING: "age.months_restanding"}
_KEPT = 256  # settings in memory; a province has a few dozen


@dataclass(frozen=True, eq=False)
class Setting:
    """Under what rules a scheme stands; made by `setting`, which gives the same one for the same organisation.

    `chosen`: the month from which ages are counted where no rule gives one, as people decided it.
    """

    pack: RulePack
    tables: RetirementTables
    kind: Kind
    unit: Unit = Unit.OTHER
    case: str | None = None
    chosen: date | None = None
    _found: dict[tuple[str, str | None], Rule | None] = field(default_factory=dict, repr=False)

    @property
    def level(self) -> Level:
        return self.kind.level

    @cached_property
    def query(self) -> Query:
        """The organisation as conditions of the pack are asked for it."""
        return Query.of(kind=self.kind, unit=self.unit, case=self.case)

    def rule(self, key: str, *, case: str | None = None) -> Rule | None:
        """The pack's rule for the organisation, or None. `case`: another case than the organisation's own."""
        asked = key, case or self.case
        if asked not in self._found:
            self._found[asked] = self.pack.find(key, kind=self.kind, unit=self.unit, case=asked[1])
        return self._found[asked]

    def word(self, key: str) -> str:
        """The text of a rule, "" where there is none."""
        rule = self.rule(key)
        return str(rule.value) if rule is not None else ""

    def words(self, key: str) -> tuple[str, ...]:
        return tuple(self.word(key).split())

    @cached_property
    def reference_rule(self) -> Rule | None:
        return self.rule("age.reference_month")

    @cached_property
    def reference(self) -> date | None:
        """The month from which ages and months left are counted: the rule's, else the one people chose."""
        return self.reference_rule.day if self.reference_rule is not None else self.chosen

    @cached_property
    def councils_reference(self) -> date | None:
        rule = self.rule("age.reference_month_councils")
        return rule.day if rule is not None else None

    @cached_property
    def front_reference(self) -> date | None:
        """The month of the Front's congress, where a locality's rules give it."""
        rule = self.rule("age.reference_month_front")
        return rule.day if rule is not None else None

    @cached_property
    def table(self) -> RetirementTable | None:
        """None where the pack, from before there was personnel work here, names none. Raises `PackError` for one that
        is not in the file."""
        name = self.word("age.retirement_table")
        if not name:
            return None
        if name not in self.tables.tables:
            text = N_('The rules {pack} name the retirement table "{name}", which is not known. Known are: {names}.')
            raise refuse(text, pack=self.pack.id, name=name, names=", ".join(self.tables.tables))
        return self.tables[name]

    @cached_property
    def months(self) -> dict[Standing, Rule]:
        """How many months must be left for each way of standing; nothing where no figure was found."""
        return {standing: rule for standing, key in _MONTHS.items() if (rule := self.rule(key)) is not None}

    @cached_property
    def months_deputy(self) -> Rule | None:
        """The lower figure for a deputy secretary who stands again, where there is one."""
        rule = self.rule("age.months_restanding", case="deputy_secretary")
        return None if rule is self.months.get(Standing.RESTANDING) else rule

    @cached_property
    def born(self) -> dict[tuple[Standing, Sex], Rule]:
        """Birth months that the text itself gives; they go before the months that were derived from them."""
        return {side: rule for side, key in _BORN.items() if (rule := self.rule(key)) is not None}

    @cached_property
    def born_councils(self) -> dict[Sex, Rule]:
        return {sex: rule for sex, key in _BORN_COUNCILS.items() if (rule := self.rule(key)) is not None}

    def grounds(self, key: str) -> Grounds | None:
        rule = self.rule(key)
        return rule.grounds if rule is not None else None


_settings: OrderedDict[tuple[object, ...], Setting] = OrderedDict()


def setting(
    pack: RulePack,
    tables: RetirementTables,
    kind: Kind,
    unit: Unit = Unit.OTHER,
    case: str | None = None,
    chosen: date | None = None,
) -> Setting:
    """The setting of an organisation; the same object as long as pack, tables and organisation are alike, so that what
    it has looked up once serves all schemes of a province."""
    key = (pack.sha256, pack.overlay_id, tables.sha256, kind, unit, case or None, chosen)
    found = _settings.get(key)
    if found is None:
        found = _settings[key] = Setting(pack, tables, kind, unit, case or None, chosen)
        if len(_settings) > _KEPT:
            _settings.popitem(last=False)
    return found
