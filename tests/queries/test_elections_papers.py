"""Papers of elections: their data out of the rows, read back from the Word files."""

import io
import json
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx.oxml.ns import qn

from daihoi.actions import elections as actions
from daihoi.core.access import NotHere
from daihoi.core.elections import (
    Answer,
    Ask,
    Body,
    Decider,
    Exclusion,
    Flag,
    Origin,
    Post,
    Reading,
    Reason,
    Stock,
    Style,
)
from daihoi.core.elections.resultfile import verify
from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.data.models import Congress, Mark
from daihoi.office.papers import PAPERS
from daihoi.queries import elections as queries
from daihoi.queries.elections import papers as made
from daihoi.queries.elections.papers import _log
from daihoi.queries.elections.papers import _words as words
from daihoi.queries.rules import packs
from tests.hall import Hall

pytestmark = pytest.mark.django_db

NAMES = ["Trần Thị Bình", "Nguyễn Văn An", "Lê Văn Cường", "Phạm Thị Dung"]
# In ballot order An, Bình, Cường, Dung for three seats; two invalid ones at the end.
BALLOTS = ["1110"] * 20 + ["1101"] * 11 + ["1011"] * 6 + ["1111", "0000"]


def paper(hall: Hall, who: str, name: str, round: int | None = None) -> Any:
    actor = hall.actor(who)
    return made.paper(actor=actor, found=made.papers(actor=actor, pk=hall.election), name=name, round=round)


def opened(hall: Hall, who: str, name: str, round: int | None = None) -> tuple[str, list[list[list[str]]]]:
    """The text of the Word file, one paragraph a line, and its tables' cells."""
    data = PAPERS[name](paper(hall, who, name, round))
    file = docx.Document(io.BytesIO(data))
    lines = ["".join(run.text or "" for run in one.iter(qn("w:t"))) for one in file.element.body.iter(qn("w:p"))]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    return "\n".join(lines).replace("\u00a0", " "), tables


def rows(tables: list[list[list[str]]], heading: str, at: int = 0) -> list[list[str]]:
    """The rows below the heading of the table that has it; `at`: which of several."""
    return [table for table in tables if heading in table[0]][at][1:]


def excluded(hall: Hall, *exclusions: Exclusion) -> None:
    actions.set_exclusions(**hall.at("secretariat"), exclusions=exclusions, reason="Biên bản")  # type: ignore[arg-type]


def counted(hall: Hall, ballots: list[str]) -> int:
    """A round in which no more are present than vote, keyed alike by both teams."""
    number = hall.collected(len(ballots), present=len(ballots))
    for who in ("first", "second"):
        for slip, marks in enumerate(ballots, 1):
            hall.key(who, number, slip, marks)
        hall.done(who, number)
    return number


