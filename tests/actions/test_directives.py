"""Papers: who enters, changes and withdraws them, what is refused, and what taking in and disseminating write."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

import daihoi.actions.tasks  # noqa: F401  taking a paper in puts its tasks into the plan
from daihoi.actions import directives as actions
from daihoi.actions._files import Attached
from daihoi.core.access import NotHere
from daihoi.core.directives import Conference, Dissemination, Link, PaperTask, fingerprint
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import Scope
from daihoi.data.models import (
    Directive,
    DirectiveLink,
    DirectivePlace,
    DirectiveTask,
    Event,
    StoredFile,
    Task,
    Uptake,
)
from daihoi.queries import directives as queries
from daihoi.queries.rules import sample_overlay_files
from tests.area import PACK, TERM, TODAY, Area, area
from tests.core.packs import overlay_of
from tests.papers import ISSUED, enter, facts, take_in

__all__ = ["area"]
HELD = Conference(date(2020, 2, 10), Dissemination.CONFERENCE, 45, 50)
OVERLAY = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def entered(area: Area, pk: int, who: str = "board") -> queries.Entered:
    return queries.entered(actor=area.actor(who), pk=pk, today=TODAY)


def change(area: Area, pk: int, at: str = "Tỉnh", *, who: str = "board", token: str = "", **given: object) -> int:
    """Change some of a paper's facts; `revise`, `note`, `file`, `drop_file` go to the action."""
    known = entered(area, pk, who)
    more = {name: given.pop(name) for name in ("revise", "note", "file", "drop_file") if name in given}
    return actions.change(
        actor=area.actor(who),
        organisation=area.id(at),
        directive=pk,
        facts=replace(known.facts, **given),  # type: ignore[arg-type]
        token=token or known.token,
        **more,  # type: ignore[arg-type]
    )


def test_a_paper_is_kept_with_all_that_belongs_to_it(area: Area) -> None:
    ground = enter(area, number="35-CT/TW", from_above=True)
    file = Attached("Hướng dẫn.pdf", b"%PDF")
    given = facts(
        "  02-HD/TU ",
        scope=Scope(frozenset({Level.GRASSROOTS, Level.CELL}), frozenset({Unit.COMMUNE, Unit.VILLAGE})),
        places=(area.id("Huyện A"),),
        disseminate_by=date(2020, 3, 1),
        own_paper_levels=frozenset({Level.GRASSROOTS}),
        own_paper_by=date(2020, 3, 15),
        pack_id=PACK,
        based_on=(ground,),
        tasks=(PaperTask("Lập tổ công tác", levels=frozenset({Level.GRASSROOTS}), due_on=date(2020, 3, 10)),),
    )

    pk = actions.enter(actor=area.actor("board"), organisation=area.id("Tỉnh"), term=TERM, facts=given, file=file)

    row = Directive.objects.get(pk=pk)
    assert (row.number, row.file_name, row.revision, row.entered_on) == ("02-HD/TU", "Hướng dẫn.pdf", 1, TODAY)
    assert row.folded == "02 hd tu huong dan 02 hd tu ban thuong vu"
    known = entered(area, pk)
    task = DirectiveTask.objects.get()
    assert replace(known.facts, tasks=()) == replace(given, number="02-HD/TU", title="Hướng dẫn 02-HD/TU", tasks=())
    assert known.facts.tasks == (replace(given.tasks[0], id=task.pk),)
    assert Event.objects.get(event="directives.entered", subject="02-HD/TU").organisation == area.id("Tỉnh")


