"""Adopted lists that no longer fit the rules that come with a paper: which, why, for whom, with how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daihoi.actions import elections as actions
from daihoi.actions.directives import enter
from daihoi.core.access import NotHere
from daihoi.core.elections import Capacity, Origin, Post
from daihoi.core.messages import Severity
from daihoi.core.rules import RulePack
from daihoi.data.models import Election
from daihoi.queries import directives, elections, indicators
from daihoi.queries.elections import fitting
from daihoi.queries.rules import packs
from tests.hall import PACK, TERM, Hall
from tests.papers import SURPLUS, facts

NAMES = [f"Nguyễn Văn {name}" for name in ("An", "Bình", "Cường", "Dũng", "Em", "Giang", "Hà", "Inh", "Kha", "Lâm")]
TODAY = date(2025, 8, 1)


@pytest.fixture
def hall(db: None, settings: object) -> Hall:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    return Hall()


def paper(hall: Hall, overlay: str = SURPLUS) -> int:
    return enter(actor=hall.actor("board"), organisation=hall.province.pk, term=TERM, facts=facts(overlay_text=overlay))


def rules(hall: Hall, overlay: str = SURPLUS) -> RulePack:
    board = hall.actor("board")
    found = directives.rules_with(actor=board, view=directives.paper(actor=board, pk=paper(hall, overlay), today=TODAY))
    assert found is not None
    return found


def fit(hall: Hall, under: RulePack, who: str = "board", at: int | None = None) -> elections.ListFit:
    actor = hall.actor(who)
    pk = at or (hall.province.pk if who == "board" else hall.pk)
    place = indicators.place(actor=actor, organisation=pk, term=TERM, as_of=TODAY, today=TODAY)
    return elections.fit(place, under, actor=actor)


def test_an_adopted_list_that_is_too_long_under_the_new_rules_is_told_with_both_rules(hall: Hall) -> None:
    hall.listed(NAMES[:9], seats=7)
    under = rules(hall)

    found = fit(hall, under)

    assert (found.checked, found.too_many) == (1, 0)
    [one] = found.misfits
    assert (one.election, one.organisation, one.title) == (
        hall.election,
        hall.pk,
        "Ban Chấp hành Đảng bộ xã Mẫu khóa I",
    )
    assert (one.names, one.seats, one.adopted_on) == (9, 7, TODAY)
    [breach] = one.breaches
    assert (breach.finding.severity, breach.finding.rule, breach.finding.code) == (
        Severity.ERROR,
        "E-031",
        "surplus_over",
    )
    assert "at most 8 are allowed: Quy định mẫu [mau] (E-031)" in breach.finding.message.render()
    assert breach.now is not None and breach.was is not None
    assert (str(breach.now.number), str(breach.was.number), breach.was.grounds.article) == (
        "1/10",
        "3/10",
        "190-QĐ/TW, Art. 14",
    )


def test_a_list_that_fits_as_before_and_one_of_another_pack_alike_is_no_misfit(hall: Hall) -> None:
    hall.listed([*NAMES, "Vi Văn Yên"], seats=10)

    assert fit(hall, rules(hall)) == elections.ListFit(checked=1)
    assert fit(hall, next(pack for pack in packs() if pack.id == PACK)).misfits == ()


def test_a_name_from_the_floor_needs_the_support_of_the_new_rules(hall: Hall) -> None:
    hall.facts(7)
    hall.put(NAMES[:8])
    [floor] = hall.put(["Lò Văn Sơn"], Origin.NOMINATED, by=Capacity.OFFICIAL, consent=True)
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key, note="40/40 giơ tay")
    actions.enter_support(**hall.at("secretariat"), attending=40, support={floor: 16}, note="BB số 1")  # type: ignore[arg-type]
    actions.adopt_list(**hall.at("secretariat"), note="40/40 giơ tay")  # type: ignore[arg-type]
    half = SURPLUS.replace("election.surplus_max", "election.floor_support").replace("E-031", "E-035")

    [one] = fit(hall, rules(hall, half.replace('"1/10"', '"1/2"').replace("at_most", "more_than"))).misfits

    assert [(each.finding.code, each.finding.rule, each.finding.severity) for each in one.breaches] == [
        ("support_missing", "E-035", Severity.ERROR)
    ]
    assert "16 of 40" in one.breaches[0].finding.message.render()


@pytest.mark.parametrize(
    ("who", "told"),
    [("board", 1), ("secretariat", 1), ("office", 1), ("auditor", 1), ("head", 1), ("reader", 0), ("first", 0)],
)
def test_only_who_may_see_the_list_is_told_of_it(hall: Hall, who: str, told: int) -> None:
    hall.listed(NAMES[:9], seats=7)
    under = rules(hall)

    found = fit(hall, under, who)

    assert (found.checked, len(found.misfits)) == (told, told)


def test_nothing_is_told_sideways_or_to_a_stranger(hall: Hall) -> None:
    hall.listed(NAMES[:9], seats=7)
    under = rules(hall)

    assert fit(hall, under, "beside", hall.neighbour.pk) == elections.ListFit()
    for who in ("beside", "head_beside", "stranger"):
        with pytest.raises(NotHere):
            fit(hall, under, who, hall.pk)


def test_lists_that_are_open_voted_on_or_withdrawn_are_not_checked(hall: Hall) -> None:
    hall.listed(NAMES[:9], seats=7)
    under = rules(hall)
    hall.opened()
    assert fit(hall, under) == elections.ListFit()

    hall.again(Post.DELEGATES, "Đoàn đại biểu")
    assert fit(hall, under) == elections.ListFit()
    Election.objects.update(ruleset=None, withdrawn="không bầu nữa")
    assert fit(hall, under) == elections.ListFit()


def test_more_lists_than_can_be_checked_at_once_are_said_to_be_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.listed(NAMES[:9], seats=7)
    monkeypatch.setattr(fitting, "MOST", 0)

    assert fit(hall, rules(hall)) == elections.ListFit(too_many=1)


def test_three_lists_are_checked_with_as_many_queries_as_one(hall: Hall) -> None:
    hall.listed(NAMES[:9], seats=7)
    under, board = rules(hall), hall.actor("board")
    place = indicators.place(actor=board, organisation=hall.province.pk, term=TERM, as_of=TODAY, today=TODAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            elections.fit(place, under, actor=board)
        return len(captured)

    one = queries()
    first = Election.objects.get()
    nominees = list(first.nominees.all())
    for _ in range(2):
        first.pk = None
        first.save()
        for each in nominees:
            each.pk, each.election = None, first
            each.save()

    assert (fit(hall, under).checked, one, queries()) == (3, 3, 3)
