"""Reading packs strictly, finding the most specific rule, laying overlays over packs, choosing by day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.rules import (
    Certainty,
    Compare,
    Force,
    PackError,
    apply,
    choose,
    parse_holidays,
    parse_overlay,
    parse_pack,
)
from tests.core.packs import T1, T2A, T2B, packs

HEAD = """
[pack]
id = "2020-2025/2019-05-30"
term = "2020-2025"
title = "A directive"
version = 2019-05-30
effective_from = 2019-05-30

[[source]]
id = "S1"
title = "A page"
url = "https://example.org/"
"""

RULE = """
[[rule]]
key = "congress.duration"
id = "C-010"
value = 2
unit = "days"
compare = "at_most"
when = { levels = ["grassroots"] }
cite = ["S1"]
article = "A directive, item 3"
certainty = "quoted"
kind = "hard"
"""

OVERLAY = """
[overlay]
id = "here"
over = "2020-2025/2019-05-30"
locality = "Here"
title = "Our plan"

[[source]]
id = "S2"
title = "Our page"
url = ""
"""


def refusal(text: str) -> str:
    with pytest.raises(PackError) as caught:
        parse_pack(text, "x.toml")
    return caught.value.message.render()


def test_a_rule_is_read_with_its_grounds():
    (rule,) = parse_pack(HEAD + RULE, "x.toml").rules
    assert (rule.key, rule.id, rule.value, rule.unit, rule.compare) == (
        "congress.duration",
        "C-010",
        2,
        "days",
        Compare.AT_MOST,
    )
    assert rule.when.kinds == {Kind.GRASSROOTS_COMMITTEE, Kind.GRASSROOTS_CELL}
    assert (rule.grounds.cite, rule.grounds.certainty, rule.grounds.force) == (
        ("S1",),
        Certainty.QUOTED,
        Force.HARD,
    )
    assert rule.grounds.render() == "A directive, item 3 [S1] (C-010)"


def test_a_fraction_is_read_exactly():
    text = HEAD + RULE.replace("value = 2", 'value = "1/2"')
    assert parse_pack(text, "x.toml").rules[0].value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value = 2", "value = 0.5", 'x.toml: [[rule]] 1, "value" is a decimal number.'),
        ("value = 2", 'value = "two"', 'x.toml: [[rule]] 1, "value" must be a whole number or a fraction'),
        ("value = 2", "value = true", 'x.toml: [[rule]] 1, "value" must be a whole number'),
        ("value = 2", "value = 2020-01-01", 'x.toml: [[rule]] 1, "value" must be a whole number'),
        ("value = 2", 'value = "1/0"', 'x.toml: [[rule]] 1, "value" must be a whole number'),
        ('unit = "days"', 'unit = "furlongs"', 'x.toml: [[rule]] 1, "unit" must be one of days,'),
        ('unit = "days"', 'unit = "share"', 'x.toml: [[rule]] 1, "value" must be a fraction'),
        ('unit = "days"', 'unit = "working_days"', 'x.toml: [[rule]] 1 lacks "of". Add it.'),
        ('"at_most"', '"about"', 'x.toml: [[rule]] 1, "compare" must be one of at_most,'),
        ('"grassroots"', '"planet"', 'x.toml: [[rule]] 1 [when], "levels" must be a list out of central,'),
        ("levels = ", "colours = ", 'x.toml: [[rule]] 1 [when] has the unknown key "colours".'),
        ('["grassroots"]', "[]", 'x.toml: [[rule]] 1 [when], "levels" must be a list with at least one entry.'),
        ('cite = ["S1"]\n', "", 'x.toml: [[rule]] 1 lacks "cite". Add it.'),
        ('cite = ["S1"]', "cite = []", "x.toml: [[rule]] 1 cites nothing. Name its source"),
        ('cite = ["S1"]', 'cite = ["S9"]', 'x.toml: [[rule]] 1 cites the source "S9", which no [[source]]'),
        ('article = "A directive, item 3"', 'article = ""', 'x.toml: [[rule]] 1, "article" must be text.'),
        ('certainty = "quoted"\n', "", 'x.toml: [[rule]] 1 lacks "certainty". Add it.'),
        ('"quoted"', '"heard"', 'x.toml: [[rule]] 1, "certainty" must be one of quoted,'),
        ('kind = "hard"', 'kind = "soft"', 'x.toml: [[rule]] 1, "kind" must be one of hard, target.'),
        ('kind = "hard"', 'kind = "hard"\nforce = 1', 'x.toml: [[rule]] 1 has the unknown key "force".'),
        ('"congress.duration"', '"duration"', 'x.toml: [[rule]] 1, "key" must be words joined by dots'),
        ("[pack]", "[pack]\nowner = 1", 'x.toml: [pack] has the unknown key "owner".'),
        ("effective_from = 2019-05-30", "", 'x.toml: [pack] lacks "effective_from". Add it.'),
        ("version = 2019-05-30", "version = 2019-05-31", 'x.toml: [pack], "id" must be the term and'),
        ("[[rule]]", "[[rules]]", 'x.toml: the file has the unknown key "rules".'),
        ("[[rule]]", "[rule]", 'x.toml: the file, "rule" must be written as [[rule]].'),
        ("[pack]", "[pack", "x.toml: not readable as TOML: "),
        ('url = "https://example.org/"', "", 'x.toml: [[source]] 1 lacks "url". Add it.'),
    ],
)
def test_a_bad_pack_is_refused_with_file_key_and_remedy(old: str, new: str, said: str):
    text = HEAD + RULE
    assert old in text
    assert refusal(text.replace(old, new)).startswith(said)


def test_the_same_rule_twice_is_refused():
    assert refusal(HEAD + RULE + RULE) == (
        'x.toml: "congress.duration" is given twice for the same organisations '
        "(grassroots_cell, grassroots_committee). Keep one."
    )


def test_two_rules_that_overlap_without_one_being_narrower_are_refused():
    other = RULE.replace('levels = ["grassroots"]', 'units = ["ward"]')
    assert refusal(HEAD + RULE + other) == (
        'x.toml: "congress.duration" is ambiguous: grassroots_cell, grassroots_committee and ward overlap, '
        "and neither is the more specific. Narrow one of them."
    )


def test_the_most_specific_rule_is_found():
    narrow = RULE.replace('["grassroots"]', '["grassroots"], units = ["ward"]').replace("= 2", "= 1")
    wide = RULE.replace('when = { levels = ["grassroots"] }\n', "").replace("= 2", "= 4")
    pack = parse_pack(HEAD + RULE + narrow + wide, "x.toml")
    found = {
        "ward": pack.find("congress.duration", level=Level.GRASSROOTS, unit=Unit.WARD),
        "school": pack.find("congress.duration", kind=Kind.GRASSROOTS_CELL, unit=Unit.SCHOOL),
        "unknown unit": pack.find("congress.duration", level=Level.GRASSROOTS),
        "province": pack.find("congress.duration", level=Level.PROVINCE),
        "unknown level": pack.find("congress.duration"),
    }
    assert {name: rule and rule.value for name, rule in found.items()} == {
        "ward": 1,
        "school": 2,
        "unknown unit": 2,
        "province": 4,
        "unknown level": 4,
    }
    assert pack.find("congress.quorum", level=Level.GRASSROOTS) is None


def test_a_level_does_not_meet_a_rule_for_one_of_its_kinds():
    pack = packs()[T1]
    assert pack.find("congress.delegate_from", level=Level.GRASSROOTS) is None
    found = pack.find("congress.delegate_from", kind=Kind.GRASSROOTS_COMMITTEE)
    assert found is not None and found.value == 200


def test_a_kind_at_another_level_is_an_error():
    with pytest.raises(ValueError, match="stands at level cell"):
        packs()[T1].find("congress.duration", level=Level.UPPER, kind=Kind.CELL)


def test_an_overlay_replaces_the_equal_rule_and_remembers_it():
    pack = parse_pack(HEAD + RULE, "x.toml")
    own = RULE.replace("value = 2", "value = 1").replace('"S1"', '"S2"').replace("quoted", "local")
    overlay = parse_overlay(OVERLAY + own, "here.toml")
    both = apply(pack, overlay)
    (rule,) = both.rules
    assert (rule.value, rule.replaced) == (1, pack.rules[0])
    assert both.overlay_id == "here"
    assert [source.id for source in both.sources] == ["S1", "S2"]
    assert len({pack.sha256, overlay.sha256, both.sha256}) == 3
    assert apply(pack, overlay).sha256 == both.sha256


def test_an_overlay_may_add_a_narrower_rule():
    own = RULE.replace('["grassroots"]', '["grassroots"], units = ["ward"]').replace('"S1"', '"S2"')
    both = apply(parse_pack(HEAD + RULE, "x.toml"), parse_overlay(OVERLAY + own, "here.toml"))
    assert [rule.replaced for rule in both.all("congress.duration")] == [None, None]


def test_an_overlay_that_makes_the_pack_ambiguous_is_refused():
    own = RULE.replace('levels = ["grassroots"]', 'units = ["ward"]').replace('"S1"', '"S2"')
    with pytest.raises(PackError, match="ambiguous"):
        apply(parse_pack(HEAD + RULE, "x.toml"), parse_overlay(OVERLAY + own, "here.toml"))


def test_an_overlay_for_another_pack_is_refused():
    overlay = parse_overlay(OVERLAY, "here.toml")
    with pytest.raises(PackError) as caught:
        apply(packs()[T2B], overlay)
    assert caught.value.message.render() == (f'The overlay "here" is written for the pack "{T1}", not for "{T2B}".')


def test_a_target_is_read_exactly():
    text = """