@pytest.mark.parametrize(
    ("who", "at", "may"),
    [
        ("board", "Tỉnh", True),
        ("board", "Chi bộ thôn 1", True),
        ("district", "Huyện A", True),
        ("district", "Tỉnh", False),
        ("district", "Huyện B", False),
        ("office", "Chi bộ thôn 1", True),
        ("office", "Xã Một", False),
        ("neighbour", "Chi bộ thôn 1", False),
        ("reader", "Tỉnh", False),
        ("keeper", "Tỉnh", False),
        ("stranger", "Tỉnh", False),
    ],
)
def test_papers_are_entered_where_somebody_may(area: Area, who: str, at: str, may: bool) -> None:
    if may:
        assert Directive.objects.get(pk=enter(area, at, who=who)).organisation_id == area.id(at)
    else:
        with pytest.raises(NotHere):
            enter(area, at, who=who)
        assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"number": " "}, "paper_bare"),
        ({"title": ""}, "paper_bare"),
        ({"issuer": "\n"}, "paper_bare"),
        ({"number": "x" * 61}, "too_long"),
        ({"issued_on": TODAY + timedelta(days=1)}, "in_the_future"),
        ({"disseminate_by": ISSUED - timedelta(days=1)}, "due_before_paper"),
        ({"own_paper_levels": frozenset({Level.CELL}), "own_paper_by": date(2019, 1, 1)}, "due_before_paper"),
        ({"disseminate": False, "disseminate_by": ISSUED}, "not_to_disseminate"),
        ({"own_paper_by": ISSUED}, "nobody_to_answer"),
        ({"tasks": (PaperTask(" "),)}, "task_bare"),
        ({"tasks": (PaperTask("Việc", due_on=date(2020, 1, 1)),)}, "due_before_paper"),
        ({"tasks": (PaperTask("x" * 301),)}, "too_long"),
        ({"pack_id": "2025-2030/2025-04-14"}, "unknown_pack"),
        ({"pack_id": "gì đó"}, "unknown_pack"),
        ({"overlay_text": "[overlay]\nid = 3"}, "pack"),
        ({"overlay_text": overlay_of("standing.posts_some", "nobody")}, "pack"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_and_nothing_is_written(area: Area, given: dict, code: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(area, **given)

    assert code_of(refused) == code
    assert not Directive.objects.exists()


def test_a_number_is_entered_once_on_a_day_at_an_organisation(area: Area) -> None:
    pk = enter(area)
    enter(area, "Huyện A", who="district")
    other = enter(area, number="02-HD/TU")

    with pytest.raises(Refused) as refused:
        enter(area)
    assert code_of(refused) == "entered_before"
    with pytest.raises(Refused) as refused:
        change(area, other, number="01-HD/TU")
    assert code_of(refused) == "entered_before"
    assert change(area, pk, title="Cùng số") == 1


def test_a_term_without_rules_is_refused(area: Area) -> None:
    with pytest.raises(Refused) as refused:
        actions.enter(actor=area.actor("board"), organisation=area.id("Tỉnh"), term="1999-2004", facts=facts())

    assert code_of(refused) == "unknown_term"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"", "file_empty"),
        ("a.exe", b"MZ", "file_kind"),
        ("a.pdf", b"MZ\x90\x00", "file_program"),
        ("a.docx", b"#!/bin/sh", "file_program"),
    ],
)
def test_a_file_that_is_not_kept_stops_the_paper(area: Area, name: str, data: bytes, code: str) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}

    with pytest.raises(Refused) as refused:
        actions.enter(**at, facts=facts(), file=Attached(name, data))

    assert code_of(refused) == code
    assert not Directive.objects.exists() and not StoredFile.objects.exists()


def test_papers_from_above_are_entered_at_the_top_alone(area: Area) -> None:
    enter(area, number="35-CT/TW", from_above=True)

    with pytest.raises(Refused) as refused:
        enter(area, "Huyện A", who="district", from_above=True)

    assert code_of(refused) == "not_at_the_top"


def test_a_paper_applies_within_organisations_below_its_own(area: Area) -> None:
    for place in ("Huyện A", "Tỉnh", "Xã Hai"):
        with pytest.raises(Refused) as refused:
            enter(area, "Huyện A", who="district", places=(area.id(place),))
        assert code_of(refused) == "not_below"

    pk = enter(area, "Huyện A", who="district", places=(area.id("Trạm"),))

    assert DirectivePlace.objects.get(directive=pk).organisation_id == area.id("Trạm")


