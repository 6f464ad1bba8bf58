"""Pages of papers: who opens which, what is sent and refused, files and sheets, and how many queries each takes."""

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import directives as actions
from daihoi.actions._files import Attached
from daihoi.actions.plan import Plan, set_plan
from daihoi.core.access import Role
from daihoi.core.directives import Conference, Dissemination, PaperTask, fingerprint
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.scope import Scope
from daihoi.data.models import (
    Directive,
    DirectiveLink,
    DirectivePlace,
    DirectiveTask,
    Task,
    Uptake,
    User,
    Version,
)
from daihoi.queries import directives as queries
from daihoi.queries.rules import sample_overlay_files
from tests import factories
from tests.area import PACK, TERM, TODAY, Area, area
from tests.hall import Hall
from tests.papers import OVERLAY, SURPLUS, enter, facts, take_in

__all__ = ["area"]
ClientFor = Callable[[User], Client]
WHO = ("board", "district", "office", "neighbour", "other", "reader", "keeper", "stranger")
HELD = Conference(date(2020, 2, 10), Dissemination.CONFERENCE, 40, 50)
SAMPLE = next(file.text for file in sample_overlay_files() if "dien-bien" in file.where)


def address(name: str, *args: int, **query: object) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse(name, args=args)}?{asked}"


def sheet(answer: object) -> list[tuple[object, ...]]:
    """Every row of every sheet."""
    book = openpyxl.load_workbook(io.BytesIO(answer.content))  # type: ignore[attr-defined]
    return [row for page in book for row in page.iter_rows(values_only=True)]


def sent(**given: object) -> dict[str, object]:
    """What the form of a paper sends."""
    return {
        "paper": "guidance",
        "number": "02-HD/TU",
        "issued_on": "2020-02-10",
        "issuer": "Ban Tổ chức Tỉnh ủy",
        "subject": "personnel",
        "title": "Về công tác nhân sự",
        "disseminate": "on",
        "t0-title": "",
        "t0-subject": "general",
        **given,
    }


@pytest.mark.parametrize("who", WHO)
def test_who_opens_the_pages_of_a_paper(area: Area, client_for: ClientFor, who: str) -> None:
    """A paper of Huyện A for its cells, with a file and rules: pages, sheets and the file answer alike."""
    actor = area.actor("district")
    given = facts("25-CT/HU", scope=Scope(frozenset({Level.CELL})), pack_id=PACK)
    file = Attached("25-CT-HU.pdf", b"%PDF")
    pk = actions.enter(actor=actor, organisation=area.id("Huyện A"), term=TERM, facts=given, file=file)
    client = client_for(area.users[who])
    reads = who in {"board", "reader", "district", "office", "neighbour"}

    for name in ("directive", "directive_xlsx", "directive_file", "directive_fit", "directive_fit_xlsx"):
        assert client.get(reverse(name, args=[pk])).status_code == (200 if reads else 404), name
    for name in ("directive_change", "directive_withdraw"):
        assert client.get(reverse(name, args=[pk])).status_code == (200 if who in {"board", "district"} else 404), name
    answers = who in {"board", "district", "office"}
    take = client.get(address("directive_take", pk, at=area.id("Chi bộ thôn 1"))).status_code
    assert take == (200 if answers else 404)


@pytest.mark.parametrize("who", WHO)
def test_who_opens_the_lists_and_forms_of_an_organisation(area: Area, client_for: ClientFor, who: str) -> None:
    client, at = client_for(area.users[who]), area.id("Huyện A")

    for name in ("directives", "directives_xlsx", "directives_cascade", "directives_cascade_xlsx"):
        may = who in {"board", "district", "reader"}
        assert client.get(address(name, at=at)).status_code == (200 if may else 404), name
        mine = client.get(reverse(name)).status_code
        assert mine == (404 if who in {"keeper", "stranger"} else 200), name
    for name in ("directive_new", "directives_disseminate"):
        may = who in {"board", "district"}
        assert client.get(address(name, at=at)).status_code == (200 if may else 404), name


