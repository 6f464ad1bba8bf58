"""Lists of organisations as offices really have them, each as the bytes of a file.

Every builder returns the file; what is wrong with it is in its name. Invented places only.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tests.core.test_text import to_tcvn3, to_vni

Row = Sequence[object]


def workbook(rows: Sequence[Row], *, merged: Sequence[str] = (), font: str = "Times New Roman") -> bytes:
    """One sheet "Danh sách" with these rows from A1."""
    book = Workbook()
    page = book.active
    page.title = "Danh sách"
    for row in rows:
        page.append(list(row))
    for line in page.iter_rows():
        for cell in line:
            cell.font = Font(name=font)
    for area in merged:
        page.merge_cells(area)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def delimited(rows: Sequence[Row], delimiter: str = ",") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def one_byte(text: str) -> bytes:
    """Old text as the bytes on disk, whichever of cp1252 and Latin-1 has the character."""
    return b"".join(letter.encode("cp1252" if ord(letter) > 0xFF else "latin-1") for letter in text)


def titled_with_merged_header() -> bytes:
    """Title rows, a header of two rows with merged cells, a row numbering the columns, text numbers, a foot."""
    return workbook(
        [
            ["TỈNH ỦY SÔNG TRONG", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["BAN TỔ CHỨC"],
            [],
            ["DANH SÁCH TỔ CHỨC CƠ SỞ ĐẢNG VÀ SỐ LƯỢNG ĐẢNG VIÊN"],
            ["(Tính đến ngày 30 tháng 6 năm 2025)"],
            ["TT", "Mã số", "Tên TCCSĐ", "Loại hình TCĐ", "Đảng viên", None, "Ghi chú"],
            [None, None, None, None, "Chính thức", "Dự bị", None],
            [1, 2, 3, 4, 5, 6, 7],
            [1, "A1", "Đảng bộ xã Đông Hòa", "Đảng bộ cơ sở", "1.234", "12 ", None],
            [2, "A2", "Chi bộ Trường THPT Đông Hòa", "CBCS", "047", "-", "mới"],
            [3, "A3", "Đảng bộ phường Tây Sơn", "ĐBCS", 2056.0, "không", None],
            ["Tổng cộng", None, None, None, "3.337", "12", None],
            [],
            [None, None, None, None, "Sông Trong, ngày 5 tháng 7 năm 2025"],
            [None, "NGƯỜI LẬP BIỂU", None, None, "T/M BAN THƯỜNG VỤ"],
        ],
        merged=[
            "A1:C1",
            "A4:G4",
            "A5:G5",
            "A6:A7",
            "B6:B7",
            "C6:C7",
            "D6:D7",
            "E6:F6",
            "G6:G7",
            "A12:D12",
            "E14:G14",
        ],
    )


def odd_order_with_bad_numbers() -> bytes:
    """Headings in an odd order, parents by code, and numbers that are none."""
    return workbook(
        [
            ["Số ĐV dự bị", "Trực thuộc", "Tổng số đảng viên", "Tên tổ chức đảng", "STT", "Mã"],
            ["1", "", "10", "Đảng bộ xã An Lạc", 1, "X01"],
            ["12,5", "X01", "20", "Chi bộ thôn Thượng", 2, "X011"],
            ["0", "X01", "-4", "Chi bộ thôn Hạ", 3, "X012"],
            ["9", "X01", "7", "Chi bộ thôn Trung", 4, "X013"],
            ["2", "X01", "nhiều", "Chi bộ thôn Nam", 5, "X014"],
            ["3", "X01", "5", "", 6, "X015"],
        ]
    )


def parents_by_name() -> bytes:
    """Parents by name: typed without marks, one of them standing twice, one unknown."""
    return workbook(
        [
            ["STT", "Tên tổ chức đảng", "Đảng ủy cấp trên", "Số ĐV chính thức"],
            [1, "Đảng bộ huyện Bắc Sông", None, None],
            [2, "Đảng bộ huyện Nam Sông", None, None],
            [3, "Đảng bộ xã Hòa Bình", "DANG BO HUYEN BAC SONG", 0],
            [4, "Đảng bộ xã Hòa Bình", "Đảng bộ huyện Nam Sông", 0],
            [5, "Chi bộ thôn 1", "Đảng bộ xã  hoà bình", 25],
            [6, "Chi bộ Công an huyện", "Đảng bộ huyện Nam Sông", 30],
            [7, "Chi bộ Hạt Kiểm lâm", "Đảng bộ huyện Tây Sông", 9],
        ]
    )


def indented(style: bool) -> bytes:
    """Parents by indent: of the cell's style, or by leading blanks and dashes."""
    names = [
        (0, "Đảng bộ xã Bình Minh"),
        (1, "Đảng bộ bộ phận Cơ quan xã"),
        (2, "Chi bộ Văn phòng"),
        (1, "Chi bộ thôn Đoài"),
        (0, "Chi bộ Ngân hàng huyện"),
    ]
    if not style:
        lead = ["", "    ", "    - "]
        return workbook([["Tên tổ chức", "ĐV"], *([lead[depth] + name, depth + 5] for depth, name in names)])
    book = Workbook()
    page = book.active
    page.title = "Danh sách"
    page.append(["Tên tổ chức", "ĐV"])
    for depth, name in names:
        page.append([name, depth + 5])
        page.cell(page.max_row, 1).alignment = Alignment(indent=depth)
    return saved(book)


