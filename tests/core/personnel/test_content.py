"""Locked content: the same bytes for the same content, refused when changed, and what differs in words."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.messages import Refused
from daihoi.core.organisations.kinds import Kind
from daihoi.core.personnel import Listed, Organ, Post, Scheme, Seats, Sex, Standing
from daihoi.core.personnel.content import (
    Content,
    Whose,
    canonical,
    content_of,
    differences,
    read_content,
    sha256_of,
)
from tests.core.packs import T1, T2B
from tests.core.personnel.people import BOTH, listed, schemes, under

RULES = under(T1, Kind.UPPER)
WHOSE = Whose(7, "2020-2025", 2)
PEOPLE = (listed("b", Post.SECRETARY, organs=BOTH), listed("a", sex=Sex.WOMAN, special="Kết luận mẫu"))


def content(*people: Listed, **more: object) -> Content:
    scheme = Scheme(RULES, {Organ.COMMITTEE: Seats(39, 1, 41)}, people)
    return replace(content_of(scheme, WHOSE, "X01", {"paper": "01-TTr/HU"}), **more)  # type: ignore[arg-type]


def test_the_content_is_one_line_with_sorted_keys_and_the_hash_of_its_rules():
    text = canonical(content(*PEOPLE))
    plain = json.loads(text)

    assert "\n" not in text
    assert list(plain) == sorted(plain)
    assert [one["key"] for one in plain["listed"]] == ["a", "b"]
    assert (plain["ruleset"], plain["seats"]) == (
        RULES.pack.sha256,
        {"committee": {"seats": 39, "vacant": 1, "before": 41}},
    )
    assert len(sha256_of(text)) == 64


def test_the_order_of_the_list_does_not_matter():
    assert canonical(content(*PEOPLE)) == canonical(content(*reversed(PEOPLE)))


@settings(deadline=None)
@given(schemes(6), st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3))
def test_what_is_locked_is_read_back_as_it_was(scheme: Scheme, extra: dict[str, str]):
    before = content_of(scheme, WHOSE, "X01", extra)
    text = canonical(before)
    after = read_content(text, sha256_of(text), WHOSE)

    assert after == before
    assert canonical(after) == text
    assert differences(before, after) == ()


@pytest.mark.parametrize(("said", "meant"), [("true", BOTH), ("false", frozenset())])
def test_a_surplus_that_was_said_once_for_all_bodies_is_read(said: str, meant: frozenset[Organ]):
    text = canonical(content(listed("a", organs=BOTH))).replace('"surplus":[]', f'"surplus":{said}')
    (one,) = read_content(text, sha256_of(text), WHOSE).listed
    assert one.surplus == meant


def test_the_surplus_of_one_body_is_kept_and_told():
    before, after = content(listed("a", organs=BOTH)), content(listed("a", organs=BOTH, surplus={Organ.STANDING}))
    assert json.loads(canonical(after))["listed"][0]["surplus"] == ["standing"]
    (told,) = differences(before, after)
    assert told.message.render() == "Nguyễn Văn Mẫu a: surplus Standing committee instead of –"


def test_changed_content_is_refused():
    text = canonical(content(*PEOPLE))
    with pytest.raises(Refused) as caught:
        read_content(text.replace("Mẫu a", "Mẫu x"), sha256_of(text), WHOSE)
    assert [one.code for one in caught.value.findings] == ["content_changed"]


@pytest.mark.parametrize("other", [Whose(8, "2020-2025", 2), Whose(7, "2025-2030", 2), Whose(7, "2020-2025", 3)])
def test_the_content_of_another_organisation_term_or_version_does_not_fit(other: Whose):
    text = canonical(content(*PEOPLE))
    assert (json.loads(text)["organisation"], json.loads(text)["code"], json.loads(text)["number"]) == (7, "X01", 2)
    with pytest.raises(Refused) as caught:
        read_content(text, sha256_of(text), other)
    assert [one.code for one in caught.value.findings] == ["content_of_another"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"format":2}', "x", canonical(content(*PEOPLE)).replace('"woman"', '"lady"'),
     canonical(content(*PEOPLE)).replace('"seats":39', '"seats":0')],
)  # fmt: skip
def test_other_text_under_its_own_hash_is_refused_and_no_traceback(text: str):
    with pytest.raises(Refused) as caught:
        read_content(text, sha256_of(text), WHOSE)
    assert [one.code for one in caught.value.findings] == ["content_unreadable"]


def test_two_versions_differ_in_words():
    one, two = PEOPLE
    changed = replace(one, posts=frozenset({Post.DEPUTY}), person=replace(one.person, born=date(1981, 2, 1)))
    before = content(one, two)
    after = content(
        changed,
        listed("c", standing=Standing.FIRST_TIME),
        seats={Organ.COMMITTEE: Seats(38)},
        extra={"paper": "02-TTr/HU"},
    )
    found = differences(before, after)

    assert [(item.code, item.key, item.message.render()) for item in found] == [
        ("left", "a", "Nguyễn Văn Mẫu a is no longer on the list"),
        ("came", "c", "Nguyễn Văn Mẫu c came on the list"),
        ("fact", "b", "Nguyễn Văn Mẫu b: birth month 2/1981 instead of 1/1980"),
        ("fact", "b", "Nguyễn Văn Mẫu b: posts Deputy secretary instead of Secretary"),
        ("number", "", "Committee: 38 seats (0 vacant) instead of 39 (1 vacant)"),
        ("extra", "", "paper: 02-TTr/HU instead of 01-TTr/HU"),
    ]


def test_other_rules_are_a_difference():
    scheme = Scheme(under(T2B, Kind.PROVINCE), {}, PEOPLE)
    found = differences(content_of(Scheme(RULES, {}, PEOPLE), WHOSE, "X01"), content_of(scheme, WHOSE, "X01"))

    assert [item.message.render() for item in found] == [
        "The rules are others",
        "The organisation is of another kind, unit or case",
        "Ages are counted from another month",
    ]
