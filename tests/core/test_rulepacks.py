"""The shipped packs: all of them parse, cite what exists, and hold the figures of both terms."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from daihoi.core.organisations.kinds import Kind, Level, Unit
from daihoi.core.personnel.retirement import retirement_manual
from daihoi.core.personnel.rulewords import refuse_unknown_words
from daihoi.core.personnel.structure.own import own_manual
from daihoi.core.plan import KEYS
from daihoi.core.rules import Certainty, Force, Grounds, PackError, RulePack, apply, manual, parse_overlay
from tests.core.packs import T1, T2A, T2B, holidays, overlay_of, overlays, packs, retirement

# Ids of the rulebook; an overlay may also give the id of its own source, where the rulebook has no rule.
IDS = """
C-001 C-002 C-003 C-004 C-005 C-010 C-011 C-012 C-013 C-014 C-015 C-020 C-021 C-022 C-023 C-024
C-025 C-026 C-027 C-028 C-040 C-041 C-042 C-043 C-044 C-045 C-046 C-047 C-048 C-049 C-060 C-061
C-062 C-063 C-064 C-080 C-081 C-082 C-083 C-084 D-001 D-002 D-003 D-004 D-005 D-006 E-001 E-002
E-003 E-004 E-010 E-011 E-012a E-012b E-013 E-014 E-015 E-016 E-017 E-018 E-019 E-020 E-030 E-031
E-032 E-033 E-034 E-035 E-036 E-037 E-038 E-039 E-040 E-041 E-042 E-043 E-050 E-051 E-052 E-053
E-054 E-055 E-056 E-057 E-058 E-059 E-060 E-061 E-062 E-070 E-071 E-072 E-073 E-074 E-075 E-076
E-077 E-078 E-079 E-080 E-081 E-082 E-083 E-084 E-085 E-086 E-087 E-090 E-091 E-092 E-093 E-094
E-100 E-101 E-102 E-103 E-104 E-105 E-106 E-107 E-108 E-110 E-111 E-112 E-113 E-114 E-115 E-116
E-120 E-121 E-122 E-123 E-124 E-125 P-001 P-002 P-003 P-010 P-011 P-012 P-013 P-014 P-015 P-016
P-017 P-018 P-019 P-030 P-031 P-032 P-033 P-034 P-035 P-036 P-037 P-040 P-041 P-042 P-043 P-044
P-045 P-046 P-050 P-051 P-052 P-053 P-054 P-055 P-056 P-057 P-060 P-061 P-062 P-063 P-064 P-065
P-066
"""
RULEBOOK = frozenset(IDS.split())


def test_every_word_of_a_rule_on_personnel_is_known():
    for rules, where in ((one.rules, one.id) for one in (*packs().values(), *overlays().values())):
        refuse_unknown_words(rules, retirement(), where)


UNKNOWN = [
    ("age.retirement_table", "nowhere", "60-55"),
    ("standing.posts_one", "secretary nobody", "secretary"),
    ("personnel.groups", "restanding others", "restanding new"),
    ("personnel.key_cadres_base", "all", "present"),
]


@pytest.mark.parametrize(("key", "wrong", "right"), UNKNOWN)
def test_a_word_that_nobody_knows_is_refused_with_file_and_key(key: str, wrong: str, right: str):
    refuse_unknown_words(parse_overlay(overlay_of(key, right), "own.toml").rules, retirement(), "own.toml")
    with pytest.raises(PackError) as caught:
        refuse_unknown_words(parse_overlay(overlay_of(key, wrong), "own.toml").rules, retirement(), "own.toml")
    word = wrong.split()[-1]
    assert str(caught.value).startswith(f'own.toml: the rule "{key}" (X-1) names "{word}", which is not known.')


def applied(overlay: str) -> RulePack:
    own = overlays()[overlay]
    return apply(packs()[own.over], own)


def grounds() -> list[Grounds]:
    found = []
    for entry in (*packs().values(), *overlays().values()):
        found += [rule.grounds for rule in entry.rules]
        found += [milestone.grounds for milestone in entry.milestones]
        found += [target.grounds for target in entry.targets]
    return found


def values(pack: RulePack, key: str, **case: str) -> dict[str, object]:
    """The pack's value for each level that has one."""
    found = {level: pack.find(key, level=level, case=case.get("case")) for level in Level}
    return {level.value: rule.value for level, rule in found.items() if rule is not None}