[[target]]
key = "renewal"
id = "P-034"
indicator = "committee_first_time"
value = "1/3"
unit = "share"
compare = "at_least"
by = 2020-06-30
sentence = "One third is new."
cite = ["S2"]
article = "Our plan"
certainty = "local"
kind = "target"
"""
    (target,) = parse_overlay(OVERLAY + text, "here.toml").targets
    assert (target.id, target.indicator, target.value, target.by) == (
        "renewal",
        "committee_first_time",
        Fraction(1, 3),
        date(2020, 6, 30),
    )
    with pytest.raises(PackError, match="given twice"):
        parse_overlay(OVERLAY + text + text, "here.toml")


def test_a_milestone_has_an_anchor_or_own_days_but_not_both():
    text = """
[[milestone]]
key = "scheme_submitted"
id = "C-049"
anchor = "opening"
offset = -30
unit = "days"
last = 2020-03-15
cite = ["S1"]
article = "A plan"
certainty = "press"
kind = "hard"
"""
    assert refusal(HEAD + text) == ('x.toml: [[milestone]] 1 has both an "anchor" and own days. Keep one of them.')


@pytest.mark.parametrize(
    ("term", "on", "id"),
    [
        ("2020-2025", date(2019, 5, 30), T1),
        ("2020-2025", date(2020, 10, 31), T1),
        ("2025-2030", date(2024, 6, 14), T2A),
        ("2025-2030", date(2025, 4, 13), T2A),
        ("2025-2030", date(2025, 4, 14), T2B),
        ("2025-2030", date(2025, 10, 2), T2B),
    ],
)
def test_the_pack_in_force_is_chosen_by_day(term: str, on: date, id: str):
    assert choose(packs().values(), term=term, on=on).id == id


def test_no_pack_and_two_packs_in_force_are_both_refused():
    with pytest.raises(PackError, match="No rule pack of the term 2025-2030 is in force on 13/06/2024"):
        choose(packs().values(), term="2025-2030", on=date(2024, 6, 13))
    open_ended = replace(packs()[T2A], effective_to=None)
    with pytest.raises(PackError, match="Several rule packs"):
        choose([open_ended, packs()[T2B]], term="2025-2030", on=date(2025, 5, 1))


@pytest.mark.parametrize(
    ("compare", "holds"),
    [
        (Compare.AT_MOST, [True, True, False]),
        (Compare.LESS_THAN, [True, False, False]),
        (Compare.EQUAL, [False, True, False]),
        (Compare.AT_LEAST, [False, True, True]),
        (Compare.MORE_THAN, [False, False, True]),
    ],
)
def test_half_and_more_than_half_are_different_laws(compare: Compare, holds: list[bool]):
    half = Fraction(1, 2)
    assert [compare.holds(Fraction(n, 100), half) for n in (49, 50, 51)] == holds
    assert [compare.holds(date(2020, 6, n), date(2020, 6, 29)) for n in (28, 29, 30)] == holds


def test_a_holiday_outside_its_year_is_refused():
    text = """
[[source]]
id = "S1"
title = "A page"
url = ""

[[year]]
year = 2020

[[year.off]]
first = 2021-01-01
name = "New Year"
cite = ["S1"]
certainty = "press"
"""
    with pytest.raises(PackError, match="must be a day of 2020"):
        parse_holidays(text, "holidays.toml")
