"""Indicators: every figure is a name, a sentence, a unit, a level and two sets of records."""

from daihoi.core.indicators.catalogue import CATALOGUE, OF_PERSONNEL
from daihoi.core.indicators.indicator import Aggregate, Indicator, Records

__all__ = ["CATALOGUE", "OF_PERSONNEL", "Aggregate", "Indicator", "Records"]
