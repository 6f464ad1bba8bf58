"""Keeping people: who may, what is refused, what the log holds; one record or two."""

from datetime import date

import pytest

from daihoi.actions import personnel as actions
from daihoi.actions._files import Attached
from daihoi.core.access import NotHere
from daihoi.core.messages import Refused
from daihoi.core.personnel import Degree, Organ, Post, Sex, Standing
from daihoi.core.personnel.kinds import DossierState, Review
from daihoi.data.models import DossierItem, Event, NotSame, Person, PersonReview, PoolPlace, StoredFile
from tests.area import TERM, Area, area
from tests.personnel_people import DAY, OUTSIDERS, facts, kept, pooled, staffed

__all__ = ["area"]  # a fixture


@pytest.fixture
def staff(area: Area) -> Area:
    return staffed(area)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


def at(area: Area, who: str = "officer") -> dict[str, object]:
    return {"actor": area.actor(who), "organisation": area.id("Huyện A")}


def test_a_person_is_kept_with_posts_and_the_log_holds_no_name(staff: Area) -> None:
    posts = (
        actions.HeldPost("Bí thư", "xã Một", date(2015, 6, 1)),
        actions.HeldPost("Chủ tịch", "xã Một", date(2010, 1, 1), date(2015, 5, 31)),
    )
    given = facts("  Nguyễn  Văn\u00a0Mẫu ", degree=Degree.BACHELOR, probationary_on=date(1995, 1, 2), posts=posts)
    pk = actions.keep_person(**at(staff), facts=given)  # type: ignore[arg-type]

    person = Person.objects.get(pk=pk)
    assert (person.name, person.folded, person.sex, person.degree) == (
        "Nguyễn Văn Mẫu",
        "nguyen van mau",
        "man",
        "bachelor",
    )
    assert person.version == 1
    assert [post.title for post in person.posts.order_by("pk")] == ["Bí thư", "Chủ tịch"]
    event = Event.objects.latest("seq")
    assert (event.event, event.subject) == ("personnel.person_kept", f"#{pk}")
    assert "Mẫu" not in event.detail
    assert "1995" not in event.detail


def test_kinh_is_kept_in_one_spelling_however_it_is_written(staff: Area) -> None:
    pk = kept(staff, ethnicity="Người Kinh.")
    assert Person.objects.get().ethnicity == "Kinh"
    actions.keep_person(**at(staff), person=pk, facts=facts(ethnicity="dân tộc Thái"))  # type: ignore[arg-type]
    assert Person.objects.get().ethnicity == "dân tộc Thái"