def decide(hall: Hall, ask: Ask, answer: Answer, *, who: str = "secretariat", **more: Any) -> None:
    question = next(one for one in hall.view().standing.open if one.ask is ask)
    by = Decider.COUNTING_COMMITTEE if ask is Ask.BALLOTS else Decider.CONGRESS
    about, round, note = question.about, question.round, more.pop("note", "Biểu quyết 40/40")
    actions.decide(
        **hall.at(who), ask=ask, answer=answer, by=by, note=note, round=round, about=about, **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_every_figure_of_the_minutes_is_the_standings() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    excluded(hall, Exclusion("Đinh Văn Vắng", Reason.UNREPLACED))
    number = counted(hall, BALLOTS)

    text, tables = opened(hall, "head", "count_minutes", number)
    found = hall.view().standing

    outcome, tally = found.rounds[0].outcome, found.rounds[0].tally
    assert outcome is not None and tally is not None
    assert "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ XÃ MẪU LẦN THỨ I" in text and "TỈNH" in text
    for sentence in (
        "Số lượng cần bầu (do Đại hội biểu quyết): 03 đồng chí.",
        "Số đại biểu chính thức được triệu tập: 40 đồng chí;",
        "Số có mặt khi bầu cử: 39 đồng chí;",
        "Số vắng mặt khi bầu cử: 01 đồng chí.",
        "không có đại biểu dự khuyết thay thế: 01 đồng chí.",
        "làm căn cứ tính kết quả bầu cử tại đại hội: 39 đồng chí. Người trúng cử phải được quá một nửa số đó, "
        "từ 20 phiếu trở lên.",
        "Số phiếu phát ra: 39 phiếu;",
        "Số phiếu thu về: 39 phiếu;",
        "Số phiếu hợp lệ: 37 phiếu;",
        "Số phiếu không hợp lệ: 02 phiếu.",
        "Hai lần kiểm phiếu độc lập cho kết quả khớp nhau ở tất cả các phiếu.",
        "1) Đồng chí Đỗ Thị Trưởng, Trưởng ban;",
    ):
        assert sentence in text, sentence
    assert (found.base.number, found.base.needed, tally.valid, tally.invalid_total) == (39, 20, 37, 2)
    assert [(row[1], row[2]) for row in rows(tables, "Số phiếu bầu")] == [
        (one.name, f"{one.votes}/40") for one in outcome.people
    ]
    assert [row[1:] for row in rows(tables, "Số phiếu bầu", 1)] == [
        ["Nguyễn Văn An", "37/40", "92,50\u00a0%"],
        ["Trần Thị Bình", "31/40", "77,50\u00a0%"],
        ["Lê Văn Cường", "26/40", "65,00\u00a0%"],
    ]
    assert "Không bầu ai: 01 phiếu" in text and len(paper(hall, "head", "count_minutes", number).invalid_reasons) == 2


def test_the_present_who_are_excluded_stop_the_minutes_with_why() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    number = hall.counted(BALLOTS)
    excluded(hall, *(Exclusion(f"Vắng {at}", Reason.COMMITTEE_ABSENT) for at in range(5)))

    with pytest.raises(Refused) as refused:
        paper(hall, "head", "count_minutes", number)

    assert {one.code for one in refused.value.findings} == {"does_not_reconcile"}


def test_articles_come_from_the_pack_and_claim_no_more_than_it() -> None:
    text, _ = opened(_counted(Hall()), "head", "count_minutes", 1)
    basis = [line for line in text.splitlines() if line.startswith("- Căn cứ")]

    assert basis == [
        "- Căn cứ 190-QĐ/TW, khoản 2 Điều 8;",
        "- Căn cứ 190-QĐ/TW, khoản 1 Điều 30;",
        "- Căn cứ 190-QĐ/TW, khoản 3 Điều 30; 24-QĐ/TW, điểm 9.3.1 (chưa đối chiếu bản gốc);",
        "- Căn cứ 190-QĐ/TW, Điều 30,",
    ]


def _counted(hall: Hall) -> Hall:
    hall.listed(NAMES, seats=3)
    hall.counted(BALLOTS)
    return hall


def test_a_congress_of_2020_never_cites_a_text_of_2024() -> None:
    hall = Hall(
        Post.DELEGATES,
        term="2020-2025",
        pack="2020-2025/2019-05-30",
        title="Đại biểu dự Đại hội đại biểu Đảng bộ tỉnh",
    )
    hall.listed(NAMES, seats=3)
    hall.voted(BALLOTS)

    for name, round in (("count_minutes", 1), ("ratification_request", None)):
        text, _ = opened(hall, "head" if round else "secretariat", name, round)
        assert "244-QĐ/TW" in text and "190-QĐ/TW" not in text
    text, _ = opened(hall, "head", "count_minutes", 1)
    assert "Số lượng cần bầu (do cấp trên phân bổ): 03 đồng chí." in text
    report = paper(hall, "secretariat", "results_report")
    assert report.deadline.days == 7 and "chưa đối chiếu bản gốc" in report.deadline.rule


def test_a_member_congress_takes_out_whom_its_article_names() -> None:
    hall = Hall(
        Post.COMMITTEE, Body.MEMBER_CONGRESS, kind=Kind.GRASSROOTS_CELL, unit=Unit.VILLAGE, title="Chi ủy khóa I"
    )
    hall.listed(NAMES, seats=3)
    excluded(
        hall,
        Exclusion("Đảng viên Một", Reason.ELSEWHERE),
        Exclusion("Đảng viên Hai", Reason.ELSEWHERE),
        Exclusion("Đảng viên Ba", Reason.ABSENT_ACCEPTED),
        Exclusion("Đảng viên Bốn", Reason.LEFT_EARLY),
    )
    number = counted(hall, ["1110"] * 36)

    text, _ = opened(hall, "head", "count_minutes", number)

    assert "Đảng viên sinh hoạt tạm thời ở nơi khác: 02 đồng chí;" in text
    assert "được cấp ủy triệu tập đại hội đồng ý: 01 đồng chí." in text
    assert "căn cứ tính kết quả bầu cử tại đại hội: 37 đồng chí" in text and "từ 19 phiếu" in text
    assert "Số vắng mặt khi bầu cử: 04 đồng chí." in text and "Đảng viên Bốn" not in text


def _tied() -> Hall:
    hall = Hall()
    hall.listed(NAMES[:3], seats=2)
    hall.voted(["110"] * 18 + ["101"] * 18 + ["011"] * 4)  # An 36, Bình 22, Cường 22
    return hall


def test_minutes_tell_a_tie_that_the_congress_is_to_decide_and_stay_as_they_were_signed() -> None:
    hall = _tied()

    text, tables = opened(hall, "head", "count_minutes", 1)
    signed = PAPERS["count_minutes"](paper(hall, "head", "count_minutes", 1))
    decide(hall, Ask.TIE, Answer.VOTE_AGAIN_MOST)

    assert PAPERS["count_minutes"](paper(hall, "head", "count_minutes", 1)) == signed

    assert [row[1] for row in rows(tables, "Số phiếu bầu", 1)] == ["Nguyễn Văn An"]
    assert (
        "Các đồng chí Trần Thị Bình, Lê Văn Cường có số phiếu bằng nhau (22 phiếu), trong khi còn 01 vị trí. Ban "
        "kiểm phiếu báo cáo đại hội quyết định." in text
    )


def test_the_second_round_has_minutes_of_its_own_and_leaves_the_first_as_they_were() -> None:
    hall = _tied()
    decide(hall, Ask.TIE, Answer.VOTE_AGAIN_MOST)
    first = PAPERS["count_minutes"](paper(hall, "head", "count_minutes", 1))
    hall.voted(["10"] * 17 + ["01"] * 15 + ["00"] * 8)

    text, tables = opened(hall, "head", "count_minutes", 2)

    assert "(bầu lần thứ 2)" in text and "Số lượng cần bầu (dành cho các đồng chí" in text
    assert [row[1:3] for row in rows(tables, "Số phiếu bầu", 1)] == [["Trần Thị Bình", "17/40"]]
    assert "quá một nửa số đó" not in text and "không cần quá một nửa" in text
    assert "Sau lần bầu thứ 1: các đồng chí Trần Thị Bình, Lê Văn Cường có số phiếu bằng nhau" in text
    assert PAPERS["count_minutes"](paper(hall, "head", "count_minutes", 1)) == first
    _, tables = opened(hall, "auditor", "elected_list")
    assert [row[1] for row in rows(tables, "Số phiếu bầu")] == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_the_hash_in_the_minutes_is_that_of_a_file_that_proves_itself() -> None:
    hall = _tied()
    decide(hall, Ask.TIE, Answer.VOTE_AGAIN_MOST)
    told = paper(hall, "head", "count_minutes", 1).digest
    hall.counted(["10"] * 17 + ["01"] * 15 + ["00"] * 8)

    auditor = hall.actor("auditor")
    text = made.result_file(actor=auditor, found=made.papers(actor=auditor, pk=hall.election), round=1)

    assert told == json.loads(text)["sha256"] == paper(hall, "auditor", "count_minutes", 1).digest
    *_, faults = verify(text, "kq.json", lambda id, overlay: next(one for one in packs() if one.id == id))
    assert [one.code for one in faults] == ["open_tie"]  # as it stood when the minutes were signed


def test_places_left_are_told_with_the_further_ballot_and_its_names() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    hall.voted(["1100"] * 21 + ["1010"] * 10 + ["1001"] * 9)
    left = hall.view().standing.open[0]
    assert left.ask is Ask.SHORTAGE
    names = [one.key for one in hall.view().standing.rounds[0].outcome.people if one.votes < 21]  # type: ignore[union-attr]
    decide(hall, Ask.SHORTAGE, Answer.VOTE_AGAIN, names=names)
    hall.voted(["10"] * 25 + ["01"] * 15)

    first, _ = opened(hall, "auditor", "count_minutes", 1)
    second, tables = opened(hall, "auditor", "count_minutes", 2)

    assert "Còn thiếu 01 đồng chí so với số lượng cần bầu. Ban kiểm phiếu báo cáo đại hội quyết định." in first
    assert "Số lượng cần bầu (còn thiếu sau lần bầu trước): 01 đồng chí." in second
    assert "Sau lần bầu thứ 1: còn thiếu 01 đồng chí so với số lượng cần bầu. Đại hội quyết định: bầu" in second
    assert "trong số các đồng chí Lê Văn Cường, Phạm Thị Dung (Biểu quyết 40/40)." in second
    assert [row[1] for row in rows(tables, "Số phiếu bầu", 1)] == ["Lê Văn Cường"]
    report, tables = opened(hall, "secretariat", "results_report")
    assert [row[2:] for row in rows(tables, "Còn thiếu")] == [["3", "4", "3", "0"]]
    assert "Biên bản kiểm phiếu bầu Ban Chấp hành Đảng bộ xã Mẫu khóa I (bầu lần thứ 2);" in report


def test_conclusions_and_differences_are_told_with_who_settled_them() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    ballots = ["1110"] * 36 + ["1110 writing", "1110 writing", "1101", "1011"]
    number = hall.counted(ballots, [*ballots[:5], "1011", *ballots[6:]])
    actions.settle(**hall.at("head"), round=number, found=actions.Found(6, "1110", note="Gạch rõ tên thứ tư"))  # type: ignore[arg-type]
    found = actions.Found(40, "1011", conclusion=False, note="Phiếu rách")
    actions.settle(**hall.at("head"), round=number, found=found)  # type: ignore[arg-type]
    decide(hall, Ask.BALLOTS, Answer.INVALID, who="head", note="Ban kiểm phiếu thống nhất 3/3")

    text, _ = opened(hall, "head", "count_minutes", number)

    name = hall.users["head"].full_name
    assert "Số phiếu có kết quả khác nhau giữa hai lần kiểm: 01 phiếu." in text
    assert f"Đồng chí {name} đối chiếu với phiếu gốc và thống nhất kết quả của 01 phiếu: phiếu số 6." in text
    assert "Phiếu số 6: Gạch rõ tên thứ tư." in text
    assert "Có 02 phiếu: có dấu hiệu khác trên phiếu. Ban kiểm phiếu kết luận: các phiếu này không hợp lệ" in text
    assert "Ban kiểm phiếu kết luận phiếu số 40: không hợp lệ (Phiếu rách)." in text
    log, tables = opened(hall, "head", "entry_log", number)
    assert [row[:4] for row in rows(tables, "Phiếu số")] == [["6", "gạch 4", "gạch 2", "Gạch 4 (Gạch rõ tên thứ tư)"]]
    assert len(rows(tables, "Mã kiểm tra")) == 80 and "Mã kiểm tra của toàn bộ nhật ký" in log


@pytest.mark.parametrize(
    ("marks", "style", "said"),
    [
        ("1101", Style.STRIKE, "gạch 3"),
        ("1000", Style.STRIKE, "chỉ để lại 1"),
        ("1111", Style.STRIKE, "không gạch ai"),
        ("0000", Style.STRIKE, "gạch tất cả"),
        ("102-", Style.COLUMNS, "đồng ý 1; không đồng ý 2; đánh cả hai ô 3; không đánh ô nào 4"),
        ("2", Style.SINGLE, "đánh cả hai ô 1"),
    ],
)
def test_the_log_tells_what_each_count_read(marks: str, style: Style, said: str) -> None:
    assert _log._reading(Reading(marks), style) == said
    assert _log._reading(Reading(marks, (Flag.TWO_INKS,)), style) == f"{said}; hai màu mực"


def test_a_common_list_gives_delegates_and_alternates() -> None:
    hall = Hall(Post.DELEGATES, title="Đại biểu dự Đại hội đại biểu Đảng bộ tỉnh")
    hall.facts(2, 1)
    hall.put(NAMES)
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key, note="40/40")
    actions.adopt_list(**hall.at("secretariat"), note="40/40")  # type: ignore[arg-type]
    hall.committee()
    decide(hall, Ask.VOTES_ALLOWED, Answer.SEATS_AND_ALTERNATES)
    hall.voted(["1110"] * 25 + ["1101"] * 10 + ["1011"] * 5)

    text, tables = opened(hall, "auditor", "count_minutes", 1)

    assert [row[1] for row in rows(tables, "Số phiếu bầu", 1)] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [row[1] for row in rows(tables, "Số phiếu bầu", 2)] == ["Lê Văn Cường"]
    assert "01 đồng chí sau đây trúng cử đại biểu dự khuyết" in text
    _, tables = opened(hall, "auditor", "elected_list", 1)
    assert [row[3] for row in rows(tables, "Trúng cử")] == ["Đại biểu chính thức"] * 2 + ["Đại biểu dự khuyết"]
    lines = paper(hall, "secretariat", "results_report").elections
    assert [len(one.elected) for one in lines] == [2, 1]


