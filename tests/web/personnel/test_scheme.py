"""The scheme's pages: who finds them, the live check, what-if, variants, and no more queries for more rows."""

import io
import json
import re
from collections.abc import Callable
from html import unescape
from time import process_time
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from daihoi.actions import personnel as actions
from daihoi.core.personnel.kinds import Organ, Standing
from daihoi.data.models import Event, Person, Scheme, SchemeSeats, User, Variant, VariantPerson
from daihoi.queries import personnel as queries
from tests import process_made
from tests import schemes_made as made
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]


@pytest.fixture
def ready(area: Area) -> Area:
    return made.staffed(area)


def drafted(ready: Area, listed: int = 4, pool: int = 6) -> tuple[list[Person], Variant]:
    people = made.pool(ready, pool)
    scheme = made.scheme(ready, listed=people[:listed])
    return people, scheme.variants.get()


def url(ready: Area, name: str, *args: int) -> str:
    return reverse(name, args=[ready.id(made.AT), *args])


def form_of(variant: Variant, **changes: dict[str, object]) -> dict[str, object]:
    """The edit form as the page would post it."""
    sent: dict[str, object] = {"version": str(variant.version), "on": []}
    for one in variant.people.all():
        sent["on"].append(str(one.person_id))  # type: ignore[attr-defined]
        sent |= {
            f"{one.person_id}-row": "1",
            f"{one.person_id}-standing": one.standing,
            f"{one.person_id}-organs": one.organs.split(),
            f"{one.person_id}-posts": one.posts.split(),
            f"{one.person_id}-special": one.special,
        }
    return sent | changes


PAGES = ("personnel_scheme", "personnel_scheme_numbers", "personnel_compare", "personnel_variant_new")
OF_ONE = (
    "personnel_variant", "personnel_variant_change", "personnel_variant_rename", "personnel_variant_drop",
    "personnel_scheme_xlsx",
)  # fmt: skip
EDITING = {
    "personnel_scheme_numbers", "personnel_variant_new", "personnel_variant_rename", "personnel_variant_drop",
}  # fmt: skip


