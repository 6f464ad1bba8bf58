"""What holds for every page: nothing inline, one 404, errors that say what to do; and the look in a browser."""

import re

import pytest
from django.test import Client, RequestFactory

from daihoi.core.access import Role
from daihoi.web.errors import server_error
from daihoi.web.style import style
from tests import factories as make


@pytest.fixture
def everyone(db):
    place = make.organisation()
    user = make.user()
    for role in (Role.SYSTEM_KEEPER, Role.AUDITOR):
        make.grant(user, role, place)
    return user


PAGES = [
    "/people/",
    "/people/new/",
    "/audit/",
    "/accounts/me/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/none/",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_anything_inline(client_for, everyone, path) -> None:
    answer = client_for(everyone).get(path)
    text = answer.content.decode()
    assert "style=" not in text
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
    assert re.findall(r"\son[a-z]+=", text) == []
    assert "script-src 'self'; style-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_page_of_components_renders(everyone) -> None:
    request = RequestFactory().get("/style/")
    request.user = everyone
    assert style(request).status_code == 200


def test_the_page_of_components_is_not_served(client_for, everyone) -> None:
    assert client_for(everyone).get("/style/").status_code == 404


def test_an_error_of_the_server_tells_the_time_and_no_trace() -> None:
    answer = server_error(RequestFactory().get("/"))
    text = answer.content.decode()
    assert (answer.status_code, "Traceback" in text) == (500, False)
    assert re.search(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", text)


def test_the_first_page_leads_where_the_person_may_go(client_for, everyone, db) -> None:
    assert client_for(make.user()).get("/").headers["Location"] == "/accounts/me/"
    assert (
        client_for(make.user_with(Role.SYSTEM_KEEPER, make.organisation())).get("/").headers["Location"] == "/people/"
    )
    assert Client().get("/").headers["Location"] == "/accounts/login/?next=/"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_pages_keep_the_content_policy_and_do_not_scroll_sideways(page, width) -> None:
    place = make.organisation("Đảng bộ tỉnh Quảng Ninh")
    user = make.user("giu.may")
    for role in (Role.SYSTEM_KEEPER, Role.AUDITOR):
        make.grant(user, role, place)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "404" not in message.text else None)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/accounts/login/?next=/people/")
    page.fill("[name=login]", "giu.may")
    page.fill("[name=password]", make.PASSWORD)
    page.click("button.btn-main")
    page.wait_for_url("**/people/")
    page.goto("/accounts/reauthenticate/?next=/people/")
    page.fill("[name=password]", make.PASSWORD)
    page.click("button.btn-main")
    page.wait_for_url("**/people/")
    paths = [*PAGES, f"/people/{user.pk}/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    assert said == []