def test_a_conference_speaks_of_itself() -> None:
    hall = Hall(Post.SECRETARY, Body.CONFERENCE, summoned=15, title="Bí thư Đảng ủy xã Mẫu khóa I")
    hall.listed(NAMES[:1], seats=1)
    hall.voted(["1"] * 14 + ["0"])

    text, tables = opened(hall, "auditor", "count_minutes", 1)

    assert "Hội nghị lần thứ nhất Ban Chấp hành Đảng bộ xã Mẫu khóa I, nhiệm kỳ 2025 - 2030" in text
    assert "Số ủy viên Ban Chấp hành được triệu tập: 15 đồng chí;" in text and "tại hội nghị: 15" in text
    assert "294-QĐ/TW" not in text
    assert rows(tables, "Số phiếu bầu", 1)[0][1:3] == [NAMES[0], "14/15"]


def test_nobody_elected_is_said() -> None:
    hall = Hall(Post.SECRETARY, Body.CONFERENCE, summoned=15, title="Bí thư")
    hall.listed(NAMES[:1], seats=1)
    hall.voted(["1"] * 7 + ["0"] * 8)
    decide(hall, Ask.SHORTAGE, Answer.LEAVE)

    assert "Không có đồng chí nào trúng cử" in opened(hall, "auditor", "count_minutes", 1)[0]
    assert paper(hall, "secretariat", "results_report").elections[0].elected == ()


