"""daihoi: the whole cycle of Vietnamese party congresses, from the directive to the archive."""

__version__ = "0.1.0"
