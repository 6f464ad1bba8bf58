"""Schemes and their variants: who may, what is refused, nothing lost silently, nothing told by the log."""

from datetime import date

import pytest

from daihoi.actions import personnel as actions
from daihoi.actions.personnel import Numbers, SchemeFacts
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.personnel.kinds import Organ, Post, Secrecy, Standing
from daihoi.core.personnel.places import ListPlace
from daihoi.data.models import Event, Person, Scheme, Variant
from tests import schemes_made as made
from tests.area import TERM, Area, area
from tests.figures_follow import figures_follow, figures_followed

__all__ = ["area", "figures_follow", "figures_followed"]  # fixtures
COMMITTEE = frozenset({Organ.COMMITTEE})


@pytest.fixture
def ready(area: Area) -> Area:
    return made.staffed(area)


def here(ready: Area, who: str = "officer", at: str = made.AT) -> dict[str, object]:
    return {"actor": ready.actor(who), "organisation": ready.id(at), "term": TERM}


def begin(ready: Area, who: str = "officer", **facts: object) -> int:
    return actions.begin_scheme(**here(ready, who), facts=SchemeFacts(**facts), variant="Phương án 1")


def drafted(ready: Area, listed: int = 3) -> tuple[list[Person], Variant]:
    people = made.pool(ready, listed + 2)
    return people, made.scheme(ready, listed=people[:listed]).variants.get()


def keep(ready: Area, variant: Variant, version: int = 0, who: str = "officer", **change: object) -> int:
    wanted = version or Variant.objects.get(pk=variant.pk).version
    return actions.change_list(**here(ready, who), variant=variant.pk, version=wanted, **change)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("who", sorted(set(made.WHO) - {"officer"}))
def test_only_whoever_may_edit_begins_a_scheme(ready: Area, who: str) -> None:
    with pytest.raises(NotHere):
        begin(ready, who)
    assert Scheme.objects.count() == 0


def test_a_scheme_begins_with_its_numbers_and_an_empty_chosen_variant(ready: Area) -> None:
    pk = begin(ready, reference_on=date(2020, 6, 17), numbers={Organ.COMMITTEE: Numbers(41, 2, " Theo  KL ", 43)})
    scheme = Scheme.objects.get(pk=pk)
    assert (scheme.secrecy, scheme.reference_on) == ("secret", date(2020, 6, 1))
    assert list(scheme.seats.values_list("organ", "seats", "vacant", "vacant_why", "before")) == [
        ("committee", 41, 2, "Theo KL", 43)
    ]
    assert list(scheme.variants.values_list("name", "chosen")) == [("Phương án 1", True)]
    with pytest.raises(Refused) as refused:
        begin(ready)
    assert codes(refused) == ["scheme_begun"]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (Numbers(0), "seats_range"),
        (Numbers(2001), "seats_range"),
        (Numbers(5, before=0), "seats_range"),
        (Numbers(5, 5, "KL"), "vacant_range"),
        (Numbers(5, -1), "vacant_range"),
        (Numbers(5, 1, "  "), "vacant_without_reason"),
    ],
)
def test_numbers_that_cannot_be_are_refused(ready: Area, numbers: Numbers, code: str) -> None:
    with pytest.raises(Refused) as refused:
        begin(ready, numbers={Organ.COMMITTEE: numbers})
    assert codes(refused) == [code]
    assert Scheme.objects.count() == 0


def test_numbers_are_not_set_by_whoever_saw_older_ones(ready: Area) -> None:
    begin(ready)
    facts = SchemeFacts(Secrecy.TOP_SECRET, None, {Organ.STANDING: Numbers(11)})
    actions.set_scheme(**here(ready), version=1, facts=facts)
    assert Scheme.objects.get().secrecy == "top_secret"
    with pytest.raises(Refused) as refused:
        actions.set_scheme(**here(ready), version=1, facts=SchemeFacts())
    assert codes(refused) == ["changed_meanwhile"]
    assert Scheme.objects.get().seats.count() == 1