def test_shares_are_rounded_half_up_or_cut_and_decide_nothing() -> None:
    assert [words.share(1, 32, truncate=cut) for cut in (False, True)] == ["3,13 %", "3,12 %"]
    assert [words.share(345, 529, truncate=cut) for cut in (False, True)] == ["65,22 %", "65,21 %"]
    assert (words.share(529, 529, truncate=True), words.share(0, 9, truncate=False)) == ("100,00 %", "0,00 %")
    hall = Hall(summoned=32)
    hall.listed(NAMES, seats=3)
    hall.counted(["1110"] * 31 + ["1101"])

    rounded = paper(hall, "head", "count_minutes", 1)
    hall.release(1)
    hall.facts(3, truncate=True)  # how it is shown may change after the release; what it rests on may not
    cut = paper(hall, "head", "count_minutes", 1)

    assert (cut.results[3].share, rounded.results[3].share) == ("3,12 %", "3,13 %")
    assert [one.votes for one in cut.elected] == [one.votes for one in rounded.elected]


def test_deadlines_are_counted_from_the_closing_day_with_their_rules() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    hall.voted(BALLOTS)
    report = paper(hall, "secretariat", "results_report")
    assert (report.deadline.days, report.deadline.until) == (7, None)
    _held(hall)

    report = paper(hall, "secretariat", "results_report")
    request = paper(hall, "secretariat", "ratification_request")

    assert report.closed.isoformat() == "2025-08-06" and report.deadline.until.isoformat() == "2025-08-15"
    assert "E-122" not in report.deadline.rule and "chưa đối chiếu bản gốc" in report.deadline.rule
    assert [(one.days, one.until and one.until.isoformat()) for one in request.deadlines] == [
        (15, None),
        (15, "2025-08-27"),
    ]
    assert request.deadlines[1].rule == "190-QĐ/TW, khoản 1 Điều 33"