def test_no_page_file_or_sheet_tells_a_neighbour(area: Area, client_for: ClientFor) -> None:
    """Secret words stand in papers of Huyện A, of one of its cells, and of the province for Huyện A alone."""
    papers = [
        enter(area, "Huyện A", "MẬT-1", title="MẬT một"),
        enter(area, "Chi bộ thôn 2", "MẬT-2", title="MẬT hai"),
        enter(area, number="MẬT-3", title="MẬT ba", places=(area.id("Huyện A"), area.id("Huyện B"))),
    ]
    everybody = enter(area, number="chung", title="cho mọi nơi")
    known = papers[2]
    DirectiveLink.objects.create(directive_id=papers[0], other_id=everybody, link="based_on")
    client = client_for(area.users["other"])

    pages = [
        reverse("directives"),
        address("directives", which="below", state="all"),
        reverse("directives_cascade"),
        reverse("directive_new"),
        reverse("directives_disseminate"),
        reverse("directive", args=[everybody]),
        address("directive_take", everybody, at=area.id("Huyện B")),
    ]
    for page in pages:
        text = client.get(page).content.decode()
        assert "MẬT-1" not in text and "MẬT-2" not in text, page
        assert "Huyện A" not in text and "Xã Một" not in text, page
    shown = client.get(reverse("directive", args=[known])).content.decode()
    assert "MẬT ba" in shown and "Huyện A" not in shown
    for name in ("directives_xlsx", "directives_cascade_xlsx"):
        assert not any("MẬT-1" in str(row) or "MẬT-2" in str(row) for row in sheet(client.get(reverse(name))))
    for pk in papers[:2]:
        for name in ("directive", "directive_xlsx", "directive_file", "directive_take", "directive_fit"):
            assert client.get(reverse(name, args=[pk])).status_code == 404
        refused = client.post(reverse("directive_new"), sent(based_on=[str(pk)], issued_on="2020-03-01"))
        text = refused.content.decode()
        assert refused.status_code == 400 and "MẬT-1" not in text and "MẬT-2" not in text
    for at in ("Huyện A", "Chi bộ thôn 2"):
        assert client.get(address("directive", everybody, at=area.id(at))).status_code == 404
        assert client.get(address("directive_xlsx", everybody, at=area.id(at))).status_code == 404


def test_a_cell_to_whose_level_a_paper_does_not_apply_finds_nothing(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, number="CƠ-SỞ", scope=Scope(frozenset({Level.GRASSROOTS})))
    client = client_for(area.users["office"])

    assert "CƠ-SỞ" not in client.get(reverse("directives")).content.decode()
    assert "CƠ-SỞ" not in client.get(reverse("directives_cascade")).content.decode()
    assert client.get(reverse("directive", args=[pk])).status_code == 404


