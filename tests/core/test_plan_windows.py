"""Which decision on days holds for a congress: the nearest, for whom it is meant, and never backwards."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.plan import check_congress, check_window, window
from daihoi.core.plan.reasons import Reason
from daihoi.core.plan.windows import Chosen, Decided, Subject, choose
from daihoi.core.scope import Scope
from tests.core.packs import T1, holidays, packs

PROVINCE, DISTRICT, COMMUNE, CELL = "000001", "000001000002", "000001000002000003", "000001000002000003000004"
BESIDE = "000001000009"
APRIL, MAY, JUNE, JULY = (date(2020, month, 1) for month in (4, 5, 6, 7))


def decided(pk: int = 1, path: str = PROVINCE, **more: object) -> Decided:
    facts = {"first": APRIL, "last": JUNE, "decided_on": date(2020, 1, pk), "reason": Reason.PLAN, **more}
    return Decided(id=pk, path=path, number=f"{pk}-KH", **facts)


def commune(path: str = COMMUNE, *, pilot: bool = False) -> Subject:
    return Subject(path, Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE, pilot)


def test_a_decision_holds_below_the_organisation_that_took_it_and_not_for_itself_or_beside() -> None:
    decision = decided(path=DISTRICT)

    assert [decision.holds(commune(path)) for path in (DISTRICT, COMMUNE, BESIDE, PROVINCE)] == [
        False,
        True,
        False,
        False,
    ]


def test_pilots_levels_units_and_places_narrow_it() -> None:
    assert decided(pilots=True).holds(commune()) is False
    assert decided(pilots=True).holds(commune(pilot=True)) is True
    assert decided(pilots=False).holds(commune(pilot=True)) is False
    assert decided(scope=Scope(frozenset({Level.CELL}))).holds(commune()) is False
    assert decided(scope=Scope(units=frozenset({Unit.COMMUNE}))).holds(commune()) is True
    assert decided(places=(DISTRICT,)).holds(commune()) is True
    assert decided(places=(BESIDE,)).holds(commune()) is False


def test_the_nearest_wins_and_at_one_place_the_later() -> None:
    far, near, later = decided(3), decided(1, DISTRICT, last=MAY), decided(2, DISTRICT, last=JULY)

    assert choose([far, near], commune()) == Chosen(APRIL, MAY, "1-KH, 1/1/2020", 1, "1-KH, 1/1/2020", "1-KH, 1/1/2020")
    assert choose([far, near, later], commune()).last == JULY  # type: ignore[union-attr]
    assert choose([], commune()) is None


def test_a_side_that_is_left_open_comes_from_the_next_decision_unless_they_contradict() -> None:
    far, near = decided(1), decided(2, DISTRICT, first=None, last=MAY)
    found = choose([far, near], commune())

    assert found == Chosen(APRIL, MAY, "2-KH, 2/1/2020; 1-KH, 1/1/2020", 2, "1-KH, 1/1/2020", "2-KH, 2/1/2020")
    late = choose([far, decided(2, DISTRICT, first=JULY, last=None)], commune())
    assert late == Chosen(JULY, None, "2-KH, 2/1/2020", 2, "2-KH, 2/1/2020", "")


def found(**facts: object) -> list[tuple[str, str, str]]:
    """What a planned congress does not keep, as (code, severity, sentence)."""
    given = {
        "level": Level.GRASSROOTS,
        "kind": Kind.GRASSROOTS_COMMITTEE,
        "unit": Unit.COMMUNE,
        "pilot": False,
        "holidays": holidays(),
        **dict.fromkeys(("members", "form", "contents", "held_on", "held_days", "announced_on")),
        **facts,
    }
    return [(each.code, each.severity.value, each.message.render()) for each in check_congress(packs()[T1], **given)]


def test_a_day_outside_a_decision_of_the_level_above_stops_and_one_of_its_own_warns() -> None:
    days = {
        "planned_on": date(2020, 5, 31),
        "planned_days": 2,
        "override_window": (date(2020, 5, 1), date(2020, 5, 31)),
    }

    assert found(**days, window_by="12-KH/TU, 1/3/2020") == [
        (
            "congress_after_window",
            "error",
            "The congress closes on 01/06/2020, after 31/05/2020, the last day set by 12-KH/TU, 1/3/2020.",
        )
    ]
    assert [each[:2] for each in found(**days)] == [("congress_after_window", "warning")]
    early = days | {"planned_on": date(2020, 4, 20), "window_by": "12-KH/TU, 1/3/2020"}
    assert [each[:2] for each in found(**early)] == [("congress_before_window", "error")]


def test_a_frame_outside_the_rules_is_found_with_its_article_and_one_within_is_not() -> None:
    rules = window(packs()[T1], level=Level.GRASSROOTS, kind=Kind.GRASSROOTS_COMMITTEE, unit=Unit.COMMUNE, pilot=False)

    def codes(first: date | None, last: date | None) -> list[str]:
        return [each.code for each in check_window(rules, first, last)]

    assert codes(APRIL, date(2020, 6, 30)) == codes(None, JUNE) == codes(MAY, None) == []
    assert codes(date(2020, 3, 31), JUNE) == ["frame_before_window"]
    assert codes(APRIL, JULY) == codes(JULY, None) == ["frame_after_window"]
    assert codes(date(2020, 3, 1), date(2020, 3, 31)) == ["frame_before_window"]
    assert "35-CT/TW" in check_window(rules, JULY, None)[0].message.render()


DAYS = st.none() | st.integers(0, 60).map(lambda days: APRIL + timedelta(days=days))
PATHS = st.sampled_from([PROVINCE, DISTRICT, COMMUNE, BESIDE])


@st.composite
def decisions(draw: st.DrawFn) -> list[Decided]:
    found = []
    for pk in range(1, draw(st.integers(0, 6)) + 1):
        first, last = draw(DAYS), draw(DAYS)
        if first is None and last is None:
            continue
        if first and last and last < first:
            first, last = last, first
        found.append(
            Decided(
                pk,
                draw(PATHS),
                str(pk),
                date(2020, 1, draw(st.integers(1, 3))),
                Reason.PLAN,
                first,
                last,
                Scope(frozenset(draw(st.sets(st.sampled_from([Level.GRASSROOTS, Level.CELL]))))),
                draw(st.sampled_from([None, True, False])),
                tuple(draw(st.sets(st.sampled_from([DISTRICT, COMMUNE, BESIDE])))),
            )
        )
    return found


@given(decisions(), st.sampled_from([DISTRICT, COMMUNE, CELL]), st.booleans(), st.randoms())
def test_the_choice_is_the_nearest_whatever_the_order_and_never_ends_before_it_begins(
    found: list[Decided], path: str, pilot: bool, random: object
) -> None:
    subject = commune(path, pilot=pilot)
    holding = [each for each in found if each.holds(subject)]
    chosen = choose(found, subject)
    random.shuffle(found)  # type: ignore[attr-defined]

    assert choose(found, subject) == chosen
    assert (chosen is None) == (not holding)
    if chosen:
        nearest = max(holding, key=lambda each: (len(each.path), each.decided_on, each.id))
        assert chosen.by == nearest.id
        assert (nearest.first in {None, chosen.first}) and (nearest.last in {None, chosen.last})
        assert not (chosen.first and chosen.last and chosen.first > chosen.last)
        assert {chosen.first, chosen.last} <= {None, *(day for each in holding for day in (each.first, each.last))}


@given(decisions(), st.booleans())
def test_a_decision_that_does_not_hold_changes_nothing(found: list[Decided], pilot: bool) -> None:
    subject = commune(pilot=pilot)

    assert choose([each for each in found if each.holds(subject)], subject) == choose(found, subject)
