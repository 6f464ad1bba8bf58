"""Elections, under /elections/."""

from django.urls import include, path

urlpatterns = [
    path("", include("daihoi.web.elections.preparing_urls")),
    path("", include("daihoi.web.elections.hall_urls")),
    path("", include("daihoi.web.elections.paper_urls")),
]
