"""Pages and files of the process: what they show, how votes are entered, who may see them, that reading is logged."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.actions import personnel as actions
from daihoi.core.personnel.kinds import Leaving, Organ, Standing
from daihoi.core.personnel.places import ListPlace
from daihoi.core.personnel.process import Base
from daihoi.data.models import Event, Person, ProcessLeave, ProcessStep, Ruleset, Scheme, StepVote, User, Variant
from tests.area import TERM, TODAY, Area, area
from tests.core.packs import overlay_of
from tests.process_made import AT, DAY, SECRET_NAMES, Run, listed, person, staffed, submitted

__all__ = ["area"]  # a fixture
FIRST, SECOND, THIRD, NEW_1, NEW_2 = SECRET_NAMES
OUTSIDE = ("beside", "board", "district", "office", "reader", "keeper", "stranger")
ClientFor = Callable[[User], Client]


@pytest.fixture
def run(area: Area) -> Run:
    listed(staffed(area))
    return Run(area)


@pytest.fixture
def officer(run: Run, client_for: ClientFor) -> Client:
    return client_for(run.area.users["officer"])


def of(name: str) -> int:
    return Person.objects.get(name=name).pk


def at(name: str, run: Run, *more: object) -> str:
    return f"{reverse(name, args=[run.area.id(AT), *more])}?term={TERM}"


def text(response: HttpResponse) -> str:
    return response.content.decode()


def every_address(run: Run, step: int) -> list[str]:
    """Each page and file of the process."""
    steps = ("step", "step_votes", "step_base", "step_close", "step_reopen", "step_xlsx")
    return [
        *(at(f"personnel_{name}", run) for name in ("process", "step_open", "papers")),
        *(at(f"personnel_{name}", run, step) for name in steps),
        *(at("personnel_step_paper", run, step, name) for name in ("ballot", "minutes", "result")),
        *(
            at("personnel_paper", run, name)
            for name in ("scheme", "submission", "short_list", "structure", "approval_draft")
        ),
        *(at("personnel_paper_xlsx", run, name) for name in ("short_list", "structure")),
        at("personnel_leave", run, of(FIRST)),
        at("personnel_leave_undo", run, of(SECOND)),
    ]


def test_the_whole_process_is_gone_through_on_its_pages(run: Run, officer: Client) -> None:
    answer = officer.post(at("personnel_step_open", run), {"held_on": DAY, "summoned": 10})
    step = ProcessStep.objects.get().pk
    assert answer.url == reverse("personnel_step", args=[run.area.id(AT), step])
    votes = {f"v_{row.person_id}_{row.office}": 9 for row in StepVote.objects.filter(step=step)}
    form = {"held_on": DAY, "summoned": 10, "came": 10, "seen": 1}
    assert officer.post(at("personnel_step_votes", run, step), form | votes).status_code == 302
    assert officer.post(at("personnel_step_close", run, step), {"seen": 2}).status_code == 302

    page = text(officer.get(at("personnel_process", run)))
    assert "cần <b>6</b> phiếu trên 10" in page or "needed" in page
    second = officer.post(at("personnel_step_open", run), {"held_on": DAY, "summoned": 10})
    step = ProcessStep.objects.latest("pk").pk
    assert second.status_code == 302
    assert (
        officer.post(at("personnel_step_base", run, step), {"base": "present", "by": "KL 1", "seen": 1}).status_code
        == 302
    )
    assert ProcessStep.objects.get(pk=step).base == Base.PRESENT


def test_votes_that_cannot_be_are_marked_at_their_field_and_nothing_is_saved(run: Run, officer: Client) -> None:
    step = run.open()
    wrong = f"v_{of(SECOND)}_committee"
    form = {"summoned": 10, "came": 8, "seen": 1, wrong: 9, f"v_{of(THIRD)}_committee": 8}

    answer = officer.post(at("personnel_step_votes", run, step), form)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [wrong]
    assert f'name="{wrong}" value="9"' in text(answer)
    assert set(StepVote.objects.values_list("votes", flat=True)) == {None}


def test_a_form_that_comes_late_keeps_what_was_typed(run: Run, officer: Client) -> None:
    step = run.open()
    run.keep(step)
    answer = officer.post(at("personnel_step_votes", run, step), {"summoned": 77, "came": 7, "seen": 1})

    assert answer.status_code == 400
    assert [one.code for one in answer.context["findings"]] == ["changed_meanwhile"]
    assert 'value="77"' in text(answer)


def test_seventy_five_people_for_three_offices_are_one_form(area: Area, client_for: ClientFor) -> None:
    names = {Standing.RESTANDING: [f"Lò Văn Mẫu {number}" for number in range(75)]}
    made = listed(staffed(area), names=names)
    made.variants.get().people.update(organs="committee standing", posts="secretary")
    run = Run(area)
    step = run.open()
    votes = {f"v_{row.person_id}_{row.office}": 9 for row in StepVote.objects.filter(step=step)}
    assert len(votes) == 225
    officer = client_for(area.users["officer"])

    assert text(officer.get(at("personnel_step_votes", run, step))).count("data-office=") == 225
    form = {"summoned": 10, "came": 10, "seen": 1}
    assert officer.post(at("personnel_step_votes", run, step), form | votes).status_code == 302
    assert set(StepVote.objects.filter(step=step).values_list("votes", flat=True)) == {9}


def test_the_overview_says_who_did_not_pass_and_what_is_reported_upward(run: Run, officer: Client) -> None:
    run.go()
    run.go()
    run.go({THIRD: 2})

    answer = officer.get(at("personnel_process", run))
    assert [(one.code, one.message.params["name"]) for one in answer.context["told"]] == [("bodies_differ", THIRD)]
    assert "[P-061]" in text(answer)
    assert text(answer).count("process-out") == 1


def test_a_person_drops_out_and_comes_back_on_the_pages(run: Run, officer: Client) -> None:
    where = at("personnel_leave", run, of(SECOND))
    answer = officer.post(where, {"how": "decision", "on_date": TODAY})
    assert (answer.status_code, [one.code for one in answer.context["findings"]]) == (400, ["left_without_number"])
    assert officer.post(where, {"how": "decision", "on_date": TODAY, "number": "3-QĐ/HU"}).status_code == 302
    assert "3-QĐ/HU" in text(officer.get(at("personnel_process", run)))
    assert officer.get(where).status_code == 404

    assert officer.post(at("personnel_leave_undo", run, of(SECOND)), {"seen": 1}).status_code == 302
    assert not ProcessLeave.objects.exists()


def test_a_step_is_opened_again_on_its_page_until_a_version_is_submitted(run: Run, officer: Client) -> None:
    step = run.go()
    where = at("personnel_step_reopen", run, step)
    assert where.split("?")[0] in text(officer.get(at("personnel_step", run, step)))
    made = submitted(run.area, Scheme.objects.get())
    assert where.split("?")[0] not in text(officer.get(at("personnel_step", run, step)))
    answer = officer.post(where, {"reason": "Nhập nhầm"})
    assert [one.code for one in answer.context["findings"]] == ["scheme_on_its_way"]

    made.delete()
    assert officer.post(where, {"reason": "Nhập nhầm"}).status_code == 302
    assert "Nhập nhầm" in text(officer.get(at("personnel_step", run, step)))


def test_an_approver_reads_the_pages_and_finds_no_forms(run: Run, client_for: ClientFor) -> None:
    step = run.go()
    client = client_for(run.area.users["approver"])
    for name in ("process", "papers"):
        assert client.get(at(f"personnel_{name}", run)).status_code == 200
    assert "btn-main" not in text(client.get(at("personnel_step", run, step)))
    for name in ("step_votes", "step_base", "step_close", "step_reopen"):
        assert client.get(at(f"personnel_{name}", run, step)).status_code == 404
    assert client.get(at("personnel_leave", run, of(FIRST))).status_code == 404


def test_whoever_has_not_the_right_finds_no_page_and_no_file(run: Run, client_for: ClientFor) -> None:
    step = run.go()
    actions.leave(**run.here, term=TERM, person=of(SECOND), how=Leaving.WITHDREW, on_date=TODAY)
    before = Event.objects.count()
    for who in OUTSIDE:
        client = client_for(run.area.users[who])
        for address in every_address(run, step):
            for ask in (client.get, client.post):
                answer = ask(address)
                assert answer.status_code in {404, 405}, (who, address)
                assert not any(name in text(answer) for name in SECRET_NAMES)
    events = Event.objects.all()[before:]
    assert not any(event.event.startswith("personnel.") for event in events)


def test_a_step_of_a_neighbour_is_not_reached_through_ones_own_organisation(run: Run, client_for: ClientFor) -> None:
    step = run.go()
    listed(run.area, "Huyện B", {})
    client = client_for(run.area.users["beside"])
    for name in ("step", "step_votes", "step_close", "step_xlsx"):
        address = reverse(f"personnel_{name}", args=[run.area.id("Huyện B"), step])
        assert client.get(f"{address}?term={TERM}").status_code == 404
    address = reverse("personnel_step_paper", args=[run.area.id("Huyện B"), step, "minutes"])
    assert client.get(f"{address}?term={TERM}").status_code == 404


def test_every_page_and_file_leaves_a_trace_that_names_nobody(run: Run, officer: Client) -> None:
    step = run.go()
    actions.leave(**run.here, term=TERM, person=of(SECOND), how=Leaving.WITHDREW, on_date=TODAY)
    for address in every_address(run, step):
        before = Event.objects.count()
        answer = officer.get(address)
        assert answer.status_code in {200, 302}, address
        written = list(Event.objects.order_by("seq").values_list("event", "subject", "detail"))[before:]
        kind = "personnel.taken" if address.split("?")[0].endswith(("docx", "xlsx")) else "personnel.opened"
        assert [event for event, *_ in written] == ([kind] if answer.status_code == 200 else []), address
        assert not any(name in f"{subject} {detail}" for _, subject, detail in written for name in SECRET_NAMES)
        title = answer.content.decode("utf-8", "ignore").partition("</title>")[0] if kind.endswith("opened") else ""
        assert not any(name in title or name in str(answer.headers) for name in SECRET_NAMES)


def test_as_many_queries_for_three_as_for_one(area: Area, client_for: ClientFor) -> None:
    client = client_for(staffed(area).users["officer"])
    counts = []
    for at_, number in (("Huyện A", 1), ("Huyện B", 3)):
        listed(area, at_, {Standing.RESTANDING: [f"Lò Văn {at_} {one}" for one in range(number)]})
        run = Run(area, at_)
        step = run.go()
        found = []
        for address in every_address_of(run, step):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        counts.append(found)

    assert counts[0] == counts[1]
    assert max(counts[0][:5]) <= 19  # seven of them write the event of the reading
    assert max(counts[0]) <= 29


def every_address_of(run: Run, step: int) -> list[str]:
    here = run.area.id(run.at)
    return [
        f"{reverse(name, args=[here, *more])}?term={TERM}"
        for name, more in (
            ("personnel_process", ()),
            ("personnel_step_open", ()),
            ("personnel_papers", ()),
            ("personnel_step", (step,)),
            ("personnel_step_reopen", (step,)),
            ("personnel_step_paper", (step, "minutes")),
            ("personnel_paper", ("scheme",)),
            ("personnel_paper_xlsx", ("short_list",)),
        )
    ]


def test_papers_without_a_chosen_list_say_what_to_do(run: Run, officer: Client) -> None:
    Scheme.objects.get().variants.update(chosen=False)
    answer = officer.get(at("personnel_paper", run, "scheme"))

    assert answer.status_code == 409
    assert [one.code for one in answer.context["findings"]] == ["no_list"]


@pytest.mark.parametrize(("key", "value"), [("age.retirement_table", "nowhere"), ("standing.posts_one", "nobody")])
def test_papers_under_rules_that_cannot_be_asked_are_refused_in_words(
    run: Run, officer: Client, key: str, value: str
) -> None:
    """Such an overlay is not loaded any more; one that was is still pinned."""
    Ruleset.objects.update(overlay_text=overlay_of(key, value))
    for name, ending in (("scheme", ""), ("structure", ""), ("approval_draft", ""), ("structure", "_xlsx")):
        answer = officer.get(at(f"personnel_paper{ending}", run, name))
        assert answer.status_code == 409
        assert [one.code for one in answer.context["findings"]] == ["rules_unread"]
        assert value in text(answer)
    officer.raise_request_exception = False
    assert officer.get(at("personnel_paper", run, "short_list")).status_code in {200, 409}


def test_unknown_papers_and_steps_are_not_here(run: Run, officer: Client) -> None:
    step = run.open()
    for address in (
        at("personnel_paper", run, "nothing"),
        at("personnel_paper_xlsx", run, "scheme"),
        at("personnel_step_paper", run, step, "nothing"),
        at("personnel_step", run, 999_999),
        at("personnel_leave", run, 999_999),
    ):
        assert officer.get(address).status_code == 404


def test_without_a_scheme_the_page_says_what_comes_first(area: Area, client_for: ClientFor) -> None:
    client = client_for(staffed(area).users["officer"])
    run = Run(area)

    assert "empty" in text(client.get(at("personnel_process", run)))
    assert client.get(at("personnel_step_open", run)).status_code == 404
    assert client.get(at("personnel_papers", run)).status_code == 404


# Files


def opened(answer: HttpResponse) -> docx.document.Document:
    assert answer.status_code == 200
    return docx.Document(io.BytesIO(answer.content))


def words(paper: docx.document.Document) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def borne(paper: docx.document.Document) -> list[tuple[str, str]]:
    """What stands above and below on the first page and on the others."""
    section = paper.sections[0]
    sides = ((section.first_page_header, section.first_page_footer), (section.header, section.footer))
    return [
        (
            "|".join(paragraph.text for paragraph in head.paragraphs),
            "|".join(paragraph.text for paragraph in foot.paragraphs),
        )
        for head, foot in sides
    ]


@pytest.mark.parametrize("name", ["scheme", "submission", "short_list", "structure", "approval_draft"])
def test_each_paper_bears_the_mark_and_who_took_it_on_every_page(run: Run, officer: Client, name: str) -> None:
    run.go()
    paper = opened(officer.get(at("personnel_paper", run, name)))

    who = run.area.users["officer"].full_name
    for head, foot in borne(paper):
        assert "MẬT" in head
        assert foot.startswith(f"Người lấy tài liệu: {who}, lúc 02/03/2020 ")
    assert paper.core_properties.author == ""


def test_the_short_list_has_everybody_still_standing_in_order_with_their_facts(run: Run, officer: Client) -> None:
    run.go({SECOND: 1})
    paper = opened(officer.get(at("personnel_paper", run, "short_list")))

    rows = [[cell.text for cell in row.cells] for table in paper.tables[1:] for row in table.rows]
    names = [row[1] for row in rows if row[0].isdigit()]
    assert names == [FIRST, THIRD, NEW_1, NEW_2]
    first = next(row for row in rows if row[1] == FIRST)
    assert first[2:] == [
        "9/1972", "Nam", "Thái", "Mường Mẫu", "19/5/1998, 19/5/1999", "12/12", "Đại học, Luật", "Cao cấp, cử nhân",
        "Chuyên viên mẫu", first[11], "147", "",
    ]  # fmt: skip
    assert first[11].count(";") == 3
    assert "Tái cử: 02 đồng chí" in words(paper) and "Lần đầu tham gia: 02 đồng chí" in words(paper)


def test_the_short_list_as_a_table_has_the_same_people_and_the_mark(run: Run, officer: Client) -> None:
    answer = officer.get(at("personnel_paper_xlsx", run, "short_list"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active

    rows = list(sheet.values)
    assert rows[0][0] == "MẬT"
    assert rows[2][0].startswith("Người lấy tài liệu: ")
    assert [row[2] for row in rows[4:]] == [FIRST, THIRD, SECOND, NEW_1, NEW_2]
    assert [row[13] for row in rows[4:]] == [147, 147, 87, 87, 147]
    assert sheet.oddHeader.center.text == "MẬT"
    assert sheet.oddFooter.center.text.startswith("Người lấy tài liệu: ")


def test_the_structure_has_each_line_of_the_check_with_its_margin(run: Run, officer: Client) -> None:
    answer = officer.get(at("personnel_paper_xlsx", run, "structure"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    paper = opened(officer.get(at("personnel_paper", run, "structure")))

    assert len(rows) > 20
    for row in rows[4:]:
        assert row[1] in words(paper) and row[6] in words(paper)
    shares = [row[2:5] for row in rows[4:] if row[2] is not None and "/5" in row[2]]
    assert shares[:2] == [("2/5", "ít nhất 1", "+1"), ("0/5", "ít nhất 1", "-1")]  # women, people under 40


def test_the_minutes_tell_figures_threshold_and_each_result(run: Run, officer: Client) -> None:
    run.go()
    step = run.go({THIRD: 4})
    paper = opened(officer.get(at("personnel_step_paper", run, step, "minutes")))

    said = words(paper)
    assert "Số được triệu tập: 10 đồng chí; có mặt: 10 đồng chí" in said
    assert "Số phiếu phát ra: 10 phiếu" in said
    assert "Tỷ lệ tính trên số người có mặt: 10 đồng chí; cần từ 06 phiếu trở lên." in said
    assert "Ban Thường vụ, KL 01 quyết định căn cứ tính tỷ lệ" in said
    assert f"Không đạt ở chức danh nào: {THIRD}" in said
    rows = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert [row[1] for row in rows[1:]] == [FIRST, "", "", THIRD, SECOND]
    assert [row[3:] for row in rows if row[1] == THIRD] == [["4/10", "40,00\u00a0%", "Không đạt"]]
    assert all("MẬT" in head for head, _ in borne(paper))


def test_the_ballot_for_opinion_has_names_in_order_and_no_voter(run: Run, officer: Client) -> None:
    run.go()
    step = run.open()
    paper = opened(officer.get(at("personnel_step_paper", run, step, "ballot")))

    rows = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert rows[0][3:] == ["Ban chấp hành", "Ban thường vụ", "Bí thư"]
    assert [row[1] for row in rows[1:]] == [FIRST, THIRD, SECOND]
    assert [row[3:] for row in rows[1:]] == [["", "", ""], ["", "–", "–"], ["", "–", "–"]]
    assert "không ghi họ tên, không ký tên" in words(paper)


def test_results_as_a_table_are_figures(run: Run, officer: Client) -> None:
    step = run.go({THIRD: 4})
    answer = officer.get(at("personnel_step_xlsx", run, step))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert [(row[0], row[1], row[3], row[4], row[6]) for row in rows[4:]] == [
        (1, FIRST, 9, 10, "Đạt"),
        (1, FIRST, 9, 10, "Đạt"),
        (1, FIRST, 9, 10, "Đạt"),
        (2, THIRD, 4, 10, "Không đạt"),
        (3, SECOND, 9, 10, "Đạt"),
    ]


def test_namesakes_are_two_people_on_every_paper(area: Area, client_for: ClientFor) -> None:
    staffed(area)
    name = "Nguyễn Văn Hùng"
    listed(area, names={Standing.RESTANDING: [FIRST, name], Standing.FIRST_TIME: [NEW_1]})
    run, older, younger = Run(area), f"{name} (sinh năm 1972)", f"{name} (sinh năm 1975)"
    other, variant = person(area, name, born_year=1975), Variant.objects.get()
    place = ListPlace(other.pk, frozenset({Organ.COMMITTEE}), Standing.RESTANDING)
    actions.change_list(**run.here, term=TERM, variant=variant.pk, version=variant.version, into=[place])
    step = run.open()
    run.keep(step)
    facts = actions.StepFacts(held_on=DAY, summoned=10, came=10)
    votes = {(other.pk, "committee"): 1}
    actions.keep_step(**run.here, step=step, seen=run.seen(step), facts=facts, votes=votes)
    run.close(step)

    client = client_for(area.users["officer"])
    for paper in ("minutes", "result"):
        found = opened(client.get(at("personnel_step_paper", run, step, paper)))
        rows = [[cell.text for cell in row.cells] for table in found.tables for row in table.rows]
        told = [(row[0], row[1], row[5]) for row in rows if len(row) == 6 and name in row[1]]
        assert told == [("2", older, "Đạt"), ("3", younger, "Không đạt")]
        assert f"Không đạt ở chức danh nào: {younger}" in words(found)
    rows = list(
        openpyxl.load_workbook(io.BytesIO(client.get(at("personnel_step_xlsx", run, step)).content)).active.values
    )
    assert [(row[0], row[1], row[3]) for row in rows if name in str(row[1])] == [(2, older, 9), (3, younger, 1)]
    said = words(opened(client.get(at("personnel_step_paper", run, step, "ballot"))))
    assert older in said and younger in said
    assert f"{younger}: không đạt tỷ lệ phiếu ở" in words(opened(client.get(at("personnel_paper", run, "scheme"))))


def test_the_scheme_tells_the_process_and_who_dropped_out(run: Run, officer: Client) -> None:
    run.go({SECOND: 1})
    actions.leave(**run.here, term=TERM, person=of(NEW_1), how=Leaving.DECISION, number="3-QĐ/HU", on_date=TODAY)
    said = words(opened(officer.get(at("personnel_paper", run, "scheme"))))

    assert f"{SECOND}: không đạt tỷ lệ phiếu ở" in said
    assert f"{NEW_1}: " in said and "số 3-QĐ/HU, ngày 2/3/2020" in said


def test_the_draft_of_the_approval_is_the_decision_of_the_level_above(run: Run, officer: Client) -> None:
    said = words(opened(officer.get(at("personnel_paper", run, "approval_draft"))))

    assert "DỰ THẢO" in said
    assert "BAN THƯỜNG VỤ TỈNH QUYẾT ĐỊNH:" in said
    assert "Điều 2. Danh sách nhân sự được duyệt gồm 05 đồng chí" in said


def test_without_secrecy_the_papers_still_say_that_they_are_not_for_passing_on(run: Run, officer: Client) -> None:
    Scheme.objects.update(secrecy="none")
    paper = opened(officer.get(at("personnel_paper", run, "submission")))

    assert all("NHÂN SỰ" in head for head, _ in borne(paper))


def test_people_added_later_are_shown_in_a_run_of_their_own(run: Run, officer: Client) -> None:
    while run.view.due is not None:
        run.go()
    late = person(run.area, "Trần Văn Muộn")
    variant = Variant.objects.get()
    actions.change_list(
        **run.here, term=TERM, variant=variant.pk, version=variant.version,
        into=[ListPlace(late.pk, frozenset({Organ.COMMITTEE}), Standing.FIRST_TIME)],
    )  # fmt: skip
    page = text(officer.get(at("personnel_process", run)))
    assert 'id="group-new-2"' in page and 'id="group-restanding-2"' not in page
    where = at("personnel_step_open", run)
    assert [one.name for one in officer.get(where).context["people"]] == ["Trần Văn Muộn"]
    assert officer.post(where, {"held_on": DAY}).status_code == 302
    assert ProcessStep.objects.latest("pk").run == 2


def test_how_somebody_off_the_list_dropped_out_is_entered_from_the_process(run: Run, officer: Client) -> None:
    run.go()
    variant = Variant.objects.get()
    actions.change_list(**run.here, term=TERM, variant=variant.pk, version=variant.version, out=[of(SECOND)])
    where = at("personnel_leave", run, of(SECOND))
    assert where.split("?")[0] in text(officer.get(at("personnel_process", run)))

    given = {"how": "decision", "on_date": TODAY, "number": "3-QĐ/HU"}
    assert officer.post(where, given).status_code == 302
    assert run.view.findings == ()
    page = officer.get(at("personnel_process", run))
    assert page.context["unsaid"] == [] and f'{where.split("?")[0]}"' not in text(page)


def test_a_step_of_other_rules_is_read_and_set_aside_on_its_page(run: Run, officer: Client) -> None:
    step = run.open()
    ProcessStep.objects.filter(pk=step).update(key="gone")
    page = text(officer.get(at("personnel_process", run)))
    aside = at("personnel_step_aside", run, step)
    assert 'id="others"' in page and aside.split("?")[0] in page
    assert officer.get(at("personnel_step_open", run)).status_code == 302  # nothing can be opened
    assert officer.get(at("personnel_step", run, step)).status_code == 200
    for name in ("step_votes", "step_close"):
        assert officer.get(at(f"personnel_{name}", run, step)).status_code == 302
    assert officer.post(aside, {"reason": ""}).status_code == 400
    assert officer.post(aside, {"reason": "Quy định đã thay đổi"}).status_code == 302
    assert "Quy định đã thay đổi" in text(officer.get(at("personnel_step", run, step)))
    assert officer.get(at("personnel_step_open", run)).status_code == 200


def test_pages_of_a_process_that_waits_offer_no_change(run: Run, officer: Client) -> None:
    step = run.open()
    submitted(run.area, Scheme.objects.get())
    for address in (at("personnel_process", run), at("personnel_step", run, step)):
        page = text(officer.get(address))
        assert all(f"/{word}/" not in page for word in ("votes", "close", "leave", "open", "base"))


def test_the_report_on_differing_opinions_is_offered_where_the_bodies_differ(run: Run, officer: Client) -> None:
    where = at("personnel_paper", run, "differences")
    run.go()
    run.go()
    assert where.split("?")[0] not in text(officer.get(at("personnel_papers", run)))
    answer = officer.get(where)
    assert (answer.status_code, [one.code for one in answer.context["findings"]]) == (409, ["no_difference"])

    run.go({THIRD: 2})
    assert where.split("?")[0] in text(officer.get(at("personnel_papers", run)))
    paper = docx.Document(io.BytesIO(officer.get(where).content))
    said = "\n".join(one.text for one in paper.paragraphs)
    assert "về ý kiến khác nhau đối với nhân sự Huyện A" in said
    assert "01 trường hợp" in said and "đề nghị Ban Thường vụ" in said
    rows = [row for table in paper.tables for row in [[c.text for c in r.cells] for r in table.rows] if len(row) == 6]
    assert [row[4:] for row in rows[1:]] == [["9/10", "Đạt"], ["2/10", "Không đạt"]]
    assert rows[1][1].startswith(THIRD) and rows[1][3] == "Hội nghị ban thường vụ lần 1, 10/2/2020"