def _held(hall: Hall) -> None:
    congress = Congress.objects.get(organisation=hall.pk, term=hall.term)
    now = hall.view().rounds[0].opened_at
    Mark.objects.create(congress=congress, milestone="held", done_on="2025-08-06", marked_by_name="x", marked_at=now)


def test_the_straw_ballot_is_judged_by_the_rule_and_only_for_the_floor() -> None:
    hall = Hall()
    hall.facts(3)
    hall.put(NAMES)
    floor = hall.put(["Lương Thế Vinh", "Mai An Tiêm"], Origin.NOMINATED)
    support = {floor[0]: 13, floor[1]: 12}
    with pytest.raises(Refused):
        paper(hall, "secretariat", "straw_minutes")
    actions.enter_support(**hall.at("secretariat"), attending=40, support=support, note="Biên bản số 2")  # type: ignore[arg-type]

    found = paper(hall, "secretariat", "straw_minutes")

    assert [(one.name, one.votes, one.share, one.over) for one in found.results] == [
        ("Lương Thế Vinh", 13, "32,50 %", True),
        ("Mai An Tiêm", 12, "30,00 %", False),
    ]
    assert (found.threshold, found.decisions) == ("30 %", ("Biên bản số 2",))


def test_the_hand_over_has_the_stock_and_what_was_put_right() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    number = hall.opened()
    hall.stock(number, Stock.ISSUED, 40)
    hall.stock(number, Stock.ISSUED, -1, "đếm nhầm")

    found = paper(hall, "secretariat", "hand_over", number)

    assert (found.counted, found.issued, found.spoiled, found.printed) == (45, 39, None, None)
    assert found.notes == ("Điều chỉnh số phiếu phát ra: -1 phiếu (đếm nhầm)",)
    assert found.receiver.name == "Đỗ Thị Trưởng" and found.box_sealed