def test_links_lead_to_earlier_papers_that_the_person_may_see(area: Area) -> None:
    above = enter(area, number="45-CT/TU")
    elsewhere = enter(area, "Huyện B", "09-CT/HU", who="other")
    later = enter(area, number="46-CT/TU", issued_on=TODAY)

    with pytest.raises(NotHere):  # of the neighbour district
        enter(area, "Huyện A", who="district", based_on=(elsewhere,))
    with pytest.raises(NotHere):  # of nobody
        enter(area, "Huyện A", who="district", based_on=(999_999,))
    with pytest.raises(Refused) as refused:
        enter(area, "Huyện A", who="district", based_on=(later,))
    assert code_of(refused) == "later_paper"
    with pytest.raises(Refused) as refused:
        enter(area, "Huyện A", who="district", replaces=(above,))
    assert code_of(refused) == "others_paper"
    pk = enter(area, "Huyện A", "25-CT/HU", who="district", based_on=(above,))
    assert DirectiveLink.objects.get().other_id == above
    newer = enter(area, "Huyện A", "26-CT/HU", who="district", replaces=(pk,), amends=(pk,))
    links = DirectiveLink.objects.filter(directive=newer).values_list("link", flat=True)
    assert sorted(links) == [Link.AMENDS, Link.REPLACES]


def test_a_paper_never_rests_on_itself(area: Area) -> None:
    first = enter(area, number="1")
    second = enter(area, number="2", based_on=(first,))
    third = enter(area, number="3", based_on=(second,))

    for given in ({"based_on": (third,)}, {"based_on": (first,)}, {"amends": (first,)}):
        with pytest.raises(Refused) as refused:
            change(area, first, **given)
        assert code_of(refused) == "circle"
    with pytest.raises(Refused) as refused:
        change(area, first, issued_on=TODAY)
    assert code_of(refused) == "later_day"


def test_a_change_says_what_it_changed_and_is_taken_in_anew_only_where_it_matters(area: Area) -> None:
    pk = enter(area)
    take_in(area, "Huyện A", pk)

    assert change(area, pk, title="Tên mới") == 1
    with pytest.raises(Refused) as refused:
        change(area, pk, revise=True, note=" ")
    assert code_of(refused) == "no_note"
    assert change(area, pk, disseminate_by=date(2020, 3, 20), revise=True, note="Lùi hạn quán triệt") == 2

    row = Directive.objects.get(pk=pk)
    assert (row.title, row.revised_on, row.revision_note) == ("Tên mới", TODAY, "Lùi hạn quán triệt")
    detail = Event.objects.filter(event="directives.changed").latest("seq").detail
    assert '"changed":["disseminate_by"]' in detail and '"revision":2' in detail
    with pytest.raises(Refused) as refused:
        take_in(area, "Huyện A", pk, revision=1)
    assert code_of(refused) == "revised_meanwhile"
    assert take_in(area, "Huyện A", pk, revision=2) == 1


def test_of_two_who_change_the_same_paper_the_second_is_told(area: Area) -> None:
    pk = enter(area)
    seen = entered(area, pk).token
    change(area, pk, title="Người thứ nhất")

    with pytest.raises(Refused) as refused:
        change(area, pk, token=seen, title="Người thứ hai")

    assert code_of(refused) == "changed_meanwhile"
    assert Directive.objects.get(pk=pk).title == "Người thứ nhất"


def test_a_paper_is_changed_where_it_was_entered_and_not_by_those_below(area: Area) -> None:
    pk = enter(area)

    with pytest.raises(NotHere):
        entered(area, pk, "district")
    known = entered(area, pk)
    for who, at in (("district", "Tỉnh"), ("district", "Huyện A"), ("reader", "Tỉnh")):
        with pytest.raises(NotHere):
            actions.change(
                actor=area.actor(who), organisation=area.id(at), directive=pk, facts=known.facts, token=known.token
            )
        with pytest.raises(NotHere):
            actions.withdraw(actor=area.actor(who), organisation=area.id(at), directive=pk, on=TODAY, note="x")


def test_a_file_is_replaced_kept_or_taken_off(area: Area) -> None:
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "term": TERM}
    pk = actions.enter(**at, facts=facts(), file=Attached("cu.pdf", b"a"))

    change(area, pk, title="Tệp ở lại")
    assert Directive.objects.get(pk=pk).file_name == "cu.pdf"
    change(area, pk, file=Attached("moi.pdf", b"b"), drop_file=True)
    assert Directive.objects.get(pk=pk).file_name == "moi.pdf"
    change(area, pk, drop_file=True)
    assert (Directive.objects.get(pk=pk).file_name, Directive.objects.get(pk=pk).file_id) == ("", None)