def test_a_paper_is_entered_with_its_links_places_tasks_and_file(area: Area, client_for: ClientFor) -> None:
    ground = enter(area, number="45-CT/TU")
    client, url = client_for(area.users["board"]), reverse("directive_new")
    data = sent(
        based_on=[str(ground)],
        levels=["grassroots", "cell"],
        units=["commune", "village"],
        places=[str(area.id("Huyện A"))],
        more_places="Xã Hai\n\n",
        disseminate_by="2020-03-20",
        own_paper_levels=["grassroots"],
        own_paper_by="2020-03-25",
        overlay=SAMPLE.replace("\n", "\r\n"),
        file=SimpleUploadedFile("Huong dan.docx", b"PK"),
        **{
            "t0-title": "Lập danh sách", "t0-subject": "personnel", "t0-due_on": "2020-03-10", "t0-levels": ["cell"],
            "t0-evidence": "Danh sách", "t5-title": "Báo cáo", "t5-subject": "reporting",
            "t2-title": "", "t2-subject": "general",
        },
    )  # fmt: skip

    answer = client.post(url, data)

    row = Directive.objects.get(number="02-HD/TU")
    assert answer.headers["Location"] == address("directive", row.pk, at=area.id("Tỉnh"))
    assert (row.levels, row.units, row.file_name) == ("cell,grassroots", "commune,village", "Huong dan.docx")
    assert row.overlay_text == SAMPLE
    places = set(DirectivePlace.objects.filter(directive=row).values_list("organisation_id", flat=True))
    assert places == {area.id("Huyện A"), area.id("Xã Hai")}
    tasks = DirectiveTask.objects.order_by("position").values_list("title", "subject", "levels", "due_on", "evidence")
    assert list(tasks) == [
        ("Lập danh sách", "personnel", "cell", date(2020, 3, 10), "Danh sách"),
        ("Báo cáo", "reporting", "", None, ""),
    ]
    page = client.get(reverse("directive", args=[row.pk])).content.decode()
    assert "Lập danh sách" in page and "45-CT/TU" in page and "Xã Hai" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": ""}, 'name="number"'),
        ({"issued_on": "hôm qua"}, "hôm qua"),
        ({"issued_on": "2021-01-01"}, "Chưa đến ngày"),
        ({"paper": "poem"}, "poem"),
        ({"levels": ["sky"]}, "sky"),
        ({"based_on": ["999999"]}, "999999"),
        ({"based_on": ["x"]}, "x"),
        ({"more_places": "Xã Nào Đó"}, "Xã Nào Đó"),
        ({"more_places": "Chi bộ thôn"}, "Chi bộ thôn"),
        ({"own_paper_by": "2020-03-01"}, "cấp nào phải ban hành"),
        ({"overlay": "[overlay"}, "overlay"),
        ({"t0-title": "", "t0-due_on": "2020-03-01"}, "Ghi nội dung nhiệm vụ"),
        ({"t0-title": "x" * 400}, "t0-title"),
        ({"file": SimpleUploadedFile("virus.exe", b"MZ")}, "virus.exe"),
        ({"file": SimpleUploadedFile("trong.pdf", b"")}, "Hãy chọn lại tệp"),
        ({"issued_on": "0020-01-15"}, "Năm 0020"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    area: Area, client_for: ClientFor, given: dict, words: str
) -> None:
    enter(area, number="45-CT/TU", issued_on=date(2020, 1, 1))

    answer = client_for(area.users["board"]).post(reverse("directive_new"), sent(**given))

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Về công tác nhân sự" in text and words in text
    assert not Directive.objects.filter(number="02-HD/TU").exists()


def test_an_overlay_that_is_no_text_or_too_large_is_refused(area: Area, client_for: ClientFor) -> None:
    client, url = client_for(area.users["board"]), reverse("directive_new")

    for data in (b"\xff\xfe\x00", b"#" * (1024 * 1024 + 1)):
        answer = client.post(url, sent(overlay_file=SimpleUploadedFile("own.toml", data)))
        assert answer.status_code == 400 and "is-error" in answer.content.decode()
    assert client.post(url, sent(overlay_file=SimpleUploadedFile("own.toml", SAMPLE.encode()))).status_code == 302
    assert Directive.objects.get().overlay_text == SAMPLE


def form_of(client: Client, url: str) -> dict[str, object]:
    """What the form of a change would send back unchanged."""
    form = client.get(url).context["form"]
    data: dict[str, object] = {}
    for part in (form, *form.rows):
        for field in part:
            value = field.value()
            if value not in (None, "", [], False, ()):
                data[field.html_name] = (
                    value.isoformat() if isinstance(value, date) else "on" if value is True else value
                )
            elif field.name in {"title", "subject"}:
                data[field.html_name] = "" if field.name == "title" else "general"
    return data


def test_a_form_sent_back_unchanged_changes_nothing(area: Area, client_for: ClientFor) -> None:
    ground = enter(area, number="45-CT/TU")
    pk = enter(
        area,
        scope=Scope(frozenset({Level.CELL}), frozenset({Unit.VILLAGE})),
        places=(area.id("Huyện A"), area.id("Xã Hai")),
        own_paper_levels=frozenset({Level.CELL}),
        own_paper_by=date(2020, 3, 3),
        based_on=(ground,),
        overlay_text=SAMPLE,
        tasks=(PaperTask("Một", due_on=date(2020, 3, 3), levels=frozenset({Level.CELL})), PaperTask("Hai")),
    )
    board = area.actor("board")
    before = queries.entered(actor=board, pk=pk, today=TODAY)
    client, url = client_for(area.users["board"]), reverse("directive_change", args=[pk])

    assert client.post(url, form_of(client, url)).status_code == 302

    after = queries.entered(actor=board, pk=pk, today=TODAY)
    assert (after.facts, after.token) == (before.facts, before.token)


