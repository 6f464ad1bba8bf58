"""The layout as a file: one text for one layout, read back exactly or not at all."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, reject, settings

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.sheet import Name, SheetLayout, lay_out, layout_json, layout_sha256, parse_layout
from daihoi.core.messages import Refused
from tests.core.elections.sheet.sample import ballot, names, people, width_mm


def laid(people: tuple[Name, ...]) -> SheetLayout:
    text = ballot(Style.COLUMNS, people)
    return lay_out(text, Style.COLUMNS, paper="A4", columns="auto", font="Try", measure=width_mm)


def refused_at(text: str) -> object:
    with pytest.raises(Refused) as refused:
        parse_layout(text)
    assert refused.value.findings[0].code == "layout_unreadable"
    return refused.value.findings[0].message.params["place"]


@settings(max_examples=25, deadline=None)
@given(people=names(longest=3))
def test_a_layout_comes_back_as_it_was(people: tuple[Name, ...]) -> None:
    try:
        layout = laid(people)
    except Refused:
        reject()

    assert parse_layout(layout_json(layout)) == layout


def test_the_file_says_its_format_font_and_paper_with_lengths_in_three_decimals() -> None:
    text = layout_json(laid(people(3)))

    assert text.splitlines()[1:6] == [
        '"box_line": 0.300,',
        '"columns": 1,',
        '"font": "Try",',
        '"format": "daihoi-ballot-layout/1",',
        '"height": 297.000,',
    ]
    assert '{"id": 0, "size": 8.000, "x": 12.000, "y": 12.000}' in text
    assert json.loads(text)["paper"] == "A4"


def test_the_hash_is_that_of_the_file() -> None:
    one, other = laid(people(3)), laid(people(4))

    assert layout_sha256(one) == layout_sha256(parse_layout(layout_json(one)))
    assert layout_sha256(one) != layout_sha256(other)
    assert len(layout_sha256(one)) == 64


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda text: text.replace("layout/1", "layout/2"), "format"),
        (lambda text: "[]", "format"),
        (lambda text: text[:-3], "JSON"),
        (lambda text: text.replace('"height": 297.000', '"height": NaN'), "NaN"),
        (lambda text: text.replace('"columns": 1', '"columns": 1, "voter": 7'), "keys"),
        (lambda text: text.replace('"columns": 1,\n', ""), "keys"),
        (lambda text: text.replace('"columns": 1', '"columns": true'), "columns"),
        (lambda text: text.replace('"columns": 1', '"columns": 1.0'), "columns"),
        (lambda text: text.replace('"paper": "A4"', '"paper": "A3"'), "paper"),
        (lambda text: text.replace('"style": "columns"', '"style": "ticks"'), "style"),
        (lambda text: text.replace('"height": 297.000', '"height": 297'), "height"),
        (lambda text: text.replace('"choice": "for"', '"choice": "maybe"', 1), "pages[0].boxes[0].choice"),
        (lambda text: text.replace('"page": 1', '"page": 2', 1), "pages[0]"),
        (lambda text: text.replace('"height": 297.000', '"height": 298.000'), "style_id"),
        (lambda text: text.replace(":1/1", ":2/2"), "style_id"),
        (lambda text: text + "\n", "spelling"),
        (lambda text: text.replace('"height": 297.000', '"height": 297.0'), "spelling"),
        (lambda text: text.replace('"columns": 1,', '"columns": 2,\n"columns": 1,'), "spelling"),
    ],
)
def test_a_file_that_is_not_as_written_is_refused(change: Callable[[str], str], place: str) -> None:
    text = layout_json(laid(people(3)))

    assert change(text) != text
    assert refused_at(change(text)) == place


def test_the_refusal_says_what_to_do() -> None:
    with pytest.raises(Refused) as refused:
        parse_layout("{}")

    assert str(refused.value) == (
        "This is no ballot layout of the format daihoi-ballot-layout/1, or it was changed (format). "
        "Use the file as it was made."
    )
