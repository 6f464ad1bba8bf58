"""The one form in which organisations are written out, and which reads back to the same tree."""

from collections import defaultdict
from collections.abc import Iterable

from daihoi.core.organisations.sheet.model import Known
from daihoi.core.organisations.sheet.naming import KIND_LABELS, UNIT_LABELS
from daihoi.core.text import sort_key

HEADINGS = (
    "Mã",
    "Tên tổ chức đảng",
    "Loại hình tổ chức",
    "Mã cấp trên",
    "Tên cấp trên",
    "Loại hình đơn vị",
    "Đảng viên chính thức",
    "Đảng viên dự bị",
)

Row = tuple[str, str, str, str, str, str, int | None, int | None]


def sheet_of(known: Iterable[Known]) -> tuple[Row, ...]:
    """The rows under `HEADINGS`: parents before children, brothers in alphabetical order.

    It reads back to the same tree if every parent has a code or a name of its own. An organisation whose parent
    is not given is written with a blank parent, and stands under the root of the import.
    """
    by_id = {each.id: each for each in known}
    children: defaultdict[int | None, list[Known]] = defaultdict(list)
    for each in by_id.values():
        children[each.parent_id if each.parent_id in by_id else None].append(each)
    for brothers in children.values():
        brothers.sort(key=lambda each: (sort_key(each.name), each.code, each.id), reverse=True)
    rows: list[Row] = []
    line = list(children[None])
    while line:
        each = line.pop()
        parent = by_id.get(each.parent_id) if each.parent_id is not None else None
        rows.append(
            (
                each.code,
                each.name,
                KIND_LABELS[each.kind],
                parent.code if parent else "",
                parent.name if parent else "",
                UNIT_LABELS[each.unit],
                each.official,
                each.probationary,
            )
        )
        line += children.get(each.id, [])
    return tuple(rows)
