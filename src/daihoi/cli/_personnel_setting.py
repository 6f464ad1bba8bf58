"""What is said of the options that tell under which rules a list stands: cases nobody knows, and what is left out."""

from collections.abc import Iterator

from daihoi.cli._frame import Options
from daihoi.core.messages import N_, Finding, Message, Severity, refuse
from daihoi.core.organisations.kinds import Unit
from daihoi.core.personnel import Setting
from daihoi.core.rules import RulePack

_PERSONNEL = frozenset({"committee", "standing", "inspection", "deputies", "secretary", "age"})


def known_case(case: str | None, pack: RulePack) -> None:
    """Refused where no rule of the pack names the case: it would change nothing, and nobody would know."""
    if case and case not in pack.cases:
        text = N_("No rule of {pack} names the case “{case}”. Known are: {cases}.")
        raise refuse("no_case", text, pack=pack.id, case=case, cases=", ".join(pack.cases))


def notes(options: Options, under: Setting) -> Iterator[Finding]:
    """Rules that are not asked because no unit is given, and a month that is not counted from."""
    pack = under.pack
    asked = {rule.id for rule in pack.rules if rule.when.matches(under.query)}
    keys = {rule.key for rule in pack.rules if rule.when.units and rule.key.partition(".")[0] in _PERSONNEL}
    found = [pack.find(key, kind=under.kind, unit=unit, case=under.case) for key in sorted(keys) for unit in Unit]
    others = {rule.id: rule.when.units for rule in found if rule is not None and rule.id not in asked}
    if under.unit is Unit.OTHER and others:
        text = N_("Without --unit these rules are not asked: {rules}. They are for: {units}.")
        units = sorted({unit.value for each in others.values() for unit in each or ()})
        params = {"rules": ", ".join(sorted(others)), "units": ", ".join(units)}
        yield Finding(Severity.NOTE, "unit_missing", Message(text, params))
    rule = under.reference_rule
    if options.reference is not None and rule is not None:
        text = N_("--reference is not used: the rules count ages from {month:%m/%Y}: {source}.")
        params = {"month": rule.day, "source": rule.grounds}
        yield Finding(Severity.NOTE, "reference_unused", Message(text, params), rule=rule.id)
