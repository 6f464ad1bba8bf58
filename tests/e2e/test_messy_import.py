"""An office reads an awful list in: corrects what a column holds and two cells, imports, and sees the tree."""

import os
from datetime import date
from pathlib import Path

import pytest

from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from tests import factories
from tests.office.messy import workbook
from tests.web.imports.flow import tree_below

SIZES = ((1366, 768), (390, 844), (1920, 1080))
H = "Đảng bộ huyện Thử"
XA = "Đảng bộ xã An Lạc"


def awful() -> bytes:
    """Titles, two header rows, a heading that misleads, parents by name, two wrong cells, a total and a signature."""
    return workbook(
        [
            ["HUYỆN ỦY THỬ", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["DANH SÁCH TỔ CHỨC ĐẢNG (tính đến 30/6/2025)"],
            [],
            ["STT", "Ký hiệu", "Tên tổ chức", "Trực thuộc", "Đảng viên", None, "Ghi chú"],
            [None, None, None, None, "Chính thức", "Dự bị", None],
            [1, "X01", XA, None, None, None, None],
            [2, "X01-1", "Chi bộ thôn Thượng", "DANG BO XA AN LAC", "24", "1", "thôn mới"],
            [3, "X01-2", "Chi bộ thôn Hạ", XA, "mười bảy", "0", None],
            [4, "X01-3", "Chi bộ thôn Trung", "Đảng bộ xã An Lac 2", "19", "2", None],
            [5, "X02", "Chi bộ Kho bạc", None, "1.012", "-", None],
            ["Tổng cộng", None, None, None, "1.072", "3", None],
            [None, None, None, None, "Ngày 5 tháng 7 năm 2025", None, None],
        ],
        merged=["A1:C1", "A2:G2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "A11:D11"],
    )


@pytest.fixture
def shoot(tmp_path: Path):
    """`shoot(page, name)`: the whole page in three sizes, kept where DAIHOI_SCREENSHOTS says."""
    folder = Path(os.environ.get("DAIHOI_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: object, name: str) -> None:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=folder / f"import-{name}-{width}x{height}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on {width}"
        page.set_viewport_size({"width": 1366, "height": 768})

    return take


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_awful_list_becomes_organisations(page: object, shoot: object, tmp_path: Path) -> None:
    province = factories.organisation("Đảng bộ tỉnh Sông Trong", Kind.PROVINCE, code="T1")
    upper = factories.organisation(H, Kind.UPPER, under=province, code="H1")
    person = factories.user("ban.to.chuc", "Nguyễn Thị Hà")
    factories.grant(person, Role.ORGANISATION_BOARD, upper)
    file = tmp_path / "danh sách TCCSĐ (sửa lần 3).xlsx"
    file.write_bytes(awful())

    page.goto("/imports/")
    page.fill("input[name=login]", "ban.to.chuc")
    page.fill("input[name=password]", factories.PASSWORD)
    page.click("button[type=submit]:has-text('Đăng nhập')")
    page.wait_for_url("**/imports/")
    shoot(page, "1-empty")
    page.set_input_files("input[name=file]", file)
    page.fill("input[name=as_of]", "2025-06-30")
    page.fill("input[name=decision]", "15-QĐ/HU")
    page.click("#upload button[type=submit]")

    page.wait_for_url("**/columns/")
    shoot(page, "2-columns")
    page.select_option("select[name=column-1]", "code")  # "Ký hiệu" says nothing to the software
    page.click(".form-end button[value=preview]")

    page.wait_for_url("**/preview/")
    shoot(page, "3-problems")
    assert page.locator(".block").count() == 2
    page.fill("input[name=row-8-official]", "17")
    page.fill("input[name=row-9-parent_name]", XA)
    page.click(".block-end button.btn-main")

    page.wait_for_selector(".apply")
    shoot(page, "4-preview")
    page.click(".tabs a:has-text('5')")
    shoot(page, "5-new")
    page.click(".apply button.btn-main")

    page.wait_for_url("**/done/*/")
    shoot(page, "6-done")
    page.goto("/imports/")
    shoot(page, "7-list")
    assert tree_below(upper) == []  # before the day there was nothing
    assert sorted(tree_below(upper, date(2025, 6, 30)), key=str) == sorted(
        [
            (XA, "grassroots_committee", H, None),
            ("Chi bộ thôn Thượng", "cell", XA, (24, 1)),
            ("Chi bộ thôn Hạ", "cell", XA, (17, 0)),
            ("Chi bộ thôn Trung", "cell", XA, (19, 2)),
            ("Chi bộ Kho bạc", "grassroots_cell", H, (1012, 0)),
        ],
        key=str,
    )