@pytest.mark.parametrize("who", ["reader", "beside", "head_beside", "stranger", "first", "second"])
def test_who_may_not_see_the_election_finds_no_paper(who: str) -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    hall.voted(BALLOTS)

    for name, round in (("count_minutes", 1), ("results_report", None), ("entry_log", 1)):
        with pytest.raises(NotHere):
            paper(hall, who, name, round)
    with pytest.raises(NotHere):
        made.papers(actor=hall.actor(who), pk=hall.election)


def test_a_result_that_is_not_released_is_for_the_head_alone() -> None:
    hall = _counted(Hall())

    assert paper(hall, "head", "count_minutes", 1).elected
    for who in ("secretariat", "auditor", "office", "board"):
        for name in ("count_minutes", "elected_list"):
            with pytest.raises(Refused) as refused:
                paper(hall, who, name, 1)
            assert [one.code for one in refused.value.findings] == ["not_released"]
    never = (("secretariat", "entry_log", 1), ("head", "results_report", None), ("auditor", "straw_minutes", None))
    for who, name, round in never:
        with pytest.raises(NotHere):
            paper(hall, who, name, round)
    with pytest.raises(Refused):
        paper(hall, "secretariat", "results_report")
    hall.release(1)
    assert paper(hall, "auditor", "count_minutes", 1) == paper(hall, "head", "count_minutes", 1)
    assert paper(hall, "secretariat", "results_report").elections[0].elected


def test_an_annulled_ballot_has_no_minutes_and_the_next_ones_say_so() -> None:
    hall = Hall()
    hall.listed(NAMES, seats=3)
    number = hall.collected(39)
    actions.annul_round(**hall.at("head"), round=number, reason="Thùng phiếu bị mở")  # type: ignore[arg-type]
    second = hall.voted(BALLOTS)

    with pytest.raises(Refused) as refused:
        paper(hall, "head", "count_minutes", number)

    assert [one.code for one in refused.value.findings] == ["annulled"]
    assert "Lần bầu thứ 1 bị hủy: Thùng phiếu bị mở." in opened(hall, "auditor", "count_minutes", second)[0]


def test_papers_are_vietnamese_whatever_the_interface() -> None:
    hall = _tied()
    decide(hall, Ask.TIE, Answer.VOTE_AGAIN_MOST)
    named = [("count_minutes", 1), ("entry_log", 1), ("hand_over", 1), ("elected_list", 1)]
    vietnamese = [PAPERS[name](paper(hall, "head", name, round)) for name, round in named]

    with translation.override("en"):
        english = [PAPERS[name](paper(hall, "head", name, round)) for name, round in named]

    assert english == vietnamese


def _queries(hall: Hall, name: str, round: int | None) -> int:
    who = hall.actor("secretariat" if round is None else "head")
    with CaptureQueriesContext(connection) as found:
        made.paper(actor=who, found=made.papers(actor=who, pk=hall.election), name=name, round=round)
    return len(found)


def test_papers_take_as_many_queries_for_more_names_and_ballots() -> None:
    small, large = Hall(), Hall()
    small.listed(NAMES, seats=3)
    small.voted(["1110"] * 30)
    large.listed([*NAMES, "Đào Văn Em"], seats=4)
    large.voted(["11110"] * 39)

    for name, round in (
        ("hand_over", 1),
        ("count_minutes", 1),
        ("elected_list", 1),
        ("entry_log", 1),
        ("results_report", None),
        ("ratification_request", None),
    ):
        assert _queries(small, name, round) == _queries(large, name, round) <= 27, name
    with CaptureQueriesContext(connection) as found:
        queries.election(actor=small.actor("head"), pk=small.election)
    with CaptureQueriesContext(connection) as papers:
        made.papers(actor=small.actor("head"), pk=small.election)
    assert len(papers) == len(found)
