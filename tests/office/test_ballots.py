"""Ballots as PDF: exact, all alike, readable by the machines that will read them."""

import re
import unicodedata
import zlib
from base64 import a85decode
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from numpy.typing import NDArray

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import (
    MARKER_BITS,
    BallotText,
    Box,
    Name,
    NameArea,
    Paper,
    SheetLayout,
    deck_strokes,
    lay_out,
    layout_json,
    layout_sha256,
    parse_layout,
)
from daihoi.core.messages import Refused
from daihoi.office.ballots import ballots_pdf, family, make, sample_deck_pdf
from daihoi.office.ballots.fonts import FAMILIES, LETTERS, WEIGHTS, folders, load
from tests.core.elections.sheet.sample import ballot, faults, people

Grey = NDArray[np.uint8]

DPI = 300
DOT = DPI / 25.4  # a mm
# The tallest and lowest letters there are, and those that lean out of their width.
HARD = Name("Ẳng Ỗng Ễn Ựj Ọg Ỵy Jj Fự ĩ f")
LONG = Name("Công Tằng Tôn Nữ Hoàng Thị Nguyễn Phượng Nghiêng", "(1975)")

CASES: dict[str, tuple[Style, int, Paper]] = {
    "strike": (Style.STRIKE, 60, "A4"),
    "columns": (Style.COLUMNS, 100, "A4"),
    "small": (Style.COLUMNS, 15, "A5"),
    "small strike": (Style.STRIKE, 40, "A5"),
    "single": (Style.SINGLE, 1, "A5"),
}


@cache
def laid(case: str) -> SheetLayout:
    style, count, paper = CASES[case]
    names = people(count) if count == 1 else (HARD, *people(count - 2), LONG)
    faces = family()
    return lay_out(ballot(style, names), style, paper=paper, columns="auto", font=faces.name, measure=faces.width_mm)


@cache
def printed(case: str) -> tuple[Grey, ...]:
    """The pages of one ballot, 300 dpi."""
    return rendered(ballots_pdf(laid(case), 1))


def rendered(pdf: bytes, dpi: int = DPI) -> tuple[Grey, ...]:
    document = pypdfium2.PdfDocument(pdf)
    pages = tuple(page.render(scale=dpi / 72, grayscale=True).to_numpy().copy() for page in document)
    document.close()
    return tuple(page.reshape(page.shape[:2]) for page in pages)


def cut(page: Grey, x: float, y: float, width: float, height: float) -> Grey:
    """The dots that lie wholly inside a rectangle given in mm."""
    left, top = int(np.ceil(x * DOT)), int(np.ceil(y * DOT))
    return page[top : int((y + height) * DOT), left : int((x + width) * DOT)]


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return found


def objects(pdf: bytes) -> dict[int, bytes]:
    """The numbered parts of a PDF as ReportLab writes it."""
    return {int(number): body for number, body in re.findall(rb"(?s)(\d+) 0 obj\n(.*?)\nendobj", pdf)}


def page_objects(pdf: bytes) -> list[bytes]:
    """What a page is, in the order of the pages, with the bytes of its content instead of their number."""
    parts = objects(pdf)
    kids = next(body for body in parts.values() if b"/Type /Pages" in body)
    pages = [parts[int(number)] for number in re.findall(rb"(\d+) 0 R", kids.split(b"[")[1])]
    return [re.sub(rb"/Contents (\d+) 0 R", lambda found: parts[int(found[1])], page) for page in pages]


def content(pdf: bytes, page: bytes) -> bytes:
    stream = re.search(rb"(?s)stream\r?\n(.*?)~>endstream", page)
    assert stream is not None
    return zlib.decompress(a85decode(stream[1]))


@pytest.mark.parametrize("case", CASES)
def test_layouts_in_the_real_font_keep_their_contracts(case: str) -> None:
    assert faults(laid(case), family().width_mm) == []
    assert parse_layout(layout_json(laid(case))) == laid(case)


@pytest.mark.parametrize("case", ["columns", "small"])
def test_all_sheets_of_a_style_are_the_same_bytes(case: str) -> None:
    layout = laid(case)
    pages = page_objects(ballots_pdf(layout, 4))
    count = len(layout.pages)

    assert len(pages) == 4 * count
    assert [set(pages[number::count]) for number in range(count)] == [{page} for page in pages[:count]]
    assert len(set(pages)) == count