def test_links_that_the_person_cannot_see_stay_when_they_change_the_paper(area: Area) -> None:
    above = enter(area, number="45-CT/TU")
    hidden = enter(area, number="46-CT/TU", places=(area.id("Huyện B"),))
    pk = enter(area, "Huyện A", "25-CT/HU", based_on=(above, hidden))

    assert entered(area, pk, "district").facts.based_on == (above,)
    change(area, pk, "Huyện A", who="district", based_on=())

    assert list(DirectiveLink.objects.values_list("directive_id", "other_id")) == [(pk, hidden)]


def test_a_task_taken_out_is_withdrawn_where_somebody_has_it_and_gone_otherwise(area: Area) -> None:
    pk = enter(area, tasks=(PaperTask("Một"), PaperTask("Hai")))
    one, _two = entered(area, pk).facts.tasks
    assert change(area, pk, tasks=(one,)) == 1
    assert list(DirectiveTask.objects.values_list("title", "withdrawn")) == [("Một", False)]
    take_in(area, "Huyện A", pk)

    with pytest.raises(Refused) as refused:
        change(area, pk, tasks=(one, PaperTask("Ba")))
    assert code_of(refused) == "tasks_added"
    change(area, pk, tasks=(PaperTask("Ba"),), revise=True, note="Việc mới")

    rows = DirectiveTask.objects.order_by("position").values_list("title", "withdrawn", "position")
    assert list(rows) == [("Một", True, 1), ("Ba", False, 2)]
    assert Task.objects.get().directive_task_id == one.id
    with pytest.raises(NotHere):  # a task of another paper, or one that was withdrawn
        change(area, pk, tasks=(one,))


def test_a_task_keeps_its_row_when_its_words_change(area: Area) -> None:
    pk = enter(area, tasks=(PaperTask("Một"),))
    (one,) = entered(area, pk).facts.tasks
    take_in(area, "Huyện A", pk)

    change(area, pk, tasks=(replace(one, title="Một, nói rõ hơn"),))

    assert DirectiveTask.objects.values_list("pk", "title").get() == (one.id, "Một, nói rõ hơn")
    assert Task.objects.get().title == "Một"


def test_a_withdrawn_paper_asks_nothing_and_changes_no_more(area: Area) -> None:
    pk = enter(area)
    at = {"actor": area.actor("board"), "organisation": area.id("Tỉnh"), "directive": pk}
    for on, note, code in (
        (TODAY, " ", "no_reason"),
        (ISSUED - timedelta(days=1), "nhầm", "day_unlikely"),
        (TODAY + timedelta(days=1), "nhầm", "day_unlikely"),
    ):
        with pytest.raises(Refused) as refused:
            actions.withdraw(**at, on=on, note=note)
        assert code_of(refused) == code

    actions.withdraw(**at, on=TODAY, note="Thay bằng văn bản khác")

    assert Directive.objects.get(pk=pk).withdrawn_on == TODAY
    for act in (
        lambda: actions.withdraw(**at, on=TODAY, note="lần nữa"),
        lambda: change(area, pk, title="x"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert code_of(refused) == "withdrawn"
    with pytest.raises(Refused) as refused:
        take_in(area, "Huyện A", pk)
    assert code_of(refused) == "not_in_force"
    with pytest.raises(Refused) as refused:
        actions.disseminate(
            actor=area.actor("district"), organisation=area.id("Huyện A"), directives=[pk], conference=HELD
        )
    assert code_of(refused) == "not_in_force"


def test_a_replaced_paper_is_not_taken_in_any_more(area: Area) -> None:
    pk = enter(area)
    enter(area, number="02-HD/TU", replaces=(pk,))

    with pytest.raises(Refused) as refused:
        take_in(area, "Huyện A", pk)

    assert code_of(refused) == "not_in_force"


@pytest.mark.parametrize(
    ("who", "at", "may"),
    [
        ("district", "Huyện A", True),
        ("district", "Xã Một", True),
        ("office", "Chi bộ thôn 1", True),
        ("office", "Chi bộ thôn 2", False),
        ("office", "Xã Một", False),
        ("other", "Huyện A", False),
        ("reader", "Huyện A", False),
        ("board", "Tỉnh", False),  # it does not apply to the one who issued it
    ],
)
def test_a_paper_is_taken_in_and_disseminated_where_it_applies(area: Area, who: str, at: str, may: bool) -> None:
    pk = enter(area)
    here = {"actor": area.actor(who), "organisation": area.id(at)}

    if may:
        assert actions.take_in(**here, directives={pk: 1}) == 1
        assert actions.disseminate(**here, directives=[pk], conference=HELD) == 1
        row = Uptake.objects.get()
        assert (row.organisation_id, row.revision, row.taken_in_on) == (area.id(at), 1, TODAY)
        assert row.taken_in_by_name == area.actor(who).name
        assert (row.disseminated_on, row.form, row.attended, row.expected) == (HELD.on, "conference", 45, 50)
    else:
        with pytest.raises(NotHere):
            actions.take_in(**here, directives={pk: 1})
        with pytest.raises(NotHere):
            actions.disseminate(**here, directives=[pk], conference=HELD)
        assert not Uptake.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"scope": Scope(frozenset({Level.GRASSROOTS}))},
        {"scope": Scope(frozenset(), frozenset({Unit.COMMUNE}))},
        {"scope": Scope(frozenset({Level.CELL}), frozenset({Unit.SCHOOL}))},
    ],
)
def test_a_paper_that_does_not_apply_is_not_there(area: Area, given: dict) -> None:
    pk = enter(area, **given)

    with pytest.raises(NotHere):
        take_in(area, "Chi bộ thôn 1", pk, who="office")


