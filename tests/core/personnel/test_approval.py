"""The way of a version: no path reaches approval without appraisal, and nobody decides twice on the same one."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.elections import Post as Elected
from daihoi.core.elections.scheme import Before, list_change, people_for
from daihoi.core.messages import Severity
from daihoi.core.organisations.kinds import Kind, Unit
from daihoi.core.personnel import Listed, Organ, Person, Post, Scheme, Seats, Sex, Standing, setting
from daihoi.core.personnel.approval import (
    NEXT,
    Act,
    Stand,
    above_of,
    appraise,
    may_submit,
    setting_of,
    why_not,
)
from daihoi.core.personnel.content import (
    Content,
    Shown,
    Whose,
    canonical,
    content_of,
    differences,
    read_content,
    sha256_of,
)
from daihoi.core.personnel.kinds import VersionState
from daihoi.queries.rules import packs, retirement

PACK = next(pack for pack in packs() if pack.id == "2020-2025/2019-05-30")
TABLES = retirement()
WHOSE = Whose(7, "2020-2025", 1)
acts = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(1, 4)), max_size=12)


@given(acts, st.integers(1, 4))
def test_no_path_reaches_approval_without_appraisal_by_somebody_else(tries: list[tuple[Act, int]], who: int) -> None:
    stand, way = Stand(VersionState.SUBMITTED, who), []
    for act, by in tries:
        if why_not(stand, act, by) is None:
            appraised_by = by if act is Act.FORWARD else stand.appraised_by
            stand = Stand(NEXT[stand.state, act], stand.submitted_by, appraised_by)
            way.append((act, by))

    if stand.state is VersionState.APPROVED:
        assert [act for act, _ in way] == [Act.FORWARD, Act.APPROVE]
        assert len({who, way[0][1], way[1][1]}) == 3
    assert sum(act is not Act.FORWARD for act, _ in way) <= 1  # returned or approved: the end of the way


@given(st.lists(st.sampled_from(list(VersionState)), max_size=6))
def test_a_new_version_waits_until_the_one_before_it_is_decided_on(states: list[VersionState]) -> None:
    assert may_submit(states) == (not {VersionState.SUBMITTED, VersionState.FORWARDED} & set(states))


def test_a_root_enters_decisions_from_outside_itself() -> None:
    assert (above_of("000001000002"), above_of("000001")) == (1, 1)


def content(*people: Listed, **more: object) -> Content:
    under = setting(PACK, TABLES, Kind.GRASSROOTS_COMMITTEE, Unit.COMMUNE)
    scheme = Scheme(under, {Organ.COMMITTEE: Seats(3, before=3)}, people)
    shown = {one.person.key: Shown(post=f"Cán bộ {one.person.key}") for one in people}
    return replace(content_of(scheme, WHOSE, "X01", {"variant": "A"}, shown), **more)  # type: ignore[arg-type]


def listed(key: int, name: str = "", year: int = 1980, **more: object) -> Listed:
    person = Person(str(key), name or f"Người {key}", Sex.MAN, date(year, 1 + key % 12, 1))
    given: dict[str, object] = {"organs": frozenset({Organ.COMMITTEE}), "standing": Standing.FIRST_TIME}
    return Listed(person, **given | more)  # type: ignore[arg-type]


def test_a_locked_content_is_read_back_with_what_the_list_shows() -> None:
    whole = content(listed(1), listed(2))

    again = read_content(canonical(whole), sha256_of(canonical(whole)), WHOSE)

    assert again == whole
    assert again.shown_of("2").post == "Cán bộ 2"


def test_a_new_post_is_a_difference_in_words() -> None:
    before = content(listed(1))
    after = replace(before, shown={"1": Shown(post="Chủ tịch", joined=date(2001, 3, 1))})

    said = [one.message.render() for one in differences(before, after)]

    assert said == [
        "Người 1: present post Chủ tịch instead of Cán bộ 1",
        "Người 1: joined the Party 1/3/2001 instead of –",
    ]


def test_under_other_rules_nothing_is_carried_on() -> None:
    whole = content(listed(1))

    assert setting_of(whole, PACK, TABLES) is not None
    for changed in (replace(whole, ruleset="0" * 64), replace(whole, tables="0" * 64)):
        found = appraise(changed, PACK, TABLES)
        assert (found.blocked, found.found[0].code, found.check) == (True, "rules_not_here", None)


def test_machine_findings_come_gravest_first_and_questions_have_keys_of_their_own() -> None:
    unknown = [Listed(Person(str(key), f"Người {key}"), frozenset({Organ.COMMITTEE})) for key in (1, 2)]
    whole = content(*unknown, kind="province", unit="province", extra={"unfinished": "vì gấp", "differ": "Người 1"})
    found = appraise(whole, PACK, TABLES)

    gravity = [list(Severity).index(one.severity) for one in found.found]
    keys = [key for key, _ in found.questions]
    assert gravity == sorted(gravity)
    assert len(set(keys)) == len(keys)
    assert {"age_unknown", "age_unknown.2"} <= set(keys)
    assert {"process_unfinished", "bodies_differ"} <= {one.code for one in found.found}
    assert found.exceptional


def test_what_the_rules_leave_open_for_everybody_is_the_same_and_no_exception() -> None:
    def whole(start: int) -> Content:
        return content(*(listed(key, year=1984) for key in range(start, start + 4)))

    one, other = (appraise(whole(start), PACK, TABLES) for start in (1, 11))

    common = [told.code for told in one.told if told.common]
    assert "committee.size" in common
    assert one.sameness == other.sameness
    fewer = appraise(content(listed(1)), PACK, TABLES)
    assert fewer.sameness != one.sameness


def test_what_a_queue_tells_says_how_many_are_lacking_and_names_nobody() -> None:
    found = appraise(content(*(listed(key, year=1984) for key in range(1, 5))), PACK, TABLES)
    said = {told.code: told.said.render() for told in found.told}

    assert said["committee.women_min"] == "Committee: Lacking 1: women"
    assert not [text for text in said.values() if "Người" in text]


def test_an_election_gets_those_who_stand_for_what_it_fills() -> None:
    people = (
        listed(1, posts=frozenset({Post.SECRETARY})),
        listed(2, posts=frozenset({Post.DEPUTY})),
        listed(3, organs=frozenset({Organ.DELEGATION})),
        listed(4, organs=frozenset({Organ.ALTERNATES})),
    )
    whole = content(*people)

    def keys(post: Elected, **more: bool) -> list[int]:
        return [one.person for one in people_for(whole, post, **more)]

    assert keys(Elected.COMMITTEE) == [1, 2]
    assert (keys(Elected.SECRETARY), keys(Elected.DEPUTY_SECRETARIES)) == ([1], [2])
    assert (keys(Elected.DELEGATES), keys(Elected.DELEGATES, alternates=True)) == ([3], [3, 4])
    assert (keys(Elected.ALTERNATES), keys(Elected.INSPECTION_COMMITTEE)) == ([4], [])


def test_namesakes_are_told_apart_on_the_ballot() -> None:
    people = [listed(1, "Lò Văn An", 1980), listed(2, "Lò Văn An", 1980), listed(3, "Lò Văn An", 1975)]

    found = people_for(content(*people), Elected.COMMITTEE)

    assert sorted(one.note for one in found) == ["sinh năm 1975", "sinh tháng 2/1980", "sinh tháng 3/1980"]


def test_taking_a_list_again_knows_people_by_record_and_typed_names_by_name_and_year() -> None:
    people = people_for(content(listed(1), listed(2), listed(3)), Elected.COMMITTEE)
    before = [
        Before(10, "Tên cũ", "", 1, 1980),
        Before(11, "Người 2", "", None, None),
        Before(12, "Người 3", "", None, 1950),
    ]

    change = list_change(before, people)

    assert {pk: one.person for pk, one in change.stays.items()} == {10: 1, 11: 2}
    assert [one.person for one in change.comes] == [3]
    assert [one.id for one in change.goes] == [12]
