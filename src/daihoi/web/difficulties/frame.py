"""What the pages of difficulties, answers and briefings share: tabs, the way down, and the place they are about."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.queries.organisations import OrganisationCard


def tabs(current: str, at: OrganisationCard | None) -> list[dict[str, object]]:
    """The four pages of this subject for an organisation; `current`: the URL name of the one that is shown."""
    named = (
        ("difficulties", gettext("Difficulties")),
        ("answers", gettext("Published answers")),
        ("briefings", gettext("Briefings")),
        ("difficulties_arrangement", gettext("Who answers for what")),
    )
    query = f"?at={at.id}" if at else ""
    return [
        {"label": label, "href": reverse(name) + query, "current": name == current, "count": None}
        for name, label in named
    ]


def crumbs(at: tuple[int, str] | None, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """From the list of an organisation (id, name) down to the page."""
    way = [(gettext("Difficulties and answers"), reverse("difficulties"))]
    if at is not None:
        way.append((at[1], f"{reverse('difficulties')}?at={at[0]}"))
    return [*way, *last]


def text_asked(request: HttpRequest) -> str:
    """The words to look for in an address."""
    return request.GET.get("q", "").strip()[:200]
