"""One normal form, keys for matching and sorting, and the two old encodings."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daihoi.core.legacy import font_encoding, is_capital_font
from daihoi.core.text import detect_legacy, fold, from_tcvn3, from_vni, name_key, nfc, one_line, sort_key

TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
VOWELS = "aăâeêioôơuưy"
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
CAPITALS = [letter.upper() for letter in SMALL]

# Written out a second time, on purpose: the tables in the code are checked against these.
TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
        strict=True,
    )
)
VNI_ROWS = """
à aø, ả aû, ã aõ, á aù, ạ aï, ă aê, ằ aè, ẳ aú, ẵ aü, ắ aé, ặ aë, â aâ, ầ aà, ẩ aå, ẫ aã, ấ aá, ậ aä, đ ñ,
è eø, ẻ eû, ẽ eõ, é eù, ẹ eï, ê eâ, ề eà, ể eå, ễ eã, ế eá, ệ eä, ì ì, ỉ æ, ĩ ó, í í, ị ò,
ò oø, ỏ oû, õ oõ, ó où, ọ oï, ô oâ, ồ oà, ổ oå, ỗ oã, ố oá, ộ oä, ơ ô, ờ ôø, ở ôû, ỡ ôõ, ớ ôù, ợ ôï,
ù uø, ủ uû, ũ uõ, ú uù, ụ uï, ư ö, ừ öø, ử öû, ữ öõ, ứ öù, ự öï, ỳ yø, ỷ yû, ỹ yõ, ý yù, ỵ î
"""
VNI = {pair.split()[0]: pair.split()[1] for pair in VNI_ROWS.split(",")}
VNI |= {letter.upper(): spelling.upper() for letter, spelling in VNI.items()}

TITLE = "Đảng bộ xã Phước Thạnh, ấp Hòa Bình: lập biểu đúng mẫu, kỹ thuật ở đồng cỏ"


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    return "".join(VNI.get(letter, letter) for letter in text)


vietnamese = st.text(alphabet=SMALL + list("bcdghklmnpqrstvx ABCDGHKLMNPQRSTVX0123456789.,-()"))


def test_nfc_composes_and_cleans_blanks() -> None:
    assert nfc(unicodedata.normalize("NFD", "Đảng\u00a0bộ\u200b xã")) == "Đảng bộ xã"
    assert one_line("  Chi bộ \n thôn\t1 ") == "Chi bộ thôn 1"


def test_fold_drops_marks_case_and_punctuation() -> None:
    assert fold("  Đảng bộ  xã Hòa-Bình (cũ) ") == "dang bo xa hoa binh cu"
    assert fold(unicodedata.normalize("NFD", "ĐẢNG BỘ XÃ HÒA_BÌNH CŨ")) == "dang bo xa hoa binh cu"
    assert fold("") == fold(" -/. ") == ""


@given(st.text())
def test_fold_of_fold_is_the_same(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(vietnamese)
def test_tcvn3_reads_back_what_it_writes(text: str) -> None:
    # ASCII capitals alone would be taken for text set in capitals, so one small letter is put first.
    text = unicodedata.normalize("NFC", "a " + text)
    assert from_tcvn3(to_tcvn3(text)) == text


@given(st.text(alphabet=SMALL + CAPITALS + list("bcdghklmnpqrstvxBCDGHKLMNPQRSTVX 0123456789.,-()")))
def test_vni_reads_back_what_it_writes(text: str) -> None:
    assert from_vni(to_vni(text)) == text


def test_every_letter_of_vni_in_both_cases() -> None:
    assert [from_vni(to_vni(letter)) for letter in SMALL + CAPITALS] == SMALL + CAPITALS
    assert from_vni("Ñaûng boä xaõ AÙi Nghóa, ÑAÛNG BOÄ, Aùi, Öùng, Ôû, YÛ") == (
        "Đảng bộ xã Ái Nghĩa, ĐẢNG BỘ, Ái, Ứng, Ở, Ỷ"
    )


def test_every_small_letter_of_tcvn3_and_the_seven_capitals() -> None:
    assert from_tcvn3("x" + "".join(map(to_tcvn3, SMALL))) == "x" + "".join(SMALL)
    assert from_tcvn3("x ¡¢§£¤¥¦") == "x ĂÂĐÊÔƠƯ"


def test_tcvn3_capital_fonts_show_capitals() -> None:
    assert from_tcvn3("§¶ng bé x· hßa b×nh", capitals=True) == "ĐẢNG BỘ XÃ HÒA BÌNH"
    assert from_tcvn3("xa", capitals=True) == "XA"
    assert from_tcvn3("§¶NG Bé X· HßA B×NH") == "ĐẢNG BỘ XÃ HÒA BÌNH"
    assert from_tcvn3("Hµ") == "Hà"


def test_tcvn3_capitals_with_tones_after_both_readings_of_the_bytes() -> None:
    whole = bytes([0xA7, 0x81, 0x4E, 0x47, 0x20, 0x42, 0x97, 0x20, 0x58, 0x82])
    latin = whole.decode("latin-1")
    assert from_tcvn3(latin) == "ĐẢNG BỘ XÃ"
    assert from_tcvn3("X‚ H€ NŠI") == "X‚ HÀ NÉI"  # a low quote at a word's end stays a quote
    assert from_tcvn3("“Hµ” – §«ng") == "“Hà” – Đông"
    assert from_tcvn3("V\x05, V\x11") == "VỬ, VỨ"


def test_tcvn3_combining_marks_follow_vowels_only() -> None:
    assert from_tcvn3("a°, 30°, m²") == "à, 30°, m²"


@pytest.mark.parametrize(
    ("texts", "fonts", "encoding"),
    [
        ([TITLE], [], "unicode"),
        ([unicodedata.normalize("NFD", TITLE)], [], "unicode"),
        (["bé", "cá", "Hà", "xã"], [], "unicode"),
        (["Name", "Party cell 1", "12"], [], "unicode"),
        ([], [], "unicode"),
        (["où est la forêt, maïs naïf août déjà été très né là", "élève à l'école Noël"], [], "unicode"),
        (["El niño está aquí, año más, país"], [], "unicode"),
        (["5 µm", "m²", "Foo® ½ cup", "© Bar"], [], "unicode"),
        ([to_tcvn3(TITLE)], [], "tcvn3"),
        ([to_tcvn3("Chi bộ thôn Đông"), "Name"], [], "tcvn3"),
        (["§¶NG Bé X· HßA B×NH"], [], "tcvn3"),
        (["bé"], [".VnTime"], "tcvn3"),
        ([to_vni(TITLE)], [], "vni"),
        ([to_vni(TITLE).upper()], [], "vni"),
        ([to_vni("Chi bộ"), to_vni("Đảng bộ xã")], ["VNI-Times"], "vni"),
        ([TITLE], [".VnTime", "VNI-Times", ".VnTimeH"], "unicode"),
        (["12", "abc"], [".VnTime"], "unicode"),
    ],
)
def test_old_encodings_are_told_from_unicode_and_other_languages(
    texts: list[str], fonts: list[str], encoding: str
) -> None:
    assert detect_legacy(texts, fonts) == encoding


def test_fonts_tell_their_encoding() -> None:
    assert [font_encoding(font) for font in (".VnTime", ".VnArial NarrowH", "VNI-Times", "Times New Roman", "")] == [
        "tcvn3",
        "tcvn3",
        "vni",
        "unicode",
        "unicode",
    ]
    assert [is_capital_font(font) for font in (".VnTimeH", ".VnTime", "FreeH")] == [True, False, False]


def test_texts_sort_in_vietnamese_order_with_numbers_by_value() -> None:
    expected = [
        "An",
        "Ăn",
        "Ân",
        "Chi bộ 2",
        "Chi bộ 10",
        "Dân",
        "Đan",
        "Em",
        "Êm",
        "Lan",
        "Lý Nam",
        "O",
        "Ô",
        "Ơ",
    ]
    assert sorted(set(expected), key=sort_key) == expected


def test_tones_count_only_after_letters() -> None:
    assert sorted(["má", "mạ", "mà", "mã", "mả", "ma", "mai"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mai",
    ]  # fmt: skip
    assert sorted(["má", "mạ", "mà", "mã", "mả", "ma"], key=lambda text: sort_key(text, "school")) == [
        "ma", "má", "mà", "mả", "mã", "mạ",
    ]  # fmt: skip
    assert sorted(["hà b", "hạ a", "ha c"], key=sort_key) == ["hạ a", "hà b", "ha c"]
    assert sort_key("hoà") == sort_key("hòa") == sort_key("HÒA")


def test_people_sort_by_given_then_family_then_middle_name() -> None:
    expected = ["Trần Văn An", "Lê Thị Ánh", "Đỗ Bình", "Lê An Bình", "Lê Thị Bình", "Đông"]
    assert sorted(set(expected), key=name_key) == expected


@given(st.text(), st.text())
def test_keys_are_digits_and_a_word_sorts_before_its_extensions(first: str, second: str) -> None:
    assert (sort_key(first) + name_key(second)).isascii()
    assert sort_key("an") < sort_key("an " + "b" + second) or not second


def test_a_normal_form_has_no_nul() -> None:
    assert nfc("C\0on dấu\nmới") == "Con dấu\nmới"
    assert nfc("a\0b") == "ab"
