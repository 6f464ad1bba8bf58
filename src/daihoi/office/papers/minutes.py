"""Minutes of the vote count and of the straw ballot."""

from collections.abc import Sequence

from docx.document import Document

from daihoi.core.elections.papers import CountMinutes, Number, Result, StrawMinutes
from daihoi.office.papers.blocks import (
    Column,
    items,
    member_signatures,
    opening,
    people,
    section,
    sentences,
    sign,
    table,
    text,
)
from daihoi.office.papers.layout import SMALL, new_paper, title, to_bytes
from daihoi.office.papers.words import (
    SHORT,
    amount,
    clean,
    figure,
    full_name,
    joined,
    known,
    long_day,
    lower_first,
    upper_first,
    votes_of,
)

_FELLOWS, _BALLOTS, _VOTES = "đồng chí", "phiếu", "phiếu"


def count_minutes(data: CountMinutes, *, sample: bool = False) -> bytes:
    """The minutes of a vote count as a Word file, for the counting committee and the presidium to sign (E-076)."""
    paper = new_paper(data.heading, sample=sample)
    about = f"kiểm phiếu bầu {clean(data.post)}"
    title(paper, "Biên bản", about if data.ballot == 1 else f"{about} (bầu lần thứ {data.ballot})")
    _opening(paper, data)
    number = section(paper, 1, "Ban kiểm phiếu")
    opening(paper, f"Ban kiểm phiếu gồm {_of(data.committee)}:")
    people(paper, data.committee)
    number = _list(paper, number, data)
    number = _base(paper, number, data)
    number = section(paper, number, "Kết quả thu, nhận và phân loại phiếu")
    _ballots(paper, data)
    number = _two_counts(paper, number, data)
    number = section(paper, number, "Kết quả kiểm phiếu")
    opening(paper, "Kết quả kiểm phiếu của từng người, xếp theo thứ tự trong phiếu bầu:")
    results_table(paper, data.results, f"Tỷ lệ % so với số {clean(data.meeting.voters)} được triệu tập")
    number = _elected(paper, number, data)
    if data.decisions:
        number = section(paper, number, "Các trường hợp khác và quyết định")
        sentences(paper, data.decisions)
    section(paper, number, "Niêm phong, bảo quản phiếu bầu")
    sentences(paper, data.keeping, empty=2)
    _closing(paper, data.closed, data.copies, "Ban kiểm phiếu")
    if clean(data.digest):
        paper.add_paragraph(f"Mã đối chiếu của tệp kết quả kiểm phiếu: {clean(data.digest)}", SMALL)
    sign(paper, data.presidium, data.head)
    member_signatures(paper, "Các thành viên Ban kiểm phiếu", data.committee)
    return to_bytes(paper, data.heading.day)


def straw_minutes(data: StrawMinutes, *, sample: bool = False) -> bytes:
    """The minutes of the straw ballot on self-nominees and nominees from the floor (E-035, E-039)."""
    paper = new_paper(data.heading, sample=sample, form=data.form)
    title(paper, "Biên bản", f"kiểm phiếu xin ý kiến về người ứng cử, được đề cử để bầu {clean(data.post)}")
    _opening(paper, data)
    number = section(paper, 1, "Tổ kiểm phiếu")
    opening(paper, f"Tổ kiểm phiếu gồm {_of(data.team)}:")
    people(paper, data.team)
    number = section(paper, number, f"{upper_first(data.meeting.voters)} dự {lower_first(data.meeting.short)}")
    items(
        paper,
        (
            f"Số được triệu tập: {amount(data.summoned, _FELLOWS)}",
            f"Số dự {lower_first(data.meeting.short)}: {amount(data.attending, _FELLOWS)}",
        ),
    )
    number = section(paper, number, "Kết quả thu, nhận và phân loại phiếu")
    _ballots(paper, data)
    number = section(paper, number, "Kết quả xin ý kiến")
    limit = clean(data.threshold)
    opening(paper, f"Tỷ lệ tính trên số {clean(data.meeting.voters)} dự {lower_first(data.meeting.short)}:")
    columns = (
        Column("TT", 12),
        Column("Họ và tên", 50, False),
        Column("Ứng cử hoặc được đề cử", 30),
        Column("Số phiếu đồng ý", 22),
        Column("Tỷ lệ %", 24),
        Column(f"Trên {limit}", 20),
    )
    rows = [
        (str(place), clean(one.name), clean(one.origin), figure(one.votes), known(one.share, SHORT), _over(one.over))
        for place, one in enumerate(data.results, 1)
    ]
    table(paper, columns, rows)
    _supported(paper, data)
    if data.decisions:
        section(paper, number, "Quyết định")
        sentences(paper, data.decisions)
    _closing(paper, data.closed, data.copies, "Tổ kiểm phiếu")
    sign(paper, data.presidium, data.head)
    member_signatures(paper, "Các thành viên tổ kiểm phiếu", data.team)
    return to_bytes(paper, data.heading.day)


