"""Lines of the structure check as pages and the live check show them: what does not keep its rules comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from daihoi.core.messages import N_, Severity
from daihoi.core.personnel import ORGAN_NAMES, Check, Line, State
from daihoi.core.rules import Compare
from daihoi.queries.personnel import Candidate
from daihoi.web.words import pack_text

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.QUESTION, Severity.NOTE)
GROUPS: dict[Severity, str] = {
    Severity.ERROR: N_("Block the scheme"),
    Severity.WARNING: N_("Goals missed"),
    Severity.QUESTION: N_("For people to decide"),
    Severity.NOTE: N_("Kept"),
}
# `needed` is the last number of people that keeps the rule, so "more than half" reads "at least 14".
_NEED: dict[Compare, str] = {
    Compare.AT_MOST: N_("at most {value}"),
    Compare.LESS_THAN: N_("at most {value}"),
    Compare.AT_LEAST: N_("at least {value}"),
    Compare.MORE_THAN: N_("at least {value}"),
    Compare.EQUAL: N_("exactly {value}"),
}


@dataclass(frozen=True)
class Shown:
    """A line in the reader's language. `figure`: "3 / 27"; `moved`: the figure before, "" where it is the same;
    `better`: did the margin grow, None where it did not move; `who`: ids and names of those who would fill it."""

    key: str
    group: str
    body: str
    name: str
    figure: str
    need: str
    says: str
    source: str
    moved: str = ""
    better: bool | None = None
    answer: str = ""
    who: tuple[tuple[int, str], ...] = ()

    @property
    def data(self) -> dict[str, object]:
        """For the live check: words of the rule, figures and ids, never a name."""
        found = {name: value for name, value in vars(self).items() if name not in {"who", "better"}}
        return found | {"better": self.better, "who": [pk for pk, _ in self.who]}


BLANK = Shown("", "", "", "", "", "", "", "")


@dataclass(frozen=True)
class Group:
    """Lines that do the same, in the order of the bodies."""

    key: str
    title: str
    lines: Sequence[Shown] = field(default_factory=tuple)

    @property
    def moved(self) -> bool:
        return any(line.moved for line in self.lines)


def shown(
    check: Check,
    *,
    before: Check | None = None,
    answers: Mapping[str, str] | None = None,
    people: Mapping[int, Candidate] | None = None,
) -> tuple[Shown, ...]:
    """The lines of a check. `before`: the one to compare with; `people`: who is named as filling what is lacking."""
    old = {line.key: line for line in before.lines} if before is not None else {}
    known = people or {}
    return tuple(_shown(line, old.get(line.key), before is not None, answers or {}, known) for line in check.lines)


def _shown(
    line: Line, old: Line | None, compared: bool, answers: Mapping[str, str], people: Mapping[int, Candidate]
) -> Shown:
    moved = compared and (old is None or _standing(old) != _standing(line))
    better = None
    if moved and old is not None and line.margin is not None and old.margin is not None:
        better = None if line.margin == old.margin else line.margin > old.margin
    ids = [int(key) for key in line.fillers]
    return Shown(
        line.key,
        line.severity.value,
        gettext(ORGAN_NAMES[line.organ]) if line.organ else "",
        line.name.render(gettext),
        figure(line),
        need(line),
        line.sentence.render(gettext),
        line.grounds.render(pack_text),
        (figure(old) if old is not None else gettext("new")) if moved else "",
        better,
        answers.get(line.key, "") if line.state is State.OPEN else "",
        tuple((pk, people[pk].name if pk in people else "") for pk in ids),
    )


def _standing(line: Line) -> tuple[object, ...]:
    return line.count, line.of, line.needed, line.severity


def figure(line: Line) -> str:
    """ "3", "3 / 27", or a dash where the rule gives no figure."""
    if line.count is None:
        return "–"
    of = line.of if line.demand is not None and line.demand.of is not None else None
    return f"{line.count} / {of}" if of is not None else str(line.count)


def need(line: Line) -> str:
    """ "at least 5"; "" without a figure. Shares are told in whole people."""
    if line.needed is None:
        return ""
    return gettext(_NEED[line.compare]).format(value=line.needed) if line.compare else str(line.needed)


def grouped(lines: Iterable[Shown]) -> tuple[Group, ...]:
    """Every group, what blocks first; empty ones too, so that lines can move between them."""
    found: dict[str, list[Shown]] = {severity.value: [] for severity in _SEVERITIES}
    for line in lines:
        found[line.group].append(line)
    return tuple(Group(key.value, gettext(GROUPS[key]), tuple(found[key.value])) for key in _SEVERITIES)


def counts(lines: Iterable[Shown]) -> dict[str, int]:
    """How many lines stand in each group."""
    found = dict.fromkeys((severity.value for severity in _SEVERITIES), 0)
    for line in lines:
        found[line.group] += 1
    return found
