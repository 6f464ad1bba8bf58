"""Today: what waits for the person, late first; the rest of a long group is one link away."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.core.waiting import Waiting
from daihoi.data.models import Task, User
from daihoi.web.tasks import today as page
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
ClientFor = Callable[[User], Client]


def rows(area: Area, name: str, count: int, days: int) -> None:
    Task.objects.bulk_create(
        Task(
            organisation_id=area.id(name),
            term=TERM,
            title=f"Việc {days} {index}",
            subject="general",
            origin="own",
            due_on=TODAY + timedelta(days=days),
            entered_on=date(2020, 1, 1),
            made_at=datetime(2020, 1, 1, tzinfo=UTC),
            made_by_name="x",
        )
        for index in range(count)
    )


def test_late_comes_first_and_a_long_group_leads_to_its_own_pages(area: Area, client_for: ClientFor) -> None:
    rows(area, "Chi bộ thôn 1", 60, -2)
    rows(area, "Chi bộ thôn 1", 2, 3)
    rows(area, "Chi bộ thôn 2", 1, -1)
    client = client_for(area.users["office"])

    found = client.get(reverse("today"))
    late, due = found.context["groups"]
    assert [(each.key, each.total, len(each.lines), each.rest) for each in (late, due)] == [
        ("late", 60, page.SHOWN, 60 - page.SHOWN),
        ("due", 2, 2, 0),
    ]
    assert {line.card.name for line in late.lines if line.card} == {"Chi bộ thôn 1"}
    assert "Việc -1 0" not in found.content.decode()
    (whole,) = client.get(late.href).context["groups"]
    assert len(whole.lines) == 50
    assert len(client.get(f"{late.href}&page=2").context["groups"][0].lines) == 10
    for query in ("?group=x", "?group=new", "?group=late&page=99"):
        assert client.get(reverse("today") + query).status_code == 200
    assert client.get(late.lines[0].href).status_code == 200


@pytest.mark.parametrize("who", ["board", "reader", "neighbour", "other"])
def test_nothing_of_others_waits_for_anybody(area: Area, client_for: ClientFor, who: str) -> None:
    rows(area, "Chi bộ thôn 1", 1, -2)

    assert client_for(area.users[who]).get(reverse("today")).context["total"] == 0


@pytest.mark.parametrize("who", ["keeper", "stranger"])
def test_who_may_look_at_nothing_finds_no_such_page(area: Area, client_for: ClientFor, who: str) -> None:
    assert client_for(area.users[who]).get(reverse("today")).status_code == 404


def test_whatever_waits_has_a_name_and_a_page(area: Area, client_for: ClientFor) -> None:
    for kind in page.WHAT.values():
        assert reverse(kind.url, args=[1] if kind.by else [])
    assert [page.group_of(Waiting("x", 1, 1, "x", due_on=due), TODAY) for due in (None, TODAY, date(2020, 3, 1))] == [
        "new",
        "due",
        "late",
    ]
