"""Pages, one include a subject."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from daihoi.web.home import home
from daihoi.web.style import style

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("accounts/", include("daihoi.web.access.account_urls")),
    path("board/", include("daihoi.web.board.urls")),
    path("elections/", include("daihoi.web.elections.urls")),
    path("organisations/", include("daihoi.web.organisations.urls")),
    path("pilots/", include("daihoi.web.plan.pilot_urls")),
    path("rules/", include("daihoi.web.plan.rule_urls")),
    path("people/", include("daihoi.web.access.people_urls")),
    path("audit/", include("daihoi.web.audit_urls")),
    path("", include("daihoi.web.imports.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("style/", style, name="style"))
