"""The samples of the command `demo` for tests: each built once for a module, through the gate, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from daihoi.core.access import Actor
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.rules.types import When
from daihoi.queries import access, audit, directives, indicators, organisations, verify
from daihoi.queries.indicators import Figure, Place
from daihoi.queries.organisations import OrganisationCard

TERM = "2020-2025"


@dataclass(frozen=True)
class Built:
    """A sample that is there. `actor`: its organisation board; `day`: the sample's own."""

    actor: Actor
    day: date

    def by(self, username: str) -> "Built":
        """The same sample as somebody else sees it."""
        return Built(access.actor_named(username=username), self.day)

    def card(self, code: str) -> OrganisationCard:
        return organisations.coded(actor=self.actor, code=code, as_of=self.day)

    def at(self, code: str, level: Level | None = None) -> Place:
        pk = self.card(code).id
        return indicators.place(
            actor=self.actor, organisation=pk, term=TERM, as_of=self.day, today=self.day, level=level
        )

    def figure(self, code: str, name: str, *kinds: Kind) -> Figure:
        """`kinds`: of organisations of these kinds alone."""
        at = replace(self.at(code), among=When(kinds=frozenset(kinds))) if kinds else self.at(code)
        return indicators.figures(at, [name])[name]

    def value(self, code: str, name: str) -> object:
        return self.figure(code, name).value

    def of(self, code: str, name: str, *kinds: Kind) -> tuple[object, object]:
        """(value, out of)."""
        found = self.figure(code, name, *kinds)
        return found.value, found.out_of

    def names(self, pks: list[int]) -> list[str]:
        return [card.name for card in organisations.cards(actor=self.actor, pks=pks, as_of=self.day).values()]

    def paper(self, code: str, number: str) -> directives.PaperView:
        """A paper by its number, as one organisation has it on its list."""
        asked = directives.PapersAsked(text=number, state="all")
        found = directives.listed(actor=self.actor, at=self.card(code), term=TERM, today=self.day, asked=asked)
        pk = next(line.row.id for line in found.lines if line.row.number == number)
        return directives.paper(actor=self.actor, pk=pk, today=self.day)

    def cascade(self, code: str, number: str) -> list[tuple[int, str, date]]:
        """(depth, number, day) of every paper in the tree of one, as drawn at an organisation."""
        view = self.paper(code, number)
        tree = directives.tree(actor=self.actor, view=view, at=self.card(code), today=self.day)
        return [(line.branch.depth, line.row.number, line.row.issued_on) for line in tree.lines]


def _faults() -> list[object]:
    """What `daihoi verify` would find."""
    checks = (verify.path_faults, verify.stored_figure_faults, verify.reading_faults, verify.result_faults)
    return [fault for check in (*checks, audit.verify_chains) for fault in check()]


@contextmanager
def built(name: str, blocker: DjangoDbBlocker) -> Iterator[Built]:
    """One of the samples, for a fixture of a module; everything is taken back at the end."""
    from daihoi.cli._sample import founding  # noqa: PLC0415 app ready
    from daihoi.cli._sample.samples import SAMPLES  # noqa: PLC0415 app ready

    sample = SAMPLES[name]
    with blocker.unblock(), override_settings(TODAY=sample.day), transaction.atomic():
        founding.build(sample)
        assert founding.built(sample)
        assert _faults() == []
        yield Built(access.actor_named(username=sample.board.username), sample.day)
        transaction.set_rollback(True)
    indicators.forget()
