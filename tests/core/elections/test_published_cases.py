"""Elections of published congresses, as printed."""

from datetime import date

import pytest

from daihoi.core.elections import Record, Setting, Style, standing
from daihoi.core.elections.ballotlist import most_names, propose
from daihoi.core.elections.nominees import Capacity, Nominee, Origin
from daihoi.core.organisations.kinds import Kind
from daihoi.core.rules import PackError, choose
from tests.core.elections.elections_made import asked, ballots, codes, decided, election, held, setting, stock, summed
from tests.core.packs import T1, T2B, packs

PROVINCE_2020 = setting("committee", "delegate_congress", T1, Kind.PROVINCE)
PROVINCE_2025 = setting("committee", "delegate_congress", T2B, Kind.PROVINCE)


def keyed(names: int) -> tuple[str, ...]:
    return tuple(f"{number:03d}" for number in range(names))


def announced(under: Setting, seats: int, votes: list[int], valid: int, *decisions: object) -> Record:
    one = summed(1, seats, votes, valid, keys=keyed(len(votes)))
    return election(one, summoned=valid, decisions=decisions)


def test_thanh_hoa_2025_elects_69_from_486_ballots() -> None:
    """Issued 486, collected 486, valid 486, invalid 0; 69 elected, 18 of them with every vote."""
    votes = [486] * 18 + [485 - number % 9 for number in range(51)] + [20] * 8
    found = standing(PROVINCE_2025, announced(PROVINCE_2025, 69, votes, 486))
    outcome = found.rounds[0].outcome

    assert (found.base.number, found.base.needed, codes(found), found.open) == (486, 244, [], ())
    assert outcome is not None
    assert (len(found.elected), found.vacant, found.over) == (69, 0, True)
    assert sum(person.share == 1 for person in outcome.people) == 18
    assert sum(person.share for person in outcome.people if person.key in found.elected) / 69 > 0.98


@pytest.mark.parametrize(("votes", "elected"), [(243, False), (244, True)])
def test_thanh_hoa_2025_needs_244_votes(votes: int, elected: bool) -> None:
    found = standing(PROVINCE_2025, announced(PROVINCE_2025, 1, [votes, 0], 486))

    assert (found.elected == ("000",)) is elected


def test_nghe_an_2025_elects_68_among_its_500_delegates() -> None:
    votes = [499 - number for number in range(68)] + [250] * 9
    found = standing(PROVINCE_2025, announced(PROVINCE_2025, 68, votes, 500))

    assert (found.base.number, found.base.needed, len(found.elected), found.vacant) == (500, 251, 68, 0)


def test_nghe_an_2020_keeps_the_number_decided_and_the_number_elected_apart() -> None:
    """66 decided, 64 elected; the two seats left are the congress's own decision."""
    votes = [300 - number for number in range(64)] + [150] * 9
    one = announced(PROVINCE_2020, 66, votes, 300)
    left = announced(PROVINCE_2020, 66, votes, 300, decided("shortage", "leave", 1, ["seats"]))
    asks, ended = standing(PROVINCE_2020, one), standing(PROVINCE_2020, left)

    assert (len(asks.elected), asks.vacant, asked(asks), asks.over) == (64, 2, ["shortage"], False)
    assert (len(ended.elected), ended.vacant, asked(ended), ended.over) == (64, 2, [], True)


def test_the_xii_congress_counts_1510_ballots_for_180_seats_of_220_names() -> None:
    under = setting("committee", "delegate_congress", T1, Kind.NATIONAL)
    votes = [1500 - number for number in range(180)] + [400] * 40
    found = standing(under, announced(under, 180, votes, 1510))

    assert (found.base.needed, len(found.elected), found.rounds[0].round.style) == (756, 180, Style.STRIKE)


@pytest.mark.parametrize(
    ("seats", "names", "fits"), [(180, 220, True), (20, 26, True), (20, 27, False), (175, 218, True), (25, 61, False)]
)
def test_a_surplus_of_exactly_30_per_cent_is_allowed_and_one_name_more_is_not(
    seats: int, names: int, fits: bool
) -> None:
    """The XII congress: 40 over 180, and 6 over 20; the XI: 43 over 175, but 36 over 25."""
    nominees = [
        Nominee(f"{number:03d}", f"Lê Văn {number}", Origin.PREPARED, Capacity.OFFICIAL) for number in range(names)
    ]
    found = propose(PROVINCE_2020, nominees, seats=seats, attending=1510)
    over = [finding for finding in found.findings if finding.code == "surplus_over"]

    assert (over == []) is fits
    assert most_names(PROVINCE_2020, seats) == seats + seats * 3 // 10


def test_the_xi_congress_was_held_under_rules_that_no_pack_has() -> None:
    """61 names for 25 seats are no fault of that congress: no pack may be taken for it."""
    with pytest.raises(PackError):
        choose(list(packs().values()), term="2010-2015", on=date(2011, 1, 17))


def test_an_giang_2020_elects_48_and_a_delegation_of_18_with_2_alternates_on_their_own_list() -> None:
    delegation = setting("delegates", "delegate_congress", T1, Kind.PROVINCE)
    alternates = setting("alternates", "delegate_congress", T1, Kind.PROVINCE)
    found = [
        standing(PROVINCE_2020, announced(PROVINCE_2020, 48, [300] * 48 + [100] * 5, 340)),
        standing(delegation, announced(delegation, 18, [330] * 18, 340)),
        standing(alternates, announced(alternates, 2, [320, 310], 340)),
    ]

    assert [(len(one.elected), one.vacant, codes(one), one.findings) for one in found] == [
        (48, 0, [], ()),
        (18, 0, [], ()),
        (2, 0, [], ()),
    ]


@pytest.mark.parametrize(("voters", "seats"), [(159, 21), (81, 15), (299, 27), (348, 55)])
def test_three_counts_of_thai_nguyen_2010_give_one_result(voters: int, seats: int) -> None:
    """Ward, hospital, university, province: each was counted three times, on three computers."""
    names = seats + seats // 8
    papers = []
    for voter in range(voters):
        struck = {(voter * 7 + step * 3) % names for step in range(names - seats)}
        struck |= {(voter + step) % names for step in range(names - seats - len(struck))}
        papers.append("".join("0" if place in struck else "1" for place in range(names)))
    orders = [papers, papers[::-1], papers[1::2] + papers[::2]]
    found = []
    for order in orders:
        one = held(1, seats, ballots(*order), keys=keyed(names), allowed=seats,
                   stock=stock(printed=voters + 5, issued=voters, unissued=5, collected=voters))  # fmt: skip
        found.append(standing(setting(), election(one, summoned=voters)))
    tallies = [one.rounds[0].tally for one in found]

    assert tallies[0] is not None
    assert (tallies[0].counted, tallies[0] == tallies[1] == tallies[2]) == (voters, True)
    assert found[0].rounds[0].outcome == found[1].rounds[0].outcome == found[2].rounds[0].outcome
    assert found[0].rounds[0].outcome is not None