def test_three_packs_and_six_overlays_are_shipped():
    assert sorted(packs()) == [T1, T2A, T2B]
    assert sorted(overlays()) == [
        "dien-bien-2020",
        "nghe-an-2024",
        "nghe-an-2025",
        "quang-ninh-2020",
        "tay-ho-2020",
        "thang-binh-2020",
    ]


def test_a_file_stands_under_its_own_name():
    assert {f"{pack.term}/{pack.version}" for pack in packs().values()} == set(packs())
    assert {pack.effective_from for pack in packs().values()} == {pack.version for pack in packs().values()}


def test_every_rule_id_is_in_the_rulebook_or_is_its_own_source():
    assert [g.id for g in grounds() if g.id not in RULEBOOK and g.id not in g.cite] == []


def test_every_declared_source_is_cited_and_has_an_address_outside():
    for entry in (*packs().values(), *overlays().values()):
        cited = {id for rule in (*entry.rules, *entry.milestones, *entry.targets) for id in rule.grounds.cite}
        assert {source.id for source in entry.sources} == cited
        assert [s.url for s in entry.sources if s.url and not s.url.startswith(("http://", "https://"))] == []


def test_only_what_is_not_verified_may_lack_a_source():
    assert {g.certainty for g in grounds() if not g.cite} == {Certainty.UNVERIFIED}


def test_local_certainty_stays_in_overlays_or_only_warns():
    in_packs = [rule.grounds for pack in packs().values() for rule in pack.rules]
    assert {g.force for g in in_packs if g.certainty is Certainty.LOCAL} == {Force.TARGET}


def test_every_milestone_of_a_pack_is_one_of_the_thirteen():
    assert {m.key for pack in packs().values() for m in pack.milestones} <= set(KEYS)


def test_every_overlay_lies_over_its_pack_without_ambiguity():
    assert [applied(id).overlay_id for id in sorted(overlays())] == sorted(overlays())


def test_last_days_and_longest_durations_of_2020():
    assert values(packs()[T1], "congress.first_day") == {"grassroots": date(2020, 4, 1)}
    assert values(packs()[T1], "congress.last_day") == {
        "grassroots": date(2020, 6, 30),
        "upper": date(2020, 8, 31),
        "province": date(2020, 10, 31),
    }
    assert values(packs()[T1], "congress.duration") == {"grassroots": 2, "upper": 3, "province": 4}
    assert values(packs()[T1], "congress.preparatory_duration") == {
        "upper": Fraction(1, 2),
        "province": Fraction(1, 2),
    }


def test_last_days_and_longest_durations_of_2025():
    assert values(packs()[T2B], "congress.last_day") == {
        "grassroots": date(2025, 6, 30),
        "upper": date(2025, 8, 31),
        "province": date(2025, 10, 31),
    }
    assert values(packs()[T2B], "congress.duration") == {"grassroots": 2, "upper": 2, "province": 4}


def test_the_first_directive_of_2024_gives_pilots_but_no_last_days():
    assert values(packs()[T2A], "congress.last_day") == {}
    assert values(packs()[T2A], "pilot.first_day") == {
        "grassroots": date(2025, 3, 1),
        "upper": date(2025, 4, 1),
    }
    assert values(packs()[T2A], "pilot.last_day") == {"grassroots": date(2025, 3, 31)}


@pytest.mark.parametrize(
    ("id", "case", "ceiling"),
    [
        (T1, None, 350),
        (T1, "hanoi", 500),
        (T1, "hcmc", 450),
        (T1, "nghe_an_thanh_hoa", 450),
        (T1, "police", 350),
        (T1, "army", 450),
        (T1, "central_bloc", 300),
        (T2B, None, 400),
        (T2B, "merged_2", 450),
        (T2B, "merged_3", 500),
        (T2B, "hanoi", 550),
        (T2B, "hcmc", 550),
        (T2B, "nghe_an_thanh_hoa", 500),
        (T2B, "army", 450),
        (T2B, "central_bloc", 450),
    ],
)
def test_ceilings_of_delegates_in_provinces(id: str, case: str | None, ceiling: int):
    rule = packs()[id].find("congress.delegates_max", level=Level.PROVINCE, case=case)
    assert rule is not None and rule.value == ceiling


