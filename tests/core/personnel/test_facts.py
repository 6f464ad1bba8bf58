"""What is known of a person as it is kept."""

from datetime import date

import pytest

from daihoi.core.personnel.facts import PersonFacts, one_spelling, stored
from daihoi.core.personnel.people import minority

KINH = (
    "Kinh", "kinh", "KINH", "kinh.", " Kinh ", "Kinh (Việt)", "(Kinh)", "Dân tộc Kinh", "dân tộc: Kinh", "DÂN TỘC KINH",
    "Người Kinh", "Việt", "việt (kinh)", "Kinh - Việt",
)  # fmt: skip


@pytest.mark.parametrize("written", KINH)
def test_kinh_is_kept_in_one_spelling(written: str) -> None:
    assert stored(PersonFacts("Nguyễn Văn Mẫu", ethnicity=written), date(2020, 3, 2))["ethnicity"] == "Kinh"


@pytest.mark.parametrize("written", ["Thái", "Dân tộc Thái", "người Mông (trắng)", "Tày, Kinh", "Kinh lai Thái", "Hoa"])
def test_every_other_ethnicity_keeps_its_text(written: str) -> None:
    assert one_spelling(written) == written


@pytest.mark.parametrize("written", ["", "chưa rõ", "Không rõ"])
def test_what_is_not_known_is_kept_as_not_known(written: str) -> None:
    assert one_spelling(written) == ""


@pytest.mark.parametrize("written", [*KINH, "Thái", "Dân tộc Mông", ""])
def test_what_is_kept_says_of_a_minority_what_was_written(written: str) -> None:
    kept = one_spelling(written)
    assert minority(kept) == {"": None, "Kinh": False}.get(kept, True)
    assert minority(written) in {minority(kept), None}