def test_a_sheet_only_calls_up_the_side_drawn_once() -> None:
    pdf = ballots_pdf(laid("columns"), 3)
    contents = [content(pdf, page).split() for page in page_objects(pdf)]

    assert [[word for word in words if word.startswith(b"/")] for words in contents] == [
        [b"/FormXob.page1"],
        [b"/FormXob.page2"],
    ] * 3
    assert pdf.count(b"/Subtype /Form") == 2


def test_no_copy_looks_different() -> None:
    pages = rendered(ballots_pdf(laid("small"), 3), dpi=100)

    assert [bool((page == pages[0]).all()) for page in pages] == [True] * 3


def test_the_same_input_gives_the_same_file() -> None:
    assert ballots_pdf(laid("small"), 2) == ballots_pdf(parse_layout(layout_json(laid("small"))), 2)


def test_the_file_names_no_day_and_no_person_and_is_printed_at_its_size() -> None:
    pdf = ballots_pdf(laid("small"), 1)

    assert re.findall(rb"/(?:CreationDate|ModDate) \((.*?)\)", pdf) == [b"D:20000101000000+00'00'"] * 2
    assert re.findall(rb"/(?:Author|Creator) \((.*?)\)", pdf) == [b"daihoi", b"daihoi"]
    assert b"/PrintScaling /None" in pdf


@pytest.mark.parametrize("case", CASES)
def test_names_can_be_read_out_of_the_file_whole_and_in_order(case: str) -> None:
    layout = laid(case)
    words = " ".join(" ".join(texts(ballots_pdf(layout, 1))).split())
    places = [words.find(f"{index + 1} {name.full_name}") for index, name in enumerate(layout.names)]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("case", CASES)
def test_every_font_is_in_the_file(case: str) -> None:
    parts = objects(ballots_pdf(laid(case), 1))
    described = [body for body in parts.values() if b"/Type /FontDescriptor" in body]
    used = [body for body in parts.values() if b"/BaseFont" in body]

    assert len(used) == len(described) > 0
    assert [body for body in used if b"/FontDescriptor" not in body] == []
    assert [body for body in described if b"/FontFile2" not in body] == []


@pytest.mark.parametrize("case", CASES)
def test_every_name_has_ink_in_its_area_and_none_on_its_border(case: str) -> None:
    found = []
    for page, image in zip(laid(case).pages, printed(case), strict=True):
        for area in page.name_areas:
            inside = cut(image, area.x, area.y, area.width, area.height) < 200
            border = inside.copy()
            border[1:-1, 1:-1] = False
            if not inside.any() or border.any():
                found.append(laid(case).names[area.name].full_name)

    assert found == []


@pytest.mark.parametrize("case", CASES)
def test_the_place_of_the_seal_is_white(case: str) -> None:
    for page, image in zip(laid(case).pages, printed(case), strict=True):
        stamp = page.stamp
        assert int(cut(image, stamp.x, stamp.y, stamp.width, stamp.height).min()) == 255


def markers_found(image: Grey) -> dict[int, NDArray[np.float32]]:
    """Corners in dots by id, found by OpenCV."""
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), parameters)
    corners, ids, _rejected = detector.detectMarkers(image)
    return {int(number): found[0] for number, found in zip(np.ravel(ids), corners, strict=True)}


def test_marker_bits_are_those_of_opencv() -> None:
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    drawn = [cv2.aruco.generateImageMarker(dictionary, number, 6)[1:5, 1:5] for number in range(4)]

    assert [tuple("".join("1" if dot == 0 else "0" for dot in row) for row in image) for image in drawn] == list(
        MARKER_BITS
    )


@pytest.mark.parametrize("case", CASES)
def test_markers_are_found_where_the_layout_says(case: str) -> None:
    for page, image in zip(laid(case).pages, printed(case), strict=True):
        found = markers_found(image)
        assert sorted(found) == [0, 1, 2, 3]
        for marker in page.markers:
            far = marker.size
            said = np.array([(0, 0), (far, 0), (far, far), (0, far)]) + np.array((marker.x, marker.y))
            # OpenCV counts from the middle of a dot.
            assert float(np.abs((found[marker.id] + 0.5) / DOT - said).max()) < 0.15


@pytest.mark.parametrize(
    ("x", "y", "left"),
    [(42, 32, [0, 1, 2, 3]), (36, 36, [0, 1, 2, 3]), (22, 22, [1, 2, 3])],
    ids=["in its place", "6 mm off", "over the marker"],
)
def test_a_seal_leaves_enough_markers(x: float, y: float, left: list[int]) -> None:
    """A solid red disc as grey scanners see it is far worse than a seal; three markers are enough to read a page."""
    image = printed("small")[0].copy()
    cv2.circle(image, (int(x * DOT), int(y * DOT)), int(18 * DOT), 90, thickness=-1)

    assert set(left) <= set(markers_found(image))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [laid("small").pages[0].code.content]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("turned", [0, 2])