@pytest.mark.parametrize(
    ("id", "level", "unit", "ceiling"),
    [
        (T1, Level.UPPER, Unit.DISTRICT, 300),
        (T2B, Level.UPPER, Unit.AGENCY, 300),
        (T2B, Level.UPPER, Unit.WARD, 250),
        (T2B, Level.UPPER, Unit.SPECIAL_ZONE, 250),
        (T2B, Level.GRASSROOTS, Unit.ENTERPRISE, 250),
    ],
)
def test_ceilings_of_delegates_below(id: str, level: Level, unit: Unit, ceiling: int):
    rule = packs()[id].find("congress.delegates_max", level=level, unit=unit)
    assert rule is not None and rule.value == ceiling


def test_contents_are_four_and_two_after_a_merger():
    contents = {
        case: packs()[T2B].find("congress.contents", level=Level.PROVINCE, case=case)
        for case in (None, "hard_personnel", "army", "merged_2", "new")
    }
    assert {case: rule and rule.value for case, rule in contents.items()} == {
        None: 4,
        "hard_personnel": 3,
        "army": 3,
        "merged_2": 2,
        "new": 2,
    }


def test_deadlines_in_working_days_are_quoted_in_2024_only():
    found = {
        (id, m.key): (m.anchor, m.offset, m.unit, m.grounds.certainty)
        for id, pack in packs().items()
        for m in pack.milestones
        if m.anchor is not None
    }
    figures = {
        "opening_announced": ("opening", -30),
        "results_reported": ("closing", 7),
        "ratified": ("results_reported", 15),
    }
    certainty = {T1: "unverified", T2A: "quoted", T2B: "unverified"}
    assert found == {(id, key): (*figures[key], "working_days", certainty[id]) for id in packs() for key in figures}


def test_dossier_and_complaint_take_fifteen_working_days():
    pack = packs()[T2B]
    dossier = pack.find("election.dossier_before", level=Level.UPPER)
    complaint = pack.find("election.complaint_within", level=Level.GRASSROOTS)
    assert [rule and (rule.id, rule.value, rule.of) for rule in (dossier, complaint)] == [
        ("E-011", 15, "opening day"),
        ("E-123", 15, "closing day"),
    ]
    assert packs()[T1].find("election.complaint_within", level=Level.GRASSROOTS) is None


def test_reference_months_of_age():
    assert values(packs()[T1], "age.reference_month") == {
        "grassroots": date(2020, 4, 1),
        "upper": date(2020, 6, 1),
        "province": date(2020, 9, 1),
    }
    commune = packs()[T2B].find("age.reference_month", level=Level.UPPER, unit=Unit.COMMUNE)
    district = packs()[T2A].find("age.reference_month", level=Level.UPPER, unit=Unit.DISTRICT)
    assert [rule and rule.value for rule in (commune, district)] == [date(2025, 7, 1), date(2025, 6, 1)]


def test_dien_bien_has_its_pilot_window_and_keeps_the_wide_round():
    pack = applied("dien-bien-2020")
    assert values(pack, "pilot.first_day") == {"grassroots": date(2020, 1, 6)}
    assert values(pack, "pilot.last_day") == {"grassroots": date(2020, 5, 15)}
    assert values(pack, "congress.last_day")["grassroots"] == date(2020, 6, 30)


def test_dien_bien_pilots_add_up_to_twenty_five():
    pack = applied("dien-bien-2020")
    units = [Unit.DISTRICT] * 10 + [Unit.BORDER_GUARD, Unit.POLICE, Unit.MILITARY, Unit.BLOC]
    rules = [pack.find("pilot.count", kind=Kind.UPPER, unit=unit) for unit in units]
    total = pack.find("pilot.count", level=Level.PROVINCE)
    assert total is not None
    assert sum(rule.number for rule in rules if rule is not None) == total.value


