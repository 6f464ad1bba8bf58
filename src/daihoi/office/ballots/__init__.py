"""Ballots on paper: laid out by `daihoi.core.elections.sheet`, printed here. See docs/ballots.md."""

from daihoi.office.ballots.fonts import Family, family
from daihoi.office.ballots.making import Made, make
from daihoi.office.ballots.pdf import ballots_pdf, sample_deck_pdf

__all__ = ["Family", "Made", "ballots_pdf", "family", "make", "sample_deck_pdf"]