def test_people_are_put_on_a_list_moved_on_it_and_taken_off(ready: Area) -> None:
    people, variant = drafted(ready)
    place = ListPlace(
        people[0].pk, frozenset({Organ.STANDING, Organ.COMMITTEE}), Standing.RESTANDING,
        frozenset({Post.SECRETARY}), frozenset({Organ.STANDING, Organ.INSPECTION}), " QĐ  1 ", True,
    )  # fmt: skip
    assert keep(ready, variant, 2, out=[people[1].pk], into=[place, *made.on_list(people[3:4])]) == 3
    rows = variant.people.order_by("person")
    assert [row.person_id for row in rows] == [people[0].pk, people[2].pk, people[3].pk]
    first = rows[0]
    assert (first.standing, first.organs, first.posts, first.surplus, first.special, first.councils) == (
        "restanding", "committee standing", "secretary", "standing", "QĐ 1", True,
    )  # fmt: skip
    event = Event.objects.latest("pk")
    assert event.event == "personnel.list_kept"
    assert '"off":1,"on":1' in event.detail
    assert '"set":1' in event.detail


def test_of_two_people_changing_a_list_the_later_one_is_told(ready: Area) -> None:
    people, variant = drafted(ready)
    keep(ready, variant, 2, out=[people[0].pk])
    with pytest.raises(Refused) as refused:
        keep(ready, variant, 2, out=[people[1].pk])
    assert codes(refused) == ["changed_meanwhile"]
    assert variant.people.count() == 2


def test_only_people_of_the_organisation_come_on_its_list(ready: Area) -> None:
    _, variant = drafted(ready)
    stranger = made.person(ready, 90, at="Huyện B")
    twin = made.person(ready, 91, same_as=made.person(ready, 92))
    for one in (stranger, twin):
        with pytest.raises(Refused) as refused:
            keep(ready, variant, into=made.on_list([one]))
        assert codes(refused) == ["person_not_kept"]
        assert one.name not in str(refused.value)


def test_somebody_of_a_list_stands_for_a_body(ready: Area) -> None:
    people, variant = drafted(ready)
    with pytest.raises(Refused) as refused:
        keep(ready, variant, into=[ListPlace(people[0].pk, frozenset())])
    assert codes(refused) == ["place_without_body"]


def test_a_variant_of_another_scheme_is_not_here(ready: Area) -> None:
    drafted(ready)
    other = made.scheme(ready, at="Huyện B").variants.get()
    for act, more in (
        (actions.change_list, {"version": 1}),
        (actions.drop_variant, {"version": 1}),
        (actions.choose_variant, {"version": 1}),
        (actions.rename_variant, {"name": "x"}),
    ):
        with pytest.raises(NotHere):
            act(**here(ready), variant=other.pk, **more)  # type: ignore[operator]
    with pytest.raises(NotHere):
        actions.make_variant(**here(ready), name="x", copy_of=other.pk)


@pytest.mark.parametrize("who", ["approver", "beside", "board", "keeper", "stranger"])
def test_nobody_else_changes_a_scheme(ready: Area, who: str) -> None:
    people, variant = drafted(ready)
    for act, more in (
        (actions.change_list, {"variant": variant.pk, "version": 2, "out": [people[0].pk]}),
        (actions.drop_variant, {"variant": variant.pk, "version": 2}),
        (actions.choose_variant, {"variant": variant.pk, "version": 2}),
        (actions.rename_variant, {"variant": variant.pk, "name": "x"}),
        (actions.make_variant, {"name": "x"}),
        (actions.set_scheme, {"version": 1, "facts": SchemeFacts()}),
    ):
        with pytest.raises(NotHere):
            act(**here(ready, who), **more)  # type: ignore[operator]
    assert variant.people.count() == 3