def results_table(paper: Document, results: Sequence[Result], share: str) -> None:
    """Place, name, votes, share; the heading of the last column says of what."""
    columns = (Column("TT", 12), Column("Họ và tên", 72, False), Column("Số phiếu bầu", 30), Column(share, 46))
    rows = [
        (str(place), clean(one.name), votes_of(one.votes, one.of), known(one.share, SHORT))
        for place, one in enumerate(results, 1)
    ]
    table(paper, columns, rows)


def _opening(paper: Document, data: CountMinutes | StrawMinutes) -> None:
    """The articles, then when and where who counted what."""
    for number, article in enumerate(data.legal_basis, 1):
        end = "," if number == len(data.legal_basis) else ";"
        paper.add_paragraph(f"- Căn cứ {clean(article).rstrip('.,;')}{end}")
    who = "Ban kiểm phiếu" if isinstance(data, CountMinutes) else "Tổ kiểm phiếu"
    what = "kiểm phiếu bầu" if isinstance(data, CountMinutes) else "kiểm phiếu xin ý kiến để bầu"
    text(
        paper,
        f"Hôm nay, hồi {known(data.opened)}, {long_day(data.heading.day)}, tại {known(data.place)}, {who} của "
        f"{full_name(data.meeting)} tiến hành {what} {clean(data.post)}, kết quả như sau:",
    )


def _list(paper: Document, number: int, data: CountMinutes) -> int:
    number = section(paper, number, "Số lượng cần bầu và danh sách bầu cử")
    by = f" ({clean(data.seats_by)})" if clean(data.seats_by) else ""
    text(paper, f"Số lượng cần bầu{by}: {amount(data.seats, _FELLOWS)}")
    opening(paper, f"Danh sách bầu cử gồm {_of(data.candidates)}, xếp theo thứ tự trong phiếu bầu:")
    rows = [(str(place), clean(one.name), clean(one.note)) for place, one in enumerate(data.candidates, 1)]
    table(paper, (Column("TT", 12), Column("Họ và tên", 84, False), Column("Ghi chú", 64, False)), rows)
    return number


def _base(paper: Document, number: int, data: CountMinutes) -> int:
    """Summoned, left out by reason, base, and how many votes are more than half of it (E-081–E-086)."""
    voters, meeting = clean(data.meeting.voters), lower_first(data.meeting.short)
    number = section(paper, number, f"{upper_first(voters)} và căn cứ tính kết quả")
    items(
        paper,
        (
            f"Số {voters} được triệu tập: {amount(data.summoned, _FELLOWS)}",
            f"Số có mặt khi bầu cử: {amount(data.present, _FELLOWS)}",
            f"Số vắng mặt khi bầu cử: {amount(data.absent, _FELLOWS)}",
        ),
    )
    if data.exclusions:
        opening(paper, "Số không tính vào căn cứ tính kết quả bầu cử:")
        items(paper, _numbers(data.exclusions, _FELLOWS))
    words = f"Số {voters} làm căn cứ tính kết quả bầu cử tại {meeting}: {amount(data.base, _FELLOWS)}."
    if data.majority:
        words += f" Người trúng cử phải được quá một nửa số đó, từ {amount(data.needed, _VOTES)} trở lên."
    text(paper, words)
    return number