def test_a_form_keeps_links_that_could_no_longer_be_chosen_and_places_of_one_name(
    area: Area, client_for: ClientFor
) -> None:
    """A ground that was withdrawn since, and a cell further down whose name another one has too."""
    ground = enter(area, number="45-CT/TU")
    Version.objects.filter(organisation__in=[area.id("Chi bộ thôn 2"), area.id("Chi bộ thôn 3")]).update(
        name="Chi bộ Đông", folded="chi bo dong"
    )
    pk = enter(area, places=(area.id("Chi bộ thôn 3"),), based_on=(ground,))
    board = area.actor("board")
    actions.withdraw(actor=board, organisation=area.id("Tỉnh"), directive=ground, on=TODAY, note="nhầm")
    client, url = client_for(area.users["board"]), reverse("directive_change", args=[pk])

    assert client.post(url, {**form_of(client, url), "title": "Tên mới"}).status_code == 302

    facts = queries.entered(actor=board, pk=pk, today=TODAY).facts
    assert (facts.title, facts.based_on, facts.places) == ("Tên mới", (ground,), (area.id("Chi bộ thôn 3"),))


def test_a_change_that_matters_is_new_again_and_a_stale_form_is_told(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, tasks=(PaperTask("Một"),))
    take_in(area, "Huyện A", pk, who="district")
    client, url = client_for(area.users["board"]), reverse("directive_change", args=[pk])
    data = form_of(client, url)

    assert client.post(url, {**data, "revise": "on"}).status_code == 400  # without a note
    changed = {**data, "revise": "on", "note": "Lùi hạn", "title": "Tên mới", "t0-out": "on"}
    assert client.post(url, changed).status_code == 302
    assert client.post(url, {**data, "title": "Tên cũ"}).status_code == 400

    assert Directive.objects.values_list("title", "revision").get() == ("Tên mới", 2)
    assert DirectiveTask.objects.get().withdrawn is False or Task.objects.exists()
    listed = client_for(area.users["district"]).get(reverse("directives")).content.decode()
    assert "Lùi hạn" in listed and "Văn bản mới" in listed


def test_a_paper_is_withdrawn_with_a_reason(area: Area, client_for: ClientFor) -> None:
    pk = enter(area)
    client, url = client_for(area.users["board"]), reverse("directive_withdraw", args=[pk])

    assert client.post(url, {"on": "2020-01-01", "note": "nhầm"}).status_code == 400
    assert client.post(url, {"on": "2020-03-02", "note": ""}).status_code == 400
    assert client.post(url, {"on": "2020-03-02", "note": "Ban hành nhầm"}).status_code == 302
    assert client.post(url, {"on": "2020-03-02", "note": "lần nữa"}).status_code == 400
    assert client.get(url).status_code == 200
    assert "Ban hành nhầm" in client.get(reverse("directive", args=[pk])).content.decode()


def test_a_paper_is_read_and_taken_in_and_its_tasks_are_in_the_plan(area: Area, client_for: ClientFor) -> None:
    pk = enter(
        area,
        summary="Nội dung mới cần chú ý",
        tasks=(
            PaperTask("Việc của chi bộ", levels=frozenset({Level.CELL})),
            PaperTask("Việc khác", levels=frozenset({Level.UPPER})),
        ),
    )
    client = client_for(area.users["office"])
    url = address("directive_take", pk, at=area.id("Chi bộ thôn 1"))
    assert "Nội dung mới cần chú ý" in client.get(reverse("directives")).content.decode()
    page = client.get(url).content.decode()
    assert "Việc của chi bộ" in page and "Việc khác" not in page

    own, other = str(area.id("Chi bộ thôn 1")), str(area.id("Chi bộ thôn 2"))
    assert client.post(url, {"places": [other], "revision": "1"}).status_code == 400
    assert client.post(url, {"places": [own], "revision": "x"}).status_code == 400
    assert client.post(url, {"places": [own], "revision": "0"}).status_code == 400  # changed meanwhile
    assert not Uptake.objects.exists()
    answer = client.post(url, {"places": [own], "revision": "1"})

    assert answer.headers["Location"] == address("directives", at=own)
    assert Task.objects.values_list("title", "organisation_id").get() == ("Việc của chi bộ", int(own))
    assert client.post(url, {"places": [own], "revision": "1"}).status_code == 400


