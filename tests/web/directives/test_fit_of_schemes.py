"""Personnel schemes that no longer fit the rules that come with a paper: for those with the personnel right alone."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daihoi.data.models import Event, Person
from tests import factories, schemes
from tests.area import Area, area
from tests.papers import enter

__all__ = ["area"]  # a fixture
ClientFor = Callable[..., Client]
WOMEN = """
[overlay]
id = "mau"
over = "2020-2025/2019-05-30"
locality = "Mẫu"
title = "Half of the committee are women"
[[rule]]
key = "committee.women_min"
id = "P-030"
value = "1/2"
unit = "share"
compare = "at_least"
of = "meant"
cite = ["mau"]
article = "Kế hoạch mẫu"
certainty = "local"
kind = "hard"
[[source]]
id = "mau"
title = "Mẫu"
url = ""
"""


@pytest.fixture
def paper(area: Area) -> int:
    schemes.people_of_personnel(area)
    schemes.scheme(area, standing=False)
    return enter(area, overlay_text=WOMEN)


def sheets(client: Client, paper: int) -> list[list[tuple[object, ...]]]:
    answer = client.get(reverse("directive_fit_xlsx", args=[paper]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return [list(one.values) for one in book]


@pytest.mark.parametrize(
    ("who", "told"), [("appraiser", True), ("approver", True), ("province", True), ("board", False), ("beside", False)]
)
def test_only_those_with_the_right_are_told_and_nobody_is_named(
    area: Area, client_for: ClientFor, paper: int, who: str, told: bool
) -> None:
    client = client_for(area.users[who])
    logged = Event.objects.count()
    answer = client.get(reverse("directive_fit", args=[paper]))
    text = answer.content.decode()

    assert (reverse("personnel_scheme", args=[area.id("Xã Một")]) in text, "P-030" in text) == (told, told)
    assert answer.context["schemes"].checked == int(told)
    rows = sheets(client, paper)[-1]
    assert [row[1:4] for row in rows if "P-030" in row] == ([("Xã Một", 15, "Trái quy định")] if told else [])
    names = Person.objects.values_list("name", flat=True)
    assert not any(name in text + str(rows) for name in names)
    events = [(one.event, one.subject) for one in Event.objects.order_by("seq")[logged:]]
    read = [("personnel.opened", "directive_fit"), ("personnel.taken", "directive_fit_xlsx")]
    assert events == (read if told else [])
    user = area.users[who].full_name
    head = text.partition('<div class="secrecy-head">')[2].partition("</div>")[0]
    assert ("<strong>MẬT</strong>" in head, user in head) == (told, told)
    assert any(user in str(row) for row in rows[:2]) == told


def test_more_schemes_ask_no_more(area: Area, client_for: ClientFor, paper: int) -> None:
    client = client_for(area.users["province"])
    address = reverse("directive_fit", args=[paper])

    def asked() -> int:
        client.get(address)  # the figures follow the log
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    one = asked()
    for at in ("Xã Hai", "Huyện B"):
        schemes.scheme(area, at, who="province", people=4, seats=3, standing=False)
    assert (one, asked()) == (one, one)
    assert one <= 15 + 7  # its entry in the log of reading, with what the figures look up after it
    stranger = client_for(factories.user("la"))
    assert stranger.get(address).status_code == 404
