"""The result file: the same election, the same bytes; what was changed is found; nobody is told."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daihoi.core.elections import Purpose, Record, Setting, standing
from daihoi.core.elections.files import Header
from daihoi.core.elections.resultfile import digest, result_file, result_of, verify
from daihoi.core.rules import PackError, RulePack, apply, parse_overlay
from tests.core.elections.elections_made import (
    ballot,
    ballots,
    decided,
    election,
    excluded,
    held,
    setting,
    summed,
)
from tests.core.packs import T2B, packs

HEAD = Header(T2B, "", "Đảng bộ xã A", "Đại hội lần thứ XX")
PAPERS = (
    *ballots("1100*6", "1010*5", "0110*2", "1110", "0000", "1100 not_issued", "1100 two_inks"),
    ballot("1100", "1010", settled="1001"),
    ballot("1001", "1001", valid=False),
)


def whole() -> tuple[Setting, Record]:
    """Two rounds, a tie, exclusions, settled and spoiled ballots, decisions: something of everything."""
    first = held(4, 2, PAPERS, present=20, allowed=2)
    second = summed(1, 1, [9, 7], 16, keys=("B", "C"), number=2, purpose=Purpose.FURTHER)
    record = election(
        first,
        second,
        summoned=24,
        exclusions=excluded("Lê Văn Hùng: exempted", "lê văn  hùng: exempted", "Lê Văn Hưng: suspended"),
        decisions=(
            decided("ballots", "invalid", 1, ["seen_on_paper"]),
            decided("shortage", "vote_again", 1, ["seats"], "BC"),
            decided("shortage", "leave", 2, ["seats"]),
        ),
    )
    return setting(), record


def known(id: str, overlay: str) -> RulePack:
    pack = packs()[id]
    return apply(pack, parse_overlay(overlay, "overlay")) if overlay else pack


def checked(text: str) -> list[str]:
    return [finding.code for finding in verify(text, "a.json", known)[3]]


def text() -> str:
    return result_file(*whole(), HEAD)


def forged(change: Callable[[dict[str, Any]], None], *, rehash: bool) -> str:
    content = json.loads(text())
    change(content)
    if rehash:
        content["sha256"] = digest(content)
    return json.dumps(content, ensure_ascii=False)


def test_a_result_file_as_it_was_written_holds() -> None:
    under, record = whole()
    found = verify(text(), "a.json", known)

    assert (found[2].elected, found[2].vacant) == (("A",), 1)
    assert [finding.message.render() for finding in found[3]] == []
    assert result_of(found[2]) == result_of(standing(under, record))


def test_the_same_election_gives_the_same_bytes_in_whatever_order_its_ballots_were_read() -> None:
    under, record = whole()
    other = list(PAPERS)
    random.Random(7).shuffle(other)
    turned = replace(record, rounds=(replace(record.rounds[0], ballots=tuple(other)), record.rounds[1]))

    assert other != list(PAPERS)
    assert result_file(under, turned, HEAD) == text()


def test_a_file_read_and_written_again_is_the_same() -> None:
    under, record, _, _ = verify(text(), "a.json", known)

    assert result_file(under, record, HEAD) == text()


def test_nothing_in_the_file_names_who_is_excluded_or_tells_order_or_time() -> None:
    content = json.loads(text())
    ballots_told = content["rounds"][0]["ballots"]

    assert [one["person"] for one in content["exclusions"]] == ["1", "1", "2"]
    assert [name for name in ("Hùng", "hùng", "Hưng") if name in text()] == []
    assert ballots_told == sorted(ballots_told, key=lambda one: json.dumps(one, sort_keys=True))
    assert {key for one in ballots_told for key in one} == {"first", "second", "settled", "valid", "times"}
    assert [key for key in every_key(content) if key in {"slip", "time", "at", "made_at", "by_name"}] == []


def every_key(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every_key(item)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every single value in the content."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))
        if not isinstance(item, dict | list):
            yield (*path, key)


def changed(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return 7
        case str():
            return value[:-1] + ("x" if value[-1:] != "x" else "y")
    raise AssertionError(value)


def put(content: Any, path: tuple[Any, ...], value: object) -> None:
    for key in path[:-1]:
        content = content[key]
    content[path[-1]] = value


def found_out(forgery: str) -> bool:
    """Is the forgery refused, or told?"""
    try:
        return checked(forgery) != []
    except PackError:
        return True


def test_every_single_value_that_is_changed_is_found() -> None:
    content = json.loads(text())
    paths = list(places(content))
    unfound = []
    for path in paths:
        other = json.loads(text())
        value = content
        for key in path:
            value = value[key]
        put(other, path, changed(value))
        if not found_out(json.dumps(other, ensure_ascii=False)):
            unfound.append(path)

    assert len(paths) > 150
    assert unfound == []


def test_every_single_key_or_entry_that_is_taken_out_is_found() -> None:
    unfound = []
    for path in places(json.loads(text())):
        other = json.loads(text())
        inner = other
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
        if not found_out(json.dumps(other)):
            unfound.append(path)

    assert unfound == []


def test_every_single_character_that_is_changed_is_found() -> None:
    """Where the text still reads as the same content nothing was changed, so blanks are left out."""
    good = text()
    unfound = []
    for place in range(0, len(good), 3):
        for letter in ("0", "x", '"'):
            other = good[:place] + letter + good[place + 1 :]
            if good[place] not in {letter, " ", "\n"} and not found_out(other):
                unfound.append(other[place - 20 : place + 20])

    assert unfound == []


def test_a_forger_of_the_result_who_makes_the_hash_anew_is_found_by_the_recomputation() -> None:
    paths = [path for path in places(json.loads(text())) if path[0] == "result"]
    unfound = []
    for path in paths:
        value = json.loads(text())
        for key in path:
            value = value[key]

        def change(content: dict[str, Any], path: tuple[Any, ...] = path, value: object = value) -> None:
            put(content, path, changed(value))

        if "result_differs" not in checked(forged(change, rehash=True)):
            unfound.append(path)

    assert len(paths) > 40
    assert unfound == []


def one_vote_more(content: dict[str, Any]) -> None:
    content["rounds"][1]["votes"][0] += 1


def one_ballot_turned(content: dict[str, Any]) -> None:
    paper = next(one for one in content["rounds"][0]["ballots"] if one.get("first") == "0110")
    paper["first"] = paper["second"] = "0101"


def a_flag_taken_off(content: dict[str, Any]) -> None:
    paper = next(one for one in content["rounds"][0]["ballots"] if one.get("first") == "1100 two_inks")
    paper["first"] = paper["second"] = "1100"


def a_ballot_less(content: dict[str, Any]) -> None:
    content["rounds"][0]["ballots"][0]["times"] += 1


def one_more_collected(content: dict[str, Any]) -> None:
    next(one for one in content["rounds"][0]["stock"] if one["kind"] == "collected")["number"] += 1


def fewer_summoned(content: dict[str, Any]) -> None:
    content["summoned"] -= 2


def another_decision(content: dict[str, Any]) -> None:
    content["decisions"][0]["answer"] = "valid"


def a_decision_taken_out(content: dict[str, Any]) -> None:
    del content["decisions"][2]


def an_exclusion_more(content: dict[str, Any]) -> None:
    content["exclusions"].append({"person": "9", "reason": "indicted", "attended": False})


def a_conclusion_turned(content: dict[str, Any]) -> None:
    next(one for one in content["rounds"][0]["ballots"] if "valid" in one)["valid"] = True


def names_changed_over(content: dict[str, Any]) -> None:
    content["rounds"][1]["names"].reverse()


def annulled(content: dict[str, Any]) -> None:
    content["rounds"][1]["annulled"] = "vì sao đó"


def a_result_of_nothing(content: dict[str, Any]) -> None:
    content["result"] = None


def more_in_the_result(content: dict[str, Any]) -> None:
    content["result"]["remark"] = None


def other_rules(content: dict[str, Any]) -> None:
    content["rules"]["sha256"] = "0" * 64


FORGERIES = [
    one_vote_more, one_ballot_turned, a_flag_taken_off, a_ballot_less, one_more_collected, fewer_summoned,
    another_decision, a_decision_taken_out, an_exclusion_more, a_conclusion_turned, names_changed_over, annulled,
    a_result_of_nothing, more_in_the_result, other_rules,
]  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES, ids=lambda one: one.__name__)
def test_a_forger_of_the_election_is_found_with_and_without_a_new_hash(change: Callable[..., None]) -> None:
    assert "hash" in checked(forged(change, rehash=False))
    assert checked(forged(change, rehash=True)) not in ([], ["hash"])


def test_a_name_changed_with_a_new_hash_holds_so_the_hash_belongs_into_the_minutes() -> None:
    """Nothing else in the file can tell it; the hash on the signed paper does."""

    def change(content: dict[str, Any]) -> None:
        content["candidates"][0]["name"] = "Nguyễn Văn Khác"

    forgery = forged(change, rehash=True)

    assert "hash" in checked(forged(change, rehash=False))
    assert checked(forgery) == []
    assert json.loads(forgery)["sha256"] != json.loads(text())["sha256"]


def test_an_election_that_is_open_or_does_not_reconcile_is_told() -> None:
    under, record = whole()
    without = replace(record, decisions=record.decisions[:2])
    differing = replace(record, rounds=(replace(record.rounds[0], ballots=(*PAPERS[:-1], ballot("1100", "0011"))),))

    assert checked(result_file(under, without, HEAD)) == ["open_shortage"]
    assert checked(result_file(under, differing, HEAD)) == ["unsettled"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content.pop("result"), "no result file"),
        (lambda content: content.pop("rules"), "no result file"),
        (lambda content: content.pop("sha256"), "no result file"),
        (lambda content: content.update(sha256=5), '"sha256" must be text'),
        (lambda content: content.update(pack="2030-2035/2029-01-01"), "the rules 2030-2035/2029-01-01 are not known"),
        (lambda content: content.update(rules=[]), "must be a table"),
        (lambda content: content.update(more=1), 'unknown key "more"'),
        (lambda content: content["rules"].update(more=1), 'unknown key "more"'),
    ],
)
def test_what_is_no_result_file_is_refused(change: Callable[..., None], said: str) -> None:
    with pytest.raises(PackError, match=said):
        verify(forged(change, rehash=False), "a.json", known)


@pytest.mark.parametrize("told", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused(told: float) -> None:
    with pytest.raises(PackError, match="is no number"):
        verify(forged(lambda content: content["result"].update(base=told), rehash=True), "a.json", known)


def test_a_decimal_in_the_result_is_another_result() -> None:
    assert checked(forged(lambda content: content["result"].update(base=22.0), rehash=False)) == [
        "hash",
        "result_differs",
    ]


@pytest.mark.parametrize(
    "rubbish",
    ["", "{}", "[]", "null", "{", '{"result": {}}', text()[: len(text()) // 2], text() + "}", "\x00\x01", "a = 1",
     '{"result": ' + "[" * 50_000 + "]" * 50_000 + ', "rules": {}, "sha256": ""}'],
    ids=lambda value: value[:20],
)  # fmt: skip
def test_rubbish_is_refused_with_a_sentence(rubbish: str) -> None:
    with pytest.raises(PackError):
        verify(rubbish, "a.json", known)


def test_a_file_that_a_mail_program_gave_a_byte_order_mark_and_other_line_ends_holds() -> None:
    assert checked("\ufeff" + text().replace("\n", "\r\n")) == []


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["1100", "tie", "2"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_file_it_is_refused_or_told_and_never_breaks(data: st.DataObject) -> None:
    content = json.loads(text())
    for _ in range(data.draw(st.integers(1, 3))):
        inner: Any = content
        while isinstance(inner, dict | list) and inner:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(inner[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
                inner[key] = data.draw(ANYTHING)
                break
            inner = inner[key]
    if data.draw(st.booleans()):
        content["sha256"] = digest(content)
    try:
        verify(json.dumps(content), "a.json", known)
    except PackError as error:
        assert str(error).startswith(("a.json", "overlay"))
