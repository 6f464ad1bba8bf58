"""A whole election through the gate: list, stock, two counts, differences, tie, decision, second ballot."""

import json

import pytest

from daihoi.actions import elections as actions
from daihoi.core.elections import Answer, Ask, Decider, Purpose, Status, Threshold
from daihoi.core.elections.resultfile import verify
from daihoi.core.messages import Refused
from daihoi.queries import elections as queries
from daihoi.queries.rules import packs
from tests.hall import Hall

NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
# In ballot order An, Bình, Cường, Dung for three seats.
BALLOTS = ["1110"] * 21 + ["1101"] * 12 + ["1011"] * 7


def _packs(id: str, overlay: str) -> object:
    return next(pack for pack in packs() if pack.id == id)


@pytest.mark.django_db
def test_a_committee_is_elected_from_the_list_to_the_released_result() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)

    number = hall.counted(BALLOTS)

    assert [one.name for one in hall.view().record.candidates] == sorted(NAMES, key=lambda name: name.split()[-1])
    hidden = hall.view("auditor").standing.rounds[0]
    assert hidden.tally is None and hidden.outcome is None
    hall.release(number)
    result = hall.view("auditor").standing
    assert [(one.name, one.votes, one.status) for one in result.rounds[0].outcome.people] == [
        ("Nguyễn Văn An", 40, Status.ELECTED),
        ("Trần Thị Bình", 33, Status.ELECTED),
        ("Lê Văn Cường", 28, Status.ELECTED),
        ("Phạm Thị Dung", 19, Status.SHORT),
    ]
    assert result.over and hall.view("auditor").state == "over"
    text = queries.result_text(actor=hall.actor("auditor"), pk=hall.election)
    assert verify(text, "kq.json", _packs)[3] == ()  # type: ignore[arg-type]
    assert json.loads(text)["result"]["elected"] == list(result.elected)


@pytest.mark.django_db
def test_a_tie_waits_for_a_decision_and_leads_to_a_second_ballot() -> None:
    tied = Hall()
    tied.listed(NAMES[:3], seats=2)

    tied.voted(["110"] * 18 + ["101"] * 18 + ["011"] * 4)  # An 36, Bình 22, Cường 22
    waiting = tied.view()

    assert waiting.state == "deciding"
    assert [question.ask for question in waiting.standing.open] == [Ask.TIE]
    with pytest.raises(Refused):
        actions.open_round(**tied.at("head"))  # type: ignore[arg-type]
    actions.decide(
        **tied.at("secretariat"),  # type: ignore[arg-type]
        ask=Ask.TIE,
        answer=Answer.VOTE_AGAIN_MOST,
        by=Decider.CONGRESS,
        note="Đại hội biểu quyết 40/40",
        round=1,
        about=waiting.standing.open[0].about,
    )
    second = tied.voted(["10"] * 17 + ["01"] * 15 + ["00"] * 8)

    result = tied.view().standing
    assert (second, result.rounds[1].round.purpose, result.rounds[1].round.threshold) == (
        2,
        Purpose.TIE,
        Threshold.MOST,
    )
    assert [result.person(key).name for key in result.elected] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert result.over


@pytest.mark.django_db
def test_a_difference_is_settled_by_a_third_person_with_the_paper_in_hand() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    other = [*BALLOTS[:5], "1011", *BALLOTS[6:]]
    number = hall.counted(BALLOTS, other)

    with pytest.raises(Refused):
        hall.release(number)
    assert queries.comparison(actor=hall.actor("head"), pk=hall.election, round=number).left == (6,)
    actions.settle(**hall.at("head"), round=number, found=actions.Found(6, "1110"))  # type: ignore[arg-type]
    hall.release(number)

    assert hall.view().standing.rounds[0].tally.votes == (40, 33, 28, 19)
