"""Every awful list, through the pages: what is read of it, what is said about it, and the tree in the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from django.http import HttpResponse
from django.test import Client

from daihoi.data import tree
from daihoi.data.models import User
from tests.office import messy
from tests.web.imports import flow

pytestmark = pytest.mark.django_db
For = Callable[[User], Client]

P, H = "Đảng bộ tỉnh Sông Trong", "Đảng bộ huyện Thử"


@dataclass(frozen=True)
class Case:
    """A list, where it goes, what is wrong with it, what is put right step by step, and what then stands below."""

    data: Callable[[], bytes]
    tree: list[flow.Line]
    name: str = "danh sach.xlsx"
    into: str = "upper"
    problems: list[tuple[str, int | None, str]] = field(default_factory=list)
    corrections: Sequence[Mapping[int, Mapping[str, str]]] = ()


GC, CELL, SECTION, GCELL, UPPER = "grassroots_committee", "cell", "section", "grassroots_cell", "upper"
INDENTED: list[flow.Line] = [
    ("Đảng bộ xã Bình Minh", GC, H, None),
    ("Đảng bộ bộ phận Cơ quan xã", SECTION, "Đảng bộ xã Bình Minh", None),
    ("Chi bộ Văn phòng", CELL, "Đảng bộ bộ phận Cơ quan xã", (7, 0)),
    ("Chi bộ thôn Đoài", CELL, "Đảng bộ xã Bình Minh", (6, 0)),
    ("Chi bộ Ngân hàng huyện", GCELL, H, (5, 0)),
]
CASES = {
    "title rows, merged header, foot": Case(
        messy.titled_with_merged_header,
        [
            ("Đảng bộ xã Đông Hòa", GC, H, (1234, 12)),
            ("Chi bộ Trường THPT Đông Hòa", GCELL, H, (47, 0)),
            ("Đảng bộ phường Tây Sơn", GC, H, (2056, 0)),
        ],
    ),
    "odd order, bad numbers": Case(
        messy.odd_order_with_bad_numbers,
        [
            ("Đảng bộ xã An Lạc", GC, H, None),
            ("Chi bộ thôn Thượng", CELL, "Đảng bộ xã An Lạc", (19, 1)),
            ("Chi bộ thôn Hạ", CELL, "Đảng bộ xã An Lạc", (4, 0)),
            ("Chi bộ thôn Trung", CELL, "Đảng bộ xã An Lạc", (7, 0)),
            ("Chi bộ thôn Nam", CELL, "Đảng bộ xã An Lạc", (28, 2)),
        ],
        problems=[
            ("count-fraction", 3, "A"),
            ("count-negative", 4, "C"),
            ("more-than-total", 5, "A"),
            ("count-text", 6, "C"),
            ("name-missing", 7, "D"),
        ],
        corrections=[
            {
                3: {"probationary": "1"},
                4: {"total": "4"},
                5: {"probationary": "0"},
                6: {"total": "30"},
                7: {"out": "on"},
            }
        ],
    ),
    "parents by name": Case(
        messy.parents_by_name,
        [
            (H, UPPER, P, None),
            ("Đảng bộ huyện Bắc Sông", UPPER, P, None),
            ("Đảng bộ xã Hòa Bình", GC, "Đảng bộ huyện Bắc Sông", None),
            ("Chi bộ thôn 1", CELL, "Đảng bộ xã Hòa Bình", (25, 0)),
            ("Đảng bộ huyện Nam Sông", UPPER, P, None),
            ("Đảng bộ xã Hòa Bình", GC, "Đảng bộ huyện Nam Sông", (0, 0)),
            ("Chi bộ Công an huyện", GCELL, "Đảng bộ huyện Nam Sông", (30, 0)),
            ("Chi bộ Hạt Kiểm lâm", GCELL, "Đảng bộ huyện Nam Sông", (9, 0)),
        ],
        into="province",
        problems=[("parent-ambiguous", 6, "C"), ("parent-unknown", 8, "C")],
        corrections=[
            # The file has no column of codes: the correction brings one.
            {4: {"code": "BS01"}, 6: {"parent_name": "BS01"}, 8: {"parent_name": "Đảng bộ huyện Nam Sông"}}
        ],
    ),
    "indent of the style": Case(lambda: messy.indented(True), INDENTED),
    "indent by blanks": Case(lambda: messy.indented(False), INDENTED),
    "numbered": Case(
        messy.numbered,
        [
            ("Đảng bộ xã Thạch Trung", GC, H, None),
            ("Đảng bộ bộ phận thôn Đông", SECTION, "Đảng bộ xã Thạch Trung", None),
            ("Chi bộ Đông 1", CELL, "Đảng bộ bộ phận thôn Đông", (20, 0)),
            ("Chi bộ Đông 2", CELL, "Đảng bộ bộ phận thôn Đông", (21, 0)),
            ("Chi bộ thôn Tây", CELL, "Đảng bộ xã Thạch Trung", (22, 0)),
            ("Đảng bộ phường Thạch Linh", GC, H, None),
            ("Chi bộ tổ dân phố 1", CELL, "Đảng bộ phường Thạch Linh", (30, 0)),
            ("Chi bộ Kho bạc", GCELL, H, (8, 0)),
        ],
    ),
    "a column for each level": Case(
        messy.levelled,
        [
            ("Đảng bộ xã Yên Lạc", GC, H, None),
            ("Đảng bộ bộ phận Công ty", SECTION, "Đảng bộ xã Yên Lạc", None),
            ("Chi bộ Xưởng", CELL, "Đảng bộ bộ phận Công ty", (11, 0)),
            ("Chi bộ thôn Đình", CELL, "Đảng bộ xã Yên Lạc", (12, 0)),
            ("Đảng bộ xã Yên Phú", GC, H, None),
            ("Chi bộ thôn Chùa", CELL, "Đảng bộ xã Yên Phú", (13, 0)),
            ("Chi bộ thôn Đình", CELL, "Đảng bộ xã Yên Phú", (14, 0)),
        ],
    ),
    "TCVN3 fonts": Case(
        messy.tcvn3_fonts,
        [
            ("Đảng bộ xã Phước Thạnh", GC, H, (95, 0)),
            ("Chi bộ ấp Hòa Bình", GCELL, H, (24, 0)),
            ("ĐẢNG BỘ XÃ MỸ ĐỨC", GC, H, (71, 0)),
        ],
        problems=[("kind-impossible", 4, "C")],
        corrections=[{4: {"kind": "Chi bộ cơ sở"}}],
    ),
    "VNI bytes": Case(
        messy.vni_csv,
        [
            ("Đảng bộ phường Bến Nghé", GC, H, None),
            ("Chi bộ Khu phố 1, Tổ Thợ Máy", CELL, "Đảng bộ phường Bến Nghé", (31, 2)),
        ],
        name="danh sach.csv",
    ),
    "TCVN3 bytes": Case(
        messy.tcvn3_csv,
        [("Đảng bộ xã Vĩnh Thuận", GC, H, (1020, 0)), ("Chi bộ Trường Tiểu học", GCELL, H, (12, 0))],
        name="danh sach.csv",
    ),
    "decomposed letters": Case(
        messy.decomposed,
        [("Đảng bộ xã Mỹ Lộc", GC, H, (40, 0)), ("Chi bộ Trạm Y tế", GCELL, H, (7, 0))],
        name="danh sach.csv",
    ),
    "same names, same codes": Case(
        messy.same_names,
        [
            ("Đảng bộ xã Tân Lập", GC, H, None),
            ("Chi bộ thôn 1", CELL, "Đảng bộ xã Tân Lập", None),
            ("Chi bộ Thôn 1", CELL, "Đảng bộ xã Tân Lập", None),
            ("Chi bộ Quân sự", CELL, "Đảng bộ xã Tân Lập", None),
            ("Chi bộ Quân sự", CELL, "Đảng bộ xã Tân Lập", None),
            ("Chi bộ thôn 2", CELL, "Đảng bộ xã Tân Lập", None),
            ("Chi bộ thôn 3", CELL, "Đảng bộ xã Tân Lập", None),
        ],
        problems=[
            ("duplicate-code", 7, "A"),
            ("duplicate-code", 8, "A"),
            ("duplicate-name", 3, "B"),
            ("duplicate-name", 4, "B"),
        ],
        corrections=[{3: {"code": "C10"}, 8: {"code": "C15"}}],
    ),
    "a ring": Case(
        messy.cyclic,
        [
            ("Đảng bộ xã Một", GC, H, None),
            ("Đảng bộ bộ phận Hai", SECTION, "Đảng bộ xã Một", None),
            ("Chi bộ Ba", CELL, "Đảng bộ bộ phận Hai", None),
            ("Chi bộ Bốn", CELL, "Đảng bộ bộ phận Hai", None),
            ("Chi bộ cơ sở Năm", GCELL, H, None),
        ],
        problems=[("cycle", 2, "C")],
        corrections=[{2: {"parent_name": ""}}, {5: {"parent_name": "D2"}}],
    ),
    "groups opened by rows": Case(
        messy.sectioned,
        [
            ("ĐẢNG BỘ XÃ QUẢNG PHÚ", GC, H, None),
            ("Chi bộ thôn Phú Đông", CELL, "ĐẢNG BỘ XÃ QUẢNG PHÚ", (18, 1)),
            ("Chi bộ thôn Phú Tây", CELL, "ĐẢNG BỘ XÃ QUẢNG PHÚ", (17, 0)),
            ("Chi bộ Công ty Nước sạch", GCELL, H, (9, 0)),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_messy_list_is_put_right_imported_once_and_taken_back(case: Case, client_for: For) -> None:
    ground = flow.ground()
    client, into = client_for(ground.owner), getattr(ground, case.into)
    before = flow.everything()

    def worked() -> tuple[str, HttpResponse]:
        work = flow.begun(client, case.data(), into, name=case.name)
        page = flow.previewed(client, work)
        assert flow.problems(page) == case.problems or not before_import
        for step in case.corrections:
            page = flow.correct(client, work, step)
        assert flow.problems(page) == []
        return work, page

    before_import = True
    work, _ = worked()
    done = client.post(f"{work}apply/")
    before_import = False
    again = client.post(f"{worked()[0]}apply/", follow=True)

    assert sorted(flow.tree_below(into), key=str) == sorted(case.tree, key=str)
    assert list(tree.path_faults()) == []
    assert "không có gì thay đổi" in again.content.decode().lower() or "Nothing changes" in again.content.decode()
    client.post(f"{done.url}undo/")
    assert flow.everything() == before
