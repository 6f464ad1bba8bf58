"""Ballots as PDF, at exact millimetres. Each side is drawn once and called up on every sheet, so all are the same.

Printed at 100 %: the file asks viewers not to fit it to the page. Black only; fonts embedded; the same input gives
the same bytes. Source: rulebook E-050; secrecy of the vote: nothing on a sheet tells it from another.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import zxingcpp
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from daihoi.core.elections.sheet import (
    Code,
    Page,
    Printed,
    Rectangle,
    SheetLayout,
    Stroke,
    deck_strokes,
    marker_cells,
    runs,
)
from daihoi.core.messages import N_, refuse
from daihoi.office.ballots.fonts import Family, family

MOST_COPIES = 20_000
_SAMPLE = (0.86, 0.45, 0.45)  # light red, as a seal that is none
_PEN = (0.05, 0.10, 0.45)  # blue ink, dark in grey scans
_SEAL = 36.0  # mm


def ballots_pdf(layout: SheetLayout, copies: int) -> bytes:
    """So many ballots, the pages of each in order. Refuses letters or a font that this machine does not have."""
    if not 1 <= copies <= MOST_COPIES:
        raise refuse(
            "copies_out_of_range",
            N_("Between 1 and {most} ballots can be made at once, not {copies}."),
            most=MOST_COPIES,
            copies=copies,
        )
    return _pdf(layout, copies, None, {})


def sample_deck_pdf(layout: SheetLayout, ballots: Sequence[str], seed: int) -> bytes:
    """The same sheets with known marks drawn (see `daihoi.core.elections.sheet.deck`), each page marked as a sample
    in the place of the seal, where nothing is read.

    Raises ValueError for marks that are not one a name; refuses as `ballots_pdf` does.
    """
    strokes: dict[tuple[int, int], list[Stroke]] = {}
    for stroke in deck_strokes(layout, ballots, seed):
        strokes.setdefault((stroke.ballot, stroke.page), []).append(stroke)
    return _pdf(layout, len(ballots), family(layout.font), strokes)


def _pdf(
    layout: SheetLayout, copies: int, sample: Family | None, strokes: dict[tuple[int, int], list[Stroke]]
) -> bytes:
    faces = family(layout.font)
    _check_letters(layout, faces)
    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(layout.width * mm, layout.height * mm),
        initialFontName=faces.faces["regular"],  # else an unembedded Helvetica is listed
        invariant=1,
        pageCompression=1,
        lang="vi",
        pdfVersion=(1, 6),
    )
    canvas.setTitle(f"{layout.style_id} ({layout.paper})")
    canvas.setAuthor("daihoi")
    canvas.setCreator("daihoi")
    canvas.setViewerPreference("PrintScaling", "None")
    for page in layout.pages:
        canvas.beginForm(f"page{page.number}", 0, 0, layout.width * mm, layout.height * mm)
        _side(canvas, layout, page, faces)
        if sample is not None:
            _sample(canvas, layout.height, page.stamp, sample)
        canvas.endForm()
    for ballot in range(copies):
        for page in layout.pages:
            canvas.doForm(f"page{page.number}")
            _strokes(canvas, layout.height, strokes.get((ballot, page.number), ()))
            canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _check_letters(layout: SheetLayout, faces: Family) -> None:
    for page in layout.pages:
        for text in page.texts:
            missing = faces.missing(text.content, text.weight)
            if missing:
                raise refuse(
                    "letter_not_in_font",
                    N_("The font {font} has no “{letter}”, which is in “{text}”. Write it in Vietnamese letters."),
                    font=faces.name,
                    letter=missing[0],
                    text=text.content,
                )


def _side(canvas: Canvas, layout: SheetLayout, page: Page, faces: Family) -> None:
    """One page, all in black. Points up from the bottom here; the layout counts mm down from the top."""
    height = layout.height
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    for text in page.texts:
        _text(canvas, height, text, faces)
    for line in page.lines:
        canvas.setLineWidth(line.width * mm)
        canvas.line(line.x1 * mm, (height - line.y1) * mm, line.x2 * mm, (height - line.y2) * mm)
    canvas.setLineWidth(layout.box_line * mm)
    for box in page.boxes:
        inside = box.size - layout.box_line
        left, low = box.x + layout.box_line / 2, height - box.y - box.size + layout.box_line / 2
        canvas.rect(left * mm, low * mm, inside * mm, inside * mm)
    for marker in page.markers:
        _fill(canvas, height, runs(marker_cells(marker.id), marker.x, marker.y, marker.size))
    _fill(canvas, height, runs(code_cells(page.code), page.code.x, page.code.y, page.code.size))


def _text(canvas: Canvas, height: float, text: Printed, faces: Family) -> None:
    canvas.setFont(faces.faces[text.weight], text.size)
    draw = {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}
    draw[text.align](text.x * mm, (height - text.y) * mm, text.content)


def code_cells(code: Code) -> tuple[str, ...]:
    """The cells of the QR code, row by row, 1 is black; error correction M (15 % of it may be lost)."""
    barcode = zxingcpp.create_barcode(code.content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = memoryview(barcode.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    return tuple("".join("0" if cell else "1" for cell in row) for row in image.tolist())


def _fill(canvas: Canvas, height: float, rectangles: Iterable[Rectangle]) -> None:
    """Black rectangles as one shape, so that no viewer leaves a hair of white between two that touch."""
    path = canvas.beginPath()
    for part in rectangles:
        path.rect(part.x * mm, (height - part.y - part.height) * mm, part.width * mm, part.height * mm)
    canvas.drawPath(path, stroke=0, fill=1)


def _sample(canvas: Canvas, height: float, stamp: Rectangle, faces: Family) -> None:
    """A round mark where the seal of a real ballot goes."""
    x, y = (stamp.x + stamp.width / 2) * mm, (height - stamp.y - stamp.height / 2) * mm
    canvas.setFillColorRGB(*_SAMPLE)
    canvas.setStrokeColorRGB(*_SAMPLE)
    for radius, width in ((_SEAL / 2 - 0.5, 1.0), (_SEAL / 2 - 2, 0.3)):
        canvas.setLineWidth(width * mm)
        canvas.circle(x, y, radius * mm)
    canvas.setFont(faces.faces["bold"], 26)
    canvas.drawCentredString(x, y, "MẪU")
    canvas.setFont(faces.faces["bold"], 15)
    canvas.drawCentredString(x, y - 8.5 * mm, "SAMPLE")


def _strokes(canvas: Canvas, height: float, strokes: Iterable[Stroke]) -> None:
    for stroke in strokes:
        canvas.setStrokeColorRGB(*_PEN)
        canvas.setLineWidth(stroke.width * mm)
        canvas.setLineCap(1)
        path = canvas.beginPath()
        (x, y), *rest = stroke.points
        path.moveTo(x * mm, (height - y) * mm)
        for x, y in rest:
            path.lineTo(x * mm, (height - y) * mm)
        canvas.drawPath(path, stroke=1, fill=0)
