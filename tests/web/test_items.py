"""The records behind figures of other things than organisations: each leads to the page on which it is seen."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from daihoi.core.indicators import Records
from daihoi.data.models import User
from daihoi.web.board import items
from tests import lessons_made
from tests.area import TERM, TODAY, Area, area

__all__ = ["area"]
ASKED = f"?term={TERM}&as_of={TODAY.isoformat()}&level=all"
# A figure of each kind of record that has no page of its own, and the address at which its records are seen.
FIGURES = {
    "shortcomings.wide": lambda pk, lived: reverse("review", args=[pk]),
    "trainings.attended": lambda pk, lived: reverse("training", args=[lived.training]),
    "opinions": lambda pk, lived: f"{reverse('opinions')}?at={pk}",
    "spending.planned": lambda pk, lived: f"{reverse('spending')}?at={pk}",
    "outreach.articles": lambda pk, lived: f"{reverse('outreach')}?at={pk}",
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_record_without_a_page_of_its_own_leads_to_where_it_stands(
    area: Area, client_for: Callable[[User], Client], name: str
) -> None:
    lived = lessons_made.lived(area)
    client = client_for(area.users["board"])

    lines = client.get(reverse("records", args=[area.id("Tỉnh"), name]) + ASKED).context["lines"]

    assert lines
    for item, _card, href in lines:
        assert href == FIGURES[name](item.organisation, lived)
        assert client.get(href).status_code == 200


def test_every_kind_of_record_that_is_listed_has_a_page() -> None:
    assert set(items.HEADINGS) == {*items.HREFS, *items.OF_PLACE, *items.AT_PLACE}
    assert Records.ORGANISATIONS not in items.HEADINGS
