"""The preparation of the sample province as it had come by 15/5/2020: what was told, who went where, what was learned.

Published: the papers 35-CT/TW, 26-HD/BTCTW, 79-KH/TU and 03-HD/TW with their days; that each of the 14 committees had
its plan for its pilots; that the organisation board sent people to all 25; which kinds of shortcomings they found.
Everything else is generated and says "mẫu".
"""

from daihoi.cli._sample.desk import Desk
from daihoi.cli._sample.founding import Made
from daihoi.cli._sample.preparation import field, guidance, learning, talks, work


def fill(made: Made) -> None:
    """All of it, in the order of its subjects; each thing on its own day."""
    desk = Desk(made)
    guidance.fill(desk)
    work.fill(desk)
    field.fill(desk)
    learning.fill(desk)
    talks.fill(desk)
