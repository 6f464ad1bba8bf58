"""What the tests of importing share: a small province, and the steps of an upload through the client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from daihoi.core.access import Role
from daihoi.core.organisations.kinds import Kind
from daihoi.data.models import MemberCount, Organisation, User, Version
from tests import factories

DAY = "2025-01-01"


@dataclass(frozen=True)
class Ground:
    """A province with one upper committee, a neighbour, and people who may and may not."""

    province: Organisation
    upper: Organisation
    neighbour: Organisation
    owner: User
    beside: User
    reader: User
    keeper: User


def ground() -> Ground:
    province = factories.organisation("Đảng bộ tỉnh Sông Trong", Kind.PROVINCE, code="T1")
    upper = factories.organisation("Đảng bộ huyện Thử", Kind.UPPER, under=province, code="H1")
    neighbour = factories.organisation("Đảng bộ tỉnh Bên", Kind.PROVINCE, code="T2")
    return Ground(
        province,
        upper,
        neighbour,
        factories.user_with(Role.ORGANISATION_BOARD, province),
        factories.user_with(Role.ORGANISATION_BOARD, neighbour),
        factories.user_with(Role.READER, province),
        factories.user_with(Role.SYSTEM_KEEPER, province),
    )


def upload(
    client: Client, data: bytes, into: Organisation, *, name: str = "danh sach.xlsx", day: str = DAY, **more: str
) -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return client.post("/imports/upload/", {"file": file, "organisation": into.pk, "as_of": day, **more})


def begun(client: Client, data: bytes, into: Organisation, **more: str) -> str:
    """Upload; the answer is the address of the list in work, which ends in "/"."""
    answer = upload(client, data, into, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url.removesuffix("columns/")


def fields_of(page: HttpResponse) -> dict[str, object]:
    """The settings of the page of columns as a browser would send them back."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def previewed(client: Client, work: str, changes: Mapping[str, object] | None = None) -> HttpResponse:
    """From the columns to the preview, with some settings changed."""
    data = fields_of(client.get(f"{work}columns/")) | {"action": "preview"} | (changes or {})
    answer = client.post(f"{work}columns/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    return client.get(answer.url)


def problems(page: HttpResponse) -> list[tuple[str, int | None, str]]:
    """The errors of a preview: code, row, column."""
    found = page.context["found"].findings
    return [(one.code, one.place.row, one.place.column) for one in found if one.severity == "error"]


def correct(client: Client, work: str, rows: Mapping[int, Mapping[str, str]]) -> HttpResponse:
    """Put rows right as the page's form does: fields that are not named stay as they are."""
    data: dict[str, object] = {"row": list(rows)}
    for show in ("errors", "warnings", "corrected"):
        for block in client.get(f"{work}preview/?show={show}").context.get("blocks") or ():
            if block["row"] in rows:
                form = block["form"]
                data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields if name != "out"}
    for row, texts in rows.items():
        data |= {f"row-{row}-{name}": text for name, text in texts.items()}
    answer = client.post(f"{work}preview/", data)
    assert answer.status_code == 302
    return client.get(answer.url)


Line = tuple[str, str, str, tuple[int, int] | None]


def tree_below(root: Organisation, on: date | None = None) -> list[Line]:
    """What stands below an organisation, in path order: name, kind, name of the one above, members."""
    day = on or date(2025, 6, 1)
    rows = list(Version.objects.filter(valid_from__lte=day, valid_to__gt=day).order_by("path"))
    names = {row.organisation_id: row.name for row in rows}
    counts = {
        count.organisation_id: (count.official, count.probationary)
        for count in MemberCount.objects.filter(on_date__lte=day).order_by("on_date")
    }
    path = factories.path_of(root)
    return [
        (row.name, row.kind, names.get(row.parent_id, ""), counts.get(row.organisation_id))
        for row in rows
        if row.path.startswith(path) and row.path != path
    ]


def everything() -> list[tuple[object, ...]]:
    """All rows of the tree, to compare before and after."""
    versions = Version.objects.order_by("pk").values_list(
        "pk", "organisation", "parent", "path", "kind", "unit", "name", "folded", "valid_from", "valid_to", "closed_by"
    )
    organisations = Organisation.objects.order_by("pk").values_list("pk", "code")
    counts = MemberCount.objects.order_by("pk").values_list("organisation", "on_date", "official", "probationary")
    return [*versions, *organisations, *counts]


def counted() -> CaptureQueriesContext:
    """The queries of a block, counted by hand."""
    return CaptureQueriesContext(connection)