def numbered() -> bytes:
    """Parents by the numbering: A, I, 1, 1.1, a; with a label that is no organisation."""
    return workbook(
        [
            ["Số TT", "Tên chi bộ, đảng bộ", "Tổng số ĐV"],
            ["A", "KHỐI XÃ, PHƯỜNG", None],
            ["I.", "Đảng bộ xã Thạch Trung", None],
            ["1", "Đảng bộ bộ phận thôn Đông", None],
            ["1.1", "Chi bộ Đông 1", "20"],
            ["1.2", "Chi bộ Đông 2", "21"],
            ["2", "Chi bộ thôn Tây", "22"],
            ["II.", "Đảng bộ phường Thạch Linh", None],
            ["1", "Chi bộ tổ dân phố 1", "30"],
            ["a", "", None],
            ["B", "KHỐI CƠ QUAN", None],
            ["I", "Chi bộ Kho bạc", "8"],
            ["", "Cộng", "101"],
        ]
    )


def levelled() -> bytes:
    """One column of names for each depth; the upper name merged down, or only in its own row."""
    return workbook(
        [
            ["STT", "Cấp 1", "Cấp 2", "Cấp 3", "Đảng viên chính thức"],
            [1, "Đảng bộ xã Yên Lạc", None, None, None],
            [2, None, "Đảng bộ bộ phận Công ty", None, None],
            [3, None, None, "Chi bộ Xưởng", 11],
            [4, None, "Chi bộ thôn Đình", None, 12],
            [5, "Đảng bộ xã Yên Phú", "Chi bộ thôn Chùa", None, 13],
            [6, None, "Chi bộ thôn Đình", None, 14],
        ],
        merged=["B6:B7"],
    )


def tcvn3_fonts() -> bytes:
    """.VnTime text beside a title in Times New Roman, and a capital font."""
    rows = [
        ["DANH SÁCH"],
        ["TT", "Tên tổ chức cơ sở đảng", "Loại hình", "Đảng viên"],
        [1, "Đảng bộ xã Phước Thạnh", "Đảng bộ cơ sở", 95],
        [2, "Chi bộ ấp Hòa Bình", "Chi bộ trực thuộc", 24],
        [3, "đảng bộ xã mỹ đức", "Đảng bộ cơ sở", 71],
    ]
    book = Workbook()
    page = book.active
    page.title = "Sheet1"
    for i, row in enumerate(rows):
        page.append([to_tcvn3(value) if i and isinstance(value, str) else value for value in row])
        for cell in page[page.max_row]:
            cell.font = Font(name=".VnTime" if i else "Times New Roman")
    page["B5"].font = Font(name=".VnTimeH")
    return saved(book)


def vni_csv() -> bytes:
    """VNI bytes between commas."""
    rows = [
        ["Mã", "Tên tổ chức đảng", "Mã cấp trên", "Chính thức", "Dự bị"],
        ["B1", "Đảng bộ phường Bến Nghé", "", "", ""],
        ["B11", "Chi bộ Khu phố 1, Tổ Thợ Máy", "B1", "31", "2"],
    ]
    return one_byte(to_vni(delimited(rows)))


def tcvn3_csv() -> bytes:
    """TCVN3 bytes between semicolons."""
    rows = [
        ["STT", "Tên tổ chức đảng", "Loại hình", "Số lượng đảng viên"],
        ["1", "Đảng bộ xã Vĩnh Thuận", "Đảng bộ cơ sở", "1.020"],
        ["2", "Chi bộ Trường Tiểu học", "Chi bộ cơ sở", "12"],
    ]
    return one_byte(to_tcvn3(delimited(rows, ";")))


def decomposed() -> bytes:
    """NFD text with no-break blanks, as some phones and Macs write it."""
    rows = [
        ["Tên tổ chức\u00a0đảng", "Loại hình", "Số đảng viên"],
        ["Đảng bộ\u00a0xã Mỹ Lộc", "Đảng bộ cơ sở", "40"],
        ["Chi bộ Trạm Y\u200b tế", "Chi bộ cơ sở", "7"],
    ]
    return unicodedata.normalize("NFD", delimited(rows)).encode("utf-8-sig")


def same_names() -> bytes:
    """The same name twice under one parent, with and without codes; the same code twice."""
    return workbook(
        [
            ["Mã", "Tên tổ chức đảng", "Mã cấp trên"],
            ["C1", "Đảng bộ xã Tân Lập", ""],
            ["", "Chi bộ thôn 1", "C1"],
            ["C11", "Chi bộ Thôn 1", "C1"],
            ["C12", "Chi bộ Quân sự", "C1"],
            ["C13", "Chi bộ Quân sự", "C1"],
            ["C14", "Chi bộ thôn 2", "C1"],
            ["C14", "Chi bộ thôn 3", "C1"],
        ]
    )


def cyclic() -> bytes:
    """Three organisations in a ring, and one below them."""
    return workbook(
        [
            ["Mã", "Tên tổ chức đảng", "Mã cấp trên"],
            ["D1", "Đảng bộ xã Một", "D3"],
            ["D2", "Đảng bộ bộ phận Hai", "D1"],
            ["D3", "Chi bộ Ba", "D2"],
            ["D4", "Chi bộ Bốn", "D3"],
            ["D5", "Chi bộ cơ sở Năm", ""],
        ]
    )


def sectioned() -> bytes:
    """Rows with a name only, merged over the whole width, open the group below them."""
    return workbook(
        [
            ["STT", "Tên tổ chức đảng", "Đảng viên chính thức", "Đảng viên dự bị"],
            ["ĐẢNG BỘ XÃ QUẢNG PHÚ", None, None, None],
            [1, "Chi bộ thôn Phú Đông", 18, 1],
            [2, "Chi bộ thôn Phú Tây", 17, None],
            ["Khối doanh nghiệp", None, None, None],
            [1, "Chi bộ Công ty Nước sạch", 9, 0],
            ["Tổng số", None, 44, 1],
        ],
        merged=["A2:D2", "A5:D5", "A7:B7"],
    )