def test_a_variant_is_copied_less_some_and_with_others(ready: Area) -> None:
    people, variant = drafted(ready)
    made_pk = actions.make_variant(
        **here(ready), name="Phương án 2", copy_of=variant.pk, out=[people[0].pk], into=made.on_list(people[3:4])
    )
    second = Variant.objects.get(pk=made_pk)
    assert set(second.people.values_list("person", flat=True)) == {one.pk for one in people[1:4]}
    assert (second.chosen, variant.people.count()) == (False, 3)


def test_names_of_variants_are_their_own(ready: Area) -> None:
    _, variant = drafted(ready)
    for name, code in (("  ", "variant_without_name"), (" PHƯƠNG  ÁN 1 ", "variant_name_taken")):
        with pytest.raises(Refused) as refused:
            actions.make_variant(**here(ready), name=name)
        assert codes(refused) == [code]
    actions.rename_variant(**here(ready), variant=variant.pk, name="Phương án 1")
    actions.rename_variant(**here(ready), variant=variant.pk, name="Phương án A")
    assert Variant.objects.get().name == "Phương án A"


def test_a_scheme_has_no_more_than_twenty_variants(ready: Area) -> None:
    drafted(ready)
    for number in range(2, 21):
        actions.make_variant(**here(ready), name=f"Phương án {number}")
    with pytest.raises(Refused) as refused:
        actions.make_variant(**here(ready), name="Phương án 21")
    assert codes(refused) == ["variants_many"]


def test_the_chosen_variant_is_not_dropped(ready: Area) -> None:
    _, variant = drafted(ready)
    second = actions.make_variant(**here(ready), name="Phương án 2", copy_of=variant.pk)
    with pytest.raises(Refused) as refused:
        actions.drop_variant(**here(ready), variant=variant.pk, version=2)
    assert codes(refused) == ["variant_chosen"]
    actions.choose_variant(**here(ready), variant=second, version=1)
    with pytest.raises(Refused) as refused:
        actions.drop_variant(**here(ready), variant=variant.pk, version=1)
    assert codes(refused) == ["changed_meanwhile"]
    actions.drop_variant(**here(ready), variant=variant.pk, version=2)
    assert list(Variant.objects.values_list("name", "chosen")) == [("Phương án 2", True)]


@pytest.mark.parametrize("state", ["submitted", "forwarded"])
def test_what_is_on_its_way_stays_as_it_was_submitted(ready: Area, state: str) -> None:
    people, variant = drafted(ready)
    second = actions.make_variant(**here(ready), name="Phương án 2", copy_of=variant.pk)
    made.on_its_way(ready, variant.scheme, state)
    seen = Scheme.objects.get().version
    attempts = (
        lambda: keep(ready, variant, 2, out=[people[0].pk]),
        lambda: actions.choose_variant(**here(ready), variant=second, version=1),
        lambda: actions.set_scheme(**here(ready), version=seen, facts=SchemeFacts()),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused) == ["scheme_on_its_way"]
    assert actions.change_list(**here(ready), variant=second, version=1, out=[people[0].pk]) == 2
    numbers = {Organ.COMMITTEE: Numbers(5)}
    actions.set_scheme(**here(ready), version=seen, facts=SchemeFacts(Secrecy.TOP_SECRET, None, numbers))
    assert Scheme.objects.get().secrecy == "top_secret"


@pytest.mark.parametrize("state", ["returned", "approved"])
def test_after_the_answer_the_list_is_changed_again(ready: Area, state: str) -> None:
    people, variant = drafted(ready)
    made.on_its_way(ready, variant.scheme, state)
    assert keep(ready, variant, 2, out=[people[0].pk]) == 3


def test_the_log_tells_ids_and_counts_alone(ready: Area) -> None:
    people, variant = drafted(ready)
    actions.make_variant(**here(ready), name=f"Phương án {people[0].name}", copy_of=variant.pk)
    told = [f"{event.subject} {event.detail}" for event in Event.objects.filter(event__startswith="personnel.")]
    assert len(told) == 3
    assert not any(one.name in text for one in people for text in told)
