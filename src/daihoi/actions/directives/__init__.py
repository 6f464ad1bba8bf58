"""Writes on papers: entering, changing and withdrawing them; taking them in; saying that they were disseminated."""

from daihoi.actions.directives.papers import change, enter, withdraw
from daihoi.actions.directives.uptakes import correct_dissemination, disseminate, take_in

__all__ = ["change", "correct_dissemination", "disseminate", "enter", "take_in", "withdraw"]
