"""Sentences for people, written where the fact is found and translated where it is shown.

core knows no language: it returns a `Message`, an English sentence with named places and their values. Web and
cli translate the sentence (gettext) and fill the places in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

Translate = Callable[[str], str]


def N_(text: str) -> str:
    """Mark an English sentence for translation; returns it unchanged."""
    return text


class Severity(StrEnum):
    """What a finding does: stop the work, warn, ask people to decide, or only tell."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"
    NOTE = "note"


@runtime_checkable
class Rendered(Protocol):
    """What is itself said in the reader's language when it stands in a sentence."""

    def render(self, translate: Translate = N_) -> str: ...


@dataclass(frozen=True)
class Message:
    """An English sentence with `{named}` places, and what goes in them."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def render(self, translate: Translate = N_) -> str:
        said = {name: _said(value, translate) for name, value in self.params.items()}
        return translate(self.text).format(**said)


class _Day(date):
    """A day that stands in a sentence as it is written in Viet Nam, 15/5/2020, where the place says nothing else."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec) if spec else f"{self.day}/{self.month}/{self.year}"


def _said(value: object, translate: Translate) -> object:
    if isinstance(value, Rendered):
        return value.render(translate)
    if isinstance(value, date) and not isinstance(value, datetime):
        return _Day(value.year, value.month, value.day)
    return value


@dataclass(frozen=True)
class Place:
    """Where in a person's file something was found; row and column as the office program shows them."""

    sheet: str = ""
    row: int | None = None  # 1-based
    column: str = ""  # letters: "A", "AB"


@dataclass(frozen=True)
class Finding:
    """Something that a check found: how serious, what, where, and by which rule (rulebook ids)."""

    severity: Severity
    code: str  # stable short name, for tests and --json
    message: Message
    place: Place = field(default_factory=Place)
    rule: str = ""


GRAVITY = {severity: number for number, severity in enumerate(Severity)}  # the gravest first


def newly(after: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is found now and was not, or not so, found before; gravest first."""
    known = {_told(finding) for finding in before}
    return tuple(sorted((one for one in after if _told(one) not in known), key=lambda one: GRAVITY[one.severity]))


def _told(finding: Finding) -> tuple[object, ...]:
    """What a finding says, beside the paper that its rule stands in: the same under two packs is nothing new."""
    params = sorted((name, str(value)) for name, value in finding.message.params.items() if name != "source")
    return (finding.severity, finding.code, *params)


class Refused(Exception):
    """Work that cannot be done as asked; `findings` say why, where and what to do. Nothing was written."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message.render() for finding in findings))
        self.findings = findings


def refuse(code: str, text: str, /, *, rule: str = "", **params: object) -> Refused:
    """A refusal with one finding; the sentence is marked with N_ where it is written."""
    return Refused(Finding(Severity.ERROR, code, Message(text, params), rule=rule))
