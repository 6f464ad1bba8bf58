"""Indicators: every figure is a name, a sentence, a unit, a level and two sets of records."""

from daihoi.core.indicators.catalogue import CATALOGUE, Aggregate, Indicator

__all__ = ["CATALOGUE", "Aggregate", "Indicator"]