def test_taking_in_copies_the_tasks_of_the_level_once_each(area: Area) -> None:
    due = date(2020, 3, 10)
    pk = enter(
        area,
        tasks=(
            PaperTask("Cho mọi cấp", due_on=due, evidence="Kế hoạch"),
            PaperTask("Cho chi bộ", levels=frozenset({Level.CELL})),
            PaperTask("Cho huyện", levels=frozenset({Level.UPPER})),
        ),
    )

    take_in(area, "Chi bộ thôn 1", pk, who="office")

    rows = Task.objects.order_by("pk").values_list("title", "origin", "term", "due_on", "evidence", "made_by_name")
    by = area.actor("office").name
    assert list(rows) == [
        ("Cho mọi cấp", "directive", TERM, due, "Kế hoạch", by),
        ("Cho chi bộ", "directive", TERM, None, "", by),
    ]
    with pytest.raises(Refused) as refused:
        take_in(area, "Chi bộ thôn 1", pk, who="office")
    assert code_of(refused) == "taken_in_before"
    tasks = entered(area, pk).facts.tasks
    change(area, pk, tasks=(*tasks, PaperTask("Việc thêm")), revise=True, note="Thêm một việc")
    take_in(area, "Chi bộ thôn 1", pk, who="office", revision=2)
    assert list(Task.objects.order_by("pk").values_list("title", flat=True)) == [
        "Cho mọi cấp",
        "Cho chi bộ",
        "Việc thêm",
    ]


def test_a_board_takes_a_paper_in_for_several_below_at_once(area: Area) -> None:
    pk = enter(area, tasks=(PaperTask("Cho chi bộ", levels=frozenset({Level.CELL})),))
    names = ("Xã Một", "Chi bộ thôn 1", "Chi bộ thôn 2")
    places = [area.id(name) for name in names]
    at = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "directives": {pk: 1}}

    with pytest.raises(NotHere):
        actions.take_in(**at, places=[*places, area.id("Xã Hai")])
    assert not Uptake.objects.exists()
    assert actions.take_in(**at, places=places) == 3
    assert actions.take_in(**at, places=[*places, area.id("Huyện A")]) == 1

    assert Task.objects.filter(title="Cho chi bộ").count() == 2
    event = Event.objects.filter(event="directives.taken_in").order_by("seq").first()
    assert f'"for":{sorted(places)}'.replace(" ", "") in event.detail


def test_one_conference_disseminates_several_papers_in_one_event(area: Area) -> None:
    one, two = enter(area, number="1"), enter(area, number="2")
    at = {"actor": area.actor("district"), "organisation": area.id("Huyện A")}

    assert actions.disseminate(**at, directives=[one, two], conference=HELD) == 2

    assert Uptake.objects.filter(disseminated_on=HELD.on, attended=45).count() == 2
    event = Event.objects.get(event="directives.disseminated")
    assert (event.subject, event.organisation) == ("1, 2", area.id("Huyện A"))
    with pytest.raises(Refused) as refused:
        actions.disseminate(**at, directives=[two, enter(area, number="3")], conference=HELD)
    assert code_of(refused) == "disseminated_before"
    assert Uptake.objects.count() == 2