def test_quang_ninh_has_its_days_and_measured_targets():
    pack = applied("quang-ninh-2020")
    cell = [
        pack.find(key, kind=Kind.CELL, unit=Unit.VILLAGE)
        for key in ("village_head.election_day", "congress.first_day", "congress.last_day")
    ]
    assert [rule and rule.value for rule in cell] == [date(2020, 1, 5), date(2020, 1, 18), date(2020, 1, 18)]
    assert {target.id: (target.value, target.by) for target in pack.targets} == {
        "district_chairs": (3, None),
        "commune_chairs": (Fraction(3, 4), None),
        "district_not_local": (1, None),
        "commune_not_local": (Fraction(3, 4), None),
        "direct_election": (1, None),
        "village_heads": (1, None),
        "village_heads_first": (1, None),
        "merged_inspection": (1, None),
        "merged_organisation": (1, None),
        "merged_mass": (1, None),
        "grassroots_done": (1, date(2020, 5, 31)),
        "districts_done": (1, date(2020, 7, 31)),
    }


def test_tay_ho_and_thang_binh_have_their_own_windows():
    tay_ho, thang_binh = applied("tay-ho-2020"), applied("thang-binh-2020")
    assert values(tay_ho, "pilot.last_day") == {"grassroots": date(2020, 3, 31)}
    assert values(tay_ho, "congress.first_day")["upper"] == date(2020, 8, 1)
    assert values(thang_binh, "congress.last_day") == {
        "grassroots": date(2020, 6, 30),
        "upper": date(2020, 7, 31),
        "province": date(2020, 10, 31),
    }


def test_nghe_an_has_fewer_contents_and_other_ceilings():
    earlier, later = applied("nghe-an-2024"), applied("nghe-an-2025")
    assert values(earlier, "congress.delegates_max") == {"province": 450, "upper": 300}
    rule = later.find("congress.contents", kind=Kind.UPPER, unit=Unit.COMMUNE, case="unmerged")
    assert rule is not None and (rule.value, rule.id) == (2, "C-003")


# What the rulebook gives as quoted (Q) or paraphrased by the press (P), by term: T1, T2a, T2b. Where a document was in
# force for a part of a term only, or the rulebook ends a rule there, the rest has "-".
SEEN = """
E-001 QQQ  E-002 -QQ  E-003 QQQ  E-004 -QQ  E-010 -QQ  E-011 QQQ  E-012a Q--  E-012b -QQ  E-013 P--  E-014 PQQ
E-015 -QQ  E-016 -QQ  E-017 QQQ  E-018 Q--  E-019 QQQ  E-020 -QQ  E-030 PQQ   E-031 QQQ   E-032 -QQ  E-033 -PP
E-034 -QQ  E-035 -QQ  E-036 QQQ  E-037 QQQ  E-038 -QQ  E-039 -QQ  E-040 PPP   E-043 QQQ   E-050 Q--  E-051 Q--
E-052 Q--  E-053 Q--  E-054 QQQ  E-055 Q--  E-057 QQQ  E-060 -QQ  E-061 QQQ   E-070 QQQ   E-071 QQQ  E-072 -PP
E-073 Q--  E-074 QPP  E-075 -QQ  E-076 -QQ  E-078 -QQ  E-080 QQQ  E-081 QQQ   E-082 QQQ   E-083 QQQ  E-084 QQQ
E-087 PPP  E-090 PPP  E-093 Q--  E-100 QQQ  E-101 -QQ  E-102 Q--  E-105 -QQ   E-106 QQ-   E-107 QQ-  E-108 --P
E-110 QQQ  E-111 -PP  E-112 -PP  E-113 -PP  E-114 PPP  E-116 PPP  E-120 -Q-   E-121 -Q-   E-123 -QQ  E-124 -QQ
E-125 -QQ
"""
LETTERS = {"Q": Certainty.QUOTED, "P": Certainty.PRESS}
# A practice with software, not a rule (E-062); nothing found in a text and no figure to give (E-077, E-104, E-115).
NO_RULE = {"E-062", "E-077", "E-104", "E-115"}


def certainties(pack: RulePack) -> dict[str, set[Certainty]]:
    """The certainties under each id of an election rule, milestones included."""
    found: dict[str, set[Certainty]] = {}
    for entry in (*pack.rules, *pack.milestones):
        if entry.id.startswith("E-"):
            found.setdefault(entry.id, set()).add(entry.grounds.certainty)
    return found


