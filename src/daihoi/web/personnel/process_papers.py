"""Papers of the scheme and of the steps: Word in the party layout and tables; each taken away is logged."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Refused
from daihoi.core.personnel import papers as p
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace
from daihoi.queries.personnel import papers as data
from daihoi.web.downloads import WORD, XLSX
from daihoi.web.personnel.frame import handed, opened, place_of, taken
from daihoi.web.personnel.process import STEP_PAPERS, step_files, way


@dataclass(frozen=True)
class About:
    """What a paper is called, what it is for, and its Vietnamese name for files."""

    label: str
    purpose: str
    file: str
    xlsx: bool = False


PAPERS: dict[str, About] = {
    "scheme": About(
        N_("Personnel scheme"),
        N_("Numbers, structure, the process so far, and the list, for the committee to adopt."),
        "Đề án nhân sự",
    ),
    "submission": About(
        N_("Letter of submission"), N_("Asks the level above to approve the scheme."), "Tờ trình đề án nhân sự"
    ),
    "short_list": About(
        N_("Short list"),
        N_("Those still standing, with the facts that appraisal asks for."),
        "Danh sách trích ngang",
        xlsx=True,
    ),
    "structure": About(
        N_("Table of the structure"),
        N_("Every line of the check with figure, target and margin."),
        "Biểu cơ cấu",
        xlsx=True,
    ),
    "approval_draft": About(
        N_("Draft of the approval"),
        N_("For the standing committee above, to be completed there."),
        "Dự thảo quyết định",
    ),
    "differences": About(
        N_("Report on differing opinions"),
        N_("Tells the level above on whom standing committee and committee do not agree, with the votes of each."),
        "Báo cáo về ý kiến khác nhau",
    ),
}


@dataclass(frozen=True)
class Shown:
    name: str
    label: str
    purpose: str
    xlsx: bool


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, refused: Refused | None = None) -> HttpResponse:
    """The papers that there are; with why the one asked for is not there yet."""
    title = gettext("Papers")
    place, context = opened(request, pk, "personnel_papers", last=title)
    view = queries.process(place)
    if view is None:
        raise NotHere
    context |= {
        "papers": [
            Shown(name, gettext(one.label), gettext(one.purpose), one.xlsx)
            for name, one in PAPERS.items()
            if name != "differences" or any(view.differences.values())
        ],
        "steps": [(line, step_files(line.step.takes_votes)) for line in (*view.lines, *view.others) if line.entered],
        "findings": refused.findings if refused else (),
        "crumbs": way(place, None, title),
    }
    return render(request, "personnel/process_papers.html", context, status=409 if refused else 200)


@require_safe
def word(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A paper of the scheme as a Word file."""
    from daihoi.office.papers.personnel import PAPERS as MADE  # noqa: PLC0415 slow import

    place = place_of(request, pk)
    if name not in PAPERS:
        raise NotHere
    try:
        found = data.scheme_paper(place, name)
    except Refused as refused:
        return _page(request, pk, refused)
    guard = guarded(request, place, f"personnel_paper:{name}", "docx")
    return handed(MADE[name](found, guard), WORD, f"{PAPERS[name].file} - {place.name}", "docx")


@require_safe
def step_word(request: HttpRequest, pk: int, step: int, name: str) -> HttpResponse:
    """A paper of one step as a Word file."""
    from daihoi.office.papers.personnel import STEP_PAPERS as MADE  # noqa: PLC0415 slow import

    place = place_of(request, pk)
    if name not in STEP_PAPERS:
        raise NotHere
    try:
        found = data.step_paper(place, step, name)
    except Refused as refused:
        return _page(request, pk, refused)
    guard = guarded(request, place, f"personnel_step_paper:{name}", "docx", step=step)
    return handed(MADE[name](found, guard), WORD, f"{STEP_PAPERS[name][1]} - {place.name}", "docx")


