"""Papers of the counting committee's own work: the hand-over of ballots, the printed log of keying."""

from docx.document import Document

from daihoi.core.elections.papers import EntryLog, HandOver
from daihoi.office.papers.blocks import Column, opening, people, section, sentences, sign, table, text, told
from daihoi.office.papers.layout import SMALL, new_paper, title, to_bytes
from daihoi.office.papers.words import SHORT, amount, clean, figure, full_name, known, long_day


def hand_over(data: HandOver, *, sample: bool = False) -> bytes:
    """The minutes of the hand-over of ballots and box as a Word file (E-076)."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Biên bản", f"giao nhận phiếu bầu và thùng phiếu bầu {clean(data.post)}")
    text(
        paper,
        f"Hôm nay, hồi {known(data.time)}, {long_day(data.heading.day)}, tại {known(data.place)}, phục vụ việc bầu "
        f"{clean(data.post)} tại {full_name(data.meeting)}, chúng tôi tiến hành giao nhận phiếu bầu, gồm có:",
    )
    number = section(paper, 1, "Bên giao")
    people(paper, data.givers, empty=1)
    number = section(paper, number, "Bên nhận")
    people(paper, data.receivers, empty=1)
    if data.witnesses:
        number = section(paper, number, "Người chứng kiến")
        people(paper, data.witnesses)
    number = section(paper, number, "Số phiếu")
    counted = (
        ("Phiếu đã in", data.printed),
        ("Phiếu bên nhận đã kiểm đếm", data.counted),
        ("Phiếu đã đóng dấu", data.stamped),
        ("Phiếu hỏng", data.spoiled),
        ("Phiếu đã phát ra", data.issued),
        ("Phiếu chưa phát", data.unissued),
        ("Phiếu còn lại, giao trả sau khi bỏ phiếu", data.remaining),
    )
    columns = (Column("TT", 12), Column("Nội dung", 84, False), Column("Số phiếu", 28), Column("Ghi chú", 36))
    table(paper, columns, [(str(place), what, figure(value), "") for place, (what, value) in enumerate(counted, 1)])
    number = section(paper, number, "Thùng phiếu")
    told(paper, "Kiểm tra thùng phiếu", data.box_checked)
    told(paper, "Niêm phong thùng phiếu", data.box_sealed)
    if data.notes:
        section(paper, number, "Nội dung khác")
        sentences(paper, data.notes)
    text(paper, "Biên bản được lập thành …… bản như nhau; đại diện hai bên cùng ký tên dưới đây")
    sign(paper, data.giver, data.receiver)
    return to_bytes(paper, data.heading.day)


def entry_log(data: EntryLog, *, sample: bool = False) -> bytes:
    """The log of keying as a Word file: bundles, differences and how they were settled, then every entry (E-062)."""
    paper = new_paper(data.heading, sample=sample)
    title(paper, "Nhật ký nhập phiếu", f"bầu {clean(data.post)}")
    entries = amount(len(data.entries) or None, "lần nhập")
    text(paper, f"Phiếu bầu tại {full_name(data.meeting)}, gồm {entries}")
    number = section(paper, 1, "Tổng hợp theo tập phiếu")
    opening(paper, f"Mỗi tập {amount(data.bundle_size, 'phiếu')}, tập cuối có thể ít hơn.")
    _bundles(paper, data)
    number = section(paper, number, "Phiếu có kết quả khác nhau giữa các lần kiểm")
    _differences(paper, data)
    number = section(paper, number, "Các lần nhập")
    columns = (
        Column("TT", 14),
        Column("Lần kiểm", 16),
        Column("Phiếu số", 18),
        Column("Người nhập", 38),
        Column("Thời gian", 30),
        Column("Mã kiểm tra", 60),
    )
    rows = [
        (str(place), str(one.count), figure(one.slip), clean(one.by), clean(one.at), clean(one.digest))
        for place, one in enumerate(data.entries, 1)
    ]
    table(paper, columns, rows, small=True)
    if clean(data.digest):
        paper.add_paragraph(f"Mã kiểm tra của toàn bộ nhật ký: {clean(data.digest)}", SMALL)
    sign(paper, *data.signatures)
    return to_bytes(paper, data.heading.day)


def _bundles(paper: Document, data: EntryLog) -> None:
    columns = (
        Column("Tập", 16),
        Column("Từ phiếu", 22),
        Column("Đến phiếu", 22),
        Column("Số phiếu", 22),
        Column("Số phiếu khác nhau", 28),
        Column("Người kiểm tra", 50, False),
    )
    rows = [
        (
            str(one.number),
            figure(one.first),
            figure(one.last),
            figure(one.slips),
            figure(one.differences),
            known(one.checked_by),
        )
        for one in data.bundles
    ]
    table(paper, columns, rows)


def _differences(paper: Document, data: EntryLog) -> None:
    """Each ballot with what each count read; nothing is said of a log without entries."""
    if data.entries and not data.differences:
        text(paper, "Không có phiếu nào có kết quả khác nhau")
        return
    counts = max((len(one.readings) for one in data.differences), default=2)
    columns = (
        Column("Phiếu số", 16),
        *(Column(f"Lần {count}", 64 / counts, False) for count in range(1, counts + 1)),
        Column("Cách giải quyết", 46, False),
        Column("Người quyết định", 34, False),
    )
    rows = [
        (
            figure(one.slip),
            *(known(reading, SHORT) for reading in one.readings + ("",) * (counts - len(one.readings))),
            known(one.settled),
            known(one.by),
        )
        for one in data.differences
    ]
    table(paper, columns, rows)