def _ballots(paper: Document, data: CountMinutes | StrawMinutes) -> None:
    """Issued, collected, valid, invalid, and why."""
    counted = (
        ("phát ra", data.issued),
        ("thu về", data.collected),
        ("hợp lệ", data.valid),
        ("không hợp lệ", data.invalid),
    )
    items(paper, [f"Số phiếu {what}: {amount(number, _BALLOTS)}" for what, number in counted])
    if data.invalid_reasons or data.invalid != 0:
        opening(paper, "Lý do phiếu không hợp lệ:")
        items(paper, _numbers(data.invalid_reasons, _BALLOTS))


def _two_counts(paper: Document, number: int, data: CountMinutes) -> int:
    number = section(paper, number, "Đối chiếu hai lần kiểm phiếu")
    same = "Hai lần kiểm phiếu độc lập cho kết quả khớp nhau ở tất cả các phiếu"
    found = f"Số phiếu có kết quả khác nhau giữa hai lần kiểm: {amount(data.differences, _BALLOTS)}"
    text(paper, same if data.differences == 0 else found)
    if data.differences != 0:
        opening(paper, "Cách giải quyết:")
    if data.differences != 0 or data.settled:
        sentences(paper, data.settled)
    return number


def _elected(paper: Document, number: int, data: CountMinutes) -> int:
    number = section(paper, number, "Danh sách trúng cử")
    if data.elected == ():
        text(paper, f"Không có đồng chí nào trúng cử {clean(data.post)}")
        return number
    who = f"{_of(data.elected or ())} sau đây trúng cử {clean(data.post)}"
    opening(paper, f"Căn cứ kết quả kiểm phiếu, {who}, xếp theo số phiếu từ cao xuống thấp:")
    share = f"Tỷ lệ % so với số {clean(data.meeting.voters)} được triệu tập"
    results_table(paper, data.elected or (), share)
    if data.alternates:
        opening(paper, f"{_of(data.alternates)} sau đây trúng cử đại biểu dự khuyết, xếp theo thứ tự trúng cử:")
        results_table(paper, data.alternates, share)
    return number


def _supported(paper: Document, data: StrawMinutes) -> None:
    """Who is over the threshold, by name; nothing is said while somebody is still unjudged."""
    limit = clean(data.threshold)
    over = [clean(one.name) for one in data.results if one.over]
    if not data.results or any(one.over is None for one in data.results):
        opening(paper, f"Các đồng chí được trên {limit} số đồng ý:")
        sentences(paper, ())
    elif over:
        names = ", ".join(f"đồng chí {name}" for name in over)
        text(paper, f"Có {amount(len(over), _FELLOWS)} được trên {limit}: {names}")
    else:
        text(paper, f"Không có đồng chí nào được trên {limit}")


def _closing(paper: Document, closed: str, copies: int | None, who: str) -> None:
    text(
        paper,
        f"Biên bản lập xong hồi {known(closed)} cùng ngày, thành {amount(copies, 'bản')} như nhau; "
        f"các thành viên {who} cùng ký tên dưới đây",
    )


def _numbers(numbers: Sequence[Number], unit: str) -> list[str]:
    return [joined((f"{clean(one.what)}:", amount(one.number, unit)), " ") for one in numbers]


def _of(people_or_names: Sequence[object]) -> str:
    """How many comrades, dots where none is known."""
    return amount(len(people_or_names) or None, _FELLOWS)


def _over(over: bool | None) -> str:
    return SHORT if over is None else ("Có" if over else "Không")
