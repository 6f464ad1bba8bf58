"""The printed sheet of a round: its PDF in any number, a deck of samples, its layout file, and a picture of it."""

from random import Random
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.elections import Style
from daihoi.core.elections.sheet import Page, SheetLayout, parse_layout
from daihoi.core.messages import Refused
from daihoi.queries import elections as queries
from daihoi.web.asked import whole_number
from daihoi.web.elections.hall_forms import MOST_COPIES

SAMPLES = 24
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
_POINT = 25.4 / 72


def _layout(request: HttpRequest, pk: int, number: int) -> SheetLayout:
    return parse_layout(queries.layout(actor=request.actor, pk=pk, round=number))


def _attached(content: bytes | str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _not_made(request: HttpRequest, says: str | None, findings: object = ()) -> HttpResponse:
    context = {"says": says, "findings": findings}
    return render(request, "elections/round_not_made.html", context, status=400)


@require_safe
def ballots(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """So many ballots, all alike, from the layout as it was stored."""
    from daihoi.office.ballots import ballots_pdf  # noqa: PLC0415 slow import

    layout = _layout(request, pk, number)
    copies = whole_number(request.GET.get("copies", "1"), digits=5) or 0
    if not 1 <= copies <= MOST_COPIES:
        says = gettext("Between 1 and {most} ballots can be made at once.").format(most=MOST_COPIES)
        return _not_made(request, says)
    try:
        return _attached(ballots_pdf(layout, copies), "application/pdf", f"phieu-bau-{pk}-{number}.pdf")
    except Refused as refused:
        return _not_made(request, None, refused.findings)


@require_safe
def sample(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Sheets with known marks and "MẪU" in place of the seal, to try printing and reading before the vote."""
    from daihoi.office.ballots import sample_deck_pdf  # noqa: PLC0415 slow import

    layout = _layout(request, pk, number)
    chance = Random(f"{layout.style_id}")
    most = "10" if layout.style is Style.STRIKE else "1110002-"
    deck = ["".join(chance.choice(most) for _ in layout.names) for _ in range(SAMPLES)]
    try:
        return _attached(sample_deck_pdf(layout, deck, seed=1), "application/pdf", f"phieu-mau-{pk}-{number}.pdf")
    except Refused as refused:
        return _not_made(request, None, refused.findings)


@require_safe
def layout_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    text = queries.layout(actor=request.actor, pk=pk, round=number)
    return _attached(text, "application/json; charset=utf-8", f"phieu-bau-{pk}-{number}.json")


@require_safe
def picture(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponse:
    """One side of the sheet as a picture, drawn from the same layout as the PDF."""
    layout = _layout(request, pk, number)
    found = next((one for one in layout.pages if one.number == page), None)
    if found is None:
        raise NotHere
    return HttpResponse(svg(layout, found), content_type="image/svg+xml; charset=utf-8")


def svg(layout: SheetLayout, page: Page) -> str:
    """The texts, lines and boxes of a page at their millimetres; where markers and the code stand, grey squares."""
    size = f'width="{layout.width:g}mm" height="{layout.height:g}mm" viewBox="0 0 {layout.width:g} {layout.height:g}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="100%" height="100%" fill="#fff"/>']
    for line in page.lines:
        ends = f'x1="{line.x1:g}" y1="{line.y1:g}" x2="{line.x2:g}" y2="{line.y2:g}"'
        parts.append(f'<line {ends} stroke="#000" stroke-width="{line.width:g}"/>')
    for box in page.boxes:
        at = f'x="{box.x:g}" y="{box.y:g}" width="{box.size:g}" height="{box.size:g}"'
        parts.append(f'<rect {at} fill="none" stroke="#000" stroke-width="{layout.box_line:g}"/>')
    for square in (*page.markers, page.code):
        at = f'x="{square.x:g}" y="{square.y:g}" width="{square.size:g}" height="{square.size:g}"'
        parts.append(f'<rect {at} fill="#555"/>')
    stamp = page.stamp
    parts.append(
        f'<circle cx="{stamp.x + stamp.width / 2:g}" cy="{stamp.y + stamp.height / 2:g}" r="18" fill="none" '
        'stroke="#9b1c1c" stroke-width=".4" stroke-dasharray="2 1.5"/>'
    )
    for text in page.texts:
        look = {"bold": ' font-weight="bold"', "italic": ' font-style="italic"'}.get(text.weight, "")
        parts.append(
            f'<text x="{text.x:g}" y="{text.y:g}" font-size="{text.size * _POINT:.3f}" text-anchor="'
            f'{_ANCHORS[text.align]}" font-family="Tinos, Liberation Serif, Times New Roman, serif"{look}>'
            f"{escape(text.content)}</text>"
        )
    return "".join((*parts, "</svg>"))