def test_a_board_takes_a_paper_in_for_those_below_that_have_not(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, "Xã Một")
    client, url = client_for(area.users["district"]), address("directive_take", pk, at=area.id("Xã Một"))
    places = [str(area.id("Chi bộ thôn 1")), str(area.id("Chi bộ thôn 2"))]
    assert [value for value, _ in client.get(url).context["form"].fields["places"].choices] == places

    assert client.post(url, {"places": places, "revision": "1"}).status_code == 302

    assert Uptake.objects.filter(directive=pk, revision=1).count() == 2
    assert list(client.get(url).context["form"].fields["places"].choices) == []


def test_one_conference_is_entered_for_several_papers_and_corrected(area: Area, client_for: ClientFor) -> None:
    at = area.id("Huyện A")
    one, two, three = (enter(area, number=number) for number in ("1", "2", "3"))
    client, url = client_for(area.users["district"]), address("directives_disseminate", at=at)
    data = {"papers": [str(one), str(two)], "on": "2020-02-20", "form": "online", "expected": "50", "attended": "45"}

    for wrong in ({"papers": []}, {"attended": "51"}, {"on": "2020-03-09"}, {"on": "2020-01-09"}, {"form": "radio"}):
        assert client.post(url, {**data, **wrong}).status_code == 400
    assert client.post(url, {**data, "papers": [str(enter(area, "Huyện B", "9"))]}).status_code == 400
    assert not Uptake.objects.exists()
    assert client.post(url, data).status_code == 302
    assert [value for value, _ in client.get(url).context["form"].fields["papers"].choices] == [str(three)]

    correct = address("directive_dissemination", one, at=at)
    shown = client.get(correct).context["form"]
    token = shown["token"].value()
    better = {"on": "2020-02-21", "form": "conference", "expected": "50", "attended": "48", "token": token}
    assert client.post(correct, better).status_code == 302
    assert client.post(correct, better).status_code == 400  # somebody corrected it meanwhile
    row = Uptake.objects.get(directive=one)
    assert (row.disseminated_on, row.form, row.attended) == (date(2020, 2, 21), "conference", 48)
    again = fingerprint(Conference(date(2020, 2, 21), Dissemination.CONFERENCE, 48, 50))
    assert client.post(correct, {**better, "token": again, "back": "on"}).status_code == 302
    assert Uptake.objects.get(directive=one).disseminated_on is None
    assert client.get(correct).status_code == 404  # nothing to correct
    assert client_for(area.users["other"]).get(correct).status_code == 404


def test_the_cascade_page_shows_exceptions_first_and_narrows_to_them(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, disseminate_by=date(2020, 2, 15))
    for name in ("Huyện A", "Xã Một", "Trạm", "Chi bộ thôn 1", "Chi bộ thôn 2"):
        take_in(area, name, pk)
        actions.disseminate(actor=area.actor("board"), organisation=area.id(name), directives=[pk], conference=HELD)
    client = client_for(area.users["board"])

    def names(**query: object) -> list[str]:
        return [line.card.name for line in client.get(address("directive", pk, **query)).context["lines"]]

    assert names() == ["Huyện B", "Huyện A"]
    assert names(show="lacking") == names(show="overdue") == ["Huyện B"]
    assert names(show="gì") == ["Huyện B", "Huyện A"]
    assert names(as_of="2020-02-11", show="overdue") == []
    assert client.get(address("directive", pk, as_of="2014-01-01")).status_code == 200  # nothing was there
    client.get(address("directive", pk, as_of=TODAY.isoformat()))
    page = client.get(address("directive", pk, at=area.id("Huyện A"))).content.decode()
    assert "40/50" in page and "Hội nghị trực tiếp" in page
    assert client.get(address("directive", pk, at=999_999)).status_code == 404
    assert client.get(address("directive", pk, at="x")).status_code == 200


