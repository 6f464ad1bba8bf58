"""Elections as people write them in files, and what is refused with a sentence."""

import json
from typing import Any

import pytest

from daihoi.core.elections import Reason, Record, Setting, standing
from daihoi.core.elections.files import header, open_file, record_of, setting_of
from daihoi.core.rules import PackError
from tests.core.elections.elections_made import asked, codes, stood
from tests.core.packs import T2B, packs

HEAD = f"""
pack = "{T2B}"
post = "committee"
body = "member_congress"
kind = "grassroots_cell"
seats = 2
summoned = 10
candidates = ["Lê An", "Vũ Bình", "Đỗ Chi"]
"""
DEEP = 100_000


def read(text: str) -> tuple[Setting, Record]:
    file = open_file(text, "a.toml")
    header(file)
    setting = setting_of(file, packs()[T2B])
    record = record_of(file, setting)
    file.done()
    return setting, record


def refused(text: str) -> str:
    with pytest.raises(PackError) as error:
        read(text)
    return str(error.value)


def as_json(**changes: Any) -> str:
    plain: dict[str, Any] = {
        "pack": T2B,
        "post": "committee",
        "body": "member_congress",
        "kind": "grassroots_cell",
        "seats": 2,
        "summoned": 10,
        "candidates": ["Lê An", "Vũ Bình", "Đỗ Chi"],
    }
    return json.dumps({**plain, **changes})


def test_a_file_of_one_round_needs_no_table_of_rounds() -> None:
    under, record = read(HEAD + "present = 9\nvotes = [8, 6, 4]\nvalid = 9\nstock = { issued = 9, collected = 9 }")

    assert stood(standing(under, record)) == {"1": "elected", "2": "elected", "3": "short"}


def test_ballots_are_written_as_marks_and_flags_once_or_many_times() -> None:
    text = """
    present = 10
    stock = { printed = 10, issued = 10, collected = 10 }
    ballots = ["110", "011", "111 two_inks", { both = "101", times = 4 }, { first = "110", second = "100" },
               { first = "110", second = "100", settled = "110" }, { both = "110 writing", valid = true }]
    """
    under, record = read(HEAD + text)
    found = standing(under, record).rounds[0].tally

    assert found is not None
    assert (found.counted, found.valid, found.unsettled, found.votes) == (10, 8, 1, (7, 4, 5))
    assert {cause.value: number for cause, number in found.invalid.items()} == {"too_many": 1}


def test_a_second_round_takes_what_it_does_not_say_from_the_decisions() -> None:
    text = """
    [[decisions]]
    ask = "tie"
    answer = "vote_again_most"
    round = 1
    about = ["2", "3"]
    [[rounds]]
    present = 10
    votes = { 1 = 8, 2 = 6, 3 = 6 }
    valid = 10
    stock = [{ kind = "issued", number = 11 }, { kind = "issued", number = -1, reason = "đếm lại" },
             { kind = "collected", number = 10 }]
    [[rounds]]
    present = 10
    votes = [3, 7]
    valid = 10
    stock = { issued = 10, collected = 10 }
    """
    under, record = read(HEAD + text)
    second = record.rounds[1]

    assert (second.keys, second.seats, second.purpose.value, second.threshold.value) == (("2", "3"), 1, "tie", "most")
    assert (codes(standing(under, record)), standing(under, record).elected) == ([], ("1", "3"))


def test_candidates_may_have_keys_and_notes_of_their_own() -> None:
    names = [{"name": " Lê  An ", "key": "an", "note": "Chi bộ 1"}, {"name": "Lê An"}, {"name": "Vũ Bình"}]
    _, record = read(as_json(candidates=names))

    assert [(one.key, one.name, one.note) for one in record.candidates] == [
        ("an", "Lê An", "Chi bộ 1"),
        ("2", "Lê An", ""),
        ("3", "Vũ Bình", ""),
    ]


def test_exclusions_are_read_with_their_reason() -> None:
    _, record = read(HEAD + '[[exclusions]]\nperson = "Trần Dũng"\nreason = "exempted"\nattended = true')

    assert [(one.person, one.reason, one.attended) for one in record.exclusions] == [
        ("Trần Dũng", Reason.EXEMPTED, True)
    ]


