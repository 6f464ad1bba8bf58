"""Reviews of congresses, lessons from them, training: the list of shortcomings, comparison, lists that are pasted."""

from daihoi.core.lessons.compare import Comparison, KindLine, Part, Reviewed, compare, line_of
from daihoi.core.lessons.kinds import BY_KEY, SHORTCOMINGS, ShortcomingKind

__all__ = [
    "BY_KEY",
    "SHORTCOMINGS",
    "Comparison",
    "KindLine",
    "Part",
    "Reviewed",
    "ShortcomingKind",
    "compare",
    "line_of",
]