def test_sheets_hold_what_the_pages_show(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, disseminate_by=date(2020, 2, 15), title="=Về đại hội")
    take_in(area, "Huyện A", pk)
    client = client_for(area.users["board"])

    below = sheet(client.get(address("directive_xlsx", pk)))
    assert [row[1] for row in below if row[0] and str(row[0]).startswith("TC")][:2] == ["Huyện A", "Huyện B"]
    assert sum("chưa tiếp nhận, chưa quán triệt" in map(str, row) for row in below) == 1 + 7
    papers = sheet(client.get(address("directives_xlsx", at=area.id("Huyện B"))))
    assert any("01-HD/TU" in row and "=Về đại hội" in row for row in papers)
    whole = sheet(client.get(reverse("directives_cascade_xlsx")))
    (row,) = [row for row in whole if "01-HD/TU" in row]
    assert row[6:] == (8, 1, 8, 0, 0, 0, 0, 0, 8, 8)


def test_the_file_is_sent_under_its_name_and_never_shown(area: Area, client_for: ClientFor) -> None:
    file = Attached("Chỉ thị 45.pdf", b"%PDF")
    actor, at = area.actor("board"), area.id("Tỉnh")
    pk = actions.enter(actor=actor, organisation=at, term=TERM, facts=facts(), file=file)

    answer = client_for(area.users["office"]).get(reverse("directive_file", args=[pk]))

    assert answer.content == b"%PDF" and answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "chi-thi-45.pdf" in answer.headers["Content-Disposition"]


def test_what_no_longer_fits_is_listed_with_its_article(area: Area, client_for: ClientFor) -> None:
    board = area.actor("board")
    for name in ("Chi bộ thôn 1", "Chi bộ thôn 3"):
        plan = Plan(planned_on=date(2020, 5, 20), planned_half_days=1)
        set_plan(actor=board, organisation=area.id(name), term=TERM, plan=plan)
    pk = enter(area, overlay_text=OVERLAY)
    client = client_for(area.users["board"])

    answer = client.get(reverse("directive_fit", args=[pk]))
    text = answer.content.decode()
    assert [card.name for card, _, _ in answer.context["lines"]] == ["Chi bộ thôn 1", "Chi bộ thôn 3"]
    assert "Kế hoạch mẫu" in text and "C-012" in text and reverse("congresses_repin", args=[area.id("Tỉnh")]) in text
    rows = sheet(client.get(reverse("directive_fit_xlsx", args=[pk])))
    assert sum("C-012" in row for row in rows) == 2
    other = client_for(area.users["other"])
    found = other.get(reverse("directive_fit", args=[pk])).content.decode()
    assert "Chi bộ thôn 3" in found and "Chi bộ thôn 1" not in found
    assert not any("Chi bộ thôn 1" in row for row in sheet(other.get(reverse("directive_fit_xlsx", args=[pk]))))
    assert client.get(reverse("directive_fit", args=[enter(area, number="2")])).status_code == 404  # brings no rules
    Directive.objects.filter(pk=pk).update(overlay_text="[overlay")
    assert client.get(reverse("directive_fit", args=[pk])).status_code == 200
    assert client.get(reverse("directive_fit_xlsx", args=[pk])).status_code == 404