@pytest.mark.parametrize(
    ("conference", "code"),
    [
        (replace(HELD, on=TODAY + timedelta(days=1)), "in_the_future"),
        (replace(HELD, on=ISSUED - timedelta(days=1)), "before_paper"),
        (replace(HELD, expected=None), "nobody_expected"),
        (replace(HELD, attended=51), "more_came"),
        (replace(HELD, attended=-1), "more_came"),
        (replace(HELD, attended=None, expected=0), "number_unlikely"),
        (replace(HELD, note="x" * 301), "too_long"),
    ],
)
def test_a_conference_that_cannot_be_is_refused(area: Area, conference: Conference, code: str) -> None:
    pk = enter(area)
    at = {"actor": area.actor("district"), "organisation": area.id("Huyện A")}

    with pytest.raises(Refused) as refused:
        actions.disseminate(**at, directives=[pk], conference=conference)

    assert code_of(refused) == code
    assert not Uptake.objects.exists()


def test_papers_not_to_be_disseminated_are_refused_and_so_is_no_paper(area: Area) -> None:
    at = {"actor": area.actor("district"), "organisation": area.id("Huyện A"), "conference": HELD}
    for directives, code in (([], "no_paper"), ([enter(area, disseminate=False)], "not_to_disseminate")):
        with pytest.raises(Refused) as refused:
            actions.disseminate(**at, directives=directives)
        assert code_of(refused) == code
    with pytest.raises(NotHere):
        actions.disseminate(**at, directives=[999_999])


def test_a_dissemination_is_corrected_or_taken_back_by_whoever_saw_it_last(area: Area) -> None:
    pk = enter(area)
    at = {"actor": area.actor("district"), "organisation": area.id("Huyện A")}
    here = {**at, "directive": pk}
    with pytest.raises(NotHere):  # nothing to correct
        actions.correct_dissemination(**here, token="", conference=HELD)
    actions.disseminate(**at, directives=[pk], conference=HELD)
    better = replace(HELD, on=date(2020, 2, 12), attended=48, note="Hội trường huyện")

    actions.correct_dissemination(**here, token=fingerprint(HELD), conference=better)
    assert Uptake.objects.values_list("disseminated_on", "attended", "note").get() == (
        date(2020, 2, 12),
        48,
        "Hội trường huyện",
    )
    with pytest.raises(Refused) as refused:
        actions.correct_dissemination(**here, token=fingerprint(HELD), conference=None)
    assert code_of(refused) == "changed_meanwhile"
    with pytest.raises(Refused) as refused:
        actions.correct_dissemination(**here, token=fingerprint(better), conference=replace(better, attended=60))
    assert code_of(refused) == "more_came"
    with pytest.raises(NotHere):
        actions.correct_dissemination(
            **{**here, "actor": area.actor("other")}, token=fingerprint(better), conference=None
        )
    actions.correct_dissemination(**here, token=fingerprint(better), conference=None)
    assert Uptake.objects.values_list("disseminated_on", "form", "expected").get() == (None, "", None)


def test_an_overlay_that_comes_with_a_paper_fits_its_pack(area: Area) -> None:
    pk = enter(area, overlay_text=OVERLAY)

    board = area.actor("board")
    rules = queries.rules_with(actor=board, view=queries.paper(actor=board, pk=pk, today=TODAY))

    assert rules is not None and (rules.id, rules.overlay_id) == (PACK, "dien-bien-2020")


def test_papers_are_kept_apart_by_their_database(area: Area) -> None:
    pk = enter(area)
    for values in ({"revision": 0}, {"paper": "poem"}, {"withdrawn_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Directive.objects.filter(pk=pk).update(**values)
    for values in ({"attended": 3}, {"attended": 3, "expected": 2}, {"disseminated_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Uptake.objects.create(directive_id=pk, organisation=area.of["Huyện A"], **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        DirectiveLink.objects.create(directive_id=pk, other_id=pk, link="based_on")