@pytest.mark.parametrize(("n", "id"), list(enumerate((T1, T2A, T2B))))
def test_what_was_seen_for_a_term_stands_in_its_packs_and_nothing_else_does(n: int, id: str):
    words = SEEN.split()
    expected = {rule: LETTERS[seen[n]] for rule, seen in zip(words[::2], words[1::2], strict=True) if seen[n] != "-"}
    seen = {Certainty.QUOTED, Certainty.PRESS}
    assert {rule: c & seen for rule, c in certainties(packs()[id]).items() if c & seen} == {
        rule: {certainty} for rule, certainty in expected.items()
    }


def test_every_election_rule_of_the_rulebook_is_in_a_pack():
    written = set().union(*(certainties(pack) for pack in packs().values()))
    assert {id for id in RULEBOOK if id.startswith("E-")} - written == NO_RULE


def test_every_rule_names_its_article():
    assert [g.id for g in grounds() if not g.article.strip()] == []


ASKED = """
ballot.all_against ballot.invalid_other ballot.nothing_marked election.base_conference_suspended election.shortage
election.tie election.votes_allowed_common
"""


def test_what_must_be_asked_is_unverified_and_says_why():
    asked = [rule for pack in packs().values() for rule in pack.rules if rule.value == "ask"]
    assert {rule.grounds.certainty for rule in asked} == {Certainty.UNVERIFIED}
    assert {rule.key for rule in asked if not rule.grounds.note} == set()
    assert {rule.key for rule in asked} == set(ASKED.split())


# Rulebook section 6 and what follows from it, as value and certainty in T1, T2a and T2b.
DIFFERENCES = """
election.dossier_items = application cv assets health assessment, quoted
    | application cv assets health assessment political_conclusion degrees, quoted | same
election.floor_support = none | 3/10, quoted | same
election.surplus_prepared_min = 1/10, inferred | 1/10, quoted | same
election.surplus_prepared_max = 3/20, inferred | 3/20, quoted | same
election.surplus_min = 1, press | 1, quoted | same
election.surplus_small_body = 1, inferred | 1, press | same
election.straw_congress = none | mandatory, quoted | same
election.straw_conference = none | discretionary, quoted | same
election.delegates_list = separate, inferred | common, quoted | same
election.alternates_from_rest = none | most_votes, inferred | same
election.delegates_short = must_continue, quoted | none | same
election.base_delegates = committee_absent unreplaced, quoted | same | committee_absent unreplaced, inferred
election.direct_secretary = pilot, press | introduction_ballot, press | same
election.complaint_within = none | 15, quoted | same
election.ballots_kept = 6, unverified | 6, quoted | same
age.months_restanding = 30, inferred | 30, quoted | 48, quoted
"""


@pytest.mark.parametrize("line", DIFFERENCES.replace("\n    |", " |").strip().splitlines())
def test_the_terms_differ_where_the_rulebook_says_so(line: str):
    key, _, row = line.partition(" = ")
    found = [packs()[id].find(key, level=Level.UPPER) for id in (T1, T2A, T2B)]
    shown = [f"{rule.value}, {rule.grounds.certainty}" if rule else "none" for rule in found]
    expected: list[str] = []
    for cell in row.split(" | "):
        expected.append(expected[-1] if cell == "same" else cell)
    assert shown == expected


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("ballot.printed", "244-QĐ/TW, Art. 17", "244-QĐ/TW, Art. 17; 190-QĐ/TW, Art. 15 not seen"),
        ("election.committee_member_off_list", "244-QĐ/TW, Art. 13", "190-QĐ/TW, Art. 11"),
        ("election.votes_from", "244-QĐ/TW, Art. 32", "190-QĐ/TW, Art. 30"),
        ("election.base_members", "244-QĐ/TW, Art. 32.2", "190-QĐ/TW, Art. 30.2"),
    ],
)
def test_articles_have_other_numbers_in_the_second_term(key: str, first: str, second: str):
    found = [packs()[id].find(key, level=Level.GRASSROOTS) for id in (T1, T2A, T2B)]
    assert [rule and rule.grounds.article for rule in found] == [first, second, second]