@pytest.mark.parametrize("wrap", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_line_ends_of_windows_do_not_matter(wrap: Any) -> None:
    assert read(wrap(HEAD)) == read(HEAD)
    assert read(wrap(json.dumps(json.loads(as_json()), indent=1))) == read(HEAD)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'the file lacks "pack"'),
        ("gì đây", "not readable as TOML"),
        ("{", "not readable as JSON"),
        ("[1]", 'lacks "pack"'),
        ('{"seats": 1, "seats": 2}', 'the key "seats" stands twice'),
        (HEAD + "seats = 3", "not readable as TOML"),
        ('{"seats": NaN}', "NaN is no number"),
        ('{"seats": -Infinity}', "-Infinity is no number"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"\\ud800": 1}', "half of a character"),
        ('{"seats": ' + "9" * 5000 + "}", "not readable as JSON"),
        ("seats = " + "9" * 5000, "not readable as TOML"),
        ('{"seats": 1' + "0" * 400 + "}", "larger than"),
        ('{"a": ' + "[" * DEEP + "]" * DEEP + "}", "too deep"),
        ('{"a": ' + "[" * 30 + "]" * 30 + "}", "too deep"),
        ('{"a": ' * DEEP + "1" + "}" * DEEP, "too deep"),
        ("a = " + "[" * DEEP + "]" * DEEP, "too deep"),
        ("a = " + "{a=" * 500 + "1" + "}" * 500, "too deep"),
        ("\0", "not readable as TOML"),
    ],
    ids=lambda value: value[:30],
)
def test_what_is_no_file_of_an_election_is_refused_with_a_sentence(text: str, said: str) -> None:
    assert said in refused(text)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pack": 5}, '"pack" must be text'),
        ({"format": "daihoi-election/2"}, '"format" must be the text "daihoi-election/1"'),
        ({"post": "king"}, '"post" must be one of committee'),
        ({"body": "conference"}, '"body" must be one of delegate_congress, member_congress'),
        ({"post": "inspection_chair"}, '"body" must be one of conference'),
        ({"kind": "village"}, '"kind" must be one of national'),
        ({"seats": 0}, "at least 1"),
        ({"seats": 1.5}, '"seats" must be a whole number'),
        ({"seats": True}, '"seats" must be a whole number'),
        ({"seats": "2"}, '"seats" must be a whole number'),
        ({"seats": None}, '"seats" must be a whole number'),
        ({"post": "secretary"}, "held by one person"),
        ({"summoned": 0}, "at least 1"),
        ({"summoned": [10]}, '"summoned" must be a whole number'),
        ({"alternates": -1}, "at least 0"),
        ({"candidates": []}, '"candidates" must be a list of names'),
        ({"candidates": "Lê An"}, '"candidates" must be a list of names'),
        ({"candidates": ["Lê An", ""]}, '"candidates" must be'),
        ({"candidates": ["Lê An", " "]}, '"candidates" must be text'),
        ({"candidates": ["Lê An", "\u200b"]}, '"candidates" must be text'),
        ({"candidates": ["Lê An", {"name": "B"}]}, "must be a table"),
        ({"candidates": [{"name": "A", "key": "x"}, {"name": "B", "key": "x"}]}, "the same key"),
        ({"candidates": [{"name": "A", "key": "2"}, {"name": "B"}]}, "the same key"),
        ({"candidates": [{"name": "A", "key": " "}]}, '"key" must be text'),
        ({"candidates": [{"name": "A", "age": 5}]}, 'unknown key "age"'),
        ({"exclusions": {"person": "A"}}, "written as [[exclusions]]"),
        ({"exclusions": [{"person": "A", "reason": "ill"}]}, '"reason" must be one of'),
        ({"exclusions": [{"person": "\u200b", "reason": "exempted"}]}, '"person" must be text'),
        ({"exclusions": [{"person": "A", "reason": "exempted", "attended": 1}]}, "true or false"),
        ({"decisions": [{"ask": "tie", "answer": "valid"}]}, '"answer" must be one of vote_again_most'),
        ({"decisions": [{"ask": "tie", "answer": "leave", "round": -1}]}, "at least 0"),
        ({"decisions": [{"ask": "tie", "answer": "leave", "about": []}]}, "at least one entry"),
        ({"colour": "red"}, 'unknown key "colour"'),
        ({"rounds": [{}] * 51}, "at most 50 rounds"),
        ({"rounds": [5]}, "must be a table"),
        ({"rounds": [{"names": ["9"]}]}, 'names the candidate "9"'),
        ({"rounds": [{"number": 0}]}, "at least 1"),
        ({"rounds": [{"allowed": 0}]}, "at least 1"),
        ({"rounds": [{"colour": 1}]}, 'unknown key "colour"'),
        ({"rounds": [{"stock": 5}]}, "written as [[stock]]"),
        ({"rounds": [{"stock": {"stolen": 5}}]}, 'unknown key "stolen"'),
        ({"rounds": [{}], "votes": [1, 2, 3]}, 'unknown key "votes"'),
        ({"votes": [1, 2], "valid": 3}, "a list of 3 whole numbers"),
        ({"votes": [1, 2, 3.0], "valid": 3}, "a list of 3 whole numbers"),
        ({"votes": [1, 2, True], "valid": 3}, "a list of 3 whole numbers"),
        ({"votes": {"1": 1, "2": 2}, "valid": 3}, 'lacks "3"'),
        ({"votes": {"1": 1, "2": 2, "3": 3, "4": 4}, "valid": 3}, 'unknown key "4"'),
        ({"votes": [1, 2, 3]}, 'lacks "valid"'),
        ({"votes": [1, 2, 3], "valid": -1}, "at least 0"),
        ({"votes": [1, 2, 3], "valid": 3, "ballots": ["110"]}, "without sums"),
        ({"ballots": ["110"], "invalid": 3}, "without sums"),
        ({"ballots": "110"}, "a list of ballots"),
        ({"ballots": [110]}, "must be a table"),
        ({"ballots": [""]}, "is not one mark a name"),
        ({"ballots": ["  "]}, "is not one mark a name"),
        ({"ballots": ["11"]}, "is not one mark a name"),
        ({"ballots": ["112"]}, "is not one mark a name"),
        ({"ballots": ["1 1 0"]}, "is not one mark a name"),
        ({"ballots": ["110 dirty"]}, "is not one mark a name"),
        ({"ballots": ["110 writing writing"]}, "is not one mark a name"),
        ({"ballots": [{}]}, '"both" must be what the ballot says'),
        ({"ballots": [{"times": 3}]}, '"both" must be what the ballot says'),
        ({"ballots": [{"both": "110", "first": "110"}]}, 'unknown key "first"'),
        ({"ballots": [{"both": "110", "times": 0}]}, "at least 1"),
        ({"ballots": [{"both": "110", "times": 900_000_000}]}, "at most 100000"),
        ({"ballots": [{"both": "110", "times": 90_000}] * 2}, "at most 100000 ballots"),
        ({"ballots": [{"first": "110", "second": "101", "valid": True}]}, '"settled" must be what the ballot says'),
        ({"ballots": [{"first": "110", "valid": True}]}, '"settled" must be what the ballot says'),
        ({"ballots": [{"both": "110", "valid": "yes"}]}, "true or false"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_place(changes: dict[str, Any], said: str) -> None:
    assert said in refused(as_json(**changes))


def test_what_toml_can_hold_and_an_election_cannot_is_refused() -> None:
    start = HEAD.replace("seats = 2", "seats = {}")

    for value in ("1979-05-27", "inf", "nan", "1e3", "[2]", "{ a = 2 }", "'2'"):
        assert '"seats"' in refused(start.format(value))


def test_a_file_without_a_ballot_is_an_election_before_its_first_round() -> None:
    under, record = read(HEAD)
    found = standing(under, record)

    assert (record.rounds, found.elected, asked(found), found.over) == ((), (), [], False)