@require_safe
def xlsx(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The short list or the table of the structure as xlsx."""
    place = place_of(request, pk)
    if name not in PAPERS or not PAPERS[name].xlsx:
        raise NotHere
    try:
        found = data.scheme_paper(place, name)
    except Refused as refused:
        return _page(request, pk, refused)
    guard = guarded(request, place, f"personnel_paper:{name}", "xlsx")
    title = f"{PAPERS[name].file} - {place.name}"
    if isinstance(found, p.ShortList):
        columns, rows = _short_rows(found)
    else:
        assert isinstance(found, p.Structure)
        columns, rows = _structure_rows(found)
    return handed(_sheet(title, columns, rows, guard), XLSX, title, "xlsx")


@require_safe
def step_xlsx(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """The results of one step as xlsx."""
    place = place_of(request, pk)
    try:
        found = data.step_paper(place, step, "result")
    except Refused as refused:
        return _page(request, pk, refused)
    assert isinstance(found, p.StepMinutes)
    guard = guarded(request, place, "personnel_step_xlsx", "xlsx", step=step)
    columns = (
        Column("TT", 6, "int"),
        Column("Họ và tên", 30),
        Column("Chức danh giới thiệu", 34),
        Column("Số phiếu đồng ý", 14, "int"),
        Column("Căn cứ tính", 12, "int"),
        Column("Tỷ lệ %", 12),
        Column("Kết quả", 14),
    )
    said = {None: "", True: "Đạt", False: "Không đạt"}
    numbers = {person: place for place, person in enumerate(dict.fromkeys(one.person for one in found.votes), 1)}
    rows = [
        (numbers[one.person], one.name, one.office, one.votes, found.step.base_number, one.share, said[one.passed])
        for one in found.votes
    ]
    title = f"Kết quả {found.step.name} - {place.name}"
    return handed(_sheet(title, columns, rows, guard), XLSX, title, "xlsx")


def guarded(request: HttpRequest, place: PersonnelPlace, paper: str, ending: str, **ids: int) -> p.Guard:
    """The taking is logged; what the file bears, in Vietnamese."""
    with translation.override("vi"):
        mark = taken(request, place, paper, ending, ids=ids or None)
    return p.Guard(mark.secrecy, f"Người lấy tài liệu: {mark.taken_by}, lúc {mark.taken_at}")


def _sheet(title: str, columns: tuple[Column, ...], rows: list[tuple[object, ...]], guard: p.Guard) -> bytes:
    heading = (guard.mark.upper(), title, guard.taken)
    sheet = Sheet(title, columns, rows, heading, above=guard.mark.upper(), below=guard.taken)  # type: ignore[arg-type]
    return write_xlsx([sheet])


def _short_rows(found: p.ShortList) -> tuple[tuple[Column, ...], list[tuple[object, ...]]]:
    columns = (
        Column("TT", 6, "int"),
        Column("Nhóm", 18),
        Column("Họ và tên", 28),
        Column("Tháng, năm sinh", 12),
        Column("Nam, nữ", 8),
        Column("Dân tộc", 12),
        Column("Quê quán", 26),
        Column("Ngày vào Đảng, chính thức", 22),
        Column("Giáo dục phổ thông", 12),
        Column("Chuyên môn", 26),
        Column("Lý luận chính trị", 16),
        Column("Chức vụ, đơn vị công tác hiện nay", 34),
        Column("Dự kiến chức danh", 36),
        Column("Số tháng còn công tác", 14, "int"),
        Column("Ghi chú", 20),
    )
    rows: list[tuple[object, ...]] = []
    for part in found.parts:
        for one in part.people:
            told = (one.name, one.born, one.sex, one.ethnicity, one.home, one.joined, one.schooling, one.specialism)
            rows.append((len(rows) + 1, part.title, *told, one.theory, one.post, one.proposed, one.months, one.note))
    return columns, rows


def _structure_rows(found: p.Structure) -> tuple[tuple[Column, ...], list[tuple[object, ...]]]:
    columns = (
        Column("Tổ chức", 26),
        Column("Nội dung", 44),
        Column("Phương án", 14),
        Column("Yêu cầu", 18),
        Column("Thừa (+), thiếu (-)", 14),
        Column("Nhận xét", 44),
        Column("Căn cứ", 44),
    )
    return columns, [
        (one.organ, one.name, one.figure, one.target, one.margin, one.said, one.source) for one in found.lines
    ]
