"""Pages, one include a subject."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from daihoi.web.home import home
from daihoi.web.style import style

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("accounts/", include("daihoi.web.access.account_urls")),
    path("board/", include("daihoi.web.board.urls")),
    path("directives/", include("daihoi.web.directives.urls")),
    path("bodies/", include("daihoi.web.bodies.urls")),
    path("tasks/", include("daihoi.web.tasks.urls")),
    path("supervision/", include("daihoi.web.supervision.urls")),
    path("difficulties/", include("daihoi.web.difficulties.urls")),
    path("briefings/", include("daihoi.web.briefings.urls")),
    path("lessons/", include("daihoi.web.lessons.urls")),
    path("outreach/", include("daihoi.web.outreach.urls")),
    path("spending/", include("daihoi.web.spending.urls")),
    path("reports/", include("daihoi.web.reports.urls")),
    path("personnel/", include("daihoi.web.personnel.urls")),
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