def test_the_code_is_read_and_stands_where_the_layout_says(case: str, turned: int) -> None:
    for page, image in zip(laid(case).pages, printed(case), strict=True):
        (code,) = zxingcpp.read_barcodes(np.ascontiguousarray(np.rot90(image, turned)))
        assert code.text == page.code.content == f"DH1:{laid(case).style_id}:{page.number}/{len(laid(case).pages)}"
        if not turned:
            corner, far = code.position.top_left, code.position.bottom_right
            said = (page.code.x, page.code.y, page.code.x + page.code.size, page.code.y + page.code.size)
            assert [corner.x / DOT, corner.y / DOT, far.x / DOT, far.y / DOT] == pytest.approx(said, abs=0.3)


def test_the_code_is_read_at_200_dpi_after_a_poor_copy() -> None:
    (image,) = rendered(ballots_pdf(laid("small"), 1), dpi=200)
    poor = cv2.GaussianBlur(image, (0, 0), 1.2)

    assert [code.text for code in zxingcpp.read_barcodes(poor)] == [laid("small").pages[0].code.content]


def outline(image: Grey, box: Box, line: float) -> tuple[float, ...]:
    """How far the outer edges of the printed outline are from where they should be, mm: left, top, right, bottom.

    An edge is where the paper has got half as dark as the line, along the middle of each side.
    """
    found = []
    for turn, edge in enumerate((box.x, box.y, box.x + box.size, box.y + box.size)):
        across, sign = turn % 2 == 0, 1 if turn < 2 else -1
        middle = int(((box.y if across else box.x) + box.size / 2) * DOT)
        strip = image[middle] if across else image[:, middle]
        first = int((edge - sign * 0.5) * DOT)
        darkness = 255 - strip[first : first + sign * int((0.5 + line / 2) * DOT) + sign : sign].astype(float)
        # Dots of white before the line, the last of them in part.
        white = float((1 - darkness / 255).sum())
        start = first if sign > 0 else first + 1
        found.append((start + sign * white) / DOT - edge)
    return tuple(found)


@pytest.mark.parametrize("case", ["columns", "small", "single"])
def test_boxes_are_printed_where_the_layout_says(case: str) -> None:
    layout = laid(case)
    off = [
        max(map(abs, outline(image, box, layout.box_line)))
        for page, image in zip(layout.pages, printed(case), strict=True)
        for box in page.boxes
    ]

    assert len(off) == 2 * len(layout.names)
    assert max(off) < 0.1


@pytest.mark.parametrize("case", ["columns", "small", "single"])
def test_boxes_are_empty(case: str) -> None:
    for page, image in zip(laid(case).pages, printed(case), strict=True):
        for box in page.boxes:
            inner = box.size - 2 * 0.45
            assert int(cut(image, box.x + 0.45, box.y + 0.45, inner, inner).min()) == 255


def inked(before: Grey, after: Grey, part: Box | NameArea, width: float, height: float) -> bool:
    """Has the inside of a box or area got darker?"""
    old, new = (cut(image, part.x, part.y, width, height).astype(int) for image in (before, after))
    return bool((old - new > 60).sum() > 20)


def test_a_deck_has_its_marks_in_the_right_boxes_and_nowhere_else() -> None:
    layout = laid("columns")
    marks = "120-" * 25
    pages = rendered(sample_deck_pdf(layout, [marks], seed=5))
    found = {
        (box.name, box.choice)
        for page, before, after in zip(layout.pages, printed("columns"), pages, strict=True)
        for box in page.boxes
        if inked(before, after, box, box.size, box.size)
    }
    wanted = {
        (name, choice)
        for name, mark in enumerate(marks)
        for choice, known in (("for", "12"), ("against", "02"))
        if mark in known
    }

    assert found == wanted


def test_a_deck_strikes_the_right_names_along_their_whole_length() -> None:
    layout = laid("small strike")
    marks = "10" * 20
    pages = rendered(sample_deck_pdf(layout, [marks], seed=5))
    struck: dict[int, str] = {}
    for page, before, after in zip(layout.pages, printed("small strike"), pages, strict=True):
        for area in page.name_areas:
            old, new = (cut(im, area.x, area.y, area.width, area.height).astype(int) for im in (before, after))
            changed = (old - new > 60).any(axis=0).mean()
            struck[area.name] = "0" if changed > 0.6 else "1" if changed < 0.01 else "?"

    assert "".join(struck[name] for name in range(40)) == marks


