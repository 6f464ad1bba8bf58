"""What rule packs, findings and the log say reaches people in Vietnamese."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import gettext, override

from daihoi.actions._gate import note
from daihoi.core.access import Actor, Role
from daihoi.core.messages import Message
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import MILESTONES
from daihoi.core.rules import PackError, parse_overlay
from daihoi.queries.rules import holidays, packs, sample_overlays
from daihoi.web import words
from daihoi.web.audit import _facts
from daihoi.web.plan.rule_words import LABELS, VALUES
from daihoi.web.plan.show_rules import rule_rows
from tests import factories as make


@pytest.fixture(autouse=True)
def vietnamese():
    with override("vi"):
        yield


def test_texts_of_packs_are_said_in_vietnamese() -> None:
    pack = packs()[0]
    notes = {row.grounds.note for row in rule_rows(pack) if row.grounds.note}

    assert notes and all(words.pack_text(note) != note for note in notes)
    assert words.pack_text("244-QĐ/TW, Art. 32") == "244-QĐ/TW, Điều 32"
    assert words.pack_text(pack.title) == pack.title  # Vietnamese as it stands
    assert words.pack_text("") == ""


def test_pages_of_rules_hold_no_english_text(client_for) -> None:
    client = client_for(make.user_with(Role.READER, make.organisation(kind=Kind.PROVINCE)))
    texts = {words.pack_text(source.title) for source in holidays().sources}
    page = client.get("/rules/holidays/").content.decode()
    quang_ninh = next(each for each in sample_overlays() if each.id == "quang-ninh-2020")
    sample = client.get("/rules/samples/quang-ninh-2020/").content.decode()

    assert all(text in page for text in texts)
    assert not any(target.sentence in sample for target in quang_ninh.targets)
    assert "Năm đột phá" in sample


def test_values_are_said_to_be_of_something_or_from_a_day() -> None:
    rows = {row.key: row.of for row in rule_rows(packs()[-1])}

    assert rows["congress.quorum"] == "trên: số người được triệu tập"
    assert rows["election.complaint_within"] == "tính từ: ngày bế mạc"
    assert rows["election.surplus_small_body"].startswith("số người ứng cử")
    assert rows["congress.last_day"] == ""


def test_every_rule_of_the_packs_has_a_name_of_its_own() -> None:
    keys = {rule.key for pack in packs() for rule in pack.rules}
    labels = [gettext(LABELS[key]) for key in sorted(keys)]

    assert len(set(labels)) == len(keys)
    assert not set(labels) & {LABELS[key] for key in keys}  # none left in English


def test_every_word_of_a_value_is_said_in_vietnamese() -> None:
    rules = [rule for pack in packs() for rule in pack.rules if isinstance(rule.value, str)]
    said = {(rule.key, word) for rule in rules for word in str(rule.value).split()}
    known = {f"{key} {word}" if f"{key} {word}" in VALUES else word for key, word in said}

    assert known | {"delegate"} == set(VALUES)  # "delegate" as in congress.form of a locality
    assert not [word for word in known if gettext(VALUES[word]) == VALUES[word]]


def test_values_of_words_are_lists_that_people_can_read() -> None:
    rows = {row.key: row.value for row in rule_rows(packs()[-1])}

    assert rows["ballot.columns"] == "số thứ tự; họ và tên; đồng ý; không đồng ý"
    assert rows["ballot.stamp"] == "góc trái phía trên"
    assert rows["election.tie"] == "chưa tìm thấy văn bản; phần mềm hỏi người có thẩm quyền"
    assert rows["election.inspection_appointed"] == "cấp trên chỉ định"
    assert rows["election.delegate_kinds"].endswith("; đại biểu chỉ định trong trường hợp đặc biệt")


def test_rules_of_ballots_and_counting_stand_under_elections() -> None:
    groups = {row.key: row.group for row in rule_rows(packs()[-1])}

    assert {groups["ballot.strike"], groups["count.by_computer"], groups["election.majority"]} == {"election"}
    assert "other" not in groups.values()


def test_a_finding_quotes_its_article_in_vietnamese() -> None:
    grounds = next(rule.grounds for rule in packs()[0].rules if rule.grounds.article == "244-QĐ/TW, Art. 32")
    message = Message("{source}.", {"source": replace(grounds, id="E-1", cite=("S1",))})

    assert message.render(gettext) == "244-QĐ/TW, Điều 32 [S1] (E-1)."
    assert message.render() == "244-QĐ/TW, Art. 32 [S1] (E-1)."


def test_a_wrong_overlay_is_refused_in_vietnamese() -> None:
    with pytest.raises(PackError) as refused:
        parse_overlay("[overlay]\nid = 7\n", "riêng.toml")

    assert refused.value.message.render(gettext) == 'riêng.toml: [overlay], "id" phải là văn bản.'
    assert refused.value.message.render() == 'riêng.toml: [overlay], "id" must be text.'


def test_milestones_are_named_as_work() -> None:
    labels = [gettext(each.label) for each in MILESTONES]

    assert len(set(labels)) == 13
    assert not [label for label in labels if label.startswith("Đã ")]


def test_the_log_says_its_facts_in_vietnamese(client_for) -> None:
    province = make.organisation(kind=Kind.PROVINCE, code="T")
    detail = {
        "term": "2020-2025",
        "milestone": "held",
        "done_on": date(2020, 5, 4),
        "kind": "grassroots_cell",
        "successors": ["Đảng bộ A", "Đảng bộ B"],
        "numbers": {"12": 2, "15": 1},
        "correction": True,
        "decision": "",
        "planned_half_days": 3,
        "list": "12: form=member contents=4 planned_on=2020-05-04 plan_issued=2020-01-26",
        "unknown_fact": "x",
    }
    note("plan.changed", Actor(7, "Lê Văn Bảy"), subject="x", detail=detail)
    context = client_for(make.user_with(Role.AUDITOR, province)).get("/audit/").context
    facts = dict(_facts(context["rows"][0][0]))

    assert facts == {
        "nhiệm kỳ": "2020-2025",
        "mốc": "Tổ chức đại hội",
        "ngày hoàn thành": "4/5/2020",
        "loại hình": "Chi bộ cơ sở",
        "tổ chức kế thừa": "Đảng bộ A, Đảng bộ B",
        "số lượng theo tổ chức đảng (số hiệu)": "12: 2; 15: 1",
        "chỉ sửa chỗ ghi sai": "có",
        "quyết định": "–",
        "thời gian dự kiến": "1½ ngày",
        "danh sách": "12: hình thức Đại hội đảng viên, nội dung 4, ngày dự kiến 4/5/2020, Ban hành kế hoạch 26/1/2020,",
        "unknown_fact": "x",
    }
