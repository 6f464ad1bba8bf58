"""By what texts are found alike: the same numbers everywhere, whatever the marks and the order of words."""

import subprocess
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.likeness import MOST, STOP, grams, hashes, number_of, slips, syllables
from tests.architecture.source import ROOT

TEXTS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ,.\n-0123", max_size=400)


def numbers(packed: bytes) -> list[int]:
    found = array("I", packed)
    if sys.byteorder == "big":
        found.byteswap()
    return list(found)


def test_marks_case_and_punctuation_do_not_count() -> None:
    assert grams("Đại hội  CHI BỘ, nhân sự!") == grams("dai hoi chi bo nhan su")


def test_words_in_another_order_share_all_their_single_numbers() -> None:
    one, other = set(hashes("kinh phí hội trường")), set(hashes("hội trường kinh phí"))

    assert {number_of(each) for each in ("kinh", "phi", "hoi", "truong")} <= one & other
    assert one != other


def test_numbers_are_sorted_each_once_and_at_most_so_many() -> None:
    packed = numbers(grams("số dư " * 50, " ".join(f"chữ{number}" for number in range(500))))

    assert packed == sorted(set(packed)) and len(packed) == MOST


def test_the_title_goes_first_into_what_is_kept() -> None:
    title = set(hashes("khắc con dấu mới"))

    assert title <= set(numbers(grams("khắc con dấu mới", "chữ " * 10 + " ".join(map(str, range(999))))))


def test_words_of_every_office_text_count_in_pairs_only() -> None:
    assert {"va", "cua", "duoc"} <= STOP
    assert hashes("và của được") == ()
    assert number_of("va") not in hashes("nhân sự và kinh phí")
    assert number_of("va", "kinh") in hashes("nhân sự và kinh phí")


@given(TEXTS)
def test_packing_keeps_the_numbers(text: str) -> None:
    assert tuple(numbers(grams(text))) == hashes(text)
    assert all(0 <= each < 2**32 for each in hashes(text))


def test_another_process_makes_the_same_numbers() -> None:
    code = "from daihoi.core.likeness import grams; print(grams('Đảng viên đi làm ăn xa').hex())"
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert done.stdout.strip() == grams("Đảng viên đi làm ăn xa").hex()


@pytest.mark.parametrize("typed", ["nhn", "nhhan", "nahn", "mhan", "nhann", "han"])
def test_one_slip_of_the_hand_leads_back(typed: str) -> None:
    assert "nhan" in set(slips(typed))


def test_syllables_are_folded() -> None:
    assert syllables("Số dư: 10–15 %") == ["so", "du", "10", "15"]