def test_a_deck_says_that_it_is_a_sample_and_touches_nothing_that_is_read() -> None:
    layout = laid("columns")
    pdf = sample_deck_pdf(layout, ["-" * 100] * 2, seed=5)
    pages = rendered(pdf)

    assert ["MẪU" in text and "SAMPLE" in text for text in texts(pdf)] == [True] * 4
    for page, before, after in zip(layout.pages, printed("columns"), pages[:2], strict=True):
        changed = np.argwhere(before != after) / DOT
        stamp = page.stamp
        assert changed.min(axis=0).tolist() >= [stamp.y, stamp.x]
        assert (changed.max(axis=0) <= (stamp.y + stamp.height, stamp.x + stamp.width)).all()
        assert sorted(markers_found(after)) == [0, 1, 2, 3]


def test_a_deck_is_the_same_for_the_same_seed() -> None:
    layout, marks = laid("small"), ["1" * 15, "0" * 15]

    assert sample_deck_pdf(layout, marks, 1) == sample_deck_pdf(layout, marks, 1)
    assert sample_deck_pdf(layout, marks, 1) != sample_deck_pdf(layout, marks, 2)
    assert len(deck_strokes(layout, marks, 1)) == 60


def test_five_hundred_ballots_of_two_pages_take_less_than_three_seconds() -> None:
    layout = laid("columns")
    started = perf_counter()
    pdf = ballots_pdf(layout, 500)

    assert perf_counter() - started < 3
    assert len(pdf) < 2_000_000


def some(style: Style = Style.STRIKE, count: int = 20) -> BallotText:
    return ballot(style, people(count))


def test_ballots_are_made_in_one_call() -> None:
    made = make(some(), Style.STRIKE, paper="A4", columns="auto", copies=2)
    layout = parse_layout(made.layout_text)

    assert made.layout == layout
    assert (made.layout_sha256, made.font, made.pages) == (layout_sha256(layout), family().name, 1)
    assert made.pdf == ballots_pdf(layout, 2)


def test_text_is_composed_at_the_door() -> None:
    loose = replace(some(), names=tuple(Name(unicodedata.normalize("NFD", n.full_name), n.note) for n in people(20)))

    def pdf(text: BallotText) -> bytes:
        return make(text, Style.STRIKE, paper="A4", columns="auto", copies=1).pdf

    assert pdf(loose) == pdf(some())


def test_a_letter_that_the_font_does_not_have_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        make(replace(some(), term="Nhiệm kỳ 越"), Style.STRIKE, paper="A4", columns="auto", copies=1)

    assert str(refused.value) == (
        f"The font {family().name} has no “越”, which is in “Nhiệm kỳ 越”. Write it in Vietnamese letters."
    )


@pytest.mark.parametrize("copies", [0, -1, 20_001])
def test_too_many_or_no_copies_are_refused(copies: int) -> None:
    with pytest.raises(Refused) as refused:
        ballots_pdf(laid("small"), copies)

    assert str(refused.value) == f"Between 1 and 20000 ballots can be made at once, not {copies}."


def test_a_layout_in_a_font_that_is_not_here_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        ballots_pdf(replace(laid("small"), font="Bodoni"), 1)

    assert str(refused.value) == (
        "This ballot was laid out in the font Bodoni, which is not installed here. Install it, or lay out anew."
    )


def test_the_font_in_the_wheel_is_always_there() -> None:
    wheel = list(folders())[-1]
    found = load([wheel])

    assert (found.name, sorted(found.faces)) == ("DejaVu Serif", sorted(WEIGHTS))
    assert [found.missing("".join(LETTERS), weight) for weight in WEIGHTS] == ["", "", ""]
    assert found.missing("Ân 越越") == "越"


def test_the_best_family_goes_first_if_it_is_whole(tmp_path: Path) -> None:
    wheel = list(folders())[-1]
    for file, copied in zip(FAMILIES[0][1][0], FAMILIES[-1][1][0], strict=True):
        (tmp_path / file).write_bytes((wheel / copied).read_bytes())
    assert load([tmp_path, wheel]).name == "Tinos"

    (tmp_path / FAMILIES[0][1][0][2]).write_bytes(b"no font")
    assert load([tmp_path, wheel]).name == "DejaVu Serif"


def test_no_font_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load([tmp_path])

    assert str(refused.value) == (
        "No serif font with all Vietnamese letters was found. Install Tinos, Liberation Serif or DejaVu Serif."
    )