def test_a_change_that_comes_late_is_refused_and_nothing_is_lost(staff: Area) -> None:
    pk = kept(staff)
    actions.keep_person(**at(staff), facts=facts(home="Xã Một"), person=pk, seen=1)  # type: ignore[arg-type]

    with pytest.raises(Refused) as refused:
        actions.keep_person(**at(staff), facts=facts(home="Xã Hai"), person=pk, seen=1)  # type: ignore[arg-type]

    assert codes(refused) == ["changed_meanwhile"]
    assert Person.objects.get(pk=pk).home == "Xã Một"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " . "}, "name_missing"),
        ({"name": "a" * 121}, "too_long"),
        ({"born_year": 1800, "born_month": None}, "born_unlikely"),
        ({"born_year": 2019, "born_month": None}, "born_unlikely"),
        ({"born_month": 13}, "born_wrong"),
        ({"born_year": None}, "born_wrong"),
        ({"official_on": date(2020, 3, 3)}, "day_in_future"),
        ({"official_on": date(1900, 3, 3)}, "day_unlikely"),
        ({"probationary_on": date(2001, 1, 2), "official_on": date(2001, 1, 1)}, "joined_in_order"),
        ({"posts": (actions.HeldPost(""),)}, "post_title_missing"),
        ({"posts": (actions.HeldPost("x", "", date(2012, 1, 1), date(2011, 1, 1)),)}, "post_in_order"),
    ],
)
def test_facts_that_cannot_be_right_are_refused(staff: Area, wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.keep_person(**at(staff), facts=facts(**wrong))  # type: ignore[arg-type]

    assert codes(refused) == [code]
    assert Person.objects.count() == 0


@pytest.mark.parametrize("who", [*OUTSIDERS, "approver"])
def test_nobody_without_the_right_writes(staff: Area, who: str) -> None:
    pk, before = kept(staff), Event.objects.count()
    here = at(staff, who)

    for act in (
        lambda: actions.keep_person(**here, facts=facts("Ai Đó")),  # type: ignore[arg-type]
        lambda: actions.keep_person(**here, facts=facts("Ai Đó"), person=pk),  # type: ignore[arg-type]
        lambda: actions.remove_person(**here, person=pk),  # type: ignore[arg-type]
        lambda: actions.set_pool_place(**here, term=TERM, person=pk, meant=actions.MeantFor()),  # type: ignore[arg-type]
        lambda: actions.keep_item(**here, term=TERM, person=pk, item="cv", state=DossierState.RECEIVED, on_date=DAY),  # type: ignore[arg-type]
        lambda: actions.note_review(**here, term=TERM, person=pk, review=Review.ASSETS, done_on=DAY, done_by="x"),  # type: ignore[arg-type]
        lambda: actions.decide_duplicate(**here, person=pk, other=pk, same=True),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotHere):
            act()

    assert Event.objects.count() == before
    assert Person.objects.get().name == "Nguyễn Văn Mẫu"


def test_a_person_of_another_organisation_is_not_here(staff: Area) -> None:
    elsewhere = kept(staff, at="Xã Một")

    with pytest.raises(NotHere):
        actions.keep_person(**at(staff), facts=facts(), person=elsewhere)  # type: ignore[arg-type]
    with pytest.raises(NotHere):
        actions.remove_person(**at(staff), person=elsewhere)  # type: ignore[arg-type]


def test_what_a_person_is_meant_for_is_set_and_taken_back(staff: Area) -> None:
    pk = pooled(staff, kept(staff), organs=frozenset({Organ.STANDING, Organ.COMMITTEE}), posts=frozenset({Post.DEPUTY}))

    place = PoolPlace.objects.get(person=pk)
    assert (place.organs, place.posts, place.standing) == ("committee standing", "deputy", "restanding")
    actions.set_pool_place(**at(staff), term=TERM, person=pk, meant=actions.MeantFor(Standing.FIRST_TIME))  # type: ignore[arg-type]
    assert PoolPlace.objects.get(person=pk).standing == "first_time"
    actions.set_pool_place(**at(staff), term=TERM, person=pk, meant=None)  # type: ignore[arg-type]
    assert not PoolPlace.objects.exists()
    with pytest.raises(Refused):
        actions.set_pool_place(**at(staff), term=TERM, person=pk, meant=None, seen=1)  # type: ignore[arg-type]


def item(staff: Area, pk: int, name: str = "cv", **more: object) -> None:
    given: dict[str, object] = {"state": DossierState.RECEIVED, "on_date": DAY, **more}
    actions.keep_item(**at(staff), term=TERM, person=pk, item=name, **given)  # type: ignore[arg-type]


def test_an_item_of_a_dossier_is_kept_with_its_file_and_the_old_file_goes(staff: Area) -> None:
    pk = kept(staff)
    item(staff, pk, file=Attached("ly-lich.pdf", b"%PDF mot"))
    item(staff, pk, state=DossierState.CONFIRMED, file=Attached("ly-lich-moi.pdf", b"%PDF hai"))

    row = DossierItem.objects.get()
    assert (row.state, row.on_date, row.file_name) == ("confirmed", DAY, "ly-lich-moi.pdf")
    assert [bytes(one.content) for one in StoredFile.objects.all()] == [b"%PDF hai"]
    item(staff, pk, state=DossierState.MISSING, on_date=None, drop_file=True)
    assert StoredFile.objects.count() == 0
    assert DossierItem.objects.get().on_date is None
    assert "confirmed" not in "".join(Event.objects.values_list("detail", flat=True))


def test_a_file_that_another_dossier_holds_stays(staff: Area) -> None:
    one, other = kept(staff), kept(staff, "Trần Thị Mẫu")
    for pk in (one, other):
        item(staff, pk, file=Attached("a.pdf", b"%PDF"))
    actions.remove_person(**at(staff), person=one)  # type: ignore[arg-type]
    assert StoredFile.objects.count() == 1
    actions.remove_person(**at(staff), person=other)  # type: ignore[arg-type]
    assert StoredFile.objects.count() == 0


def test_what_cannot_be_in_a_dossier_is_refused(staff: Area) -> None:
    pk = kept(staff)
    with pytest.raises(NotHere):
        item(staff, pk, "political_conclusion")  # no item of 2020
    for more, code in (
        ({"on_date": None}, "day_missing"),
        ({"on_date": date(2020, 3, 3)}, "day_in_future"),
        ({"file": Attached("a.exe", b"x")}, "file_kind"),
        ({"seen": "0123"}, "changed_meanwhile"),
    ):
        with pytest.raises(Refused) as refused:
            item(staff, pk, **more)
        assert codes(refused) == [code]
    assert DossierItem.objects.count() == 0


def test_a_conclusion_is_done_or_not_done_and_nothing_more(staff: Area) -> None:
    pk = kept(staff)
    given = {**at(staff), "term": TERM, "person": pk, "review": Review.POLITICAL_HISTORY}
    actions.note_review(**given, done_on=DAY, done_by="Ban Tổ chức Huyện ủy")  # type: ignore[arg-type]

    row = PersonReview.objects.get()
    assert (row.done_by, row.done_on) == ("Ban Tổ chức Huyện ủy", DAY)
    assert {one.name for one in PersonReview._meta.concrete_fields} == {
        "id", "person", "term", "review", "done_by", "done_on",
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.note_review(**given, done_on=DAY, done_by=" ")  # type: ignore[arg-type]
    assert codes(refused) == ["body_missing"]
    actions.note_review(**given, done_on=None)  # type: ignore[arg-type]
    assert not PersonReview.objects.exists()


def test_two_records_of_one_organisation_are_one_person_by_decision_alone(staff: Area) -> None:
    first, second = kept(staff), kept(staff)
    decide = {**at(staff), "person": second, "other": first}
    actions.decide_duplicate(**decide, same=True)  # type: ignore[arg-type]

    assert Person.objects.get(pk=second).same_as_id == first
    with pytest.raises(Refused) as refused:
        actions.decide_duplicate(**decide, same=False)  # type: ignore[arg-type]
    assert codes(refused) == ["joined"]
    with pytest.raises(Refused) as refused:
        actions.remove_person(**at(staff), person=first)  # type: ignore[arg-type]
    assert codes(refused) == ["person_referred_to"]
    actions.undecide_duplicate(**decide)  # type: ignore[arg-type]
    actions.decide_duplicate(**decide, same=False)  # type: ignore[arg-type]
    assert NotSame.objects.values_list("first_id", "second_id").get() == (first, second)
    assert Person.objects.get(pk=second).same_as_id is None


def test_records_form_no_chain_and_no_circle(staff: Area) -> None:
    first, second, third = kept(staff), kept(staff), kept(staff)
    actions.decide_duplicate(**at(staff), person=second, other=first, same=True)  # type: ignore[arg-type]

    for person, other, code in (
        (first, second, "already_same_other_way"),
        (second, third, "already_same"),
        (third, second, "twin_fell_away"),
        (first, third, "person_referred_to"),
        (first, first, "same_record"),
    ):
        with pytest.raises(Refused) as refused:
            actions.decide_duplicate(**at(staff), person=person, other=other, same=True)  # type: ignore[arg-type]
        assert codes(refused) == [code]


def test_a_record_elsewhere_counts_only_where_the_actor_may_see_it(staff: Area) -> None:
    own, below, beside = kept(staff), kept(staff, at="Xã Một"), kept(staff, at="Huyện B")
    actions.decide_duplicate(**at(staff), person=own, other=below, same=True)  # type: ignore[arg-type]
    assert Person.objects.get(pk=own).same_as_id == below

    with pytest.raises(NotHere):
        actions.decide_duplicate(**at(staff), person=own, other=beside, same=False)  # type: ignore[arg-type]


def test_sex_is_one_of_the_list(staff: Area) -> None:
    assert Person.objects.get(pk=kept(staff, sex=None)).sex == ""
    assert Person.objects.get(pk=kept(staff, sex=Sex.WOMAN)).sex == "woman"