def test_a_delegation_is_appointed_only_where_a_congress_of_2025_has_two_contents():
    key = "election.delegation_appointed"
    found = {(id, n): packs()[id].find(key, level=Level.UPPER, contents=n) for id in packs() for n in (2, 4)}
    assert [key for key, rule in found.items() if rule is not None] == [(T2B, 2)]


def test_some_election_rules_hold_at_their_level_only():
    pack = packs()[T2B]
    assert set(values(pack, "election.dossier_items")) == {"province", "upper"}
    assert set(values(pack, "election.grassroots_nomination")) == {"grassroots"}
    assert set(values(pack, "election.inspection_from")) == {"central", "province", "upper", "grassroots"}
    assert values(pack, "ballot.stamp_of") == {"cell": "grassroots_committee"}
    presidium = values(pack, "election.first_meeting_presidium_max")
    assert {level: n for level, n in presidium.items() if n != 3} == {"central": 5}
    cells = {kind: pack.find("election.cell_committee_from", kind=kind) for kind in Kind}
    assert {kind: rule.number for kind, rule in cells.items() if rule} == {Kind.CELL: 9, Kind.GRASSROOTS_CELL: 9}


def test_the_manual_in_docs_is_up_to_date():
    written = Path(__file__).parents[2] / "docs" / "rules.md"
    more = [retirement_manual(retirement()), own_manual()]
    expected = manual(packs().values(), [overlays()[id] for id in sorted(overlays())], holidays(), more)
    assert written.read_text("utf-8") == expected, "docs/rules.md is old: write it again with core.rules.manual"


# What the rulebook gives of personnel, by term: quoted, press, local, inferred, M (unverified); "-": not in this pack.
# A second letter: another rule under the same id has that certainty.
PERSONNEL = """
P-001 P - -    P-002 P - -   P-003 M - -   P-010 - - P   P-011 - - P   P-012 - - Q   P-013 - - Q   P-014 - - Q
P-015 - Q Q    P-016 Q - -   P-017 - - Q   P-018 - - Q   P-019 - - I   P-030 Q - -   P-031 P - -   P-032 P - -
P-033 M M M    P-034 P - -   P-035 - M M   P-036 - - P   P-037 L - -   P-040 IM - -  P-041 QI - -  P-042 QI - -
P-043 QI - -   P-044 QI - -  P-045 Q - -   P-046 Q - -   P-050 - Q -   P-051 - - Q   P-052 - Q Q   P-053 - Q -
P-054 - - Q    P-055 - Q Q   P-056 - - P   P-057 I I I   P-060 QLM - - P-061 P - -   P-062 - M M   P-063 - - P
P-064 - - P    P-065 M M M   P-066 M M M
"""


@pytest.mark.parametrize(("n", "id"), list(enumerate((T1, T2A, T2B))))
def test_personnel_rules_stand_in_their_packs_with_their_certainty(n: int, id: str):
    words = PERSONNEL.split()
    letters = {"Q": "quoted", "P": "press", "L": "local", "I": "inferred", "M": "unverified"}
    expected = {
        rule: {letters[letter] for letter in words[at + 1 + n]}
        for at, rule in enumerate(words)
        if rule.startswith("P-") and words[at + 1 + n] != "-"
    }
    found: dict[str, set[str]] = {}
    for rule in packs()[id].rules:
        if rule.id.startswith("P-"):
            found.setdefault(rule.id, set()).add(rule.grounds.certainty.value)
    assert found == expected


def test_every_personnel_rule_of_the_rulebook_is_in_a_pack():
    written = {rule.id for pack in packs().values() for rule in pack.rules}
    assert {id for id in RULEBOOK if id.startswith("P-")} - written == set()


def test_what_is_striven_for_and_every_range_of_inspection_never_blocks():
    ranges = [rule for pack in packs().values() for rule in pack.rules if rule.key.startswith("inspection.size")]
    structure = [rule for pack in packs().values() for rule in pack.rules if rule.id in STRUCTURE]
    assert {rule.grounds.force for rule in (*ranges, *structure)} == {Force.TARGET}


STRUCTURE = frozenset({f"P-0{number}" for number in range(30, 38)} | {"P-001", "P-012", "P-019"})