def test_pages_are_there_for_those_with_the_right_alone(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    addresses = {name: url(ready, name) for name in PAGES} | {name: url(ready, name, variant.pk) for name in OF_ONE}
    for who in made.WHO:
        client = client_for(ready.users[who])
        for name, address in addresses.items():
            answer = client.get(address)
            may = who == "officer" or (who in made.SEE and name not in EDITING)
            assert (who, name, answer.status_code) == (who, name, 200 if may else 404)
            if not may:
                assert not any(one.name in unescape(answer.content.decode()) for one in people)
        check = client.post(url(ready, "personnel_variant_check", variant.pk), form_of(variant))
        assert (who, check.status_code) == (who, 200 if who in made.SEE else 404)
        if who != "officer":
            for name in ("personnel_variant_choose", "personnel_variant_drop", "personnel_variant_rename"):
                assert client.post(url(ready, name, variant.pk), {"version": "2", "name": "x"}).status_code == 404


def test_a_variant_of_another_scheme_is_not_here(ready: Area, client_for: ClientFor) -> None:
    drafted(ready)
    other = made.scheme(ready, at="Huyện B").variants.get()
    client = client_for(ready.users["officer"])
    for name in OF_ONE:
        assert client.get(url(ready, name, other.pk)).status_code == 404
    assert client.post(url(ready, "personnel_variant_check", other.pk), {}).status_code == 404


def test_a_scheme_is_begun_and_its_numbers_set(ready: Area, client_for: ClientFor) -> None:
    client = client_for(ready.users["officer"])
    empty = client.get(url(ready, "personnel_scheme")).content.decode()
    assert url(ready, "personnel_scheme_numbers") in empty
    form = {"secrecy": "secret", "committee_seats": "39", "committee_before": "41", "standing_seats": "11"}
    assert client.post(url(ready, "personnel_scheme_numbers"), form).status_code == 302
    scheme = Scheme.objects.get()
    assert list(scheme.seats.order_by("organ").values_list("organ", "seats", "before")) == [
        ("committee", 39, 41), ("standing", 11, None),
    ]  # fmt: skip
    wrong = form | {"version": "1", "committee_vacant": "2"}
    answer = client.post(url(ready, "personnel_scheme_numbers"), wrong)
    assert answer.status_code == 400
    assert client.post(
        url(ready, "personnel_scheme_numbers"), wrong | {"committee_vacant_why": "Theo Kết luận mẫu"}
    ).status_code == 302  # fmt: skip
    assert scheme.seats.get(organ="committee").vacant == 2
    assert client.post(url(ready, "personnel_scheme_numbers"), form | {"version": "1"}).status_code == 400
    assert (
        client.post(url(ready, "personnel_scheme_numbers"), {"secrecy": "secret", "inspection_vacant": "x"}).status_code
        == 400
    )


def answered(client: Client, ready: Area, variant: Variant, form: dict[str, object]) -> dict[str, object]:
    """What the page's script gets: it sends the form as one text."""
    address = url(ready, "personnel_variant_check", variant.pk)
    answer = client.post(address, urlencode(form, doseq=True), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def line(found: dict[str, object], key: str) -> dict[str, object]:
    return next(one for one in found["lines"] if one["key"] == key)  # type: ignore[attr-defined, union-attr]


def test_the_live_check_answers_a_change_before_it_is_kept(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready, listed=2, pool=6)  # numbers 1 and 2: men; 3 and 6 are women
    client = client_for(ready.users["officer"])
    page = client.get(url(ready, "personnel_variant_change", variant.pk))
    events, form = Event.objects.count(), form_of(variant) | {"shown": page.context["mark"]}
    before = line(answered(client, ready, variant, form), "committee.women_min")
    assert (before["figure"], before["moved"]) == ("0 / 2", "")
    assert sorted(before["who"]) == [people[2].pk, people[5].pk]  # type: ignore[call-overload]
    tried = form | {"on": [*form["on"], str(people[2].pk)]}  # type: ignore[misc]
    after = line(answered(client, ready, variant, tried), "committee.women_min")
    assert (after["figure"], after["moved"], after["better"]) == ("1 / 3", "0 / 2", True)
    assert variant.people.count() == 2
    assert Event.objects.count() == events


def test_the_live_check_of_people_whom_no_page_showed_is_logged_once(ready: Area, client_for: ClientFor) -> None:
    """One person alone on a list is a question about that person."""
    people, variant = drafted(ready, listed=2, pool=4)
    client = client_for(ready.users["officer"])

    def logged_by(answer: Callable[[], object]) -> list[tuple[str, str, object]]:
        before = Event.objects.count()
        answer()
        events = Event.objects.order_by("seq")[before:]
        return [(one.event, one.subject, json.loads(one.detail).get("variant")) for one in events]

    def asked(by: Client = client, mark: str = "") -> list[tuple[str, str, object]]:
        return logged_by(lambda: answered(by, ready, variant, {"on": [str(people[2].pk)], "shown": mark}))

    read = [("personnel.opened", "personnel_variant_check", variant.pk)]
    assert (asked(), asked(), asked()) == (read, [], [])
    made.pool(ready, 1, start=40)
    assert (asked(), asked()) == (read, [])
    other, third = client_for(ready.users["officer"]), client_for(ready.users["approver"])
    mark = other.get(url(ready, "personnel_variant_change", variant.pk)).context["mark"]
    assert (asked(other, mark), asked(third, mark)) == ([], read)  # the page of one is not the page of another


def test_the_live_check_holds_no_name(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    client = client_for(ready.users["officer"])
    text = client.post(url(ready, "personnel_variant_check", variant.pk), form_of(variant)).content.decode()
    assert not any(one.name in json.dumps(json.loads(text), ensure_ascii=False) for one in people)


def test_what_is_typed_wrong_into_the_live_check_is_left_out(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    client = client_for(ready.users["officer"])
    pk = people[0].pk
    sent = {
        "on": ["x", "99999999", str(pk)],
        f"{pk}-row": "1",
        f"{pk}-organs": ["committee", "moon"],
        f"{pk}-posts": "king",
    }
    assert answered(client, ready, variant, sent)["people"] == 1
    assert client.get(url(ready, "personnel_variant_check", variant.pk)).status_code == 405


def test_a_swap_is_applied_or_kept_as_another_variant(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready, listed=4, pool=6)
    client = client_for(ready.users["officer"])
    form = form_of(variant)
    form["on"] = [str(one.pk) for one in (*people[:3], people[5])]
    here = url(ready, "personnel_variant_change", variant.pk)
    tried = client.post(here, form | {"do": "check"})
    assert tried.status_code == 200
    assert variant.people.filter(person=people[5]).count() == 0
    assert client.post(here, form | {"do": "variant", "name": "Phương án 2"}).status_code == 302
    assert client.post(here, form | {"do": "save"}).status_code == 302
    for one in Variant.objects.all():
        assert set(one.people.values_list("person", flat=True)) == {one.pk for one in (*people[:3], people[5])}
    assert client.post(here, form | {"do": "save"}).status_code == 400  # somebody was quicker
    assert client.post(here, form | {"do": "variant", "name": "Phương án 2"}).status_code == 400


def test_every_field_of_a_row_is_kept(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready, listed=1)
    client = client_for(ready.users["officer"])
    pk = people[0].pk
    form = form_of(variant) | {
        f"{pk}-organs": ["committee", "standing"], f"{pk}-posts": ["secretary", "council_chair"],
        f"{pk}-standing": "restanding", f"{pk}-surplus": ["standing", "inspection"], f"{pk}-councils": "1",
        f"{pk}-special": "QĐ 12-QĐ/TU",
        "do": "save",
    }  # fmt: skip
    assert client.post(url(ready, "personnel_variant_change", variant.pk), form).status_code == 302
    row = VariantPerson.objects.get(variant=variant)
    assert (row.standing, row.organs, row.posts, row.surplus, row.special, row.councils) == (
        "restanding", "committee standing", "secretary council_chair", "standing", "QĐ 12-QĐ/TU", True,
    )  # fmt: skip
    page = client.get(url(ready, "personnel_variant", variant.pk)).content.decode()
    assert "QĐ 12-QĐ/TU" in page


def test_while_a_version_is_on_its_way_the_chosen_list_is_only_tried(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    made.on_its_way(ready, variant.scheme)
    client = client_for(ready.users["officer"])
    here = url(ready, "personnel_variant_change", variant.pk)
    assert 'value="save"' not in client.get(here).content.decode()
    form = form_of(variant) | {"on": [str(people[5].pk)]}
    assert client.post(here, form | {"do": "save"}).status_code == 400
    assert variant.people.count() == 4
    assert client.post(here, form | {"do": "variant", "name": "Phương án 2"}).status_code == 302


def test_variants_stand_side_by_side(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready, listed=3)
    client = client_for(ready.users["officer"])
    form = {"name": "Phương án 2", "copy_of": str(variant.pk)}
    assert client.post(url(ready, "personnel_variant_new"), form).status_code == 302
    second = Variant.objects.get(name="Phương án 2")
    assert client.post(
        url(ready, "personnel_variant_change", second.pk),
        form_of(second) | {"on": [str(people[0].pk), str(people[2].pk)], "do": "save"},
    ).status_code == 302  # fmt: skip
    page = unescape(client.get(url(ready, "personnel_compare")).content.decode())
    assert "1 / 3" in page
    assert "1 / 2" in page
    client.post(url(ready, "personnel_variant_choose", second.pk), {"version": "2"})
    assert Variant.objects.get(chosen=True) == second
    assert client.post(url(ready, "personnel_variant_choose", variant.pk), {"version": "9"}).status_code == 400
    assert client.post(url(ready, "personnel_variant_drop", variant.pk), {"version": "2"}).status_code == 302
    assert client.post(url(ready, "personnel_variant_drop", second.pk), {"version": "2"}).status_code == 400


def test_the_workbook_bears_its_mark_and_leaves_a_trace(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    client = client_for(ready.users["officer"])
    answer = client.get(url(ready, "personnel_scheme_xlsx", variant.pk))
    book = load_workbook(io.BytesIO(answer.content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(ready.users["officer"].full_name in cell for cell in cells)
    assert {one.name for one in people[:4]} <= set(cells)
    last = Event.objects.latest("pk")
    assert (last.event, last.subject) == ("personnel.taken", "personnel_scheme_xlsx")


def test_opening_is_logged_without_a_name(ready: Area, client_for: ClientFor) -> None:
    people, variant = drafted(ready)
    client = client_for(ready.users["officer"])
    for name in ("personnel_variant", "personnel_variant_change", "personnel_scheme", "personnel_compare"):
        client.get(url(ready, name, *([variant.pk] if "variant" in name else [])))
        assert Event.objects.filter(event="personnel.opened", subject=name).count() == 1
    said = [f"{one.subject} {one.detail}" for one in Event.objects.all()]
    assert not any(one.name in text or one.folded in text for one in people for text in said)


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", [*PAGES, *OF_ONE])
def test_pages_ask_no_more_for_more_people(ready: Area, client_for: ClientFor, name: str) -> None:
    _, variant = drafted(ready, listed=1, pool=1)
    client = client_for(ready.users["officer"])
    address = url(ready, name, *([variant.pk] if name in OF_ONE else []))
    few = queries_of(client, address)
    more = made.pool(ready, 6, start=20)
    VariantPerson.objects.bulk_create(
        VariantPerson(variant=variant, person=one, organs="committee") for one in more[:3]
    )
    Variant.objects.create(scheme=variant.scheme, name="Phương án 3", kept_at=made.WHEN, kept_by_name="mẫu")
    assert queries_of(client, address) == few


def test_a_keystroke_is_answered_in_a_tenth_of_a_second(ready: Area, client_for: ClientFor) -> None:
    """75 people on the list, 200 in the pool: what the server takes when the machine is free."""
    people = made.pool(ready, 200)
    variant = made.scheme(ready, seats=65, listed=people[:75]).variants.get()
    client = client_for(ready.users["officer"])
    form, took = form_of(variant), []
    for index in range(7):
        form["on"] = [str(one.pk) for one in people[index : 75 + index]]
        start = process_time()
        answered(client, ready, variant, form)
        took.append(process_time() - start)
    assert min(took) < 0.1


def test_a_possible_list_is_sought_told_and_kept(ready: Area, client_for: ClientFor) -> None:
    _, variant = drafted(ready, listed=6, pool=12)
    client = client_for(ready.users["officer"])
    address = url(ready, "personnel_feasible", variant.pk)
    assert client.get(address).status_code == 200
    answer = client.post(address)
    assert answer.status_code == 200
    assert [one.subject for one in Event.objects.filter(event="personnel.opened")] == ["personnel_feasible"] * 2
    assert Variant.objects.count() == 1
    page = answer.content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(unescape(value))
    assert form["do"] == ["variant"]
    kept = client.post(url(ready, "personnel_variant_change", variant.pk), form | {"name": ["Tìm được"]})
    assert kept.status_code == 302
    found = Variant.objects.get(name="Tìm được")
    assert set(found.people.values_list("person", flat=True)) == {int(pk) for pk in form["on"]}
    view = queries.scheme(
        queries.personnel_place(actor=ready.actor("officer"), organisation=ready.id(made.AT), term=TERM, today=TODAY)
    )
    assert view is not None
    assert view.variant(found.pk).blocks == 0


def test_rules_in_each_others_way_are_told_in_words(ready: Area, client_for: ClientFor) -> None:
    people = made.pool(ready, 4)
    variant = made.scheme(ready, seats=9, listed=people).variants.get()
    client = client_for(ready.users["officer"])
    page = unescape(client.post(url(ready, "personnel_feasible", variant.pk)).content.decode())
    told = re.findall(r"<li>([^<]+)", page[page.index('id="conflict"') :])
    assert "10" in told[0]  # a place more than nine is the least that a list must have
    assert 'value="variant"' not in page


def test_a_list_of_people_unknown_is_not_said_to_keep_every_rule(ready: Area, client_for: ClientFor) -> None:
    """The same as the command: it is told of how many people it is not known."""
    people = made.pool(ready, 4)
    Person.objects.filter(pk__in=[one.pk for one in people]).update(sex="", born_year=None, born_month=None)
    variant = made.scheme(ready, seats=3, listed=people).variants.get()
    page = unescape(
        client_for(ready.users["officer"]).post(url(ready, "personnel_feasible", variant.pk)).content.decode()
    )

    assert "Có danh sách không vi phạm quy định bắt buộc nào, nhưng có quy định chưa thể khẳng định." in page
    assert "Còn 4 người trong danh sách chưa rõ." in page
    assert "Có danh sách đúng mọi quy định bắt buộc." not in page


def test_the_number_that_a_rule_compares_with_is_named_beside_its_field(ready: Area, client_for: ClientFor) -> None:
    page = unescape(client_for(ready.users["officer"]).get(url(ready, "personnel_scheme_numbers")).content.decode())
    said = "số lượng tối đa được duyệt của nhiệm kỳ trước (P-001)"
    named = re.findall(r'id="id_(\w+)_before_helptext">([^<]+)<', page)
    assert named == [("committee", said), ("standing", said)]


@pytest.mark.parametrize("who", sorted(set(made.WHO) - made.SEE))
def test_nobody_else_seeks_a_list(ready: Area, client_for: ClientFor, who: str) -> None:
    _, variant = drafted(ready)
    client = client_for(ready.users[who])
    address = url(ready, "personnel_feasible", variant.pk)
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_the_overview_tells_what_comes_next(ready: Area, client_for: ClientFor) -> None:
    client = client_for(ready.users["officer"])
    address = url(ready, "personnel_place")
    assert url(ready, "personnel_people") in client.get(address).content.decode()
    people, variant = drafted(ready)
    made.on_its_way(ready, variant.scheme)
    page = unescape(client.get(address).content.decode())
    assert url(ready, "personnel_scheme") in page
    assert not any(one.name in page for one in people)
    for who in set(made.WHO) - made.SEE:
        assert client_for(ready.users[who]).get(address).status_code == 404
    made.pool(ready, 5, start=40)
    few = queries_of(client, address)
    made.pool(ready, 5, start=60)
    assert queries_of(client, address) == few <= 15


def test_a_form_that_began_the_scheme_late_does_not_overwrite_what_somebody_began(
    ready: Area, client_for: ClientFor
) -> None:
    client = client_for(ready.users["officer"])
    address = url(ready, "personnel_scheme_numbers")
    assert client.get(address).context["version"] == 0
    here = {"actor": ready.actor("officer"), "organisation": ready.id("Huyện A"), "term": TERM}
    actions.begin_scheme(**here, facts=actions.SchemeFacts(numbers={Organ.COMMITTEE: actions.Numbers(41)}), variant="B")

    answer = client.post(address, {"version": "0", "secrecy": "secret", "committee_seats": "15"})
    assert [one.code for one in answer.context["findings"]] == ["changed_meanwhile"]
    assert list(SchemeSeats.objects.values_list("organ", "seats")) == [("committee", 41)]


def test_the_process_is_done_where_one_group_is_empty(area: Area, client_for: ClientFor) -> None:
    process_made.staffed(area)
    process_made.listed(area, names={Standing.RESTANDING: process_made.SECRET_NAMES[:3]})
    run = process_made.Run(area)

    def stage() -> tuple[str, tuple[str, ...]]:
        answer = client_for(area.users["officer"]).get(reverse("personnel_place", args=[area.id("Huyện A")]))
        found = next(one for one in answer.context["stages"] if one.href.endswith("/process/"))
        return found.look, found.says

    look, says = stage()
    assert (look, says[0]) == ("open", "đã xong 0/5 bước")
    while run.view.due is not None:
        run.go()
    assert stage() == ("done", ("đã xong 5/5 bước",))
