"""The steps of reading in a list of people through the client."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Chức vụ hiện nay", "Tái cử")
ROWS = [
    (1, "Nguyễn Văn Mẫu", "5/1970", "Nam", "Kinh", "Huyện A", "Bí thư xã Một", "x"),
    (2, "Trần Thị Thử", "12/3/1982", "Nữ", "Thái", "Huyện A", "Phó Chủ tịch UBND", ""),
]


def book(*rows: tuple[object, ...], head: tuple[object, ...] = HEAD, font: str = "") -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["DANH SÁCH TRÍCH NGANG"])
    for row in (head, *rows):
        sheet.append(list(row))
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def begin(client: Client, pk: int, data: bytes, name: str = "2C.xlsx", **more: str) -> str:
    """Upload and go on to the preview; its address."""
    given = {"file": SimpleUploadedFile(name, data), "into_pool": "on", **more}
    answer = client.post(reverse("personnel_import", args=[pk]), given)
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(answer.url)
    form = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    answer = client.post(answer.url, form | {"action": "preview"})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def people_begun(client: Client, pk: int) -> str:
    """A list in work with something new, something to decide and something wrong."""
    return begin(client, pk, book(*ROWS, (3, "Lê Văn Sai", "31/2/1970", "Nam", "Kinh", "", "", "")))