def test_adopted_lists_that_no_longer_fit_are_told_to_those_who_may_see_them(
    db: None, client_for: ClientFor, settings: object
) -> None:
    settings.TODAY = date(2025, 8, 1)  # type: ignore[attr-defined]
    hall = Hall()
    hall.listed([f"Nguyễn Văn {letter}" for letter in "ABCDEGHIK"], seats=7)
    given = facts(overlay_text=SURPLUS)
    board = hall.actor("board")
    pk = actions.enter(actor=board, organisation=hall.province.pk, term=hall.term, facts=given)

    for who, told in {"board": True, "secretariat": True, "auditor": True, "reader": False, "beside": False}.items():
        client = client_for(hall.users[who])
        answer = client.get(reverse("directive_fit", args=[pk]))
        text = answer.content.decode()
        rows = [row for row in sheet(client.get(reverse("directive_fit_xlsx", args=[pk]))) if "E-031" in row]
        seen = [word in text for word in ("Ban Chấp hành Đảng bộ xã Mẫu", "E-031", "190-QĐ/TW", "Quy định mẫu")]
        seen.append(reverse("election_list", args=[hall.election]) in text)
        assert (who, seen, len(rows)) == (who, [told] * 5, int(told))
        assert answer.context["lists"].checked == int(told)
    assert client_for(hall.users["stranger"]).get(reverse("directive_fit", args=[pk])).status_code == 404
    [row] = [row for row in sheet(client_for(hall.users["board"]).get(reverse("directive_fit_xlsx", args=[pk]))) if
             "E-031" in row]  # fmt: skip
    assert row[1:6] == ("Đảng bộ xã Mẫu", "Ban Chấp hành Đảng bộ xã Mẫu khóa I", datetime(2025, 8, 1), 9, 7)


def test_somebody_with_several_places_chooses_one(area: Area, client_for: ClientFor) -> None:
    user = factories.user()
    for name in ("Xã Một", "Xã Hai"):
        factories.grant(user, Role.COMMITTEE_OFFICE, area.of[name])
    pk = enter(area, "Huyện B")
    client = client_for(user)

    for name in ("directives", "directives_cascade", "directive_new", "directives_disseminate", "directives_xlsx"):
        page = client.get(reverse(name)).content.decode()
        assert "Xã Một" in page and "Xã Hai" in page, name
    answer = client.get(reverse("directive", args=[pk]))
    assert answer.context["at"].name == "Xã Hai"


def count(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_pages_take_as_many_queries_for_three_papers_as_for_one(area: Area, client_for: ClientFor) -> None:
    client, at = client_for(area.users["district"]), area.id("Huyện A")
    pages = {
        "directives": address("directives", at=at),
        "below": address("directives", at=at, which="below"),
        "cascade": address("directives_cascade", at=at),
        "new": address("directive_new", at=at),
        "disseminate": address("directives_disseminate", at=at),
    }

    def one_more(number: int) -> None:
        pk = enter(area, number=f"{number}-HD/TU", places=(area.id("Huyện A"), area.id("Huyện B")))
        enter(area, "Xã Một", f"{number}-KH/ĐU", based_on=(pk,))
        take_in(area, "Xã Một", pk)

    one_more(1)
    first = {name: count(client, url) for name, url in pages.items()}
    one_more(2)
    one_more(3)
    assert {name: count(client, url) for name, url in pages.items()} == first
    assert first == {"directives": 9, "below": 9, "cascade": 9, "new": 8, "disseminate": 8}


def test_a_paper_takes_as_many_queries_with_three_of_everything_as_with_one(area: Area, client_for: ClientFor) -> None:
    pk = enter(area, number="1", pack_id=PACK, tasks=(PaperTask("Một"),))
    client, at = client_for(area.users["board"]), area.id("Tỉnh")
    pages = {
        "page": address("directive", pk, at=at),
        "take": address("directive_take", pk, at=at),
        "change": reverse("directive_change", args=[pk]),
        "fit": address("directive_fit", pk, at=at),
    }

    def one_more(number: int) -> None:
        enter(area, "Huyện A", f"{number}-KH/HU", based_on=(pk,))
        enter(area, "Huyện B", f"{number}-KH/HU", based_on=(pk,))
        enter(area, number=f"{number}-HD/TU", amends=(pk,))
        set_plan(
            actor=area.actor("board"),
            organisation=area.id(f"Chi bộ thôn {number}"),
            term=TERM,
            plan=Plan(planned_on=date(2020, 5, 1)),
        )

    one_more(1)
    first = {name: count(client, url) for name, url in pages.items()}
    one_more(2)
    one_more(3)
    assert {name: count(client, url) for name, url in pages.items()} == first
    assert first == {"page": 12, "take": 13, "change": 14, "fit": 12}
